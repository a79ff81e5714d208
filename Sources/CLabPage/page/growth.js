// What satisfaction does to sales: the causal curve, for which the same world is run with service made
// worse and better, and beside it what an analyst sees who sorts customers by their answers.

import { open, whyLost } from "./api.js";
import { loadVega } from "./charts.js";
import { amount, at, counted, el, grouped, isNumber, say } from "./text.js";

const percent = (value) => (isNumber(value) ? amount(100 * value, "%", 1) : "–");

function interval(estimate) {
  const ends = [estimate.lower, estimate.upper];
  return ends.every(isNumber) ? ends.map(percent).join(" to ") : "";
}

/// Sets up the section.
///
/// - Parameter now: `scenario()`, what is known of it, `settings()`, and `cost()`, seconds that a run
///   of the base takes; null where nobody knows.
export function setUpGrowth(now) {
  const button = at("growth-run");
  /// Finished curves by their settings.
  const known = new Map();
  const views = [];
  /// What runs: of which settings, how far it is, and what closes it.
  let running = null;
  let shown = null;
  /// Of which settings the last run ended without a whole curve, and how.
  let ended = null;
  let drawing = Promise.resolve();

  const keyOf = (settings) => settings.join("\n");
  const keyNow = () => keyOf(now.settings());
  const isPossible = () => now.scenario().months >= 24;
  const isWhole = (result) => result.pairs >= result.of;

  /// What the button says, and whether what is shown is of other changes.
  function tell() {
    if (!now.scenario()) return;
    at("growth").hidden = !isPossible();
    const cost = now.cost();
    // Up to eight replications run four more doses for two years each; with changes, themselves too.
    const { months, pairs } = now.scenario();
    const doses = 4 * (24 / months) * Math.min(1, 8 / pairs);
    const part = cost ? Math.max(1, Math.round(cost * (doses + (now.settings().length ? 1 : 0)))) : 0;
    button.disabled = running !== null;
    say(button, "Run the growth curve" + (part ? ` (about ${grouped(part)} s)` : ""));
    at("growth-stop").hidden = running === null;
    const result = known.get(keyNow());
    if (result && running === null) show(result);
    if (shown) say(at("growth-summary"), summary());
    say(at("growth-status"), state());
  }

  /// How it stands with the curve of the changes that there are now.
  function state() {
    const key = keyNow();
    if (running) {
      const far = running.total ? `: ${running.done} of ${running.total}` : "";
      return `Running the growth curve${running.key === key ? "" : " of the changes before these"}${far}.`;
    }
    if (ended?.key === key) return ended.words;
    if (!shown) return "";
    if (keyOf(shown.settings) !== key) return "This is of other changes: run it again for these.";
    return isWhole(shown) ? `Done: ${counted(shown.pairs, "run")}.`
      : `Not finished: ${counted(shown.pairs, "run")} of ${grouped(shown.of)}.`;
  }

  function run() {
    const settings = now.settings();
    const { id } = now.scenario();
    const mine = { key: keyOf(settings), done: 0, total: 0, close: () => {} };
    let latest = null;
    running = mine;
    ended = null;
    mine.close = open(id, settings, {
      progress({ done, total }) {
        Object.assign(mine, { done, total });
        say(at("growth-status"), state());
      },
      result(result) {
        latest = result;
        show(result);
      },
      problem: (problem) => end(mine, problem.message),
      done() {
        if (!latest || !isWhole(latest)) return end(mine, "It ended too early: run it again.");
        known.set(mine.key, latest);
        if (known.size > 16) known.delete(known.keys().next().value);
        end(mine);
      },
      async lost() {
        const why = await whyLost(id, settings, "growth");
        if (running !== mine) return;
        end(mine, why?.message ?? "The connection broke off. Run it again.");
      },
    }, "growth");
    tell();
  }

  /// Nothing runs any more; `words` say why, where it did not come to its end.
  function end({ key }, words = "") {
    running = null;
    ended = words ? { key, words } : null;
    tell();
  }

  function stop() {
    running?.close();
    if (running) end(running, "Stopped.");
    button.focus();
  }

  /// What the curve says, and of which changes it is.
  function summary() {
    const isOther = keyOf(shown.settings) !== keyNow();
    const what = shown.settings.length
      ? isOther ? "With other changes than now. " : "With your changes. "
      : isOther ? "As it is, without your changes. " : "As it is. ";
    return what + (shown.title ? `${shown.title}.` : "There is no curve.");
  }

  function show(result) {
    if (shown === result) return;
    shown = result;
    at("growth-result").hidden = false;
    say(at("growth-summary"), summary());
    at("growth-observed-figure").hidden = result.observed.length < 2;
    table(result);
    drawing = drawing.then(() => draw(result)).catch((error) => console.error(error));
  }

  function table(result) {
    const heads = ["Curve", "Service, or scores", "Satisfaction", "Sales growth", "95% interval",
      "Retention", "Acquisition", "Frequency", "Price and mix", "Customers"];
    const row = (cells) => el("tr", {}, el("th", { scope: "row" }, cells[0]),
      ...cells.slice(1).map((cell) => el("td", {}, cell)));
    at("growth-table").replaceChildren(
      el("caption", {}, "Sales growth is that of year 2 over year 1; the four parts add up to it. "
        + "The curve rests on " + counted(result.dose_replications, "run") + "."),
      el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {},
        ...result.causal.map((one) => row(["causal", amount(one.dose, "points", 1, true),
          amount(one.satisfaction, "", 1), percent(one.sales_growth.mean),
          interval(one.sales_growth), percent(one.retention), percent(one.acquisition),
          percent(one.frequency), percent(one.price_mix), ""])),
        ...result.observed.map((one) => row(["observed", one.band.replace("-", " to "),
          amount(one.satisfaction, "", 1), percent(one.sales_growth), "", "", "", "", "",
          grouped(one.customers)]))));
  }

  async function draw(result) {
    if (result !== shown || !(await loadVega())) return;
    for (const view of views.splice(0)) view.finalize();
    views.push(await panel(at("growth-causal"), causal(result), 300));
    if (result.observed.length > 1) {
      views.push(await panel(at("growth-observed"), observed(result), 300));
    }
    const text = at("growth-summary").textContent;
    for (const id of ["growth-causal", "growth-observed"]) at(id).setAttribute("aria-label", text);
  }

  button.addEventListener("click", run);
  at("growth-stop").addEventListener("click", stop);
  new ResizeObserver(() => {
    const width = at("growth-causal").clientWidth;
    if (!shown || width === 0) return;
    for (const [i, { view }] of views.entries()) {
      const host = [at("growth-causal"), at("growth-observed")][i];
      view.width(Math.max(200, host.clientWidth)).runAsync();
    }
  }).observe(at("growth-causal"));

  return {
    tell,
    /// The charts as SVG, with their titles; none where none was run.
    async pictures() {
      if (!shown || !(await loadVega())) return [];
      const made = [];
      const all = [[at("growth-causal-title").textContent, causal(shown, paper)]];
      if (shown.observed.length > 1) {
        all.push([at("growth-observed-title").textContent, observed(shown, paper)]);
      }
      for (const [title, layers] of all) {
        const host = document.createElement("div");
        const { view, finalize } = await window.vegaEmbed(host, spec(layers, 520, 280, 12, paper),
          { mode: "vega-lite", actions: false, renderer: "svg", defaultStyle: false });
        made.push({ title, svg: await view.toSVG() });
        finalize();
      }
      return made;
    },
    clear() {
      running?.close();
      running = null;
      shown = null;
      ended = null;
      known.clear();
      at("growth-result").hidden = true;
      say(at("growth-status"), "");
    },
  };
}

const screen = {
  causal: "var(--chart-what-if)", observed: "var(--chart-guess)", text: "var(--ink)",
  soft: "var(--soft)", grid: "var(--line)",
};
const paper = {
  causal: "#0072B2", observed: "#b04c00", text: "#111111", soft: "#555555", grid: "#e4e4e4",
};

/// An axis that holds all values with some room.
function domain(values) {
  const numbers = values.filter(isNumber);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const room = Math.max(high - low, 1e-6) * 0.06;
  return [low - room, high + room];
}

function axes(x, y, title, colors) {
  return {
    x: { field: "x", type: "quantitative", title, scale: { domain: x, nice: false, zero: false },
      axis: { tickCount: 5, grid: false } },
    y: { field: "y", type: "quantitative", title: "sales growth, year 2",
      scale: { domain: y, nice: false, zero: false },
      axis: { tickCount: 5, labelExpr: "(datum.value < 0 ? '−' : '') + format(abs(datum.value), '.3~%')",
        gridColor: colors.grid } },
  };
}

function causal(result, colors = screen) {
  const rows = result.causal.map((one) => ({
    x: one.satisfaction, y: one.sales_growth.mean, lower: one.sales_growth.lower,
    upper: one.sales_growth.upper, dose: amount(one.dose, "points", 1, true),
    growth: percent(one.sales_growth.mean), interval: interval(one.sales_growth),
    satisfaction: amount(one.satisfaction, "", 1),
  }));
  const xs = rows.map((row) => row.x);
  const middle = (Math.min(...xs) + Math.max(...xs)) / 2;
  const level = rows.reduce((sum, row) => sum + row.y, 0) / Math.max(1, rows.length);
  // The slope that the survey suggests, through the middle of the curve.
  const seen = isNumber(result.observed_slope)
    ? [Math.min(...xs), Math.max(...xs)].map((x) =>
      ({ x, y: level + result.observed_slope * (x - middle) })) : [];
  const position = axes(domain(xs),
    domain([...rows.flatMap((row) => [row.y, row.lower, row.upper]), ...seen.map((one) => one.y)]),
    "true mean satisfaction, year 1", colors);
  return {
    data: { values: rows },
    layer: [
      { data: { values: seen }, encoding: position,
        mark: { type: "line", color: colors.observed, strokeDash: [7, 3], strokeWidth: 1.5 } },
      { transform: [{ filter: "isValid(datum.lower) && isValid(datum.upper)" }],
        mark: { type: "area", color: colors.causal, opacity: 0.18 },
        encoding: { x: position.x, y: { ...position.y, field: "lower" }, y2: { field: "upper" } } },
      { mark: { type: "line", color: colors.causal, strokeWidth: 2.2, point: {
        color: colors.causal, filled: true, size: 55 } },
      encoding: { ...position, tooltip: tips([["dose", "service"], ["satisfaction", "satisfaction"],
        ["growth", "sales growth"], ["interval", "95% interval"]]) } },
    ],
  };
}

function observed(result, colors = screen) {
  const most = Math.max(1, ...result.observed.map((one) => one.customers));
  const rows = result.observed.map((one) => ({
    x: one.satisfaction, y: one.sales_growth, size: 25 + (200 * one.customers) / most,
    band: one.band.replace("-", " to "), growth: percent(one.sales_growth),
    customers: grouped(one.customers),
  }));
  const position = axes(domain(rows.map((row) => row.x)), domain(rows.map((row) => row.y)),
    "survey score", colors);
  return {
    data: { values: rows },
    layer: [
      { mark: { type: "line", color: colors.observed, strokeDash: [7, 3], strokeWidth: 2 },
        encoding: position },
      { mark: { type: "point", filled: true, opacity: 1, color: colors.observed },
        encoding: { ...position,
          size: { field: "size", type: "quantitative", scale: null, legend: null },
          tooltip: tips([["band", "score"], ["growth", "sales growth"],
            ["customers", "customers"]]) } },
    ],
  };
}

const tips = (pairs) => pairs.map(([field, title]) => ({ field, title, type: "nominal" }));

function spec(layers, width, height, size, colors) {
  return {
    ...layers, width, height, padding: 2, autosize: { type: "fit", contains: "padding" },
    config: {
      font: "system-ui, Arial, Helvetica, sans-serif", background: null, view: { stroke: null },
      axis: {
        labelFontSize: size, titleFontSize: size, titleFontWeight: "normal",
        labelColor: colors.text, titleColor: colors.text, domainColor: colors.soft,
        tickColor: colors.soft, labelLimit: 0, titleLimit: 0,
      },
    },
  };
}

async function panel(host, layers, height) {
  const inner = el("div", { "aria-hidden": "true" });
  host.replaceChildren(inner);
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8;
  const width = Math.max(200, host.clientWidth);
  return window.vegaEmbed(inner, spec(layers, width, width < 420 ? 230 : height, size, screen), {
    mode: "vega-lite", actions: false, renderer: "svg", defaultStyle: false, tooltip: true,
  });
}
