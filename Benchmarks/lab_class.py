#!/usr/bin/env python3
"""How fast the lab answers a whole class, each pupil moving a lever every few seconds.

    Benchmarks/lab_class.py [PUPILS [SECONDS]]        30 pupils for 60 seconds unless told

Starts `cxlab serve --class` with the broadband scenario and 30 pairs, waits for the base, lets pupils join, and
has each ask a what-if every five seconds with a setting that nobody has asked before; the next move drops what
still runs for the one before. Pupils begin at different moments of the five seconds. Prints the time from a
move to the first pair's result, how many pairs a move had before the next, and memory. Needs the built program
(make build); CXLAB names another one. Linux only.
"""

import http.client
import importlib.util
import os
import pathlib
import random
import statistics
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests/Page"))
sys.dont_write_bytecode = True

from lab import SCENARIOS, ClassLab, Events, query

# The benchmark of one user is called lab.py, too.
bench = importlib.util.module_from_spec(importlib.util.spec_from_file_location("bench", HERE / "lab.py"))
bench.__spec__.loader.exec_module(bench)
memory, percentile, row = bench.memory, bench.percentile, bench.row

PAIRS = 30
SCENARIO = "broadband"
EVERY = 5


class Pupil(threading.Thread):
    """Moves a lever every few seconds, and notes when the first result came and what the last one had."""

    def __init__(self, lab, number, count, seconds):
        super().__init__(daemon=True)
        self.lab, self.number, self.seconds = lab, number, seconds
        self.headers = lab.join(f"pupil {number}")
        self.delay = EVERY * number / count
        self.random = random.Random(number)
        self.first, self.pairs, self.lost = [], [], 0

    def changes(self, move):
        levers = [
            f"teams.first-line.staff={self.random.randint(4, 8)}",
            f"quality.between-staff={self.random.randint(0, 12)}",
            f"customers.contract.price=£{self.random.randint(28, 36)}/month"]
        # One lever of three; the last makes each setting new.
        return [self.random.choice(levers), f"quality.mean={70 + self.number / 10 + move / 1000:g}"]

    def run(self):
        begin = time.monotonic() + self.delay
        for move in range(int(self.seconds / EVERY)):
            start = begin + move * EVERY
            time.sleep(max(0, start - time.monotonic()))
            self.move(self.changes(move), time.monotonic(), start + EVERY)

    def move(self, changes, start, end):
        path = f"/api/scenarios/{SCENARIO}/what-if?{query(changes)}"
        # As the page does: first what is wrong with the settings, then the run.
        self.lab.ask("GET", path.replace("/what-if", "/check"), headers=self.headers)
        events = Events(self.lab.port, path, self.headers)
        # A next move comes whether there was a result or not.
        closing = threading.Timer(max(0, end - time.monotonic()), events.hang_up)
        closing.start()
        first, pairs = None, 0
        try:
            for name, data in events:
                if name == "result":
                    first = first or time.monotonic() - start
                    pairs = data["pairs"]
                elif name in ("done", "problem"):
                    break
        except (OSError, http.client.HTTPException):
            pass
        closing.cancel()
        events.close()
        if first is None:
            self.lost += 1
        else:
            self.first.append(first)
            self.pairs.append(pairs)


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    lab = ClassLab(SCENARIOS / f"{SCENARIO}.yaml", pairs=PAIRS)
    try:
        lab.finished(SCENARIO)
        pupils = [Pupil(lab, number, count, seconds) for number in range(count)]
        watched = [Events(lab.port, "/api/class/events", pupil.headers) for pupil in pupils]
        for pupil in pupils:
            pupil.start()
        for pupil in pupils:
            pupil.join()
        for events in watched:
            events.close()
        if not any(pupil.first for pupil in pupils):
            sys.exit("lab_class.py: no move had a result before the next one")
        first = [time for pupil in pupils for time in pupil.first]
        pairs = [number for pupil in pupils for number in pupil.pairs]
        lost = sum(pupil.lost for pupil in pupils)
        moves = len(first) + lost
        row(f"{os.cpu_count()} cores, {count} pupils, a move every {EVERY} s for {seconds} s", "")
        row("---", "---:")
        row("moves", f"{moves}")
        row("first result within 1 s, % of moves", f"{100 * sum(time <= 1 for time in first) / moves:.1f}")
        row("moves without a result before the next", f"{lost}")
        row("to the first result, s: median", f"{statistics.median(first):.2f}")
        row("to the first result, s: 95th percentile", f"{percentile(first, 95):.2f}")
        row("to the first result, s: the most", f"{max(first):.2f}")
        row("the slowest pupil's median, s", f"{max(statistics.median(p.first or [EVERY]) for p in pupils):.2f}")
        row("pairs before the next move: median", f"{statistics.median(pairs):.0f}")
        row("the same: the pupil with the fewest", f"{min(statistics.median(p.pairs or [0]) for p in pupils):.0f}")
        now, most = memory(lab)
        row("memory after, MiB: now", f"{now:.0f}")
        row("memory after, MiB: the most", f"{most:.0f}")
    finally:
        lab.stop()


if __name__ == "__main__":
    main()
