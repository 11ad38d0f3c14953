"""Call-outs in the spellings of GitHub, of Docusaurus, VitePress, Qiita and Zenn, of GitBook and of MkDocs.

    > [!WARNING]                      :::warning 鍵の扱い             {% hint style="warning" %}
    > 鍵を公開しないでください。            鍵を公開しないでください。          鍵を公開しないでください。
                                      :::                           {% endhint %}

    ??? note "詳しく"                  === "Python"                   {% tab title="Python" %}
        開閉する補足です。                  タブの中身です。                タブの中身です。
                                                                    {% endtab %}

All become python-markdown's own, `!!! warning "鍵の扱い"`, before it reads the text; its result is a `div` of class
`admonition`, with its title. Where the writer gave none the title is the English name of the kind, and a page says it
in its own language. What opens and closes elsewhere is open here, and tabs stand one below the other, so that print and
search have them. Any other word than a kind leaves the text as it stands. All may be set in, in a list item.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence

from markdown.preprocessors import Preprocessor

from errdex.markup.extension import extension_of
from errdex.markup.items import Items, Mark, indent_of

KINDS: Mapping[str, str] = {
    **{kind: kind for kind in ("note", "info", "tip", "important", "warning", "caution", "danger")},
    "message": "note",
    "success": "tip",
    "warn": "warning",
    "alert": "danger",
}
"""Word of the writer -> kind."""

_QUOTED = re.compile(r" *> ?\[!(\w+)\][ \t]*", re.ASCII)
_OPENING = re.compile(r" *(:{3,})[ \t]*(\w+)(?:[ \t]*\[(.*)\]|[ \t]+(.*?))?[ \t]*", re.ASCII)
_SET_IN = re.compile(r' *(?:(===)[!+]*|!!!|\?\?\?\+?)[ \t]+([\w-]+(?: +[\w-]+)*)?[ \t]*("[^"]*")?[ \t]*')
_TAG = re.compile(r" *\{%[ \t]*(?:hint style=\"(\w+)\"|tab title=\"(.*)\"|(?:end)?tabs)[ \t]*%\}[ \t]*", re.ASCII)
_END = re.compile(r" *\{%[ \t]*end(hint|tab)[ \t]*%\}[ \t]*")

_Callout = tuple[str, list[str], int]
"""Its first line for python-markdown, the lines in it, and the index of the line behind it."""
_Ends = Mapping[Mark, Sequence[int]]
"""Where blocks with an end of their own may end, by what these have in common with their beginnings."""


class Spellings(Preprocessor):
    """Writes call-outs as python-markdown does."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with each call-out as `!!! note`, and what is in it set in."""
        fenced = "fenced_code_block"
        take_code = self.md.preprocessors[fenced].run if fenced in self.md.preprocessors else list
        return _respell(lines, take_code)


def _respell(lines: Sequence[str], take_code: Callable[[list[str]], list[str]]) -> list[str]:
    """Return the lines with call-outs as python-markdown writes them.

    `take_code` takes the fenced code out of what was a quote or set in, where python-markdown looks for none.

    Lines that are to be set in stand for themselves here, so call-outs are found in call-outs.
    """
    items = Items(lines)
    done: list[str] = []
    ends: dict[Mark, list[int]] = {}
    for at, line in enumerate(lines):
        if (":::" in line and not line.strip(": \t")) or _END.fullmatch(line):
            ends.setdefault(items.mark(at, _end_mark(line)), []).append(at)
    at = 0
    while at < len(lines):
        level = items.level(at) if lines[at].startswith(" ") else 0
        inside = (_quoted(lines, at) or _set_in(lines, at)) if level >= 0 else None
        closed = (_contained(lines, at, items, ends) or _tagged(lines, at, items, ends)) if level >= 0 else None
        head, inner, end = inside or closed or (None, [], at + 1)
        if head:
            inner = _respell(take_code(inner) if inside else inner, take_code)
            set_in = [f"    {line}" if line.strip() else "" for line in inner]
            done += ["", *(" " * level + line if line else "" for line in (head, *set_in)), ""]
        elif head is None:
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


def _set_in(lines: Sequence[str], at: int) -> _Callout | None:
    """Return the call-out or tab that begins in this line and has its text set in, if one does."""
    found = _SET_IN.fullmatch(lines[at])
    if not found or not (found[3] or (found[2] and not found[1])):
        return None
    start = " " * (indent_of(lines[at]) + 4)
    below = range(at + 1, len(lines))
    end = next((i for i in below if lines[i].strip() and not lines[i].startswith(start)), len(lines))
    kind = "tab" if found[1] else found[2] or "note"
    return f"!!! {kind} {found[3] or ''}".rstrip(), [line[len(start) :] for line in lines[at + 1 : end]], end


def _contained(lines: Sequence[str], at: int, items: Items, ends: _Ends) -> _Callout | None:
    """Return the call-out that begins with colons in this line, if one does, and ends with as many: `ends`."""
    found = _OPENING.fullmatch(lines[at])
    head = _head(found[2], found[3] or found[4] or "") if found else ""
    return _until(ends.get(items.mark(at, found[1]), ()), lines, at, head) if found and head else None


def _tagged(lines: Sequence[str], at: int, items: Items, ends: _Ends) -> _Callout | None:
    """Return what begins with a tag of GitBook's in this line, if anything does; what holds tabs has no head."""
    found = _TAG.fullmatch(lines[at])
    if not found:
        return None
    if found[1] is None and found[2] is None:
        return "", [], at + 1
    kind, head = ("hint", _head(found[1], "")) if found[1] else ("tab", _titled("tab", found[2]))
    return _until(ends.get(items.mark(at, kind), ()), lines, at, head) if head else None


def _end_mark(line: str) -> str:
    """Return what an end has in common with its beginning: its colons, or the name in its tag."""
    found = _END.fullmatch(line)
    return found[1] if found else line


def _until(ends: Sequence[int], lines: Sequence[str], at: int, head: str) -> _Callout | None:
    place = bisect(ends, at)
    if place == len(ends):
        return None
    indent = indent_of(lines[at])
    inner = [line[min(indent, indent_of(line)) :] for line in lines[at + 1 : ends[place]]]
    return head, inner, ends[place] + 1


def _head(word: str, rest: str) -> str:
    """Return the first line of a call-out; empty where the word is no kind. `:::message alert` has two."""
    kind = KINDS.get(word.casefold(), "")
    finer = KINDS.get(rest.casefold())
    return _titled(finer or kind, "" if finer else rest) if kind else ""


def _titled(kind: str, title: str) -> str:
    return f'!!! {kind} "{title.replace(chr(34), "&quot;")}"' if title else f"!!! {kind}"


makeExtension = extension_of(Spellings, 15)  # noqa: N816  # Markdown's name for it; behind code and HTML
