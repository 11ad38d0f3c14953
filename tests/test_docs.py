"""The documents speak of what is there, and of all of it."""

from __future__ import annotations

import argparse
import re
import tomllib
from importlib import import_module

import pytest

from errdex import __version__, cli, config, pipeline
from errdex.catalog import prose
from errdex.commands import COMMANDS
from errdex.disk import content, folder
from errdex.ledger import slug
from errdex.markup import clean
from errdex.readers import codes, decode, grid, limits
from errdex.renderers import OUTPUTS, hosting
from errdex.renderers.html import listing
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def flags_of(command: str) -> set[str]:
    """Return the flags that a command takes, in all their spellings."""
    parser = argparse.ArgumentParser()
    import_module(f"errdex.commands.{command}").add_flags(parser)
    return {flag for action in parser._actions for flag in action.option_strings}


def words_of(text: str) -> list[str]:
    """Return what a text puts into backticks, word by word."""
    return [word for span in re.findall(r"`([^`\n]+)`", text) for word in span.split()]


def rows_of(heads: str) -> list[list[str]]:
    """Return the cells of the README's table that begins with these heads."""
    table = README.partition(heads)[2].split("\n\n")[0]
    return [row.strip("|").split("|") for row in table.splitlines()[2:]]


def test_the_readme_documents_every_command() -> None:
    """Each command has its row, in the order of `--help`, and no row speaks of a command that is gone."""
    rows = rows_of("| `python3 build.py …` | does |")
    assert [words_of(command)[0] for command, _ in rows] == [name for name, _ in COMMANDS]


def test_the_readme_documents_every_flag() -> None:
    """A flag without a word in the README fails, and so does a word without a flag."""
    commands = [name for name, _ in COMMANDS]
    written = {
        (flag, command)
        for flags, of, _ in rows_of("| flag | of | means |")
        for flag in words_of(flags)
        if flag.startswith("-")
        for command in (commands if of.strip() == "all" else words_of(of))
    }
    known = {(flag, command) for command in commands for flag in flags_of(command)}
    assert len(known) > 20
    assert written == known


def test_the_readme_documents_every_setting() -> None:
    """Each key of site.toml has its row, each output its name, and no row speaks of a key that is gone."""
    rows = rows_of("| key | means |")
    assert sorted(key for keys, _ in rows for key in words_of(keys)) == sorted(config._TYPES)
    assert [words_of(means) for keys, means in rows if words_of(keys) == ["outputs"]] == [list(OUTPUTS)]


def test_the_readme_states_the_limits() -> None:
    """The figures of the README are those that hold."""
    rows = {row[0].strip(): row[1].strip() for row in rows_of("| what | at most | beyond it |")}
    assert rows == {
        "a document": f"{content.DOCUMENT_LIMIT >> 20} MiB",
        "a file that a document links": f"{content.FILE_LIMIT >> 20} MiB",
        "folders within each other": f"{folder.DEPTH_LIMIT}",
        "front matter": f"{decode.MAX_FRONT:,} characters",
        "a code": f"{codes.MAX_CODE} characters",
        "columns of a table": f"{grid.MAX_COLUMNS}",
        "a cell": f"{limits.MAX_CELL:,} characters",
        "tags within each other": f"{clean.MAX_DEPTH}",
        "tags in a table whose rows are not written plainly": f"{limits.MAX_TREE_TAGS:,}",
        "open brackets in a paragraph": f"{limits.MAX_BRACKETS}",
        "headings in a document": f"{limits.MAX_HEADINGS:,}",
        "pages of HTML beside the documents, looked through for error tables": f"{pipeline.MOST_PAGES}",
        "lines beside error tables in a document": f"{limits.MAX_PROSE_LINES:,}",
        "the work of rendering a document's prose": f"{prose.PATIENCE:.0f} seconds, 1 more for each MiB",
        "the name of a page": f"{slug.LIMIT} bytes",
        "codes on one page of the index": f"{listing.INDEX_ROWS}",
    }
    assert f"{hosting.STATIC_REDIRECTS:,} redirects, {hosting.FILES:,} files" in README


def test_the_version_is_one() -> None:
    """The project, the package and the newest entry of the changelog agree."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.findall(r"^## (\S+?),? ", (ROOT / ".github" / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert __version__ == project["version"] == newest[0]


def test_links_between_the_documents_lead_somewhere() -> None:
    """Every local link of the README and its companions names a file."""
    documents = [ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md"))]
    assert len(documents) == 4
    for document in documents:
        for target in re.findall(r"\]\(([^)#\s]+)\)", document.read_text(encoding="utf-8")):
            assert "://" in target or (document.parent / target).exists(), f"{document.name}: {target}"


def test_a_file_that_a_comment_names_is_there() -> None:
    """Modules move; what speaks of them by their path moves along."""
    named: dict[str, str] = {}
    for path in (*(ROOT / "errdex").rglob("*.py"), *(ROOT / "templates").rglob("*.*")):
        text = path.read_text(encoding="utf-8")
        found = re.findall(r"\b((?:errdex|templates|tests)/[\w./-]+\.(?:py|html|js|css|toml))\b", text)
        named |= dict.fromkeys(found, path.name)
    assert len(named) > 10
    assert not {name: speaker for name, speaker in named.items() if not (ROOT / name).exists()}


def test_the_door_knows_every_flag_that_has_a_value() -> None:
    """Else the value of a flag before the command would be taken for the command."""
    valued = set()
    for command, _ in COMMANDS:
        parser = argparse.ArgumentParser()
        import_module(f"errdex.commands.{command}").add_flags(parser)
        valued |= {flag for action in parser._actions if action.nargs != 0 for flag in action.option_strings}
    assert valued == cli._VALUED


def test_no_flag_has_a_shorter_name_that_the_door_does_not_know(capsys: pytest.CaptureFixture[str]) -> None:
    """`--out check` would run `check`, were `--out` taken for `--output`."""
    assert cli.main(["build", "--out", "check"]) == 2
    assert "build has no flag --out\nhint: did you mean --output?" in capsys.readouterr().err
