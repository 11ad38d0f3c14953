"""How text is made comparable, so that a reader need not write as the author did.

    normalise("ﾘﾌﾟﾚｰ 攻撃 ＴＯＫＥＮ")  ->  "りぷれ攻撃 token"

NFKC (Unicode Standard Annex 15), lower case, no zero-width characters, no long mark after kana, no blank between two
letters of Han, Kana or Hangul, katakana as hiragana; in Chinese, traditional characters as simplified ones. A
placeholder (`'%.*ls'`, `{0}`) is a blank, for nobody ever saw it in a message.

`templates/assets/js/search-text.js` does the same in the browser, and a fixture of the tests holds the two together:
change both or none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from unicodedata import normalize

from errdex.search.chinese import SIMPLIFIED
from errdex.search.letters import LETTERS

Fold = Mapping[int, int | None] | list[int | None]
"""A table for `str.translate`, by language: see `fold_for`."""

_ZERO_WIDTH = (0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)
_PLACEHOLDER = re.compile(
    r" *[\"'`「『(]?(?:%[-+.0-9]*(?:\* ?)?(?:l{0,2}[dsuxpfic]|ws|hs)(?![a-z])|\{\w{0,20}\})[\"'`」』)]? *"
)
_BLANK = re.compile(f" (?<=[{LETTERS}] )(?=[{LETTERS}])")
_LONG_MARK = re.compile("(?<=[ぁ-ヺ])[-ー~〜‐-―−]+")
_FOLD: Mapping[int, int | None] = {
    **dict.fromkeys(_ZERO_WIDTH),
    **{code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)},  # katakana to hiragana
}
_CHINESE: Mapping[int, int | None] = {**_FOLD, **SIMPLIFIED}


def fold_for(language: str) -> Mapping[int, int | None]:
    """Return the table that `normalise` applies to texts of `language` (BCP 47)."""
    return _CHINESE if language.partition("-")[0] == "zh" else _FOLD


def tabulate(fold: Mapping[int, int | None]) -> Fold:
    """Return the same table as a list: slower to make, faster for thousands of texts."""
    table: list[int | None] = list(range(0x10000))
    for old, new in fold.items():
        table[old] = new
    return table


def normalise(text: str, fold: Fold) -> str:
    """Normalise a text for the index; `fold` is that of its language."""
    text = normalize("NFKC", text).lower().translate(fold)
    if "%" in text or "{" in text:
        text = _PLACEHOLDER.sub(" ", text)
    return _BLANK.sub("", _LONG_MARK.sub("", text))
