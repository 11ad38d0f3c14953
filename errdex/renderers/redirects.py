"""A page at each former address: it sends the browser on at once, without JavaScript, and Back works.

A refresh after no time replaces the page in the browser's history. Search engines take it for a permanent redirect;
who turns refreshes off has a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from errdex.model import Artifact, Redirect, Site, Theme
from errdex.renderers.address import link_base, quote_path, root_from

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
                language = _language(site, url)
                wording = code.wording(language)
                title = f"{code.code} {wording.title}".strip()
                yield Redirect(url, site.code_url(code, language), title, wording.language)
    yield from site.redirects


def _language(site: Site, former: str) -> str:
    """Return the language of a former address: that of its folder, where the site still has it, else the default."""
    folder = former.split("/", 1)[0]
    spoken = folder in site.settings.languages and site.folder(folder)
    return folder if spoken else site.settings.language


def _page(site: Site, item: Redirect) -> Artifact:
    path = quote_path(item.target)
    page = _PAGE.format(
        language=item.language,
        title=escape(item.title),
        relative=escape(root_from(item.url) + path),
        canonical=escape(link_base(site.settings, item.url) + path),
    )
    return Artifact(item.url, page.encode())
