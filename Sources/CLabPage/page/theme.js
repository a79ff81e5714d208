// Light and dark: as the device has it, until the switch says otherwise; then that is remembered.

import { at } from "./text.js";

export function setUpTheme() {
  const button = at("theme");
  const device = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : device.matches;
  };
  const show = () => button.setAttribute("aria-pressed", String(isDark()));
  button.addEventListener("click", () => {
    const theme = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = theme;
    try {
      localStorage.setItem("cxlab-theme", theme);
    } catch {
      // A browser that keeps nothing forgets the choice with the page.
    }
    show();
  });
  device.addEventListener("change", show);
  show();
}
