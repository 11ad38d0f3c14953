"""The nouns: what is frozen by the type checker alone stays as it was made."""

from __future__ import annotations

from copy import copy
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from inspect import signature
from pathlib import Path
from typing import get_type_hints

import pytest

from errdex import model, pipeline
from errdex.ledger import permalinks
from errdex.loading import Request, load
from errdex.noun import mutable, noun
from errdex.rendering import render
from tests.conftest import ROOT

REQUEST = Request(content=ROOT / "tests" / "golden" / "parcel" / "content", output=Path("none"), today="2026-01-01")


def test_nouns_are_frozen() -> None:
    """To mypy, which every change is held to, each of them is; so an attribute that is set is an error."""
    said = noun.__dataclass_transform__  # type: ignore[attr-defined]  # set by the decorator
    assert {**said, **said["kwargs"]}["frozen_default"] is True  # Python 3.11 has it among the further ones
    nouns = {kind for room in (model, permalinks) for kind in vars(room).values() if is_dataclass(kind)}
    assert len(nouns) > 20
    for kind in nouns:
        assert set(getattr(kind, "__slots__", ())) == {item.name for item in fields(kind)}, kind


def test_nouns_compare_hash_and_show_as_dataclasses_do() -> None:
    """By their fields, and never across classes."""

    @noun
    class Place:
        path: str
        line: int = 0

    @noun
    class Other:
        path: str
        line: int = 0

    @dataclass(frozen=True)
    class Plain:
        path: str
        line: int = 0

    assert Place("a") == Place("a", 0) != Place("a", 1)
    strangers: list[object] = [Other("a"), ("a", 0), None]
    assert Place("a") not in strangers
    assert {Place("a"), Place("a"), Place("b", 1), Place("b", 2)} == {Place("b", 2), Place("b", 1), Place("a")}
    assert hash(Place("a")) == hash(Plain("a"))
    assert repr(Place("a'")) == repr(Plain("a'")).replace("Plain", "Place")
    assert replace(Place("a"), line=3) == Place("a", 3)


def test_nouns_are_made_as_dataclasses_are() -> None:
    """By position or by name, with a default of their own where it is one that can change."""

    @noun
    class Shelf:
        name: str
        books: list[str] = field(default_factory=list)
        height: int = 2

    one, two = Shelf("a"), Shelf(height=3, name="b")
    one.books.append("x")
    assert (one.books, two.books, one.height, two.height) == (["x"], [], 2, 3)
    assert [item.name for item in fields(Shelf)] == [item.name for item in fields(one)] == ["name", "books", "height"]
    assert is_dataclass(Shelf)
    assert asdict(replace(one, name="c")) == {"name": "c", "books": ["x"], "height": 2}
    assert copy(one) == one
    assert get_type_hints(Shelf)["height"] is int
    for wrong in ({}, {"name": "a", "width": 1}):
        with pytest.raises(TypeError):
            Shelf(**wrong)
    with pytest.raises(AttributeError):
        one.width = 1  # type: ignore[attr-defined]  # it has slots


@pytest.mark.parametrize(
    "odd", [{"compare": False}, {"hash": False}, {"repr": False}, {"init": False}, {"kw_only": True}, {"default": 1}]
)
def test_a_field_that_asks_for_more_is_refused(odd: dict[str, bool]) -> None:
    """What a noun would not heed is an error when it is made, not a surprise when two are compared."""
    factory = {} if "default" in odd else {"default_factory": list}

    class Shelf:
        books: list[str] = field(**factory, **odd)  # type: ignore[call-overload]  # as the cases have it

    with pytest.raises(TypeError, match="books: a field of a noun can have a default_factory, and no more"):
        noun(Shelf)


def test_nouns_with_as_many_attributes_keep_their_own_names() -> None:
    """Their `__init__` share code, and neither names nor defaults."""

    @noun
    class Line:
        start: int
        end: int = 2

    @noun
    class Pair:
        left: str = "l"
        right: str = "r"

    assert repr([Line(1), Pair(), Line(end=4, start=3), Pair(right="x")]) == repr(
        [Line(1, 2), Pair("l", "r"), Line(3, 4), Pair("l", "x")]
    )
    assert (Line(1).end, Pair("a").left, Pair("a").right) == (2, "a", "r")
    assert [str(signature(kind)) for kind in (Line, Pair)] == ["(start, end=2)", "(left='l', right='r')"]
    for wrong in ((), (1, 2, 3)):
        with pytest.raises(TypeError, match=r"Line.__init__|__init__\(\)"):
            Line(*wrong)


def test_what_is_mutable_changes_and_has_no_hash() -> None:
    """It is made, compared and shown as a noun is, and may finish itself."""

    @mutable
    class Basket:
        owner: str
        fruit: list[str] = field(default_factory=list)
        label: str = ""

        def __post_init__(self) -> None:
            self.label = self.label or f"of {self.owner}"

    one, other = Basket("a"), Basket("a", label="mine")
    one.fruit.append("x")
    one.owner = "b"
    assert [repr(item).partition("Basket")[2] for item in (one, other)] == [
        "(owner='b', fruit=['x'], label='of a')",
        "(owner='a', fruit=[], label='mine')",
    ]
    assert Basket("a") == Basket("a") != one
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)
    assert replace(other, label="").label == "of a"
    with pytest.raises(AttributeError):
        one.width = 1  # type: ignore[attr-defined]  # it has slots


def test_a_field_behind_a_default_has_one() -> None:
    """As in a dataclass; else a value would go to the wrong name."""

    class Shelf:
        height: int = 2
        name: str

    with pytest.raises(TypeError, match="a field without a default behind one that has one"):
        noun(Shelf)


def test_nobody_changes_a_noun() -> None:
    """No stage of a build changes what it is given, by whatever way the type checker does not see."""
    loaded = load(REQUEST)
    reading = pipeline.read(loaded)
    before = repr(reading)
    compiled, reconciled = pipeline.compile_(reading, loaded, REQUEST)
    assert repr(reading) == before
    before = repr((compiled, reconciled))
    assert pipeline.check(compiled.site, reconciled.ledger)[0]
    assert len(list(render(compiled.site, loaded.theme))) > 20
    assert repr((compiled, reconciled)) == before
