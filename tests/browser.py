"""Finds the Chromium that the browser tests drive, and brings one where there is none.

In this order: the one that the environment variable `ERRDEX_BROWSER` names, Playwright's own, the system's, Debian's
package (as root), Playwright's download.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from errdex.diagnostics import EnvironmentFault

COMMANDS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge")
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
DEBIAN_PACKAGES = ("chromium", "libatomic1", "fonts-noto-cjk")
"""Debian's Chromium needs libatomic without saying so; without the fonts, Japanese is boxes."""
PLAYWRIGHTS_OWN = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""


def provide(python: str) -> str:
    """Return the path of a browser, installing one where there is none; `python` is one that has Playwright."""
    if given := os.environ.get("ERRDEX_BROWSER"):
        if found := shutil.which(given):
            return found
        raise EnvironmentFault(f"ERRDEX_BROWSER: {given} can't be run", "name the executable of a Chromium")
    found = find(python)
    if not found:
        print("errdex: setting up a browser for the tests", file=sys.stderr, flush=True)
        if os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get"):
            _run("apt-get", "update", "-qq")
            _run("apt-get", "install", "-qq", "-y", "--no-install-recommends", *DEBIAN_PACKAGES)
            found = find(python)
    if not found:
        _run(python, "-m", "playwright", "install", "chromium")
        found = find(python)
    if not found:
        raise EnvironmentFault(
            "the tests need a browser, and none could be found or downloaded",
            "install Chromium or Chrome, or name one: ERRDEX_BROWSER=/path/to/chrome python3 tests",
        )
    return found


def find(python: str) -> str | None:
    """Return the path of a browser that is there, Playwright's own before the system's."""
    run = subprocess.run([python, "-c", PLAYWRIGHTS_OWN], capture_output=True, text=True)
    own = Path(run.stdout.strip() or "nowhere")
    if own.is_file():
        return str(own)
    return next((path for path in map(shutil.which, (*COMMANDS, *PLACES)) if path), None)


def _run(*command: str) -> None:
    """Run a step of the set-up; whether it helped is seen by looking for the browser again."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(command, stdout=sys.stderr, env=environment, check=False)
