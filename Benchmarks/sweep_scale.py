#!/usr/bin/env python3
"""Planning, gathering and reporting a sweep of a hundred thousand points: time and memory.

The points are not simulated: their lines are made up, with the checksums that workers write.
Usage: Benchmarks/sweep_scale.py [POINTS]   (after make build)
"""

import hashlib
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build/release/cxlab"
WORLDS = 20


def timed(name, *words):
    """Runs a command; prints seconds and the most memory it held."""
    start = time.monotonic()
    process = subprocess.Popen([PROGRAM, "sweep", *words], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - start
    memory = usage.ru_maxrss / 1024
    print(f"{name:24} {seconds:6.2f} s  {memory:7.0f} MB  exit {status >> 8}", flush=True)


def line(plan, point, outcomes):
    body = json.dumps({"plan": plan, "point": point, "outcomes": outcomes}, separators=(",", ":"))[:-1]
    # The checksum covers everything before it, as the worker wrote it.
    check = hashlib.sha256(body.encode()).hexdigest()[:16]
    return f'{body},"check":"{check}"}}\n'


def main():
    points = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    luck = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "large.yaml").write_text(f"""
scenario: {ROOT}/Scenarios/broadband.yaml
levers:
  teams.first-line.staff: {{from: 4, to: 8}}
  quality.mean: {{from: 60, to: 85}}
  teams.first-line.training.fault-finding.every: [never, 12 months, 6 months, 3 months]
uncertainties:
  market.rivals.bignet.price: triangular £25/month to £29/month to £33/month
  loyalty.churn: uniform 1% per month to 2% per month
design: {{levers: latin-hypercube, points: {{levers: {points // WORLDS}, uncertainties: {WORLDS}}}}}
outcomes: [retention_12m, satisfaction_mean, customer_equity, profit]
""")
        timed("plan", "plan", f"{folder}/large.yaml", "--out", f"{folder}/out")
        plan = folder / "out/large/plan.jsonl"
        name = hashlib.sha256(plan.read_bytes()).hexdigest()
        work = plan.parent / f"work-{name[:8]}"
        work.mkdir()
        for shard in range(1, 5):
            with open(work / f"shard-{shard}-of-4.1.jsonl", "w") as file:
                for point in range(shard, points + 1, 4):
                    values = [[20, luck.gauss(100, 10), luck.random()] for _ in range(4)]
                    file.write(line(name, point, values))
        timed("status", "status", "--plan", str(plan))
        timed("gather and report", "gather", "--plan", str(plan))
        timed("restart when finished", "run", str(plan))
        size = (plan.parent / "results.csv").stat().st_size
        print(f"results.csv {size / 1e6:.0f} MB, results.sqlite "
              f"{(plan.parent / 'results.sqlite').stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
