// Search: a small index, all rows of which lie in its root script (errdex/search/packing.py). Postings are made here.
((search) => {
  "use strict";

  class Row {
    constructor(index, number, [code, title, texts, more = {}]) {
      const { root } = index, home = more.c || 0;
      Object.assign(this, { index, number, code, title, texts, more, names: more.a || [], retired: !!more.r });
      this.key = index.key(code);
      this.language = more.l || root.language;
      // What the catalog is called, and the language of these words.
      this.catalog = root.called?.[home] || [];
      this.path = `${root.folder}${root.catalogs[home]}/${encodeURIComponent(more.s || code)}.html`;
    }

    // Title, names, then the texts, each with its tokens; made when first asked for.
    get fields() {
      const { index, code, names, title, texts } = this, all = /\d/.test(code) ? names : [code, ...names];
      const fields = [["", 10, title], ["", 11, all.join("\n")]];
      for (let i = 0; i < texts.length; i += 2) fields.push([...index.root.labels[texts[i]], texts[i + 1]]);
      const value = fields.map(([label, weight, text]) => {
        const normal = search.normalise(text, index.fold);
        return { label, weight: weight / 10, text, tokens: search.tokens(text, normal), squeezed: search.squeeze(normal) };
      });
      Object.defineProperty(this, "fields", { value });
      return value;
    }
  }

  search.Index = class {
    constructor(root) {
      this.root = root;
      this.fold = new Map((root.fold || "").match(/../gu)?.map((pair) => [...pair]));
      this.little = new Set(root.little.split(" "));
      // Token -> postings: twice the number of a row, plus one where the token stands in its head.
      this.lists = new Map();
      // Key -> rows.
      this.keys = new Map();
      this.rows = [];
    }

    key(text) {
      return search.squeeze(search.normalise(text, this.fold));
    }

    // Reads the rows; `pause` gives the browser its turn.
    async build(pause) {
      let start = performance.now(), number = 0;
      for (const values of this.root.rows) {
        const row = this.add(this.keys, number++, values);
        row.fields.forEach(({ tokens, weight }, i) => tokens.forEach((token) => this.post(token, row, i < 2, weight > 0.5)));
        for (const name of row.names) this.post("=" + this.key(name), row, 1, 1);
        if (pause && performance.now() - start > 8) start = await pause();
      }
    }

    add(keys, number, values) {
      const row = this.rows[number] = new Row(this, number, values);
      keys.set(row.key, [...(keys.get(row.key) || []), row]);
      return row;
    }

    // Notes are long and speak of other codes: they do not make a word less telling.
    post(token, { number }, head, counts) {
      const list = this.lists.get(token) || [];
      this.lists.set(token, list);
      if ((list.at(-1) ?? -1) >> 1 == number) return;
      list.push(number * 2 + head);
      if (counts) list.rows = (list.rows || 0) + 1;
    }

    // The words that a misspelt or unfinished one might be.
    wordsLike() {
      return this.lists.keys();
    }

    // In how many rows a token is.
    count(token) {
      const list = this.lists.get(token) || [];
      return list.rows || list.length;
    }

    // The rows that a key is the code or a name of.
    find(key) {
      const names = (this.lists.get("=" + key) || []).flatMap((posting) => this.rows[posting >> 1] || []);
      return [...this.rowsOf(key), ...names];
    }

    // The rows whose codes begin with one of the keys; `{index, number}` where a row is not here (leaves-index.js).
    begun(keys) {
      return keys.flatMap((key) => this.rows.filter((row) => row.key.startsWith(key)));
    }

    rowsOf(key) {
      return this.keys.get(key) || [];
    }

    // A large index (leaves-index.js) fetches here what a query needs: keys, tokens, rows.
    begin() {}
    bringKeys() {}
    bringTokens() {}
    bringRows() {}
  };
})(errdex.search);
