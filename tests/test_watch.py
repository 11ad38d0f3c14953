"""`build --watch`: the site follows the content while somebody writes."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from errdex.disk import watch
from errdex.disk.watch import take_stamp, wait_for_change
from tests.conftest import ROOT
from tests.team import Team

TABLE = "# Errors\n\n| error code | message |\n|---|---|\n| 4100 | {} |\n"
SETTINGS = 'language = "en"\n'


@pytest.fixture
def team(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Team:
    """Return a team with one code and nothing built."""
    made = Team(tmp_path, capsys)
    made.content.mkdir()
    write(made, "Denied")
    return made


def write(team: Team, title: str, settings: str = SETTINGS) -> None:
    """Write the content."""
    (team.content / "errors.md").write_text(TABLE.format(title), encoding="utf-8")
    (team.content / "site.toml").write_text(settings, encoding="utf-8")


def test_each_change_is_built_and_no_fault_ends_it(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """Faults of the content and of the setting are said, the old site stays, and the next change mends it."""
    edits = iter(
        (("Refused", SETTINGS), ("[x](gone.md)", SETTINGS), ("Locked", "base_ulr = 1\n"), ("Locked", SETTINGS))
    )
    titles: list[str] = []

    def wait(folder: Path, seen: watch.Stamp) -> None:
        assert seen == take_stamp(folder), "what a build writes into the ledger is no change"
        titles.append(team.page("codes/4100.html").partition("<title>")[2].partition(" | ")[0])
        edit = next(edits, None)
        if edit is None:
            raise KeyboardInterrupt
        write(team, *edit)

    monkeypatch.setattr(watch, "wait_for_change", wait)
    code, said = team.run("build", "--watch")
    assert code == 130
    assert titles == ["4100 Denied", "4100 Refused", "4100 Refused", "4100 Refused", "4100 Locked"]
    assert "gone.md" in said
    assert "did you mean 'base_url'" in said
    assert said.count("watching ") == 5


def test_waiting_ends_when_a_change_has_come_to_rest(tmp_path: Path) -> None:
    """Saved, made, renamed or deleted: but not while files still come, and not for files that are passed over."""
    (tmp_path / "a.md").write_text("a")
    looks: list[str] = []

    def checkout() -> Iterator[str]:
        (tmp_path / ".a.md.swp").write_text("x")
        yield "hidden"
        (tmp_path / "b.md").write_text("b")
        yield "first"
        (tmp_path / "c.md").write_text("c")
        yield "second"
        yield "rest"
        raise AssertionError("looked once more than it had to")

    steps = checkout()
    wait_for_change(tmp_path, take_stamp(tmp_path), lambda _: looks.append(next(steps)))
    assert looks == ["hidden", "first", "second", "rest"]


@pytest.mark.parametrize("change", ["save", "rename", "delete", "replace"])
def test_every_kind_of_change_is_seen(tmp_path: Path, change: str) -> None:
    """An editor that writes a new file and renames it over the old one, with the old one's size and time, too."""
    file = tmp_path / "a.md"
    file.write_text("a")
    seen = take_stamp(tmp_path)
    if change == "save":
        file.write_text("ab")
    elif change == "rename":
        file.rename(tmp_path / "b.md")
    elif change == "delete":
        file.unlink()
    else:
        other = tmp_path / "new.md"
        other.write_text("b")
        shutil.copystat(file, other)
        other.replace(file)
    assert take_stamp(tmp_path) != seen


def test_a_folder_that_is_away_for_a_while_is_no_crash(tmp_path: Path) -> None:
    """As when it is being renamed: it is empty then."""
    assert take_stamp(tmp_path / "gone") == {}


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C can't be sent to a process there")
def test_ctrl_c_ends_it(team: Team) -> None:
    """As a writer sees it, from the first build to the word of farewell."""
    command = [sys.executable, str(ROOT / "build.py"), "build", "--watch", *team.places]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # a job in the background is deaf to it
    ) as process:
        assert process.stdout
        for line in process.stdout:
            if line.startswith("watching "):
                break
        process.send_signal(signal.SIGINT)
        assert process.stdout.read() == "interrupted; the published site is whole\n"
    assert process.returncode == 130
    assert "Denied" in team.page("codes/4100.html")
