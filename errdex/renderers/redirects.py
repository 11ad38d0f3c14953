"""A page at each former address: it sends the browser on at once, without JavaScript, and Back works.

A refresh after no time replaces the page in the browser's history. Search engines take it for a permanent redirect;
who turns refreshes off has a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from errdex.model import Artifact, Redirect, Site, Theme
from errdex.renderers.address import former_language, has_json, link_base, markdown_path, quote_path, root_from

_PAGE = """<!doctype html>
<html lang="{language}">
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta name="viewport" content="width=device-width">
<title>{title}</title>
<meta http-equiv="refresh" content="0; url={relative}">
<link rel="canonical" href="{canonical}">
<h1><a href="{relative}">{title}</a></h1>
</html>
"""


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield a page for each former address."""
    del theme
    for item in all_redirects(site):
        yield _page(site, item)


def all_redirects(site: Site) -> Iterator[Redirect]:
    """Yield where each former address leads, those of codes first."""
    for catalog in site.catalogs:
        for code in catalog.codes:
            for url in code.former:
                language = former_language(site, url)
                wording = code.wording(language)
                title = f"{code.code} {wording.title}".strip()
                yield Redirect(url, site.code_url(code, language), title, wording.language)
    yield from site.redirects


def moved_data(site: Site) -> Iterator[tuple[str, str]]:
    """Yield each former address of a code's data, and that of the same now; its file stands at both."""
    settings = site.settings
    for catalog in site.catalogs:
        for code in catalog.codes:
            for url in code.moved:
                stem = url.removesuffix(".html")
                if "json" in settings.outputs and has_json(url):
                    yield f"{stem}.json", f"{code.catalog}/{code.slug}.json"
                if "markdown" in settings.outputs:
                    yield f"{stem}.md", markdown_path(site, code, former_language(site, url))


def _page(site: Site, item: Redirect) -> Artifact:
    path = quote_path(item.target)
    page = _PAGE.format(
        language=item.language,
        title=escape(item.title),
        relative=escape(root_from(item.url) + path),
        canonical=escape(link_base(site.settings, item.url) + path),
    )
    return Artifact(item.url, page.encode())
