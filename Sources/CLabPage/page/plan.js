// The plan: a time line on which courses, staff, prices and campaigns are placed with mouse, finger
// or keyboard. What is placed becomes settings like those of the levers.

import { plan as ask } from "./api.js";
import { carried, makePlan } from "./plan-model.js";
import { at, el, say } from "./text.js";

const lanes = [
  ["course", "Courses"], ["staff", "Staff"], ["price", "Prices"],
  ["campaign", "Campaigns"], ["other", "Other changes"],
];
const types = ["advertising", "promotion", "networking"];

/// Sets up the section.
///
/// - Parameters:
///   - levers: the levers, some of which act from a month on.
///   - onChange: called after each change by the user.
export function setUpPlan(levers, onChange) {
  const host = at("plan-lanes");
  const form = at("plan-form");
  const plan = makePlan();
  let months = 1;
  let edited = null;
  let currency = "";
  /// Each load has a number: what comes late, of another scenario, is dropped.
  let loads = 0;

  const file = () => plan.file();
  const team = (id) => file().teams.find((one) => one.id === id);
  const courseName = (item) => team(item.train)?.courses.find((one) => one.id === item.course)
    ?.title ?? item.course;
  const keyOf = (path) => levers.description(path) ?? file().keys.find((key) => key.path === path);
  const keyName = (path) => keyOf(path)?.label ?? path;

  /// Everything on the time line: what is placed in the plan, and levers that act from a month on.
  const shown = () => [
    ...plan.items(),
    ...levers.dated().map(({ path, value, month }) => ({
      id: `lever ${path}`, lever: path, month, set: [{ path, value }], isPlain: true,
      kind: laneOf(path),
    })),
  ].sort((a, b) => a.month - b.month);

  function laneOf(path) {
    if (path.endsWith(".staff")) return "staff";
    if (path.endsWith("price")) return "price";
    return path.endsWith("marketing.spend") ? "campaign" : "other";
  }

  /// What an entry is, in a few words.
  function name(item) {
    if (item.campaign) return `${item.title} (${item.type})`;
    if (item.train) return `${courseName(item)}, ${team(item.train)?.title ?? item.train}`;
    if (item.set.length) {
      return item.set.map((one) => `${keyName(one.path)} ${one.value}`).join(", ");
    }
    return item.text ?? "change";
  }

  const when = (month) => (month === 0 ? "from the first day" : `from month ${month}`);

  function words(item) {
    if (item.campaign) {
      const what = item.title.startsWith("campaign") ? name(item) : `campaign ${name(item)}`;
      return `${what}, ${when(item.month)} for ${item.months} months`;
    }
    const again = item.train ? (item.every ? `, every ${item.every}` : ", once") : "";
    return `${name(item)}, ${when(item.month)}${again}`;
  }

  /// For how many months an entry is in force.
  function span(item) {
    if (item.campaign) return item.months;
    if (item.train) return item.every ? months - item.month : 1;
    const paths = item.set.map((one) => one.path);
    const next = shown().find((other) => other.month > item.month && !other.campaign
      && other.set.some((one) => paths.includes(one.path)));
    return (next?.month ?? months) - item.month;
  }

  function draw() {
    const focused = document.activeElement?.closest?.("[data-plan]")?.dataset.plan;
    const all = shown();
    host.style.setProperty("--months", months);
    host.replaceChildren(
      scale(),
      ...lanes.filter(([kind]) => kind !== "other" || all.some((one) => one.kind === kind))
        .map(([kind, title]) => lane(kind, title, all.filter((one) => one.kind === kind))));
    if (focused) host.querySelector(`[data-plan="${CSS.escape(focused)}"]`)?.focus();
    say(at("plan-count"), all.length === 0 ? "nothing is placed"
      : all.length === 1 ? "1 entry" : `${all.length} entries`);
  }

  function scale() {
    const every = months > 72 ? 12 : months > 24 ? 6 : months > 12 ? 3 : 1;
    const marks = [];
    for (let month = 0; month < months; month += every) {
      marks.push(el("span", { style: `--month: ${month}` }, String(month)));
    }
    return el("div", { class: "plan-lane plan-scale", "aria-hidden": "true" },
      el("span", { class: "plan-name" }, "month"), el("div", { class: "plan-track" }, ...marks));
  }

  function lane(kind, title, items) {
    const track = el("div", {
      class: "plan-track", "data-lane": kind, click: (event) => {
        if (event.target !== track || kind === "other") return;
        open(null, kind, monthAt(track, event.clientX));
      },
    }, ...items.map((item, row) => bar(item, row)));
    track.style.setProperty("--rows", Math.max(1, items.length));
    return el("div", { class: "plan-lane", role: "group", "aria-label": title },
      el("span", { class: "plan-name" }, title), track);
  }

  function monthAt(track, x) {
    const box = track.getBoundingClientRect();
    const month = Math.floor(((x - box.left) / box.width) * months);
    return Math.min(Math.max(month, 0), months - 1);
  }

  function bar(item, row) {
    const button = el("button", {
      type: "button", class: `plan-item ${item.kind}${sideOf(item)}`, "data-plan": item.id,
      "data-month": item.month, "aria-describedby": "plan-keys", title: words(item),
      style: `--month: ${item.month}; --span: ${span(item)}; --row: ${row}`,
      keydown: (event) => key(event, item),
    }, el("span", { class: "plan-text" }, name(item)),
    el("span", { class: "unseen" }, `, ${words(item).slice(words(item).indexOf(name(item)) + name(item).length + 2)}`));
    if (item.campaign) button.append(el("span", { class: "plan-end", "aria-hidden": "true" }));
    drag(button, item);
    return button;
  }

  /// Where the name of an entry stands that is too short to hold it: after it, or before it at the end.
  function sideOf(item) {
    if (span(item) > months / 6) return "";
    return item.month > months * 0.6 ? " before" : " after";
  }

  /// Mouse and finger: along the line an entry moves, at the end of a campaign it grows, a tap opens it.
  function drag(button, item) {
    let press = null;
    button.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      button.setPointerCapture(event.pointerId);
      press = {
        x: event.clientX, month: item.month, months: item.months, hasMoved: false,
        isEnd: event.target.classList.contains("plan-end"),
      };
    });
    button.addEventListener("pointermove", (event) => {
      if (!press) return;
      const width = button.parentElement.getBoundingClientRect().width / months;
      const by = Math.round((event.clientX - press.x) / width);
      if (!press.hasMoved && Math.abs(event.clientX - press.x) < 4) return;
      press.hasMoved = true;
      if (press.isEnd) press.size = Math.max(1, Math.round(press.months) + by);
      else press.to = within(Math.round(press.month) + by);
      button.style.setProperty("--month", press.to ?? item.month);
      if (press.size) button.style.setProperty("--span", press.size);
    });
    button.addEventListener("pointerup", () => {
      const now = press;
      press = null;
      if (!now) return;
      if (!now.hasMoved) return open(item);
      if (now.size) resize(item, now.size);
      else if (now.to !== undefined) move(item, now.to);
    });
    button.addEventListener("pointercancel", () => {
      press = null;
      draw();
    });
    // A press with the keyboard; that of a pointer was dealt with.
    button.addEventListener("click", (event) => {
      if (event.detail === 0) open(item);
    });
  }

  const within = (month) => Math.min(Math.max(month, 0), months - 1);

  function key(event, item) {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: 6, PageDown: -6 }[event.key];
    if (event.key === "Delete" || event.key === "Backspace") remove(item);
    else if (step && event.shiftKey && item.campaign) resize(item, item.months + step);
    else if (step && !event.shiftKey) move(item, within(Math.round(item.month) + step));
    else if (event.key === "Home") move(item, 0);
    else if (event.key === "End") move(item, months - 1);
    else return;
    event.preventDefault();
  }

  function changed(text) {
    draw();
    say(at("plan-told"), text);
    onChange();
  }

  function move(item, month) {
    if (month === item.month) return draw();
    if (item.lever) {
      levers.date(item.lever, item.set[0].value, month);
      // From the first day on it is a lever like any other.
      return changed(`${name(item)}: ${when(month)}.`);
    }
    plan.change(item, { month });
    changed(`${name(item)}: ${when(month)}.`);
  }

  function resize(item, size) {
    const next = Math.min(Math.max(1, size), 240);
    if (next === item.months) return draw();
    plan.change(item, { months: next });
    changed(`${name(item)}: lasts ${next} months.`);
  }

  function remove(item) {
    const text = `${name(item)} is taken out of the plan.`;
    if (item.lever) levers.restore(item.lever);
    else plan.remove(item);
    close();
    changed(text);
    (host.querySelector("[data-plan]") ?? at("plan-add")).focus();
  }

  // The form.

  function options() {
    const courses = file().teams.flatMap((one) => one.courses.map((course) =>
      [`course ${one.id} ${course.id}`, `${course.title}, ${one.title}`]));
    const keys = (kind) => file().keys.filter((one) => laneOf(one.path) === kind)
      .map((one) => [`set ${one.path}`, one.label]);
    return [
      ["course", "Courses", courses], ["staff", "Staff", keys("staff")],
      ["price", "Prices", keys("price")],
      ["campaign", "Campaigns", [["campaign", "A campaign"], ...keys("campaign")]],
    ].filter(([, , list]) => list.length);
  }

  function open(item, kind = null, month = 0) {
    edited = item;
    const what = at("plan-what");
    const all = options();
    what.replaceChildren(...all.map(([, title, list]) => el("optgroup", { label: title },
      ...list.map(([value, text]) => el("option", { value }, text)))));
    const first = (all.find(([one]) => one === kind) ?? all[0])?.[2][0]?.[0];
    let value = first;
    if (item?.campaign) value = "campaign";
    else if (item?.train) value = `course ${item.train} ${item.course}`;
    else if (item?.set.length) value = `set ${item.set[0].path}`;
    if (item && ![...what.options].some((one) => one.value === value)) {
      what.append(el("option", { value }, name(item)));
    }
    what.value = value ?? "";
    what.disabled = item !== null;
    at("plan-month").max = months - 1;
    at("plan-month").value = item ? item.month : month;
    at("plan-remove").hidden = item === null;
    say(at("plan-save"), item ? "Change" : "Add");
    say(at("plan-problem"), "");
    fields(item);
    form.hidden = false;
    (item ? at("plan-month") : what).focus();
  }

  function fields(item = null) {
    const [kind, ...rest] = at("plan-what").value.split(" ");
    const isFixed = item !== null && !item.isPlain && !item.campaign;
    at("plan-every-field").hidden = kind !== "course" || isFixed;
    at("plan-value-field").hidden = kind !== "set" || isFixed || (item?.set.length ?? 1) > 1;
    for (const id of ["plan-type-field", "plan-length-field", "plan-spend-field"]) {
      at(id).hidden = kind !== "campaign";
    }
    if (kind === "course") {
      const every = item?.every ?? "";
      const select = at("plan-every");
      const standard = ["", "3 months", "6 months", "12 months"];
      select.replaceChildren(...[...new Set([...standard, every])].map((one) =>
        el("option", { value: one }, one ? `every ${one}` : "once")));
      select.value = every;
    } else if (kind === "set") {
      const known = keyOf(rest.join(" "));
      at("plan-value").value = item?.set[0]?.value ?? known?.value ?? "";
      say(at("plan-value-hint"), known ? `now ${known.value || "not set"}` : "");
    } else if (kind === "campaign") {
      at("plan-type").replaceChildren(...types.map((one) => el("option", { value: one }, one)));
      at("plan-type").value = item?.type ?? "promotion";
      // What sort a campaign of the file is, is fixed there.
      at("plan-type").disabled = item?.origin !== undefined && item.origin !== null;
      at("plan-length").value = item?.months ?? 3;
      at("plan-spend").value = item?.spend ?? "1000";
      say(at("plan-spend-hint"), item === null && file().new_campaign_starts_anew
        ? "One more campaign beside others starts both worlds anew." : `${currency} a month`);
    }
  }

  function close() {
    form.hidden = true;
    edited = null;
  }

  function save() {
    const month = Number(at("plan-month").value);
    if (at("plan-month").value === "" || !(month >= 0 && month <= months - 1)) {
      at("plan-month").focus();
      return say(at("plan-problem"), `The month is a number from 0 to ${months - 1}.`);
    }
    const [kind, ...rest] = at("plan-what").value.split(" ");
    if (kind === "set" && at("plan-value").value.trim() === "") {
      at("plan-value").focus();
      return say(at("plan-problem"), "Say what it is set to.");
    }
    const length = Number(at("plan-length").value);
    if (kind === "campaign" && !(length >= 0.1 && length <= 240)) {
      at("plan-length").focus();
      return say(at("plan-problem"), "A campaign lasts 0.1 to 240 months.");
    }
    const item = edited;
    const values = { month };
    if (kind === "course") values.every = at("plan-every").value || null;
    if (kind === "campaign") {
      Object.assign(values, {
        type: at("plan-type").value, months: length, spend: at("plan-spend").value.trim() || "0",
      });
    }
    const path = rest.join(" ");
    if (kind === "set" && !at("plan-value-field").hidden) {
      values.set = [{ path, value: at("plan-value").value.trim() }];
    }
    if (item?.lever) levers.date(item.lever, values.set[0].value, month);
    else if (item) plan.change(item, values);
    else place(kind, rest, values);
    const id = item?.id;
    close();
    changed(item ? "The plan is changed." : "It is in the plan.");
    const bar = id ? host.querySelector(`[data-plan="${CSS.escape(id)}"]`) : null;
    (bar ?? at("plan-add")).focus();
  }

  function place(kind, rest, values) {
    if (kind === "course") {
      plan.place({ ...values, kind, train: rest[0], course: rest[1] });
    } else if (kind === "campaign") {
      const id = plan.newCampaign();
      plan.add({ ...values, kind, campaign: id, title: id.replaceAll("-", " ") });
    } else {
      plan.place(values);
      bind();
    }
  }

  /// Hands to levers what is theirs: a change of one key that the lever itself leaves alone.
  function bind() {
    const free = (path) => levers.description(path)?.can_be_dated && !levers.isChanged(path);
    const own = plan.items().filter((one) => one.origin === null && one.isPlain && !one.campaign
      && one.set.length === 1).sort((a, b) => a.month - b.month);
    for (const item of own) {
      const [{ path, value }] = item.set;
      const known = file().keys.find((one) => one.path === path);
      if (!levers.has(path) && known) levers.addQuietly(known);
      // A locked lever may say the same already.
      const said = levers.dated().find((one) => one.path === path);
      if (said && said.value === value && said.month === item.month) {
        plan.remove(item);
        continue;
      }
      // What acts from the first day stays an entry of the plan, as it was said.
      if (!free(path) || item.month === 0) continue;
      plan.remove(item);
      levers.date(path, value, item.month);
    }
  }

  at("plan-add").addEventListener("click", () => open(null));
  at("plan-what").addEventListener("change", () => fields());
  at("plan-cancel").addEventListener("click", () => {
    close();
    at("plan-add").focus();
  });
  at("plan-remove").addEventListener("click", () => edited && remove(edited));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") at("plan-cancel").click();
  });

  return {
    /// Loads the plan of a scenario.
    async load(id, money) {
      const mine = (loads += 1);
      const answer = await ask(id);
      if (mine !== loads) return;
      currency = money;
      months = Math.max(1, answer.months);
      plan.load(answer, currency);
      close();
      draw();
    },

    /// What the scenario's file says of its plan.
    file,

    /// Changes that were made where the file said `before`, as they are of what it says now.
    carried: (changes, before) => carried(changes, before, file()),

    /// Takes those of some changes that are about the plan, and shows them.
    ///
    /// - Returns: The others.
    take(changes) {
      const rest = plan.take(changes, levers.has);
      return rest;
    },

    /// How many entries the scenario's own plan has.
    entries: () => file().entries.length,

    /// The keys that changes of the plan set from a month on.
    paths: () => plan.items().filter((one) => one.origin === null && one.set?.length === 1)
      .map((one) => one.set[0].path),

    /// Hands single changes to their levers, once these have been set.
    settle() {
      bind();
      draw();
      if (shown().length) at("plan").open = true;
    },

    /// The changes of the plan, as path and text.
    changes: () => plan.changes(levers.dated()),

    /// A change of the plan in words; null for what is none.
    words(path, text) {
      const copy = makePlan();
      copy.load(file(), currency);
      const files = [...copy.items()];
      const before = copy.items().length;
      const rest = copy.take(new Map([[path, text]]), () => false);
      if (rest.size) return null;
      const number = /^plan\[(\d+)\]$/.exec(path)?.[1];
      const campaign = path.split(".")[3];
      const item = number === undefined ? copy.items().find((one) => one.campaign === campaign)
        : copy.items().find((one) => one.origin === Number(number) && !one.campaign)
          ?? (copy.items().length > before ? copy.items().at(-1) : null);
      const gone = files.find((one) => (one.campaign ? one.origin === campaign
        : one.origin === Number(number)));
      return item ? words(item) : `no longer ${gone ? words(gone) : path}`;
    },

    /// Takes everything out again that was placed.
    reset() {
      plan.reset();
      close();
      draw();
    },

    isChanged: () => plan.changes().size > 0,
    draw,

    /// Shows what the server says of entries of the plan.
    ///
    /// - Returns: The problems that are about something else.
    tell(problems, settings) {
      const isOurs = (one) => /^(plan\[|customers\.acquisition\.campaigns\.)/
        .test(settings[one.setting] ?? "");
      say(at("plan-wrong"), problems.filter(isOurs).map((one) => one.message).join(" "));
      if (problems.some(isOurs)) at("plan").open = true;
      return problems.filter((one) => !isOurs(one));
    },
  };
}
