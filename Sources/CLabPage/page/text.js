// Words, numbers and elements: everything that comes from the server is put in as text, never as
// HTML.

/// Makes an element. Attributes whose value is null, undefined or false are left out; a function is
/// a listener.
export function el(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(key, value);
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

/// The element of an id.
export const at = (id) => document.getElementById(id);

/// Sets the text of an element only where it differs, so that nothing is read out twice.
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/// "1 pair", "2 pairs".
export function counted(count, noun) {
  return `${grouped(count)} ${noun}${count === 1 ? "" : "s"}`;
}

/// A whole number with its thousands apart.
export function grouped(value) {
  return Math.round(value).toLocaleString("en-GB");
}

/// Whether a value from the server is a number.
export const isNumber = (value) => typeof value === "number" && Number.isFinite(value);

/// How many digits after the point tell values of a range apart.
export function digitsFor(values) {
  const numbers = values.filter(isNumber).map(Math.abs);
  const largest = numbers.length ? Math.max(...numbers) : 0;
  if (largest >= 1000 || largest === 0) return 0;
  if (largest >= 1) return largest >= 100 ? 0 : 1;
  return Math.min(4, 1 - Math.floor(Math.log10(largest)));
}

/// The sign of money and what follows it, of a unit such as "GBP" or "£/month"; null for others.
export function moneyOf(unit = "") {
  const written = /^([£$€])\s*(.*)$/.exec(unit);
  if (written) return { sign: written[1], rest: written[2].replace(/^\//, "per ") };
  if (!/^[A-Z]{3}$/.test(unit)) return null;
  const parts = new Intl.NumberFormat("en-GB", {
    style: "currency", currency: unit, currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  const sign = parts.find((part) => part.type === "currency").value;
  return { sign: sign.length > 1 ? sign + "\u00a0" : sign, rest: "" };
}

/// A number with its unit, such as "85.1%", "£1,200" or "4.2 min"; a dash where there is none.
export function amount(value, unit = "", digits = 1, sign = false) {
  if (!isNumber(value)) return "–";
  const size = Math.abs(value).toLocaleString("en-GB", {
    minimumFractionDigits: digits, maximumFractionDigits: digits,
  });
  const isZero = !/[1-9]/.test(size);
  const mark = isZero ? "" : value < 0 ? "−" : sign ? "+" : "";
  const money = moneyOf(unit);
  // The mark stays with its number where a line ends.
  if (money) {
    return `${mark}${mark ? "\u2060" : ""}${money.sign}${size}${money.rest ? " " + money.rest : ""}`;
  }
  if (unit === "%") return `${mark}${size}%`;
  return mark + size + (unit ? ` ${unit}` : "");
}

/// The interval of a headline, such as "85.5% to 86.3%"; empty where it has no ends.
export function interval(estimate, unit) {
  const ends = [estimate?.lower, estimate?.upper];
  if (!ends.every(isNumber)) return "";
  return ends.map((end) => {
    if (unit === "%") return amount(100 * end, "%", 1);
    if (unit === "s") return duration(end);
    return amount(end, unit, unit === "points" ? 1 : Math.abs(end) < 10 ? 2 : 0);
  }).join(" to ").replaceAll(" points", "");
}

/// Seconds as people say them.
function duration(seconds) {
  const size = Math.abs(seconds);
  const sign = seconds < 0 ? "−" : "";
  if (size >= 2 * 86_400) return `${sign}${(size / 86_400).toFixed(1)} days`;
  if (size >= 2 * 3600) return `${sign}${(size / 3600).toFixed(1)} h`;
  if (size < 9.95) return `${sign}${Number(size.toFixed(1))} s`;
  const whole = Math.round(size);
  if (whole < 60) return `${sign}${whole} s`;
  return `${sign}${Math.floor(whole / 60)} min${whole % 60 ? ` ${whole % 60} s` : ""}`;
}

/// The unit that a difference is told in: shares differ by points.
export const differenceUnit = (unit) => (unit === "%" ? "points" : unit);

/// What is to be said of a difference: the sign and the words of the reports.
export const verdicts = {
  better: { sign: "●", word: "better" },
  worse: { sign: "✕", word: "worse" },
  clear: { sign: "■", word: "clear" },
  small: { sign: "▬", word: "too small to matter" },
  open: { sign: "◇", word: "cannot tell yet" },
  same: { sign: "=", word: "no difference" },
};

/// The kind of verdict of a headline; null where there is no difference.
export function verdictOf(headline) {
  const difference = headline.difference?.mean;
  if (!isNumber(difference)) return null;
  const verdict = (headline.verdict ?? "").toLowerCase();
  if (verdict.includes("small") || verdict.includes("practically")) return "small";
  if (verdict.includes("same")) return "same";
  if (verdict.includes("unclear") || verdict === "") return "open";
  if (headline.better !== "more" && headline.better !== "less") return "clear";
  return difference > 0 === (headline.better === "more") ? "better" : "worse";
}

/// "+0.9 points (+0.4 to +1.4)" as the size and the interval.
export function sizeAndInterval(text) {
  const cut = (text ?? "").indexOf(" (");
  return cut < 0 ? [text ?? "–", ""] : [text.slice(0, cut), text.slice(cut + 1)];
}

/// A verdict as sign and word, or what the server said where that holds the word; the sign is for
/// the eye alone.
export function verdictMark(kind, said = "") {
  const { sign, word } = verdicts[kind];
  return el("span", { class: `verdict ${kind}` },
    el("span", { "aria-hidden": "true" }, sign + " "), said.includes(word) ? said : word);
}

/// Calls a function at once, then at most once in so many milliseconds; the latest call wins.
export function throttled(milliseconds, action) {
  let timer = null;
  let isWaiting = false;
  const tick = () => {
    timer = null;
    if (!isWaiting) return;
    isWaiting = false;
    timer = setTimeout(tick, milliseconds);
    action();
  };
  return () => {
    isWaiting = true;
    if (timer === null) tick();
  };
}

/// Calls a function once nothing was asked of it for so many milliseconds.
export function settled(milliseconds, action) {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };
}

/// Calls functions that take a while one after the other: each once the one before is done, whatever became of it.
export function inTurn() {
  let last = Promise.resolve();
  return (action) => {
    const mine = last.then(action);
    last = mine.catch(() => {});
    return mine;
  };
}
