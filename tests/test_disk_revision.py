"""What history says of the content folder."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from errdex.disk.content import read_content
from errdex.disk.revision import last_changes, read_revision


def git(folder: Path, *arguments: str, date: str = "2026-03-01T23:30:00-0500") -> None:
    """Run git in a folder as somebody, at a date."""
    who = ("-c", "user.name=Writer", "-c", "user.email=writer@example.com", "-c", "commit.gpgsign=false")
    environment = {"GIT_AUTHOR_DATE": date, "GIT_COMMITTER_DATE": date, "HOME": str(folder), "PATH": "/usr/bin:/bin"}
    subprocess.run(["git", *who, *arguments], cwd=folder, env=environment, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Make a repository whose content folder has two documents, changed on different days."""
    content = tmp_path / "docs" / "content" / "ja"
    content.mkdir(parents=True)
    git(tmp_path, "init", "-q", "-b", "main")
    (content / "一覧.md").write_text("1", encoding="utf-8")
    (content / "guide.md").write_text("1", encoding="utf-8")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "one")
    (content / "guide.md").write_text("2", encoding="utf-8")
    git(tmp_path, "commit", "-q", "-a", "-m", "two", date="2026-04-05T12:00:00+0900")
    return tmp_path


def test_each_file_has_the_day_of_its_last_commit_in_utc(repository: Path) -> None:
    """Paths are those below the content folder; the day is that of UTC, wherever the writer sat."""
    dates = last_changes(repository / "docs" / "content")
    assert dates == {"ja/一覧.md": "2026-03-02", "ja/guide.md": "2026-04-05"}


def test_a_shallow_clone_says_nothing(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A clone cut short would date every file alike, so no date is better."""
    clone = tmp_path_factory.mktemp("clone") / "c"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(clone))
    assert last_changes(clone / "docs" / "content") == {}


def test_a_revision_holds_what_a_build_would_read(repository: Path) -> None:
    """Hidden files and folders have no part in a site, nor in what it was; names are in their usual form."""
    content = repository / "docs" / "content"
    for path in (".drafts/errors.md", "ja/.#guide.md", "ja/\u304b\u3099.md"):
        (content / path).parent.mkdir(exist_ok=True)
        (content / path).write_text("9999", encoding="utf-8")
    git(repository, "add", ".")
    git(repository, "commit", "-q", "-m", "three")
    then = read_revision(content, "HEAD")
    assert then is not None
    assert [path for path, _ in then.documents] == [path for path, _ in read_content(content).documents]
    assert sorted(then.files) == ["ja/guide.md", "ja/が.md", "ja/一覧.md"]


def test_a_folder_without_history_says_nothing(tmp_path: Path) -> None:
    """No repository is no fault."""
    assert last_changes(tmp_path) == {}
