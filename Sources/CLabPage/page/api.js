// Talks to the server: JSON by fetch, results by EventSource. Nothing here touches the page.

/// What the server says went wrong; `kind` is "away" where it does not answer.
export class Problem extends Error {
  constructor(kind, message, problems = []) {
    super(message);
    this.kind = kind;
    this.problems = problems;
  }
}

const base = "/api/scenarios";

/// The address of something of a scenario, with settings.
export function address(id, what, settings = []) {
  const query = settings.map((setting) => "set=" + encodeURIComponent(setting)).join("&");
  return `${base}/${encodeURIComponent(id)}${what ? "/" + what : ""}${query ? "?" + query : ""}`;
}

/// Asks for JSON; null where nothing is answered but that all is well.
export async function ask(url, options = {}) {
  let response;
  try {
    response = await fetch(url, { headers: { accept: "application/json" }, ...options });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("away", "The program does not answer.");
  }
  if (response.ok) return response.status === 204 ? null : response.json();
  throw await problemOf(response);
}

async function problemOf(response) {
  try {
    const body = await response.json();
    const message = body.message ?? response.statusText;
    return new Problem(body.problem ?? "internal", message, body.problems);
  } catch {
    return new Problem("internal", `The program answered ${response.status}.`);
  }
}

export const scenarios = () => ask(base);
export const describe = (id) => ask(address(id, ""));
export const check = (id, settings, signal) => ask(address(id, "check", settings), { signal });

/// All snapshots, with the headlines of their results; they come in parts.
export async function snapshots(id) {
  const all = [];
  for (let after = 0; after !== null;) {
    const part = await ask(`${address(id, "snapshots")}?after=${after}`);
    all.push(...part.snapshots);
    after = part.next;
  }
  return all;
}

/// A snapshot with its whole result.
export const snapshot = (id, number) => ask(address(id, `snapshots/${number}`));

/// A day as it went; `wish` may have a `day` and what to `find`.
export const day = (id, settings, wish, signal) => {
  const extra = new URLSearchParams(wish).toString();
  const url = address(id, "day", settings);
  return ask(extra ? `${url}${settings.length ? "&" : "?"}${extra}` : url, { signal });
};

export const why = (id, settings, signal) => ask(address(id, "why", settings), { signal });
export const glossary = () => ask("/api/glossary");

export const keys = (id, words, signal) =>
  ask(`${address(id, "keys")}?q=${encodeURIComponent(words)}`, { signal });

export const keep = (id, name, settings) =>
  ask(address(id, "snapshots"), {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ name, settings }),
  });

export const forget = (id, number) =>
  ask(address(id, `snapshots/${number}`), { method: "DELETE" });

export const plan = (id) => ask(address(id, "plan"));
export const stories = (id, settings, signal) =>
  ask(address(id, "stories", settings), { signal });

/// A file that takes a while to make.
export async function file(id, name, settings, signal) {
  let response;
  try {
    response = await fetch(address(id, name, settings), { signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Problem("away", "The program does not answer.");
  }
  if (!response.ok) throw await problemOf(response);
  return response.blob();
}

/// Opens the stream of the base, or of a what-if where there are settings.
///
/// - Parameters:
///   - on: `progress`, `result`, `problem`, `done` and, where it is wanted, `months` (what the first
///     months of the first pair show), each with its data, and `lost` where the stream
///     broke off.
///   - what: another stream of the scenario, such as `growth`.
/// - Returns: What closes it; the server then stops what runs for it.
export function open(id, settings, on, what = settings.length ? "what-if" : "base") {
  const source = new EventSource(address(id, what, settings));
  const listen = (name, isLast) =>
    source.addEventListener(name, (event) => {
      if (isLast) source.close();
      on[name]?.(JSON.parse(event.data));
    });
  listen("progress", false);
  listen("months", false);
  listen("result", false);
  listen("problem", true);
  listen("done", true);
  // The browser would ask again by itself, for the same; whether that makes sense is decided here.
  source.onerror = () => {
    source.close();
    on.lost();
  };
  return () => source.close();
}

/// Why a stream broke off: the server's problem, or null where it would answer now.
export async function whyLost(id, settings, what = settings.length ? "what-if" : "base") {
  const stop = new AbortController();
  try {
    const response = await fetch(address(id, what, settings), { signal: stop.signal });
    if (response.ok) return null;
    return await problemOf(response);
  } catch {
    return new Problem("away", "The program does not answer.");
  } finally {
    stop.abort();
  }
}

/// Sends JSON and asks for the answer.
export const send = (method, url, body, signal) =>
  ask(url, {
    method, signal,
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
