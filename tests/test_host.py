"""What a host that heeds `_headers` sends, and what a browser makes of it."""

from __future__ import annotations

import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.request import urlopen

import pytest

from errdex.renderers.hosting import FOR_EVER, POLICY
from tests.host import read_headers

if TYPE_CHECKING:
    from playwright.sync_api import Page


def test_every_response_bears_the_policy(site: Path, site_url: str) -> None:
    """Pages and files have the security headers, and only what is named by its content may be kept for ever."""
    script = next((site / "assets").glob("*.js")).relative_to(site).as_posix()
    index = next((site / "search").rglob("*.js")).relative_to(site).as_posix()
    for path in ("", "index.html", "codes/4100.html", "codes.json", script, index):
        with urlopen(site_url + path) as response:
            assert response.headers["Content-Security-Policy"] == POLICY
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            for_ever = path.startswith("assets/") or path.count("/") > 1
            assert response.headers["Cache-Control"] == (FOR_EVER if for_ever else None), path


@pytest.mark.parametrize(("path", "kind"), [("codes/4100.md", "markdown"), ("codes.csv", "csv"), ("llms.txt", "plain")])
def test_text_says_that_it_is_utf_8(site_url: str, path: str, kind: str) -> None:
    """Else a browser reads it by the reader's locale, and shows signs that nobody can read."""
    with urlopen(site_url + path) as response:
        assert response.headers.get_all("Content-Type") == [f"text/{kind}; charset=utf-8"]
        assert response.read().decode()


def test_other_sites_may_fetch_the_data(site_url: str) -> None:
    """JSON, Markdown and CSV are for programs, those in a browser too; pages are not."""
    shared = {}
    for path in ("codes.json", "codes/4100.json", "codes/4100.md", "codes.csv", "codes/4100.html", "index.html"):
        with urlopen(site_url + path) as response:
            shared[path] = response.headers["Access-Control-Allow-Origin"]
    assert shared == {path: None if path.endswith("html") else "*" for path in shared}


def test_rules_are_read_as_hosts_read_them() -> None:
    """A star is anything, a name is one segment, and a dot is a dot."""
    (path, headers), (deep, _) = read_headers("/a.b/*\n  X: y: z\n  V: w\n\n/s/:language/*\n  X: y\n")
    assert headers == (("X", "y: z"), ("V", "w"))
    assert [bool(path.fullmatch(text)) for text in ("/a.b/", "/a.b/c/d", "/axb/c", "/a.b")] == [
        True,
        True,
        False,
        False,
    ]
    assert [bool(deep.fullmatch(text)) for text in ("/s/ja/x.js", "/s/ja.js")] == [True, False]


class Stranger(SimpleHTTPRequestHandler):
    """Serves pages of somebody else."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the library's)
        """Say nothing."""


def test_no_stranger_can_frame_a_page(page: Page, site_url: str, tmp_path: Path) -> None:
    """A page in a frame of another site stays empty, so that nobody can be led to click in it unawares."""
    (tmp_path / "trap.html").write_text(f'<!doctype html><title>trap</title><iframe src="{site_url}index.html">')
    refused: list[str] = []
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Stranger, directory=str(tmp_path))) as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        opened = page.context.new_page()
        opened.on("console", lambda line: refused.append(line.text))
        opened.goto(f"http://127.0.0.1:{server.server_address[1]}/trap.html")
        (frame,) = opened.frames[1:]
        assert frame.url != f"{site_url}index.html" or not frame.locator("main").count()
        server.shutdown()
    assert any("frame-ancestors 'none'" in line for line in refused)
