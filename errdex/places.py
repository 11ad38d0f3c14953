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
from collections.abc import Callable, Collection, Iterable, Sequence

from errdex.diagnostics import Diagnostic, SettingFault
from errdex.model import GUIDES, MAIN_CATALOG, Source
from errdex.pattern import pattern

RESERVED = frozenset({GUIDES, MAIN_CATALOG, "assets", "search", "notes", "theme"})
"""Folder names that mean something else in the site, so no catalog can have them."""


_TAG = pattern(r"([a-z]{2})([-_]([a-z]{4}|[a-z]{2}|[0-9]{3})){0,2}", re.ASCII | re.IGNORECASE)
"""A language in two letters, perhaps with a script and a region: `de`, `pt-BR`, `zh-Hant`."""
_LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en"
    " eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv"
    " ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne"
    " ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st"
    " su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
"""ISO 639-1."""


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
    return Source(path, data, language, catalog or MAIN_CATALOG, stem if is_note else name, is_note)


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


def check_tags(
    paths: Iterable[str], languages: Collection[str], known: Callable[[], Collection[str]]
) -> list[Diagnostic]:
    """Return a warning for each folder that has the name of a language which the site does not have.

    It is read as a catalog, with addresses for ever. `known` tells the catalogs that the ledger has addresses of: there
    it is one already.
    """
    folders = {path.split("/", 1)[0] for path in paths if "/" in path}
    tags = [folder for folder in folders if folder not in languages and _is_tag(folder)]
    if not tags:
        return []
    there = known()
    return [
        Diagnostic(
            "warning",
            tag,
            0,
            f"{tag!r} is the name of a language, and this folder is read as a catalog, with addresses for ever",
            f'add "{tag}" to languages in site.toml, or rename the folder',
        )
        for tag in sorted(tags)
        if page_name(tag) not in there
    ]


def _is_tag(folder: str) -> bool:
    match = _TAG.fullmatch(folder)
    return match is not None and match[1].lower() in _LANGUAGES.split()
