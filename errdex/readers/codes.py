"""What an error code looks like, and the codes of a cell.

    4100              number         -1012  10,000  002  42S02
    0x80070005        hexadecimal    2001FFFF
    AuthFailure.Foo   symbol         AV_ERR_FAILED  DB:0140  invalid_request  ORA-00001
    4000-7000         range          112～116  120001 - 130000
    4xx               wildcard       InvalidParameter.*

A cell may hold several (`3004/3005`, `-30300<br>-31001`), a code and its name (`200<br>Success`), or one code broken
for layout (`AV_ERR_X<br>_Y`). A code is kept as written.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_CODE = 200
"""Characters of a code; longer text is prose."""

_NUMBER = re.compile(r"[-+−‐–]?\d+(?:\.\d+)*\Z|\d{1,3}(?:,\d{3})+\Z")
_HEX = re.compile(r"[-+]?0[xX][0-9A-Fa-f]+[A-Za-z]*\Z|(?=.*\d)[0-9A-F]{4,16}h?\Z")
_WORD = re.compile(r"[A-Za-z_$%#@~\d][\w$%#@.:：/+*-]*\Z|[（(]\d+[)）]\Z", re.ASCII)
_SYMBOL = re.compile(
    r"(?=.*[A-Za-z])(?:[A-Za-z\d]+(?:[._:：/#-][A-Za-z\d_*]+)+|_?[A-Z\d]*[a-z]+\d*(?:[A-Z][a-z\d]*)+|[A-Z][A-Z\d]{2,}|"
    r"[A-Z]+[-_]?\d+[A-Z]?|\d+[A-Z]+\d*|_*[A-Za-z\d]+(?:_[A-Za-z\d*]+)+_*)\Z",
    re.ASCII,
)
_RANGE = re.compile(
    r"([-−]?\d+)\s*(?:[-–—−~～〜]|\.\.\.?|…|to|至|到|から|부터)\s*([-−]?\d+)(?:まで|까지)?\Z", re.IGNORECASE
)
_WILDCARD = re.compile(r"[-+]?\d+[xX*?]+\Z|\d*[xX]{2,}\Z|(?:[<>≤≥]=?|[!=]=|≠)\s*[-+]?\d+\Z")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+\Z")
_SEPARATOR = re.compile(
    r"\s*[、，；;|]\s*|,\s*|\s+/\s+|\s+(?:or|and|または|或|或者|又は|および|和|또는|및)\s+|\s{1,}", re.IGNORECASE
)
_LEADING = re.compile(
    r"(?P<code>[-−]?\d[\w.-]*|[A-Za-z_][\w.:-]*[A-Za-z\d_*])(?:\s*[(（\[【](?P<inner>.+)[)）\]】]|\s*[:：]\s*(?P<colon>.+)|\s+(?P<rest>.+))\Z",
    re.DOTALL | re.ASCII,
)


class CodeCell(NamedTuple):
    """What a cell of a code column says."""

    codes: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    """Names that stand beside its only code."""


NOTHING = CodeCell(())


def code_range(code: str) -> tuple[int, int] | None:
    """Return the first and last number of a range such as `4000-7000` or `112～116`; None for `2-67` and all else."""
    match = _RANGE.match(code)
    if not match:
        return None
    first, last = (int(part.replace("−", "-")) for part in match.groups())
    digits = [len(part.lstrip("-−")) for part in match.groups()]
    tight = re.fullmatch(r"[-−]?\d+-\d+", code) is not None
    if first >= last or (tight and (digits[0] != digits[1] or digits[0] < 3)):
        return None
    return first, last


def shape_of(text: str) -> str:
    """Return "number", "hex", "range", "wildcard", "symbol" or "word" for a code, else an empty string."""
    if not text or len(text) > MAX_CODE:
        return ""
    if _NUMBER.match(text):
        return "number"
    if code_range(text):
        return "range"
    if _HEX.match(text):
        return "hex"
    if _WILDCARD.match(text):
        return "wildcard"
    if _SYMBOL.match(text):
        return "symbol"
    return "word" if _WORD.match(text) and re.search(r"[A-Za-z\d]", text) else ""


def read_code(text: str) -> CodeCell:
    """Return the codes of a cell's plain text; none where it is prose."""
    if _NUMBER.match(text) or _SYMBOL.match(text):
        return CodeCell((text,))
    text = text.strip(" \t\n\u3000。.,，;；").strip()
    if shape_of(text):
        return CodeCell((text,)) if not _slashed(text) else CodeCell(tuple(text.split("/")))
    if "\n" in text:
        return _lines(text.split("\n"))
    if _RANGE.match(text):
        return CodeCell((text,))
    pieces = [piece for piece in _SEPARATOR.split(text) if piece]
    if len(pieces) > 1 and all(_is_hard(shape_of(piece)) for piece in pieces):
        return CodeCell(tuple(dict.fromkeys(pieces)))
    return _named(text)


def _is_hard(shape: str) -> bool:
    return shape not in ("", "word")


def _slashed(text: str) -> bool:
    """Tell whether `3004/3005` is two codes, while `auth/invalid-email` is one."""
    pieces = text.split("/")
    return len(pieces) > 1 and all(shape_of(piece) in ("number", "hex", "range", "wildcard") for piece in pieces)


def _lines(lines: list[str]) -> CodeCell:
    """Return the codes of a cell of several lines."""
    joined = [lines[0].strip()]
    for line in (item.strip() for item in lines[1:]):
        broken = joined[-1].endswith(("_", ".")) or line.startswith(("_", "."))
        if broken and re.fullmatch(r"[\w.]+", joined[-1] + line, re.ASCII):
            joined[-1] += line
        else:
            joined.append(line)
    if len(joined) == 1:
        return read_code(joined[0])
    cells = [read_code(line) for line in joined]
    shapes = [shape_of(line) for line in joined]
    numeric = [shape in ("number", "hex", "range", "wildcard") for shape in shapes]
    if all(cell.codes for cell in cells) and (all(numeric) or (not any(numeric) and all(map(_is_hard, shapes)))):
        return CodeCell(tuple(dict.fromkeys(code for cell in cells for code in cell.codes)))
    if cells[0].codes:
        names = [line for line, shape in zip(joined[1:], shapes[1:], strict=True) if shape]
        return CodeCell(cells[0].codes, (*cells[0].aliases, *(names if len(cells[0].codes) == 1 else ())))
    return NOTHING


def _named(text: str) -> CodeCell:
    """Return the code at the beginning of a cell that also says its name: `404 Not Found`, `FOO (1001)`."""
    match = _LEADING.match(text)
    if not match:
        return NOTHING
    code = match["code"]
    shape = shape_of(code)
    if not _is_hard(shape):
        return NOTHING
    if shape == "symbol" and match["rest"]:
        return NOTHING
    name = (match["inner"] or match["colon"] or match["rest"]).strip(" ()（）")
    return CodeCell((code,), (name,) if shape_of(name) else ())
