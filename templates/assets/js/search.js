// The search box of a page (partials/search.html, box.js): what must be there before the engine is. At first focus it fetches
// the engine and the index of the page's language; search-view.js then takes over. Scripts of the index call
// `errdex(name, value)`, so that they work from disk and under a strict Content Security Policy.
(() => {
  "use strict";
  const form = document.querySelector("[data-search]");
  if (!form) return;
  const input = form.elements.q, panel = form.querySelector(".search-panel");
  const [folder, engine, reader, leaves] = ["../search/", ...SITE.scripts].map((path) => new URL(path, document.currentScript.src).href);
  const wanted = new Map(), box = { form, input, folder, load, reader, leaves };
  let view, turn = 0, entered;

  // Only what this script knows from its build: its siblings, and those in the folder of the index.
  function checked(url) {
    if ([engine, reader, leaves].includes(url) || (url.startsWith(folder) && /^[\w-]+(\/[\w-]+)?\.js$/.test(url.slice(folder.length)))) return url;
    throw new TypeError(url);
  }
  const policy = window.trustedTypes?.createPolicy("errdex-search", { createScriptURL: checked });

  // What the script at `url` registers under `name`.
  function load(name, url) {
    if (!wanted.has(name)) {
      const script = document.createElement("script");
      script.value = new Promise((resolve, reject) => {
        Object.assign(script, { resolve, onerror: () => wanted.delete(name) && reject(url) });
      });
      wanted.set(name, script);
      script.src = policy ? policy.createScriptURL(url) : checked(url);
      document.head.append(script);
    }
    return wanted.get(name).value;
  }
  window.errdex = (name, value) => wanted.get(name).resolve(value);
  errdex.search = {};

  async function update() {
    const mine = ++turn;
    form.ariaBusy = "true";
    try {
      view ||= load("engine", engine).then((search) => search.attach(box));
      await (await view)();
    } catch (error) {
      console.error(error);
      view = undefined;
      form.querySelector(".search-status").textContent = SITE.strings[document.documentElement.lang]["search.failed"];
      panel.hidden = false;
    }
    if (mine != turn) return;
    form.ariaBusy = "false";
    if (entered) form.querySelector(".search-hit")?.click();
  }

  // Pasted text goes to no URL and into no storage; what is long or has lines does not even enter the field.
  function take(event) {
    const text = (event.clipboardData || event.dataTransfer).getData("text");
    box.secret = true;
    if (!/\n./.test(text.trim()) && text.length <= 200) return;
    event.preventDefault();
    input.value = "";
    box.pasted = text;
    update();
  }
  input.addEventListener("paste", take);
  input.addEventListener("drop", take);
  input.addEventListener("input", () => {
    box.pasted = "";
    entered = false;
    if (!input.value) box.secret = false;
    update();
  });
  input.addEventListener("focus", () => panel.hidden && update());
  // Enter before the answer is there means its first result.
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    entered = form.ariaBusy == "true";
  });

  document.addEventListener("keydown", (event) => {
    const { key, target } = event, command = event.ctrlKey || event.metaKey;
    if (event.isComposing || event.altKey || (command ? key != "k" : key != "/" || target.matches("input, textarea, select"))) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  const [kept, asked] = [location.hash.slice(1), location.search].map((part) => new URLSearchParams(part).get("q"));
  input.value = kept ?? asked ?? input.value;
  if (input.value) update();
})();
