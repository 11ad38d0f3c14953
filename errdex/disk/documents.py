"""Documents named on the command line: single files, or all those below a folder, by the names that the user gave.

docs/ja  ->  docs/ja/errors.md, docs/ja/sms/errors.md
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from errdex.diagnostics import Diagnostic, SettingFault
from errdex.disk.content import DOCUMENT_LIMIT, too_large
from errdex.disk.faults import in_words
from errdex.disk.folder import DOCUMENT_ENDINGS, is_document, list_files
from errdex.noun import noun

_HINT = f"documents are Markdown files; their names end in {' or '.join(DOCUMENT_ENDINGS)}"


@noun
class Documents:
    """What was found under the names given."""

    documents: tuple[tuple[str, str], ...]
    """Path as it is shown, and where it is on the disk."""
    diagnostics: tuple[Diagnostic, ...]


def list_documents(paths: Iterable[Path]) -> Documents:
    """Return the documents under `paths`; raise SettingFault for a name under which there is none."""
    found: dict[str, str] = {}
    faults: list[Diagnostic] = []
    for path in paths:
        shown = path.as_posix()
        with in_words("read", path):
            if path.is_dir():
                listed = list_files(path)
                there = {f"{shown}/{name}": place for name, place in listed.files.items() if is_document(name)}
                faults += (replace(fault, path=f"{shown}/{fault.path}") for fault in listed.diagnostics)
                if not there and not listed.diagnostics:
                    raise SettingFault(f"no documents in {path}", _HINT)
            elif path.is_file() and not is_document(path.name):
                raise SettingFault(f"not a document: {path}", _HINT)
            elif path.is_file():
                there = {shown: str(path)}
            else:
                raise SettingFault(f"no such file or folder: {path}", "name documents, or folders of documents")
            for name, place in there.items():
                if os.stat(place).st_size > DOCUMENT_LIMIT:
                    faults.append(too_large(name))
                else:
                    found[name] = place
    return Documents(tuple(found.items()), tuple(faults))


def read_document(place: str) -> bytes:
    """Return the content of a document."""
    with in_words("read", place):
        return Path(place).read_bytes()
