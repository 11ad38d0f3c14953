"""Lines of prose that look like rows: of a table that a blank line has cut, or whose header has no dashes below it.

    | Error code | Message |
    |------------|---------|
    | 4100       | Denied  |

    | 4101       | Expired |      in no table: text to Markdown

Or a blank line stands in a cell: what follows it is text, the rows below too.

    | 4102       | Locked. Wait,      in the table

    then try again.
    |                               the end of the row
    | 4103       | Gone.             in no table, either

Rows in `<pre>` are meant so, and those of a table that is drawn (`+----+`) are told as such.
"""

from __future__ import annotations

from dataclasses import field

from errdex.noun import mutable

ROW = (
    "this looks like a row, and stands in no table",
    "a table has a header, below it | --- | --- | with a cell each, then its rows, and no blank line",
)
REST = (
    "this looks like the end of a row that a blank line has cut: what stands above it is in no table",
    "write the text of a cell on one line, with <br> for a new line; what stands below is in no table, either",
)


@mutable
class Strays:
    """What was met so far, line by line of prose."""

    found: list[tuple[int, str, str]] = field(default_factory=list)
    """The first line of each run, what it looks like, and what to do about it."""
    columns: int = 0
    """Of the table above, where it is a pipe table of errors: a row of it may be cut."""
    _last: int = -1
    """Index of the last line that was one, or belongs to one that is drawn."""
    _preformatted: bool = False

    def look(self, at: int, number: int, text: str) -> None:
        """Look at a line without its margins, at index `at`, which is line `number` of the document."""
        self._preformatted = (self._preformatted or "<pre" in text) and "</pre" not in text
        if text.startswith("|") and not self._preformatted and self._is_row(text):
            if self._last != at - 1:
                self.found.append((number, *(ROW if len(text) > 1 else REST)))
            self._last = at
        elif text.startswith(("+-", "+=")):
            self._last = at

    def _is_row(self, text: str) -> bool:
        """Tell whether a text that begins with a bar is a row, the beginning of one that is cut, or its end."""
        bars = text.count("|")
        return (bars > 2 and text.endswith("|")) or (self.columns > 0 and (bars == self.columns or text == "|"))
