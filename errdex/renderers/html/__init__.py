"""The HTML pages: an index, a page for each code, the documents' pages, changes, search, 404; and their assets.

In: a `Site` and a `Theme`. Out: artifacts, one after the other, so that nobody holds the site in memory. What is the
same on all pages of a language is rendered once (`frames`); a page's own words are prepared as a view (`views`) and
printed by one template of `templates/pages/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from jinja2 import Environment
from markupsafe import Markup, escape

from errdex.model import CHANGES, MAIN_CATALOG, ROOT, Artifact, Part, Site, Theme
from errdex.noun import noun
from errdex.renderers.address import quote_path
from errdex.renderers.html.assets import gather_assets
from errdex.renderers.html.blame import blaming
from errdex.renderers.html.changes import changes_page
from errdex.renderers.html.codes import CodeDesk, code_pages
from errdex.renderers.html.environment import make_environment, page_printer
from errdex.renderers.html.example import prepare_response
from errdex.renderers.html.frames import HERE, Frame, Framer, finish, site_url
from errdex.renderers.html.guides import GuideDesk, guide_pages
from errdex.renderers.html.indexes import (
    catalog_ways,
    index_page,
    missing_page,
    range_pages,
    root_path,
    search_page,
)
from errdex.renderers.html.listing import CodeRows, Shelf, arrange, code_rows, family_title
from errdex.renderers.html.stencil import STENCILS_PAY, StencilPrinter
from errdex.renderers.html.structured import describe_trail
from errdex.renderers.html.views import NONE, CodePage, Link, in_language


def render(site: Site, theme: Theme) -> Iterator[Artifact]:
    """Yield all pages of the site and the assets that they need."""
    return render_part(site, theme, Part())


def render_part(site: Site, theme: Theme, part: Part) -> Iterator[Artifact]:
    """Yield the part's share of the codes' pages; the first part has everything else too."""
    assets = gather_assets(theme, site.settings)
    environment = make_environment(theme.templates, theme.compiled)
    environment.globals.update(asset=assets.url, ROOT=ROOT)
    press = Press(site, theme, environment, Framer(site, assets, environment, theme.locales), arrange(site), part)
    if press.is_first:
        yield from assets.artifacts
    with blaming(theme):
        for language in site.settings.languages:
            yield from press.pages(language)


@noun
class Press:
    """Prints the pages of a site, language by language."""

    site: Site
    theme: Theme
    environment: Environment
    framer: Framer
    shelves: tuple[Shelf, ...]
    part: Part

    @property
    def is_first(self) -> bool:
        """Tell whether this part has the pages that are not of a code."""
        return self.part.number == 0

    def pages(self, language: str) -> Iterator[Artifact]:
        """Yield the part's pages of one language."""
        t = self.theme.locales[language]
        rows = {s.catalog.name: code_rows(self.framer, s.catalog, language) for s in self.shelves}
        frame = self.framer.frame(language)
        if self.is_first:
            yield from self._front_pages(language, t, rows)
            yield from self._guide_pages(language, t, rows)
            if self.site.has_changes:
                yield self._changes_page(language, t, rows, frame)
        for shelf in self.shelves:
            if self.is_first:
                yield from self._range_pages(shelf, language, t, rows[shelf.catalog.name], frame)
            yield from self._code_pages(shelf, language, t, rows, frame)

    def _front_pages(self, language: str, t: Mapping[str, str], rows: Mapping[str, CodeRows]) -> Iterator[Artifact]:
        site, folder = self.site, self.site.folder(language)
        frame = self.framer.frame(language, front=True)
        index = index_page(site, language, t, self.shelves, rows)
        yield finish(self._print("index", page=index, frame=frame, t=t), "index.html", folder)
        search = search_page(site, language, t)
        yield finish(self._print("search", page=search, frame=frame, t=t), "search.html", folder)
        here = self.framer.frame(language, front=True, paths=dict.fromkeys(site.settings.languages, "index.html"))
        missing = missing_page(site, language, self.theme.locales, self.framer.assets.url("js/404.js"))
        html = self._print("404", page=missing, frame=here, t=t)
        yield finish(html, "404.html", folder, root_path(site))

    def _guide_pages(self, language: str, t: Mapping[str, str], rows: Mapping[str, CodeRows]) -> Iterator[Artifact]:
        site = self.site
        home = self.framer.home(language)
        links = (Link(home, site.settings.titles[language]), Link(f"{home}#guides", t["site.guides"]))
        crumbs = self.framer.part("crumbs", language, crumbs=links)
        titles = {guide.name: title for guide, title in site.titled_guides(language)}
        having: dict[str, set[str]] = {}
        for guide in site.guides:
            having.setdefault(guide.name, set()).add(guide.language)
        frames: dict[tuple[str, ...], Frame] = {}
        for guide, page in guide_pages(GuideDesk(site, language, t, rows, crumbs, titles)):
            found = tuple(other for other in site.settings.languages if other in having[guide.name])
            if found not in frames:
                frames[found] = self.framer.frame(language, paths=dict.fromkeys(found, HERE))
            html = self._print("guide", page=page, frame=frames[found], t=t)
            folder = site.folder(language)
            yield finish(html, site.guide_url(guide).removeprefix(folder), folder)

    def _changes_page(
        self, language: str, t: Mapping[str, str], rows: Mapping[str, CodeRows], frame: Frame
    ) -> Artifact:
        home = Link(self.framer.home(language), self.site.settings.titles[language])
        page = changes_page(self.site, language, t, rows, self.framer.part("crumbs", language, crumbs=(home,)))
        return finish(self._print("changes", page=page, frame=frame, t=t), CHANGES, self.site.folder(language))

    def _range_pages(
        self, shelf: Shelf, language: str, t: Mapping[str, str], rows: CodeRows, frame: Frame
    ) -> Iterator[Artifact]:
        site, folder = self.site, self.site.folder(language)
        root = f"{ROOT}{folder}"
        links = [way._replace(url=root + way.url) for way in catalog_ways(site, shelf.catalog.name, language)]
        crumbs = self.framer.part("crumbs", language, crumbs=links)
        ranged = self.environment.get_template("pages/range.html")
        for file, part in range_pages(site, shelf, language, t, rows, crumbs):
            yield finish(ranged.render(page=part, frame=frame, t=t), file, folder)

    def _code_pages(
        self, shelf: Shelf, language: str, t: Mapping[str, str], rows: Mapping[str, CodeRows], frame: Frame
    ) -> Iterator[Artifact]:
        language_folder, folder = self.site.folder(language), f"{shelf.catalog.name}/"
        desk = self._code_desk(shelf, language, t, rows)
        template = self.environment.get_template("pages/code.html")
        few = len(shelf.catalog.codes) < STENCILS_PAY

        def printer(languages: tuple[str, ...]) -> Callable[[CodePage, str], bytes]:
            """Return what prints the pages of codes that these languages describe."""
            shared = self.framer.describing(frame, languages)
            if few:
                return lambda page, name: (
                    finish(template.render(page=page, frame=shared, t=t), folder + name, language_folder).data
                )
            return StencilPrinter(page_printer(template, frame=shared, t=t), language_folder, folder).print

        printers: dict[tuple[str, ...], Callable[[CodePage, str], bytes]] = {}
        place, absolute = language_folder + folder, bool(self.site.settings.base_url)
        for code, page in code_pages(desk, self.part):
            languages = tuple([wording.language for wording in code.wordings]) if absolute else ()
            if languages not in printers:
                printers[languages] = printer(languages)
            name = f"{code.slug}.html"
            yield Artifact(place + name, printers[languages](page, name))

    def _code_desk(self, shelf: Shelf, language: str, t: Mapping[str, str], rows: Mapping[str, CodeRows]) -> CodeDesk:
        site, settings = self.site, self.site.settings
        name = shelf.catalog.name
        folders = {other: f"{site.folder(other)}{name}/" for other in settings.languages}
        label = site.catalog_label(name, language)
        named = label or (name if name != MAIN_CATALOG else "")
        owner = settings.product or settings.titles[language]
        beside = {other: "" if other == language else site_url(folder) for other, folder in folders.items()}
        base = settings.base_url + site.folder(language)
        root = f"{ROOT}{site.folder(language)}"
        ways = catalog_ways(site, name, language)
        crumbs: dict[str, Markup] = {}
        trails: dict[str, Markup] = {}
        for family in shelf.catalog.families:
            place = shelf.places.get(family.prefix)
            lang = settings.family_lang(family, language)
            steps = (*ways, Link(place, family_title(family, language, t), lang)) if place else ways
            links = tuple(step._replace(url=root + step.url) for step in steps)
            crumbs[family.prefix] = self.framer.part("crumbs", language, crumbs=links)
            if settings.base_url:
                trail = [(step.title, base + step.url) for step in steps]
                # Search engines make nothing of a way of one step.
                trails[family.prefix] = describe_trail(trail) if len(trail) > 1 else NONE
        return CodeDesk(
            settings=settings,
            title_end="".join(f" | {words}" for words in (named, owner) if words),
            product=_product_html(site, name, language),
            catalog=shelf.catalog,
            language=language,
            address=quote_path(folders[language]),
            data=beside[settings.language],
            texts=beside,
            t=t,
            names={other: self.theme.language_name(other, language) for other in self.theme.locales},
            rows=rows[name],
            shelves=rows,
            crumbs=crumbs,
            trails=trails,
            guides=site.guide_titles(language),
            sources={guide.path: site_url(site.guide_url(guide)) for guide in site.guides},
            response=prepare_response(settings.response),
        )

    def _print(self, template: str, **values: object) -> str:
        return self.environment.get_template(f"pages/{template}.html").render(**values)


def _product_html(site: Site, catalog: str, language: str) -> Markup:
    """Return whose codes a catalog has; the catalog's title is marked where it is in another language."""
    product = escape(site.product_of(catalog, language))
    lang = site.settings.catalog_lang(catalog, language)
    label = site.catalog_label(catalog, language)
    return product.removesuffix(escape(label)) + in_language(label, lang) if lang and label else product
