"""A large file of the next site, written piece by piece, so that nobody holds it in memory.

Several may grow at once, and other files may come in between. What has been written is compared with the old site's
file at the end, and where that is the same, it takes its place (see `unchanged`).
"""

from __future__ import annotations

import os

from errdex.disk.manifest import RunningFingerprint
from errdex.disk.replace import write_all


class GrowingFile:
    """A file that was opened for writing, and what is in it so far."""

    def __init__(self, file: int) -> None:
        """Take over a descriptor."""
        self._file = file
        self._mark = RunningFingerprint()
        self.size = 0

    def add(self, data: bytes) -> None:
        """Write a piece behind those before."""
        write_all(self._file, data)
        self._mark.add(data)
        self.size += len(data)

    def close(self) -> str:
        """Close the file and return its fingerprint."""
        os.close(self._file)
        return self._mark.text
