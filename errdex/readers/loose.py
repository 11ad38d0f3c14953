"""Codes that headings and list items tell of, outside of error tables: no page comes of them.

    # Error codes
    ## 4100 Signature wrong            a heading, below one that speaks of errors
    - **4101**: Token expired          an item, below one
    - Error 4102                       an item, whose text follows
    **4103 Locked**                    a line in bold, below one
    ## 5000 series
    | Code | Message |                 its table has the codes

What may be the name of a function, a parameter or a variable is a code where error codes are spoken of; so is an HTTP
status, which guides of any errors have.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import field

from errdex.model import Loose
from errdex.noun import mutable
from errdex.pattern import pattern
from errdex.readers import vocabulary
from errdex.readers.column import speaks_of
from errdex.readers.leading import leading_code

_ERRORS = vocabulary.ERRORS + vocabulary.SPOKEN
_CODES = vocabulary.CODES + " errno 番号 编号 編號 번호"
_LABEL = pattern(
    r"(?:(?:errors?|err|エラー|错误|錯誤|오류|에러)\s?(?:code|number|no\.?|コード|番号|码|代码|碼|코드)?|code|コード)(?:[\s:：#]+|(?=\d))",
    re.IGNORECASE,
)
"""What may stand before the code: `Error 1001: DNS`."""
_MARKS = pattern(r"\*\*|[\"“”\[]|\](?:\([^()]*\))?")
"""Of an item's code: bold, quotes, a link."""
_SAYING = pattern(r"`?\s*(?:[:：=→]|[-–—]+\s|[(（])\s*\S")
"""What stands behind the code of an item."""
_STATUS = pattern(r"[1-5]\d\d")
_PLAIN = pattern(r"[a-z][\w.-]*|[A-Z_]+")
"""What may be another name: `page_size`, `MAX_RETRIES`."""
_IN_CODES = frozenset("0123456789_.-")
"""One of these is in each code that may begin a heading or an item."""
_BOLD = 7
"""Level of a line in bold: below that of any heading."""


@mutable
class LooseCodes:
    """What was met so far."""

    far: str = ""
    """The document's name and title, and what it says of itself."""
    found: dict[int, Loose] = field(default_factory=dict)
    """By their lines."""
    _open: list[tuple[int, int]] = field(default_factory=list)
    """Level and line of each of the headings that this place is under."""

    def head(self, number: int, level: int, text: str, above: str) -> None:
        """Look at a heading on line `number` of the document; `above` are those that it stands under."""
        self._open = [item for item in self._open if item[0] < level]
        label, code, _ = _parted(text)
        around = f"{above} {self.far} {label}"
        doubtful = _PLAIN.fullmatch(code) or (_STATUS.fullmatch(code) and not label)
        if code and speaks_of(_ERRORS, around) and (not doubtful or speaks_of(_CODES, around)):
            self.found[number] = Loose(number, code, in_list=False)
            self._open.append((level, number))

    def look(self, number: int, text: str, around: Callable[[], tuple[str, str]]) -> None:
        """Look at a line that is all bold; `around` returns the nearest heading, and all words above."""
        if text.startswith("**") and text.endswith("**"):
            words = _MARKS.sub("", text)
            if _parted(words)[1]:
                self.head(number, _BOLD, words, around()[1])

    def look_in_list(self, number: int, item: str, around: Callable[[], tuple[str, str]]) -> None:
        """Look at an item of a list."""
        label, code, rest = _parted(_MARKS.sub("", item))
        if not code or not (_SAYING.match(rest) or (label and not rest.strip("` "))):
            return
        section, above = (f"{words} {label}" for words in around())
        coded = speaks_of(_ERRORS, above) and speaks_of(_CODES, above)
        if _STATUS.fullmatch(code):
            told = speaks_of(_ERRORS, section) and speaks_of(_CODES, section)
        else:
            told = coded or (speaks_of(_ERRORS, section) and not _PLAIN.fullmatch(code))
        if told:
            self.found[number] = Loose(number, code, in_list=True)

    def cover(self) -> None:
        """Take note of an error table: it has the codes of the headings above."""
        for _, number in self._open:
            self.found.pop(number, None)
        self._open.clear()


def _parted(text: str) -> tuple[str, str, str]:
    """Return what stands before the code of a text, the code, and what stands behind it."""
    if _IN_CODES.isdisjoint(text):
        return "", "", text  # nearly every heading
    label = _LABEL.match(text)
    start = label.end() if label else 0
    code = leading_code(text[start:])
    return text[:start], code, text[text.index(code, start) + len(code) :]
