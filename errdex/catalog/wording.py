"""What one language says of a code: its title, and its wordings folded.

The title is the title column, else the short message, else the words beside the code (`404 Not Found`), else the
symbol, else the cause, else the beginning of a long message, else a remark beside the code (`4000-4999 reserved`), else
nothing but the code. What to do is no title: it does not say what has happened.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from errdex.model import Entry, Role
from errdex.pattern import pattern
from errdex.spelling import REMARKS, is_filler

SHORT = 80
"""Characters of a title that was not written as one."""

_CAUSES: tuple[Role, ...] = ("cause", "cause-remedy")

_NAME = pattern(r"(?:\s*[:：]\s*|\s+[-–—]\s+|\s+)([^\W\d_]\D*)", re.DOTALL)
"""What follows a number that has a name; what may be a second code has digits."""
_SENTENCE = pattern(r"(.+?[。．！？!?])|(.+?\.)(?=\s)", re.DOTALL)


def find_title(entries: Iterable[Entry]) -> str:
    """Return the title that the wordings of a code give; empty where there is only the code."""
    entries = tuple(entries)
    return (
        _first(entries, ("title",), _fit)
        or _first(entries, ("message",), shorten)
        or next(filter(None, map(_name_beside, entries)), "")
        or _first(entries, ("symbol",), _fit)
        or _first(entries, _CAUSES, shorten)
        or _first(entries, ("message", *_CAUSES), _cut)
        or next(filter(None, map(_beside, entries)), "")
    )


def _first(entries: Sequence[Entry], roles: Sequence[Role], make: Callable[[str], str]) -> str:
    """Return the first title that can be made of a field of these roles, and is not the code over again."""
    for role in roles:
        for entry in entries:
            text = entry.text(role)
            if text and not is_filler(text) and (title := make(text)) and title != entry.code:
                return title
    return ""


def _name_beside(entry: Entry) -> str:
    """Return the name that stands with the code in its cell; a single small word, or `Deprecated`, is a remark."""
    name = _beside(entry)
    is_remark = name.casefold() in REMARKS or (name.isascii() and name.islower() and " " not in name)
    return "" if is_remark else name


def _beside(entry: Entry) -> str:
    """Return what stands with a number in its cell, a name or a remark."""
    code, text = entry.code, entry.text("code")
    if text == code or not text.startswith(code) or not code.lstrip("-−")[:1].isdecimal():
        return ""
    name = _NAME.fullmatch(text, len(code))
    return shorten(name[1]) if name else ""


def shorten(text: str) -> str:
    """Return a text on one line if it is short enough for a title, else its first sentence if that is, else nothing."""
    line = " ".join(text.split())
    if len(line) > SHORT:
        first = _SENTENCE.match(line)
        line = first[0] if first and len(first[0]) <= SHORT else ""
    return line.rstrip("。．") if line.endswith(("。", "．")) else line


def _fit(text: str) -> str:
    return shorten(text) or _cut(text)


def _cut(text: str) -> str:
    """Return the beginning of a long text, up to the end of a word, where there are words."""
    line = " ".join(text.split())[: SHORT - 1]
    words, blank, _ = line.rpartition(" ")
    return f"{(words if blank and len(words) > SHORT // 2 else line).rstrip(' ,;:、，；：')}…"


def fold(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the distinct wordings: of rows with the same cells under the same labels, only the first."""
    entries = tuple(entries)
    if len(entries) == 1:
        return entries  # nearly every code
    seen: dict[tuple[tuple[str, str], ...], Entry] = {}
    for entry in entries:
        seen.setdefault(tuple((item.label, item.text) for item in entry.fields), entry)
    return tuple(seen.values())
