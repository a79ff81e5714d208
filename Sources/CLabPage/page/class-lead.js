// The trainer's part of the class: how to join, the starting point, locks, the question with its
// guesses as they come, and the board.

import * as api from "./class-api.js";
import { showRanks, task, waiting } from "./class-board.js";
import { makeClassChart } from "./class-chart.js";
import { qrDrawing } from "./class-qr.js";
import { inWords, median, titleOf, yearEnds } from "./class-words.js";
import { baseOf } from "./class-base.js";
import { amount, at, counted, el, isNumber, say } from "./text.js";
import { view } from "./views.js";

const percent = (share) => amount(isNumber(share) ? 100 * share : null, "%", 1);
const points = (value) => amount(value, "points", 1);

/// Sets up the trainer's part.
///
/// - Parameter page: see `setUpClass`.
/// - Returns: `show(state)`, `refresh()`, when the view is entered, and `leave()`.
export function setUpLead(page) {
  const chart = makeClassChart(at("class-guesses"));
  let state = null;
  let base = null;
  /// The question whose base is watched, and what ends that.
  let drawn = null;
  let stop = () => {};
  for (const one of document.querySelectorAll(".for-trainer")) one.hidden = false;

  /// Does something, and says what went wrong beside it.
  const doing = (button, note, act) => at(button).addEventListener("click", () => attempt(note, act));
  async function attempt(note, act) {
    say(at(note), "");
    try {
      await act();
    } catch (error) {
      say(at(note), error.message);
    }
  }

  // How to join.

  async function invite() {
    const invitation = await api.invitation();
    say(at("class-code"), invitation.code);
    say(at("class-invite-note"), invitation.notes.join(" "));
    const chosen = el("div", { id: "class-room" });
    const show = (room) => chosen.replaceChildren(
      el("p", { class: "class-address" }, room.address),
      ...(room.qr ? [el("div", { id: "class-qr" }, qrDrawing(room.qr,
        `QR code of ${room.address} with the join code`))] : []));
    const rooms = invitation.rooms;
    if (rooms.length === 0) {
      chosen.append(el("p", {}, "This machine is in no network: nobody else can join."));
    } else {
      show(rooms[0]);
    }
    const choice = el("select", { id: "class-network", change: () => show(rooms[choice.value]) },
      ...rooms.map((room, i) => el("option", { value: i }, `${room.address} (${room.network})`)));
    at("class-rooms").replaceChildren(chosen, ...(rooms.length > 1 ? [el("div", { class: "field" },
      el("label", { for: "class-network" }, "The network that the pupils are in"), choice)] : []));
  }
  attempt("class-invite-note", invite);

  function showPupils() {
    say(at("class-count"), state.count
      ? `${counted(state.count, "pupil")}, ${state.pupils.filter((one) => one.is_here).length} here.`
      : "Nobody has joined yet.");
    const list = at("class-pupils");
    // What somebody is about to confirm is not taken away.
    if (list.querySelector(".sure")) return;
    list.replaceChildren(...state.pupils.map((pupil) => {
      const actions = el("span", { class: "actions" });
      const ask = () => el("button", {
        type: "button", class: "quiet", click: () => {
          const yes = el("button", { type: "button", class: "quiet sure", click: async () => {
            actions.replaceChildren();
            await attempt("class-invite-note", () => api.remove(pupil.number));
            showPupils();
          } }, "Yes, send away", el("span", { class: "unseen" }, ` ${pupil.nickname}`));
          actions.replaceChildren(yes, el("button", { type: "button", class: "quiet",
            click: () => {
              actions.replaceChildren(ask());
              actions.firstElementChild.focus();
            } }, "Keep"));
          yes.focus();
        },
      }, "Send away", el("span", { class: "unseen" }, ` ${pupil.nickname}`));
      actions.append(ask());
      return el("li", { "data-pupil": pupil.number },
        el("span", {}, `${pupil.nickname} `, el("span", { class: "hint" },
          pupil.is_here ? "● here" : "○ away")), actions);
    }));
  }

  // The starting point and the locks.

  doing("class-send", "class-start-note", () => api.sendStart(page.scenario().id, page.settings()));

  /// The keys that are ticked, until the class tells of them; null where nothing was ticked since.
  let ticked = null;
  let isTold = false;
  let telling = Promise.resolve();

  /// Ticks or unticks a key: what was ticked before, and may not be told yet, stays.
  function tick(path, isLocked) {
    const next = (ticked ?? state?.locks ?? []).filter((one) => one !== path);
    if (isLocked) next.push(path);
    [ticked, isTold] = [next, false];
    telling = telling.then(async () => {
      // Of several the newest alone is sent: it holds them all.
      if (ticked !== next) return;
      say(at("class-start-note"), "");
      try {
        await api.lock(next);
        if (ticked === next) isTold = true;
        settleLocks();
      } catch (error) {
        say(at("class-start-note"), error.message);
        if (ticked === next) ticked = null;
        at("class-locks").dataset.shown = "";
        showLocks();
      }
    });
  }

  /// Forgets what was ticked once the class tells the same.
  function settleLocks() {
    if (ticked && String(ticked) === String(state?.locks)) ticked = null;
  }

  function showLocks() {
    const locks = ticked ?? state?.locks ?? [];
    const known = page.levers.all();
    // What is being looked at is not made anew without need.
    const key = JSON.stringify([locks, known.map((lever) => lever.path)]);
    if (at("class-locks").dataset.shown === key) return;
    at("class-locks").dataset.shown = key;
    const focused = document.activeElement?.dataset.lock;
    const others = locks.filter((path) => !known.some((lever) => lever.path === path));
    const labels = new Map((state?.locks ?? []).map((path, i) => [path, state.lock_labels[i]]));
    const rows = [...known, ...others.map((path) => ({ path, label: labels.get(path) ?? path }))];
    at("class-locks").replaceChildren(...rows.map((lever, i) => {
      const id = `class-lock-${i}`;
      const box = el("input", {
        type: "checkbox", id, "data-lock": lever.path, checked: locks.includes(lever.path),
        change: () => tick(lever.path, box.checked),
      });
      return el("div", { class: "switch" }, box, el("label", { for: id }, lever.label));
    }));
    if (focused) at("class-locks").querySelector(`[data-lock="${CSS.escape(focused)}"]`)?.focus();
  }

  // The question.

  doing("class-ask", "class-question-note", () => api.pose(page.scenario().id, page.settings()));
  doing("class-reveal", "class-question-note", () => api.reveal());
  doing("class-question-end", "class-question-note", () => api.putAwayQuestion());

  function showQuestion() {
    const { question } = state;
    const isOpen = question !== null;
    // What is guessed does not stand at the top of the screen that everybody looks at.
    document.body.toggleAttribute("data-asking", isOpen && !question.is_revealed);
    at("class-ask-box").hidden = isOpen;
    at("class-open-question").hidden = !isOpen;
    if (!isOpen) {
      forgetBase();
      return chart.clear();
    }
    at("class-reveal").hidden = question.is_revealed;
    say(at("class-question-text"), `Who will stay in “${titleOf(question.scenario)}” with `
      + `${inWords(question.words)}?`);
    say(at("class-question-count"), words(question));
    const key = `${question.number} ${question.scenario}`;
    if (drawn !== key) {
      forgetBase();
      base = null;
    }
    if (drawn === null && view() === "class") {
      drawn = key;
      stop = baseOf(question.scenario, (curve) => {
        base = curve.base.mean;
        if (state.question) chart.show(state.question, base);
      });
    }
    chart.show(question, base ?? question.result?.base.mean ?? null);
    at("class-guesses").setAttribute("aria-label", summary(question));
    table(question);
  }

  /// Closes the stream of the base: nobody looks at its line.
  function forgetBase() {
    stop();
    [stop, drawn] = [() => {}, null];
  }

  function words(question) {
    const count = `${question.count} of ${counted(state.count, "pupil")} guessed.`;
    if (question.problem) return `It cannot be run: ${question.problem}`;
    if (!question.is_revealed) return count;
    return question.result ? `${count} The result is shown to all.`
      : `${count} The result is being simulated; it will be shown to all.`;
  }

  function summary(question) {
    const end = question.months;
    const last = question.guesses.map((guess) => guess.values[end]);
    const middle = last.length ? `The median guess is that ${percent(median(last))} stay to month ${end}.`
      : "Nobody has guessed yet.";
    const came = question.result
      ? ` It came to ${percent(question.result.variant.mean[end])}.` : "";
    return `Guesses of who stays, month by month. ${middle}${came}`;
  }

  function table(question) {
    const ends = yearEnds(question.months);
    const guesses = [...question.guesses].sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0));
    const row = (name, values, distance, kind) => el("tr", { class: kind },
      el("th", { scope: "row" }, name), ...values.map((value) => el("td", {}, percent(value))),
      question.is_revealed ? el("td", {}, isNumber(distance) ? points(distance) : "") : null);
    const middle = ends.map((month) => median(guesses.map((guess) => guess.values[month])));
    at("class-guess-table").replaceChildren(
      el("caption", { class: "unseen" }, "The guesses"),
      el("thead", {}, el("tr", {}, ...["Still there", ...ends.map((month) => `month ${month}`),
        ...(question.is_revealed ? ["Distance"] : [])].map((head) =>
        el("th", { scope: "col" }, head)))),
      el("tbody", {},
        ...(question.result ? [row("Result", ends.map((month) =>
          question.result.variant.mean[month]), null, "own")] : []),
        row("Median", middle, null, "own"),
        ...guesses.map((guess) => row(guess.nickname,
          ends.map((month) => guess.values[month]), guess.distance, null))));
  }

  // The board.

  doing("class-board-open", "class-board-note", () => {
    const [metric, subject] = JSON.parse(at("class-metric").value || "[null, null]");
    if (!metric) throw new Error("Wait until the first results are there.");
    return api.openBoard({
      scenario: page.scenario().id, metric, subject,
      most_changes: Number(at("class-most").value),
    });
  });
  doing("class-board-close", "class-board-note", () => api.closeBoard());
  doing("class-board-end", "class-board-note", () => api.putAwayBoard());

  function showMetrics() {
    const select = at("class-metric");
    const before = select.value;
    const metrics = page.headlines().filter((one) => one.better !== "neither");
    const key = JSON.stringify(metrics.map((one) => [one.metric, one.subject]));
    if (select.dataset.shown === key) return;
    select.dataset.shown = key;
    select.replaceChildren(...metrics.map((one) =>
      el("option", { value: JSON.stringify([one.metric, one.subject]) }, one.label)));
    if (before && [...select.options].some((one) => one.value === before)) select.value = before;
  }

  function showBoard() {
    const { board } = state;
    at("class-board-form").hidden = board !== null;
    at("class-open-board").hidden = board === null;
    if (!board) return;
    say(at("class-board-text"), task(board));
    say(at("class-board-count"), `${counted(board.count, "plan")} handed in. ${waiting(board)}`);
    at("class-board-close").hidden = board.is_closed;
    showRanks(at("class-ranks"), at("class-ranks-note"), board, true);
  }

  function refresh() {
    if (!page.scenario()) return;
    const settings = page.settings();
    say(at("class-now"), `${page.scenario().title}, with ${inWords(page.told())}.`);
    at("class-ask").disabled = settings.length === 0;
    at("class-ask-hint").hidden = settings.length > 0;
    showMetrics();
    showLocks();
  }

  return {
    refresh() {
      refresh();
      // Its base was not watched while nobody looked.
      if (state && drawn === null) showQuestion();
    },
    leave: forgetBase,
    show(next) {
      state = next;
      if (isTold) [ticked, isTold] = [null, false];
      settleLocks();
      showPupils();
      const { start } = state;
      say(at("class-start-text"), start
        ? `Sent: ${titleOf(start.scenario)}, with ${inWords(start.words)}.`
        : "Nothing has been sent yet: everybody begins with the scenario as it is.");
      refresh();
      showQuestion();
      showBoard();
    },
  };
}
