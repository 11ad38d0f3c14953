"""The slug rule read backwards: that there is an inverse proves that no two codes share a slug."""

from __future__ import annotations

import re

from errdex.ledger.slug import slug_for


def code_for(slug: str) -> str | None:
    """Return the code that has this slug, or None where none has or the slug holds a digest."""
    try:
        code = re.sub(r"~([0-9a-f-]*)~", _unescape, slug)
    except (ValueError, OverflowError):
        return None
    return code if slug_for(code) == slug else None


def _unescape(match: re.Match[str]) -> str:
    return "".join(chr(int(point, 16)) for point in match[1].split("-") if match[1])
