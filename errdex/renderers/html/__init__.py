"""The HTML pages: an index, a page for each code, the documents' pages, changes, search, 404; and their assets.

In: a `Site` and a `Theme`. Out: artifacts, one after the other, so that nobody holds the site in memory. The site in
one language is an `edition`. What is the same on all of its pages is rendered once (`frames`); a page's own words are
prepared as a view (`views`) and printed by one template of `templates/pages/`.

    edition      the site in one language
    rows         the codes of a catalog, as rows of lists
    listing      these rows in groups, and in ranges
    frames       head, header, footer and search box
    views        what the templates print
    indexes      views of the index, its ranges, the search page and 404
    guides       views of the documents' pages
    tables       the error tables on these
    changes      the view of the page of changes
    codes        views of the codes' pages
    desk         what the codes' pages have in common
    example      the example response
    prose        rendered Markdown, dressed for a page
    structured   data for search engines

    environment  the Jinja environment
    stencil      pages of one shape, printed without Jinja
    shapes       which views are of one shape
    blame        a mistake in a template, said with its line
    assets       style sheets and scripts, named by their content
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from jinja2 import Environment
from markupsafe import Markup

from errdex.model import CHANGES, ROOT, Artifact, Part, Site, Theme
from errdex.noun import noun
from errdex.renderers.html.assets import gather_assets
from errdex.renderers.html.blame import blaming
from errdex.renderers.html.changes import changes_page
from errdex.renderers.html.codes import code_pages
from errdex.renderers.html.desk import make_desk
from errdex.renderers.html.edition import Edition
from errdex.renderers.html.environment import make_environment, page_printer
from errdex.renderers.html.frames import HERE, Frame, Framer, finish
from errdex.renderers.html.guides import guide_pages
from errdex.renderers.html.indexes import index_page, missing_page, range_pages, root_path, search_page
from errdex.renderers.html.listing import Shelf, arrange
from errdex.renderers.html.rows import code_rows
from errdex.renderers.html.stencil import STENCILS_PAY, StencilPrinter
from errdex.renderers.html.tables import TablePrinter
from errdex.renderers.html.views import CodePage, Link

PrintCode = Callable[[CodePage, str], bytes]
"""View of a code's page, and the name of its file -> the file."""


def render(site: Site, theme: Theme) -> Iterator[Artifact]:
    """Yield all pages of the site and the assets that they need."""
    return render_part(site, theme, Part())


def render_part(site: Site, theme: Theme, part: Part) -> Iterator[Artifact]:
    """Yield the part's share of the codes' pages; the first part has everything else too."""
    assets = gather_assets(theme, site.settings)
    environment = make_environment(theme.templates, theme.compiled)
    environment.globals.update(asset=assets.url, ROOT=ROOT)
    framer, shelves = Framer(site, assets, environment, theme.locales), arrange(site)
    if part.number == 0:
        yield from assets.artifacts
    with blaming(theme):
        for language in site.settings.languages:
            rows = {shelf.catalog.name: code_rows(framer, shelf.catalog, language) for shelf in shelves}
            edition = Edition(site, language, theme.locales[language], rows)
            press = Press(edition, theme, environment, framer, shelves, framer.frame(language))
            if part.number == 0:
                yield from press.pages()
            yield from press.code_pages(part)


@noun
class Press:
    """Prints the pages of an edition."""

    edition: Edition
    theme: Theme
    environment: Environment
    framer: Framer
    shelves: tuple[Shelf, ...]
    frame: Frame

    def pages(self) -> Iterator[Artifact]:
        """Yield all pages but those of codes."""
        yield from self._front_pages()
        yield from self._guide_pages()
        if self.edition.site.has_changes:
            crumbs = self._crumbs(Link("index.html", self.edition.title))
            yield self._print("changes", CHANGES, changes_page(self.edition, crumbs))
        for shelf in self.shelves:
            crumbs = self._crumbs(*self.edition.ways_to(shelf.catalog.name))
            for file, view in range_pages(self.edition, shelf, crumbs):
                yield self._print("range", file, view)

    def _front_pages(self) -> Iterator[Artifact]:
        edition, languages = self.edition, self.edition.settings.languages
        frame = self.framer.frame(edition.language, front=True)
        yield self._print("index", "index.html", index_page(edition, self.shelves), frame)
        yield self._print("search", "search.html", search_page(edition), frame)
        here = self.framer.frame(edition.language, front=True, paths=dict.fromkeys(languages, "index.html"))
        missing = missing_page(edition, self.theme.locales, self.framer.assets.url("js/404.js"))
        yield self._print("404", "404.html", missing, here, root_path(edition.site))

    def _guide_pages(self) -> Iterator[Artifact]:
        edition, site = self.edition, self.edition.site
        crumbs = self._crumbs(Link("index.html", edition.title), Link("index.html#guides", edition.t["site.guides"]))
        having: dict[str, set[str]] = {}
        for guide in site.guides:
            having.setdefault(guide.name, set()).add(guide.language)
        frames: dict[tuple[str, ...], Frame] = {}
        for guide, view in guide_pages(edition, crumbs, TablePrinter(self.framer, edition.language)):
            found = tuple(other for other in site.settings.languages if other in having[guide.name])
            if found not in frames:
                frames[found] = self.framer.frame(edition.language, paths=dict.fromkeys(found, HERE))
            yield self._print("guide", site.guide_url(guide).removeprefix(edition.folder), view, frames[found])

    def code_pages(self, part: Part) -> Iterator[Artifact]:
        """Yield the part's share of the pages of codes."""
        edition = self.edition
        names = {other: self.theme.language_name(other, edition.language) for other in self.theme.locales}
        absolute = bool(edition.settings.base_url)
        for shelf in self.shelves:
            desk = make_desk(edition, self.framer, shelf, names)
            printers: dict[tuple[str, ...], PrintCode] = {}
            place = f"{edition.folder}{shelf.catalog.name}/"
            for code, view in code_pages(desk, part):
                languages = edition.site.languages_of(code) if absolute else ()
                if languages not in printers:
                    printers[languages] = self._code_printer(shelf, languages)
                name = f"{code.slug}.html"
                yield Artifact(place + name, printers[languages](view, name))

    def _code_printer(self, shelf: Shelf, languages: tuple[str, ...]) -> PrintCode:
        """Return what prints the pages of a catalog's codes that these languages describe."""
        edition, folder = self.edition, f"{shelf.catalog.name}/"
        template = self.environment.get_template("pages/code.html")
        frame = self.framer.describing(self.frame, languages)
        if len(shelf.catalog.codes) < STENCILS_PAY:
            return lambda view, name: (
                finish(template.render(page=view, frame=frame, t=edition.t), folder + name, edition.folder).data
            )
        return StencilPrinter(page_printer(template, frame=frame, t=edition.t), edition.folder, folder).print

    def _crumbs(self, *steps: Link) -> Markup:
        return self.framer.crumbs(self.edition.language, steps)

    def _print(
        self, template: str, path: str, view: object, frame: Frame | None = None, root: str | None = None
    ) -> Artifact:
        """Return the page below the language's folder that a template makes of a view; `root` as in `finish`."""
        page = self.environment.get_template(f"pages/{template}.html")
        html = page.render(page=view, frame=frame or self.frame, t=self.edition.t)
        return finish(html, path, self.edition.folder, root)
