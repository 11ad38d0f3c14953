"""The benchmark: what a build costs, beside Hugo and beside the mere writing of the files.

    python3 tests/bench                      1,000 and 10,000 codes
    python3 tests/bench 22 100000 --hugo     other sizes, and a race against Hugo, which the flag installs
    python3 tests/bench --pagefind           and against Hugo with Pagefind behind it, for a search index like ours
    python3 tests/bench --rounds 5           the median of five instead of three

All builders take the same records and write pages of the same size, an index, a search index and a sitemap, in turn,
on a file system in memory where there is one. Nothing is deleted before a timed run: on some file systems that makes
the next one slow. Runs on Linux and macOS.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if not __package__:  # run as a program: this folder's modules belong to the package `tests`
    sys.path[0] = str(ROOT)

from errdex import __version__, bootstrap  # noqa: E402  (the path comes first)
from tests.bench.race import Line, Race  # noqa: E402

MEMORY = Path("/dev/shm")  # noqa: S108  (a folder of our own is made in it)


def table(lines: list[Line]) -> str:
    """Return the lines as a Markdown table, with the ratios to Hugo where it ran."""
    hugos = next((line for line in lines if line.name == "Hugo"), None)
    heads = ["", "CPU s", "wall s", "peak MB", *(["of Hugo's CPU", "of its wall"] if hugos else [])]
    rows = [f"| {' | '.join(heads)} |", "|---" + "|--:" * (len(heads) - 1) + "|"]
    for line in lines:
        cells = [line.name, f"{line.cpu:.2f}", f"{line.wall:.2f}", f"{line.peak:.0f}"]
        if hugos:
            cells += [f"{line.cpu / hugos.cpu:.2f}", f"{line.wall / hugos.wall:.2f}"]
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def phases(line: Line) -> str:
    """Return the phases that a build named under `-v`, the start and the imports as what is left."""
    spent = {
        name: float(seconds) for name, seconds in re.findall(r"^(\w[\w ]*): ([\d.]+) s$", line.output, re.MULTILINE)
    }
    spent = {"start and imports": max(0.0, line.wall - sum(spent.values())), **spent}
    return "\n".join(f"  {name:<20} {seconds:7.3f} s  {seconds / line.wall:4.0%}" for name, seconds in spent.items())


def main(arguments: list[str]) -> int:
    """Run the races that were asked for and print their tables."""
    parser = argparse.ArgumentParser(prog="tests/bench", description=(__doc__ or "").split("\n")[0])
    parser.add_argument("codes", nargs="*", type=int, default=[1000, 10000], help="how many codes; default: 1000 10000")
    parser.add_argument("--hugo", action="store_true", help="race against Hugo too; installs it into .venv")
    parser.add_argument("--pagefind", action="store_true", help="index Hugo's site too: Hugo + Pagefind")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many runs; default: 3")
    options = parser.parse_args(arguments)
    against_hugo = options.hugo or options.pagefind
    bootstrap.provide(bootstrap.BUILD_AND_RACE if against_hugo else bootstrap.BUILD)
    place = MEMORY if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    date = datetime.now(UTC).date()
    print(
        f"errdex {__version__}, Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} CPUs, {date}"
    )
    print(f"in {place}, median of {options.rounds}")
    for count in options.codes:
        folder = Path(tempfile.mkdtemp(prefix="errdex-bench-", dir=place))
        try:
            race = Race(folder, count, options.rounds)
            lines = race.run(against_hugo=against_hugo, with_pagefind=options.pagefind)
        finally:
            shutil.rmtree(folder)
        print(f"\n## {count:,} codes\n\n{table(lines)}\n\nerrdex, by phase:\n{phases(lines[0])}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
