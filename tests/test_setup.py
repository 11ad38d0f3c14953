"""Set-up on a fresh clone: once, locked, in any folder, and with one clear message where it can't be.

The clones here have the real `build.py` and `errdex/bootstrap.py`, a command line that only tells what it was given,
and one dependency, `parcel`, whose wheel is made on the spot. So nothing is downloaded.
"""

from __future__ import annotations

import base64
import hashlib
import importlib.util
import os
import random
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace

import pytest

from errdex import bootstrap
from errdex.diagnostics import EnvironmentFault
from tests.conftest import ROOT, write_files

PYTHON = getattr(sys, "_base_executable", sys.executable)
"""A Python as it comes, outside of any environment."""
CLI = """
import sys


def main(argv):
    import parcel

    print("parcel", parcel.VERSION, "for", *argv)
    print("started a process:", "subprocess" in sys.modules)
    return 0
"""


def make_wheel(folder: Path, version: str) -> str:
    """Write a wheel of `parcel` into `folder`; return its line for a lock file."""
    info = f"parcel-{version}.dist-info"
    files = {
        "parcel.py": f"VERSION = {version!r}\n",
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: parcel\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = [f"{info}/RECORD,,"]
    path = folder / f"parcel-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for name, text in files.items():
            digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
            record.append(f"{name},sha256={digest},{len(text)}")
            wheel.writestr(name, text)
        wheel.writestr(f"{info}/RECORD", "\n".join(record) + "\n")
    return f"parcel=={version} \\\n    --hash=sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}\n"


class Clone:
    """A fresh clone with one dependency, and the folder of wheels that stands for the network."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        self.wheels = folder.parents[1] / "wheels"  # pip splits its settings at spaces
        self.wheels.mkdir()
        lock = make_wheel(self.wheels, "1.0")
        pyproject = '[project]\ndependencies = ["parcel>=1.0"]\n'
        write_files(folder, {"errdex/cli.py": CLI, "errdex/requirements.lock": lock, "pyproject.toml": pyproject})
        for name in (
            "build.py",
            "errdex/__init__.py",
            "errdex/bootstrap.py",
            "errdex/diagnostics.py",
            "errdex/noun.py",
        ):
            shutil.copy(ROOT / name, folder / name)
        self.venv = folder / ".venv"

    def environment(self, *, online: bool, **more: str) -> dict[str, str]:
        """Return the environment of a run; `online` means that the wheels can be had."""
        env = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON", "VIRTUAL_ENV"))}
        env |= {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PYTHONUTF8": "1", **more}
        return env | {"PIP_FIND_LINKS": str(self.wheels)} if online else env

    def start(self, *, online: bool = True, python: str = PYTHON, **more: str) -> subprocess.Popen[str]:
        """Start `build.py there` from another folder."""
        return subprocess.Popen(
            [python, str(self.root / "build.py"), "there"],
            cwd=self.wheels,
            env=self.environment(online=online, **more),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    def run(self, *, online: bool = True, python: str = PYTHON, **more: str) -> subprocess.CompletedProcess[str]:
        """Run `build.py there` to its end."""
        process = self.start(online=online, python=python, **more)
        out, err = process.communicate(timeout=120)
        return subprocess.CompletedProcess(process.args, process.returncode, out, err)


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """Make a clone in a folder whose path has spaces and Japanese letters."""
    return Clone(tmp_path / "テスト 用" / "errdex")


# ---------------------------------------------------------------- the first run and the later ones


def test_the_first_run_sets_up_and_the_next_needs_nothing(clone: Clone) -> None:
    """The first run installs and speaks of it on stderr alone; the next works offline, silent, without a process."""
    first = clone.run()
    assert (first.returncode, first.stdout.splitlines()[0]) == (0, "parcel 1.0 for there"), first.stderr
    assert first.stderr == "errdex: setting up .venv; this happens once\n"
    later = clone.run(online=False)
    assert (later.returncode, later.stderr) == (0, "")
    assert later.stdout == "parcel 1.0 for there\nstarted a process: False\n"


def test_the_set_up_compiles_the_program_too(clone: Clone) -> None:
    """Where Python may write no bytecode at a start, every build would compile all that it imports."""
    assert clone.run(PYTHONDONTWRITEBYTECODE="1").returncode == 0
    compiled = {path.name.partition(".")[0] for path in (clone.root / "errdex" / "__pycache__").iterdir()}
    assert compiled >= {"__init__", "bootstrap", "cli", "diagnostics", "noun"}


def test_the_set_up_compiles_the_templates(clone: Clone) -> None:
    """With the packages at hand, whatever PYTHONDONTWRITEBYTECODE says; what fails there does not fail the set-up."""
    room = "import sys, parcel, pathlib\ndef precompile(): pathlib.Path('told').write_text(sys.prefix)\n"
    write_files(clone.root, {"errdex/precompiled.py": room})
    assert clone.run(PYTHONDONTWRITEBYTECODE="1").returncode == 0
    told = clone.root / "told"
    assert Path(told.read_text()).samefile(clone.venv)
    told.unlink()
    assert clone.run(online=False).returncode == 0
    assert not told.exists()
    (clone.venv / "errdex-ready").unlink()
    write_files(clone.root, {"errdex/precompiled.py": "raise RuntimeError"})
    run = clone.run()
    assert (run.returncode, run.stderr) == (0, "errdex: setting up .venv; this happens once\n")


def test_offline_before_the_set_up_is_one_message(clone: Clone) -> None:
    """Without network the first run ends with exit 3, the reason and a hint; with it the next one goes on."""
    run = clone.run(online=False)
    said = run.stderr.splitlines()
    assert (run.returncode, run.stdout, len(said)) == (3, "", 3), run.stderr
    assert said[1].startswith("error: the dependencies could not be installed: ")
    assert said[2].startswith("hint: the first run needs the network")
    assert clone.run().returncode == 0


def test_a_wheel_that_the_lock_does_not_know_is_refused(clone: Clone) -> None:
    """A package whose hash is not in the lock is not installed."""
    lock = clone.root / "errdex" / "requirements.lock"
    lock.write_text(re.sub(r"sha256:\w{8}", "sha256:00000000", lock.read_text()))
    run = clone.run()
    assert run.returncode == 3
    assert "error: the dependencies could not be installed" in run.stderr
    assert not (clone.venv / "errdex-ready").exists()


def test_no_environment_where_the_packages_are_there(clone: Clone) -> None:
    """A Python that has good versions of all packages is used as it is, and one with too old versions is not."""
    with zipfile.ZipFile(clone.wheels / "parcel-1.0-py3-none-any.whl") as wheel:
        wheel.extractall(clone.wheels / "unpacked")
    there = {"PYTHONPATH": str(clone.wheels / "unpacked")}
    run = clone.run(online=False, **there)
    assert (run.returncode, run.stderr) == (0, "")
    assert not clone.venv.exists()
    (clone.root / "pyproject.toml").write_text('[project]\ndependencies = ["parcel>=1.0.1"]\n')
    assert clone.run(online=False, **there).returncode == 3


# ---------------------------------------------------------------- what may go wrong on the way


def test_a_half_made_environment_is_made_anew(clone: Clone) -> None:
    """Without its stamp, which is written last, an environment of ours is not trusted, whatever it holds."""
    assert clone.run().returncode == 0
    (clone.venv / "errdex-ready").unlink()
    (bootstrap._site(clone.venv) / "parcel.py").write_text("torn")
    run = clone.run()
    assert (run.returncode, run.stdout.splitlines()[:1]) == (0, ["parcel 1.0 for there"]), run.stderr


def test_a_changed_lock_is_installed(clone: Clone) -> None:
    """After an update of the lock the next run installs it, also when the environment's own Python runs it."""
    assert clone.run().returncode == 0
    (clone.root / "errdex" / "requirements.lock").write_text(make_wheel(clone.wheels, "1.1"))
    run = clone.run(python=str(bootstrap._python(clone.venv)))
    assert (run.returncode, run.stdout.splitlines()[:1]) == (0, ["parcel 1.1 for there"]), run.stderr


def test_a_failed_update_is_not_trusted(clone: Clone) -> None:
    """While packages change under it the stamp is gone, so a set-up that ends half-way starts afresh."""
    assert clone.run().returncode == 0
    lock = clone.root / "errdex" / "requirements.lock"
    before = lock.read_text()
    lock.write_text(before.replace("1.0", "1.2"))
    assert clone.run().returncode == 3
    assert not (clone.venv / "errdex-ready").exists()
    lock.write_text(before)
    assert clone.run().returncode == 0


def test_the_tests_and_the_benchmark_share_an_environment(clone: Clone) -> None:
    """What one of them needs is added, and the other's stays known; then both run without setting up."""
    (clone.root / "pyproject.toml").write_text(
        '[project]\ndependencies = ["parcel>=1.0"]\n[dependency-groups]\ntests = ["a>=1"]\nbench = ["b>=1"]\n'
    )
    more = {part: f"# nothing more for {part}\n" for part in ("tests", "tests/bench")}
    write_files(clone.root, {f"{part}/requirements.lock": lock for part, lock in more.items()})
    said = []
    for part in (*more, *more):
        code = f"from errdex import bootstrap; bootstrap.provide(('errdex', {part!r})); import parcel"
        env = clone.environment(online=True)
        run = subprocess.run([PYTHON, "-c", code], cwd=clone.root, env=env, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        said.append(run.stderr.count("setting up"))
    assert said == [1, 1, 0, 0]
    assert clone.run(online=False).stderr == ""


def test_provide_makes_packages_importable_at_once(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the process that sets up, too; it gets the environment's Python, for those who want to start it."""
    for name, value in clone.environment(online=True).items():
        monkeypatch.setenv(name, value)
    before = list(sys.path)
    monkeypatch.setattr(sys, "path", list(before))
    python = bootstrap.provide(root=clone.root)
    assert Path(python).is_relative_to(clone.venv)
    assert importlib.util.find_spec("parcel")
    monkeypatch.setattr(sys, "path", before)
    lock = clone.root / "errdex" / "requirements.lock"
    lock.write_text(lock.read_text().replace("1.0", "1.2"))
    with pytest.raises(SystemExit) as ended:
        bootstrap.provide(root=clone.root)
    assert ended.value.code == 3


def test_an_environment_that_somebody_made_is_added_to(clone: Clone) -> None:
    """A `.venv` that was there before us gets the packages and loses nothing, at updates neither."""
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", str(clone.venv)], check=True)
    theirs = clone.venv / "theirs.txt"
    theirs.write_text("keep")
    assert clone.run(python=str(bootstrap._python(clone.venv))).returncode == 0
    (clone.root / "errdex" / "requirements.lock").write_text(make_wheel(clone.wheels, "1.1"))
    run = clone.run()
    assert (run.returncode, theirs.read_text()) == (0, "keep"), run.stderr
    assert run.stdout.startswith("parcel 1.1")


def test_another_python_gets_its_own_environment(clone: Clone) -> None:
    """Two Pythons may take turns on one clone, without setting up again."""
    assert clone.run().returncode == 0
    stamp = clone.venv / "errdex-ready"
    stamp.write_text(stamp.read_text().replace(bootstrap._key(), "cpython-399 elsewhere"))
    before = stamp.read_bytes()
    assert clone.run().returncode == 0
    later = clone.run(online=False)
    assert (later.returncode, later.stderr) == (0, "")
    assert stamp.read_bytes() == before


def test_an_environment_of_another_python_is_left_alone(clone: Clone) -> None:
    """A foreign `.venv` that this Python can't use is named, not deleted."""
    write_files(clone.venv, {"pyvenv.cfg": "version = 3.1.4\n", "theirs.txt": "keep"})
    run = clone.run()
    assert run.returncode == 3
    assert "was made by another Python\nhint: delete it" in run.stderr
    assert (clone.venv / "theirs.txt").exists()


def test_nothing_is_installed_outside_the_environment(
    clone: Clone, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, refused: Callable[[], tuple[object, str]]
) -> None:
    """Not even where the environment goes while pip starts, as when a set-up was killed and the next has begun."""
    make, elsewhere = bootstrap._make, tmp_path / "elsewhere"
    for name, value in clone.environment(online=True, PIP_PREFIX=str(elsewhere)).items():
        monkeypatch.setenv(name, value)

    def make_and_lose(venv: Path, site: Path, *, keep: bool) -> None:
        make(venv, site, keep=keep)
        (venv / "pyvenv.cfg").unlink()

    monkeypatch.setattr(bootstrap, "_make", make_and_lose)
    code, said = refused()
    assert (code, "virtualenv" in said) == (3, True)
    assert not elsewhere.exists()


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL on Windows")
def test_a_killed_set_up_leaves_nothing_that_misleads(clone: Clone, long_run: bool) -> None:
    """Killed at any moment of the set-up, the next run sets up and works."""
    dice = random.Random(4100)
    for _ in range(30 if long_run else 4):
        process = clone.start()
        time.sleep(dice.uniform(0.02, 1.2))
        process.kill()
        process.communicate()
        run = clone.run()
        assert (run.returncode, run.stdout.splitlines()[:1]) == (0, ["parcel 1.0 for there"]), run.stderr
        (clone.venv / "errdex-ready").unlink()


@pytest.mark.skipif(os.name == "nt", reason="no flock on Windows")
def test_two_first_runs_at_once_take_turns(clone: Clone) -> None:
    """Both work; one sets up, the other waits for it."""
    runs = [clone.start(), clone.start()]
    said = [process.communicate(timeout=120) for process in runs]
    assert [process.returncode for process in runs] == [0, 0], said
    assert all(out.startswith("parcel 1.0") for out, _ in said)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_clone_that_can_not_be_written_is_one_message(clone: Clone) -> None:
    """In a read-only clone the first run names the folder."""
    clone.root.chmod(0o555)
    try:
        run = clone.run()
    finally:
        clone.root.chmod(0o755)
    assert run.returncode == 3
    assert run.stderr.splitlines()[-1].startswith("hint: the first run must be able to write")


def test_a_file_in_the_way_is_one_message(clone: Clone) -> None:
    """A file named `.venv` is named, with exit 3 and no stack trace."""
    clone.venv.write_text("")
    run = clone.run()
    assert run.returncode == 3
    assert "Traceback" not in run.stderr
    assert ".venv" in run.stderr


# ---------------------------------------------------------------- many Pythons


def test_an_old_python_is_told_what_is_needed(tmp_path: Path) -> None:
    """A Python below 3.11 gets one message and exit 3, from both doors."""
    for door in ("build.py", "tests/__main__.py"):
        code = (
            f"import runpy, sys; sys.version_info = (3, 8); runpy.run_path({str(ROOT / door)!r}, run_name='__main__')"
        )
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path)
        assert (run.returncode, run.stdout) == (3, "")
        assert run.stderr.startswith("error: errdex needs Python 3.11 or newer")


@pytest.mark.parametrize("version", ["3.6", "3.8", "3.10"])
def test_an_old_python_can_read_the_doors(version: str, tmp_path: Path) -> None:
    """Where the machine has such an old Python, it says so itself."""
    candidates = [shutil.which(f"python{version}"), *Path.home().glob(f".pyenv/versions/{version}.*/bin/python")]
    paths = (str(path) for path in candidates if path)
    works = (path for path in paths if not subprocess.run([path, "-c", ""], capture_output=True).returncode)
    if not (python := next(works, None)):
        pytest.skip(f"no Python {version} here")
    for door in ("build.py", "tests"):
        run = subprocess.run([python, str(ROOT / door)], capture_output=True, text=True, cwd=tmp_path)
        assert (run.returncode, run.stdout) == (3, ""), run.stderr
        assert run.stderr.startswith("error: errdex needs Python 3.11 or newer")


def test_pip_of_any_age_or_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pip before 22.3 can't reach into an environment, so it gets the folder; without any there is one message."""
    venv, site = tmp_path / ".venv", tmp_path / ".venv" / "site-packages"
    monkeypatch.setitem(sys.modules, "pip", SimpleNamespace(__version__="22.3.1"))
    assert "--python" in bootstrap._pip(venv, site)
    monkeypatch.setitem(sys.modules, "pip", SimpleNamespace(__version__="22.0.2"))
    assert bootstrap._pip(venv, site)[-2:] == ["--target", str(site)]
    monkeypatch.setitem(sys.modules, "pip", None)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: SimpleNamespace(returncode=1))
    monkeypatch.setattr(shutil, "which", lambda name: f"/somewhere/{name}" if name == "pip" else None)
    assert bootstrap._pip(venv, site)[:2] == ["/somewhere/pip", "--python"]
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(EnvironmentFault, match="has no pip"):
        bootstrap._pip(venv, site)


@pytest.fixture
def refused(clone: Clone, capsys: pytest.CaptureFixture[str]) -> Callable[[], tuple[object, str]]:
    """Set up in this process, which must fail: return the exit code and the last two lines."""

    def run() -> tuple[object, str]:
        with pytest.raises(SystemExit) as ended:
            bootstrap.provide(root=clone.root)
        return ended.value.code, "\n".join(capsys.readouterr().err.splitlines()[-2:])

    return run


def test_a_python_without_venv_is_told_so(
    refused: Callable[[], tuple[object, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Some distributions cut the module out."""
    monkeypatch.setitem(sys.modules, "venv", None)
    code, said = refused()
    assert code == 3
    assert said.startswith("error: this Python has no venv module\nhint: ")


def test_a_clone_without_its_lock_is_told_so(clone: Clone, refused: Callable[[], tuple[object, str]]) -> None:
    """A file that is missing is named, without a stack trace."""
    (clone.root / "errdex" / "requirements.lock").unlink()
    code, said = refused()
    assert code == 3
    assert "requirements.lock: No such file" in said


def test_an_interrupted_set_up_says_so(
    refused: Callable[[], tuple[object, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C while pip runs ends with 130 and no stack trace."""

    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "run", interrupt)
    code, said = refused()
    assert code == 130
    assert said.splitlines()[-1].startswith("error: interrupted while setting up")


def test_systems_without_flock_set_up_too(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    """There, two first runs at once must take turns by themselves."""
    monkeypatch.setitem(sys.modules, "fcntl", None)
    with bootstrap._alone(clone.root):
        pass


# ---------------------------------------------------------------- the locks


def pins(path: Path) -> Mapping[str, str]:
    """Return the locked packages and versions, each of which must have hashes."""
    entries = re.split(r"\n(?=\S)", path.read_text().strip())
    assert all("--hash=sha256:" in entry for entry in entries)
    return dict(entry.split()[0].split("==") for entry in entries)


def test_the_locks_are_in_step_with_the_project() -> None:
    """Whatever pyproject.toml asks for is locked, new enough, with hashes, and to one version."""
    build, tests = (pins(ROOT / part / "requirements.lock") for part in bootstrap.BUILD_AND_TESTS)
    both = {name: bootstrap._numbers(version) for name, version in {**build, **tests}.items()}
    wanted = bootstrap.requirements(ROOT, bootstrap.BUILD_AND_TESTS)
    assert len(wanted) > 10
    assert not bootstrap.missing(wanted, both)
    assert not bootstrap.missing(bootstrap.requirements(ROOT, bootstrap.BUILD), {n: both[n] for n in build})
    assert not [name for name in build.keys() & tests.keys() if build[name] != tests[name]]


def test_this_python_has_the_locked_packages() -> None:
    """The names of the installed packages are read rightly off their folders."""
    found = bootstrap.installed()
    assert found["jinja2"] >= (3, 1, 4)
    assert not bootstrap.missing(bootstrap.requirements(ROOT, bootstrap.BUILD), found)
    assert bootstrap.missing({"jinja2": (99,), "no-such-thing": ()}, found) == ["jinja2"]
