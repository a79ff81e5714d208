#!/usr/bin/env python3
"""How fast the lab in the browser answers, measured on this machine's own network, and what it keeps.

    Benchmarks/lab.py [SETTINGS]        20 different settings unless told

Starts `cxlab serve` with the broadband scenario and 30 pairs, waits for the base, then asks what-ifs, one
after another, each with a setting that was not asked before: the time to the first months of the first pair's
curve, to the first pair's result and to that of all pairs, and how wide the interval of the retention after
a year is after a second, beside its width at the end. Needs the built program (make build); CXLAB names another one. Linux only.
"""

import os
import pathlib
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Tests/Page"))
sys.dont_write_bytecode = True

from lab import SCENARIOS, Lab

PAIRS = 30
SCENARIO = "broadband"


def settings(count):
    """Settings that differ and that a manager might try: staff, how alike they are, price."""
    for number in range(count):
        levers = [
            f"teams.first-line.staff={4 + number % 5}", f"quality.between-staff={number % 12}",
            f"customers.contract.price=£{29 + number % 7}/month"]
        # One to three levers; the last makes each setting new.
        yield [*levers[: 1 + number % 3], f"quality.mean={70 + number / 4:g}"]


def watch(lab, changes=()):
    """Seconds to the first curve, to the first result and to that of all pairs; the width after a second, of the last."""
    start = time.monotonic()
    events = lab.events(SCENARIO, changes)
    curve = first = last = soon = None
    for name, data in events:
        if name == "months":
            curve = curve or time.monotonic() - start
        elif name == "result":
            last = time.monotonic() - start
            first = first or last
            curve = curve or last
            width = half_width(data, "difference" if changes else "base")
            if last <= 1:
                soon = width
        elif name == "problem":
            sys.exit(f"lab.py: {changes}: {data['message']}")
        elif name == "done":
            break
    events.close()
    if last is None:
        sys.exit(f"lab.py: {changes}: no result, status {events.status}")
    return curve, first, last, soon / width if soon and width else float("inf")


def half_width(result, of):
    """Half the width of the interval of the retention after a year; None where there is none yet."""
    found = next(each for each in result["headlines"] if each["metric"] == "retention_12m")[of]
    return None if found["upper"] is None else (found["upper"] - found["lower"]) / 2


def memory(lab):
    """What the server holds now and the most it ever held, in MiB."""
    with open(f"/proc/{lab.process.pid}/status") as status:
        kept = dict(line.split(":", 1) for line in status)
    return tuple(int(kept[key].split()[0]) / 1024 for key in ("VmRSS", "VmHWM"))


def percentile(values, percent):
    """The least value that so many percent of the values do not exceed."""
    values = sorted(values)
    return values[max(0, -(-len(values) * percent // 100) - 1)]


def row(what, *columns):
    print(f"| {what:58} | " + " | ".join(f"{column:>9}" for column in columns) + " |", flush=True)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    began = time.monotonic()
    lab = Lab(SCENARIOS / f"{SCENARIO}.yaml", pairs=PAIRS)
    try:
        listening = time.monotonic() - began
        _, first, last, _ = watch(lab)
        row(f"{os.cpu_count()} cores, {SCENARIO}, {PAIRS} pairs", "s", "")
        row("---", "---:", "---:")
        row("start to listening", f"{listening:.2f}", "")
        row("start to the first result of the base (usable)", f"{listening + first:.2f}", "")
        row("start to all pairs of the base", f"{listening + last:.2f}", "")
        row(f"{count} what-ifs, each with other settings", "median", "95th")
        times = [watch(lab, changes) for changes in settings(count)]
        whats = ("lever moved to the first curve", "lever moved to the first pair", "lever moved to all pairs",
                 "width of the interval after 1 s, of the last")
        for what, values in zip(whats, zip(*times)):
            row(what, f"{statistics.median(values):.3f}", f"{percentile(values, 95):.3f}")
        again = [watch(lab, changes)[2] for changes in settings(count)]
        row("the same settings again, to all pairs", f"{statistics.median(again):.3f}", f"{percentile(again, 95):.3f}")
        now, most = memory(lab)
        row("memory after, MiB: now, and the most", f"{now:.0f}", f"{most:.0f}")
    finally:
        lab.stop()


if __name__ == "__main__":
    main()
