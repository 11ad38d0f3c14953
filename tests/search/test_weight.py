"""What the search weighs on the wire."""

from __future__ import annotations

import gzip
from pathlib import Path

from errdex.model import Theme
from errdex.renderers.html.assets import strip_js
from tests.pages import built_in_theme

KILOBYTE = 1024
THEME: Theme = built_in_theme()


def weight(data: bytes) -> int:
    """Return the size as a host sends it."""
    return len(gzip.compress(data, 9, mtime=0))


def test_engine_and_box_are_light(site: Path) -> None:
    """The box of every page and the engine that it fetches weigh at most 8 KB together, the index of 22 codes 6 KB."""
    box = weight(strip_js(THEME.assets["js/search.js"]))
    (engine,) = site.glob("assets/search-engine.*.js")
    assert box + weight(engine.read_bytes()) <= 8 * KILOBYTE
    for index in site.glob("search/*.js"):
        assert weight(index.read_bytes()) <= 6 * KILOBYTE
