"""Python makes the index and JavaScript asks it: both must cut a text into the same tokens."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT
from tests.search.twins import JAVASCRIPT, fold_pairs, make_texts, python_side

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDER = ROOT / "templates" / "assets" / "js"
DEFINE = "globalThis.errdex = Object.assign(() => {}, { search: {} });\n"
SCRIPT = "\n".join(
    (FOLDER / name).read_text(encoding="utf-8") for name in ("search-text.js", "search-index.js", "leaves-index.js")
)
TEXTS = make_texts(3000)


def differences(language: str, other: list[list[object]]) -> list[str]:
    """Return the texts on which the two sides differ."""
    mine = python_side(TEXTS, language)
    assert len(mine) == len(other) == len(TEXTS)
    return [f"{text!r}: {a} {b}" for text, a, b in zip(TEXTS, mine, other, strict=True) if a != b]


@pytest.mark.parametrize("language", ["ja", "zh-Hans"])
def test_node_cuts_texts_as_python_does(language: str) -> None:
    """Normal form, key, tokens and leaves of thousands of texts are the same on both sides."""
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed")
    call = f"JSON.stringify(({JAVASCRIPT})(input.texts, input.pairs))"
    program = f"{DEFINE}{SCRIPT}\nconst input = JSON.parse(require('fs').readFileSync(0));"
    given = json.dumps({"texts": TEXTS, "pairs": fold_pairs(language)})
    done = subprocess.run(
        [node, "-e", f"{program}\nprocess.stdout.write({call})"], input=given.encode(), capture_output=True, check=True
    )
    assert not differences(language, json.loads(done.stdout))[:5]


@pytest.mark.parametrize("language", ["ja", "zh-Hans"])
def test_the_browser_cuts_texts_as_python_does(page: Page, tmp_path: Path, language: str) -> None:
    """The same holds in the browser, whose Unicode tables are its own."""
    (tmp_path / "define.js").write_text(DEFINE, encoding="utf-8")
    (tmp_path / "index.html").write_text("<!doctype html><meta charset=utf-8><script src=define.js></script>")
    page.goto((tmp_path / "index.html").as_uri())
    page.add_script_tag(content=SCRIPT)
    given = [TEXTS, fold_pairs(language)]
    assert not differences(language, page.evaluate(f"([texts, pairs]) => ({JAVASCRIPT})(texts, pairs)", given))[:5]
