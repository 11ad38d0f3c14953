"""A cell of a code column -> the codes in it, and what stands beside them.

    3004/3005                  two codes
    -30300<br>-31001           two codes
    AV_ERR_X<br>_Y             one code, broken for layout
    404 Not Found              a code and its words
    ERR_X (1001)               a code and another name for it
    Error code: 4100           a code behind a label
    #define ERR_X 12           a code as a program declares it

A code is kept as written. What counts as one is told in `codes`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from errdex.noun import noun
from errdex.pattern import pattern
from errdex.readers.codes import MAX_CODE, NUMERIC, is_hard, is_others, is_range, is_usual, shape_of
from errdex.spelling import REMARKS, is_filler, lettered_range_of

_ALIKE = (
    pattern(r"[A-Z][A-Z\d]*_[A-Z\d_]*|[A-Z]{1,4}\d+"),
    pattern(r"[A-Z][a-z\d]+(?:[A-Z]+[a-z\d]*)+"),
    pattern(r"[A-Z][A-Za-z\d]*(?:\.[A-Z][A-Za-z\d]*)+"),
)
"""Symbols that are a code each on both sides of a slash: constants, joined words, joined words with dots."""
_LETTERED = pattern(r"[A-Z]{1,4}\d+", re.ASCII)
_SEPARATOR = pattern(
    r"\s*[、，；;|\n・･·•＆&＋]\s*|,\s*(?:(?:or|and)\s+)?|\s+[/／+]\s+|(?<=\d)\+(?=[-−]?\d)|\s+(?:or|and)\s+|"
    r"\s*(?:または|又は|もしくは|および|及び|ならびに|並びに|或者|或|以及|及|[とや和与與]|또는|및|[와과])\s*"
)
_SIGNS = frozenset(("So", "Sk", "Me"))
"""Unicode categories of symbols, of skin tones and of the frame of a key."""
_AROUND = " \t\n\u3000。.,，;；"
"""What may stand around a code and is no part of it."""
_SUM = pattern(r"\d+(?:\+\d+)+", re.ASCII)
"""Several codes, `7026+7027`, which also has the shape of one word."""
_AND_MORE = pattern(r"(?<=[\w*])\s*(?:など|等|ほか|등|etc\.?)\s*\Z")
"""What may end a list of codes: `7011、7012など`."""
_NAME = pattern(r"[\d._]|.[A-Z]", re.ASCII)
"""What a name has and a remark has not: an inner capital, a digit, a dot, an underscore."""
_JOINED = pattern(r"_|[a-z][A-Z]", re.ASCII)
"""What a name has that is surely a code's and no part of one: in `1029/ERR_BUSY`, not in `SYS/1001`."""
_INNER = pattern(r"\s*\n\s*(?=[(（])")
"""Where a cell goes on with what belongs to the line above: `ERR_BUSY<br>(1029)`."""
_VERSION = pattern(r"[vV]\d[\d.]*", re.ASCII)
_BROKEN = pattern(r"[\w.]+", re.ASCII)
_WRAPPED = pattern(r"[(（\[【「『\"'“‘<](.+)[)）\]】」』\"'”’>]")
_LABEL = pattern(
    r"(?:error|err|http|エラー|错误|錯誤|오류|에러)?\s?(?:code|no\.?|number|コード|番号|码|代码|碼|코드)?(?:[\s:：#=]+|(?=\d))",
    re.IGNORECASE,
)
"""What may stand before a code in its cell: `Error code: 4100`."""
_NAMED = pattern(
    r"(?P<code>[-−]?\d[\w.]*|[A-Za-z_][\w.-]*[A-Za-z\d_*])"
    r"(?:\s*[(（\[【](?P<inner>[^()（）]+)[)）\]】]|\s*(?:[:：=]|[-–—](?=[\s\x80-\U0010ffff]))\s*(?P<after>.+)|(?P<rest>\s.+|[^\x00-\x7f].*))",
    re.ASCII | re.DOTALL,
)
"""A code and its name."""
_RANGE_BEGUN = (
    pattern(r"([^(（\[【:：]*[^\s(（\[【:：])\s*[(（\[【:：].*", re.DOTALL),
    pattern(r"(\S+)\s.*", re.DOTALL),
    pattern(r"((?:[A-Za-z]|0x|[-−]?\d{3})\S*\s+\S+\s+(?:[A-Za-z]|0x|[-−]?\d{3})\S*)\s.*", re.DOTALL),
)
"""What may be a range of which more is said: `E100～E199 (reserved)`, `4000 - 4999 reserved`.

In `1001 - 3 retries` it is none: both of its ends have three digits where blanks stand between them.
"""
_DECLARED = pattern(
    r"(?:#\s*define\s+(?P<macro>\w+)\s|(?:[A-Za-z_][\w:]*\s+)+(?P<constant>\w+)\s*=)"
    r"\s*\(?(?P<value>[-+]?(?:0[xX][\da-fA-F]+|\d+))[uUlL]*\)?\s*[;,]?",
    re.ASCII,
)
"""A code as a program declares it: `#define ERR_X 12`, `const int ERR_X = 12;`."""
_BEHIND = pattern(r"(?=\W*[^\W\d_])[^()（）\n]{1,60}[(（]\s*([-−]?\w+)\s*[)）]")
"""A name and its number: `签名错误（1001）`; `-(3)` has none."""


@noun
class CodeCell:
    """What a cell of a code column says."""

    codes: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    """Names that stand beside its only code."""
    words: tuple[str, ...] = ()
    """What stands beside it and may be a name or a remark: `200<br>Success`, `8002 (deprecated)`."""


NOTHING = CodeCell(())


def read_code(text: str) -> CodeCell:
    """Return the codes of a cell's plain text; none where it is prose, a filler or "others"."""
    if is_usual(text):
        return CodeCell((text,))
    text = text.strip(_AROUND).rstrip(":：")
    if not text.isascii() or text.endswith("etc"):
        text = _AND_MORE.sub("", _without_signs(text))
    if "\n" in text:
        text = _INNER.sub(" ", text)
    if not text or len(text) > 4 * MAX_CODE or is_filler(text) or is_others(text):
        return NOTHING
    line = " ".join(text.split())
    if is_range(line):
        return CodeCell((line,))
    wrapped = _WRAPPED.fullmatch(text)
    if wrapped and shape_of(wrapped[1]):
        return CodeCell((wrapped[1],))
    if shape_of(text) and not _SUM.fullmatch(text):
        return _slashed(text)
    pieces = _mended([piece for piece in _SEPARATOR.split(text) if piece])
    if len(pieces) == 1:
        return CodeCell((pieces[0],)) if shape_of(pieces[0]) else _spaced(pieces[0])
    return (
        _several(pieces)
        or _several(list(map(_unlabelled, pieces)))
        or (_lines(pieces) if "\n" in text else _named(text))
    )


def _without_signs(text: str) -> str:
    """Return a text without the signs at its ends: `❌ 4100`, `4101 🔒`."""
    start, end = 0, len(text)
    while start < end and _is_sign(text[start]):
        start += 1
    while end > start and _is_sign(text[end - 1]):
        end -= 1
    return text[start:end].strip(_AROUND)


def _is_sign(letter: str) -> bool:
    """Tell whether a letter is a symbol, or varies one."""
    return letter in "\ufe0e\ufe0f\u200d" or (not letter.isascii() and unicodedata.category(letter) in _SIGNS)


def _mended(pieces: list[str]) -> list[str]:
    """Return the pieces of a cell with a code that was broken for layout in one: `AV_ERR_X<br>_Y`."""
    mended = pieces[:1]
    for piece in pieces[1:]:
        last = mended[-1]
        torn = last.endswith(("_", ".")) or piece.startswith(("_", ".")) or (piece[0].islower() and last[-1].islower())
        if torn and _BROKEN.fullmatch(last + piece) and shape_of(last + piece) == "symbol":
            mended[-1] = last + piece
        else:
            mended.append(piece)
    return mended


def _slashed(text: str) -> CodeCell:
    """Return two codes for `3004/3005` and `Quota.Used/Quota.Full`, one for `auth/invalid-email`, `1029/ERR_BUSY`."""
    pieces = text.split("/")
    shapes = {shape_of(piece) for piece in pieces}
    alike = any(all(map(kind.fullmatch, pieces)) for kind in _ALIKE)
    if len(pieces) > 1 and (shapes <= NUMERIC or alike):
        return CodeCell(tuple(dict.fromkeys(pieces)))
    if len(pieces) == 2 and shapes & NUMERIC and any(map(_JOINED.search, pieces)):
        return _beside(pieces[0], pieces[1:])
    return CodeCell((text,))


def _spaced(text: str) -> CodeCell:
    """Return the codes of a cell of one line without separators: `4000 4001`, `404 Not Found`."""
    words = text.split()
    shapes = [shape_of(word) for word in words]
    if len(words) > 1 and all(shape in NUMERIC for shape in shapes):
        return CodeCell(tuple(dict.fromkeys(words)))
    return _named(text)


def _several(pieces: Sequence[str]) -> CodeCell | None:
    """Return the codes of a cell of nothing but codes, or of a code and its names; None where there is more."""
    shapes = [shape_of(piece) for piece in pieces]
    # `E0001` is hexadecimal too, which says nothing beside `G0001`.
    lettered = all(_LETTERED.fullmatch(piece) or lettered_range_of(piece) for piece in pieces)
    numeric = [] if lettered else [shape in NUMERIC for shape in shapes]
    if all(map(is_hard, pieces)) and (all(numeric) or not any(numeric)):
        return CodeCell(tuple(dict.fromkeys(code for piece in pieces for code in _slashed(piece).codes)))
    if is_hard(pieces[0]) and all(shapes):
        return _beside(pieces[0], pieces[1:])
    return None


def _unlabelled(piece: str) -> str:
    """Return a code without the label before it: `Error 7011, Error 7012`."""
    label = _LABEL.match(piece)
    rest = piece[label.end() :] if label else ""
    return rest if is_hard(rest) else piece


def _beside(code: str, others: Sequence[str]) -> CodeCell:
    """Return a code with what stands beside it: names, and words that may be some."""
    names = tuple(other for other in others if _is_name(other))
    return CodeCell((code,), names, tuple(other for other in others if other not in names))


def _is_name(text: str) -> bool:
    """Tell whether a text beside a code is another identifier, for certain: `ERR_X`, `NotFound`, `0xFFFFFFFF`."""
    shape = shape_of(text)
    marked = shape == "symbol" and _NAME.search(text) and not _VERSION.fullmatch(text)
    return shape in ("number", "hex") or (bool(marked) and text.casefold() not in REMARKS)


def _lines(lines: Sequence[str]) -> CodeCell:
    """Return the code of a cell whose first line it is and whose other lines explain it."""
    first = read_code(lines[0])
    named = first.codes and (is_hard(first.codes[0]) or (lines[0].istitle() and not lines[1][0].islower()))
    return first if named else NOTHING


def _named(text: str) -> CodeCell:
    """Return the code with which a cell begins that also says its name: `404 Not Found`, `FOO (1001)`, `1001：超时`."""
    declared = _DECLARED.fullmatch(text)
    if declared and is_hard(name := declared["macro"] or declared["constant"]):
        return _beside(name, (declared["value"],))
    label = _LABEL.match(text)
    if label and label.end():
        return read_code(text[label.end() :])
    begun = next((found[1] for kind in _RANGE_BEGUN if (found := kind.fullmatch(text)) and is_range(found[1])), "")
    if begun:
        return CodeCell((begun,))
    match = _NAMED.fullmatch(text)
    if not match or not is_hard(match["code"]):
        behind = _BEHIND.fullmatch(text)
        return CodeCell((behind[1],)) if behind and shape_of(behind[1]) in NUMERIC else NOTHING
    code = match["code"]
    name = (match["inner"] or match["after"] or match["rest"]).strip()
    # `DNS lookup failed` and `BAD REQUEST` are prose, `ER_DUP_ENTRY duplicate entry` and `CANCELLED 1` are none.
    is_word = match["rest"] and shape_of(code) == "symbol" and not re.search(r"[_.\d]", code)
    if is_word and (not is_hard(name) or (code.isupper() and shape_of(name) not in NUMERIC)):
        return NOTHING
    return _beside(code, (name,) if shape_of(name) else ())
