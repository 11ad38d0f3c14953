// Reads the code out of an address that does not exist, /docs/en/codes/DB~3a~0140/ or ?code=4100, and asks the search
// box of the page for it: it shows the code's page, or the nearest ones. A slug's escapes are those of
// errdex/ledger/slug.py.
(() => {
  const place = document.querySelector("[data-missing]");
  const input = document.querySelector("[data-search] input");
  const { missing: root, languages, wanted } = place.dataset;

  const decode = (text) => {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  };
  const path = decode(location.pathname);
  const parts = (path.startsWith(root) ? path.slice(root.length) : path).split("/").filter(Boolean);

  // Hosts serve one such page for all languages; the help of the address's own language goes to the top, and the box
  // answers in it.
  if (languages.split(" ").includes(parts[0])) {
    input.form.lang = parts.shift();
    const help = document.querySelector(`.other-language[lang="${input.form.lang}"]`);
    if (help) place.before(help);
  }

  const asked = new URLSearchParams(location.search);
  const name = (parts.pop() ?? "").replace(/\.(html?|json|md)$/, "");
  const code = asked.get("code") ?? asked.get("q") ?? name.replace(/~([\da-f-]+)~/g, (escape, points) =>
    String.fromCodePoint(...points.split("-").map((point) => parseInt(point, 16)).filter((point) => point < 0x110000)));
  if (!code || code === "404" || code === "index") return;
  place.textContent = wanted.replace("{code}", () => code);
  place.hidden = false;
  input.value = code;
  input.dispatchEvent(new Event("input"));
})();
