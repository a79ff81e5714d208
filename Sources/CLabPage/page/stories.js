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
  /// The settings of those that are shown, and what was said of them.
  let shown = null;
  let note = "";
  let isAsking = false;

  const key = () => now.settings().join("\n");

  async function show() {
    asking.abort();
    const mine = new AbortController();
    asking = mine;
    isAsking = true;
    const settings = now.settings();
    button.disabled = true;
    say(at("stories-status"), "Living through the first run again.");
    let problem = "";
    try {
      const answer = await ask(now.scenario().id, settings, mine.signal);
      if (asking !== mine) return;
      shown = settings.join("\n");
      note = answer.note ?? "";
      at("stories-choice").hidden = answer.stories.length === 0;
      say(at("stories-choice"), answer.choice);
      host.replaceChildren(...answer.stories.map(story));
    } catch (error) {
      if (error.name !== "AbortError") problem = error.message;
    }
    if (asking !== mine) return;
    isAsking = false;
    tell();
    if (problem) say(at("stories-status"), problem);
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

  /// Says whether what is shown is of the changes that there are now.
  function tell() {
    button.disabled = now.settings().length === 0;
    if (now.settings().length === 0) return clear();
    if (isAsking) return;
    const isOther = shown !== null && shown !== key();
    say(at("stories-status"),
      isOther ? "These are of other changes: show them again for yours." : note);
  }

  function clear() {
    asking.abort();
    asking = new AbortController();
    isAsking = false;
    shown = null;
    note = "";
    host.replaceChildren();
    at("stories-choice").hidden = true;
    say(at("stories-status"), "");
  }

  button.addEventListener("click", show);
  return { tell, clear };
}
