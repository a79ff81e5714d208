// Snapshots: settings kept under a name, a row each, to be compared, loaded back and deleted. They
// lie with the server, so they are there after the page and the program were closed.

import { forget, keep, snapshot, snapshots } from "./api.js";
import { mostOverlays } from "./charts.js";
import { at, el, interval, say, verdictMark, verdictOf } from "./text.js";

const keyOf = (settings) => [...settings].sort().join("\n");

/// The headline, of several, that is about the same as that of another.
const headlineOf = (headlines, metric) => headlines?.find((one) =>
  one.metric === metric.metric && one.subject === metric.subject);

/// The most results whose headlines are remembered for rows that were kept before they came.
const mostKnown = 200;

const mapOf = (settings) => new Map(settings.map((setting) => {
  const cut = setting.indexOf("=");
  return [setting.slice(0, cut), setting.slice(cut + 1)];
}));

/// Sets up the section.
///
/// - Parameters:
///   - now: `scenario()`, `settings()`, `title(path)` and `value(path)` of a lever, and `told(path,
///     text)`, a change in words.
///   - onLoad: called with the settings of a row, as a map.
///   - onOverlay: called with the names and curves of the rows that are laid over the charts.
export function setUpSnapshots(now, onLoad, onOverlay) {
  const table = at("snapshots");
  const nameField = at("snapshot-name");
  let rows = [];
  let base = null;
  let chosen = [];
  let laid = [];
  /// Each load has a number: what comes late, of an older list or another scenario, is dropped.
  let loads = 0;
  const known = new Map();
  /// The curves of the rows that are laid over the charts, by their numbers.
  const curves = new Map();

  const headlinesOf = (row) => row.headlines ?? known.get(keyOf(row.settings)) ?? null;
  const tell = (words) => say(at("snapshot-problem"), words);

  async function load() {
    const mine = (loads += 1);
    const all = await snapshots(now.scenario());
    if (mine !== loads) return;
    rows = all.map((row) => ({ ...row, headlines: headlinesOf(row) }));
    const isThere = (number) => number === 0 || rows.some((row) => row.number === number);
    chosen = chosen.filter(isThere);
    laid = laid.filter(isThere);
    show();
    overlay();
  }

  /// Shows the curves of the chosen rows in the charts.
  function overlay() {
    for (const number of curves.keys()) if (!laid.includes(number)) curves.delete(number);
    onOverlay(rows.filter((row) => laid.includes(row.number) && curves.has(row.number))
      .map((row) => ({ name: row.name, curves: curves.get(row.number) })));
  }

  /// Lays the curves of a row over the charts, as soon as they are here.
  async function lay(row) {
    laid = [...laid, row.number];
    const scenario = now.scenario();
    let problem = "";
    try {
      const whole = await snapshot(scenario, row.number);
      if (scenario !== now.scenario() || !laid.includes(row.number)) return;
      if (whole.result) curves.set(row.number, whole.result.curves);
      else problem = `The curves of “${row.name}” are not kept: load it, and let it run to the end.`;
    } catch (error) {
      if (scenario !== now.scenario()) return;
      problem = `“${row.name}” is not laid over the charts: ${error.message}`;
    }
    tell(problem);
    if (problem) {
      laid = laid.filter((number) => number !== row.number);
      show();
    }
    overlay();
  }

  /// Whether a row's curves are in the charts.
  function overlayBox(row, headlines) {
    const id = `overlay-${row.number}`;
    const box = el("input", {
      type: "checkbox", id, class: "snapshot-overlay", checked: laid.includes(row.number),
      disabled: !headlines || (laid.length >= mostOverlays && !laid.includes(row.number)),
      change: () => {
        laid = laid.filter((number) => number !== row.number);
        if (box.checked) lay(row);
        else overlay();
        show();
        at(id)?.focus();
      },
    });
    return el("span", { class: "pick" }, box,
      el("label", { for: id }, "in the charts", el("span", { class: "unseen" }, `, ${row.name}`)));
  }

  at("snapshot-form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = nameField.value.trim();
    if (name === "") {
      nameField.setAttribute("aria-invalid", "true");
      nameField.focus();
      return tell("Give the snapshot a name first.");
    }
    nameField.removeAttribute("aria-invalid");
    try {
      await keep(now.scenario(), name, now.settings());
      nameField.value = "";
      tell(`“${name}” is kept.`);
      await load();
    } catch (error) {
      tell(`Not kept: ${error.message}`);
    }
  });

  function show() {
    const all = [{ number: 0, name: "As it is", settings: [], headlines: base }, ...rows];
    const metrics = all.map(headlinesOf).find((headlines) => headlines) ?? [];
    const best = new Map(metrics.map((metric) => [metric, bestOf(all, metric)]));
    say(at("snapshots-hint"), rows.length
      ? "★ is the best by its mean; where intervals overlap, another may be as good. Choose two "
        + `rows to see what is different. Up to ${mostOverlays} can be laid over the charts.`
      : "Nothing is kept yet. Keep some changes here to compare them later.");
    table.hidden = rows.length === 0;
    table.replaceChildren(
      el("caption", { class: "unseen" }, "Snapshots with their headline results"),
      el("thead", {}, el("tr", {},
        ...["Name", "What to do", "Changes", ...metrics.map((metric) => metric.label)].map((head) =>
          el("th", { scope: "col" }, head)))),
      el("tbody", {}, ...all.map((row) => line(row, metrics, best))));
    showDifference(all);
  }

  function line(row, metrics, best) {
    const headlines = headlinesOf(row);
    const id = `compare-${row.number}`;
    const box = el("input", {
      type: "checkbox", id, checked: chosen.includes(row.number), change: () => {
        chosen = chosen.filter((number) => number !== row.number);
        if (box.checked) chosen = [...chosen, row.number].slice(-2);
        show();
        at(id)?.focus();
      },
    });
    return el("tr", { "data-snapshot": row.number },
      el("th", { scope: "row" }, el("span", { class: "pick" }, box,
        el("label", { for: id }, row.name, el("span", { class: "unseen" }, ", compare")))),
      el("td", { class: "actions" }, el("div", { class: "acts" }, ...actions(row)),
        row.number === 0 ? null : overlayBox(row, headlines)),
      el("td", { class: "changes" }, ...changes(row)),
      ...metrics.map((metric) => cell(row, headlines, metric, best.get(metric))));
  }

  function changes(row) {
    if (row.settings.length === 0) return ["none"];
    return [...mapOf(row.settings)].map(([path, text]) =>
      el("span", { class: "change" }, now.told(path, text)));
  }

  function cell(row, headlines, metric, best) {
    const headline = headlineOf(headlines, metric);
    if (!headline) {
      const words = row.number === 0 ? "–" : "not run to the end";
      return el("td", { "data-metric": metric.metric }, words);
    }
    const kind = verdictOf(headline);
    const brackets = interval(headline.base, headline.unit);
    return el("td", { "data-metric": metric.metric },
      el("strong", {}, headline.text.variant ?? headline.text.base),
      best?.has(row.number) ? el("span", { class: "best" }, "★ best") : null,
      el("span", { class: "against" },
        kind ? headline.text.difference : brackets ? `(${brackets})` : ""),
      kind ? verdictMark(kind) : null);
  }

  function bestOf(all, metric) {
    const direction = { more: 1, less: -1 }[metric.better];
    const values = all.map((row) => {
      const headline = headlineOf(headlinesOf(row), metric);
      return [row.number, (headline?.variant ?? headline?.base)?.mean];
    }).filter(([, value]) => Number.isFinite(value));
    if (!direction || values.length < 2) return new Set();
    const top = Math.max(...values.map(([, value]) => direction * value));
    const winners = values.filter(([, value]) => direction * value === top);
    return new Set(winners.length === values.length ? [] : winners.map(([number]) => number));
  }

  function actions(row) {
    const load = el("button", { type: "button", class: "snapshot-load", click: () =>
      onLoad(mapOf(row.settings)) }, "Load", el("span", { class: "unseen" }, ` ${row.name}`));
    if (row.number === 0) return [load];
    const ask = el("button", { type: "button", class: "snapshot-delete quiet", click: () => {
      const yes = el("button", { type: "button", class: "snapshot-delete-yes", click: () =>
        remove(row) }, "Yes, delete", el("span", { class: "unseen" }, ` ${row.name}`));
      const no = el("button", { type: "button", class: "quiet", click: () => {
        cell.replaceChildren(...actions(row));
        cell.querySelector(".snapshot-delete").focus();
      } }, "Keep it");
      const cell = ask.closest(".acts");
      cell.replaceChildren(yes, no);
      yes.focus();
    } }, "Delete", el("span", { class: "unseen" }, ` ${row.name}`));
    return [load, ask];
  }

  async function remove(row) {
    try {
      await forget(now.scenario(), row.number);
      tell(`“${row.name}” is deleted.`);
    } catch (error) {
      if (error.kind !== "not-found") return tell(`Not deleted: ${error.message}`);
    }
    at("kept-title").focus();
    await load().catch((error) => tell(error.message));
  }

  /// What is different between the two chosen rows.
  function showDifference(all) {
    const host = at("snapshot-difference");
    const pair = chosen.map((number) => all.find((row) => row.number === number)).filter(Boolean);
    if (pair.length < 2) return host.replaceChildren();
    const settings = pair.map((row) => mapOf(row.settings));
    const paths = [...new Set(settings.flatMap((map) => [...map.keys()]))]
      .filter((path) => settings[0].get(path) !== settings[1].get(path));
    const value = (map, path) => {
      if (now.isPlanned(path)) return map.has(path) ? now.told(path, map.get(path)) : "as it is";
      return map.get(path) ?? `${now.value(path) ?? ""} (as it is)`.trim();
    };
    const results = pair.map(headlinesOf);
    const metrics = results[0] && results[1] ? results[0] : [];
    const text = (headlines, metric) => {
      const headline = headlineOf(headlines, metric);
      return headline ? headline.text.variant ?? headline.text.base : "–";
    };
    const body = (label, first, second) => el("tr", {}, el("th", { scope: "row" }, label),
      el("td", {}, first), el("td", {}, second));
    host.replaceChildren(
      el("h3", {}, "What is different"),
      el("table", {},
        el("thead", {}, el("tr", {}, el("td", {}),
          ...pair.map((row) => el("th", { scope: "col" }, row.name)))),
        el("tbody", {}, ...paths.map((path) =>
          body(now.title(path), value(settings[0], path), value(settings[1], path)))),
        el("tbody", {}, ...metrics.map((metric) =>
          body(metric.label, text(results[0], metric), text(results[1], metric))))),
      ...(paths.length ? [] : [el("p", {}, "Their settings are the same.")]));
  }

  return {
    load,

    /// Remembers the headlines of a finished result, for rows that were kept before it came.
    learn(settings, { headlines }) {
      if (settings.length === 0) base = headlines;
      known.delete(keyOf(settings));
      known.set(keyOf(settings), headlines);
      if (known.size > mostKnown) known.delete(known.keys().next().value);
      const isKept = rows.some((row) => keyOf(row.settings) === keyOf(settings));
      if (settings.length === 0 || isKept) show();
    },

    /// Forgets everything, before another scenario.
    clear() {
      loads += 1;
      rows = [];
      chosen = [];
      laid = [];
      base = null;
      known.clear();
      curves.clear();
      tell("");
      show();
    },
  };
}
