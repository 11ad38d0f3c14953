"""A static host on this machine, like Netlify or Cloudflare Pages: it sends what the site's `_headers` says.

/docs/*                                  a path of the host; `*` is anything, `:name` one segment
X-Content-Type-Options: nosniff        headers for all that it matches
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from os import PathLike
from pathlib import Path
from urllib.parse import urlsplit

Rule = tuple[re.Pattern[str], tuple[tuple[str, str], ...]]


def read_headers(text: str) -> tuple[Rule, ...]:
    """Return the rules of a `_headers`: what paths, what headers."""
    rules: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        if line.startswith(" "):
            name, _, value = line.strip().partition(": ")
            rules[-1][1].append((name, value))
        elif line:
            rules.append((line, []))
    return tuple((_pattern(path), tuple(headers)) for path, headers in rules)


def _pattern(path: str) -> re.Pattern[str]:
    pieces = re.split(r"(\*|:\w+)", path)
    return re.compile("".join({"*": ".*", ":": "[^/]+"}.get(piece[:1], re.escape(piece)) for piece in pieces))


class Host(SimpleHTTPRequestHandler):
    """Serves a folder with the headers of its `_headers`, and answers with its `404.html`."""

    def __init__(self, rules: tuple[Rule, ...], *rest: object, directory: str) -> None:
        self.rules = rules
        super().__init__(*rest, directory=directory)  # type: ignore[arg-type]  # the server gives what it takes

    def guess_type(self, path: str | PathLike[str]) -> str:
        """Return the type that the site's headers name, else that of the ending."""
        address = urlsplit(self.path).path
        said = [
            value
            for pattern, headers in self.rules
            if pattern.fullmatch(address)
            for name, value in headers
            if name == "Content-Type"
        ]
        return said[-1] if said else super().guess_type(path)

    def end_headers(self) -> None:
        """Add the site's own headers to each response."""
        path = urlsplit(self.path).path
        for pattern, headers in self.rules:
            if pattern.fullmatch(path):
                for name, value in headers:
                    if name != "Content-Type":
                        self.send_header(name, value)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer a missing page with the site's own."""
        page = Path(self.directory, "404.html")
        if code != 404 or not page.exists():
            super().send_error(code, message, explain)
            return
        data = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the library's)
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a folder on this machine alone; gives its URL, with the final slash."""
    said = folder / "_headers"
    rules = read_headers(said.read_text(encoding="utf-8")) if said.exists() else ()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, rules, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()
