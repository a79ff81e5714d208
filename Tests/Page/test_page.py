"""The page of the lab, used as a person uses it: by mouse, by keyboard, on a telephone, in two tabs."""

import json
import math
import pathlib
import re
import tempfile
import time
import unittest

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import LookCase, PageCase, squeezed
from lab import PAIRS, SCENARIOS, program, wait_until

STAFF = "teams.first-line.staff"
BETWEEN = "quality.between-staff"
COUNTER = "teams.baristas.staff"


def shown_numbers(text):
    """The numbers in a text, each with half of what its last digit counts; commas divide thousands."""
    for sign, digits in re.findall(r"([-+]?)[^\d\s(]{0,3}(\d[\d,]*(?:\.\d+)?)", text):
        digits = digits.replace(",", "")
        whole, _, decimals = digits.partition(".")
        if decimals:
            last = 10.0 ** -len(decimals)
        else:
            # Zeros at the end of a large number may be rounding to three digits.
            zeros = len(whole) - len(whole.rstrip("0")) if int(whole) else 0
            last = 10.0 ** min(zeros, max(len(whole) - 3, 0))
        yield (-1 if sign == "-" else 1) * float(digits), last / 2


class Levers(PageCase):
    def test_every_control_moves_what_it_says(self):
        self.page.open("broadband")
        levers = self.lab.scenario("broadband")["levers"]
        self.assertGreaterEqual(len(levers), 4)
        for lever in levers:
            with self.subTest(lever["path"]):
                if lever["form"] == "number":
                    self.move_number(lever)
                else:
                    self.move_choice(lever)

    def setting(self, lever, number):
        """A lever's setting as scenario files have it: a sign of money stands before the number."""
        unit = lever["unit_text"] or ""
        if unit[:1] in ("£", "$", "€"):
            return f"{lever['path']}={unit[0]}{number:g}{unit[1:]}"
        return f"{lever['path']}={number:g}{unit if unit in ('', '%') else ' ' + unit}"

    def move_number(self, lever):
        control = self.page.lever(lever["path"])
        self.assertIn(squeezed(lever["label"]).lower(), squeezed(control.whole.text).lower())
        self.assertAlmostEqual(control.number, lever["number"])
        slider = lambda: float(control.part("slider").get_property("value"))
        self.assertAlmostEqual(slider(), lever["number"])

        # The box moves the slider.
        wanted = lever["to"] if lever["number"] != lever["to"] else lever["from"]
        control.type(f"{wanted:g}")
        self.page.wait_for_asking(self.setting(lever, wanted))
        self.assertAlmostEqual(slider(), wanted)

        # The slider moves the box, by keyboard; its end is the last whole step.
        step = lever["step"]
        end = lever["from"] + step * math.floor((lever["to"] - lever["from"]) / step + 1e-6)
        for key, number in ((Keys.HOME, lever["from"]), (Keys.ARROW_RIGHT, lever["from"] + step), (Keys.END, end)):
            control.slide(key)
            wait_until(
                lambda: math.isclose(control.number, number, rel_tol=1e-6, abs_tol=1e-9),
                lambda: f"the slider is at {slider()}, which is to be {number}; the box says {control.number}")
            if not math.isclose(number, lever["number"]):
                self.page.wait_for_asking(self.setting(lever, number))

        control.type(f"{wanted:g}")
        control.reset()
        wait_until(
            lambda: math.isclose(control.number, lever["number"]), lambda: f"reset leaves {control.number}")
        self.assertAlmostEqual(slider(), lever["number"])

    def move_choice(self, lever):
        control = self.page.lever(lever["path"])
        choice = lambda: Select(control.whole.find_element(By.CSS_SELECTOR, "select"))
        chosen = lambda: choice().first_selected_option.get_property("value")
        self.assertEqual(chosen(), lever["value"])
        for value in lever["values"]:
            choice().select_by_value(value)
            if value != lever["value"]:
                self.page.wait_for_asking(f"{lever['path']}={value}")
        choice().select_by_value(next(value for value in lever["values"] if value != lever["value"]))
        control.reset()
        wait_until(lambda: chosen() == lever["value"], lambda: f"reset leaves {chosen()!r}, not {lever['value']!r}")

    def test_levers_move_together_and_are_reset_together(self):
        self.page.open("broadband")
        before = self.page.lever(STAFF).number, self.page.lever(BETWEEN).number
        self.page.lever(STAFF).type("7")
        self.page.lever(BETWEEN).type("3")
        self.page.wait_for_asking(f"{STAFF}=7", f"{BETWEEN}=3")
        self.page.press(self.page.find("#reset-all"))
        wait_until(
            lambda: (self.page.lever(STAFF).number, self.page.lever(BETWEEN).number) == before,
            "not all levers are where they were")
        self.page.wait_for_result("broadband", [])
        self.assertNotIn(STAFF, self.driver.current_url)

    def test_a_lever_is_found_by_a_word_and_added(self):
        self.page.open("broadband")
        word = "patience"
        found = self.lab.get(f"/api/scenarios/broadband/keys?q={word}").json["keys"]
        key = next(each for each in found if each["form"] in ("number", "text"))
        self.page.find("#add-lever").send_keys(word)

        def offers():
            # The innermost elements that name the key.
            return self.page.run(
                """
                const names = each => each.textContent.includes(arguments[0])
                  || [...each.attributes].some(attribute => attribute.value.includes(arguments[0]));
                const all = [...document.querySelectorAll('#add-lever-results *')].filter(names);
                return all.filter(each => each.matches('button, [role=option], li, option, a'))
                """,
                key["path"])

        offered = wait_until(offers, lambda: f"{key['path']} is not offered: {self.page.text('#add-lever-results')!r}")
        self.page.press(offered[-1])
        control = self.page.lever(key["path"])
        wait_until(lambda: self.page.finds(f'[data-lever="{key["path"]}"]'), "the lever is not added")
        if key["form"] == "number":
            value = f"{key['number'] * 2 or 1:g}"
            control.type(value)
            self.page.wait_for_asking(self.setting(key, float(value)))
        else:
            box = control.whole.find_element(By.CSS_SELECTOR, "input")
            box.send_keys(Keys.CONTROL, "a")
            box.send_keys("exponential 9 min", Keys.TAB)
            self.page.wait_for_asking(f"{key['path']}=exponential 9 min")

    def test_what_a_lever_says_runs_while_it_is_checked(self):
        self.page.open("broadband")
        self.page.wait_for_result("broadband", [])
        self.page.hold("/check")
        self.page.lever(STAFF).type("7")
        self.page.wait_for_asking(f"{STAFF}=7")
        self.page.wait_for_result("broadband", [f"{STAFF}=7"])
        self.page.release()
        self.assertEqual(self.page.state()[0], "done")

    def test_changes_of_a_scenario_that_was_left_stay_with_it(self):
        self.page.open("broadband")
        self.page.wait_for_result("broadband", [])
        # A lever that the scenario does not list is looked up; meanwhile another scenario is chosen.
        self.page.hold("/keys")
        self.page.run("location.hash = arguments[0]", "scenario=broadband&set=complaints.cost%3D%C2%A390")
        others = [each["id"] for each in self.lab.get("/api/scenarios").json["scenarios"] if each["id"] != "broadband"]
        self.page.choose("#scenario", others[0])
        self.page.wait_for_levers(others[0])
        self.page.wait_for_result(others[0], [])
        self.page.release()
        self.assertFalse(self.page.finds('[data-lever="complaints.cost"]'))
        self.assertNotIn("complaints.cost", self.driver.current_url)

    def test_a_wrong_value_is_told_as_check_tells_it_and_runs_nothing(self):
        self.page.open("broadband")
        lever = next(lever for lever in self.lab.scenario("broadband")["levers"] if lever["path"] == STAFF)
        setting = self.setting(lever, -3)
        status, _, said = program("check", str(SCENARIOS / "broadband.yaml"), "--set", setting)
        self.assertNotEqual(status, 0)
        message = re.search(r"error: (.*)", said).group(1)
        control = self.page.lever(STAFF)
        control.type("-3")
        wait_until(
            lambda: squeezed(message) in squeezed(control.problem),
            lambda: f"beside the field stands {control.problem!r}, not {message!r}")
        self.assertEqual(control.part("number").get_attribute("aria-invalid"), "true")
        self.assertNotIn([setting], self.page.asked())
        control.type("6")
        self.page.wait_for_asking(f"{STAFF}=6")
        wait_until(lambda: not control.problem, lambda: f"the problem stays: {control.problem!r}")
        self.assertNotIn([setting], self.page.asked())


class Results(PageCase):
    def test_numbers_are_those_of_compare(self):
        setting = f"{COUNTER}=4"
        with tempfile.TemporaryDirectory() as folder:
            status, said, wrong = program(
                "compare", str(SCENARIOS / "first-steps.yaml"), "--set", setting, "--replications", str(PAIRS),
                "--seed", "1", "--format", "json", "--out", folder)
        self.assertEqual(status, 0, wrong)
        rows = {row["metric"]: row for row in json.loads(said)["comparisons"] if row["subject"] == "all"}

        self.page.open("first-steps")
        self.page.lever(COUNTER).type("4")
        result = self.page.wait_for_result("first-steps", [setting])
        compared = []
        for headline in result["headlines"]:
            metric = headline["metric"]
            if metric not in rows or headline["subject"] != "all":
                continue
            row = rows[metric]
            compared.append(metric)
            with self.subTest(metric):
                # What the server sends is the very number, but for the digits that JSON is cut to.
                for ours, theirs in (("mean", "difference"), ("lower", "lower"), ("upper", "upper")):
                    self.assertAlmostEqual(
                        headline["difference"][ours], row[theirs], delta=1e-8 * max(1, abs(row[theirs])))
                for ours, theirs in (("base", "mean_baseline"), ("variant", "mean_variant")):
                    self.assertAlmostEqual(
                        headline[ours]["mean"], row[theirs], delta=1e-8 * max(1, abs(row[theirs])))
                # What the page shows is that number to the last digit shown.
                text = headline["text"]["difference"]
                self.assertIn(squeezed(text), squeezed(self.page.headline(metric)))
                scale = 100 if row["unit"] == "fraction" else 1
                for (number, half), theirs in zip(shown_numbers(text), ("difference", "lower", "upper")):
                    exact = row[theirs] * scale
                    # A bound of an interval may leave out a sign that the difference before it has said.
                    self.assertLessEqual(
                        min(abs(number - exact), abs(abs(number) - abs(exact))), half * 1.000001,
                        f"{text} for {row}")
        self.assertGreaterEqual(len(compared), 5)
        self.assertLessEqual({"retention_12m", "profit"}, set(compared))
        for sentence in result["sentences"]:
            self.assertIn(squeezed(sentence), squeezed(self.page.text("#sentences")))
        self.assertTrue(result["sentences"])
        self.assertTrue(self.page.text("#fates").strip())

    def test_every_curve_is_drawn_and_has_its_table(self):
        setting = f"{STAFF}=6"
        self.page.open("broadband")
        self.page.lever(STAFF).type("6")
        curves = self.page.wait_for_result("broadband", [setting])["curves"]
        wanted = {curve["id"] for curve in curves}
        self.assertEqual(set(self.page.choices("#curve-choice")), wanted)
        self.assertIn("retention", wanted)
        # The table is folded away until somebody wants it.
        self.page.press(self.page.find("details:has(#chart-table) > summary"))
        drawn = None
        for identity in self.page.choices("#curve-choice"):
            with self.subTest(identity):
                self.page.choose("#curve-choice", identity)
                drawn = self.page.wait_for_drawing(other_than=drawn)["content"]
                subjects = {curve["subject"]: curve for curve in curves if curve["id"] == identity}
                self.assertEqual(set(self.page.choices("#subject-choice")), set(subjects))
                for subject, curve in subjects.items():
                    self.page.choose("#subject-choice", subject)
                    self.page.wait_for_drawing()
                    if curve["difference"]:
                        self.page.wait_for_drawing("#chart-difference")
                    self.wait_for_table(curve)

    def wait_for_table(self, curve):
        def cells():
            return self.page.run(
                """
                return [...document.querySelectorAll('#chart-table tbody tr')]
                  .map(row => [...row.cells].map(cell => cell.textContent.trim()));
                """)

        wait_until(
            lambda: [row[0] for row in cells()] == [f"{month:g}" for month in curve["months"]],
            lambda: f"the table of {curve['id']}, {curve['subject']} has {len(cells())} rows: {cells()[:3]}")

    def test_what_was_made_is_taken_away_in_files(self):
        self.page.open("first-steps")
        self.page.lever(COUNTER).type("4")
        self.page.wait_for_result("first-steps", [f"{COUNTER}=4"])
        self.page.wait_for_drawing()
        for kind, start in (("yaml", b"extends:"), ("csv", b"metric,"), ("svg", b"<svg"), ("png", b"\x89PNG")):
            with self.subTest(kind), tempfile.TemporaryDirectory() as folder:
                self.driver.execute_cdp_cmd(
                    "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": folder})
                self.page.press(self.page.find(f"#download-{kind}"))
                # While it is on its way it has another name.
                finished = lambda: [
                    each for each in pathlib.Path(folder).iterdir()
                    if not each.name.endswith(".crdownload") and not each.name.startswith(".")]
                wait_until(finished, f"no file of {kind} comes")
                file, = finished()
                self.assertEqual(file.suffix, f".{kind}")
                self.assertIn(start, file.read_bytes()[:2000])


class Memory(PageCase):
    """What is kept: snapshots, the settings in the address, and what a server that dies takes along."""

    def row(self, name):
        """The number of the snapshot of a name, from its row on the page; nil where there is none."""
        return self.page.run(
            """
            return [...document.querySelectorAll('#snapshots [data-snapshot]')]
              .find(row => row.textContent.includes(arguments[0]))?.dataset.snapshot ?? null;
            """,
            name)

    def press_in(self, name, button):
        self.page.press_at(f'[data-snapshot="{self.row(name)}"] {button}')

    def test_a_snapshot_outlives_the_server(self):
        name = 'One more <b>agent</b> & "co"'
        setting = f"{COUNTER}=4"
        self.page.open("first-steps")
        self.page.lever(COUNTER).type("4")
        self.page.wait_for_result("first-steps", [setting])
        self.page.find("#snapshot-name").send_keys(name)
        self.page.press(self.page.find("#snapshot-keep"))
        wait_until(lambda: self.row(name), lambda: f"it is not listed: {self.page.text('#snapshots')!r}")
        kept, = self.lab.get("/api/scenarios/first-steps/snapshots").json["snapshots"]
        self.assertEqual((kept["name"], kept["settings"]), (name, [setting]))

        self.expected_sources = {"network"}
        self.lab.kill()
        self.lab.start()
        self.page.open("first-steps")
        wait_until(lambda: self.row(name), lambda: f"it is gone: {self.page.text('#snapshots')!r}")
        again, = self.lab.get("/api/scenarios/first-steps/snapshots").json["snapshots"]
        self.assertEqual(again, kept)

        before = self.page.lever(COUNTER).number
        self.assertNotEqual(before, 4)
        self.press_in(name, ".snapshot-load")
        wait_until(lambda: self.page.lever(COUNTER).number == 4, "its settings are not loaded back")
        self.page.wait_for_result("first-steps", [setting])

        # It asks whether that is meant.
        self.press_in(name, ".snapshot-delete")
        self.press_in(name, ".snapshot-delete-yes")
        wait_until(lambda: not self.row(name), "it stays on the page")
        wait_until(
            lambda: self.lab.get("/api/scenarios/first-steps/snapshots").json["snapshots"] == [],
            "it stays in the state folder")

    def test_reloading_in_the_middle_keeps_the_settings(self):
        settings = [f"{STAFF}=7", f"{BETWEEN}=3"]
        self.page.open("broadband")
        self.page.lever(STAFF).type("7")
        self.page.lever(BETWEEN).type("3")
        self.page.wait_for_asking(*settings)
        self.driver.refresh()
        self.page.wait_for_levers("broadband")
        self.assertEqual((self.page.lever(STAFF).number, self.page.lever(BETWEEN).number), (7, 3))
        self.page.wait_for_result("broadband", sorted(settings))

        # The address alone carries them.
        address = self.driver.current_url
        self.assertEqual(self.page.find("#share-link").get_property("href"), address)
        self.driver.switch_to.new_window("tab")
        self.addCleanup(self.close_tabs)
        self.driver.get(address)
        self.page.wait_for_levers("broadband")
        self.assertEqual((self.page.lever(STAFF).number, self.page.lever(BETWEEN).number), (7, 3))

    def close_tabs(self):
        for handle in self.driver.window_handles[1:]:
            self.driver.switch_to.window(handle)
            self.driver.close()
        self.driver.switch_to.window(self.driver.window_handles[0])

    def test_two_tabs_do_not_disturb_each_other(self):
        self.addCleanup(self.close_tabs)
        tabs = {}
        for staff in (4, 7):
            if tabs:
                self.driver.switch_to.new_window("tab")
            tabs[staff] = self.driver.current_window_handle
            self.page.open("broadband")
            self.page.lever(STAFF).type(str(staff))
        for staff, tab in [*tabs.items()] * 2:
            self.driver.switch_to.window(tab)
            self.page.wait_for_result("broadband", [f"{STAFF}={staff}"])
            self.assertEqual(self.page.lever(STAFF).number, staff)
            self.page.wait_for_asking(f"{STAFF}={staff}")

    def test_a_server_that_dies_in_the_middle_is_told_and_waited_for(self):
        self.expected_sources = {"network"}
        # Nothing is kept of these settings, so they are being run.
        settings = [f"{STAFF}=8", f"{BETWEEN}=11"]
        self.page.open("broadband")
        self.page.lever(STAFF).type("8")
        self.page.lever(BETWEEN).type("11")
        self.page.wait_for_asking(*settings)
        self.lab.kill()
        lost = "does not answer"
        wait_until(
            lambda: lost in self.page.text("#status"), lambda: f"it does not say so; {self.page.summary()}")
        self.assertEqual(self.page.state()[0], "away")
        # It goes on being used meanwhile.
        self.page.lever(BETWEEN).type("10")
        self.lab.start()
        self.page.wait_for_result("broadband", [f"{STAFF}=8", f"{BETWEEN}=10"])
        wait_until(lambda: lost not in self.page.text("#status"), lambda: f"it still says so; {self.page.summary()}")


class Keyboard(PageCase):
    def focused(self):
        return self.driver.switch_to.active_element

    def type(self, *keys):
        """Sends keys to what has the focus."""
        self.focused().send_keys(*keys)

    def reach(self, selector, most=200):
        """Presses Tab until an element, or one in it, has the focus."""
        for _ in range(most):
            if self.page.run("return !!document.activeElement.closest(arguments[0])", selector):
                return self.focused()
            self.type(Keys.TAB)
        self.fail(f"Tab never comes to {selector}")

    def test_guess_first_then_run(self):
        self.page.open("first-steps")
        self.page.wait_for_result("first-steps", [])
        self.reach("#guess-first")
        self.type(Keys.SPACE)
        self.assertTrue(self.page.find("#guess-first").is_selected())
        self.reach(f'[data-lever="{COUNTER}"] .lever-number')
        self.type(Keys.CONTROL, "a")
        self.type("4", Keys.TAB)
        wait_until(lambda: self.page.find("#guess").is_displayed(), "it does not ask for a guess")
        time.sleep(1)
        self.assertNotIn([f"{COUNTER}=4"], self.page.asked())

        # The line has a point a year, which arrow keys move.
        point = self.reach("#guess [data-month]")
        before = float(point.get_attribute("aria-valuenow"))
        for _ in range(4):
            self.type(Keys.ARROW_DOWN)
        self.assertLess(float(self.focused().get_attribute("aria-valuenow")), before)
        self.reach("#guess-run")
        self.type(Keys.ENTER)
        self.page.wait_for_asking(f"{COUNTER}=4")
        result = self.page.wait_for_result("first-steps", [f"{COUNTER}=4"])
        self.assertTrue(result["sentences"])
        # It says beside the guess what came out.
        self.assertTrue(self.page.find("#guess-result").is_displayed())
        self.assertIn("points", self.page.text("#guess-result"))

    def test_presentation_by_arrow_keys(self):
        self.page.open("first-steps")
        self.page.lever(COUNTER).type("4")
        self.page.wait_for_result("first-steps", [f"{COUNTER}=4"])
        self.assertFalse(self.page.find("#stage").is_displayed())
        self.page.find("#present").send_keys(Keys.ENTER)
        wait_until(lambda: self.page.find("#stage").is_displayed(), "nothing is presented")
        first = self.page.text("#stage-title")
        drawn = self.page.wait_for_drawing("#stage")["content"]
        self.type(Keys.ARROW_RIGHT)
        wait_until(lambda: self.page.text("#stage-title") != first, "the right arrow shows nothing else")
        self.page.wait_for_drawing("#stage", other_than=drawn)
        self.type(Keys.ARROW_LEFT)
        wait_until(lambda: self.page.text("#stage-title") == first, "the left arrow does not go back")
        self.type(Keys.ESCAPE)
        wait_until(lambda: not self.page.find("#stage").is_displayed(), "Escape does not end it")
        self.assertEqual(self.focused().get_attribute("id"), "present")


class Appearance(LookCase):
    def background(self):
        """How bright the page is, from 0 to 255."""
        colour = self.page.run(
            """
            const colours = [document.body, document.documentElement]
              .map(each => getComputedStyle(each).backgroundColor);
            return colours.find(each => each != 'rgba(0, 0, 0, 0)') ?? 'rgb(255, 255, 255)';
            """)
        return sum(float(each) for each in re.findall(r"[\d.]+", colour)[:3]) / 3

    def test_no_barrier_at_any_width_in_any_light(self):
        for width in (320, 1280):
            for scheme in ("light", "dark"):
                with self.subTest(width=width, scheme=scheme):
                    self.look(width, scheme)
                    self.page.open("first-steps")
                    self.assertEqual(self.background() > 128, scheme == "light")
                    self.page.wait_for_result("first-steps", [])
                    self.assertEqual(self.violations(), [])
                    self.page.lever(COUNTER).type("4")
                    self.page.wait_for_result("first-steps", [f"{COUNTER}=4"])
                    self.page.wait_for_drawing()
                    for folded in self.page.finds("details:not([open]) > summary"):
                        if folded.is_displayed():
                            self.page.press(folded)
                    self.page.lever(COUNTER).type("-3")
                    wait_until(lambda: self.page.lever(COUNTER).problem, "a wrong value is not told")
                    self.assertEqual(self.violations(), [])
                    wide = self.page.run("return document.documentElement.scrollWidth")
                    self.assertLessEqual(wide, width, "the page has to be moved sideways")

    def test_no_barrier_in_a_presentation(self):
        self.look(1280, "light")
        self.page.open("first-steps")
        self.page.lever(COUNTER).type("4")
        self.page.wait_for_result("first-steps", [f"{COUNTER}=4"])
        self.page.find("#present").send_keys(Keys.ENTER)
        self.page.wait_for_drawing("#stage")
        self.assertEqual(self.violations(), [])
        self.driver.switch_to.active_element.send_keys(Keys.ESCAPE)

    def test_the_theme_is_chosen_and_kept(self):
        self.look(1280, "light")
        self.page.open("first-steps")
        self.assertGreater(self.background(), 128)
        self.page.press(self.page.find("#theme"))
        wait_until(lambda: self.background() < 128, "the page does not become dark")
        self.driver.refresh()
        self.page.wait_for_levers("first-steps")
        self.assertLess(self.background(), 128)
        self.page.run("localStorage.clear()")


class WithoutVega(PageCase):
    """Where the package that draws charts was not installed."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.venv = folder.name
        super().setUpClass()

    def test_it_is_told_and_the_tables_remain(self):
        # What is not there is no script either.
        self.expected_sources = {"network", "security"}
        self.page.open("first-steps")
        self.page.lever(COUNTER).type("4")
        result = self.page.wait_for_result("first-steps", [f"{COUNTER}=4"])
        wait_until(lambda: self.page.find("#no-vega").is_displayed(), "it does not say that charts are missing")
        self.assertIn("make setup", self.page.text("#no-vega"))
        self.assertFalse(self.page.find("#chart").is_displayed())
        months = next(curve["months"] for curve in result["curves"] if curve["id"] == "retention")
        self.assertEqual(len(self.page.finds("#chart-table tbody tr")), len(months))
        self.assertTrue(self.page.find("#chart-table").is_displayed())


class Strangers(PageCase):
    """A scenario from somebody who means ill, and a page of the web."""

    title = "<script>window.taken = 1</script><img src=x onerror='window.taken = 1'>"

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        file = pathlib.Path(folder.name) / "stranger.yaml"
        text = (SCENARIOS / "first-steps.yaml").read_text()
        for old, new in (
            ("title: Corner café", f'title: "{cls.title}"'),
            ("about: A café", "about: <b onclick=alert(1)>A</b> café"),
            ("name: Bean Street", 'name: "<script>window.taken = 1</script>"'),
        ):
            assert old in text, old
            text = text.replace(old, new)
        file.write_text(text)
        cls.files = [file]
        super().setUpClass()

    def test_markup_in_a_scenario_is_shown_as_text(self):
        self.page.open("stranger")
        self.page.lever(COUNTER).type("4")
        self.page.wait_for_result("stranger", [f"{COUNTER}=4"])
        self.page.wait_for_drawing()
        self.assertIn(self.title, self.page.text("#scenario"))
        self.assertIsNone(self.page.run("return window.taken ?? null"))
        self.assertEqual(self.page.finds("img[src=x], b[onclick]"), [])
        self.assertEqual([each for each in self.page.finds("script") if "taken" in each.get_attribute("innerHTML")], [])

    def test_another_page_in_the_browser_reaches_nothing(self):
        # Browsers block what it tries, and say so in its console.
        self.expected_sources = {"network", "security", "javascript"}
        snapshots = f"{self.lab.address}/api/scenarios/stranger/snapshots"
        before = self.lab.get("/api/scenarios/stranger/snapshots").json
        self.driver.get("data:text/html,<title>A page of the web</title>")
        self.driver.set_script_timeout(60)
        reached = self.driver.execute_async_script(
            """
            const [snapshots, done] = arguments;
            const body = '{"name": "theirs", "settings": []}';
            const json = {'content-type': 'application/json'};
            Promise.allSettled([
              fetch(snapshots), fetch(snapshots, {method: 'POST', headers: json, body}),
              fetch(snapshots, {method: 'DELETE'}),
              fetch(snapshots, {method: 'POST', mode: 'no-cors', body}).then(answer => {
                if (answer.type == 'opaque') throw 'nothing to be read';
              }),
            ]).then(tries => done(tries.map(each => each.status)));
            """,
            snapshots)
        self.assertEqual(set(reached), {"rejected"})
        self.assertEqual(self.lab.get("/api/scenarios/stranger/snapshots").json, before)


if __name__ == "__main__":
    unittest.main()
