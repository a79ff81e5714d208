// Who was saved and lost: the customers of the start, segment by segment, the same people with the
// same luck in both worlds.

import { at, el, grouped, say } from "./text.js";

const kinds = [
  ["saved", "saved", "would have left, and stay"],
  ["lost", "lost", "would have stayed, and leave"],
  ["stayed_anyway", "stayed anyway", "stay either way"],
  ["left_anyway", "left anyway", "leave either way"],
];

/// Shows the fates of a result.
export function showFates(result, segments) {
  const fates = result?.fates ?? [];
  const table = at("fates");
  table.hidden = fates.length === 0;
  say(at("fates-text"), sentence(result, fates));
  if (fates.length === 0) return table.replaceChildren();
  const titles = new Map(segments.map((segment) => [segment.id, segment.title]));
  const most = Math.max(1e-9, ...fates.flatMap((fate) => [fate.saved, fate.lost]));
  table.replaceChildren(
    el("caption", {}, "Customers of the start: a mean of the pairs. Bars of saved and lost have "
      + "one scale; those of the others show the share of the segment."),
    el("thead", {}, el("tr", {}, ...kinds.map(([, name, meaning]) =>
      el("th", { scope: "col" }, name, el("span", { class: "meaning" }, meaning))))),
    ...fates.map((fate) => {
      const total = kinds.reduce((sum, [key]) => sum + fate[key], 0);
      return el("tbody", { "data-segment": fate.segment },
        el("tr", {}, el("th", { scope: "rowgroup", colspan: kinds.length },
          titles.get(fate.segment) ?? fate.segment,
          el("span", { class: "meaning" }, `${grouped(total)} at the start`))),
        el("tr", {}, ...kinds.map(([key]) => {
          const isChange = key === "saved" || key === "lost";
          const share = fate[key] / (isChange ? most : Math.max(total, 1e-9));
          return el("td", { class: `fate ${key}` },
            count(fate[key]),
            el("span", { class: "bar", "aria-hidden": "true", style: `--share: ${share}` }));
        })));
    }));
}

function sentence(result, fates) {
  const all = fates.find((fate) => fate.segment === "all");
  if (!all) {
    return result?.headlines.some((headline) => headline.variant)
      ? "Who was kept by these changes cannot be told: the two worlds have different pasts."
      : "Change a lever, and here stands who it saves and whom it loses.";
  }
  const total = kinds.reduce((sum, [key]) => sum + all[key], 0);
  const net = all.saved - all.lost;
  const balance = count(Math.abs(net)) === "0" ? "as many as before in all"
    : `${count(Math.abs(net))} ${net > 0 ? "more" : "fewer"} in all`;
  return `Of ${grouped(total)} customers at the start, the changes keep ${count(all.saved)} who `
    + `would have left, and lose ${count(all.lost)} who would have stayed: ${balance}. `
    + `${count(all.left_anyway)} leave anyway.`;
}

/// Few are told with a digit: they are means of pairs.
function count(value) {
  return value > 0 && value < 9.95 ? String(Number(value.toFixed(1))) : grouped(value);
}
