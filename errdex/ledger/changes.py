"""What a build changes in the ledger, in a line for people.

22 added (4000, 4100, 4101 and 19 more), 1 retired (4200)
"""

from __future__ import annotations

from dataclasses import field
from typing import Literal, get_args

from errdex.diagnostics import name_few
from errdex.model import MAIN_CATALOG
from errdex.noun import mutable

Change = Literal["added", "translated", "untranslated", "reworded", "retired", "back", "redirected"]
"""In the order of the line."""


@mutable
class Changes:
    """The codes of each kind of change, each once, in the order in which they were noted."""

    codes: dict[Change, dict[tuple[str, str], None]] = field(default_factory=dict)

    def note(self, change: Change, catalog: str, code: str) -> None:
        """Note that this happens to a code."""
        self.codes.setdefault(change, {})[catalog, code] = None

    def __bool__(self) -> bool:
        return bool(self.codes)

    def summary(self) -> str:
        """Return the line; empty where nothing changes."""
        parts = []
        for change in get_args(Change):
            keys = list(self.codes.get(change, ()))
            if keys:
                names = [code if catalog == MAIN_CATALOG else f"{catalog}/{code}" for catalog, code in keys]
                parts.append(f"{len(keys)} {change} ({name_few(names)})")
        return ", ".join(parts)
