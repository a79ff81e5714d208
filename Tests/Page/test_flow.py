"""One day, why, and the glossary, used as a person uses them."""

import pathlib
import tempfile
import unittest

from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from browser import PageCase, axe_script
from lab import query, wait_until

COURSE = "teams.first-line.training.fault-finding.every=6 months"
STAFF = "teams.first-line.staff=2"
VIEWS = ("day", "why", "glossary")


class FlowCase(PageCase):
    def enter(self, view, scenario="broadband", settings=()):
        """Opens a view of a scenario with settings, by its address."""
        extra = "&" + query(settings) if settings else ""
        self.page.open(scenario, f"#scenario={scenario}&view={view}{extra}")
        ready = {"day": ("playing", "paused"), "why": ("shown",)}.get(view)
        if ready:
            wait_until(
                lambda: self.data(view, "state") in ready,
                lambda: f"{view} is {self.data(view, 'state')}: {self.page.text(f'#{view}-note')}")
        else:
            wait_until(lambda: self.page.finds("#glossary-list [data-word]"), "no glossary")

    def data(self, view, name):
        return self.page.run(
            "return document.getElementById('view-' + arguments[0]).dataset[arguments[1]] ?? null", view, name)

    def press(self, selector):
        self.page.press(self.page.find(selector))

    def keys(self, *keys):
        """Types to whatever has the focus."""
        ActionChains(self.driver).send_keys(*keys).perform()

    def focused(self):
        return self.driver.switch_to.active_element

    def pause(self):
        if self.data("day", "state") == "playing":
            self.press("#day-toggle")
        self.assertEqual(self.data("day", "state"), "paused")

    def minute(self):
        return float(self.data("day", "minute"))

    def wind_to(self, minute):
        """Moves the slider of the time of day."""
        self.page.run(
            """
            const slider = document.getElementById('day-time');
            slider.value = arguments[0];
            slider.dispatchEvent(new Event('input', {bubbles: true}));
            """,
            minute)

    def count(self, name, world="base"):
        return self.page.text(f'[data-world="{world}"] [data-count="{name}"]')

    def total(self, name, world="base"):
        return self.page.text(f'[data-table="{world}"] [data-total="{name}"]')

    def blurred(self):
        """Leaves whatever has the focus, so that keys are the view's."""
        self.page.run("document.activeElement?.blur()")


class Day(FlowCase):
    def test_it_plays_and_pauses(self):
        self.enter("day")
        self.pause()
        before = self.minute()
        self.press("#day-toggle")
        self.assertEqual(self.data("day", "state"), "playing")
        wait_until(lambda: self.minute() > before + 5, "the day does not go on")
        self.press("#day-toggle")
        self.assertEqual(self.data("day", "state"), "paused")
        self.assertEqual(self.page.text("#day-toggle"), "Play")
        at = self.minute()
        self.blurred()
        self.keys(Keys.SPACE)
        wait_until(lambda: self.data("day", "state") == "playing", "the space bar does not play")
        self.keys(Keys.SPACE)
        wait_until(lambda: self.data("day", "state") == "paused", "the space bar does not pause")
        self.assertGreaterEqual(self.minute(), at)

    def test_it_goes_event_by_event_and_back(self):
        self.enter("day")
        self.pause()
        told = []
        for _ in range(6):
            self.press("#day-step")
            told.append((self.page.text("#day-clock"), self.page.text("#day-event")))
        self.assertEqual(len(set(told)), 6, told)
        self.assertEqual(sorted(told, key=lambda each: each[0]), told)
        self.blurred()
        self.keys(Keys.ARROW_LEFT)
        self.assertEqual(self.page.text("#day-event"), told[4][1])
        self.keys(Keys.ARROW_RIGHT)
        self.assertEqual(self.page.text("#day-event"), told[5][1])
        self.assertTrue(self.page.text("#day-event").startswith(self.page.text("#day-clock")))

    def test_the_counters_at_the_end_are_those_of_the_table(self):
        self.enter("day", settings=[STAFF])
        self.page.choose("#day-world", "both")
        wait_until(
            lambda: self.page.finds('[data-world="changed"]') and self.page.finds('[data-world="base"]'),
            lambda: f"there are not two worlds: {self.page.text('#day-note')}")
        self.pause()
        self.wind_to(1440)
        for team in ["", *self.page.choices("#day-team")]:
            self.page.choose("#day-team", team)
            for world in ("base", "changed"):
                for counter, column in (
                        ("arrived", "arrived"), ("served", "served"), ("gave-up", "gave_up"),
                        ("turned-away", "turned_away"), ("wait", "wait")):
                    self.assertEqual(
                        self.count(counter, world), self.total(column, world), f"{world}, team {team}: {counter}")
        self.page.choose("#day-team", "")
        self.assertGreater(int(self.count("gave-up", "changed")), int(self.count("gave-up", "base")))
        # Half way through the day there is less, and wound on again there is the same.
        whole = self.count("served")
        self.wind_to(700)
        self.assertLess(int(self.count("served")), int(whole))
        self.wind_to(1440)
        self.assertEqual(self.count("served"), whole)
        # What was counted is what the server says.
        day = self.lab.get("/api/scenarios/broadband/day").json
        served = sum(half["served"] for team in day["teams"] for half in team["half_hours"])
        self.assertEqual(int(self.count("served")), served)

    def test_the_drawing_has_everybody_who_stands_in_line(self):
        self.enter("day", settings=[STAFF])
        self.page.choose("#day-world", "changed")
        wait_until(lambda: self.page.finds('[data-world="changed"]'), "no world with the changes")
        self.page.choose("#day-team", "")
        self.pause()
        longest = 0
        for minute in range(540, 1200, 20):
            self.wind_to(minute)
            drawn = len(self.page.finds(".stage-of-day .person.waits:not(.served)"))
            self.assertEqual(drawn, int(self.count("waiting", "changed")), f"at minute {minute}")
            longest = max(longest, drawn)
        self.assertGreater(longest, 2)

    def test_a_day_is_chosen_by_date_and_by_its_course(self):
        # That there is no course is told by a status.
        self.expected_sources.add("network")
        self.enter("day", settings=[COURSE])
        self.page.run(
            """
            const date = document.getElementById('day-date');
            date.value = '2026-03-03';
            date.dispatchEvent(new Event('change', {bubbles: true}));
            """)
        wait_until(lambda: "2026-03-03" in self.page.text("#day-note"), lambda: self.page.text("#day-note"))
        self.assertIn("Tuesday", self.page.text("#day-note"))
        # As it is, nobody takes a course.
        self.press("#day-course")
        wait_until(lambda: "Nobody is in class" in self.page.text("#day-note"), lambda: self.page.text("#day-note"))
        self.page.choose("#day-world", "changed")
        wait_until(lambda: "with a course" in self.page.text("#day-note"), lambda: self.page.text("#day-note"))
        self.pause()
        found = []
        for minute in range(480, 1200, 15):
            self.wind_to(minute)
            found.append(len(self.page.finds(".stage-of-day .seat.in-class")))
        self.assertGreater(max(found), 0)

    def test_who_wants_no_motion_gets_a_day_that_stands_still(self):
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-reduced-motion", "value": "reduce"}]})
        self.addCleanup(self.driver.execute_cdp_cmd, "Emulation.setEmulatedMedia", {"features": []})
        self.enter("day", "first-steps")
        self.assertEqual(self.data("day", "state"), "paused")
        before = self.minute()
        self.press("#day-toggle")
        wait_until(lambda: self.minute() >= before + 15, "it does not go on in steps")
        self.press("#day-toggle")
        self.assertAlmostEqual((self.minute() - before) % 15, 0, places=3)

    def test_a_world_that_was_left_again_is_not_shown_when_it_comes(self):
        self.enter("day", settings=[STAFF])
        note = self.page.text("#day-note")
        self.assertIn("the busiest of the first week", note)
        self.page.hold("/day")
        self.page.choose("#day-world", "changed")
        wait_until(lambda: self.data("day", "state") == "loading", "nothing is asked for")
        self.page.choose("#day-world", "base")
        wait_until(lambda: self.data("day", "state") == "paused", lambda: self.data("day", "state"))
        self.assertEqual(self.page.text("#day-note"), note)
        self.page.release()
        self.assertTrue(self.page.finds('[data-world="base"]'))
        self.assertFalse(self.page.finds('[data-world="changed"]'))
        self.assertEqual(self.page.text("#day-note"), note)

    def test_another_view_pauses_it(self):
        self.enter("day", "first-steps")
        wait_until(lambda: self.data("day", "state") == "playing", "it does not play by itself")
        self.press('#views [data-view="why"]')
        self.assertEqual(self.data("day", "state"), "paused")


ALONE = """
title: Alone
clock: {start: 2026-01-05, horizon: 6 months, settle: 2 months}
customers:
  relationship: contract
  contract: {term: 18 months, price: £32/month}
  segments:
    households: {initial: 400, patience: lognormal 6 min cv 1}
journeys:
  fault:
    need: {rate: 20 per year}
    touchpoints:
      app: {channel: self-service, service: 3 min, resolves: 40%, unresolved: [{to: call}]}
      call: {team: first-line, channel: phone, service: lognormal 9 min cv 0.9, resolves: 70%}
teams:
  first-line:
    staff: 2
    hours: Mon-Sat 08:00-20:00
    background: {daily: 30}
    standards: {checks: 31 per month, takes: 10 min}
measurement: {mystery_shopper: {visits: 100 per month}}
"""


class Checked(FlowCase):
    """Where some serve themselves, and some are sent by the firm."""

    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        file = pathlib.Path(folder.name) / "alone.yaml"
        file.write_text(ALONE)
        cls.files = (file,)
        super().setUpClass()

    def test_waits_are_those_of_customers_whom_somebody_serves(self):
        self.enter("day", "alone")
        self.page.run(
            """
            const date = document.getElementById('day-date');
            date.value = '2026-01-07';
            date.dispatchEvent(new Event('change', {bubbles: true}));
            """)
        wait_until(lambda: "2026-01-07" in self.page.text("#day-note"), lambda: self.page.text("#day-note"))
        self.pause()
        self.wind_to(1440)
        day = self.lab.get("/api/scenarios/alone/day?day=2026-01-07").json
        self.assertTrue(any(visit["is_check"] for visit in day["visits"]))
        alone = day["teams"][-1]["half_hours"]
        self.assertGreater(sum(half["arrived"] for half in alone), 0)
        self.assertEqual({(half["answered"], half["waited"]) for half in alone}, {(0, 0)})
        came = sum(half["arrived"] for team in day["teams"] for half in team["half_hours"])
        self.assertEqual(came, sum(visit["arrived"] >= 0 and not visit["is_check"] for visit in day["visits"]))
        for team in self.page.choices("#day-team"):
            self.page.choose("#day-team", team)
            for counter, column in (
                    ("arrived", "arrived"), ("served", "served"), ("gave-up", "gave_up"),
                    ("turned-away", "turned_away"), ("wait", "wait")):
                self.assertEqual(self.count(counter), self.total(column), f"team {team}: {counter}")
        self.page.choose("#day-team", str(len(day["teams"]) - 1))
        self.assertEqual(self.count("wait"), "–")


class Why(FlowCase):
    def test_a_law_is_opened_by_keyboard(self):
        self.enter("why", settings=[COURSE])
        arrow = self.page.find('#why-picture [data-node="training"]')
        self.page.run("arguments[0].focus()", arrow)
        self.keys(Keys.ARROW_RIGHT)
        self.assertEqual(self.focused().get_attribute("data-arrow"), "training-skill-SkillAndTraining")
        self.assertEqual(self.focused().accessible_name, "Courses to Skill: more leads to more")
        self.keys(Keys.ENTER)
        law = self.page.find("#why-law")
        self.assertEqual(law, self.focused())
        self.assertEqual(law.get_attribute("data-arrow"), "training-skill-SkillAndTraining")
        self.assertIn("K ← K + gain", law.text)
        self.assertIn("Arthur, Bennett", law.text)
        row = next(row for row in law.find_elements(By.CSS_SELECTOR, "tr.changed"))
        self.assertIn("6 months", row.text)
        self.keys(Keys.ESCAPE)
        self.assertEqual(self.focused().get_attribute("data-arrow"), "training-skill-SkillAndTraining")

    def test_the_list_says_the_same_as_the_picture(self):
        self.enter("why")
        drawn = {each.get_attribute("data-arrow") for each in self.page.finds("#why-picture [data-arrow]")}
        self.press("#why-as-list")
        listed = {each.get_attribute("data-arrow") for each in self.page.finds("#why-list [data-arrow]")}
        self.assertEqual(drawn, listed)
        why = self.lab.get("/api/scenarios/broadband/why").json
        self.assertEqual(drawn, {arrow["id"] for arrow in why["arrows"] if arrow["acts"]})
        self.press("#why-all")
        listed = {each.get_attribute("data-arrow") for each in self.page.finds("#why-list [data-arrow]")}
        self.assertEqual(listed, {arrow["id"] for arrow in why["arrows"]})
        self.press('#why-list [data-arrow="opinion-leaving-DropOut"]')
        self.assertIn("acts only where customers choose", self.page.text("#why-law"))

    def test_a_loop_is_marked(self):
        self.enter("why")
        self.press('[data-loop="overload"]')
        marked = {each.get_attribute("data-arrow") for each in self.page.finds("#why-picture .arrow.chosen")}
        self.assertIn("workload-burnout-BurnoutLaw", marked)
        self.assertEqual(len(self.page.finds("#why-picture .node.chosen")), 4)

    def test_changes_that_were_taken_back_are_not_shown_when_they_come(self):
        self.enter("why")
        note = self.page.text("#why-note")
        self.page.hold("/why")
        address = self.driver.current_url.partition("#")[2]
        self.page.run("location.hash = arguments[0]", f"{address}&{query([COURSE])}")
        wait_until(lambda: self.page.text("#why-note") != note, "nothing is asked for")
        self.page.run("location.hash = arguments[0]", address)
        wait_until(lambda: self.page.text("#why-note") == note, lambda: self.page.text("#why-note"))
        self.page.release()
        self.assertEqual(self.page.text("#why-note"), note)
        self.assertFalse(self.page.finds('[data-arrow="training-skill-SkillAndTraining"]'))

    def test_a_loop_stays_chosen_when_a_lever_moves(self):
        self.enter("why")
        self.press('[data-loop="overload"]')
        address = self.driver.current_url.partition("#")[2]
        self.page.run("location.hash = arguments[0]", f"{address}&{query([COURSE])}")
        wait_until(
            lambda: self.page.finds('[data-arrow="training-skill-SkillAndTraining"]'), "the change is not shown")
        pressed = self.page.find('[data-loop="overload"]').get_attribute("aria-pressed")
        self.assertEqual(pressed, "true")
        self.assertEqual(len(self.page.finds("#why-picture .node.chosen")), 4)

    def test_it_follows_the_levers(self):
        self.enter("why")
        self.assertFalse(self.page.finds('[data-arrow="training-skill-SkillAndTraining"]'))
        self.enter("why", settings=[COURSE])
        self.assertTrue(self.page.finds('[data-arrow="training-skill-SkillAndTraining"]'))


class Glossary(FlowCase):
    def test_a_word_of_the_page_opens_it(self):
        self.enter("day", "first-steps")
        self.press('#views [data-view="what-if"]')
        self.page.wait_for_result("first-steps", [])
        term = wait_until(lambda: self.page.finds("#short .term"), "no word is marked")[0]
        word = term.get_attribute("data-term")
        self.page.run("arguments[0].focus()", term)
        self.keys(Keys.ENTER)
        note = self.page.find("#term")
        wait_until(note.is_displayed, "the word does not open")
        meaning = next(
            each["meaning"] for each in self.lab.get("/api/glossary").json["terms"] if each["word"] == word)
        self.assertIn(meaning, self.page.text("#term"))
        self.assertEqual(note, self.focused())
        self.keys(Keys.ESCAPE)
        wait_until(lambda: not note.is_displayed(), "Escape does not close it")
        self.assertEqual(self.focused().get_attribute("data-term"), word)

    def test_words_are_marked_once_in_a_section(self):
        self.enter("day", "first-steps")
        self.press('#views [data-view="what-if"]')
        self.page.wait_for_result("first-steps", [])
        wait_until(lambda: self.page.finds("#short .term"), "no word is marked")
        for section in ("#short", "#levers", "#curves"):
            words = [each.get_attribute("data-term") for each in self.page.finds(f"{section} .term")]
            self.assertEqual(sorted(set(words)), sorted(words))
            self.assertLessEqual(len(words), 8)

    def test_it_is_searched_and_ordered_by_criterion(self):
        self.enter("glossary")
        words = lambda: [each.get_attribute("data-word") for each in self.page.finds("#glossary-list [data-word]")]
        everything = words()
        self.assertGreater(len(everything), 60)
        self.page.find("#glossary-search").send_keys("patience")
        wait_until(lambda: words()[:1] == ["patience"], words)
        self.assertLess(len(words()), 10)
        self.page.find("#glossary-search").send_keys(" zzz")
        wait_until(lambda: not words(), words)
        self.assertIn("No word", self.page.text("#glossary-count"))
        self.page.find("#glossary-search").clear()
        self.page.find("#glossary-search").send_keys(Keys.SPACE)
        self.page.choose("#glossary-order", "retention")
        section = self.page.find('[data-criterion="retention 2.1"]')
        self.assertIn("retention", section.text)
        self.press('[data-criterion="retention 2.1"] [data-word="retention"]')
        self.assertTrue(self.page.find("#term").is_displayed())
        self.press("#term .why-link")
        self.assertFalse(self.page.find("#term").is_displayed())


class Barriers(FlowCase):
    def check(self, view):
        result = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']}).then(done, e => done({error: `${e}`}))")
        self.assertNotIn("error", result)
        found = [
            (rule["id"], rule["help"], [node["html"][:120] for node in rule["nodes"][:3]])
            for rule in result["violations"]]
        self.assertEqual(found, [], view)
        self.assertLessEqual(
            self.page.run("return document.documentElement.scrollWidth - document.documentElement.clientWidth"), 0, view)

    def test_no_barrier_and_no_sideways_scrolling(self):
        for width in (320, 1280):
            self.driver.execute_cdp_cmd(
                "Emulation.setDeviceMetricsOverride",
                {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
            self.addCleanup(self.driver.execute_cdp_cmd, "Emulation.clearDeviceMetricsOverride", {})
            for view in VIEWS:
                self.enter(view, settings=[COURSE, STAFF])
                if view == "day":
                    self.pause()
                    self.wind_to(700)
                    self.page.run("document.getElementById('day-data').open = true")
                if view == "why":
                    self.press("#why-as-picture")
                    self.page.run("document.querySelector('#why-picture [data-arrow]').dispatchEvent(new Event('click'))")
                self.page.run(axe_script())
                for theme in ("light", "dark"):
                    self.page.run("document.documentElement.dataset.theme = arguments[0]", theme)
                    with self.subTest(view=view, width=width, theme=theme):
                        self.check(view)


if __name__ == "__main__":
    unittest.main()
