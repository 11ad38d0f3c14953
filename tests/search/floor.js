// Answers queries twice, for tests/search/test_floor.py: by MiniSearch with pairs of letters, and by our own engine.
// In: {root: the script of an index, engine: [scripts], texts: [...]} as JSON. Out: [[theirs, ours], ...], lists of codes.
"use strict";
const { runInThisContext } = require("node:vm");
const MiniSearch = require("../node_modules/minisearch/dist/cjs/index.cjs");
const { root: script, engine, texts } = JSON.parse(require("node:fs").readFileSync(0));

let root;
globalThis.errdex = Object.assign((name, value) => { root ||= value; }, { search: {} });
runInThisContext(script);
for (const part of engine) runInThisContext(part);

const fold = (text) => text.normalize("NFKC").toLowerCase();
const tokenize = (text) => {
  const words = fold(text).match(/[a-z0-9]+|[^\x00-\x7f\s]+/g) || [];
  return words.flatMap((word) => (/^[a-z0-9]/.test(word) || word.length < 2 ? [word]
    : Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))));
};
const theirs = new MiniSearch({
  fields: ["code", "title", "text"], tokenize, processTerm: fold,
  searchOptions: { boost: { code: 4, title: 2 }, prefix: true, fuzzy: 0.2, combineWith: "OR" },
});
theirs.addAll(root.rows.map(([code, title, texts], id) => ({ id, code, title, text: texts.filter((text) => text.length).join("\n") })));

(async () => {
  const { search } = errdex, ours = new search.Index(root), answers = [];
  await ours.build();
  for (const text of texts) {
    const { results } = await search.query(ours, text, () => search);
    answers.push([theirs.search(text).map(({ id }) => root.rows[id][0]), results.map(({ row }) => row.code)]);
  }
  process.stdout.write(JSON.stringify(answers));
})();
