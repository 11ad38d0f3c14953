// Search: what was typed, where it is no single code: several (`4100/4101`), or words with codes among
// them.
((search) => {
  "use strict";
  const JOINT = /(?:[\s/,;:|·・、。&+"'“”()[\]{}「」『』#]|(?<!\p{L})(?:and|or)(?!\p{L})|と|や|和|与|및|와|과)+/iu;
  // Patterns and addresses are no longer; to look for them takes the square of a text's length.
  const MOST = 300;
  const ONE = /^-?[a-z]{0,8}[-_.]?\d[\w.-]*$/i, NUMBER = /^\d+$/;
  // Dates, times, numbers with their thousands set apart; addresses with ports.
  const OTHER = /^(?:\d{1,4}\/\d\d?\/\d{1,4}|\d\d?(?::\d\d)+|\d{1,3}(?:,\d{3})+)$|\..*:/;

  // 3.11 is a version sooner than a code, 10.0.0.1 an address, 2024-05-06 a date.
  const POINTED = /^[^-\d]*\d+[.-]\d[\d.-]*$/;

  // Rows by code, the first spelling of each that there is; all that they need is fetched at once.
  search.look = async (index, codes, dressedSo) => {
    const dressed = codes.map((code) => [code, index.key(code)])
      .map(([code, key]) => [...search.freeDresses(index, key), ...search.hexKeys(index, key, code), ...dressedSo(index, key)]);
    await index.bringKeys(dressed.flat());
    return dressed.map((others) => others.map((key) => index.find(key)).find((rows) => rows.length) || []);
  };

  // Codes and nothing else, in the order written. What may be another thing is so only if each of its parts is a code.
  async function listed(index, text) {
    const words = text.split(JOINT).filter(Boolean);
    if (words.length < 2 || !words.every((word) => ONE.test(word))) return false;
    const found = await search.look(index, words, search.decimalKeys);
    const unknown = words.filter((_, i) => !found[i].length);
    const several = unknown.length < words.length || words.every((word) => NUMBER.test(word));
    return (!unknown.length || (several && !OTHER.test(text))) && { rows: found.flat(), unknown };
  }

  // One code in a dress that is not its own, hexadecimal before all else; then those that begin so, which only letters
  // that announce a code, or none, ask for.
  async function single(index, text) {
    const key = index.key(text), [letters] = /^\D*/.exec(key), hex = search.hexKeys(index, key, text);
    const keys = key ? [...hex, ...search.freeDresses(index, key), ...search.decimalKeys(index, key)] : [];
    await index.bringKeys(keys, true);
    const rows = keys.flatMap((other) => index.find(other));
    if (hex.length || !letters || search.announces(index, letters)) rows.push(...index.begun(keys));
    return rows.length && { rows, unknown: [] };
  }

  // Whether a word that is no code here looks like one: `9999`, `ERR-9999`, and TS9999 where there are others of that kind.
  function likeCode(index, key) {
    const letters = /^\D*/.exec(key)[0];
    return !letters || index.root.shapes.some(([before]) => before == letters) || search.announces(index, letters);
  }

  // The code of a text that is nothing but it and a counter, or a particle: `4100件`, `エラー4100が`.
  async function counted(index, key) {
    const [, before, number] = /^(\D*)(\d{3,})(?![円圆元원年月日時时分秒년월일시분초])[^\0-\x7f]{1,4}$/.exec(key) || [];
    if (!number || (before && !search.announces(index, before))) return [];
    const keys = search.dresses(index, number);
    await index.bringKeys(keys);
    return keys.flatMap((other) => index.find(other));
  }

  // The answer to a query, `done` where it needs no more; else `words` are left to look for. `bare`: one word with digits.
  search.readQuery = async (index, text, bare) => {
    if (await search.isName(index, text)) return { rows: [], unknown: [], words: index.key(text) };
    const several = (await listed(index, text)) || (text.length <= MOST
      && ((await search.addressed(index, text)) || (await search.ranged(index, text)) || (!/[*?]/.test(text) && await single(index, text))));
    if (several) return { ...several, done: true };
    const { known, unknown, success, lines } = await search.findCodes(index, text), items = [...known, ...unknown];
    const key = index.key(text), rows = items.length ? known.flatMap((item) => item.rows) : await counted(index, key);
    const alone = bare && !items.length, pointed = POINTED.test(text), missed = alone && !pointed && likeCode(index, key);
    const name = alone && !missed && await search.parted(index, text);
    // A name with a digit, HmacSHA256, may be a word of the texts, but is none that is misspelt.
    if (alone && !missed) await index.bringTokens([[key, 1]]);
    return {
      rows, unknown: missed ? [text] : unknown.map((item) => item.text), success,
      done: missed || known.length > 1 || known[0]?.value > 1 || success || (alone && !name && (pointed || !index.lists.has(key))),
      words: name || (items.length ? search.withoutCodes(index, lines, items) : text),
    };
  };
})(errdex.search);
