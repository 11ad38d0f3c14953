"""Call-outs in the spellings of GitHub, and of Docusaurus, VitePress, Qiita and Zenn.

    > [!WARNING]                      :::warning 鍵の扱い
    > 鍵を公開しないでください。            鍵を公開しないでください。
                                      :::

Both become python-markdown's own, `!!! warning "鍵の扱い"`, before it reads the text; its result is a `div` of class
`admonition`, with its title. Where the writer gave none the title is the English name of the kind, and a page says it
in its own language. Any other word than a kind leaves the text as it stands. Both may be set in, in a list item.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

from errdex.markup.items import Items, Mark, indent_of

KINDS: Mapping[str, str] = {
    **{kind: kind for kind in ("note", "info", "tip", "important", "warning", "caution", "danger")},
    "message": "note",
    "warn": "warning",
    "alert": "danger",
}
"""Word of the writer -> kind."""

_QUOTED = re.compile(r" *> ?\[!(\w+)\][ \t]*", re.ASCII)
_OPENING = re.compile(r" *(:{3,})[ \t]*(\w+)(?:[ \t]*\[(.*)\]|[ \t]+(.*?))?[ \t]*", re.ASCII)

_Callout = tuple[str, list[str], int]
"""Its first line for python-markdown, the lines in it, and the index of the line behind it."""


class Spellings(Preprocessor):
    """Writes call-outs as python-markdown does."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with each call-out as `!!! note`, and what is in it set in."""
        fenced = "fenced_code_block"
        take_code = self.md.preprocessors[fenced].run if fenced in self.md.preprocessors else list
        return _respell(lines, take_code)


def _respell(lines: Sequence[str], take_code: Callable[[list[str]], list[str]]) -> list[str]:
    """Do so; `take_code` takes the fenced code out of what was a quote, where python-markdown does not look for it."""
    items = Items(lines)
    done: list[str] = []
    ends: dict[Mark, list[int]] = {}
    for at, line in enumerate(lines):
        if ":::" in line and not line.strip(": \t"):
            ends.setdefault(items.mark(at, line), []).append(at)
    at = 0
    while at < len(lines):
        level = items.level(at) if lines[at].startswith(" ") else 0
        quoted = _quoted(lines, at) if level >= 0 else None
        contained = _contained(lines, at, items, ends) if level >= 0 else None
        head, inner, end = quoted or contained or ("", [], at + 1)
        if head:
            inner = _respell(take_code(inner) if quoted else inner, take_code)
            set_in = [f"    {line}" if line.strip() else "" for line in inner]
            done += ["", *(" " * level + line if line else "" for line in (head, *set_in)), ""]
        else:
            items.leave(at, not done or not done[-1].strip())
            done.append(lines[at])
        at = end
    return done


def _quoted(lines: Sequence[str], at: int) -> _Callout | None:
    """Return the call-out that begins as a quote in this line, if one does."""
    found = _QUOTED.fullmatch(lines[at])
    head = _head(found[1], "") if found else ""
    start = " " * indent_of(lines[at]) + ">"
    if not head or (at and lines[at - 1].startswith(start)):
        return None
    end = next((i for i in range(at + 1, len(lines)) if not lines[i].startswith(start)), len(lines))
    return head, [line[len(start) :].removeprefix(" ") for line in lines[at + 1 : end]], end


def _contained(lines: Sequence[str], at: int, items: Items, ends: Mapping[Mark, Sequence[int]]) -> _Callout | None:
    """Return the call-out that begins with colons in this line, if one does, and ends with as many: `ends`."""
    found = _OPENING.fullmatch(lines[at])
    head = _head(found[2], found[3] or found[4] or "") if found else ""
    if found is None or not head:
        return None
    later = ends.get(items.mark(at, found[1]), ())
    place = bisect(later, at)
    if place == len(later):
        return None
    indent = indent_of(lines[at])
    return head, [line[indent:] for line in lines[at + 1 : later[place]]], later[place] + 1


def _head(word: str, rest: str) -> str:
    """Return the first line of a call-out; empty where the word is no kind. `:::message alert` has two."""
    kind = KINDS.get(word.casefold(), "")
    finer = KINDS.get(rest.casefold())
    title = f' "{rest.replace(chr(34), "&quot;")}"' if rest and not finer else ""
    return f"!!! {finer or kind}{title}" if kind else ""


class Callouts(Extension):
    """Both spellings."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802  # Markdown's name for it
        """Run behind what takes fenced code (25) and HTML (20) out of the text."""
        md.preprocessors.register(Spellings(md), "callouts", 15)


def makeExtension() -> Extension:  # noqa: N802  # as well
    """Return the extension."""
    return Callouts()
