// Plays a day: the worlds side by side under one clock, on and back, event by event or as a film.

import { makeDrawing } from "./daydraw.js";
import { clock, makeWorld, sentence, span } from "./dayworld.js";
import { at, el, grouped, say } from "./text.js";

const counters = [
  ["arrived", "came", (counts) => grouped(counts.arrived)],
  ["waiting", "in line now", (counts) => grouped(counts.waiting)],
  ["served", "served", (counts) => grouped(counts.served)],
  ["gave-up", "gave up", (counts) => grouped(counts.gaveUp)],
  ["turned-away", "sent away", (counts) => grouped(counts.turnedAway)],
  ["wait", "average wait", (counts) => span(counts.meanWait)],
];

const others = [
  ["complains", "complained"],
  ["buys", "bought"],
  ["joins", "joined"],
  ["leaves", "left for good"],
];

const names = { base: "As it is", changed: "With your changes" };

/// Makes the player.
///
/// - Parameters:
///   - host: the view, whose `data-state` and `data-minute` say how it is.
///   - team: whose counters are shown; null for all together.
export function makePlayer(host, team) {
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  let lanes = [];
  let minute = 0;
  let frame = 0;
  let last = 0;
  let timer = 0;

  const isPlaying = () => host.dataset.state === "playing";
  const speed = () => Number(at("day-speed").value);

  /// A little before the first who comes.
  function beginning() {
    const firsts = lanes.map(({ day }) => {
      const isOne = (event) => event.minute > 0 && ["waits", "begins"].includes(event.what);
      return day.events.find(isOne)?.minute ?? 480;
    });
    return Math.max(0, Math.floor(Math.min(...firsts)) - 5);
  }

  function makeLanes(days) {
    lanes = days.map(([world, day]) => {
      const stage = el("div", { class: "stage-of-day" });
      const counts = el("dl", { class: "day-counts" }, ...counters.map(([name, title]) =>
        el("div", {}, el("dt", {}, title), el("dd", { "data-count": name }, "0"))));
      const rest = el("p", { class: "hint day-rest" });
      const lane = el("section", { "data-world": world, "aria-label": names[world] },
        el("h3", {}, names[world]), counts, stage, rest);
      return { world, day, lane, stage, counts, rest, states: makeWorld(day) };
    });
    at("day-lanes").replaceChildren(...lanes.map((one) => one.lane));
    at("day-lanes").classList.toggle("two", lanes.length > 1);
    for (const one of lanes) one.drawing = makeDrawing(one.stage, one.day, one.states);
  }

  function draw(one, events) {
    one.drawing.draw(events);
    const counts = one.states.counts(team());
    for (const [name, , text] of counters) {
      say(one.counts.querySelector(`[data-count="${name}"]`), text(counts));
    }
    const parts = others.filter(([name]) => counts[name] > 0)
      .map(([name, word]) => `${grouped(counts[name])} ${word}`);
    say(one.rest, parts.length ? `Today so far: ${parts.join(", ")}.` : "");
  }

  function showTime() {
    say(at("day-clock"), clock(minute));
    at("day-time").value = Math.round(minute);
    at("day-time").setAttribute("aria-valuetext", clock(minute));
    host.dataset.minute = minute.toFixed(3);
  }

  function windTo(time) {
    minute = Math.min(1440, Math.max(0, time));
    for (const one of lanes) draw(one, one.states.to(minute));
    showTime();
  }

  function tick(now) {
    if (!isPlaying()) return;
    const passed = Math.min(0.25, (now - last) / 1000);
    last = now;
    advance(passed * speed());
    if (isPlaying()) frame = requestAnimationFrame(tick);
  }

  function advance(minutes) {
    const before = minute;
    windTo(minute + minutes);
    tellLatest(before);
    if (minute >= 1440) pause();
  }

  function tellLatest(before) {
    const events = lanes.flatMap((one) =>
      one.day.events.filter((event) => event.minute > before && event.minute <= minute
        && event.visit !== undefined).map((event) => [one, event]));
    if (events.length) tell(...events[events.length - 1], false);
  }

  function play() {
    if (!lanes.length) return;
    if (minute >= 1440) windTo(beginning());
    host.dataset.state = "playing";
    say(at("day-toggle"), "Pause");
    last = performance.now();
    // Whoever wants no motion sees a picture a second.
    if (still.matches) timer = setInterval(() => advance(speed()), 1000);
    else frame = requestAnimationFrame(tick);
  }

  function pause() {
    cancelAnimationFrame(frame);
    clearInterval(timer);
    if (isPlaying()) host.dataset.state = "paused";
    say(at("day-toggle"), "Play");
  }

  function tell(one, event, isSpoken) {
    const text = sentence(one.day, event);
    at("day-event").setAttribute("aria-live", isSpoken ? "polite" : "off");
    const where = lanes.length > 1 ? ` (${names[one.world].toLowerCase()})` : "";
    say(at("day-event"), text ? `${clock(event.minute)}: ${text}${where}.` : "");
  }

  function step() {
    pause();
    const next = lanes.filter((one) => one.states.upcoming())
      .sort((a, b) => a.states.upcoming().minute - b.states.upcoming().minute)[0];
    if (!next) return;
    const event = next.states.step();
    minute = event.minute;
    draw(next, [event]);
    for (const one of lanes) if (one !== next) draw(one, []);
    showTime();
    tell(next, event, true);
  }

  function back() {
    pause();
    const latest = (one) => one.day.events[one.states.state.next - 1];
    const last = lanes.filter(latest).sort((a, b) => latest(b).minute - latest(a).minute)[0];
    if (!last) return;
    const event = last.states.back();
    const all = lanes.map(latest).filter(Boolean).map((one) => one.minute);
    minute = all.length ? Math.max(...all) : 0;
    for (const one of lanes) draw(one, []);
    showTime();
    if (event) tell(last, event, true);
    else say(at("day-event"), "The day begins.");
  }

  const resized = new ResizeObserver(() => {
    for (const one of lanes) draw(one, []);
  });
  resized.observe(at("day-lanes"));

  return {
    play,
    pause,
    step,
    back,
    windTo,
    toggle: () => (isPlaying() ? pause() : play()),
    isPlaying,
    hasDay: () => lanes.length > 0,

    /// Shows other days, and begins with them where motion is welcome.
    show(days, isSeen) {
      makeLanes(days);
      windTo(beginning());
      say(at("day-event"), "");
      host.dataset.state = "paused";
      if (!still.matches && isSeen) play();
    },

    /// Counts anew, for another team.
    count() {
      for (const one of lanes) draw(one, []);
    },
  };
}
