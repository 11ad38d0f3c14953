"""Same content, same bytes: whatever the machine, the locale, the clock and the place.

Our own content is built once; each case builds a copy of it under other circumstances and compares every file. Where
a case fails, `git diff --no-index` on the two folders that it names shows what leaked in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.conftest import ROOT

NEEDED = "import jinja2, markdown, bs4, html5lib, nh3, pygments, yaml"


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return mode and content of every file, and the mode of every folder, by path."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mode & 0o777,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


def build(
    python: str,
    content: Path,
    output: Path,
    environment: Mapping[str, str] = {},
    *arguments: str,
    cwd: Path = ROOT,
    umask: int = 0o022,
) -> dict[str, tuple[int, bytes]]:
    """Build, and return the site's snapshot."""
    command = [python, str(ROOT / "build.py"), "--content", str(content), "-o", str(output), "-q", *arguments]
    inherited = {key: value for key, value in os.environ.items() if key not in ("SOURCE_DATE_EPOCH", "PYTHONHASHSEED")}
    done = subprocess.run(
        command, env={**inherited, **environment}, cwd=cwd, umask=umask, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    return snapshot(cwd / output)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of our content, with its ledger up to date."""
    folder = tmp_path_factory.mktemp("reference") / "content"
    shutil.copytree(ROOT / "content", folder)
    build(sys.executable, folder, folder.parent / "first")
    return folder


@pytest.fixture(scope="module")
def reference(content: Path) -> dict[str, tuple[int, bytes]]:
    """Return the site under usual circumstances."""
    return build(sys.executable, content, content.parent / "site", {"PYTHONHASHSEED": "0"})


def check_same(found: Mapping[str, tuple[int, bytes]], reference: Mapping[str, tuple[int, bytes]], place: Path) -> None:
    """Name what differs; a whole site in a message helps nobody."""
    differing = sorted(path for path in {*found, *reference} if found.get(path) != reference.get(path))
    assert not differing, f"{len(differing)} files differ in {place}: {differing[:5]}"


@pytest.mark.parametrize(
    ("environment", "umask"),
    [
        ({"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati"}, 0o022),
        ({"PYTHONHASHSEED": "4294967295", "TZ": "America/Adak", "LC_ALL": "C"}, 0o077),
        ({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}, 0o000),
        ({"LC_ALL": "ja_JP.eucJP", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, 0o027),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONOPTIMIZE": "1"}, 0o022),
        ({"SOURCE_DATE_EPOCH": "0"}, 0o022),
        ({"SOURCE_DATE_EPOCH": "now"}, 0o022),
    ],
    ids=["hash seed and east", "C and west", "tr_TR", "ja_JP.eucJP", "ASCII and -O", "epoch 0", "epoch now"],
)
def test_the_machine_leaves_no_trace(
    tmp_path: Path, content: Path, reference: dict[str, tuple[int, bytes]], environment: dict[str, str], umask: int
) -> None:
    """Hash seed, time zone, locale, umask and clock change no byte and no mode, and nothing is written to content."""
    if environment.get("SOURCE_DATE_EPOCH") == "now":
        environment = {"SOURCE_DATE_EPOCH": str(int(time.time()))}
    before = snapshot(content)
    check_same(build(sys.executable, content, tmp_path / "site", environment, umask=umask), reference, tmp_path)
    assert snapshot(content) == before


def test_the_place_leaves_no_trace(tmp_path: Path, content: Path, reference: dict[str, tuple[int, bytes]]) -> None:
    """Another path, a relative one, another order on the disk and other times of the files change nothing."""
    elsewhere = tmp_path / "別の 場所"
    paths = sorted((path for path in content.rglob("*") if path.is_file()), reverse=True)
    for path in paths:
        target = elsewhere / "docs" / path.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (1, 1))
    check_same(build(sys.executable, Path("docs"), Path("out/site"), cwd=elsewhere), reference, tmp_path)


def test_the_number_of_workers_leaves_no_trace(
    tmp_path: Path, content: Path, reference: dict[str, tuple[int, bytes]]
) -> None:
    """One process or several, which finish in any order, write the same site."""
    found = build(sys.executable, content, tmp_path / "site", {}, "--jobs", "3")
    check_same(found, reference, tmp_path)


def test_what_was_there_before_leaves_no_trace(
    tmp_path: Path, content: Path, reference: dict[str, tuple[int, bytes]]
) -> None:
    """A build over another site is the same as one into a new folder."""
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.md").write_text("| code | message |\n|---|---|\n| 1 | one |\n")
    build(sys.executable, other, tmp_path / "site")
    check_same(build(sys.executable, content, tmp_path / "site"), reference, tmp_path)


@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13", "3.14"])
def test_the_python_leaves_no_trace(
    tmp_path: Path, content: Path, reference: dict[str, tuple[int, bytes]], version: str
) -> None:
    """Every Python that has the dependencies writes the same site."""
    python = shutil.which(f"python{version}")
    if not python or version == "{}.{}".format(*sys.version_info[:2]):
        pytest.skip(f"no other Python {version} here")
    own = ROOT / f".venv-cpython-{version.replace('.', '')}/errdex-ready"
    if not own.exists() and subprocess.run([python, "-c", NEEDED], capture_output=True, check=False).returncode:
        pytest.skip(f"Python {version} has not the dependencies")
    check_same(build(python, content, tmp_path / "site"), reference, tmp_path)
