"""What is rather a slip, and shows only when all documents are read.

Codes of a catalog that are one code to a reader and two to us: `４１００` in one document, `4100` in another. A code is
kept as written, so each has its page; who looks for one does not find what the other says.

Codes that stand in headings alone, each with a table of its own below: they get no page.

    ### 4100
    | Item     | Text              |
    |----------|-------------------|
    | Cause    | The token is old  |
    | Solution | Get a new one     |

Or beside the headers of a table that is turned, which stand in its first column:

    | Error code | 4100             |
    |------------|------------------|
    | Cause      | The token is old |

Of such tables nothing tells for sure that they are of errors, so they stay prose; where another table has the codes,
they are what a guide says more of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from errdex.diagnostics import NAMED, Diagnostic, name_few
from errdex.model import Document, Entry, Location, Unread
from errdex.pattern import pattern
from errdex.spelling import spelling_of

_FEWEST = 2
"""Such tables in a document; a single one may be anything."""
_YEAR = pattern(r"20[1-3]\d")
_BELOW = "the tables below the headings {} are not read: no column of theirs holds a code"
_BESIDE = "the tables that tell of {} are not read: their headers stand in the first column"
_HINT = (
    "write one table with a column of codes and a row for each; or, where they are no errors, "
    "`kind: guide` on top of the document"
)


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


def warn_of_headings(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Yield a warning for each document that tells of codes in headings alone, or beside them, and no error table."""
    documents = [*documents]
    known: set[str] | None = None
    for item in documents:
        for tables, fewest, where in ((_headed(item), _FEWEST, _BELOW), (_turned(item), 1, _BESIDE)):
            if len(tables) < fewest:
                continue
            known = {entry.code for other in documents for entry in other.entries} if known is None else known
            found = {code: table.line for table in tables for code in table.codes if code not in known}
            if len(found) >= fewest:
                message = where.format(name_few([*found], NAMED))
                yield Diagnostic("warning", item.path, min(found.values()), message, _HINT)


def _headed(document: Document) -> list[Unread]:
    """Return the tables below a heading with a code: where `2001` is none, `2024` is rather a year."""
    found = [table for table in document.unread if table.codes and not table.turned]
    plain = [table for table in found if not _YEAR.fullmatch(table.codes[0])]
    return found if any(table.codes[0].startswith("20") for table in plain) else plain


def _turned(document: Document) -> list[Unread]:
    return [table for table in document.unread if table.turned]
