"""The scenario editor: written in by keyboard and by its form, saved, tried and taken home."""

import importlib.util
import json
import pathlib
import shutil
import tempfile
import unittest
import urllib.parse

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import PageCase
from lab import SCENARIOS, program, query, wait_until

FIRST = SCENARIOS / "first-steps.yaml"
COUNTER = "teams.baristas.staff"


class EditorCase(PageCase):
    files = (FIRST, SCENARIOS / "first-steps-training.yaml")

    def setUp(self):
        super().setUp()
        self.addCleanup(self.forget)

    def forget(self):
        """Each test begins without drafts, and with a browser that remembers none."""
        for handle in self.driver.window_handles[1:]:
            self.driver.switch_to.window(handle)
            self.driver.close()
        self.driver.switch_to.window(self.driver.window_handles[0])
        # A page that is still open would ask for what is deleted here.
        self.driver.get(f"{self.lab.address}/openapi.json")
        self.page.run("localStorage.clear(); sessionStorage.clear()")
        self.driver.get("about:blank")
        for draft in self.drafts():
            self.lab.ask("DELETE", f"/api/drafts/{draft['id']}")

    def drafts(self):
        return self.lab.get("/api/drafts").json["drafts"]

    def kept(self, draft="draft"):
        """The text that the server keeps of the only draft, or of one."""
        draft = self.drafts()[0]["id"] if draft == "draft" else draft
        return self.lab.get(f"/api/drafts/{draft}").json["text"]

    def make(self, text, title="Mine", beside="first-steps"):
        answer = self.lab.ask(
            "POST", "/api/drafts", {"start": "text", "title": title, "text": text, "beside": beside})
        self.assertEqual(answer.status, 201, answer.body)
        return answer.json["id"]

    def open_view(self, draft=None):
        """Opens the editor with the draft that was written last, and waits until it is checked."""
        # The browser's store belongs to the address, whatever is shown of it.
        self.driver.get(f"{self.lab.address}/openapi.json")
        if draft:
            self.page.run("localStorage.setItem('cxlab-draft', arguments[0])", draft)
        self.driver.get(f"{self.lab.address}/#view=scenario")
        if draft:
            wait_until(lambda: self.shown() == draft, lambda: f"it shows {self.shown()}")
            self.wait_for_check("good", "wrong")

    def shown(self):
        return self.page.run("return document.getElementById('view-scenario').dataset.draft ?? null")

    def wait_for_check(self, *states):
        state = lambda: self.page.run("return document.getElementById('view-scenario').dataset.check")
        wait_until(lambda: state() in states, lambda: f"it is {state()}; {self.page.text('#draft-problems')!r}")

    @property
    def area(self):
        return self.page.find("#draft-text")

    def text(self):
        return self.area.get_property("value")

    def put_cursor(self, behind, chosen=""):
        """Puts the cursor behind some text, and chooses what follows if it is that."""
        # A tab that was opened by a script has no focus before somebody clicks into it.
        self.area.click()
        self.page.run(
            """
            const area = document.getElementById('draft-text');
            const place = area.value.indexOf(arguments[0]) + arguments[0].length;
            area.focus();
            area.setSelectionRange(place, place + arguments[1].length);
            """,
            behind, chosen)

    def cursor_line(self):
        return self.page.run(
            """
            const area = document.getElementById('draft-text');
            return area.value.slice(0, area.selectionStart).split('\\n').length;
            """)

    def press_at(self, selector):
        self.page.press_at(selector)

    def focused(self):
        return self.driver.switch_to.active_element.get_attribute("id")


class Writing(EditorCase):
    def test_an_error_is_told_at_its_line_until_it_is_mended(self):
        self.open_view(self.make(FIRST.read_text()))
        self.put_cursor("      pat", "ience")
        self.area.send_keys("eince")
        self.wait_for_check("wrong")
        line = FIRST.read_text().split("      patience")[0].count("\n") + 1
        words = "unknown key 'pateince' in customers.segments.regulars (did you mean 'patience'?)"
        self.assertIn(words, self.page.text(f'#draft-problems [data-line="{line}"]'))
        # Under its line, where the cursor is, and in the words of the field for who cannot see it.
        self.assertIn(words, self.page.text("#draft-note"))
        self.assertTrue(self.page.find("#draft-note").is_displayed())
        self.assertIn("draft-note", self.area.get_attribute("aria-describedby"))
        self.assertEqual(self.area.get_attribute("aria-invalid"), "true")
        self.assertIn(str(line), self.page.text("#draft-numbers .wrong"))
        top = self.page.find("#draft-note").rect["y"]
        gutter = self.page.find("#draft-numbers .wrong").rect
        self.assertGreaterEqual(top, gutter["y"] + gutter["height"] - 2)

        self.put_cursor("      pat", "eince")
        self.area.send_keys("ience")
        self.wait_for_check("good")
        self.assertEqual(self.page.finds("#draft-problems li"), [])
        self.assertFalse(self.page.find("#draft-note").is_displayed())
        self.assertIsNone(self.area.get_attribute("aria-invalid"))
        self.assertEqual(self.page.finds("#draft-numbers .wrong"), [])

    def test_problems_are_gone_through_by_keyboard_and_by_their_links(self):
        text = FIRST.read_text().replace("currency: GBP", "currency: GBPP").replace("    staff: 3", "    stuff: 3")
        self.open_view(self.make(text))
        lines = [int(each.get_attribute("data-line")) for each in self.page.finds("#draft-problems [data-line]")]
        self.assertGreaterEqual(len(lines), 2, self.page.text("#draft-problems"))
        self.area.send_keys(Keys.F8)
        self.assertEqual(self.cursor_line(), lines[0])
        self.area.send_keys(Keys.F8)
        self.assertEqual(self.cursor_line(), lines[1])
        self.area.send_keys(Keys.SHIFT, Keys.F8)
        self.assertEqual(self.cursor_line(), lines[0])
        self.page.press(self.page.finds("#draft-problems a")[1])
        self.assertEqual(self.cursor_line(), lines[1])
        self.assertEqual(self.focused(), "draft-text")

    def test_keys_and_values_are_chosen_by_keyboard(self):
        self.open_view(self.make("extends: first-steps.yaml\ntitle: Mine\nteams:\n  baristas:\n    "))
        choices = lambda: [each.text for each in self.page.finds("#choices strong")]
        self.area.send_keys(Keys.CONTROL, Keys.END)
        self.area.send_keys(Keys.CONTROL, " ")
        wait_until(choices, "nothing is offered")
        self.assertIn("pay", choices())
        self.assertEqual(self.page.find("#choices").get_attribute("role"), "listbox")
        # As one types, it is offered too; Enter then goes on writing unless something was chosen.
        self.area.send_keys(Keys.ESCAPE)
        wait_until(lambda: not choices(), "Escape does not close it")
        self.area.send_keys("staf")
        wait_until(lambda: choices()[:1] == ["staff"], lambda: f"{choices()} is offered")
        self.assertIsNone(self.area.get_attribute("aria-activedescendant"))
        self.area.send_keys(Keys.ARROW_DOWN)
        active = self.area.get_attribute("aria-activedescendant")
        self.assertEqual(self.page.find(f"#{active}").get_attribute("aria-selected"), "true")
        self.area.send_keys(Keys.ENTER)
        self.area.send_keys("4", Keys.ESCAPE, Keys.ENTER, "pay: £13/h")
        self.assertTrue(self.text().endswith("    staff: 4\n    pay: £13/h"), self.text())
        self.wait_for_check("good")
        # What was put in is taken back like what was typed.
        for _ in range(40):
            if self.text().endswith("baristas:\n    "):
                break
            self.area.send_keys(Keys.CONTROL, "z")
        self.assertTrue(self.text().endswith("baristas:\n    "), self.text())

    def test_tab_leaves_and_brackets_indent(self):
        self.open_view(self.make("title: a\nteams:\nb: {}\n"))
        self.put_cursor("teams:\n", "b")
        self.area.send_keys(Keys.CONTROL, "]")
        self.assertEqual(self.text(), "title: a\nteams:\n  b: {}\n")
        self.area.send_keys(Keys.CONTROL, "[")
        self.assertEqual(self.text(), "title: a\nteams:\nb: {}\n")
        self.page.press(self.page.find("#draft-indent"))
        self.assertEqual(self.text(), "title: a\nteams:\n  b: {}\n")
        before = self.text()
        self.area.send_keys(Keys.TAB)
        self.assertNotEqual(self.focused(), "draft-text")
        self.assertEqual(self.text(), before)

    def test_the_form_changes_one_line_of_the_text(self):
        text = FIRST.read_text()
        self.open_view(self.make(text))
        for part in ("teams", "teams.baristas"):
            self.press_at(f'[data-part="{part}"]')
        staff = f'[data-field="{COUNTER}"] input'
        wait_until(lambda: self.page.finds(staff), "there is no such field")
        self.assertEqual(self.page.find(staff).get_property("value"), "3")
        self.page.find(staff).send_keys(Keys.CONTROL, "a")
        self.page.find(staff).send_keys("5", Keys.ENTER)
        wait_until(lambda: self.text() != text, "the text stays as it was")
        old, new = text.split("\n"), self.text().split("\n")
        changed = [(a, b) for a, b in zip(old, new) if a != b]
        self.assertEqual(len(old), len(new))
        self.assertEqual(len(changed), 1)
        self.assertTrue(changed[0][1].startswith("    staff: 5"), changed)
        # What the text says changes the form.
        self.wait_for_check("good")
        self.put_cursor("\n    staff: ", "5")
        self.area.send_keys("4")
        wait_until(lambda: self.page.find(staff).get_property("value") == "4", "the form does not follow")
        # And what was filled in can be undone in the text.
        self.area.send_keys(Keys.CONTROL, "z")
        self.area.send_keys(Keys.CONTROL, "z")
        wait_until(lambda: self.text() == text, lambda: "it is not undone")

    def test_a_wrong_value_is_told_beside_its_field(self):
        self.open_view(self.make(FIRST.read_text()))
        for part in ("teams", "teams.baristas"):
            self.press_at(f'[data-part="{part}"]')
        pay = '[data-field="teams.baristas.pay"] input'
        wait_until(lambda: self.page.finds(pay), "there is no such field")
        self.page.find(pay).send_keys(Keys.CONTROL, "a")
        self.page.find(pay).send_keys("12 min", Keys.TAB)
        self.wait_for_check("wrong")
        wait_until(
            lambda: "money per time" in self.page.text('[data-field="teams.baristas.pay"] .problem'),
            lambda: self.page.text('[data-field="teams.baristas.pay"]'))


class Keeping(EditorCase):
    def test_it_begins_new_from_a_copy_and_from_a_file(self):
        self.open_view()
        wait_until(lambda: self.page.find("#start-new").is_displayed(), "nothing can be begun")
        self.page.find("#start-title").send_keys("My café: first")
        self.press_at("#start-new")
        wait_until(lambda: len(self.drafts()) == 1 and self.shown(), "nothing is begun")
        self.assertEqual(self.drafts()[0]["title"], "My café: first")
        self.wait_for_check("good")

        self.press_at("#start > summary")
        Select(self.page.find("#start-scenario")).select_by_value("first-steps-training")
        self.press_at("#start-copy")
        wait_until(lambda: len(self.drafts()) == 2, "nothing is copied")
        wait_until(lambda: self.text() == (SCENARIOS / "first-steps-training.yaml").read_text(), self.text)
        self.wait_for_check("good")

        with tempfile.TemporaryDirectory() as folder:
            file = pathlib.Path(folder) / "bad & <b>good.yaml"
            file.write_bytes(FIRST.read_bytes().replace(b"\n", b"\r\n"))
            self.press_at("#start > summary")
            self.page.find("#start-file").send_keys(str(file))
            wait_until(lambda: len(self.drafts()) == 3, "nothing is uploaded")
            wait_until(lambda: self.text() == FIRST.read_text(), self.text)
            self.wait_for_check("good")
            (pathlib.Path(folder) / "no.yaml").write_bytes(b"\xff\xfe\x00")
            self.press_at("#start > summary")
            self.page.find("#start-file").send_keys(str(pathlib.Path(folder) / "no.yaml"))
            wait_until(lambda: "UTF-8" in self.page.text("#draft-told"), "it is not told")
        self.assertEqual(len(self.drafts()), 3)

    def test_a_draft_is_saved_tried_and_deleted(self):
        draft = self.make(FIRST.read_text())
        self.open_view(draft)
        self.put_cursor("    staff: ", "3")
        self.area.send_keys("4")
        self.assertIn("Not saved", self.page.text("#draft-state"))
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: "    staff: 4" in self.kept(draft), "it is not saved")
        wait_until(lambda: "version 2" in self.page.text("#draft-state"), "that is not told")
        self.press_at("#draft-try")
        wait_until(lambda: self.page.find("#view-what-if").is_displayed(), "it is not shown")
        self.page.wait_for_result(draft, [])
        self.assertEqual(self.page.find("#scenario").get_property("value"), draft)
        self.assertIn(
            "Mine", self.page.run("return document.querySelector('#scenario option:checked').parentElement.label"))
        self.assertEqual(self.page.lever(COUNTER).number, 4)
        # Its levers move as those of any scenario.
        self.page.lever(COUNTER).type("3")
        self.page.wait_for_result(draft, [f"{COUNTER}=3"])

        self.press_at('[data-view="scenario"]')
        self.press_at("#draft-delete")
        self.press_at("#draft-delete-yes")
        wait_until(lambda: self.drafts() == [], "it is still there")
        wait_until(lambda: draft not in self.page.choices("#scenario"), "it is still offered")

    def settings(self):
        """The settings in the address."""
        fragment = self.driver.current_url.partition("#")[2]
        return urllib.parse.parse_qs(fragment).get("set", [])

    def save(self, behind, chosen, text):
        """Writes something in the place of something else, and saves it."""
        draft = self.shown()
        self.put_cursor(behind, chosen)
        self.area.send_keys(text)
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: self.kept(draft) == self.text(), lambda: self.page.text("#draft-told"))

    def test_what_is_saved_is_noticed_beside_the_levers_of_every_tab(self):
        draft = self.make(FIRST.read_text())
        entry = lambda number: f"plan[{number}]={{at: month 3, set: {{quality.mean: 80}}}}"
        changes = [f"{COUNTER}=5", entry(0)]
        self.page.open(draft, f"#{urllib.parse.urlencode([('scenario', draft)])}&{query(changes)}")
        before = self.page.wait_for_result(draft, changes)
        first = self.driver.current_window_handle

        self.driver.switch_to.new_window("tab")
        self.open_view(draft)
        self.save("    staff: ", "3", "2")
        self.driver.switch_to.window(first)
        self.driver.execute_cdp_cmd("Page.bringToFront", {})
        after = self.page.wait_for_result(draft, changes)
        texts = lambda result: [each["text"]["difference"] for each in result["headlines"]]
        self.assertNotEqual(texts(before), texts(after))
        self.assertEqual(self.settings(), changes)
        self.assertEqual(self.page.lever(COUNTER).number, 5)

        # In the same tab it is noticed on coming back.
        self.press_at('[data-view="scenario"]')
        wait_until(lambda: self.shown() == draft, lambda: f"it shows {self.shown()}")
        self.wait_for_check("good")
        self.save("    staff: ", "2", "4")
        self.press_at('[data-view="what-if"]')
        self.page.wait_for_result(draft, changes)
        self.assertEqual(self.settings(), changes)

        # What somebody else saves has an entry of its own in the plan: that stays what it is.
        known = self.lab.get(f"/api/drafts/{draft}").json
        line = "plan: [{at: month 2, set: {economics.overhead: £4100/month}}]\n"
        answer = self.lab.ask(
            "PUT", f"/api/drafts/{draft}", {"text": known["text"] + line, "version": known["version"]})
        self.assertEqual(answer.status, 200, answer.body)
        moved = [changes[0], entry(1)]
        wait_until(lambda: self.settings() == moved, lambda: f"the address has {self.settings()}; {self.page.summary()}")
        self.page.wait_for_result(draft, moved)

    def test_text_that_is_not_saved_survives_a_reload(self):
        draft = self.make(FIRST.read_text())
        self.open_view(draft)
        self.put_cursor("title: ")
        self.area.send_keys("My own ")
        text = self.text()
        self.driver.refresh()
        wait_until(lambda: self.shown() == draft and self.text() == text, lambda: self.text()[:80])
        self.assertIn("Not saved", self.page.text("#draft-state"))
        self.assertIn("not saved yet", self.page.text("#draft-told"))
        self.assertEqual(self.kept(draft), FIRST.read_text())
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: self.kept(draft) == text, "it is not saved")
        self.driver.refresh()
        wait_until(lambda: self.shown() == draft, "it is not opened")
        wait_until(lambda: "version 2" in self.page.text("#draft-state"), self.page.summary)

    def test_of_two_tabs_nobody_loses_anything(self):
        # The server refuses the second save, which the browser puts into its console.
        self.expected_sources = {"network"}
        draft = self.make("title: One\n")
        self.open_view(draft)
        first = self.driver.current_window_handle
        self.put_cursor("title: ")
        self.area.send_keys("First and ")
        wait_until(
            lambda: self.page.run("return Object.keys(localStorage).some(key => key.includes('unsaved'))"),
            "what is not saved is not kept")

        self.driver.switch_to.new_window("tab")
        self.open_view(draft)
        self.assertEqual(self.text(), "title: One\n")
        self.assertTrue(self.page.find("#draft-elsewhere").is_displayed(), "the other tab's text is not offered")
        self.put_cursor("title: ")
        self.area.send_keys("Second and ")
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: self.kept(draft) == "title: Second and One\n",
            lambda: f"{self.text()!r} is not saved: {self.page.text('#draft-told')}")
        second = self.driver.current_window_handle

        self.driver.switch_to.window(first)
        self.area.send_keys(Keys.CONTROL, "s")
        conflict = lambda: self.page.find("#draft-conflict")
        wait_until(lambda: conflict().is_displayed(), "the conflict is not told")
        self.assertIn("version 2", conflict().text)
        self.assertEqual(conflict().get_attribute("role"), "alert")
        self.assertEqual(self.text(), "title: First and One\n")
        self.assertEqual(self.kept(draft), "title: Second and One\n")
        self.page.press(conflict().find_elements(By.CSS_SELECTOR, "button")[0])
        wait_until(lambda: len(self.drafts()) == 2, "they are not both kept")
        texts = {self.kept(each["id"]) for each in self.drafts()}
        self.assertEqual(texts, {"title: First and One\n", "title: Second and One\n"})
        self.driver.switch_to.window(second)
        self.assertEqual(self.text(), "title: Second and One\n")

    def test_a_draft_outlives_the_server_and_the_text_its_absence(self):
        self.expected_sources = {"network"}
        draft = self.make(FIRST.read_text())
        self.open_view(draft)
        self.lab.kill()
        self.put_cursor("title: ")
        self.area.send_keys("My own ")
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: "does not answer" in self.page.text("#draft-told"), "it is not told")
        self.lab.start()
        self.assertEqual(self.kept(draft), FIRST.read_text())
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: "My own" in self.kept(draft), "it is not saved")


class Home(EditorCase):
    def test_what_levers_changed_is_kept_and_gives_the_numbers_of_the_command_line(self):
        setting = f"{COUNTER}=4"
        self.page.open("first-steps")
        self.page.lever(COUNTER).type("4")
        self.page.wait_for_result("first-steps", [setting])
        before = FIRST.read_bytes()
        self.press_at("#keep-variant")
        wait_until(lambda: self.shown() is not None, "it is not kept")
        draft = self.shown()
        self.wait_for_check("good")
        self.assertIn("extends: first-steps.yaml", self.text())
        self.assertIn("staff: 4", self.text())
        self.assertEqual(FIRST.read_bytes(), before)

        # It is a scenario of its own, and the command line makes the same of it as of the settings.
        self.assertEqual(self.lab.finished(draft)["pairs"], self.lab.pairs)
        link = self.page.find("#draft-file").get_attribute("href")
        answer = self.lab.get(link.removeprefix(self.lab.address))
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(answer.body.decode(), self.text())
        with tempfile.TemporaryDirectory() as folder:
            folder = pathlib.Path(folder)
            shutil.copy(FIRST, folder)
            (folder / f"{draft}.yaml").write_bytes(answer.body)
            base, mine = str(folder / "first-steps.yaml"), str(folder / f"{draft}.yaml")
            self.assertEqual(
                self.rows(folder / "a", base, mine, "--root", str(folder)),
                self.rows(folder / "b", base, "--set", setting, "--root", str(folder)))
            # The tables of a run are the same to the last byte.
            files = self.run_to(folder / "c", mine, "--root", str(folder))
            others = self.run_to(folder / "d", base, "--set", setting, "--root", str(folder))
            self.assertEqual(set(files), set(others))
            same = [name for name in files if files[name] == others[name]]
            for name in ("retention.csv", "growth.csv", "timeline.csv"):
                self.assertIn(name, same)

    def rows(self, out, *words):
        """What a comparison finds, without the names of what is compared."""
        status, said, wrong = program(
            "compare", *words, "--replications", "4", "--seed", "1", "--format", "json", "--out", str(out))
        self.assertEqual(status, 0, wrong)
        return [
            {key: value for key, value in row.items() if key not in ("baseline", "variant")}
            for row in json.loads(said)["comparisons"]]

    def run_to(self, out, *words):
        status, said, wrong = program("run", *words, "--replications", "2", "--seed", "1", "--out", str(out))
        self.assertEqual(status, 0, said + wrong)
        return {file.name: file.read_bytes() for file in out.rglob("*.csv")}


class Hostile(EditorCase):
    def test_markup_and_files_of_others_stay_text(self):
        title = "<script>window.taken = 1</script><img src=x onerror='window.taken = 1'>"
        text = f'extends: ../../etc/passwd\ntitle: "{title}"\n<b>: <i onclick=alert(1)>\n'
        self.open_view(self.make(text, title="a <b>"))
        wait_until(lambda: "out of reach" in self.page.text("#draft-problems"), "it is not refused")
        self.assertNotIn("root:", self.page.run("return document.body.textContent"))
        self.assertIsNone(self.page.run("return window.taken ?? null"))
        self.assertEqual(self.page.finds("img[src=x], #view-scenario i[onclick], #view-scenario b"), [])
        self.assertIn(title, self.page.text("#draft"))

    def test_a_bomb_and_a_long_text_leave_it_working(self):
        lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
        for depth in range(1, 10):
            items = ",".join([f"*a{depth - 1}"] * 10)
            lines.append(f"a{depth}: &a{depth} [{items}]")
        self.open_view(self.make("\n".join([*lines, "? *a9", ": 1", ""])))
        self.assertIn("anchors (&) and aliases", self.page.text("#draft-problems"))
        for size in (256 * 1024 + 1, 1 << 20):
            answer = self.lab.ask(
                "POST", "/api/drafts", {"start": "text", "title": "a", "text": "x" * size})
            self.assertEqual((answer.status, answer.json["problem"]), (413, "too-large"))
        long = "title: a\n" + "".join(f"# {number} {'x' * 60}\n" for number in range(3_700))
        self.open_view(self.make(long))
        self.area.send_keys(Keys.CONTROL, Keys.END)
        self.area.send_keys("# end")
        wait_until(lambda: self.text().endswith("# end"), "it cannot be written in")
        answer = self.lab.ask("POST", "/api/text/check", {"text": "title: \0"})
        self.assertIn("U+0000", answer.json["problems"][0]["message"])


class Appearance(EditorCase):
    def tearDown(self):
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})

    def look(self, width, scheme):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def violations(self):
        folder = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
        self.page.run((pathlib.Path(folder) / "axe.min.js").read_text())
        self.driver.set_script_timeout(60)
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']})"
            ".then(found => done(found.violations), wrong => done([{id: String(wrong), nodes: []}]));")
        return [
            (each["id"], [(node["html"][:160], node.get("failureSummary", "")[:300]) for node in each["nodes"][:3]])
            for each in found]

    def test_no_barrier_at_any_width_in_any_light(self):
        text = FIRST.read_text().replace("    staff: 3", "    stuff: 3")
        draft = self.make(text)
        for width in (320, 640, 1280, 1920):
            for scheme in ("light", "dark"):
                with self.subTest(width=width, scheme=scheme):
                    self.look(width, scheme)
                    self.open_view(draft)
                    for folded in self.page.finds("#start:not([open]) > summary"):
                        self.page.press(folded)
                    self.press_at('[data-part="teams"]')
                    wait_until(lambda: self.page.finds("#form-new-id"), "the form does not open")
                    self.put_cursor("    stuff: ")
                    wait_until(lambda: self.page.finds("#draft-note:not([hidden])"), "nothing is told at the line")
                    self.assertEqual(self.violations(), [])
                    self.put_cursor("  baristas:\n    ")
                    self.area.send_keys(Keys.CONTROL, " ")
                    wait_until(lambda: self.page.finds("#choices li"), "nothing is offered")
                    self.assertEqual(self.violations(), [])
                    wide = self.page.run("return document.documentElement.scrollWidth")
                    self.assertLessEqual(wide, width, "the page has to be moved sideways")
                    small = self.page.run(
                        """
                        return [...document.querySelectorAll('#view-scenario :is(button, a, select, input)')]
                          .filter(each => each.offsetParent && each.getBoundingClientRect().height < 24)
                          .map(each => each.outerHTML.slice(0, 80));
                        """)
                    self.assertEqual(small, [], "targets of less than 24 pixels")


if __name__ == "__main__":
    unittest.main()
