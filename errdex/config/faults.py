"""What is wrong in a site.toml: gathered, with the line where it stands, until the whole file has been looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from errdex.config.lines import find_line
from errdex.diagnostics import nearest
from errdex.noun import mutable


@mutable
class Faults:
    """What is wrong in one file."""

    path: str
    text: str
    settings: Iterable[str]
    """The keys of the file's top level."""
    lines: list[str] = field(default_factory=list)
    doubts_languages: bool = False
    """Whether the languages are at fault, so that nothing can be said about words in one that is not listed."""

    def add(self, key: str | Sequence[str], message: str, hint: str = "", index: int = 0) -> None:
        """Note a fault at a key, in tables of a list at that of the table `index`."""
        number = find_line(self.text, (key,) if isinstance(key, str) else key, index)
        line = f":{number}" if number else ""
        self.lines.append(f"{self.path}{line}: {message}" + (f"; {hint}" if hint else ""))

    def unknown(self, key: Sequence[str], message: str, hint: str = "", index: int = 0) -> None:
        """Note a key or value that does not fit its table; one of the top level has got below a table's header."""
        above = f"{key[-1]} of the site goes above the first [table] of the file"
        self.add(key, message, above if key[-1] in self.settings else hint, index)


def did_you_mean(word: str, known: Mapping[str, object] | Sequence[str]) -> str:
    """Return the question whether a known word was meant, else all of them."""
    near = nearest(word, known)
    return f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
