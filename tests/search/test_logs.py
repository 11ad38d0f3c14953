"""Logs of databases and systems: signs, hexadecimal codes and names with numbers, beside labels and alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build_codes, shared_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CODES = ("ORA-00001", "ORA-00942", "-803", "803", "-1012", "0x80004005", "23505", "4100")
READ = """async (text) => {
  const paste = new DataTransfer();
  paste.setData("text/plain", text);
  const field = document.querySelector(".search-input");
  field.dispatchEvent(new ClipboardEvent("paste", { clipboardData: paste, bubbles: true, cancelable: true }));
  while (field.form.ariaBusy != "false") await new Promise((done) => setTimeout(done, 5));
  const texts = (name) => [...document.querySelectorAll(name)].map((element) => element.textContent);
  return [texts(".search-hit .search-code"), texts(".search-near").join(" ")];
}"""


@pytest.fixture(scope="module")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a site with codes of several systems."""
    return build_codes(tmp_path_factory.mktemp("databases"), dict.fromkeys(CODES, "it failed"))


@pytest.fixture(scope="module")
def asked(browser: Browser, databases: Path) -> Iterator[Page]:
    """Open this site once for all logs."""
    with shared_page(browser, databases) as page:
        yield page


@pytest.mark.parametrize(
    ("log", "found"),
    [
        ("ORA-00001: unique\nHRESULT: 0x80004005", ["ORA-00001", "0x80004005"]),
        ("error code 4100\n-1012\ndone", ["4100", "-1012"]),
        ("error code 4100\nread 1012 of 2000\ndone", ["4100"]),
        ("ERROR: duplicate key\nSQL state: 23505\n", ["23505"]),
        ("x\nSQLSTATE=23505\n", ["23505"]),
        ("x\nstate 23505\ncode 4100", ["4100"]),
        ("x\ncode: -803\n", ["-803"]),
        ("x\ncode: 803\n", ["803"]),
        ("x\nSQLCODE=-803, y\n", ["-803"]),
    ],
)
def test_codes_of_other_systems_are_read(asked: Page, log: str, found: list[str]) -> None:
    """A known code with its sign, its `0x` or on a line of its own counts beside one with a label."""
    assert asked.evaluate(READ, log)[0] == found


def test_a_code_of_the_sites_shape_is_named_when_it_is_not_there(asked: Page) -> None:
    """Letters and as many digits as the others have say enough."""
    found, unknown = asked.evaluate(READ, "ORA-00942: no table\nORA-06512: at line 3\nABC-06512")
    assert found == ["ORA-00942"]
    assert "ORA-06512" in unknown
    assert "ABC" not in unknown
