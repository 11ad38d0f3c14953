"""Codes of a catalog that are one code to a reader and two to us: `４１００` in one document, `4100` in another.

A code is kept as written, so each has its page; who looks for one does not find what the other says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from errdex.diagnostics import Diagnostic
from errdex.markup.spelling import spelling_of
from errdex.model import Entry, Location


def warn_of_spellings(gathered: Mapping[str, Mapping[str, Mapping[str, Sequence[Entry]]]]) -> Iterator[Diagnostic]:
    """Yield a warning for each code that differs from one before it in spelling only.

    `gathered` has the entries by catalog, code and language.
    """
    for by_code in gathered.values():
        text = "\0".join(by_code)
        if text.isascii() and len(set(text.casefold().split("\0"))) == len(by_code):
            continue  # nearly every catalog
        first: dict[str, str] = {}
        for code in by_code:
            other = first.setdefault(spelling_of(code), code)
            if other != code:
                here, there = _place(by_code[code]), _place(by_code[other])
                message = f"code {code} differs from {other} in spelling only, and has a page of its own"
                hint = f"write both alike; the other stands at {there.path}:{there.line}"
                yield Diagnostic("warning", here.path, here.line, message, hint)


def _place(entries: Mapping[str, Sequence[Entry]]) -> Location:
    return next(iter(entries.values()))[0].location
