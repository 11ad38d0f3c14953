"""What reading rows costs: the short cut for plainly written rows beside the browser's tree for all.

    python3 tests/bench/reader.py            10,000 rows
    python3 tests/bench/reader.py 1000

Prints seconds of this process's own time, the best of three, without the search for garbage, as in a build.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
if not __package__:  # run as a program: this folder's modules belong to the package `tests`
    sys.path[0] = str(ROOT)

from errdex.model import Source  # noqa: E402  (the path comes first)
from errdex.readers import read_document  # noqa: E402
from errdex.readers.tree import read_by_tree  # noqa: E402
from tests.bench.records import make_records, markdown  # noqa: E402


def best(work: Callable[[], object]) -> float:
    """Return the seconds that `work` takes at best."""
    times = []
    for _ in range(3):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


def main(arguments: list[str]) -> int:
    """Print what both ways cost."""
    count = int(arguments[0]) if arguments else 10_000
    text = markdown(make_records(count))
    source = Source("ja/errors.md", text.encode(), name="errors")
    document, _ = read_document(source)
    assert len(document.entries) == count
    gc.disable()
    short = best(lambda: read_document(source))
    table = text[text.index("<table") :]
    slow = best(lambda: read_by_tree(table, 1))
    print(f"{count:,} rows, to records: {short:.3f} s, {short / count * 1e6:.1f} µs a row")
    print(f"the same rows by the browser's tree, to cells: {slow:.3f} s, {slow / count * 1e6:.0f} µs a row")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
