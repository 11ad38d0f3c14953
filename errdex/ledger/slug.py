"""From a code to the name of its page: one path segment, the same on every machine, readable where the code is.

    4100                      4100
    InvalidParameter.Foo      InvalidParameter.Foo
    DB:0140                   DB~3a~0140
    E 12 / 13                 E~20~12~20-2f-20~13
    エラー                    ~30a8-30e9-30fc~
    CON                       ~43~ON
    (95 letters)              (63 of them)~h5f0c3a…~

The alphabet is ASCII letters, digits, `.`, `-`, `_`: nothing to percent-encode in a URL (RFC 3986, 2.3), nothing that
a file system normalises. A run of anything else is written as `~`, its code points in hexadecimal joined by `-`, `~`.
The same escape is put on a character that is harmless alone but not where it stands:

- a first `.` (a hidden file) or `_` (names that begin so are free for pages that are no code's);
- a last `.` (Windows drops it), and the `.` of a last `.html`, `.json`, `.md` (`codes/4100.html` is the page of 4100);
- the first letter of a Windows device (`CON`, `lpt1.txt`) and of `index`.

So a code can be read back out of its slug, and no two have the same. A slug over `LIMIT` is cut, and a digest of the
code (`~h…~`, which no escape looks like) keeps it apart from others.

Letters keep their case, because people type and guess `InvalidParameter.Foo`. Two codes of a catalog that are equal
but for case would share a file on Windows and macOS: `assign_slugs` leaves the plain slug to the one that the ledger
holds, else to the first in code point order, and gives the other ones a digest.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable

from errdex.pattern import pattern

LIMIT = 90
"""Bytes of a slug; with the longest ending a file name stays below 100."""

_DIGEST_DIGITS = 24

# re.ASCII, because a case-folding `[a-z]` would take the Kelvin sign and the long s for letters of the alphabet.
_ESCAPED = pattern(
    r"""
      [^A-Za-z0-9._-]+
    | \A [._]
    | \. (?= (?i: html? | json | md ) \Z )
    | \. \Z
    | \A (?= (?i: con | prn | aux | nul | com[0-9] | lpt[0-9] ) (?: \. | \Z ) | (?i: index ) \Z ) .
    """,
    re.ASCII | re.VERBOSE,
)


def slug_for(code: str) -> str:
    """Return the slug of a code, by itself: different codes, different slugs, though perhaps only by case."""
    slug = _ESCAPED.sub(_escape, code) or "~~"
    return slug if len(slug) <= LIMIT else distinct_slug(code)


def distinct_slug(code: str) -> str:
    """Return the slug of a code with a digest: it differs from all other slugs even where case does not count."""
    digest = hashlib.sha256(code.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGEST_DIGITS]
    mark = f"~h{digest}~"
    start = _ESCAPED.sub(_escape, code)[: LIMIT - len(mark)]
    if start.count("~") % 2:
        start = start[: start.rindex("~")]
    return start + mark


def assign_slugs(codes: Iterable[str], taken: Iterable[str] = ()) -> dict[str, str]:
    """Return the slug of each new code of a catalog, no two equal when case does not count, nor equal to one `taken`.

    The order of `codes` is of no consequence.
    """
    used = {slug.lower() for slug in taken}
    slugs = {}
    for code in sorted(set(codes)):
        slug = slug_for(code)
        if slug.lower() in used:
            slug = distinct_slug(code)
        used.add(slug.lower())
        slugs[code] = slug
    return slugs


def _escape(match: re.Match[str]) -> str:
    return "~" + "-".join(f"{ord(character):x}" for character in match[0]) + "~"
