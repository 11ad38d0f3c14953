"""Lists as CommonMark and GitHub read them, written as python-markdown wants them: set in by four for each item.

    1. Sign in:                  1. Sign in:
       - with a key                  - with a key
       - with a token                - with a token
                         ->
       Then go on.                   Then go on.
    Read on:
    - the guide                  Read on:

                                 - the guide

What is set in as far as the text of an item stands in it, and a list may follow a paragraph at once (CommonMark 0.31,
5.2 and 5.3). Python-markdown would take the first list for one line, and the rest for none of the item.

Code keeps its own blanks, and lists in block quotes are set in too. An item ends at a block of HTML, as python-markdown
knows of those at the margin alone.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence

from markdown.preprocessors import Preprocessor

from errdex.markup.extension import extension_of
from errdex.markup.items import indent_of

_ITEM = re.compile(r" *(?:[-*+]|(\d{1,9})[.)])(?: +(?=\S)| *\Z)")
_RULE = re.compile(r" *(?:(?:- *){3,}|(?:\* *){3,}|(?:_ *){3,})\Z")
_FENCE = re.compile(r" *(`{3,}(?=[^`]*\Z)|~{3,})")
_CLOSING = re.compile(r" *(?:`{3,}|~{3,}) *\Z")
_HTML = re.compile(
    r" *</?(?:address|article|aside|blockquote|center|d[dlt]|details|div|fieldset|fig\w+|footer|form|h[1-6]|"
    r"header|hr|li|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b",
    re.IGNORECASE,
)
_QUOTE = re.compile(r" *> ?")
_START = re.compile(r" *(?:#{1,6} |>|:::|!!!|\?\?\?|===|\{%|\||\x1a|\[\^)")
"""What goes on with no paragraph, beside items, rules, fences and HTML."""
_APART = re.compile(r" *(?:#{1,6} |>|\x1a)")
"""What is no part of the item above, where it is set in by less."""
_HEADING = re.compile(r" *#{1,6} ")
_DEEPEST = 100
"""Items that are told apart on one line; python-markdown gives up on more of them."""


class ListsSetIn(Preprocessor):
    """Sets the lines of list items in by four for each item."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines, those of items set in by four for each item that they are in."""
        return _set_in(lines)


def _set_in(lines: Sequence[str]) -> list[str]:
    walk = _Walk(lines)
    while walk.at < len(lines):
        walk.step()
    return walk.done


def _interrupts(item: re.Match[str]) -> bool:
    """Tell whether an item ends a paragraph: not an empty one, nor a number amid a text."""
    return item.end() < len(item.string) and int(item[1] or 1) == 1


class _Walk:
    """A walk down the lines."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.done: list[str] = []
        self.at = 0
        self._closings = {"": [at for at, line in enumerate(lines) if _CLOSING.match(line)]}
        """The lines that may end fenced code, by the mark that it begins with; all of them for no mark."""
        self._outdents: dict[int, int] = {}
        """How far lines are set in -> the next one that is less; looked for once, however many fences have no end."""
        self._began = 0
        """How many items the first line since a blank one is in, as written by us."""
        self._worded = False
        """Whether an item has had a text yet; marks alone may be anything."""
        self._items: list[int] = []
        """How far the text of each open item is set in, as written."""
        self._numbered: list[bool] = []
        """Whether each of them is one of a numbered list."""
        self._paragraph = ""
        """Whether the line above is of a paragraph: "first" of that with which an item begins, "other" of another."""
        self._code: int | None = None
        """How much further lines of indented code are to be set in, where the line above is one."""

    def step(self) -> None:
        """Go past the next line, or the block that begins on it."""
        line = self.lines[self.at]
        if not line.strip():
            self._paragraph = ""
            self._take(line)
            return
        indent = indent_of(line)
        depth = next((at for at, width in enumerate(self._items) if width > indent), len(self._items))
        item = None if _RULE.match(line) else _ITEM.match(line)
        if depth < len(self._items) and self._paragraph and not (item or self._starts(line)):
            self._take(line)  # it goes on with the paragraph all the same
            return
        sibling = self._numbered[depth] if depth < len(self._items) else None
        del self._items[depth:], self._numbered[depth:]
        inner = indent - (self._items[-1] if self._items else 0)
        if inner >= 4:
            self._take_deep(line, indent)
            return
        self._code = None
        outside = sibling is not None and _APART.match(line)
        if (outside or self._began > len(self._items)) and self.done[-1].strip():
            self.done.append("")  # python-markdown would take the line for more of the inner item
            self._paragraph = ""
        if _HTML.match(line):
            self._take_html()
        elif _QUOTE.match(line):
            self._take_quote()
        elif not (_FENCE.match(line) and self._take_fence(indent)):
            if item and (sibling is not None or not self._paragraph or _interrupts(item)):
                self._take_item(line, item, sibling)
            else:
                self._take_text(line)

    def _starts(self, line: str) -> bool:
        return any(kind.match(line) for kind in (_START, _RULE, _FENCE, _HTML))

    def _take(self, line: str) -> None:
        self._put(line)
        self.at += 1

    def _put(self, line: str) -> None:
        if not (self.done and self.done[-1].strip()):
            self._began = min(indent_of(line) // 4, len(self._items))
        self.done.append(line)

    def _take_deep(self, line: str, indent: int) -> None:
        """Take a line that is set in by four or more: of a paragraph, or indented code."""
        if self._items and not self._paragraph:
            if self._code is None:
                level = 4 * len(self._items)
                self._code = 0 if indent >= level + 4 else level - self._items[-1]
            line = " " * self._code + line
        self._take(line)

    def _take_html(self) -> None:
        """Take a block of HTML as it stands: up to a blank line, and what is preformatted up to its end."""
        self._items.clear()
        self._numbered.clear()
        self._paragraph = ""
        preformatted = False
        while self.at < len(self.lines) and (preformatted or self.lines[self.at].strip()):
            line = self.lines[self.at].lower()
            preformatted = (preformatted or "<pre" in line) and "</pre" not in line
            self._take(self.lines[self.at])

    def _take_quote(self) -> None:
        """Take the lines of a block quote, with the lists in it."""
        inner: list[str] = []
        width = self._items[-1] if self._items else 0
        for at in range(self.at, len(self.lines)):
            quote = _QUOTE.match(self.lines[at])
            if not quote or indent_of(self.lines[at]) < width:
                break
            inner.append(quote.string[quote.end() :])
        written = self.lines[self.at : self.at + len(inner)]
        self.at += len(inner)
        lines, level = _set_in(inner), " " * (4 * len(self._items))
        if level and self._paragraph and not inner[0].startswith("[!"):
            level = level[1:]  # right below the text of an item, python-markdown takes four blanks for more of it
        if level or lines != inner:
            written = [f"{level}> {line}" for line in lines]
        for line in written:
            self._put(line)
        self._paragraph = "other" if inner[-1].strip() else ""

    def _take_fence(self, indent: int) -> bool:
        """Take the fenced code that begins on the next line, up to its end; tell whether it has one."""
        end = self._end_of_fence(self.lines[self.at].lstrip(" "))
        if not end:
            return False
        self._paragraph = ""
        while self.at < end:
            self._take_code(self.lines[self.at], indent)
        return True

    def _end_of_fence(self, opening: str) -> int:
        """Return the index behind the end of fenced code that begins with a line; 0 where it has none in its item."""
        mark = _FENCE.match(opening)[1]  # type: ignore[index]  # asked for fences only
        if mark not in self._closings:
            self._closings[mark] = [at for at in self._closings[""] if self.lines[at].strip(" ").startswith(mark)]
        closings = self._closings[mark]
        place = bisect(closings, self.at)
        return closings[place] + 1 if place < len(closings) and closings[place] < self._end_of_item() else 0

    def _end_of_item(self) -> int:
        """Return the index of the next line that is set in by less than the text of the item."""
        width = self._items[-1] if self._items else 0
        if self._outdents.get(width, 0) <= self.at:
            later = range(self.at + 1, len(self.lines))
            outside = (at for at in later if indent_of(self.lines[at]) < width and self.lines[at].strip())
            self._outdents[width] = next(outside, len(self.lines))
        return self._outdents[width]

    def _take_code(self, line: str, indent: int) -> None:
        kept = line[min(indent, indent_of(line)) :]
        self._take(" " * (4 * len(self._items)) + kept if kept else "")

    def _take_item(self, line: str, item: re.Match[str], sibling: bool | None) -> None:
        """Take the first line of an item, which may begin others; `sibling`: whether the one before is numbered."""
        level = 4 * len(self._items)
        follows = self._paragraph == "other" or (self._paragraph and sibling is None and not level)
        if follows or sibling is (item[1] is None):
            self.done.append("")  # python-markdown would take the item for text, or for one of the list above
        text, column = line, 0
        found: re.Match[str] | None = item
        while found:
            end = len(found[0].rstrip(" "))
            width = found.end() if found.end() < len(text) and found.end() - end <= 4 else end + 1
            column += width
            self._items.append(column)
            self._numbered.append(found[1] is not None)
            text = text[width:]
            whole = len(self._items) >= _DEEPEST or _RULE.match(text) or indent_of(text) >= 4
            found = None if whole else _ITEM.match(text)
        self._paragraph = "first" if text.strip() else ""
        self._worded = self._worded or bool(self._paragraph)
        end = self._end_of_fence(text) if _FENCE.match(text) else 0
        if item[1]:
            rest = line[item.end(1) + 1 :] or " " * self._worded
            line = f"{line[: item.end(1)]}.{rest}"  # `1)` is none to python-markdown
        elif self._worded and not line.strip(" -+*"):
            line = f"{line.rstrip().replace('-', '*')} "  # `-` below a text is the line of a heading to it
        self._take(" " * level + line.lstrip(" ") if level else line)
        while self.at < end:
            self._take_code(self.lines[self.at], column)

    def _take_text(self, line: str) -> None:
        """Take a line of a paragraph, or of another block that is told by its first letters."""
        heading = _HEADING.match(line) or _RULE.match(line)
        if not self._items:
            self._paragraph = "" if heading else "other"
            self._take(line)
            return
        number = _ITEM.match(line) if self._paragraph else None
        if number and number[1]:
            line = f"{line[: number.end(1)]}\\{line[number.end(1) :]}"  # python-markdown would take it for an item
        if heading and self._paragraph:
            self.done.append("")
        self._take(" " * (4 * len(self._items)) + line.lstrip(" "))
        if heading and self.at < len(self.lines) and self.lines[self.at].strip():
            self.done.append("")  # python-markdown would take what is set in by less for more of the item
        self._paragraph = "" if heading else self._paragraph or "other"


makeExtension = extension_of(ListsSetIn, 26)  # noqa: N816  # Markdown's name for it; before code and HTML
