"""What an error code looks like.

    4100              number         -1012  10,000  002  2-67
    0x80070005        hex            2001FFFF
    AuthFailure.Foo   symbol         AV_ERR_FAILED  DB:0140  invalid_request  ORA-00001  42S02
    4000-7000         range          112～116  120001 - 130000  E100-E199  0x10-0x1F
    4xx               wildcard       InvalidParameter.*  < 0
    cancelled         word           may be a code, where its column says so

What a cell with several codes, or with more than a code, says is told in `code_cell`.
"""

from __future__ import annotations

import re
import unicodedata

from errdex.pattern import pattern
from errdex.spelling import lettered_range_of, range_of

MAX_CODE = 200
"""Characters of a code; longer text is prose."""

_USUAL = re.compile(r"-?[1-9]\d*|[A-Z][A-Za-z\d]*(?:[._][A-Za-z\d]+)+", re.ASCII)
"""Most codes, told at a glance."""
_NUMBER = re.compile(r"[-+−‐–]?\d+(?:[.-]\d+)*|(?:\d{1,2}|\d{3}(?=(?:,\d{3})*,0))(?:,\d{3})+", re.ASCII)
"""Where each group has three digits, and none begins with 0, these are several: `400,401,403`."""
_HEX = pattern(r"[-+]?0[xX][0-9A-Fa-f]+[A-Za-z]*|(?=.*\d)(?:[0-9A-F]{4,16}|[0-9a-f]{6,16})h?")
_SYMBOL = pattern(
    r"""(?=.*[A-Za-z])(?:
      [_.]*[A-Za-z\d]+(?:[._:/\#-]+[A-Za-z\d*]+)+_*   # InvalidParameter.Foo  DB:0140  AV_ERR_FAILED  auth/invalid-email
    | _?(?=.*(?:[a-z\d][A-Z]|[A-Z]{3}[a-z]))[A-Za-z][A-Za-z\d]*   # AccessDenied  invalidArgument  MFAFailure
    | [A-Z][A-Z\d]{2,}                                 # CANCELLED  EPIPE
    | [A-Z]{1,4}\d+ | [A-Za-z]{1,6}\d{2,}[A-Za-z]?                     # E1001  KFCA00107E
    | \d+[A-Z]+\d*                                     # 42S02
    )""",
    re.VERBOSE | re.ASCII,
)
_WORD = pattern(r"[A-Za-z_$%#@~\d][\w$%#@.:/+*-]*", re.ASCII)
_PLAIN_WORDS = frozenset(["YES", "NO", "TRUE", "FALSE", "NULL", "NONE", "TBD", "GET", "POST", "PUT", "DELETE"])
_SPAN = re.compile(r"([A-Za-z][\w-]*?)?\d+(?:\s*[~～〜…–—]\s*|\s+-\s+|\s+to\s+)([A-Za-z][\w-]*?)?\d+", re.ASCII)
"""A range of codes with any letters, `E02～F09`, or of which only the last digits are written, `1073–74`."""
_WILDCARD = pattern(
    r"[-+]?\d+[xX*?]+|[A-Z]{1,4}[-_]?\d+(?:[xX]{2,}|[*?]+)|(?:[<>≤≥≦≧]=?|[!=]=|≠)\s*[-+]?\d+|"
    r"[-+]?\d+(?:\s?(?:[及和]?以[上下]|未満|より大きい|番台|이상|이하|미만|[~～〜])|\s(?:or|and)\s(?:above|below|more|less|higher|lower|up))"
)
_OTHERS = re.compile(
    r"(?:(?:all|any)\s)?(?:the\s)?others?(?:\s.{0,40})?|otherwise|default|else|unknown|any|"
    r"(?:その他|それ以外|上記以外).{0,20}|.{0,12}(?:以外|外の値)|其[他它余餘].{0,20}|(?:기타|그\s?외|나머지).{0,20}",
    re.IGNORECASE,
)
NUMERIC = frozenset(("number", "hex", "range", "wildcard"))
"""Shapes of numbers, and of several of them."""


def shape_of(text: str) -> str:
    """Return "number", "hex", "range", "wildcard", "symbol" or "word" for a code, else an empty string."""
    if not text or len(text) > MAX_CODE or "://" in text:
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    if is_range(text):
        return "range"
    if _NUMBER.fullmatch(text):
        return "number"
    if _HEX.fullmatch(text):
        return "hex"
    if _WILDCARD.fullmatch(text):
        return "wildcard"
    if _SYMBOL.fullmatch(text) and text.upper() not in _PLAIN_WORDS:
        return "symbol"
    return "word" if _WORD.fullmatch(text) and any(map(str.isalnum, text)) else ""


def is_range(text: str) -> bool:
    """Tell whether a text stands for all codes between two."""
    return bool(range_of(text) or lettered_range_of(text) or _SPAN.fullmatch(text))


def is_hard(code: str) -> bool:
    """Tell whether a text can hardly be anything but a code: more than a word."""
    return shape_of(code) not in ("", "word")


def is_others(text: str) -> bool:
    """Tell whether a cell stands for all codes not listed: `Other`, `その他`, `其他`."""
    return _OTHERS.fullmatch(text) is not None


def is_usual(text: str) -> bool:
    """Tell whether a text is a code as most are, which takes no more than a glance."""
    return _USUAL.fullmatch(text) is not None and len(text) <= MAX_CODE
