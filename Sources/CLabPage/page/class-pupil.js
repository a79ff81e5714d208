// A pupil's part of the class: the starting point, the guess, and the plan for the board.

import * as api from "./class-api.js";
import { baseOf } from "./class-base.js";
import { showRanks, task, waiting } from "./class-board.js";
import { curveOf, inWords, mapOf, yearEnds } from "./class-words.js";
import { loadVega, makeChart } from "./charts.js";
import { makeGuessPlot } from "./guess-plot.js";
import { modelOf } from "./model.js";
import { amount, at, counted, el, say } from "./text.js";

const percent = (share) => amount(100 * share, "%", 1);
const points = (value) => amount(Math.abs(value), "points", 1);
const applied = "cxlab-class-start";

/// Sets up a pupil's part.
///
/// - Parameters:
///   - page: see `setUpClass`.
///   - nickname: of the pupil.
export function setUpPupil(page, nickname) {
  const plot = makeGuessPlot(at("class-guess"), "class-guess-title");
  let state = null;
  let asked = null;
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

  function goToStart() {
    const { start } = state;
    if (!start) return;
    sessionStorage.setItem(applied, String(start.number));
    page.show(start.scenario, mapOf(start.settings));
  }
  at("class-go").addEventListener("click", goToStart);

  function showStart() {
    const { start, locks } = state;
    // Before a scenario is there, nothing can be applied to it.
    if (!page.scenario()) return;
    at("class-go").hidden = start === null;
    say(at("class-begin"), start
      ? `The starting point: ${inWords(start.settings, page.levers)}.`
      : "The trainer has sent no starting point: begin with the scenario as it is.");
    const names = locks.map((path) => page.levers.description(path)?.label ?? path);
    say(at("class-locked"), names.length ? `Locked by the trainer: ${names.join(", ")}.` : "");
    const texts = mapOf(start?.settings ?? []);
    page.levers.lock(new Map(locks.map((path) => [path, texts.get(path) ?? null])));
    if (start && sessionStorage.getItem(applied) !== String(start.number)) goToStart();
  }

  // The question.

  at("class-guess-send").addEventListener("click", () => attempt("class-guess-note",
    () => api.guess(state.question.number, plot.line().map((value) =>
      Math.min(1, Math.max(0, Number((value / 100).toFixed(4)))))),
    "Your guess is sent. You may change it and send it again until the result is shown."));
  at("class-guess-restart").addEventListener("click", () => plot.restart());

  function showQuestion() {
    const { question } = state;
    const isGuessed = question !== null && !question.is_revealed;
    at("class-question").hidden = question === null;
    at("class-guess-box").hidden = !isGuessed;
    at("class-answer-box").hidden = question === null || question.is_revealed === false;
    if (!question) return;
    say(at("class-guess-ask"), `Who will stay with ${inWords(question.settings, page.levers)}? `
      + "Draw over the plot, or move the point of a year with mouse, finger or arrow keys. The "
      + "thin line is as it is now.");
    say(at("class-guess-count"), `${question.count} of ${counted(state.count, "pupil")} guessed.`);
    const own = question.guesses[0] ?? null;
    if (isGuessed && asked !== question.number) {
      asked = question.number;
      say(at("class-guess-note"), own ? "Your guess is sent." : "");
      const stop = baseOf(question.scenario, (curve) => {
        // The line that somebody draws is not moved under the finger.
        stop();
        if (asked === question.number) {
          plot.show(curve, own?.values.map((value) => 100 * value) ?? null);
        }
      });
    }
    if (question.is_revealed) showAnswer(question, own);
  }

  function showAnswer(question, own) {
    plot.hide();
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
    () => api.handIn(state.board.number, page.settings()),
    "Your plan is handed in. You may hand in another one until the board is closed."));

  function showBoard() {
    const { board } = state;
    at("class-board-pupil").hidden = board === null;
    if (!board) return;
    say(at("class-task"), task(board));
    at("class-hand-in-box").hidden = board.is_closed;
    say(at("class-plan"), board.plan
      ? `Handed in: ${inWords(board.plan, page.levers)}.`
      : board.is_closed ? "You handed in no plan." : "You have not handed in a plan yet.");
    say(at("class-waiting"), waiting(board));
    showRanks(at("class-ranks-pupil"), at("class-ranks-pupil-note"), board, page.levers, false);
  }

  function refresh() {
    if (!page.scenario() || !state) return;
    say(at("class-mine"), `In your levers now: ${inWords(page.settings(), page.levers)}.`);
    showStart();
    showBoard();
  }

  return {
    refresh,
    show(next) {
      state = next;
      say(at("class-others"), `${counted(state.count, "pupil")} in the class.`);
      showQuestion();
      refresh();
    },
  };
}
