"""From the shell's side: exit codes, closed and full streams, locales, read-only places, two builds, Ctrl-C.

Each case runs `build.py` as a user or a script would.
"""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from errdex.disk.workspace import recover, workspace
from tests.conftest import ROOT, Build, read_files, write_files

CONTENT = {
    "site.toml": 'language = "ja"\nlanguages = ["ja"]\n',
    "ja/errors.md": "# エラー\n\n| エラーコード | 説明 |\n|---|---|\n| 4100 | 認証に失敗しました |\n",
}
BAD = {**CONTENT, "ja/errors.md": CONTENT["ja/errors.md"] + "| | どのコードの説明か |\n"}


def in_shell(line: str, folder: Path, **environment: str) -> tuple[int, str, str]:
    """Run a line of shell in which BUILD is `build.py` with content and output of the folder."""
    command = [sys.executable, str(ROOT / "build.py"), "--content", str(folder / "content"), "-o", str(folder / "site")]
    text = line.replace("BUILD", shlex.join(command))
    shell = ["bash", "-o", "pipefail", "-c", text]
    done = subprocess.run(shell, capture_output=True, encoding="utf-8", env={**os.environ, **environment}, timeout=120)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize(
    ("line", "code", "error"),
    [
        ("BUILD", 0, ""),
        ("BUILD >&-", 0, ""),
        ("BUILD 2>&-", 0, ""),
        ("BUILD <&-", 0, ""),
        ("BUILD <&- >&- 2>&-", 0, ""),
        ("BUILD 2>/dev/full", 0, ""),
        ("BUILD >/dev/full", 3, "error: the output could not be written: no space left on device\n"),
        ("BUILD | true", 3, "error: the output could not be written: broken pipe\n"),
        ("BUILD --nonsense", 2, "error: build has no flag --nonsense\nhint: did you mean --content?\n"),
    ],
)
def test_streams(tmp_path: Path, line: str, code: int, error: str) -> None:
    """Closed, full and broken streams: the site is published all the same, and the exit code is right."""
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    write_files(tmp_path / "content", CONTENT)
    found, _, err = in_shell(line, tmp_path)
    assert (found, err.endswith(error) if error else err) == (code, True if error else ""), err
    assert (tmp_path / "site").exists() == ("--nonsense" not in line)


def test_every_locale_gives_the_same_bytes_and_words(tmp_path: Path) -> None:
    """C, ASCII, Latin-1 and Turkish: same site, same messages in UTF-8, no traceback."""
    write_files(tmp_path / "content", BAD)
    said = set()
    for environment in (
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "tr_TR.UTF-8"},
        {"PYTHONIOENCODING": "latin-1"},
    ):
        code, out, err = in_shell("BUILD", tmp_path, **environment)
        assert code == 1, err
        said.add((out, "".join(line for line in err.splitlines(True) if not line.startswith("bash: warning:"))))
    assert len(said) == 1, said
    assert "errors.md:6: error" in said.pop()[1]


def test_a_name_in_any_script_under_an_ascii_locale(tmp_path: Path) -> None:
    """Content and output folders with Japanese names work where the locale knows ASCII alone."""
    folder = tmp_path / "案内"
    write_files(folder / "content", {**CONTENT, "ja/一覧.md": CONTENT["ja/errors.md"]})
    code, _, err = in_shell("BUILD", folder, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    assert code == 0, err
    plain = read_files(folder / "site")
    code, _, err = in_shell("BUILD", folder)
    assert code == 0, err
    assert read_files(folder / "site") == plain


def test_exit_codes(build: Build, tmp_path: Path) -> None:
    """0 done, 1 content, 2 setting, and each failure leaves the old site byte for byte."""
    assert build(CONTENT).code == 0
    before = read_files(tmp_path / "site")
    bad = build(BAD)
    assert bad.code == 1
    assert "error:" in bad.err
    nowhere = build(tmp_path / "nowhere")
    assert nowhere.code == 2
    assert nowhere.err.startswith("error: no such folder: ")
    wrong = build({**CONTENT, "site.toml": "titel = 1"})
    assert wrong.code == 2
    assert "did you mean" in wrong.err
    assert read_files(tmp_path / "site") == before


def test_a_refused_output_is_said_before_anything_else(build: Build, tmp_path: Path) -> None:
    """A bad output folder is exit 2 even where the content has faults, and the hint says what to do."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site/thesis.txt").write_text("x")
    result = build(BAD)
    assert result.code == 2
    assert "no build of ours" in result.err
    assert "hint: " in result.err
    assert read_files(tmp_path / "site") == {"thesis.txt": b"x"}


def test_files_that_differ_by_case_alone(build: Build) -> None:
    """Two linked pictures that would be one file on Windows and macOS are an error at the second link."""
    text = CONTENT["ja/errors.md"] + "\n![図](a.png)\n![図](A.png)\n"
    result = build({**CONTENT, "ja/errors.md": text, "ja/a.png": "a", "ja/A.png": "A"})
    assert result.code == 1
    assert "errors.md:8: error: link to 'A.png': but for case it is the file ja/a.png" in result.err


def test_a_second_build_says_who_is_at_work(build: Build, tmp_path: Path) -> None:
    """While another process publishes, a build ends with exit 3 and that process's id."""
    with workspace(tmp_path / "site"):
        result = build(CONTENT)
    assert result.code == 3
    assert f"process {os.getpid()}" in result.err
    assert not (tmp_path / "site").exists()


def test_a_place_that_cannot_be_written(build: Build, tmp_path: Path) -> None:
    """An output below a place where nothing can be made is exit 3 with one line and a hint."""
    write_files(tmp_path / "content", CONTENT)
    result = build(tmp_path / "content", "-o", "/proc/site")
    assert result.code == 3
    assert result.err.startswith("error: cannot ")
    assert "Traceback" not in result.err


def heed_ctrl_c() -> None:
    """Undo what a shell does to its jobs in the background: there Ctrl-C is ignored, by their children too."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_at_any_time(tmp_path: Path, long_run: bool) -> None:
    """An interrupted build is exit 130 without a traceback; the site is the old one or the whole new one."""
    rows = "".join(f"| {code} | 説明 {code} |\n" for code in range(100))
    project = tmp_path / "project"
    write_files(project / "content", {**CONTENT, "ja/errors.md": CONTENT["ja/errors.md"] + rows})
    command = [sys.executable, str(ROOT / "build.py"), "--content", "content", "-o", "site", "--no-cache"]
    subprocess.run(command, cwd=project, check=True, capture_output=True)
    before = read_files(project / "site")
    write_files(project / "content", {"ja/more.md": "# より多く\n"})
    shutil.copytree(project, tmp_path / "done")
    started = time.monotonic()
    subprocess.run(command, cwd=tmp_path / "done", check=True, capture_output=True)
    took = time.monotonic() - started
    after = read_files(tmp_path / "done/site")
    rounds = 25 if long_run else 5
    codes = set()
    for i in range(rounds):
        shutil.copytree(project, tmp_path / str(i))
        with subprocess.Popen(
            command, cwd=tmp_path / str(i), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, preexec_fn=heed_ctrl_c
        ) as process:
            time.sleep(took * (0.2 + i / rounds))
            process.send_signal(signal.SIGINT)
            err = process.communicate()[1].decode()
        if "Traceback" in err and "build.py" not in err:
            continue  # Python itself was not there yet
        # Before Python has its own handler the signal ends it, which a shell calls 130 as well.
        code = 130 if process.returncode == -signal.SIGINT else process.returncode
        codes.add(code)
        assert code in (0, 130), err
        assert "Traceback" not in err
        assert read_files(tmp_path / str(i) / "site") in ((before, after) if code else (after,))
        recover(tmp_path / str(i) / "site")
        assert sorted(os.listdir(tmp_path / str(i))) == ["content", "site"]
        assert sorted(os.listdir(tmp_path / str(i) / "content")) == ["ja", "permalinks.jsonl", "site.toml"]
        assert read_files(tmp_path / str(i) / "site") in ((before, after) if code else (after,))
    assert 130 in codes
