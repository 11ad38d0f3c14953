"""What one build leaves for the next: small files in the clone's `.errdex/`, else in the user's cache folder.

    .errdex/3f09c1d2a4b5e6f7.standing       one for each content folder and output folder, sealed (`sealed`)

The key says for which program and inputs the content is good. Nothing depends on the cache: a file that is missing,
damaged, made for another key, somebody else's or open to others counts as missing, and one that can't be written is
left out without a word. It may hold code, so the folder is used only if nobody else can put files into it; a link is
never ours.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from errdex.disk.sealed import unseal, write_sealed
from errdex.pattern import pattern

CLONE = Path(__file__).resolve().parents[2]
FOLDER = ".errdex"
MOST_FILES = 64
"""In the folder; beyond these the oldest go."""
_NAME = pattern(r"[0-9a-f]{16}\.[a-z]+(?:\.\d+)?")
_OURS_ALONE = 0o600


class Cache:
    """The files that builds of one content folder into one output folder leave."""

    def __init__(self, content: Path, output: Path, clone: Path = CLONE) -> None:
        """Find the place; nothing is made before something is written."""
        places = "\0".join(map(os.path.realpath, (content, output)))
        self._folder = find_folder(clone)
        self._name = blake2b(os.fsencode(places), digest_size=8).hexdigest()

    def read(self, kind: str, key: str) -> bytes | None:
        """Return what was written as `kind` under the same key, None where there is nothing to be trusted."""
        if not _is_private(self._folder):
            return None
        with suppress(OSError), open(self._place(kind), "rb") as file:
            status = os.fstat(file.fileno())
            if os.name == "posix" and (status.st_uid != os.geteuid() or status.st_mode & 0o077):
                return None
            return unseal(f"{kind} {key}", file.read())
        return None

    def write(self, kind: str, key: str, data: bytes) -> None:
        """Keep `data` for the next build, in one step."""
        with suppress(OSError):
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if _is_private(self._folder):
                write_sealed(self._place(kind), f"{kind} {key}", data, _OURS_ALONE)
                _forget_oldest(self._folder)

    def _place(self, kind: str) -> Path:
        return self._folder / f"{self._name}.{kind}"


def find_folder(clone: Path) -> Path:
    """Return the folder for the cache: in the clone where it is the user's own, else the one that the system has."""
    if (clone / "build.py").is_file() and _is_ours(clone):
        return clone / FOLDER
    home = Path(os.path.expanduser("~"))
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "errdex"
    if os.name == "nt":
        return Path(os.environ.get("LOCALAPPDATA") or home) / "errdex"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "errdex"


def _is_ours(folder: Path) -> bool:
    with suppress(OSError):
        return os.access(folder, os.W_OK) and (os.name != "posix" or folder.stat().st_uid == os.geteuid())
    return False


def _is_private(folder: Path) -> bool:
    """Tell whether a folder is ours, no link, and closed to what others would put into it."""
    with suppress(OSError):
        status = os.lstat(folder)
        ours = os.name != "posix" or (status.st_uid == os.geteuid() and not status.st_mode & 0o022)
        return ours and stat.S_ISDIR(status.st_mode)
    return False


def _forget_oldest(folder: Path) -> None:
    with os.scandir(folder) as entries:
        ours = [entry for entry in entries if _NAME.fullmatch(entry.name)]
    files = sorted((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path) for entry in ours)
    for _, path in files[:-MOST_FILES]:
        os.unlink(path)
