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

import re
from collections.abc import Mapping
from operator import add
from unicodedata import normalize

from errdex.search.letters import HAN, LETTERS

_UNVOICED: Mapping[int, int] = {code: ord(normalize("NFD", chr(code))[0]) for code in range(0x3041, 0x3097)}
_UNIT = re.compile(f"[{LETTERS}]+|[^\\W_{LETTERS}]+")
_LETTER = re.compile(f"[{LETTERS}]")
_OKURIGANA = re.compile(f"([{HAN}])[ぁ-ゖ]{{1,2}}(?=([{HAN}]))")
_CAMEL = re.compile("[A-Z]?[a-z]+(?=[A-Z])|(?<=[a-z])[A-Z][a-z]*")
_INNER_CAPITAL = re.compile("[a-z][A-Z]")
_HAN = re.compile(f"[{HAN}]")
_SEPARATOR = re.compile(r"[\W_]+")


def units(text: str, normal: str) -> list[str]:
    """Return what the tokens of a text are cut from, as written and normalised: its words, and runs of other letters.

    The tokens of a text are those of its units, so who indexes many texts cuts each unit once.
    """
    found = _UNIT.findall(normal)
    if _INNER_CAPITAL.search(text):
        found += [part.lower() for part in _CAMEL.findall(text)]
    return found


def cut(unit: str) -> set[str]:
    """Return the tokens of a unit."""
    if not _LETTER.match(unit):
        return {unit}
    unit = unit.translate(_UNVOICED)
    return {*map(add, unit, unit[1:]), *_HAN.findall(unit), *map("".join, _OKURIGANA.findall(unit))}


def tokens(text: str, normal: str) -> set[str]:
    """Return the tokens of a text, given as written and normalised."""
    return set().union(*map(cut, units(text, normal)))


def code_key(normal: str) -> str:
    """Return what a code is looked up by, from its normalised form: its letters and digits, `db0140` for `DB:0140`."""
    return _SEPARATOR.sub("", normal)


def spread(token: str, leaves: int) -> int:
    """Return the number of the leaf that holds a token: FNV-1a over the code points of its first three characters."""
    value = 0x811C9DC5
    for character in token[:3]:
        value = ((value ^ ord(character)) * 0x01000193) & 0xFFFFFFFF
    return value % leaves
