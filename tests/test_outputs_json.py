"""`codes.json`, its schema, and the files beside the pages."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from errdex.model import Code, Entry, Field, Location, Note, Reference, Relation, Retirement, Site, Theme, Wording
from errdex.renderers.codes_json import render
from tests.sample_site import BASE_URL, sample_codes, sample_settings, sample_site

THEME = Theme({}, {}, {})


def render_json(base_url: str = BASE_URL) -> dict[str, Any]:
    """Return the JSON files of the sample site, parsed."""
    return {artifact.path: json.loads(artifact.data) for artifact in render(sample_site(base_url), THEME)}


@pytest.mark.parametrize("base_url", [BASE_URL, ""])
def test_every_file_is_valid_by_the_schema_beside_it(base_url: str) -> None:
    """The schema is a valid one, and all files keep to it."""
    files = render_json(base_url)
    schema = files.pop("codes.schema.json")
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    assert len(files) == 5
    for content in files.values():
        validator.validate(content)


def test_the_schema_bites() -> None:
    """A record without its title, with a wrong role or an unknown state is not valid."""
    files = render_json()
    validator = jsonschema.Draft202012Validator(files["codes.schema.json"])
    for path in ("codes.json", "codes/4100.json"):
        record = files[path]["codes"][0] if "codes" in files[path] else files[path]
        kept = record["languages"]["ja"].pop("title")
        assert not validator.is_valid(files[path])
        record["languages"]["ja"]["title"] = kept
        record["state"] = "gone"
        assert not validator.is_valid(files[path])
        record["state"] = "live"
        record["languages"]["ja"]["entries"][0]["fields"][0]["role"] = "colour"
        assert not validator.is_valid(files[path])


def test_a_code_has_the_same_record_in_both_places() -> None:
    """With base_url the record beside the page is the one in codes.json."""
    files = render_json()
    for record in files["codes.json"]["codes"]:
        own = files[f"{record['url'].removesuffix('.html')}.json"]
        assert {key: own[key] for key in record} == record


def test_a_note_gives_all_its_facts() -> None:
    """The verdict, the version and the successor, which a live code may have."""
    (note,) = (record["languages"]["ja"]["notes"] for record in render_json()["codes.json"]["codes"][:1])
    assert {key: note[key] for key in note if key != "html"} == {
        "retryable": "after-change",
        "actor": "caller",
        "support": "署名を*2回*確かめても解決しないとき",
        "since": "2.1",
        "successor": "-1012",
    }


def test_a_retired_code_names_its_document_and_no_line() -> None:
    """Another row stands there now."""
    records = {record["code"]: record for record in render_json()["codes.json"]["codes"]}
    sources = {
        code: {(entry["source"]["path"], entry["source"]["line"]) for entry in wording["entries"]}
        for code, record in records.items()
        for wording in record["languages"].values()
    }
    assert sources["DB:0140"] == {("ja/errors.md", 0)}
    assert sources["4100"] == {("ja/errors.md", 12)}


def test_every_key_of_the_schema_is_described() -> None:
    """Who reads the schema learns what a key means, and not only its type."""

    def undescribed(part: object, place: str) -> list[str]:
        if isinstance(part, list):
            return [text for number, item in enumerate(part) for text in undescribed(item, f"{place}/{number}")]
        if not isinstance(part, dict):
            return []
        missing = [
            f"{place}/{name}" for name, item in part.get("properties", {}).items() if not item.get("description")
        ]
        return missing + [text for key, item in part.items() for text in undescribed(item, f"{place}/{key}")]

    assert undescribed(render_json()["codes.schema.json"], "") == []


def test_links_lead_from_where_the_file_is() -> None:
    """Links in HTML are relative to their file, or absolute with base_url; no marker is left over."""
    relative, absolute = render_json(""), render_json()
    link = '<a href="{}codes/-1012.html">'

    def remedy(record: dict[str, Any]) -> str:
        return str(record["languages"]["ja"]["entries"][0]["fields"][2]["html"])

    assert link.format("") in remedy(relative["codes.json"]["codes"][0])
    assert link.format("../") in remedy(relative["codes/4100.json"])
    assert link.format(BASE_URL) in remedy(absolute["codes.json"]["codes"][0])
    assert link.format(BASE_URL) in remedy(absolute["codes/4100.json"])
    assert "\\u001a" not in json.dumps([relative, absolute])


def test_problem_document_names_the_page_as_its_type() -> None:
    """The sample is what RFC 9457 asks for, with an absolute type where the site knows its address, else none."""
    assert render_json()["codes/4100.json"]["problem"] == {
        "type": f"{BASE_URL}codes/4100.html",
        "title": "身元認証失敗",
        "code": "4100",
        "detail": "401 bad signature",
    }
    assert render_json("")["sms/1001.json"]["problem"] == {"title": "送信失敗", "code": "1001"}


def nasty_code() -> Code:
    """Return a code whose every text holds what JSON has to escape."""
    nasty = 'a"b\\c\n\t\x01\u2028é\U00020000/</script>'
    fields = (Field(nasty, "", nasty, nasty), Field(nasty, "status", "HTTP 404", "<b>HTTP</b> 404"))
    entry = Entry(nasty, (), (*fields, Field("", "cause", nasty, "")), Location(nasty, 7), 0, nasty)
    note = Note(nasty, "en", "codes", nasty, "", 1, nasty, "after-change", "vendor", nasty, nasty, since=nasty)
    words = Wording("en", nasty, (entry, entry), note, (Reference(nasty, nasty, nasty),) * 2)
    return Code(
        catalog="codes",
        code=nasty,
        slug="nasty",
        wordings=(words, Wording("ja", "", (entry,))),
        aliases=(nasty, ""),
        family=nasty,
        related=(Relation(nasty, "guide"), Relation("", "family")),
        retirement=Retirement(nasty, nasty, nasty),
        former=(nasty, "x"),
        changed=nasty,
        added=nasty,
    )


@pytest.mark.parametrize("base_url", [BASE_URL, ""])
def test_what_is_written_by_hand_is_as_json_writes_it(base_url: str) -> None:
    """Whatever stands in a text, quotes and control characters too, a record is what `json` makes of its parse."""
    site = sample_site(base_url, codes=[*sample_codes(), nasty_code()])
    encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
    files = {artifact.path: artifact.data.decode() for artifact in render(site, THEME)}
    whole = files.pop("codes.json")
    del files["codes.schema.json"]
    head, *records, end = whole.rstrip("\n").split("\n")
    assert (head[-9:], end) == ('"codes":[', "]}")
    assert [record[-1] for record in records] == [*("," for _ in records[1:]), "}"]
    for text in (*files.values(), *(record.removesuffix(",") for record in records)):
        assert text.removesuffix("\n") == encode(json.loads(text))
    assert encode(json.loads(whole)) == whole.replace("\n", "")


def test_a_site_without_codes_has_an_empty_list() -> None:
    """Nothing is no fault."""
    files = {artifact.path: artifact.data for artifact in render(Site(sample_settings(), (), ()), THEME)}
    assert json.loads(files["codes.json"])["codes"] == []
