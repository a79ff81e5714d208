// Words of the glossary in the page's own texts: a dotted line under the first of each in a
// section, and what it means on a press.

import { at, el, settled } from "./text.js";
import { showView } from "./views.js";

/// Where words are marked: sections, and the texts in them.
const sections = [
  ["#levers", ".hint"], ["#short", "#sentences li, .cards .name, #pairs"],
  ["#curves", "#chart-summary"], ["#customers", "#fates-text"], ["#view-day", ".hint, #day-note"],
  ["#view-why", "#why-law > p, .why-entry p, #why-loops .hint"],
];

/// The most words that are marked in a section.
const most = 8;

/// Sets up the marks, once the words are known.
///
/// - Parameters:
///   - glossary: as the server gives it.
///   - moved: called when a reader goes to another view from a word.
export function setUpTerms(glossary, moved) {
  const forms = new Map();
  for (const term of glossary.terms) {
    if (!term.is_marked) continue;
    for (const form of [term.word, ...term.forms]) forms.set(form.toLowerCase(), term);
  }
  const escaped = [...forms.keys()].sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  const edge = "[\\p{L}\\p{N}-]";
  const pattern = new RegExp(`(?<!${edge})(?:${escaped.join("|")})(?!${edge})`, "giu");

  const note = el("div", {
    id: "term", popover: "auto", role: "dialog", "aria-labelledby": "term-word", tabindex: "-1",
  });
  document.body.append(note);
  let opener = null;

  function mark(section, texts) {
    const known = new Set([...section.querySelectorAll(".term")].map((one) => one.dataset.term));
    for (const text of section.querySelectorAll(texts)) {
      if (known.size >= most) return;
      markIn(text, known);
    }
  }

  function markIn(host, known) {
    const walker = document.createTreeWalker(host, NodeFilter.SHOW_TEXT, (node) =>
      (node.parentElement.closest("button, a, code, summary, label, .unseen")
        ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT));
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    for (const node of nodes) {
      const found = [...node.data.matchAll(pattern)].filter((match) => {
        const { word } = forms.get(match[0].toLowerCase());
        if (known.has(word) || known.size >= most) return false;
        known.add(word);
        return true;
      });
      // From the end on, so that places before stay what they were.
      for (const match of found.reverse()) {
        const rest = node.splitText(match.index);
        rest.data = rest.data.slice(match[0].length);
        rest.before(button(match[0], forms.get(match[0].toLowerCase())));
      }
    }
  }

  const button = (text, term) => el("button", {
    type: "button", class: "term", "data-term": term.word, "aria-haspopup": "dialog",
    click: (event) => open(term, event.currentTarget),
  }, text);

  /// Shows what a word means beside what was pressed.
  function open(term, from) {
    opener = from;
    note.replaceChildren(...entry(glossary, term, (name) => {
      note.hidePopover();
      showView(name);
      moved();
      scrollTo({ top: 0 });
    }, "term-word"),
    el("p", {}, el("button", {
      type: "button", class: "quiet", click: () => note.hidePopover(),
    }, "Close (Esc)")));
    const place = from.getBoundingClientRect();
    note.showPopover();
    const size = note.getBoundingClientRect();
    const { clientWidth } = document.documentElement;
    const left = Math.max(8, Math.min(place.left, clientWidth - size.width - 8));
    const below = place.bottom + 6;
    const isBelow = below + size.height <= innerHeight;
    const top = isBelow ? below : Math.max(8, place.top - size.height - 6);
    note.style.left = `${left}px`;
    note.style.top = `${top}px`;
    note.focus();
  }

  note.addEventListener("toggle", (event) => {
    if (event.newState !== "closed") return;
    const isElsewhere = document.activeElement && document.activeElement !== document.body
      && !note.contains(document.activeElement);
    if (!isElsewhere) opener?.focus();
    opener = null;
  });

  const all = settled(400, () => {
    for (const [name, texts] of sections) {
      const section = document.querySelector(name);
      if (section && section.offsetParent !== null) mark(section, texts);
    }
  });
  const watched = new MutationObserver(all);
  for (const [name] of sections) {
    const section = document.querySelector(name);
    if (section) watched.observe(section, { childList: true, subtree: true, characterData: true });
  }
  const views = new MutationObserver(all);
  views.observe(document.body, { attributes: true, attributeFilter: ["data-view"] });
  all();
  return { open };
}

/// What there is to say of a term.
///
/// - Parameter go: called with the name of a view that is to be shown.
export function entry(glossary, term, go, id = null) {
  const units = new Map(glossary.units.map((unit) => [unit.id, unit]));
  const criteria = term.criteria.map(({ unit, number }) => {
    const text = units.get(unit)?.criteria.find((one) => one.number === number)?.text ?? "";
    const title = units.get(unit)?.title.split(" (")[0] ?? unit;
    return el("li", {}, el("strong", {}, `${title}, ${number}`), `: ${text}`);
  });
  const places = term.places.map((place) => {
    if (place.kind === "view") {
      return el("li", {}, el("button", {
        type: "button", class: "why-link", click: () => go(place.id),
      }, `${viewTitle(place.id)}: ${place.text}`));
    }
    const where = place.kind === "key" ? "in the scenario: " : "among the results: ";
    return el("li", {}, where, el("code", {}, place.text));
  });
  return [
    el("h3", id ? { id } : {}, term.word), el("p", {}, term.meaning),
    el("div", { class: "term-parts" },
      el("div", {}, el("h4", {}, "Serves"), el("ul", {}, ...criteria)),
      el("div", {}, el("h4", {}, "To be seen in"), el("ul", {}, ...places))),
  ];
}

/// What the page calls a view.
function viewTitle(name) {
  return at("views").querySelector(`[data-view="${CSS.escape(name)}"]`)?.textContent ?? name;
}
