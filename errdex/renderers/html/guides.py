"""The views of the documents' pages: prose and error tables in the order of the source, and what leads on from there.

A guide's own headings make its table of contents; the codes that it explains are listed below it, unless it is an error
document, whose table names them already.
"""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup

from errdex.model import Guide
from errdex.noun import noun
from errdex.renderers.address import quote_path
from errdex.renderers.html.edition import Edition
from errdex.renderers.html.prose import dress
from errdex.renderers.html.structured import describe_trail
from errdex.renderers.html.tables import TablePrinter, TableView
from errdex.renderers.html.views import NONE, Row, trust

CONTENTS_LEVELS = (2, 3)
"""Of the headings that a table of contents names."""


@noun
class ContentsItem:
    """A heading in a guide's table of contents."""

    kind: str
    """`level-2` or `level-3`."""
    id: str
    text: str


@noun
class BodyPart:
    """A piece of a guide: HTML, or where that is empty an error table."""

    html: Markup
    table: TableView | None = None


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


def guide_pages(edition: Edition, crumbs: Markup, tables: TablePrinter) -> Iterator[tuple[Guide, GuidePage]]:
    """Yield every guide of the edition's language with its view."""
    titles = {guide.name: title for guide, title in edition.site.titled_guides(edition.language)}
    for guide in edition.site.guides:
        if guide.language == edition.language:
            yield guide, _guide_page(edition, guide, titles[guide.name], crumbs, tables)


def _guide_page(edition: Edition, guide: Guide, title: str, crumbs: Markup, tables: TablePrinter) -> GuidePage:
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
        body=tuple(
            BodyPart(trust(dress(part, edition.t))) if isinstance(part, str) else BodyPart(NONE, tables.view(part))
            for part in guide.body
        ),
        explains=_explained(edition, guide),
        source=guide.path,
        edit_url=edition.edit_url(guide.path, 1),
        permalink=permalink,
    )


def _explained(edition: Edition, guide: Guide) -> tuple[Row, ...]:
    """Return the codes that a guide explains, each once; an error document's own table lists them already."""
    if guide.has_errors:
        return ()
    found = dict.fromkeys((item.catalog, item.code) for item in guide.explains)
    rows = {catalog: rows.by_code for catalog, rows in edition.rows.items()}
    return tuple(rows[catalog][code] for catalog, code in found if code in rows.get(catalog, {}))
