"""Codes that stand in headings alone, each with a table of its own below: they get no page.

    ### 4100
    | Item     | Text              |
    |----------|-------------------|
    | Cause    | The token is old  |
    | Solution | Get a new one     |

Of such tables nothing tells for sure that they are of errors, so they stay prose; where another table has the codes,
they are what a guide says more of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from errdex.diagnostics import Diagnostic, name_few
from errdex.model import Document, Unread
from errdex.pattern import pattern

_FEWEST = 2
"""Such tables in a document; a single one may be anything."""
_NAMED = 3
_YEAR = pattern(r"20[1-3]\d")
_HINT = (
    "write one table with a column of codes and a row for each; or, where they are no errors, "
    "`kind: guide` on top of the document"
)


def warn_of_headings(documents: Iterable[Document]) -> Iterator[Diagnostic]:
    """Yield a warning for each document that tells of codes in headings alone, which no error table has."""
    documents = [*documents]
    suspects = [item for item in documents if len(_headed(item)) >= _FEWEST]
    known = {entry.code for item in documents for entry in item.entries} if suspects else set()
    for item in suspects:
        found = {table.code: table.line for table in _headed(item) if table.code not in known}
        if len(found) >= _FEWEST:
            codes = name_few([*found], _NAMED)
            message = f"the tables below the headings {codes} are not read: no column of theirs holds a code"
            yield Diagnostic("warning", item.path, min(found.values()), message, _HINT)


def _headed(document: Document) -> list[Unread]:
    """Return the tables below a heading with a code: where `2001` is none, `2024` is rather a year."""
    found = [table for table in document.unread if table.code]
    plain = [table for table in found if not _YEAR.fullmatch(table.code)]
    return found if any(table.code.startswith("20") for table in plain) else plain
