// The glossary: words by the alphabet, or by unit and criterion, with a search.
//
// For tests, these stay as they are: #glossary-search, #glossary-order, #glossary-count,
// #glossary-list [data-word=WORD], .term[data-term=WORD] in the texts of the page, and #term.

import * as api from "./api.js";
import { entry, setUpTerms } from "./terms.js";
import { at, counted, el, say } from "./text.js";
import { addView, showView } from "./views.js";

/// Sets up the view and the marks under words; `moved` is called when a reader goes to another
/// view.
export function setUpGlossary(moved) {
  let glossary = null;
  let terms = null;
  let isAsking = false;

  async function load() {
    if (isAsking) return;
    isAsking = true;
    try {
      glossary = await api.glossary();
    } catch (error) {
      return say(at("glossary-count"), error.message);
    } finally {
      isAsking = false;
    }
    at("glossary-order").append(...glossary.units.map((unit) =>
      el("option", { value: unit.id }, `by criterion: ${unit.title}`)));
    terms = setUpTerms(glossary, moved);
    show();
  }

  const go = (name) => {
    showView(name);
    moved();
    scrollTo({ top: 0 });
  };

  const folded = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");

  function found() {
    const words = folded(at("glossary-search").value).split(/\s+/).filter(Boolean);
    return glossary.terms.map((term) => {
      const name = folded([term.word, ...term.forms].join(" "));
      const all = `${name} ${folded(term.meaning)}`;
      if (!words.every((word) => all.includes(word))) return null;
      return { term, isNamed: words.every((word) => name.includes(word)) };
    }).filter(Boolean).sort((a, b) => Number(b.isNamed) - Number(a.isNamed)).map((one) => one.term);
  }

  function show() {
    if (!glossary) return;
    const list = found();
    say(at("glossary-count"), list.length ? `${counted(list.length, "word")}.`
      : "No word of the glossary has that in it. Try a shorter part of it.");
    const unit = glossary.units.find((one) => one.id === at("glossary-order").value);
    at("glossary-list").replaceChildren(...(unit ? byCriterion(unit, list) : list.map(article)));
  }

  const article = (term) => el("article", { class: "glossary-entry", "data-word": term.word },
    ...entry(glossary, term, go));

  function byCriterion(unit, list) {
    return unit.criteria.map((criterion) => {
      const here = list.filter((term) => term.criteria.some((one) =>
        one.unit === unit.id && one.number === criterion.number));
      if (!here.length) return null;
      return el("section", { "data-criterion": `${unit.id} ${criterion.number}` },
        el("h3", {}, `${criterion.number}  ${criterion.text}`),
        el("ul", { class: "glossary-words" }, ...here.map((term) => el("li", {},
          el("button", {
            type: "button", class: "why-link", "data-word": term.word, "aria-haspopup": "dialog",
            click: (event) => terms.open(term, event.currentTarget),
          }, term.word), el("span", {}, ` ${term.meaning}`)))));
    }).filter(Boolean);
  }

  at("glossary-search").addEventListener("input", show);
  at("glossary-order").addEventListener("change", show);
  // Where the program did not answer at first, it is asked again.
  addView("glossary", { enter: () => (glossary ? show() : load()) });
  load();
}
