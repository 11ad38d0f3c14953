"""A page at each former address: it sends the browser on at once, without JavaScript, and Back works.

A refresh after no time replaces the page in the browser's history. Search engines take it for a permanent redirect;
who turns refreshes off has a link.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from errdex.model import Artifact, Code, Site, Theme
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
    """Yield a page for each former address of each code."""
    del theme
    for catalog in site.catalogs:
        for code in catalog.codes:
            for url in code.former:
                yield _redirect(site, code, url)


def redirect_target(site: Site, code: Code, former: str) -> str:
    """Return the page that a former address of a code leads to."""
    return site.code_url(code, redirect_language(site, former))


def redirect_language(site: Site, former: str) -> str:
    """Return the language of a former address: that of its folder, where the site still has it, else the default."""
    folder = former.split("/", 1)[0]
    spoken = folder in site.settings.languages and site.folder(folder)
    return folder if spoken else site.settings.language


def _redirect(site: Site, code: Code, former: str) -> Artifact:
    wording = code.wording(redirect_language(site, former))
    path = quote_path(redirect_target(site, code, former))
    page = _PAGE.format(
        language=wording.language,
        title=escape(f"{code.code} {wording.title}".strip()),
        relative=escape(root_from(former) + path),
        canonical=escape(link_base(site.settings, former) + path),
    )
    return Artifact(former, page.encode())
