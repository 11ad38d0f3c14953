"""What is too much: each ends soon, in one clear line, with the right exit code, and nothing is published.

The reader's own limits are in `test_reader_limits.py` and `tests/bad`; these are the ones that a whole build holds.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from errdex.catalog import prose as catalog_prose
from errdex.catalog.order import order_key
from errdex.markup.patience import Overdue, within
from errdex.markup.prose import render_prose
from errdex.readers.code_cell import read_code
from errdex.readers.codes import MAX_CODE
from tests.conftest import Build

TABLE = "| Error code | Message |\n|---|---|\n| 4100 | x |\n\n"

REFUSED = {
    "a NUL byte": (f"{TABLE}a\0b".encode(), "a.md:5: error: control character U+0000"),
    "UTF-16": (TABLE.encode("utf-16"), "a.md:1: error: text in UTF-16"),
    "half of a surrogate pair": (TABLE.encode() + b"\xed\xa0\x80", "a.md:5: error: not UTF-8"),
    "100,000 open tags": ((TABLE + "<b>" * 100_000).encode(), "a.md:1: error: "),
    "100,000 open tags in a cell": (TABLE.replace("x", "<b>" * 100_000).encode(), "a.md:1: error: "),
    "4,000 brackets": ((TABLE + "[" * 4000).encode(), "a.md:5: error: "),
    "lists in lists": (
        (TABLE + "".join("    " * depth + "- x\n" for depth in range(2000))).encode(),
        ": error: ",
    ),
    "links that never end": ((TABLE + "[a](" * 10_000).encode(), "a.md:1: error: more than 3 seconds of work"),
    "a document of 50 MB": (TABLE.encode() + b"y" * 50_000_000, "a.md: error: larger than 16 MiB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_too_much_is_one_error(build: Build, name: str) -> None:
    """The build says what is wrong, once, exits with 1, and publishes nothing."""
    data, message = REFUSED[name]
    result = build({"a.md": data})
    assert result.code == 1
    assert message in result.err
    assert result.err.count(": error: ") == 1
    assert "Traceback" not in result.err
    assert not result.site.exists()


def test_an_empty_document_is_a_page(build: Build) -> None:
    """Nothing is wrong with a document that says nothing."""
    result = build({"a.md": b""})
    assert result.code == 0
    assert "a" in result.page("guides/a.html")


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege")
def test_circles_of_links_and_folders_in_disguise_are_told(build: Build, tmp_path: Path) -> None:
    """A link in a circle, and a folder with the name of a document, are one error each."""
    content = tmp_path / "content"
    (content / "x.md").mkdir(parents=True)
    (content / "a.md").write_text(TABLE)
    (content / "b.md").symlink_to("c.md")
    (content / "c.md").symlink_to("b.md")
    (content / "up").symlink_to("..")
    result = build(content)
    assert result.code == 1
    for place in (
        "b.md: error: this link leads nowhere",
        "c.md: error: ",
        "x.md: error: this is a folder",
        "up: error: ",
    ):
        assert place in result.err


def test_work_ends_when_the_time_is_up() -> None:
    """The alarm rings through code that catches everything an honest error is, and is off afterwards."""

    def stubborn() -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:  # noqa: S112  (what libraries do)
                continue

    with pytest.raises(Overdue), within(0.05):
        stubborn()
    with within(0.01):
        pass
    sum(range(2_000_000))


def test_prose_that_takes_too_long_is_an_error_at_its_document(monkeypatch: pytest.MonkeyPatch) -> None:
    """Markdown that can't be rendered in time leaves no prose, and says where it stands."""
    monkeypatch.setattr(catalog_prose, "PATIENCE", 0.05)
    prose, (fault,) = catalog_prose.render_guarded("[a](" * 10_000, "a.md", 7, render_prose)
    assert prose.html == ""
    assert (fault.level, fault.path, fault.line) == ("error", "a.md", 7)


def test_a_number_without_end_is_no_code_and_still_has_an_order() -> None:
    """Python counts with 4,300 digits at most; a cell or a ledger may hold more."""
    assert read_code("1" * (MAX_CODE + 1)).codes == ()
    assert order_key("1" * 5000) != order_key("2" * 5000)
