"""The fuzzer's corpus, without the fuzzer: each file once, and cut short; and a while of our own fuzzing."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.driver import CORPUS, drive
from tests.fuzz.properties import check


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_the_corpus_holds(path: Path) -> None:
    """What must hold of any bytes holds of these, and of their halves."""
    data = path.read_bytes()
    for end in (len(data), len(data) // 2, len(data) // 3):
        check(data[:end])


def test_what_is_made_of_the_corpus_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, long_run: bool) -> None:
    """What must hold of any bytes holds of hundreds of documents that nobody would write; with --long of thousands."""
    monkeypatch.chdir(tmp_path)
    runs = 20_000 if long_run else 500
    assert drive(runs, seed=4100) == runs
