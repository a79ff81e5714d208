// What the page asks of the server about a class.

import { ask } from "./api.js";

const base = "/api/class";

const send = (method, path, body) => ask(base + path, {
  method,
  headers: { accept: "application/json", "content-type": "application/json" },
  body: JSON.stringify(body),
});
const tell = (method, path) => ask(base + path, { method });

/// Whether a class is held, and who the page's user is in it.
export const door = () => ask(base);
export const join = (code, nickname) => send("POST", "/join", { code, nickname });
export const lead = (key) => send("POST", "/lead", { key });
export const invitation = () => ask(`${base}/invitation`);

export const sendStart = (scenario, settings) => send("PUT", "/start", { scenario, settings });
export const lock = (keys) => send("PUT", "/locks", { keys });
export const pose = (scenario, settings) => send("POST", "/question", { scenario, settings });
export const reveal = () => tell("POST", "/question/reveal");
export const putAwayQuestion = () => tell("DELETE", "/question");
export const openBoard = (board) => send("POST", "/board", board);
export const closeBoard = () => tell("POST", "/board/close");
export const putAwayBoard = () => tell("DELETE", "/board");
export const remove = (pupil) => tell("DELETE", `/pupils/${pupil}`);

export const guess = (question, values) => send("PUT", "/guess", { question, values });
export const handIn = (board, settings) => send("PUT", "/plan", { board, settings });

/// Opens the stream of what the class does.
///
/// - Parameter on: `state(class)` at once and after every change, and `lost()` where it breaks off.
/// - Returns: What closes it.
export function watch(on) {
  const source = new EventSource(`${base}/events`);
  source.addEventListener("class", (event) => on.state(JSON.parse(event.data)));
  source.onerror = () => {
    source.close();
    on.lost();
  };
  return () => source.close();
}
