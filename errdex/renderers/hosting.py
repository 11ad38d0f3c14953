"""Files for static hosts: `_headers` and `_redirects` (Netlify, Cloudflare Pages), `.nojekyll` (GitHub Pages).

    /codes/40100.html /codes/4100.html 301

They are read at the root of a host, so their paths begin with the path of base_url. A host that knows none of them
serves the same site: former addresses have pages of their own, and the security policy stands in each page, too.

Text without a `charset` is read in a browser by its reader's locale, and Japanese Markdown is then not legible; so the
types of text say it (`Content-Type` in just this spelling: Netlify sends another one beside its own). The data may be
fetched by pages of other sites, for all of it is public.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from urllib.parse import urlsplit

from errdex.model import Artifact, Site, Theme
from errdex.renderers.address import quote_path
from errdex.renderers.redirects import all_redirects, moved_data

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
TYPES: Mapping[str, str] = {"md": "text/markdown", "csv": "text/csv", "txt": "text/plain"}
"""Of files that can't say by themselves that they are UTF-8, by their ending."""
SHARED = ("json", "md", "csv")
"""Endings of the data."""
FOR_EVER = "public, max-age=31536000, immutable"
STATIC_REDIRECTS = 2_000
"""What Cloudflare Pages reads of `_redirects`."""
FILES = 20_000
"""What Cloudflare Pages holds, in its free plan."""


def render(site: Site, _: Theme) -> Iterable[Artifact]:
    """Yield the files."""
    mount = urlsplit(site.settings.base_url).path or "/"
    headers = (
        f"{mount}*",
        f"  Content-Security-Policy: {POLICY}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "",
        # Names in these folders hold a hash of their content.
        f"{mount}assets/*",
        f"  Cache-Control: {FOR_EVER}",
        f"{mount}search/:language/*",
        f"  Cache-Control: {FOR_EVER}",
        "",
        *(line for ending in ("json", *TYPES) for line in _data_rule(f"{mount}*.{ending}", ending)),
    )
    yield Artifact("_headers", ("\n".join(headers) + "\n").encode())
    ways = chain(((item.url, item.target) for item in all_redirects(site)), moved_data(site))
    rules = [f"{mount}{quote_path(url)} {mount}{quote_path(target)} 301" for url, target in ways]
    yield Artifact("_redirects", "".join(f"{rule}\n" for rule in rules).encode())
    yield Artifact(".nojekyll", b"")


def _data_rule(path: str, ending: str) -> Iterator[str]:
    yield path
    if ending in TYPES:
        yield f"  Content-Type: {TYPES[ending]}; charset=utf-8"
    if ending in SHARED:
        yield "  Access-Control-Allow-Origin: *"


def host_limits(site: Site, files: int) -> tuple[str, ...]:
    """Return a sentence for each limit of a common host that the site exceeds; `files` is how many it has."""
    passed = []
    redirects = sum(1 for _ in chain(all_redirects(site), moved_data(site)))
    if redirects > STATIC_REDIRECTS:
        passed.append(
            f"{redirects:,} redirects; Cloudflare Pages reads {STATIC_REDIRECTS:,}, the pages serve the others"
        )
    if files > FILES:
        passed.append(f"{files:,} files; Cloudflare Pages takes {FILES:,} in its free plan")
    if any(code.slug == "404" for code in site.codes()):
        passed.append("a code 404: Cloudflare Pages shows its page for any address beside it that does not exist")
    return tuple(passed)
