"""Notes on a code: authored facts in front matter, more sections below it.

    ---
    code: "4100"
    retryable: after-change
    successor: AuthFailure.SignatureFailure
    ---
    ## How to check the signature …

The file's name is the code where no `code` is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from errdex.diagnostics import Diagnostic, Level, nearest
from errdex.model import Note, Source
from errdex.readers.decode import decode

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "retryable": ("yes", "no", "after-change"),
    "actor": ("caller", "administrator", "vendor"),
}
_TEXTS = ("code", "support", "successor", "since")
_LISTS = ("related", "aliases", "guides")
_KEYS = (*_TEXTS, *_CHOICES, *_LISTS)


def read_note(source: Source) -> tuple[Note | None, tuple[Diagnostic, ...]]:
    """Return the note of `source` and its faults; None where it could not be read at all."""
    text = decode(source)
    faults = list(text.diagnostics)
    if any(fault.line in (0, 1) and fault.level == "error" for fault in faults) and not text.body:
        return None, tuple(faults)
    values: dict[str, object] = {}

    def fault(level: Level, key: str, message: str, hint: str) -> None:
        line = text.front_lines.get(key, 1)
        faults.append(Diagnostic(level, source.path, line, message, hint))

    for key, value in text.front.items():
        if key not in _KEYS:
            near = nearest(key, _KEYS)
            known = f"did you mean {near[0]}?" if near else f"known keys: {', '.join(_KEYS)}"
            fault("warning", key, f"unknown key {key}", known)
        elif key in _LISTS:
            values[key] = (value,) if isinstance(value, str) and value else tuple(value)
        elif not isinstance(value, str):
            fault("error", key, f"{key} is a list", "write one value")
        elif key in _CHOICES and value not in _CHOICES[key]:
            fault("error", key, f"{key} is {value!r}", f"use {', '.join(_CHOICES[key])}")
        else:
            values[key] = value.strip()
    name = source.path.rpartition("/")[2].rpartition(".")[0]
    values["code"] = values.get("code") or name
    return (
        Note(
            path=source.path,
            language=source.language,
            catalog=source.catalog,
            prose=text.body,
            prose_line=text.line,
            lines=text.front_lines,
            **cast("dict[str, str]", values),  # type: ignore[arg-type]  # the keys above are the note's, checked one by one
        ),
        tuple(faults),
    )
