"""A site in one language, as its readers have it: what the views of all its pages are made of."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup

from errdex.model import ROOT, Settings, Site
from errdex.noun import noun
from errdex.renderers.address import catalog_id
from errdex.renderers.html.frames import fill
from errdex.renderers.html.rows import CodeRows
from errdex.renderers.html.views import Link, in_language


@noun
class Edition:
    """A site in one language."""

    site: Site
    language: str
    t: Mapping[str, str]
    """Strings of the user interface."""
    rows: Mapping[str, CodeRows]
    """By catalog."""

    @property
    def settings(self) -> Settings:
        """Return the site's settings."""
        return self.site.settings

    @property
    def folder(self) -> str:
        """Return the language's part of a URL: empty for the default language, else `en/`."""
        return self.site.folder(self.language)

    @property
    def title(self) -> str:
        """Return what the site is called."""
        return self.settings.titles[self.language]

    @property
    def owner(self) -> str:
        """Return whose pages these are, for the end of each `<title>`: the product, else the site's title."""
        return self.settings.product or self.title

    def url(self, path: str) -> str:
        """Return the address of a page below the language's folder, which is quoted already: `index.html#guides`."""
        return f"{ROOT}{self.folder}{path}"

    def lang(self, language: str) -> str:
        """Return a text's language, empty for the edition's own."""
        return "" if language == self.language else language

    def catalog_label(self, catalog: str) -> str:
        """Return what tells a catalog's codes from those of others; empty where nothing has to."""
        return self.site.catalog_label(catalog, self.language)

    def catalog_lang(self, catalog: str) -> str:
        """Return the language of that label, empty where it is the edition's."""
        return self.settings.catalog_lang(catalog, self.language)

    def catalog_html(self, catalog: str) -> Markup:
        """Return that label as HTML, marked where it is in another language."""
        return in_language(self.catalog_label(catalog), self.catalog_lang(catalog))

    def ways_to(self, catalog: str) -> tuple[Link, ...]:
        """Return the steps to a catalog's part of the index, their addresses from the language's folder."""
        label = self.catalog_label(catalog)
        part = (Link(f"index.html#{catalog_id(catalog)}", label, self.catalog_lang(catalog)),) if label else ()
        return Link("index.html", self.title), *part

    def edit_url(self, path: str, line: int) -> str:
        """Return where a line of a document can be edited; empty where site.toml does not say."""
        pattern = self.settings.edit_url
        return fill(pattern, path=quote(path), line=str(line)) if pattern else ""
