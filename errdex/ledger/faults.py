"""What is wrong with codes and guides, gathered while the next ledger is written.

A fault about a permalink stands at its line, and which line that is shows only when all of them are entered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

from errdex.diagnostics import Diagnostic, Level
from errdex.model import LEDGER
from errdex.noun import mutable


@mutable
class Faults:
    """The faults met so far, in the order in which they were met."""

    _found: list[tuple[Diagnostic, str]] = field(default_factory=list)
    """With the URL whose line in the ledger a fault is about; empty for a fault of the content."""

    def add(self, fault: Diagnostic) -> None:
        """Note a fault of the content, which has its place already."""
        self._found.append((fault, ""))

    def at(self, url: str, level: Level, message: str, hint: str) -> None:
        """Note a fault about the permalink of a URL."""
        self._found.append((Diagnostic(level, LEDGER, 0, message, hint), url))

    def located(self, urls: Iterable[str]) -> tuple[Diagnostic, ...]:
        """Return the faults, each at its line in the ledger as it will be written, with these URLs."""
        if not self._found:
            return ()
        lines = {url: number for number, url in enumerate(sorted(urls), 1)}
        return tuple(replace(fault, line=lines[url]) if url else fault for fault, url in self._found)
