// Draws a QR code that the server has made: dark on white in any theme, with the margin that
// readers need.

import { svg } from "./guess-plot.js";

const margin = 4;

/// - Parameters:
///   - rows: of modules, "1" for a dark one.
///   - name: what it is, for those who cannot see it.
export function qrDrawing(rows, name) {
  const size = rows.length + 2 * margin;
  const path = rows.flatMap((row, y) => [...row.matchAll(/1+/g)].map((run) =>
    `M${run.index + margin},${y + margin}h${run[0].length}v1h-${run[0].length}z`)).join("");
  return svg("svg", {
    viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": name, class: "qr",
    "shape-rendering": "crispEdges",
  }, svg("rect", { width: size, height: size, fill: "#ffffff" }),
  svg("path", { d: path, fill: "#000000" }));
}
