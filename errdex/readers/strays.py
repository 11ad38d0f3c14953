"""Lines of prose that look like rows: of a table that a blank line has cut, or whose header has no dashes below it.

    | Error code | Message |
    |------------|---------|
    | 4100       | Denied  |

    | 4101       | Expired |      in no table: text to Markdown

Those in `<pre>` are meant so, and those of a table that is drawn (`+----+`) are told as such.
"""

from __future__ import annotations

from dataclasses import field

from errdex.noun import mutable


@mutable
class Strays:
    """What was met so far, line by line of prose."""

    numbers: list[int] = field(default_factory=list)
    """Lines of the document, the first of each run."""
    _last: int = -1
    """Index of the last line that was one, or belongs to one that is drawn."""
    _preformatted: bool = False

    def look(self, at: int, number: int, text: str) -> None:
        """Look at a line without its margins, at index `at`, which is line `number` of the document."""
        self._preformatted = (self._preformatted or "<pre" in text) and "</pre" not in text
        if text.startswith("|") and text.endswith("|") and text.count("|") > 2 and not self._preformatted:
            if self._last != at - 1:
                self.numbers.append(number)
            self._last = at
        elif text.startswith(("+-", "+=")):
            self._last = at
