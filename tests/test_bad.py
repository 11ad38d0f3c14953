"""Broken content, one folder a fault in `tests/bad/`: what is said, and with which exit code.

    tests/bad/code-cell-empty/content/…     what a writer got wrong
    tests/bad/code-cell-empty/said.txt      `exit 1`, then every line on stderr

`python3 tests tests/test_bad.py --refresh-golden` writes the expectations anew; read the difference.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from errdex import cli
from tests.conftest import read_files

BAD = Path(__file__).parent / "bad"
FAULTS = sorted(folder.name for folder in BAD.iterdir() if folder.is_dir())


def run(fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], *flags: str) -> tuple[int, str]:
    """Build the content of a fault; return the exit code and what stood on stderr."""
    content = tmp_path / "content"
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(BAD / fault / "content", content)
    code = cli.main(["build", "--content", str(content), "-o", str(tmp_path / "site"), *flags])
    return code, capsys.readouterr().err.replace(f"{tmp_path.as_posix()}/", "")


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_said_as_written(
    fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], pytestconfig: pytest.Config
) -> None:
    """Every fault has its message with file and line, a hint, and the right exit code; only exit 0 publishes."""
    code, err = run(fault, tmp_path, capsys)
    said = f"exit {code}\n{err}"
    expected = BAD / fault / "said.txt"
    if pytestconfig.getoption("--refresh-golden"):
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8"), "refresh: python3 tests tests/test_bad.py --refresh-golden"
    assert (tmp_path / "site").exists() == (code == 0)


@pytest.mark.parametrize("fault", ["cell-missing", "code-twice", "link-map-unused"])
def test_strict_turns_warnings_into_errors(fault: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What keeps everything is a warning; under --strict it fails the build."""
    assert run(fault, tmp_path, capsys)[0] == 0
    code, err = run(fault, tmp_path, capsys, "--strict")
    assert code == 1
    assert ": error: " in err


def test_a_failed_build_leaves_the_old_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error in the content publishes nothing, and what was published stays to the byte."""
    assert run("cell-missing", tmp_path, capsys)[0] == 0
    before = read_files(tmp_path / "site")
    assert run("code-cell-empty", tmp_path, capsys)[0] == 1
    after = read_files(tmp_path / "site")
    assert before == after
