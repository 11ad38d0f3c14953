"""Set-up: makes the locked dependencies importable, in `.venv` beside `build.py`, once.

It runs before anything is installed, so it knows the standard library alone. In: the lock files, with the hash of every
wheel (`errdex/requirements.lock`, for the tests `tests/requirements.lock` too). Out: their packages on `sys.path`, by
the first of these ways that serves:

1. `.venv` holds them: its stamp `.venv/errdex-ready` says so. It is written last, so a set-up that was killed leaves
   none, and a changed lock makes it stale; another Python gets its own beside it:

       cpython-311 linux
       lib/python3.11/site-packages
       (the lock files that were installed, word for word)

2. The running Python has them all, at least as new as `pyproject.toml` asks.
3. `.venv` is made: `venv` without pip, then this Python's own pip installs into it from outside. So it needs neither
   ensurepip, which Debian splits off, nor leave to change the system's Python, which PEP 668 denies.

No process is started when all is there: the packages are added to `sys.path`, which costs a millisecond. What is said
goes to stderr.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn

from errdex.diagnostics import EnvironmentFault

ROOT = Path(__file__).resolve().parent.parent
BUILD = ("errdex",)
"""The parts whose lock a build needs: `<part>/requirements.lock`."""
BUILD_AND_TESTS = (*BUILD, "tests")
BUILD_AND_RACE = (*BUILD, "tests/bench")
PARTS = (*BUILD, "tests", "tests/bench")


def provide(parts: Sequence[str] = BUILD, root: Path = ROOT) -> str:
    """Make the dependencies of the parts importable; return the Python that has them.

    Ends the process where it can't: exit 3 with one message, 130 when interrupted.
    """
    try:
        return _provide(parts, root)
    except EnvironmentFault as fault:
        print(f"error: {fault.message}\nhint: {fault.hint}", file=sys.stderr)
        raise SystemExit(fault.exit_code) from None
    except KeyboardInterrupt:
        print("error: interrupted while setting up; the next run starts it afresh", file=sys.stderr)
        raise SystemExit(130) from None


def _provide(parts: Sequence[str], root: Path) -> str:
    locks = [_read(root / part / "requirements.lock") for part in parts]
    venv = _home(root)
    site = _ready(venv, locks)
    if site is None:
        if not _runs_in_ours(venv) and not missing(requirements(root, parts), installed()):
            return sys.executable
        with _alone(root):
            site = _ready(venv, locks) or _set_up(venv, root, parts, locks)
    if site not in sys.path:
        # Before the interpreter's own packages, which may be too old, and behind the standard library.
        at = (i for i, path in enumerate(sys.path) if path.endswith(("site-packages", "dist-packages")))
        sys.path.insert(next(at, len(sys.path)), site)
    return str(_python(venv))


# ---------------------------------------------------------------- what is there


def _home(root: Path) -> Path:
    """Return this Python's environment: `.venv`, or one beside it where that serves another Python."""
    try:
        key = _read_stamp(root / ".venv")[0]
    except (OSError, ValueError):
        return root / ".venv"
    return root / (".venv" if key == _key() else f".venv-{sys.implementation.cache_tag}")


def _read_stamp(venv: Path) -> list[str]:
    return (venv / "errdex-ready").read_text(encoding="utf-8").split("\n", 2)


def _ready(venv: Path, locks: Sequence[str]) -> str | None:
    """Return the folder with the packages when the stamp vouches for these locks and this Python, else None."""
    try:
        key, site, installed_locks = _read_stamp(venv)
    except (OSError, ValueError):
        return None
    current = key == _key() and all(lock in installed_locks for lock in locks)
    return os.path.join(venv, site) if current else None


def _runs_in_ours(venv: Path) -> bool:
    """Tell whether the running Python is that of an environment of ours, in which only the locked versions count."""
    ours = (venv / "errdex-made").exists() or (venv / "errdex-ready").exists()
    return ours and os.path.samefile(sys.prefix, venv)


def _key() -> str:
    return f"{sys.implementation.cache_tag}{getattr(sys, 'abiflags', '')} {sys.platform}"


def installed() -> dict[str, tuple[int, ...]]:
    """Return the packages on `sys.path`, by name in lower case, with their versions as numbers.

    Read off the folders' names (`Jinja2-3.1.6.dist-info`): `importlib.metadata` takes ten times as long.
    """
    found: dict[str, tuple[int, ...]] = {}
    for folder in filter(os.path.isdir, sys.path):
        for entry in _list(folder):
            stem, dot, ending = entry.rpartition(".")
            if dot and ending in ("dist-info", "egg-info") and "-" in stem:
                name, version = stem.split("-")[:2]
                found.setdefault(name.lower().replace("_", "-"), _numbers(version))
    return found


def _list(folder: str) -> list[str]:
    """Return what a folder holds; nothing where it can't be listed, for then nothing is imported from it."""
    try:
        return os.listdir(folder)
    except OSError:
        return []


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: `2.10.1rc1` -> (2, 10)."""
    numbers = []
    for part in version.split("."):
        if not part.isdecimal():
            break
        numbers.append(int(part))
    return tuple(numbers)


def requirements(root: Path, parts: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return the packages that `pyproject.toml` asks for, with their oldest good versions as numbers."""
    import tomllib

    project: Mapping[str, Any] = tomllib.loads(_read(root / "pyproject.toml"))
    lines: list[str] = []
    for part in parts:
        group = part.rpartition("/")[2]
        lines += project["project"]["dependencies"] if part in BUILD else project["dependency-groups"][group]
    pairs = (line.split(">=") for line in lines)
    return {name.lower(): _numbers(floor) for name, floor in pairs}


def missing(wanted: Mapping[str, tuple[int, ...]], found: Mapping[str, tuple[int, ...]]) -> list[str]:
    """Return the names of what is not there or too old."""
    return [name for name, floor in wanted.items() if found.get(name, ()) < floor]


# ---------------------------------------------------------------- making it


def _set_up(venv: Path, root: Path, parts: Sequence[str], locks: Sequence[str]) -> str:
    """Make `venv`, install the locks into it, stamp it; return the folder with the packages."""
    import subprocess
    from compileall import compile_dir

    print(f"errdex: setting up {venv.name}; this happens once", file=sys.stderr, flush=True)
    site = _site(venv)
    try:
        kept = _kept(venv, root, parts)
        _make(venv, site, keep=_ready(venv, [""]) is not None)
        (venv / "errdex-ready").unlink(missing_ok=True)
        command = [*_pip(venv, site), "--quiet", "--disable-pip-version-check", "--no-input", "--retries", "2"]
        command += ["--require-hashes", "--no-deps"]
        for part in parts:
            command += ["--requirement", str(root / part / "requirements.lock")]
        env = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}  # or pip counts what lies there
        # A pip that outlives a killed set-up may start just when the next one makes the environment anew; its Python is
        # then the system's, where nothing of ours may go.
        env |= {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0" if "--target" in command else "1"}
        env |= {"PYTHONIOENCODING": "utf-8"}
        run = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", env=env)  # noqa: S603
        if run.returncode:
            faults = [line for line in run.stderr.splitlines() if line.startswith("ERROR: ")]
            _fail(
                "the dependencies could not be installed: " + (faults or [f"pip ended with {run.returncode}"])[-1],
                "the first run needs the network, or a mirror in pip's own settings; later ones do not",
            )
        # As pip has done with the packages. Where PYTHONDONTWRITEBYTECODE is set, as in containers, nobody else does,
        # and every build would take 60 ms to compile what it imports, and 30 ms for the templates.
        compile_dir(root / "errdex", quiet=2)
        templates = "from errdex.precompiled import precompile; precompile()"
        subprocess.run([str(_python(venv)), "-c", templates], cwd=root, env=env, capture_output=True)  # noqa: S603
        stamp = venv / "errdex-ready.new"
        stamp.write_text("\n".join([_key(), site.relative_to(venv).as_posix(), *locks, *kept]), encoding="utf-8")
        stamp.replace(venv / "errdex-ready")
    except OSError as error:
        _fail(f"{error.filename or venv}: {error.strerror}", "the first run must be able to write beside build.py")
    return str(site)


def _kept(venv: Path, root: Path, parts: Sequence[str]) -> list[str]:
    """Return the locks of other parts that an environment holds already, and will hold."""
    others = (root / part / "requirements.lock" for part in PARTS if part not in parts)
    locks = (_read(path) for path in others if path.exists())
    return [lock for lock in locks if _ready(venv, [lock])]


def _make(venv: Path, site: Path, *, keep: bool) -> None:
    """Make the environment anew, unless it is to be kept or somebody else made it."""
    import shutil

    ours, config = venv / "errdex-made", venv / "pyvenv.cfg"
    if keep:
        return
    if config.exists() and not ours.exists():
        if not site.is_dir():
            _fail(f"{venv} was made by another Python", "delete it, or activate an environment that has the packages")
        return
    try:
        from venv import EnvBuilder
    except ImportError:
        _fail("this Python has no venv module", "install your system's python3-venv, or another Python")
    config.unlink(missing_ok=True)  # first, so that a half-deleted one is never taken for somebody else's
    if venv.exists():
        shutil.rmtree(venv)
    venv.mkdir()
    ours.touch()
    EnvBuilder(symlinks=os.name != "nt").create(venv)


def _site(venv: Path) -> Path:
    import sysconfig

    return Path(sysconfig.get_path("purelib", "venv", {"base": str(venv)}))


def _python(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if os.name == "nt" else venv / "bin" / "python"


def _pip(venv: Path, site: Path) -> list[str]:
    """Return the command `pip install` that installs into `venv`."""
    import shutil
    import subprocess
    from importlib import import_module

    python = str(_python(venv))
    if (site / "pip").is_dir():
        return [python, "-m", "pip", "install"]
    try:
        version: str = import_module("pip").__version__
    except ImportError:
        pass
    else:
        if _numbers(version) >= (22, 3):  # the first with --python
            return [sys.executable, "-m", "pip", "--python", python, "install"]
        return [sys.executable, "-m", "pip", "install", "--upgrade", "--target", str(site)]
    if subprocess.run([python, "-m", "ensurepip"], capture_output=True).returncode == 0:  # noqa: S603
        return [python, "-m", "pip", "install"]
    command = shutil.which("pip3") or shutil.which("pip")
    if not command:
        _fail("this Python has no pip", "install your system's python3-pip, or run `python3 -m ensurepip`")
    return [command, "--python", python, "install"]


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one process at a time set up; on systems without flock they must take turns by themselves."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    folder = os.open(root, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        _fail(f"{path}: {error.strerror}", "the clone is not complete; `git status` names what is missing")


def _fail(message: str, hint: str) -> NoReturn:
    raise EnvironmentFault(message, hint)
