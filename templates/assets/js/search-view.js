// Search: what a reader sees and does. Text nodes only; the markup is that of partials/search.html and js/box.js.
((search) => {
  "use strict";
  const MOST = 40, AROUND = 28, LENGTH = 96;

  const make = search.make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  const pause = () => new Promise((done) => (window.requestIdleCallback || setTimeout)(() => done(performance.now())));

  // A text with the words of a query marked, cut to the place where they are.
  function marked(text, words, fold, cut) {
    const parts = search.split(text, words, fold), from = cut && parts[1] ? Math.max(0, parts[0].length - AROUND) : 0;
    let left = cut ? LENGTH : text.length;
    parts[0] = (from ? "…" : "") + parts[0].slice(from);
    return parts.map((part, i) => {
      const shown = part.slice(0, Math.max(0, left)) + (left > 0 && part.length > left ? "…" : "");
      left -= part.length;
      return i % 2 && shown ? make("mark", "", shown) : shown;
    });
  }

  search.attach = async (box) => {
    const { form, input, load, folder, reader, leaves } = box, indexes = {}, inPage = form.closest("main");
    const [panel, status, list, more] = ["panel", "status", "list", "more"].map((name) => form.querySelector(".search-" + name));
    let active = -1, turn = 0;

    // The index of a language, ready to be asked.
    const open = (language) => indexes[language] ||= load(language, `${folder}${language}.js`).then(async (root) => {
      const index = root.rows ? new search.Index(root) : new (await load("leaves", leaves)).Leaves(root, (name, path) => load(name, `${folder}${path}.js`));
      await index.build(pause);
      return index;
    });
    const index = await open(form.lang || document.documentElement.lang);
    const t = (key, values) => index.root.strings[key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
    const next = Object.assign(make("button", "search-next", t("search.more")), { type: "button" });
    const link = (row) => new URL("../" + row.path, folder).href;
    const getReader = () => load("reader", reader);

    function option({ row, place = row.fields[2], words = [] }, query, note) {
      const { fold } = row.index;
      const hit = make("a", "search-hit",
        make("span", "search-code", ...marked(row.code, [query], fold)), " ",
        make("span", "search-title", ...marked(row.title, words, fold)));
      for (const [tag, lang = index.root.language] of [row.catalog, [row.retired && t("search.retired")], [note]]) {
        if (tag) hit.append(" ", Object.assign(make("span", "search-tag", tag), { lang }));
      }
      if (place) hit.append(make("span", "search-place", place.label && place.label + ": ", ...marked(place.text, words, fold, true)));
      return Object.assign(hit, { href: link(row), role: "option", tabIndex: -1, lang: row.language });
    }

    // What was found, so many at a time: options, or results that `draw` makes options of. What of a large index is not here
    // yet comes last.
    function show(pending, message, notes, open = "", draw = (hit) => hit) {
      const total = pending.length + open;
      const reveal = () => {
        for (const result of pending.splice(0, MOST)) {
          const hit = draw(result);
          if (hit) list.append(hit);
          else pending.push(result);
        }
        const shown = list.children.length;
        status.textContent = message || t(shown == total ? "search.count" : "search.part", { count: total, shown });
        list.hidden = !shown;
        next.hidden = !pending[0];
        choose(-1);
      };
      next.onclick = async ({ detail }) => {
        const mine = turn, at = list.children.length;
        await pending[0].row?.index.bringMore?.(pending.slice(0, MOST));
        if (turn == mine) reveal();
        // A key was it: go on from there.
        if (!detail) input.focus(choose(at));
      };
      list.replaceChildren();
      reveal();
      more.replaceChildren(next, ...notes);
      panel.hidden = false;
    }

    async function answer(text, mine) {
      let found = await search.query(index, text, getReader);
      if (!found.results.length) found = await (await getReader()).missed(index, text, found, open, getReader, t, link);
      const { results, message, notes = [] } = found, query = search.normalise(text, index.fold);
      if (turn == mine) show(results, message, notes, results[MOST]?.row.index.open, (result) => {
        const row = result.row.index.rows[result.row.number];
        return row && option(result.weigh?.() || { ...result, row }, query);
      });
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
      active = to;
      [...list.children].forEach((hit, i) => Object.assign(hit, { id: "search-hit-" + i, ariaSelected: i == to }));
      const hit = list.children[to];
      hit?.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", hit?.id || "");
    }

    input.addEventListener("keydown", (event) => {
      // While an input method composes, its keys are its own (229: those that come before `isComposing` is set).
      if (event.isComposing || event.keyCode == 229) return;
      const { key } = event, last = list.children.length - 1, there = !panel.hidden && last >= 0;
      const to = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last, ...(active >= 0 && { Home: 0, End: last }) }[key];
      if (key == "Escape" && !panel.hidden) close();
      else if (key == "ArrowDown" && active == last && !next.hidden) next.click();
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
