"""The views of the documents' pages: prose and error tables in the order of the source, and what leads on from there.

A guide's own headings make its table of contents; the codes that it explains are listed below it, unless it is an error
document, whose table names them already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup, escape

from errdex.model import Guide, Listing
from errdex.noun import noun
from errdex.renderers.address import quote_path
from errdex.renderers.html.edition import Edition
from errdex.renderers.html.prose import breakable, dress
from errdex.renderers.html.structured import describe_trail
from errdex.renderers.html.views import NONE, Row, trust

CONTENTS_LEVELS = (2, 3)
"""Of the headings that a table of contents names."""

PROSE_CELL = 30
"""Characters; a column with a longer cell is prose, and keeps a width in which one can read."""

LONG_CELL = 24
"""Characters of a row's first cell, which stays in one line as long as it is shorter."""

_TAG = re.compile(r"<[^>]*>")


@noun
class ContentsItem:
    """A heading in a guide's table of contents."""

    kind: str
    """`level-2` or `level-3`."""
    id: str
    text: str


class ColumnHead(NamedTuple):
    """The head of a table's column."""

    label: Markup
    is_prose: bool


@noun
class BodyPart:
    """A piece of a guide: HTML, or where that is empty an error table."""

    html: Markup
    header: tuple[ColumnHead, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()


@noun
class GuidePage:
    """The page of a document."""

    title: str
    head_title: str
    description: str
    crumbs: Markup
    structured: Markup
    contents: tuple[ContentsItem, ...]
    body: tuple[BodyPart, ...]
    explains: tuple[Row, ...]
    source: str
    edit_url: str
    permalink: str


def guide_pages(edition: Edition, crumbs: Markup) -> Iterator[tuple[Guide, GuidePage]]:
    """Yield every guide of the edition's language with its view."""
    titles = {guide.name: title for guide, title in edition.site.titled_guides(edition.language)}
    for guide in edition.site.guides:
        if guide.language == edition.language:
            yield guide, _guide_page(edition, guide, titles[guide.name], crumbs)


def _guide_page(edition: Edition, guide: Guide, title: str, crumbs: Markup) -> GuidePage:
    """Return the view of a guide; `title` is the one that tells it from others."""
    settings = edition.settings
    permalink = settings.base_url + quote_path(edition.site.guide_url(guide))
    home = f"{settings.base_url}{edition.folder}index.html"
    trail = [(edition.title, home), (guide.title, permalink)]
    contents = [
        ContentsItem(f"level-{heading.level}", heading.id, heading.text)
        for heading in guide.headings
        if heading.level in CONTENTS_LEVELS
    ]
    # A guide of the site's title is told from the index by its name.
    name = f" ({guide.name})" if title == edition.title else ""
    return GuidePage(
        title=guide.title,
        head_title=f"{title}{name} | {edition.owner}",
        description=guide.description or guide.title,
        crumbs=crumbs,
        structured=describe_trail(trail) if settings.base_url else NONE,
        contents=tuple(contents) if len(contents) > 1 else (),
        body=tuple(_body_part(part, edition.t) for part in guide.body),
        explains=_explained(edition, guide),
        source=guide.path,
        edit_url=edition.edit_url(guide.path, 1),
        permalink=permalink,
    )


def _body_part(part: str | Listing, t: Mapping[str, str]) -> BodyPart:
    if isinstance(part, str):
        return BodyPart(trust(dress(part, t)))
    rows = tuple(tuple(map(trust, (_first_cell(row[0]), *row[1:]))) for row in part.rows)
    whole = (row for row in part.rows if len(row) == len(part.header))
    header = (escape(label) + trust(notes) for label, notes in zip(part.header, part.footnotes, strict=True))
    heads = tuple(ColumnHead(label, _is_prose(cells)) for label, *cells in zip(header, *whole, strict=True))
    return BodyPart(NONE, heads, rows)


def _first_cell(html: str) -> str:
    return f'<div class="is-long">{breakable(html)}</div>' if _is_longer(html, LONG_CELL) else html


def _is_prose(cells: list[str]) -> bool:
    return any(_is_longer(cell, PROSE_CELL) for cell in cells)


def _is_longer(html: str, limit: int) -> bool:
    """Tell whether a cell has more characters of text; most have no more with their tags."""
    return len(html) > limit and len(_TAG.sub("", html)) > limit


def _explained(edition: Edition, guide: Guide) -> tuple[Row, ...]:
    """Return the codes that a guide explains, each once; an error document's own table lists them already."""
    if guide.has_errors:
        return ()
    found = dict.fromkeys((item.catalog, item.code) for item in guide.explains)
    rows = {catalog: rows.by_code for catalog, rows in edition.rows.items()}
    return tuple(rows[catalog][code] for catalog, code in found if code in rows.get(catalog, {}))
