// What the search box of a page has of use to a script alone, so that no page has to carry it: the hint at its key, and
// the panel that search-view.js fills.
for (const form of document.querySelectorAll("[data-search]")) {
  const add = (parent, tag, name, attributes) => {
    const element = document.createElement(tag);
    element.className = `search-${name}`;
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return parent.appendChild(element);
  };
  const input = form.elements.q;
  input.setAttribute("aria-controls", "search-list");
  input.setAttribute("aria-keyshortcuts", "/ Control+K");
  add(form, "kbd", "key", { "aria-hidden": "true" }).textContent = "/";
  const panel = add(form, "div", "panel", { hidden: "" });
  const label = SITE.strings[document.documentElement.lang]["search.results"];
  add(panel, "p", "status", { role: "status" });
  add(panel, "div", "list", { id: "search-list", role: "listbox", "aria-label": label, hidden: "" });
  add(panel, "div", "more", {});
}
