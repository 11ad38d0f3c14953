"""A built site looked over, file by file: nothing is missing, nothing leads nowhere, all forms tell of the same codes.

    checked files: 253         of them 140 .html, 66 .json …
    checked addresses: 88      80 live, 8 retired
    checked forms: 110         22 codes.json, 22 *.html …
    checked links: 4021        1530 in codes/ …

In go the files of the site (a function gives the content of each), what its manifest says, and the ledger. Each check
is one function and one row of `INSPECTIONS`; one that looked at nothing although there was something fails, for it has
stopped looking.
"""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from posixpath import basename, dirname, join, normpath, splitext
from typing import Any
from urllib.parse import unquote, urlsplit

from errdex.diagnostics import Diagnostic
from errdex.ledger import Ledger
from errdex.markup.anchors import ids_of
from errdex.model import FRONT_PAGES, GUIDES, MAIN_CATALOG, page_path

Looked = Mapping[str, int]
"""How many things a check looked at, by what they are or where they stand."""
Found = tuple[Looked, list[Diagnostic]]

_LINK = re.compile(r'<(?:a|link|script|img|form|iframe)\b[^>]*?\s(?:href|src|action|data-search)="([^"]*)"')
_REFRESH = re.compile(r'<meta http-equiv="refresh" content="0; url=([^"]*)"')
_GUIDE = re.compile(rf"(?:[^/]+/)?{GUIDES}/(?!index\.html)[^/]+\.html")
_MARKDOWN_LINK = re.compile(r"(?<!\\)\]\(<?([^)>]*)>?\)|^<(https?://[^>]*)>$", re.MULTILINE)
_FRONT = tuple(name.removesuffix(".html") for name in FRONT_PAGES)
"""A language's own pages."""
_SITEMAP = re.compile(r"sitemap(-\d+)?\.xml")
"""The sitemap; of a large site its parts, and their index."""
_SITEMAP_PLACE = re.compile(r"<loc>([^<]*)</loc>")
_OWN_ADDRESS = re.compile(r'(?:<loc>|<link rel="canonical" href=")([^<"]*/)(?:index\.html|sitemap-1\.xml)[<"]')
"""That of the site's first page, which is the base of all others."""


@dataclass(frozen=True)
class Built:
    """A site as it lies in its folder."""

    paths: Collection[str]
    """Of all files, from the site's root."""
    read: Callable[[str], bytes]
    manifest: Mapping[str, str]
    """Path -> fingerprint, of every file that was written."""
    fingerprint: Callable[[bytes], str]
    ledger: Ledger
    keeps_ledger: bool
    """Whether the content folder has a ledger to compare with."""

    def text(self, path: str) -> str:
        """Return a file as text, empty where there is none."""
        return self.read(path).decode("utf-8", "replace") if path in self.paths else ""

    def sound(self, path: str) -> str:
        """Return a file as text, empty where it is missing or not as it was published: then it may be anything."""
        data = self.read(path) if path in self.paths else b""
        return data.decode() if data and self.fingerprint(data) == self.manifest.get(path) else ""

    @cached_property
    def data(self) -> Mapping[str, Any]:
        """Return codes.json, or an empty one where it is missing or not as it was published."""
        text = self.sound("codes.json")
        if not text:
            return {"codes": [], "site": {"base_url": self._base_url(), "language": "", "languages": []}}
        content: Mapping[str, Any] = json.loads(text)
        return content

    def _base_url(self) -> str:
        """Return where the site says that it stands; a site without codes.json says so in its pages."""
        own = _OWN_ADDRESS.search(self.sound("sitemap.xml") or self.sound("index.html"))
        return html.unescape(own[1]) if own else ""


def inspect(built: Built) -> tuple[tuple[tuple[str, Looked], ...], tuple[Diagnostic, ...]]:
    """Return what each check looked at, and what is wrong; paths are those of the site's files."""
    counts, faults = [], []
    for name, run in INSPECTIONS:
        looked, found = run(built)
        counts.append((name, looked))
        faults += found
        if not any(looked.values()) and _has_something(built, name):
            faults.append(Diagnostic("error", "", 0, f"the check of {name} found nothing to look at"))
    return tuple(counts), tuple(faults)


def _has_something(built: Built, name: str) -> bool:
    """Tell whether a check must have something to look at: not in a site of guides alone, nor in one of data alone."""
    if name == "addresses":
        return built.keeps_ledger
    if name == "forms":
        return bool(built.data["codes"]) or any(item.catalog != GUIDES for item in built.ledger.permalinks.values())
    # Markdown alone does not say where the site stands, by which its links begin.
    endings = (".html", ".md") if "codes.json" in built.paths else ".html"
    return name != "links" or any(path.endswith(endings) for path in built.paths)


def check_files(built: Built) -> Found:
    """Every file that was written is there, as it was written."""
    faults = []
    for path, fingerprint in built.manifest.items():
        if path not in built.paths:
            faults.append(_fault(path, "this file was published and is gone"))
        elif built.fingerprint(built.read(path)) != fingerprint:
            faults.append(_fault(path, "this file is not as it was published"))
    return Counter(splitext(path)[1] or basename(path) for path in built.manifest), faults


def check_addresses(built: Built) -> Found:
    """Every address of the ledger has a file, and every page of a code or a guide is in the ledger."""
    if not built.keeps_ledger:
        return {}, []
    known = built.ledger.permalinks
    faults = [_fault(url, "this address is in the ledger and has no file") for url in known if url not in built.paths]
    guides = sorted(path for path in built.paths if _GUIDE.fullmatch(path))
    unknown = (url for url in (*_addresses(built.data), *guides) if url not in known)
    faults += [_fault(url, "this page is not in the ledger") for url in unknown]
    return Counter(item.state for item in known.values()), faults


def check_forms(built: Built) -> Found:
    """Every form of the data holds the same codes, and each of them has a page."""
    forms = {name: keys for name, keys in _forms(built) if keys is not None}
    everything = set().union(*forms.values())
    faults = [
        _fault(name, f"{key} is missing here, and stands in {next(other for other in forms if key in forms[other])}")
        for name, keys in forms.items()
        for key in sorted(everything - keys)
    ]
    return {name: len(keys) for name, keys in forms.items()}, faults


def check_links(built: Built) -> Found:
    """Every link within the site, in pages and in Markdown, leads to a file, and its fragment to an id."""
    base = built.data["site"]["base_url"]
    ids: dict[str, frozenset[str]] = {}
    looked: Counter[str] = Counter()
    faults = []
    for path in sorted(built.paths):
        if not path.endswith((".html", ".md")):
            continue
        for link in _links(built.text(path), path):
            target = _inner(link, path, base)
            if target is None:
                continue
            looked[f"in {dirname(path)}/" if "/" in path else "at the top"] += 1
            place, fragment = target
            if place not in built.paths:
                faults.append(_fault(path, f"a link leads to {place}, which is not there"))
            elif fragment and place.endswith(".html"):
                if place not in ids:
                    ids[place] = ids_of(built.text(place))
                if fragment not in ids[place] and not fragment.startswith("q="):
                    faults.append(_fault(path, f"a link leads to {place}#{fragment}, and there is no such part"))
    return looked, faults


INSPECTIONS: tuple[tuple[str, Callable[[Built], Found]], ...] = (
    ("files", check_files),
    ("addresses", check_addresses),
    ("forms", check_forms),
    ("links", check_links),
)


def _fault(path: str, message: str) -> Diagnostic:
    return Diagnostic("error", path, 0, message)


def _addresses(data: Mapping[str, Any]) -> Iterator[str]:
    """Yield every address of every code: its page in each language, and its former ones."""
    site = data["site"]
    for record in data["codes"]:
        url = unquote(record["url"])
        for tag in site["languages"]:
            yield url if tag == site["language"] else f"{tag}/{url}"
        yield from (unquote(former) for former in record["former"])


def _forms(built: Built) -> Iterator[tuple[str, set[str] | None]]:
    """Yield each form with the codes in it, named by their page without its ending; None for a form not there.

    None at all where codes.json, which names the catalogs, is not as it was published. In a site that never had one,
    the ledger names them.
    """
    if "codes.json" in built.paths and not built.sound("codes.json"):
        return
    base = built.data["site"]["base_url"]
    records, former, languages = _named(built)
    yield "codes.json", records if "codes.json" in built.paths else None
    rows = None
    if table := built.sound("codes.csv"):
        csv.field_size_limit(len(table))  # the module takes no cell above 131,072 characters by itself
        rows = {_stem(row["url"].removeprefix(base)) for row in csv.DictReader(io.StringIO(table, newline=""))}
    yield "codes.csv", rows
    folders = {record.split("/")[0] for record in records or rows or ()} or {MAIN_CATALOG}
    # A catalog may have the name of a language: below a language are its catalogs, and beside them its own pages. Those
    # of one that has gone lead on.
    fronts = {
        f"{folder}/{name}"
        for folder in folders
        for name in _FRONT
        if folder in languages or _REFRESH.search(built.text(f"{folder}/{name}.html"))
    }
    beside = former | (fronts - records) | {f"{folder}/index" for folder in folders}
    for ending in (".html", ".json", ".md"):
        stems = {
            path.removesuffix(ending)
            for path in built.paths
            if path.endswith(ending) and path.count("/") == 1 and path.split("/")[0] in folders
        }
        pages = {stem for stem in stems - beside if not stem.rpartition("/")[2].startswith("_")}
        yield f"*{ending}", pages or None
    parts = [built.sound(path) for path in built.manifest if _SITEMAP.fullmatch(path)]
    if parts and all(parts):
        places = (html.unescape(place) for part in parts for place in _SITEMAP_PLACE.findall(part))
        stems = {_stem(place.removeprefix(base)) for place in places}
        yield "sitemap.xml", {stem for stem in stems if stem.count("/") == 1 and stem.split("/")[0] in folders} - beside


def _named(built: Built) -> tuple[set[str], set[str], set[str]]:
    """Return the pages of codes and their former addresses, without their endings, and the languages of the site."""
    if "codes.json" in built.paths:
        records, languages = built.data["codes"], set(built.data["site"]["languages"])
        pages = {unquote(record["url"]) for record in records}
        former = {unquote(url) for record in records for url in record["former"]}
    else:
        items = [item for item in built.ledger.permalinks.values() if item.catalog != GUIDES]
        pages = {page_path(item.catalog, item.slug) for item in items if item.has_page}
        former = {item.url for item in items if not item.has_page}
        languages = {item.url.split("/")[0] for item in items if item.url.count("/") > 1}
    return {_stem(page) for page in pages}, {url.removesuffix(".html") for url in former}, languages


def _stem(url: str) -> str:
    """Return a page's path without its language and its ending."""
    path = unquote(url).removesuffix(".html")
    return "/".join(path.split("/")[-2:])


def _links(text: str, path: str) -> Iterator[str]:
    """Yield the addresses that a page or a Markdown file links."""
    if path.endswith(".md"):
        for inline, automatic in _MARKDOWN_LINK.findall(text):
            yield inline or automatic
    else:
        for pattern in (_LINK, _REFRESH):
            for address in pattern.findall(text):
                yield html.unescape(address)


def _inner(link: str, path: str, base: str) -> tuple[str, str] | None:
    """Return the file and fragment that a link within the site means; None for one that leads out of it."""
    mount = urlsplit(base).path or "/"
    if base and link.startswith(base):
        link = "/" + link.removeprefix(base)
    elif link.startswith(mount) and not link.startswith("//"):
        link = "/" + link.removeprefix(mount)
    elif re.match(r"[a-z][a-z0-9+.-]*:|//", link, re.IGNORECASE):
        return None
    address, _, fragment = link.partition("#")
    address = address.partition("?")[0]
    if not address:
        return path, unquote(fragment)
    place = normpath(join("/", dirname(path), unquote(address)))
    return place.removeprefix("/") or "index.html", unquote(fragment)
