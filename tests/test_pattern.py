"""Regular expressions that are compiled late are as good as those that are compiled at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module

import pytest

from errdex.pattern import _Pattern, pattern
from tests.test_architecture import MODULES


def late_patterns() -> Iterator[tuple[str, _Pattern]]:
    """Yield every pattern of the house that is compiled late, with its module's name."""
    for module in MODULES:
        for value in vars(import_module(f"errdex.{module.name}")).values():
            found = value if isinstance(value, tuple) else (value,)
            yield from ((module.name, item) for item in found if isinstance(item, _Pattern))


def test_all_can_be_compiled() -> None:
    """A fault in one that is seldom needed shows here, and not in somebody's build."""
    found = list(late_patterns())
    assert len(found) > 80
    for name, item in found:
        assert re.compile(item.pattern, item.flags), name


def test_does_what_a_compiled_one_does() -> None:
    """Each method answers as that of `re`, the second time too."""
    late, made = pattern("(A)|b", re.IGNORECASE), re.compile("(A)|b", re.IGNORECASE)
    for _ in range(2):
        assert late.findall("aBc") == made.findall("aBc") == ["a", ""]
        assert late.sub("-", "abc", count=1) == made.sub("-", "abc", count=1) == "-bc"
        assert late.search("cab", 2) is not None
        assert late.fullmatch("ab") is None
        assert late.split("xby") == made.split("xby")
    assert late.groups == 1


def test_is_compiled_when_it_is_asked() -> None:
    """A pattern that is none is found out at its first use."""
    late = pattern("(")
    with pytest.raises(re.error):
        late.search("")
