"""The headings of a document, as a walk down its lines meets them, and the words above a place.

# Errors                    its title
## Signing                  a table below is of the section "Signing"
These are the codes:        and the words above it are "Errors Signing These are the codes:"
"""

from __future__ import annotations

import re
from dataclasses import field

from errdex.noun import mutable
from errdex.readers.cells import pipe_cell
from errdex.readers.margin import ITEM

_ANCHOR = re.compile(r"\{#[^}]*\}\s*\Z|\[\]\([^)]*\)|#+\s*\Z")
_MOST_LINES = 3
"""Lines of prose that count as words above."""
_MOST_WORDS = 1000
"""Characters of them, with the headings."""


@mutable
class Outline:
    """What was met so far."""

    title: str = ""
    """Text of the first heading of level 1."""
    first: str = ""
    """Text of the first heading."""
    _open: list[tuple[int, str]] = field(default_factory=list)
    """Level and text of the heading above and of those that it stands under."""
    _prose: list[str] = field(default_factory=list)
    """The last lines since."""
    _leading: str = ""
    """The last of them that is no item of a list: it leads to those below."""

    def enter(self, level: int, text: str) -> str:
        """Go below a heading; return the words of those that it stands under."""
        above = [heading for heading in self._open if heading[0] < level]
        self._open = [*above, (level, text)]
        self._prose, self._leading = [], ""
        self.first = self.first or text
        if level == 1:
            self.title = self.title or text
        return " ".join(title for _, title in above)

    def pass_by(self, line: str) -> None:
        """Go past a line of prose."""
        self._prose = [*self._prose[1 - _MOST_LINES :], line]
        if not ITEM.match(line):
            self._leading = line

    def above(self) -> tuple[str, str]:
        """Return the nearest heading, and the words above: of all headings that this place is under, and of prose."""
        return self._words(self._prose)

    def above_list(self) -> tuple[str, str]:
        """Return the same for an item of a list, without the words of other items."""
        return self._words([self._leading])

    def _words(self, prose: list[str]) -> tuple[str, str]:
        titles = [text for _, text in self._open]
        return (titles[-1] if titles else ""), " ".join([*titles, *prose])[-_MOST_WORDS:]


def heading_text(source: str) -> str:
    """Return the text of a heading as written, without its id."""
    return pipe_cell(_ANCHOR.sub("", _ANCHOR.sub("", source.strip()))).text.replace("\n", " ")
