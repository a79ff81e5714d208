// The texts that somebody writes in the browser: what the server keeps of them, and what this browser
// keeps until it does.

import { ask, send } from "./api.js";

const base = "/api/drafts";
const address = (id) => `${base}/${encodeURIComponent(id)}`;

export const drafts = () => ask(base);
export const read = (id) => ask(address(id));
export const make = (start) => send("POST", base, start);
export const save = (id, text, version) => send("PUT", address(id), { text, version });
export const remove = (id) => ask(address(id), { method: "DELETE" });
export const fileOf = (id) => `${address(id)}/file`;

export const check = (text, as, signal) => send("POST", "/api/text/check", { text, as }, signal);
export const form = (text, as, path, signal) =>
  send("POST", "/api/text/form", { text, as, path }, signal);
export const set = (text, as, path, value) =>
  send("POST", "/api/text/set", { text, as, path, value });
export const complete = (text, as, line, column, signal) =>
  send("POST", "/api/text/complete", { text, as, line, column }, signal);

/// Whether an id is that of a draft.
export const isDraft = (id) => /^draft-\d+$/.test(id ?? "");

// What is not saved yet lies in the browser's own store, for each draft and tab by itself.

const prefix = "cxlab-unsaved:";
/// Texts that are kept at most; the oldest goes first.
const most = 20;

function stored(action) {
  try {
    return action();
  } catch {
    // A browser that keeps nothing, or has no room.
    return null;
  }
}

/// The tab: the same after the page is loaded again, another in another tab.
const tab = stored(() => {
  const known = sessionStorage.getItem("cxlab-tab");
  if (known) return known;
  const fresh = crypto.randomUUID();
  sessionStorage.setItem("cxlab-tab", fresh);
  return fresh;
}) ?? "only";

const keyOf = (id) => `${prefix}${id}:${tab}`;

function all() {
  const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix));
  return keys.map((key) => {
    const kept = stored(() => JSON.parse(localStorage.getItem(key)));
    return { key, id: key.slice(prefix.length).split(":")[0], ...kept };
  }).filter((one) => typeof one.text === "string");
}

/// Keeps a text that is not saved; false where the browser does not.
export function keepUnsaved(id, version, text) {
  return stored(() => {
    const others = all().filter((one) => one.key !== keyOf(id)).sort((a, b) => a.at - b.at);
    for (const old of others.slice(0, Math.max(0, others.length + 1 - most))) {
      localStorage.removeItem(old.key);
    }
    localStorage.setItem(keyOf(id), JSON.stringify({ version, text, at: Date.now() }));
    return true;
  }) ?? false;
}

/// What this tab has not saved of a draft; null where that is nothing.
export const unsaved = (id) =>
  stored(() => all().find((one) => one.key === keyOf(id))) ?? null;

/// What other tabs, or earlier visits, have not saved of a draft, newest first.
export const unsavedElsewhere = (id) =>
  stored(() => all().filter((one) => one.id === id && one.key !== keyOf(id))
    .sort((a, b) => b.at - a.at)) ?? [];

/// Forgets what this tab has not saved of a draft.
export const forgetUnsaved = (id) => stored(() => localStorage.removeItem(keyOf(id)));

/// Forgets what another tab has not saved.
export const forgetKept = (kept) => stored(() => localStorage.removeItem(kept.key));

/// The draft that was written last.
export const lastDraft = () => stored(() => localStorage.getItem("cxlab-draft"));
export const rememberDraft = (id) => stored(() => localStorage.setItem("cxlab-draft", id));
