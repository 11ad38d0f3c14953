// Search: what a reader sees and does. Text nodes only; the markup is that of partials/search.html.
((search) => {
  "use strict";
  const FIRST = 10, AROUND = 28, LENGTH = 96;

  search.make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  const { make } = search;
  const pause = () => new Promise((done) => (window.requestIdleCallback || setTimeout)(() => done(performance.now())));

  // A text with the words of a query marked, cut to the place where they are.
  function marked(text, words, fold, cut) {
    const ranges = search.ranges(text, words, fold), parts = [], start = Math.max(0, cut && ranges[0]?.[0] - AROUND) || 0;
    const end = cut ? start + LENGTH : text.length;
    let at = start;
    for (const [from, to] of ranges.filter(([from]) => from < end)) {
      parts.push(text.slice(at, from), make("mark", "", text.slice(from, to)));
      at = to;
    }
    return [start ? "…" : "", ...parts, text.slice(at, end), end < text.length ? "…" : ""];
  }

  search.attach = async (box) => {
    const { form, input, load, folder, reader } = box, indexes = {}, inPage = form.closest("main");
    const [panel, status, list, more] = ["panel", "status", "list", "more"].map((name) => form.querySelector(".search-" + name));
    let active = -1, turn = 0;

    // The index of a language, ready to be asked.
    const open = (language) => indexes[language] ||= load(language, `${folder}${language}.js`).then(async (root) => {
      const index = new search.Index(root, (name, path) => load(name, `${folder}${path}.js`));
      await index.build(pause);
      return index;
    });
    const index = await open(/([\w-]+)\.js$/.exec(form.dataset.search)[1]);
    const t = (key, values) => index.root.strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const link = (row) => new URL("../" + row.path, folder).href;
    const getReader = () => load("reader", reader);

    function option({ row, place = row.fields[2], words = [] }, query, note) {
      const { fold } = row.index;
      const hit = make("a", "search-hit",
        make("span", "search-code", ...marked(row.code, [query], fold)), " ",
        make("span", "search-title", ...marked(row.title, words, fold)));
      for (const tag of [row.catalog, row.retired && t("search.retired"), note]) if (tag) hit.append(" ", make("span", "search-tag", tag));
      if (place) hit.append(make("span", "search-place", place.label && place.label + ": ", ...marked(place.text, words, fold, true)));
      return Object.assign(hit, { href: link(row), role: "option", tabIndex: -1, ariaSelected: "false", lang: row.language });
    }

    // Options in the list, the first ones at once; `notes` stand below it.
    function show(options, message, ...notes) {
      const rest = options.map((hit, i) => Object.assign(hit, { id: "search-hit-" + i })), next = make("button", "search-next", t("search.more"));
      choose(-1);
      list.replaceChildren(...rest.splice(0, FIRST));
      list.hidden = !options.length;
      status.textContent = message;
      next.type = "button";
      next.onclick = () => {
        list.append(...rest.splice(0, 3 * FIRST));
        next.hidden = !rest.length;
      };
      more.replaceChildren(...(rest.length ? [next] : []), ...notes);
      panel.hidden = false;
    }

    async function answer(text, mine) {
      let found = await search.query(index, text, getReader), message;
      for (const [language, name] of Object.entries(index.root.languages)) {
        if (found.results.length || found.success) break;
        const other = await search.query(await open(language), text, getReader);
        if (other.results.length) [found, message] = [other, t("search.elsewhere", { language: name })];
      }
      const { results, near, unknown, success } = found, query = search.normalise(text, index.fold);
      message ||= success ? t("search.success") : results.length ? t("search.count", { count: results.length })
        : unknown.length ? t("search.unknown", { query: unknown.join(", ") }) : t("search.nothing", { query: text });
      const links = near.map((row) => Object.assign(make("a", "", row.code), { href: link(row), title: row.title }));
      if (turn == mine) show(results.map((result) => option(result, query)), message, ...(near.length ? [make("p", "search-near", t("search.near"), ...links)] : []));
    }

    async function update() {
      const mine = ++turn, { pasted } = box;
      if (pasted) {
        const values = await (await getReader()).readPasted(index, pasted, t, link, option);
        if (turn == mine) show(...values);
      } else if (input.value.trim()) await answer(input.value, mine);
      else close();
    }

    function close() {
      turn++;
      panel.hidden = true;
      choose(-1);
    }

    function choose(to) {
      list.children[active]?.setAttribute("aria-selected", "false");
      const hit = list.children[active = to];
      hit?.setAttribute("aria-selected", "true");
      hit?.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", hit ? hit.id : "");
    }

    input.addEventListener("keydown", (event) => {
      // While an input method composes, its keys are its own (229: those that come before `isComposing` is set).
      if (event.isComposing || event.keyCode == 229) return;
      const { key } = event, last = list.children.length - 1, there = !panel.hidden && last >= 0;
      const to = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last, ...(active >= 0 && { Home: 0, End: last }) }[key];
      if (key == "Escape" && !panel.hidden) close();
      else if (key == "Enter" && there) list.children[Math.max(0, active)].click();
      else if (key == "ArrowDown" && !there) update();
      else if (to >= 0 && there) choose(to);
      else return;
      event.preventDefault();
    });

    // Back finds the query again; a pasted one is nobody's business.
    list.addEventListener("click", () => {
      if (!box.secret) history.replaceState(history.state, "", "#" + new URLSearchParams({ q: input.value }));
    });
    for (const type of ["pointerdown", "focusin"]) document.addEventListener(type, ({ target }) => inPage || form.contains(target) || close());
    return update;
  };

  errdex("engine", search);
})(errdex.search);
