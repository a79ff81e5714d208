#!/usr/bin/env python3
"""Measures the engine beside C, SimPy, Ciw and Cimba, and prints ratios.

    Benchmarks/compare.py [ROUNDS]          3 unless told

Every round runs each program once, one after another on one core, so that whatever else the machine does
disturbs them alike; a ratio is taken within a round, and the table shows the median of the rounds with the
lowest and the highest. Needs the program built (make build), gcc and GSL; installs the Python packages in
Benchmarks/.venv.
"""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

here = Path(__file__).resolve().parent
release = here.parent / ".build" / "release"
engine = str(release / "enginebench")
peers = here / "peers"
venv = here / ".venv"
built = here / ".build"
rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3

M_M_1 = ["0.9", "1", "inf"]
ERLANG_A = ["100", "100", "2"]


def prepare():
    """Builds the C programs and installs the Python packages."""
    built.mkdir(exist_ok=True)
    subprocess.run(
        ["gcc", "-O3", "-march=native", str(peers / "queues.c"), "-o", str(built / "queues"), "-lgsl", "-lgslcblas", "-lm"],
        check=True,
    )
    if not (venv / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    packages = ["simpy==4.1.2", "ciw==3.2.7", "cimba==0.9.5"]
    subprocess.run(
        [str(venv / "bin" / "python"), "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages],
        check=True,
    )


def first_number(*command):
    """Runs a program on the last core and gives the first number that it prints."""
    pinned = ["taskset", "-c", str(os.cpu_count() - 1), *command]
    text = subprocess.run(pinned, check=True, capture_output=True, text=True).stdout
    return float(text.split()[0])


def ours_line(model, customers):
    return lambda: first_number(engine, "line", *model, str(customers))


def c_line(model, customers):
    return lambda: first_number(str(built / "queues"), "line", *model, str(customers))


def python(script, *words):
    return lambda: first_number(str(venv / "bin" / "python"), str(peers / script), *words)


def ours_hold(pending):
    # Nanoseconds become events a second, as for the others.
    return lambda: 1e9 / first_number(engine, "hold", str(pending), "5000000", "gsl")


def c_hold(kind, pending):
    return lambda: 1e9 / first_number(str(built / "queues"), f"hold-{kind}", str(pending), "5000000", "gsl")


def ours_customers():
    """Replications a second of the café of the first steps, settling in included."""
    count = 8
    scenario = str(here.parent / "Scenarios" / "first-steps.yaml")
    command = [str(release / "cxlab"), "run", scenario, "--jobs", "1", "--no-report", "--quiet"]
    start = time.monotonic()
    subprocess.run(
        ["taskset", "-c", str(os.cpu_count() - 1), *command, "--replications", str(count)],
        check=True, stdout=subprocess.DEVNULL,
    )
    return count / (time.monotonic() - start)


def simpy_customers():
    """The same in SimPy, which prints the seconds of each replication."""
    words = [str(venv / "bin" / "python"), str(peers / "customers_simpy.py"), "1"]
    pinned = ["taskset", "-c", str(os.cpu_count() - 1), *words]
    text = subprocess.run(pinned, check=True, capture_output=True, text=True).stdout
    return 1 / float(text.split()[1])


# What is measured: the name, ours, theirs, and the ratio to be reached.
comparisons = [
    ("M/M/1 against C by hand", ours_line(M_M_1, 5_000_000), c_line(M_M_1, 5_000_000), 0.5),
    ("M/M/1 against Cimba's Python package", ours_line(M_M_1, 5_000_000), python("line_cimba.py", "0.9", "1000000"), 3),
    ("M/M/1 against SimPy", ours_line(M_M_1, 5_000_000), python("line_simpy.py", *M_M_1, "100000"), 60),
    ("M/M/1 against Ciw", ours_line(M_M_1, 5_000_000), python("line_ciw.py", *M_M_1, "30000"), 100),
    ("Erlang-A, 100 servers, against C by hand", ours_line(ERLANG_A, 2_000_000), c_line(ERLANG_A, 2_000_000), 0.5),
    ("Erlang-A, 100 servers, against SimPy", ours_line(ERLANG_A, 2_000_000), python("line_simpy.py", *ERLANG_A, "50000"), 60),
    ("Erlang-A, 100 servers, against Ciw", ours_line(ERLANG_A, 2_000_000), python("line_ciw.py", *ERLANG_A, "20000"), 100),
]
for pending in (1_000, 100_000, 1_000_000):
    comparisons.append(
        (f"hold model, {pending:,} pending, against a 4-ary heap in C", ours_hold(pending), c_hold("heap", pending), 1)
    )
comparisons += [
    ("hold model, 1,000,000 pending, against a calendar queue in C", ours_hold(1_000_000), c_hold("calendar", 1_000_000), 1),
    ("hold model, ten million pending against one million", ours_hold(10_000_000), ours_hold(1_000_000), 0.5),
]


comparisons.append(("replications of the first-steps café, full customer model, against SimPy", ours_customers, simpy_customers, 50))


def shown(rate):
    return f"{rate:,.0f}" if rate >= 100 else f"{rate:.3g}"


def main():
    prepare()
    print(f"| ours against theirs: times as fast, median of {rounds} rounds | ratio | lowest to highest | wanted | a second, ours | theirs |")
    print("|---|---:|---:|---:|---:|---:|")
    for name, ours, theirs, wanted in comparisons:
        pairs = [(ours(), theirs()) for _ in range(rounds)]
        ratios = [a / b for a, b in pairs]
        middle = statistics.median(ratios)
        print(
            f"| {name} | {middle:.2f} | {min(ratios):.2f} to {max(ratios):.2f} | {wanted}{'' if middle >= wanted else ' (missed)'} "
            f"| {shown(statistics.median(a for a, _ in pairs))} | {shown(statistics.median(b for _, b in pairs))} |",
            flush=True,
        )


main()
