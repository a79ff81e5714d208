// The scenario editor: which text is written, what is wrong with it, and how it is kept.
//
// For tests, these stay as they are: #draft, #draft-text, #draft-save, #draft-try, #draft-problems
// ([data-line=LINE]), #draft-state, #draft-conflict, #choices, #draft-form ([data-field=PATH],
// [data-part=PATH]), #start-new, #start-copy, #start-file, #keep-variant; and on #view-scenario data-check
// (asking, good, wrong or away) and data-draft.

import { setUpCode } from "./code.js";
import * as drafts from "./drafts.js";
import { setUpForm } from "./editor-form.js";
import { at, counted, el, inTurn, say, settled } from "./text.js";
import * as unsaved from "./unsaved.js";
import { addView, showView, view } from "./views.js";

/// Sets up the view.
///
/// - Parameters:
///   - on: `scenario()` gives the id and the title of the scenario that the page shows, `settings()` its
///     changes; `listed()` is called when the list of drafts, or a version in it, is another, `moved()`
///     when the view is another; `tryIt(id)` shows a draft.
export function setUpEditor(on) {
  const host = at("view-scenario");
  /// The draft that is open, with the text that was `saved` last. It is one object from when it is opened until
  /// another is.
  let draft = null;
  let found = { problems: [], more: 0 };
  let checking = new AbortController();
  /// What reads or saves a draft, in the order in which it was asked for.
  const keeping = inTurn();
  let keeps = true;
  let turn = 0;
  /// The draft to be opened when the view is shown next.
  let wish = null;

  const code = setUpCode({
    input: typed,
    complete: (text, line, column, signal) =>
      drafts.complete(text, draft?.id ?? null, line, column, signal),
  });
  const form = setUpForm({
    text: () => code.text(), draft: () => draft?.id ?? null,
    change: (text) => code.change(text), goTo: (line) => code.goTo(line),
    reveal: (line) => code.reveal(line),
  });

  const isDirty = () => draft !== null && code.text() !== draft.saved;
  const tell = (words) => say(at("draft-told"), words);

  // What is written.

  const checkSoon = settled(300, () => check());
  const keepSoon = settled(250, () => keep());
  const checkLater = settled(3_000, () => {
    if (view() === "scenario" && host.dataset.check === "away") check();
  });

  function typed() {
    host.dataset.check = "asking";
    checkSoon();
    keepSoon();
    showState();
  }

  function keep() {
    if (!draft) return;
    if (isDirty()) keeps = unsaved.keep(draft, code.text());
    else unsaved.forget(draft);
    showState();
  }

  async function check() {
    checking.abort();
    checking = new AbortController();
    if (!draft) return;
    const [mine, text] = [draft, code.text()];
    try {
      const answer = await drafts.check(text, mine.id, checking.signal);
      if (mine !== draft || text !== code.text()) return;
      found = answer;
      host.dataset.check = answer.is_good ? "good" : "wrong";
      showProblems();
      if (answer.is_read) form.refresh(answer.problems);
      else form.wait(answer.problems[0]);
    } catch (error) {
      if (error.name === "AbortError" || mine !== draft || text !== code.text()) return;
      host.dataset.check = "away";
      // What was told is of another text.
      found = { problems: [], more: 0 };
      code.tell([]);
      at("draft-problems").replaceChildren();
      at("draft-checked").classList.remove("problem");
      say(at("draft-checked"), `Not checked: ${error.message}`);
      form.stop("The form waits until the text can be checked.");
      if (error.kind === "away") checkLater();
    }
  }

  function showProblems() {
    const { problems, more } = found;
    code.tell(problems);
    const errors = problems.filter((one) => one.severity === "error").length + more;
    const odd = problems.length + more - errors;
    const parts = [errors ? counted(errors, "error") : "", odd ? counted(odd, "remark") : ""];
    const words = parts.filter(Boolean).join(", ");
    say(at("draft-checked"), errors ? `${words}. F8 goes to the next.`
      : `Good${words ? `, ${words}` : ""}: ${found.work}.`);
    at("draft-checked").classList.toggle("problem", errors > 0);
    at("draft-problems").replaceChildren(...problems.map((one) => el("li", {
      "data-line": one.file === null ? one.line : null, class: one.severity,
    },
    one.file === null && one.line > 0
      ? el("a", { href: "#draft-text", click: (event) => {
        event.preventDefault();
        code.goTo(one.line, one.column);
      } }, `Line ${one.line}`)
      : el("strong", {}, one.file === null ? "The text" : `${one.file}, line ${one.line}`),
    `${one.severity === "error" ? "" : " (remark)"}: ${one.message}`)));
    if (more) at("draft-problems").append(el("li", {}, `and ${more} more`));
  }

  /// Goes to the next problem, or the one before.
  function nextProblem(isBack) {
    const places = found.problems.filter((one) => one.file === null && one.line > 0);
    if (places.length === 0) return tell("There is no problem to go to.");
    const { line, column } = code.cursor();
    const isAfter = (one) => one.line > line || (one.line === line && one.column > column);
    const isBefore = (one) => one.line < line || (one.line === line && one.column < column);
    const next = isBack ? places.findLast(isBefore) ?? places[places.length - 1]
      : places.find(isAfter) ?? places[0];
    code.goTo(next.line, next.column);
    tell(`Line ${next.line}: ${next.message}`);
  }

  function showState() {
    const isThere = draft !== null;
    at("draft-desk").hidden = !isThere;
    if (!isThere) return;
    const is = isDirty();
    at("draft-save").disabled = !is;
    host.dataset.state = is ? "unsaved" : "saved";
    const kept = keeps ? " The text is kept in this browser until it is."
      : " This browser keeps nothing: save before you leave the page.";
    say(at("draft-state"), is ? `✎ Not saved yet.${kept}`
      : `Saved, version ${draft.version}.`);
    document.body.dataset.unsaved = String(is);
  }

  // Which text is written.

  /// The list of drafts, with the one that is open chosen.
  async function list() {
    const answer = await drafts.drafts();
    const select = at("draft");
    select.replaceChildren(...answer.drafts.map((one) =>
      el("option", { value: one.id }, `${one.title} (${one.id})`)));
    at("draft-chooser").hidden = answer.drafts.length === 0;
    if (draft) select.value = draft.id;
    await on.listed();
    return answer.drafts;
  }

  /// Opens a draft: its text as it was saved, or what this tab had not saved of it.
  async function open(id) {
    const mine = (turn += 1);
    let answer;
    try {
      await unsaved.ready;
      answer = await keeping(() => drafts.read(id));
    } catch (error) {
      if (draft) at("draft").value = draft.id;
      throw error;
    }
    if (mine !== turn) return;
    if (draft) {
      keep();
      draft.left = code.text();
    }
    draft = { ...answer, saved: answer.text };
    host.dataset.draft = id;
    unsaved.rememberDraft(id);
    at("draft-conflict").hidden = true;
    at("draft-elsewhere").hidden = true;
    at("draft-delete-ask").replaceChildren();
    at("draft-delete").hidden = false;
    at("start").open = false;
    at("draft").value = id;
    at("draft-file").href = drafts.fileOf(id);
    say(at("draft-title"), answer.title);
    found = { problems: [], more: 0 };
    say(at("draft-checked"), "");
    at("draft-problems").replaceChildren();
    form.clear();
    const own = unsaved.own(draft);
    at("draft-desk").hidden = false;
    code.show(own?.text ?? answer.text);
    tell(answer.form.isMixed
      ? "The lines of this file do not all end alike: once it is saved, they do." : "");
    if (own && isDirty()) {
      draft.version = own.version;
      if (own.version !== answer.version) conflict(answer.version);
      else tell("This is your text from before the page was left; it is not saved yet.");
    } else keep();
    showElsewhere();
    showState();
    host.dataset.check = "asking";
    check();
  }

  /// Offers what other tabs, or earlier visits, have not saved.
  async function showElsewhere() {
    const mine = draft;
    const all = await unsaved.elsewhere(mine);
    if (mine !== draft) return;
    const one = all.find(({ text }) => text !== code.text() && text !== mine.saved);
    const box = at("draft-elsewhere");
    box.hidden = !one;
    if (!one) return box.replaceChildren();
    const from = one.isOpen ? "another tab, which is still open" : "a tab that was closed, or an earlier visit";
    const version = one.version === mine.version ? ""
      : ` It would be saved over version ${one.version}; this is version ${mine.version}.`;
    box.replaceChildren(
      el("p", {}, "There is text of this scenario that was never saved, of "
        + `${new Date(one.at).toLocaleString("en-GB")}, from ${from}.${version}`),
      el("div", { class: "buttons" },
        el("button", { type: "button", click: () => takeOver(one) },
          "Show it here; what is here can be undone to"),
        one.isOpen ? null : el("button", { type: "button", click: () => {
          unsaved.forgetKept(one);
          showElsewhere();
        } }, "Throw it away")));
  }

  /// Goes on with a text that was not saved elsewhere, over the version that it was to be saved over.
  function takeOver(one) {
    const version = draft.version;
    draft.version = one.version;
    code.change(one.text);
    keep();
    if (!one.isOpen && keeps) unsaved.forgetKept(one);
    if (one.version < version) conflict(version);
    showElsewhere();
  }

  async function begin(start) {
    try {
      const made = await drafts.make(start);
      await list();
      await open(made.id);
      at("draft-text").focus();
      tell(`“${made.title}” is begun, and kept as ${made.id}.`);
      return made;
    } catch (error) {
      tell(`Not begun: ${error.message}`);
      at("draft-told").scrollIntoView({ block: "nearest" });
      return null;
    }
  }

  // Keeping.

  /// Saves what is written now, after whatever is being saved; true once it is.
  function save() {
    if (!draft) return Promise.resolve(true);
    const [mine, text] = [draft, code.text()];
    return keeping(() => saveNow(mine, text));
  }

  async function saveNow(mine, text) {
    if (text === mine.saved) return true;
    try {
      taken(mine, await drafts.save(mine, text), text);
      if (mine === draft) tell("");
    } catch (error) {
      if (error.kind === "conflict") return notOver(mine, text, error.message);
      // What was sent may have arrived all the same.
      if (error.kind === "away") mine.sent = text;
      if (error.kind === "unknown-scenario" && mine === draft) gone();
      else notSaved(mine, error.message);
      return false;
    }
    await list().catch(() => {});
    return true;
  }

  /// What becomes of a text that another version stands in the way of.
  async function notOver(mine, text, message) {
    const now = await drafts.read(mine.id).catch(() => null);
    if (now && isOurs(now, mine, text)) {
      taken(mine, now, now.text);
      await list().catch(() => {});
      return saveNow(mine, text);
    }
    if (now && mine === draft) conflict(now.version);
    else notSaved(mine, message);
    return false;
  }

  /// Whether a version is what was saved here, or would be: the answer to it was lost.
  const isOurs = (now, mine, text) =>
    now.made === mine.made && (now.text === text || now.text === mine.sent);

  function notSaved(mine, message) {
    const what = mine === draft ? "Not saved" : `“${mine.title}” is not saved`;
    tell(`${what}: ${message}${keeps ? " The text is kept in this browser." : ""}`);
  }

  /// Takes note that a text is saved; what was typed meanwhile is not.
  function taken(mine, answer, text) {
    Object.assign(mine, answer, { saved: text });
    if (mine === draft) {
      say(at("draft-title"), mine.title);
      at("draft-conflict").hidden = true;
      return keep();
    }
    const kept = unsaved.own(mine);
    if (kept?.text === text) unsaved.forget(mine);
    else if (kept) unsaved.keep(mine, kept.text);
  }

  /// Keeps what is written as a scenario of its own; what is typed meanwhile goes with it.
  async function keepAsNew() {
    const [mine, text] = [draft, code.text()];
    const made = await drafts.make({ start: "text", title: drafts.titled(mine.title),
      text: drafts.formed(text, mine.form), beside: mine.beside });
    await list();
    await open(made.id);
    if (draft.id !== made.id) return;
    unsaved.forget(mine);
    if (mine.left !== text) code.change(mine.left);
    tell(`“${made.title}” is begun, and kept as ${made.id}.`);
  }

  /// Tells that somebody else has saved, and asks what is to become of both texts.
  function conflict(version) {
    const box = at("draft-conflict");
    const mine = draft;
    const act = (words, action) => el("button", { type: "button", click: async () => {
      try {
        await action();
        await list();
      } catch (error) {
        // Yet another version is not overwritten either.
        const now = error.kind === "conflict" ? await drafts.read(mine.id).catch(() => null) : null;
        if (now && mine === draft) conflict(now.version);
        else tell(error.message);
      }
    } }, words);
    box.replaceChildren(
      el("p", {}, `This scenario was saved elsewhere meanwhile, as version ${version}. Your text is `
        + "still here, and nothing of it is lost."),
      el("div", { class: "buttons" },
        act("Keep both: mine as a new one", keepAsNew),
        act("Save mine over the other", () => keeping(async () => {
          const text = code.text();
          taken(mine, await drafts.save({ ...mine, version }, text), text);
        })),
        act("Take the other, mine can be undone to", () => keeping(async () => {
          const now = await drafts.read(mine.id);
          if (mine === draft) code.change(now.text);
          taken(mine, now, now.text);
        }))));
    box.hidden = false;
    tell(isDirty() ? "Not saved: see what is said above the text." : "");
    box.scrollIntoView({ block: "nearest" });
  }

  /// Tells that the draft is no more.
  function gone() {
    tell("This scenario was deleted elsewhere. Your text is still here: keep it as a new one.");
    at("draft-told").append(" ", el("button", { type: "button", click: () =>
      keepAsNew().catch((error) => tell(`Not begun: ${error.message}`)) }, "Keep it as a new one"));
  }

  async function tryIt() {
    const mine = draft;
    if (!(await save()) || mine !== draft) return;
    try {
      const { problems } = await drafts.check(mine.saved, mine.id);
      const first = problems.find((one) => one.severity === "error");
      if (!first) return on.tryIt(mine.id);
      tell(`Not tried: ${first.message}`);
      if (first.file === null && first.line > 0) code.goTo(first.line, first.column);
    } catch (error) {
      tell(`Not tried: ${error.message}`);
    }
  }

  function askDelete() {
    const tools = at("draft-delete-ask");
    const mine = draft;
    const back = () => {
      tools.replaceChildren();
      at("draft-delete").hidden = false;
      at("draft-delete").focus();
    };
    const yes = el("button", { type: "button", id: "draft-delete-yes", click: async () => {
      try {
        await keeping(() => drafts.remove(mine.id));
      } catch (error) {
        if (error.kind !== "unknown-scenario") return tell(`Not deleted: ${error.message}`);
      }
      unsaved.forget(mine);
      const { title } = mine;
      if (mine !== draft) return list().then(() => tell(`“${title}” is deleted.`));
      draft = null;
      delete host.dataset.draft;
      back();
      showState();
      const rest = await list();
      if (rest.length) await open(rest[0].id);
      else at("start").open = true;
      tell(`“${title}” is deleted.`);
      at("editor-title").focus();
    } }, "Yes, delete it");
    tools.replaceChildren(yes, el("button", { type: "button", click: back }, "Keep it"));
    at("draft-delete").hidden = true;
    yes.focus();
  }

  // Beginning.

  at("start-new-form").addEventListener("submit", (event) => {
    event.preventDefault();
    const title = at("start-title").value.trim() || "My scenario";
    begin({ start: "new", title, relationship: at("start-relationship").value });
  });
  at("start-copy-form").addEventListener("submit", (event) => {
    event.preventDefault();
    begin({ start: "copy", of: at("start-scenario").value });
  });

  async function upload(file) {
    if (!file) return;
    if (file.size > 256 * 1024) return tell("Not begun: a scenario text has at most 256 KiB.");
    const bytes = await file.arrayBuffer();
    let text;
    try {
      text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      return tell(`Not begun: ${file.name} is not UTF-8 text.`);
    }
    const title = drafts.titled(file.name.replace(/\.ya?ml$/i, "").replace(/[\p{C}]/gu, " ").trim());
    begin({ start: "text", title: title.trim() || "Uploaded", text, beside: on.scenario().id });
  }
  at("start-file").addEventListener("change", async () => {
    await upload(at("start-file").files[0]);
    at("start-file").value = "";
  });
  const hasFile = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
  host.addEventListener("dragover", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    host.classList.add("dropping");
  });
  host.addEventListener("dragleave", (event) => {
    if (!host.contains(event.relatedTarget)) host.classList.remove("dropping");
  });
  host.addEventListener("drop", (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    host.classList.remove("dropping");
    upload(event.dataTransfer.files[0]);
  });

  at("draft").addEventListener("change", () =>
    open(at("draft").value).catch((error) => tell(error.message)));
  at("draft-save").addEventListener("click", save);
  at("draft-try").addEventListener("click", tryIt);
  at("draft-delete").addEventListener("click", askDelete);
  at("draft-next").addEventListener("click", () => nextProblem(false));
  at("draft-before").addEventListener("click", () => nextProblem(true));
  at("draft-form-toggle").addEventListener("click", () => {
    const isShown = at("draft-form-side").hidden;
    at("draft-form-side").hidden = !isShown;
    at("draft-form-toggle").setAttribute("aria-expanded", String(isShown));
    at("draft-columns").classList.toggle("alone", !isShown);
    code.draw();
  });
  addEventListener("keydown", (event) => {
    if (view() !== "scenario" || !draft) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key?.toLowerCase() === "s") {
      event.preventDefault();
      save();
    } else if (event.key === "F8") {
      event.preventDefault();
      nextProblem(event.shiftKey);
    }
  });
  // Somebody comes back to this tab: another one may have saved, or be gone.
  addEventListener("focus", () => {
    if (view() === "scenario" && draft) keeping(look);
  });

  async function look() {
    const mine = draft;
    const now = mine && await drafts.read(mine.id).catch(() => null);
    if (!now || mine !== draft) return;
    if (now.made !== mine.made) return gone();
    showElsewhere();
    if (now.version === mine.version) return;
    if (isDirty() && !isOurs(now, mine, code.text())) return conflict(now.version);
    const isTheirs = !isDirty() && now.text !== mine.saved;
    if (isTheirs) code.change(now.text);
    taken(mine, now, now.text);
    if (isTheirs) tell("Another tab has saved this scenario; this is its text.");
  }

  addEventListener("pagehide", () => keep());
  document.addEventListener("visibilitychange", () => keep());
  addEventListener("beforeunload", (event) => {
    keep();
    if (isDirty() && !keeps) event.preventDefault();
  });

  async function enter() {
    code.draw();
    const now = on.scenario();
    try {
      const known = await list();
      const served = [...at("scenario").options].filter((one) => !drafts.isDraft(one.value));
      at("start-scenario").replaceChildren(...served.map((one) =>
        el("option", { value: one.value, selected: one.value === now.id }, one.textContent)));
      const asked = wish;
      wish = null;
      const wanted = [asked, now.id, draft?.id, unsaved.lastDraft(), known[0]?.id]
        .find((id) => known.some((one) => one.id === id));
      if (wanted && wanted !== draft?.id) await open(wanted);
      else if (!wanted) at("start").open = true;
      if (asked && asked === draft?.id) {
        tell("What the levers changed is kept as a scenario of yours. The file itself is as it was.");
      }
      showState();
      code.draw();
    } catch (error) {
      tell(error.message);
    }
  }

  addView("scenario", { enter, leave: keep });
  at("scenario").addEventListener("change", () => {
    const id = at("scenario").value;
    if (view() === "scenario" && drafts.isDraft(id) && id !== draft?.id) {
      open(id).catch((error) => tell(error.message));
    }
  });
  at("keep-variant").addEventListener("click", async () => {
    const now = on.scenario();
    const title = drafts.titled(`${now.title}, changed`);
    try {
      const made = await drafts.make({ start: "variant", of: now.id, title, settings: on.settings() });
      wish = made.id;
      showView("scenario");
      on.moved();
      scrollTo({ top: 0 });
    } catch (error) {
      say(at("home-note"), `Not kept: ${error.message}`);
    }
  });
  showState();
}
