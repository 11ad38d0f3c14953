// Search: what to offer where nothing is found: codes of nearly the same spelling, or guides.
((search) => {
  "use strict";
  const MOST = 3, ENOUGH = 0.4;

  // Guides and their sections, as [title, path, language], whose titles have most of the words of a text; best first.
  function guidesFor(index, text) {
    const asked = search.queryTokens(text, index), { fold } = index;
    for (const token of search.tokens(text, "")) if (token[2]) asked.set(token, 1);
    const worth = (tokens) => tokens.reduce((sum, token) => sum + asked.get(token), 0);
    const least = ENOUGH * worth([...asked.keys()]);
    return index.root.guides.map((guide) => {
      const tokens = search.tokens(guide[0], search.normalise(guide[0], fold));
      return [guide, worth([...asked.keys()].filter((token) => tokens.has(token)))];
    }).filter(([, score]) => score && score >= least).sort((a, b) => b[1] - a[1]).slice(0, MOST).map(([guide]) => guide);
  }

  // What to say where a query has no results: those of another language, or notes.
  search.missed = async (index, text, found, open, getReader, t, link) => {
    if (found.success) return { results: [], message: t("search.success") };
    for (const [language, name] of Object.entries(index.root.languages)) {
      const other = await search.query(await open(language), text, getReader);
      if (other.results.length) return { ...other, message: t("search.elsewhere", { language: name }) };
      if (other.success) return { results: [], message: t("search.success") };
    }
    const { unknown } = found, message = unknown.length ? t("search.unknown", { query: unknown.join(", ") }) : t("search.nothing", { query: text });
    return { results: [], message, notes: offer(index, text, unknown, t, link) };
  };

  // Notes for an answer without results.
  const offer = (index, text, unknown, t, link) => {
    const near = search.nearCodes(index, unknown.length ? unknown : /^\S*\d\S*$/.test(text) ? [text] : [], t, link);
    if (unknown.length || !index.root.guides) return near;
    const all = [t("search.guides"), `${index.root.folder}index.html#guides`];
    const links = [...guidesFor(index, text), all].flatMap(([title, path, lang]) => {
      // Of another language: marked so.
      const name = lang ? [Object.assign(search.make("span", "", title), { lang }), " ", search.make("span", "search-tag", index.root.default)] : [title];
      return [" ", Object.assign(search.make("a", "", ...name), { href: link({ path }) })];
    });
    return [...near, search.make("p", "search-guides", ...links.slice(1))];
  };
})(errdex.search);
