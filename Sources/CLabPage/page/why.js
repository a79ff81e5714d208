// "Why": what leads to what, as a picture or as a list, and beside it the law of the arrow that is
// chosen.
//
// For tests, these stay as they are: #why-as-picture, #why-as-list, #why-all, #why-picture and
// #why-list with [data-arrow=ID] and [data-node=ID], #why-law with data-arrow, [data-loop=ID]; and
// on the view data-state (loading, shown or wrong).

import * as api from "./api.js";
import { at, counted, el, say } from "./text.js";
import { addView } from "./views.js";
import { makePicture } from "./whypicture.js";

/// Sets up the view.
///
/// - Parameter lab: `scenario()` and `settings()` as they are now.
export function setUpWhy(lab) {
  const host = at("view-why");
  const narrow = matchMedia("(max-width: 60rem)");
  let asked = new AbortController();
  let shown = "";
  let isShown = false;
  let data = null;
  let picture = null;
  let chosen = null;
  /// How a reader wants to see it; null while the width decides.
  let wanted = null;

  const titles = new Map();
  const isList = () => (wanted ?? (narrow.matches ? "list" : "picture")) === "list";
  const effect = (arrow) => (arrow.sign === "+" ? "more leads to more" : "more leads to less");
  const said = (arrow) => `${titles.get(arrow.from)} → ${titles.get(arrow.to)}`;

  async function load() {
    if (!lab.scenario()) return;
    const settings = lab.settings();
    const key = JSON.stringify([lab.scenario().id, lab.scenario().edition, settings]);
    // Whatever was asked for before is not what is wanted now, also where that is shown already.
    asked.abort();
    if (key === shown) return stay();
    asked = new AbortController();
    const mine = asked;
    if (!data) host.dataset.state = "loading";
    say(at("why-note"), "Reading the laws.");
    try {
      const answer = await api.why(lab.scenario().id, settings, mine.signal);
      if (mine.signal.aborted) return;
      shown = key;
      data = answer;
      titles.clear();
      for (const node of data.nodes) titles.set(node.id, node.title);
      show();
    } catch (error) {
      if (error.name === "AbortError" || mine.signal.aborted) return;
      host.dataset.state = "wrong";
      say(at("why-note"), error.message);
    }
  }

  // Showing.

  /// Goes back to the diagram that is shown, where another was on its way.
  function stay() {
    host.dataset.state = "shown";
    tell();
  }

  function tell() {
    const acting = data.arrows.filter((arrow) => arrow.acts).length;
    const changes = data.settings.length ? ", with your changes" : "";
    say(at("why-note"), `${counted(acting, "law")} at work in this scenario, of `
      + `${data.arrows.length}${changes}.`);
  }

  function visible() {
    const all = at("why-all").checked;
    const arrows = data.arrows.filter((arrow) => all || arrow.acts);
    const used = new Set(arrows.flatMap((arrow) => [arrow.from, arrow.to]));
    return { groups: data.groups, arrows, nodes: data.nodes.filter((node) => used.has(node.id)) };
  }

  function show() {
    const now = visible();
    tell();
    at("why-as-list").setAttribute("aria-pressed", String(isList()));
    at("why-as-picture").setAttribute("aria-pressed", String(!isList()));
    at("why-picture").hidden = isList();
    at("why-list").hidden = !isList();
    picture = makePicture(now, { arrow: openArrow, node: openNode }, {
      arrow: (arrow) => `${titles.get(arrow.from)} to ${titles.get(arrow.to)}: ${effect(arrow)}`
        + `${arrow.acts ? "" : " (does not act here)"}`,
      node: (node) => `${node.title}: ${node.meaning}`,
    });
    at("why-picture").replaceChildren(picture.element);
    list(now);
    loops();
    host.dataset.state = "shown";
    if (chosen) reopen();
  }

  function list({ groups, nodes, arrows }) {
    at("why-list").replaceChildren(...groups.map((group) => {
      const here = nodes.filter((node) => node.group === group.id);
      if (!here.length) return null;
      return el("section", { "aria-label": group.title }, el("h3", {}, group.title),
        ...here.map((node) => el("div", { class: "why-entry" },
          el("p", {}, el("strong", {}, node.title), ` ${node.meaning}`),
          el("ul", {}, ...arrows.filter((arrow) => arrow.from === node.id).map((arrow) =>
            el("li", {}, el("button", {
              type: "button", class: "why-link", "data-arrow": arrow.id,
              click: () => openArrow(arrow.id),
            }, mark(arrow), el("span", { class: "unseen" }, `${effect(arrow)}: `),
            `→ ${titles.get(arrow.to)}`,
            arrow.acts ? "" : el("span", { class: "hint" }, " (does not act here)"))))))));
    }).filter(Boolean));
  }

  const mark = (arrow) => el("span", {
    class: `why-sign ${arrow.sign === "+" ? "more" : "less"}`, "aria-hidden": "true",
  }, arrow.sign === "+" ? "+" : "−");

  const kindOf = (loop) => (loop.kind === "reinforcing" ? "↻ reinforcing" : "⇄ balancing")
    + (loop.acts ? "" : ", does not act here");

  function loops() {
    const all = at("why-all").checked;
    at("why-loops").replaceChildren(...data.loops.filter((loop) => all || loop.acts).map((loop) =>
      el("li", {}, el("button", {
        type: "button", class: "why-link", "data-loop": loop.id, "aria-pressed": "false",
        click: () => openLoop(loop.id),
      }, loop.title), el("span", { class: "hint" }, ` ${kindOf(loop)}. ${loop.meaning}`))));
  }

  // The law.

  function open(next, isOpened = true) {
    chosen = next;
    for (const button of host.querySelectorAll("[data-loop]")) {
      const isIt = next.kind === "loop" && button.dataset.loop === next.id;
      button.setAttribute("aria-pressed", String(isIt));
    }
    for (const button of at("why-list").querySelectorAll("[data-arrow]")) {
      button.classList.toggle("chosen", next.kind === "arrow" && button.dataset.arrow === next.id);
    }
    if (next.kind === "arrow") at("why-law").dataset.arrow = next.id;
    else delete at("why-law").dataset.arrow;
    if (!isOpened) return;
    at("why-law").focus({ preventScroll: !isList() && !narrow.matches });
    if (narrow.matches) at("why-law").scrollIntoView({ block: "start" });
  }

  function reopen() {
    const { kind, id } = chosen;
    if (kind === "arrow") openArrow(id, false);
    else if (kind === "node") openNode(id, false);
    else openLoop(id, false);
  }

  function openArrow(id, isOpened = true) {
    const arrow = data.arrows.find((one) => one.id === id);
    if (!arrow) return;
    at("why-law").replaceChildren(...law(arrow));
    picture?.mark({
      arrow: (one) => one.id === id, node: (node) => node === arrow.from || node === arrow.to,
    });
    open({ kind: "arrow", id }, isOpened);
  }

  function law(arrow) {
    return [
      el("h3", {}, mark(arrow), said(arrow)),
      arrow.acts ? null : el("p", { class: "why-idle" }, `Not here: it ${arrow.condition}.`),
      el("p", {}, `${capital(effect(arrow))}. ${arrow.title}`),
      el("pre", { tabindex: "0", "aria-label": "Equation" }, arrow.equation),
      el("p", { class: "hint" }, `Source: ${arrow.source} In the program: ${arrow.law}.`),
      numbers(arrow),
      el("p", {}, backButton()),
    ].filter(Boolean);
  }

  const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

  const backButton = () =>
    el("button", { type: "button", class: "quiet", click: back }, "Back (Esc)");

  function numbers(arrow) {
    if (!arrow.values.length) {
      return el("p", { class: "hint" },
        `This scenario sets none of its numbers: ${arrow.keys.join(", ")}.`);
    }
    const hasChange = arrow.values.some((value) => value.is_changed);
    const region = { class: "scroll", role: "region", tabindex: "0", "aria-label": "Its numbers" };
    const changed = (value) => (value.is_changed ? `✎ ${value.value || "not set"}` : "the same");
    return el("div", region,
      el("table", { class: "why-numbers" },
        el("caption", {}, "Its numbers in this scenario"),
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Number"),
          el("th", { scope: "col" }, hasChange ? "As it is" : "Now"),
          hasChange ? el("th", { scope: "col" }, "With your changes") : null)),
        el("tbody", {}, ...arrow.values.map((value) => el("tr", {
          class: value.is_changed ? "changed" : null,
        },
          el("th", { scope: "row" }, value.label, el("span", { class: "meaning" }, value.help),
            el("code", {}, value.path)),
          el("td", {}, (hasChange ? value.base : value.value) || "not set"),
          hasChange ? el("td", {}, changed(value)) : null)))),
      arrow.more ? el("p", { class: "hint" }, `And ${arrow.more} more of the kind.`) : null);
  }

  /// An arrow in a list, which opens its law.
  const step = (arrow) => el("li", {}, el("button", {
    type: "button", class: "why-link", click: () => openArrow(arrow.id),
  }, mark(arrow), said(arrow), el("span", { class: "unseen" }, `: ${effect(arrow)}`)));

  function openNode(id, isOpened = true) {
    const node = data.nodes.find((one) => one.id === id);
    if (!node) return;
    const shownArrows = visible().arrows;
    const part = (title, arrows) => (arrows.length
      ? [el("h4", {}, title), el("ul", { class: "why-arrows" }, ...arrows.map(step))] : []);
    const figure = node.figure
      ? el("p", { class: "hint" }, "Among the results: ", el("code", {}, node.figure), ".") : null;
    const near = new Set(shownArrows.filter((arrow) => arrow.from === id || arrow.to === id)
      .flatMap((arrow) => [arrow.from, arrow.to]));
    at("why-law").replaceChildren(el("h3", {}, node.title), el("p", {}, node.meaning),
      ...(figure ? [figure] : []),
      ...part("What moves it", shownArrows.filter((arrow) => arrow.to === id)),
      ...part("What it moves", shownArrows.filter((arrow) => arrow.from === id)),
      el("p", {}, backButton()));
    picture?.mark({
      arrow: (one) => one.from === id || one.to === id,
      node: (other) => other === id || near.has(other),
    });
    open({ kind: "node", id }, isOpened);
  }

  function openLoop(id, isPressed = true) {
    const loop = data.loops.find((one) => one.id === id);
    if (!loop) return;
    // Pressed once more, it is left.
    if (isPressed && chosen?.kind === "loop" && chosen.id === id && picture) {
      picture.mark(null);
      open({ kind: "none", id: "" }, false);
      chosen = null;
      return;
    }
    const next = (i) => loop.nodes[(i + 1) % loop.nodes.length];
    const isOn = (one) => loop.nodes.some((node, i) => node === one.from && next(i) === one.to);
    picture?.mark({ arrow: isOn, node: (node) => loop.nodes.includes(node) });
    at("why-law").replaceChildren(el("h3", {}, `Loop: ${loop.title}`), el("p", {}, loop.meaning),
      el("p", {}, loop.kind === "reinforcing" ? "It adds to a change, once round and again."
        : "It works against a change, and so holds things near where they are."),
      el("ol", { class: "why-arrows" }, ...loop.nodes.map((node, i) => {
        const arrow = data.arrows.filter((one) => one.from === node && one.to === next(i))
          .sort((a, b) => Number(b.acts) - Number(a.acts))[0];
        return step(arrow);
      })));
    open({ kind: "loop", id }, false);
  }

  /// Back to what was chosen.
  function back() {
    if (!chosen) return;
    const { kind, id } = chosen;
    if (kind === "loop") return host.querySelector(`[data-loop="${CSS.escape(id)}"]`)?.focus();
    if (!isList()) return picture?.focus(kind, id);
    const target = at("why-list").querySelector(`[data-${kind}="${CSS.escape(id)}"]`)
      ?? at("why-as-list");
    target.scrollIntoView({ block: "center" });
    target.focus();
  }

  at("why-law").addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    back();
  });
  at("why-as-picture").addEventListener("click", () => {
    wanted = "picture";
    if (data) show();
  });
  at("why-as-list").addEventListener("click", () => {
    wanted = "list";
    if (data) show();
  });
  at("why-all").addEventListener("change", () => data && show());
  narrow.addEventListener("change", () => data && wanted === null && show());

  addView("why", {
    enter() {
      isShown = true;
      load();
    },
    leave() { isShown = false; },
  });

  return {
    /// The scenario or its changes are others now.
    changed() {
      if (isShown) load();
    },
  };
}
