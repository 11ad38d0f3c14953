// Search: from what was typed to its results. Codes come first, then what begins alike, then words.
((search) => {
  "use strict";
  // The keys that a code may be filed under: as it is, and in its usual shape (942 is ORA-00942); a number stands in
  // ranges (4000-7000, 5xx, E100-E199).
  search.dresses = (index, key) => {
    const [, letters, digits] = /^(\D*)0*(\d+)$/.exec(key) || [], keys = [key];
    for (const [before, width] of index.root.shapes) {
      if (digits && (!letters || letters == before)) keys.push(before + digits.padStart(width, "0"));
    }
    for (const [own, first, last, range] of index.root.ranges || []) {
      // A key has lost its sign.
      if (letters == own && [digits, -digits].some((part) => part >= first && part <= last)) keys.push(range);
    }
    return [...new Set(keys)];
  };

  // What there is for a typed text: {results, unknown, success}; a result is {row, place, words}, or {row, weigh} where
  // that is left to do.
  search.query = async (index, typed, reader) => {
    const text = typed.normalize("NFKC").trim().slice(0, 600), key = index.key(text);
    const results = [], answer = { results, unknown: [] }, seen = new Set();
    // Rows or results, each once.
    const add = (found) => found.forEach((one) => {
      const { number } = one.row || one;
      if (!seen.has(number)) results.push(one.row ? one : { row: one });
      seen.add(number);
    });

    // One code and nothing else, in whatever dress; or the beginning of one.
    const bare = /^[#([]?[a-z]{0,8}[-_ .:#]{0,2}\d[\w.-]*[)\].:,]?$/i.test(text), word = bare || /^[\w.:-]{2,}$/.test(text);
    let begun = [];
    index.begin();
    if (key && !key[64] && (word || index.root.rows || /\d/.test(key))) {
      const keys = search.dresses(index, key);
      await index.bringKeys(keys, word);
      add(keys.flatMap((other) => index.find(other)).sort((a, b) => (b.code == text) - (a.code == text)));
      if (word) begun = index.begun(keys);
    }
    // Hexadecimal digits without 0x may be a code, where as a number they only begin one.
    if (results.length || !(index.root.hex && bare && key[6])) add(begun.splice(0));
    if (!text || (bare && results.length)) return answer;

    let words = text;
    if (!results.length ? /\d|[._]\w|[a-z][A-Z]/.test(text) : /^[*?]|\*$/.test(text)) {
      const { rows, done, ...read } = await (await reader()).readQuery(index, text, bare);
      add([...rows, ...begun]);
      if (done) return { ...answer, ...read };
      ({ words, unknown: answer.unknown } = read);
    }
    if (words) add(await search.rank(index, words));
    return answer;
  };
})(errdex.search);
