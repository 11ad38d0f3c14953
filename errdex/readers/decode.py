"""Bytes of a source as text, and its front matter.

    ---
    title: Error codes
    kind: errors
    ---
    # Error codes …

UTF-8, with or without a byte order mark; lines end with LF, CRLF or a lone CR. Front matter is YAML of which only
strings and lists of strings are taken: `kind: no` is the text "no". A key with anything deeper is a warning; front
matter in another notation, without its end, or with a key twice is an error, because it would be printed or lost.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import chain
from typing import TYPE_CHECKING

from errdex.diagnostics import Diagnostic
from errdex.model import Source
from errdex.noun import noun
from errdex.pattern import pattern

if TYPE_CHECKING:
    import yaml

MAX_FRONT = 64 * 1024
"""Characters of front matter."""

_FRONT = pattern(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEYED = pattern(r"\s*\Z|(?:\s*#[^\n]*\n)*\s*[^\s:#][^\n:]*:(?:\s|\Z)")
"""How front matter begins; below a line of hyphens may also stand just text."""
_UNCLOSED = re.compile(r"---[ \t]*\n\s*(?:#[^\n]*\n\s*)*(?:[a-z][\w-]*|Title|Kind|Code):(?:\s|\Z)", re.ASCII)
"""How front matter begins that has no end: a line of hyphens, and a key as those of front matter are written."""
_OTHER = (
    ("TOML", re.compile(r"\+\+\+[ \t]*\n(?=.*?^\+\+\+[ \t]*$|\s*[\w.\"'-]+[ \t]*=|\s*\[)", re.DOTALL | re.MULTILINE)),
    ("JSON", re.compile(r"\{\s*\"(?=[^\n]*\":)")),
)
"""How front matter in other notations begins."""
_HINT = "front matter is YAML between two lines of ---"
_QUOTES = "put quotes around text with a colon, or with a mark at its front"
_CONTROL = pattern("[\0-\x08\x0b\x0e-\x1f\x7f]")
_CONTROLS = bytes([*range(9), 11, *range(14, 32), 127])
"""The same in UTF-8, of which no other character holds such a byte; to look for bytes takes a third of the time."""
_ESCAPED = pattern("[\0-\x08\x0b\x0e-\x1f\x7f\ud800-\udfff]")
"""What an escape in YAML can bring in, `"\\x1a"` or `"\\ud800"`, though the text of the file has passed."""


@noun
class Text:
    """A source as text."""

    front: Mapping[str, str | tuple[str, ...]]
    front_lines: Mapping[str, int]
    """Line of each key."""
    body: str
    """After the front matter; lines end with LF, and no control character is left."""
    line: int
    """Of the source on which `body` begins."""
    diagnostics: tuple[Diagnostic, ...]


def decode(source: Source) -> Text:
    """Return the text of `source`; what is no text is an error and stands as U+FFFD, or nothing is read at all."""
    faults: list[Diagnostic] = []
    data = source.data
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _nothing(Diagnostic("error", source.path, 1, "text in UTF-16", "save the document as UTF-8"))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = _lines(data[: error.start].decode("utf-8", "replace")).count("\n") + 1
        message = f"not UTF-8: byte 0x{data[error.start]:02x} begins no character"
        faults.append(Diagnostic("error", source.path, line, message, "save the document as UTF-8"))
        text = data.decode("utf-8-sig", "replace")
    text = _lines(text)
    if len(data.translate(None, _CONTROLS)) != len(data) and (match := _CONTROL.search(text)):
        line = text.count("\n", 0, match.start()) + 1
        message = f"control character U+{ord(match[0]):04X} in the text"
        faults.append(Diagnostic("error", source.path, line, message, "remove it; is this a text file?"))
        text = _CONTROL.sub("\ufffd", text)
    return _split(source.path, text, faults)


def _lines(text: str) -> str:
    """Return `text` with LF for each end of a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def _nothing(fault: Diagnostic) -> Text:
    return Text({}, {}, "", 1, (fault,))


def _split(path: str, text: str, faults: list[Diagnostic]) -> Text:
    """Return `text` with its front matter apart."""
    match = _FRONT.match(text) if text.startswith("---") else None
    if not match or not _KEYED.match(match[1]):
        if fault := _misread(text, match[1] if match else ""):
            faults.append(Diagnostic("error", path, 1, fault, _HINT))
        return Text({}, {}, text, 1, tuple(faults))
    raw = match[1]
    line = match[0].count("\n") + 1
    front: dict[str, str | tuple[str, ...]] = {}
    deeper: tuple[str, ...] = ()
    twice: tuple[tuple[str, int], ...] = ()
    try:
        front, deeper, twice = _front(raw)
    except ValueError as error:
        at, _, message = str(error).partition(" ")
        mend = "write blanks in place of tabs" if r"\t" in message else _QUOTES
        message = f"front matter cannot be read: {message}"
        faults.append(Diagnostic("error", path, int(at) + 1, message, f"{_HINT}; {mend}"))
    places: dict[str, int] = {}
    for number, item in enumerate(raw.split("\n"), 2):
        key, colon, _ = item.partition(":")
        if colon and key.strip(" \"'") in (*front, *deeper):
            places.setdefault(key.strip(" \"'"), number)
    for key in deeper:
        message = f"front matter: what stands under {key} is not read"
        hint = "write a text there, or a list of texts"
        faults.append(Diagnostic("warning", path, places.get(key, 1), message, hint))
    for key, number in twice:
        message = f"front matter: the key {key} stands twice"
        faults.append(Diagnostic("error", path, number, message, f"first at line {places.get(key, 1)}"))
    return Text(front, places, text[match.end() :], line, tuple(faults))


def _misread(text: str, block: str) -> str:
    """Return what is wrong with a text that begins like front matter which cannot be read; empty for any other.

    `block` is what stands between two lines of hyphens at its beginning.
    """
    if block:
        items = all(line.startswith(("- ", " ", "\t")) for line in block.rstrip("\n").split("\n"))
        return "front matter cannot be read: it is a list, without keys" if items else ""
    for name, beginning in _OTHER:
        if beginning.match(text):
            return f"front matter cannot be read: it is {name}"
    return "front matter is never closed" if _UNCLOSED.match(text) else ""


def _front(raw: str) -> tuple[dict[str, str | tuple[str, ...]], tuple[str, ...], tuple[tuple[str, int], ...]]:
    """Return the strings and lists of strings of YAML by their keys, the keys of anything else, and keys that repeat.

    Those come with the line of the source on which each stands again.
    Raise ValueError("line message") where it is no YAML.
    """
    import yaml

    if len(raw) > MAX_FRONT:
        raise ValueError(f"1 more than {MAX_FRONT} characters")
    try:
        loader = yaml.BaseLoader(raw)  # makes strings only
        node = loader.get_single_node()
        values = loader.construct_document(node) if node else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or "no YAML"
        raise ValueError(f"{mark.line + 1 if mark else 1} {problem}") from error
    except RecursionError as error:
        raise ValueError("1 nested too deep") from error
    if values in (None, ""):
        return {}, (), ()
    if not isinstance(node, yaml.MappingNode) or not isinstance(values, dict):
        raise ValueError("1 no keys with values")
    front: dict[str, str | tuple[str, ...]] = {}
    for key, value in values.items():
        if isinstance(value, str):
            front[key] = value
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            front[key] = tuple(value)
    texts = chain(values, *(_texts(value) for value in front.values()))
    if found := _ESCAPED.search("\n".join(texts)):
        raise ValueError(f"1 an escape stands for U+{ord(found[0]):04X}, which is no character of a text")
    return front, tuple(key for key in values if key not in front), _repeated(node)


def _repeated(node: yaml.MappingNode) -> tuple[tuple[str, int], ...]:
    """Return the keys of a mapping that stand in it already, with their lines in the source."""
    seen: set[str] = set()
    found = []
    for key, _ in node.value:
        if key.value in seen:
            found.append((key.value, key.start_mark.line + 2))
        seen.add(key.value)
    return tuple(found)


def _texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value
