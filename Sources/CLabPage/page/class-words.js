// Settings and curves of a class in words and numbers, for the trainer's part and the pupils'.

import { readFlow } from "./plan-model.js";
import { at, isNumber } from "./text.js";

/// Settings as paths with texts.
export const mapOf = (settings) => new Map(settings.map((setting) => {
  const cut = setting.indexOf("=");
  return [setting.slice(0, cut), setting.slice(cut + 1)];
}));

/// Changes that were said one by one, such as "First line: staff 6 instead of 5".
export const inWords = (words) => (words.length ? words.join("; ") : "the scenario as it is");

const optionOf = (id) => [...at("scenario").options].find((one) => one.value === id);

/// Whether a scenario is listed on the page.
export const isListed = (id) => optionOf(id) !== undefined;

/// What a scenario is called.
export const titleOf = (id) => optionOf(id)?.textContent ?? id;

/// What a starting point has its keys stay at: a text, and the month from which that holds.
///
/// - Parameters:
///   - entries: how many entries the scenario's own plan has; what is added after them is a lever's.
///   - canBeDated: whether a key has a lever that acts from a month on.
export function staysOf(settings, entries, canBeDated) {
  const stays = new Map();
  const dated = [];
  for (const [path, text] of mapOf(settings)) {
    const [, number] = /^plan\[(\d+)\]$/.exec(path) ?? [];
    if (number === undefined) stays.set(path, { text, month: 0 });
    else if (Number(number) >= entries) dated.push(readFlow(text));
  }
  const monthOf = (entry) => Number(/^month (\d+(?:\.\d+)?)$/.exec(entry?.at ?? "")?.[1] ?? 0);
  for (const entry of dated.sort((a, b) => monthOf(a) - monthOf(b))) {
    const [[path, text], ...others] = Object.entries(entry?.set ?? { "": null });
    if (others.length || typeof text !== "string" || monthOf(entry) === 0) continue;
    if (canBeDated(path) && !stays.has(path)) stays.set(path, { text, month: monthOf(entry) });
  }
  return stays;
}

/// A curve of the class in the form of those of results.
export const curveOf = (result) => ({
  ...result, id: "retention", title: "Who stays", unit: "%", scale: 100, subject: "all",
  subject_title: "all customers",
});

/// The median of numbers.
export function median(values) {
  const sorted = values.filter(isNumber).sort((a, b) => a - b);
  if (sorted.length === 0) return null;
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/// The places of the months that tables show: each year's end, and the last.
export const yearEnds = (months) =>
  Array.from({ length: months + 1 }, (_, month) => month).filter((month) =>
    month > 0 && (month % 12 === 0 || month === months));
