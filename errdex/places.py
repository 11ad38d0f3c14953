"""What a document's place in the content folder says about it.

    ja/error-codes.md          language ja, catalog codes, page guides/error-codes.html
    ja/sms/errors.md           language ja, catalog sms,   page guides/sms-errors.html, codes at sms/1001.html
    ja/notes/4100.md           a note on code 4100 of the catalog codes
    ja/sms/notes/1001.md       a note on code 1001 of the catalog sms

Catalogs and guides are one folder deep in the site (deeper folders are joined with a hyphen), so that every page of a
language stands at the same depth.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence

from errdex.diagnostics import SettingFault
from errdex.model import Source

RESERVED = frozenset({"guides", "codes", "assets", "search", "notes", "theme"})
"""Folder names that mean something else in the site, so no catalog can have them."""


def place(path: str, data: bytes, languages: Collection[str]) -> Source:
    """Return the source for a file, placed by its folders; `language` stays empty outside a language folder."""
    *folders, file = path.split("/")
    language = folders.pop(0) if folders and folders[0] in languages else ""
    is_note = bool(folders) and folders[-1] == "notes"
    if is_note:
        folders.pop()
    catalog = "-".join(page_name(folder) for folder in folders)
    stem = file.rsplit(".", 1)[0]
    name = f"{catalog}-{page_name(stem)}" if catalog else page_name(stem)
    return Source(path, data, language, catalog or "codes", stem if is_note else name, is_note)


def page_name(text: str) -> str:
    """Return a path segment of a URL for a document or folder name: letters and digits stay, the rest is hyphens."""
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[^\w.]+", "-", text).strip("-.") or "page"


def check_places(paths: Iterable[str], languages: Collection[str], known: Sequence[str], folder: str) -> None:
    """Raise SettingFault for folders whose names can't be catalogs; `known` are the languages that a UI exists for."""
    faults = []
    tops = {tuple(path.split("/")[:-1]) for path in paths}
    for parts in sorted(tops):
        inner = parts[1:] if parts and parts[0] in languages else parts
        if not inner or inner[0] == "notes":
            continue
        name = inner[0]
        shown = "/".join((folder, *parts[: len(parts) - len(inner) + 1]))
        if name.lower() in RESERVED:
            faults.append(f"{shown}: a catalog can't be called {name!r}: the site uses that name; rename the folder")
        elif name in languages or name in known:
            faults.append(f"{shown}: {name!r} is a language, not a catalog; add it to languages, or rename the folder")
    if faults:
        raise SettingFault("\n".join(dict.fromkeys(faults)))
