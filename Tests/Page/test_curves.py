"""The growth curve, customers' stories, the plan, and what is taken home, in the page of the lab."""

import csv
import math
import pathlib
import re
import tempfile
import urllib.parse

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import Page, PageCase, axe_script, squeezed
from lab import PAIRS, SCENARIOS, Lab, program, query, wait_until

STAFF = "teams.first-line.staff"
PRICE = "customers.contract.price"
COURSE = "train: first-line, course: fault-finding"


class CurvesCase(PageCase):
    def press(self, selector):
        """Presses by script: what is far down need not be scrolled to."""
        self.page.run("document.querySelector(arguments[0]).click()", selector)

    def settings(self):
        """The settings in the address."""
        fragment = self.driver.current_url.partition("#")[2]
        return urllib.parse.parse_qs(fragment).get("set", [])

    def wait_for_settings(self, *settings):
        wait_until(
            lambda: self.settings() == list(settings),
            lambda: f"the address has {self.settings()}, not {list(settings)}; {self.page.summary()}")

    def entry(self, selector=".plan-item"):
        return wait_until(lambda: self.page.finds(selector), f"nothing in the plan is {selector}")[0]

    def open_plan(self):
        self.page.run("document.querySelector('#plan').open = true")

    def place(self, what, month, **fields):
        """Places an entry by the form, with the keyboard."""
        self.open_plan()
        self.page.find("#plan-add").send_keys(Keys.ENTER)
        self.page.choose("#plan-what", what)
        for name, value in {"month": month, **fields}.items():
            field = self.page.find(f"#plan-{name}")
            if field.tag_name == "select":
                self.page.choose(f"#plan-{name}", value)
            else:
                field.send_keys(Keys.CONTROL, "a")
                field.send_keys(str(value))
        self.page.find("#plan-save").send_keys(Keys.ENTER)

    def downloaded(self, press, name):
        """The file that pressing a button hands to the downloads."""
        with tempfile.TemporaryDirectory() as folder:
            self.driver.execute_cdp_cmd(
                "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": folder})
            self.press(press)
            path = pathlib.Path(folder) / name
            wait_until(
                path.exists, lambda: f"{name} does not come; {self.page.text('#home-note')}", seconds=180)
            return path.read_bytes()


class Growth(CurvesCase):
    def rows(self):
        return self.page.run(
            "return [...document.querySelectorAll('#growth-table tbody tr')].map(row => "
            "[...row.cells].map(cell => cell.textContent))")

    def test_the_curve_is_that_of_run(self):
        self.page.open("broadband")
        self.page.wait_for_result("broadband", [])
        self.press("#growth-run")
        wait_until(
            lambda: self.page.text("#growth-status").startswith("Done"),
            lambda: self.page.text("#growth-status"), seconds=240)
        for host in ("#growth-causal", "#growth-observed"):
            self.page.wait_for_drawing(host)
        with tempfile.TemporaryDirectory() as out:
            status, _, error = program(
                "run", str(SCENARIOS / "broadband.yaml"), "--replications", str(PAIRS), "--seed", "1",
                "--out", out, "--quiet")
            self.assertEqual(status, 0, error)
            folder = pathlib.Path(out) / "broadband"
            with open(folder / "growth.csv") as file:
                causal = list(csv.DictReader(file))
            with open(folder / "growth_observed.csv") as file:
                observed = list(csv.DictReader(file))
        percent = lambda text: f"{100 * float(text):.1f}%"
        expected = [
            ["causal", f"{float(each['dose']):+.1f} points" if float(each["dose"]) else "0.0 points",
             f"{float(each['satisfaction']):.1f}", percent(each["sales_growth"]),
             f"{percent(each['lower'])} to {percent(each['upper'])}",
             *(percent(each[part]) for part in ("retention", "acquisition", "frequency", "price_mix")), ""]
            for each in causal]
        expected += [
            ["observed", each["band"].replace("-", " to "), f"{float(each['satisfaction']):.1f}",
             percent(each["sales_growth"]), "", "", "", "", "", f"{math.floor(float(each['customers']) + 0.5):,}"]
            for each in observed]
        plain = lambda rows: [[squeezed(cell).replace("-0.0%", "0.0%") for cell in row] for row in rows]
        self.assertEqual(plain(self.rows()), plain(expected))
        self.assertGreaterEqual(len(causal), 3)

        # Moving a lever says that it is of other changes.
        self.page.lever(STAFF).type("6")
        wait_until(
            lambda: "other changes" in self.page.text("#growth-status"),
            lambda: self.page.text("#growth-status"))

    def test_stop_ends_it(self):
        self.page.open("broadband")
        self.page.lever(STAFF).type("7")
        self.page.wait_for_result("broadband", [f"{STAFF}=7"])
        self.press("#growth-run")
        wait_until(lambda: self.page.find("#growth-stop").is_displayed(), "it cannot be stopped")
        self.press("#growth-stop")
        wait_until(lambda: self.page.text("#growth-status") == "Stopped.", self.page.summary)
        self.assertFalse(self.page.find("#growth-stop").is_displayed())
        self.assertTrue(self.page.find("#growth-run").is_enabled())
        # It was stopped, whatever else is done and undone.
        self.page.lever(STAFF).type("6")
        self.wait_for_settings(f"{STAFF}=6")
        self.assertNotEqual(self.page.text("#growth-status"), "Stopped.")
        self.page.lever(STAFF).type("7")
        self.wait_for_settings(f"{STAFF}=7")
        self.assertEqual(self.page.text("#growth-status"), "Stopped.")

    def test_what_ends_is_told_of_its_own_changes(self):
        # Of a lab that has not drawn it yet.
        lab = Lab(*self.files, venv=self.venv)
        self.addCleanup(lab.stop)
        self.page = Page(self.driver, lab)
        self.page.open("broadband")
        self.page.wait_for_result("broadband", [])
        self.press("#growth-run")
        wait_until(lambda: self.page.find("#growth-stop").is_displayed(), "it does not run")
        self.page.lever(STAFF).type("6")
        self.wait_for_settings(f"{STAFF}=6")
        self.assertIn("before these", self.page.text("#growth-status"))
        wait_until(
            lambda: not self.page.find("#growth-stop").is_displayed(),
            lambda: self.page.text("#growth-status"), seconds=240)
        # It is done, but not with these changes.
        self.assertIn("other changes", self.page.text("#growth-status"))
        self.assertTrue(self.page.text("#growth-summary").startswith("As it is, without your changes."))
        self.page.lever(STAFF).reset()
        self.wait_for_settings()
        self.assertTrue(self.page.text("#growth-status").startswith("Done"), self.page.text("#growth-status"))
        self.assertTrue(self.page.text("#growth-summary").startswith("As it is. "))


class Stories(CurvesCase):
    def test_two_lives_stand_side_by_side(self):
        self.page.open("broadband")
        self.page.wait_for_result("broadband", [])
        self.assertFalse(self.page.find("#stories-show").is_enabled())
        self.page.lever(STAFF).type("6")
        self.page.wait_for_result("broadband", [f"{STAFF}=6"])
        self.press("#stories-show")
        wait_until(lambda: self.page.finds("[data-fate]"), lambda: self.page.text("#stories-status"))
        told = self.lab.get(f"/api/scenarios/broadband/stories?{query([f'{STAFF}=6'])}").json["stories"]
        self.assertEqual(
            [each.get_attribute("data-fate") for each in self.page.finds("[data-fate]")],
            [each["fate"] for each in told])
        rows = self.page.run(
            "return [...document.querySelectorAll('[data-fate]')].map(story => "
            "[...story.querySelectorAll('tbody tr')].map(row => [...row.cells].map(c => c.textContent)))")
        for shown, story in zip(rows, told):
            self.assertEqual(len(shown), len(story["rows"]))
            for cells, row in zip(shown, story["rows"]):
                self.assertIn(row["time"], cells[0])
                self.assertEqual("≠ differs" in cells[0], row["base"] != row["variant"])
                self.assertEqual(cells[1], "".join(row["base"]) or "–")
                self.assertEqual(cells[2], "".join(row["variant"]) or "–")
        # They are of these changes only, and of them again when those are back.
        self.page.lever(STAFF).type("7")
        wait_until(
            lambda: "other changes" in self.page.text("#stories-status"), lambda: self.page.text("#stories-status"))
        self.page.lever(STAFF).type("6")
        wait_until(
            lambda: "other changes" not in self.page.text("#stories-status"), lambda: self.page.text("#stories-status"))
        self.page.lever(STAFF).reset()
        wait_until(lambda: not self.page.finds("[data-fate]"), "the stories of no change are still there")


class Plan(CurvesCase):
    def test_by_keyboard(self):
        self.page.open("broadband")
        self.page.wait_for_result("broadband", [])
        self.place("course first-line fault-finding", 2, every="6 months")
        first = f"plan[0]={{at: month 2, {COURSE}, every: 6 months}}"
        self.wait_for_settings(first)
        self.page.wait_for_result("broadband", [first])
        # Arrow keys move it, Enter opens it, Delete takes it out.
        self.entry().send_keys(Keys.ARROW_RIGHT)
        self.entry().send_keys(Keys.ARROW_RIGHT)
        self.entry().send_keys(Keys.PAGE_UP)
        self.wait_for_settings(f"plan[0]={{at: month 10, {COURSE}, every: 6 months}}")
        self.entry().send_keys(Keys.ENTER)
        self.page.choose("#plan-every", "")
        self.page.find("#plan-save").send_keys(Keys.ENTER)
        once = f"plan[0]={{at: month 10, {COURSE}}}"
        self.wait_for_settings(once)
        self.page.wait_for_result("broadband", [once])
        self.entry().send_keys(Keys.DELETE)
        self.wait_for_settings()
        self.page.wait_for_result("broadband", [])
        self.assertEqual(self.page.finds(".plan-item"), [])

    def test_by_mouse(self):
        self.page.open("broadband")
        self.place("course first-line fault-finding", 3)
        self.wait_for_settings(f"plan[0]={{at: month 3, {COURSE}}}")
        bar = self.entry()
        self.page.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", bar)
        month = self.page.run("return arguments[0].parentElement.getBoundingClientRect().width / 36", bar)
        ActionChains(self.driver).click_and_hold(bar).move_by_offset(round(5 * month), 0).release().perform()
        moved = f"plan[0]={{at: month 8, {COURSE}}}"
        self.wait_for_settings(moved)
        self.page.wait_for_result("broadband", [moved])

        # A click on a month begins an entry there.
        lane = self.page.find('[data-lane="campaign"]')
        self.page.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", lane)
        ActionChains(self.driver).move_to_element(lane).click().perform()
        wait_until(lambda: self.page.find("#plan-form").is_displayed(), "no form opens")
        self.assertIn(self.page.find("#plan-month").get_property("value"), ("17", "18"))
        self.page.find("#plan-month").send_keys(Keys.CONTROL, "a")
        self.page.find("#plan-month").send_keys("4")
        self.press("#plan-save")
        path = "customers.acquisition.campaigns.campaign-1"
        wait_until(lambda: self.settings()[-1:] and "spend: 1000 GBP/month" in self.settings()[-1],
                   lambda: f"{self.settings()}")
        wait_until(lambda: self.settings()[-1].startswith(f"{path}={{type: promotion, from: month 4, for: 3"),
                   lambda: f"{self.settings()}")
        # Its end makes it longer, and so does Shift with an arrow key.
        end = self.page.find(".plan-end")
        self.page.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", end)
        ActionChains(self.driver).click_and_hold(end).move_by_offset(round(2 * month), 0).release().perform()
        wait_until(lambda: "for: 5 months" in self.settings()[-1], lambda: f"{self.settings()}")
        self.entry(".plan-item.campaign").send_keys(Keys.SHIFT, Keys.ARROW_LEFT)
        wait_until(lambda: "for: 4 months" in self.settings()[-1], lambda: f"{self.settings()}")
        self.page.wait_for_result("broadband", self.settings())
        self.page.press(self.page.find("#reset-all"))
        self.wait_for_settings()

    def test_a_lever_acts_from_a_month(self):
        self.page.open("broadband")
        self.page.lever(STAFF).type("6")
        self.page.wait_for_result("broadband", [f"{STAFF}=6"])
        self.page.choose(f'[data-lever="{STAFF}"] .lever-from', "12")
        dated = f"plan[0]={{at: month 12, set: {{{STAFF}: 6}}}}"
        self.wait_for_settings(dated)
        result = self.page.wait_for_result("broadband", [dated])
        self.assertIn("First line: staff 6 from month 12", result["sentences"][0])
        self.assertFalse(result["has_own_past"])
        # It is in the plan, and moves with it; a page that is loaded again shows the same.
        self.open_plan()
        self.entry().send_keys(Keys.ARROW_LEFT)
        dated = dated.replace("12", "11")
        self.wait_for_settings(dated)
        self.page.open("broadband", "#" + self.driver.current_url.partition("#")[2])
        self.page.wait_for_result("broadband", [dated])
        choice = self.page.find(f'[data-lever="{STAFF}"] .lever-from')
        self.assertEqual(choice.get_property("value"), "11")
        self.assertEqual(self.page.lever(STAFF).number, 6)
        self.page.lever(STAFF).reset()
        self.wait_for_settings()

    def test_a_wrong_entry_is_told_beside_the_plan(self):
        self.page.open("broadband")
        self.place(f"set {PRICE}", 5, value="12 min")
        wait_until(lambda: "money" in self.page.text("#plan-wrong"), lambda: self.page.text("#plan-wrong"))
        self.assertEqual(self.page.state()[0], "wrong")

    def test_where_customers_change_it_is_told(self):
        self.page.open("broadband")
        self.page.find("#add-lever").send_keys("segments.families.initial")
        offer = '[data-path="customers.segments.families.initial"]'
        wait_until(lambda: self.page.finds(offer), "the key is not offered")
        self.press(offer)
        lever = self.page.lever("customers.segments.families.initial")
        self.assertIn("both worlds start anew", lever.whole.text)
        self.assertEqual(lever.whole.find_elements(By.CSS_SELECTOR, ".lever-from"), [])


class TakeHome(CurvesCase):
    def other_hosts(self):
        # The file that was taken home is opened here.
        return {each for each in super().other_hosts() if not each.startswith("file:///")}

    def test_the_report_is_that_of_compare(self):
        self.page.open("first-steps")
        path = "teams.baristas.staff"
        self.page.lever(path).type("4")
        result = self.page.wait_for_result("first-steps", [f"{path}=4"])
        got = self.downloaded("#download-report", "first-steps-report.html").decode()
        lever = next(each for each in self.lab.scenario("first-steps")["levers"] if each["path"] == path)
        name = f"{lever['label']} 4 instead of {lever['value']}"
        with tempfile.TemporaryDirectory() as out:
            words = [
                "compare", str(SCENARIOS / "first-steps.yaml"), "--set", f"{path}=4", "--name", name,
                "--replications", str(PAIRS), "--seed", "1"]
            status, _, error = program(*words, "--out", out, "--quiet")
            self.assertEqual(status, 0, error)
            written = next(pathlib.Path(out).glob("*/report.html")).read_text()
        # The same bytes, but for the folder that was named here.
        self.assertEqual(
            got, re.sub(r' <span class="amount">--out</span>.*?(?=</td>)', "", written, flags=re.DOTALL))
        self.assertIn(squeezed(result["headlines"][0]["text"]["difference"].split(" (")[0]), squeezed(got))

    def test_one_file_holds_the_page(self):
        self.page.open("broadband")
        self.page.lever(STAFF).type("6")
        result = self.page.wait_for_result("broadband", [f"{STAFF}=6"])
        self.page.wait_for_drawing()
        text = self.downloaded("#download-page", "broadband-lab.html").decode()
        self.assertNotRegex(text, r"(?i)<script|javascript:|https?://|\bsrc=|\bhref=|@import|url\(")
        for sentence in result["sentences"]:
            self.assertIn(squeezed(sentence), squeezed(text))
        for headline in result["headlines"]:
            self.assertIn(squeezed(headline["text"]["difference"]), squeezed(text))
        self.assertIn("<svg", text)
        self.assertIn("seed 1", text)
        self.assertIn("First line: staff: 6", text)
        # It opens without the program, and without a word in the console.
        with tempfile.NamedTemporaryFile("w", suffix=".html") as file:
            file.write(text)
            file.flush()
            self.driver.get(f"file://{file.name}")
            self.assertGreater(self.page.run("return document.querySelector('svg').getBoundingClientRect().width"), 200)
            self.assertEqual(self.page.text("h1"), "Broadband contact centre")

    def test_the_curves_are_a_table(self):
        self.page.open("broadband")
        self.page.lever(STAFF).type("6")
        result = self.page.wait_for_result("broadband", [f"{STAFF}=6"])
        rows = list(csv.DictReader(
            self.downloaded("#download-curves", "broadband-retention.csv").decode().splitlines()))
        curve = next(
            each for each in result["curves"] if each["id"] == "retention" and each["subject"] == "all")
        self.assertEqual([float(row["month"]) for row in rows], curve["months"])
        for name, values in (
                ("base", curve["base"]["mean"]), ("what_if", curve["variant"]["mean"]),
                ("difference_upper", curve["difference"]["upper"])):
            for row, value in zip(rows, values):
                self.assertAlmostEqual(float(row[name]), 100 * value, places=8)


class Overlays(CurvesCase):
    def test_a_snapshot_is_laid_over_the_chart(self):
        self.page.open("broadband")
        self.page.lever(STAFF).type("8")
        kept = self.page.wait_for_result("broadband", [f"{STAFF}=8"])
        self.page.find("#snapshot-name").send_keys("Eight", Keys.ENTER)
        wait_until(lambda: self.page.finds(".snapshot-overlay:not(:disabled)"), "nothing can be laid over")
        self.page.lever(STAFF).type("4")
        self.page.wait_for_result("broadband", [f"{STAFF}=4"])
        before = self.page.wait_for_drawing()["content"]
        self.press(".snapshot-overlay")
        self.page.wait_for_drawing(other_than=before)
        heads = self.page.run(
            "return [...document.querySelectorAll('#chart-table thead th')].map(each => each.textContent)")
        self.assertEqual(heads[-1], "Eight")
        curve = next(
            each for each in kept["curves"] if each["id"] == "retention" and each["subject"] == "all")
        last = self.page.run("return document.querySelector('#chart-table tbody tr:last-child').lastChild.textContent")
        self.assertEqual(last, f"{100 * curve['variant']['mean'][-1]:.1f}%")
        self.press(".snapshot-overlay")
        wait_until(lambda: "Eight" not in self.page.text("#chart-table"), "it is still in the table")


class Barriers(CurvesCase):
    def test_none_with_all_shown(self):
        for width in (320, 1280):
            with self.subTest(width=width):
                self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
                    "width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
                self.addCleanup(self.driver.execute_cdp_cmd, "Emulation.clearDeviceMetricsOverride", {})
                self.page.open("broadband")
                self.place("course first-line fault-finding", 30)
                self.page.lever(STAFF).type("6")
                self.page.wait_for_result("broadband", self.settings())
                self.press("#stories-show")
                wait_until(lambda: self.page.finds("[data-fate]"), lambda: self.page.text("#stories-status"))
                self.press("#plan-add")
                self.page.run(axe_script())
                self.driver.set_script_timeout(60)
                found = self.driver.execute_async_script(
                    "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']})"
                    ".then(found => done(found.violations.map(each => [each.id, each.nodes.map("
                    "node => node.html.slice(0, 160))])), wrong => done([String(wrong)]));")
                self.assertEqual(found, [])
                self.assertLessEqual(
                    self.page.run("return document.documentElement.scrollWidth"), width)

