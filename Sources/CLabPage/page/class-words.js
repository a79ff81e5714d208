// Settings and curves of a class in words and numbers, for the trainer's part and the pupils'.

import { isNumber } from "./text.js";

/// Settings as paths with texts.
export const mapOf = (settings) => new Map(settings.map((setting) => {
  const cut = setting.indexOf("=");
  return [setting.slice(0, cut), setting.slice(cut + 1)];
}));

/// Settings as people say them, such as "First line: staff 6".
export function inWords(settings, levers) {
  if (settings.length === 0) return "the scenario as it is";
  return [...mapOf(settings)].map(([path, text]) =>
    `${levers.description(path)?.label ?? path} ${text}`).join(", ");
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
