"""The fuzzer's corpus, without the fuzzer: each file once, and cut short."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.properties import check

CORPUS = sorted((Path(__file__).parent / "fuzz" / "corpus").iterdir())


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_the_corpus_holds(path: Path) -> None:
    """What must hold of any bytes holds of these, and of their halves."""
    data = path.read_bytes()
    for end in (len(data), len(data) // 2, len(data) // 3):
        check(data[:end])
