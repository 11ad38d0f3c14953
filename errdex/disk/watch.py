"""Waits until something in a folder has changed, as files are saved, made, renamed and deleted.

It looks at the folder four times a second: the standard library has no way to be told of changes on all systems, and a
look at a thousand files takes 5 ms.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from errdex.diagnostics import EnvironmentFault
from errdex.disk.folder import list_files

PAUSE = 0.25
"""Seconds between two looks."""

Stamp = Mapping[str, tuple[int, int, int]]
"""Path -> inode, size and time of the last change in nanoseconds: one of these differs after each save."""


def take_stamp(folder: Path) -> Stamp:
    """Return the stamp of a folder; an empty one where it can't be listed, as while it is being moved."""
    try:
        files = list_files(folder).files
    except EnvironmentFault:
        return {}
    stamp = {}
    for path, place in files.items():
        try:
            found = os.stat(place)
        except OSError:  # gone since
            continue
        stamp[path] = (found.st_ino, found.st_size, found.st_mtime_ns)
    return stamp


def wait_for_change(folder: Path, seen: Stamp, sleep: Callable[[float], object] = time.sleep) -> None:
    """Return when the folder is no longer what was `seen`, and has come to rest: a checkout writes many files."""
    last = seen
    while True:
        sleep(PAUSE)
        now = take_stamp(folder)
        if now == last != seen:
            return
        last = now
