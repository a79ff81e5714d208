// The link that holds everything: the scenario and the changes stand in the address after the #, so
// that a page that is loaded again, or opened by somebody else, shows the same.

import { viewInHash } from "./views.js";

/// What an address says: `{ scenario, view, settings: Map }`.
export function readHash(hash = location.hash) {
  const words = new URLSearchParams(hash.replace(/^#/, ""));
  const settings = new Map();
  for (const setting of words.getAll("set")) {
    const cut = setting.indexOf("=");
    if (cut > 0) settings.set(setting.slice(0, cut).trim(), setting.slice(cut + 1).trim());
  }
  return { scenario: words.get("scenario"), view: words.get("view"), settings };
}

/// The same as an address, with the view that is shown.
export function hashOf(scenario, settings) {
  const words = new URLSearchParams();
  if (scenario) words.set("scenario", scenario);
  if (viewInHash()) words.set("view", viewInHash());
  for (const [path, text] of settings) words.append("set", `${path}=${text}`);
  return "#" + words.toString();
}

/// Puts it into the address bar, without a step in the browser's history for every lever moved.
export function writeHash(scenario, settings) {
  const hash = hashOf(scenario, settings);
  if (location.hash !== hash) history.replaceState(null, "", hash);
  return location.href.replace(/#.*$/, "") + hash;
}

/// Hands a file to the browser's downloads.
export function download(name, blob) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
