// "Month by month": which curve of whom, the two charts, their words and their table.

import { loadVega, makeChart, picture } from "./charts.js";
import { modelOf } from "./model.js";
import { at, el, say } from "./text.js";

/// Sets up the section.
export function setUpCurves() {
  const curveChoice = at("curve-choice");
  const subjectChoice = at("subject-choice");
  const hosts = { level: at("chart"), difference: at("chart-difference") };
  const drawn = {};
  let curves = [];
  let chosen = { id: "retention", subject: "all" };
  let guess = null;
  let overlays = [];
  let model = null;
  let shown = "";
  let drawing = Promise.resolve();

  hosts.level.setAttribute("role", "img");
  hosts.difference.setAttribute("role", "img");

  const current = () =>
    curves.find((curve) => curve.id === chosen.id && curve.subject === chosen.subject)
    ?? curves.find((curve) => curve.id === chosen.id) ?? curves[0];

  /// The same curve of each snapshot that is laid over, as far as it has it.
  const laidOver = (curve) => overlays.map(({ name, curves: others }) => {
    const same = others.find((one) => one.id === curve.id && one.subject === curve.subject);
    return { name, values: (same?.variant ?? same?.base)?.mean ?? [] };
  });

  function showChoices() {
    const curve = current();
    const titles = new Map(curves.map((one) => [one.id, one]));
    options(curveChoice, [...titles].map(([id, one]) => [id, one.title, one.group]), curve?.id);
    options(subjectChoice, curves.filter((one) => one.id === curve?.id)
      .map((one) => [one.subject, one.subject_title]), curve?.subject);
  }

  function show() {
    const curve = current();
    if (!curve) return;
    showChoices();
    const key = `${curve.id} ${curve.subject}`;
    const line = curve.id === "retention" && curve.subject === "all" ? guess : null;
    model = modelOf(curve, line, shown === key ? model : null, laidOver(curve));
    shown = key;
    say(at("chart-title"), model.levelTitle);
    say(at("chart-difference-title"), model.differenceTitle);
    at("chart-difference-figure").hidden = !model.hasVariant;
    say(at("chart-summary"), model.summary);
    hosts.level.setAttribute("aria-label", `${model.levelTitle}. ${model.summary}`);
    hosts.difference.setAttribute("aria-label", `${model.differenceTitle}. ${model.summary}`);
    table(model);
    draw();
  }

  /// Draws one after another: a chart that is being made must not be made twice.
  function draw() {
    drawing = drawing.then(async () => {
      if (!(await loadVega())) {
        at("no-vega").hidden = false;
        at("chart-data").open = true;
        for (const id of ["chart-figure", "chart-difference-figure"]) at(id).hidden = true;
        for (const id of ["download-svg", "download-png", "present"]) at(id).disabled = true;
        return;
      }
      const now = model;
      for (const kind of ["level", "difference"]) {
        if (kind === "difference" && !now.hasVariant) continue;
        if (drawn[kind]) await drawn[kind].update(now);
        else drawn[kind] = await makeChart(hosts[kind], kind, now, room(kind));
      }
    }).catch((error) => console.error(error));
  }

  function room(kind) {
    const width = Math.max(200, hosts[kind].clientWidth);
    const isNarrow = width < 420;
    const height = kind === "level" ? (isNarrow ? 230 : 300) : isNarrow ? 170 : 300;
    const isBeside = hosts.level.getBoundingClientRect().top
      === hosts.difference.getBoundingClientRect().top;
    return {
      width, height: kind === "difference" && !isBeside ? 180 : height,
      size: parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8,
    };
  }

  const resized = new ResizeObserver(() => {
    for (const kind of Object.keys(drawn)) {
      if (hosts[kind].clientWidth === 0) continue;
      const { width, height } = room(kind);
      drawn[kind].resize(width, height);
    }
  });
  for (const host of Object.values(hosts)) resized.observe(host);

  curveChoice.addEventListener("change", () => {
    chosen = { id: curveChoice.value, subject: current()?.subject ?? "all" };
    show();
  });
  subjectChoice.addEventListener("change", () => {
    chosen = { id: current().id, subject: subjectChoice.value };
    show();
  });

  return {
    /// Shows the curves of a result; retention first.
    show(result) {
      curves = [...result.curves].sort((a, b) =>
        Number(b.id === "retention") - Number(a.id === "retention"));
      show();
    },

    /// Shows the first months of one curve, as long as there is no more.
    glimpse(curve) {
      const place = curves.findIndex((one) => one.id === curve.id && one.subject === curve.subject);
      if (place < 0) return;
      curves[place] = { ...curves[place], ...curve };
      const now = current();
      if (now === curves[place]) show();
    },

    /// Shows what somebody guessed beside what came; null for nothing.
    showGuess(line) {
      guess = line;
      if (curves.length) show();
    },

    /// Lays the curves of snapshots over the chart: a name and the curves of each.
    layOver(all) {
      overlays = all;
      if (curves.length) show();
    },

    /// What is shown, in rows, with its title.
    model: () => model,

    /// Goes back to retention of all customers.
    showRetention() {
      chosen = { id: "retention", subject: "all" };
      if (curves.length) show();
    },

    /// Forgets everything, before another scenario.
    clear() {
      curves = [];
      guess = null;
      overlays = [];
      model = null;
      shown = "";
      chosen = { id: "retention", subject: "all" };
    },

    /// All curves, for the presentation.
    all: () => curves,
    current,
    choose(curve) {
      chosen = { id: curve.id, subject: curve.subject };
      show();
    },

    /// The charts as a picture; null where nothing is drawn.
    async picture(title, subtitle, format) {
      if (!model || !(await loadVega())) return null;
      return picture(model, { title, subtitle, hasDifference: model.hasVariant }, format);
    },
  };
}

/// Fills a list, and leaves it alone where it is the same: it may be open.
function options(select, pairs, value) {
  const key = JSON.stringify(pairs);
  if (select.dataset.options !== key) {
    select.dataset.options = key;
    const groups = [...new Set(pairs.map(([, , group]) => group ?? ""))];
    select.replaceChildren(...groups.flatMap((group) => {
      const list = pairs.filter(([, , one]) => (one ?? "") === group)
        .map(([id, title]) => el("option", { value: id }, title));
      return group ? [el("optgroup", { label: group }, ...list)] : list;
    }));
  }
  if (value !== undefined && select.value !== value) select.value = value;
}

/// The table behind the charts.
function table(model) {
  const heads = ["Month", "Base", "95% interval"];
  if (model.hasVariant) heads.push("What-if", "95% interval", "Difference", "95% interval");
  heads.push(...model.overlays);
  at("chart-table").replaceChildren(
    el("caption", {}, model.levelTitle),
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, ...model.rows.map((row) => {
      const cells = [row.baseText, row.baseSpan];
      if (model.hasVariant) {
        cells.push(row.whatIfText, row.whatIfSpan, row.diffText, row.diffSpan);
      }
      cells.push(...row.overlayTexts);
      return el("tr", {}, el("th", { scope: "row" }, String(row.month)),
        ...cells.map((cell) => el("td", {}, cell)));
    })));
}
