"""How text is made comparable, so that a reader need not write as the author did.

    normalise("ﾘﾌﾟﾚｰ 攻撃 ＴＯＫＥＮ")  ->  "りぷれ攻撃 token"

NFKC (Unicode Standard Annex 15), lower case, no zero-width characters, no long mark after kana, no blank between two
letters of Han, Kana or Hangul, katakana as hiragana; in Chinese, traditional characters as simplified ones. A
placeholder (`'%.*ls'`, `{0}`) is a blank, for nobody ever saw it in a message.

`templates/assets/js/search-text.js` does the same in the browser, and a fixture of the tests holds the two together:
change both or none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import normalize

from errdex.pattern import pattern
from errdex.search.chinese import SIMPLIFIED

HAN = "々〆〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = f"{HAN}ぁ-ゖゝ-ゟァ-ヺヽ-ヿ가-힣"
"""Of Han, Kana and Hangul, which write words without blanks; as ranges for a regular expression."""

Fold = Mapping[int, int | None] | list[int | None]
"""A table for `str.translate`, by language: see `fold_for`."""

BREAK = "\0"
"""Stands between texts that are normalised together."""

_ZERO_WIDTH = (0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF)
_FOLD: Mapping[int, int | None] = {
    **dict.fromkeys(_ZERO_WIDTH),
    **{code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)},  # katakana to hiragana
}
_CHINESE: Mapping[int, int | None] = {**_FOLD, **SIMPLIFIED}
_IGNORED = pattern(f"[{''.join(map(chr, _ZERO_WIDTH))}]")
_PLACEHOLDER = pattern(
    r" *[\"'`「『(]?(?:%[-+.0-9]*(?:\* ?)?(?:l{0,2}[dsuxpfic]|ws|hs)(?![a-z])|\{\w{0,20}\})[\"'`」』)]? *"
)
_BLANK = pattern(f" (?<=[{LETTERS}] )(?=[{LETTERS}])")
_LONG_MARK = pattern("[-ー~〜‐-―−](?<=[ぁ-ヺヽヾ].)[-ー~〜‐-―−]*")
"""The mark first, then what it stands behind: looking for a class of characters is what `re` does fastest."""


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
    if text.isascii():
        return _without_placeholders(text.lower())
    return _without_marks(_without_placeholders(normalize("NFKC", text).lower().translate(fold)))


def join_texts(texts: Sequence[str]) -> str:
    """Return texts joined by `BREAK`, which stands nowhere else then."""
    joined = BREAK.join(texts)
    if joined.count(BREAK) < len(texts):
        return joined
    return BREAK.join([text.replace(BREAK, "\1") for text in texts])


def normalise_unfolded(text: str) -> str:
    """Normalise many texts in a few calls, joined by `BREAK`, but leave the folding of letters (`fold`) undone.

    Folding changes letters into letters, so words begin and end at the same places before it and after. A caller that
    cuts the text into words folds each different word once: half the work, for ten thousand texts.
    """
    text = normalize("NFKC", text).lower()
    text = _IGNORED.sub("", text)
    if "%" in text or "{" in text:
        text = BREAK.join(map(_without_placeholders, text.split(BREAK)))
    return _without_marks(text)


def _without_placeholders(text: str) -> str:
    return _PLACEHOLDER.sub(" ", text) if "%" in text or "{" in text else text


def _without_marks(text: str) -> str:
    """Return a text without long marks behind kana, and without blanks between letters."""
    return _BLANK.sub("", _LONG_MARK.sub("", text))
