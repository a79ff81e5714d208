// "In short": the sentences of the verdict, and a card for each headline.

import { at, counted, el, interval, say, sizeAndInterval, verdictMark, verdictOf } from "./text.js";

/// Shows a result; `isLast` tells whether more pairs will come.
export function showShort(result, isLast) {
  const isWhatIf = result.headlines.some((headline) => headline.variant);
  const pairs = counted(result.pairs, isWhatIf ? "pair" : "run");
  const more = isLast ? "." : ` of ${result.of}; it gets surer.`;
  const what = isWhatIf ? "As it is against your changes" : "As it is, without changes";
  const brackets = result.pairs > 1 ? "Brackets hold 95% confidence intervals."
    : "One has no interval yet.";
  say(at("pairs"), `${what}, after ${pairs}${more} ${brackets}`);
  lines(at("sentences"), sentences(result));
  const cards = at("headlines");
  cards.replaceChildren(...result.headlines.map(card));
  const changes = result.changes ?? [];
  at("changes").hidden = changes.length === 0;
  lines(at("changes").querySelector("ul"), changes);
  glance(result);
}

function sentences(result) {
  const note = result.has_own_past
    ? ["The changes make another world with a past of its own: two worlds with the same luck are "
      + "compared, and who was kept by the changes cannot be told."] : [];
  return [...(result.sentences ?? []), ...note];
}

/// Shows lines, and leaves those alone that stay, so that only what is new is read out.
function lines(list, texts) {
  while (list.children.length > texts.length) list.lastElementChild.remove();
  texts.forEach((text, i) => {
    if (!list.children[i]) list.append(el("li"));
    say(list.children[i], text);
  });
}

/// The figure of a card with its interval: the difference, or the base where there is none.
function figures(headline, kind) {
  if (kind) return sizeAndInterval(headline.text.difference);
  const brackets = interval(headline.base, headline.unit);
  return [headline.text.base, brackets ? `(${brackets})` : ""];
}

function card(headline) {
  const kind = verdictOf(headline);
  const { text } = headline;
  const [size, brackets] = figures(headline, kind);
  return el(
    "li", {
      "data-headline": headline.metric, "data-subject": headline.subject, class: kind ?? "plain",
    },
    el("span", { class: "name" }, headline.label), el("strong", {}, size),
    brackets ? el("span", { class: "interval" }, brackets) : "",
    kind ? el("span", { class: "from-to" }, `from ${text.base} to ${text.variant}`) : "",
    kind ? verdictMark(kind, text.verdict ?? "") : "");
}

/// The first headline in the line that stays in sight.
function glance(result) {
  const first = result.headlines[0];
  const line = at("glance");
  if (!first) return line.replaceChildren();
  const kind = verdictOf(first);
  const [size] = figures(first, kind);
  line.replaceChildren(`${first.label} ${size} `, ...(kind ? [verdictMark(kind)] : []));
}

/// Empties everything, before another scenario.
export function clearShort() {
  for (const id of ["sentences", "headlines", "glance"]) at(id).replaceChildren();
  say(at("pairs"), "");
  at("changes").hidden = true;
}
