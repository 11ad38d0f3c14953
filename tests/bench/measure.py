"""Runs a command and says what it and all its children cost.

The command is started from a small process of its own (this file, run as a program): a process starts out with its
parent's peak memory on Linux, and the benchmark's own is large.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Usage:
    """The cost of a run."""

    cpu: float
    """Seconds, user and system, of all its processes."""
    wall: float
    """Seconds."""
    peak: float
    """Memory of its largest process at its largest, in MB."""
    output: str
    """What it printed."""

    def then(self, other: Usage) -> Usage:
        """Return the cost of both, one after the other."""
        peak = max(self.peak, other.peak)
        return Usage(self.cpu + other.cpu, self.wall + other.wall, peak, self.output + other.output)


def measure(command: list[str], environment: dict[str, str]) -> Usage:
    """Run the command; fails with its output where it does."""
    run = subprocess.run(
        [sys.executable, "-I", "-S", str(Path(__file__)), *command],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        cwd=Path(command[0]).parent,
    )
    assert run.returncode == 0, f"{command}: {run.stdout}{run.stderr}"
    figures = json.loads(run.stderr.splitlines()[-1])
    return Usage(figures["cpu"], figures["wall"], figures["peak"], run.stdout)


def main(command: list[str]) -> int:
    """Run the command and write its figures as the last line of stderr."""
    started = time.perf_counter()
    process = os.posix_spawn(command[0], command, os.environ)
    _, status, usage = os.wait4(process, 0)
    wall = time.perf_counter() - started
    unit = 1 if sys.platform == "darwin" else 1024
    figures = {"cpu": usage.ru_utime + usage.ru_stime, "wall": wall, "peak": usage.ru_maxrss * unit / 1e6}
    sys.stderr.write("\n" + json.dumps(figures) + "\n")
    return os.waitstatus_to_exitcode(status)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
