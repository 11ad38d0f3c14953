// The switch between light and dark, remembered for this site.
(() => {
  const root = document.documentElement;
  const button = document.querySelector("[data-theme-switch]");
  if (!button) return;

  button.setAttribute("aria-label", SITE.strings[root.lang]["site.dark"]);
  const show = (dark) => {
    root.toggleAttribute("data-dark", dark);
    button.setAttribute("aria-pressed", String(dark));
  };

  button.addEventListener("click", () => {
    const dark = !root.hasAttribute("data-dark");
    root.dataset.theme = dark ? "dark" : "light";
    show(dark);
    try {
      localStorage.setItem("errdex-theme", root.dataset.theme);
    } catch {
      // Not remembered, then.
    }
  });

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (event) => {
    if (!root.dataset.theme) show(event.matches);
  });
  show(root.hasAttribute("data-dark"));
})();
