"""Fenced code in list items and block quotes, which python-markdown takes for code only at the margin.

    1. Run this:          > It says:
                          >
       ```sh              > ```json
       errdex check       > {"code": 4100}
       ```                > ```

The code goes into its store as that at the margin does, and what stands for it into the item or the quote.
"""

from __future__ import annotations

import re
from bisect import bisect

from markdown.preprocessors import Preprocessor

from errdex.markup.extension import extension_of
from errdex.markup.items import Items, Mark, indent_of

_OPENING = re.compile(r" +(`{3,}|~{3,})[^`]*")
_CLOSING = re.compile(r" +(?:`{3,}|~{3,}) *")


class FencesInItems(Preprocessor):
    """Takes the code out of list items and block quotes."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with each fenced block of an item or a quote replaced by what stands for it."""
        return self._without_quoted(self._without_set_in(lines))

    def _without_quoted(self, lines: list[str]) -> list[str]:
        items = Items(lines)
        done: list[str] = []
        at = 0
        while at < len(lines):
            start = " " * indent_of(lines[at]) + ">"
            end = at
            while end < len(lines) and lines[end].startswith(start):
                end += 1
            inner = [line[len(start) :].removeprefix(" ") for line in lines[at:end]]
            is_code = len(start) > 4 and items.level(at) < 0
            if not is_code and any("```" in line or "~~~" in line for line in inner):
                code = self.run(self.md.preprocessors["fenced_code_block"].run(inner))
                # Blank ends would keep python-markdown from taking what stands for code out of its paragraph.
                done += [f"{start} {line}" for line in "\n".join(code).strip("\n").split("\n")]
            else:
                done += lines[at : max(end, at + 1)]
            at = max(end, at + 1)
        return done

    def _without_set_in(self, lines: list[str]) -> list[str]:
        items = Items(lines)
        ends: dict[Mark, list[int]] = {}
        for at, line in enumerate(lines):
            if _CLOSING.fullmatch(line):
                ends.setdefault(items.mark(at, line), []).append(at)
        done: list[str] = []
        at = 0
        while at < len(lines):
            opening = _OPENING.fullmatch(lines[at])
            later = ends.get(items.mark(at, opening[1]), ()) if opening and items.level(at) >= 0 else ()
            place = bisect(later, at)
            code = self._stored(lines[at : later[place] + 1]) if place < len(later) else []
            if code:
                done += ["", *(" " * items.level(at) + line for line in code), ""]
                at = later[place] + 1
            else:
                items.leave(at, not done or not done[-1].strip())
                done.append(lines[at])
                at += 1
        return done

    def _stored(self, lines: list[str]) -> list[str]:
        """Return what stands for a fenced block; nothing where python-markdown takes it for none."""
        indent = indent_of(lines[0])
        code = [line[indent:] for line in lines]
        stored = self.md.preprocessors["fenced_code_block"].run(code)
        return [line for line in stored if line] if stored != code else []


makeExtension = extension_of(FencesInItems, 24)  # noqa: N816  # Markdown's name for it; between the code at the margin and HTML
