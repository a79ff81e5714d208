// Text that is not saved yet. It lies in the browser's own store, for each scenario and each tab by itself, until
// it is saved or thrown away: a tab that is closed, or a program that has ended, takes nothing with it.

const prefix = "cxlab-unsaved:";
const tabKey = "cxlab-tab";
/// Texts that are kept at most; the oldest goes first.
const most = 20;
/// Milliseconds that a page waits for the one it takes the place of to be gone.
const patience = 1_000;

function stored(action) {
  try {
    return action();
  } catch {
    // A browser that keeps nothing, or has no room.
    return null;
  }
}

// The tab: the same after the page is loaded again, another in another tab. A tab that was duplicated has the
// memory of the first: a lock, which each page holds as long as it lives, tells them apart.

let tab = fresh();

function fresh() {
  // Pages from another machine have no crypto.randomUUID.
  const numbers = crypto.getRandomValues(new Uint32Array(4));
  return [...numbers].map((number) => number.toString(16).padStart(8, "0")).join("");
}

const lockOf = (one) => `cxlab-tab:${one}`;

/// Holds a tab's lock until the page is gone; false where another page does.
const hold = (one) => new Promise((resolve) => {
  navigator.locks.request(lockOf(one), { signal: AbortSignal.timeout(patience) }, () => {
    resolve(true);
    return new Promise(() => {});
  }).catch(() => resolve(false));
});

/// Whether a page that cannot hold locks takes the place of the one whose memory it has.
const isReload = () => performance.getEntriesByType("navigation")[0]?.type === "reload";

async function claim() {
  const known = stored(() => sessionStorage.getItem(tabKey));
  if (known && (navigator.locks ? await hold(known) : isReload())) tab = known;
  else if (navigator.locks) await hold(tab);
  stored(() => sessionStorage.setItem(tabKey, tab));
}

/// Resolves once it is known which tab this is: nothing is to be asked or kept before.
export const ready = claim();

const keyOf = (draft) => `${prefix}${draft.id}:${draft.made}:${tab}`;

function read(key) {
  const kept = stored(() => JSON.parse(localStorage.getItem(key)));
  return typeof kept?.text === "string" ? { ...kept, key } : null;
}

const all = () => (stored(() => Object.keys(localStorage)) ?? [])
  .filter((key) => key.startsWith(prefix)).map(read).filter(Boolean);

/// Keeps the text of a draft that is not saved, with the version that it is to be saved over; false where the
/// browser does not.
export function keep(draft, text) {
  const key = keyOf(draft);
  return stored(() => {
    const others = all().filter((one) => one.key !== key).sort((a, b) => a.at - b.at);
    for (const old of others.slice(0, Math.max(0, others.length + 1 - most))) {
      localStorage.removeItem(old.key);
    }
    // A program with another folder counts its drafts from 1, too: when one was made says which it is.
    const { id, made, version } = draft;
    localStorage.setItem(key, JSON.stringify({ id, made, tab, version, text, at: Date.now() }));
    return true;
  }) ?? false;
}

/// What this tab has not saved of a draft; null where that is nothing.
export const own = (draft) => read(keyOf(draft));

/// What other tabs, or earlier visits, have not saved of a draft, newest first; `isOpen` tells whether the tab is
/// still there.
export async function elsewhere(draft) {
  const others = all().filter((one) =>
    one.id === draft.id && one.made === draft.made && one.tab !== tab);
  if (others.length === 0) return [];
  const held = (await navigator.locks?.query())?.held ?? [];
  const names = new Set(held.map((lock) => lock.name));
  return others.map((one) => ({ ...one, isOpen: names.has(lockOf(one.tab)) }))
    .sort((a, b) => b.at - a.at);
}

/// Forgets what this tab has not saved of a draft.
export const forget = (draft) => stored(() => localStorage.removeItem(keyOf(draft)));

/// Forgets what another tab has not saved.
export const forgetKept = (kept) => stored(() => localStorage.removeItem(kept.key));

/// The draft that was written last.
export const lastDraft = () => stored(() => localStorage.getItem("cxlab-draft"));
export const rememberDraft = (id) => stored(() => localStorage.setItem("cxlab-draft", id));
