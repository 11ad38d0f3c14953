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
from operator import add
from unicodedata import normalize

from errdex.pattern import pattern
from errdex.search.normalise import HAN, LETTERS

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

    The tokens of a text are those of its units, so an index of many texts (`postings`) cuts each unit once.
    """
    return [*_UNIT.findall(normal), *camel_parts(text)]


def camel_parts(text: str) -> list[str]:
    """Return the parts of the camel-case words of a text, in lower case."""
    return [part.lower() for part in _CAMEL.findall(text)] if _INNER_CAPITAL.search(text) else []


def cut_all(found: Iterable[str]) -> dict[str, list[int]]:
    """Return the tokens of units, each with the numbers of the units that it is cut from, some repeated."""
    words: defaultdict[str, list[int]] = defaultdict(list)
    pairs: defaultdict[str, list[int]] = defaultdict(list)
    singles: defaultdict[str, list[int]] = defaultdict(list)
    runs: dict[int, str] = {}
    is_letter = _LETTER.match
    text = "\0".join(found)
    for voiced, plain in _VOICED:  # in an eighth of the time that `str.translate` takes
        text = text.replace(voiced, plain)
    for number, unit in enumerate(text.split("\0")):
        if is_letter(unit):
            runs[number] = unit
        elif unit:
            words[unit].append(number)
    # All runs at a stroke, each with its end. A letter stands first in one pair, if only with the end of its run.
    letters = "".join([f"{run}\0" for run in runs.values()])
    numbers = [number for number, run in runs.items() for _ in range(len(run) + 1)]
    for pair, number in zip(map(add, letters, letters[1:]), numbers, strict=False):
        pairs[pair].append(number)
    for pair in filter(_HAN.match, pairs):
        singles[pair[0]] += pairs[pair]
    for match in _OKURIGANA.finditer(letters):
        pairs[match[1] + match[2]].append(numbers[match.start()])
    return {**words, **singles, **{pair: numbers for pair, numbers in pairs.items() if "\0" not in pair}}


def code_key(normal: str) -> str:
    """Return what a code is looked up by, from its normalised form: its letters and digits, `db0140` for `DB:0140`."""
    return _SEPARATOR.sub("", normal)


def spread(token: str, leaves: int) -> int:
    """Return the number of the leaf that holds a token: FNV-1a over the code points of its first three characters."""
    value = 0x811C9DC5
    for character in token[:3]:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value % leaves
