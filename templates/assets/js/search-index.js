// Search: an index as the scripts of errdex/search/packing.py bring it, asked in the same way however it is packed.
((search) => {
  "use strict";

  class Row {
    constructor(index, number, [code, title, texts, more = {}]) {
      const { root } = index, catalog = root.catalogs[more.c || 0];
      Object.assign(this, { index, number, code, title, texts });
      this.key = index.key(code);
      this.names = more.a || [];
      this.retired = more.r;
      this.language = more.l || root.language;
      this.catalog = root.catalogs[1] && catalog;
      this.path = `${root.folder}${catalog}/${encodeURIComponent(more.s || code)}.html`;
    }

    // Title, names, then the texts, each with its tokens; made when first asked for.
    get fields() {
      const names = /\d/.test(this.code) ? this.names : [this.code, ...this.names], fields = [["", 10, this.title], ["", 11, names.join("\n")]];
      for (let i = 0; i < this.texts.length; i += 2) fields.push([...this.index.root.labels[this.texts[i]], this.texts[i + 1]]);
      const value = fields.map(([label, weight, text]) => {
        const normal = search.normalise(text, this.index.fold);
        return { label, weight: weight / 10, text, tokens: search.tokens(text, normal), squeezed: search.squeeze(normal) };
      });
      Object.defineProperty(this, "fields", { value });
      return value;
    }
  }

  search.Index = class {
    constructor(root, load) {
      Object.assign(this, { root, load, inline: root.rows, leaves: new Map(), lists: new Map(), rows: [], keys: [] });
      this.fold = new Map((root.fold || "").match(/../gu)?.map((pair) => [...pair]));
      this.starts = (root.starts || "").split(" ");
      this.common = new Set((root.common || "").split(" "));
      if (root.rows) this.leaves.set("r0", root.rows);
    }

    key(text) {
      return search.squeeze(search.normalise(text, this.fold));
    }

    // Makes the postings of an inline index; `pause` gives the browser its turn.
    async build(pause) {
      let start = performance.now();
      for (let number = 0; this.inline && number < this.root.count; number++) {
        const row = this.row(number);
        row.fields.forEach(({ tokens, weight }, i) => tokens.forEach((token) => this.post(token, number, i < 2, weight > 0.5)));
        for (const name of row.names) this.post("=" + this.key(name), number, 1, 1);
        if (pause && performance.now() - start > 8) start = await pause();
      }
      this.words = [...this.lists.keys()];
    }

    // Notes are long and speak of other codes: they do not make a word less telling.
    post(token, number, head, counts) {
      if (!this.lists.has(token)) this.lists.set(token, []);
      const list = this.lists.get(token);
      if ((list.at(-1) ?? -1) >> 1 == number) return;
      list.push(number * 2 + head);
      if (counts) list.rows = (list.rows || 0) + 1;
    }

    // Brings leaves, at most `limit` new ones and at most as many as are `left` for this query.
    async need(names, limit = this.left) {
      const wanted = [...new Set(names)].filter((name) => !this.leaves.has(name)).slice(0, Math.max(0, Math.min(limit, this.left)));
      const { language, version } = this.root;
      this.left -= wanted.length;
      await Promise.all(wanted.map(async (name) => {
        const value = await this.load(`${language}/${name}`, `${language}/${version}-${name}`);
        this.leaves.set(name, value);
        for (const [token, deltas] of name[0] == "t" ? Object.entries(value) : []) {
          const list = [], rows = deltas[0] < 0 && -deltas.shift();
          deltas.reduce((posting, delta) => (list.push(posting + delta), posting + delta), 0);
          this.lists.set(token, Object.assign(list, rows && { rows }));
        }
      }));
    }

    tokenLeaf(token) {
      return this.inline ? "r0" : "t" + search.spread(token, this.root.tokens);
    }

    // The words that a misspelt or unfinished one might be; of a large index only those with the same beginning.
    wordsLike(word) {
      return this.inline ? this.words : Object.keys(this.leaves.get(this.tokenLeaf(word)) || {});
    }

    // In how many rows a token is; a guess where its leaf is not here.
    count(token) {
      const list = this.lists.get(token);
      return list ? list.rows || list.length : this.common.has(token) ? this.root.count / 8 : this.leaves.has(this.tokenLeaf(token)) ? 0 : 384;
    }

    rowLeaf(number) {
      return "r" + Math.floor(number / (this.root.per || Infinity));
    }

    // A row by its number; undefined while its leaf is not here.
    row(number) {
      const values = this.leaves.get(this.rowLeaf(number))?.[number % (this.root.per || Infinity)];
      return values && (this.rows[number] ||= new Row(this, number, values));
    }

    // The number of the leaf that holds, or would hold, a key.
    leafOf(key) {
      let low = 0, high = this.starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] <= key) low = middle;
        else high = middle;
      }
      return low;
    }

    // Key -> rows of a leaf.
    keysOf(leaf) {
      const rows = this.leaves.get("r" + leaf);
      if (!rows) return new Map();
      return this.keys[leaf] ||= rows.reduce((keys, _, i) => {
        const row = this.row(leaf * (this.root.per || 0) + i);
        return keys.set(row.key, [...(keys.get(row.key) || []), row]);
      }, new Map());
    }

    // The rows that bear a name beside their code.
    named(key) {
      return (this.lists.get("=" + key) || []).map((posting) => posting >> 1);
    }

    // Brings what `find` needs for these keys.
    async bring(keys) {
      const names = keys.filter((key) => /^\D{3}/.test(key)).map((key) => this.tokenLeaf("=" + key));
      await this.need([...keys.map((key) => "r" + this.leafOf(key)), ...names]);
      await this.need(keys.flatMap((key) => this.named(key)).map((number) => this.rowLeaf(number)));
    }

    // The rows that a key is the code or a name of, or with `prefix` begins the code of; of the leaves at hand.
    find(key, prefix) {
      const found = [];
      for (let leaf = Math.max(0, this.leafOf(key) - 1); leaf < this.starts.length; leaf++) {
        if (this.starts[leaf] > key && !this.starts[leaf].startsWith(key)) break;
        const keys = this.keysOf(leaf);
        if (!prefix) found.push(...(keys.get(key) || []));
        else keys.forEach((rows, other) => other.startsWith(key) && found.push(...rows));
      }
      return prefix ? found : [...found, ...this.named(key).flatMap((number) => this.row(number) || [])];
    }
  };
})(errdex.search);
