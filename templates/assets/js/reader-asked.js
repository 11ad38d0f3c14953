// Search: what was typed, where it is no single code: several (`4100/4101`), a range of them (`4100-4102`, `41xx`), or
// words with codes among them.
((search) => {
  "use strict";
  const MOST = 50, SPAN = 10000, STEP = 200;
  const JOINT = /(?:[\s/,;:|·・、。&+"'“”()[\]{}「」『』#]|(?<!\p{L})(?:and|or)(?!\p{L})|と|や|和|与|및|와|과)+/iu;
  const ONE = /^-?[a-z]{0,8}[-_.]?\d[\w.-]*$/i, NUMBER = /^\d+$/;
  // Dates, times, numbers with their thousands set apart; addresses with ports.
  const OTHER = /^(?:\d{1,4}\/\d\d?\/\d{1,4}|\d\d?(?::\d\d)+|\d{1,3}(?:,\d{3})+)$|\..*:/;
  const RANGE = /^#?([a-z]*[-_:.]?)(\d+) *([-‐–—−~〜…]|\.{2,3}|to|から|到|至|부터) *\1?(\d+) *(?:まで|까지)?$/i, HYPHEN = /[-‐–—−]/;
  const PATTERN = /^#?(?!0x)([a-z]*[-_:.]?)(\d+)(x+|[*?]{2,})$/i, STAR = /^#?([a-z]*[-_:.]?\d+)\*$/i;

  // Rows by key, the first spelling of each that there is; all that they need is fetched at once.
  async function look(index, keys) {
    const dressed = keys.map((key) =>
      [...search.freeDresses(index, key), ...search.hexKeys(index, key), ...search.decimalKeys(index, key)]);
    await index.bringKeys(dressed.flat());
    return dressed.map((others) => others.map((key) => index.find(key)).find((rows) => rows.length) || []);
  }

  // Codes and nothing else, in the order written. What may be another thing is so only if each of its parts is a code.
  async function listed(index, text) {
    const words = text.split(JOINT).filter(Boolean);
    if (words.length < 2 || !words.every((word) => ONE.test(word))) return false;
    const found = await look(index, words.map((word) => index.key(word)));
    const unknown = words.filter((_, i) => !found[i].length);
    const several = unknown.length < words.length || words.every((word) => NUMBER.test(word));
    return (!unknown.length || (several && !OTHER.test(text))) && { rows: found.flat(), unknown };
  }

  // [letters, first, last] of a range, digits as text.
  function spanOf(text) {
    const [, letters, first, mark, last] = RANGE.exec(text) || [];
    if (first) return +first < +last && (first.length == last.length || !HYPHEN.test(mark)) && [letters, first, last];
    const [, before, start, rest] = PATTERN.exec(text) || [];
    return start && [before, ...[0, 9].map((digit) => start.padEnd(start.length + rest.length, digit))];
  }

  // The codes of a range or a pattern of one length, or with one star all that begin so; the first of them.
  async function ranged(index, text) {
    const span = spanOf(text), [, begin] = STAR.exec(text) || [];
    let rows = new Set();
    if (begin) {
      const keys = search.freeDresses(index, index.key(begin));
      await index.bringKeys(keys, true);
      rows = new Set(keys.flatMap((key) => index.find(key, true)));
    } else if (span) {
      const [letters, first, last] = span, before = index.key(letters), end = Math.min(last, +first + SPAN);
      for (let start = +first; start <= end && rows.size < MOST; start += STEP) {
        const length = Math.min(STEP, end - start + 1);
        const keys = Array.from({ length }, (_, i) => before + `${start + i}`.padStart(first.length, 0));
        for (const row of (await look(index, keys)).flat()) rows.add(row);
      }
    }
    return rows.size && { rows: [...rows].slice(0, MOST), unknown: [] };
  }

  // One code in a dress that is not its own, hexadecimal before all else; then those that begin so, which only letters
  // that announce a code, or none, ask for.
  async function single(index, text) {
    const key = index.key(text), [letters] = /^\D*/.exec(key), hex = search.hexKeys(index, key);
    const keys = key ? [...hex, ...search.freeDresses(index, key), ...search.decimalKeys(index, key)] : [];
    await index.bringKeys(keys, true);
    const rows = keys.flatMap((other) => index.find(other));
    if (hex.length || !letters || search.announces(index, letters)) rows.push(...keys.flatMap((other) => index.find(other, true)));
    return rows.length && { rows: rows.slice(0, MOST), unknown: [] };
  }

  // Whether a word that is no code here looks like one: `9999`, `ERR-9999`, and TS9999 where there are others of that kind.
  function likeCode(index, key) {
    const letters = /^\D*/.exec(key)[0];
    return !letters || index.root.shapes.some(([before]) => before == letters) || search.announces(index, letters);
  }

  // The code of a text that is nothing but it and a counter, or a particle: `4100件`, `エラー4100が`.
  async function counted(index, key) {
    const [, before, number] = /^(\D*)(\d{3,})[^\0-\x7f]{1,4}$/.exec(key) || [];
    if (!number || (before && !search.announces(index, before))) return [];
    const keys = search.dresses(index, number);
    await index.bringKeys(keys);
    return keys.flatMap((other) => index.find(other));
  }

  // The answer to a query, `done` where it needs no more; else `words` are left to look for. `bare`: one word with digits.
  search.readQuery = async (index, text, bare) => {
    if (await search.isName(index, text)) return { rows: [], unknown: [], words: index.key(text) };
    const several = (await listed(index, text)) || (await search.addressed(index, text))
      || (await ranged(index, text)) || (await single(index, text));
    if (several) return { ...several, done: true };
    const { known, unknown, success, lines } = await search.findCodes(index, text), items = [...known, ...unknown];
    const key = index.key(text), rows = items.length ? known.flatMap((item) => item.rows) : await counted(index, key);
    const alone = bare && !items.length, missed = alone && likeCode(index, key);
    const name = alone && !missed && await search.parted(index, text);
    // A name with a digit, HmacSHA256, may be a word of the texts, but is none that is misspelt.
    if (alone && !missed) await index.bringTokens([[key, 1]]);
    return {
      rows, unknown: missed ? [text] : unknown.map((item) => item.text), success,
      done: missed || known.length > 1 || known[0]?.value > 1 || success || (alone && !name && !index.lists.has(key)),
      words: name || (items.length ? search.withoutCodes(index, lines, items) : text),
    };
  };
})(errdex.search);
