"""The floor: a good library with pairs of letters, which our own engine must leave well behind to be worth having."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.search.queries import read_queries

SCRIPTS = ROOT / "templates" / "assets" / "js"
FLOOR = Path(__file__).with_name("floor.js")


def test_our_engine_stands_above_the_floor(site: Path) -> None:
    """MiniSearch with pairs, prefixes and typos misses many times as many of our queries as we do."""
    node = shutil.which("node")
    if not node or not (ROOT / "tests" / "node_modules" / "minisearch").exists():
        pytest.skip("node and npm's minisearch are not installed: npm ci in tests/")
    queries = [query for query in read_queries("ja") if "\n" not in query.text]
    engine = [*sorted(SCRIPTS.glob("search-*.js")), *sorted(SCRIPTS.glob("reader-*.js"))]
    given = {
        "root": (site / "search" / "ja.js").read_text(encoding="utf-8"),
        "engine": [path.read_text(encoding="utf-8") for path in engine],
        "texts": [query.text for query in queries],
    }
    done = subprocess.run([node, str(FLOOR)], input=json.dumps(given).encode(), capture_output=True, check=True)
    answers = list(zip(queries, json.loads(done.stdout), strict=True))
    theirs, ours = (sum(query.accepts(found[side]) for query, found in answers) / len(answers) for side in (0, 1))
    print(f"\nMiniSearch with pairs {theirs:.3f}, ours {ours:.3f}")
    assert 0.5 < theirs < 0.9, "the floor is to be a serious one"
    assert 1 - ours <= (1 - theirs) / 5
