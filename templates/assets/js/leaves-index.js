// Search: a large index. Its root says how to find, by arithmetic, the few leaves that a query needs: those of rows by
// the first key of each, those of tokens by `spread`. The format is told in errdex/search/packing.py.
((search) => {
  "use strict";
  const SHARDS = 8, ROW_SHARDS = 3, TOKEN_SHARDS = 5, MORE_SHARDS = 16, MOST_BEGUN = 2000, POWER = 24, UNKNOWN = 384, LAST = "\uffff", MARK = 6;

  // The twin of `spread` in errdex/search/tokens.py.
  search.spread = (token, leaves) => [...token].slice(0, 3)
    .reduce((value, letter) => Math.imul(value ^ letter.codePointAt(0), 0x01000193) >>> 0, 0x811c9dc5) % leaves;

  search.Leaves = class extends search.Index {
    constructor(root, load) {
      super(root);
      this.load = load;
      this.starts = root.starts.split(" ");
      this.common = new Set(root.common.split(" "));
      this.leaves = new Map();
    }

    build() {}

    // A new query may fetch so many leaves. `open` is a plus where there is more to find than anybody counts.
    begin(shards = SHARDS) {
      this.left = shards;
      this.open = "";
    }

    async need(names, limit) {
      const wanted = [...new Set(names)].filter((name) => !this.leaves.has(name)).slice(0, Math.max(0, Math.min(limit ?? this.left, this.left)));
      const { language, marks, per } = this.root;
      this.left -= wanted.length;
      await Promise.all(wanted.map(async (name) => {
        const kind = name[0], number = name.slice(1);
        const value = await this.load(`${language}/${name}`, `${language}/${marks[kind].substr(number * MARK, MARK)}-${name}`);
        if (kind == "t") {
          for (const [token, deltas] of Object.entries(value)) {
            const list = [], rows = deltas[0] < 0 && -deltas.shift();
            deltas.reduce((posting, delta) => (list.push(posting + delta), posting + delta), 0);
            this.lists.set(token, Object.assign(list, rows && { rows }));
          }
          this.leaves.set(name, Object.keys(value));
        } else {
          const keys = new Map();
          value.forEach((values, i) => this.add(keys, number * per + i, values));
          this.leaves.set(name, keys);
        }
      }));
    }

    tokenLeaf(token) {
      return "t" + search.spread(token, this.root.tokens);
    }

    rowLeaf(number) {
      return "r" + Math.floor(number / this.root.per);
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

    // Only words with the same beginning.
    wordsLike(word) {
      return this.leaves.get(this.tokenLeaf(word)) || [];
    }

    // A guess where the token's leaf is not here.
    count(token) {
      const guess = this.common.has(token) ? this.root.count / 8 : this.leaves.has(this.tokenLeaf(token)) ? 0 : UNKNOWN;
      return super.count(token) || guess;
    }

    // All leaves that hold a key: of a code that several catalogs have, the next one may go on with it.
    leavesOf(key) {
      const leaves = [this.leafOf(key)];
      while (this.starts[leaves.at(-1) + 1] == key + "!") leaves.push(leaves.at(-1) + 1);
      return leaves;
    }

    rowsOf(key) {
      return this.leavesOf(key).flatMap((leaf) => this.leaves.get("r" + leaf)?.get(key) || []);
    }

    keysNear(key) {
      const leaf = this.leafOf(key);
      return [leaf - 1, leaf, leaf + 1].flatMap((number) => [...(this.leaves.get("r" + number) || [])]);
    }

    // Codes that begin alike stand side by side: from the first of them that is here to the last. Of 55,000 (`1` among
    // 100,000) to count some is enough: all of them took 30 ms.
    begun(keys) {
      return keys.flatMap((key) => {
        const leaves = [this.leafOf(key), this.leafOf(key) + 1, this.leafOf(key + LAST)], { per } = this.root;
        const here = leaves.flatMap((leaf) => this.rows.slice(leaf * per, (leaf + 1) * per)).filter((row) => row?.key.startsWith(key));
        const [first, last] = [here[0]?.number, here.at(-1)?.number];
        const length = here[0] ? Math.min(last - first + 1, MOST_BEGUN) : 0;
        if (length == MOST_BEGUN) this.open = "+";
        return Array.from({ length }, (_, i) => this.rows[first + i] || { index: this, number: first + i });
      });
    }

    async bringKeys(keys, prefix) {
      const names = keys.filter((key) => /^\D{3}/.test(key)).map((key) => "=" + key);
      const places = keys.flatMap((key) => {
        const leaves = this.leavesOf(key), next = leaves.at(-1) + 1;
        return prefix && this.starts[next]?.startsWith(key) ? [...leaves, next] : leaves;
      });
      if (prefix) places.push(...keys.map((key) => this.leafOf(key + LAST)));
      await this.need([...places.map((leaf) => "r" + leaf), ...names.map((name) => this.tokenLeaf(name))]);
      await this.need(names.flatMap((name) => (this.lists.get(name) || []).map((posting) => this.rowLeaf(posting >> 1))));
    }

    // The leaves of those tokens that say most, from all over the query.
    async bringTokens(asked) {
      const worth = ([token, weight]) => (weight + (/[㐀-鿿]/.test(token) && 0.5)) * (this.common.has(token) ? 0.2 : 1);
      const best = [...asked].sort((a, b) => worth(b) - worth(a)).slice(0, 2 * TOKEN_SHARDS);
      const rare = best.filter(([token]) => !this.common.has(token)), step = Math.ceil(rare.length / TOKEN_SHARDS);
      const tokens = [...rare.filter((_, i) => i % step == 0), ...best].map(([token]) => this.tokenLeaf(token));
      await this.need(tokens, Math.min(TOKEN_SHARDS, this.left - ROW_SHARDS));
      const isWhole = ([token]) => this.leaves.has(this.tokenLeaf(token)) && !this.lists.get(token)?.rows;
      this.open = asked.every(isWhole) ? "" : "+";
    }

    // The leaves that hold most of what is likely: [number, score], best first.
    async bringRows(likely) {
      const leaves = new Map();
      for (const [number, score] of likely) {
        const leaf = this.rowLeaf(number);
        leaves.set(leaf, (leaves.get(leaf) || 0) + (score / likely[0][1]) ** POWER);
      }
      await this.need([...leaves].sort((a, b) => b[1] - a[1]).map(([leaf]) => leaf));
    }

    // The rows of further results, as far as so many leaves hold them.
    async bringMore(results) {
      this.begin(MORE_SHARDS);
      await this.bringRows(results.map(({ row }) => [row.number, 1]));
    }
  };

  errdex("leaves", search);
})(errdex.search);
