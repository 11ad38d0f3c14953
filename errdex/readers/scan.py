"""Where tables stand in a document: outside of code, comments and headings, inside block quotes and lists.

In: the body of a document. Out: a `FoundTable` for each table, HTML or pipe, in their order. Nested HTML tables are
part of the outer one. Lines are counted from 0.
"""

from __future__ import annotations

import re

from errdex.pattern import pattern
from errdex.readers.extent import closed_extent, last_closing, open_extent
from errdex.readers.grid import FoundTable
from errdex.readers.loose import LooseCodes
from errdex.readers.margin import ITEM, behind_quote, continued, margin_of, outside_of
from errdex.readers.outline import Outline, heading_text
from errdex.readers.pipe import is_delimiter
from errdex.readers.spans import span_end
from errdex.readers.strays import Strays

_NOTE = re.compile(r"[ ]{0,3}\[\^[^\[\]]+\]:")
"""How a footnote begins."""
_SETTING_IN = ("!!!", "???", "===")
"""How a call-out or a tab of MkDocs begins; what is in it is set in."""
FENCE = re.compile(r"[ \t]*(?:(?:[-*+:]|\d{1,9}[.)])[ \t]+)?(`{3,}(?=[^`]*\Z)|~{3,})")
TAG = pattern(r"\{%.*%\}|\{\{[<%].*[%>]\}\}")
"""What another generator puts something in the place of: Jekyll, GitBook, Hugo."""
_HEADING = re.compile(r"[ ]{0,3}(#{1,6})(?:[ \t\u3000]+|(?=[^#\s\d]))(.*)|[ ]{0,3}<(h[1-6])\b[^>]*>(.*)", re.IGNORECASE)
_SETEXT = re.compile(r"[ ]{0,3}(=+|-+)[ \t]*\Z")
_OPENING = re.compile(r"(`+)|(<!--)|(<table(?=[\s>/]))", re.IGNORECASE)


MAX_ENTERED = 20
"""Tables of a document into which is looked for others."""


class Scanner:
    """A walk down the lines of a document."""

    def __init__(self, body: str, line: int = 1) -> None:
        self.original = body.split("\n")
        """The lines of the body; one that holds more than a table is split."""
        self.lines = list(self.original)
        """What is left to look at: comments and tables that were entered become spaces as the walk goes on."""
        self.numbers = list(range(line, line + len(self.lines)))
        """Line of the document of each."""
        self.at = 0
        """The line to look at next."""
        self.outline = Outline()
        self.last_closing = last_closing(body)
        """Last line on which a table may be closed."""
        self.entered = 0
        self.unclosed_fence = -1
        """Line of the document with a code fence that is never closed."""
        self.strays = Strays()
        self.loose = LooseCodes()
        self._in_list = False
        """Whether what is set in here belongs to a list, a footnote, a call-out or a tab above, and is no code."""
        self._blank_above = True

    def next(self) -> FoundTable | None:
        """Return the next table and go past it."""
        while self.at < len(self.lines):
            table = self._opening()
            line = self.lines[self.at]
            prefix = margin_of(line, self._in_list)
            content = line[len(prefix) :]
            if not content.strip():
                self.at += 1
                self._blank_above = True
                continue
            if self._skip_fence(content, prefix) or self._skip_heading(content):
                continue
            if table < 0 and self._skip_code(content):
                continue
            item = ITEM.match(content)
            if item or outside_of(prefix) != prefix or content.lstrip()[:3] in _SETTING_IN or _NOTE.match(content):
                self._in_list = True
            elif self._blank_above and content[:1] not in " \t" and line[:1] not in " \t":
                self._in_list = False
            if table >= 0:
                found: FoundTable | None = self._html(prefix, table)
            else:
                found = self._pipe(content, prefix, item[0] if item else "")
            if found:
                self._blank_above = True
                return found
            self.strays.look(self.at, self.numbers[self.at], content.strip())
            if item:
                self.loose.look_in_list(self.numbers[self.at], content[item.end() :], self.outline.above_list)
            else:
                self.loose.look(self.numbers[self.at], content.strip(), self.outline.above)
            self.outline.pass_by(content.strip())
            self._blank_above = False
            self.at += 1
        return None

    def enter(self, found: FoundTable) -> None:
        """Go back into an HTML table that is no error table, for those nested in it."""
        if found.source.lower().find("<table", 1) > 0 and self.entered < MAX_ENTERED:
            self.entered += 1
            line = self.lines[found.start]
            place = line.lower().index("<table")
            self.lines[found.start] = line[:place] + " " * len("<table") + line[place + len("<table") :]
            self.at = found.start

    def _opening(self) -> int:
        """Blank the comments that begin on this line; return where a table begins on it, else -1."""
        position = 0
        while match := _OPENING.search(self.lines[self.at], position):
            line = self.lines[self.at]
            if match[1]:
                position = span_end(line, match.start(), len(match[1]))
            elif match[2]:
                if FENCE.match(line) or self._is_code(line):
                    return -1
                self._blank_comment(match.start())
            else:
                return match.start()
        return -1

    def _blank_comment(self, start: int) -> None:
        """Turn a comment that begins on this line into spaces, line by line."""
        for at in range(self.at, len(self.lines)):
            line = self.lines[at]
            end = line.find("-->", start)
            if end >= 0:
                self.lines[at] = line[:start] + " " * (end + 3 - start) + line[end + 3 :]
                return
            self.lines[at] = line[:start]
            start = 0

    def _skip_fence(self, content: str, prefix: str) -> bool:
        fence = FENCE.match(content)
        if not fence:
            return False
        self._in_list = self._in_list or ITEM.match(content) is not None
        mark = fence[1]
        closing = re.compile(rf"[ \t]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*\Z")
        for end in range(self.at + 1, len(self.lines)):
            line = self.lines[end]
            inside = behind_quote(line) if ">" in prefix else line
            if inside is None:
                self.at = end
                return True
            if closing.match(inside):
                self.at = end + 1
                return True
        self.unclosed_fence = self.numbers[self.at]
        self.at = len(self.lines)
        return True

    def _skip_heading(self, content: str) -> bool:
        match = _HEADING.match(content)
        if match:
            level = len(match[1]) if match[1] else int(match[3][1])
            self._enter(level, match[2] if match[1] else match[4])
            if "<table" in content.lower():
                return False
            self.at += 1
            return True
        below = self.lines[self.at + 1] if self.at + 1 < len(self.lines) else ""
        under = _SETEXT.match(below)
        if under and self._blank_above and "|" not in content and not ITEM.match(content) and "<" not in content[:1]:
            self._enter(1 if under[1][0] == "=" else 2, content)
            self.at += 2
            return True
        return False

    def _enter(self, level: int, source: str) -> None:
        text = heading_text(source)
        self.loose.head(self.numbers[self.at], level, text, self.outline.enter(level, text))
        self._blank_above = True

    def _is_code(self, content: str) -> bool:
        return content.startswith(("    ", "\t")) and self._blank_above and not self._in_list

    def _skip_code(self, content: str) -> bool:
        if self._is_code(content):
            self.at += 1
            return True
        return False

    def _html(self, prefix: str, start: int) -> FoundTable:
        """Return the HTML table that begins in column `start` of this line."""
        before = self.lines[self.at][len(prefix) : start]
        if ITEM.fullmatch(before) or (self._in_list and not before.strip()):
            prefix += before
        elif before.strip():
            self.outline.pass_by(before.strip())
            prefix = continued(prefix)
            self._split(self.at, start, prefix)
            self.at += 1
            start = len(prefix)
        first, quoted = self.at, ">" in prefix
        extent = None
        if first <= self.last_closing:
            extent = closed_extent(self.lines, first, start, self.numbers[first] - self.numbers[0], quoted=quoted)
        warnings = () if extent else ((self.numbers[first], "table is never closed: no </table>"),)
        source, end = extent or open_extent(self.lines, first, start, quoted=quoted)
        last = first + source.count("\n", 0, end)
        self.at = last + 1
        rest = source[end:].partition("\n")[0]
        if rest.strip():
            line = self.lines[last]
            self._split(last, len(line) - len(rest), continued(prefix) if quoted else "")
        above = self.outline.above()
        return FoundTable("html", source[:end], self.numbers[first], first, self.at, prefix, *above, warnings)

    def _split(self, at: int, column: int, prefix: str) -> None:
        """Make two lines of line `at`, so that a table stands on lines of its own; both bear the number of the one."""
        for lines in (self.lines, self.original):
            lines[at : at + 1] = [lines[at][:column], prefix + lines[at][column:]]
        self.numbers.insert(at, self.numbers[at])
        self.last_closing += 1

    def _pipe(self, content: str, prefix: str, item: str) -> FoundTable | None:
        """Return the pipe table whose header is this line."""
        if "|" not in content or self.at + 1 == len(self.lines):
            return None
        indent = content[: len(content) - len(content.lstrip())] if self._in_list and not item else item
        goes_on = behind_quote if ">" in prefix else str
        if not is_delimiter(goes_on(self.lines[self.at + 1]) or ""):
            return None
        first = self.at
        rows = [content[len(indent) :]]
        while (end := first + len(rows)) < len(self.lines):
            line = goes_on(self.lines[end]) or ""
            if not line.strip():
                break
            if end > first + 1 and self._ends_table(line, end):
                hidden, line = self._past_comment(line, end)
                if hidden < 0:
                    break
                rows += [""] * hidden
            rows.append(line)
        self.at = first + len(rows)
        return FoundTable(
            "pipe", "\n".join(rows), self.numbers[first], first, self.at, prefix + indent, *self.outline.above()
        )

    def _past_comment(self, line: str, at: int) -> tuple[int, str]:
        """Return how many lines a comment hides amid the rows of a table, and what is left of the next one.

        The number is negative for another line, and for a comment behind the table.
        """
        start = 4 if line.lstrip().startswith("<!--") else -1
        for last in range(at, len(self.lines) if start >= 0 else at):
            text = line if last == at else self.lines[last]
            end = text.find("-->", start)
            start = 0
            if end >= 0:
                rest = text[end + 3 :]
                below = [*self.lines[last + 1 : last + 3], "", ""]
                goes_on = "|" in rest or (not rest.strip() and "|" in below[0] and not is_delimiter(below[1]))
                return (last - at, rest.strip()) if goes_on else (-1, line)
        return -1, line

    def _ends_table(self, line: str, at: int) -> bool:
        """Tell whether a line below a pipe table begins something else."""
        start = line.lstrip()
        if start.startswith("{") and (start.startswith("{:") or TAG.fullmatch(start.rstrip())):
            # Nothing of the table where it ends; amid rows it would give some, and their lack is told.
            return at + 1 == len(self.lines) or "|" not in self.lines[at + 1]
        if "|" in line and not start.startswith(("#", "```", "~~~", ":::", "<table", "<!--", ">")):
            return False
        return start.startswith((">", "<", ":::")) or bool(
            FENCE.match(line) or _HEADING.match(line) or ITEM.match(line)
        )
