// A section of the scenario as a form, made from the declarations of its keys. What is filled in changes
// one key of the text in its place.

import * as drafts from "./drafts.js";
import { at, counted, el, inTurn, say } from "./text.js";

/// Sets up the form.
///
/// - Parameters:
///   - on: `text()` and `draft()` give what is written; `change(text)` puts a changed text in its place;
///     `goTo(line)` moves to a line of it.
export function setUpForm(on) {
  const host = at("draft-form");
  const note = at("draft-form-note");
  let path = "";
  let asking = new AbortController();
  const setting = inTurn();
  /// Fields that were filled in and are not set yet.
  let waiting = 0;
  /// Whether the focus is taken from a field for a moment, which is not its reader's doing.
  let isMoving = false;
  /// A field that could not be changed: its key, what was filled in, what was said about it, and whether that will
  /// not do whatever else stands in the text.
  let refusal = null;
  /// What is wrong with the text.
  let problems = [];

  async function refresh(found = problems) {
    problems = found;
    asking.abort();
    asking = new AbortController();
    const draft = on.draft();
    if (!draft) return;
    const text = on.text();
    try {
      const shown = await drafts.form(text, draft, path, asking.signal);
      // Another text is asked about once it is checked, another scenario once it is opened.
      if (draft !== on.draft() || text !== on.text()) return;
      say(note, "");
      show(shown);
    } catch (error) {
      if (error.name === "AbortError" || draft !== on.draft() || text !== on.text()) return;
      if (error.kind === "not-found" && path !== "") {
        path = parent(path);
        return refresh();
      }
      stop(error.message);
    }
  }

  /// Tells why nothing can be filled in now.
  function stop(words) {
    say(note, words);
    for (const control of host.querySelectorAll("input, select, button")) control.disabled = true;
  }

  const parent = (dotted) => dotted.split(".").slice(0, -1).join(".");

  function open(next) {
    path = next;
    refusal = null;
    refresh().then(() => at("draft-form-title")?.focus());
  }

  /// Sets a key, once those that were filled in before are set.
  function set(key, value, id) {
    const draft = on.draft();
    waiting += 1;
    return setting(() => setNow(draft, key, value, id));
  }

  async function setNow(draft, key, value, id) {
    refusal = null;
    try {
      const change = await changeOf(draft, key, value);
      if (!change) return false;
      moving(() => on.change(change.text));
      on.reveal(change.line);
    } catch (error) {
      if (draft !== on.draft()) return false;
      refusal = { key, value, message: error.message, isFinal: error.kind === "bad-setting" };
      say(at(`${id}-problem`), error.message);
      at(id)?.setAttribute("aria-invalid", "true");
      return false;
    } finally {
      waiting -= 1;
    }
    // The last one shows them all.
    if (waiting === 0) await refresh();
    return true;
  }

  function moving(action) {
    isMoving = true;
    try {
      action();
    } finally {
      isMoving = false;
    }
  }

  /// The text as it is now with a key set: an answer about a text that somebody has written on is asked for again.
  /// Null where another scenario is written by then.
  async function changeOf(draft, key, value) {
    while (draft === on.draft()) {
      const text = on.text();
      const change = await drafts.set(text, draft, key, value);
      if (draft === on.draft() && text === on.text()) return change;
    }
    return null;
  }

  function show(shown) {
    const focus = document.activeElement;
    const held = host.contains(focus) ? focus.id : null;
    const typed = held && focus.matches("input[type=text]")
      ? { value: focus.value, old: focus.defaultValue, from: focus.selectionStart,
        to: focus.selectionEnd } : null;
    moving(() => host.replaceChildren(
      crumbs(),
      el("h3", { id: "draft-form-title", tabindex: "-1" }, shown.label || "The whole scenario"),
      shown.help ? el("p", { class: "hint" }, shown.help) : el("span", {}),
      ...shown.fields.map(field), parts(shown), shown.noun ? adder(shown) : el("span", {})));
    const again = held && at(held);
    if (!again) return;
    again.focus({ preventScroll: true });
    // What somebody is in the middle of typing stays.
    if (typed && typed.value !== typed.old && again.matches("input[type=text]")) {
      again.value = typed.value;
    }
    if (typed && again.matches("input[type=text]")) again.setSelectionRange(typed.from, typed.to);
  }

  function crumbs() {
    const steps = path === "" ? [] : path.split(".");
    const all = ["", ...steps.map((_, i) => steps.slice(0, i + 1).join("."))];
    return el("nav", { "aria-label": "Section of the form" }, el("ol", { class: "crumbs" },
      ...all.map((one, i) => el("li", {}, i === all.length - 1
        ? el("span", { "aria-current": "true" }, steps[i - 1] ?? "scenario")
        : el("button", { type: "button", class: "quiet", click: () => open(one) },
          steps[i - 1] ?? "scenario")))));
  }

  const idOf = (dotted) => `form-${dotted.replaceAll(".", "-")}`;

  function field(one) {
    const id = idOf(one.path);
    const described = `${id}-help ${id}-problem`;
    const control = one.input === "choice" || one.input === "flag"
      ? choice(one, id, described) : box(one, id, described);
    const remove = one.value === null ? null : el("button", {
      type: "button", class: "quiet", id: `${id}-remove`,
      click: async () => {
        if (await set(one.path, null, id)) at(id)?.focus({ preventScroll: true });
      },
    }, "Take away", el("span", { class: "unseen" }, ` ${one.label}`));
    const line = one.line === null ? null : el("button", {
      type: "button", class: "quiet", click: () => on.goTo(one.line),
    }, `Line ${one.line}`, el("span", { class: "unseen" }, `, ${one.label}`));
    const wrong = refusal?.key === one.path ? [refusal.message]
      : problems.filter((problem) => problem.severity === "error" && problem.file === null
        && problem.line === one.line && problem.message.includes(one.path))
        .map((problem) => problem.message);
    if (wrong.length) control.setAttribute("aria-invalid", "true");
    return el("div", { class: one.value === null ? "form-field" : "form-field given",
      "data-field": one.path },
    el("div", { class: "lever-head" },
      el("label", { for: id }, one.label,
        one.is_required ? el("span", { class: "needed" }, " needed") : null), line, remove),
    control,
    el("p", { class: "hint", id: `${id}-help` }, said(one)),
    el("p", { class: "problem", id: `${id}-problem`, role: "status" },
      wrong.join(" ")));
  }

  /// What is allowed, what holds where nothing is said, and what the key means.
  function said(one) {
    const parent = one.value === null && one.inherited !== null
      ? ` The scenario that this one extends says ${one.inherited}.` : "";
    return `${one.help}${parent} (${one.allowed})`;
  }

  function box(one, id, described) {
    const held = one.value ?? "";
    let filled = held;
    // The browser tells no change of what was put back into a form that was drawn anew.
    const taken = () => {
      const value = control.value.trim();
      if (isMoving || value === filled) return;
      filled = value;
      set(one.path, value === "" ? null : value, id);
    };
    const control = el("input", {
      type: "text", id, autocomplete: "off", spellcheck: "false", "aria-describedby": described,
      value: held, placeholder: one.inherited ?? one.default, change: taken, blur: taken,
    });
    if (refusal?.key === one.path && refusal.value !== null) {
      control.value = refusal.value;
      if (refusal.isFinal) filled = refusal.value;
    }
    return control;
  }

  function choice(one, id, described) {
    const held = one.inherited ?? one.default;
    const words = one.value === null || one.values.includes(one.value)
      ? one.values : [one.value, ...one.values];
    const control = el("select", {
      id, "aria-describedby": described,
      change: () => set(one.path, control.value === "" ? null : control.value, id),
    },
    el("option", { value: "" }, held ? `not said: ${held}` : "not said"),
    ...words.map((word) => el("option", { value: word, selected: word === one.value }, word)));
    return control;
  }

  function parts(shown) {
    if (shown.parts.length === 0) return el("span", {});
    return el("ul", { class: "parts" }, ...shown.parts.map((part) => {
      const size = part.count === 0 ? "nothing yet"
        : counted(part.count, part.is_list ? "entry" : "key").replace("entrys", "entries");
      const name = el("strong", {}, part.label);
      const count = el("span", { class: "hint" }, size);
      const help = part.help ? el("span", { class: "hint meaning" }, part.help) : null;
      if (!part.is_list) {
        return el("li", {}, el("button", {
          type: "button", class: "offer", "data-part": part.path, click: () => open(part.path),
        }, name, count, help));
      }
      const link = part.line === null ? el("span", { class: "hint" }, "A list: write it in the text.")
        : el("button", { type: "button", class: "quiet", click: () => on.goTo(part.line) },
          `Line ${part.line}`, el("span", { class: "unseen" }, `, ${part.label}`));
      return el("li", { class: "list" }, name, count, help, link);
    }));
  }

  function adder(shown) {
    const id = "form-new-id";
    const control = el("input", {
      type: "text", id, autocomplete: "off", spellcheck: "false", maxlength: "60",
      "aria-describedby": `${id}-help ${id}-problem`,
    });
    return el("form", { class: "choices", submit: async (event) => {
      event.preventDefault();
      const name = control.value.trim();
      if (name === "") return control.focus();
      const key = `${shown.path}.${name}`;
      if (await set(key, "{}", id)) open(key);
    } },
    el("div", { class: "field" },
      el("label", { for: id }, `Add a ${shown.noun} called`), control,
      el("p", { class: "hint", id: `${id}-help` }, "Letters a to z, digits and hyphens.")),
    el("button", { type: "submit" }, "Add"),
    el("p", { class: "problem", id: `${id}-problem`, role: "status" }));
  }

  return {
    refresh,

    /// Tells why nothing can be filled in now.
    stop(words) {
      asking.abort();
      stop(words);
    },

    /// Waits until the text can be read again.
    wait(problem) {
      asking.abort();
      const place = problem && problem.file === null && problem.line > 0
        ? ` Line ${problem.line}: ${problem.message}.` : "";
      stop(`The form waits until the text can be read.${place}`);
    },

    /// Begins at the top of another scenario.
    clear() {
      asking.abort();
      path = "";
      refusal = null;
      problems = [];
      host.replaceChildren();
      say(note, "");
    },
  };
}
