"""Headless Chromium, and the page of the lab in it."""

import atexit
import html
import importlib.util
import json
import pathlib
import re
import shutil
import unittest
import urllib.parse

from selenium import webdriver
from selenium.common.exceptions import NoSuchElementException, StaleElementReferenceException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

from lab import PATIENCE, Lab, wait_until


def start_browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("chromium-browser")
    for argument in (
        "--headless=new", "--window-size=1280,900", "--no-first-run", "--disable-background-networking",
        # Containers and root have no sandbox and little shared memory; every page is our own.
        "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
    ):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    # The driver is named, so that Selenium does not look for one elsewhere.
    service = webdriver.ChromeService(executable_path=shutil.which("chromedriver"))
    driver = webdriver.Chrome(options=options, service=service)
    # Also where the tests are interrupted; a second time does nothing.
    atexit.register(driver.quit)
    return driver


def squeezed(text):
    """Text for comparing: one kind of minus, and no space where markup may have put or lost one."""
    return re.sub(r"\s+", "", html.unescape(text).replace("\u2212", "-").replace("\u2013", "-"))


class Traffic:
    """The addresses that all tabs have asked for, from the browser's own log."""

    def __init__(self, driver):
        self.driver, self.requests = driver, []

    def everything(self):
        """All addresses, oldest first. The browser hands each entry of its log out once."""
        for entry in self.driver.get_log("performance"):
            entry = json.loads(entry["message"])
            message = entry["message"]
            if message["method"] in ("Network.requestWillBeSent", "Network.webSocketCreated"):
                parameters = message["params"]
                self.requests.append((entry.get("webview"), parameters.get("request", parameters)["url"]))
        return [address for _, address in self.requests]

    def of_tab(self, handle):
        self.everything()
        return [address for tab, address in self.requests if tab == handle]


class Lever:
    """One lever on the page; its elements are looked up each time, since the page may draw it anew."""

    def __init__(self, page, path):
        self.page, self.path = page, path

    @property
    def whole(self):
        return self.page.find(f'[data-lever="{self.path}"]')

    def part(self, kind):
        return self.whole.find_element(By.CSS_SELECTOR, f".lever-{kind}")

    @property
    def number(self):
        return float(self.part("number").get_property("value"))

    @property
    def problem(self):
        return self.part("problem").text.strip()

    def type(self, text):
        """Types over what stands in the box, and leaves it by keyboard."""
        self.part("number").send_keys(Keys.CONTROL, "a")
        self.part("number").send_keys(text, Keys.TAB)

    def slide(self, *keys):
        self.part("slider").send_keys(*keys)

    def reset(self):
        self.page.press(self.part("reset"))


class Page:
    """The page in the browser's present tab."""

    def __init__(self, driver, lab):
        self.driver, self.lab, self.traffic = driver, lab, Traffic(driver)

    def open(self, scenario, fragment=None):
        """Loads the page afresh and chooses a scenario."""
        self.driver.get("about:blank")
        self.driver.get(self.lab.address + "/" + (fragment or ""))
        if fragment is None:
            wait_until(lambda: scenario in self.choices("#scenario"), f"{scenario} is not offered")
            self.choose("#scenario", scenario)
        self.wait_for_levers(scenario)
        return self

    def wait_for_levers(self, scenario):
        path = self.lab.scenario(scenario)["levers"][0]["path"]
        wait_until(lambda: self.finds(f'[data-lever="{path}"]'), f"no lever {path}; {self.summary()}")

    def find(self, selector):
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def finds(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, element):
        """Presses a button wherever on the page it is."""
        self.run("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element)
        element.click()

    def press_at(self, selector):
        """Presses a button that the page may be drawing anew meanwhile."""
        def is_pressed():
            try:
                self.press(self.find(selector))
                return True
            except (NoSuchElementException, StaleElementReferenceException):
                return False

        wait_until(is_pressed, lambda: f"{selector} cannot be pressed; {self.summary()}")

    def run(self, script, *arguments):
        return self.driver.execute_script(script, *arguments)

    def hold(self, part):
        """Keeps back what the page fetches from addresses with something in them, until it is released."""
        self.run(
            """
            const [real, part, held] = [window.fetch, arguments[0], []];
            window.fetch = (address, options = {}) => {
              if (!String(address).includes(part)) return real(address, options);
              return new Promise((done, fail) => {
                options.signal?.addEventListener('abort', () => fail(new DOMException('', 'AbortError')));
                held.push(() => real(address, options).then(done, fail));
              });
            };
            window.release = () => {
              window.fetch = real;
              return Promise.allSettled(held.map(go => go()));
            };
            """,
            part)

    def release(self):
        """Lets through what was held, and waits until it has come and the page has done with it what it does."""
        self.driver.execute_async_script(
            "const done = arguments[0]; window.release().then(() => setTimeout(done, 300))")

    def text(self, selector):
        """The text of an element, seen or folded away; empty where there is none."""
        return self.run("return document.querySelector(arguments[0])?.textContent ?? ''", selector)

    def summary(self):
        """What a failure tells of the page."""
        return f"status: {self.text('#status')!r}, {self.state()}, sentences: {self.text('#sentences')[:300]!r}"

    def choices(self, selector):
        """The values that a select offers."""
        return self.run(
            "return [...document.querySelector(arguments[0])?.options ?? []].map(o => o.value)", selector)

    def choose(self, selector, value):
        Select(self.find(selector)).select_by_value(value)

    def lever(self, path):
        return Lever(self, path)

    def asked(self):
        """The settings of each what-if that this tab has asked for, oldest first."""
        parts = [urllib.parse.urlsplit(each) for each in self.traffic.of_tab(self.driver.current_window_handle)]
        return [
            urllib.parse.parse_qs(part.query).get("set", []) for part in parts if part.path.endswith("/what-if")]

    def wait_for_asking(self, *settings):
        """Waits until the newest what-if that was asked for has these settings and no others."""
        wait_until(
            lambda: [sorted(each) for each in self.asked()[-1:]] == [sorted(settings)],
            lambda: f"the page asks for {self.asked()}, not {settings}; {self.summary()}")

    def wait_for_result(self, scenario, settings):
        """Waits until every headline on the page is that of all pairs with these settings; its result."""
        result = self.lab.finished(scenario, settings)
        kind = "difference" if settings else "base"
        wanted = {(each["metric"], each["subject"]): each["text"][kind] for each in result["headlines"]}

        def lacking():
            shown = {each: self.headline(*each) for each in wanted}
            return [
                (each, text, shown[each]) for each, text in wanted.items()
                if squeezed(text) not in squeezed(shown[each])]

        wait_until(
            lambda: self.state() == ("done", str(result["pairs"])) and not lacking(),
            lambda: f"of {settings} the page lacks {lacking()}; {self.summary()}")
        return result

    def headline(self, metric, subject="all"):
        """The words of a headline."""
        return self.text(f'[data-headline="{metric}"][data-subject="{subject}"]')

    def state(self):
        """What the page says that it is doing, and of how many pairs it shows the result."""
        return tuple(self.run("return [document.body.dataset.state, document.body.dataset.pairs]"))

    def drawing(self, selector="#chart"):
        """The drawings in an element: the size of the largest, and all that is drawn; nil while there is none."""
        return self.run(
            """
            const drawings = [...document.querySelectorAll(`${arguments[0]} svg, ${arguments[0]} canvas`)]
              .map(each => ({width: each.getBoundingClientRect().width,
                height: each.getBoundingClientRect().height,
                content: each.tagName == 'CANVAS' ? each.toDataURL() : each.innerHTML}))
              .filter(each => each.width > 0 && each.height > 0)
              .sort((one, other) => other.width * other.height - one.width * one.height);
            return drawings.length
              ? {...drawings[0], content: drawings.map(each => each.content).join('')} : null;
            """,
            selector)

    def wait_for_drawing(self, selector="#chart", other_than=None):
        def drawn():
            found = self.drawing(selector)
            return found if found and found["width"] > 100 and found["height"] > 50 and (
                found["content"] != other_than) else None

        return wait_until(drawn, lambda: f"nothing (new) is drawn in {selector}; {self.summary()}")


class PageCase(unittest.TestCase):
    """A test with a server and a browser, which both serve all tests of a class.

    Whatever a test is about: no error may stand in the browser's console after it, and the page may have
    asked no other host.
    """

    files = ()
    venv = None

    @classmethod
    def setUpClass(cls):
        cls.lab = Lab(*cls.files, venv=cls.venv)
        cls.addClassCleanup(cls.lab.stop)
        cls.driver = start_browser()
        cls.addClassCleanup(cls.driver.quit)

    def setUp(self):
        self.page = Page(self.driver, self.lab)
        # Where errors may come from in a test that ends the server, or takes something from it.
        self.expected_sources = set()
        self.addCleanup(self.check_logs)

    def check_logs(self):
        entries = [
            entry for entry in self.driver.get_log("browser")
            if entry["level"] == "SEVERE" and entry["source"] not in self.expected_sources]
        self.assertEqual(entries, [], "errors in the browser's console")
        self.assertEqual(self.other_hosts(), set(), "hosts that the page asked")

    def other_hosts(self):
        parts = map(urllib.parse.urlsplit, self.page.traffic.everything())
        return {
            part.geturl() for part in parts
            if part.scheme not in ("data", "blob", "about") and part.hostname != "127.0.0.1"}


def axe_script():
    """axe-core, as it is installed beside what drives another browser."""
    folder = importlib.util.find_spec("axe_playwright_python").submodule_search_locations[0]
    return (pathlib.Path(folder) / "axe.min.js").read_text()


class LookCase(PageCase):
    """A test of how the page looks, at widths and in colours that it chooses."""

    def tearDown(self):
        self.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
        super().tearDown()

    def look(self, width, scheme):
        self.driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False})
        self.driver.execute_cdp_cmd(
            "Emulation.setEmulatedMedia",
            {"features": [
                {"name": "prefers-color-scheme", "value": scheme},
                # Colours in the middle of a transition are nobody's choice.
                {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def violations(self):
        """The barriers that axe-core finds."""
        self.page.run(axe_script())
        self.driver.set_script_timeout(PATIENCE)
        found = self.driver.execute_async_script(
            "const done = arguments[0]; axe.run(document, {resultTypes: ['violations']})"
            ".then(found => done(found.violations), wrong => done([{id: String(wrong), nodes: []}]));")
        return [
            (each["id"], [(node["html"][:160], node.get("failureSummary", "")[:300]) for node in each["nodes"][:3]])
            for each in found]
