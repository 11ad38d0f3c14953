"""`sitemap.xml` and `robots.txt`."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from errdex.model import Theme
from errdex.renderers import sitemap
from tests.sample_site import BASE_URL, sample_site

THEME = Theme({}, {}, {})
NS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def render_sitemap() -> dict[str, str]:
    """Return the files of the sample site."""
    return {artifact.path: artifact.data.decode() for artifact in sitemap.render(sample_site(), THEME)}


def test_every_page_is_there_once_with_its_languages() -> None:
    """Indexes, changes, codes and guides in the languages that tell of them; each lists its twins, itself too."""
    root = ET.fromstring(render_sitemap()["sitemap.xml"])  # noqa: S314 - our own output
    places = [place.text or "" for place in root.findall("s:url/s:loc", NS)]
    assert len(places) == len(set(places)) == 2 + 2 + (2 + 1 + 1 + 1) + 2
    assert f"{BASE_URL}codes/DB~3a~0140.html" not in places
    assert f"{BASE_URL}en/codes/DB~3a~0140.html" in places
    assert f"{BASE_URL}guides/%E7%BD%B2%E5%90%8D.html" in places
    for url in root.findall("s:url", NS):
        links = {link.get("hreflang"): link.get("href") for link in url.findall("x:link", NS)}
        if not url.findtext("s:loc", "", NS).endswith(("index.html", "changes.html", "/4100.html")):
            assert links == {}
        else:
            assert set(links) == {"ja", "en", "x-default"}
            assert url.findtext("s:loc", "", NS) in links.values()


def test_dates_are_those_of_changes() -> None:
    """Only a page whose last change is known has a lastmod."""
    root = ET.fromstring(render_sitemap()["sitemap.xml"])  # noqa: S314 - our own output
    dates = {url.findtext("s:loc", "", NS): url.findtext("s:lastmod", None, NS) for url in root.findall("s:url", NS)}
    assert dates[f"{BASE_URL}codes/4100.html"] == "2026-03-04"
    assert dates[f"{BASE_URL}sms/1001.html"] is None
    assert dates[f"{BASE_URL}index.html"] is None
    assert dates[f"{BASE_URL}guides/signature.html"] == "2026-02-03"


def test_a_long_sitemap_is_split(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the protocol's limit there is an index of parts, and the parts hold all."""
    whole = ET.fromstring(render_sitemap()["sitemap.xml"])  # noqa: S314 - our own output
    monkeypatch.setattr(sitemap, "LIMIT", 4)
    files = render_sitemap()
    index = ET.fromstring(files["sitemap.xml"])  # noqa: S314 - our own output
    parts = [str(place.text).removeprefix(BASE_URL) for place in index.findall("s:sitemap/s:loc", NS)]
    assert parts == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    held = [
        url.findtext("s:loc", "", NS)
        for part in parts
        for url in ET.fromstring(files[part]).findall("s:url", NS)  # noqa: S314 - our own output
    ]
    assert held == [url.findtext("s:loc", "", NS) for url in whole.findall("s:url", NS)]


def test_robots_names_the_sitemap() -> None:
    """Crawlers find it without being told."""
    assert f"Sitemap: {BASE_URL}sitemap.xml\n" in render_sitemap()["robots.txt"]
