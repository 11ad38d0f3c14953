"""A race: all builders over the same records, in turn, a few rounds; out come the medians."""

from __future__ import annotations

import os
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.bench import hugo
from tests.bench.measure import Usage, measure
from tests.bench.records import Record, make_records, write_content

ROOT = Path(__file__).resolve().parents[2]
LEAN = ["html", "search", "sitemap"]


@dataclass(frozen=True, slots=True)
class Line:
    """The median of a builder's runs."""

    name: str
    cpu: float
    wall: float
    peak: float
    output: str


class Race:
    """One number of codes: the projects of all builders, and their runs."""

    def __init__(self, folder: Path, count: int, rounds: int) -> None:
        self.folder = folder
        self.rounds = rounds
        self.records = make_records(count)
        self.environment = {
            **os.environ,
            "XDG_CACHE_HOME": str(folder / "cache"),
            "HUGO_CACHEDIR": str(folder / "hugo-cache"),
        }
        self.lean = write_content(folder / "lean", self.records, LEAN)
        self.full = write_content(folder / "full", self.records, [])
        self.fresh = 0
        self.flags = measure([sys.executable, str(ROOT / "build.py"), "build", "--help"], self.environment).output

    def new_folder(self) -> str:
        """Return the path of an output folder that is not there yet."""
        self.fresh += 1
        return str(self.folder / f"out{self.fresh}")

    def errdex(self, content: Path, output: str, *flags: str) -> list[str]:
        """Return the command that builds a content folder."""
        command = [sys.executable, str(ROOT / "build.py"), "build", "--content", str(content), "-o", output, "-v"]
        return [*command, *(flag for flag in flags if flag in self.flags)]

    def run(self, *, against_hugo: bool, with_pagefind: bool = False) -> list[Line]:
        """Run all builders in turn, a few rounds; return their medians. Pagefind indexes what Hugo built."""
        for content in (self.lean, self.full):
            # Writes the ledger too, so that the timed runs find it as every build but the first does.
            measure(self.errdex(content, self.new_folder(), "--no-cache"), self.environment)
        pages = sorted(path.stat().st_size for path in (self.folder / "out1" / "codes").glob("[0-9]*.html"))
        size = pages[len(pages) // 2]
        print(f"{len(pages)} codes, pages of {size} bytes", file=sys.stderr, flush=True)
        loop = str(Path(__file__).with_name("write_files.py"))
        project = hugo.write_project(self.folder / "hugo", self.records, size) if against_hugo else None
        runs: dict[str, list[Usage]] = {}
        for _ in range(self.rounds):
            out = self.new_folder
            commands = {
                "errdex": self.errdex(self.lean, out(), "--no-cache"),
                "errdex, every output": self.errdex(self.full, out(), "--no-cache"),
                "writing alone": [sys.executable, "-I", "-S", loop, out(), str(len(pages)), str(size)],
            }
            hugos = out()
            if project:
                commands["Hugo"] = hugo.build_command(project, hugos)
            for name, command in commands.items():
                runs.setdefault(name, []).append(measure(command, self.environment))
            if with_pagefind:
                indexing = measure(hugo.index_command(hugos), self.environment)
                runs.setdefault("Hugo + Pagefind", []).append(runs["Hugo"][-1].then(indexing))
            for name, usage in self.again().items():
                runs.setdefault(name, []).append(usage)
        return [median(name, usages) for name, usages in runs.items()]

    def again(self) -> dict[str, Usage]:
        """Build with a warm cache, unchanged and with one row changed; return the costs."""
        output = self.folder / "again"
        command = self.errdex(self.lean, str(output))
        measure(command, self.environment)
        unchanged = measure(command, self.environment)
        middle = self.records[len(self.records) // 2]
        texts = {path: path.read_text(encoding="utf-8") for path in (self.lean / "ja").iterdir()}
        document, text = next((path, text) for path, text in texts.items() if row_of(middle) in text)
        edited = text.replace(row_of(middle), row_of(Record(middle.code, middle.title + "！", middle.remedy)))
        assert edited != text
        document.write_text(edited, encoding="utf-8")
        changed = measure(command, self.environment)
        document.write_text(text, encoding="utf-8")
        return {"errdex again, nothing changed": unchanged, "errdex again, one row changed": changed}


def row_of(record: Record) -> str:
    """Return what stands in a document of a record's code and title."""
    return f"<td>{record.code}</td>\n      <td>{record.title}</td>"


def median(name: str, usages: list[Usage]) -> Line:
    """Return the medians of some runs, and what the run of the median wall time printed."""
    columns = [[u.cpu for u in usages], [u.wall for u in usages], [u.peak for u in usages]]
    cpu, wall, peak = (statistics.median_low(column) for column in columns)
    return Line(name, cpu, wall, peak, next(u.output for u in usages if u.wall == wall))
