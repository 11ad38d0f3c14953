"""What holds of any query at all, asked of the engine itself in Node: no text breaks it, and a code is always found."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errdex.renderers.search import render
from tests.conftest import ROOT
from tests.pages import built_in_theme
from tests.sample_site import sample_codes, sample_site
from tests.search.twins import LETTERS, PIECES

FOLDER = ROOT / "templates/assets/js"
SCRIPTS = "".join(path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("[rs]e*r*-*.js")))
PROGRAM = """
const search = {};
let root;
globalThis.errdex = Object.assign((name, value) => { root = value; }, { search });
%s
(async () => {
  const { createInterface } = require("readline"), calls = {
    query: async (index, text) => {
      const { results, unknown, success } = await search.query(index, text, async () => search);
      return { codes: results.map(({ row }) => row.code), unknown, success: success || false };
    },
    codes: async (index, text) => {
      const { known, unknown, lines } = await search.findCodes(index, text);
      return [...known, ...unknown].map(({ line, start, end, text }) => [lines[line].slice(start, end), text]);
    },
    tokens: (index, text) => [...search.queryTokens(text, index)],
    split: (index, text, words) => search.split(text, words, index.fold),
    edits: (index, wanted, text, whole) => search.edits(wanted, text, whole),
  };
  let index;
  for await (const line of createInterface({ input: process.stdin })) {
    const [call, ...values] = JSON.parse(line);
    let answer;
    if (call == "index") {
      eval(values[0]);
      index = new search.Index(root);
      await index.build();
    } else answer = await calls[call](index, ...values);
    console.log(JSON.stringify(answer ?? null));
  }
})();
"""
"""Answers a line of JSON, `[call, values …]`, with a line of JSON."""

Ask = Callable[..., Any]
NOISE = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8), st.text(LETTERS, max_size=6)), max_size=8).map(
    "".join
)
"""Texts of all scripts, real and not."""
ABC = st.text("abc", max_size=6)
CODES = tuple(code.code for code in sample_codes())
SAID = (
    "{}",
    " {}\t",
    "#{}",
    "({})",
    "[{}]",
    "{}.",
    "{}:",
    "code {}",
    "Error code: {}",
    "エラーコード{}",
    "错误码：{}",
    '{{"code": "{}", "message": "x"}}',
    '{{"code":{}}}',
)


HOSTILE = ("a{a} 1", "b{b} x", "1{?q=} ", "1,2{.}", "E{0}x", "4100{ }.4101", "{E9999 }", "{code: 9999 }")
"""Texts that are long by what stands in braces, for which a careless expression takes the square of their length."""


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Start the engine on the sample site's index; a text that breaks it ends it, and fails the test."""
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed")
    (script,) = (item.data for item in render(sample_site(), built_in_theme()) if item.path == "search/ja.js")
    with subprocess.Popen([node, "-e", PROGRAM % SCRIPTS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:

        def call(*values: object) -> Any:  # noqa: ANN401  # JSON
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(values).encode() + b"\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        call("index", script.decode())
        yield call
        process.kill()


@given(NOISE)
@settings(max_examples=400, deadline=None)
def test_any_text_can_be_asked(ask: Ask, text: str) -> None:
    """Whatever is typed or pasted: an answer, of rows that there are, each once."""
    answer = ask("query", text)
    assert set(answer["codes"]) <= {*CODES, "1001"}
    assert len(answer["codes"]) == len(set(answer["codes"]))
    assert all(read == shown for read, shown in ask("codes", text))


@pytest.mark.parametrize("code", CODES)
@given(st.sampled_from(SAID), st.booleans(), st.booleans())
@settings(deadline=None)
def test_a_code_comes_first_in_whatever_dress(ask: Ask, code: str, said: str, wide: bool, upper: bool) -> None:
    """Width, case, brackets and the words around it make no difference to a code that is there."""
    text = said.format(code.upper() if upper else code)
    if wide:
        text = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() and c.isascii() else c for c in text)
    found = ask("query", text)["codes"]
    assert found[:1] == [code], text
    assert len(found) == len(set(found))


@given(NOISE)
@settings(max_examples=300, deadline=None)
def test_tokens_of_a_query_weigh_something(ask: Ask, text: str) -> None:
    """Each stands there once, is not empty, and has a weight above nothing and below twice a word's."""
    tokens = ask("tokens", text)
    assert len({token for token, _ in tokens}) == len(tokens)
    assert all(token and 0 < weight <= 1.3 for token, weight in tokens)


@given(NOISE, st.lists(st.one_of(st.text(LETTERS, max_size=3), st.just("")), max_size=4))
@settings(max_examples=300, deadline=None)
def test_a_text_with_marks_is_the_text(ask: Ask, text: str, words: list[str]) -> None:
    """What is shown with the words marked is the text itself, letter by letter."""
    parts = ask("split", text, words)
    assert "".join(parts) == text
    assert all(parts[1:])


@given(ABC, st.lists(st.text("abc", max_size=3), max_size=3))
@settings(max_examples=300, deadline=None)
def test_all_places_of_a_word_are_marked(ask: Ask, text: str, words: list[str]) -> None:
    """Every second part is where words stand, one over the other or side by side, and nothing else is."""
    places = {
        at
        for word in filter(None, words)
        for start in range(len(text))
        if text.startswith(word, start)
        for at in range(start, start + len(word))
    }
    parts = ask("split", text, words)
    marked = [number % 2 for number, part in enumerate(parts) for _ in part]
    assert marked == [at in places for at in range(len(text))]


@given(ABC, ABC)
@settings(max_examples=300, deadline=None)
def test_edits_are_the_fewest(ask: Ask, wanted: str, text: str) -> None:
    """As many as a slow and plain count finds; of a part of a text, as of its best part."""
    assert ask("edits", wanted, text, True) == count_edits(wanted, text)
    pieces = {text[start:end] for start in range(len(text) + 1) for end in range(start, len(text) + 1)}
    assert ask("edits", wanted, text, False) == min(count_edits(wanted, piece) for piece in pieces)


@cache
def count_edits(one: str, two: str) -> int:
    """Return the fewest insertions, deletions, changes and swaps of neighbours, no letter touched twice by a swap."""
    if not one or not two:
        return len(one) + len(two)
    counts = [
        count_edits(one[1:], two) + 1,
        count_edits(one, two[1:]) + 1,
        count_edits(one[1:], two[1:]) + (one[0] != two[0]),
    ]
    if one[:2] == two[1::-1] and len(one) > 1 and len(two) > 1:
        counts.append(count_edits(one[2:], two[2:]) + 1)
    return min(counts)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_query_is_read_to_its_600th_character(ask: Ask, text: str) -> None:
    """A link may ask anything; what a careless expression would take hours for is not looked at."""
    before, rest = text.split("{")
    more, after = rest.split("}")
    long = before + more * (1_000_000 // len(more)) + after
    assert ask("query", long) == ask("query", long[:600])
