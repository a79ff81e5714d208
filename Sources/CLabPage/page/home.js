// "Take it home": the report, one page that holds what is on the screen, and the curves as a table.

import { file } from "./api.js";
import { download } from "./share.js";
import { at, el, isNumber, say } from "./text.js";

const style = `body { font: 15px/1.45 system-ui, Arial, sans-serif; color: #1a1d21; background: #fff;
  max-width: 62rem; margin: 1.5rem auto; padding: 0 1rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin: 1.6rem 0 .4rem; } h3 { font-size: 1.05rem; }
table { border-collapse: collapse; margin: .4rem 0 1rem; font-variant-numeric: tabular-nums; font-size: .9rem; }
th, td { text-align: left; vertical-align: top; padding: .25rem .9rem .25rem 0; border-bottom: 1px solid #dde2e6; }
caption { text-align: left; color: #55606b; } td p { margin: 0 0 .2rem; }
svg { max-width: 100%; height: auto; } .soft, .meaning, .against { color: #55606b; display: block; }
.bar { display: block; height: .6rem; min-width: 1px; width: calc(var(--share) * 100%); background: #717c87; }
.scroll { overflow-x: auto; } .mark { display: block; color: #7a5200; }
@page { size: A4; margin: 14mm; } tr, svg { break-inside: avoid; } h2, h3 { break-after: avoid-page; }`;

/// Sets up the buttons.
///
/// - Parameter now: `scenario()`, `version()`, `settings()`, `changes()` in words, `result()`,
///   `curves` and `growth`.
export function setUpHome(now) {
  const note = (words) => say(at("home-note"), words);
  let making = new AbortController();

  async function report() {
    const button = at("download-report");
    making.abort();
    const mine = new AbortController();
    making = mine;
    button.disabled = true;
    note("Making the report: what it needs is run once more.");
    const { id } = now.scenario();
    try {
      const blob = await file(id, "report.html", now.settings(), mine.signal);
      if (making !== mine) return;
      download(`${id}-report.html`, blob);
      note("The report is among your downloads.");
    } catch (error) {
      if (making === mine) note(`The report could not be made: ${error.message}`);
    } finally {
      if (making === mine) button.disabled = false;
    }
  }

  async function page() {
    try {
      const text = await pageText();
      download(`${now.scenario().id}-lab.html`, new Blob([text], { type: "text/html" }));
      note("The page is among your downloads. It opens in any browser, without the program.");
    } catch (error) {
      console.error(error);
      note(`The page could not be made: ${error.message}`);
    }
  }

  function table() {
    const model = now.curves.model();
    if (!model) return note("There is no curve yet.");
    const name = `${now.scenario().id}-${now.curves.current().id}.csv`;
    download(name, new Blob([csvOf(model, now.curves.current())], { type: "text/csv" }));
  }

  async function pageText() {
    const scenario = now.scenario();
    const doc = document.implementation.createHTMLDocument(`${scenario.title} · cxlab`);
    doc.documentElement.lang = "en";
    doc.head.prepend(el("meta", { charset: "utf-8" }));
    // Nothing is fetched and nothing runs, whoever changes the file.
    doc.head.append(
      el("meta", { "http-equiv": "Content-Security-Policy",
        content: "default-src 'none'; style-src 'unsafe-inline'" }),
      el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      el("style", {}, style));
    const changes = now.changes();
    const put = (...children) => doc.body.append(...children.filter(Boolean));
    put(el("h1", {}, scenario.title), scenario.about ? el("p", {}, scenario.about) : null,
      el("h2", {}, "What is changed"),
      changes.length ? el("ul", {}, ...changes.map((one) => el("li", {}, one)))
        : el("p", {}, "Nothing: this is the scenario as it is."));
    put(el("h2", {}, "In short"), el("p", { class: "soft" }, at("pairs").textContent),
      copied("sentences"), headlines(now.result()));
    await putCharts(put, doc);
    put(el("h2", {}, "Customers saved and lost"), el("p", {}, at("fates-text").textContent),
      copied("fates"), copied("stories"));
    const rows = at("snapshots");
    if (!rows.hidden) put(el("h2", {}, "Snapshots"), el("div", { class: "scroll" }, copied("snapshots")));
    put(el("p", { class: "soft" }, at("stamp").textContent));
    return `<!DOCTYPE html>\n${doc.documentElement.outerHTML}\n`;
  }

  async function putCharts(put, doc) {
    const model = now.curves.model();
    const drawn = await now.curves.picture("", "", "svg");
    if (model) {
      put(el("h2", {}, "Month by month"), el("h3", {}, model.levelTitle));
      if (drawn) put(drawing(doc, await drawn.text(), model.levelTitle));
      put(el("p", {}, model.summary), el("div", { class: "scroll" }, copied("chart-table")));
    }
    if (at("growth-result").hidden || at("growth").hidden) return;
    put(el("h2", {}, "What satisfaction does to sales"),
      el("p", {}, at("growth-summary").textContent),
      at("growth-status").textContent ? el("p", { class: "soft" }, at("growth-status").textContent)
        : null);
    for (const { title, svg } of await now.growth.pictures()) {
      put(el("h3", {}, title), drawing(doc, svg, title));
    }
    put(el("div", { class: "scroll" }, copied("growth-table")));
  }

  at("download-report").addEventListener("click", report);
  at("download-page").addEventListener("click", page);
  at("download-curves").addEventListener("click", table);

  return {
    /// Drops a report that is being made, before another scenario.
    clear() {
      making.abort();
      making = new AbortController();
      at("download-report").disabled = false;
      note("");
    },
  };
}

/// A picture within a page.
function drawing(doc, text, title) {
  const svg = doc.importNode(
    new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
  for (const name of ["xmlns", "xmlns:xlink", "version"]) svg.removeAttribute(name);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", title);
  const box = [svg.getAttribute("width"), svg.getAttribute("height")];
  if (!svg.hasAttribute("viewBox")) svg.setAttribute("viewBox", `0 0 ${box.join(" ")}`);
  return svg;
}

/// What an element of the page shows, without what can be worked with; null where it shows nothing.
function copied(id) {
  const original = at(id);
  if (original.hidden || original.childElementCount === 0) return null;
  const copy = original.cloneNode(true);
  for (const one of copy.querySelectorAll("button, input, select, [hidden], .pick .unseen")) {
    one.remove();
  }
  if (id === "snapshots") {
    for (const row of copy.rows) row.cells[1]?.remove();
  }
  for (const one of [copy, ...copy.querySelectorAll("*")]) {
    for (const { name } of [...one.attributes]) {
      if (!["class", "scope", "colspan", "rowspan", "style"].includes(name)) one.removeAttribute(name);
    }
  }
  return copy;
}

/// The headlines as a table.
function headlines(result) {
  if (!result) return null;
  const isWhatIf = result.headlines.some((one) => one.variant);
  const heads = ["Figure", "As it is"];
  if (isWhatIf) heads.push("With the changes", "Difference (95% interval)", "Verdict");
  return el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, ...result.headlines.map(({ label, text }) => el("tr", {},
      el("th", { scope: "row" }, label), el("td", {}, text.base),
      ...(isWhatIf ? [text.variant, text.difference, text.verdict].map((one) =>
        el("td", {}, one ?? "–")) : [])))));
}

/// The curves of the chart as a table for spreadsheets: numbers as they are, in the chart's unit.
export function csvOf(model, curve) {
  const cell = (value) => {
    if (!isNumber(value)) return /[",\n]/.test(value ?? "") ? `"${value.replaceAll('"', '""')}"` : value ?? "";
    return String(Number(value.toPrecision(12)));
  };
  const fields = ["month", "base", "baseLower", "baseUpper"];
  const heads = ["month", "base", "base_lower", "base_upper"];
  if (model.hasVariant) {
    fields.push("whatIf", "whatIfLower", "whatIfUpper", "diff", "diffLower", "diffUpper");
    heads.push("what_if", "what_if_lower", "what_if_upper", "difference", "difference_lower",
      "difference_upper");
  }
  model.overlays.forEach((name, n) => {
    fields.push(`snap${n}`);
    heads.push(name);
  });
  const rows = model.rows.map((row) =>
    [curve.id, curve.subject, model.unit, ...fields.map((field) => row[field])]);
  return [["curve", "subject", "unit", ...heads], ...rows]
    .map((row) => row.map(cell).join(",")).join("\n") + "\n";
}
