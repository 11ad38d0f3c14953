r"""What the tests share: a browser, our own site, a server like a static host, and `build.py` as run by hand.

A test that builds reads like this:

    def test_a_row_without_a_code_is_an_error(build):
        result = build({"errors.md": "| code | message |\n|---|---|\n| | lost |\n"})
        assert result.code == 1
        assert "errors.md:3: error:" in result.err

Nothing here reaches beyond this machine.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from hypothesis import HealthCheck, settings

from errdex import cli
from tests.host import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

ROOT = Path(__file__).resolve().parent.parent
BROWSER_FLAGS = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")  # no test asserts a time: the machine may be busy


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add this project's flags to pytest's."""
    parser.addoption("--long", action="store_true", help="run the long forms of the tests too")
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden anew instead of comparing")


def pytest_configure(config: pytest.Config) -> None:
    """Declare the marker `long`."""
    config.addinivalue_line("markers", "long: runs only with --long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked `long` unless it was asked for."""
    if not config.getoption("--long"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="runs only with --long"))


@pytest.fixture(scope="session")
def long_run(pytestconfig: pytest.Config) -> bool:
    """Tell whether the long forms were asked for, for tests that scale by it."""
    return bool(pytestconfig.getoption("--long"))


# ---------------------------------------------------------------- building


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left behind."""

    code: int
    out: str
    err: str
    site: Path
    """The output folder, whether it was made or not."""
    content: Path

    def page(self, path: str) -> str:
        """Return a file of the site as text."""
        return (self.site / path).read_text(encoding="utf-8")


class Build(Protocol):
    """Runs a command of errdex on files, or on a folder that is there."""

    def __call__(
        self,
        content: Mapping[str, str | bytes] | Path,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        command: str = "build",
    ) -> Result:
        """Write the files into a fresh folder (a path: use it as it is), run the command, return what it said."""
        ...


def run_build(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `build.py` with this Python, from the clone's folder; its output comes as UTF-8 text."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    command = [sys.executable, str(ROOT / "build.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, cwd=ROOT, timeout=300)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Run a command in this process; content and site lie in the test's own folder."""

    def run(
        content: Mapping[str, str | bytes] | Path,
        *arguments: str,
        env: Mapping[str, str] | None = None,
        command: str = "build",
    ) -> Result:
        folder = content if isinstance(content, Path) else write_files(tmp_path / "content", content)
        site = tmp_path / "site"
        output = ("-o", str(site)) if command == "build" else ()
        with (
            pytest.MonkeyPatch.context() as patch,
            redirect_stdout(StringIO()) as out,
            redirect_stderr(StringIO()) as err,
        ):
            for name, value in (env or {}).items():
                patch.setenv(name, value)
            code = cli.main([command, "--content", str(folder), *output, *arguments])
        return Result(code, out.getvalue(), err.getvalue(), site, folder)

    return run


def write_files(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write the files, by their paths below `folder`, and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return folder


def read_files(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, by its path."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def build_site(folder: Path, files: Mapping[str, str | bytes], *arguments: str) -> Path:
    """Build a site of these files below `folder`; return the folder of the site."""
    content = write_files(folder / "content", files)
    done = run_build("build", "--content", str(content), "-o", str(folder / "site"), *arguments)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def build_codes(folder: Path, messages: Mapping[str, str]) -> Path:
    """Build a site of one error table, code -> message, below `folder`; return the folder of the site."""
    rows = [f"| {code} | {message} |" for code, message in messages.items()]
    table = "\n".join(["# Errors", "", "| Error code | Message |", "|---|---|", *rows, ""])
    return build_site(folder, {"errors.md": table})


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this repository's own content once; tests may read it, not change it."""
    folder = tmp_path_factory.mktemp("own") / "site"
    done = run_build("build", "--content", str(ROOT / "content"), "-o", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


# ---------------------------------------------------------------- serving and looking


@pytest.fixture
def serve() -> Callable[[Path], AbstractContextManager[str]]:
    """Return the server, to be opened by `with` and a folder."""
    return serving


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Serve this repository's own site for the whole run."""
    with serving(site) as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser, once, shut off from the network but for this machine."""
    from playwright.sync_api import sync_playwright

    from tests import browser as finder

    executable = finder.provide(sys.executable)
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*BROWSER_FLAGS, *(["--no-sandbox"] if root else [])]  # Chromium's sandbox refuses root
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=executable, args=flags)
        yield launched
        launched.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser context of the test's own, in Japanese."""
    opened = browser.new_context(locale="ja-JP")
    yield opened
    opened.close()


@contextmanager
def watched_page(context: BrowserContext) -> Iterator[Page]:
    """Open a page that fails the test at a script error or a breach of the CSP."""
    faults: list[str] = []
    opened = context.new_page()
    opened.on("pageerror", lambda error: faults.append(str(error)))
    opened.on("console", lambda line: faults.append(line.text) if "Content Security Policy" in line.text else None)
    yield opened
    assert not faults, faults


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Open a page that is watched."""
    with watched_page(context) as opened:
        yield opened


@contextmanager
def shared_page(browser: Browser, site: Path) -> Iterator[Page]:
    """Open the index of a site from disk, watched, for tests that ask it one thing after the other."""
    context = browser.new_context(locale="ja-JP")
    with watched_page(context) as opened:
        opened.goto((site / "index.html").as_uri())
        yield opened
    context.close()
