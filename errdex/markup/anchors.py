"""Where a link into a page may lead: the ids in it, and the anchors that GitHub gives to headings.

Many a writer tries out links there:

    ## B & C / D — E        #b--c--d--e
    ## 同じ                 #同じ, and #同じ-1 for the next heading of the same words

Rules of GitHub's pipeline (html-pipeline, TableOfContentsFilter): lower case; letters with their marks, digits, hyphens
and underscores stay, each space is a hyphen, all else goes.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_ID = re.compile(r'\sid="([^"]+)"')


def ids_of(source: str) -> frozenset[str]:
    """Return the ids in HTML that we have printed or put in order."""
    return frozenset(html.unescape(id_) for id_ in _ID.findall(source))


def github_anchors(headings: Iterable[str]) -> Iterator[str]:
    """Yield the anchor of each heading of a document, given as plain text, in their order."""
    seen: Counter[str] = Counter()
    for text in headings:
        anchor = "".join(_kept(character) for character in text.strip().lower())
        number = seen[anchor]
        seen[anchor] += 1
        yield f"{anchor}-{number}" if number else anchor


def _kept(character: str) -> str:
    if character == " ":
        return "-"
    stays = character in "-_" or character.isalnum() or unicodedata.category(character).startswith("M")
    return character if stays else ""
