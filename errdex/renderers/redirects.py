"""A page at each former address: it sends the browser on at once, without JavaScript, and Back works.

There is one in each folder, too (`codes/index.html`, `en/guides/index.html`), for readers who shorten an address: it
leads to the folder's part of the index. No host needs a rule for it, it is no permalink, and it gives way to any page
of its name: a guide `index`, the index of a language after which a catalog is called.

A refresh after no time replaces the page in the browser's history. Search engines take it for a permanent redirect; a
reader who has turned refreshes off finds a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from errdex.model import Artifact, Code, Redirect, Site, Theme
from errdex.renderers.address import (
    catalog_id,
    former_language,
    has_json,
    json_path,
    link_base,
    markdown_path,
    quote_path,
    root_from,
)

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


def render(site: Site, _: Theme) -> Iterable[Artifact]:
    """Yield a page for each former address."""
    taken = set()
    for item in all_redirects(site):
        taken.add(item.url)
        yield _page(site, item)
    for item in folder_indexes(site):
        if item.url not in taken:
            yield _page(site, item)


def all_redirects(site: Site) -> Iterator[Redirect]:
    """Yield where each former address leads, those of codes first."""
    for code in site.codes():
        for url in code.former:
            language = former_language(site, url)
            wording = code.wording(language)
            title = f"{code.code} {wording.title}".strip()
            canonical = site.code_url(code, _describing(site, code, language))
            yield Redirect(url, site.code_url(code, language), title, wording.language, canonical)
    yield from site.redirects


def _describing(site: Site, code: Code, language: str) -> str:
    """Return the language in which search engines are to know a code's page: as that page itself says."""
    told = site.languages_of(code)
    return language if language in told or not told else told[0]


def folder_indexes(site: Site) -> Iterator[Redirect]:
    """Yield where the index page of each folder of codes or guides leads, in each language."""
    settings = site.settings
    taken = {f"{site.folder(language)}index.html" for language in settings.languages}
    taken.update(site.guide_url(guide) for guide in site.guides)
    for language in settings.languages:
        folder, title = site.folder(language), settings.titles[language]
        parts = {catalog.name: catalog_id(catalog.name) for catalog in site.catalogs}
        if len(parts) == 1:
            parts = dict.fromkeys(parts, "")  # the index of a single catalog is that catalog's
        if any(guide.language in (language, settings.language) for guide in site.guides):
            parts["guides"] = "guides"
        for name, part in parts.items():
            url = f"{folder}{name}/index.html"
            if url not in taken:
                yield Redirect(url, f"{folder}index.html" + (f"#{part}" if part else ""), title, language)


def moved_data(site: Site) -> Iterator[tuple[str, str]]:
    """Yield each former address of a code's data, and that of the same now; its file stands at both.

    Among them is the Markdown of a language that tells no more of the code: its page stays, and shows another's words.
    """
    outputs = site.settings.outputs
    for code in site.codes():
        for url in code.moved:
            stem = url.removesuffix(".html")
            if "json" in outputs and has_json(url):
                yield f"{stem}.json", json_path(code)
            if "markdown" in outputs:
                yield f"{stem}.md", markdown_path(site, code, former_language(site, url))


def _page(site: Site, item: Redirect) -> Artifact:
    path = quote_path(item.target)
    own, _, _ = quote_path(item.canonical or item.target).partition("#")
    page = _PAGE.format(
        language=item.language,
        title=escape(item.title),
        relative=escape(root_from(item.url) + path),
        canonical=escape(link_base(site.settings, item.url) + own),
    )
    return Artifact(item.url, page.encode())
