"""The views of the pages that lead to others: the index, the ranges of a large site, the search page, the 404 page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from errdex.model import ROOT, Site
from errdex.renderers.address import catalog_id, quote_path
from errdex.renderers.html.edition import Edition
from errdex.renderers.html.frames import fill, site_url
from errdex.renderers.html.listing import Range, Shelf, family_html, family_title, group_views
from errdex.renderers.html.views import (
    NONE,
    CatalogView,
    IndexPage,
    Link,
    MissingPage,
    OtherHelp,
    RangeLink,
    RangePage,
    SearchPage,
)

FAMILIES_NAMED = 4
"""In the link to a range."""

GUIDES_DESCRIBED = 60
"""More guides are listed by their titles alone, to keep the index light."""


def index_page(edition: Edition, shelves: Sequence[Shelf]) -> IndexPage:
    """Return the view of a language's front page."""
    settings, t, title = edition.settings, edition.t, edition.title
    total = sum(len(shelf.catalog.codes) for shelf in shelves)
    return IndexPage(
        title=title,
        head_title=f"{title} | {settings.product}" if settings.product else title,
        description=settings.descriptions.get(edition.language, "")
        # Without a product the title is all that there is to name, and the h1 above has just done so.
        or (
            fill(t["index.description"], product=settings.product) if settings.product else t["index.description_plain"]
        ),
        count=fill(t["index.count"], count=f"{total:,}"),
        catalogs=tuple(_catalog_view(edition, shelf) for shelf in shelves),
        guides=_guide_links(edition),
        former=_former(part for shelf in shelves for part in shelf.ranges if part.file == "index.html"),
    )


def _former(parts: Iterable[Range]) -> tuple[Link, ...]:
    """Return links to the addresses that lead to the codes listed there, so that none is an orphan."""
    stretches = (stretch for part in parts for stretch in part.stretches)
    codes = (code for stretch in stretches for code in stretch.codes)
    return tuple(Link(site_url(url), url) for code in codes for url in code.former)


def _catalog_view(edition: Edition, shelf: Shelf) -> CatalogView:
    catalog, t = shelf.catalog, edition.t
    # No folder has given the main catalog its name, so readers do not know it.
    title = edition.catalog_label(catalog.name) or (t["site.codes"] if len(edition.site.catalogs) > 1 else "")
    lang = edition.catalog_lang(catalog.name)
    anchor = catalog_id(catalog.name)
    if shelf.ranges and shelf.ranges[0].file == "index.html":
        groups = group_views(edition, catalog, shelf.ranges[0])
        return CatalogView(anchor, title, lang, groups, ())
    ranges = [
        RangeLink(
            url=edition.url(quote_path(part.file)),
            title=_range_words(part, t["index.range"]),
            count=fill(t["index.group_count"], count=str(part.count)),
            families=_families(edition, part),
        )
        for part in shelf.ranges
    ]
    return CatalogView(anchor, title, lang, (), tuple(ranges))


def _families(edition: Edition, part: Range) -> Markup:
    """Name the families in a range, the first few, and hint at others and at lone codes.

    Nothing where it has only one that nobody named.
    """
    named = [stretch.family for stretch in part.stretches if not stretch.is_lone]
    if len(part.stretches) == 1 and not part.stretches[0].family.titles.get(edition.language):
        return NONE
    shown = [family_html(edition, family) for family in named[:FAMILIES_NAMED]]
    return escape(_comma(edition)).join([*shown, "…"] if shown and len(shown) < len(part.stretches) else shown)


def _comma(edition: Edition) -> str:
    """Return what stands between things that are listed."""
    return fill(edition.t["index.listed"], one="", other="")


def _range_words(part: Range, pattern: str) -> str:
    return fill(pattern, first=part.first.code, last=part.last.code)


def _guide_links(edition: Edition) -> tuple[Link, ...]:
    guides = edition.site.titled_guides(edition.language)
    described = len(guides) <= GUIDES_DESCRIBED
    return tuple(
        Link(
            site_url(edition.site.guide_url(guide)),
            title,
            edition.lang(guide.language),
            guide.description if described else "",
        )
        for guide, title in guides
    )


def range_pages(edition: Edition, shelf: Shelf, crumbs: Markup) -> Iterator[tuple[str, RangePage]]:
    """Yield file name and view of a catalog's ranges; none where the index lists all codes."""
    parts = [part for part in shelf.ranges if part.file != "index.html"]
    t, label = edition.t, edition.catalog_label(shelf.catalog.name)
    catalog = f" | {label}" if label else ""
    for number, part in enumerate(parts):
        title = _range_words(part, t["index.range_title"])
        before = parts[number - 1] if number else None
        after = parts[number + 1] if number + 1 < len(parts) else None
        titles = [family_title(edition, stretch.family) for stretch in part.stretches]
        yield (
            part.file,
            RangePage(
                title=title,
                head_title=f"{title}{catalog} | {edition.owner}",
                description=f"{title}: {_comma(edition).join(titles[:10])}",
                crumbs=crumbs,
                groups=group_views(edition, shelf.catalog, part),
                previous=Link(quote_path(before.file), _range_words(before, t["index.range"])) if before else None,
                former=_former([part]),
                next=Link(quote_path(after.file), _range_words(after, t["index.range"])) if after else None,
            ),
        )


def search_page(edition: Edition) -> SearchPage:
    """Return the view of the search page."""
    return SearchPage(f"{edition.t['find.title']} | {edition.title}", edition.url("index.html"))


def root_path(site: Site) -> str:
    """Return the path of the site's root on its host: `/docs/` for `https://example.com/docs/`, `/` without one."""
    return urlsplit(site.settings.base_url).path or "/"


def _before_more(sentence: str) -> str:
    """Return a sentence that another will follow: with a blank, save after a full stop that has its own."""
    return sentence if sentence.endswith("。") else sentence + " "


def missing_page(edition: Edition, locales: Mapping[str, Mapping[str, str]], script: str) -> MissingPage:
    """Return the view of the page for addresses that do not exist; `script` is the address of 404.js."""
    site, settings, t = edition.site, edition.settings, edition.t
    others = [
        OtherHelp(
            language=other,
            title=locales[other]["missing.title"],
            help=_before_more(locales[other]["missing.help"]),
            url=f"{ROOT}{site.folder(other)}index.html",
            link=locales[other]["missing.list"],
        )
        for other in settings.languages
        if other != edition.language
    ]
    return MissingPage(
        head_title=f"{t['missing.title']} | {edition.title}",
        lead=_before_more(t["missing.lead"]),
        script=script,
        root=ROOT,
        languages=" ".join(settings.languages),
        home=edition.url("index.html"),
        search=edition.url("search.html"),
        others=tuple(others),
    )
