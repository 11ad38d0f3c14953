"""The next site, written file by file into a new folder.

The price of a site of 10,000 small files is in the calls to the system, so each file costs three (open, write, close),
by the descriptor of its folder; folders are made once. Modes are 644 and 755, whatever the umask. A file that the
old site has already, byte for byte, is linked instead; see `unchanged`.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from errdex.disk.faults import environment_fault, in_words
from errdex.disk.growing import GrowingFile
from errdex.disk.manifest import MANIFEST, encode, fingerprint
from errdex.disk.replace import write_all
from errdex.disk.unchanged import Former, link_unchanged, replace_by_unchanged
from errdex.model import Artifact, fold_path, is_segment

FILE_MODE = 0o644
FOLDER_MODE = 0o755
_FLAGS = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_BY_DESCRIPTOR = os.open in os.supports_dir_fd
_OPEN_FOLDERS = 64
"""Descriptors held at once; the usual limit of a process is 1,024, of a Mac 256."""


class Staging:
    """A folder that is being filled, and what is in it."""

    def __init__(self, root: Path, shown: Path, former: Former | None = None) -> None:
        """Make the folder at `root`; faults speak of `shown`, the folder that it will be."""
        self.root = root
        self.shown = shown
        self.files: dict[str, str] = {}
        """Path -> fingerprint."""
        self.size = 0
        """Bytes of all files together."""
        self._former = former.files if former else {}
        self._written = former.written if former else 0
        self._places = _as_prefix(root)
        self._old_places = _as_prefix(former.root if former else root)
        self._names: set[str] = set()
        """What paths fold to, of those that are not in lower case already and of growing files; see `_claim`."""
        self._folders: dict[str, int | None] = {}
        self._growing: dict[str, GrowingFile] = {}
        self._made: set[str] = set()
        self._exact = os.name != "posix"
        """Whether the system gives new files the mode that was asked for; found out with the first one."""
        make_folder(root)

    def write_all(self, artifacts: Iterable[Artifact]) -> None:
        """Write each artifact as it comes."""
        try:
            for artifact in artifacts:
                if artifact.more or artifact.path in self._growing:
                    self.grow(artifact.path, artifact.data, more=artifact.more)
                else:
                    self.write(artifact.path, artifact.data)
        finally:
            self.close()
            for growing in self._growing.values():  # something went wrong before their ends
                growing.close()

    def write(self, path: str, data: bytes) -> None:
        """Write one file; `ValueError` for a path that is no path or was there before, also but for upper case."""
        folder, _, name = path.rpartition("/")
        self._claim(path, name)
        mark = fingerprint(data)
        try:
            handle = self._folders[folder] if folder in self._folders else self._open_folder(folder)
            target = _place(self._places, path) if handle is None else name if name.isascii() else name.encode()
            if not (self._former.get(path) == mark and self._link(path, data, target, handle)):
                self._create(target, handle, data)
        except OSError as error:
            raise environment_fault(error, "write", self.shown / path) from error
        self.files[path] = mark
        self.size += len(data)

    def grow(self, path: str, data: bytes, *, more: bool) -> None:
        """Write a piece of a file, the last one where there is no `more`; raises what `write` does."""
        try:
            growing = self._growing.get(path) or self._start(path)
            growing.add(data)
            if more:
                return
            self.files[path] = mark = self._growing.pop(path).close()
            self.size += growing.size
            if self._former.get(path) == mark:
                old, new = (_place(places, path) for places in (self._old_places, self._places))
                replace_by_unchanged(old, new, FILE_MODE, os.fsencode(self.root) + b".aside")
        except OSError as error:
            raise environment_fault(error, "write", self.shown / path) from error

    def finish(self) -> bytes:
        """Write the manifest behind all other files, and return it; `ValueError` where a file lacks its end."""
        if self._growing:
            raise ValueError(f"files without an end: {', '.join(self._growing)}")
        data = encode(self.files, self.size)
        self.write(MANIFEST, data)
        del self.files[MANIFEST]
        self.size -= len(data)
        self.close()
        return data

    def close(self) -> None:
        """Let go of the folders; `write` opens them again."""
        with in_words("close", self.shown):
            while self._folders:
                _, handle = self._folders.popitem()
                if handle is not None:
                    os.close(handle)

    def _claim(self, path: str, name: str) -> None:
        """Raise for a bad name, and for a path of which there is a file already, be it in other letters' case."""
        # The first line is true of nearly every name, and takes a fifth of the time (0.3 µs) that the second takes.
        is_usual = path.isascii() and path.isprintable() and "\\" not in path and name[:1] not in (".", "")
        if not (is_usual or is_segment(name)) or path[0] == "/":
            raise ValueError(f"not a path of a site: {path!r}")
        folded = fold_path(path)
        if folded in self.files or folded in self._names:
            raise ValueError(f"two artifacts for one file: {path!r}")
        if folded is not path:
            self._names.add(folded)

    def _open_folder(self, folder: str) -> int | None:
        """Make the folder where it is new; return its descriptor, None where the system has no such thing."""
        made = ""
        for part in folder.split("/") if folder else ():
            if not is_segment(part):
                raise ValueError(f"not a path of a site: {folder!r}")
            made = f"{made}/{part}" if made else part
            if made not in self._made:
                make_folder(_place(self._places, made))
                self._made.add(made)
        if len(self._folders) >= _OPEN_FOLDERS:
            self.close()
        handle = os.open(_place(self._places, folder), os.O_RDONLY | os.O_DIRECTORY) if _BY_DESCRIPTOR else None
        self._folders[folder] = handle
        return handle

    def _link(self, path: str, data: bytes, target: str | bytes, folder: int | None) -> bool:
        return link_unchanged(_place(self._old_places, path), data, FILE_MODE, target, folder, self._written)

    def _create(self, target: str | bytes, folder: int | None, data: bytes) -> None:
        file = os.open(target, _FLAGS, FILE_MODE, dir_fd=folder)
        try:
            if not self._exact:
                self._set_mode(file)
            write_all(file, data)
        finally:
            os.close(file)

    def _start(self, path: str) -> GrowingFile:
        """Make a file that will grow."""
        folder, _, name = path.rpartition("/")
        self._claim(path, name)
        self._names.add(fold_path(path))  # its turn among the files comes at its end
        if folder not in self._folders:
            self._open_folder(folder)
        file = os.open(_place(self._places, path), _FLAGS, FILE_MODE)
        growing = self._growing[path] = GrowingFile(file)
        if not self._exact:
            self._set_mode(file)
        return growing

    def _set_mode(self, file: int) -> None:
        """Give the file its mode; where the umask leaves it as asked, never look again."""
        self._exact = os.fstat(file).st_mode & 0o777 == FILE_MODE
        if not self._exact:
            os.fchmod(file, FILE_MODE)


def _as_prefix(folder: Path) -> bytes:
    return os.fsencode(folder) + os.fsencode(os.sep)


def _place(prefix: bytes, path: str) -> bytes:
    """Return where a path of the site is on the disk: bytes, so that its name is UTF-8 in every locale."""
    return prefix + path.encode()


def make_folder(path: str | bytes | Path) -> None:
    """Make a folder with its mode, whatever the umask."""
    os.mkdir(path, FOLDER_MODE)
    if os.name == "posix":
        os.chmod(path, FOLDER_MODE)


def make_folders(path: Path) -> None:
    """Make a folder and those above it, where they are missing."""
    if not path.is_dir():
        make_folders(path.parent)
        make_folder(path)
