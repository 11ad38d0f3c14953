"""What one language says of a code: its title, and its wordings folded.

The title is the title column, else the short message, else the symbol, else nothing but the code.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from errdex.model import Entry, Role
from errdex.pattern import pattern

SHORT = 80
"""Characters of a message that may serve as a title."""

_TITLES: tuple[Role, ...] = ("title", "message")
_STAND_INS: tuple[Role, ...] = ("cause", "remedy", "cause-remedy")
"""What may serve as a title, when it is short, before the bare code does."""

_SENTENCE = pattern(r"(.+?[。．！？!?])|(.+?\.)(?=\s)", re.DOTALL)


def find_title(entries: Iterable[Entry]) -> str:
    """Return the title that the wordings of a code give; empty where there is only the code."""
    entries = tuple(entries)
    for role in _TITLES:
        for entry in entries:
            text = entry.text(role)
            title = shorten(text) if text else ""
            if title and title != entry.code:
                return title
    for entry in entries:
        for item in entry.fields:
            if item.role == "symbol" and item.text and item.text != entry.code:
                return shorten(item.text)
    for role in _STAND_INS:
        for entry in entries:
            if 0 < len(entry.text(role)) <= SHORT:
                return shorten(entry.text(role))
    return ""


def shorten(text: str) -> str:
    """Return a text on one line if it is short enough for a title, else its first sentence if that is, else nothing."""
    line = " ".join(text.split())
    if len(line) > SHORT:
        first = _SENTENCE.match(line)
        line = first[0] if first and len(first[0]) <= SHORT else ""
    return line.rstrip("。．") if line.endswith(("。", "．")) else line


def fold(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the distinct wordings: of rows with the same cells under the same labels, only the first."""
    entries = tuple(entries)
    if len(entries) == 1:
        return entries  # nearly every code
    seen: dict[tuple[tuple[str, str], ...], Entry] = {}
    for entry in entries:
        seen.setdefault(tuple((item.label, item.text) for item in entry.fields), entry)
    return tuple(seen.values())
