"""The content folder, read: documents in memory, other files by name.

    site.toml               site_toml
    permalinks.jsonl        permalinks
    theme/…                 theme, by path below it
    **/*.md, *.markdown     documents, sorted by path (notes too)
    anything else           files: a document may link it, and then it is read

What is wrong with a file (its name, its size, a link out of the folder) is a `Diagnostic`; a folder that is not there
is a `SettingFault`, a file that the machine will not give an `EnvironmentFault`.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from errdex.diagnostics import Diagnostic, SettingFault
from errdex.disk.faults import in_words
from errdex.disk.folder import is_document, list_files
from errdex.model import LEDGER
from errdex.noun import noun

DOCUMENT_LIMIT = 16 * 2**20
"""Bytes of a document, some 50,000 rows; of any other file of text that people write, too. The largest error table we
have met has a fiftieth of it."""
FILE_LIMIT = 100 * 2**20
"""Bytes of a local file that a document links."""
WRITTEN_LIMIT = 1000 * 2**20
"""Bytes of a file that builds write, such as the ledger: 250 for an address."""

_OTHER_ENDINGS = (".mdx", ".mdown", ".mkdn", ".mkd")
"""Of Markdown as some other programs call it."""

SETTINGS = "site.toml"
THEME = "theme/"


@noun
class Content:
    """What the content folder holds."""

    root: Path
    documents: tuple[tuple[str, bytes], ...]
    """Path and content, sorted by path."""
    site_toml: bytes | None
    permalinks: bytes | None
    theme: Mapping[str, bytes]
    """`pages/code.html` for `theme/pages/code.html`."""
    diagnostics: tuple[Diagnostic, ...]
    files: Mapping[str, str]
    """Path -> place on the disk, of all that a document may link, documents among them."""

    def read(self, path: str) -> bytes:
        """Return the content of the file at `path`; `KeyError` where there is none, a `Fault` where it can't be had."""
        return _read(self.files[path], FILE_LIMIT, "host it elsewhere and link it by its URL")


def read_content(folder: Path) -> Content:
    """Read the content folder."""
    check_folder(folder)
    listed = list_files(folder)
    documents: list[tuple[str, bytes]] = []
    files: dict[str, str] = {}
    theme: dict[str, bytes] = {}
    faults = list(listed.diagnostics)
    for path, place in listed.files.items():
        if path.startswith(THEME):
            theme[path.removeprefix(THEME)] = _read(place, DOCUMENT_LIMIT, "make it smaller, or take it out")
        elif path not in (SETTINGS, LEDGER):
            files[path] = place
            if path.lower().endswith(_OTHER_ENDINGS):
                message, hint = "this file is not read: it has another ending than documents have", "call it .md"
                faults.append(Diagnostic("warning", path, 0, message, hint))
            if is_document(path):
                data = _read_within(place, DOCUMENT_LIMIT)
                if data is None:
                    faults.append(too_large(path))
                else:
                    documents.append((path, data))
    if not documents and not any(fault.level == "error" for fault in faults):
        faults.append(
            Diagnostic("error", "", 0, "no documents here", "put Markdown files (.md) here, or see --content")
        )
    return Content(
        root=folder,
        documents=tuple(documents),
        site_toml=_read_settings(listed.files[SETTINGS]) if SETTINGS in listed.files else None,
        permalinks=_read_written(listed.files[LEDGER]) if LEDGER in listed.files else None,
        theme=theme,
        diagnostics=tuple(faults),
        files=files,
    )


def check_folder(folder: Path) -> None:
    """Raise a fault unless there is a folder with nothing odd in the place of a file of ours."""
    try:
        is_folder = folder.is_dir()
        exists = is_folder or folder.exists()
    except OSError as error:  # a name too long, a circle of links, a NUL byte
        if error.errno not in (errno.ENAMETOOLONG, errno.ELOOP):
            raise
        is_folder = exists = False
    if not exists:
        raise SettingFault(f"no such folder: {folder}", "name the folder of your documents with --content")
    if not is_folder:
        raise SettingFault(f"not a folder: {folder}", "name the folder of your documents with --content")
    for name in (SETTINGS, LEDGER):
        if (folder / name).is_dir():
            raise SettingFault(f"a folder, where a file was expected: {folder / name}", "rename or remove it")


def read_settings(folder: Path) -> bytes | None:
    """Return the content of the folder's site.toml; None where there is none."""
    place = folder / SETTINGS
    return _read_settings(str(place)) if place.is_file() else None


def read_file(path: Path) -> bytes | None:
    """Return the content of a file that a build has written; None where there is none."""
    return _read_written(str(path)) if path.is_file() else None


def _read_settings(place: str) -> bytes:
    return _read(place, DOCUMENT_LIMIT, "settings take a few lines; is it the right file?")


def _read_written(place: str) -> bytes:
    return _read(place, WRITTEN_LIMIT, "no build writes one as large; is it the right file?")


def too_large(path: str) -> Diagnostic:
    """Return what is wrong with a document beyond `DOCUMENT_LIMIT`."""
    message = f"larger than {DOCUMENT_LIMIT // 2**20} MiB, the most that a document may have"
    return Diagnostic("error", path, 0, message, "cut it into several documents")


def _read(place: str, limit: int, hint: str) -> bytes:
    """Return the bytes of a file; raise `SettingFault`, with the hint, for one larger than the limit."""
    data = _read_within(place, limit)
    if data is None:
        raise SettingFault(f"larger than {limit // 2**20} MiB: {place}", hint)
    return data


def _read_within(place: str, limit: int) -> bytes | None:
    """Return the bytes of a file, or None for one larger than the limit."""
    with in_words("read", place), open(place, "rb") as file:
        return file.read() if os.fstat(file.fileno()).st_size <= limit else None
