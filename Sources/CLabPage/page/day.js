// "One day": a day of the first run, played, stepped through and read off.
//
// For tests, these stay as they are: #day-date, #day-busiest, #day-course, #day-world, #day-toggle,
// #day-step, #day-speed, #day-time, #day-clock, #day-event, [data-world=base or changed] with
// [data-count=arrived, waiting, served, gave-up, turned-away, wait], #day-team, [data-table=WORLD]
// with [data-total=NAME]; and on the view data-state (loading, paused, playing or wrong) and
// data-minute.

import * as api from "./api.js";
import { fillLegend } from "./daylegend.js";
import { makePlayer } from "./dayplay.js";
import { busiestTeam, showTables } from "./daytable.js";
import { clock } from "./dayworld.js";
import { at, el, grouped, say } from "./text.js";
import { addView, view } from "./views.js";

/// Sets up the view.
///
/// - Parameter lab: `scenario()` and `settings()` as they are now.
export function setUpDay(lab) {
  const host = at("view-day");
  let asked = new AbortController();
  let shown = "";
  let days = [];
  let wasPlaying = false;
  let isShown = false;
  let wish = {};
  let subject = null;

  const state = (name) => { host.dataset.state = name; };
  const team = () => (at("day-team").value === "" ? null : Number(at("day-team").value));
  const player = makePlayer(host, team);
  const key = () =>
    JSON.stringify([
      lab.scenario()?.id, lab.scenario()?.edition, lab.settings(), at("day-world").value, wish,
    ]);

  // Loading.

  function worlds() {
    const chosen = at("day-world").value;
    const hasChanges = lab.settings().length > 0;
    if (!hasChanges || chosen === "base") return ["base"];
    return chosen === "both" ? ["base", "changed"] : ["changed"];
  }

  function offerWorlds() {
    const hasChanges = lab.settings().length > 0;
    for (const option of at("day-world").options) {
      option.disabled = !hasChanges && option.value !== "base";
    }
    if (!hasChanges) at("day-world").value = "base";
  }

  const settingsOf = (world) => (world === "base" ? [] : lab.settings());

  async function load() {
    if (!lab.scenario()) return;
    offerWorlds();
    // Whatever was asked for before is not what is wanted now, also where that is shown already.
    asked.abort();
    if (key() === shown) return stay();
    player.pause();
    asked = new AbortController();
    const mine = asked;
    const wanted = key();
    state("loading");
    say(at("day-note"), "Simulating the day.");
    try {
      // The last of them has the changes: where a course is looked for, it is theirs.
      const names = worlds();
      const last = names[names.length - 1];
      const id = lab.scenario().id;
      const day = await api.day(id, settingsOf(last), wish, mine.signal);
      const found = [[last, day]];
      if (names.length > 1) {
        const same = { day: day.date };
        found.unshift([names[0], await api.day(id, settingsOf(names[0]), same, mine.signal)]);
      }
      if (mine.signal.aborted) return;
      shown = wanted;
      days = found;
      show();
    } catch (error) {
      if (error.name === "AbortError" || mine.signal.aborted) return;
      state(player.hasDay() ? "paused" : "wrong");
      say(at("day-note"), error.message);
    }
  }

  /// Goes back to the day that is shown, where another was on its way.
  function stay() {
    if (host.dataset.state === "loading") state("paused");
    limits(days[0][1]);
    say(at("day-note"), told());
  }

  function show() {
    const [, first] = days[0];
    limits(first);
    say(at("day-note"), told());
    at("day-play").hidden = false;
    fillLegend(at("day-legend"));
    offerTeams(first);
    player.show(days, isShown);
    count();
  }

  const iso = (time) => new Date(time).toISOString().slice(0, 10);
  const dayLong = 86_400_000;

  /// The days that can be chosen.
  function limits(day) {
    const start = Date.parse(day.date) - (day.day - 1) * dayLong;
    const date = at("day-date");
    date.min = iso(start);
    date.max = iso(start + (day.days - 1) * dayLong);
    date.value = day.date;
    at("day-before").disabled = day.day <= 1;
    at("day-after").disabled = day.day >= day.days;
  }

  /// Which day it is, and how much of it is drawn.
  function told() {
    const [, first] = days[0];
    const { chosen } = days[days.length - 1][1];
    const why = { busiest: ", the busiest of the first week", course: ", with a course" };
    const text = `${first.weekday} ${first.date}${why[chosen] ?? ""}: day ${grouped(first.day)} of `
      + `${grouped(first.days)}.`;
    const cut = days.find(([, day]) => day.cut > 0)?.[1];
    if (!cut) return text;
    const until = clock(cut.events[cut.events.length - 1].minute);
    return `${text} So much happens that only the first ${grouped(cut.events.length)} events are `
      + `drawn, up to ${until}; the table holds the whole day.`;
  }

  /// The teams whose counters are shown; at first the one that most get in touch with.
  function offerTeams(day) {
    const choice = at("day-team");
    const titles = day.teams.map((one) => one.title);
    if (choice.dataset.titles === JSON.stringify(titles)) return;
    choice.dataset.titles = JSON.stringify(titles);
    choice.replaceChildren(...titles.map((title, i) => el("option", { value: i }, title)),
      el("option", { value: "" }, "all together"));
    choice.value = String(busiestTeam(day));
  }

  function count() {
    showTables(days, team());
    player.count();
  }

  // What a reader does.

  function choose(next) {
    wish = next;
    load();
  }

  function moveDay(by) {
    const time = Date.parse(at("day-date").value) + by * dayLong;
    if (Number.isFinite(time)) choose({ day: iso(time) });
  }

  at("day-form").addEventListener("submit", (event) => event.preventDefault());
  at("day-date").addEventListener("change", () => {
    if (at("day-date").value) choose({ day: at("day-date").value });
  });
  at("day-before").addEventListener("click", () => moveDay(-1));
  at("day-after").addEventListener("click", () => moveDay(1));
  at("day-busiest").addEventListener("click", () => choose({}));
  at("day-course").addEventListener("click", () => {
    const now = days[days.length - 1]?.[1];
    // From the day after, where the day shown is one with a course.
    const from = now && now.chosen === "course" ? now.day + 1 : now?.day ?? 1;
    if (now && from > now.days) return say(at("day-note"), "This is the last day.");
    choose({ day: String(from), find: "course" });
  });
  at("day-world").addEventListener("change", load);
  at("day-team").addEventListener("change", count);
  at("day-toggle").addEventListener("click", player.toggle);
  at("day-step").addEventListener("click", player.step);
  at("day-time").addEventListener("input", () => {
    player.pause();
    player.windTo(Number(at("day-time").value));
    say(at("day-event"), "");
  });

  addEventListener("keydown", (event) => {
    if (view() !== "day" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (!player.hasDay()) return;
    const target = event.target instanceof Element ? event.target : document.body;
    if (target.closest("input, select, textarea, [popover], .scroll")) return;
    if (event.key === " " && !target.closest("button, a, summary")) player.toggle();
    else if (event.key === "ArrowRight") player.step();
    else if (event.key === "ArrowLeft") player.back();
    else return;
    event.preventDefault();
  });

  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      wasPlaying = player.isPlaying();
      player.pause();
    } else if (wasPlaying && isShown) {
      player.play();
    }
  });

  addView("day", {
    enter() {
      isShown = true;
      load();
    },
    leave() {
      isShown = false;
      player.pause();
    },
  });

  return {
    /// The scenario or its changes are others now.
    changed() {
      if (lab.scenario().id !== subject) wish = {};
      subject = lab.scenario().id;
      if (isShown) load();
    },
  };
}
