// Sets the colours before anything is painted, so that a dark page does not flash white.
// A classic script on purpose: modules run only once the page is read.
(() => {
  let theme = null;
  try {
    theme = localStorage.getItem("cxlab-theme");
  } catch {
    // A browser that keeps nothing follows the device.
  }
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
})();
