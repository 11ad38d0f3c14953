"""The codes in lists: groups by family, and, on a large site, ranges of them.

The index lists all codes while they are few. A large site's index leads to ranges instead, pages of at most
`RANGE_ROWS` codes, so that each page stays light and any code is two links away:

    index.html  ->  index-codes-1.html (4000 – 4399)  ->  codes/4100.html

A range's file lies beside the index, where neither a catalog's nor a guide's name can reach.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import attrgetter

from markupsafe import Markup, escape

from errdex.model import Catalog, Code, Family, Site
from errdex.noun import noun
from errdex.renderers.address import plain_id, quote_path
from errdex.renderers.html.edition import Edition
from errdex.renderers.html.views import Group, in_language

INDEX_ROWS = 400
"""A site with more codes has ranges."""

RANGE_ROWS = 400
"""At most on one range's page: some 60 KB of HTML."""


@noun
class Stretch:
    """Codes of one family that stand on one page."""

    family: Family
    codes: tuple[Code, ...]
    is_whole: bool = True
    """Whether no other page has more of the family."""

    @property
    def is_lone(self) -> bool:
        """Tell whether it is a code that is alone in a family which nobody has named: a heading would say nothing."""
        return len(self.codes) == 1 and self.is_whole and not any(self.family.titles.values())


@noun
class Range:
    """A page's worth of a catalog's codes."""

    file: str
    """`index.html`, or `index-codes-1.html`."""
    stretches: tuple[Stretch, ...]

    @property
    def first(self) -> Code:
        """Return the first code on the page."""
        return self.stretches[0].codes[0]

    @property
    def last(self) -> Code:
        """Return the last code on the page."""
        return self.stretches[-1].codes[-1]

    @property
    def count(self) -> int:
        """Return how many codes are on the page."""
        return sum(len(stretch.codes) for stretch in self.stretches)


@noun
class Shelf:
    """A catalog, cut into the pages that list it."""

    catalog: Catalog
    ranges: tuple[Range, ...]
    places: Mapping[str, str]
    """Family's prefix -> address of its list, from the language's folder: `index.html#codes-41`.

    Those that have no heading there are left out.
    """


def arrange(site: Site) -> tuple[Shelf, ...]:
    """Lay out the lists of all catalogs; languages share the layout."""
    few = sum(len(catalog.codes) for catalog in site.catalogs) <= INDEX_ROWS
    shelves = []
    for catalog in site.catalogs:
        ranges = tuple(_cut(catalog, None if few else RANGE_ROWS))
        places: dict[str, str] = {}
        for part in ranges:
            for stretches, is_headed in _runs(part):
                for family in [stretch.family for stretch in stretches if is_headed]:
                    places.setdefault(family.prefix, f"{quote_path(part.file)}#{group_id(catalog, family)}")
        shelves.append(Shelf(catalog, ranges, places))
    return tuple(shelves)


def _cut(catalog: Catalog, limit: int | None) -> Iterator[Range]:
    """Cut a catalog, family by family, into pages of at most `limit` codes; None: one page, the index."""
    members: dict[str, list[Code]] = {family.prefix: [] for family in catalog.families}
    for code in catalog.codes:
        members[code.family].append(code)
    if limit is None:
        stretches = tuple(Stretch(family, tuple(members[family.prefix])) for family in catalog.families)
        yield Range("index.html", tuple(stretch for stretch in stretches if stretch.codes))
        return
    number, room = 1, limit
    held: list[Stretch] = []
    for family in catalog.families:
        codes, start = members[family.prefix], 0
        while start < len(codes):
            taken = tuple(codes[start : start + room])
            held.append(Stretch(family, taken, len(taken) == len(codes)))
            start, room = start + len(taken), room - len(taken)
            if not room:
                yield Range(f"index-{catalog.name}-{number}.html", tuple(held))
                number, room, held = number + 1, limit, []
    if held:
        yield Range(f"index-{catalog.name}-{number}.html", tuple(held))


def group_id(catalog: Catalog, family: Family) -> str:
    """Return the id of a family's heading: `codes-41`."""
    return f"{plain_id(catalog.name)}-{plain_id(family.prefix)}"


def family_title(edition: Edition, family: Family) -> str:
    """Return a family's title: authored, else made from the prefix."""
    authored = family.titles.get(edition.language)
    if authored:
        return authored
    t = edition.t
    return t["index.family"].replace("{prefix}", family.prefix) if family.prefix else t["index.other"]


def family_html(edition: Edition, family: Family) -> Markup:
    """Return a family's title as HTML, marked where it is in another language."""
    return in_language(family_title(edition, family), edition.settings.family_lang(family, edition.language))


def _count(number: int, t: Mapping[str, str]) -> str:
    return t["index.group_count"].replace("{count}", str(number))


def _runs(part: Range) -> Iterator[tuple[tuple[Stretch, ...], bool]]:
    """Yield what a page lists, and whether under headings: neighbours that are each alone in a family have none."""
    for is_lone, run in groupby(part.stretches, attrgetter("is_lone")):
        stretches = tuple(run)
        yield stretches, not (is_lone and (len(stretches) > 1 or len(part.stretches) == 1))


def group_views(edition: Edition, catalog: Catalog, part: Range) -> tuple[Group, ...]:
    """Return the groups of codes that a page lists; those without headings are one."""
    t, rows = edition.t, edition.rows[catalog.name]
    groups = []
    for stretches, is_headed in _runs(part):
        if not is_headed:
            ids = tuple(group_id(catalog, stretch.family) for stretch in stretches)
            lone = tuple(rows.by_slug[stretch.codes[0].slug] for stretch in stretches)
            groups.append(
                Group(id=ids[0], title=escape(t["index.other"]), count=_count(len(lone), t), rows=lone, ids=ids)
            )
            continue
        groups += [
            Group(
                id=group_id(catalog, stretch.family),
                title=family_html(edition, stretch.family),
                count=_count(len(stretch.codes), t),
                rows=tuple(rows.by_slug[code.slug] for code in stretch.codes),
            )
            for stretch in stretches
        ]
    return tuple(groups)
