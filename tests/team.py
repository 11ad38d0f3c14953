"""A docs team for tests of whole commands: its folder, its site, and its command line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from errdex import cli


@dataclass(frozen=True, slots=True)
class Team:
    """A folder with `content` and `site`, and what commands about them say."""

    folder: Path
    capture: pytest.CaptureFixture[str]

    @property
    def content(self) -> Path:
        """Return the content folder."""
        return self.folder / "content"

    @property
    def ledger(self) -> Path:
        """Return the ledger's file."""
        return self.content / "permalinks.jsonl"

    @property
    def places(self) -> tuple[str, ...]:
        """Return the flags that name the folders."""
        return ("--content", str(self.content), "-o", str(self.folder / "site"))

    def run(self, *words: str) -> tuple[int, str]:
        """Run a command; return its exit code and all that it said."""
        code = cli.main([*words, *self.places])
        said = self.capture.readouterr()
        return code, said.out + said.err

    def page(self, path: str) -> str:
        """Return a file of the site."""
        return (self.folder / "site" / path).read_text(encoding="utf-8")
