"""What all pages of a language share, rendered once: head links, header, footer, search box.

Every page of a site has the same head and header but for two things: how far the root is, and which page the language
switch and the canonical address lead to. So they are rendered once a language with two marks in them, and `finish` puts
the page's own words there with two replacements on the whole page:

    ROOT            "../"               how to get from this page to the site's root
    ROOT + "@"      "codes/4100.html"   the page's path below its language's folder
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from jinja2 import Environment
from markupsafe import Markup

from errdex.model import CHANGES, ROOT, Artifact, Site
from errdex.noun import noun
from errdex.renderers import has_output
from errdex.renderers.address import quote_path, root_from
from errdex.renderers.hosting import POLICY
from errdex.renderers.html.assets import Assets
from errdex.renderers.html.views import NONE, Link, trust

HERE = ROOT + "@"
"""Stands for the page's own path below its language's folder."""

META_POLICY = POLICY.replace("frame-ancestors 'none'; ", "")
"""The policy of `_headers`, for hosts that send none; a `<meta>` can't speak of frames (W3C CSP 3, 3.3)."""


@noun
class Frame:
    """The shared parts of the pages of one language."""

    language: str
    head: Markup
    alternates: Markup
    """Canonical and hreflang links; empty without a base URL."""
    header: Markup
    search: Markup
    """The search box, for pages whose header does not hold it; empty for others."""
    links: Markup
    """Manifest, feed and OpenSearch links of a front page."""
    actions: Markup
    """Copy buttons of a code page."""
    footer: Markup


@noun
class LanguageLink:
    """A language in the switch, or in the head."""

    language: str
    url: str
    title: str
    current: Markup


@noun
class HeadLink:
    """A `<link>` to another form of the site."""

    rel: str
    url: str
    type: str
    title: str


@noun
class Head:
    """What `partials/head.html` prints."""

    policy: Markup
    theme: str
    style: str
    scripts: tuple[str, ...]
    icon: str
    site_title: str


@noun
class Header:
    """What `partials/header.html` prints."""

    site_title: str
    home: str
    guides: str
    """Address of the list of guides; empty where there is none."""
    languages: tuple[LanguageLink, ...]


@noun
class Footer:
    """What `partials/footer.html` prints."""

    site_title: str
    version: str
    links: tuple[Link, ...]
    credit: str
    """What made the site; only front pages say it."""


@noun
class SearchBox:
    """What `partials/search.html` prints."""

    action: str
    """Address of the search page."""


@noun
class Framer:
    """Makes frames from the site, its assets, and the templates of the shared parts."""

    site: Site
    assets: Assets
    environment: Environment
    locales: Mapping[str, Mapping[str, str]]

    def frame(self, language: str, *, front: bool = False, paths: Mapping[str, str] | None = None) -> Frame:
        """Render the shared parts for pages of `language`.

        `front`: the page has the search box in its middle and not in its header. `paths`: the languages in which the
        page exists, each with its path below the language's folder; by default all of them, with the same path. Where
        a language lacks the page, the switch leads to its index.
        """
        settings = self.site.settings
        found = dict.fromkeys(settings.languages, HERE) if paths is None else paths
        search = self.part("search", language, search=self._search_box(language))
        header = self._header(language, found)
        return Frame(
            language=language,
            head=self.part("head", language, head=self._head(language)),
            alternates=self._alternates(language, found) if settings.base_url else NONE,
            header=self.part("header", language, header=header, search_box=NONE if front else search),
            search=search if front else NONE,
            links=self._links(language) if front else NONE,
            actions=self.part("actions", language),
            footer=self.part("footer", language, footer=self._footer(language, front=front)),
        )

    def describing(self, frame: Frame, languages: Sequence[str]) -> Frame:
        """Return the frame for pages whose words are in these languages, the first of them elsewhere too.

        A page in another language shows what the first one's says, so that is the one for search engines, and the
        page is no translation of the others. The other languages' pages are left to the sitemap, where there is one:
        search engines take either, and each page is 40 bytes lighter.
        """
        settings = self.site.settings
        if not settings.base_url or not languages:
            return frame
        if "sitemap" in settings.outputs:
            languages = [frame.language] if frame.language in languages else languages[:1]
        return replace(frame, alternates=self._alternates(frame.language, dict.fromkeys(languages, HERE)))

    def part(self, name: str, language: str, **values: object) -> Markup:
        """Render `partials/<name>.html`."""
        template = self.environment.get_template(f"partials/{name}.html")
        return trust(template.render(t=self.locales[language], **values).strip())

    def crumbs(self, language: str, steps: Iterable[Link]) -> Markup:
        """Render a breadcrumb; the addresses of its steps are from the language's folder."""
        root = f"{ROOT}{self.site.folder(language)}"
        return self.part("crumbs", language, crumbs=[step._replace(url=root + step.url) for step in steps])

    def home(self, language: str) -> str:
        """Return the address of the language's index."""
        return f"{ROOT}{self.site.folder(language)}index.html"

    def _search_box(self, language: str) -> SearchBox:
        return SearchBox(action=f"{ROOT}{self.site.folder(language)}search.html")

    def _head(self, language: str) -> Head:
        settings, url = self.site.settings, self.assets.url
        title = settings.titles[language]
        return Head(
            policy=trust(META_POLICY),
            theme=url("js/theme.js"),
            style=url("site.css"),
            scripts=(url("site.js"),),
            icon=url("favicon.svg"),
            site_title=title,
        )

    def _links(self, language: str) -> Markup:
        settings = self.site.settings
        title = settings.titles[language]
        links = []
        if has_output(settings, "feed"):
            links.append(HeadLink("alternate", f"{ROOT}changes.xml", "application/atom+xml", title))
        if "json" in settings.outputs:
            links.append(HeadLink("alternate", f"{ROOT}codes.json", "application/json", title))
        if "csv" in settings.outputs:
            links.append(HeadLink("alternate", f"{ROOT}codes.csv", "text/csv", title))
        if has_output(settings, "opensearch"):
            place = f"{ROOT}{self.site.folder(language)}opensearch.xml"
            links.append(HeadLink("search", place, "application/opensearchdescription+xml", title))
        return self.part("links", language, manifest=self.assets.url("manifest"), links=links)

    def _header(self, language: str, paths: Mapping[str, str]) -> Header:
        site = self.site
        languages = [
            LanguageLink(
                language=other,
                url=f"{ROOT}{site.folder(other)}{quote_here(paths.get(other, 'index.html'))}",
                title=self.locales[other]["language.name"],
                current=Markup(' aria-current="true"') if other == language else NONE,
            )
            for other in site.settings.languages
        ]
        listed = {language, site.settings.language}  # the index lists no other language's guides
        return Header(
            site_title=site.settings.titles[language],
            home=self.home(language),
            guides=f"{self.home(language)}#guides" if any(g.language in listed for g in site.guides) else "",
            languages=tuple(languages) if len(languages) > 1 else (),
        )

    def _footer(self, language: str, *, front: bool) -> Footer:
        settings, t = self.site.settings, self.locales[language]
        links = []
        if "json" in settings.outputs:
            links.append(Link(f"{ROOT}codes.json", t["site.data"]))
        if self.site.has_changes:
            links.append(Link(f"{ROOT}{self.site.folder(language)}{CHANGES}", t["changes.title"]))
        version = fill(t["site.version"], version=settings.version) if settings.version else ""
        credit = t["site.generated"] if front else ""
        return Footer(settings.product or settings.titles[language], version, tuple(links), credit)

    def _alternates(self, language: str, paths: Mapping[str, str]) -> Markup:
        """Return the links of a page that is in the languages of `paths`, or stands for the first of those."""
        site, base = self.site, self.site.settings.base_url
        default = site.settings.language
        urls = {other: f"{base}{site.folder(other)}{quote_here(path)}" for other, path in paths.items()}
        links = [LanguageLink(other, url, "", NONE) for other, url in urls.items()]
        if len(links) > 1 and default in urls:
            links.append(LanguageLink("x-default", urls[default], "", NONE))
        if language not in urls:
            return self.part("alternates", language, canonical=next(iter(urls.values())), languages=())
        return self.part("alternates", language, canonical=urls[language], languages=links if len(links) > 1 else ())


def site_url(path: str) -> str:
    """Return a path from the site's root as an address in a page, quoted."""
    return ROOT + quote_path(path)


def fill(text: str, **values: str) -> str:
    """Put values into a UI string: `{count}` in `text` becomes `values["count"]`."""
    for name, value in values.items():
        text = text.replace("{" + name + "}", value)
    return text


def quote_here(path: str) -> str:
    """Return a path quoted, or the mark of the page's own path as it is."""
    return path if path == HERE else quote_path(path)


def finish(html: str, path: str, folder: str = "", root: str | None = None) -> Artifact:
    """Turn a rendered page into the file at `folder + path`.

    `path` is below the language's folder; `root` is how to get to the site's root, by default relative to the page.
    """
    if root is None:
        root = root_from(folder + path)
    return Artifact(folder + path, html.replace(HERE, quote_path(path)).replace(ROOT, root).encode())
