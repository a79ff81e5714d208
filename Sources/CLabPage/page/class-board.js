// The ranks of a board, which everybody sees once all plans are run.

import { amount, counted, el, interval, say } from "./text.js";
import { inWords, titleOf } from "./class-words.js";

/// What a board asks for, in a sentence.
export const task = (board) => `In “${titleOf(board.scenario)}”, reach ${board.better === "more" ? "more" : "less"} of “${board.label}” `
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

/// Whether a plan may as well have another rank, as far as intervals tell.
const isOpen = (row) => row.rank !== null && row.best_rank !== row.worst_rank;

const rankOf = (row) => (row.rank === null ? "–"
  : isOpen(row) ? `${row.best_rank} to ${row.worst_rank}` : String(row.rank));

/// What is to be known of the ranks: what they rest on, and how sure they are.
function caution(board) {
  const ranked = board.rows.filter((row) => row.rank !== null);
  const rests = board.pairs
    ? `Each figure rests on ${counted(board.pairs, "replication")} that nobody had seen. ` : "";
  const order = ranked.some(isOpen)
    ? "The list goes by the means. Where intervals overlap, the order is not certain: “1 to 2” are "
      + "the ranks that a plan may have. "
    : ranked.length > 1 ? "No two intervals overlap. " : "";
  return `${rests}${order}With the seed ${board.seed}, cxlab compare gives the same figures.`;
}

/// Fills a table with the ranks, and a note with what is to be known of them.
///
/// - Parameter hasPlans: whether everybody's plan is shown.
export function showRanks(table, note, board, hasPlans) {
  const hasRanks = board.is_closed && board.left === 0 && board.rows.length > 0;
  table.hidden = !hasRanks;
  say(note, hasRanks ? caution(board) : "");
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
      rankOf(row), row.nickname, row.reached, row.words ? inWords(row.words) : "", row.is_own,
      row.problem)),
    line("", "the starting point", board.as_it_is, inWords(board.start_words), false, null)));
}
