// "Add a lever": searches the keys of the scenario and offers what was found.

import { keys } from "./api.js";
import { at, counted, el, say, settled } from "./text.js";

/// Sets up the search.
///
/// - Parameters:
///   - scenario: the id of the scenario that is shown.
///   - levers: the levers, to which what is chosen is added.
export function setUpSearch(scenario, levers) {
  const field = at("add-lever");
  const results = at("add-lever-results");
  const count = at("add-lever-count");
  let asking = new AbortController();

  function clear() {
    asking.abort();
    results.replaceChildren();
    say(count, "");
  }

  function offer(lever) {
    const isThere = levers.has(lever.path);
    return el("li", {},
      el("button", {
        type: "button", class: "offer", "data-path": lever.path, click: () => {
          clear();
          field.value = "";
          levers.add(lever);
        },
      },
      el("strong", {}, lever.label),
      el("span", {}, isThere ? "is among the levers: go there" : `now ${lever.value || "not set"}`),
      el("code", {}, lever.path)));
  }

  async function search() {
    const words = field.value.trim();
    clear();
    if (words === "") return;
    asking = new AbortController();
    try {
      const found = (await keys(scenario(), words, asking.signal)).keys;
      results.replaceChildren(...found.map(offer));
      say(count, found.length ? `${counted(found.length, "key")} found.` : "Nothing found.");
    } catch (error) {
      if (error.name !== "AbortError") say(count, error.message);
    }
  }

  field.addEventListener("input", settled(200, search));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    field.value = "";
    clear();
  });
  return { clear };
}
