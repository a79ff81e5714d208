"""A class of three browsers: a trainer and two pupils, each with a session of its own."""

import csv
import io
import json
import re
import tempfile
import unittest
from urllib.parse import quote

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Page, axe_script, squeezed, start_browser
from lab import PAIRS, PATIENCE, SCENARIOS, ClassLab, program, wait_until

STAFF = "teams.baristas.staff"
QUALITY = "quality.mean"


class Member(Page):
    """A page of the class."""

    def text_of(self, selector):
        return self.find(selector).text

    def go(self, view):
        self.press_at(f'#views [data-view="{view}"]')

    def wait_for(self, selector, what="", words=""):
        """Waits until something is seen, with some words in it."""
        def is_there():
            found = self.finds(selector)
            return found and found[0].is_displayed() and words in found[0].text

        return wait_until(
            is_there, lambda: f"{what or selector} with {words!r}: {self.text(selector)!r}; {self.summary()}")

    def set_lever(self, path, text):
        self.go("what-if")
        self.lever(path).type(text)
        wait_until(lambda: f"{path}%3D{text}" in self.driver.current_url, "the lever does not move")

    def enter(self, code, nickname):
        """Types code and nickname at the door."""
        for selector, text in (("#class-join-code", code), ("#class-nickname", nickname)):
            self.find(selector).send_keys(Keys.CONTROL, "a")
            self.find(selector).send_keys(text)
        self.find("#class-nickname").send_keys(Keys.ENTER)

    def knock(self, fragment=""):
        """Comes to the door as a stranger."""
        # A file of the page, where cookies and storage are those of the class.
        self.driver.get(self.lab.address + "/page/early.js")
        self.driver.delete_all_cookies()
        self.run("sessionStorage.clear()")
        self.driver.get(self.lab.address + "/" + fragment)

    def join(self, nickname):
        """Joins by the address that the QR code holds."""
        self.knock("#join=" + self.lab.code.replace("-", ""))
        self.wait_for("#class-door")
        self.find("#class-nickname").send_keys(nickname, Keys.ENTER)
        self.wait_for("#class-me", words=nickname)
        wait_until(lambda: self.state()[0] == "done", lambda: f"the base is not there: {self.summary()}")
        return self

    def lead(self):
        self.knock("#lead=" + self.lab.key)
        self.wait_for("#class-code", words=self.lab.code)
        wait_until(lambda: self.state()[0] == "done", lambda: f"the base is not there: {self.summary()}")
        return self


class ClassCase(unittest.TestCase):
    """A test with a class and three browsers, whose consoles have no error after it."""

    @classmethod
    def setUpClass(cls):
        cls.lab = ClassLab(SCENARIOS / "first-steps.yaml", SCENARIOS / "broadband.yaml")
        cls.addClassCleanup(cls.lab.stop)
        cls.drivers = []
        for _ in range(3):
            driver = start_browser()
            cls.addClassCleanup(driver.quit)
            cls.drivers.append(driver)

    def setUp(self):
        self.trainer, self.anna, self.ben = (Member(driver, self.lab) for driver in self.drivers)
        self.expected_sources = set()
        self.addCleanup(self.check_logs)

    def check_logs(self):
        entries = [
            entry for driver in self.drivers for entry in driver.get_log("browser")
            if entry["level"] == "SEVERE" and entry["source"] not in self.expected_sources]
        self.assertEqual(entries, [], "errors in a browser's console")

    def begin(self, *nicknames):
        """The trainer leads, with nothing open, and pupils join."""
        self.trainer.lead()
        self.lab.lead()
        for path in ("question", "board"):
            self.assertEqual(self.lab.ask("DELETE", f"/api/class/{path}").status, 204)
        self.lab.ask("PUT", "/api/class/locks", {"keys": []})
        self.lab.ask("PUT", "/api/class/start", {"scenario": "first-steps", "settings": []})
        return [member.join(name) for member, name in zip((self.anna, self.ben), nicknames)]


class Door(ClassCase):
    def test_without_the_code_nobody_gets_in(self):
        self.expected_sources = {"network"}
        self.anna.knock()
        self.anna.wait_for("#class-door")
        self.assertEqual(self.anna.finds("[data-lever]"), [])
        self.assertFalse(self.anna.find("#views").is_displayed())
        self.anna.enter("AAAA-AAAA", "Anna")
        self.anna.wait_for("#class-door-problem", words="not the code")
        self.assertEqual(self.anna.finds("[data-lever]"), [])
        for path in ("/api/scenarios", "/api/class/export.csv", "/api/class/invitation", "/openapi.json"):
            self.assertEqual(self.lab.ask("GET", path, headers={"cookie": ""}).status, 403, path)
        # Small letters and no dash, as people type.
        self.anna.enter(self.lab.code.replace("-", "").lower(), "Door Anna")
        self.anna.wait_for("#class-me", words="Door Anna")
        self.anna.go("what-if")
        self.anna.wait_for_levers("first-steps")

    def test_a_nickname_that_is_taken_is_told(self):
        self.expected_sources = {"network"}
        self.anna.join("Twice")
        self.ben.knock()
        self.ben.wait_for("#class-door")
        self.ben.enter(self.lab.code, "twice")
        self.ben.wait_for("#class-door-problem", words="nickname")
        self.ben.enter(self.lab.code, "Once")
        self.ben.wait_for("#class-me", words="Once")

    def test_the_key_and_the_code_leave_the_address(self):
        self.trainer.lead()
        self.assertNotIn(self.lab.key, self.trainer.driver.current_url)
        self.anna.join("Address")
        self.assertNotIn("join", self.anna.driver.current_url)
        # And the session goes on in a page that is loaded again.
        self.anna.driver.refresh()
        self.anna.wait_for_levers("first-steps")

    def test_who_is_sent_away_stands_at_the_door_again(self):
        self.trainer.lead()
        self.anna.join("Short visit")
        self.trainer.wait_for("#class-pupils", words="Short visit")
        row = next(row for row in self.trainer.finds("#class-pupils li") if "Short visit" in row.text)
        self.trainer.press_at(f'#class-pupils [data-pupil="{row.get_attribute("data-pupil")}"] button')
        self.trainer.press_at("#class-pupils .sure")
        self.anna.wait_for("#class-door")
        # What was asked for while the page did not know yet may have been refused.
        self.expected_sources = {"network"}


class Lesson(ClassCase):
    def guess(self, member, keys):
        member.go("class")
        wait_until(lambda: member.finds('#class-guess [data-month="12"]'), "there is nothing to draw on")
        member.find('#class-guess [data-month="12"]').send_keys(*keys)
        shown = member.find('#class-guess [data-month="12"]').get_attribute("aria-valuenow")
        member.press_at("#class-guess-send")
        member.wait_for("#class-guess-note", words="sent")
        return float(shown)

    def test_the_class_guesses_and_sees(self):
        self.begin("Anna", "Ben")
        self.trainer.set_lever(STAFF, "4")
        result = self.trainer.wait_for_result("first-steps", [f"{STAFF}=4"])
        self.trainer.go("class")
        self.trainer.press_at("#class-ask")
        guesses = {
            "Anna": self.guess(self.anna, [Keys.PAGE_DOWN]), "Ben": self.guess(self.ben, [Keys.ARROW_DOWN] * 4)}
        # They stand on the trainer's screen as they come, in the chart and in its table.
        self.trainer.wait_for("#class-question-count", words="2 of")
        # At once: the page draws it anew with each result.
        rows = lambda: dict(self.trainer.run(
            "return [...document.querySelectorAll('#class-guess-table tbody tr')].map(row => "
            "[row.querySelector('th').textContent, [...row.querySelectorAll('td')].map(cell => cell.textContent)])"))
        wait_until(lambda: {"Anna", "Ben"} <= set(rows()), lambda: f"the table has {rows()}")
        percent = lambda name: float(rows()[name][0].rstrip("%"))
        for name, value in guesses.items():
            # Each is rounded by itself.
            self.assertAlmostEqual(percent(name), value, delta=0.11)
        self.assertAlmostEqual(percent("Median"), sum(guesses.values()) / 2, delta=0.11)
        self.trainer.wait_for_drawing("#class-guesses")
        # Nobody sees what comes of it, and nobody can try it.
        self.assertNotIn("Result", rows())
        self.assertFalse(self.trainer.find("#glance").is_displayed())
        headers = self.lab.join("Peeping")
        for path in (f"what-if?set={STAFF}%3D4", f"differences.csv?set={STAFF}%3D5"):
            self.assertEqual(self.lab.ask("GET", f"/api/scenarios/first-steps/{path}", headers=headers).status, 403)

        self.trainer.press_at("#class-reveal")
        curve = next(each for each in result["curves"] if (each["id"], each["subject"]) == ("retention", "all"))
        came = curve["variant"]["mean"]
        wait_until(lambda: "Result" in rows(), "the result is not shown")
        self.assertEqual(rows()["Result"][0], f"{100 * came[12]:.1f}%")
        for member, name in ((self.anna, "Anna"), (self.ben, "Ben")):
            distance = rows()[name][-1]
            self.assertRegex(distance, r"^\d+\.\d points$")
            member.wait_for("#class-distance", words=f"{distance} away")
            member.wait_for_drawing("#class-answer")
            self.assertIn(f"{100 * came[12]:.1f}%", member.text("#class-answer-table"))
        self.trainer.press_at("#class-question-end")
        wait_until(lambda: not self.anna.find("#class-question").is_displayed(), "the question stays")

    def test_a_starting_point_reaches_all_and_what_is_locked_stays(self):
        self.begin("Carl", "Dora")
        self.trainer.set_lever(STAFF, "4")
        self.trainer.go("class")
        self.trainer.press_at("#class-start summary")
        self.trainer.press_at(f'[data-lock="{STAFF}"]')
        self.trainer.press_at("#class-send")
        for member in (self.anna, self.ben):
            member.wait_for("#class-locked", words="staff")
            member.go("what-if")
            member.wait_for_result("first-steps", [f"{STAFF}=4"])
            self.assertEqual(member.lever(STAFF).number, 4)
            self.assertFalse(member.lever(STAFF).part("number").is_enabled())
            self.assertIn("Locked by the trainer", member.lever(STAFF).whole.text)
            self.assertTrue(member.lever(QUALITY).part("number").is_enabled())
        # Others can be moved, and put back; what is locked stays.
        self.anna.lever(QUALITY).type("78")
        self.anna.wait_for_result("first-steps", [f"{STAFF}=4", f"{QUALITY}=78 points"])
        self.anna.press_at("#reset-all")
        self.anna.wait_for_result("first-steps", [f"{STAFF}=4"])
        # A link with something else is told beside the lever, and not run.
        self.anna.run("location.hash = arguments[0]", f"#scenario=first-steps&set={STAFF}%3D2")
        self.anna.wait_for(f'[data-lever="{STAFF}"] .lever-problem', words="locked")
        # The trainer lets go.
        self.trainer.press_at(f'[data-lock="{STAFF}"]')
        wait_until(lambda: self.anna.lever(STAFF).part("number").is_enabled(), "the lever stays locked")

    def test_locks_that_are_ticked_at_once_all_hold(self):
        self.begin("Lea")
        self.trainer.press_at("#class-start summary")
        paths = self.trainer.run(
            "const boxes = [...document.querySelectorAll('[data-lock]')].slice(0, 3);"
            "return boxes.map(box => { box.click(); return box.dataset.lock; });")
        self.assertEqual(len(paths), 3)
        self.anna.wait_for("#class-locked", words="Locked")
        # Each by the name of its lever.
        wait_until(lambda: self.anna.text("#class-locked").count("“") == 3, lambda: self.anna.text("#class-locked"))
        self.assertIn("staff”", self.anna.text("#class-locked"))
        boxes = lambda: self.trainer.run(
            "return [...document.querySelectorAll('[data-lock]:checked')].map(box => box.dataset.lock)")
        self.assertEqual(boxes(), paths)
        self.trainer.driver.refresh()
        wait_until(lambda: boxes() == paths, lambda: f"the boxes are {boxes()}")
        # One that is taken away leaves the others.
        self.trainer.run("document.querySelector('[data-lock]:checked').click()")
        wait_until(lambda: self.anna.text("#class-locked").count("“") == 2, lambda: self.anna.text("#class-locked"))

    def test_a_plan_at_the_start_reaches_all_also_who_comes_later(self):
        entry = f"{{at: month 3, set: {{{STAFF}: 4}}}}"
        setting = f"plan[0]={entry}"
        self.begin("Mia")
        self.lab.ask("PUT", "/api/class/start", {"scenario": "first-steps", "settings": [setting]})
        self.lab.ask("PUT", "/api/class/locks", {"keys": [STAFF]})
        self.ben.join("Late")
        for member in (self.anna, self.ben):
            member.wait_for("#class-begin", words="staff 4 from month 3")
            self.assertNotIn("{", member.text("#view-class"))
            member.wait_for_result("first-steps", [setting])
            member.go("what-if")
            self.assertEqual(member.lever(STAFF).number, 4)
        # What is locked stays when all is reset; what goes past it is not run.
        self.anna.lever(QUALITY).type("78")
        self.anna.wait_for_result("first-steps", [f"{QUALITY}=78 points", setting])
        self.anna.press_at("#reset-all")
        self.anna.wait_for_result("first-steps", [setting])
        headers = self.lab.join("Peeping again")
        moved = quote(f"plan[0]={{at: month 2, set: {{{STAFF}: 9}}}}", safe="")
        answer = self.lab.ask("GET", f"/api/scenarios/first-steps/what-if?set={moved}", headers=headers)
        self.assertEqual(answer.status, 403)

    def test_a_lever_that_is_locked_goes_back(self):
        self.begin("Nils")
        self.anna.set_lever(STAFF, "2")
        self.anna.wait_for_result("first-steps", [f"{STAFF}=2"])
        self.lab.ask("PUT", "/api/class/locks", {"keys": [STAFF]})
        self.anna.wait_for_result("first-steps", [])
        self.assertFalse(self.anna.lever(STAFF).part("number").is_enabled())

    def test_who_is_elsewhere_is_shown_the_way(self):
        self.begin("Olga")
        self.anna.go("what-if")
        self.anna.choose("#scenario", "broadband")
        self.anna.wait_for_levers("broadband")
        self.anna.go("class")
        self.lab.ask("POST", "/api/class/question", {"scenario": "first-steps", "settings": [f"{STAFF}=4"]})
        self.anna.wait_for("#class-question-where", words="levers are in")
        self.lab.ask(
            "POST", "/api/class/board",
            {"scenario": "first-steps", "metric": "profit", "subject": "all", "most_changes": 2})
        self.anna.wait_for("#class-board-where", words="levers are in")
        self.assertFalse(self.anna.find("#class-hand-in").is_displayed())
        self.anna.press_at("#class-board-go")
        self.anna.wait_for("#class-hand-in")
        self.assertFalse(self.anna.find("#class-board-where").is_displayed())
        self.assertFalse(self.anna.find("#class-question-go").is_displayed())
        self.assertIn("scenario=first-steps", self.anna.driver.current_url)

    def test_a_draft_of_the_trainers_is_used_in_class(self):
        self.begin("Pia")
        made = self.lab.ask("POST", "/api/drafts", {"start": "copy", "of": "first-steps"})
        draft = json.loads(made.body)["id"]
        self.lab.ask("PUT", "/api/class/start", {"scenario": draft, "settings": [f"{STAFF}=4"]})
        self.anna.wait_for_result(draft, [f"{STAFF}=4"])
        self.assertEqual(self.anna.run("return document.getElementById('scenario').value"), draft)
        # Also in a page that is loaded again.
        self.anna.driver.refresh()
        self.anna.wait_for_result(draft, [f"{STAFF}=4"])

    def test_snapshots_are_each_pupils_own(self):
        self.begin("Eve", "Finn")
        for member, name in ((self.anna, "Eve's try"), (self.ben, "Finn's try")):
            member.go("what-if")
            member.find("#snapshot-name").send_keys(name, Keys.ENTER)
            member.wait_for("#snapshots", words=name)
        self.assertNotIn("Finn", self.anna.text("#snapshots"))
        self.assertNotIn("Eve", self.ben.text("#snapshots"))
        self.trainer.driver.refresh()
        self.trainer.go("what-if")
        self.trainer.wait_for("#snapshots", words="Eve's try")
        self.assertIn("Finn's try", self.trainer.text("#snapshots"))

    def test_plans_are_ranked_in_worlds_that_nobody_has_seen(self):
        self.begin("Gina", "Hugo")
        self.trainer.find("#class-most").send_keys(Keys.CONTROL, "a")
        self.trainer.find("#class-most").send_keys("1")
        self.trainer.press_at("#class-board-open")
        self.anna.wait_for("#class-task", words="at most one key")
        self.anna.set_lever(STAFF, "2")
        self.ben.set_lever(STAFF, "4")
        self.ben.lever(QUALITY).type("78")
        for member in (self.anna, self.ben):
            member.go("class")
            member.press_at("#class-hand-in")
        self.anna.wait_for("#class-plan-note", words="handed in")
        # One change too many: told with the number of both.
        self.expected_sources = {"network"}
        self.ben.wait_for("#class-plan-note", words="changes 2 keys")
        self.ben.go("what-if")
        self.ben.lever(QUALITY).reset()
        self.ben.go("class")
        self.ben.press_at("#class-hand-in")
        self.ben.wait_for("#class-plan-note", words="handed in")
        self.trainer.wait_for("#class-board-count", words="2 plans")
        self.trainer.press_at("#class-board-close")
        self.trainer.wait_for("#class-ranks")
        for member in (self.anna, self.ben):
            member.wait_for("#class-ranks-pupil", words="(you)")
        rows = [
            [cell.text for cell in row.find_elements(By.CSS_SELECTOR, "th, td")]
            for row in self.trainer.finds("#class-ranks tbody tr")]
        self.assertEqual([row[1] for row in rows], ["Hugo", "Gina", "the starting point"])
        note = self.trainer.text("#class-ranks-note")
        self.assertIn(f"{PAIRS} replications", note)
        seed = re.search(r"seed (\d+)", self.trainer.text("#class-ranks-note")).group(1)
        self.check_against_the_command_line(rows, seed)
        self.check_export(rows, note)

    def check_against_the_command_line(self, rows, seed):
        """The figures are those of a comparison with the seed that is told."""
        for row, staff in zip(rows, (4, 2)):
            with tempfile.TemporaryDirectory() as folder:
                status, said, wrong = program(
                    "compare", str(SCENARIOS / "first-steps.yaml"), "--set", f"{STAFF}={staff}", "--seed", seed,
                    "--replications", str(PAIRS), "--format", "json", "--out", folder)
                self.assertEqual(status, 0, wrong)
            found = next(
                line for line in json.loads(said)["comparisons"]
                if (line["metric"], line["subject"]) == ("retention_12m", "all"))
            self.assertEqual(squeezed(row[2]), f"{100 * found['mean_variant']:.1f}%", f"staff {staff}")

    def check_export(self, ranks, note):
        link = self.trainer.find("#class-export").get_attribute("href")
        answer = self.lab.get(link.replace(self.lab.address, ""))
        self.assertEqual((answer.status, answer.headers.get_content_type()), (200, "text/csv"))
        rows = list(csv.DictReader(io.StringIO(answer.body.decode())))
        plans = {row["pupil"]: row for row in rows if row["kind"] == "plan"}
        self.assertEqual(plans["Hugo"]["rank"], "1")
        self.assertEqual(plans["Hugo"]["settings"], f"{STAFF}=4")
        self.assertEqual(plans["Hugo"]["pairs"], str(PAIRS))
        # What cannot be told apart has no rank of its own.
        is_open = float(plans["Hugo"]["lower"]) <= float(plans["Gina"]["upper"])
        self.assertEqual([row[0] for row in ranks], ["1 to 2", "1 to 2", ""] if is_open else ["1", "2", ""])
        self.assertEqual("overlap, the order is not certain" in note, is_open)
        self.assertLess(float(plans["Gina"]["reached"]), float(plans["Hugo"]["reached"]))


class Ending(ClassCase):
    def test_a_class_that_is_killed_is_gone_on_with(self):
        self.begin("Ida", "Jon")
        self.expected_sources = {"network"}
        code = self.lab.code
        self.lab.ask("POST", "/api/class/question", {"scenario": "first-steps", "settings": [f"{STAFF}=4"]})
        wait_until(lambda: self.anna.finds('#class-guess [data-month="12"]'), "there is nothing to draw on")
        self.anna.press_at("#class-guess-send")
        self.anna.wait_for("#class-guess-note", words="sent")
        self.lab.kill()
        self.lab.start()
        self.assertEqual(self.lab.code, code)
        # The pages find it again by themselves; the guess is there, and the lesson goes on.
        self.trainer.wait_for("#class-question-count", words="1 of 2")
        self.trainer.press_at("#class-reveal")
        self.anna.wait_for("#class-distance", words="away")
        self.assertEqual(self.lab.process.poll(), None)


class Appearance(ClassCase):
    def look(self, member, width, scheme):
        member.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
        member.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def check(self, member, what):
        """No barrier, and nothing to be moved sideways, at any width in any light."""
        member.run(axe_script())
        member.driver.set_script_timeout(PATIENCE)
        for width in (320, 1280):
            for scheme in ("light", "dark"):
                with self.subTest(what, width=width, scheme=scheme):
                    self.look(member, width, scheme)
                    found = member.driver.execute_async_script(
                        "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']})"
                        ".then(found => done(found.violations), wrong => done([{id: String(wrong), nodes: []}]));")
                    self.assertEqual(
                        [(each["id"], [node["html"][:160] for node in each["nodes"][:3]]) for each in found], [])
                    wide = member.run("return document.documentElement.scrollWidth")
                    self.assertLessEqual(wide, width, "the page has to be moved sideways")
        self.look(member, 1280, "light")

    def test_no_barrier(self):
        self.ben.knock()
        self.ben.wait_for("#class-door")
        self.check(self.ben, "the door")
        self.begin("Kim")
        self.lab.ask("PUT", "/api/class/locks", {"keys": [STAFF]})
        self.lab.ask("POST", "/api/class/question", {"scenario": "first-steps", "settings": [f"{QUALITY}=78"]})
        self.lab.ask(
            "POST", "/api/class/board",
            {"scenario": "first-steps", "metric": "profit", "subject": "all", "most_changes": 2})
        wait_until(lambda: self.anna.finds('#class-guess [data-month="12"]'), "there is nothing to draw on")
        self.anna.press_at("#class-guess-send")
        self.anna.press_at("#class-hand-in")
        self.anna.wait_for("#class-plan-note", words="handed in")
        self.trainer.wait_for_drawing("#class-guesses")
        self.trainer.press_at("#class-start summary")
        self.check(self.trainer, "the trainer's screen, guessing")
        self.check(self.anna, "a pupil's, guessing")
        self.anna.go("what-if")
        self.check(self.anna, "a locked lever")
        self.anna.go("class")
        self.trainer.press_at("#class-reveal")
        self.trainer.press_at("#class-board-close")
        self.trainer.wait_for("#class-ranks")
        self.anna.wait_for_drawing("#class-answer")
        self.check(self.trainer, "the trainer's screen, with results")
        self.check(self.anna, "a pupil's, with results")


if __name__ == "__main__":
    unittest.main()
