"""What the search finds, in Chromium, asked as a reader asks: the queries of our own set, on our own site from disk."""

from __future__ import annotations

import gzip
import statistics
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.search.queries import Query, describe, read_queries

if TYPE_CHECKING:
    from playwright.sync_api import Page

FOLDERS = {"ja": "", "en": "en/", "zh-Hans": "zh-Hans/", "ko": "ko/"}
LEAST = {"ja": 0.98, "en": 0.95, "zh-Hans": 0.95, "ko": 0.95}
LEAST_HELD_OUT = 0.9

ASK = """async (text) => {
  const form = document.querySelector("[data-search]"), input = form.elements.q, start = performance.now();
  if (text.includes("\\n")) {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  } else {
    input.value = text;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
  while (form.ariaBusy != "false") await new Promise((done) => setTimeout(done));
  const list = form.querySelector("[role=listbox]"), panel = form.querySelector(".search-panel");
  const codes = [...list.querySelectorAll(".search-code")].map((element) => element.textContent);
  return [panel.hidden || list.hidden ? [] : codes, performance.now() - start];
}"""
"""Types or pastes a text into the box; gives the codes in the list and the milliseconds until they were there."""


def ask_all(page: Page, site: Path, language: str, queries: Sequence[Query]) -> list[list[str]]:
    """Ask all queries on the language's front page; print how long it took and what was loaded."""
    page.goto((site / FOLDERS[language] / "index.html").as_uri())
    answers = [page.evaluate(ASK, query.text) for query in queries]
    times = sorted(time for _codes, time in answers[1:])
    loaded = [*site.glob("assets/search-*.js"), site / "search" / f"{language}.js"]
    size = sum(len(gzip.compress(path.read_bytes(), 9)) for path in loaded)
    print(
        f"\n{language}: p50 {statistics.median(times):.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms, {size} bytes"
    )
    return [codes for codes, _time in answers]


@pytest.mark.parametrize("language", FOLDERS)
def test_what_readers_ask_for_comes_first(page: Page, site: Path, language: str) -> None:
    """The right code is first (or among three, or the set, or nothing) for nearly all queries, held out ones too."""
    queries = read_queries(language)
    answers = list(zip(queries, ask_all(page, site, language, queries), strict=True))
    for held_out, least in ((False, LEAST[language]), (True, LEAST_HELD_OUT)):
        part = [(query, found) for query, found in answers if query.held_out is held_out]
        print(f"held out\n{describe(part)}" if held_out else describe(part))
        missed = [(query.text, query.codes, found[:5]) for query, found in part if not query.accepts(found)]
        shown = f"{len(missed)} held out queries missed" if held_out else f"missed: {missed}"
        assert 1 - len(missed) / len(part) >= least, shown


def test_the_set_is_large_enough() -> None:
    """There are at least 150 queries in Japanese, a third of them held out, and some in each other language."""
    sizes = {language: len(read_queries(language)) for language in FOLDERS}
    assert sizes["ja"] >= 150
    assert min(sizes.values()) >= 40
    assert abs(sum(query.held_out for query in read_queries("ja")) - sizes["ja"] / 3) < 1
