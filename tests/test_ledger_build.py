"""The ledger through the front door: what a docs team meets when codes vanish, are renamed and come back."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest

from errdex import cli
from tests.team import Team

SETTINGS = 'language = "en"\nbase_url = "https://errors.example.com/"\n'
ROWS = {"4100": "Denied", "4101": "Forbidden", "4102": "Locked"}


class RowsTeam(Team):
    """A docs team with one error table."""

    __slots__ = ()

    def write(self, rows: dict[str, str]) -> None:
        """Write the error table."""
        self.content.mkdir(exist_ok=True)
        (self.content / "site.toml").write_text(SETTINGS, encoding="utf-8")
        lines = [
            f"| {code} | {title} | do *{title}* [here](https://example.org/{code}) |" for code, title in rows.items()
        ]
        table = "\n".join(["# Errors", "", "| code | message | solution |", "|---|---|---|", *lines, ""])
        (self.content / "errors.md").write_text(table, encoding="utf-8")

    def git(self, *words: str) -> None:
        """Run git in the folder."""
        who = {
            "GIT_AUTHOR_NAME": "a",
            "GIT_AUTHOR_EMAIL": "a@b",
            "GIT_COMMITTER_NAME": "a",
            "GIT_COMMITTER_EMAIL": "a@b",
        }
        subprocess.run(["git", "-C", str(self.folder), *words], check=True, capture_output=True, env=os.environ | who)


@pytest.fixture
def team(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> RowsTeam:
    """Return a team that has published three codes on the first day of 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    made = RowsTeam(tmp_path, capsys)
    made.write(ROWS)
    code, said = made.run("build")
    assert code == 0
    assert "permalinks.jsonl: 4 added (4100, 4101, 4102 and 1 more)" in said
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769904000")  # 2026-02-01
    return made


def without(*codes: str) -> dict[str, str]:
    """Return the rows but for these codes."""
    return {code: title for code, title in ROWS.items() if code not in codes}


def test_second_build_writes_nothing(team: RowsTeam) -> None:
    """The ledger is the same file, and so is the site, a month later and under --locked."""
    before, stamp = team.ledger.read_bytes(), team.ledger.stat().st_mtime_ns
    site = team.page("codes/4100.html")
    for flags in ((), ("--locked",)):
        code, said = team.run("build", *flags)
        assert code == 0
        assert "permalinks" not in said
    assert (team.ledger.read_bytes(), team.ledger.stat().st_mtime_ns) == (before, stamp)
    assert team.page("codes/4100.html") == site


def test_deleted_row_keeps_its_page(team: RowsTeam) -> None:
    """Exit 0 with a warning; a retired page with the last words, in the feed too; --strict fails until `retire`."""
    team.write(without("4101"))
    code, said = team.run("build")
    assert code == 0
    assert re.search(r"permalinks\.jsonl:2: warning: code 4101 \(Forbidden\) has left the content", said)
    assert "1 retired (4101)" in said
    page = team.page("codes/4101.html")
    assert "Forbidden" in page
    assert 'href="https://example.org/4101"' in page
    assert "2026-02-01" in page
    assert '<category term="retired"/>' in team.page("changes.xml")
    assert json.loads(team.page("codes/4101.json"))["state"] == "retired"

    code, said = team.run("build", "--strict")
    assert code == 1
    assert "error: code 4101" in said

    code, said = team.run("retire", "4101", "--reason", "never sent", "--successor", "4100")
    assert (code, said) == (0, "code 4101 is retired since 2026-02-01, replaced by 4100; its page stays\n")
    assert team.run("build", "--strict")[0] == 0
    assert "never sent" in team.page("codes/4101.html")


def test_retire_first_and_delete_then(team: RowsTeam) -> None:
    """The natural order: the last words are those of the row, though nothing else remembers them."""
    assert team.run("retire", "4101", "--reason", "never sent")[0] == 0
    assert team.run("build", "-q")[0] == 0
    assert "never sent" in team.page("codes/4101.html")
    for path in (team.folder / "site").glob("codes.json"):
        path.unlink()
    team.write(without("4101"))
    assert team.run("build", "--strict")[0] == 0
    assert 'href="https://example.org/4101"' in team.page("codes/4101.html")


def test_last_words_come_from_git_where_no_site_is_left(team: RowsTeam) -> None:
    """A fresh clone has no published site, but the commit in which the ledger last changed has the row."""
    team.git("init", "-q")
    team.git("add", "content")
    team.git("commit", "-qm", "one")
    team.write(without("4101"))
    team.git("commit", "-qam", "two")
    (team.folder / "site").rename(team.folder / "elsewhere")
    assert team.run("build", "-q")[0] == 0
    assert "do *Forbidden*" in team.page("codes/4101.html").replace("<em>", "*").replace("</em>", "*")


def test_the_site_of_somebody_else_has_no_say_in_last_words(team: RowsTeam) -> None:
    """Its codes may be the same numbers; under another title than the ledger's they are not ours."""
    published = team.folder / "site" / "codes.json"
    published.write_text(published.read_text(encoding="utf-8").replace("Forbidden", "Teapot"), encoding="utf-8")
    team.write(without("4101"))
    assert team.run("build", "-q")[0] == 0
    page = team.page("codes/4101.html")
    assert "Forbidden" in page
    assert "Teapot" not in page


def test_past_that_cannot_be_read_is_no_obstacle(team: RowsTeam) -> None:
    """Settings of old that are none any more, and a codes.json that is a folder: the title is what is left."""
    (team.content / "site.toml").write_text("nonsense = 1", encoding="utf-8")
    team.git("init", "-q")
    team.git("add", "content")
    team.git("commit", "-qm", "one")
    team.write(without("4101"))
    published = team.folder / "site" / "codes.json"
    published.unlink()
    published.mkdir()
    code, said = team.run("build", "-q")
    assert code == 0, said
    assert "Forbidden" in team.page("codes/4101.html")


def test_locked_writes_nothing_and_fails(team: RowsTeam) -> None:
    """For CI: who forgot to commit the ledger learns it there, and the site stays as it was."""
    before, page = team.ledger.read_bytes(), team.page("index.html")
    team.write({**ROWS, "4103": "New"})
    code, said = team.run("build", "--locked")
    assert code == 1
    assert "permalinks.jsonl: error: the ledger would have to be written: 1 added (4103)" in said
    assert (team.ledger.read_bytes(), team.page("index.html")) == (before, page)


def test_renamed_code_is_found_at_its_old_address(team: RowsTeam) -> None:
    """A page there leads on without JavaScript, and the new page is linked from where it stands."""
    assert team.run("rename", "4101", "4201")[0] == 0
    team.write({**without("4101"), "4201": "Forbidden"})
    assert team.run("build", "--strict")[0] == 0
    assert '<meta http-equiv="refresh" content="0; url=../codes/4201.html">' in team.page("codes/4101.html")
    assert "/codes/4101.html /codes/4201.html 301\n" in team.page("_redirects")
    record = json.loads(team.page("codes/4201.json"))
    assert record["former"] == ["codes/4101.html"]
    assert record["added"] == json.loads(team.page("codes/4100.json"))["added"] < record["changed"]
    told = re.findall(r"<title>([^<]*)</title>", team.page("changes.xml"))[1:]
    assert [title for title in told if "4201" in title] == [
        "Renamed from 4101: 4201 Forbidden",
        "Added: 4201 Forbidden",
    ]


def test_data_of_a_renamed_code_is_found_at_its_old_address(team: RowsTeam) -> None:
    """Its JSON and Markdown stand there too, by the host's rules and without them, after a second rename as well."""
    for old, new in (("4101", "4201"), ("4201", "4301")):
        assert team.run("rename", old, new)[0] == 0
        team.write({**without("4101"), new: "Forbidden"})
        assert team.run("build", "--strict")[0] == 0
    for old in ("4101", "4201"):
        for ending in ("json", "md"):
            assert team.page(f"codes/{old}.{ending}") == team.page(f"codes/4301.{ending}")
            assert f"/codes/{old}.{ending} /codes/4301.{ending} 301\n" in team.page("_redirects")
    assert team.run("check")[0] == 0


def test_data_of_a_language_that_goes_leads_on(team: RowsTeam) -> None:
    """Markdown stood in its folder, JSON did not; an alias never had any, and no data is linked wrongly."""
    (team.content / "site.toml").write_text('languages = ["en", "ja"]\n', encoding="utf-8")
    for tag in ("en", "ja"):
        (team.content / tag).mkdir()
        table = "# E\n\n| code | symbol | message |\n|---|---|---|\n| 4100 | NoAuth | Denied, see [how](how.md) |\n"
        (team.content / tag / "errors.md").write_text(table, encoding="utf-8")
        (team.content / tag / "how.md").write_text("# How\n\nx\n", encoding="utf-8")
    (team.content / "errors.md").unlink()
    team.ledger.unlink()
    (team.folder / "site").rename(team.folder / "before")
    assert team.run("build", "--strict")[0] == 0
    (team.content / "site.toml").write_text('languages = ["en"]\n', encoding="utf-8")
    (team.content / "ja").rename(team.folder / "ja")
    code, said = team.run("build", "--strict")
    assert code == 0, said
    assert "[how](../../guides/how.html)" in team.page("ja/codes/4100.md")
    assert "/ja/codes/4100.md /codes/4100.md 301\n" in team.page("_redirects")
    site = team.folder / "site"
    data = {path.relative_to(site).as_posix() for path in site.rglob("*.*") if path.suffix in (".md", ".json")}
    assert {path for path in data if path.startswith(("ja/", "codes/N"))} == {"ja/codes/4100.md"}
    assert team.run("check")[0] == 0


def test_data_of_a_language_that_tells_no_more_of_a_code_stays(team: RowsTeam) -> None:
    """Its page stays too, and both show what another language says; until it tells of the code again, or has a note."""
    (team.content / "site.toml").write_text('languages = ["en", "ja"]\n', encoding="utf-8")
    rows = {"4100": "| 4100 | Denied |\n", "4101": "| 4101 | Lost |\n"}

    def build(**told: str) -> None:
        for tag, codes in told.items():
            table = "# E\n\n| Error code | Message |\n|---|---|\n" + "".join(rows[code] for code in codes.split())
            (team.content / tag).mkdir(exist_ok=True)
            (team.content / tag / "errors.md").write_text(table, encoding="utf-8")
        code, said = team.run("build", "--strict")
        assert code == 0, said
        assert team.run("check")[0] == 0

    (team.content / "errors.md").unlink()
    team.ledger.unlink()
    (team.folder / "site").rename(team.folder / "before")
    build(en="4100 4101", ja="4100 4101")
    build(en="4100 4101", ja="4101")
    assert "Denied" in team.page("ja/codes/4100.md")
    assert "/ja/codes/4100.md /codes/4100.md 301\n" in team.page("_redirects")
    (team.content / "ja/notes").mkdir()
    (team.content / "ja/notes/4100.md").write_text("## Why\n\nBecause.\n", encoding="utf-8")
    build(en="4100 4101", ja="4101")
    assert "Because" in team.page("ja/codes/4100.md")
    (team.content / "ja/notes/4100.md").unlink()
    build(en="4100 4101", ja="4100 4101")
    assert "/ja/codes/4100.md" not in team.page("_redirects")


def publish_two_catalogs(team: RowsTeam) -> None:
    """Publish a code 1001 in two catalogs, and take it out of one of them."""
    table = "# E\n\n| error code | message |\n|---|---|\n| 1002 | Other |\n"
    for catalog in ("sms", "text"):
        (team.content / catalog).mkdir()
        (team.content / catalog / "errors.md").write_text(f"{table}| 1001 | Too long |\n", encoding="utf-8")
    assert team.run("build", "--strict")[0] == 0
    (team.content / "sms" / "errors.md").write_text(table, encoding="utf-8")


def test_a_code_moves_to_another_catalog(team: RowsTeam) -> None:
    """The hint's own command works: old addresses lead to `catalog/code`, and a diff says where it is."""
    publish_two_catalogs(team)
    before = team.page("codes.json")
    code, said = team.run("build")
    assert code == 0
    run = f"run `python3 build.py rename 1001 text/1001 --catalog sms {shlex.join(team.places)}`"
    assert f"hint: it stands in another catalog now: {run}" in said
    assert team.run("rename", "1001", "text/1001", "--catalog", "sms")[0] == 0
    code, said = team.run("build", "--strict")
    assert code == 0, said
    assert 'content="0; url=../text/1001.html"' in team.page("sms/1001.html")
    assert "/sms/1001.html /text/1001.html 301\n" in team.page("_redirects")
    assert json.loads(team.page("text/1001.json"))["former"] == ["sms/1001.html"]
    assert team.run("check")[0] == 0
    (team.folder / "before.json").write_text(before, encoding="utf-8")
    states = (str(team.folder / "before.json"), str(team.folder / "site" / "codes.json"))
    assert cli.main(["diff", *states]) == 0
    assert "now text/1001" in team.capture.readouterr().out


def test_a_code_is_replaced_by_one_of_another_catalog(team: RowsTeam) -> None:
    """Its page stays and links there; what is nowhere is named, and the printed commands say the catalog."""
    publish_two_catalogs(team)
    code, said = team.run("retire", "1001", "--reason", "x", "--successor", "text/1002")
    assert (code, "add --catalog sms or text" in said) == (2, True)
    assert team.run("retire", "1001", "--catalog", "sms", "--reason", "x", "--successor", "text/1002")[0] == 0
    assert team.run("build", "--strict")[0] == 0
    assert '<a href="../text/1002.html"><code>text/1002</code></a>' in team.page("sms/1001.html")
    assert team.run("retire", "1001", "--catalog", "sms", "--reason", "x", "--successor", "text/9")[0] == 0
    code, said = team.run("build")
    assert code == 0
    assert "warning: code 1001 is said to be replaced by text/9, which is nowhere\nhint: run `python3" in said
    places = shlex.join(team.places)
    assert f"1001 --reason WHY --successor CODE --catalog sms {places}` with a code that is there" in said


def test_a_code_is_replaced_by_one_that_the_site_does_not_have(team: RowsTeam) -> None:
    """A code of a newer API is shown as text, without a fault; one that looks like the site's own is a slip."""
    team.write(without("4101"))
    assert team.run("retire", "4101", "--reason", "x", "--successor", "AuthFailure.TokenFailure")[0] == 0
    code, said = team.run("build", "--strict")
    assert code == 0, said
    assert "<code>AuthFailure.TokenFailure</code>" in team.page("codes/4101.html")
    assert team.run("retire", "4101", "--reason", "x", "--successor", "4120")[0] == 0
    code, said = team.run("build", "--strict")
    assert code == 1
    assert "code 4101 is said to be replaced by 4120, which is nowhere" in said


def test_hints_quote_what_a_shell_would_split(team: RowsTeam) -> None:
    """A code with blanks is one word of the command that is printed."""
    team.write({**ROWS, "1000 - 1999": "Odd"})
    assert team.run("build", "-q")[0] == 0
    team.write(ROWS)
    places = shlex.join(team.places)
    assert f"run `python3 build.py retire '1000 - 1999' --reason WHY {places}`" in team.run("build")[1]
    assert team.run("rename", "1000 - 1999", "4100")[0] == 0
    assert team.run("build", "--strict")[0] == 0


def test_a_hint_ends_at_no_mark_within_a_code(team: RowsTeam) -> None:
    """No table gives such a code, but the ledger is anybody's to edit."""
    team.write(without("4101"))
    written = team.ledger.read_text(encoding="utf-8")
    team.ledger.write_text(written.replace('"code":"4101"', '"code":"it\'s `41`"'), encoding="utf-8")
    assert f"""retire 'it'"'"'s `41`' --reason WHY {shlex.join(team.places)}` or""" in team.run("build")[1]


@pytest.mark.parametrize("code", ["-0x10", "-1012"])
def test_hints_work_for_codes_that_look_like_flags(team: RowsTeam, code: str) -> None:
    """What is printed can be run as it stands, folders and all, for a code that begins with a dash too."""
    team.write({**ROWS, code: "Odd"})
    assert team.run("build", "-q")[0] == 0
    team.write(ROWS)
    said = team.run("build")[1]
    commands = [shlex.split(found)[2:] for found in re.findall("`(python3 build.py [^`]*)`", said)]
    assert [words[0] for words in commands] == ["retire", "rename"]
    for verb, *words in commands:
        words = ["4100" if word == "NEW" else word for word in words]
        assert cli.main([verb, *words]) == 0, words


def test_hints_call_the_program_as_it_was_called(team: RowsTeam, monkeypatch: pytest.MonkeyPatch) -> None:
    """From another folder a hint names the door by its path; in the usual folders it names none of them."""
    team.write(without("4101"))
    monkeypatch.setattr("sys.argv", ["/opt/our docs/build.py"])
    assert "run `python3 '/opt/our docs/build.py' retire 4101 --reason WHY --content" in team.run("build")[1]
    assert cli.main(["check", "--xyz"]) == 2
    assert "run `python3 '/opt/our docs/build.py' check --help` for" in team.capture.readouterr().err
    monkeypatch.setattr("sys.argv", ["build.py"])
    monkeypatch.chdir(team.folder)
    assert cli.main(["--no-cache"]) == 0
    assert "run `python3 build.py retire 4101 --reason WHY` or" in team.capture.readouterr().err


def test_hints_work_for_folders_that_look_like_flags(team: RowsTeam, monkeypatch: pytest.MonkeyPatch) -> None:
    """What names a folder with a dash at its front is a folder still when it is pasted."""
    monkeypatch.chdir(team.folder)
    team.write(without("4101"))
    team.content.rename("-content of ours")
    assert cli.main(["--content=-content of ours", "-o=-site"]) == 0
    (words,) = re.findall("`python3 build.py (retire [^`]*)`", team.capture.readouterr().err)
    assert words == "retire 4101 --reason WHY --content './-content of ours' -o ./-site"
    assert cli.main(shlex.split(words)) == 0


def test_a_folder_called_like_a_language_is_named_once(team: RowsTeam) -> None:
    """It is a catalog until the site has that language; then its codes can move there, and the site stays whole."""
    (team.content / "de").mkdir()
    table = "# E\n\n| error code | message |\n|---|---|\n| 4109 | Nein |\n"
    (team.content / "de" / "errors.md").write_text(table, encoding="utf-8")
    code, said = team.run("build")
    assert code == 0
    assert "content/de: warning: 'de' is the name of a language, and this folder is read as a catalog" in said
    assert team.run("build", "--strict")[0] == 0, "the ledger knows the catalog now"

    (team.content / "site.toml").write_text(f'{SETTINGS}languages = ["en", "de"]\n', encoding="utf-8")
    words = team.content / "theme" / "locales" / "de.toml"
    words.parent.mkdir(parents=True)
    words.touch()
    code, said = team.run("build")
    assert code == 0
    assert f"run `python3 build.py rename 4109 codes/4109 --catalog de {shlex.join(team.places)}`" in said
    assert team.run("check")[0] == 0
    assert team.run("rename", "4109", "codes/4109", "--catalog", "de")[0] == 0
    assert team.run("rename", "de-errors", "errors")[0] == 0
    code, said = team.run("build", "--strict")
    assert code == 0, said
    assert "url=../de/codes/4109.html" in team.page("de/4109.html")
    assert team.run("check")[0] == 0


def test_successors_in_a_circle_are_refused(team: RowsTeam) -> None:
    """Two codes that replace each other would tell nobody what to do; nor may one replace itself by its long name."""
    assert team.run("retire", "4100", "--reason", "x", "--successor", "4101")[0] == 0
    code, said = team.run("retire", "4101", "--reason", "x", "--successor", "4100")
    assert (code, "4101 -> 4100 -> 4101: a circle" in said) == (2, True)
    code, said = team.run("retire", "4102", "--reason", "x", "--successor", "codes/4102")
    assert (code, "can't replace itself" in said) == (2, True)
    assert team.run("rename", "4102", "codes/4102")[0] == 2


def test_code_with_another_meaning_is_refused(team: RowsTeam) -> None:
    """Old tickets link it; only `reinstate` lets it have another meaning."""
    team.write(without("4101"))
    assert team.run("build", "-q")[0] == 0
    team.write({**ROWS, "4101": "Too large"})
    code, said = team.run("build", "-q")
    assert code == 1
    assert re.search(r"errors\.md:6: error: code 4101 was retired as 'Forbidden' and comes back as 'Too large'", said)
    assert "Forbidden" in team.page("codes/4101.html")

    assert team.run("reinstate", "4101")[0] == 0
    assert team.run("build", "--strict")[0] == 0
    assert "Too large" in team.page("codes/4101.html")


def test_new_meaning_beside_the_old_one(team: RowsTeam) -> None:
    """With a name of its own the new meaning has a page, and the old page still says what it said."""
    team.run("retire", "4101", "--reason", "never sent")
    assert team.run("reinstate", "4101", "--slug", "4101-b")[0] == 0
    team.write({**ROWS, "4101": "Too large"})
    code, said = team.run("build", "--strict")
    assert code == 0, said
    assert "permalinks.jsonl: 1 added (4101)" in said
    assert "Forbidden" in team.page("codes/4101.html")
    assert "never sent" in team.page("codes/4101.html")
    assert 'The code means something else now: <a href="4101-b.html">4101 Too large</a>' in team.page("codes/4101.html")
    assert "something else" not in team.page("codes/4101-b.html")
    assert "Too large" in team.page("codes/4101-b.html")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retire", "4109", "--reason", "x"), "was never published"),
        (("retire", "４１０１", "--reason", "x"), "did you mean 4101?"),
        (("retire", "4101", "--reason", " "), "needs a reason"),
        (("rename", "4101", "4101"), "has this name already"),
        (("rename", "4101", ""), "can't be renamed to nothing"),
        (("retire", "4101", "--reason", "x", "--successor", " "), "can't be replaced by a blank"),
        (("reinstate", "4101"), "neither retired nor renamed"),
        (("retire", "4101", "--reason", "x", "--catalog", "sms"), "was never published in catalog sms"),
    ],
)
def test_wrong_decision_is_a_wrong_call(team: RowsTeam, words: Sequence[str], said: str) -> None:
    """Exit 2, a sentence, and the ledger as it was."""
    before = team.ledger.read_bytes()
    code, out = team.run(*words)
    assert code == 2
    assert said in out
    assert team.ledger.read_bytes() == before


def test_flags_may_stand_before_the_command(team: RowsTeam) -> None:
    """Where a user puts the folder does not change what is done; the value of a flag is no command."""
    places = ("--content", str(team.content), "-o", str(team.folder / "site"), "-v")
    assert cli.main([*places, "retire", "4100", "--reason", "x"]) == 0
    assert "code 4100 is retired" in team.capture.readouterr().out
    assert cli.main([*places, "check"]) == 0
    assert cli.main(["--content", str(team.content), "-o", "check", "check"]) == 2
    assert "check is no site of ours" in team.capture.readouterr().err


@pytest.mark.parametrize("flag", ["--content", "-o"])
def test_an_empty_word_is_no_folder(flag: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--content "$UNSET"` is not the working folder."""
    with pytest.raises(SystemExit) as caught:
        cli.main(["build", flag, ""])
    assert caught.value.code == 2
    assert "name a folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bild"], "error: no such command: bild\nhint: did you mean build?\n"),
        (["help"], "error: no such command: help\nhint: did you mean --help?\n"),
        (["check", "--content", "nowhere"], "error: no such folder: nowhere\nhint: name the folder of your documents"),
        (["extract", "README.md", "--content", "nowhere"], "error: no such folder: nowhere\nhint: name the folder of"),
        (["docs/errors"], "error: no such command: docs/errors\nhint: there are build, check, extract, "),
        (["--contnet", "x"], "error: build has no flag --contnet\nhint: did you mean --content?\n"),
        (["check", "--strict"], "error: check has no flag --strict\nhint: run `python3 build.py check --help`"),
        (["retire", "4100", "4101", "--reason=x"], "error: retire does not know what to do with '4101'\n"),
        (["retire", "4100", "--reason=x", "--succesor=y"], "has no flag --succesor\nhint: did you mean --successor?\n"),
    ],
)
def test_a_slip_of_the_finger_in_a_call_is_named(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A wrong command or flag is said as all other faults are, with what may have been meant."""
    assert cli.main(words) == 2
    assert said in capsys.readouterr().err


def test_a_number_of_processes_is_a_number(team: RowsTeam) -> None:
    """The message names the flag and what it takes, and no function of ours."""
    with pytest.raises(SystemExit):
        team.run("build", "--jobs", "x")
    assert "--jobs: a number from 1 to 32, not x" in team.capture.readouterr().err


def test_corrupt_ledger_stops_the_build(team: RowsTeam) -> None:
    """Its line is named, and neither site nor ledger is touched; a decision is refused, too."""
    lines = team.ledger.read_bytes().splitlines(keepends=True)
    broken = b"".join([lines[0], lines[1].replace(b'"url"', b'"uri"'), *lines[2:]])
    team.ledger.write_bytes(broken)
    page = team.page("index.html")
    code, said = team.run("build")
    assert code == 1
    assert re.search(r"permalinks\.jsonl:2: error: this line is no permalink: no 'url'", said)
    assert team.run("retire", "4100", "--reason", "x")[0] == 2
    assert (team.ledger.read_bytes(), team.page("index.html")) == (broken, page)


def test_a_lost_ledger_takes_no_page_with_it(team: RowsTeam) -> None:
    """Where the ledger was not committed, the published site still tells what was there."""
    team.write(without("4101"))
    assert team.run("build", "-q")[0] == 0
    lines = team.ledger.read_bytes()
    team.ledger.unlink()
    code, said = team.run("build")
    assert code == 1
    assert "there is no ledger, and 1 page of the published site would be gone: codes/4101.html\nhint: restore" in said
    assert "Forbidden" in team.page("codes/4101.html")
    assert not team.ledger.exists()

    team.ledger.write_bytes(lines)
    assert team.run("build", "--locked")[0] == 0
    team.ledger.unlink()
    team.write(ROWS)
    assert team.run("build")[0] == 0, "the code is back, so nothing would be lost"


def test_a_site_without_pages_enters_no_address(team: RowsTeam) -> None:
    """What has no page must not be promised one; and pages that were promised must not go."""
    settings = team.content / "site.toml"
    settings.write_text(f'{SETTINGS}outputs = ["json"]\n', encoding="utf-8")
    before = team.ledger.read_bytes()
    code, said = team.run("build")
    assert (code, "outputs has no html, and the ledger holds addresses" in said) == (2, True)
    assert team.ledger.read_bytes() == before
    assert team.page("codes/4101.html")

    team.ledger.unlink()
    (team.folder / "site").rename(team.folder / "elsewhere")
    code, said = team.run("build", "--strict", "--locked")
    assert code == 0, said
    assert not team.ledger.exists()
    assert team.run("check") == (
        0,
        "checked files: 5\nchecked addresses: 0\nchecked forms: 6\nchecked links: 0\n"
        f"note: there is no {team.ledger.as_posix()}, so no address was looked for\nno faults\n",
    )


def test_folder_without_settings_is_never_written_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A stranger's folder stays as it is, and its site has no dates."""
    team = RowsTeam(tmp_path, capsys)
    team.write(ROWS)
    (team.content / "site.toml").unlink()
    before = sorted(path.name for path in team.content.iterdir())
    code, said = team.run("build")
    assert code == 0
    assert "permalinks" not in said
    assert said.count("note: without base_url there is no sitemap, feed, opensearch\n") == 1
    assert sorted(path.name for path in team.content.iterdir()) == before
    assert json.loads(team.page("codes.json"))["codes"][0]["added"] == ""
    assert team.run("retire", "4100", "--reason", "x")[0] == 2
