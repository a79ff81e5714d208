// What a chart shows of a curve: rows, names at the ends, axes and words, without drawing anything.

import { amount, differenceUnit, digitsFor, isNumber, moneyOf } from "./text.js";

/// A curve's values in the unit they are told in; null where there are none.
function scaled(estimate, scale) {
  if (!estimate) return null;
  const times = (values) => (values ?? []).map((value) => (isNumber(value) ? value * scale : null));
  return {
    mean: times(estimate.mean), lower: times(estimate.lower), upper: times(estimate.upper),
  };
}

/// The unit and scale that a curve is told in: long waits are no matter of seconds.
function told({ unit, scale, base }) {
  if (unit !== "s") return { unit, scale };
  const longest = Math.max(0, ...base.mean.filter(isNumber).map(Math.abs));
  if (longest >= 7200) return { unit: "h", scale: scale / 3600 };
  return longest >= 300 ? { unit: "min", scale: scale / 60 } : { unit, scale };
}

/// A step of 1, 2 or 5 and zeros.
function niceStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return power * ([1, 2, 5].find((step) => step * power >= rough) ?? 10);
}

/// The ends of an axis that holds all values. Those before are kept while they fit well, so that
/// the axis stands still while a result gets surer.
function ends(values, before, limit = Infinity) {
  const numbers = values.filter(isNumber);
  if (numbers.length === 0) return before ?? [0, 1];
  let low = Math.min(...numbers);
  let high = Math.max(...numbers);
  if (low > 0 && low < 0.35 * high) low = 0;
  if (high - low < 1e-9 * Math.max(1, Math.abs(high))) {
    const room = Math.abs(high) * 0.1 || 1;
    [low, high] = [low - room, high + room];
  }
  if (before && low >= before[0] && high <= before[1] && before[1] <= limit
    && high - low > 0.5 * (before[1] - before[0])) return before;
  const step = niceStep((high - low) / 5);
  const round = (value) => Number(value.toPrecision(12));
  return [
    round(Math.floor(low / step + 1e-9) * step),
    Math.min(limit, round(Math.ceil(high / step - 1e-9) * step)),
  ];
}

/// Moves names apart that would stand on one another.
///
/// - Returns: The names with their places, at least `gap` from one another.
export function spread(names, gap, low, high) {
  const places = names.map((name) => ({ ...name }));
  const order = [...places].sort((a, b) => a.place - b.place);
  for (let i = 1; i < order.length; i += 1) {
    const lack = order[i - 1].place + gap - order[i].place;
    if (lack <= 0) continue;
    order[i - 1].place -= lack / 2;
    order[i].place += lack / 2;
  }
  for (let i = 1; i < order.length; i += 1) {
    order[i].place = Math.max(order[i].place, order[i - 1].place + gap);
  }
  const excess = order.length ? order[order.length - 1].place - high : 0;
  if (excess > 0) for (const name of order) name.place -= excess;
  const lack = order.length ? low - order[0].place : 0;
  if (lack > 0) for (const name of order) name.place += lack;
  return places;
}

function last(values) {
  for (let i = (values?.length ?? 0) - 1; i >= 0; i -= 1) if (isNumber(values[i])) return i;
  return -1;
}

/// The model of a curve.
///
/// - Parameters:
///   - guess: percentages by month that somebody drew, or null.
///   - before: the model that was shown of the same curve, whose axes are kept while they fit.
///   - overlays: snapshots laid over it, each with its name and its values.
export function modelOf(curve, guess = null, before = null, overlays = []) {
  const { months } = curve;
  const { unit, scale } = told(curve);
  const base = scaled(curve.base, scale);
  const whatIf = scaled(curve.variant, scale);
  const diff = scaled(curve.difference, scale);
  const laid = overlays.map(({ name, values }) => ({
    name, mean: values.map((value) => (isNumber(value) ? value * scale : null)),
  }));
  const means = [...base.mean, ...(whatIf?.mean ?? []), ...(guess ?? [])];
  // A share ends at 100%, also where an interval by the normal law would go on.
  const limit = unit === "%" && means.every((value) => !isNumber(value) || value <= 100)
    ? 100 : Infinity;
  const within = (values) =>
    values.map((value) => (isNumber(value) ? Math.min(value, limit) : null));
  for (const one of [base, whatIf]) if (one) one.upper = within(one.upper);
  const levels = [base, whatIf].flatMap((one) =>
    one ? [...one.mean, ...one.lower, ...one.upper] : [])
    .concat(guess ?? [], ...laid.map((one) => one.mean));
  const [low, high] = ends(levels, before && [before.low, before.high], limit);
  const changes = diff ? [0, ...diff.mean, ...diff.lower, ...diff.upper] : [0];
  const hasChange = changes.some((value) => isNumber(value) && value !== 0);
  const [diffLow, diffHigh] = hasChange
    ? ends(changes, before?.hasChange ? [before.diffLow, before.diffHigh] : null) : [-1, 1];

  const digits = unit === "%" ? 1 : digitsFor(levels);
  const diffDigits = unit === "%" ? Math.max(1, digitsFor(changes)) : digitsFor(changes);
  const money = moneyOf(unit);
  const level = (value) => amount(value, unit, digits);
  const change = (value) => amount(value, differenceUnit(unit), diffDigits, true);
  // An interval stands beside a value with the unit, and is told without, but for signs.
  const bare = unit === "%" ? "%" : money ? unit : "";
  const span = (one, i, digits, sign) => {
    const ends = [one?.lower[i], one?.upper[i]];
    if (!ends.every(isNumber)) return "";
    return ends.map((value) => amount(value, bare, digits, sign)).join(" to ");
  };
  const levelSpan = (one, i) => span(one, i, digits, false);
  const changeSpan = (one, i) => span(one, i, diffDigits, true).replaceAll("%", "");

  const rows = months.map((month, i) => ({
    month, nth: Math.ceil(month),
    base: base.mean[i] ?? null, baseLower: base.lower[i] ?? null, baseUpper: base.upper[i] ?? null,
    whatIf: whatIf?.mean[i] ?? null, whatIfLower: whatIf?.lower[i] ?? null,
    whatIfUpper: whatIf?.upper[i] ?? null,
    diff: diff?.mean[i] ?? null, diffLower: diff?.lower[i] ?? null,
    diffUpper: diff?.upper[i] ?? null,
    guess: guess?.[i] ?? null,
    ...Object.fromEntries(laid.map((one, n) => [`snap${n}`, one.mean[i] ?? null])),
    overlayTexts: laid.map((one) => level(one.mean[i])),
    baseText: level(base.mean[i]), whatIfText: whatIf ? level(whatIf.mean[i]) : "–",
    diffText: diff ? change(diff.mean[i]) : "–",
    baseSpan: levelSpan(base, i), whatIfSpan: levelSpan(whatIf, i), diffSpan: changeSpan(diff, i),
  }));

  const name = (values, text, style) => {
    const i = last(values);
    return i < 0 ? [] : [{ month: months[i], place: values[i], name: text, style }];
  };
  const names = [
    ...name(base.mean, "base", "base"), ...name(whatIf?.mean, "what-if", "whatIf"),
    ...name(guess, "guess", "guess"),
    ...laid.flatMap((one, n) => name(one.mean, shortened(one.name), `snap${n}`)),
  ];
  const diffAt = last(diff?.mean);
  const longest = Math.ceil(months[months.length - 1] ?? 0);
  const inWords = money ? [money.sign.trim(), money.rest].filter(Boolean).join(" ") : unit;
  return {
    rows,
    ends: names,
    diffEnds: diffAt < 0 ? []
      : [{ month: months[diffAt], place: diff.mean[diffAt], name: change(diff.mean[diffAt]),
        style: "whatIf" }],
    low, high, diffLow, diffHigh, hasChange,
    first: (months[0] ?? 0) <= 1 ? 0 : Math.floor(months[0]), last: longest,
    every: longest > 72 ? 24 : longest > 30 ? 6 : longest > 15 ? 3 : 1,
    prefix: money?.sign ?? "", suffix: unit === "%" ? "%" : "",
    unit, hasVariant: whatIf !== null, overlays: laid.map((one) => one.name),
    levelTitle: `${curve.title}: ${curve.subject_title}${
      inWords && unit !== "%" ? `, ${inWords}` : ""}`,
    differenceTitle: `The difference${
      unit === "%" ? ", in percentage points" : inWords ? `, ${inWords}` : ""}`,
    summary: summary(rows, whatIf !== null),
  };
}

/// A name that stands at the end of a line.
const shortened = (name) => (name.length > 18 ? name.slice(0, 17) + "…" : name);

/// What somebody who cannot see the chart should know.
function summary(rows, hasVariant) {
  const known = rows.filter((row) => isNumber(row.base));
  if (known.length === 0) return "Nothing is known of this curve yet.";
  const [first, end] = [known[0], known[known.length - 1]];
  const brackets = (text) => (text ? ` (95% confidence interval ${text})` : "");
  let text = `As it is: ${first.baseText} in month ${first.nth}, ${end.baseText} in month `
    + `${end.nth}${brackets(end.baseSpan)}.`;
  if (!hasVariant) return text;
  const both = rows.filter((row) => isNumber(row.diff));
  if (both.length === 0) return text;
  const final = both[both.length - 1];
  text += ` With the changes ${final.whatIfText} in month ${final.nth}: `
    + `${final.diffText}${brackets(final.diffSpan)}.`;
  const widest = both.reduce((a, b) => (Math.abs(b.diff) > Math.abs(a.diff) ? b : a));
  if (widest.month === final.month || widest.diff === 0) return text;
  return `${text} The difference is largest in month ${widest.nth}: ${widest.diffText}.`;
}
