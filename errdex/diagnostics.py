"""What can be wrong, and how it is said.

A fault in the *content* is a value: a `Diagnostic`. Stages return them beside their result, so that one run names all
of them. A fault of the *setting* or of the *machine* ends the run: it is raised as a `Fault`, caught once, in `cli`.

    content/ja/errors.md:42: warning: code 4100 again in this table, in other words
    hint: first at line 17
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Literal

from errdex.noun import noun

RUN = "python3 build.py"
"""How a command begins in a hint; `commands` prints it as the program was called, with the folders of that call."""

Level = Literal["error", "warning"]
"""`error`: a row, a text or a link would be lost. `warning`: everything is kept, but somebody should look."""


@noun
class Diagnostic:
    """One fault in the content, at the place where a writer can mend it."""

    level: Level
    path: str
    """Of the document, relative to the content folder, with `/`."""
    line: int
    """1-based; 0 where the fault is the document's as a whole."""
    message: str
    """One sentence without a full stop, lower case: what is there and what was expected."""
    hint: str = ""
    """What to do about it."""
    column: int = 0
    """1-based, in characters; 0 where it is not known."""
    key: tuple[str, ...] = ()
    """Of a fault of site.toml the key that it is about: `pipeline`, which has the file, finds its line."""
    index: int = 0
    """Which of the tables in a list the key stands in, from 0."""

    def format(self, prefix: str = "") -> str:
        """Return the lines to print; `prefix` is the content folder as the user named it, with its slash."""
        place = f"{prefix}{self.path}"
        if self.line:
            place += f":{self.line}"
            if self.column:
                place += f":{self.column}"
        text = f"{place}: {self.level}: {self.message}"
        return f"{text}\nhint: {self.hint}" if self.hint else text


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics by place, each once."""
    return tuple(sorted(set(diagnostics), key=lambda d: (d.path, d.line, d.column, d.level, d.message)))


def tally(diagnostics: Collection[Diagnostic]) -> str:
    """Return in words how many there are: `2 errors, 1 warning`, `no faults`."""
    errors = sum(item.level == "error" for item in diagnostics)
    return f"{count(errors, 'error')}, {count(len(diagnostics) - errors, 'warning')}" if diagnostics else "no faults"


def count(number: int, word: str) -> str:
    """Return a number of things in words: `1 row`, `22 rows`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


NAMED = 3
"""Names of many that a message tells."""


def name_few(names: Sequence[str], most: int = NAMED) -> str:
    """Return the first names, and how many more there are: `4000, 4100, 4101 and 19 more`."""
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def nearest(word: str, known: Iterable[str], most: int = 1, likeness: float = 0.6) -> list[str]:
    """Return the known words that are most like one, the likeliest first, whatever their case.

    `likeness` is from 0 to 1.
    """
    import difflib  # late: seldom needed

    folded: dict[str, str] = {}
    for item in known:
        folded.setdefault(item.casefold(), item)
    return [folded[key] for key in difflib.get_close_matches(word.casefold(), folded, most, likeness)]


class Fault(Exception):
    """What ends a run before or beside the content; `cli` prints it and exits with `exit_code`."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class SettingFault(Fault):
    """A wrong call, a wrong site.toml, an output folder that must not be written: exit 2."""

    exit_code = 2


class EnvironmentFault(Fault):
    """The machine refused: disk full, no permission, no network for the set-up: exit 3."""

    exit_code = 3
