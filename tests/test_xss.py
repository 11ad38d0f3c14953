"""Hostile content in a real browser: whatever is written, typed, linked or pasted, no script of it ever runs.

A site is made of the texts in `hostile.py` through every channel that content has: cells of HTML and of pipe tables,
headers, prose, headings, quotes, lists, notes and their front matter, titles, file names, settings. Each page is opened
under a policy that only reports: nothing may breach it, and what would is not held back, so the sanitiser stands alone.
Then the same texts come by address and clipboard. Last, a control: as raw HTML they do fire, and breach the policy.
"""

from __future__ import annotations

import json
import posixpath
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from errdex import loading, pipeline, rendering
from errdex.loading import Request
from errdex.renderers.hosting import POLICY
from tests.conftest import write_files
from tests.hostile import FIRE, breaks_tables, groups, payloads
from tests.pages import one, print_site, soup, with_settings
from tests.sample_site import sample_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WALKER = (Path(__file__).parent / "walker.js").read_text(encoding="utf-8")
REFRESH = b'<meta http-equiv="refresh"'
META_POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
FRAMED = POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
"""The policy of `_headers`, but that the walker's page may frame the site."""
STUB = ["html", "head", "meta", "meta", "meta", "title", "meta", "link", "body", "h1", "a"]
IMAGE = b"no image, so that onerror fires"
NAMES = (
    f"{FIRE} guide",
    "\" onclick='alert(1)' x=\"",
    "{{ 7 * 191 }}",
    "javascript:alert(1)",
    "&lt;b onclick=alert(1)",
)
"""Of documents and of a file that is linked."""


def front(**keys: object) -> str:
    """Return front matter; JSON is YAML."""
    return "".join(["---\n", *(f"{key}: {json.dumps(value)}\n" for key, value in keys.items()), "---\n"])


def pipe_table(code: str, texts: Sequence[str]) -> str:
    """Return a pipe table with each text in a header and in a cell."""
    cells = [text.replace("\n", " ").replace("|", "\\|") for text in texts]
    rows = [["Error code", "Message", *cells], ["---"] * (len(cells) + 2), [f"{code} {cells[0]}", cells[-1], *cells]]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows) + "\n"


def html_table(code: str, texts: Sequence[str]) -> str:
    """Return an HTML table with each text in a header and in a cell."""
    head = "".join(f"<th title={text}>{text}</th>" for text in texts)
    cells = "".join(f"<td>`x` <b>{text}</b></td>" for text in texts)
    rows = f"<tr><th>Error code</th><th>Message</th>{head}</tr>\n<tr><td>{code}</td><td>{texts[0]}</td>{cells}</tr>\n"
    return f"<table>\n{rows}</table>\n\n"


def prose(texts: Sequence[str], *, headings: bool) -> str:
    """Return prose with each text in all its parts, beginning with the headings or with the text itself."""
    parts = []
    for text in texts:
        line = text.replace("\n", " ")
        above = [f"# 1 {line}", f"## 2 {line}", f"{line}\n==="]
        below = [text, f"- {line}", f"> {line}", f"1. {line} `{line}`"]
        parts += [*above, *below] if headings else [*below, *above]
    return "\n\n".join(parts) + "\n"


def documents(texts: Sequence[str]) -> dict[str, str | bytes]:
    """Return a content folder: for each group of texts a document, a code, and a note on the code."""
    files: dict[str, str | bytes] = {"x.png": IMAGE, "notes/x.png": IMAGE}
    for number, group in enumerate(groups(texts)):
        code, text = f"E{number + 100}", group[0]
        parts = [pipe_table(code, group), html_table(code, group), prose(group, headings=True)]
        for place, part in enumerate(parts if breaks_tables(text) else ["".join(parts)]):
            files[f"d{number}-{place}.md"] = front(title=text) + part
        facts = front(retryable="no", support=text, successor=text, since=text, aliases=group, related=group)
        files[f"notes/{code}.md"] = facts + prose(group, headings=False)
    for number, name in enumerate(NAMES):
        table = pipe_table(f"N{number}", [name])
        files[f"{name}.md"] = f"# x\n\n[file](<../{name}.txt>) [itself](<{name}.md>)\n\n{table}"
        files[f"{name}.txt"] = "x"
    return files


def settings() -> str:
    """Return settings that are as hostile as the content."""
    keys = {"title": NAMES[0] + "{% endraw %}{{ 7*191 }}", "product": NAMES[1], "version": NAMES[0] + "{{ 7*191 }}"}
    keys |= {"description": NAMES[0], "base_url": "https://errors.example.com/", "language": "en"}
    keys["report_url"] = "https://example.com/?{code}{title}{url}"
    lines = [f"{key} = {json.dumps(value)}\n" for key, value in keys.items()]
    family = f'[[families]]\nprefix = "E1"\ntitle = {json.dumps(FIRE)}\n[links]\n'
    return "".join([*lines, family, f'{json.dumps(WAY_OUT)} = "d0-0.md"\n'])


WAY_OUT = '"><b>'
"""Words of a link in the settings."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """The site, by path."""

    files: Mapping[str, bytes]

    def pages(self) -> list[str]:
        """Return the addresses of all pages but those that only lead on."""
        found = (path for path, data in self.files.items() if path.endswith(".html") and REFRESH not in data)
        return ["/" + quote(path) for path in found]


def compile_hostile(folder: Path, texts: Sequence[str]) -> Hostile:
    """Make a site of texts, without asking whether a build would refuse it."""
    write_files(folder, {"site.toml": settings(), **documents(texts)})
    request = Request(folder, folder / "site")
    loaded = loading.load(request)
    compiled, _ = pipeline.compile_(pipeline.read(loaded), loaded, request)
    files = {item.path: item.data for item in rendering.render(compiled.site, loaded.theme)}
    files |= {target: loaded.content.read(source) for source, target in compiled.copies.items()}
    return Hostile(files)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    """Make the site of all texts."""
    return compile_hostile(tmp_path_factory.mktemp("hostile"), payloads())


class HostileHost(BaseHTTPRequestHandler):
    """Serves files from memory, with the policy as one that reports, and the walker's own page."""

    def __init__(self, files: Mapping[str, bytes], *rest: object) -> None:
        self.files = files
        super().__init__(*rest)  # type: ignore[arg-type]  # the server gives what it takes

    def do_GET(self) -> None:
        """Answer with a file, with the walker's page, or with the site's page for missing ones."""
        path = unquote(urlsplit(self.path).path).lstrip("/")
        data = b"<!doctype html><title>walker</title><body>" if path == "walker" else self.files.get(path)
        self.send_response(404 if data is None else 200)
        data = self.files["404.html"] if data is None and "404.html" in self.files else data or b""
        kind = {"html": "text/html; charset=utf-8", "js": "text/javascript", "css": "text/css"}
        self.send_header("Content-Type", kind.get(path.rpartition(".")[2], "text/html; charset=utf-8"))
        if path != "walker":
            self.send_header("Content-Security-Policy-Report-Only", FRAMED)
            data = META_POLICY.sub(b"", data)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(ConnectionError):  # who looks has gone on
            self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the name is the library's)
        """Say nothing."""


@contextmanager
def walking(browser: Browser, files: Mapping[str, bytes]) -> Iterator[Page]:
    """Open the walker's page on a host of the files; fail at a dialog or where the page itself is sent away."""
    context = browser.new_context(locale="en-US")
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(HostileHost, files)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            page = context.new_page()
            dialogs: list[str] = []
            page.on("dialog", lambda dialog: dialogs.append(dialog.message))
            page.add_init_script(WALKER)
            home = f"http://127.0.0.1:{server.server_address[1]}/walker"
            page.goto(home)
            yield page
            assert not dialogs
            assert page.url == home
            assert len(context.pages) == 1
        finally:
            context.close()
            server.shutdown()
            thread.join()


def test_there_are_enough_of_them() -> None:
    """At least 500 texts, all different."""
    assert len(payloads()) >= 500


def test_nothing_fires_on_any_page(browser: Browser, hostile: Hostile) -> None:
    """No page runs, loads or sends anything that content asks for, nor tries what the policy forbids."""
    pages = hostile.pages()
    with walking(browser, hostile.files) as page:
        found = page.evaluate("walk", pages)
    assert found["bad"] == []
    assert found["looked"] == len(pages) >= 2 * len(groups(payloads()))
    assert len(found["tickets"]) >= 2 * len(groups(payloads()))
    check_tickets(found["tickets"])


def check_tickets(tickets: list[str]) -> None:
    """Assert that what the copy buttons give is harmless in a tracker that renders Markdown with HTML, too."""
    marked = [ticket for ticket in tickets if ticket.startswith("### ")]
    assert len(marked) > 250  # a few texts break the table that they stand in
    for ticket in marked:
        shown = BeautifulSoup(Markdown().convert(ticket), "html.parser")
        bad = [tag for tag in shown.find_all(True) if tag.name in ("script", "img", "svg", "iframe", "b")]
        bad += [
            tag for tag in shown.find_all("a") if not str(tag["href"]).startswith(("http://127", "https://errors."))
        ]
        assert not bad, (ticket, bad)


def test_nothing_fires_from_what_is_typed_or_pasted(browser: Browser, hostile: Hostile) -> None:
    """The search box, its results and the reader of logs write text, whatever they are given."""
    texts = payloads()
    with walking(browser, hostile.files) as page:
        found = page.evaluate("([address, texts]) => ask(address, texts)", ["/search.html", list(texts)])
    assert found["bad"] == []
    assert found["results"] > len(texts)


def test_nothing_fires_from_an_address(browser: Browser, tmp_path: Path, long_run: bool) -> None:
    """`?q=`, `#q=`, `?code=` and the path of a missing page are text, too."""
    small = compile_hostile(tmp_path, payloads()[::60])
    texts = payloads()[:: 1 if long_run else 15]
    addresses = []
    for text in texts:
        value = quote(text, safe="")
        addresses += [
            f"/search.html?q={value}",
            f"/index.html#q={value}",
            f"/en/codes/{value}.html",
            f"/x?code={value}",
        ]
    with walking(browser, small.files) as page:
        found = page.evaluate("walk", addresses)
    assert found["bad"] == []
    assert found["looked"] == len(addresses)


def test_former_addresses_lead_into_the_site(hostile: Hostile) -> None:
    """The page of an alias holds a title and a way to a page that is there, whatever the alias is."""
    stubs = [(path, soup(data)) for path, data in hostile.files.items() if REFRESH in data and path.endswith(".html")]
    assert len(stubs) > 500
    for path, stub in stubs:
        assert [tag.name for tag in stub.find_all(True)] == STUB
        (refresh,) = stub.select("meta[http-equiv=refresh]")
        way = str(one(stub, "a")["href"])
        assert refresh["content"] == f"0; url={way}"
        assert (
            posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(way.partition("#")[0]))) in hostile.files
        )


def test_no_template_is_run(hostile: Hostile) -> None:
    """What looks like a template is printed as it is: nowhere has it been computed."""
    for path, data in hostile.files.items():
        assert not re.search(rb"(?<!\d)1337(?!\d)", data), path
    assert b"{{ 7 * 191 }}" in hostile.files["guides/d0-0.html"] + b"".join(hostile.files.values())


@pytest.mark.parametrize(
    "text", [FIRE, '" onfocus="alert(1)" autofocus x="', "{% endraw %}{{ 7 * 191 }}", "</script>" + FIRE]
)
def test_nothing_fires_from_settings(browser: Browser, text: str) -> None:
    """Titles, product, description, version and the names of families are text."""
    titles = {"ja": text, "en": text}
    site = with_settings(sample_site(), titles=titles, descriptions=titles, product=text, version=text)
    files = {f"docs/{path}": data for path, data in print_site(site).items()}
    with walking(browser, files) as page:
        found = page.evaluate("walk", Hostile(files).pages())
    assert found["bad"] == []
    assert not any(b"1337" in data for data in files.values())


def test_the_control_fires(browser: Browser, long_run: bool) -> None:
    """Printed as HTML, most of the texts do fire or are noticed: the tests above can fail."""
    texts = payloads()[:: 1 if long_run else 3]
    files = {f"{number}.html": f"<!doctype html><main>{text}".encode() for number, text in enumerate(texts)}
    with walking(browser, {**files, "x.png": IMAGE}) as page:
        found = page.evaluate("walk", [f"/{path}" for path in files])
    fired = [item for item in found["bad"] if item["fired"]]
    assert len([item for item in fired if item["breaches"]]) > len(texts) / 6
    assert len(found["bad"]) > len(texts) / 2
