// The levers: a number box beside a slider, a list, a checkbox or a field for text, each with its
// help, its reset and what the server says about what was typed. Knows which of them are changed.

import { at, el, say, settled } from "./text.js";

const plain = /^[-+]?(\d+\.?\d*|\.\d+)$/;

/// Sets up the list of levers.
///
/// - Parameters:
///   - onChange: called after each change by the user.
///   - others: `isChanged()` and `reset()` of what is reset together with the levers.
export function setUpLevers(onChange, others) {
  const list = at("lever-list");
  const resetAll = at("reset-all");
  let levers = new Map();
  let count = 0;
  /// The keys that are locked, each with what it stays at, or null for the scenario's own.
  let locks = new Map();
  let months = 1;

  function changed() {
    showCount();
    onChange();
  }

  function showCount() {
    const changes = [...levers.values()].filter((lever) => lever.isChanged()).length;
    resetAll.disabled = changes === 0 && !others.isChanged();
    say(resetAll, changes > 1 ? `Reset all ${changes}` : "Reset all");
  }

  function add(description, isAdded) {
    const lever = makeLever(description, `lever-${(count += 1)}`, months, changed, () => {
      if (!isAdded) return;
      const wasChanged = lever.isChanged();
      levers.delete(description.path);
      lever.element.remove();
      at("add-lever").focus();
      if (wasChanged) changed();
    }, isAdded);
    levers.set(description.path, lever);
    lever.lock(locks.has(description.path), locks.get(description.path) ?? null);
    list.append(lever.element);
    return lever;
  }

  resetAll.addEventListener("click", () => {
    for (const lever of levers.values()) lever.reset();
    others.reset();
    changed();
    at("levers").focus();
  });

  return {
    /// Shows the levers of a scenario, all as they are in its file.
    show(descriptions, length) {
      months = length;
      levers = new Map();
      // What they stay at is that of the scenario before.
      locks = new Map();
      list.replaceChildren();
      for (const description of descriptions) add(description, false);
      showCount();
    },

    has: (path) => levers.has(path),

    /// What is known of all levers that are shown.
    all: () => [...levers.values()].map((lever) => lever.description),

    /// Locks levers, and unlocks all others.
    ///
    /// - Parameter paths: paths with what each stays at, a text and the month from which that holds;
    ///   null for the scenario's own.
    /// - Returns: Whether a lever was elsewhere, and went there.
    lock(paths) {
      locks = paths;
      const moves = [...levers].map(([path, lever]) =>
        lever.lock(locks.has(path), locks.get(path) ?? null));
      showCount();
      return moves.includes(true);
    },

    /// What is known of a lever.
    description: (path) => levers.get(path)?.description,

    /// Adds a lever that was searched for, and moves to it.
    add(description) {
      const lever = levers.get(description.path) ?? add(description, true);
      lever.element.querySelector(".lever-number, select, input").focus();
    },

    /// Adds levers that an address or a snapshot has, without moving to them.
    addQuietly(description) {
      if (!levers.has(description.path)) add(description, true);
    },

    /// The changes that act from the first day, as path and text.
    changes() {
      return new Map(
        [...levers].filter(([, lever]) => lever.isChanged() && lever.month() === 0)
          .map(([path, lever]) => [path, lever.text()]));
    },

    /// The changes that act from a month on.
    dated() {
      return [...levers].filter(([, lever]) => lever.isChanged() && lever.month() > 0)
        .map(([path, lever]) => ({ path, value: lever.text(), month: lever.month() }));
    },

    isChanged: (path) => levers.get(path)?.isChanged() ?? false,

    /// Whether all changes are such as sliders, lists and boxes make.
    areUsual: () => [...levers.values()].every((lever) => !lever.isChanged() || lever.isUsual()),

    /// Has a lever act from a month on.
    date(path, text, month) {
      levers.get(path)?.set(text, month);
      showCount();
    },

    /// Sets a lever back to what the scenario says.
    restore(path) {
      levers.get(path)?.reset();
      showCount();
    },

    showCount,

    /// Sets the levers to changes; all others go back.
    apply(changes) {
      for (const [path, lever] of levers) {
        if (changes.has(path)) lever.set(changes.get(path));
        else lever.reset();
      }
      showCount();
    },

    /// Shows the server's words beside the levers they are about.
    ///
    /// - Returns: The problems that are about no lever.
    tell(problems, settings) {
      const told = new Map();
      const others = [];
      for (const problem of problems) {
        const path = settings[problem.setting]?.split("=")[0] ?? problem.key;
        if (!levers.has(path)) others.push(problem);
        else told.set(path, [...(told.get(path) ?? []), problem]);
      }
      for (const [path, lever] of levers) lever.tell(told.get(path) ?? []);
      return others;
    },
  };
}

/// A number without the noise of binary fractions.
const short = (number) => String(Number(number.toPrecision(10)));

/// A lever of the page. What it holds is text as the scenario file has it.
function makeLever(description, id, months, onChange, onRemove, isAdded) {
  const { label, help, unit, path } = description;
  const value = description.value ?? "";
  const isNumeric = description.form === "number" && Number.isFinite(description.number);
  const unitText = description.unit_text ?? "";
  const money = /^([£$€])\s*(.*)$/.exec(unitText);
  let text = value;
  let month = 0;
  let problems = [];
  /// What a locked lever stays at; null for the scenario's own.
  let kept = null;

  function textOf(number) {
    if (money) return money[1] + short(number) + money[2];
    return short(number) + (unitText === "" || unitText === "%" ? unitText : " " + unitText);
  }

  /// The number of a text in the lever's own unit; null where it is said otherwise.
  function numberOf(written) {
    if (written === value) return isNumeric ? description.number : null;
    // As the scenario's own value is written, such as £30/month.
    const own = /^([^\d]*)[\d.]+(.*)$/.exec(value);
    if (own && written.startsWith(own[1]) && written.endsWith(own[2])) {
      const middle = written.slice(own[1].length, written.length - own[2].length);
      if (plain.test(middle)) return Number(middle);
    }
    const parts = /^[£$€]?\s*([-+]?[\d.]+)\s*(.*)$/.exec(written);
    if (!parts || !plain.test(parts[1])) return null;
    const number = Number(parts[1]);
    return written === parts[1] || written === textOf(number) ? number : null;
  }

  function isChanged() {
    if (text === value) return false;
    const number = isNumeric ? numberOf(text) : null;
    return number === null || Math.abs(number - description.number) > 1e-9;
  }

  /// Whether what is said is within the range, or one of the values.
  function isUsual() {
    if (description.form === "choice") return description.values?.includes(text) ?? false;
    if (description.form === "flag") return /^(true|false|yes|no|on|off)$/.test(text);
    const { from, to } = description;
    const number = isNumeric ? numberOf(text) : null;
    return number !== null && Number.isFinite(from) && Number.isFinite(to) && from <= number
      && number <= to;
  }

  function write(written) {
    text = written;
    showChange();
    onChange();
  }

  const describedBy = `${id}-help ${id}-changed ${id}-problem`;
  const control = isNumeric
    ? numberControl() : description.form === "choice" && description.values?.length
      ? choiceControl() : description.form === "flag" ? flagControl() : textControl();
  const note = el("p", { class: "lever-changed", id: `${id}-changed` });
  const problem = el("p", { class: "problem lever-problem", id: `${id}-problem`, role: "status" });
  const reset = el("button", {
    type: "button", class: "lever-reset quiet", "aria-label": `Reset ${label}`, click: () => {
      restore();
      onChange();
      control.focus();
    },
  }, "Reset");
  const remove = isAdded
    ? el("button", {
      type: "button", class: "lever-remove quiet", "aria-label": `Remove ${label}`, click: onRemove,
    }, "Remove") : null;
  const locked = el("p", { class: "lever-locked", hidden: true }, "Locked by the trainer");
  const begins = whenControl();
  const when = el("p", { class: "hint lever-acts" });
  const element = el(
    "div", { class: "lever", "data-lever": path, role: "group", "aria-labelledby": `${id}-label` },
    el("div", { class: "lever-head" },
      el("label", { for: `${id}-control`, id: `${id}-label` }, label), reset, remove),
    help ? el("p", { class: "hint", id: `${id}-help` }, help) : null,
    locked, control.element, when, begins.element, note, problem);

  /// When a change acts, and whether the customers stay the same ones.
  function acts() {
    if (description.has_own_past === true) {
      return "Changes who the customers are: both worlds start anew.";
    }
    if (begins.element === null) return "Acts from the first day.";
    return isChanged() ? "" : "Acts from the first day, or from a month you choose.";
  }

  /// The choice of the month from which a change acts; seen once there is a change.
  function whenControl() {
    if (!description.can_be_dated || description.has_own_past === true || months < 2) {
      return { element: null, show() {} };
    }
    const select = el("select", { id: `${id}-when`, class: "lever-from", change: () => {
      month = Number(select.value);
      showChange();
      onChange();
    } });
    select.append(...Array.from({ length: months }, (_, i) =>
      el("option", { value: i }, i === 0 ? "the first day" : `month ${i}`)));
    const row = el("div", { class: "lever-when" },
      el("label", { for: `${id}-when` }, "acts from",
        el("span", { class: "unseen" }, `, ${label}`)), select);
    return {
      element: row,
      show() {
        row.hidden = !isChanged();
        select.value = String(month);
        select.disabled = !locked.hidden;
      },
    };
  }

  function restore() {
    [text, month] = [kept?.text ?? value, kept?.month ?? 0];
    problems = [];
    control.show();
    showChange();
  }

  function showChange() {
    const is = isChanged();
    element.classList.toggle("changed", is);
    reset.hidden = !is || !locked.hidden;
    begins.show();
    say(when, acts());
    say(note, is ? `✎ changed, was ${spoken(value) || "not set"}` : "");
    showProblems();
  }

  function spoken(written) {
    const number = isNumeric ? numberOf(written) : null;
    if (number === null) return written;
    if (money || unitText === "%") return textOf(number);
    return short(number) + (unit ? ` ${unit}` : "");
  }

  function showProblems() {
    const isWrong = problems.some((one) => one.severity !== "warning");
    const words = problems.map((one) => (one.severity === "warning" ? "Mind: " : "") + one.message);
    say(problem, words.join(" "));
    problem.classList.toggle("warning", problems.length > 0 && !isWrong);
    for (const input of element.querySelectorAll("input, select")) {
      if (isWrong) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    }
  }

  /// An end of the range; its unit stands beside the box.
  function endText(number) {
    return (money ? money[1] : "") + short(number) + (unitText === "%" ? "%" : "");
  }

  function numberControl() {
    const { from, to } = description;
    const hasRange = Number.isFinite(from) && Number.isFinite(to) && to > from;
    const step = description.step > 0 ? description.step : hasRange ? (to - from) / 100 : 1;
    const box = el("input", {
      type: "text", inputmode: "decimal", class: "lever-number", id: `${id}-control`,
      autocomplete: "off", spellcheck: "false", "aria-describedby": describedBy,
    });
    const slider = hasRange
      ? el("input", {
        type: "range", class: "lever-slider", min: from, max: to, step,
        "aria-label": `${label}, slider`, "aria-describedby": `${id}-changed ${id}-problem`,
      }) : null;
    const showSlider = () => {
      if (!slider) return;
      const number = numberOf(text);
      if (number !== null) slider.value = number;
      slider.setAttribute("aria-valuetext", spoken(text));
    };
    const show = () => {
      const number = numberOf(text);
      box.value = number === null ? text : short(number);
      showSlider();
    };
    const take = () => {
      const written = box.value.trim();
      if (written === "") return;
      const next = plain.test(written) ? textOf(Number(written)) : written;
      if (next === text) return;
      write(next);
      showSlider();
    };
    box.addEventListener("input", settled(350, take));
    box.addEventListener("change", () => {
      if (box.value.trim() === "") show();
      else take();
    });
    box.addEventListener("keydown", (event) => {
      const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
      const number = numberOf(text);
      if (!direction || number === null || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      let next = number + direction * step;
      if (hasRange) next = Math.min(Math.max(next, Math.min(from, number)), Math.max(to, number));
      write(textOf(next));
      show();
    });
    slider?.addEventListener("input", () => {
      write(textOf(Number(slider.value)));
      show();
    });
    const range = hasRange
      ? el("div", { class: "range" }, slider, el("p", { class: "ends", "aria-hidden": "true" },
        el("span", {}, endText(from)), el("span", {}, endText(to)))) : null;
    if (hasRange && description.number >= from && description.number <= to) {
      // A mark where the scenario's own value is.
      const place = (description.number - from) / (to - from);
      range.lastElementChild.append(el("i", { style: `--place: ${place}` }));
    }
    show();
    return {
      element: el("div", { class: "lever-row" }, range, box,
        el("span", { class: "unit" }, money || unitText === "%" ? unitText : unit)),
      show, focus: () => box.focus(),
    };
  }

  function choiceControl() {
    const select = el("select", { id: `${id}-control`, "aria-describedby": describedBy });
    const show = () => {
      const others = [value, text].filter((one) => !description.values.includes(one));
      const ordered = [...description.values, ...new Set(others)];
      select.replaceChildren(...ordered.map((one) =>
        el("option", { value: one }, one === value ? `${one} (as it is)` : one)));
      select.value = text;
    };
    select.addEventListener("change", () => write(select.value));
    show();
    const row = el("div", { class: "lever-row" }, select);
    return { element: row, show, focus: () => select.focus() };
  }

  function flagControl() {
    const isOn = (written) => /^(true|yes|on)$/i.test(written);
    const pair = [["true", "false"], ["yes", "no"], ["on", "off"]]
      .find((words) => words.includes(value.toLowerCase())) ?? ["true", "false"];
    const box = el("input", {
      type: "checkbox", id: `${id}-control`, "aria-describedby": describedBy,
    });
    const word = el("span", { class: "unit", "aria-hidden": "true" });
    const show = () => {
      box.checked = isOn(text);
      say(word, box.checked ? "on" : "off");
    };
    box.addEventListener("change", () => {
      write(isOn(value) === box.checked ? value : pair[box.checked ? 0 : 1]);
      show();
    });
    show();
    const row = el("div", { class: "lever-row" }, box, word);
    return { element: row, show, focus: () => box.focus() };
  }

  function textControl() {
    const box = el("input", {
      type: "text", id: `${id}-control`, class: "lever-text", autocomplete: "off",
      spellcheck: "false", "aria-describedby": describedBy, placeholder: description.default,
    });
    const show = () => {
      box.value = text;
    };
    const take = () => {
      const written = box.value.trim();
      if (written !== "" && written !== text) write(written);
    };
    box.addEventListener("input", settled(500, take));
    box.addEventListener("change", () => {
      if (box.value.trim() === "") show();
      else take();
    });
    show();
    return { element: el("div", { class: "lever-row" }, box), show, focus: () => box.focus() };
  }

  showChange();
  return {
    description, element, isChanged, isUsual, text: () => text, month: () => month, reset: restore,
    set(written, from = 0) {
      text = written;
      month = from;
      control.show();
      showChange();
    },
    lock(isLocked, stays) {
      kept = isLocked ? stays : null;
      const moves = isLocked && (text !== (kept?.text ?? value) || month !== (kept?.month ?? 0));
      locked.hidden = !isLocked;
      element.classList.toggle("locked", isLocked);
      for (const input of element.querySelectorAll("input, select")) input.disabled = isLocked;
      if (moves) restore();
      else showChange();
      return moves;
    },
    tell(found) {
      problems = found;
      showProblems();
    },
  };
}
