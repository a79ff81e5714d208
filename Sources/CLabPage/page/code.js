// The text of a scenario as a field: a text area with colours and line numbers behind it, problems at
// their lines, and a list of what may stand where the cursor is.

import { at, counted, el, say, settled } from "./text.js";
import { alike, indexOf, isPair, lengthOf, painter } from "./yaml.js";

/// Characters of a line that is drawn in colours; a text with a longer line is shown without any.
const longest = 5_000;

/// Sets up the field.
///
/// - Parameters:
///   - on: `input()` after each change; `complete(text, line, column, signal)` gives choices.
export function setUpCode(on) {
  const area = at("draft-text");
  const paint = painter();
  const layer = at("draft-colours");
  const numbers = at("draft-numbers");
  const list = at("choices");
  const note = at("draft-note");
  let lines = [""];
  let painted = [[]];
  let isPlain = false;
  let problems = [];
  /// What may stand where the cursor is: `start` and `end` of what is replaced in `text`, `all` the choices and
  /// `items` those that are shown, `place` where the cursor was.
  let choices = null;
  let chosen = -1;
  /// Whether choices were asked for, or sent away: then none are offered, nor taken away, until something is typed.
  let isQuiet = false;
  /// Whether the page itself is writing: the browser tells of each line.
  let isWriting = false;
  let asking = new AbortController();

  // Places.

  const lineHeight = () => parseFloat(getComputedStyle(area).lineHeight);
  const padding = () => parseFloat(getComputedStyle(area).paddingTop);
  const letter = () => layer.querySelector(".probe").getBoundingClientRect().width / 10;

  function cursor(position = area.selectionStart) {
    const before = area.value.slice(0, position).split("\n");
    const last = before[before.length - 1];
    return { line: before.length, column: lengthOf(last) + 1, text: last };
  }

  const startOf = (line) =>
    lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);

  /// Where a line and a column are, from the top left of the field.
  function placeOf(line, column) {
    return {
      x: padding() + (column - 1) * letter() - area.scrollLeft,
      y: padding() + (line - 1) * lineHeight() - area.scrollTop,
    };
  }

  // Drawing.

  function draw() {
    const height = lineHeight();
    const first = Math.max(0, Math.floor((area.scrollTop - padding()) / height) - 2);
    const last = Math.min(lines.length, first + Math.ceil(area.clientHeight / height) + 5);
    const here = cursor().line;
    const shown = [];
    const gutter = [];
    for (let i = first; i < last; i += 1) {
      const told = problems.filter((one) => one.line === i + 1);
      shown.push(drawLine(i, told, here === i + 1));
      const isWrong = told.some((one) => one.severity === "error");
      gutter.push(el("div", { class: told.length ? (isWrong ? "wrong" : "odd") : null },
        el("span", { class: "sign" }, told.length ? (isWrong ? "✕" : "!") : ""), String(i + 1)));
    }
    const probe = layer.querySelector(".probe") ?? el("span", { class: "probe" }, "0123456789");
    const down = padding() + first * height - area.scrollTop;
    const body = el("div", { class: "lines" }, ...shown);
    layer.replaceChildren(probe, body);
    body.style.transform = `translate(${padding() - area.scrollLeft}px, ${down}px)`;
    const column = el("div", {}, ...gutter);
    column.style.transform = `translateY(${down}px)`;
    numbers.replaceChildren(column);
    numbers.style.width = `${String(lines.length).length + 2.5}ch`;
    showNote(here);
  }

  function drawLine(index, told, isHere) {
    const line = lines[index];
    // The field itself shows a line that is too long.
    const isLong = line.length > longest;
    const row = el("div", {}, ...isLong ? []
      : painted[index].map(([kind, text]) => el("span", { class: kind }, text)));
    if (line === "" || isLong) row.append("\u200b");
    for (const one of told) {
      const from = indexOf(line, one.column);
      const to = from + indexOf(line.slice(from), Math.max(1, one.length) + 1);
      // The same letters once more, unseen: some are wider than others.
      row.append(el("i", { class: one.severity === "error" ? "wave wrong" : "wave odd" },
        el("span", {}, line.slice(0, from)), el("u", {}, line.slice(from, to) || " ")));
    }
    if (told.length && !isHere && !isLong) {
      row.append(el("span", { class: told[0].severity === "error" ? "behind wrong" : "behind odd" },
        (told[0].severity === "error" ? "✕ " : "! ") + told[0].message));
    }
    return row;
  }

  /// The words about the line that the cursor is in, under that line.
  function showNote(line) {
    const told = problems.filter((one) => one.line === line);
    const words = told.map((one) => (one.severity === "error" ? "✕ " : "! ") + one.message
      + (one.allowed && one.severity === "error" ? `\n${one.allowed}` : "")).join("\n");
    say(note, words);
    note.hidden = told.length === 0;
    note.classList.toggle("wrong", told.some((one) => one.severity === "error"));
    if (told.length === 0) return;
    const { y } = placeOf(line + 1, 1);
    const isSeen = y > 0 && y < area.clientHeight + lineHeight();
    note.classList.toggle("unseen", !isSeen || choices !== null);
    note.style.top = `${Math.min(y + 2, Math.max(0, area.clientHeight - lineHeight()))}px`;
    note.style.left = `${numbers.getBoundingClientRect().width + 8}px`;
  }

  function changed() {
    const fresh = area.value.split("\n");
    const { tail } = alike(lines, fresh);
    const shift = fresh.length - lines.length;
    // What is told of lines below goes with them, until the text is checked again.
    if (shift !== 0) {
      problems = problems.map((one) =>
        (one.line > lines.length - tail ? { ...one, line: one.line + shift } : one))
        .filter((one) => one.line <= fresh.length);
    }
    lines = fresh;
    painted = paint(lines);
    isPlain = lines.some((line) => line.length > longest);
    area.classList.toggle("plain", isPlain);
    layer.classList.toggle("plain", isPlain);
    draw();
  }

  // Editing, so that the browser can undo it.

  function insert(from, to, text) {
    if (from === to && text === "") return;
    const wanted = area.value.slice(0, from) + text + area.value.slice(to);
    if (document.activeElement !== area) area.focus({ preventScroll: true });
    area.setSelectionRange(from, to);
    isWriting = true;
    // Where the field is out of sight, the browser would write into another one.
    if (document.activeElement === area) write(text, wanted);
    isWriting = false;
    if (area.value !== wanted) {
      area.value = wanted;
      area.setSelectionRange(from + text.length, from + text.length);
    }
    written();
  }

  /// Writes over what is chosen.
  function write(text, wanted) {
    const command = (name, value) => document.execCommand(name, false, value);
    if (text === "") return command("delete");
    // Browsers write line by line, each line more slowly than the one before; many go in at once, as if pasted.
    if (text.split("\n").length > 20) {
      const escaped = el("div", {}, text).innerHTML;
      if (command("insertHTML", escaped)) {
        if (area.value === wanted) return true;
        command("undo");
      }
    }
    return command("insertText", text);
  }

  /// Moves the chosen lines right, or left.
  function indent(isOut) {
    const first = cursor(area.selectionStart).line;
    const last = cursor(area.selectionEnd).line;
    const start = startOf(first);
    const old = lines.slice(first - 1, last);
    const fresh = old.map((line) =>
      (isOut ? line.replace(/^ {1,2}/, "") : line === "" ? line : "  " + line));
    if (fresh.join() === old.join()) return;
    const [from, to] = [area.selectionStart, area.selectionEnd];
    const shift = fresh[0].length - old[0].length;
    const whole = fresh.join("\n").length - old.join("\n").length;
    insert(start, start + old.join("\n").length, fresh.join("\n"));
    area.setSelectionRange(Math.max(start, from + shift), Math.max(start, to + whole));
    draw();
  }

  function newLine() {
    const { text } = cursor();
    const blanks = /^ */.exec(text)[0].length + (/^\s*- /.test(text) ? 2 : 0);
    const deeper = /:\s*(#.*)?$/.test(text) ? 2 : 0;
    insert(area.selectionStart, area.selectionEnd, "\n" + " ".repeat(blanks + deeper));
    keepInSight();
  }

  /// Moves the text so that the cursor is seen.
  function keepInSight() {
    const { line, column } = cursor();
    const [top, left] = [(line - 1) * lineHeight(), (column - 1) * letter()];
    const bottom = area.scrollTop + area.clientHeight - 2 * padding() - lineHeight();
    if (top < area.scrollTop) area.scrollTop = top;
    else if (top > bottom) area.scrollTop += top - bottom;
    if (left < area.scrollLeft) area.scrollLeft = Math.max(0, left - 4 * letter());
  }

  // Choices.

  const isOpen = () => choices !== null;

  function close() {
    asking.abort();
    choices = null;
    chosen = -1;
    list.hidden = true;
    list.replaceChildren();
    area.removeAttribute("aria-activedescendant");
    say(at("choices-note"), "");
  }

  async function offer(isAsked) {
    asking.abort();
    asking = new AbortController();
    isQuiet = true;
    const { line, column } = cursor();
    const text = area.value;
    const place = area.selectionStart;
    try {
      const found = await on.complete(text, line, column, asking.signal);
      // For where the cursor was, not for where it is.
      const isStale = text !== area.value || place !== area.selectionStart;
      if (isStale || document.activeElement !== area) return;
      const word = lines[line - 1] ?? "";
      const typed = [...word.slice(0, indexOf(word, column))].slice(found.from - 1).join("");
      const isDone = found.items.length === 1 && found.items[0].label === typed;
      if (found.items.length === 0 || (isDone && !isAsked)) return close();
      const [start, end] = [found.from, found.to].map((one) => startOf(line) + indexOf(word, one));
      choices = { all: found.items, items: found.items, line, from: found.from, start, end, text, place };
      show(isAsked);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  }

  /// What is typed while choices are shown narrows them; after any other change they are for another text.
  function follow() {
    const { start, text: old, all, items } = choices;
    const text = area.value;
    const end = choices.end + text.length - old.length;
    const place = area.selectionStart;
    const isWord = start <= place && place <= end && text.slice(0, start) === old.slice(0, start)
      && text.slice(end) === old.slice(choices.end) && !text.slice(start, end).includes("\n");
    const typed = text.slice(start, place).toLowerCase();
    const fitting = isWord ? all.filter((one) => one.label.toLowerCase().includes(typed)) : [];
    if (fitting.length === 0) return close();
    const held = items[chosen];
    choices = { ...choices, items: fitting, end, text, place };
    show(false);
    if (held) choose(fitting.indexOf(held));
  }

  function show(isAsked) {
    list.replaceChildren(...choices.items.map((item, number) =>
      el("li", {
        role: "option", id: `choice-${number}`, "aria-selected": "false",
        click: () => take(number),
      },
      el("strong", {}, item.label.trim()),
      item.detail ? el("span", { class: "detail" }, item.detail) : null,
      item.help ? el("span", { class: "help" }, item.help) : null)));
    list.hidden = false;
    list.scrollTop = 0;
    const { x, y } = placeOf(choices.line, choices.from);
    const gutter = numbers.getBoundingClientRect().width;
    const room = area.clientWidth + gutter - list.offsetWidth;
    list.style.left = `${Math.max(0, Math.min(gutter + x, room))}px`;
    list.style.top = `${y + lineHeight() + 2}px`;
    note.classList.add("unseen");
    choose(isAsked ? 0 : -1);
    say(at("choices-note"), `${counted(choices.items.length, "choice")}: arrow keys choose, Enter `
      + "takes, Escape closes.");
  }

  function choose(number) {
    const options = list.children;
    chosen = number < 0 ? -1 : (number + options.length) % options.length;
    for (const [i, option] of [...options].entries()) {
      option.setAttribute("aria-selected", String(i === chosen));
    }
    if (chosen < 0) return area.removeAttribute("aria-activedescendant");
    options[chosen].scrollIntoView({ block: "nearest" });
    area.setAttribute("aria-activedescendant", `choice-${chosen}`);
  }

  function take(number) {
    const item = choices.items[number];
    const { start, end } = choices;
    close();
    insert(start, end, item.text);
    if (/[.:] $|\.$/.test(item.text)) offer(false);
  }

  // Keys.

  area.addEventListener("keydown", (event) => {
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const control = (event.ctrlKey || event.metaKey) && !event.altKey;
    let isTaken = true;
    if (control && event.key === " ") offer(true);
    else if (control && event.key === "]") indent(false);
    else if (control && event.key === "[") indent(true);
    else if (isOpen() && isPlain && event.key === "ArrowDown") choose(chosen + 1);
    else if (isOpen() && isPlain && event.key === "ArrowUp") {
      choose(chosen <= 0 ? choices.items.length - 1 : chosen - 1);
    } else if (isOpen() && event.key === "Tab") {
      // Before the browser looks for what comes next: not the list.
      close();
      isTaken = false;
    } else if (isPlain && event.key === "Escape" && !event.isComposing) {
      isTaken = isOpen();
      // Also those that are on their way.
      isQuiet = true;
      close();
    } else if (isOpen() && chosen >= 0 && isPlain && event.key === "Enter" && !event.isComposing) {
      take(chosen);
    }
    else if (isPlain && event.key === "Enter" && !event.shiftKey && !event.isComposing) newLine();
    else isTaken = false;
    if (isTaken) event.preventDefault();
  });

  const offerSoon = settled(180, () => {
    if (isQuiet) return;
    const { text } = cursor();
    if (document.activeElement === area && /[\w.:{,-]\s?$/.test(text)) offer(false);
    else close();
  });

  function written() {
    isQuiet = false;
    changed();
    if (isOpen()) follow();
    on.input();
  }

  area.addEventListener("input", (event) => {
    if (isWriting) return;
    written();
    const isTyped = event.inputType === "insertText" && event.data?.length === 1;
    if (isTyped) offerSoon();
    else if (!event.inputType || event.inputType.startsWith("delete")) {
      if (isOpen()) offerSoon();
    }
  });
  area.addEventListener("scroll", () => {
    if (isOpen()) close();
    draw();
  });
  area.addEventListener("blur", close);
  // The cursor stays in the text, also where somebody moves the list.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  document.addEventListener("selectionchange", () => {
    if (document.activeElement !== area) return;
    if (isOpen() && area.selectionStart !== choices.place) close();
    draw();
  });
  new ResizeObserver(draw).observe(area);
  at("draft-indent").addEventListener("click", () => {
    indent(false);
    area.focus();
  });
  at("draft-outdent").addEventListener("click", () => {
    indent(true);
    area.focus();
  });

  /// Moves the cursor to a place, and shows it.
  function goTo(line, column = 1) {
    const index = startOf(line) + indexOf(lines[line - 1] ?? "", column);
    area.focus();
    area.setSelectionRange(index, index);
    area.scrollTop = Math.max(0, (line - 1) * lineHeight() - area.clientHeight / 3);
    area.scrollLeft = Math.max(0, column * letter() - area.clientWidth * 0.8);
    draw();
  }

  return {
    text: () => area.value,
    cursor,
    goTo,
    /// Shows another text, from its top; what was typed before cannot be undone any more.
    show(text) {
      close();
      area.value = text;
      area.setSelectionRange(0, 0);
      area.scrollTop = 0;
      problems = [];
      changed();
    },

    /// Changes the text where it differs, as if it had been typed; the focus stays where it is, and so does the
    /// cursor of whoever is writing.
    change(text) {
      const old = area.value;
      const shorter = Math.min(old.length, text.length);
      let from = 0;
      while (from < shorter && old[from] === text[from]) from += 1;
      if (isPair(old, from) || isPair(text, from)) from -= 1;
      let tail = 0;
      while (tail < shorter - from && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail += 1;
      if (isPair(old, old.length - tail) || isPair(text, text.length - tail)) tail -= 1;
      const end = old.length - tail;
      const fresh = text.slice(from, text.length - tail);
      if (from === end && fresh === "") return;
      const focus = document.activeElement;
      const { selectionStart, selectionEnd, selectionDirection, scrollTop, scrollLeft } = area;
      const moved = (place) => (place <= from ? place
        : place >= end ? place + text.length - old.length : Math.min(place, from + fresh.length));
      insert(from, end, fresh);
      area.setSelectionRange(moved(selectionStart), moved(selectionEnd), selectionDirection);
      [area.scrollTop, area.scrollLeft] = [scrollTop, scrollLeft];
      if (focus && focus !== area && focus.isConnected) focus.focus({ preventScroll: true });
      draw();
    },

    /// Shows what is wrong.
    tell(found) {
      problems = found.filter((one) => one.file === null && one.line > 0);
      if (problems.some((one) => one.severity === "error")) {
        area.setAttribute("aria-invalid", "true");
      } else area.removeAttribute("aria-invalid");
      draw();
    },

    /// Shows a line without moving the cursor's focus; whoever is writing looks elsewhere.
    reveal(line) {
      if (document.activeElement === area) return;
      area.scrollTop = Math.max(0, (line - 1) * lineHeight() - area.clientHeight / 3);
      draw();
    },

    draw,
  };
}
