"""Code spans of a line of Markdown: a run of backticks, and the next run of the same length.

a ``b ` c`` d     the span that begins at 2 ends at 11
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

_RUN = re.compile("`+")


def span_end(line: str, start: int, length: int) -> int:
    """Return where the span is over whose opening run, of `length` backticks, begins at `start`.

    Where no other run closes it, it is no span, and the run alone is passed over.
    """
    behind = start + length
    closings = _runs(line).get(length, ())
    place = bisect_left(closings, behind)
    return closings[place] + length if place < len(closings) else behind


@lru_cache(maxsize=1)  # a line is asked for again for each of its runs, and a megabyte of them may stand in one
def _runs(line: str) -> Mapping[int, Sequence[int]]:
    """Return where the runs of each length begin."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    for run in _RUN.finditer(line):
        found[len(run[0])].append(run.start())
    return found
