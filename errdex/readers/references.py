"""Reference links in tables, written out: a cell is read by itself, and knows nothing of what stands below the table.

| 4100 | See [the guide][g] |        ->     | 4100 | See [the guide](guide.md) |
[g]: guide.md
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from errdex.pattern import pattern
from errdex.readers.spans import span_end

_DEFINITION = pattern(
    r"^ {0,3}\[(?!\^)([^\[\]\n]{1,999})\]:[ \t]*(?:<([^<>\n]*)>|([^\s<]\S*))"
    r"(?:[ \t]+(\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?[ \t]*$",
    re.MULTILINE,
)
_TOKEN = pattern(r"\\.|`+|\[(?!\^)(?P<text>[^\[\]]+)\](?:\[(?P<label>[^\[\]]*)\])?(?![\[(])")


def find_references(body: str) -> Mapping[str, str]:
    """Return what the labels of a document stand for: as it is written between the parentheses of a link."""
    found: dict[str, str] = {}
    for label, bracketed, plain, title in _DEFINITION.findall(body) if "]:" in body else ():
        target = (bracketed or plain).replace("|", "%7C")
        target = f"<{target}>" if re.search(r"[\s()]", target) or not target else target
        words = title[1:-1].replace('"', "&quot;").replace("|", "&#124;")
        found.setdefault(_fold(label), f'{target} "{words}"' if words else target)
    return found


def write_out(source: str, references: Mapping[str, str]) -> str:
    """Return the source of a table with its references as links; it keeps its lines, and what is in `code`."""
    if not references or "[" not in source:
        return source
    return "\n".join([_write_out(line, references) if "[" in line else line for line in source.split("\n")])


def _write_out(line: str, references: Mapping[str, str]) -> str:
    pieces: list[str] = []
    written = position = 0
    while token := _TOKEN.search(line, position):
        position = token.end()
        if token[0][0] == "`":
            position = span_end(line, token.start(), len(token[0]))
        elif token["text"]:
            target = references.get(_fold(token["label"] or token["text"]))
            if target is not None:
                pieces += line[written : token.start()], f"[{token['text']}]({target})"
                written = position
    return "".join([*pieces, line[written:]])


def _fold(label: str) -> str:
    return " ".join(label.split()).casefold()
