"""The manifest: which files of the site are ours, `.errdex-manifest.json`.

    {"schema": "errdex.manifest/1",
    "count": 412,
    "bytes": 1904022,
    "files": {"404.html": "1f0c…",
    "codes/4100.html": "9a31…"}}

It names every file that we wrote but itself, sorted, with the first 16 hex digits of its SHA-256. A folder that has
none is not ours, and a file that it does not name is somebody else's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from errdex.disk.replace import read_if_there

MANIFEST = ".errdex-manifest.json"
SCHEMA = "errdex.manifest/1"


def fingerprint(data: bytes) -> str:
    """Return 16 hex digits that stand for the content."""
    # Processors have instructions for it: 8 KB take 3.8 µs, where BLAKE2b takes 5.6.
    return sha256(data).hexdigest()[:16]


class RunningFingerprint:
    """The fingerprint of content that comes in pieces."""

    def __init__(self) -> None:
        self._digest = sha256()

    def add(self, data: bytes) -> None:
        """Take the next piece."""
        self._digest.update(data)

    @property
    def text(self) -> str:
        """Return what `fingerprint` makes of all pieces together."""
        return self._digest.hexdigest()[:16]


def encode(files: Mapping[str, str], size: int) -> bytes:
    """Return the manifest of files (path -> fingerprint) of `size` bytes together."""
    in_order = {path: files[path] for path in sorted(files)}  # in a third of the time that pairs take
    table = {"schema": SCHEMA, "count": len(files), "bytes": size, "files": in_order}
    # A separator with a line break keeps json's fast encoder, which `indent` does not.
    return json.dumps(table, separators=(",\n", ": ")).encode() + b"\n"


def decode(data: bytes) -> tuple[dict[str, str], object]:
    """Return what `encode` was given; raises ValueError for what is no manifest. Nobody vouches for the size."""
    table = json.loads(data)
    files = table.get("files") if isinstance(table, dict) and table.get("schema") == SCHEMA else None
    if not isinstance(files, dict):
        raise ValueError("not a manifest")
    if not {str}.issuperset(map(type, files.values())):
        files = {path: str(value) for path, value in files.items()}
    return files, table.get("bytes")


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Return the files that we wrote in `folder`, path -> fingerprint; None where we wrote none, or can't tell."""
    try:
        data = read_if_there(folder / MANIFEST)
        return None if data is None else decode(data)[0]
    except (NotADirectoryError, IsADirectoryError, ValueError):
        return None
