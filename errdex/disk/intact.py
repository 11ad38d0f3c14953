"""Whether the site that stands is the one that was written, or somebody has touched it since.

Reading ten thousand files would cost as much as writing them, so their listing has to do: each is there, none is
younger than the manifest (which was written last), and together they have as many bytes as it says.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from errdex.disk.faults import name_as_text
from errdex.disk.manifest import MANIFEST, decode, fingerprint


def intact_site(output: Path) -> str | None:
    """Return the fingerprint of the manifest of the site at `output`; None where its files are not as it says."""
    try:
        place = output / MANIFEST
        data, written = place.read_bytes(), place.stat().st_mtime_ns
        files, whole = decode(data)
        found, size = 0, 0
        for path, entry in _entries(output):
            if path in files:
                status = entry.stat(follow_symlinks=False)
                if not stat.S_ISREG(status.st_mode) or status.st_mtime_ns > written:
                    return None
                found += 1
                size += status.st_size
    except (OSError, ValueError):
        return None
    return fingerprint(data) if found == len(files) and size == whole else None


def _entries(root: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Yield what is below `root`, path and entry, but for folders."""
    waiting = [(os.fspath(root), "")]
    while waiting:
        folder, prefix = waiting.pop()
        with os.scandir(folder) as entries:
            for entry in entries:
                path = prefix + name_as_text(entry.name)
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{path}/"))
                else:
                    yield path, entry
