"""For search engines: `sitemap.xml` (sitemaps.org, with Google's hreflang links) and `robots.txt`.

    <url><loc>https://errors.example.com/codes/4100.html</loc>
    <xhtml:link rel="alternate" hreflang="en" href="https://errors.example.com/en/codes/4100.html"/>…
    <lastmod>2026-11-24</lastmod></url>

A page that there is in several languages lists them all, itself among them, in each of its entries. The page of a code
in a language that does not describe it shows another one's words and has no entry. `lastmod` stands
only where the date of a change is known. More than `LIMIT` addresses are split into `sitemap-1.xml` and so on, and
`sitemap.xml` is then their index.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from errdex.model import CHANGES, Artifact, Guide, Site, Theme
from errdex.renderers.address import quote_path
from errdex.renderers.xml_text import xml_text

LIMIT = 50_000
"""Addresses in a file, by the protocol."""

_OPEN = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACES = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml"'


def render(site: Site, _: Theme) -> Iterable[Artifact]:
    """Yield the sitemap, in parts where it is long, and robots.txt."""
    base = xml_text(site.settings.base_url)
    entries = list(_entries(site, base))
    if len(entries) <= LIMIT:
        yield Artifact("sitemap.xml", _url_set(entries))
    else:
        names: list[str] = []
        for start in range(0, len(entries), LIMIT):
            names.append(f"sitemap-{len(names) + 1}.xml")
            yield Artifact(names[-1], _url_set(entries[start : start + LIMIT]))
        parts = "\n".join(f"<sitemap><loc>{base}{name}</loc></sitemap>" for name in names)
        yield Artifact("sitemap.xml", f"{_OPEN}<sitemapindex {_NAMESPACES}>\n{parts}\n</sitemapindex>\n".encode())
    yield Artifact("robots.txt", f"User-agent: *\nAllow: /\n\nSitemap: {site.settings.base_url}sitemap.xml\n".encode())


def _url_set(entries: list[str]) -> bytes:
    body = "\n".join(entries)
    return f"{_OPEN}<urlset {_NAMESPACES}>\n{body}\n</urlset>\n".encode()


def _entries(site: Site, base: str) -> Iterator[str]:
    """Yield the entry of each page: indexes, changes, codes, guides."""
    default = site.settings.language
    folders = {language: site.folder(language) for language in site.settings.languages}
    places = {language: f"{base}{folder}index.html" for language, folder in folders.items()}
    yield from _page(default, places)
    if site.has_changes:
        yield from _page(default, {language: f"{base}{folder}{CHANGES}" for language, folder in folders.items()})
    for code in site.codes():
        path = quote_path(code.page)
        told = site.languages_of(code)
        if len(told) == 1:  # of most sites, each
            yield _entry(f"{base}{folders[told[0]]}{path}", "", code.changed)
            continue
        places = {language: f"{base}{folders[language]}{path}" for language in told}
        yield from _page(default, places, dict.fromkeys(places, code.changed))
    guides: dict[str, list[Guide]] = {}
    for guide in site.guides:
        guides.setdefault(guide.name, []).append(guide)
    for versions in guides.values():
        places = {guide.language: base + quote_path(site.guide_url(guide)) for guide in versions}
        yield from _page(default, places, {guide.language: guide.changed for guide in versions})


def _page(default: str, places: Mapping[str, str], dates: Mapping[str, str] | None = None) -> list[str]:
    """Return the entries of a page in its languages (language to address, and to the date of its last change)."""
    links = ""
    if len(places) > 1:
        tags = [*places.items(), *([("x-default", places[default])] if default in places else [])]
        links = "".join([f'\n<xhtml:link rel="alternate" hreflang="{tag}" href="{place}"/>' for tag, place in tags])
    return [_entry(place, links, dates[language] if dates else "") for language, place in places.items()]


def _entry(place: str, links: str, changed: str) -> str:
    date = f"<lastmod>{changed}</lastmod>" if changed else ""
    return f"<url><loc>{place}</loc>{links}{date}</url>"
