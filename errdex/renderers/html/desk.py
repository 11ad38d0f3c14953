"""What the pages of the codes of one catalog in one language have in common, made once for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from errdex.model import MAIN_CATALOG, Catalog, Settings
from errdex.noun import noun
from errdex.renderers.address import quote_path
from errdex.renderers.html.edition import Edition
from errdex.renderers.html.example import Response, prepare_response
from errdex.renderers.html.frames import Framer, site_url
from errdex.renderers.html.listing import Shelf, family_title
from errdex.renderers.html.rows import CodeRows
from errdex.renderers.html.structured import describe_trail
from errdex.renderers.html.views import NONE, Link, in_language


@noun
class CodeDesk:
    """What these pages have in common."""

    edition: Edition
    settings: Settings
    language: str
    t: Mapping[str, str]
    """As in the edition: each page looks into them."""
    catalog: Catalog
    rows: CodeRows
    title_end: str
    """Of every page's `<title>`: the catalog, where it is not `codes`, and the product, else the site's title."""
    product: Markup
    """With the catalog, where that has to be told from others; empty where there is neither."""
    address: str
    """Of the catalog's folder in this language, from the site's root, quoted: `en/codes/`."""
    data: str
    """Address of the folder with the catalog's JSON, empty for the page's own."""
    texts: Mapping[str, str]
    """Language -> address of the folder with the catalog's Markdown, empty for the page's own."""
    names: Mapping[str, str]
    """Language -> its name in that of the pages."""
    crumbs: Mapping[str, Markup]
    """Family's prefix -> breadcrumb."""
    trails: Mapping[str, Markup]
    """Family's prefix -> the breadcrumb as JSON-LD; empty without a base URL."""
    guides: Mapping[str, str]
    """Address of a guide -> the title that tells it from others."""
    sources: Mapping[str, str]
    """Path of a document -> address of its page."""
    response: Response | None
    """The pattern of example responses; None where the site shows none."""


def make_desk(edition: Edition, framer: Framer, shelf: Shelf, names: Mapping[str, str]) -> CodeDesk:
    """Return the desk of a catalog; `names` are those of the languages in that of the edition."""
    site, settings, language = edition.site, edition.settings, edition.language
    name = shelf.catalog.name
    folders = {other: f"{site.folder(other)}{name}/" for other in settings.languages}
    beside = {other: "" if other == language else site_url(folder) for other, folder in folders.items()}
    named = edition.catalog_label(name) or (name if name != MAIN_CATALOG else "")
    crumbs, trails = _ways(edition, framer, shelf)
    return CodeDesk(
        edition=edition,
        settings=settings,
        language=language,
        t=edition.t,
        catalog=shelf.catalog,
        rows=edition.rows[name],
        title_end="".join(f" | {words}" for words in (named, edition.owner) if words),
        product=_product_html(edition, name),
        address=quote_path(folders[language]),
        data=beside[settings.language],
        texts=beside,
        names=names,
        crumbs=crumbs,
        trails=trails,
        guides=site.guide_titles(language),
        sources={guide.path: site_url(site.guide_url(guide)) for guide in site.guides},
        response=prepare_response(settings.response),
    )


def _ways(edition: Edition, framer: Framer, shelf: Shelf) -> tuple[Mapping[str, Markup], Mapping[str, Markup]]:
    """Return the way to the codes of each family: as a breadcrumb, and with a base URL as JSON-LD too."""
    settings = edition.settings
    base = settings.base_url + edition.folder
    ways = edition.ways_to(shelf.catalog.name)
    crumbs: dict[str, Markup] = {}
    trails: dict[str, Markup] = {}
    for family in shelf.catalog.families:
        place = shelf.places.get(family.prefix)
        lang = settings.family_lang(family, edition.language)
        steps = (*ways, Link(place, family_title(edition, family), lang)) if place else ways
        crumbs[family.prefix] = framer.crumbs(edition.language, steps)
        if settings.base_url:
            trail = [(step.title, base + step.url) for step in steps]
            # Search engines make nothing of a way of one step.
            trails[family.prefix] = describe_trail(trail) if len(trail) > 1 else NONE
    return crumbs, trails


def _product_html(edition: Edition, catalog: str) -> Markup:
    """Return whose codes a catalog has; the catalog's title is marked where it is in another language."""
    product = escape(edition.site.product_of(catalog, edition.language))
    label, lang = edition.catalog_label(catalog), edition.catalog_lang(catalog)
    return product.removesuffix(escape(label)) + in_language(label, lang) if lang and label else product
