"""Pages of HTML beside the documents: told where they hold errors that nobody reads, and no word of others."""

from __future__ import annotations

import pytest

from errdex import pipeline
from tests.conftest import Build

DOCUMENT = "# Errors\n\n| Error code | Message |\n|---|---|\n| 4100 | Denied |\n"
PAGE = """<!DOCTYPE html>
<html><head><title>Codes</title></head><body>

    <h2>Errors</h2>

        <table>
            <tr><th>Error code</th><th>Message</th></tr>
            <tr><td>4200</td><td>Gone</td></tr>
        </table>
</body></html>
"""
SAID = "error tables are not read from pages of HTML: "


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({"old.html": PAGE}, "old.html"),
        ({"old.html": PAGE, "sms/b.HTM": PAGE, "a.htm": PAGE, "c.html": PAGE}, "a.htm, c.html, old.html and 1 more"),
        ({"old.html": PAGE, "errors.md": f"{DOCUMENT}\n[old](old.html)\n"}, ""),
        ({"old.html": PAGE.replace("Error code", "City")}, ""),
        ({"old.html": PAGE.replace("4200", "none")}, ""),
        ({"old.html": PAGE.replace("<body>", "<body><pre>").replace("</body>", "</pre></body>")}, ""),
        ({"old.html": PAGE.replace("Error code", "Mine"), "site.toml": '[columns]\ncode = ["Mine"]\n'}, "old.html"),
        ({"old.html": PAGE.encode("utf-8-sig")}, "old.html"),
        ({"old.html": b"\xff<table"}, ""),
    ],
)
def test_pages_that_hold_errors_are_named_once(build: Build, files: dict[str, str | bytes], said: str) -> None:
    """Those that no document links, by the header words of the site; the build goes on."""
    result = build({"site.toml": 'language = "en"\n', "errors.md": DOCUMENT, **files})
    assert result.code == 0
    assert result.err.count(SAID) == bool(said)
    assert f"{SAID}{said}\n" in result.err or not said


def test_a_folder_of_many_pages_is_not_read_through(build: Build, monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that another generator has built beside the documents would cost more than all else."""
    monkeypatch.setattr(pipeline, "MOST_PAGES", 2)
    pages = {f"old/{number}.html": PAGE for number in range(5)}
    result = build({"site.toml": 'language = "en"\n', "errors.md": DOCUMENT, **pages})
    assert f"{SAID}old/0.html, old/1.html\n" in result.err
