"""The documents speak of what is there, and of all of it."""

from __future__ import annotations

import argparse
import re
from importlib import import_module

from errdex import config
from errdex.commands import COMMANDS
from errdex.renderers import OUTPUTS
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
OTHER_PROGRAMS = frozenset({"--hugo"})
"""Flags in the README that are not those of `build.py`."""


def flags_of(command: str) -> set[str]:
    """Return the flags that a command takes, in all their spellings."""
    parser = argparse.ArgumentParser()
    import_module(f"errdex.commands.{command}").add_flags(parser)
    return {flag for action in parser._actions for flag in action.option_strings} - {"-h"}


def words_of(text: str) -> set[str]:
    """Return what a text puts into backticks, word by word; placeholders fall away."""
    return {word for span in re.findall(r"`([^`\n]+)`", text) for word in span.split()}


def test_the_readme_documents_every_command() -> None:
    """Each command has its row in the README, and no row speaks of a command that is gone."""
    rows = re.findall(
        r"^\| `([a-z]+)[^`]*`.* \|", README.partition("| `python3 build.py …` |")[2].split("\n\n")[0], re.M
    )
    assert rows == [name for name, _ in COMMANDS]


def test_the_readme_documents_every_flag() -> None:
    """A flag without a word in the README fails, and so does a word without a flag."""
    known = {flag for name, _ in COMMANDS for flag in flags_of(name)} | {"--version"}
    assert len(known) > 10
    written = {word for word in words_of(README) if re.fullmatch(r"--?[a-z][a-z-]*", word.rstrip(","))}
    assert known - written == set()
    assert written - known - OTHER_PROGRAMS == set()


def test_the_readme_documents_each_flag_under_its_command() -> None:
    """The table of a command names its own flags."""
    common = set.intersection(*(flags_of(name) for name, _ in COMMANDS))
    for name, _ in COMMANDS:
        table = README.partition(f"| flag of `{name}` | means |")[2].split("\n\n")[0]
        assert words_of(table) & flags_of(name) == flags_of(name) - common, name


def test_the_readme_documents_every_setting() -> None:
    """Each key of site.toml has its row, each output its name, and no row speaks of a key that is gone."""
    table = README.partition("| key | means |")[2].split("\n\n")[0]
    rows = [re.findall(r"`(\w+)`", row.split("|")[1]) for row in table.splitlines()[2:]]
    assert sorted(key for row in rows for key in row) == sorted(config._TYPES)
    assert words_of(table) >= set(OUTPUTS)


def test_links_between_the_documents_lead_somewhere() -> None:
    """Every local link of the README and its companions names a file."""
    documents = [ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md"))]
    assert len(documents) == 4
    for document in documents:
        for target in re.findall(r"\]\(([^)#\s]+)\)", document.read_text(encoding="utf-8")):
            assert "://" in target or (document.parent / target).exists(), f"{document.name}: {target}"
