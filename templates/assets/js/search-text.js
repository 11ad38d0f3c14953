// Search: how text is made comparable, and its tokens. The twin of errdex/search/normalise.py and tokens.py, held
// together by a fixture of the tests.
((search) => {
  "use strict";
  const HAN = "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}", LETTERS = HAN + "ぁ-ゖゝ-ゟァ-ヺヽ-ヿ가-힣";
  const pattern = (source) => new RegExp(source, "gu");
  const RUN = pattern(`[${LETTERS}]+`), ONE_HAN = pattern(`[${HAN}]`);
  const BLANK = pattern(` (?<=[${LETTERS}] )(?=[${LETTERS}])`);
  const OKURIGANA = pattern(`([${HAN}])[ぁ-ゖ]{1,2}(?=([${HAN}]))`);
  const PLACEHOLDER = / *["'`「『(]?(?:%[-+.0-9]*(?:\* ?)?(?:l{0,2}[dsuxpfic]|ws|hs)(?![a-z])|\{[\p{L}\p{N}_]{0,20}\})["'`」』)]? */gu;
  const all = (wanted, text) => text.match(wanted) || [];

  const spaced = (text, fold) => text.normalize("NFKC").toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(ONE_HAN, (letter) => fold.get(letter) || letter)
    .replace(PLACEHOLDER, " ")
    .replace(/([ぁ-ヺ])[-ー~〜‐-―−]+/g, "$1");
  const kana = (plain) => plain.replace(/[ァ-ヶヽヾ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 96));

  // `fold`: traditional Chinese character -> simplified.
  search.normalise = (text, fold) => kana(spaced(text, fold).replace(BLANK, ""));

  // Letters and digits of a normalised text.
  search.squeeze = (normal) => normal.replace(/[^\p{L}\p{N}]+/gu, "");

  // Kana without their voicing marks.
  const unvoiced = (normal) => normal.replace(/[ぁ-ゖ]/g, (letter) => letter.normalize("NFD")[0]);

  const words = (normal) => all(/[\p{L}\p{N}]+/gu, normal.replace(RUN, " "));

  search.tokens = (text, normal) => {
    const found = new Set([...words(normal), ...all(ONE_HAN, normal)]);
    for (const run of all(RUN, normal)) {
      const letters = [...unvoiced(run)];
      for (let i = 1; i < letters.length; i++) found.add(letters[i - 1] + letters[i]);
    }
    for (const pair of normal.matchAll(OKURIGANA)) found.add(pair[1] + pair[2]);
    if (/[a-z][A-Z]/.test(text)) {
      for (const part of all(/[A-Z]?[a-z]+(?=[A-Z])|(?<=[a-z])[A-Z][a-z]*/g, text)) found.add(part.toLowerCase());
    }
    return found;
  };

  search.spread = (token, leaves) => {
    let value = 0x811c9dc5;
    for (const letter of [...token].slice(0, 3)) value = Math.imul(value ^ letter.codePointAt(0), 0x01000193) >>> 0;
    return value % leaves;
  };

  const LITTLE = /^(?:.|an?|and|are|as|at|be|by|can|could|do(?:es)?|for|from|ha[sd]|have|how|i[nst]|my|of|on|or|so|that|the|this|to|was|what|when|where|which|why|will|with|you|your)$/;

  // Han, hiragana, Katakana, Gana (Hangul): of letters in a run.
  const classOf = (letter) =>
    letter < "ぁ" || letter > "힣" || (letter > "ヿ" && letter < "가") ? "H" : letter < "゠" ? "h" : letter > "ヿ" ? "G" : "K";
  const WEIGHTS = { HH: 1, KK: 0.6, hh: 0.12, Hh: 0.3, hH: 0.2, HK: 0.3, KH: 0.3, Kh: 0.12, hK: 0.12 };

  // What a query asks for: token -> weight. Script says what carries meaning: Han and loan words do, endings do not.
  search.queryTokens = (text, fold) => {
    const plain = spaced(text, fold), normal = search.normalise(text, fold), found = new Map();
    const add = (token, weight) => found.set(token, Math.max(weight, found.get(token) || 0));
    const content = /[^ぁ-ゟ\s\p{P}]/u.test(plain);
    for (const word of words(plain)) add(word, LITTLE.test(word) ? 0.2 : word.length < 3 ? 0.7 : 1.3);
    for (const run of all(RUN, plain)) {
      const letters = [...unvoiced(kana(run))], classes = [...run].map(classOf);
      letters.forEach((letter, i) => {
        const pair = classes[i] + classes[i + 1];
        if (i + 1 < letters.length) {
          const weight = pair == "GG" ? 1 / (1 + 1.2 * i) : content || pair != "hh" ? WEIGHTS[pair] || 0.2 : 0.6;
          add(letter + letters[i + 1], weight);
        }
        // A lone Han: a word of its own, or the stem of a verb.
        if (classes[i] == "H" && classes[i - 1] != "H" && pair != "HH") add(letter, letters.length > 1 ? 0.3 : 1);
      });
    }
    for (const pair of normal.matchAll(OKURIGANA)) add(pair[1] + pair[2], 0.6);
    // Pairs over a blank: where one writer leaves it, another does not.
    for (const token of search.tokens("", normal)) if (token.length > 1 && !found.has(token)) add(token, 0.2);
    return found;
  };

  // Where words stand in a text as written: [from, to], merged and in order.
  search.ranges = (text, wanted, fold) => {
    const places = [], found = [];
    let folded = "";
    for (const { 0: letter, index } of text.matchAll(/[^\p{M}ﾞﾟ][\p{M}ﾞﾟ]*/gsu)) {
      const normal = /[ー〜~]/.test(letter) ? "" : unvoiced(search.normalise(letter, fold));
      folded += normal;
      places.push(...Array(normal.length).fill(index));
    }
    places.push(text.length);
    for (const word of wanted) {
      for (let at = -1; word && (at = folded.indexOf(word, at + 1)) >= 0;) found.push([places[at], places[at + word.length]]);
    }
    return found.sort((a, b) => a[0] - b[0]).reduce((merged, range) => {
      const last = merged.at(-1);
      if (last?.[1] >= range[0]) last[1] = Math.max(last[1], range[1]);
      else merged.push(range);
      return merged;
    }, []);
  };

  // The fewest edits (a swap counts as one) that make `wanted` a part of `text`, or with `whole` all of it.
  search.edits = (wanted, text, whole) => {
    if (!whole && text.includes(wanted)) return 0;
    let before, last = Uint16Array.from({ length: text.length + 1 }, (_, j) => (whole ? j : 0));
    for (let i = 1; i <= wanted.length; i++) {
      const row = new Uint16Array(text.length + 1).fill(i, 0, 1);
      for (let j = 1; j <= text.length; j++) {
        row[j] = Math.min(last[j - 1] + (wanted[i - 1] != text[j - 1]), last[j] + 1, row[j - 1] + 1);
        if (before && wanted[i - 1] == text[j - 2] && wanted[i - 2] == text[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, last] = [last, row];
    }
    return whole ? last.at(-1) : Math.min(...last);
  };
})(errdex.search);
