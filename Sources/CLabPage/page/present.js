// Presentation: one chart at a time in large letters, for a projector. Arrow keys go on and back,
// Escape leaves.

import { loadVega, makeChart } from "./charts.js";
import { modelOf } from "./model.js";
import { at, el, say } from "./text.js";

/// Sets up the presentation.
///
/// - Parameters:
///   - curves: the section of curves.
///   - guess: what was guessed of retention, or null.
export function setUpPresentation(curves, guess) {
  const stage = at("stage");
  const body = at("stage-body");
  const others = () => [...document.body.children].filter((one) =>
    one !== stage && !["SCRIPT", "NOSCRIPT"].includes(one.tagName));
  let charts = [];
  let model = null;
  let key = "";
  let drawing = Promise.resolve();

  const isOn = () => !stage.hidden;

  function enter() {
    if (isOn() || curves.all().length === 0) return;
    stage.hidden = false;
    document.body.classList.add("presenting");
    for (const one of others()) one.inert = true;
    show();
    at("stage-title").focus();
  }

  function leave() {
    if (!isOn()) return;
    stage.hidden = true;
    document.body.classList.remove("presenting");
    for (const one of others()) one.inert = false;
    clear();
    at("present").focus();
  }

  function clear() {
    drawing = drawing.then(() => {
      for (const chart of charts) chart.remove();
      charts = [];
      body.replaceChildren();
    });
  }

  function go(by) {
    const all = curves.all();
    const place = all.indexOf(curves.current());
    curves.choose(all[(place + by + all.length) % all.length]);
    show();
  }

  function show() {
    const curve = curves.current();
    const all = curves.all();
    const isRetention = curve.id === "retention" && curve.subject === "all";
    const next = `${curve.id} ${curve.subject}`;
    model = modelOf(curve, isRetention ? guess() : null, next === key ? model : null);
    key = next;
    say(at("stage-title"), model.levelTitle);
    say(at("stage-place"), `${all.indexOf(curve) + 1} of ${all.length}`);
    const sentence = at("sentences").firstElementChild?.textContent;
    say(at("stage-text"), isRetention && sentence ? sentence : model.summary);
    drawing = drawing.then(draw).catch((error) => console.error(error));
  }

  async function draw() {
    if (!isOn() || !(await loadVega())) return;
    const now = model;
    const kinds = now.hasVariant ? ["level", "difference"] : ["level"];
    if (charts.length === kinds.length) {
      for (const chart of charts) await chart.update(now);
      return;
    }
    for (const chart of charts) chart.remove();
    charts = [];
    const isWide = innerWidth > 900;
    const hosts = kinds.map((kind) => el("div", { role: "img", class: "drawing" }));
    body.replaceChildren(...hosts.map((host, i) => el("figure", {},
      kinds[i] === "difference" ? el("figcaption", {}, now.differenceTitle) : "", host)));
    body.classList.toggle("beside", isWide && kinds.length > 1);
    const size = Math.min(30, Math.max(14, innerWidth / 75));
    for (const [i, kind] of kinds.entries()) {
      hosts[i].setAttribute("aria-label", now.summary);
      const room = body.clientHeight - 2 * size - 24;
      const height = isWide ? room : room / kinds.length - size;
      charts.push(await makeChart(hosts[i], kind, now, {
        size, width: hosts[i].clientWidth, height: Math.max(180, height),
      }));
    }
  }

  at("present").addEventListener("click", enter);
  at("stage-leave").addEventListener("click", leave);
  at("stage-before").addEventListener("click", () => go(-1));
  at("stage-next").addEventListener("click", () => go(1));
  addEventListener("keydown", (event) => {
    if (!isOn() || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Escape") leave();
    else if (["ArrowRight", "ArrowDown", "PageDown"].includes(event.key)) go(1);
    else if (["ArrowLeft", "ArrowUp", "PageUp"].includes(event.key)) go(-1);
    else return;
    event.preventDefault();
  });
  addEventListener("resize", () => {
    if (!isOn()) return;
    clear();
    show();
  });

  return {
    /// Shows what came meanwhile.
    update() {
      if (isOn()) show();
    },
  };
}
