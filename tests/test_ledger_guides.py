"""Guides in the ledger: a renamed or deleted document leaves no dead address behind."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.team import Team

ERRORS = "# Errors\n\n| code | message |\n|---|---|\n| 4100 | Denied, see [signing](signature.md) |\n"
REFRESH = '<meta http-equiv="refresh" content="0; url={}">'


class GuidesTeam(Team):
    """A docs team with guides in two languages."""

    __slots__ = ()

    def write(self, path: str, text: str | None) -> None:
        """Write a document, or delete it."""
        place = self.content / path
        place.parent.mkdir(parents=True, exist_ok=True)
        if text is None:
            place.unlink()
        else:
            place.write_text(text, encoding="utf-8")

    def leads(self, former: str, target: str) -> bool:
        """Tell whether a former address leads to a page, by itself and by the host's rules."""
        up = "../" * former.count("/")
        rule = f"/{former} /{target} 301\n"
        return REFRESH.format(up + target) in self.page(former) and rule in self.page("_redirects")


@pytest.fixture
def team(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> GuidesTeam:
    """Return a team that has published a guide in two languages on the first day of 2026."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    made = GuidesTeam(tmp_path, capsys)
    made.write("site.toml", 'language = "en"\nlanguages = ["en", "ja"]\nbase_url = "https://errors.example.com/"\n')
    made.write("en/errors.md", ERRORS)
    made.write("en/signature.md", "# Signing\n\nHow.\n")
    made.write("ja/signature.md", "# 署名\n\n方法。\n")
    code, said = made.run("build", "--strict")
    assert code == 0, said
    assert "permalinks.jsonl: 3 added (4100, guides/errors, guides/signature)" in said
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1769904000")  # 2026-02-01
    return made


def move(team: GuidesTeam, name: str) -> None:
    """Give the guide another name, and let the table lead there."""
    team.write("en/errors.md", ERRORS.replace("signature", name))
    for tag, title in (("en", "Signing"), ("ja", "署名")):
        team.write(f"{tag}/signature.md", None)
        team.write(f"{tag}/{name}.md", f"# {title}\n\nHow.\n")


def test_every_guide_is_entered_once(team: GuidesTeam) -> None:
    """Its line names it; a later build has nothing to add."""
    lines = team.ledger.read_text(encoding="utf-8")
    assert (
        '{"url":"ja/guides/signature.html","catalog":"guides","language":"ja","code":"signature","slug":"signature",'
        '"title":"署名","state":"live","first":"2026-01-01"}\n'
    ) in lines
    assert team.run("build", "--strict", "--locked", "--no-cache")[0] == 0
    assert team.ledger.read_text(encoding="utf-8") == lines


def test_a_renamed_guide_is_found_at_its_old_address(team: GuidesTeam) -> None:
    """`rename` lets both languages' addresses lead to the new page, and a second rename goes on from there."""
    move(team, "authentication")
    code, said = team.run("rename", "signature", "authentication")
    assert (code, said) == (
        0,
        "guide signature is renamed: its addresses lead to authentication from the next build on\n",
    )
    code, said = team.run("build", "--strict")
    assert code == 0, said
    assert team.leads("guides/signature.html", "guides/authentication.html")
    assert team.leads("ja/guides/signature.html", "ja/guides/authentication.html")
    assert "<title>署名</title>" in team.page("ja/guides/signature.html")

    assert team.run("rename", "authentication", "auth")[0] == 0
    for tag in ("en", "ja"):
        place = team.content / tag
        (place / "authentication.md").rename(place / "auth.md")
    team.write("en/errors.md", ERRORS.replace("signature", "auth"))
    assert team.run("build", "--strict")[0] == 0
    assert team.leads("guides/signature.html", "guides/auth.html")
    assert team.leads("guides/authentication.html", "guides/auth.html")
    assert team.run("check")[0] == 0


def test_a_deleted_guide_leads_to_the_index_and_asks_for_a_reason(team: GuidesTeam) -> None:
    """Exit 0 with a warning at its line; `--strict` fails until `retire` says why."""
    move(team, "authentication")
    code, said = team.run("build")
    assert code == 0
    assert re.search(r"permalinks\.jsonl:\d: warning: guide signature \(Signing\) has left the content", said)
    assert "1 retired (guides/signature)" in said
    assert team.leads("guides/signature.html", "index.html")
    assert team.leads("ja/guides/signature.html", "ja/index.html")
    code, said = team.run("build", "--strict")
    assert code == 1

    code, said = team.run("retire", "signature", "--reason", "merged", "--successor", "authentication")
    assert code == 0
    assert said == "guide signature is retired since 2026-02-01, replaced by authentication; its address leads there\n"
    assert team.run("build", "--strict")[0] == 0
    assert team.leads("ja/guides/signature.html", "ja/guides/authentication.html")


def test_a_moved_document_is_known_by_its_title(team: GuidesTeam) -> None:
    """The hint names where it is now, and its command ends the warning."""
    move(team, "signing")
    said = team.run("build")[1]
    run = f"run `python3 build.py rename signature signing {shlex.join(team.places)}` if that is its new name"
    assert f"hint: signing has its title: {run}" in said
    assert team.run("rename", "signature", "signing")[0] == 0
    assert team.run("build", "--strict")[0] == 0


def test_a_translation_that_goes_leads_to_the_other_language(team: GuidesTeam) -> None:
    """The guide is still there, so nobody has to say why."""
    team.write("ja/signature.md", None)
    code, said = team.run("build", "--strict", "--locked")
    assert code == 0, said
    assert team.leads("ja/guides/signature.html", "guides/signature.html")
    assert '<html lang="en">' in team.page("ja/guides/signature.html")


def test_a_language_that_goes_leaves_no_dead_address(team: GuidesTeam) -> None:
    """Its guides lead to those of the default language, else to its index; so do its own index, search and changes."""
    team.write("ja/extra.md", "# 付録\n\n本文。\n")
    assert team.run("build", "--strict")[0] == 0
    team.write("ja/extra.md", None)
    team.write("ja/signature.md", None)
    team.write("site.toml", 'language = "en"\nbase_url = "https://errors.example.com/"\n')
    code, said = team.run("build")
    assert code == 0, said
    assert team.leads("ja/guides/signature.html", "guides/signature.html")
    assert team.leads("ja/guides/extra.html", "index.html")
    assert team.leads("ja/index.html", "index.html")
    assert team.leads("ja/search.html", "search.html")
    assert team.leads("ja/changes.html", "changes.html")
    assert team.run("check")[0] == 0
    team.write("site.toml", 'language = "ja"\nlanguages = ["ja", "en"]\nbase_url = "https://errors.example.com/"\n')
    team.run("build")
    assert team.leads("ja/index.html", "index.html"), "it is the default language now, at the root"
    assert "refresh" not in team.page("en/index.html")


def test_a_catalog_may_have_the_name_of_a_language_that_has_gone(team: GuidesTeam) -> None:
    """Its pages are its own: a code called search is no search page."""
    team.write("ja/signature.md", None)
    team.write("site.toml", 'language = "en"\nlanguages = ["en"]\nbase_url = "https://errors.example.com/"\n')
    team.write(
        "en/fr/errors.md",
        ERRORS.replace("4100", "search").replace("code", "error code").replace("signature", "../signature"),
    )
    lines = team.ledger.read_text(encoding="utf-8").replace("ja/", "fr/").replace('"ja"', '"fr"')
    team.ledger.write_text(lines, encoding="utf-8")
    code, said = team.run("build")
    assert code == 0, said
    assert "Denied" in team.page("fr/search.html")
    assert team.leads("fr/index.html", "index.html")
    assert team.leads("fr/changes.html", "changes.html")
    assert team.run("check")[0] == 0


def test_a_guide_that_comes_back_is_live_again(team: GuidesTeam) -> None:
    """A document that is there has its page, and nothing is left to explain."""
    move(team, "authentication")
    assert team.run("build")[0] == 0
    team.write("en/signature.md", "# Signing again\n\nHow.\n")
    team.write("ja/signature.md", "# 署名\n\n方法。\n")
    code, said = team.run("build", "--strict")
    assert code == 0, said
    assert "1 back (guides/signature)" in said
    assert "Signing again" in team.page("guides/signature.html")
    assert '"title":"Signing again","state":"live","first":"2026-01-01"}' in team.ledger.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("retire", "signature", "--reason", "merged"), "guide signature is retired, but its document still stands"),
        (("rename", "signature", "auth"), "guide signature is renamed to auth, but its document still stands"),
    ],
)
def test_a_decision_waits_for_its_document(team: GuidesTeam, words: Sequence[str], said: str) -> None:
    """Decided first, deleted later: the page stands until then, the decision stays, and `reinstate` undoes it."""
    assert team.run(*words)[0] == 0
    before = team.ledger.read_bytes()
    code, out = team.run("build")
    assert code == 0
    assert said in out
    assert "How." in team.page("guides/signature.html")
    assert team.ledger.read_bytes() == before
    assert team.run("reinstate", "signature", "--slug", "other")[0] == 2
    assert team.run("reinstate", "signature")[0] == 0
    assert team.run("build", "--strict")[0] == 0


def test_a_rename_to_nowhere_is_an_error(team: GuidesTeam) -> None:
    """The old site stays, and the line of the ledger is named."""
    assert team.run("rename", "signature", "nowhere")[0] == 0
    move(team, "authentication")
    code, said = team.run("build")
    assert code == 1
    assert re.search(r"permalinks\.jsonl:\d: error: guides/signature\.html leads to guide nowhere", said)
    assert "How." in team.page("guides/signature.html")


def test_a_name_that_differs_by_case_alone_is_refused(team: GuidesTeam) -> None:
    """On many disks and hosts the two addresses are one file."""
    move(team, "Signature")
    code, said = team.run("build")
    assert code == 1
    assert "en/Signature.md: error: its page differs only in upper case from guides/signature.html" in said


def test_a_code_and_a_guide_of_one_name_are_told_apart(team: GuidesTeam) -> None:
    """`--catalog guides` means the guide."""
    team.write("en/errors.md", ERRORS + "| signature | Bad signature |\n")
    assert team.run("build", "--strict")[0] == 0
    code, said = team.run("rename", "signature", "auth")
    assert code == 2
    assert "--catalog codes or guides" in said
    code, said = team.run("rename", "signature", "auth", "--catalog", "guides")
    assert "guide signature is renamed" in said


def test_a_guide_that_replaces_another_must_be_there(team: GuidesTeam) -> None:
    """A misspelt successor is named; one that has gone itself was at least there."""
    move(team, "authentication")
    assert team.run("retire", "signature", "--reason", "merged", "--successor", "authentcation")[0] == 0
    code, said = team.run("build")
    assert code == 0
    assert "warning: guide signature is said to be replaced by authentcation, which is nowhere" in said
    assert f"run `python3 build.py rename signature NEW {shlex.join(team.places)}` with a guide that is there" in said
    assert team.run("retire", "signature", "--reason", "merged", "--successor", "authentication")[0] == 0
    team.write("en/errors.md", ERRORS.replace(", see [signing](signature.md)", ""))
    for tag in ("en", "ja"):
        team.write(f"{tag}/authentication.md", None)
    assert team.run("retire", "authentication", "--reason", "rewritten")[0] == 0
    code, said = team.run("build", "--strict")
    assert code == 0, said


def test_a_folder_whose_documents_have_addresses_is_a_catalog_already(team: GuidesTeam) -> None:
    """That its name could be a language's is said before the first page of it is published, and not after."""
    team.write("fr/signing.md", "# Signing\n")
    warning = "warning: 'fr' is the name of a language"
    assert warning in team.run("build")[1]
    assert team.ledger.read_text(encoding="utf-8").count("fr-signing") > 0
    assert warning not in team.run("build", "--no-cache")[1]
