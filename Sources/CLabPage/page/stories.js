// The lives of a few customers in both worlds, side by side, event by event.

import { stories as ask } from "./api.js";
import { at, el, say } from "./text.js";

const marks = { kept: "●", lost: "✕", unchanged: "=" };

/// Sets up the part of the section about customers.
///
/// - Parameter now: `scenario()` and `settings()`.
export function setUpStories(now) {
  const button = at("stories-show");
  const host = at("stories");
  let asking = new AbortController();
  let shown = null;

  const key = () => now.settings().join("\n");

  async function show() {
    asking.abort();
    const mine = new AbortController();
    asking = mine;
    const settings = now.settings();
    button.disabled = true;
    say(at("stories-status"), "Living through the first run again.");
    try {
      const answer = await ask(now.scenario().id, settings, mine.signal);
      if (asking !== mine) return;
      shown = settings.join("\n");
      say(at("stories-status"), answer.note ?? "");
      at("stories-choice").hidden = answer.stories.length === 0;
      say(at("stories-choice"), answer.choice);
      host.replaceChildren(...answer.stories.map(story));
    } catch (error) {
      if (error.name !== "AbortError") say(at("stories-status"), error.message);
    } finally {
      if (asking === mine) tell();
    }
  }

  function story(one) {
    const who = one.segment ? `customer ${one.customer}, ${one.segment}` : `customer ${one.customer}`;
    return el("section", { class: "story", "data-fate": one.fate },
      el("h3", {}, el("span", { "aria-hidden": "true" }, `${marks[one.fate]} `),
        `${one.heading}: ${who}`),
      el("p", {}, one.summary),
      el("table", {},
        el("thead", {}, el("tr", {}, ...["When", "As it is", "With your changes"].map((head) =>
          el("th", { scope: "col" }, head)))),
        el("tbody", {}, ...one.rows.map(row))));
  }

  function row(one) {
    const differs = one.base.join("\n") !== one.variant.join("\n");
    const cell = (title, lines) => el("td", { "data-title": title },
      ...(lines.length ? lines : ["–"]).map((line) => el("p", {}, line)));
    return el("tr", { class: differs ? "differs" : null },
      el("th", { scope: "row" }, one.time,
        one.parts ? el("span", { class: "mark" }, "▸ from here on their lives differ") : null,
        differs ? el("span", { class: "mark" }, "≠ differs") : null),
      cell("As it is", one.base), cell("With your changes", one.variant));
  }

  function tell() {
    button.disabled = now.settings().length === 0;
    if (now.settings().length === 0) clear();
    else if (shown !== null && shown !== key()) {
      say(at("stories-status"), "These are of other changes: show them again for yours.");
    }
  }

  function clear() {
    asking.abort();
    asking = new AbortController();
    shown = null;
    host.replaceChildren();
    at("stories-choice").hidden = true;
    say(at("stories-status"), "");
  }

  button.addEventListener("click", show);
  return { tell, clear };
}
