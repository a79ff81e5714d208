// The plan without its looks: what is placed in it, and the settings that this makes.

/// A value as YAML's flow style has it inside a mapping.
export function flow(value) {
  const text = String(value);
  if (/^[[{]/.test(text)) return text;
  const isPlain = /^[^\s&*!|>%@`"'#,[\]{}?:-][^,[\]{}#]*$/.test(text) && !/:( |$)/.test(text)
    && text.trim() === text;
  return isPlain ? text : JSON.stringify(text);
}

/// Reads a mapping in YAML's flow style into an object of texts and objects; null for anything else.
export function readFlow(text) {
  let at = 0;
  const skip = () => {
    while (text[at] === " ") at += 1;
  };
  function word(ends) {
    skip();
    if (text[at] === '"') {
      const whole = /^"(?:[^"\\]|\\.)*"/.exec(text.slice(at));
      if (!whole) throw new SyntaxError("a quote is open");
      at += whole[0].length;
      return JSON.parse(whole[0]);
    }
    const from = at;
    while (at < text.length && !ends(at)) at += 1;
    return text.slice(from, at).trim();
  }
  function mapping() {
    const found = {};
    at += 1;
    for (skip(); text[at] !== "}"; skip()) {
      const key = word((i) => text[i] === ":" && (text[i + 1] === " " || text[i + 1] === undefined));
      if (key === "" || text[at] !== ":") throw new SyntaxError("a key is missing");
      at += 1;
      skip();
      if (text[at] === "[") throw new SyntaxError("a list");
      found[key] = text[at] === "{" ? mapping() : word((i) => text[i] === "," || text[i] === "}");
      skip();
      if (text[at] === ",") at += 1;
      else if (text[at] !== "}") throw new SyntaxError("a brace is open");
    }
    at += 1;
    return found;
  }
  try {
    skip();
    if (text[at] !== "{") return null;
    const found = mapping();
    skip();
    return at === text.length ? found : null;
  } catch {
    return null;
  }
}

const entryPath = /^plan\[(\d+)\]$/;
const campaignPath = /^customers\.acquisition\.campaigns\.([a-z0-9-]+)(?:\.(from|for|spend))?$/;
const campaigns = "customers.acquisition.campaigns";

/// The month of a moment such as "month 6"; null for a date.
const monthOf = (moment) => {
  const found = /^month (\d+(?:\.\d+)?)$/.exec(moment ?? "");
  return found ? Number(found[1]) : null;
};

/// The number before a unit, such as 3 of "3 months".
const sizeOf = (text) => {
  const found = /[\d.]+/.exec(text ?? "");
  return found ? Number(found[0]) : null;
};

/// Changes that were made of one edition of a scenario, as they are of another: entries of its plan have
/// numbers, and are known by what they say.
///
/// - Returns: The changes, without those of entries that are not there any more.
export function carried(changes, before, after) {
  const lines = after.entries.map((line) => line.text);
  const made = new Map();
  for (const [path, text] of changes) {
    const [, number] = entryPath.exec(path) ?? [];
    const old = before.entries[Number(number ?? Number.NaN)];
    if (number === undefined) {
      made.set(path, text);
    } else if (!old) {
      made.set(`plan[${lines.length + Number(number) - before.entries.length}]`, text);
    } else {
      // Of several that say the same, each is taken once.
      const now = lines[number] === old.text ? Number(number) : lines.indexOf(old.text);
      if (now < 0) continue;
      lines[now] = null;
      made.set(`plan[${now}]`, text);
    }
  }
  return made;
}

/// Makes the model of a plan.
export function makePlan() {
  let file = { months: 0, entries: [], teams: [], keys: [], campaigns: [] };
  let items = [];
  let count = 0;
  let unit = "";

  /// Money a month as a file has it, and as the page shows it: without the unit where that is ours.
  const money = (text) => (/^[\d.]+$/.test(text) ? `${text} ${unit}` : text);
  const bare = (text) => (text.endsWith(` ${unit}`) ? text.slice(0, -unit.length - 1) : text);

  const add = (item) => {
    const made = { id: `plan-${(count += 1)}`, origin: null, ...item };
    items.push(made);
    return made;
  };

  function kindOf(set) {
    const paths = set.map((one) => one.path);
    if (paths.every((path) => path.endsWith(".staff"))) return "staff";
    if (paths.every((path) => path.endsWith("price"))) return "price";
    if (paths.every((path) => path.endsWith("marketing.spend"))) return "campaign";
    return "other";
  }

  /// An entry of the plan as it is shown; the text stands for what the page does not know.
  function entry(read, text, month) {
    const set = Object.entries(read.set ?? {}).map(([path, value]) => ({ path, value }));
    const known = read.train ? ["at", "train", "course", "every"] : ["at", "set"];
    return {
      month, text, train: read.train ?? null, course: read.course ?? null,
      every: read.every && read.every !== "never" ? read.every : null, set,
      kind: read.train ? "course" : kindOf(set),
      isPlain: Object.keys(read).every((key) => known.includes(key))
        && set.every((one) => typeof one.value === "string"),
    };
  }

  function restore() {
    items = [];
    file.entries.forEach((line, number) => {
      const read = readFlow(line.text) ?? {};
      const made = entry(read, line.text, line.month);
      // A list within the line is left as it is.
      if (!read.at) Object.assign(made, { isPlain: false, train: line.train, course: line.course,
        set: line.set, kind: line.train ? "course" : kindOf(line.set) });
      add({ ...made, origin: number });
    });
    for (const one of file.campaigns) {
      add({ ...one, kind: "campaign", campaign: one.id, spend: String(one.spend), origin: one.id });
    }
  }

  function textOf(item) {
    const at = `at: month ${item.month}`;
    if (!item.isPlain) return item.text.replace(/(^\{|, )at: [^,}]*/, `$1${at}`);
    if (item.train) {
      const again = item.every ? `, every: ${item.every}` : "";
      return `{${at}, train: ${item.train}, course: ${item.course}${again}}`;
    }
    const set = item.set.map((one) => `${one.path}: ${flow(one.value)}`).join(", ");
    return `{${at}, set: {${set}}}`;
  }

  /// What is placed, without what the file has and nobody moved; with what levers have dated.
  function changes(dated = []) {
    const made = new Map();
    file.entries.forEach((line, number) => {
      const item = items.find((one) => one.origin === number && !one.campaign);
      if (!item) made.set(`plan[${number}]`, "~");
      else if (item.isMoved) made.set(`plan[${number}]`, textOf(item));
    });
    const added = items.filter((one) => one.origin === null && !one.campaign)
      .map((one) => [one.month, textOf(one)]);
    for (const { path, value, month } of dated) {
      added.push([month, `{at: month ${month}, set: {${path}: ${flow(value)}}}`]);
    }
    added.sort((a, b) => a[0] - b[0]);
    added.forEach(([, text], i) => made.set(`plan[${file.entries.length + i}]`, text));
    for (const one of file.campaigns) {
      const item = items.find((other) => other.origin === one.id && other.campaign);
      const path = `${campaigns}.${one.id}`;
      if (!item) made.set(path, "~");
      else {
        if (item.month !== one.month) made.set(`${path}.from`, `month ${item.month}`);
        if (item.months !== one.months) made.set(`${path}.for`, `${item.months} months`);
        if (item.spend !== String(one.spend)) made.set(`${path}.spend`, money(item.spend));
      }
    }
    for (const one of items.filter((other) => other.campaign && other.origin === null)) {
      made.set(`${campaigns}.${one.campaign}`, `{type: ${one.type}, from: month ${one.month}, `
        + `for: ${one.months} months, spend: ${flow(money(one.spend))}}`);
    }
    return made;
  }

  /// Takes those of some changes that are about the plan.
  ///
  /// - Returns: The others.
  function take(all, isLever) {
    restore();
    const rest = new Map();
    for (const [path, text] of all) {
      const [, number] = entryPath.exec(path) ?? [];
      const [, id, part] = campaignPath.exec(path) ?? [];
      if (number !== undefined) takeEntry(Number(number), text);
      else if (id && !isLever(path) && takeCampaign(id, part, text)) continue;
      else rest.set(path, text);
    }
    return rest;
  }

  function takeEntry(number, text) {
    const old = items.findIndex((one) => one.origin === number && !one.campaign);
    if (text.trim() === "~") {
      if (old >= 0) items.splice(old, 1);
      return;
    }
    const read = readFlow(text);
    const month = monthOf(read?.at);
    const made = read && month !== null ? entry(read, text, month)
      : { month: month ?? 0, text, set: [], kind: "other", isPlain: false, train: null };
    if (old >= 0) items[old] = { ...items[old], ...made, isMoved: true };
    else add(made);
  }

  function takeCampaign(id, part, text) {
    const known = items.find((one) => one.campaign === id);
    if (part) {
      if (!known) return false;
      if (part === "from" && monthOf(text) !== null) known.month = monthOf(text);
      else if (part === "for" && sizeOf(text)) known.months = sizeOf(text);
      else if (part === "spend") known.spend = bare(text);
      else return false;
      return true;
    }
    if (text.trim() === "~") {
      items = items.filter((one) => one !== known);
      return true;
    }
    const read = readFlow(text);
    const isPlain = Object.keys(read ?? {}).every((key) =>
      ["type", "from", "for", "spend"].includes(key));
    if (!read || !isPlain || monthOf(read.from) === null) return false;
    add({ kind: "campaign", campaign: id, title: id.replaceAll("-", " "), type: read.type, month: monthOf(read.from),
      months: sizeOf(read.for) ?? 3, spend: bare(read.spend ?? "1000") });
    return true;
  }

  return {
    changes, take,
    items: () => items,
    file: () => file,
    load(next, currency) {
      file = next;
      unit = `${currency}/month`;
      restore();
    },
    add,
    /// Adds an entry as the page writes them.
    place: (item) => add({ isPlain: true, train: null, set: [], ...item,
      kind: item.kind ?? kindOf(item.set ?? []) }),
    change(item, values) {
      Object.assign(item, values, { isMoved: true });
    },
    remove(item) {
      items = items.filter((one) => one !== item);
    },
    /// An id for a campaign that nobody has.
    newCampaign() {
      for (let i = 1; ; i += 1) {
        if (!items.some((one) => one.campaign === `campaign-${i}`)
          && !file.campaigns.some((one) => one.id === `campaign-${i}`)) return `campaign-${i}`;
      }
    },
    reset: restore,
  };
}
