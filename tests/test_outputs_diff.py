"""`build.py diff`: what happened between two states, out of files or out of git."""

from __future__ import annotations

import json
import os
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from errdex import cli
from errdex.diagnostics import SettingFault
from errdex.diff import KINDS, Difference, compare, print_differences, read_records
from errdex.model import Aside, Code, Note, Retirement, Wording
from errdex.renderers.codes_json import all_codes
from tests.sample_site import sample_entry, sample_site


def code(text: str, title: str, remedy: str = "mend", **more: object) -> Code:
    """Return a live code in Japanese."""
    return replace(
        Code("codes", text, text, (Wording("ja", title, (sample_entry(text, title, remedy),)),)),
        **more,  # type: ignore[arg-type]  # fields of Code
    )


def differences(old: list[Code], new: list[Code]) -> tuple[Difference, ...]:
    """Return the differences of two sites, by way of their codes.json."""
    before, after = (read_records(all_codes(sample_site(codes=codes)).data, "x") for codes in (old, new))
    return compare(before, after)


OLD = [code("1", "a"), code("2", "b"), code("3", "c"), code("4", "d"), code("5", "e"), code("6", "f")]
OLD += [code("8", "h"), code("9", "i")]
NEW = [
    code("1", "a"),
    code("2", "B"),
    code("3", "c", "mend it"),
    code("4", "d", retirement=Retirement("2026-01-01", "never sent", "1")),
    code("50", "e", former=("codes/5.html",)),
    code("7", "g"),
    replace(code("8", "h"), wordings=(*OLD[6].wordings, Wording("en", "H", ()))),
    replace(code("9", "i"), wordings=(Wording("en", "I", ()),)),
]


def test_each_kind_of_change_is_told_apart() -> None:
    """Added, retired (or gone), renamed, retitled, reworded, translated or not; nothing of one that is as it was."""
    assert [(item.kind, item.code, item.words) for item in differences(OLD, NEW)] == [
        ("added", "50", "e"),
        ("added", "7", "g"),
        ("retired", "4", "d: never sent (use 1)"),
        ("retired", "6", "f"),
        ("renamed", "5", "now 50"),
        ("retitled", "2", "b -> B (ja)"),
        ("reworded", "3", "c (ja)"),
        ("translated", "8", "h (en)"),
        ("translated", "9", "I (en)"),
        ("untranslated", "9", "I (ja)"),
    ]


def test_a_note_beside_other_languages_is_a_change_of_words() -> None:
    """In a language that has no row of the code, too."""
    note = Note("en/notes/1.md", "en", "codes", "1", "", 1, html="<p>x</p>")
    noted = code("1", "a", asides=(Aside(note),))
    reworded = replace(noted, asides=(Aside(replace(note, html="<p>y</p>")),))
    for old, new in ((OLD[0], noted), (noted, reworded), (noted, OLD[0])):
        assert [(item.kind, item.languages) for item in differences([old], [new])] == [("reworded", ("en",))]
    assert not differences([noted], [noted])


def test_a_file_without_a_key_that_came_later_is_no_change() -> None:
    """Keys may be added to a note, and a site that was built before had none of them."""
    note = Note("ja/notes/1.md", "ja", "codes", "1", "", 1, html="<p>x</p>")
    noted = replace(OLD[0], wordings=(replace(OLD[0].wordings[0], note=note),))
    data = all_codes(sample_site(codes=[noted])).data
    before = read_records(data.replace(b',"successor":""', b""), "x")
    assert before != read_records(data, "x")
    assert compare(before, read_records(data, "x")) == ()


def test_nothing_happened() -> None:
    """Where an entry stands is no change, and each form says that there was none."""
    moved = [replace(item, added="2030-01-01", changed="2030-01-01") for item in reversed(OLD)]
    assert differences(OLD, moved) == ()
    assert print_differences((), "text") == "no code has changed\n"
    assert print_differences((), "markdown") == "No code has changed.\n"
    assert json.loads(print_differences((), "json"))["changes"] == []


def test_every_form_names_every_change() -> None:
    """Text, Markdown and JSON hold the same codes."""
    found = differences(OLD, NEW)
    text, markdown = print_differences(found, "text"), print_differences(found, "markdown")
    counts = "2 added, 2 retired, 1 renamed, 1 retitled, 1 reworded, 2 translated, 1 untranslated"
    assert text.startswith(f"{counts}\n\nadded         50  e\n")
    assert [line for line in markdown.splitlines() if line.startswith("##")] == [f"## {k.capitalize()}" for k in KINDS]
    assert all(f"- `{item.code}` {item.words}" in markdown for item in found)
    changes = json.loads(print_differences(found, "json"))["changes"]
    assert [(item["kind"], item["code"]) for item in changes] == [(item.kind, item.code) for item in found]


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"schema": "errdex.codes/9", "codes": []}', b"[" * 100_000])
def test_another_file_is_refused(data: bytes) -> None:
    """With a sentence, not with a guess."""
    with pytest.raises(SettingFault):
        read_records(data, "x.json")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'"codes":[', b'"cods":['),
        (b'"codes":[', b'"codes":[1,'),
        (b'"catalog":"codes"', b'"catalogue":"codes"'),
        (b'"catalog":"codes"', b'"catalog":[]'),
        (b'"former":[]', b'"former":[[]]'),
        (b'"retirement":null', b'"retirement":{"reason":1}'),
        (b'"languages":{"ja"', b'"languages":{"en":{},"ja"'),
        (b'"languages":{', b'"notes":1,"languages":{'),
        (b'"languages":{"ja"', b'"languages":["ja"],"old":{"ja"'),
        (b'"entries":[', b'"entries":[1,'),
    ],
)
def test_a_file_that_only_says_it_is_one_is_refused(before: bytes, after: bytes) -> None:
    """Whatever is compared is looked for when the file is read."""
    data = all_codes(sample_site(codes=OLD)).data
    assert before in data
    with pytest.raises(SettingFault, match="is not"):
        read_records(data.replace(before, after, 1), "x.json")


def test_revisions_of_git_are_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each is compiled as it was; a file and a revision go together; what is neither is a wrong call."""
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b"}
    content = tmp_path / "docs" / "content"
    content.mkdir(parents=True)

    def commit(rows: str) -> None:
        (content / "errors.md").write_text(f"| code | message |\n|---|---|\n{rows}", encoding="utf-8")
        for words in (["add", "."], ["commit", "-qm", "x"]):
            subprocess.run(["git", "-C", str(tmp_path), *words], check=True, env=os.environ | who)

    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    commit("| 4100 | Denied |\n| 4101 | Forbidden |\n")
    commit("| 4100 | Refused |\n| 4102 | New |\n")
    place = ["--content", str(content)]
    assert cli.main(["diff", "HEAD~1", "HEAD", *place]) == 0
    said = capsys.readouterr().out
    assert said.startswith("1 added, 1 retired, 1 retitled\n")
    assert "Denied -> Refused (en)" in said

    assert cli.main(["build", *place, "-o", str(tmp_path / "site"), "-q"]) == 0
    assert cli.main(["diff", str(tmp_path / "site" / "codes.json"), "HEAD", *place]) == 0
    assert capsys.readouterr().out == "no code has changed\n"
    for name in ("nowhere", "--", "HEAD:docs"):
        assert cli.main(["diff", *place, "--", name, "HEAD"]) == 2
