// Colours of a scenario text, line by line: what is a key, a value, a text in quotes, a remark.
//
// Whatever the text, the work grows with its length and no faster: no expression here looks over the same
// characters again and again.

/// Pieces of a line at most; what follows them is plain.
const most = 200;

/// Makes a painter: it gives the pieces of each line, as `[kind, text]`; kinds are key, value, text, remark, sign
/// and plain. It remembers the text before: lines that are as they were, below lines that left them as they were,
/// are not painted again.
export function painter() {
  let lines = [];
  let pieces = [];
  /// How many braces are open before each line, and how far in a text of several lines began.
  let before = [];

  return (fresh) => {
    const { head, tail } = alike(lines, fresh);
    const painted = pieces.slice(0, head);
    const states = before.slice(0, head);
    let state = before[head] ?? { depth: 0, prose: -1 };
    const shift = lines.length - fresh.length;
    for (let i = head; i < fresh.length; i += 1) {
      const old = before[i + shift];
      if (i >= fresh.length - tail && old.depth === state.depth && old.prose === state.prose) {
        pieces = painted.concat(pieces.slice(i + shift));
        before = states.concat(before.slice(i + shift));
        lines = fresh;
        return pieces;
      }
      states.push(state);
      const line = paintLine(fresh[i], state);
      painted.push(line.pieces);
      state = line.after;
    }
    // What stands before a line that is not there yet, should one come.
    states.push(state);
    [lines, pieces, before] = [fresh, painted, states];
    return pieces;
  };
}

/// How many of the first and of the last of two lists are the same; none is counted twice.
export function alike(old, fresh) {
  const shorter = Math.min(old.length, fresh.length);
  let head = 0;
  while (head < shorter && old[head] === fresh[head]) head += 1;
  let tail = 0;
  while (tail < shorter - head && old[old.length - 1 - tail] === fresh[fresh.length - 1 - tail]) tail += 1;
  return { head, tail };
}

function paintLine(line, { depth, prose }) {
  const indent = line.search(/\S/);
  if (indent < 0) return { pieces: [["plain", line]], after: { depth, prose } };
  if (prose >= 0 && indent > prose) return { pieces: [["text", line]], after: { depth, prose } };
  const painted = piecesOf(line, depth);
  const begins = painted.depth === 0 && /:\s+[|>][-+\d]*\s*(?:#|$)/.test(line);
  return { pieces: painted.pieces, after: { depth: painted.depth, prose: begins ? indent : -1 } };
}

const blockKey = /^(\s*(?:- +)*)("[^"]*"|'[^']*'|[^\s#"'{}[\],&*!|>%@`-][^#]*?|-[^\s#][^#]*?)(:)(?=\s|$)/;
const quotedKey = /^(?:"[^"]*"|'[^']*')(?=\s*:(?:[\s,}\]]|$))/;
const quoted = /^(?:"(?:[^"\\]+|\\.)*"?|'(?:[^']+|'')*'?)/;

/// How long the key is that a text within braces begins with, and the sign behind it; null where it begins with none.
function flowKey(text) {
  const inQuotes = quotedKey.exec(text);
  if (inQuotes) {
    const key = inQuotes[0].length;
    return { key, sign: text.indexOf(":", key) + 1 - key };
  }
  const plain = /^[^\s"'{}[\],:#][^{}[\],#]*/.exec(text)?.[0];
  if (!plain) return null;
  const next = text[plain.length] ?? "";
  const colon = plain.search(/:\s/);
  const end = colon >= 0 ? colon
    : plain.endsWith(":") && (next === "" || ",}]".includes(next)) ? plain.length - 1 : -1;
  if (end < 0) return null;
  const key = plain.slice(0, end).trimEnd().length;
  return { key, sign: end + 1 - key };
}

function piecesOf(line, before) {
  const pieces = [];
  let depth = before;
  let rest = line;
  const take = (kind, length) => {
    if (length > 0) {
      if (pieces.length < most) pieces.push([kind, rest.slice(0, length)]);
      else pieces[most - 1] = ["plain", pieces[most - 1][1] + rest.slice(0, length)];
    }
    rest = rest.slice(length);
  };
  if (depth === 0) {
    const head = blockKey.exec(rest);
    if (head && !/^\s*#/.test(rest)) {
      take("sign", head[1].length);
      take("key", head[2].length);
      take("sign", 1);
    } else take("sign", /^\s*(- +)*/.exec(rest)[0].length);
  }
  let canBeKey = depth > 0;
  let isStart = true;
  while (rest !== "") {
    const blank = /^\s+/.exec(rest);
    if (blank) {
      take("plain", blank[0].length);
      if (rest.startsWith("#")) take("remark", rest.length);
      continue;
    }
    const sign = rest[0];
    if (sign === "#" && pieces.length === 0) take("remark", rest.length);
    else if ((sign === "{" || sign === "[") && (depth > 0 || isStart)) {
      depth += 1;
      canBeKey = true;
      take("sign", 1);
    } else if ((sign === "}" || sign === "]") && depth > 0) {
      depth -= 1;
      take("sign", 1);
    } else if (sign === "," && depth > 0) {
      canBeKey = true;
      take("sign", 1);
    } else {
      const key = canBeKey ? flowKey(rest) : null;
      canBeKey = false;
      if (key) {
        take("key", key.key);
        take("sign", key.sign);
        isStart = true;
        continue;
      }
      const text = isStart ? quoted.exec(rest) : null;
      if (text) take("text", text[0].length);
      else take("value", (depth > 0 ? /^[^\s,{}[\]]+|^[^]/ : /^\S+/).exec(rest)[0].length);
    }
    isStart = sign === "{" || sign === "[" || sign === ",";
  }
  return { pieces, depth };
}

/// Characters as the server counts them, of a text of the browser's: a pair of code units is one of them.
export function lengthOf(text) {
  let length = text.length;
  for (let i = 1; i < text.length; i += 1) if (isPair(text, i)) length -= 1;
  return length;
}

/// Where a character that the server counts stands in a line of the browser's.
export function indexOf(line, column) {
  let index = 0;
  for (let left = column - 1; left > 0 && index < line.length; left -= 1) {
    index += isPair(line, index + 1) ? 2 : 1;
  }
  return index;
}

/// Whether a place is in the middle of a character.
export const isPair = (text, index) =>
  (text.charCodeAt(index) & 0xfc00) === 0xdc00 && (text.charCodeAt(index - 1) & 0xfc00) === 0xd800;
