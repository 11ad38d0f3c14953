"""The records for programs: `codes.json`, its JSON Schema `codes.schema.json`, and a file beside each code's page.

    {"schema": "errdex.codes/1", "site": {"title": …, "language": "ja", …}, "codes": [
    {"code": "4100", "catalog": "codes", "url": "codes/4100.html", "state": "live", …,
     "languages": {"ja": {"url": …, "title": "身元認証失敗", "entries": [{"section": …, "fields": […], …}], …}}},
    …
    ]}

`codes/4100.json` is that one record with a schema of its own, the site, and a sample of the problem document
(`application/problem+json`, RFC 9457) whose `type` is the code's page. Keys are always there, empty where there is
nothing to say, but for `notes`: of languages in which there is a note on the code and no more. `url`, `former` and
`guides` are paths from the site's root; links inside `html` are absolute where the site has a base_url, else relative
to the file that holds them. The record of a renamed code stands where its JSON was before, too.

Both are written as text, without dictionaries in between: a record stands in two files, and most of its texts twice in
each. That takes 5 µs a code, where `json` alone took 10 and making what it reads 5.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from json.encoder import encode_basestring as quote

from errdex.model import ROOT, Artifact, Catalog, Code, Entry, Note, Retirement, Site, Theme, Wording
from errdex.renderers.address import has_json, json_path, quote_path, resolve_root, root_from
from errdex.renderers.codes_schema import CODE_SCHEMA, CODES_SCHEMA, schema_document

ALL = "codes.json"
PIECE = 4 << 20
"""Bytes of it that are held."""

_HTTP_STATUS = re.compile(r"(?<!\d)[1-5]\d\d(?!\d)")


def render(site: Site, _: Theme) -> Iterable[Artifact]:
    """Yield a JSON file for each code, then the JSON of them all and its schema."""
    heads = {
        catalog.name: f'{{"schema":"{CODE_SCHEMA}","site":{site_record(site, (catalog,))},"problem":'
        for catalog in site.catalogs
    }
    base = site.settings.base_url
    gathered = _Gathered(site)
    for code in site.codes():
        record = own = code_record(site, code, base).encode()
        if piece := gathered.add(record):
            yield piece
        path = json_path(code)
        if not base and _has_links(code):
            own = code_record(site, code, root_from(path)).encode()
        data = b"%b,%b\n" % (f"{heads[code.catalog]}{problem_sample(site, code)}".encode(), own[1:])
        yield Artifact(path, data)
        for url in code.moved:
            if has_json(url):
                yield Artifact(f"{url.removesuffix('.html')}.json", data)
    yield gathered.finish()
    schema = json.dumps(schema_document(site.settings.base_url), ensure_ascii=False, indent=1)
    yield Artifact("codes.schema.json", f"{schema}\n".encode())


def all_codes(site: Site) -> Artifact:
    """Return codes.json alone, in one piece."""
    gathered = _Gathered(site)
    records = (code_record(site, code, site.settings.base_url).encode() for code in site.codes())
    pieces = [piece.data for record in records if (piece := gathered.add(record))]
    return Artifact(ALL, b"".join((*pieces, gathered.finish().data)))


class _Gathered:
    """codes.json, one record a line, in pieces: it is the largest file of a site."""

    def __init__(self, site: Site) -> None:
        self._piece = [f'{{"schema":"{CODES_SCHEMA}","site":{site_record(site, site.catalogs)},"codes":[\n'.encode()]
        self._between = b""
        self._size = 0

    def add(self, record: bytes) -> Artifact | None:
        """Add a record; return a piece of the file when there is enough for one."""
        self._piece += (self._between, record)
        self._between = b",\n"
        self._size += len(record)
        if self._size < PIECE:
            return None
        data = b"".join(self._piece)
        self._piece.clear()
        self._size = 0
        return Artifact(ALL, data, more=True)

    def finish(self) -> Artifact:
        """Return the rest of the file."""
        return Artifact(ALL, b"".join((*self._piece, b"\n]}\n")))


def _list(texts: Sequence[str]) -> str:
    """Return an array of strings."""
    return f"[{','.join(map(quote, texts))}]" if texts else "[]"


def site_record(site: Site, catalogs: Iterable[Catalog]) -> str:
    """Return what a JSON file says of the site; `catalogs` are those of the codes in it."""
    settings = site.settings
    titles = {item.name: item.titles for item in settings.catalogs}
    named = (
        f'{{"name":{quote(catalog.name)},"titles":{{'
        + ",".join(f"{quote(tag)}:{quote(title)}" for tag, title in titles.get(catalog.name, {}).items() if title)
        + "}}"
        for catalog in catalogs
    )
    return (
        f'{{"title":{quote(settings.titles[settings.language])},"product":{quote(settings.product)},'
        f'"base_url":{quote(settings.base_url)},"language":{quote(settings.language)},'
        f'"languages":{_list(settings.languages)},"version":{quote(settings.version)},'
        f'"catalogs":[{",".join(named)}]}}'
    )


def code_record(site: Site, code: Code, base: str) -> str:
    """Return the record of a code; `base` stands before a path of the site in the links of the file it is for."""
    url = quote_path(code.page)
    retired = code.retirement
    retirement = (
        "null"
        if retired is None
        else (
            f'{{"since":{quote(retired.since)},"reason":{quote(retired.reason)},"successor":{quote(retired.successor)}}}'
        )
    )
    related = [f'{{"code":{quote(other.code)},"reason":"{other.reason}"}}' for other in code.related]
    wordings = [
        _wording_record(wording, f"{site.folder(wording.language)}{url}", base, retired) for wording in code.wordings
    ]
    asides = [f"{quote(item.note.language)}:{_note_record(item.note, base)}" for item in code.asides]
    return (
        f'{{"code":{quote(code.code)},"catalog":{quote(code.catalog)},"url":"{url}",'
        f'"state":"{code.state}","retirement":{retirement},"added":{quote(code.added)},"changed":{quote(code.changed)},'
        f'"aliases":{_list(code.aliases)},"former":{_list([quote_path(url) for url in code.former])},'
        f'"family":{quote(code.family)},"related":[{",".join(related)}],"languages":{{{",".join(wordings)}}}'
        + (f',"notes":{{{",".join(asides)}}}}}' if asides else "}")
    )


def problem_sample(site: Site, code: Code) -> str:
    """Return a problem document (RFC 9457, 3.1) that names the code's page as its type.

    Without base_url it has no `type`: a relative one would be resolved against the address of whichever API sends it.
    """
    wording = code.wording(site.settings.language)
    said = {item.role: item.text for item in reversed(wording.entries[0].fields) if item.text}  # the first of each
    base = site.settings.base_url
    kind = f'"type":{quote(base + quote_path(code.page))},' if base else ""
    status = _HTTP_STATUS.search(said["status"]) if "status" in said else None
    detail = said.get("message") or said.get("cause")
    return (
        f'{{{kind}"title":{quote(wording.title or code.code)},"code":{quote(code.code)}'
        + (f',"status":{int(status[0])}' if status else "")
        + (f',"detail":{quote(detail)}' if detail and detail != wording.title else "")
        + "}"
    )


def _wording_record(wording: Wording, url: str, base: str, retired: Retirement | None) -> str:
    entries = [_entry_record(entry, base, is_gone=retired is not None) for entry in wording.entries]
    guides = [
        f'{{"url":{quote(quote_path(guide.url))},"title":{quote(guide.words({}))},"language":{quote(guide.language)}}}'
        for guide in wording.guides
    ]
    return (
        f'{quote(wording.language)}:{{"url":"{url}","title":{quote(wording.title)},"entries":[{",".join(entries)}],'
        f'"notes":{_note_record(wording.note, base)},"guides":[{",".join(guides)}]}}'
    )


def _entry_record(entry: Entry, base: str, *, is_gone: bool) -> str:
    """Return the record of an entry; the line of one that is gone from its document is another's now."""
    fields = []
    for item in entry.fields:
        text = quote(item.text)
        html = text if item.html == item.text else quote(resolve_root(item.html, base))
        fields.append(f'{{"label":{quote(item.label)},"role":"{item.role}","text":{text},"html":{html}}}')
    source = f'{{"path":{quote(entry.location.path)},"line":{0 if is_gone else entry.location.line}}}'
    return f'{{"section":{quote(entry.section)},"source":{source},"fields":[{",".join(fields)}]}}'


def _note_record(note: Note | None, base: str) -> str:
    if note is None:
        return "null"
    return (
        f'{{"retryable":"{note.retryable}","actor":"{note.actor}","support":{quote(note.support)},'
        f'"since":{quote(note.since)},'
        f'"successor":{quote(note.successor)},"html":{quote(resolve_root(note.html, base))}}}'
    )


def _has_links(code: Code) -> bool:
    """Tell whether the code's HTML links into the site, so that it reads differently in another folder."""
    return any(ROOT in item.note.html for item in code.asides) or any(
        (wording.note is not None and ROOT in wording.note.html)
        or any(ROOT in item.html for entry in wording.entries for item in entry.fields)
        for wording in code.wordings
    )
