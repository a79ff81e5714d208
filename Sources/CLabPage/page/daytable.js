// The table behind a day: what came of each half hour, as the server counted it.

import { clock, span } from "./dayworld.js";
import { at, el, grouped } from "./text.js";

const columns = [
  ["arrived", "Came"], ["served", "Served"], ["gave_up", "Gave up"], ["turned_away", "Sent away"],
  ["wait", "Average wait"], ["longest_line", "Longest line"], ["on_duty", "Staff on duty"],
  ["in_class", "In class"],
];

/// Shows the tables of one or two worlds, of a team or, where that is null, of all together.
export function showTables(days, team) {
  at("day-tables").replaceChildren(...days.map(([world, day]) =>
    table(world, day, team, days.length)));
}

/// The team that most get in touch with.
export function busiestTeam(day) {
  const came = day.teams.map((team) =>
    team.half_hours.reduce((sum, half) => sum + half.arrived, 0));
  return came.indexOf(Math.max(...came));
}

/// The half hours of a team; of all together, counts added up, and the longest of the lines.
function rows(day, team) {
  const teams = team === null ? day.teams : [day.teams[team]];
  return teams[0].half_hours.map((_, half) => {
    const all = teams.map((one) => one.half_hours[half]);
    const sum = (name) => all.reduce((total, one) => total + one[name], 0);
    return {
      from: 30 * half, arrived: sum("arrived"), served: sum("served"), gave_up: sum("gave_up"),
      turned_away: sum("turned_away"), answered: sum("answered"), waited: sum("waited"),
      longest_line: Math.max(...all.map((one) => one.longest_line)), on_duty: sum("on_duty"),
      in_class: sum("in_class"),
    };
  });
}

const isQuiet = (row) =>
  columns.every(([name]) => name === "wait" || row[name] === 0);

function cell(row, name) {
  if (name === "wait") return row.answered ? span(row.waited / row.answered) : "–";
  return grouped(row[name]);
}

function table(world, day, team, count) {
  const all = rows(day, team);
  const shown = all.filter((row) => !isQuiet(row));
  const sum = (name) => all.reduce((total, row) => total + row[name], 0);
  const total = {
    arrived: sum("arrived"), served: sum("served"), gave_up: sum("gave_up"),
    turned_away: sum("turned_away"), answered: sum("answered"), waited: sum("waited"),
  };
  const name = { base: ", as it is", changed: ", with your changes" }[world];
  const title = team === null ? "All teams" : day.teams[team].title;
  const whose = `${title}, ${day.weekday} ${day.date}${count > 1 ? name : ""}`;
  const whole = el("tr", { class: "total" }, el("th", { scope: "row" }, "The day"),
    ...columns.map(([column]) => {
      const text = column in total || column === "wait" ? cell(total, column)
        : column === "longest_line" ? grouped(Math.max(...all.map((row) => row[column]))) : "";
      return el("td", { "data-total": column }, text);
    }));
  return el("table", { class: "day-table", "data-table": world },
    el("caption", {}, `${whose}. Half hours in which nothing happens are left out. Staff and `
      + "lines: the most at one time. Whoever checks for the firm is counted in the lines only. The "
      + "average wait is that of those whom somebody serves."),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "From"), ...columns.map(([, title]) =>
      el("th", { scope: "col" }, title)))),
    el("tbody", {}, ...shown.map((row) => el("tr", {}, el("th", { scope: "row" }, clock(row.from)),
      ...columns.map(([column]) => el("td", {}, cell(row, column))))), whole));
}
