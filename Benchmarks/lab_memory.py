#!/usr/bin/env python3
"""Whether the lab's memory stays flat while somebody uses it for a long time.

    Benchmarks/lab_memory.py [--minutes M] [--users N] [--pairs P] [--seed S] [--scenario NAME] [--memory MIB]

An hour, 4 users, 8 pairs and the broadband scenario unless told; --memory lets the server have no more than so
much, so that what it keeps is soon full. Starts `cxlab serve` and has each user do
one thing after another, at random: move levers and the plan, watch a what-if to its end or drop it after a moment,
leave a stream unread, look at a day, at why, at stories, growth and the report, keep and delete snapshots, search
keys, and write, try and delete scenarios of one's own. Prints a line each twentieth of the time: the server's
resident memory, its open files and threads; at the end the slope of memory over the second half, in MiB an hour.
What is kept fills up first; after that the slope should be near nothing. Ends with status 1 where the server
ended or something was answered that is a fault of it. Needs the built program (make build); CXLAB names another
one. Linux only.
"""

import argparse
import collections
import http.client
import importlib.util
import pathlib
import random
import resource
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "Tests/Page"))
sys.dont_write_bytecode = True

from lab import PATIENCE, SCENARIOS, Events, Lab, query

# The benchmark of one user is called lab.py, too.
bench = importlib.util.module_from_spec(importlib.util.spec_from_file_location("bench", HERE / "lab.py"))
bench.__spec__.loader.exec_module(bench)
memory, row = bench.memory, bench.row

# Lines that are printed.
LOOKS = 20


class User(threading.Thread):
    """Does one thing after another until the time is over."""

    def __init__(self, lab, scenario, number, seed, end):
        super().__init__(daemon=True)
        self.lab, self.scenario, self.end = lab, scenario, end
        self.random = random.Random(f"{seed}/{number}")
        self.done, self.faults = collections.Counter(), []
        description = lab.scenario(scenario)
        self.levers = [lever for lever in description["levers"] if lever["form"] == "number"]
        self.entries = len(self.ask("plan")["entries"])
        self.months = description["months"]
        self.kept = []

    def run(self):
        acts = {
            self.watch: 8, self.drop: 6, self.ignore: 1, self.day: 3, self.why: 2, self.stories: 2, self.growth: 1,
            self.report: 1, self.keep: 4, self.forget: 3, self.look: 3, self.write: 2,
        }
        while time.monotonic() < self.end:
            act = self.random.choices(list(acts), acts.values())[0]
            try:
                act()
            except (OSError, http.client.HTTPException) as error:
                if self.lab.process.poll() is not None:
                    return
                self.faults.append(f"{act.__name__}: {error!r}")
            self.done[act.__name__] += 1

    # What is asked.

    def path(self, what, settings=()):
        mark = "?" if settings else ""
        return f"/api/scenarios/{self.scenario}/{what}{mark}{query(settings)}"

    def ask(self, what, settings=(), method="GET", body=None):
        return self.answer(method, self.path(what, settings), body)

    def answer(self, method, path, body=None):
        """What is answered; None where it is refused, as a few of these settings are."""
        answer = self.lab.ask(method, path, body)
        if answer.status >= 500 and answer.status != 503:
            self.faults.append(f"{method} {path}: {answer.status} {answer.body[:200]!r}")
        if answer.status >= 300 or answer.status == 204:
            return None
        return answer.json if answer.headers["content-type"] == "application/json" else answer.body

    def settings(self):
        """One to three levers, sometimes something of the plan, in any order."""
        chosen = {}
        for lever in self.random.sample(self.levers, min(len(self.levers), self.random.randint(1, 3))):
            low, high, step = lever["from"], lever["to"], lever["step"] or 1
            value = low + step * self.random.randint(0, max(1, round((high - low) / step)))
            unit = lever["unit_text"] or ""
            blank = "" if unit in ("", "%") else " "
            chosen[lever["path"]] = f"{min(value, high):g}{blank}{unit}"
        if self.random.random() < 0.3:
            month = self.random.randint(1, self.months - 1)
            chosen[f"plan[{self.entries}]"] = f"{{at: month {month}, set: {{quality.mean: {self.random.randint(50, 90)}}}}}"
        settings = [f"{path}={text}" for path, text in chosen.items()]
        self.random.shuffle(settings)
        return settings

    def stream(self, what, settings, most=None):
        """Reads a stream to its end, or so many events of it."""
        events = Events(self.lab.port, self.path(what, settings))
        try:
            for number, (name, data) in enumerate(events):
                if name == "problem" and data["problem"] == "internal":
                    self.faults.append(f"{what} {settings}: {data['message']}")
                if name in ("done", "problem") or most is not None and number >= most:
                    break
        finally:
            events.close()

    # What users do.

    def watch(self):
        settings = self.settings()
        self.ask("check", settings)
        self.stream("what-if", settings)

    def drop(self):
        self.stream("what-if", self.settings(), most=self.random.randint(0, 6))

    def ignore(self):
        events = Events(self.lab.port, self.path("what-if", self.settings()))
        time.sleep(self.random.uniform(0, 3))
        events.close()

    def day(self):
        self.ask("day", self.settings())

    def why(self):
        self.ask("why", self.settings())

    def stories(self):
        self.ask("stories", self.settings())

    def growth(self):
        self.stream("growth", self.settings(), most=self.random.choice([1, 3, None]))

    def report(self):
        self.ask(self.random.choice(["report.html", "differences.csv", "variant.yaml"]), self.settings())

    def keep(self):
        body = {"name": f"try {self.random.random()}", "settings": self.settings()}
        if kept := self.ask("snapshots", method="POST", body=body):
            self.kept.append(kept["number"])

    def forget(self):
        if self.kept:
            number = self.kept.pop(self.random.randrange(len(self.kept)))
            self.ask(f"snapshots/{number}")
            self.ask(f"snapshots/{number}", method="DELETE")

    def look(self):
        """All snapshots, a search, and a file of the page."""
        after = 0
        while after is not None:
            after = (self.answer("GET", self.path("snapshots") + f"?after={after}") or {}).get("next")
        self.answer("GET", self.path("keys") + f"?q={self.random.choice(['staff', 'price', 'wait', 'zzz'])}")
        self.lab.get("/page/main.js")

    def write(self):
        """A scenario of one's own: a copy that is run, changed, run and deleted."""
        draft = self.answer("POST", "/api/drafts", {"start": "copy", "of": self.scenario})
        if draft is None:
            return
        path, own = f"/api/drafts/{draft['id']}", f"/api/scenarios/{draft['id']}"
        for _ in range(2):
            events = Events(self.lab.port, f"{own}/what-if?{query(['quality.mean=61'])}")
            for number, _ in enumerate(events):
                if number >= 4:
                    break
            events.close()
            text = self.answer("GET", path)
            if text is None:
                break
            self.answer("PUT", path, {"text": text["text"] + "# changed\n", "version": text["version"]})
        self.answer("DELETE", path)


def slope(points):
    """What memory grows by in an hour, by least squares."""
    count = len(points)
    if count < 2:
        return 0.0
    means = [sum(column) / count for column in zip(*points)]
    spread = sum((x - means[0]) ** 2 for x, _ in points)
    return 3600 * sum((x - means[0]) * (y - means[1]) for x, y in points) / spread if spread else 0.0


def threads(lab):
    with open(f"/proc/{lab.process.pid}/status") as status:
        return next(line.split()[1] for line in status if line.startswith("Threads:"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--users", type=int, default=4)
    parser.add_argument("--pairs", type=int, default=8)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--scenario", default="broadband")
    parser.add_argument("--memory", type=int)
    wish = parser.parse_args()
    if wish.memory:
        # The server inherits it.
        resource.setrlimit(resource.RLIMIT_DATA, (wish.memory << 20, wish.memory << 20))
    lab = Lab(SCENARIOS / f"{wish.scenario}.yaml", pairs=wish.pairs)
    try:
        lab.finished(wish.scenario)
        began = time.monotonic()
        seconds = 60 * wish.minutes
        users = [User(lab, wish.scenario, number, wish.seed, began + seconds) for number in range(wish.users)]
        for user in users:
            user.start()
        row(f"{wish.users} users, {wish.scenario}, {wish.pairs} pairs", "MiB", "files", "threads")
        row("---", "---:", "---:", "---:")
        points = []
        for look in range(1, 4 * LOOKS + 1):
            time.sleep(max(0, began + seconds * look / (4 * LOOKS) - time.monotonic()))
            if lab.process.poll() is not None:
                sys.exit(f"lab_memory.py: the server ended with status {lab.process.returncode}: {lab.said()}")
            now = memory(lab)[0]
            points.append((time.monotonic() - began, now))
            if look % 4 == 0:
                row(f"after {points[-1][0] / 60:.1f} minutes", f"{now:.0f}", lab.open_files(), threads(lab))
        for user in users:
            user.join(2 * PATIENCE)
        done = sum((user.done for user in users), collections.Counter())
        row("things done: " + ", ".join(f"{count} {name}" for name, count in done.most_common(4)), done.total(), "", "")
        row("the most, MiB", f"{memory(lab)[1]:.0f}", "", "")
        row("slope over the second half, MiB an hour", f"{slope(points[len(points) // 2:]):.0f}", "", "")
        faults = [fault for user in users for fault in user.faults]
        if faults:
            sys.exit("lab_memory.py: " + "\n".join(faults[:20]))
    finally:
        lab.stop()


if __name__ == "__main__":
    main()
