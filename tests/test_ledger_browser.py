"""Former addresses in a browser: they lead on without JavaScript, at any mount and from disk, and Back works."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from errdex import cli

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROWS = "| code | message | solution |\n|---|---|---|\n| {code} | Denied | [Sign](https://example.org/) again |\n"
Serve = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Publish a code in two languages, rename it, publish again; return the folder of the site's parent."""
    folder = tmp_path_factory.mktemp("renamed")
    content, site = folder / "content", folder / "docs" / "errors"
    places = ["--content", str(content), "-o", str(site), "-q"]
    content.mkdir()
    (content / "site.toml").write_text('language = "en"\nlanguages = ["en", "ja"]\n', encoding="utf-8")
    site.parent.mkdir()
    for code in ("4100", "4200"):
        for tag in ("en", "ja"):
            (content / tag).mkdir(exist_ok=True)
            (content / tag / "errors.md").write_text(ROWS.format(code=code), encoding="utf-8")
        if code == "4200":
            assert cli.main(["rename", "4100", "4200", *places]) == 0
        assert cli.main(["build", *places]) == 0
    return folder


@contextmanager
def mounted(where: str, folder: Path, serve: Serve) -> Iterator[str]:
    """Give the address of the site, with its final slash: at a host's root, below a path, or on the disk."""
    site = folder / "docs" / "errors"
    if where == "disk":
        yield f"{site.as_uri()}/"
    else:
        with serve(site if where == "root" else folder) as url:
            yield url if where == "root" else f"{url}docs/errors/"


@pytest.mark.parametrize("where", ["root", "path", "disk"])
@pytest.mark.parametrize("folder", ["", "ja/"])
def test_old_address_leads_to_the_new_page_without_script(
    where: str, folder: str, renamed: Path, serve: Serve, browser: Browser
) -> None:
    """Who follows an old link lands on the new page in the same language, and Back leads to where they came from."""
    with mounted(where, renamed, serve) as url:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{url}{folder}index.html")
        before = page.url
        page.goto(f"{url}{folder}codes/4100.html")
        page.wait_for_url(f"{url}{folder}codes/4200.html")
        assert "4200" in page.inner_text("h1")
        page.go_back()
        assert page.url == before
        context.close()


def test_old_address_is_linked_from_the_new_page(renamed: Path) -> None:
    """Nothing that was published is an orphan."""
    site = renamed / "docs" / "errors"
    assert 'href="../codes/4100.html"' in (site / "codes" / "4200.html").read_text(encoding="utf-8")
    assert cli.main(["check", "--content", str(renamed / "content"), "-o", str(site), "-q"]) == 0


def test_moved_site_is_whole(renamed: Path, tmp_path: Path) -> None:
    """A site that is copied elsewhere has all its links still, for they are relative."""
    shutil.copytree(renamed / "docs" / "errors", tmp_path / "elsewhere")
    assert cli.main(["check", "--content", str(renamed / "content"), "-o", str(tmp_path / "elsewhere"), "-q"]) == 0
