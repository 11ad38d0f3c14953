// Search: a query that stands for all codes of a range, `4100-4102`, or of a pattern, `41xx`, `ORA-06xxx`, `0x8007xxxx`.
((search) => {
  "use strict";
  const MOST = 50, SPAN = 10000, STEP = 200, ANY = /[x*?]/gi;
  const RANGE = /^#?([a-z]*[-_:.]?)(\d+) *([-‐–—−~〜…]|\.{2,3}|to|から|到|至|부터) *\1?(\d+) *(?:まで|까지)?$/i, HYPHEN = /[-‐–—−]/;
  const STAR = /^#?([a-z]*[-_:.]?\d+)\*$/i;
  // Letters, digits, and what may be any digit, with which a hexadecimal number does not end before its own begin. An x
  // before all digits would be a letter.
  const PATTERN = /^#?((?:\p{L}[\p{L} ]*)?[-_:.]?)(?!0x[\da-f])((?=\d*[x*?])(?=[*?]*\d)[\dx*?]+)$/iu;
  // Whatever digits before others.
  const END = /^#?\*(\d+)$/, BEFORE = 1000;
  const WILD = /^#?(0x|(?:\p{L}[\p{L} ]*)?[-_:.]?)([\da-f]+)([x*?][\da-fx*?]*)$/iu;

  // The numbers of a range or a pattern, with their letters, in order.
  function* numbersOf(text) {
    const [, letters, first, mark, last] = RANGE.exec(text) || [], [, before, digits] = PATTERN.exec(text) || [];
    const [, end] = END.exec(text) || [];
    if (first && (first.length == last.length || !HYPHEN.test(mark))) {
      for (let i = +first; i <= Math.min(last, +first + SPAN); i++) yield letters + `${i}`.padStart(first.length, 0);
    } else if (end) {
      for (let i = 0; i < BEFORE; i++) yield (i || "") + end;
    } else if (digits) {
      const places = digits.match(ANY).length;
      for (let i = 0; i < Math.min(10 ** places, SPAN); i++) {
        const filling = [...`${i}`.padStart(places, 0)];
        yield before + digits.replace(ANY, () => filling.shift());
      }
    }
  }

  // The codes of a range or a pattern of one length, or with one star all that begin so; of a large index the
  // first of them.
  search.ranged = async (index, text) => {
    const [, begin] = STAR.exec(text) || [], rows = new Set(), most = index.root.rows ? SPAN : MOST;
    let start = 0;
    const add = (more) => more.forEach((row) => rows.add(row));
    if (begin) {
      const keys = search.freeDresses(index, index.key(begin));
      await index.bringKeys(keys, true);
      add(index.begun(keys));
    } else {
      const numbers = [...numbersOf(text)];
      for (; start < numbers.length && rows.size < most; start += STEP) {
        add((await search.look(index, numbers.slice(start, start + STEP), () => [])).flat());
      }
      if (start < numbers.length || index.left < 1) index.open = "+";
    }
    if (!rows.size || index.root.hex) add(await fitting(index, text.toLowerCase(), !rows.size));
    return rows.size && { rows: [...rows], unknown: [] };
  };

  // The codes that begin as a pattern does and fit the rest of it, hexadecimal ones too. Where none has so many digits,
  // `loosely` those that begin so: 4xx, where codes have four.
  async function fitting(index, text, loosely) {
    const [, letters, digits, rest] = WILD.exec(text) || [];
    if (!digits) return [];
    const { hex, shapes } = index.root, before = index.key(letters), keys = [before + digits];
    if (!before) keys.push(...(hex ? ["0x" + digits] : []), ...shapes.map(([own, width]) => (width ? "" : own) + digits));
    if (search.announces(index, before)) keys.push(digits);
    await index.bringKeys(keys, true);
    const begun = [...new Set(keys)].flatMap((key) => index.begun([key]).map((row) => [row, row.key?.slice(key.length)]));
    const pattern = new RegExp(`^${rest.replace(ANY, "[\\da-f]")}$`), fit = begun.filter(([row, end]) => row.key && pattern.test(end));
    const loose = !fit[0] && loosely && !/\d/.test(rest);
    if (!loose && begun.some(([row]) => !row.key)) index.open = "+";
    return (loose ? begun.filter(([, end]) => end != "") : fit).map(([row]) => row);
  }
})(errdex.search);
