"""The records for programs: `codes.json`, its JSON Schema `codes.schema.json`, and a file beside each code's page.

    {"schema": "errdex.codes/1", "site": {"title": …, "language": "ja", …}, "codes": [
    {"code": "4100", "catalog": "codes", "url": "codes/4100.html", "state": "live", …,
     "languages": {"ja": {"url": …, "title": "身元認証失敗", "entries": [{"section": …, "fields": […], …}], …}}},
    …
    ]}

`codes/4100.json` is that one record with a schema of its own, the site, and a sample of the problem document
(`application/problem+json`, RFC 9457) whose `type` is the code's page. Keys are always there, empty where there is
nothing to say. `url`, `former` and `guides` are paths from the site's root; links inside `html` are absolute where
the site has a base_url, else relative to the file that holds them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from errdex.model import ROOT, Artifact, Code, Entry, Note, Site, Theme, Wording
from errdex.renderers.address import link_base, quote_path, resolve_root
from errdex.renderers.codes_schema import CODE_SCHEMA, CODES_SCHEMA, schema_document

ALL = "codes.json"

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_HTTP_STATUS = re.compile(r"(?<!\d)[1-5]\d\d(?!\d)")


def render(site: Site, theme: Theme) -> Iterable[Artifact]:
    """Yield a JSON file for each code, then the JSON of them all and its schema."""
    del theme
    site_text = _encode(site_record(site))
    records: list[str] = []
    for code in _codes(site):
        path = f"{code.catalog}/{code.slug}.json"
        text = _encode(code_record(site, code, ALL))
        records.append(text)
        own = text if not _has_links(site, code) else _encode(code_record(site, code, path))
        head = f'{{"schema":"{CODE_SCHEMA}","site":{site_text},"problem":{_encode(problem_sample(site, code))},'
        yield Artifact(path, f"{head}{own[1:]}\n".encode())
    yield _gather(site_text, records)
    schema = json.dumps(schema_document(site.settings.base_url), ensure_ascii=False, indent=1)
    yield Artifact("codes.schema.json", f"{schema}\n".encode())


def all_codes(site: Site) -> Artifact:
    """Return codes.json alone."""
    return _gather(_encode(site_record(site)), [_encode(code_record(site, code, ALL)) for code in _codes(site)])


def _codes(site: Site) -> Iterator[Code]:
    return (code for catalog in site.catalogs for code in catalog.codes)


def _gather(site_text: str, records: Iterable[str]) -> Artifact:
    """Return codes.json, one record a line."""
    body = ",\n".join(records)
    return Artifact(ALL, f'{{"schema":"{CODES_SCHEMA}","site":{site_text},"codes":[\n{body}\n]}}\n'.encode())


def site_record(site: Site) -> dict[str, object]:
    """Return what the JSON files say of the site."""
    settings = site.settings
    return {
        "title": settings.titles[settings.language],
        "product": settings.product,
        "base_url": settings.base_url,
        "language": settings.language,
        "languages": settings.languages,
        "version": settings.version,
    }


def code_record(site: Site, code: Code, path: str) -> dict[str, object]:
    """Return the record of a code as it stands in the file `path`."""
    base = link_base(site.settings, path)
    retired = code.retirement
    return {
        "code": code.code,
        "catalog": code.catalog,
        "url": quote_path(site.code_url(code, site.settings.language)),
        "state": code.state,
        "retirement": retired and {"since": retired.since, "reason": retired.reason, "successor": retired.successor},
        "added": code.added,
        "changed": code.changed,
        "aliases": code.aliases,
        "former": [quote_path(url) for url in code.former],
        "family": code.family,
        "related": [{"code": relation.code, "reason": relation.reason} for relation in code.related],
        "languages": {wording.language: _wording_record(site, code, wording, base) for wording in code.wordings},
    }


def problem_sample(site: Site, code: Code) -> dict[str, object]:
    """Return a problem document (RFC 9457, 3.1) that names the code's page as its type.

    Without base_url `type` is relative to the code's JSON file, which the standard allows and advises against.
    """
    url = quote_path(site.code_url(code, site.settings.language))
    wording = code.wording(site.settings.language)
    entry = wording.entries[0]
    sample: dict[str, object] = {
        "type": link_base(site.settings, url) + url if site.settings.base_url else url.rpartition("/")[2],
        "title": wording.title or code.code,
        "code": code.code,
    }
    status = _HTTP_STATUS.search(entry.text("status"))
    if status:
        sample["status"] = int(status[0])
    detail = entry.text("message") or entry.text("cause")
    if detail and detail != wording.title:
        sample["detail"] = detail
    return sample


def _wording_record(site: Site, code: Code, wording: Wording, base: str) -> dict[str, object]:
    return {
        "url": quote_path(site.code_url(code, wording.language)),
        "title": wording.title,
        "entries": [_entry_record(entry, base) for entry in wording.entries],
        "notes": wording.note and _note_record(wording.note, base),
        "guides": [
            {"url": quote_path(guide.url), "title": guide.title, "language": guide.language} for guide in wording.guides
        ],
    }


def _entry_record(entry: Entry, base: str) -> dict[str, object]:
    return {
        "section": entry.section,
        "source": {"path": entry.location.path, "line": entry.location.line},
        "fields": [
            {"label": item.label, "role": item.role, "text": item.text, "html": resolve_root(item.html, base)}
            for item in entry.fields
        ],
    }


def _note_record(note: Note, base: str) -> dict[str, object]:
    return {
        "retryable": note.retryable,
        "actor": note.actor,
        "support": note.support,
        "since": note.since,
        "html": resolve_root(note.html, base),
    }


def _has_links(site: Site, code: Code) -> bool:
    """Tell whether the code's HTML links into the site, so that it reads differently in another folder."""
    return not site.settings.base_url and any(
        (wording.note is not None and ROOT in wording.note.html)
        or any(ROOT in item.html for entry in wording.entries for item in entry.fields)
        for wording in code.wordings
    )
