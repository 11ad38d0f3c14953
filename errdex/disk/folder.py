"""The files below a folder, by path; nothing is followed out of it.

    ja/error-codes.md  ->  /home/u/docs/content/ja/error-codes.md

Paths are relative, with `/`, in Unicode NFC (a Mac hands out NFD) and sorted, whatever order the disk has them in.
Hidden files and folders (`.git`, `.DS_Store`) are passed over, and links to them are refused.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from errdex.diagnostics import Diagnostic
from errdex.disk.faults import in_words, name_as_text, printable
from errdex.noun import noun

DEPTH_LIMIT = 32
"""Folders within folders."""
DOCUMENT_ENDINGS = (".md", ".markdown")
_HIDDEN = re.compile(r"\.[^.]")
"""`.git`, `.env`: a link could bring one to light. Two dots are Kubernetes' way of mounting files: `..data`."""


@noun
class Folder:
    """What a folder holds."""

    files: Mapping[str, str]
    """Path -> where it is on the disk; in the order of the paths."""
    diagnostics: tuple[Diagnostic, ...]
    """Names, links and kinds of files that can't be read."""


def is_document(path: str) -> bool:
    """Tell whether the name is that of a Markdown document."""
    return path.lower().endswith(DOCUMENT_ENDINGS)


def is_hidden(path: str) -> bool:
    """Tell whether a file or a folder above it has a name that begins with a dot: it is passed over."""
    return any(part.startswith(".") for part in path.split("/"))


def list_files(root: Path) -> Folder:
    """Return the files below `root`; raise `EnvironmentFault` for a folder that can't be listed."""
    real_root = os.path.realpath(root)
    files: dict[str, str] = {}
    faults: list[Diagnostic] = []
    waiting = [(os.fspath(root), "", 0)]
    while waiting:
        folder, prefix, depth = waiting.pop()
        for entry in _entries(folder):
            path = prefix + _name(entry.name)
            fault = _fault(entry, path, real_root, depth)
            if fault:
                faults.append(fault)
            elif entry.is_dir(follow_symlinks=False):
                waiting.append((entry.path, f"{path}/", depth + 1))
            elif path in files:
                faults.append(Diagnostic("error", path, 0, "two files have this name", "rename one of them"))
            elif entry.is_file():
                files[path] = entry.path
    return Folder({path: files[path] for path in sorted(files)}, tuple(faults))


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with in_words("list", folder), os.scandir(folder) as entries:
        for entry in entries:
            if not is_hidden(entry.name):
                yield entry


def _name(name: str) -> str:
    text = name_as_text(name)
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _fault(entry: os.DirEntry[str], path: str, root: str, depth: int) -> Diagnostic | None:
    """Return why the entry can't be read, or None."""

    def error(message: str, hint: str) -> Diagnostic:
        return Diagnostic("error", printable(path), 0, message, hint)

    if printable(path) != path:
        return error("this name is not UTF-8, or holds a control character", "rename it")
    if "\\" in entry.name:
        return error("this name holds a backslash, which parts folders on other systems", "rename it")
    if entry.is_symlink():
        return _link_fault(entry, path, root)
    if entry.is_dir():
        if is_document(path):
            return error("this is a folder, and its name is a document's", "rename the folder")
        if depth >= DEPTH_LIMIT:
            return error(f"more than {DEPTH_LIMIT} folders within each other", "move it further up")
        return None
    if not entry.is_file() and is_document(path):
        return error("this is neither a file nor a folder", "put a document here, or rename it")
    return None


def _link_fault(entry: os.DirEntry[str], path: str, root: str) -> Diagnostic | None:
    """Return what is wrong with a symbolic link; one to a file inside of the folder is read like the file."""
    target = os.path.realpath(entry.path)
    inside = target == root or target.startswith(root.rstrip(os.sep) + os.sep)
    if not os.path.exists(entry.path):
        message = "this link leads nowhere, or in a circle"
    elif not inside:
        message = "this link leads out of the folder"
    elif any(map(_HIDDEN.match, os.path.relpath(target, root).split(os.sep))):
        message = "this link leads to a hidden file"
    elif entry.is_dir():
        hint = "link to the files themselves if they shall appear twice"
        return Diagnostic("warning", path, 0, "this is a link to a folder, which is read at its own place alone", hint)
    elif not entry.is_file():
        message = "this is neither a file nor a folder"
    else:
        return None
    return Diagnostic("error", path, 0, message, "put the file itself here, or remove the link")
