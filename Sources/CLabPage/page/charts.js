// Charts by Vega-Lite in the look of the reports: a line with the band of its confidence interval,
// told apart by dash and by the name at its end. A chart is made once and then given new data.

import { spread } from "./model.js";

/// The colours of the page, which follow its theme and go light on paper.
const pageColors = {
  base: "var(--chart-base)", whatIf: "var(--chart-what-if)", guess: "var(--chart-guess)",
  snap0: "var(--chart-snap0)", snap1: "var(--chart-snap1)", snap2: "var(--chart-snap2)",
  snap3: "var(--chart-snap3)",
  text: "var(--ink)", soft: "var(--soft)", grid: "var(--line)",
};

/// The same for a picture that stands alone on white.
const pictureColors = {
  base: "#000000", whatIf: "#0072B2", guess: "#b04c00", snap0: "#00694d", snap1: "#8f3f6f",
  snap2: "#7a5200", snap3: "#4b4b9b", text: "#111111", soft: "#555555",
  grid: "#e4e4e4",
};

const dashes = {
  base: [1, 0], whatIf: [7, 3], guess: [2, 2], snap0: [10, 3, 2, 3], snap1: [4, 4],
  snap2: [14, 4], snap3: [2, 4, 8, 4],
};

/// Snapshots that are laid over a chart, at most.
export const mostOverlays = 4;
const snaps = ["snap0", "snap1", "snap2", "snap3"];

let loading = null;

/// Loads Vega, once.
///
/// - Returns: Whether it is there; the tables serve where it is not.
export function loadVega() {
  loading ??= new Promise((resolve) => {
    const script = document.createElement("script");
    script.src = "/vega.js";
    script.onload = () => resolve(typeof window.vegaEmbed === "function");
    script.onerror = () => resolve(false);
    document.head.append(script);
  });
  return loading;
}

/// The layers of a chart.
///
/// - Parameters:
///   - kind: `level`, base against what-if, or `difference`.
///   - size: of the letters.
///   - foot: where the axis ends, for the mark of one that does not begin at 0.
function layers(kind, colors, size, foot) {
  const [low, high] = kind === "level" ? ["low", "high"] : ["diffLow", "diffHigh"];
  const x = {
    field: "month", type: "quantitative", title: "month",
    scale: { domain: [{ expr: "first" }, { expr: "last" }], nice: false },
    axis: { values: { expr: "sequence(first, last + 0.5, every)" }, grid: false },
  };
  const y = (field) => ({
    field, type: "quantitative", title: null,
    scale: { domain: [{ expr: low }, { expr: high }], nice: false, zero: false },
    axis: {
      tickCount: 5,
      labelExpr: "(datum.value < 0 ? '−' : '') + prefix + format(abs(datum.value), ',.4~f') "
        + `+ ${kind === "level" ? "suffix" : "''"}`,
    },
  });
  const band = (from, to, color) => ({
    transform: [{ filter: `isValid(datum.${from}) && isValid(datum.${to})` }],
    mark: { type: "area", color, opacity: 0.18 },
    encoding: { x, y: y(from), y2: { field: to } },
  });
  const line = (field, style) => ({
    transform: [{ filter: `isValid(datum.${field})` }],
    mark: {
      type: "line", color: colors[style], strokeWidth: size / 6, strokeDash: dashes[style],
    },
    encoding: { x, y: y(field) },
  });
  const names = {
    data: { name: kind === "level" ? "ends" : "diffEnds" },
    mark: {
      type: "text", align: "left", baseline: "middle", dx: 7, fontSize: size, clip: false,
    },
    encoding: {
      x, y: y("place"), text: { field: "name" },
      color: {
        field: "style", type: "nominal", legend: null,
        scale: {
          domain: Object.keys(dashes), range: Object.keys(dashes).map((style) => colors[style]),
        },
      },
    },
  };
  const values = {
    mark: { type: "rule", opacity: 0, strokeWidth: 9, cursor: "crosshair" },
    encoding: {
      x,
      tooltip: [["nth", "month"], ["baseText", "base"], ["whatIfText", "what-if"],
        ["diffText", "difference"]].map(([field, title]) => ({ field, title, type: "nominal" })),
    },
  };
  if (kind === "difference") {
    return [
      {
        data: { values: [{ zero: 0 }] },
        mark: { type: "rule", color: colors.soft, strokeWidth: 1.5 },
        encoding: { y: y("zero") },
      },
      band("diffLower", "diffUpper", colors.whatIf), line("diff", "whatIf"), names, values,
    ];
  }
  return [
    band("baseLower", "baseUpper", colors.base), band("whatIfLower", "whatIfUpper", colors.whatIf),
    line("base", "base"), line("whatIf", "whatIf"), line("guess", "guess"),
    ...snaps.map((style) => line(style, style)),
    {
      data: { values: [{ cut: 0 }] },
      mark: {
        type: "point", shape: "M-0.7,0.1L0.7,-0.4M-0.7,0.5L0.7,0", size: 180, filled: false,
        stroke: colors.text, strokeWidth: 1.5, opacity: { expr: "low > 0 ? 1 : 0" },
      },
      encoding: { x: { value: 0 }, y: { value: foot } },
    },
    names, values,
  ];
}

function config(colors, size) {
  return {
    font: "system-ui, Arial, Helvetica, sans-serif", background: null, view: { stroke: null },
    axis: {
      labelFontSize: size, titleFontSize: size, titleFontWeight: "normal", titlePadding: size / 2,
      labelColor: colors.text, titleColor: colors.text, gridColor: colors.grid,
      domainColor: colors.soft, tickColor: colors.soft, labelLimit: 0, titleLimit: 0,
    },
  };
}

const signals = [
  "low", "high", "diffLow", "diffHigh", "first", "last", "every", "prefix", "suffix",
];

function params(model) {
  return signals.map((name) => ({ name, value: model[name] }));
}

/// The names at the ends of lines, moved apart where they would stand on one another.
function named(model, kind, size, height) {
  if (kind === "difference") return model.diffEnds;
  // What the plot has of the height, below it being the axis.
  const gap = ((model.high - model.low) * 1.2 * size) / Math.max(1, height - 4 * size);
  return spread(model.ends, gap, model.low, model.high);
}

/// Makes a chart in an element.
///
/// - Returns: `update(model)`, `resize(width, height)` and `remove()`.
export async function makeChart(host, kind, model, { size, width, height }) {
  const colors = pageColors;
  const spec = {
    width, height, padding: 2, autosize: { type: "fit", contains: "padding" },
    params: params(model), data: { name: "rows" },
    layer: layers(kind, colors, size, { expr: "height - 9" }), config: config(colors, size),
  };
  // The element's own words tell what is drawn; the parts of the drawing would only be noise.
  const inner = document.createElement("div");
  inner.setAttribute("aria-hidden", "true");
  host.replaceChildren(inner);
  const { view, finalize } = await window.vegaEmbed(inner, spec, {
    mode: "vega-lite", actions: false, renderer: "svg", defaultStyle: false, tooltip: true,
  });
  let latest = model;
  const update = (next) => {
    for (const name of signals) {
      // Vega leaves out of a chart what nothing in it uses.
      if (name in view.getState().signals) view.signal(name, next[name]);
    }
    view.data("rows", next.rows);
    view.data(kind === "level" ? "ends" : "diffEnds", named(next, kind, size, height));
    latest = next;
    // Names at the ends take their room from the plot.
    return view.resize().runAsync();
  };
  await update(model);
  return {
    update,
    resize(newWidth, newHeight) {
      height = newHeight;
      view.width(newWidth).height(newHeight);
      return update(latest);
    },
    remove() {
      finalize();
      host.replaceChildren();
    },
  };
}

/// Both charts as one picture with a title, as SVG text or as a PNG blob.
export async function picture(model, { title, subtitle, hasDifference }, format) {
  const size = 12;
  const height = 260;
  const panel = (kind, title, height) => ({
    title: { text: title, fontSize: 13, fontWeight: "normal", color: pictureColors.text },
    width: 560, height, data: { name: "rows" },
    layer: layers(kind, pictureColors, size, height - 9),
  });
  const panels = [panel("level", model.levelTitle, height)];
  if (hasDifference) panels.push(panel("difference", model.differenceTitle, 150));
  const spec = {
    title: {
      text: title, subtitle, anchor: "start", fontSize: 16, subtitleFontSize: 12,
      subtitlePadding: 6, offset: 14, color: pictureColors.text, subtitleColor: pictureColors.soft,
    },
    background: "white", padding: 10, params: params(model),
    datasets: {
      rows: model.rows, ends: named(model, "level", size, height), diffEnds: model.diffEnds,
    },
    vconcat: panels, config: { ...config(pictureColors, size), background: "white" },
  };
  const { view, finalize } = await window.vegaEmbed(document.createElement("div"), spec, {
    mode: "vega-lite", actions: false, renderer: "svg", defaultStyle: false,
  });
  try {
    if (format === "svg") {
      return new Blob([await view.toSVG()], { type: "image/svg+xml" });
    }
    const canvas = await view.toCanvas(2);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    finalize();
  }
}
