"""Logs of databases and systems: signs, hexadecimal codes and names with numbers, beside labels and alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import build_codes, shared_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CODES = ("ORA-00001", "ORA-00942", "-803", "803", "-1012", "0x80004005", "23505", "4100", "550", "5.7.1", "3.11")
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


@pytest.mark.parametrize(
    ("log", "found"),
    [
        ("x\n550 5.7.1 Unable to relay\n", ["550", "5.7.1"]),
        ("x\n550-5.7.1 first line\n550 5.7.1 last line\n", ["5.7.1", "550"]),
        ("x\ndsn=5.7.1, status=bounced\n", ["5.7.1"]),
        ("x\nSMTP error 550 5.7.1 Relay\n", ["550", "5.7.1"]),
        ("x\nerror code 5.7.1\n", ["5.7.1"]),
        ("x\nerror code 3.11\n", ["3.11"]),
        ("x\nPython 3.11 said\n", []),
        ("x\nMySQL 5.7.1-log, mysql-5.7.1, v5.7.1, version 5.7.1\n", []),
        ("x\nfrom 10.5.7.1 to 5.7.1.2\n", []),
        ("x\nPython 3.12, 5.7.2, 10.0.0.1\n", []),
    ],
)
def test_a_code_with_points_counts_where_it_is_one(asked: Page, log: str, found: list[str]) -> None:
    """As written, and no part of a longer number; versions and addresses are neither found nor named as unknown."""
    assert asked.evaluate(READ, log) == [found, ""]


def test_a_code_of_the_sites_shape_is_named_when_it_is_not_there(asked: Page) -> None:
    """Letters and as many digits as the others have say enough."""
    found, unknown = asked.evaluate(READ, "ORA-00942: no table\nORA-06512: at line 3\nABC-06512")
    assert found == ["ORA-00942"]
    assert "ORA-06512" in unknown
    assert "ABC" not in unknown
