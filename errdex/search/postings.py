"""Which rows hold a token: from rows to the lists of postings of a large index.

    rows, the shortest first, give places       heads 0, 1, 2, …, then their bodies
    places by unit                              "身元認証失敗": [0, 7, 10000, …]
    places by token                             "認証": [0, 3, 7, …]
    postings by token, as distances             "認証": [-900, 24, 7, …]

What a posting is, and which of a frequent token's are kept, is told in `packing`. A hundred thousand rows have a
million words, so they are cut out of thousands of texts at once, and each different one is folded, and cut into tokens,
once.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from operator import sub

from errdex.pattern import pattern
from errdex.search.normalise import BREAK, Fold, join_texts, normalise, normalise_unfolded
from errdex.search.rows import Row
from errdex.search.tokens import CAMEL_WORD, UNIT, camel_parts, code_key, cut_all, units

CHAMPIONS = 640
"""Postings that a frequent token keeps."""
BATCH = 8192
"""Texts that are joined: a megabyte or so."""
_UNIT_OR_BREAK = pattern(f"{UNIT}|{BREAK}")
_DIGIT = pattern("[0-9]")

Lists = dict[str, list[int]]


def list_postings(rows: Sequence[Row], fold: Fold) -> tuple[Lists, dict[str, int]]:
    """Return the postings of each token as distances, and in about how many rows those are that lack some."""
    size = len(rows)
    best = sorted(range(size), key=lambda number: len(rows[number].head) + len(rows[number].body))
    by_unit = _place_units([rows[number] for number in best], fold)
    more = _keep_champions(by_unit, size)
    postings = [*(number * 2 + 1 for number in best), *(number * 2 for number in best)]
    return _by_token(by_unit, more, postings, size)


def _place_units(rows: Sequence[Row], fold: Fold) -> Lists:
    """Return the places of units in the rows, in order, each as often as it has the unit.

    The place of a row's head is its rank; that of its body comes behind those of all heads, so the best come first.
    """
    texts = [*(row.head for row in rows), *(row.body for row in rows)]
    found: defaultdict[str, list[int]] = defaultdict(list)
    for start in range(0, len(texts), BATCH):
        text = join_texts(texts[start : start + BATCH])
        place = start
        for unit in _UNIT_OR_BREAK.findall(normalise_unfolded(text)):
            if unit == BREAK:
                place += 1
            else:
                found[unit].append(place)
        for place, unit in _place_camels(text, start):
            found[unit].append(place)
    found = _fold_units(found, fold)
    for rank, row in enumerate(rows):
        if row.aliases or not row.code.isdecimal():
            for unit in _names(row, fold):
                found[unit].append(rank)
    for places in found.values():
        places.sort()
    return found


def _fold_units(found: Mapping[str, list[int]], fold: Fold) -> defaultdict[str, list[int]]:
    """Return the places by units whose letters are folded, those together that are one then."""
    folded: defaultdict[str, list[int]] = defaultdict(list)
    for unit, places in zip(BREAK.join(found).translate(fold).split(BREAK), found.values(), strict=True):
        if folded.setdefault(unit, places) is not places:
            folded[unit] += places
    return folded


def _place_camels(text: str, place: int) -> Iterator[tuple[int, str]]:
    """Yield place and unit of each part of a camel-case word in texts from `place` on: most have none."""
    parts = cache(camel_parts)
    end = 0
    for word in CAMEL_WORD.finditer(text):
        place += text.count(BREAK, end, word.start())
        end = word.start()
        for unit in parts(word[0]):
            yield place, unit


def _keep_champions(by_unit: Lists, size: int) -> dict[str, int]:
    """Cut the lists of places to the best in heads and the best in bodies; return how many more a unit has."""
    more: dict[str, int] = {}
    for unit, places in by_unit.items():
        if len(places) > CHAMPIONS:
            heads = bisect_left(places, size)
            kept = [*places[: min(heads, CHAMPIONS)], *places[heads : heads + CHAMPIONS]]
            if len(kept) < len(places):
                more[unit], by_unit[unit] = len(places) - len(kept), kept
    return more


def _names(row: Row, fold: Fold) -> list[str]:
    """Return what a row is found by beside its texts: the words of its code, and its aliases, each as a whole."""
    words = [] if row.code.isdecimal() else units(row.code, normalise(row.code, fold))
    aliases = ["=" + code_key(normalise(alias, fold)) for alias in row.aliases]
    return [*aliases, *(word for word in words if not _DIGIT.search(word))]


def _by_token(
    by_unit: Lists, more: Mapping[str, int], postings: Sequence[int], size: int
) -> tuple[Lists, dict[str, int]]:
    """Return what `list_postings` does; `postings` says what a place stands for, `more` what the lists lack."""
    held = list(by_unit.values())
    counts = list(more.values())
    lacking = {token: sum(map(counts.__getitem__, {*numbers})) for token, numbers in cut_all(more).items()}
    frequent: dict[str, int] = {}
    lists: Lists = {}
    known: dict[tuple[int, ...], tuple[list[int], int]] = {}  # tokens of the same units share a list
    for token, numbers in cut_all(by_unit).items():
        key = tuple(numbers)
        if key not in known:
            found: set[int] = set().union(*map(held.__getitem__, numbers))
            kept = found if len(found) <= CHAMPIONS else sorted(found)[:CHAMPIONS]
            best = sorted(map(postings.__getitem__, kept))
            lacks = token in lacking or len(found) > CHAMPIONS
            count = min(len(found) + lacking.get(token, 0), size) if lacks else 0
            known[key] = [*([-count] if lacks else []), best[0], *map(sub, best[1:], best)], count
        lists[token], count = known[key]
        if count:
            frequent[token] = count
    return lists, frequent
