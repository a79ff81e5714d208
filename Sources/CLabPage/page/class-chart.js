// The guesses of a class as thin lines with their median, and what came once it is shown.

import { loadVega } from "./charts.js";
import { median } from "./class-words.js";
import { spread } from "./model.js";

const colors = {
  base: "var(--chart-base)", result: "var(--chart-what-if)", guess: "var(--chart-guess)",
  text: "var(--ink)", soft: "var(--soft)", grid: "var(--line)",
};

/// The rows of the chart: everything in percent.
///
/// - Parameter base: shares by month as it is, or null where they are not known yet.
export function rowsOf(question, base) {
  const rows = [];
  const add = (kind, who, values) => values.forEach((value, month) => {
    if (value !== null) rows.push({ kind, who, month, value: 100 * value });
  });
  for (const guess of question.guesses) add("guess", guess.pupil, guess.values);
  const months = Array.from({ length: question.months + 1 }, (_, month) => month);
  if (question.guesses.length) {
    add("median", "", months.map((month) =>
      median(question.guesses.map((guess) => guess.values[month]))));
  }
  if (base) add("base", "", base);
  if (question.result) add("result", "", question.result.variant.mean);
  return rows;
}

const names = { base: "as it is", median: "median guess", result: "result" };

/// The names at the ends of lines, moved apart where they would stand on one another.
function endsOf(rows, last, low, size, height) {
  const ends = rows.filter((row) => row.month === last && names[row.kind]).map((row) =>
    ({ month: last, kind: row.kind, name: names[row.kind], place: row.value }));
  return spread(ends, ((100 - low) * 1.2 * size) / Math.max(1, height - 4 * size), low, 100);
}

function spec(size, width, height) {
  const x = {
    field: "month", type: "quantitative", title: "month",
    scale: { domain: [{ expr: "0" }, { expr: "last" }], nice: false },
    axis: { values: { expr: "sequence(0, last + 0.5, last > 30 ? 6 : last > 15 ? 3 : 1)" },
      grid: false },
  };
  const y = {
    field: "value", type: "quantitative", title: null,
    scale: { domain: [{ expr: "low" }, { expr: "100" }], nice: false, zero: false },
    axis: { tickCount: 5, labelExpr: "datum.value + '%'" },
  };
  const line = (kind, mark, detail) => ({
    transform: [{ filter: `datum.kind === '${kind}'` }],
    mark: { type: "line", ...mark },
    encoding: { x, y, ...(detail ? { detail: { field: "who", type: "nominal" } } : {}) },
  });
  const ends = {
    data: { name: "ends" },
    mark: { type: "text", align: "left", baseline: "middle", dx: 7, fontSize: size, clip: false },
    encoding: {
      x, y: { ...y, field: "place" }, text: { field: "name" },
      color: {
        field: "kind", type: "nominal", legend: null,
        scale: {
          domain: ["base", "median", "result"], range: [colors.base, colors.guess, colors.result],
        },
      },
    },
  };
  return {
    width, height, padding: 2, autosize: { type: "fit", contains: "padding" },
    params: [{ name: "low", value: 0 }, { name: "last", value: 12 }], data: { name: "rows" },
    layer: [
      line("guess", { color: colors.guess, strokeWidth: 1.2, opacity: 0.45 }, true),
      line("base", { color: colors.base, strokeWidth: size / 8 }),
      line("median", { color: colors.guess, strokeWidth: size / 4, strokeDash: [2, 2] }),
      line("result", { color: colors.result, strokeWidth: size / 4, strokeDash: [7, 3] }),
      ends,
    ],
    config: {
      font: "system-ui, Arial, Helvetica, sans-serif", background: null, view: { stroke: null },
      axis: {
        labelFontSize: size, titleFontSize: size, titleFontWeight: "normal",
        labelColor: colors.text, titleColor: colors.text, gridColor: colors.grid,
        domainColor: colors.soft, tickColor: colors.soft,
      },
    },
  };
}

/// Makes the chart in an element.
///
/// - Returns: `show(question, base)` and `clear()`.
export function makeClassChart(host) {
  let chart = null;
  let latest = null;
  let drawing = Promise.resolve();
  host.setAttribute("role", "img");

  const room = () => ({
    width: Math.max(200, host.clientWidth), height: host.clientWidth < 420 ? 240 : 380,
    size: parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.85,
  });

  async function draw() {
    if (!latest || host.clientWidth === 0 || !(await loadVega())) return;
    const { question, base } = latest;
    const rows = rowsOf(question, base);
    const { width, height, size } = room();
    if (!chart) {
      const inner = document.createElement("div");
      inner.setAttribute("aria-hidden", "true");
      host.replaceChildren(inner);
      chart = await window.vegaEmbed(inner, spec(size, width, height), {
        mode: "vega-lite", actions: false, renderer: "svg", defaultStyle: false,
      });
    }
    const lowest = Math.min(90, ...rows.map((row) => row.value));
    const low = Math.max(0, Math.floor(lowest / 10) * 10);
    await chart.view.signal("low", low).signal("last", question.months).width(width).height(height)
      .data("rows", rows).data("ends", endsOf(rows, question.months, low, size, height)).resize()
      .runAsync();
  }

  const later = () => {
    drawing = drawing.then(draw).catch((error) => console.error(error));
  };
  new ResizeObserver(later).observe(host);

  return {
    show(question, base) {
      latest = { question, base };
      later();
    },
    clear() {
      latest = null;
      drawing = drawing.then(() => {
        chart?.finalize();
        chart = null;
        host.replaceChildren();
      });
    },
  };
}
