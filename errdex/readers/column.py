"""A column of a table under judgement: what its cells and its header are like.

Error Code            meaning "strong"
4100, 4101, -         cells ("4100", "4101"): coded 1.0, hard 1.0, symbols 0.0
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from errdex.pattern import pattern
from errdex.readers import vocabulary
from errdex.readers.code_cell import read_code
from errdex.readers.codes import is_hard, shape_of
from errdex.readers.headers import STRONG, fold, words_in

_NAMES_ERROR = pattern(r"err|fail|invalid|denied|exceed|not_?found|illegal|unauth|forbid|exception", re.IGNORECASE)
_PARENTHESES = pattern(r"[(（].*?[)）]")
EXPLAINING = frozenset({"title", "message", "cause", "remedy", "cause-remedy", "reason", "type"})
"""Meanings of headers above what explains a code."""
CONSTANT = re.compile(r"[A-Za-z]\w*(?:[_.][A-Z\d]|[a-z][A-Z])[\w.]*", re.ASCII)
"""What looks like the name of a constant; `Success` is a message."""


class Column:
    """A column under judgement."""

    def __init__(self, label: str, meaning: str, cells: tuple[str, ...], is_blank: bool) -> None:
        """Take the first cells that say something; a blank column is one of which none holds even a filler."""
        self.label = label
        self.meaning = meaning
        self.cells = cells
        self.is_blank = is_blank

    def share(self, test: Callable[[str], object]) -> float:
        """Return how many of the cells pass a test; 1.0 for a blank column, which speaks against nothing."""
        return sum(bool(test(cell)) for cell in self.cells) / len(self.cells) if self.cells else float(self.is_blank)

    @cached_property
    def coded(self) -> float:
        """Share of the cells that hold codes, plain words among them."""
        return self.share(lambda cell: read_code(cell).codes)

    @cached_property
    def hard(self) -> float:
        """Share of the cells that hold what can hardly be anything but a code."""
        return self.share(lambda cell: any(is_hard(code) for code in read_code(cell).codes))

    @property
    def identifies(self) -> bool:
        """Tell whether the cells are identifiers, without regard for the header."""
        return self.hard >= 0.8 or (self.hard >= 0.5 and self.coded >= 0.95)

    @cached_property
    def symbols(self) -> float:
        """Share of the cells that are symbols."""
        return self.share(lambda cell: shape_of(cell) == "symbol")

    @property
    def spans(self) -> bool:
        """Tell whether each cell is a range of codes, or a pattern that stands for one."""
        return bool(self.cells) and self.share(lambda cell: shape_of(cell) in ("range", "wildcard")) == 1

    @property
    def named(self) -> bool:
        """Tell whether most cells hold a code and its name."""
        return bool(self.cells) and self.share(_has_name) >= 0.5

    @property
    def digits(self) -> int:
        """How many digits each plain number has; 0 when they differ, or there is none."""
        lengths = {len(cell.lstrip("-−")) for cell in self.cells if cell.lstrip("-−").isdecimal()}
        return lengths.pop() if len(lengths) == 1 else 0

    @property
    def names_errors(self) -> bool:
        """Tell whether the cells are constants whose names speak of errors: `ERR_SOURCE_DAMAGED`, `QuotaExceeded`."""
        named = self.share(lambda cell: CONSTANT.fullmatch(cell) and _NAMES_ERROR.search(cell))
        return bool(self.cells) and named >= 0.4

    @property
    def counts(self) -> bool:
        """Tell whether the cells only number the rows, from 0 or 1 on."""
        first = self.cells[0] if self.cells else ""
        return first in ("0", "1") and list(self.cells) == [str(int(first) + i) for i in range(len(self.cells))]

    @property
    def has_data_types(self) -> bool:
        """Tell whether the cells are data types of parameters.

        Where the header announces sentences each word has to be one, for `Invalid number` speaks of data too.
        """
        enough = all if self.meaning in EXPLAINING - {"type"} else any
        return bool(self.cells) and self.share(lambda cell: _is_data_type(cell, enough)) >= 0.6

    @property
    def is_headed_code(self) -> bool:
        """Tell whether the header speaks of codes, of whatever kind: not of numbers, values or keys."""
        folded = fold(self.label)
        return any(match.end() == len(folded) for match in words_in(vocabulary.CODES, folded).finditer(folded))

    @property
    def is_foreign(self) -> bool:
        """Tell whether the header speaks of another kind of table, with its first or its last word."""
        if self.meaning in (STRONG, "status", "subcode"):
            return False
        folded = fold(_PARENTHESES.sub("", self.label))
        found = words_in(vocabulary.FOREIGN, folded).finditer(folded)
        return any(match.start() == 0 or match.end() == len(folded) for match in found)


def _has_name(cell: str) -> bool:
    read = read_code(cell)
    return bool(read.aliases) or any(map(is_hard, read.words))


_DATA_TYPES = frozenset(vocabulary.DATA_TYPES.split())


def _is_data_type(cell: str, enough: Callable[[Iterable[bool]], bool]) -> bool:
    words = [word for word in re.split(r"[\s<>()\[\]/,|]+", cell.casefold()) if word]
    return 0 < len(words) <= 4 and enough(word in _DATA_TYPES for word in words)


def speaks_of(words: str, text: str) -> bool:
    """Tell whether a text holds one of the words of a vocabulary."""
    folded = fold(text)
    return bool(words_in(words, folded).search(folded))
