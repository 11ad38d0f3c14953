"""The style sheets: each class that a rule names is given to something, each custom property is used."""

from __future__ import annotations

import re

from pygments.token import STANDARD_TYPES

from tests.conftest import ROOT

SHEETS = "\n".join(
    re.sub(r'/\*.*?\*/|"[^"]*"', "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    for path in sorted((ROOT / "templates" / "assets" / "css").glob("*.css"))
)
SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for folder, pattern in (("templates", "*.html"), ("templates", "*.js"), ("errdex", "*.py"))
    for path in sorted((ROOT / folder).rglob(pattern))
)
WRITTEN = {"attention", *STANDARD_TYPES.values()}
"""Classes that python-markdown and Pygments give: kinds of call-outs as writers name them, and the words of code."""


def test_every_class_is_used() -> None:
    """A rule for what no page has is taken out; scripts and templates put some classes together from two words."""
    classes = {name for rule in re.findall(r"([^{};]+)\{", SHEETS) for name in re.findall(r"\.([a-z][\w-]*)", rule)}
    assert len(classes) > 100
    words = {*re.findall(r"[\w-]+", SOURCES), *WRITTEN}
    joined = {f"{first}-{second}" for first in ("search", "retry") for second in re.findall(r'"([a-z-]+)"', SOURCES)}
    assert classes <= words | joined


def test_every_custom_property_is_used() -> None:
    """None of ours stands there for nothing."""
    named = set(re.findall(r"(--[\w-]+)\s*:", SHEETS))
    assert len(named) > 20
    assert named <= set(re.findall(r"var\((--[\w-]+)", SHEETS))
