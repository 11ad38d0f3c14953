// What the search box of a page has of use to a script alone, so that no page has to carry it: the hint at its key, and
// the panel that search-view.js fills.
for (const form of document.querySelectorAll("[data-search]")) {
  const set = (element, attributes) => {
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    return element;
  };
  const add = (parent, tag, name, attributes) =>
    parent.appendChild(set(document.createElement(tag), { class: `search-${name}`, ...attributes }));
  set(form.elements.q, { autocomplete: "off", autocapitalize: "none", spellcheck: "false", enterkeyhint: "search" });
  set(form.elements.q, { "aria-controls": "search-list", "aria-keyshortcuts": "/ Control+K" });
  add(form, "kbd", "key", { "aria-hidden": "true" }).textContent = "/";
  const panel = add(form, "div", "panel", { hidden: "" });
  const label = SITE.strings[document.documentElement.lang]["search.results"];
  add(panel, "p", "status", { role: "status" });
  add(panel, "div", "list", { id: "search-list", role: "listbox", "aria-label": label, hidden: "" });
  add(panel, "div", "more", {});
}
