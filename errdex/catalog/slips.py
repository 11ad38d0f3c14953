"""What is rather a slip, and shows only when all documents are read.

Codes of a catalog that are one code to a reader and two to us: `４１００` in one document, `4100` in another. A code is
kept as written, so each has its page, and a reader who finds one misses what the other says.

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

Or in headings or items of a list, without any table:

    - 4100: the token is old

Of such tables nothing tells for sure that they are of errors, so they stay prose; where another table has the codes,
they are what a guide says more of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

from errdex.diagnostics import Diagnostic, name_few
from errdex.model import Document, Entry, Location
from errdex.pattern import pattern
from errdex.spelling import spelling_of

_FEWEST = 2
"""Such tables in a document; a single one may be anything."""
_YEAR = pattern(r"20[1-3]\d")
_BELOW = "the tables below the headings {} are not read: no column of theirs holds a code"
_BESIDE = "the tables that tell of {} are not read: their headers stand in the first column"
_TITLING = "the codes {} stand in headings, and in no error table: they get no page"
_LISTED = "the codes {} stand in a list, and in no error table: they get no page"
_ALONE = "the codes {} stand in documents of their own, and in no error table: they get no page"
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
    """Yield a warning for each document that tells of codes elsewhere than in an error table, and nowhere in one."""
    documents = [*documents]
    known: Set[str] | None = None
    alone: dict[str, Document] = {}
    for item in documents:
        told: set[str] = set()
        for places, fewest, where in (
            (_headed(item), _FEWEST, _BELOW),
            (_turned(item), 1, _BESIDE),
            (_loose(item, in_list=False), _FEWEST, _TITLING),
            (_loose(item, in_list=True), _FEWEST, _LISTED),
        ):
            if len(places) < fewest:
                alone.update((code, item) for _, code in places if where in (_BELOW, _TITLING))
                continue
            known = _in_tables(documents) if known is None else known
            found = {code: line for line, code in places if code not in known and code not in told}
            if len(found) >= fewest:
                told |= {*found}
                message = where.format(name_few([*found]))
                yield Diagnostic("warning", item.path, min(found.values()), message, _HINT)
    if len({item.path for item in alone.values()}) >= _FEWEST:
        yield from _alone(alone, _in_tables(documents) if known is None else known)


def _alone(told: Mapping[str, Document], known: Set[str]) -> Iterator[Diagnostic]:
    """Yield a warning for documents that tell of one code each, in a heading, which is nowhere in a table."""
    found = [code for code in told if code not in known]
    if len({told[code].path for code in found}) >= _FEWEST:
        message = _ALONE.format(name_few(found))
        yield Diagnostic("warning", told[found[0]].path, 0, message, _HINT)


def _in_tables(documents: Iterable[Document]) -> Set[str]:
    """Return the codes that error tables have, in whatever document."""
    return {entry.code for item in documents for entry in item.entries}


_Places = list[tuple[int, str]]
"""Lines and codes."""


def _headed(document: Document) -> _Places:
    """Return the tables below a heading with a code."""
    return _without_years(
        [(table.line, table.codes[0]) for table in document.unread if table.codes and not table.turned]
    )


def _turned(document: Document) -> _Places:
    return [(table.line, code) for table in document.unread if table.turned for code in table.codes]


def _loose(document: Document, *, in_list: bool) -> _Places:
    return _without_years([(loose.line, loose.code) for loose in document.loose if loose.in_list == in_list])


def _without_years(places: _Places) -> _Places:
    """Return codes without those that are rather a year: `2024`, where `2001` is none of them."""
    plain = [place for place in places if not _YEAR.fullmatch(place[1])]
    return places if any(code.startswith("20") for _, code in plain) else plain
