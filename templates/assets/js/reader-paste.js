// Search: a pasted response or log, read for its codes, and the block for a ticket that tells of them all.
((search) => {
  "use strict";
  const SHARDS = 40, make = (...parts) => search.make(...parts);

  // Each thing of the items once, in order: [thing, {count, line, text}].
  function tally(items, lines, thingsOf) {
    const found = new Map();
    for (const item of items) {
      for (const thing of thingsOf(item)) {
        const entry = found.get(thing) || { count: 0, line: item.line + 1, text: lines[item.line].trim() };
        entry.count++;
        found.set(thing, entry);
      }
    }
    return [...found];
  }

  // What to show for a pasted text: options, message, notes.
  search.readPasted = async (index, pasted, t, link, option) => {
    index.begin(SHARDS);
    const { known, unknown, lines, success } = await search.findCodes(index, pasted);
    const codes = tally(known, lines, (item) => item.rows), strangers = tally(unknown, lines, (item) => [item.text]);
    const words = search.withoutCodes(index, lines, unknown).slice(0, 1000);
    const similar = codes.length || success ? [] : (await search.rank(index, words)).filter(({ weigh }) => !weigh).slice(0, 5);
    const note = ({ count, line }) => `${t("paste.times", { count })} · ${t("paste.line", { line })}`;
    const message = codes.length ? t("paste.found", { count: codes.length })
      : success ? t("search.success") : t(similar.length ? "paste.similar" : "paste.nothing");
    const names = strangers.map(([name, entry]) => `${name} (${note(entry)})`).join(", ");
    return [
      [
        ...codes.map(([row, entry]) => option({ row, place: { label: "", text: entry.text }, words: [row.key] }, row.key, note(entry))),
        ...similar.map((result) => option(result, "")),
      ],
      message,
      [...(names ? [make("p", "search-near", t("paste.unknown"), " ", names)] : []),
      make("p", "search-note", t("paste.privacy")),
      ...(codes.length ? ticket(codes.map(([row]) => row), t, link) : [])],
    ];
  };

  // A note that leads to codes of nearly the same spelling, among the rows at hand; none where there are none.
  search.nearCodes = (index, codes, t, link) => {
    const near = codes.flatMap((code) => {
      const key = index.key(code), found = new Map(), reach = key.length > 7 ? 2 : 1;
      const valueOf = (name) => (index.root.hex ? parseInt(name.replace(/^0x/, ""), 16) : name.replace(/\D/g, ""));
      for (const other of [key, ...search.hexKeys(index, key, code)]) {
        for (const [name, [row]] of index.keysNear?.(other) || index.keys) {
          const edits = Math.abs(name.length - other.length) > reach ? 9 : search.edits(other, name, true);
          if (edits <= Math.min(reach, found.get(row)?.[0] ?? 9)) found.set(row, [edits, Math.abs(valueOf(name) - valueOf(other)), row]);
        }
      }
      return [...found.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    });
    const links = near.slice(0, 5).map(([, , row]) => Object.assign(make("a", "", row.code), { href: link(row), title: row.title }));
    return links.length ? [make("p", "search-near", t("search.near"), ...links)] : [];
  };

  // What a ticket tells of a code. Of a retired one that it is, and not what its table said to do about it.
  function tell({ retired, more, fields }, t) {
    if (!retired) return fields.filter((field) => field.label).map((field) => `${field.label}: ${field.text}`);
    const [since, successor] = more.r;
    return [`${t("search.retired")}: ${since}`, ...(successor ? [`${t("page.successor")}: ${successor}`] : [])];
  }

  function ticket(rows, t, link) {
    const say = (key, value = "") => `${t("ticket." + key)}: ${value}`, { product, base } = rows[0].index.root;
    // Whose code it is: said once, or of each where they are of several catalogs.
    const owner = ({ catalog: [called] }) => [product, called].filter(Boolean).join(" · "), owners = new Set(rows.map(owner));
    const whose = (name) => (name ? [say("product", name)] : []);
    const text = [
      ...(owners.size < 2 ? whose(owner(rows[0])) : []),
      ...rows.map((row) => [
        `${row.code} ${row.title}`,
        ...(owners.size > 1 ? whose(owner(row)) : []),
        ...tell(row, t),
        say("link", base ? base + row.path : link(row)),
      ].join("\n")),
      ["request_id", "time", "region", "sdk"].map((key) => say(key)).join("\n"),
    ].join("\n\n");
    const block = make("pre", "search-ticket", text), button = make("button", "search-copy", t("paste.copy"));
    block.tabIndex = 0;
    button.type = "button";
    button.onclick = async () => {
      getSelection().selectAllChildren(block);
      await navigator.clipboard?.writeText(text).catch(() => document.execCommand("copy"));
      button.textContent = t("paste.copied");
    };
    return [make("p", "search-heading", t("paste.ticket"), " ", button), block];
  }

  errdex("reader", search);
})(errdex.search);
