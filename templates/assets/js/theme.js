// Before the first paint: tells the style sheets that script runs, and which appearance the reader has chosen.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("errdex-theme");
  } catch {
    // Storage may be forbidden; then the system's appearance serves.
  }
  root.dataset.script = "";
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  const dark = chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  if (dark) root.dataset.dark = "";
})();
