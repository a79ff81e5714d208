// The texts that somebody writes in the browser: what the server keeps of them, and what it tells about them.

import { ask, send } from "./api.js";

const base = "/api/drafts";
const address = (id) => `${base}/${encodeURIComponent(id)}`;

export const drafts = () => ask(base);
export const make = (start) => send("POST", base, start);
export const remove = (id) => ask(address(id), { method: "DELETE" });
export const fileOf = (id) => `${address(id)}/file`;

/// A draft with its text as it is written here, and with the form of its file.
export async function read(id) {
  const answer = await ask(address(id));
  return { ...answer, text: plain(answer.text), form: formOf(answer.text) };
}

/// Saves a text over the version of a draft that was read, in the form of its file.
export const save = (draft, text) =>
  send("PUT", address(draft.id), { text: formed(text, draft.form), version: draft.version });

export const check = (text, as, signal) => send("POST", "/api/text/check", { text, as }, signal);
export const form = (text, as, path, signal) =>
  send("POST", "/api/text/form", { text, as, path }, signal);
export const set = (text, as, path, value) =>
  send("POST", "/api/text/set", { text, as, path, value });
export const complete = (text, as, line, column, signal) =>
  send("POST", "/api/text/complete", { text, as, line, column }, signal);

/// Whether an id is that of a draft.
export const isDraft = (id) => /^draft-\d+$/.test(id ?? "");

// A field of the browser ends each line with a line feed alone. Other files keep the ends that they have, and the
// mark that some programs put before the first line.

const mark = "\uFEFF";

/// A text as it is written in a field.
const plain = (text) => (text.startsWith(mark) ? text.slice(1) : text).replace(/\r\n?/g, "\n");

/// How a file begins, and how its lines end; `isMixed` where they do not all end alike.
function formOf(text) {
  const ends = new Set(text.match(/\r\n?|\n/g));
  return {
    mark: text.startsWith(mark) ? mark : "", isMixed: ends.size > 1,
    end: ends.size === 1 ? [...ends][0] : "\n",
  };
}

/// A text of a field in the form of a file.
export const formed = (text, { mark: before, end }) =>
  before + (end === "\n" ? text : text.replaceAll("\n", end));

/// A title of at most 80 characters, as the server counts them.
export const titled = (text) => [...text].slice(0, 80).join("");
