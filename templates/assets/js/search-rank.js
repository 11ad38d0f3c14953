// Search: which rows answer a text in words.
((search) => {
  "use strict";
  const TOKENS = 40, CANDIDATES = 60;
  const other = /[ぁ-ヿ㐀-鿿가-힣=]/;

  // The words of the index that stand for a word of the query: [word, how well].
  function variants(index, token) {
    const exact = index.lists.has(token), found = exact ? [[token, 1]] : [], { length } = token;
    if (other.test(token) || length < 2) return found;
    const reach = length > 7 ? 2 : length > 3 && !/\d/.test(token) ? 1 : 0;
    for (const word of index.wordsLike(token)) {
      if (word == token || other.test(word)) continue;
      const more = word.length - length;
      if (word.startsWith(token)) found.push([word, 0.8]);
      else if (word.length > 3 && more > -4 && token.startsWith(word)) found.push([word, 0.75]);
      else if (!exact && Math.abs(more) <= reach && search.edits(token, word, true) <= reach) found.push([word, 0.6]);
    }
    return found;
  }

  // Rows for a text, best first: [{row, score, place, words}], then {row, weigh} of all that hold every word.
  search.rank = async (index, wanted) => {
    const text = wanted.replace(/^[-.*0-9]*l*[sdu](?=["'])/, "");
    const asked = [...search.queryTokens(text, index)].sort((a, b) => b[1] - a[1]).slice(0, TOKENS), all = index.root.count;
    if (!asked.length) return [];
    await index.bringTokens(asked);
    let total = 0, content = 0;
    const terms = asked.map(([token, weight]) => {
      const words = variants(index, token), rows = words.reduce((sum, [word]) => sum + index.count(word), 0) || index.count(token);
      const shown = weight > 0.25 || weight == asked[0][1];
      weight *= rows ? Math.log(1 + all / (rows + 0.5)) : Math.log(1 + 2 * all) / 2;
      total += weight;
      if (shown) content += weight;
      return { words, weight, shown };
    });
    const rough = new Map(), held = new Map(), { rows } = index;
    for (const { words, weight, shown } of terms) {
      const best = new Map();
      for (const [word, factor] of words) {
        for (const posting of index.lists.get(word)) {
          const score = factor * weight * (posting & 1 ? 1.3 : 1);
          if (!(best.get(posting >> 1) > score)) best.set(posting >> 1, score);
        }
      }
      for (const [number, score] of best) {
        rough.set(number, (rough.get(number) || 0) + score);
        if (shown) held.set(number, (held.get(number) || 0) + weight);
      }
    }
    const sorted = [...rough].sort((a, b) => b[1] - a[1] || a[0] - b[0]), likely = sorted.slice(0, CANDIDATES);
    await index.bringRows(likely);
    const squeezed = search.squeeze(search.normalise(text, index.fold)).slice(0, 120);
    const verbatim = text.toLowerCase();

    function weigh(row) {
      let covered = 0, score = 0, near = 0, close = 0, same = 0, place, placed = 0;
      const marks = new Set(), hits = row.fields.map(() => 0);
      for (const { words, weight, shown } of terms) {
        let best = 0, plain = 0;
        for (const [word, factor] of words) {
          row.fields.forEach((field, i) => {
            if (!field.tokens.has(word)) return;
            const worth = factor * weight;
            if (shown) marks.add(word);
            best = Math.max(best, worth * field.weight);
            plain = Math.max(plain, worth);
            hits[i] += worth;
          });
        }
        score += best;
        if (shown) covered += plain;
      }
      row.fields.forEach((field, i) => {
        const alike = hits[i] > 0.15 * total && 1 - search.edits(squeezed, field.squeezed.slice(0, 600)) / squeezed.length;
        near = Math.max(near, alike);
        if (squeezed.length > 5 && field.text.toLowerCase().includes(verbatim)) same = Math.max(same, 0.3 * field.weight);
        if (alike > 0.5) close = Math.max(close, field.weight * alike * alike);
        if (i && hits[i] * (alike + 1) > placed) [place, placed] = [field, hits[i] * (alike + 1)];
      });
      const title = row.fields[0].squeezed, brief = title.includes(squeezed) ? 0.2 * squeezed.length / title.length : 0;
      return { row, covered: covered / content, near, score: score / total + 0.8 * close + same + brief, place, words: marks };
    }

    const found = likely.flatMap(([number]) => (rows[number] ? weigh(rows[number]) : []));
    const enough = asked.every(([token]) => /^[ぁ-ゟ]+$/.test(token)) ? 0.5 : 0.3;
    const least = 0.3 * Math.max(...found.map(({ score }) => score));
    const best = found.filter(({ score, covered, near }) => covered > 0.99 || (score > least && (covered > enough || near > 0.7)))
      .sort((a, b) => a.row.retired - b.row.retired || b.score - a.score || a.row.number - b.row.number);
    const rest = sorted.filter(([number]) => held.get(number) > 0.99 * content);
    return [...best, ...rest.map(([number]) => ({ row: { index, number }, weigh: () => weigh(rows[number]) }))];
  };
})(errdex.search);
