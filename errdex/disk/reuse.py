"""Pages that have not changed are not written again: the next site takes a second name of the old file.

Making a file costs 5 to 40 times what a link costs on a disk, and most pages of most builds are as they were. Their
times stay too, so rsync and browsers' caches see what has changed and no more. Two sites may share a file, for a file
of a published site is never written to, only unlinked.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Former:
    """The site that is published now."""

    root: Path
    files: Mapping[str, str] = field(default_factory=dict)
    """Its manifest: path -> fingerprint."""


def link_unchanged(old: str | bytes, data: bytes, mode: int, new: str | bytes, folder: int | None) -> bool:
    """Give the file at `old` the second name `new` if it holds `data` and has this mode; tell whether it has it now.

    `folder` is the descriptor that `new` is relative to. Bytes are compared, so a page that somebody has edited in
    the published site is written anew; and whatever the system refuses, writing is the answer to it.
    """
    try:
        file = os.open(old, _FLAGS)
        try:
            status = os.fstat(file)
            if status.st_size != len(data) or status.st_mode != stat.S_IFREG | mode:
                return False
            if os.read(file, len(data) + 1) != data:
                return False
        finally:
            os.close(file)
        os.link(old, new, dst_dir_fd=folder)
    except OSError:
        return False
    return True
