"""The JSON Schema (draft 2020-12) of `codes.json` and of a code's own JSON file, made from the model's own words.

A reader of either file tells by `schema` which it has: `errdex.codes/1` or `errdex.code/1`. The number counts changes
that a program written for the one before would trip over; a key more is none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import get_args, get_type_hints

from errdex.model import Note, Relation, Role, State

CODES_SCHEMA = "errdex.codes/1"
CODE_SCHEMA = "errdex.code/1"

_DATE: Mapping[str, object] = {"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"}
_TEXT: Mapping[str, object] = {"type": "string"}
_PATH: Mapping[str, object] = {"type": "string", "format": "uri-reference"}


def schema_document(base_url: str) -> dict[str, object]:
    """Return the schema of both files; its `$id` is its own address where the site has one."""
    address: dict[str, object] = {"$id": f"{base_url}codes.schema.json"} if base_url else {}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **address,
        "title": "Error codes of a site, and one error code",
        "oneOf": [{"$ref": "#/$defs/codes"}, {"$ref": "#/$defs/document"}],
        "$defs": {
            "codes": _object(
                {"schema": {"const": CODES_SCHEMA}, "site": _ref("site"), "codes": _list(_ref("code"))},
            ),
            "document": {
                "allOf": [
                    _object({"schema": {"const": CODE_SCHEMA}, "site": _ref("site"), "problem": _ref("problem")}),
                    _ref("code"),
                ]
            },
            "site": _object({**dict.fromkeys(("title", "product", "base_url", "language", "version"), _TEXT), **_MANY}),
            "problem": _object(
                {"type": _PATH, "title": _TEXT, "code": _TEXT},
                status={"type": "integer", "minimum": 100, "maximum": 599},
                detail=_TEXT,
            ),
            "code": _CODE,
            "wording": _object(
                {
                    "url": _PATH,
                    "title": _TEXT,
                    "entries": _list(_ref("entry")),
                    "notes": {"anyOf": [{"type": "null"}, _ref("notes")]},
                    "guides": _list(_object({"url": _PATH, "title": _TEXT, "language": _TEXT})),
                }
            ),
            "entry": _object(
                {
                    "section": _TEXT,
                    "source": _object({"path": _TEXT, "line": {"type": "integer", "minimum": 0}}),
                    "fields": _list(
                        _object({"label": _TEXT, "role": {"enum": list(get_args(Role))}, "text": _TEXT, "html": _TEXT})
                    ),
                }
            ),
            "notes": _object(
                {
                    "retryable": {"enum": _choices(Note, "retryable")},
                    "actor": {"enum": _choices(Note, "actor")},
                    "support": _TEXT,
                    "since": _TEXT,
                    "html": _TEXT,
                }
            ),
        },
    }


def _object(required: Mapping[str, object], **optional: object) -> dict[str, object]:
    return {"type": "object", "required": list(required), "properties": {**required, **optional}}


def _list(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, object]:
    return {"$ref": f"#/$defs/{name}"}


def _choices(noun: type, attribute: str) -> list[str]:
    """Return the words that an attribute of the model may hold."""
    assert attribute in {item.name for item in fields(noun)}  # noqa: S101 - a slip of ours, not of the content
    return list(get_args(get_type_hints(noun)[attribute]))


_MANY: Mapping[str, object] = {"languages": {"type": "array", "items": _TEXT, "minItems": 1}}

_CODE: Mapping[str, object] = _object(
    {
        "code": {"type": "string", "minLength": 1},
        "catalog": _TEXT,
        "url": _PATH,
        "state": {"enum": list(get_args(State))},
        "retirement": {
            "anyOf": [{"type": "null"}, _object({"since": _DATE, "reason": _TEXT, "successor": _TEXT})],
        },
        "added": _DATE,
        "changed": _DATE,
        "aliases": _list(_TEXT),
        "former": _list(_PATH),
        "family": _TEXT,
        "related": _list(_object({"code": _TEXT, "reason": {"enum": _choices(Relation, "reason")}})),
        "languages": {"type": "object", "minProperties": 1, "additionalProperties": _ref("wording")},
    },
    notes={"type": "object", "additionalProperties": _ref("notes")},
)
