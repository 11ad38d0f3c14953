"""Documents as pages: prose rendered, links resolved, codes linked, error tables in their places.

Document(prose="## 一覧 … <table_mark(0)>", tables=(Table …,))  ->  Guide(body=("<h2 id=…>…", Listing(…)), …)
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from errdex.catalog.ids import settle_ids
from errdex.catalog.links import Linker, Target, target_of
from errdex.catalog.prose import FindCode, RenderProse, code_addresses, render_guarded, rewrite_prose
from errdex.catalog.related import TELLING
from errdex.diagnostics import Diagnostic
from errdex.markup.anchors import ids_of
from errdex.markup.prose import Prose
from errdex.markup.rewrite import REFERENCE, link_codes
from errdex.model import ROOT, Document, Explained, Field, Guide, Heading, Key, Listing, Table
from errdex.noun import noun
from errdex.pattern import pattern

_MARK = re.compile(r"(?:<p>)?\x1atable(\d+)\x1a(?:\s*</p>)?")
_BACK = pattern(r"(?<=\x1a)(?=&nbsp;<a class=\"footnote-backref\")")
"""Where the way back from a footnote stands in the paragraph of a table."""


@noun
class Draft:
    """A document with its prose rendered, links still as written."""

    document: Document
    url: str
    prose: Prose
    moved: Mapping[str, str]
    """Ids that a link may name -> those that the page has instead."""

    @property
    def target(self) -> Target:
        """Return the page as links see it."""
        names = (name for table in self.document.tables for _, name in table.anchors)
        return target_of(self.url, self.prose, self.moved, names)


def draft(document: Document, url: str, render: RenderProse) -> tuple[Draft, tuple[Diagnostic, ...]]:
    """Render a document's prose below its title; what can't be rendered is an error and leaves the prose empty."""
    text, path, line = document.prose, document.path, document.prose_line
    prose, diagnostics = render_guarded(text, path, line, render)
    anchors = [anchor for table in document.tables for anchor in table.anchors]
    settled = settle_ids(prose.below(document.title), text, path, line, anchors)
    if settled.moved and anchors:
        document = replace(document, tables=tuple(_with_ids(table, settled.moved) for table in document.tables))
    return Draft(document, url, settled.prose, settled.moved), (*diagnostics, *settled.diagnostics)


def _with_ids(table: Table, moved: Mapping[str, str]) -> Table:
    return replace(table, anchors=tuple((line, moved.get(name, name)) for line, name in table.anchors))


def finish(item: Draft, linker: Linker, find: FindCode, changed: str) -> Guide:
    """Return the document's page, with its links resolved and its codes linked.

    A code that stands alone in a table cell or in inline code leads to its page; of a document without error tables,
    these codes are what it explains.
    """
    document = item.document
    address = code_addresses(find, document)
    source, mentions = link_codes(rewrite_prose(item.prose.html, document, linker), address)
    return Guide(
        path=document.path,
        language=document.language,
        catalog=document.catalog,
        name=document.name,
        title=document.title,
        description=item.prose.description,
        body=tuple(_body(source, document, address)),
        headings=tuple(Heading(*heading) for heading in item.prose.headings),
        explains=() if document.tables else _explained(mentions, document, find),
        has_errors=bool(document.tables),
        changed=changed,
    )


def _explained(mentions: Sequence[tuple[str, str, bool]], document: Document, find: FindCode) -> tuple[Explained, ...]:
    """Return each code mentioned, with the section that says most of it.

    A section with few codes says more of each than one with many; a table cell says more than a word in passing.
    """
    sizes = Counter(section for _, section in {(text, section) for text, section, _ in mentions})
    best: dict[Key, Explained] = {}
    for text, section, _ in sorted(mentions, key=lambda it: (sizes[it[1]] > TELLING, not it[2])):
        hit = find(text, document.catalog, document.language)
        if hit:
            best.setdefault((hit[0], text), Explained(hit[0], text, section))
    return tuple(best.values())


def _body(source: str, document: Document, address: Callable[[str], str]) -> Iterable[str | Listing]:
    """Yield the prose cut at its tables, and the tables; one whose mark was lost comes at the end."""
    pieces = _MARK.split(_BACK.sub("</p><p>", source) if "footnote-backref" in source else source)
    placed: set[int] = set()
    ids = set(ids_of(source)) if any(table.anchors for table in document.tables) else set()
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            if piece.strip():
                yield piece
        elif int(piece) < len(document.tables):
            placed.add(int(piece))
            yield _listing(document.tables[int(piece)], address, ids)
    for i, table in enumerate(document.tables):
        if i not in placed:
            yield _listing(table, address, ids)


def _listing(table: Table, address: Callable[[str], str], ids: set[str]) -> Listing:
    """Return a table for its document's page; `ids` are those of the page so far, to which its own are added."""
    rows: list[tuple[str, ...]] = []
    anchors = _anchor(table, ids) if table.anchors else {}
    coded = [i for i, column in enumerate(table.columns) if column.role == "code"]
    for number, row in enumerate(table.rows):
        cells = [item.html for item in row.fields[: 1 if row.across else None]]
        for at in coded if row.codes else ():
            if row.fields[at].text:
                cells[at] = _code_cell(row.fields[at], row.codes, address)
                break
        if number in anchors:
            cells[0] = anchors[number] + cells[0]
        rows.append(tuple(cells))
    columns = table.columns
    return Listing(tuple(item.label for item in columns), tuple(rows), tuple(item.footnotes for item in columns))


def _anchor(table: Table, ids: set[str]) -> Mapping[int, str]:
    """Return the anchors of each row that has any, by its number; one above the first row is that row's."""
    lines = [row.line for row in table.rows]
    anchors: defaultdict[int, str] = defaultdict(str)
    for line, name in table.anchors:
        if name not in ids:
            ids.add(name)
            anchors[max(bisect_right(lines, line) - 1, 0)] += f'<a id="{html.escape(name)}"></a>'
    return anchors


def _code_cell(cell: Field, codes: Sequence[str], address: Callable[[str], str]) -> str:
    """Return the code cell with each code linked; what the cell says beyond its codes stays before them."""
    if codes == (cell.text,) and cell.text == cell.html:  # nearly every row
        url = address(cell.text)
        return f'<a href="{html.escape(url)}">{cell.text}</a>' if url else cell.text
    notes = REFERENCE.findall(cell.html)
    if notes:
        bare = Field(cell.label, cell.role, cell.text, REFERENCE.sub("", cell.html))
        return _code_cell(bare, codes, address) + "".join(notes)
    links = []
    for code in codes:
        url = address(code)
        text = html.escape(code, quote=False)
        links.append(f'<a href="{html.escape(url)}">{text}</a>' if url else text)
    if len(links) == 1 and "<a " not in cell.html and f">{html.escape(cell.text, quote=False)}<" in links[0]:
        return links[0]
    shown = re.sub(r"</?a\b[^>]*>", "", cell.html)
    pieces = re.split(r"(<[^>]*>)", shown)
    at = next((i for i, piece in enumerate(pieces) if codes[0] in html.unescape(piece) and not i % 2), None)
    if len(links) == 1 and at is not None and ROOT not in shown:
        pieces[at] = pieces[at].replace(html.escape(codes[0], quote=False), links[0], 1)
        return "".join(pieces)
    return f"{shown}<br>{' '.join(links)}"
