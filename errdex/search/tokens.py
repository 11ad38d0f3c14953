"""What of a text is looked up: its tokens.

    "tokenを割り当て、projectIdを確認"
    ->  token projectid project id          words, and the parts of camel-case words
        を割 割り り当 当て idを… を確 確認    pairs of Han, Kana, Hangul
        割 当 確 認                           single Han
        割当                                 pairs over one or two kana between two Han (okurigana)

Kana lose their voicing marks (バ and パ are ハ here): to mistake them is the commonest slip there is, and the ranking
looks at the text itself. Japanese and Chinese write no blanks, and Korean glues particles to its words: pairs find a
word in any of them without a dictionary. The JavaScript twin is in `templates/assets/js/search-text.js`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain, repeat
from operator import add
from unicodedata import normalize

from errdex.pattern import pattern
from errdex.search.letters import HAN, LETTERS

_VOICED = tuple(
    (kana, plain) for kana in map(chr, range(0x3041, 0x3097)) if (plain := normalize("NFD", kana)[0]) != kana
)
"""Kana with a voicing mark, and the same without."""
_CAMEL = pattern("[A-Z]?[a-z]+(?=[A-Z])|(?<=[a-z])[A-Z][a-z]*")
_INNER_CAPITAL = pattern("[a-z][A-Z]")
CAMEL_WORD = pattern("[A-Za-z](?:(?<=[a-z])[a-z]*|[A-Z]*[a-z]+)[A-Z][A-Za-z]*")
"""A word that has camel-case parts, whole. A class of letters stands first: `re` finds such a place fastest."""
_SEPARATOR = pattern(r"[\W_]+")
UNIT = f"[{LETTERS}]+|[^\\W_{LETTERS}]+"
"""A unit that is no part of a camel-case word, as a regular expression."""
_UNIT = pattern(UNIT)
_LETTER = pattern(f"[{LETTERS}]")
_HAN = pattern(f"[{HAN}]")
_OKURIGANA = pattern(f"([{HAN}])[ぁ-ゖ]{{1,2}}(?=([{HAN}]))")


def units(text: str, normal: str) -> list[str]:
    """Return what the tokens of a text are cut from, as written and normalised: its words, and runs of other letters.

    The tokens of a text are those of its units, so who indexes many texts (`postings`) cuts each unit once.
    """
    return [*_UNIT.findall(normal), *camel_parts(text)]


def camel_parts(text: str) -> list[str]:
    """Return the parts of the camel-case words of a text, in lower case."""
    return [part.lower() for part in _CAMEL.findall(text)] if _INNER_CAPITAL.search(text) else []


def cut_all(found: Iterable[str]) -> dict[str, list[int]]:
    """Return the tokens of units, each with the numbers of the units that it is cut from, in order, some repeated."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    runs: dict[int, str] = {}
    is_letter, list_han, list_pairs = _LETTER.match, _HAN.findall, _OKURIGANA.findall
    text = "\0".join(found)
    for voiced, plain in _VOICED:  # in an eighth of the time that `str.translate` takes
        text = text.replace(voiced, plain)
    for number, unit in enumerate(text.split("\0")):
        if is_letter(unit):
            runs[number] = unit
            for token in (*list_han(unit), *map("".join, list_pairs(unit))):
                holders[token].append(number)
        elif unit:
            holders[unit].append(number)
    # The pairs of all runs at a stroke, those over the end of a run too.
    letters = "\0".join(runs.values())
    numbers = chain.from_iterable(repeat(number, len(run) + 1) for number, run in runs.items())
    for pair, number in zip(map(add, letters, letters[1:]), numbers, strict=False):
        holders[pair].append(number)
    return {token: numbers for token, numbers in holders.items() if "\0" not in token}


def tokens(text: str, normal: str) -> set[str]:
    """Return the tokens of a text, given as written and normalised."""
    return set(cut_all(units(text, normal)))


def code_key(normal: str) -> str:
    """Return what a code is looked up by, from its normalised form: its letters and digits, `db0140` for `DB:0140`."""
    return _SEPARATOR.sub("", normal)


def spread(token: str, leaves: int) -> int:
    """Return the number of the leaf that holds a token: FNV-1a over the code points of its first three characters."""
    value = 0x811C9DC5
    for character in token[:3]:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value % leaves
