"""The views of the documents' pages: prose and error tables in the order of the source, and what leads on from there.

A guide's own headings make its table of contents; the codes that it explains are listed below it, unless it is an error
document, whose table names them already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from markupsafe import Markup, escape

from errdex.model import Guide, Listing, Settings, Site
from errdex.noun import noun
from errdex.renderers.address import quote_path
from errdex.renderers.html.frames import fill
from errdex.renderers.html.listing import CodeRows
from errdex.renderers.html.prose import breakable, dress
from errdex.renderers.html.structured import describe_trail
from errdex.renderers.html.views import NONE, BodyPart, ColumnHead, ContentsItem, GuidePage, Row, trust

CONTENTS_LEVELS = (2, 3)
"""Of the headings that a table of contents names."""

PROSE_CELL = 30
"""Characters; a column with a longer cell is prose, and keeps a width in which one can read."""

LONG_CELL = 24
"""Characters of a row's first cell, which stays in one line as long as it is shorter."""

_TAG = re.compile(r"<[^>]*>")


@noun
class GuideDesk:
    """What the guides' pages of one language have in common."""

    site: Site
    language: str
    t: Mapping[str, str]
    rows: Mapping[str, CodeRows]
    """By catalog."""
    crumbs: Markup
    titles: Mapping[str, str]
    """Name of a guide -> the title that tells it from others."""

    @property
    def settings(self) -> Settings:
        """Return the site's settings."""
        return self.site.settings


def guide_pages(desk: GuideDesk) -> Iterator[tuple[Guide, GuidePage]]:
    """Yield every guide of the language with its view."""
    for guide in desk.site.guides:
        if guide.language == desk.language:
            yield guide, _guide_page(desk, guide)


def _guide_page(desk: GuideDesk, guide: Guide) -> GuidePage:
    settings, t = desk.settings, desk.t
    permalink = settings.base_url + quote_path(desk.site.guide_url(guide))
    site_title = settings.titles[desk.language]
    structured = NONE
    if settings.base_url:
        home = f"{settings.base_url}{desk.site.folder(desk.language)}index.html"
        structured = describe_trail([(site_title, home), (guide.title, permalink)])
    contents = [
        ContentsItem(f"level-{heading.level}", heading.id, heading.text)
        for heading in guide.headings
        if heading.level in CONTENTS_LEVELS
    ]
    return GuidePage(
        title=guide.title,
        head_title=_head_title(desk, guide),
        description=guide.description or guide.title,
        crumbs=desk.crumbs,
        structured=structured,
        contents=tuple(contents) if len(contents) > 1 else (),
        body=tuple(_body_part(part, t) for part in guide.body),
        explains=_explained(desk, guide),
        source=guide.path,
        edit_url=fill(settings.edit_url, path=quote(guide.path), line="1") if settings.edit_url else "",
        permalink=permalink,
    )


def _head_title(desk: GuideDesk, guide: Guide) -> str:
    """Return the page's `<title>`; a guide of the site's title is told from the index by its name."""
    title, site_title = desk.titles[guide.name], desk.settings.titles[desk.language]
    name = f" ({guide.name})" if title == site_title else ""
    return f"{title}{name} | {desk.settings.product or site_title}"


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


def _explained(desk: GuideDesk, guide: Guide) -> tuple[Row, ...]:
    """Return the codes that a guide explains, each once; an error document's own table lists them already."""
    if guide.has_errors:
        return ()
    found = dict.fromkeys((item.catalog, item.code) for item in guide.explains)
    rows = {catalog: rows.by_code for catalog, rows in desk.rows.items()}
    return tuple(rows[catalog][code] for catalog, code in found if code in rows.get(catalog, {}))
