"""The tests' front door: `python3 tests` sets up what they need, a browser included, and runs them all.

    python3 tests                     everything
    python3 tests -k search -x        any arguments of pytest
    python3 tests --long              the long forms too: more rounds of fault injection, fuzzing, the full matrix

Set-up happens once and speaks on stderr: Python packages into `.venv` (see `errdex/bootstrap.py`), a browser (see
`browser.py`), and where there is npm, `package.json` into `tests/node_modules`. Tests that need what a machine does
not have are skipped by name.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent


def main(arguments: "list[str]") -> int:
    """Set up, run pytest in the Python that has the packages, and return its exit code."""
    if sys.version_info < (3, 11):  # noqa: UP036  (an older one gets this far, and no further)
        sys.stderr.write("error: errdex needs Python 3.11 or newer\n")
        return 3
    sys.path[0] = str(ROOT)  # instead of this folder, whose modules belong to the package `tests`
    from errdex import bootstrap
    from errdex.diagnostics import EnvironmentFault

    python = bootstrap.provide(bootstrap.BUILD_AND_TESTS)
    from tests import browser

    try:
        provide_npm_packages()
        executable = browser.provide(python)
    except EnvironmentFault as fault:
        print(f"error: {fault.message}\nhint: {fault.hint}", file=sys.stderr)
        return fault.exit_code
    except KeyboardInterrupt:
        return 130
    command = [python, "-m", "pytest", "--rootdir", str(ROOT), *arguments]
    places = (Path(argument.split("::")[0]).resolve() for argument in arguments)
    if not any(place.exists() and place.is_relative_to(TESTS) for place in places):
        command.append(str(TESTS))
    try:
        return subprocess.run(command, env={**os.environ, "ERRDEX_BROWSER": executable}).returncode
    except KeyboardInterrupt:
        return 130


def provide_npm_packages() -> None:
    """Install `tests/package-lock.json` where there is npm, unless that is done already."""
    from errdex.diagnostics import EnvironmentFault

    npm, lock, stamp = shutil.which("npm"), TESTS / "package-lock.json", TESTS / "node_modules" / ".errdex-ready"
    if not npm or (stamp.exists() and stamp.read_bytes() == lock.read_bytes()):
        return
    print("errdex: setting up tests/node_modules", file=sys.stderr, flush=True)
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    run = subprocess.run([npm, "ci", *options], cwd=TESTS, capture_output=True, text=True)
    if run.returncode:
        last = [line for line in run.stderr.splitlines() if "error" in line.lower()][:1] or [f"exit {run.returncode}"]
        raise EnvironmentFault(f"npm ci in tests: {last[0]}", "the first run needs the network; later ones do not")
    stamp.write_bytes(lock.read_bytes())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
