"""How rows become scripts. All of them call one function, `errdex(name, value)`, which the box defines.

    errdex("ja",{"language":"ja","labels":[["対処方法",8]],…,"rows":[["4000",…],…]})       search/ja.js, the root

Up to `INLINE` rows, and texts of `INLINE_TEXT`, the root holds them all and the browser makes the index. Above that,
the root stays small and there are leaves, `search/ja/<mark>-<leaf>.js`. A mark is of the leaf's content and the root
has them all (`marks`), so a reader never meets leaves of two builds, and a changed row gives few of them new names:

    errdex("ja/r7",[["4100",…],…])               64 rows in the order of their keys; `starts` of the root says which
    errdex("ja/t7",{"残高":[24,7],"の":[-9000,3,…]})    tokens, by `spread`, each with its postings

A posting is a row's number times two, plus one where the token stands in the head (title, aliases); each is written as
its distance from the one before. A token that is in too many rows keeps the best of them (champions: in the head, and
short), and says first, as a negative number, in how many rows it is. The most frequent ones are named in the root
(`common`), so that nobody asks for them in vain. An alias is a token too: `=` and its key. A code that is a range of
numbers, or a pattern (`5xx`), answers for each of them: `ranges` of the root has what stands before its numbers, the
first and the last of them, and its key; `["e", 100, 199, "e100e199"]`.
Hexadecimal codes are found without their `0x`: `hex` says that there are some, and their lengths where zeros lead.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from json.encoder import encode_basestring

from errdex.pattern import pattern
from errdex.search.normalise import Fold, normalise
from errdex.search.postings import Lists, list_postings
from errdex.search.rows import Row
from errdex.search.tokens import code_key, spread
from errdex.spelling import lettered_span_of, span_of

INLINE = 2500
"""Rows up to which they all lie in the root."""
INLINE_TEXT = 300_000
"""Characters of their texts up to which they do: about 80 KB gzipped in any language."""
LEAF_ROWS = 64
LEAF_POSTINGS = 5000
"""Postings of a leaf of tokens, about 16 KB."""
MOST_TOKEN_LEAVES = 800
SAME = "!"
"""No letter or digit comes before it."""
MARK = 6
"""Hex digits of a leaf's mark; they are most of a large root, and the leaf's number stands beside them."""
COMMON = 300
SHAPES = 8
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_SHAPE = pattern(r"([^0-9]*)(0*)([0-9]+)")

Root = dict[str, object]
Pair = tuple[str, Row]
"""A row and the key it is looked up by."""


def sort_rows(rows: Iterable[Row], fold: Fold) -> list[Pair]:
    """Return the rows in the order of their keys, as JavaScript compares strings."""
    pairs = [(_key(row.code, fold), row) for row in rows]
    if all(key.isascii() for key, _row in pairs):
        pairs.sort(key=lambda pair: pair[0])
    else:
        pairs.sort(key=lambda pair: pair[0].encode("utf-16-be"))
    return pairs


def _key(code: str, fold: Fold) -> str:
    """Return what a code is looked up by; most codes are that themselves."""
    return code if code.isdecimal() and code.isascii() else code_key(normalise(code, fold))


def code_shapes(pairs: Sequence[Pair]) -> list[tuple[str, int]]:
    """Return the usual shapes of codes: what stands before the digits, and how many there are where zeros lead.

    `ORA-00942` is of the shape `("ora", 5)`, so that 942 finds it.
    """
    counts: dict[tuple[str, int], int] = defaultdict(int)
    for key, _row in pairs:
        if key.isdecimal() and key[0] != "0" and key.isascii():
            counts["", 0] += 1
        elif match := _SHAPE.fullmatch(key):
            counts[match[1], len(match[2] + match[3]) if match[2] else 0] += 1
    return sorted(counts, key=lambda shape: (-counts[shape], shape))[:SHAPES]


def pack(root: Root, name: str, pairs: Sequence[Pair], fold: Fold) -> Iterator[tuple[str, bytes]]:
    """Yield path (from the site's root) and content of each script of an index; `root` gets what is missing in it."""
    root["shapes"] = code_shapes(pairs)
    others = [(key, row) for key, row in pairs if not row.code.isdecimal()]
    spans = {key: span for key, row in others if (span := _span(row.code, fold))}
    if spans:
        root["ranges"] = [[*span, key] for key, span in spans.items()]
    if lengths := {_led(key) for key, _row in others if key.startswith("0x") and key not in spans}:
        root["hex"] = sorted(lengths)
    root["count"] = len(pairs)
    if len(pairs) <= INLINE and sum(len(row.head) + len(row.body) for _key, row in pairs) <= INLINE_TEXT:
        root["rows"] = [row.values for _key, row in pairs]
    else:
        marks = {"r": "", "t": ""}
        for kind, values in (
            ("r", map(_encode, _row_leaves(root, pairs))),
            ("t", _token_leaves(root, pairs, fold)),
        ):
            for number, value in enumerate(values):
                script = _script(f"{name}/{kind}{number}", value)
                mark = sha256(script).hexdigest()[:MARK]
                marks[kind] += mark
                yield f"search/{name}/{mark}-{kind}{number}.js", script
        root["marks"] = marks
    yield f"search/{name}.js", _script(name, _encode(root))


def _span(code: str, fold: Fold) -> tuple[str, int, int] | None:
    """Return what a key begins with that a range or a pattern answers to, and its numbers; None for another code."""
    if span := span_of(code):
        return "", *span
    if lettered := lettered_span_of(code):
        letters, first, last = lettered
        return _key(letters, fold), first, last
    return None


def _led(key: str) -> int:
    """Return how many digits a hexadecimal key has where zeros lead them; else 0."""
    return len(key) - 2 if key[2:3] == "0" else 0


def _script(name: str, value: str) -> bytes:
    """Write the call that registers a value."""
    return f'errdex("{name}",{value})\n'.encode()


class _Numerals(dict[int, str]):
    """Numbers as text, each made once: postings are many, and their distances mostly the same few."""

    def __missing__(self, number: int) -> str:
        text = self[number] = str(number)
        return text


def _encode_lists(lists: Lists) -> dict[str, str]:
    """Return each token with its postings as JSON: what `_encode` does, in a third of the time; many share a list."""
    numeral = _Numerals().__getitem__
    distinct = {id(postings): postings for postings in lists.values()}
    texts = {key: f"[{','.join(map(numeral, postings))}]" for key, postings in distinct.items()}
    return {token: f"{encode_basestring(token)}:{texts[id(postings)]}" for token, postings in lists.items()}


def _row_leaves(root: Root, pairs: Sequence[Pair]) -> Iterator[object]:
    """Yield leaves of rows; `starts` gets the shortest key that tells each leaf from the one before.

    Rows of one key, as of a code that several catalogs have, may lie in several leaves. From the second on these start
    with the key and `!`, behind it and before all others.
    """
    starts: list[str] = []
    for start in range(0, len(pairs), LEAF_ROWS):
        key = pairs[start][0]
        before = pairs[start - 1][0] if start else ""
        length = next((i for i in range(len(key)) if key[: i + 1] > before[: i + 1]), len(key))
        starts.append((f"{key}{SAME}" if key == before else key[: length + 1]) if start else "")
        yield [row.values for _key, row in pairs[start : start + LEAF_ROWS]]
    root["starts"] = " ".join(starts)
    root["per"] = LEAF_ROWS


def _token_leaves(root: Root, pairs: Sequence[Pair], fold: Fold) -> Iterator[str]:
    """Yield leaves of tokens as JSON, spread over as many as have about `LEAF_POSTINGS` each."""
    lists, frequent = list_postings([row for _key, row in pairs], fold)
    count = max(1, min(MOST_TOKEN_LEAVES, sum(map(len, lists.values())) // LEAF_POSTINGS))
    leaves: list[list[str]] = [[] for _ in range(count)]
    for token, text in sorted(_encode_lists(lists).items()):
        leaves[spread(token, count)].append(text)
    root["tokens"] = count
    root["common"] = " ".join(sorted(frequent, key=lambda token: (-frequent[token], token))[:COMMON])
    yield from (f"{{{','.join(leaf)}}}" for leaf in leaves)
