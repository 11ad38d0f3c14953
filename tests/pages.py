"""Rendered pages, read as a browser reads them, for the tests that ask what stands where."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import unquote, urldefrag

from bs4 import BeautifulSoup, Tag

from errdex.disk.theme import read_theme
from errdex.model import Site, Theme
from errdex.renderers.html import render
from tests.conftest import ROOT


def built_in_theme(**overrides: bytes) -> Theme:
    """Return the project's own theme, with a user's files (`partials/ticket.html`) over it."""
    return read_theme(ROOT / "templates", overrides)


def print_site(site: Site, theme: Theme | None = None) -> dict[str, bytes]:
    """Render all pages and assets of a site, by path."""
    return {artifact.path: artifact.data for artifact in render(site, theme or built_in_theme())}


def soup(data: bytes) -> BeautifulSoup:
    """Parse a page by the rules of HTML."""
    return BeautifulSoup(data, "html5lib")


def pages_of(files: Mapping[str, bytes]) -> dict[str, BeautifulSoup]:
    """Parse all pages."""
    return {path: soup(data) for path, data in files.items() if path.endswith(".html")}


def one(page: BeautifulSoup | Tag, selector: str) -> Tag:
    """Return the only element that the selector finds."""
    found = page.select(selector)
    assert len(found) == 1, f"{selector}: {len(found)} found"
    return found[0]


def words(element: Tag) -> str:
    """Return an element's text, white space folded."""
    return " ".join(element.get_text(" ").split())


def addresses(page: BeautifulSoup) -> list[str]:
    """Return all addresses that a page names, of links and of what it loads."""
    found = [str(element["href"]) for element in page.select("[href]")]
    return found + [str(element["src"]) for element in page.select("[src]")]


def is_local(address: str) -> bool:
    """Tell whether an address leads to a file of the site."""
    return "://" not in address and not address.startswith(("mailto:", "data:"))


def target(page: str, address: str) -> tuple[str, str]:
    """Return the path in the site that an address on a page leads to, and its fragment."""
    path, fragment = urldefrag(address)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(path))) if path else page
    return path, unquote(fragment)


def with_settings(site: Site, **changes: object) -> Site:
    """Return the site with other settings."""
    return replace(site, settings=replace(site.settings, **changes))  # type: ignore[arg-type]  # the caller knows
