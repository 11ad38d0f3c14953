"""The JSON Schema (draft 2020-12) of `codes.json` and of a code's own JSON file, made from the model's own words.

A reader of either file tells by `schema` which it has: `errdex.codes/1` or `errdex.code/1`. The number goes up with a
change that would break a program written for the one before; a new key does not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import get_args, get_type_hints

from errdex.model import ROLES, Note, Relation, State

CODES_SCHEMA = "errdex.codes/1"
CODE_SCHEMA = "errdex.code/1"


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
                schema=_says({"const": CODES_SCHEMA}, "The format and its number."),
                site=_says(_ref("site"), "The site that the codes stand in."),
                codes=_says(_list(_ref("code")), "Every code, live and retired."),
            ),
            "document": {"allOf": [_DOCUMENT, _ref("code")]},
            "site": _SITE,
            "problem": _PROBLEM,
            "code": _CODE,
            "wording": _WORDING,
            "entry": _ENTRY,
            "notes": _NOTES,
        },
    }


def _object(optional: Mapping[str, object] | None = None, /, **required: object) -> dict[str, object]:
    return {"type": "object", "required": list(required), "properties": {**required, **(optional or {})}}


def _says(schema: Mapping[str, object], description: str) -> dict[str, object]:
    """Return the schema of a key, with what the key means."""
    return {**schema, "description": description}


def _text(description: str) -> dict[str, object]:
    return _says({"type": "string"}, description)


def _path(description: str) -> dict[str, object]:
    return _says({"type": "string", "format": "uri-reference"}, description)


def _date(description: str) -> dict[str, object]:
    return _says({"type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$"}, f"{description} (UTC); empty if unknown.")


def _list(items: object) -> dict[str, object]:
    return {"type": "array", "items": items}


def _ref(name: str) -> dict[str, object]:
    return {"$ref": f"#/$defs/{name}"}


def _or_null(schema: object) -> dict[str, object]:
    return {"anyOf": [{"type": "null"}, schema]}


def _by_language(name: str, description: str, **more: int) -> dict[str, object]:
    return _says({"type": "object", **more, "additionalProperties": _ref(name)}, f"{description}, by language tag.")


def _choices(noun: type, attribute: str) -> list[str]:
    """Return the words that an attribute of the model may hold."""
    assert attribute in {item.name for item in fields(noun)}  # noqa: S101 - a slip of ours, not of the content
    return list(get_args(get_type_hints(noun)[attribute]))


_DOCUMENT: Mapping[str, object] = _object(
    schema=_says({"const": CODE_SCHEMA}, "The format and its number."),
    site=_says(_ref("site"), "The site that the code stands in."),
    problem=_says(_ref("problem"), "A problem document (RFC 9457) to start from."),
)

_SITE: Mapping[str, object] = _object(
    title=_text("In the default language."),
    product=_text("Whose codes these are; empty where the site does not say."),
    base_url=_text("Where the site stands, with its final slash; empty if unknown."),
    language=_text("The default language, a BCP 47 tag."),
    version=_text("Of the content; empty where the site does not say."),
    languages=_says({**_list({"type": "string"}), "minItems": 1}, "All languages, the default one first."),
    catalogs=_says(
        _list(
            _object(
                name=_text("As codes have it: `codes`, or the folder of its documents."),
                titles=_says(
                    {"type": "object", "additionalProperties": {"type": "string"}},
                    "What readers call it, by language tag; empty where the site does not say.",
                ),
            )
        ),
        "The catalogs of the codes in this file.",
    ),
)

_PROBLEM: Mapping[str, object] = _object(
    {
        "type": _path("The code's page, absolute; left out where the site does not know its address."),
        "status": _says({"type": "integer", "minimum": 100, "maximum": 599}, "The HTTP status, where one is given."),
        "detail": _text("The message or the cause, where it says more than the title."),
    },
    title=_text("The code's title in the default language, else the code."),
    code=_text("The code: an extension member."),
)

_CODE: Mapping[str, object] = _object(
    {"notes": _by_language("notes", "Notes in languages that have no wording of the code")},
    code=_says({"type": "string", "minLength": 1}, "The code as written in the documents; never a number."),
    catalog=_text("Its namespace: `codes`, or the folder of its documents."),
    url=_path("Its page in the default language, from the site's root."),
    state=_says({"enum": list(get_args(State))}, "`retired` when the documents no longer hold it."),
    retirement=_says(
        _or_null(
            _object(
                since=_date("Day of its retirement"),
                reason=_text("Why; empty until somebody says."),
                successor=_text("The code that replaces it, `catalog/code` if elsewhere; empty if none."),
            )
        ),
        "What became of a retired code.",
    ),
    added=_date("Day on which it was first published"),
    changed=_date("Day of the last change of what is said of it"),
    aliases=_says(_list({"type": "string"}), "Other identifiers of the same error, such as a symbol."),
    former=_says(_list({"type": "string", "format": "uri-reference"}), "Addresses that lead to its page."),
    family=_text("Prefix of the group in which the index lists it."),
    related=_says(
        _list(
            _object(
                code=_text("Of the same catalog."),
                reason=_says(
                    {"enum": _choices(Relation, "reason")}, "Named by the author, in one guide, of one family."
                ),
            )
        ),
        "Related codes, the nearest first.",
    ),
    languages=_by_language(
        "wording", "What the documents say, of a retired code what they said while it was in use", minProperties=1
    ),
)

_WORDING: Mapping[str, object] = _object(
    url=_path("The code's page in this language, from the site's root."),
    title=_text("Empty where the documents have only the code."),
    entries=_says(_list(_ref("entry")), "The distinct rows of the documents' tables, at least one."),
    notes=_says(_or_null(_ref("notes")), "What the author adds to the tables; null if nothing."),
    guides=_says(
        _list(
            _object(
                url=_path("From the site's root, with a fragment for a section."),
                title=_text("Of the guide, and of the section."),
                language=_text("Of the guide."),
            )
        ),
        "Guides that explain the code.",
    ),
)

_ENTRY: Mapping[str, object] = _object(
    section=_text("The heading above the table; empty if there is none."),
    source=_says(
        _object(
            path=_text("Of the document, in the content folder."),
            line=_says({"type": "integer", "minimum": 0}, "Of the row, from 1; 0 if unknown or gone."),
        ),
        "Where the row stands; of a retired code, the document in which it stood.",
    ),
    fields=_says(
        _list(
            _object(
                label=_text("The column's header as written."),
                role=_says({"enum": list(ROLES)}, "What the column is for; empty where none of these."),
                text=_text("The cell as plain text; a line break is one."),
                html=_text("The cell as clean HTML."),
            )
        ),
        "The cells of the row, in the order of the columns, the code's own too.",
    ),
)

_NOTES: Mapping[str, object] = _object(
    retryable=_says({"enum": _choices(Note, "retryable")}, "Whether trying again can help; empty if not said."),
    actor=_says({"enum": _choices(Note, "actor")}, "Who can mend it; empty if not said."),
    support=_text("When to contact support, in words; empty if not said."),
    since=_text("The product's version that first had the code; empty if not said."),
    successor=_text("The code that replaces it, here or in a newer API; empty if none."),
    html=_text("The note's sections as clean HTML."),
)
