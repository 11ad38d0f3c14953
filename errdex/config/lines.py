"""The line of site.toml on which a key stands, for what is said about it.

    [[catalogs]]                          ("catalogs",)             -> 1
    name = "sms"
    title = { ja = "SMS", en = "Texts" }  ("catalogs", "title")     -> 3, and so ("catalogs", "title", "en")

TOML's own parser tells nobody where a key stood, so the lines are read for keys and headers once more, which is only
done for a file that has a fault. A key is a tuple of names; of tables in a list `index` says which one.
"""

from __future__ import annotations

from collections.abc import Sequence

from errdex.pattern import pattern

_HEADER = pattern(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]")
_KEY = pattern(r"""\s*("(?:[^"\\]|\\.)*"|'[^']*'|[\w.\s-]+?)\s*=""")


def find_line(text: str, key: Sequence[str], index: int = 0) -> int:
    """Return the line, from 1, of a key, else of what it stands in; 0 where there is none of these."""
    table: tuple[str, ...] = ()
    nth, deepest, best = -1, 0, 0
    for number, line in enumerate(text.split("\n"), 1):
        header = _HEADER.match(line)
        if header:
            found = table = _names(header[2])
            nth += header[1] == "[[" and found[:1] == tuple(key[:1])
        elif match := _KEY.match(line):
            found = (*table, *_names(match[1]))
        else:
            continue
        common = found[: len(key)]
        if common == tuple(key[: len(common)]) and len(common) > deepest and nth in (-1, index):
            deepest, best = len(common), number
    return best


def _names(written: str) -> tuple[str, ...]:
    """Return the names of which a key is made, `catalogs.title` as much as `"https://example.com/"`."""
    if written[0] in "\"'":
        return (written[1:-1].replace('\\"', '"').replace("\\\\", "\\"),)
    return tuple(name.strip() for name in written.split("."))
