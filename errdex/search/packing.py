"""How rows become scripts. All of them call one function, `errdex(name, value)`, which the box defines.

    errdex("ja",{"language":"ja","labels":[["対処方法",8]],…,"rows":[["4000",…],…]})       search/ja.js, the root

Up to `INLINE` rows the root holds them all and the browser makes the index. Above that, the root stays small and
there are leaves, `search/ja/<version>-<leaf>.js`; the version is a hash of them all, so that a reader never meets
leaves of two builds:

    errdex("ja/r7",[["4100",…],…])               64 rows in the order of their keys; `starts` of the root says which
    errdex("ja/t7",{"残高":[24,7],"の":[-9000,3,…]})    tokens, by `spread`, each with its postings

A posting is a row's number times two, plus one where the token stands in the head (title, aliases); each is written as
its distance from the one before. A token that is in too many rows keeps the best of them (champions: in the head, and
short), and says first, as a negative number, in how many rows it is. The most frequent ones are named in the root
(`common`), so that nobody asks for them in vain. An alias is a token too: `=` and its key. A code that is a range of
numbers answers for each of them: `ranges` of the root has its first and last number and its key.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from operator import sub

from errdex.markup.ranges import range_of
from errdex.search.normalise import Fold, normalise
from errdex.search.rows import Row
from errdex.search.tokens import code_key, cut, spread, units

INLINE = 2500
"""Rows up to which they all lie in the root."""
LEAF_ROWS = 64
CHAMPIONS = 640
"""Postings that a frequent token keeps."""
LEAF_POSTINGS = 5000
"""Postings of a leaf of tokens, about 16 KB."""
MOST_TOKEN_LEAVES = 800
COMMON = 300
SHAPES = 8
_DIGIT = re.compile("[0-9]")
_SHAPE = re.compile(r"([^0-9]*)(0*)([0-9]+)")

Root = dict[str, object]
Pair = tuple[str, Row]
"""A row and the key it is looked up by."""


def sort_rows(rows: Iterable[Row], fold: Fold) -> list[Pair]:
    """Return the rows in the order of their keys, as JavaScript compares strings."""
    pairs = [(code_key(normalise(row.code, fold)), row) for row in rows]
    pairs.sort(key=lambda pair: pair[0] if pair[0].isascii() else pair[0].encode("utf-16-be").decode("latin-1"))
    return pairs


def code_shapes(pairs: Sequence[Pair]) -> list[tuple[str, int]]:
    """Return the usual shapes of codes: what stands before the digits, and how many there are where zeros lead.

    `ORA-00942` is of the shape `("ora", 5)`, so that 942 finds it.
    """
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for key, _row in pairs:
        if match := _SHAPE.fullmatch(key):
            counts[match[1], len(match[2] + match[3]) if match[2] else 0] += 1
    return sorted(counts, key=lambda shape: (-counts[shape], shape))[:SHAPES]


def pack(root: Root, name: str, pairs: Sequence[Pair], fold: Fold) -> Iterator[tuple[str, bytes]]:
    """Yield path (from the site's root) and content of each script of an index; `root` gets what is missing in it."""
    root["shapes"] = code_shapes(pairs)
    if ranges := [[*span, key] for key, row in pairs if (span := range_of(row.code))]:
        root["ranges"] = ranges
    root["count"] = len(pairs)
    if len(pairs) <= INLINE:
        root["rows"] = [row.values for _key, row in pairs]
    else:
        leaves = {**_row_leaves(root, pairs), **_token_leaves(root, pairs, fold)}
        scripts = {leaf: _script(f"{name}/{leaf}", leaves.pop(leaf)) for leaf in tuple(leaves)}
        digest = sha256()
        for script in scripts.values():
            digest.update(script)
        root["version"] = digest.hexdigest()[:8]
        for leaf, script in scripts.items():
            yield f"search/{name}/{root['version']}-{leaf}.js", script
    yield f"search/{name}.js", _script(name, root)


def _script(name: str, value: object) -> bytes:
    """Write the call that registers a value."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'errdex("{name}",{text})\n'.encode()


def _row_leaves(root: Root, pairs: Sequence[Pair]) -> dict[str, object]:
    """Cut the rows into leaves; `starts` gets the shortest key that tells each leaf from the one before."""
    leaves: dict[str, object] = {}
    starts: list[str] = []
    for number, start in enumerate(range(0, len(pairs), LEAF_ROWS)):
        key = pairs[start][0]
        before = pairs[start - 1][0] if start else ""
        length = next((i for i in range(len(key)) if key[: i + 1] > before[: i + 1]), len(key))
        starts.append(key[: length + 1] if start else "")
        leaves[f"r{number}"] = [row.values for _key, row in pairs[start : start + LEAF_ROWS]]
    root["starts"] = " ".join(starts)
    root["per"] = LEAF_ROWS
    return leaves


def _token_leaves(root: Root, pairs: Sequence[Pair], fold: Fold) -> dict[str, object]:
    """Spread the tokens over leaves of about `LEAF_POSTINGS`."""
    size = len(pairs)
    best = sorted(range(size), key=lambda i: len(pairs[i][1].head) + len(pairs[i][1].body))
    heads, bodies = _Units(), _Units()
    for rank, number in enumerate(best):
        row = pairs[number][1]
        head, _, body = normalise(f"{row.head}\0{row.body}", fold).partition("\0")
        heads.add(rank, units(row.head, head))
        bodies.add(rank + size, units(row.body, body))
        if not row.code.isdecimal():
            heads.add(rank, [unit for unit in units(row.code, normalise(row.code, fold)) if not _DIGIT.search(unit)])
        if row.aliases:
            heads.add(rank, ["=" + code_key(normalise(alias, fold)) for alias in row.aliases])
    postings = [*(number * 2 + 1 for number in best), *(number * 2 for number in best)]
    lists, frequent = _by_token((heads, bodies), postings, size)
    count = max(1, min(MOST_TOKEN_LEAVES, sum(map(len, lists.values())) // LEAF_POSTINGS))
    leaves: list[dict[str, list[int]]] = [{} for _ in range(count)]
    for token in sorted(lists):
        leaves[spread(token, count)][token] = lists[token]
    root["tokens"] = count
    root["common"] = " ".join(sorted(frequent, key=lambda token: (-frequent[token], token))[:COMMON])
    return {f"t{number}": leaf for number, leaf in enumerate(leaves)}


class _Units:
    """The ranks of rows by unit, the best first: 0 is the rank of the shortest row."""

    def __init__(self) -> None:
        self.ranks: defaultdict[str, list[int]] = defaultdict(list)
        self.more: defaultdict[str, int] = defaultdict(int)
        """How many rows a unit has beyond its champions."""

    def add(self, rank: int, found: Iterable[str]) -> None:
        """Add a row to the lists of its units."""
        for unit in found:
            ranks = self.ranks[unit]
            if len(ranks) < CHAMPIONS:
                ranks.append(rank)
            else:
                self.more[unit] += 1


def _by_token(
    parts: Iterable[_Units], postings: Sequence[int], size: int
) -> tuple[dict[str, list[int]], dict[str, int]]:
    """Return the postings of each token as distances, and of those that lack some, in about how many rows they are.

    `postings` says what a rank stands for; those in heads have the lower ranks, and so are the first champions.
    """
    ranks: defaultdict[str, list[int]] = defaultdict(list)
    more: defaultdict[str, int] = defaultdict(int)
    for part in parts:
        for unit, found in part.ranks.items():
            for token in cut(unit):
                ranks[token] += found
        for unit, number in part.more.items():
            for token in cut(unit):
                more[token] += number
    lists: dict[str, list[int]] = {}
    frequent: dict[str, int] = {}
    for token, all_ranks in ranks.items():
        found = sorted(set(all_ranks))
        best = sorted(map(postings.__getitem__, found[:CHAMPIONS]))
        lists[token] = deltas = [best[0], *map(sub, best[1:], best)]
        if token in more or len(found) > CHAMPIONS:
            frequent[token] = min(len(found) + more.get(token, 0), size)
            deltas.insert(0, -frequent[token])
    return lists, frequent
