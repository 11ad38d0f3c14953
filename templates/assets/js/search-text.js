// Search: how text is made comparable, and its tokens. The twin of errdex/search/normalise.py and tokens.py, held
// together by a fixture of the tests.
((search) => {
  "use strict";
  const pattern = (source) => new RegExp(source, "gu"), all = (wanted, text) => text.match(wanted) || [];
  const HAN = "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}", LETTERS = HAN + "ぁ-ゖゝ-ゟァ-ヺヽ-ヿ가-힣";
  const RUN = pattern(`[${LETTERS}]+`), ONE_HAN = pattern(`[${HAN}]`), WORD = pattern("[\\p{L}\\p{N}]+");
  const BLANK = pattern(` (?<=[${LETTERS}] )(?=[${LETTERS}])`);
  const OKURIGANA = pattern(`([${HAN}])[ぁ-ゖ]{1,2}(?=([${HAN}]))`);
  const PLACEHOLDER = / *["'`「『(]?(?:%[-+.0-9]*(?:\* ?)?(?:l{0,2}[dsuxpfic]|ws|hs)(?![a-z])|\{[\p{L}\p{N}_]{0,20}\})["'`」』)]? */gu;

  const spaced = (text, fold) => text.normalize("NFKC").toLowerCase()
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, "")
    .replace(ONE_HAN, (letter) => fold.get(letter) || letter)
    .replace(PLACEHOLDER, " ")
    .replace(/([ぁ-ヺ])[-ー~〜‐-―−]+/g, "$1");
  const kana = (plain) => plain.replace(/[ァ-ヶヽヾ]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 96));
  const unvoiced = (normal) => normal.replace(/[ぁ-ゖ]/g, (letter) => letter.normalize("NFD")[0]);

  // `fold`: traditional Chinese character -> simplified.
  search.normalise = (text, fold) => kana(spaced(text, fold).replace(BLANK, ""));

  // Letters and digits of a normalised text.
  search.squeeze = (normal) => all(WORD, normal).join("");

  const words = (normal) => all(WORD, normal.replace(RUN, " "));
  const okurigana = (normal) => [...unvoiced(normal).matchAll(OKURIGANA)].map((pair) => pair[1] + pair[2]);

  search.tokens = (text, normal) => {
    const found = [...words(normal), ...all(ONE_HAN, normal), ...okurigana(normal)];
    for (const run of all(RUN, normal)) [...unvoiced(run)].reduce((last, letter) => (found.push(last + letter), letter));
    if (/[a-z][A-Z]/.test(text)) found.push(...all(/[A-Z]?[a-z]+(?=[A-Z])|(?<=[a-z])[A-Z][a-z]*/g, text).map((part) => part.toLowerCase()));
    return new Set(found);
  };

  // Han, hiragana, Katakana, Gana (Hangul): of letters in a run.
  const classOf = (letter) =>
    letter < "ぁ" || letter > "힣" || (letter > "ヿ" && letter < "가") ? "H" : letter < "゠" ? "h" : letter > "ヿ" ? "G" : "K";
  const WEIGHTS = { HH: 1, KK: 0.6, hh: 0.12, Hh: 0.3 };

  // What a query asks for: token -> weight. Script says what carries meaning: Han and loan words do, endings do not.
  search.queryTokens = (text, { fold, little }) => {
    const plain = spaced(text, fold), normal = search.normalise(text, fold), found = new Map();
    const add = (token, weight) => found.set(token, Math.max(weight, found.get(token) || 0));
    const content = /[^ぁ-ゟ\s\p{P}]/u.test(plain);
    for (const word of words(plain)) add(word, little.has(word) || !word[1] ? 0.2 : word[2] ? 1.3 : 0.7);
    for (const run of all(RUN, plain)) {
      const letters = [...unvoiced(kana(run))], classes = [...run].map(classOf);
      letters.forEach((letter, i) => {
        const pair = classes[i] + classes[i + 1];
        if (classes[i + 1]) add(letter + letters[i + 1], pair == "GG" ? 1 / (1 + 1.2 * i) : content || pair != "hh" ? WEIGHTS[pair] || 0.2 : 0.6);
        // A lone Han: a word of its own, or the stem of a verb.
        if (classes[i] == "H" && classes[i - 1] != "H" && pair != "HH") add(letter, classes[1] ? 0.3 : 1);
      });
    }
    for (const pair of okurigana(normal)) add(pair, 0.6);
    // Pairs over a blank: where one writer leaves it, another does not.
    for (const token of search.tokens("", normal)) if (token[1] && !found.has(token)) add(token, 0.2);
    return found;
  };

  // A text as written in parts, every second of which is one of the words.
  search.split = (text, wanted, fold) => {
    const places = [], marks = new Set(), parts = [""];
    let folded = "";
    for (const { 0: letter, index } of text.matchAll(/[^\p{M}ﾞﾟ][\p{M}ﾞﾟ]*/gsu)) {
      const normal = /[ー〜~]/.test(letter) ? "" : unvoiced(search.normalise(letter, fold));
      folded += normal;
      places.push(...Array(normal.length).fill(index));
    }
    places.push(text.length);
    for (const word of wanted) {
      for (let at = -1; word && (at = folded.indexOf(word, at + 1)) >= 0;) {
        for (let i = places[at]; i < places[at + word.length]; i++) marks.add(i);
      }
    }
    for (let i = 0; i < text.length; i++) {
      if (marks.has(i) == parts.length % 2) parts.push("");
      parts.push(parts.pop() + text[i]);
    }
    return parts;
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
