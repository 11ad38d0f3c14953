"""What the commands say at their end, in words that a person would use."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from errdex import cli
from errdex.commands import COMMANDS
from errdex.diagnostics import count
from tests.conftest import Build, write_files
from tests.team import Team

ONE = {"site.toml": 'language = "en"\n', "e.md": "# Errors\n\n| code | message |\n|---|---|\n| 4100 | Denied |\n"}


def test_one_thing_is_no_plural(build: Build) -> None:
    """One document, one row, one code, one warning and one fault are one; and so when nothing has changed."""
    assert [count(number, "row") for number in (0, 1, 2)] == ["0 rows", "1 row", "2 rows"]
    result = build({**ONE, "e.md": ONE["e.md"] + "\n[x](javascript:)\n"})
    assert result.out.startswith(f"{result.content}/e.md:3: 1 row = 1 with codes + 0 skipped\n1 document, 1 row (")
    assert "0 skipped), 1 code\n" in result.out
    assert "0 errors, 1 warning\n" in result.out
    for words in (result.out, build(result.content, "-v").out, extracted(build, result.content)):
        assert not re.search(r"\b1 [a-z]+s\b", words), words
    (result.site / "_headers").write_text("x")
    assert build(result.content, "-o", str(result.site), command="check").out.endswith("\n1 fault\n")


def test_what_has_to_be_translated_is_named(build: Build) -> None:
    """Under `-v`, of codes in use, and where there is nothing to build too; nothing is said while all are in step."""
    table = "# Errors\n\n| code | message |\n|---|---|\n"
    ja = f"{table}| 4100 | 甲 |\n| 4101 | 乙 |\n| 4102 | 丙 |\n"
    files = {
        "site.toml": 'language = "ja"\nlanguages = ["ja", "en"]\n',
        "ja/e.md": ja,
        "en/e.md": f"{table}| 4101 | B |\n",
    }
    result = build(files, "-v")
    assert "\nno words in en: 2 of 3 codes (4100, 4102)\n" in result.out
    assert "no words in ja" not in result.out
    again = build(result.content, "-v", "-o", str(result.site)).out
    assert ": up to date: " in again
    assert "\nno words in en: 2 of 3 codes (4100, 4102)\n" in again
    assert "no words" not in build(result.content, "-o", str(result.site)).out


def extracted(build: Build, content: object) -> str:
    """Return what `extract` says of a folder as a table."""
    return build({}, str(content), "--format", "table", command="extract").out


MORE = {
    "build": (["build"], "g.md:1: no error table: "),
    "check": (["check"], "\nchecked addresses: 3 = 3 live\n"),
    "extract": (["extract", "--format", "table", "CONTENT"], "no error table: "),
    "retire": (["retire", "4100", "--reason", "x"], "\ncodes/4100.html: live -> retired, 1 row kept\n"),
    "rename": (["rename", "4100", "4200"], "\ncodes/4100.html: retired -> renamed\n"),
    "reinstate": (["reinstate", "4100"], "\ncodes/4100.html: renamed -> live\n"),
    "diff": (["diff", "FILE", "FILE"], "codes.json: 1 code in this file\n"),
}


def test_every_command_says_more_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`-v` is no empty word anywhere: it says what was looked at, or what was written; `-q` and `-v` are all heeded."""
    write_files(tmp_path / "content", {**ONE, "g.md": "| a | b |\n|---|---|\n| 1 | 2 |\n"})
    team = Team(tmp_path, capsys)
    assert team.run("build", "-q")[0] == 0
    assert list(MORE) == [name for name, _ in COMMANDS]
    site = ("-o", str(tmp_path / "site"))
    places = {"CONTENT": str(team.content), "FILE": str(tmp_path / "site" / "codes.json")}
    for words, more in MORE.values():
        call = [places.get(word, word) for word in words] + ["--content", str(team.content)]
        call += site if words[0] not in ("extract", "diff") else ()
        ledger = team.ledger.read_bytes()
        said = []
        for flags in (["-q"], [], ["-v"]):
            team.ledger.write_bytes(ledger)
            assert cli.main([*call, *flags]) == 0
            said.append("".join(capsys.readouterr()))
        assert words[0] in ("extract", "diff") or said[0] == ""
        assert [more in text for text in said] == [False, False, True], said
