"""What a build did, filled in as it goes, for the summary and for the next build."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import field
from pathlib import Path
from typing import TypeVar

from errdex.diagnostics import Diagnostic
from errdex.model import Artifact, Document, Site
from errdex.noun import mutable

Past = TypeVar("Past")


@mutable
class Report:
    """What a build did, for the summary; filled in as it goes."""

    diagnostics: tuple[Diagnostic, ...] = ()
    documents: tuple[Document, ...] = ()
    site: Site | None = None
    entered: str = ""
    """What was written to the ledger, in words; empty where nothing was."""
    checked: tuple[tuple[str, int], ...] = ()
    """How many things each check looked at."""
    files: int = 0
    pages: int = 0
    published: bool = False
    news: str = ""
    """How the published files differ from those before, in words."""
    leftover: Path | None = None
    """What could not be removed behind the published site."""
    phases: dict[str, float] = field(default_factory=dict)
    """Seconds by verb."""
    permalinks: bytes | None = None
    """The ledger as it stands after the run."""
    copies: dict[str, str] = field(default_factory=dict)
    """Local files that were looked into or copied into the site: path in the content folder -> fingerprint."""
    looked_back: bool = False
    """Whether the past (the last site, git) had a say: then the next run may find another one."""

    @property
    def failed(self) -> bool:
        """Tell whether an error stands in the way of publishing."""
        return any(item.level == "error" for item in self.diagnostics)

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        """Note the seconds spent in a `with` block under a phase, without those of phases within it."""
        start, before = time.perf_counter(), sum(self.phases.values())
        yield
        within = sum(self.phases.values()) - before
        self.phases[phase] = time.perf_counter() - start - within

    def counted(self, artifacts: Iterable[Artifact]) -> Iterator[Artifact]:
        """Pass the artifacts on, count them, and note the time that they take to be made as the phase `render`."""
        files, pages, spent, clock = 0, 0, 0.0, time.perf_counter
        start = clock()
        for artifact in artifacts:
            spent += clock() - start
            if not artifact.more:
                files += 1
                pages += artifact.path.endswith(".html")
            yield artifact
            start = clock()
        self.files, self.pages, self.phases["render"] = files, pages, spent

    def noted(self, past: Iterable[Past]) -> Iterator[Past]:
        """Pass on what is known of the past, and note that it was asked for."""
        self.looked_back = True
        yield from past
