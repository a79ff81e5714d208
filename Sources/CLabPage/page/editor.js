// The scenario editor: which text is written, what is wrong with it, and how it is kept.
//
// For tests, these stay as they are: #draft, #draft-text, #draft-save, #draft-try, #draft-problems
// ([data-line=LINE]), #draft-state, #draft-conflict, #choices, #draft-form ([data-field=PATH],
// [data-part=PATH]), #start-new, #start-copy, #start-file, #keep-variant; and on #view-scenario data-check
// (asking, good, wrong or away) and data-draft.

import { setUpCode } from "./code.js";
import * as drafts from "./drafts.js";
import { setUpForm } from "./editor-form.js";
import { at, counted, el, say, settled } from "./text.js";
import { addView, showView, view } from "./views.js";

/// Sets up the view.
///
/// - Parameters:
///   - on: `scenario()` gives the id and the title of the scenario that the page shows, `settings()` its
///     changes; `listed()` is called when the list of drafts, or a version in it, is another, `moved()`
///     when the view is another; `tryIt(id)` shows a draft.
export function setUpEditor(on) {
  const host = at("view-scenario");
  /// The draft as it was read, or saved last.
  let draft = null;
  let saved = "";
  let found = { problems: [], more: 0 };
  let checking = new AbortController();
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

  const isDirty = () => draft !== null && code.text() !== saved;
  const tell = (words) => say(at("draft-told"), words);

  // What is written.

  const checkSoon = settled(300, () => check());
  const keepSoon = settled(250, () => keep());

  function typed() {
    host.dataset.check = "asking";
    checkSoon();
    keepSoon();
    showState();
  }

  function keep() {
    if (!draft) return;
    if (isDirty()) keeps = drafts.keepUnsaved(draft.id, draft.version, code.text());
    else drafts.forgetUnsaved(draft.id);
    showState();
  }

  async function check() {
    checking.abort();
    checking = new AbortController();
    if (!draft) return;
    const mine = code.text();
    try {
      const answer = await drafts.check(mine, draft.id, checking.signal);
      if (mine !== code.text()) return;
      found = answer;
      host.dataset.check = answer.is_good ? "good" : "wrong";
      showProblems();
      if (answer.is_read) form.refresh(answer.problems);
      else form.wait(answer.problems[0]);
    } catch (error) {
      if (error.name === "AbortError") return;
      host.dataset.check = "away";
      say(at("draft-checked"), `Not checked: ${error.message}`);
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
    if (draft) keep();
    const answer = await drafts.read(id);
    if (mine !== turn) return;
    draft = answer;
    saved = answer.text;
    host.dataset.draft = id;
    drafts.rememberDraft(id);
    at("draft-conflict").hidden = true;
    at("start").open = false;
    at("draft").value = id;
    at("draft-file").href = drafts.fileOf(id);
    say(at("draft-title"), answer.title);
    found = { problems: [], more: 0 };
    say(at("draft-checked"), "");
    at("draft-problems").replaceChildren();
    form.clear();
    const own = drafts.unsaved(id);
    at("draft-desk").hidden = false;
    code.show(own?.text ?? answer.text);
    tell("");
    if (own && own.text !== answer.text) {
      draft.version = own.version;
      if (own.version !== answer.version) conflict(answer.version);
      else tell("This is your text from before the page was left; it is not saved yet.");
    }
    showElsewhere();
    showState();
    host.dataset.check = "asking";
    check();
  }

  /// Offers what other tabs, or earlier visits, have not saved.
  function showElsewhere() {
    const others = drafts.unsavedElsewhere(draft.id).filter((one) => one.text !== code.text());
    at("draft-elsewhere").hidden = others.length === 0;
    at("draft-elsewhere").replaceChildren(...others.slice(0, 1).flatMap((one) => [
      el("p", {}, "There is text of this scenario that was never saved, of "
        + `${new Date(one.at).toLocaleString("en-GB")}, from another tab or an earlier visit.`),
      el("div", { class: "buttons" },
        el("button", { type: "button", click: () => {
          code.change(one.text);
          at("draft-elsewhere").hidden = true;
        } }, "Show it here"),
        el("button", { type: "button", click: () => {
          drafts.forgetKept(one);
          showElsewhere();
        } }, "Throw it away")),
    ]));
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

  async function save() {
    if (!draft || !isDirty()) return true;
    const text = code.text();
    const mine = draft;
    try {
      const answer = await drafts.save(draft.id, text, draft.version);
      if (mine !== draft) return true;
      taken(answer, text);
      tell("");
      await list();
      return true;
    } catch (error) {
      if (error.kind === "conflict") {
        const now = await drafts.read(mine.id).catch(() => null);
        if (now) conflict(now.version);
      } else if (error.kind === "unknown-scenario") gone();
      else tell(`Not saved: ${error.message} The text is kept in this browser.`);
      return false;
    }
  }

  function taken(answer, text) {
    draft = { ...draft, ...answer };
    saved = text;
    say(at("draft-title"), answer.title);
    keep();
  }

  /// Tells that somebody else has saved, and asks what is to become of both texts.
  function conflict(version) {
    const box = at("draft-conflict");
    const act = (words, action) => el("button", { type: "button", click: async () => {
      try {
        await action();
        box.hidden = true;
        await list();
      } catch (error) {
        tell(error.message);
      }
    } }, words);
    const ours = code.text();
    box.replaceChildren(
      el("p", {}, `This scenario was saved elsewhere meanwhile, as version ${version}. Your text is `
        + "still here, and nothing of it is lost."),
      el("div", { class: "buttons" },
        act("Keep both: mine as a new one", async () => {
          const id = draft.id;
          const made = await drafts.make({ start: "text", title: draft.title.slice(0, 80),
            text: code.text(), beside: draft.beside });
          drafts.forgetUnsaved(id);
          saved = code.text();
          await open(made.id);
        }),
        act("Save mine over the other", async () => {
          const now = await drafts.read(draft.id);
          const text = code.text();
          taken(await drafts.save(draft.id, text, now.version), text);
        }),
        act("Take the other, mine can be undone to", async () => {
          const now = await drafts.read(draft.id);
          taken(now, now.text);
          code.change(now.text);
        })));
    box.hidden = false;
    tell(ours === saved ? "" : "Not saved: see what is said above the text.");
    box.scrollIntoView({ block: "nearest" });
  }

  /// Tells that the draft is no more.
  function gone() {
    tell("This scenario was deleted elsewhere. Your text is still here: keep it as a new one.");
    at("draft-told").append(" ", el("button", { type: "button", click: () =>
      begin({ start: "text", title: draft.title.slice(0, 80), text: code.text(),
        beside: draft.beside }) }, "Keep it as a new one"));
  }

  async function tryIt() {
    if (!(await save())) return;
    await check();
    const first = found.problems.find((one) => one.severity === "error");
    if (first) {
      tell(`Not tried: ${first.message}`);
      if (first.file === null && first.line > 0) code.goTo(first.line, first.column);
      return;
    }
    on.tryIt(draft.id);
  }

  function askDelete() {
    const tools = at("draft-delete-ask");
    const back = () => {
      tools.replaceChildren();
      at("draft-delete").hidden = false;
      at("draft-delete").focus();
    };
    const yes = el("button", { type: "button", id: "draft-delete-yes", click: async () => {
      try {
        await drafts.remove(draft.id);
      } catch (error) {
        if (error.kind !== "unknown-scenario") return tell(`Not deleted: ${error.message}`);
      }
      drafts.forgetUnsaved(draft.id);
      const title = draft.title;
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
      text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch {
      return tell(`Not begun: ${file.name} is not UTF-8 text.`);
    }
    const title = file.name.replace(/\.ya?ml$/i, "").replace(/[\p{C}]/gu, " ").trim().slice(0, 80);
    begin({ start: "text", title: title || "Uploaded", text, beside: on.scenario().id });
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
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s") {
      event.preventDefault();
      save();
    } else if (event.key === "F8") {
      event.preventDefault();
      nextProblem(event.shiftKey);
    }
  });
  // Somebody comes back to this tab: another one may have saved.
  addEventListener("focus", async () => {
    if (view() !== "scenario" || !draft) return;
    const mine = draft;
    const now = await drafts.read(draft.id).catch(() => null);
    if (!now || mine !== draft || now.version === draft.version) return;
    if (isDirty()) return conflict(now.version);
    taken(now, now.text);
    code.change(now.text);
    tell("Another tab has saved this scenario; this is its text.");
  });
  addEventListener("pagehide", () => keep());

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
      const wanted = [asked, now.id, draft?.id, drafts.lastDraft(), known[0]?.id]
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
    const title = `${now.title}, changed`.slice(0, 80);
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
