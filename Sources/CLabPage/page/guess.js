// "Guess first": before a run, a line is drawn of who will stay, with mouse, finger or arrow keys;
// after it, the line stands beside what came, with the distance in points.

import { makeGuessPlot } from "./guess-plot.js";
import { amount, at, el, isNumber, say } from "./text.js";

const percent = (value) => amount(value, "%", 1);
const points = (value) => amount(Math.abs(value), "points", 1);

/// Sets up the guess.
///
/// - Parameter on: `switched(isOn)` and `run()`, when the guess is made or left out.
export function setUpGuess(on) {
  const section = at("guess");
  const plot = makeGuessPlot(at("guess-plot"), "guess-title");
  const box = at("guess-first");
  const outcome = at("guess-result");
  let made = null;

  function ask(retention) {
    if (plot.isShown() && !section.hidden) return;
    made = null;
    outcome.hidden = true;
    section.hidden = false;
    say(at("guess-text"), "How many of all customers will still be there with your changes? Draw "
      + "over the plot, or move the point of a year with mouse, finger or arrow keys. The thin "
      + "line is as it is now.");
    plot.show(retention);
    at("guess-title").focus();
  }

  function hide() {
    section.hidden = true;
    plot.hide();
  }

  at("guess-run").addEventListener("click", () => {
    made = plot.line();
    hide();
    on.run();
    at("short").scrollIntoView({ block: "start" });
  });
  at("guess-again").addEventListener("click", () => {
    plot.restart();
  });
  at("guess-skip").addEventListener("click", () => {
    made = null;
    hide();
    on.run();
  });
  box.addEventListener("change", () => {
    if (!box.checked) {
      hide();
      made = null;
      outcome.hidden = true;
    }
    on.switched(box.checked);
  });

  return {
    isOn: () => box.checked,
    ask,
    hide,

    /// What was guessed for the run that is shown; null for nothing.
    line: () => made,

    /// Forgets the guess: what is shown next was not guessed.
    clear() {
      made = null;
      outcome.hidden = true;
      hide();
    },

    /// Says how far the guess is from what came.
    show(retention, isLast) {
      outcome.hidden = made === null || !retention?.variant;
      if (outcome.hidden) return;
      const came = retention.variant.mean.map((value) => value * retention.scale);
      const asItIs = retention.base.mean.map((value) => value * retention.scale);
      const distance = (one) => {
        const gaps = came.map((value, i) => Math.abs(value - one[i])).slice(1).filter(isNumber);
        return gaps.reduce((sum, gap) => sum + gap, 0) / Math.max(1, gaps.length);
      };
      const years = retention.months.map((month, i) => [month, i]).filter(([month, i]) =>
        (month > 0 && month % 12 === 0) || i === retention.months.length - 1);
      outcome.replaceChildren(
        el("h3", {}, "Your guess and what came"),
        el("p", {}, `Your guess is ${points(distance(made))} away from the result on average over `
          + `the months${isLast ? "" : ", as far as it is known"}. Guessing that nothing changes `
          + `would be ${points(distance(asItIs))} away.`),
        el("table", {},
          el("thead", {}, el("tr", {},
            ...["Still there", "Guess", "Result", "Distance"].map((head) =>
              el("th", { scope: "col" }, head)))),
          el("tbody", {}, ...years.map(([month, i]) => el("tr", {},
            el("th", { scope: "row" }, `after ${month} months`),
            ...[percent(made[i]), percent(came[i]), points(made[i] - came[i])].map((cell) =>
              el("td", {}, cell)))))));
    },
  };
}
