"""The scenario editor: written in by keyboard and by its form, saved, tried and taken home."""

import json
import pathlib
import shutil
import tempfile
import unittest
import urllib.parse

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from browser import LookCase, PageCase
from lab import PATIENCE, SCENARIOS, program, query, wait_until

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
        self.page.press(self.area)
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

    def hold(self, path, method="POST"):
        """Holds back what the server answers, until it is let go."""
        self.page.run(
            """
            const [path, method] = arguments;
            const real = window.fetch;
            const gate = new Promise(open => { window.letGo = open; });
            window.heldBack = 0;
            window.fetch = async (address, options) => {
              const answer = await real(address, options);
              if (!address.startsWith(path) || (options?.method ?? 'GET') !== method) return answer;
              window.heldBack += 1;
              await gate;
              return answer;
            };
            """,
            path, method)

    def wait_for_held(self, count=1):
        wait_until(lambda: self.page.run("return window.heldBack") >= count, "nothing is asked")

    def let_go(self):
        self.page.run("window.letGo()")

    def field(self, path):
        return self.page.find(f'[data-field="{path}"] input')

    def filled(self, path):
        """What stands in a field of the form, which may be drawn anew at any time."""
        return self.page.run(
            "return document.querySelector(`[data-field=\"${arguments[0]}\"] input`)?.value ?? null", path)

    def open_form(self, *parts):
        for part in parts:
            self.press_at(f'[data-part="{part}"]')
        wait_until(lambda: self.page.finds(f'[data-field^="{parts[-1]}."]'), "the form does not open")

    def unsaved(self):
        """The texts that this browser keeps since they are not saved."""
        return self.page.run(
            """
            return Object.keys(localStorage).filter(key => key.startsWith('cxlab-unsaved:'))
              .map(key => JSON.parse(localStorage.getItem(key)).text);
            """)

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

    def test_what_is_typed_while_the_form_asks_stays(self):
        text = FIRST.read_text()
        self.open_view(self.make(text))
        self.open_form("teams", "teams.baristas")
        self.hold("/api/text/set")
        self.field(COUNTER).send_keys(Keys.CONTROL, "a")
        self.field(COUNTER).send_keys("5", Keys.ENTER)
        self.wait_for_held()
        # Another field, and the text itself, before the first answer is there.
        self.field("teams.baristas.pay").send_keys(Keys.CONTROL, "a")
        self.field("teams.baristas.pay").send_keys("£14/h", Keys.ENTER)
        self.put_cursor("title: ")
        self.area.send_keys("My ")
        self.let_go()
        wanted = text.replace("staff: 3", "staff: 5").replace("£12.50/h", "£14/h")
        wait_until(lambda: self.text() == wanted.replace("Corner", "My Corner"), self.text)
        # Whoever writes goes on where they were.
        self.assertEqual(self.focused(), "draft-text")
        self.area.send_keys("own ")
        self.assertEqual(self.text(), wanted.replace("Corner", "My own Corner"))
        self.wait_for_check("good")
        wait_until(lambda: self.filled("teams.baristas.pay") == "£14/h", "the form does not follow")
        for _ in range(40):
            if self.text() == text:
                break
            self.area.send_keys(Keys.CONTROL, "z")
        self.assertEqual(self.text(), text, "it cannot be undone")

    def test_a_field_that_is_being_filled_in_waits_until_it_is_left(self):
        self.open_view(self.make(FIRST.read_text()))
        self.open_form("teams", "teams.baristas")
        pay = "teams.baristas.pay"
        self.hold("/api/text/set")
        self.field(COUNTER).send_keys(Keys.CONTROL, "a")
        self.field(COUNTER).send_keys("5", Keys.ENTER)
        self.wait_for_held()
        self.field(pay).send_keys(Keys.CONTROL, "a")
        self.field(pay).send_keys("£13/h")
        self.let_go()
        wait_until(lambda: "staff: 5" in self.text(), "it is not changed")
        self.wait_for_check("good")
        wait_until(lambda: self.filled(COUNTER) == "5", "the form does not follow")
        self.assertEqual(self.focused(), "form-teams-baristas-pay")
        self.assertEqual(self.filled(pay), "£13/h")
        self.assertIn("pay: £12.50/h", self.text())
        self.driver.switch_to.active_element.send_keys(Keys.TAB)
        wait_until(lambda: "pay: £13/h" in self.text(), self.text)

    def test_choices_are_for_what_is_written_now(self):
        start = "extends: first-steps.yaml\ntitle: Mine\nteams:\n  baristas:\n    "
        self.open_view(self.make(start))
        choices = lambda: self.page.finds("#choices li")
        self.area.send_keys(Keys.CONTROL, Keys.END)
        self.area.send_keys(Keys.CONTROL, " ")
        wait_until(choices, "nothing is offered")
        # Typed on, and taken before the server is asked again.
        self.hold("/api/text/complete")
        self.area.send_keys("staf", Keys.ARROW_DOWN, Keys.ENTER)
        self.assertEqual(self.text(), start + "staff: ")
        self.area.send_keys("4", Keys.ESCAPE, Keys.ENTER)
        self.let_go()

        # By mouse, where the cursor is; the field keeps the focus.
        self.area.send_keys(Keys.CONTROL, " ")
        wait_until(choices, "nothing is offered")
        self.page.press(next(each for each in choices() if each.text.startswith("pay")))
        self.assertEqual(self.text(), start + "staff: 4\n    pay: ")
        self.assertEqual(self.focused(), "draft-text")
        self.area.send_keys("£13/h")

        # What is on its way is sent away by Escape, and is nothing for another place.
        for key in (Keys.ESCAPE, Keys.ARROW_UP):
            self.area.send_keys(Keys.CONTROL, Keys.END)
            self.area.send_keys(Keys.ENTER)
            self.hold("/api/text/complete")
            self.area.send_keys(Keys.CONTROL, " ")
            self.wait_for_held()
            self.area.send_keys(key)
            self.let_go()
            self.driver.execute_async_script("setTimeout(arguments[0], 400)")
            self.assertEqual(choices(), [], repr(key))

    def test_marks_stand_at_their_letters(self):
        text = FIRST.read_text().replace("{team: baristas,", '{team: "日本\U0001f600", steam: 1,')
        self.open_view(self.make(text))
        line = text.split("steam")[0].count("\n") + 1
        self.area.send_keys(Keys.F8, Keys.ARROW_UP)
        places = self.page.run(
            """
            return ['.wave u', '.key'].map(kind => [...document.querySelectorAll(`#draft-colours ${kind}`)]
              .find(each => each.textContent === 'steam')?.getBoundingClientRect().left);
            """)
        self.assertNotIn(None, places, self.page.text("#draft-problems"))
        self.assertAlmostEqual(*places, delta=1)
        # A line above moves them at once, whatever the server does.
        self.hold("/api/text/check")
        self.assertIn(str(line), self.page.text("#draft-numbers .wrong"))
        self.area.send_keys(Keys.HOME, Keys.ENTER)
        self.assertIn(str(line + 1), self.page.text("#draft-numbers .wrong"))
        self.let_go()

    def test_undoing_stays_within_a_scenario(self):
        first, second = self.make("title: One\n"), self.make("title: Two\n")
        self.open_view(first)
        self.put_cursor("title: ")
        self.area.send_keys("Number ")
        Select(self.page.find("#draft")).select_by_value(second)
        wait_until(lambda: self.shown() == second, "it is not opened")
        self.area.send_keys(Keys.CONTROL, "z")
        self.assertEqual(self.text(), "title: Two\n")
        Select(self.page.find("#draft")).select_by_value(first)
        wait_until(lambda: self.text() == "title: Number One\n", self.text)


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

    def test_what_is_typed_while_it_is_saved_is_saved_next(self):
        draft = self.make("title: One\n")
        self.open_view(draft)
        self.put_cursor("title: ")
        self.hold("/api/drafts/", "PUT")
        self.area.send_keys("A ")
        self.area.send_keys(Keys.CONTROL, "s")
        self.wait_for_held()
        self.area.send_keys("B ")
        # Twice, as where a key is held down: that is no conflict with oneself.
        self.area.send_keys(Keys.CONTROL, "ss")
        self.area.send_keys("C ")
        self.let_go()
        wait_until(lambda: self.kept(draft) == "title: A B One\n", lambda: self.kept(draft))
        wait_until(lambda: self.lab.get(f"/api/drafts/{draft}").json["version"] == 3, "it is saved again and again")
        wait_until(lambda: self.unsaved() == ["title: A B C One\n"], self.unsaved)
        self.assertFalse(self.page.find("#draft-conflict").is_displayed())
        self.assertEqual(self.text(), "title: A B C One\n")
        self.assertIn("Not saved", self.page.text("#draft-state"))
        self.driver.switch_to.active_element.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: "version 4" in self.page.text("#draft-state"), self.page.summary)
        self.assertEqual(self.kept(draft), self.text())
        self.assertEqual(self.unsaved(), [])

    def test_a_save_goes_on_when_another_scenario_is_opened(self):
        first, second = self.make("title: One\n"), self.make("title: Two\n")
        self.open_view(first)
        self.put_cursor("title: ")
        self.hold("/api/drafts/", "PUT")
        self.area.send_keys("A ")
        self.area.send_keys(Keys.CONTROL, "s")
        self.wait_for_held()
        self.area.send_keys("B ")
        Select(self.page.find("#draft")).select_by_value(second)
        # Where the browser puts the cursor when somebody comes back from elsewhere.
        self.area.send_keys("C")
        self.let_go()
        wait_until(lambda: self.shown() == second, "it is not opened")
        self.assertEqual(self.text(), "title: Two\n")
        self.assertEqual(self.kept(first), "title: A One\n")
        Select(self.page.find("#draft")).select_by_value(first)
        wait_until(lambda: self.text() == "title: A B One\nC", self.text)
        self.assertFalse(self.page.find("#draft-conflict").is_displayed())

    def test_a_version_that_nobody_was_told_of_is_not_overwritten(self):
        self.expected_sources = {"network"}
        draft = self.make("title: One\n")

        def save(text, version):
            answer = self.lab.ask("PUT", f"/api/drafts/{draft}", {"text": text, "version": version})
            self.assertEqual(answer.status, 200, answer.body)

        conflict = lambda: self.page.text("#draft-conflict")
        over = lambda: self.page.finds("#draft-conflict button")[1].click()
        self.open_view(draft)
        self.put_cursor("title: ")
        self.area.send_keys("My ")
        save("title: Theirs\n", 1)
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: "version 2" in conflict(), "the conflict is not told")
        save("title: Theirs again\n", 2)
        over()
        wait_until(lambda: "version 3" in conflict(), "the second is not told")
        self.assertEqual(self.kept(draft), "title: Theirs again\n")
        over()
        wait_until(lambda: self.kept(draft) == "title: My One\n", "it is not saved")
        wait_until(lambda: not self.page.find("#draft-conflict").is_displayed(), "it is still told")

    def test_many_lines_are_taken_at_once_and_undone(self):
        self.expected_sources = {"network"}
        lines = lambda word: "".join(f"# <b>{word}</b>  &amp; {number}\n" for number in range(1_500))
        draft = self.make(lines("one"))
        self.open_view(draft)
        self.area.send_keys(Keys.CONTROL, Keys.HOME)
        self.area.send_keys("# mine\n")
        mine = self.text()
        answer = self.lab.ask("PUT", f"/api/drafts/{draft}", {"text": lines("other"), "version": 1})
        self.assertEqual(answer.status, 200, answer.body)
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: self.page.find("#draft-conflict").is_displayed(), "the conflict is not told")
        self.page.finds("#draft-conflict button")[2].click()
        wait_until(lambda: self.text() == lines("other"), "it is not taken")
        wait_until(lambda: "version 2" in self.page.text("#draft-state"), self.page.summary)
        for _ in range(5):
            if self.text() == mine:
                break
            self.area.send_keys(Keys.CONTROL, "z")
        self.assertEqual(self.text(), mine)

    def test_a_save_whose_answer_is_lost_is_no_conflict(self):
        self.expected_sources = {"network"}
        draft = self.make("title: One\n")
        self.open_view(draft)
        self.put_cursor("title: ")
        self.area.send_keys("A ")
        self.page.run(
            """
            const real = window.fetch;
            window.fetch = async (address, options) => {
              const answer = await real(address, options);
              if (options?.method !== 'PUT') return answer;
              window.fetch = real;
              throw new TypeError('the line was cut');
            };
            """)
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: "does not answer" in self.page.text("#draft-told"), "it is not told")
        self.area.send_keys("B ")
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: self.kept(draft) == "title: A B One\n", lambda: self.page.text("#draft-conflict"))
        wait_until(lambda: "version 3" in self.page.text("#draft-state"), self.page.summary)

    def test_a_tab_that_was_duplicated_keeps_its_own_text(self):
        draft = self.make("title: One\n")
        self.open_view(draft)
        first = self.driver.current_window_handle
        self.put_cursor("title: ")
        self.area.send_keys("First and ")
        wait_until(lambda: self.unsaved() == ["title: First and One\n"], self.unsaved)
        memory = self.page.run("return {...sessionStorage}")

        self.driver.switch_to.new_window("tab")
        self.driver.get(f"{self.lab.address}/openapi.json")
        self.page.run("Object.assign(sessionStorage, arguments[0])", memory)
        self.open_view(draft)
        self.assertEqual(self.text(), "title: One\n")
        wait_until(lambda: "still open" in self.page.text("#draft-elsewhere"), "the first one's text is not offered")
        # It is in use there: here it can be read, but not thrown away.
        self.assertEqual(len(self.page.finds("#draft-elsewhere button")), 1)
        self.put_cursor("title: ")
        self.area.send_keys("Second and ")
        both = ["title: First and One\n", "title: Second and One\n"]
        wait_until(lambda: sorted(self.unsaved()) == both, self.unsaved)

        # What was written in a tab that is closed is offered in the other, and moves there.
        second = self.driver.current_window_handle
        self.driver.switch_to.window(first)
        self.driver.close()
        self.driver.switch_to.window(second)
        self.driver.refresh()
        wait_until(lambda: self.shown() == draft, "it is not opened")
        self.assertEqual(self.text(), "title: Second and One\n")
        wait_until(lambda: "closed" in self.page.text("#draft-elsewhere"), "the first one's text is not offered")
        self.press_at("#draft-elsewhere button")
        wait_until(lambda: self.text() == "title: First and One\n", self.text)
        self.assertEqual(self.unsaved(), ["title: First and One\n"])
        self.area.send_keys(Keys.CONTROL, "z")
        self.assertEqual(self.text(), "title: Second and One\n")

    def test_text_of_a_scenario_is_not_taken_for_another_of_its_number(self):
        self.expected_sources = {"network"}

        def afresh():
            self.lab.kill()
            shutil.rmtree(self.lab.state)
            self.lab.start()

        afresh()
        draft = self.make("title: One\n")
        self.open_view(draft)
        self.put_cursor("title: ")
        self.area.send_keys("My ")
        wait_until(self.unsaved, "it is not kept")
        self.driver.get("about:blank")
        afresh()
        self.assertEqual(self.make("title: Other\n"), draft)
        self.open_view(draft)
        self.assertEqual(self.text(), "title: Other\n")
        self.assertIn("Saved", self.page.text("#draft-state"))

    def test_a_file_of_another_system_stays_one(self):
        text = "\ufeff" + FIRST.read_text().replace("\n", "\r\n")
        draft = self.make(text)
        self.open_view(draft)
        self.assertEqual(self.text(), FIRST.read_text())
        self.assertIn("Saved, version 1", self.page.text("#draft-state"))
        self.assertEqual(self.unsaved(), [])
        # Places are those that are seen, on the first line and on others.
        self.put_cursor("    sta", "ff")
        self.area.send_keys("f")
        self.wait_for_check("wrong")
        line = FIRST.read_text().split("    staff: 3")[0].count("\n") + 1
        self.area.send_keys(Keys.CONTROL, Keys.HOME)
        self.area.send_keys(Keys.F8)
        self.assertEqual(self.cursor_line(), line)
        self.put_cursor("    sta", "f: 3")
        self.area.send_keys("ff: 4")
        self.wait_for_check("good")
        self.area.send_keys(Keys.CONTROL, "s")
        wait_until(lambda: "version 2" in self.page.text("#draft-state"), self.page.summary)
        self.assertEqual(self.kept(draft), text.replace("staff: 3", "staff: 4"))

    def test_only_what_was_asked_about_is_deleted(self):
        first, second = self.make("title: One\n"), self.make("title: Two\n")
        self.open_view(first)
        self.press_at("#draft-delete")
        self.assertTrue(self.page.finds("#draft-delete-yes"))
        Select(self.page.find("#draft")).select_by_value(second)
        wait_until(lambda: self.shown() == second, "it is not opened")
        self.assertEqual(self.page.finds("#draft-delete-yes"), [])
        self.assertTrue(self.page.find("#draft-delete").is_displayed())

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
        # A line that has no end in sight is shown without colours, but shown.
        self.open_view(self.make("title: a\nabout: " + "word, " * 40_000))
        self.area.send_keys(Keys.CONTROL, Keys.HOME)
        self.area.send_keys("# start\n")
        self.assertTrue(self.text().startswith("# start\ntitle: a\n"))
        colour = "return getComputedStyle(document.getElementById('draft-text')).color"
        self.assertNotIn("0)", self.page.run(colour))
        self.assertLess(self.page.run("return document.querySelectorAll('#draft-colours *').length"), 2_000)
        answer = self.lab.ask("POST", "/api/text/check", {"text": "title: \0"})
        self.assertIn("U+0000", answer.json["problems"][0]["message"])

    def test_colours_take_no_longer_than_the_text(self):
        self.open_view()
        self.driver.set_script_timeout(PATIENCE)
        # Were each character looked at once for every other one, this would not end.
        for long in (
            "x: {a" + " " * 1_000_000, "x: 'a" + "''" * 500_000, ": > # " * 160_000 + "\u2028", "[a: " * 250_000,
            "- " * 500_000, ", \"b" * 250_000, "a: b\n" * 200_000, "x: [" + "'a'' " * 200_000,
        ):
            with self.subTest(long[:20]):
                same = self.driver.execute_async_script(
                    """
                    const [text, done] = arguments;
                    import('/page/yaml.js').then(({ painter }) => {
                      const painted = painter()(text.split('\\n'));
                      done(painted.map(line => line.map(piece => piece[1]).join('')).join('\\n') === text);
                    }).catch(wrong => done(String(wrong)));
                    """,
                    long)
                self.assertIs(same, True)


class Appearance(EditorCase, LookCase):
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
