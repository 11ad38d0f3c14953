// Search: the dresses of a code that only a reader gives it, and an address that leads to its page.
((search) => {
  "use strict";
  const LOOKALIKE = { o: 0, i: 1, l: 1, s: 5, b: 8, z: 2 }, PARTS = /^(\D+)0*(\d+)$/;
  // Algorithms and the like that are named with a number as long as a code.
  const NAMES = /^(?:(?:hmac)?sha|aes|rsa|[ehpr]s|ed|cp|x|u?int|float)$/;

  const isShape = (index, letters) => index.root.shapes.some(([before]) => before == letters);

  // Whether letters before a number say that it is a code: E4100, エラー4100.
  search.announces = (index, letters) => {
    index.announcers ||= new Set(["e", ...index.root.announce.split("|").map((word) => index.key(word))]);
    return index.announcers.has(letters);
  };

  // The keys of hexadecimal codes that a key may stand for, `0x` or zeros left out (80004005, 0x7B for 0x0000007B) or
  // put in. A number with a point in it, 1.2, is none, though its key has lost the point.
  search.hexKeys = (index, key, text = key) => {
    const [, sign, digits] = /^(0?x)?0*([\da-f]+)$/.exec(key) || [];
    if (!digits || /\w\.\w/.test(text)) return [];
    const bare = sign && /[a-f]|.{8}/.test(digits) ? [digits] : [], value = parseInt(digits, 16);
    // A code may be the signed number that programs print for it.
    if (sign && value >= 2 ** 31 && value < 2 ** 32) bare.push(`${2 ** 32 - value}`);
    // Or lie in a range: 0x10-0x1F.
    const ranges = (index.root.ranges || []).filter(([own, first, last]) => sign && own == "0x" && value >= first && value <= last);
    return [...bare, ...(index.root.hex || []).flatMap((length) => ["0x" + digits, "0x" + digits.padStart(length, 0)]),
      ...ranges.map((range) => range[3])];
  };

  // The keys of hexadecimal codes of 32 bits that a number stands for, signed (-2147467259 is 0x80004005) or not.
  search.decimalKeys = (index, key) => {
    if (!index.root.hex || !/^\d{8,10}$/.test(key)) return [];
    const digits = [2 ** 32 - key, +key].map((value) => value.toString(16));
    return digits.flatMap((part) => ["0x" + part, "0x" + part.padStart(8, 0)]);
  };

  // The keys of `dresses`, then those without the word that announces a code (`code E4100`), without foreign letters
  // (E4100, HTTP503), and with digits for the letters that look like them (410O).
  search.freeDresses = (index, key) => {
    const keys = search.dresses(index, key), [, letters, digits] = PARTS.exec(key) || [];
    if (letters?.length < 9 && !isShape(index, letters)) {
      const announced = search.announces(index, letters);
      const said = digits[2] ? [...index.announcers].filter((word) => word != letters && letters.startsWith(word)) : [];
      keys.push(...said.flatMap((word) => search.dresses(index, key.slice(word.length))));
      if (announced || (digits[2] && !NAMES.test(letters))) {
        keys.push(...search.dresses(index, digits).filter((other) => /^\d/.test(other)));
      }
    }
    for (const [before] of index.root.shapes) {
      const rest = key.startsWith(before) ? key.slice(before.length) : "";
      if (/^\d|\d{3}/.test(rest)) {
        const mended = rest.replace(/[oilsbz]/g, (letter) => LOOKALIKE[letter]);
        if (!/\D/.test(mended)) keys.push(before + mended);
      }
    }
    return [...new Set(keys)];
  };

  // A name with a number at its end, IPv6, SHA-256 or TLS 1.2: [letters, number]; not where it says that it is a code.
  const nameOf = (index, text) => {
    const [, letters, number] = /^([a-z]+)(?:[-_.]?(?=\d+$)| ?(?=\d+\.))(\d+(?:\.\d+)*)$/.exec(text.toLowerCase()) || [];
    return letters && !isShape(index, letters) && !search.announces(index, letters) && [letters, number];
  };

  // Whether the texts have such a name; it is then a word, whatever codes there are.
  search.isName = async (index, text) => {
    const word = (nameOf(index, text) || []).join("");
    if (word.includes(".")) return false;
    if (word) await index.bringTokens([[word, 1]]);
    return word && [...index.wordsLike(word)].some((other) => other.startsWith(word));
  };

  // The words that a name is where the texts write it with a hyphen or a blank, or one with a point in any way.
  search.parted = async (index, text) => {
    const [letters, number] = nameOf(index, text) || [];
    if (!letters || (/\d{3}/.test(number) && !NAMES.test(letters))) return "";
    const joined = letters + number, first = joined.replace(/\..*/, "");
    await index.bringTokens([[letters, 1], [first, 1]]);
    return index.lists.has(letters) ? `${letters} ${number}` : first != joined && index.lists.has(first) && joined;
  };

  // The rows of the code in the address of its page, `4100.html` or https://errors.example.com/sms/DB~3a~0140.html, those
  // of the address's catalog first. An address may also ask: `search.html?q=4100`.
  search.addressed = async (index, text) => {
    const [, asked] = /[/?&#](?:q|code)=([^&#\s]+)$/.exec(text) || [];
    const [, folder, page] = /^(?:\S*?([^\s/]+)\/)?([^\s/]+?)\/?$/.exec(text.replace(/[?#].*/, "")) || [];
    const [, plain, ending] = /^(.*?)(\.(?:html?|json|md))?$/i.exec(page) || [], name = asked || plain;
    if (!asked && (folder ? !index.root.catalogs.includes(folder) : !ending)) return false;
    const code = decode(name).replace(/~([\da-f-]+)~/g, (_, points) =>
      String.fromCodePoint(...points.split("-").map((point) => parseInt(point, 16) % 0x110000 || 0)));
    const keys = search.dresses(index, index.key(code));
    await index.bringKeys(keys);
    const rows = keys.flatMap((key) => index.find(key)), here = ({ path }) => text.includes(path.slice(0, -5));
    return rows.length && { rows: rows.sort((a, b) => here(b) - here(a)), unknown: [] };
  };

  function decode(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }
})(errdex.search);
