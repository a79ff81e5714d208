#!/usr/bin/env python3
"""A sweep of a hundred thousand points: planning, gathering, reporting and restarting, against targets.

The points are not simulated: their lines are made up, with the checksums that workers write. A sweep
that is simulated comes last, by two jobs and by one in turn, to see how it scales.
Usage: Benchmarks/sweep_scale.py [POINTS]   (after make build; CXLAB_VENV names what draws charts)
"""

import hashlib
import json
import os
import pathlib
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build/release/cxlab"
TURNS = 3

# Targets for a hundred thousand points on two cores.
MOST_SECONDS = 10
MOST_MEMORY = 500
MOST_RESTART = 1
LEAST_SCALING = 1.9


def measure(*words):
    """Runs a command: its wall-clock seconds, processor seconds and the most memory it held, in MB."""
    start = time.monotonic()
    process = subprocess.Popen([PROGRAM, "sweep", *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    if status != 0:
        sys.exit(f"cxlab sweep {' '.join(words)} ended with status {status >> 8}")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def timed(name, *words):
    """Measures a command and prints it."""
    seconds, work, memory = measure(*words)
    print(f"  {name:34} {seconds:6.2f} s  {work:6.2f} s of processors  {memory:5.0f} MB", flush=True)
    return seconds, memory


def verdict(name, value, wanted, is_met):
    print(f"  {name:34} {value:>8}  wanted {wanted:9} {'met' if is_met else 'MISSED'}")


def line(plan, point, outcomes):
    body = json.dumps({"plan": plan, "point": point, "outcomes": outcomes}, separators=(",", ":"))[:-1]
    # The checksum covers everything before it, as the worker wrote it.
    check = hashlib.sha256(body.encode()).hexdigest()[:16]
    return f'{body},"check":"{check}"}}\n'


def write_work(plan, points):
    """What four workers would have written."""
    luck = random.Random(1)
    name = hashlib.sha256(plan.read_bytes()).hexdigest()
    work = plan.parent / f"work-{name[:8]}"
    work.mkdir()
    for shard in range(1, 5):
        with open(work / f"shard-{shard}-of-4.1.jsonl", "w") as file:
            for point in range(shard, points + 1, 4):
                values = [[20, luck.gauss(100, 10), luck.random()] for _ in range(4)]
                file.write(line(name, point, values))


def large(points, worlds):
    """Plans, gathers and restarts a sweep of so many points in so many worlds."""
    print(f"{points // worlds * worlds} points: {points // worlds} lever settings in {worlds} "
          f"world{'s' if worlds > 1 else ''}")
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "large.yaml"
        file.write_text(f"""
scenario: {ROOT}/Scenarios/broadband.yaml
levers:
  teams.first-line.staff: {{from: 4, to: 8}}
  quality.mean: {{from: 60, to: 85}}
  teams.first-line.training.fault-finding.every: [never, 12 months, 6 months, 3 months]
uncertainties:
  market.rivals.bignet.price: triangular £25/month to £29/month to £33/month
  loyalty.churn: uniform 1% per month to 2% per month
design: {{levers: latin-hypercube, points: {{levers: {points // worlds}, uncertainties: {worlds}}}}}
outcomes: [retention_12m, satisfaction_mean, customer_equity, profit]
""")
        out = f"{folder}/out"
        planned, memory = timed("plan", "plan", str(file), "--out", out)
        plan = pathlib.Path(out) / "large/plan.jsonl"
        write_work(plan, points // worlds * worlds)
        timed("status", "status", "--plan", str(plan))
        gathered, most = timed("gather and report", "gather", "--plan", str(plan))
        again = max(
            timed("sweep run FILE again", "run", str(file), "--out", out)[0],
            timed("sweep run PLAN again", "run", str(plan))[0],
            timed("sweep gather again", "gather", "--plan", str(plan))[0])
        sizes = {path.name: path.stat().st_size / 1e6 for path in plan.parent.iterdir()}
        drawn = len(list((plan.parent / "charts").glob("*.svg")))
    print("  " + ", ".join(f"{name} {sizes[name]:.0f} MB" for name in ("results.csv", "results.sqlite"))
          + f", {drawn} charts drawn")
    total = planned + gathered
    verdict("plan, gather and report", f"{total:.1f} s", f"< {MOST_SECONDS} s", total < MOST_SECONDS)
    verdict("most memory", f"{max(memory, most):.0f} MB", f"< {MOST_MEMORY} MB",
            max(memory, most) < MOST_MEMORY)
    verdict("restart when finished", f"{again:.2f} s", f"< {MOST_RESTART} s", again < MOST_RESTART)


class Paused:
    """Commands that run beside each other, and only while they are told to."""

    def __init__(self, *commands):
        self.commands, self.processes, self.seconds, self.is_over = commands, [], 0, False

    def go_on(self, seconds):
        """Lets them run for so long, or to their end."""
        start = time.monotonic()
        if not self.processes:
            self.processes = [
                subprocess.Popen([PROGRAM, "sweep", *words], stdout=subprocess.DEVNULL, start_new_session=True)
                for words in self.commands]
        running = [process for process in self.processes if process.poll() is None]
        for process in running:
            os.killpg(process.pid, signal.SIGCONT)
        try:
            for process in running:
                process.wait(timeout=max(0, start + seconds - time.monotonic()))
            self.is_over = True
        except subprocess.TimeoutExpired:
            for process in running:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGSTOP)
        self.seconds += time.monotonic() - start
        if any(process.returncode for process in self.processes):
            sys.exit(f"a sweep ended with status {[process.returncode for process in self.processes]}")

    def end(self):
        """Ends what still runs or is paused."""
        for process in self.processes:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def scaling():
    """Two jobs against one, in slices by turns so that whatever else the machine does meets both.

    Two copies of the sweep by one job each, at the same time, show what the machine has to give: a second
    core that shares caches, memory or more with the first is worth less than the first.
    """
    print(f"960 runs of Scenarios/sweeps/training.yaml by one job and by two, in slices by turns, {TURNS} times")
    file = str(ROOT / "Scenarios/sweeps/training.yaml")
    found = []
    for _ in range(TURNS):
        with tempfile.TemporaryDirectory() as folder:
            def words(jobs, name):
                return ["run", file, "--replications", "10", "--jobs", str(jobs), "--quiet", "--out",
                        f"{folder}/{name}"]
            one, two, copies = every = (
                Paused(words(1, "one")), Paused(words(2, "two")), Paused(words(1, "a"), words(1, "b")))
            try:
                # In such proportion that all are over at about the same time; and long, because two threads
                # that were paused and went on every 2 s got 1.84 of two processors, every 10 s 1.95.
                while not all(run.is_over for run in every):
                    for run, seconds in zip(every, (20, 10, 20)):
                        if not run.is_over:
                            run.go_on(seconds)
            finally:
                for run in every:
                    run.end()
        found.append((one.seconds / two.seconds, 2 * one.seconds / copies.seconds, copies.seconds / two.seconds / 2))
        print(f"  {one.seconds:6.1f} s by one job, {two.seconds:6.1f} s by two, {copies.seconds:6.1f} s for "
              "two copies by one job each", flush=True)
    ratio, machine, share = (statistics.median(column) for column in zip(*found))
    verdict("two jobs against one (median)", f"{ratio:.2f}", f">= {LEAST_SCALING}", ratio >= LEAST_SCALING)
    print(f"  two copies against one: {machine:.2f}, of which two jobs reach {share:.1%}")


def main():
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    print(f"load before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
    large(points, worlds=20)
    large(points, worlds=1)
    scaling()


if __name__ == "__main__":
    main()
