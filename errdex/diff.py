"""What happened to the codes between two states of a site, each given by its `codes.json`.

    1 added, 1 retired, 1 renamed, 1 retitled, 1 reworded, 1 translated, 1 untranslated

    added         4103   New
    retired       4101   Forbidden: never sent (use 4100)
    renamed       4104   now 4204
    retitled      4100   Denied -> Refused (en)
    reworded      4102   Locked (en, ja)
    translated    4105   Expired (ko)
    untranslated  4106   Unknown (ko)

The same as Markdown for release notes, and as JSON (`errdex.diff/1`).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Literal, get_args

from errdex.diagnostics import SettingFault
from errdex.model import MAIN_CATALOG
from errdex.noun import noun

SCHEMA = "errdex.diff/1"
READS = "errdex.codes/1"
"""The schema of the files that are compared."""

Kind = Literal["added", "retired", "renamed", "retitled", "reworded", "translated", "untranslated"]
KINDS: tuple[Kind, ...] = get_args(Kind)
Format = Literal["text", "markdown", "json"]
FORMATS: tuple[Format, ...] = get_args(Format)

Record = Mapping[str, Any]
"""A code's object in `codes.json`."""

_LATER: Mapping[str, Any] = {"successor": ""}
"""Keys of a note that the files of this schema did not have from the first."""


@noun
class Difference:
    """What happened to a code."""

    kind: Kind
    catalog: str
    code: str
    title: str
    """In the first language that has one; the new one where both states have one."""
    before: str = ""
    """The old title of a retitled code."""
    successor: str = ""
    """The new code of a renamed or retired one."""
    reason: str = ""
    """Why a code was retired."""
    languages: tuple[str, ...] = ()
    """In which it was retitled or reworded, or has words now, or has none any more."""

    @property
    def name(self) -> str:
        """Return the code, with its catalog where that is not the main one."""
        return self.code if self.catalog == MAIN_CATALOG else f"{self.catalog}/{self.code}"

    @property
    def words(self) -> str:
        """Return what happened, in words."""
        if self.kind == "retitled":
            return f"{self.before} -> {self.title} ({', '.join(self.languages)})"
        if self.languages:
            return f"{self.title} ({', '.join(self.languages)})".strip()
        if self.kind == "renamed":
            return f"now {self.successor}"
        said = ": ".join(part for part in (self.title, self.reason) if part)
        return f"{said} (use {self.successor})".strip() if self.successor else said


def read_records(data: bytes, name: str) -> tuple[Record, ...]:
    """Return the codes in a `codes.json`; raises SettingFault where it is another file."""
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        raise SettingFault(f"{name} is not JSON", "name a codes.json, or a revision of git") from None
    if not isinstance(content, dict) or content.get("schema") != READS:
        raise SettingFault(f"{name} is no codes.json of schema {READS}", "build the site anew with this version")
    records = content.get("codes")
    if not isinstance(records, list) or not all(map(_is_record, records)):
        raise SettingFault(f"{name} says it is of schema {READS} and is not", "build the site anew with this version")
    return tuple(records)


def compare(old: Iterable[Record], new: Iterable[Record]) -> tuple[Difference, ...]:
    """Return the differences by kind, and within a kind in the order of the new state (the old one for what went)."""
    before = {_key(record): record for record in old}
    after = {_key(record): record for record in new}
    homes = {url: record for record in after.values() for url in record["former"]}
    found = [
        *(item for key, record in before.items() for item in _gone(record, after.get(key), homes)),
        *(item for key, record in after.items() for item in _here(before.get(key), record)),
    ]
    return tuple(sorted(found, key=lambda item: KINDS.index(item.kind)))


def print_differences(found: Iterable[Difference], form: Format) -> str:
    """Return the differences as text; nothing but a line that says so where there are none."""
    return _PRINTERS[form](tuple(found))


def _is_record(record: Record) -> bool:
    """Tell whether a value has all that is compared."""
    try:
        wordings, retired = record["languages"].values(), record["retirement"]
        texts = [*_key(record), record["code"], record["state"], *record["former"], *record["languages"]]
        texts += (wording["title"] for wording in wordings)
        texts += (retired["successor"], retired["reason"]) if retired else ()
        for wording in wordings:
            _texts(wording)
        return all(isinstance(text, str) for text in texts) and isinstance(_notes(record), dict)
    except (KeyError, TypeError, AttributeError):
        return False


def _key(record: Record) -> tuple[str, str]:
    return record["catalog"], record["url"]


def _gone(old: Record, new: Record | None, homes: Mapping[str, Record]) -> Iterator[Difference]:
    """Yield what became of a code that is not live any more."""
    if old["state"] != "live" or (new and new["state"] == "live"):
        return
    if new is None and old["url"] in homes:
        home = homes[old["url"]]
        name = home["code"] if home["catalog"] == old["catalog"] else f"{home['catalog']}/{home['code']}"
        yield Difference("renamed", old["catalog"], old["code"], _title(old), successor=name)
    else:
        retired = (new and new["retirement"]) or {"reason": "", "successor": ""}
        yield Difference(
            "retired",
            old["catalog"],
            old["code"],
            _title(old),
            successor=retired["successor"],
            reason=retired["reason"],
        )


def _here(old: Record | None, new: Record) -> Iterator[Difference]:
    """Yield what is new about a live code."""
    if new["state"] != "live":
        return
    place = (new["catalog"], new["code"], _title(new))
    if old is None or old["state"] != "live":
        yield Difference("added", *place)
        return
    shared = [tag for tag in new["languages"] if tag in old["languages"]]
    retitled = tuple(tag for tag in shared if old["languages"][tag]["title"] != new["languages"][tag]["title"])
    reworded = tuple(
        tag for tag in shared if tag not in retitled and _texts(old["languages"][tag]) != _texts(new["languages"][tag])
    )
    noted = dict.fromkeys((*_notes(new), *_notes(old)))
    reworded += tuple(
        tag for tag in noted if tag not in new["languages"] and _notes(old).get(tag) != _notes(new).get(tag)
    )
    if retitled:
        first = retitled[0]
        titles = old["languages"][first]["title"], new["languages"][first]["title"]
        yield Difference("retitled", *place[:2], titles[1], before=titles[0], languages=retitled)
    changes: tuple[tuple[Kind, tuple[str, ...]], ...] = (
        ("reworded", reworded),
        ("translated", tuple(tag for tag in new["languages"] if tag not in old["languages"])),
        ("untranslated", tuple(tag for tag in old["languages"] if tag not in new["languages"])),
    )
    for kind, tags in changes:
        if tags:
            yield Difference(kind, *place, languages=tags)


def _title(record: Record) -> str:
    return next((str(wording["title"]) for wording in record["languages"].values() if wording["title"]), "")


def _notes(record: Record) -> Record:
    """Return the notes in languages that have no wording."""
    return {language: {**_LATER, **note} for language, note in record.get("notes", {}).items()}


def _texts(wording: Record) -> list[object]:
    """Return what a reader is told in one language, but not where it stands."""
    note = wording["notes"] and {**_LATER, **wording["notes"]}
    return [*([field["text"] for field in entry["fields"]] for entry in wording["entries"]), note]


def _as_text(found: tuple[Difference, ...]) -> str:
    if not found:
        return "no code has changed\n"
    width = max(len(item.name) for item in found)
    kinds = max(len(item.kind) for item in found)
    lines = [f"{item.kind:<{kinds}}  {item.name:<{width}}  {item.words}".rstrip() for item in found]
    return "\n".join([_counts(found), "", *lines, ""])


def _as_markdown(found: tuple[Difference, ...]) -> str:
    lines = []
    for kind in KINDS:
        items = [item for item in found if item.kind == kind]
        if items:
            lines += [f"## {kind.capitalize()}", "", *(f"- `{item.name}` {item.words}".rstrip() for item in items), ""]
    return "\n".join(lines) or "No code has changed.\n"


def _as_json(found: tuple[Difference, ...]) -> str:
    changes = [{key: value for key, value in asdict(item).items() if value} for item in found]
    return json.dumps({"schema": SCHEMA, "changes": changes}, ensure_ascii=False, indent=1) + "\n"


def _counts(found: tuple[Difference, ...]) -> str:
    counts = {kind: sum(item.kind == kind for item in found) for kind in KINDS}
    return ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)


_PRINTERS: Mapping[Format, Callable[[tuple[Difference, ...]], str]] = {
    "text": _as_text,
    "markdown": _as_markdown,
    "json": _as_json,
}
