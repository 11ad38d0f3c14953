// Search: the codes in a text, be it one that was typed or a log that was pasted. A number is a code by what stands
// around it: `"code": 4100`, `エラーコード4100`, `Msg 1205` say so; `host:5000`, `12:41:00`, `4500ms` say the contrary.
// One with points, `550 5.7.1 Unable to relay`, is a code where there is one that is written so, else a version or the like.
((search) => {
  "use strict";
  const NOT_OURS = /(?:http|status|exit|zip|postal|country)[\s_-]*(?:code|コード)[\s"':=]*$/i;
  const CODE_LABEL = /code["'\s:=>]*$/i;
  const INNER = /["'「:]\s*\($/;
  const MARKED = /(?:[#[【(]|^)\s*$/;
  const CLOSED = /^\s*[\])】:]/;
  const BEFORE = /(?:[\w)\]]:|\d[.,:/-]|\w[-_.[]|[$¥€£+~/]|(?<!\p{L})(?:port|line|pid|tid|size|cost|took|time|elapsed|len|length|count|total|level|state|severity|retry|retries|attempt|timestamp|ts|\w*id|page|row|col|column|v|version|bytes|thread|worker|ポート|行|サイズ)["'\s:=#([-]*)$/iu;
  const AFTER = /^(?:[.,:/-]\d|\.\w|-\w|_|@|\s?(?:[mµun]?s|secs?|seconds?|min|h|[kmg]?i?b|bytes?|px|rows?|%)(?![a-z0-9])|\s?(?:ミリ秒|秒|分|時|バイト|つ|件|回|個|円|行|次|条|个|元|초|분|회|개|건))/i;
  const AND = /^[\s,、と&/>→-]+(?:(?:and|then|or)\s*)?$/i;
  // No code is longer, and no evidence further from it: what is long would take the square of its length.
  const LONGEST = 200, SIGHT = 48;
  const GAP = /^[-_.:/ ]$/, POINTS = /^(?:\.\d+)*/, POINTED = /^\d+(?:\.\d+)+$/;
  // A line of a reply that goes on: 550-5.1.1.
  const REPLY = /(?<![\w.])[245]\d\d-$/;
  // Without a label it says nothing, though it be a code: 12, or 3.11.
  const SLIGHT = /^(?:.{1,2}|\d+\.\d+)$/;
  function evidence(label, before, after, text) {
    if (NOT_OURS.test(before)) return 0;
    if (label.test(before) || INNER.test(before)) return 2;
    if (/^[\d.]+$/.test(text) && ((BEFORE.test(before) && !(REPLY.test(before) && POINTED.test(text))) || AFTER.test(after))) return -1;
    if (MARKED.test(before) && CLOSED.test(after)) return 1;
    return /^#$/.test(before.slice(-1)) ? 1 : 0;
  }

  // What might be a code in a line: `{text, key, start, end, value}`, the longest reading of each place first.
  function* candidates(index, label, line) {
    const atoms = [...line.matchAll(/[A-Za-z0-9]+/g)];
    for (let i = 0; i < atoms.length; i++) {
      const start = atoms[i].index;
      let last = i;
      while (last < i + 3 && last + 1 < atoms.length) {
        const end = atoms[last].index + atoms[last][0].length;
        if (!GAP.test(line.slice(end, atoms[last + 1].index))) break;
        last++;
      }
      for (let j = last; j >= i; j--) {
        const end = atoms[j].index + atoms[j][0].length, text = line.slice(start, end);
        const digits = /\d/.test(text), pointed = POINTED.test(text);
        if (text.length > LONGEST) continue;
        if (j > i && !pointed && !/[A-Za-z]/.test(atoms[i][0])) continue;
        if (!digits && !/[._]|[a-z][A-Z]|^[A-Z]{3,}$/.test(text)) continue;
        const value = evidence(label, line.slice(Math.max(0, start - SIGHT), start), line.slice(end, end + 12), text);
        yield { text, key: index.key(text), start, end, value, digits, pointed };
      }
    }
  }

  // All codes in a text: `known` [{rows, value, line, start, end}] in order, `unknown` likewise, `success` where `code: 0`.
  search.findCodes = async (index, text) => {
    const lines = text.normalize("NFKC").slice(0, 500000).split(/\r?\n/);
    const label = new RegExp(`(?:${index.root.announce})(?:\\s*(?:is|was|with|no\\.?|number))?[\\s"'\\\\:=>#([【「はがをの为是는은-]*$|codes/$`, "i");
    const found = lines.flatMap((line, number) => [...candidates(index, label, line)].map((item) => ({ ...item, line: number })));
    const usual = (key) => index.root.shapes.some(([before]) => before == /^\D*/.exec(key)[0]) || (index.root.hex && /^0x/.test(key));
    for (const item of found) {
      item.keys = [item.key];
      if (item.pointed) continue;
      const likely = index.root.rows || item.value > 1 || (item.value >= 0 && usual(item.key));
      item.keys = likely ? (item.value > 1 ? search.freeDresses : search.dresses)(index, item.key) : [];
      if (item.value > 0) item.keys.push(...search.hexKeys(index, item.key, item.text));
      if (item.value >= 0) item.keys.push(...search.decimalKeys(index, item.key));
    }
    // A large index does not bring all: first what is a code for certain, last what is mostly none.
    const doubt = ({ value, pointed }) => (value > 0 ? 0 : pointed ? 2 : 1), told = [...found].sort((a, b) => doubt(a) - doubt(b));
    await index.bringKeys(told.flatMap((item) => item.keys));
    const lettered = (key) => index.root.shapes.some(([before, width]) => before && key.startsWith(before)
      && /^\d+$/.test(key.slice(before.length)) && (!width || key.length == before.length + width));
    const known = [], unknown = [];
    let success = false, line = -1, end = 0, value = 0;
    for (const item of found) {
      const between = item.line == line && lines[line].slice(end, item.start);
      if (item.line == line && item.start < end) continue;
      if (between && AND.test(between)) item.value = Math.max(item.value, value);
      let rows = item.keys.map((key) => index.find(key)).find((list) => list.length);
      if (item.pointed) {
        rows = rows?.filter((row) => [row.code, ...row.names].includes(item.text));
        if (!rows?.length) continue;
      }
      if (rows) {
        // Keys have lost their sign: what is written so, with its sign, goes before all else.
        const sign = /(?:^|[^\w.])[-−]$/.test(lines[item.line].slice(Math.max(0, item.start - 2), item.start)) ? "-" : "", written = sign + item.text;
        const same = rows.filter((row) => row.code.replace("−", "-") == written);
        if (same.length) {
          rows = same;
          if (/[a-z].*\d/i.test(written) || lines[item.line].trim().length == written.length) item.value = Math.max(item.value, 1);
        }
        if (rows[0].title.length > 3 && lines[item.line].includes(rows[0].title)) item.value = 2;
        if (/^\d{8}/.test(item.key) && /^0x/.test(rows[0].key)) item.value = Math.max(item.value, 1);
        if (!item.digits && item.value < 1) item.value = rows.some((row) => row.code == item.text) ? 1 : -1;
        if (item.value < 0 || (!item.value && SLIGHT.test(item.text))) continue;
        known.push({ ...item, rows });
        ({ line, end, value } = item);
        continue;
      }
      // Of 1.2 the number before the point is none of its own.
      const [points] = /^\d+$/.test(item.text) ? POINTS.exec(lines[item.line].slice(item.end, item.end + SIGHT)) : [""];
      item.text += points;
      item.end += points.length;
      if (item.value > 1 && item.text == "0") success = true;
      else if (item.value > 1 || (item.value >= 0 && lettered(item.key))) unknown.push(item);
    }
    const labelled = known.some((item) => item.value > 0);
    const missed = unknown.filter((item) => /^\W?\d{2,}(?:\.\d+)?$|^[A-Z]+[-_]?\d+$/.test(item.text)
      || CODE_LABEL.test(lines[item.line].slice(Math.max(0, item.start - SIGHT), item.start)));
    return {
      known: known.filter((item) => !labelled || item.value > 0),
      // What holds an item stands a few before it: longer readings are first, and of at most four atoms.
      unknown: missed.filter((item, i) => !missed.slice(Math.max(0, i - 16), i).some((other) =>
        other.line == item.line && other.start <= item.start && other.end > item.end)),
      success, lines,
    };
  };

  // What a text says beside codes and the words for them.
  search.withoutCodes = (index, lines, items) => {
    const spans = lines.map(() => []), announced = new RegExp(`(?<![a-z])(?:${index.root.announce})s?(?![a-z])`, "gi");
    for (const item of items) spans[item.line].push(item);
    return lines.map((line, number) => {
      let rest = "", at = 0;
      for (const { start, end } of spans[number].sort((a, b) => a.start - b.start)) {
        rest += line.slice(at, Math.max(at, start)) + " ";
        at = Math.max(at, end);
      }
      rest += line.slice(at);
      return rest.replace(/["']?(?<![\w.-])[\w.-]+["']?\s*[:=]/g, " ").replace(announced, " ");
    }).join("\n");
  };
})(errdex.search);
