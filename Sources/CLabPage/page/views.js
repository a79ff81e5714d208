// The views of the page: one is shown at a time, and the address says which.

import { at } from "./text.js";

const views = new Map();
const first = "what-if";
let current = first;

const links = () => at("views").querySelectorAll("a[data-view]");

/// Adds a view: the element `view-NAME` of the page, with the link to it.
///
/// - Parameters:
///   - name: as the address has it.
///   - acts: `enter()` and `leave()`, called when the view is shown and when another one is.
export function addView(name, acts = {}) {
  views.set(name, acts);
  for (const link of links()) {
    if (link.dataset.view === name) link.hidden = false;
  }
}

/// Takes a view away.
export function dropView(name) {
  if (name === current) showView(first);
  views.delete(name);
  for (const link of links()) {
    if (link.dataset.view === name) link.hidden = true;
  }
}

/// The view that is shown.
export const view = () => current;

/// What the address says of the view: nothing for the first.
export const viewInHash = () => (current === first ? null : current);

/// Shows a view; one that is not there is the first.
export function showView(name) {
  const next = views.has(name) ? name : first;
  if (next === current) return;
  views.get(current)?.leave?.();
  at(`view-${current}`).hidden = true;
  current = next;
  at(`view-${current}`).hidden = false;
  for (const link of links()) {
    if (link.dataset.view === current) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.body.dataset.view = current;
  views.get(current)?.enter?.();
}

/// Sets up the links; `moved` is called when a reader has chosen another view.
export function setUpViews(moved) {
  document.body.dataset.view = current;
  for (const link of links()) {
    link.href = `#view=${link.dataset.view}`;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      if (link.dataset.view === current) return;
      showView(link.dataset.view);
      moved();
      scrollTo({ top: 0 });
    });
  }
}
