// A plot that a curve is drawn on with mouse, finger or arrow keys: a thin line of what is, and the
// line that one moves.

import { amount, isNumber } from "./text.js";

const space = "http://www.w3.org/2000/svg";

/// Makes an element of a drawing.
export function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const percent = (value) => amount(value, "%", 1);

/// Makes a plot in an element.
///
/// - Parameter title: the id of what names it.
export function makeGuessPlot(host, title) {
  let curve = null;
  let start = [];
  let line = null;
  let redraw = () => {};

  /// The months that have a point to move: each year, or the last where there is less than one.
  function handles() {
    const all = curve.months.map((month, i) => [month, i]).filter(([month]) =>
      month > 0 && month % 12 === 0).map(([, i]) => i);
    return all.length ? all : [curve.months.length - 1];
  }

  function draw() {
    const months = curve.months;
    const width = Math.max(220, host.clientWidth);
    const height = Math.min(320, Math.max(220, width * 0.45));
    const [left, right, top, bottom] = [52, width - 22, 16, height - 46];
    const floor = Math.max(0, Math.floor((Math.min(...start.filter(isNumber)) - 15) / 10) * 10);
    const end = months[months.length - 1];
    const x = (month) => left + ((right - left) * month) / end;
    const y = (value) => bottom - ((bottom - top) * (value - floor)) / (100 - floor);
    const path = (values) =>
      "M" + months.map((month, i) => `${x(month)},${y(values[i])}`).join("L");
    const step = 100 - floor > 50 ? 20 : 10;
    const every = end > 18 ? 12 : end > 6 ? 6 : 1;
    const grid = [];
    for (let value = Math.ceil(floor / step) * step; value <= 100; value += step) {
      grid.push(
        svg("line", { class: "grid", x1: left, x2: right, y1: y(value), y2: y(value) }),
        svg("text", { x: left - 8, y: y(value), "text-anchor": "end", dy: "0.35em" }, `${value}%`));
    }
    for (let month = 0; month <= end; month += every) {
      grid.push(
        svg("text", { x: x(month), y: bottom + 20, "text-anchor": "middle" }, String(month)));
    }
    const drawn = svg("path", { class: "guessed" });
    const marks = handles().map((i) => {
      const month = months[i];
      const handle = svg("g", {
        class: "handle", tabindex: 0, role: "slider", "data-month": month,
        "aria-label": `Your guess after ${month} months`, "aria-orientation": "vertical",
        "aria-valuemin": 0, "aria-valuemax": 100,
      }, svg("circle", { class: "target", r: 14 }), svg("circle", { class: "dot", r: 7 }),
      svg("text", { "text-anchor": "middle", y: -18 }));
      handle.addEventListener("keydown", (event) => key(event, i));
      return handle;
    });
    const plot = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "group",
      "aria-labelledby": title },
    ...grid,
    svg("text", { x: (left + right) / 2, y: height - 6, "text-anchor": "middle" }, "month"),
    svg("path", { class: "as-is", d: path(start) }), drawn, ...marks);

    redraw = () => {
      drawn.setAttribute("d", path(line));
      handles().forEach((i, n) => {
        const handle = marks[n];
        handle.setAttribute("transform", `translate(${x(months[i])},${y(line[i])})`);
        handle.setAttribute("aria-valuenow", line[i].toFixed(1));
        handle.setAttribute("aria-valuetext", percent(line[i]));
        const label = handle.querySelector("text");
        label.textContent = percent(line[i]);
        label.setAttribute("y", y(line[i]) < top + 24 ? 30 : -18);
        label.setAttribute("x", x(months[i]) > right - 24 ? -14 : 0);
      });
    };

    const place = (event) => {
      const bounds = plot.getBoundingClientRect();
      const month = ((event.clientX - bounds.left - left) / (right - left)) * end;
      const share = (bottom - (event.clientY - bounds.top)) / (bottom - top);
      return {
        month: Math.min(Math.max(month, 0), end),
        value: Math.min(Math.max(floor + share * (100 - floor), floor), 100),
      };
    };

    // A stroke sets every month that it passes over, from where it was to where it is.
    let before = null;
    const stroke = (event) => {
      const now = place(event);
      const from = before ?? now;
      const [low, high] = from.month <= now.month ? [from, now] : [now, from];
      months.forEach((month, i) => {
        if (i === 0 || month < low.month - 0.5 || month > high.month + 0.5) return;
        const span = high.month - low.month;
        const share = span > 0 ? Math.min(Math.max((month - low.month) / span, 0), 1) : 1;
        line[i] = low.value + share * (high.value - low.value);
      });
      before = now;
      redraw();
    };

    // Taking hold of a point moves what lies between its neighbours with it; elsewhere one draws,
    // and a tap brings the nearest point there.
    let press = null;
    plot.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      plot.setPointerCapture(event.pointerId);
      before = null;
      const handle = event.target.closest(".handle");
      handle?.focus();
      press = {
        x: event.clientX, y: event.clientY, hasMoved: false,
        index: handle ? handles()[marks.indexOf(handle)] : null,
      };
    });
    plot.addEventListener("pointermove", (event) => {
      if (!press) return;
      if (Math.hypot(event.clientX - press.x, event.clientY - press.y) > 4) press.hasMoved = true;
      if (!press.hasMoved) return;
      if (press.index === null) stroke(event);
      else moveTo(press.index, place(event).value);
    });
    plot.addEventListener("pointerup", (event) => {
      if (press && !press.hasMoved && press.index === null) {
        const { month, value } = place(event);
        const gap = (i) => Math.abs(months[i] - month);
        moveTo(handles().reduce((a, b) => (gap(b) < gap(a) ? b : a)), value);
      }
      press = null;
    });
    plot.addEventListener("pointercancel", () => {
      press = null;
    });
    host.replaceChildren(plot);
    redraw();
  }

  function key(event, i) {
    const step = {
      ArrowUp: 0.5, ArrowRight: 0.5, ArrowDown: -0.5, ArrowLeft: -0.5, PageUp: 5, PageDown: -5,
    }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    moveTo(i, line[i] + step);
  }

  /// Moves the point of a year; months between its neighbours follow.
  function moveTo(i, value) {
    const stops = [0, ...handles()];
    const place = stops.indexOf(i);
    const [before, after] = [stops[place - 1], stops[place + 1]];
    const change = Math.min(Math.max(value, 0), 100) - line[i];
    line = line.map((old, k) => {
      let share = 0;
      if (k > before && k <= i) share = (k - before) / (i - before);
      else if (k > i) share = after === undefined ? 1 : Math.max(0, (after - k) / (after - i));
      return Math.min(Math.max(old + share * change, 0), 100);
    });
    redraw();
  }

  new ResizeObserver(() => {
    if (curve && host.clientWidth > 0) draw();
  }).observe(host);

  return {
    /// Shows a curve of shares, from which the line begins.
    ///
    /// - Parameter drawn: percentages by month that were drawn before, or null.
    show(retention, drawn = null) {
      curve = retention;
      start = retention.base.mean.map((value) => value * retention.scale);
      line = drawn?.length === start.length ? [...drawn] : [...start];
      if (host.clientWidth > 0) draw();
    },

    /// Forgets the curve.
    hide() {
      curve = null;
    },

    /// Begins the line again.
    restart() {
      line = [...start];
      redraw();
    },

    isShown: () => curve !== null,

    /// Percentages by month as they are drawn.
    line: () => [...line],
  };
}
