"""The built program with its server running, and what it answers without a browser."""

import atexit
import http.client
import json
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
PROGRAM = os.environ.get("CXLAB") or str(ROOT / ".build/release/cxlab")
SCENARIOS = ROOT / "Scenarios"
PAIRS = 6

# Far longer than anything takes, for machines that do other work: no test asks how fast it was.
PATIENCE = 60


def wait_until(is_so, what, seconds=PATIENCE):
    """Asks until the answer is true in Python's sense, and gives that answer."""
    end = time.monotonic() + seconds
    while True:
        answer = is_so()
        if answer:
            return answer
        if time.monotonic() > end:
            raise AssertionError(f"waited {seconds} s in vain: {what() if callable(what) else what}")
        time.sleep(0.1)


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def environment():
    """Where charts' JavaScript is found, unless whoever calls says so."""
    return {"CXLAB_VENV": str(ROOT / ".venv"), **os.environ}


def program(*words):
    """Runs the program; its exit status, what it printed and what it said of errors."""
    done = subprocess.run(
        [PROGRAM, *words], capture_output=True, text=True, env=environment(), cwd=ROOT, timeout=10 * PATIENCE)
    return done.returncode, done.stdout, done.stderr


def query(settings):
    return "&".join("set=" + urllib.parse.quote(each, safe="") for each in settings)


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read()

    @property
    def json(self):
        return json.loads(self.body)


class Events:
    """A stream of events, read one by one; close it at any time."""

    def __init__(self, port, path, headers=None):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self.connection.request("GET", path, headers=headers or {})
        self.socket = self.connection.sock
        self.response = self.connection.getresponse()
        self.status = self.response.status

    def __iter__(self):
        name, data = None, []
        for line in self.response:
            line = line.decode().rstrip("\r\n")
            field, _, value = line.partition(":")
            value = value.removeprefix(" ")
            if field == "event":
                name = value
            elif field == "data" and line:
                data.append(value)
            elif not line and data:
                yield name, json.loads("\n".join(data))
                name, data = None, []

    def hang_up(self):
        """Ends it from another thread: whoever reads sees its end."""
        try:
            self.socket.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass

    def close(self):
        # A response that is closed alone keeps its socket.
        self.response.close()
        self.connection.close()


class Lab:
    """`cxlab serve` on a port of its own, with a state folder of its own."""

    def __init__(self, *files, pairs=PAIRS, venv=None):
        self.files = [str(file) for file in files] or [
            str(SCENARIOS / "broadband.yaml"), str(SCENARIOS / "first-steps.yaml")]
        self.pairs = pairs
        self.environment = environment() | ({"CXLAB_VENV": venv} if venv else {})
        self.port = free_port()
        self.folder = tempfile.TemporaryDirectory(prefix="cxlab-page-")
        self.process = None
        # Sent with everything that is asked.
        self.headers = {}
        # Also where the tests themselves are interrupted.
        atexit.register(self.stop)
        self.start()

    def start(self):
        """Starts the server, with the port and the state that it had before."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [PROGRAM, "serve", *self.files, *self.options], stdout=log, stderr=log,
                stdin=subprocess.DEVNULL, env=self.environment, cwd=ROOT)
        wait_until(self.is_listening, "the server does not listen")

    @property
    def options(self):
        return ["--port", str(self.port), "--state", self.state, "--pairs", str(self.pairs)]

    def is_listening(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with status {self.process.returncode}: {self.said()}")
        try:
            return self.get("/api/scenarios").status == 200
        except OSError:
            return False

    @property
    def log(self):
        return os.path.join(self.folder.name, "log")

    @property
    def state(self):
        return os.path.join(self.folder.name, "state")

    def said(self):
        with open(self.log, errors="replace") as log:
            return log.read()

    def kill(self):
        """Ends the server as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Ends the server as a user does, and removes what it kept; harmless when repeated."""
        atexit.unregister(self.stop)
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.kill()
        self.folder.cleanup()

    @property
    def address(self):
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method, path, body=None, headers=None):
        """A request on a connection of its own; a body that is no text is sent as JSON."""
        headers = {**self.headers, **(headers or {})}
        if body is not None and not isinstance(body, (str, bytes)):
            body = json.dumps(body)
            headers.setdefault("content-type", "application/json")
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, headers)
            return Answer(connection.getresponse())
        finally:
            connection.close()

    def get(self, path):
        return self.ask("GET", path)

    def scenario(self, identity):
        return self.get(f"/api/scenarios/{identity}").json

    def events(self, identity, settings=()):
        """The stream of a scenario's base, or of a what-if where there are settings."""
        path = f"/api/scenarios/{identity}/" + (f"what-if?{query(settings)}" if settings else "base")
        return Events(self.port, path, self.headers)

    def finished(self, identity, settings=()):
        """The result of all pairs."""
        result, last, events = None, None, self.events(identity, settings)
        try:
            for name, data in events:
                last = name, data
                if name == "result":
                    result = data
                if name in ("done", "problem"):
                    break
        finally:
            events.close()
        if last is None or last[0] != "done":
            raise AssertionError(f"{identity} with {settings} ended with {last}, status {events.status}")
        return result

    def processor_seconds(self):
        """What the server's process has used of processors up to now, on Linux."""
        with open(f"/proc/{self.process.pid}/stat") as stat:
            # The name of the program, in brackets, may have spaces.
            fields = stat.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def open_files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))


class ClassLab(Lab):
    """`cxlab serve --class`; what is asked without a browser is asked by the trainer."""

    def start(self):
        super().start()
        self.lead()

    def lead(self):
        """Leads the class with a session of its own; of many that lead, the first are forgotten."""
        self.headers = {}
        answer = self.ask("POST", "/api/class/lead", {"key": self.key})
        self.headers = {"cookie": answer.headers["Set-Cookie"].partition(";")[0]}

    @property
    def options(self):
        return [*super().options, "--class"]

    def is_listening(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the server ended with status {self.process.returncode}: {self.said()}")
        try:
            # The key is printed once it listens.
            return self.ask("GET", "/api/class").status == 200 and "lead=" in self.said()
        except OSError:
            return False

    @property
    def code(self):
        return re.findall(r"code +(\S+)", self.said())[-1]

    @property
    def key(self):
        return re.findall(r"lead=([0-9a-f]+)", self.said())[-1]

    def join(self, nickname):
        """Joins as a pupil; the headers of whatever the pupil asks."""
        answer = self.ask("POST", "/api/class/join", {"code": self.code, "nickname": nickname}, {"cookie": ""})
        if answer.status != 200:
            raise AssertionError(f"{nickname} does not get in: {answer.body}")
        return {"cookie": answer.headers["Set-Cookie"].partition(";")[0]}
