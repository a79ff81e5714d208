// What the shapes of a day mean.

import { person, seatShape } from "./daydraw.js";
import { el } from "./text.js";

const shapes = [
  [() => person("waits"), "a customer in line"],
  [() => person("waits", false), "somebody from outside, or who checks for the firm, in line"],
  [() => person("helped"), "leaves helped"],
  [() => person("unhelped"), "leaves without help"],
  [() => person("gives-up"), "gives up waiting"],
  [() => person("turned-away"), "is sent away at closing"],
  [() => seatShape("free"), "a place that is free"],
  [() => seatShape("busy"), "a place that is busy"],
  [() => seatShape("in-class"), "away on a course"],
  [() => seatShape("absent"), "absent today"],
  [() => seatShape("vacant"), "an empty post"],
  [() => seatShape("new"), "a newcomer in induction"],
  [() => seatShape("off"), "off duty"],
];

/// Fills the legend, once.
export function fillLegend(list) {
  if (list.children.length) return;
  list.replaceChildren(...shapes.map(([make, text]) => {
    const picture = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    for (const [name, value] of Object.entries({
      viewBox: "-13 -13 26 26", width: 26, height: 26, class: "stations", "aria-hidden": "true",
    })) picture.setAttribute(name, value);
    picture.append(make());
    return el("li", {}, picture, el("span", {}, text));
  }));
}
