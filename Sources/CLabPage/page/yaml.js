// Colours of a scenario text, line by line: what is a key, a value, a text in quotes, a remark.

/// The pieces of each line, as `[kind, text]`; kinds are key, text, remark, sign and plain.
export function paint(lines) {
  let depth = 0;
  let prose = -1;
  return lines.map((line) => {
    const indent = line.search(/\S/);
    if (indent < 0) return [["plain", line]];
    if (prose >= 0 && indent > prose) return [["text", line]];
    prose = -1;
    const painted = paintLine(line, depth);
    depth = painted.depth;
    if (depth === 0 && /:\s+[|>][-+\d]*\s*(#.*)?$/.test(line)) prose = indent;
    return painted.pieces;
  });
}

const blockKey = /^(\s*(?:- +)*)("[^"]*"|'[^']*'|[^\s#"'{}[\],&*!|>%@`-][^#]*?|-[^\s#][^#]*?)(:)(?=\s|$)/;
const flowKey = /^("[^"]*"|'[^']*'|[^\s"'{}[\],:#][^{}[\],#]*?)(\s*:)(?=[\s,}\]]|$)/;
const quoted = /^("(?:[^"\\]|\\.)*"?|'(?:[^']|'')*'?)/;

function paintLine(line, before) {
  const pieces = [];
  let depth = before;
  let rest = line;
  const take = (kind, length) => {
    if (length > 0) pieces.push([kind, rest.slice(0, length)]);
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
      const key = canBeKey && flowKey.exec(rest);
      canBeKey = false;
      if (key) {
        take("key", key[1].length);
        take("sign", key[2].length);
        isStart = true;
        continue;
      }
      const text = quoted.exec(rest);
      if (text && isStart) take("text", text[0].length);
      else take("value", (depth > 0 ? /^[^\s,{}[\]]+|^./ : /^\S+/).exec(rest)[0].length);
    }
    isStart = sign === "{" || sign === "[" || sign === ",";
  }
  return { pieces, depth };
}

/// Characters as the server counts them, of a text of the browser's.
export const lengthOf = (text) => [...text].length;

/// Where a character that the server counts stands in a line of the browser's.
export const indexOf = (line, column) => [...line].slice(0, Math.max(0, column - 1)).join("").length;
