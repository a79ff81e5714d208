// The ranks of a board, which everybody sees once all plans are run.

import { amount, el, interval, say } from "./text.js";
import { inWords } from "./class-words.js";

/// What a board asks for, in a sentence.
export const task = (board) => `Reach ${board.better === "more" ? "more" : "less"} of “${board.label}” `
  + `by changing at most ${board.most_changes === 1 ? "one key" : `${board.most_changes} keys`} `
  + "of the starting point. Each plan lives in worlds that nobody has seen: other customers, other "
  + "luck, the same for every plan.";

/// Why the ranks are not there yet; empty where they are.
export function waiting(board) {
  if (board.problem) return `The board cannot be run: ${board.problem}`;
  if (!board.is_closed || board.left === 0) return "";
  return `Running the plans: ${board.left} to go.`;
}

function figure(board, reached) {
  if (!reached) return ["–", ""];
  return [reached.text || amount(reached.mean, board.unit), interval(reached, board.unit)];
}

/// Fills a table with the ranks, and a note with what is to be known of them.
///
/// - Parameter hasPlans: whether everybody's plan is shown.
export function showRanks(table, note, board, levers, hasPlans) {
  const hasRanks = board.is_closed && board.left === 0 && board.rows.length > 0;
  table.hidden = !hasRanks;
  say(note, hasRanks ? "Where intervals overlap, another order would not surprise. With the seed "
    + `${board.seed}, cxlab compare gives the same figures.` : "");
  if (!hasRanks) return;
  const heads = ["Rank", "Who", board.label, "95% interval", ...(hasPlans ? ["Plan"] : [])];
  const line = (rank, who, reached, plan, isOwn, problem) => el("tr", { class: isOwn ? "own" : null },
    el("td", {}, rank), el("th", { scope: "row" }, isOwn ? `${who} (you)` : who),
    ...(problem ? [el("td", { colspan: 2 }, `could not be run: ${problem}`)]
      : figure(board, reached).map((text) => el("td", {}, text))),
    hasPlans ? el("td", {}, plan) : null);
  table.replaceChildren(
    el("caption", { class: "unseen" }, "What the plans reach"),
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el("tbody", {}, ...board.rows.map((row) => line(
      row.rank === null ? "–" : String(row.rank), row.nickname, row.reached,
      row.settings ? inWords(row.settings, levers) : "", row.is_own, row.problem)),
    line("", "the starting point", board.as_it_is, inWords(board.start, levers), false, null)));
}
