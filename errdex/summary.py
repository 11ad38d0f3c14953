"""What a build says at its end: what was read, table by table, and what was written.

content/ja/error-codes.md:17: 22 rows = 22 with codes + 0 skipped
no words in en: 2 of 22 codes (4100, 4104)                                  under `-v`
5 documents, 22 rows (22 with codes + 0 skipped), 22 codes
site/: 28 pages, 41 files (1 new, 3 changed) in 0.31 s, no faults
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from errdex.diagnostics import count, name_few, tally
from errdex.loading import Request
from errdex.model import LEDGER, Document, Site, Table
from errdex.renderers import outputs_left_out
from errdex.renderers.hosting import host_limits
from errdex.report import Report

MOST_TABLES = 20
"""Tables that are listed without being asked for."""
MOST_GAPS = 50
"""Codes without words in a language that are named."""


def lines(report: Report, request: Request, seconds: float, verbose: bool) -> Iterator[str]:
    """Yield the lines of the summary."""
    prefix = f"{request.content.as_posix()}/"
    yield from summarise(report.documents, prefix, verbose)
    if verbose and report.site:
        yield from find_gaps(report.site)
    if verbose:
        yield from (f"checked {name}: {number}" for name, number in report.checked)
        yield from (f"{phase}: {spent:.3f} s" for phase, spent in report.phases.items())
    if report.site:
        yield from (f"note: {text}" for text in _notes(report.site, report.files))
    counts = tally(report.diagnostics)
    if report.entered:
        yield f"{prefix}{LEDGER}: {report.entered}"
    if report.leftover:
        yield f"note: {report.leftover} could not be removed; the next build tries again"
    if report.published:
        files = f"{count(report.pages, 'page')}, {count(report.files, 'file')} ({report.news})"
        yield f"{request.output.as_posix()}/: {files} in {seconds:.2f} s, {counts}"
    else:
        yield f"nothing published: {counts}; {request.output.as_posix()}/ was not touched"


def _notes(site: Site, files: int) -> Iterator[str]:
    """Yield what is no fault, but should be known before the site is put on a host."""
    left_out = outputs_left_out(site.settings)
    if left_out:
        yield f"without base_url there is no {', '.join(left_out)}"
    if "html" in site.settings.outputs:
        yield from host_limits(site, files)


def find_gaps(site: Site) -> Iterator[str]:
    """Yield a line for each language in which codes have no words: those have still to be translated."""
    codes = [code for code in site.codes() if code.state == "live"]
    for tag in site.settings.languages:
        names = [code.code for code in codes if not code.has(tag)] if len(site.settings.languages) > 1 else []
        if names:
            yield f"no words in {tag}: {len(names)} of {count(len(codes), 'code')} ({name_few(names, MOST_GAPS)})"


def summarise(documents: Sequence[Document], prefix: str, verbose: bool) -> Iterator[str]:
    """Yield what was read: a line a table (many tables only under `verbose`), and the sum."""
    tables = [(document, table) for document in documents for table in document.tables]
    if verbose or len(tables) <= MOST_TABLES:
        for document, table in tables:
            yield from _describe(document, table, prefix, verbose)
    else:
        yield f"{len(tables)} tables (-v lists them)"
    if verbose:
        for document in documents:
            for item in document.unread:
                yield f"{prefix}{document.path}:{item.line}: no error table: {item.reason}"
    yield sum_up(documents)


def sum_up(documents: Sequence[Document]) -> str:
    """Return the sum of what was read."""
    tables = [table for document in documents for table in document.tables]
    rows = sum(len(table.rows) for table in tables)
    skipped = sum(len(table.skipped) for table in tables)
    codes = len({(document.catalog, entry.code) for document in documents for entry in document.entries})
    read = f"{count(rows, 'row')} ({rows - skipped} with codes + {skipped} skipped)"
    return f"{count(len(documents), 'document')}, {read}, {count(codes, 'code')}"


def _describe(document: Document, table: Table, prefix: str, verbose: bool) -> Iterator[str]:
    """Yield what became of a table's rows, one line; under `verbose` each skipped row too."""
    skipped = len(table.skipped)
    rows = count(len(table.rows), "row")
    with_codes = len(table.rows) - skipped
    yield f"{prefix}{document.path}:{table.line}: {rows} = {with_codes} with codes + {skipped} skipped"
    if verbose:
        for row in table.skipped:
            yield f"{prefix}{document.path}:{row.line}: skipped: {row.reason}"
