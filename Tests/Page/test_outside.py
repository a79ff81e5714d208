"""The server as strangers meet it: what it refuses, and that nobody keeps it from serving others."""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest

from lab import PAIRS, PATIENCE, SCENARIOS, Lab, program, query, wait_until

# So many pairs that no test sees the last: what ends earlier has been cancelled.
ENDLESS = 500
SNAPSHOTS = "/api/scenarios/first-steps/snapshots"
STAFF = ["teams.baristas.staff=4"]


class OutsideCase(unittest.TestCase):
    pairs = PAIRS

    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(pairs=cls.pairs)
        cls.addClassCleanup(cls.lab.stop)

    def dial(self):
        connection = socket.create_connection(("127.0.0.1", self.lab.port), timeout=PATIENCE)
        self.addCleanup(connection.close)
        return connection

    def raw(self, *lines, body=b""):
        """Sends a request as it stands, and gives the status, or nil where the server hangs up, and all it said."""
        connection = self.dial()
        try:
            connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)
        except OSError:
            # Refused before all was said; the answer may be there all the same.
            pass
        return self.heard(connection)

    def heard(self, connection):
        said = b""
        try:
            while piece := connection.recv(65536):
                said += piece
        except OSError:
            pass
        head = said.split(b"\r\n", 1)[0].split()
        is_answer = head and head[0].startswith(b"HTTP/")
        return (int(head[1]) if is_answer else None), said

    def serves(self):
        self.assertEqual(self.lab.get("/api/scenarios").status, 200)


class Refusals(OutsideCase):
    def test_no_path_leads_out_of_the_page(self):
        for path in (
            "/page/../../../etc/passwd", "/../../../../etc/passwd", "/page/..%2f..%2f..%2fetc%2fpasswd",
            "/page/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/page/%252e%252e%252fetc%252fpasswd",
            "/page/....//....//etc/passwd", "/page/..\\..\\etc\\passwd", "/page//etc/passwd", "//etc/passwd",
            "/page/main.js%00", "/page/main.js/../../../Package.swift", "/page/", "/page", "/page/nothing.js",
            "/api/scenarios/..%2f..%2fetc%2fpasswd", "/api/scenarios/%2e%2e", "/etc/passwd",
            "/Scenarios/broadband.yaml",
        ):
            with self.subTest(path):
                status, said = self.raw(
                    f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{self.lab.port}", "Connection: close")
                self.assertIn(status, (400, 404), said[:200])
                self.assertNotIn(b"root:", said)
                self.assertNotIn(b"swift-tools-version", said)
        self.serves()

    def test_another_host_is_refused(self):
        port = self.lab.port
        for host in (
            "evil.example", f"evil.example:{port}", f"127.0.0.1.evil.example:{port}", f"127.0.0.1:{port + 1}",
            f"localhost.evil.example:{port}", f"evil.example@127.0.0.1:{port}", "",
        ):
            with self.subTest(host):
                for path in ("/", "/api/scenarios", "/openapi.json"):
                    answer = self.lab.ask("GET", path, headers={"Host": host})
                    # An empty host may be bad HTTP before it is a wrong host.
                    self.assertIn(answer.status, (403,) if host else (400, 403))

    def test_own_names_are_served(self):
        for host in ("127.0.0.1", "localhost", "[::1]"):
            with self.subTest(host):
                answer = self.lab.ask("GET", "/api/scenarios", headers={"Host": f"{host}:{self.lab.port}"})
                self.assertEqual(answer.status, 200)

    def test_another_origin_changes_nothing(self):
        kept = self.lab.ask("POST", SNAPSHOTS, {"name": "mine", "settings": STAFF})
        self.assertEqual(kept.status, 201, kept.body)
        one = f"{SNAPSHOTS}/{kept.json['number']}"
        before = self.lab.get(SNAPSHOTS).json
        for origin in (
            "https://evil.example", "null", "http://127.0.0.1", f"http://127.0.0.1:{self.lab.port + 1}",
            f"https://127.0.0.1:{self.lab.port}", f"http://127.0.0.1:{self.lab.port}.evil.example",
        ):
            with self.subTest(origin):
                said = {"Origin": origin}
                body = {"name": "theirs", "settings": STAFF}
                self.assertEqual(self.lab.ask("POST", SNAPSHOTS, body, said).status, 403)
                self.assertEqual(self.lab.ask("DELETE", one, headers=said).status, 403)
        self.assertEqual(self.lab.get(SNAPSHOTS).json, before)
        own = {"Origin": self.lab.address}
        self.assertEqual(self.lab.ask("POST", SNAPSHOTS, {"name": "ours", "settings": STAFF}, own).status, 201)
        self.assertEqual(self.lab.ask("DELETE", one, headers=own).status, 204)

    def test_another_page_may_link_to_it_and_no_more(self):
        # What browsers say of who has them ask.
        for site, page, others in (
            ("cross-site", 200, 403), ("same-site", 200, 403), ("same-origin", 200, 200), ("none", 200, 200),
        ):
            with self.subTest(site):
                said = {"Sec-Fetch-Site": site}
                self.assertEqual(self.lab.ask("GET", "/", headers=said).status, page)
                for path in ("/api/scenarios", "/api/scenarios/first-steps", "/vega.js", "/page/main.js"):
                    self.assertEqual(self.lab.ask("GET", path, headers=said).status, others, path)

    def test_a_body_has_to_be_said_to_be_json(self):
        body = '{"name": "a form of another page", "settings": []}'
        for kind in (None, "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
            with self.subTest(kind):
                answer = self.lab.ask("POST", SNAPSHOTS, body, {"content-type": kind} if kind else {})
                self.assertEqual(answer.status, 415)
        kind = {"content-type": "application/json; charset=utf-8"}
        self.assertEqual(self.lab.ask("POST", SNAPSHOTS, body, kind).status, 201)

    def test_malformed_json_is_refused_in_words(self):
        for body in (
            "", "{", '{"name": "x", "settings": [', "[1, 2", b"\xff\xfe{}", '{"name": "x"} trailing', "[" * 100_000,
        ):
            with self.subTest(body[:20]):
                answer = self.lab.ask("POST", SNAPSHOTS, body, {"content-type": "application/json"})
                self.assertEqual(answer.status, 400)
                self.assertEqual(answer.json["problem"], "bad-request")
                self.assertTrue(answer.json["message"])

    def test_json_of_another_shape_is_refused(self):
        for body in ([], 3, None, {"name": 3, "settings": []}, {"name": "x", "settings": "y"}, {"settings": [1]}):
            with self.subTest(body):
                # None would be no body at all.
                answer = self.lab.ask(
                    "POST", SNAPSHOTS, "null" if body is None else body, {"content-type": "application/json"})
                self.assertIn(answer.status, (400, 422))

    def test_a_large_body_is_refused(self):
        size = 2 << 20
        body = b'{"name": "' + b"x" * size + b'", "settings": []}'
        status, said = self.raw(
            f"POST {SNAPSHOTS} HTTP/1.1", f"Host: 127.0.0.1:{self.lab.port}", "Content-Type: application/json",
            f"Content-Length: {len(body)}", "Connection: close", body=body)
        self.assertEqual(status, 413, said[:200])
        # In pieces that say their lengths, its own is not known beforehand.
        pieces = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [b"x" * 65536] * (size >> 16))
        status, said = self.raw(
            f"POST {SNAPSHOTS} HTTP/1.1", f"Host: 127.0.0.1:{self.lab.port}", "Content-Type: application/json",
            "Transfer-Encoding: chunked", "Connection: close", body=pieces + b"0\r\n\r\n")
        self.assertIn(status, (400, 411, 413), said[:200])
        self.serves()

    def test_endless_headers_are_refused(self):
        start = ("GET /api/scenarios HTTP/1.1", f"Host: 127.0.0.1:{self.lab.port}", "Connection: close")
        for name, lines in (
            ("line", (f"GET /{'x' * 1_000_000} HTTP/1.1", *start[1:])),
            ("header", (*start, "X-Long: " + "x" * 1_000_000)),
            ("many", (*start, *(f"X-{number}: x" for number in range(50_000)))),
        ):
            with self.subTest(name):
                status, said = self.raw(*lines)
                # Or it hangs up.
                self.assertIn(status, (None, 400, 413, 414, 431), said[:200])
        self.serves()

    def test_what_is_no_http_is_refused(self):
        for said in (
            b"\x00" * 100, b"\x16\x03\x01\x02\x00\x01\x00", b"hello\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
        ):
            with self.subTest(said[:10]):
                connection = self.dial()
                connection.sendall(said)
                connection.shutdown(socket.SHUT_WR)
                status, _ = self.heard(connection)
                self.assertIn(status, (None, 400, 403, 404, 405, 505))
        self.serves()

    def test_unknown_things_are_told_in_words(self):
        for method, path, status, problem in (
            ("GET", "/api/scenarios/nothing", 404, "unknown-scenario"),
            ("GET", "/api/scenarios/nothing/base", 404, "unknown-scenario"),
            ("GET", "/nothing", 404, "not-found"),
            ("DELETE", f"{SNAPSHOTS}/999999", 404, "not-found"),
            ("PUT", "/api/scenarios", 405, "method"),
            ("DELETE", "/api/scenarios/first-steps", 405, "method"),
            ("GET", "/api/scenarios/first-steps/variant.yaml?set=nonsense%3D1", 422, "bad-setting"),
        ):
            with self.subTest(f"{method} {path}"):
                answer = self.lab.ask(method, path)
                self.assertEqual((answer.status, answer.json["problem"]), (status, problem))
                self.assertTrue(answer.json["message"])

    def test_headers_of_safety_are_on_everything(self):
        for path in ("/", "/page/main.js", "/api/scenarios", "/openapi.json", "/nothing"):
            with self.subTest(path):
                headers = self.lab.get(path).headers
                self.assertIn("default-src 'self'", headers["Content-Security-Policy"])
                self.assertEqual(headers["X-Content-Type-Options"], "nosniff")
                self.assertEqual(headers["Referrer-Policy"], "no-referrer")
                self.assertEqual(headers["Cache-Control"], "no-store")
                self.assertIsNone(headers["Access-Control-Allow-Origin"])


class Streams(OutsideCase):
    def test_pairs_come_in_order_and_end_with_done(self):
        for settings in ([], STAFF):
            with self.subTest(settings):
                events = self.lab.events("first-steps", settings)
                self.addCleanup(events.close)
                self.assertEqual(events.response.headers.get_content_type(), "text/event-stream")
                seen = list(events)
                results = [data for name, data in seen if name == "result"]
                pairs = [result["pairs"] for result in results]
                self.assertEqual(pairs, sorted(set(pairs)))
                self.assertLessEqual(set(pairs), set(range(1, PAIRS + 1)))
                self.assertEqual(pairs[-1], PAIRS)
                self.assertEqual({result["of"] for result in results}, {PAIRS})
                self.assertTrue(all(result["settings"] == settings for result in results))
                self.assertEqual(seen[-1], ("done", {"pairs": PAIRS}))

    def test_what_was_seen_before_is_the_same(self):
        one = self.lab.finished("first-steps", STAFF)
        self.assertEqual(self.lab.finished("first-steps", STAFF), one)

    def test_a_wrong_setting_is_told_as_check_tells_it(self):
        wrong = ["teams.baristas.staff=lots"]
        answer = self.lab.get(f"/api/scenarios/first-steps/what-if?{query(wrong)}")
        self.assertEqual((answer.status, answer.json["problem"]), (422, "bad-setting"))
        checked = self.lab.get(f"/api/scenarios/first-steps/check?{query(wrong)}").json["problems"]
        self.assertEqual([problem["setting"] for problem in checked], [0])
        self.assertIn("is a number of people, such as 3; found 'lots'", checked[0]["message"])


class Burdens(OutsideCase):
    pairs = ENDLESS

    def open_stream(self, settings):
        events = self.lab.events("broadband", settings)
        self.addCleanup(events.close)
        return events

    def wait_until_idle(self):
        def is_idle():
            before = self.lab.processor_seconds()
            time.sleep(1)
            return self.lab.processor_seconds() - before < 0.1

        wait_until(is_idle, "the server goes on with what nobody waits for")

    def test_a_stream_that_is_closed_ends_its_runs(self):
        for settings in ([], ["teams.first-line.staff=7"]):
            with self.subTest(settings):
                events = self.open_stream(settings)
                next(data for name, data in events if name == "result" and data["pairs"] >= 2)
                events.close()
                self.wait_until_idle()

    def test_a_stream_that_is_closed_at_once_ends_its_runs(self):
        for staff in range(4, 9):
            self.open_stream([f"teams.first-line.staff={staff}"]).close()
        self.wait_until_idle()
        self.serves()

    def test_only_so_many_streams_at_a_time(self):
        streams = [self.open_stream([f"quality.between-staff={number}"]) for number in range(12)]
        self.assertEqual({stream.status for stream in streams}, {200})
        one_more = self.open_stream(["quality.between-staff=12"])
        self.assertEqual(one_more.status, 429)
        self.serves()
        for stream in [*streams, one_more]:
            stream.close()

        def is_served():
            again = self.open_stream(["quality.between-staff=1"])
            again.close()
            return again.status == 200

        wait_until(is_served, "streams that were closed still count")
        self.wait_until_idle()

    def test_slow_clients_keep_nobody_waiting(self):
        slow = [self.dial() for _ in range(30)]
        request = f"GET /api/scenarios HTTP/1.1\r\nHost: 127.0.0.1:{self.lab.port}\r\nX-Slow: {'x' * 60}".encode()
        for byte in request[:100]:
            for connection in slow:
                try:
                    connection.send(bytes([byte]))
                except OSError:
                    # Cut off, as it may be.
                    pass
            self.serves()

    def test_connections_that_are_dropped_leave_it_serving(self):
        before = self.lab.open_files()
        for number in range(500):
            try:
                connection = socket.create_connection(("127.0.0.1", self.lab.port), timeout=PATIENCE)
                if number % 2:
                    connection.sendall(b"GET /api/scenarios HTTP/1.1\r\nHost: 127")
                connection.close()
            except OSError:
                # Full for the moment, as it may be.
                pass

        def is_serving():
            try:
                return self.lab.get("/api/scenarios").status == 200
            except OSError:
                return False

        wait_until(is_serving, "it does not serve again")
        wait_until(lambda: self.lab.open_files() <= before + 5, "connections are left open")

    def test_more_connections_than_it_takes_leave_it_serving(self):
        crowd = []
        for _ in range(100):
            try:
                crowd.append(self.dial())
            except OSError:
                break
        for connection in crowd:
            connection.close()
        wait_until(self.lab.is_listening, "it does not serve again")


class Endings(unittest.TestCase):
    def test_signals_end_it_in_the_middle_of_a_run(self):
        for number in (signal.SIGINT, signal.SIGTERM):
            with self.subTest(number.name):
                lab = Lab(pairs=ENDLESS)
                self.addCleanup(lab.stop)
                events = lab.events("broadband", ["teams.first-line.staff=7"])
                self.addCleanup(events.close)
                next(iter(events))
                lab.process.send_signal(number)
                self.assertIsNotNone(lab.process.wait(PATIENCE))
                # The port is free again at once.
                lab.start()

    def test_a_port_that_is_taken_is_told(self):
        lab = Lab()
        self.addCleanup(lab.stop)
        with tempfile.TemporaryDirectory() as state:
            status, said, wrong = program("serve", *lab.files, "--port", str(lab.port), "--state", state)
        self.assertNotEqual(status, 0)
        self.assertIn(str(lab.port), said + wrong)
        self.assertTrue(lab.is_listening())


class Contract(OutsideCase):
    """What /openapi.json promises, tried with made-up requests, good and bad."""

    def test_openapi(self):
        schemathesis = shutil.which("schemathesis", path=os.path.dirname(sys.executable))
        self.assertIsNotNone(schemathesis, "schemathesis is not installed: run Tests/Page/run.sh")
        with tempfile.TemporaryDirectory() as folder:
            done = subprocess.run(
                [
                    schemathesis, "--no-color", "run", f"{self.lab.address}/openapi.json", "--seed", "1",
                    # Streams end when their runs do; Streams and Burdens test them. Differences wait for runs too.
                    "--exclude-path-regex", r"/(base|what-if|growth|differences\.csv)$",
                    # Whether a setting fits depends on the scenario, which no schema says.
                    "--exclude-checks", "positive_data_acceptance",
                    "--max-examples", "15", "--phases", "examples,coverage,fuzzing",
                    "--generation-database", "none", "--request-timeout", str(PATIENCE),
                ],
                capture_output=True, text=True, cwd=folder)
        self.assertEqual(done.returncode, 0, done.stdout[-6000:] + done.stderr[-2000:])


class Files(OutsideCase):
    """What can be taken away from the lab is what the command line makes of it."""

    def test_a_variant_is_a_file_that_runs_to_the_same_numbers(self):
        answer = self.lab.get(f"/api/scenarios/first-steps/variant.yaml?{query(STAFF)}")
        self.assertEqual(answer.status, 200)
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            shutil.copy(SCENARIOS / "first-steps.yaml", folder)
            # It stands beside what it extends.
            (folder / "mine.yaml").write_bytes(answer.body)
            base, variant = str(folder / "first-steps.yaml"), str(folder / "mine.yaml")
            status, said, wrong = program("check", variant, "--root", str(folder))
            self.assertEqual(status, 0, said + wrong)
            self.assertEqual(
                self.rows(folder / "from-file", base, variant, "--root", str(folder)),
                self.rows(folder / "from-setting", base, "--set", *STAFF))

    def rows(self, out, *words):
        """What a comparison finds, without the names of what is compared."""
        status, said, wrong = program(
            "compare", *words, "--replications", "4", "--seed", "1", "--format", "json", "--out", str(out))
        self.assertEqual(status, 0, wrong)
        return [
            {key: value for key, value in row.items() if key not in ("baseline", "variant")}
            for row in json.loads(said)["comparisons"]]

    def test_differences_are_those_of_all_pairs(self):
        answer = self.lab.get(f"/api/scenarios/first-steps/differences.csv?{query(STAFF)}")
        self.assertEqual((answer.status, answer.headers.get_content_type()), (200, "text/csv"))
        head, *rows = answer.body.decode().splitlines()
        self.assertIn("metric", head.split(","))
        self.assertGreater(len(rows), 20)


if __name__ == "__main__":
    unittest.main()
