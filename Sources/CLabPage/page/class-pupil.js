// A pupil's part of the class: the starting point, the guess, and the plan for the board.

import * as api from "./class-api.js";
import { baseOf } from "./class-base.js";
import { showRanks, task, waiting } from "./class-board.js";
import { curveOf, inWords, isListed, mapOf, staysOf, titleOf, yearEnds } from "./class-words.js";
import { loadVega, makeChart } from "./charts.js";
import { makeGuessPlot } from "./guess-plot.js";
import { modelOf } from "./model.js";
import { amount, at, counted, el, say } from "./text.js";
import { view } from "./views.js";

const percent = (share) => amount(100 * share, "%", 1);
const points = (value) => amount(Math.abs(value), "points", 1);
const applied = "cxlab-class-start";
const mostTries = 5;

/// Sets up a pupil's part.
///
/// - Parameters:
///   - page: see `setUpClass`.
///   - nickname: of the pupil.
export function setUpPupil(page, nickname) {
  const plot = makeGuessPlot(at("class-guess"), "class-guess-title");
  let state = null;
  /// The question whose base is there or watched, and what ends watching it.
  let asked = null;
  let stop = null;
  /// The starting point that is being gone to, and how often the last one was tried.
  let going = null;
  let tried = { key: "", times: 0 };
  /// Scenarios whose titles were asked for.
  const looked = new Set();
  let answered = null;
  let chart = null;
  let drawing = Promise.resolve();
  for (const one of document.querySelectorAll(".for-pupil")) one.hidden = false;
  say(at("class-me"), `You are ${nickname}.`);

  async function attempt(note, act, done) {
    say(at(note), "");
    try {
      await act();
      say(at(note), done);
    } catch (error) {
      say(at(note), error.message);
    }
  }

  // The starting point and the locks.

  /// What tells a starting point from others, also from those of an earlier class.
  const keyOf = (start) => JSON.stringify([start.number, start.scenario, start.settings]);

  /// The settings that everybody begins with in a scenario.
  function settingsIn(scenario) {
    const { start, board } = state;
    if (start?.scenario === scenario) return start.settings;
    return board?.scenario === scenario ? board.start : [];
  }

  async function goToStart() {
    const { start } = state;
    if (!start) return;
    const key = keyOf(start);
    going = key;
    tried = { key, times: tried.key === key ? tried.times + 1 : 1 };
    const isShown = await page.show(start.scenario, mapOf(start.settings));
    if (isShown || tried.times >= mostTries) sessionStorage.setItem(applied, key);
    if (going === key) going = null;
  }
  at("class-go").addEventListener("click", goToStart);

  /// Goes to another scenario, as everybody begins there.
  const goTo = (scenario) => page.show(scenario, mapOf(settingsIn(scenario)));
  at("class-question-go").addEventListener("click", () => goTo(state.question.scenario));
  at("class-board-go").addEventListener("click", () => goTo(state.board.scenario));

  /// Says where a question or a board is for whom is elsewhere, with the way there.
  function showWay(what, round) {
    const isElsewhere = Boolean(round && page.scenario()) && page.scenario().id !== round.scenario;
    at(`class-${what}-elsewhere`).hidden = !isElsewhere;
    if (isElsewhere) {
      say(at(`class-${what}-where`), `The ${what} is about “${titleOf(round.scenario)}”; your levers `
        + `are in “${page.scenario().title}”.`);
    }
    return isElsewhere;
  }

  /// - Returns: Whether a lever that was locked went back to where it stays.
  function showStart() {
    const { start, locks } = state;
    // Before a scenario is there, nothing can be applied to it.
    if (!page.scenario()) return false;
    at("class-go").hidden = start === null;
    say(at("class-begin"), start
      ? `The starting point, in “${titleOf(start.scenario)}”: ${inWords(start.words)}.`
      : "The trainer has sent no starting point: begin with the scenario as it is.");
    const names = state.lock_labels.map((label) => `“${label}”`);
    say(at("class-locked"), names.length ? `Locked by the trainer: ${names.join(", ")}.` : "");
    // What could not be shown, or made way for another scenario, is tried again with the next news.
    if (start && sessionStorage.getItem(applied) !== keyOf(start) && going !== keyOf(start)) {
      goToStart();
      return false;
    }
    const stays = staysOf(settingsIn(page.scenario().id), page.entries(), (path) =>
      page.levers.description(path)?.can_be_dated === true);
    return page.levers.lock(new Map(locks.map((path) => [path, stays.get(path) ?? null])));
  }

  // The question.

  at("class-guess-send").addEventListener("click", () => attempt("class-guess-note",
    () => api.guess(state.question.number, plot.line().map((value) =>
      Math.min(1, Math.max(0, Number((value / 100).toFixed(4)))))),
    "Your guess is sent. You may change it and send it again until the result is shown."));
  at("class-guess-restart").addEventListener("click", () => plot.restart());

  /// Says whether there is a line to be drawn and sent.
  function allowDrawing(isAllowed) {
    for (const id of ["class-guess-send", "class-guess-restart"]) at(id).disabled = !isAllowed;
    if (isAllowed) return;
    plot.hide();
    at("class-guess").replaceChildren();
  }
  allowDrawing(false);

  /// Closes the stream of the base, and forgets a question of which nothing could be drawn yet.
  function forgetBase() {
    stop?.();
    stop = null;
    if (!plot.isShown()) asked = null;
  }

  /// Shows the line that a guess begins with, once it is known.
  function watchBase(question, own) {
    const key = `${question.number} ${question.scenario}`;
    if (asked !== key) {
      allowDrawing(false);
      forgetBase();
      say(at("class-guess-note"), own ? "Your guess is sent." : "");
    }
    // Who does not look needs no line.
    if (asked !== null || view() !== "class") return;
    asked = key;
    stop = baseOf(question.scenario, (curve) => {
      plot.show(curve, own?.values.map((value) => 100 * value) ?? null);
      allowDrawing(true);
      // The line that somebody draws is not moved under the finger.
      forgetBase();
    });
  }

  function showQuestion() {
    const { question } = state;
    const isGuessed = question !== null && !question.is_revealed;
    at("class-question").hidden = question === null;
    at("class-guess-box").hidden = !isGuessed;
    at("class-answer-box").hidden = question === null || question.is_revealed === false;
    if (!isGuessed) {
      allowDrawing(false);
      forgetBase();
    }
    if (!question) return;
    showWay("question", isGuessed ? question : null);
    say(at("class-guess-ask"), `Who will stay in “${titleOf(question.scenario)}” with `
      + `${inWords(question.words)}? Draw over the plot, or move the point of a year with mouse, `
      + "finger or arrow keys. The thin line is as it is now.");
    say(at("class-guess-count"), `${question.count} of ${counted(state.count, "pupil")} guessed.`);
    const own = question.guesses[0] ?? null;
    if (isGuessed) watchBase(question, own);
    if (question.is_revealed) showAnswer(question, own);
  }

  function showAnswer(question, own) {
    const { result } = question;
    if (!result) {
      return say(at("class-distance"), question.problem
        ? `It cannot be run: ${question.problem}` : "The result is being simulated.");
    }
    say(at("class-distance"), own
      ? `Your guess is ${points(own.distance)} away from the result on average over the months.`
      : "You did not guess this one.");
    const key = `${question.number} ${own?.distance ?? ""}`;
    if (answered === key) return;
    answered = key;
    const line = own?.values.map((value) => 100 * value) ?? null;
    const model = modelOf(curveOf(result), line);
    at("class-answer").setAttribute("role", "img");
    at("class-answer").setAttribute("aria-label", `${model.levelTitle}. ${model.summary}`);
    say(at("class-answer-text"), model.summary);
    at("class-answer-table").replaceChildren(
      el("caption", { class: "unseen" }, "Your guess and the result"),
      el("thead", {}, el("tr", {}, ...["Still there", "As it is", ...(own ? ["Guess"] : []), "Result"]
        .map((head) => el("th", { scope: "col" }, head)))),
      el("tbody", {}, ...yearEnds(question.months).map((month) => el("tr", {},
        el("th", { scope: "row" }, `after ${month} months`),
        ...[result.base.mean, ...(own ? [own.values] : []), result.variant.mean].map((values) =>
          el("td", {}, percent(values[month])))))));
    const host = at("class-answer");
    drawing = drawing.then(async () => {
      if (!(await loadVega())) return;
      chart?.remove();
      chart = await makeChart(host, "level", model, room(host));
    }).catch((error) => console.error(error));
  }

  const room = (host) => ({
    width: Math.max(200, host.clientWidth), height: host.clientWidth < 420 ? 230 : 300,
    size: parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8,
  });
  new ResizeObserver(() => {
    const host = at("class-answer");
    if (!chart || host.clientWidth === 0) return;
    const { width, height } = room(host);
    chart.resize(width, height);
  }).observe(at("class-answer"));

  // The board.

  at("class-hand-in").addEventListener("click", () => attempt("class-plan-note",
    () => {
      const { board } = state;
      // It may be another one since the button was shown.
      if (page.scenario()?.id !== board?.scenario) {
        throw new Error("Your levers are not in the scenario of the board.");
      }
      return api.handIn(board.number, page.settings());
    },
    "Your plan is handed in. You may hand in another one until the board is closed."));

  function showBoard() {
    const { board } = state;
    at("class-board-pupil").hidden = board === null;
    if (!board) return;
    say(at("class-task"), task(board));
    const isElsewhere = showWay("board", board.is_closed ? null : board);
    at("class-hand-in-box").hidden = board.is_closed || isElsewhere;
    say(at("class-plan"), board.plan_words
      ? `Handed in: ${inWords(board.plan_words)}.`
      : board.is_closed ? "You handed in no plan." : "You have not handed in a plan yet.");
    say(at("class-waiting"), waiting(board));
    showRanks(at("class-ranks-pupil"), at("class-ranks-pupil-note"), board, false);
  }

  function refresh() {
    if (!state) return false;
    showQuestion();
    if (!page.scenario()) return false;
    const isMoved = showStart();
    say(at("class-mine"), `In your levers now: ${inWords(page.told())}.`);
    showBoard();
    return isMoved;
  }

  /// What the trainer has just begun with may have a title that is not known here yet.
  async function lookUp() {
    const ids = [state.start, state.question, state.board].flatMap((one) => one?.scenario ?? []);
    const unknown = ids.filter((id) => !isListed(id) && !looked.has(id));
    for (const id of unknown) looked.add(id);
    if (unknown.length === 0) return;
    // Where the server does not answer, the page says so elsewhere.
    await page.list().catch(() => {});
    refresh();
  }

  return {
    refresh,
    leave: forgetBase,
    show(next) {
      state = next;
      say(at("class-others"), `${counted(state.count, "pupil")} in the class.`);
      if (refresh()) page.changed();
      lookUp();
    },
  };
}
