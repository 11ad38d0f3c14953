"""The views of the pages that lead to others: the index, the ranges of a large site, the search page, the 404 page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from markupsafe import Markup, escape

from errdex.model import ROOT, Site
from errdex.renderers.address import catalog_id, quote_path
from errdex.renderers.html.frames import fill, site_url
from errdex.renderers.html.listing import CodeRows, Range, Shelf, family_html, family_title, group_views
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

Rows = Mapping[str, CodeRows]
"""By catalog, in one language."""


def index_page(site: Site, language: str, t: Mapping[str, str], shelves: Sequence[Shelf], rows: Rows) -> IndexPage:
    """Return the view of a language's front page."""
    settings = site.settings
    title = settings.titles[language]
    total = sum(len(shelf.catalog.codes) for shelf in shelves)
    return IndexPage(
        title=title,
        head_title=f"{title} | {settings.product}" if settings.product else title,
        description=settings.descriptions.get(language, "")
        # Without a product the title is all that there is to name, and the h1 above has just done so.
        or (
            fill(t["index.description"], product=settings.product) if settings.product else t["index.description_plain"]
        ),
        count=fill(t["index.count"], count=f"{total:,}"),
        catalogs=tuple(_catalog_view(site, shelf, language, t, rows[shelf.catalog.name]) for shelf in shelves),
        guides=_guide_links(site, language),
        former=_former(part for shelf in shelves for part in shelf.ranges if part.file == "index.html"),
    )


def _former(parts: Iterable[Range]) -> tuple[Link, ...]:
    """Return links to the addresses that lead to the codes listed there, so that none is an orphan."""
    stretches = (stretch for part in parts for stretch in part.stretches)
    codes = (code for stretch in stretches for code in stretch.codes)
    return tuple(Link(site_url(url), url) for code in codes for url in code.former)


def catalog_ways(site: Site, catalog: str, language: str) -> tuple[Link, ...]:
    """Return the steps to a catalog's part of the index, their addresses from the language's folder."""
    label, lang = site.catalog_label(catalog, language), site.settings.catalog_lang(catalog, language)
    part = (Link(f"index.html#{catalog_id(catalog)}", label, lang),) if label else ()
    return Link("index.html", site.settings.titles[language]), *part


def _catalog_view(site: Site, shelf: Shelf, language: str, t: Mapping[str, str], rows: CodeRows) -> CatalogView:
    catalog = shelf.catalog
    # No folder has given the main catalog its name, so readers do not know it.
    title = site.catalog_label(catalog.name, language) or (t["site.codes"] if len(site.catalogs) > 1 else "")
    lang = site.settings.catalog_lang(catalog.name, language)
    anchor = catalog_id(catalog.name)
    if shelf.ranges and shelf.ranges[0].file == "index.html":
        groups = group_views(site, shelf.ranges[0], catalog, language, t, rows)
        return CatalogView(anchor, title, lang, groups, ())
    folder = f"{ROOT}{site.folder(language)}"
    ranges = [
        RangeLink(
            url=folder + quote_path(part.file),
            title=_range_words(part, t["index.range"]),
            count=fill(t["index.group_count"], count=str(part.count)),
            families=_families(site, part, language, t),
        )
        for part in shelf.ranges
    ]
    return CatalogView(anchor, title, lang, (), tuple(ranges))


def _families(site: Site, part: Range, language: str, t: Mapping[str, str]) -> Markup:
    """Name the families in a range, the first few, and hint at others and at lone codes.

    Nothing where it has only one that nobody named.
    """
    named = [stretch.family for stretch in part.stretches if not stretch.is_lone]
    if len(part.stretches) == 1 and not part.stretches[0].family.titles.get(language):
        return NONE
    shown = [family_html(site, family, language, t) for family in named[:FAMILIES_NAMED]]
    return escape(_comma(t)).join([*shown, "…"] if shown and len(shown) < len(part.stretches) else shown)


def _comma(t: Mapping[str, str]) -> str:
    """Return what a language writes between things that are listed."""
    return fill(t["index.listed"], one="", other="")


def _range_words(part: Range, pattern: str) -> str:
    return fill(pattern, first=part.first.code, last=part.last.code)


def _guide_links(site: Site, language: str) -> tuple[Link, ...]:
    guides = site.titled_guides(language)
    described = len(guides) <= GUIDES_DESCRIBED
    return tuple(
        Link(
            site_url(site.guide_url(guide)),
            title,
            "" if guide.language == language else guide.language,
            guide.description if described else "",
        )
        for guide, title in guides
    )


def range_pages(
    site: Site, shelf: Shelf, language: str, t: Mapping[str, str], rows: CodeRows, crumbs: Markup
) -> Iterator[tuple[str, RangePage]]:
    """Yield file name and view of a catalog's ranges; none where the index lists all codes."""
    parts = [part for part in shelf.ranges if part.file != "index.html"]
    settings = site.settings
    for number, part in enumerate(parts):
        title = _range_words(part, t["index.range_title"])
        before = parts[number - 1] if number else None
        after = parts[number + 1] if number + 1 < len(parts) else None
        titles = [family_title(stretch.family, language, t) for stretch in part.stretches]
        label = site.catalog_label(shelf.catalog.name, language)
        catalog = f" | {label}" if label else ""
        yield (
            part.file,
            RangePage(
                title=title,
                head_title=f"{title}{catalog} | {settings.product or settings.titles[language]}",
                description=f"{title}: {_comma(t).join(titles[:10])}",
                crumbs=crumbs,
                groups=group_views(site, part, shelf.catalog, language, t, rows),
                previous=Link(quote_path(before.file), _range_words(before, t["index.range"])) if before else None,
                former=_former([part]),
                next=Link(quote_path(after.file), _range_words(after, t["index.range"])) if after else None,
            ),
        )


def search_page(site: Site, language: str, t: Mapping[str, str]) -> SearchPage:
    """Return the view of the search page."""
    title = site.settings.titles[language]
    return SearchPage(f"{t['find.title']} | {title}", f"{ROOT}{site.folder(language)}index.html")


def root_path(site: Site) -> str:
    """Return the path of the site's root on its host: `/docs/` for `https://example.com/docs/`, `/` without one."""
    return urlsplit(site.settings.base_url).path or "/"


def _before_more(sentence: str) -> str:
    """Return a sentence that another will follow: with a blank, save after a full stop that has its own."""
    return sentence if sentence.endswith("。") else sentence + " "


def missing_page(site: Site, language: str, locales: Mapping[str, Mapping[str, str]], script: str) -> MissingPage:
    """Return the view of the page for addresses that do not exist; `script` is the address of 404.js."""
    settings, t = site.settings, locales[language]
    folder = f"{ROOT}{site.folder(language)}"
    others = [
        OtherHelp(
            language=other,
            title=locales[other]["missing.title"],
            help=_before_more(locales[other]["missing.help"]),
            url=f"{ROOT}{site.folder(other)}index.html",
            link=locales[other]["missing.list"],
        )
        for other in settings.languages
        if other != language
    ]
    return MissingPage(
        head_title=f"{t['missing.title']} | {settings.titles[language]}",
        lead=_before_more(t["missing.lead"]),
        script=script,
        root=ROOT,
        languages=" ".join(settings.languages),
        home=f"{folder}index.html",
        search=f"{folder}search.html",
        others=tuple(others),
    )
