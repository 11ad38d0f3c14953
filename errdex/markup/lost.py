"""What the sanitiser takes out of content that its reader would miss.

    <video src="v.mp4"></video>        pages hold text, links and pictures
    <style>td { color: red }</style>   nor a browser's instructions; what stands within goes too
    [chat](slack://channel)            an address is a path, or http:, https:, mailto:, tel:
    <a href="http://[bad">             and one that a browser can read
    ![](https://x.example/a.png)       pages load nothing from elsewhere, as their policy says

It is told before cleaning, from rendered HTML, in which code is text; the sanitiser itself says which address it takes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from itertools import islice

from errdex.markup.clean import clean_html
from errdex.markup.tags import HIDDEN, show_unknown_tags
from errdex.noun import noun
from errdex.pattern import pattern

_MEDIA = "applet|audio|canvas|embed|frame|iframe|input|math|meter|object|progress|svg|video"
_TAKEN = f"{_MEDIA}|{'|'.join(sorted(HIDDEN))}"
_COMMENT = pattern(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_LOST_TAG = pattern(rf"<({_TAKEN})(?=[\s/>])", re.IGNORECASE)
_LINKING = pattern(r"""<(a|img)(?=\s)((?:[^<>"']|"[^"]*"|'[^']*')*)""", re.IGNORECASE)
_ADDRESS = pattern(r"""\s(?:href|src)\s*=\s*("[^"]*"|'[^']*'|[^\s"'>]+)""", re.IGNORECASE)
_PATH = pattern(r"[^:/?#]*(?:[/?#].*)?", re.DOTALL)
"""An address without a scheme, unless it begins with two slashes."""
_ELSEWHERE = pattern("(?:https?:)?//", re.IGNORECASE)
_SUSPECT = re.compile(
    rf"""[(<=/](?!/?t[dr]>)(?:(?<=<)(?:{_TAKEN})[\s/>]|(?<=/)/\[|"""
    r"""(?<!/)\s{0,9}["'<]?\s{0,9}(?!https?:|mailto:)[a-z][a-z0-9+.-]{0,40}:)""",
    re.IGNORECASE,
)
"""Its first letter stands first, for one of a few letters is what `re` finds fastest; then tags of rows and cells are
ruled out. That takes 8 ms for ten thousand rows, where it took 24."""
MOST = 200
"""Things of one text that are told."""


@noun
class Lost:
    """A thing that no page will show."""

    written: str
    """What to look for in the source: `<video`, or an address."""
    message: str
    hint: str


def may_lose(source: str) -> bool:
    """Tell at a glance whether Markdown or HTML may hold something that is lost."""
    if "<" not in source and "](" not in source:
        return False
    return "![" in source or "<img" in source or "<IMG" in source or _SUSPECT.search(source) is not None


def find_lost(source: str) -> Iterator[Lost]:
    """Return what is lost of HTML that has not been cleaned yet, tags first; no more than `MOST`."""
    return islice(_find(source), MOST) if "<" in source else iter(())


def _find(source: str) -> Iterator[Lost]:
    shown = _COMMENT.sub("", show_unknown_tags(source))
    for match in _LOST_TAG.finditer(shown):
        name = match[1].lower()
        if name in HIDDEN:
            hint = f"write &lt;{name}> where the tag itself is meant; looks are set in the theme, pages run no script"
            yield Lost(f"<{match[1]}", f"<{name}> is left out with all that it holds", hint)
        else:
            hint = "link what it shows; pages hold text, links and pictures"
            yield Lost(f"<{match[1]}", f"<{name}> is left out", hint)
    for tag in _LINKING.finditer(shown):
        address = _ADDRESS.search(tag[2])
        href = html.unescape(address[1].strip("\"'")).strip() if address else ""
        if _is_taken(href):
            hint = "an address is a path, or begins with http:, https:, mailto: or tel:"
            yield Lost(href, f"the address {_short(href)!r} is left out, and its words are no link", hint)
        elif tag[1].lower() == "img" and _ELSEWHERE.match(href):
            hint = "put it beside the document, or link it"
            yield Lost(href, f"the picture {_short(href)!r} is not shown: pages load nothing from elsewhere", hint)


def _short(href: str) -> str:
    return href if len(href) <= 60 else f"{href[:59]}…"


def _is_taken(href: str) -> bool:
    """Tell whether the sanitiser takes an address away."""
    if not href.startswith("//") and _PATH.fullmatch(href):
        return False
    return "href=" not in clean_html(f'<a href="{html.escape(href)}">x</a>')
