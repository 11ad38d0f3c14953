"""The ledger over a site's life: codes come, change, go, are renamed and come back, and no URL is ever lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errdex.diagnostics import SettingFault
from errdex.ledger import (
    Ledger,
    Reconciled,
    dump_ledger,
    find_catalog,
    parse_ledger,
    reconcile,
    reinstate,
    rename,
    retire,
    slugs_for_site,
    vanished_codes,
)
from errdex.ledger.codes import hash_wording
from errdex.model import ROOT, Catalog, Code, Entry, Family, Note, Settings, Site, Wording
from tests.sample_site import sample_entry, sample_settings

Rows = Mapping[str, str]
"""Code -> title."""


def build(
    rows: Rows,
    ledger: Ledger = Ledger(),  # noqa: B008 - frozen
    today: str = "2026-01-01",
    *,
    aliases: Mapping[str, Iterable[str]] | None = None,
    english: Rows | None = None,
    settings: Settings | None = None,
    last: Mapping[str, tuple[Entry, ...]] | None = None,
) -> Reconciled:
    """Take the steps of a build for the catalog `codes`."""
    settings = settings or replace(sample_settings(), languages=("ja", "en") if english else ("ja",))
    slugs = slugs_for_site(ledger, [("codes", code) for code in rows])
    codes = [
        Code(
            "codes",
            code,
            slugs["codes", code],
            tuple(
                Wording(tag, words[code], (sample_entry(code, words[code], f"mend {words[code]}"),))
                for tag, words in (("ja", rows), ("en", english or {}))
                if code in words
            ),
            aliases=tuple((aliases or {}).get(code, ())),
        )
        for code, title in rows.items()
    ]
    kept = vanished_codes(
        ledger, slugs, settings, today, lambda _, code, tag: (last or {}).get(code, ()) if tag == "ja" else ()
    )
    members = (*codes, *kept)
    site = Site(settings, (Catalog("codes", members, (Family(""),), {c.code: c for c in members}),), ())
    return reconcile(ledger, site, today)


def written(result: Reconciled) -> Ledger:
    """Return the ledger after a journey through its file."""
    ledger, faults = parse_ledger(dump_ledger(result.ledger))
    assert not faults
    return ledger


def code_of(result: Reconciled, code: str) -> Code:
    """Return a code of the site."""
    return result.site.catalogs[0].by_code[code]


def test_first_build_enters_every_page_with_its_date() -> None:
    """What is new is added, and the summary says so."""
    result = build({"4100": "Denied", "4101": "Forbidden"}, english={"4100": "Denied"})
    assert list(written(result).permalinks) == [
        "codes/4100.html",
        "codes/4101.html",
        "en/codes/4100.html",
        "en/codes/4101.html",
    ]
    assert result.changes.summary() == "2 added (4100, 4101)"
    assert code_of(result, "4100").added == code_of(result, "4100").changed == "2026-01-01"
    assert result.ledger.permalinks["codes/4100.html"].version == "2.0"
    assert not result.diagnostics


def test_build_without_changes_leaves_the_ledger_alone() -> None:
    """A later build of the same content writes nothing, and dates stay."""
    ledger = written(build({"4100": "Denied"}))
    again = build({"4100": "Denied"}, ledger, "2027-07-07")
    assert again.ledger is ledger
    assert not again.changes
    assert code_of(again, "4100").changed == "2026-01-01"


def test_code_that_a_language_says_nothing_of_leaves_the_ledger_alone() -> None:
    """Its page in that language is entered without title, digest and change, and stays as it was entered."""
    rows, english = {"4100": "Denied", "4101": "Forbidden"}, {"4100": "Denied"}
    ledger = written(build(rows, english=english))
    item = ledger.permalinks["en/codes/4101.html"]
    assert (item.title, item.hash, item.changed) == ("", "", "")
    assert build(rows, ledger, "2027-07-07", english=english).ledger is ledger


def test_the_file_is_the_same_after_reading_it() -> None:
    """Parse and dump are inverse, last wordings included."""
    ledger = written(build({"4100": "Denied", "DB:0140": "Gone"}))
    gone = build({"4100": "Denied"}, ledger, "2026-02-02", last={"DB:0140": (sample_entry("DB:0140", "Gone", "<x>"),)})
    data = dump_ledger(gone.ledger)
    assert b'"entries":[' in data
    assert dump_ledger(parse_ledger(data)[0]) == data
    assert parse_ledger(data)[0].permalinks == gone.ledger.permalinks


@given(
    st.lists(
        st.sampled_from(["4100", "a.b", "DB:1", "..", "é", "é", '"', "\\\\", "\n", "../x", "\x7f", "エ"]), min_size=1
    ),
    st.sampled_from(["x", "", 'say "x"', "a\tb", "\u2028"]),
    st.sampled_from(["", "1.0", '"']),
)
@settings(max_examples=100, deadline=None)
def test_the_quick_look_reads_what_the_whole_one_reads(parts: list[str], title: str, version: str) -> None:
    """Lines as we write them have a way of their own, which gives the same: here both read every line."""
    site = replace(sample_settings(), languages=("ja",), version=version)
    data = dump_ledger(build({"".join(parts): title, "plain": "x"}, settings=site).ledger)
    # With a blank before the brace a line is the same JSON, but not as we write it.
    slow = parse_ledger(data.replace(b'{"url"', b'{ "url"'))
    assert parse_ledger(data)[0].permalinks == slow[0].permalinks
    assert not slow[1]


def test_reworded_code_gets_a_date_and_others_do_not() -> None:
    """The hash notices other words, and only there is the date of change today's."""
    ledger = written(build({"4100": "Denied", "4101": "Forbidden"}))
    result = build({"4100": "Refused", "4101": "Forbidden"}, ledger, "2026-02-02")
    assert result.changes.summary() == "1 reworded (4100)"
    assert (code_of(result, "4100").added, code_of(result, "4100").changed) == ("2026-01-01", "2026-02-02")
    assert code_of(result, "4101").changed == "2026-01-01"
    assert written(result).permalinks["codes/4100.html"].title == "Refused"


def test_words_in_one_language_change_nothing_in_another() -> None:
    """Only the page that says something else is dated, and its code is told as reworded."""
    first = written(build({"4100": "Denied"}, english={"4100": "Denied"}))
    result = build({"4100": "Denied"}, first, "2026-02-02", english={"4100": "Refused"})
    assert result.ledger.permalinks["codes/4100.html"] == first.permalinks["codes/4100.html"]
    item = result.ledger.permalinks["en/codes/4100.html"]
    assert (item.title, item.changed, item.first) == ("Refused", "2026-02-02", "2026-01-01")
    assert result.changes.summary() == "1 reworded (4100)"
    settings = replace(sample_settings(), languages=("ja", "en"))
    assert build({"4100": "Denied"}, first, settings=settings).changes.summary() == "1 untranslated (4100)"


def test_another_default_language_moves_into_the_pages_of_the_old_one() -> None:
    """Their addresses stay, what stands there is in the new language, and the next build finds nothing to do."""
    first = written(build({"4100": "Denied"}))
    english = replace(sample_settings(), language="en", languages=("en",))
    result = build({"4100": "Denied"}, first, "2026-02-02", english={"4100": "Denied"}, settings=english)
    (item,) = result.ledger.permalinks.values()
    assert (item.url, item.language, item.changed) == ("codes/4100.html", "en", "2026-02-02")
    ledger = written(result)
    assert build({"4100": "x"}, ledger, "2026-03-03", english={"4100": "Denied"}, settings=english).ledger is ledger


def test_vanished_code_keeps_its_page_and_its_last_words() -> None:
    """It is retired since today, with a warning that names it, in this build and in the next ones."""
    ledger = written(build({"4100": "Denied", "4101": "Forbidden"}))
    words = (sample_entry("4101", "Forbidden", "Ask"),)
    result = build({"4100": "Denied"}, ledger, "2026-02-02", last={"4101": words})
    code = code_of(result, "4101")
    assert code.state == "retired"
    assert code.retirement is not None
    assert code.retirement.since == "2026-02-02"
    assert code.wordings[0].entries == words
    assert result.changes.summary() == "1 retired (4101)"
    (fault,) = result.diagnostics
    assert (fault.level, fault.path, fault.line) == ("warning", "permalinks.jsonl", 2)
    assert "4101 (Forbidden)" in fault.message

    later = build({"4100": "Denied"}, written(result), "2026-03-03")
    assert not later.changes
    assert code_of(later, "4101").wordings[0].entries[0].text("remedy") == "Ask"
    assert [fault.level for fault in later.diagnostics] == ["warning"]


def test_without_last_words_at_least_code_and_title_are_kept() -> None:
    """The ledger itself knows the title."""
    result = build({}, written(build({"4101": 'Forbidden, "a<b"'})), "2026-02-02")
    (entry,) = code_of(result, "4101").wordings[0].entries
    assert (entry.text("code"), entry.text("title")) == ("4101", 'Forbidden, "a<b"')
    assert [field.html for field in entry.fields] == ["4101", 'Forbidden, "a&lt;b"']


def test_last_words_link_only_to_what_is_still_there() -> None:
    """A guide may go later than the code; the page of the code then says the words without the link."""
    words = sample_entry(
        "4101",
        "y",
        "a b",
        html=f'<a href="{ROOT}codes/4100.html#x">a</a> <a href="{ROOT}guides/gone.html">b</a>'
        f'<img src="{ROOT}guides/files/c.png" alt="c">',
    )
    result = build({"4100": "x"}, written(build({"4100": "x", "4101": "y"})), "2026-02-02", last={"4101": (words,)})
    (entry,) = code_of(result, "4101").wordings[0].entries
    assert entry.fields[2].html == f'<a href="{ROOT}codes/4100.html">a</a> bc'


def test_reason_ends_the_warning() -> None:
    """`retire` after the row is gone: reason and successor are on the page, and the build is clean."""
    gone = written(build({"4100": "x"}, written(build({"4100": "x", "4101": "y"})), "2026-02-02"))
    ledger = retire(gone, "codes", "4101", reason=" no \n longer", successor="4100", today="2026-03-03", wordings={})
    result = build({"4100": "x"}, ledger, "2026-03-03")
    assert not result.diagnostics
    retirement = code_of(result, "4101").retirement
    assert retirement is not None
    assert (retirement.since, retirement.reason, retirement.successor) == ("2026-02-02", "no longer", "4100")


def test_a_new_language_says_of_a_retired_code_what_the_others_do() -> None:
    """Its page there is new, and retired from its first day on."""
    first = written(build({"4100": "x", "4101": "y"}))
    gone = retire(first, "codes", "4101", reason="merged", successor="4100", today="2026-02-02", wordings={})
    gone = written(build({"4100": "x"}, gone, "2026-02-02"))
    result = build({"4100": "x"}, gone, "2026-03-03", english={"4100": "x"})
    old, new = (written(result).permalinks[url] for url in ("codes/4101.html", "en/codes/4101.html"))
    assert new.first == "2026-03-03"
    for item in (old, new):
        assert (item.state, item.since, item.reason, item.successor) == ("retired", "2026-02-02", "merged", "4100")


def test_another_code_of_the_same_title_may_be_the_new_name() -> None:
    """The hint names the one that has it; of two, or of none, it can't be told."""
    first = build({"4100": "Denied", "4101": "Locked"})
    for rows, name in (
        ({"4110": "Denied"}, "4110"),
        ({"4110": "Denied", "4111": "Denied"}, "NEW"),
        ({"4110": "denied"}, "NEW"),
    ):
        (fault,) = build({"4101": "Locked", **rows}, written(first)).diagnostics
        assert f"rename 4100 {name}`" in fault.hint
        assert ("4110 has its title: run" in fault.hint) == (name != "NEW")


def test_retire_while_the_row_still_stands() -> None:
    """The page is retired at once, a warning asks for the row to go, and then its last words are those of the row."""
    first = build({"4100": "x", "4101": "y"})
    words = {"ja": (sample_entry("4101", "y", "the row"),)}
    ledger = retire(written(first), "codes", "4101", reason="old", successor="", today="2026-02-02", wordings=words)
    standing = build({"4100": "x", "4101": "y"}, ledger, "2026-02-03")
    retirement = code_of(standing, "4101").retirement
    assert retirement is not None
    assert (retirement.since, retirement.reason, retirement.successor) == ("2026-02-02", "old", "")
    (fault,) = standing.diagnostics
    row = code_of(standing, "4101").wordings[0].entries[0].location
    assert (fault.message, fault.path, fault.line) == (
        "code 4101 is retired, but its row still stands",
        row.path,
        row.line,
    )
    assert standing.ledger is ledger

    gone = build({"4100": "x"}, ledger, "2026-02-04")
    assert not gone.diagnostics
    assert not gone.changes
    assert code_of(gone, "4101").wordings[0].entries[0].text("remedy") == "the row"


def test_code_that_comes_back_with_its_title_is_live_again() -> None:
    """A row deleted by mistake and put back does no harm."""
    first = build({"4100": "x", "4101": "y"})
    gone = build({"4100": "x"}, written(first), "2026-02-02")
    back = build({"4100": "x", "4101": "y"}, written(gone), "2026-03-03")
    assert not back.diagnostics
    assert code_of(back, "4101").state == "live"
    assert back.changes.summary() == "1 back (4101)"
    assert written(back).permalinks == written(first).permalinks


@pytest.mark.parametrize("reason", ["", "old"])
def test_code_that_comes_back_with_another_meaning_is_an_error(reason: str) -> None:
    """The error stands at the row, the ledger stays, and `reinstate` settles it."""
    gone = written(build({"4100": "x"}, written(build({"4100": "x", "4101": "y"})), "2026-02-02"))
    if reason:
        gone = retire(gone, "codes", "4101", reason=reason, successor="", today="2026-02-02", wordings={})
    back = build({"4100": "x", "4101": "z"}, gone, "2026-03-03")
    (fault,) = back.diagnostics
    assert (fault.level, fault.path, fault.line) == ("error", "ja/errors.md", 12)
    assert "'y'" in fault.message
    assert "'z'" in fault.message
    assert back.ledger is gone

    settled = build({"4100": "x", "4101": "z"}, reinstate(gone, "codes", "4101"), "2026-03-03")
    assert not settled.diagnostics
    assert code_of(settled, "4101").state == "live"
    assert written(settled).permalinks["codes/4101.html"].title == "z"


def test_new_meaning_on_a_page_of_its_own() -> None:
    """With another slug the old page stays retired under its URL, and the new one is live."""
    gone = written(build({}, written(build({"4101": "y"})), "2026-02-02"))
    gone = retire(gone, "codes", "4101", reason="old", successor="", today="2026-02-02", wordings={})
    result = build({"4101": "z"}, reinstate(gone, "codes", "4101", slug="4101-b", today="2026-03-03"), "2026-03-03")
    assert not result.diagnostics
    assert {code.slug: code.state for code in result.site.catalogs[0].codes} == {"4101-b": "live", "4101": "retired"}
    assert code_of(result, "4101").slug == "4101-b"
    again = build({"4101": "z"}, written(result), "2026-04-04")
    assert not again.changes
    for slug in ("4101", "a/b", "CON", "4101-B"):
        with pytest.raises(SettingFault):
            reinstate(written(result), "codes", "4101", slug=slug, today="2026-04-04")


def test_renamed_code_leads_to_its_new_name_through_any_number_of_renames() -> None:
    """Old URLs are former addresses of the last name's page, in every language."""
    one = written(build({"A": "x"}, english={"A": "x"}))
    two = written(build({"B": "x"}, rename(one, "codes", "A", "B", today="2026-02-02"), english={"B": "x"}))
    three = build({"C": "x"}, rename(two, "codes", "B", "C", today="2026-03-03"), "2026-03-03", english={"C": "x"})
    assert not three.diagnostics
    former = ("codes/A.html", "codes/B.html", "en/codes/A.html", "en/codes/B.html")
    assert code_of(three, "C").former == former
    assert [code.code for code in three.site.catalogs[0].codes] == ["C"]


def test_what_was_retired_keeps_its_first_date_and_its_last_words() -> None:
    """A better reason may be given later; what the code said when it went, and when, stay."""
    words = {"ja": (sample_entry("A", "x", "Ask"),)}
    ledger = written(build({"A": "x"}))
    first = retire(ledger, "codes", "A", reason="old", successor="", today="2026-02-02", wordings=words)
    other = {"ja": (sample_entry("A", "x", "Something else"),)}
    (item,) = retire(
        first, "codes", "A", reason="new", successor="B", today="2026-03-03", wordings=other
    ).permalinks.values()
    assert (item.since, item.reason, item.successor, item.entries) == ("2026-02-02", "new", "B", words["ja"])


def test_decisions_keep_to_their_catalog() -> None:
    """The same code in another catalog is another code."""
    one = written(build({"A": "x"})).permalinks["codes/A.html"]
    two = replace(one, url="sms/A.html", catalog="sms")
    ledger = Ledger({item.url: item for item in (one, two)})
    assert find_catalog(ledger, "A", "sms") == "sms"
    leading = replace(two, state="alias", successor="B")
    assert find_catalog(Ledger({item.url: item for item in (one, leading)}), "A") == "codes", "an alias is no code"
    with pytest.raises(SettingFault, match="in 2 catalogs") as caught:
        find_catalog(ledger, "A")
    assert caught.value.hint == "add --catalog codes or sms"
    gone = retire(ledger, "sms", "A", reason="x", successor="", today="2026-02-02", wordings={})
    assert [gone.permalinks[url].state for url in ("codes/A.html", "sms/A.html")] == ["live", "retired"]
    moved = rename(ledger, "codes", "A", "B", today="2026-02-02")
    assert [moved.permalinks[url].state for url in ("codes/A.html", "sms/A.html")] == ["renamed", "live"]
    back = reinstate(gone, "sms", "A")
    assert back.permalinks == ledger.permalinks


def test_the_digest_of_a_wording_is_as_ever() -> None:
    """It stands in every ledger: another way to make it would date all codes anew."""
    entry = sample_entry("A", "x", "Ask")
    note = Note("n.md", "ja", "codes", "A", "More", 1, retryable="no", actor="caller", successor="B", since="2")
    assert hash_wording(Wording("ja", "x", (entry,))) == "1c88b1886444e1c6"
    assert hash_wording(Wording("ja", "x", (entry, entry), note)) == "9a5318a03ab31542"


def test_renamed_code_keeps_no_last_words() -> None:
    """What a retired code said is of no use once its address leads on."""
    words = {"ja": (sample_entry("A", "x", "Ask"),)}
    retired = retire(
        written(build({"A": "x"})), "codes", "A", reason="old", successor="", today="2026-02-02", wordings=words
    )
    (item,) = rename(retired, "codes", "A", "B", today="2026-03-03").permalinks.values()
    assert (item.state, item.successor, item.since, item.reason, item.entries) == ("renamed", "B", "2026-03-03", "", ())


def test_rename_back_is_no_circle() -> None:
    """A to B and back to A: A has its page again and B leads to it."""
    one = written(build({"A": "x"}))
    two = written(build({"B": "x"}, rename(one, "codes", "A", "B", today="2026-02-02")))
    three = build({"A": "x"}, rename(two, "codes", "B", "A", today="2026-03-03"), "2026-03-03")
    assert not three.diagnostics
    assert code_of(three, "A").former == ("codes/B.html",)
    assert code_of(three, "A").added == "2026-01-01"


def test_renames_in_a_circle_are_an_error() -> None:
    """A merge can bring them together: A to B on one branch, B to A on the other. Nobody walks in it for ever."""
    ledger = written(build({"A": "x", "B": "y"}))
    for old, new in (("A", "B"), ("B", "A")):
        (item,) = ledger.of_code("codes", old)
        ledger = Ledger({**ledger.permalinks, item.url: replace(item, state="renamed", successor=new, entries=())})
    faults = build({}, ledger, "2026-02-02").diagnostics
    assert [(fault.level, "nowhere" in fault.message) for fault in faults] == [("error", True)] * 2


@pytest.mark.parametrize(
    ("new", "words"), [("E 2", "4100 'E 2'"), ("it's", """4100 'it'"'"'s'"""), ("-0x11", "-- 4100 -0x11")]
)
def test_a_hint_quotes_the_new_name_too(new: str, words: str) -> None:
    """The command works when it is pasted, whatever code has the title now."""
    (fault,) = build({new: "x"}, written(build({"4100": "x"})), "2026-02-02").diagnostics
    assert f"build.py rename {words}`" in fault.hint


def test_renamed_code_whose_row_still_stands_is_an_error() -> None:
    """Neither name may be lost, so somebody has to decide."""
    ledger = rename(written(build({"A": "x"})), "codes", "A", "B", today="2026-02-02")
    faults = build({"A": "x"}, ledger, "2026-02-02").diagnostics
    assert [fault.level for fault in faults] == ["error"]
    assert "renamed to B" in faults[0].message


def test_rename_to_a_code_that_is_nowhere_is_an_error() -> None:
    """The old URL would lead nowhere."""
    ledger = rename(written(build({"A": "x", "B": "y"})), "codes", "A", "C", today="2026-02-02")
    (fault,) = build({"B": "y"}, ledger, "2026-02-02").diagnostics
    assert (fault.level, fault.line) == ("error", 1)
    assert "codes/A.html leads to code C" in fault.message


def test_a_rename_to_nowhere_is_mended_as_its_hint_says() -> None:
    """Another `rename` leads elsewhere what leads nowhere; an alias of the code goes with it."""
    first = written(build({"A": "x", "B": "y"}, aliases={"A": ["AuthFailure"]}))
    ledger = rename(first, "codes", "A", "C", today="2026-02-02")
    faults = build({"B": "y"}, ledger, "2026-02-02").diagnostics
    assert [fault.message.split()[0] for fault in faults] == ["codes/A.html", "codes/AuthFailure.html"]
    assert all("run `python3 build.py rename A CODE` with a code that is there" in fault.hint for fault in faults)
    mended = build({"B": "y"}, rename(ledger, "codes", "A", "B", today="2026-03-03"), "2026-03-03")
    assert not mended.diagnostics
    assert code_of(mended, "B").former == ("codes/A.html", "codes/AuthFailure.html")


def test_alias_of_one_code_leads_to_it_and_stays() -> None:
    """An alias that two codes share leads nowhere; one that was published goes on leading somewhere."""
    aliases = {"4100": ["AuthFailure", "0x1004"], "4101": ["0x1004", "4100"]}
    first = build({"4100": "x", "4101": "y"}, aliases=aliases)
    assert code_of(first, "4100").former == ("codes/AuthFailure.html",)
    assert code_of(first, "4101").former == ()
    assert "1 redirected (AuthFailure)" in first.changes.summary()

    without = build({"4100": "x", "4101": "y"}, written(first), "2026-02-02")
    assert code_of(without, "4100").former == ("codes/AuthFailure.html",)
    assert not without.changes

    moved = build({"4100": "x", "4101": "y"}, written(first), "2026-02-02", aliases={"4101": ["AuthFailure"]})
    assert code_of(moved, "4101").former == ("codes/AuthFailure.html",)


def test_alias_of_a_retired_code_is_free() -> None:
    """While its row still stands it claims nothing: the alias leads to the live code that has it, or nowhere."""
    ledger = written(build({"4100": "x", "4101": "y"}))
    ledger = retire(ledger, "codes", "4101", reason="old", successor="", today="2026-02-02", wordings={})
    both = build({"4100": "x", "4101": "y"}, ledger, aliases={"4100": ["AuthFailure"], "4101": ["AuthFailure"]})
    assert code_of(both, "4100").former == ("codes/AuthFailure.html",)
    alone = build({"4100": "x", "4101": "y"}, ledger, aliases={"4101": ["AuthFailure"]})
    assert "codes/AuthFailure.html" not in alone.ledger.permalinks


def test_alias_that_becomes_a_code_gets_the_page() -> None:
    """Its URL stays, and now says what the code itself means."""
    first = written(build({"4100": "x"}, aliases={"4100": ["AuthFailure"]}))
    result = build({"4100": "x", "AuthFailure": "y"}, first, "2026-02-02", aliases={"4100": ["AuthFailure"]})
    assert not result.diagnostics
    assert code_of(result, "AuthFailure").slug == "AuthFailure"
    assert code_of(result, "4100").former == ()


def test_pages_of_a_dropped_language_lead_to_the_default_one() -> None:
    """Removing a language from the settings breaks no link."""
    first = written(build({"4100": "x"}, english={"4100": "x"}))
    result = build({"4100": "x"}, first, "2026-02-02")
    assert code_of(result, "4100").former == ("en/codes/4100.html",)
    gone = build({}, written(result), "2026-03-03")
    assert code_of(gone, "4100").former == ("en/codes/4100.html",)
    assert [wording.language for wording in code_of(gone, "4100").wordings] == ["ja"]


def test_new_codes_never_take_a_published_slug() -> None:
    """A code that differs from a published one only by case gets another page, whatever sorts first."""
    first = written(build({"abc": "x"}))
    result = build({"abc": "x", "ABC": "y"}, first, "2026-02-02")
    assert code_of(result, "abc").slug == "abc"
    assert code_of(result, "ABC").slug.startswith("ABC~h")
    gone = build({"ABC": "y"}, written(result), "2026-03-03")
    assert {code.slug.lower() for code in gone.site.catalogs[0].codes} == {"abc", code_of(result, "ABC").slug.lower()}


def test_without_a_ledger_there_are_no_dates() -> None:
    """A folder that nothing is written into gives the same bytes on every day."""
    result = build({"4100": "x"}, today="")
    assert code_of(result, "4100").added == code_of(result, "4100").changed == ""


def test_of_two_dates_of_change_the_earlier_one_counts() -> None:
    """Git dates the document and the ledger what it saw; neither can be before the change itself."""
    site = build({"4100": "x"}, today="2026-01-01").site
    for dated, expected in (("2025-05-05", "2025-05-05"), ("2027-07-07", "2026-01-01"), ("", "2026-01-01")):
        codes = tuple(replace(code, changed=dated) for code in site.catalogs[0].codes)
        told = replace(site, catalogs=(replace(site.catalogs[0], codes=codes),))
        assert code_of(reconcile(Ledger(), told, "2026-01-01"), "4100").changed == expected
    assert code_of(reconcile(Ledger(), told, ""), "4100").changed == ""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a JSON object"),
        (b'{"url":"codes/1.html"}', "no 'catalog'"),
        (b"\xff", "not UTF-8"),
        (b'{"url":"\\ud800"}', "not UTF-8"),
        (b"<<<<<<< HEAD", "a merge left its marks here"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_corrupt_line_is_an_error_that_names_it(line: bytes, message: str) -> None:
    """Whatever stands there, the error has its line, and the other lines are read."""
    data = dump_ledger(build({"4100": "x", "4101": "y"}).ledger).split(b"\n")
    ledger, faults = parse_ledger(b"\n".join([data[0], line, data[1], b""]))
    assert [(fault.level, fault.path, fault.line) for fault in faults] == [("error", "permalinks.jsonl", 2)]
    assert message in faults[0].message
    assert len(ledger.permalinks) == 2


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        (b'"state":"live"', b'"state":"gone"', "unknown state"),
        (b'"first":"2026-01-01"', b'"first":"yesterday"', "no date"),
        (b'"slug":"4100"', b'"slug":"4101"', "not made of"),
        (b"codes/4100.html", b"../codes/4100.html", "leads out of the site"),
        (b"codes/4100.html", b"/codes/4100.html", "leads out of the site"),
        (b"codes/4100.html", b"a\\\\codes/4100.html", "leads out of the site"),
        (b"codes/4100.html", b"guides/codes/4100.html", "leads out of the site"),
        (b'codes/4100.html","catalog":"codes"', b'b/4100.html","catalog":"a/b"', "not made of"),
        (b'codes/4100.html","catalog":"codes"', b'a/b/4100.html","catalog":"a/b"', "'catalog' can't be a name"),
        (b'"language":"ja"', b'"language":".."', "'language' can't be a name"),
        (b"4100", b"a\\u0001", "'slug' can't be a name"),
        (b"4100", b"/4100", "'slug' can't be a name"),
        (b"4100", b"_41", "begins with _"),
        (b'"first":"2026-01-01"', b'"first":"2026-99-99"', "no date"),
        (b'"first":"2026-01-01"', b'"first":"20260101"', "no date"),
        (b'"changed":"2026-01-01"', b'"changed":"2026-02-30"', "no date"),
        (b'"state":"live"', b'"state":"live","since":"2026-02-30"', "no date"),
        (b'"title"', b'"titel"', "unknown key 'titel'"),
        (b'"title":"x"', b'"title":"\xff"', "not UTF-8"),
        (b'"code":"4100"', b'"code":4100', "not a string"),
        (b'"state":"live"', b'"state":"renamed"', "without 'successor'"),
        (b'"state":"live"', b'"state":"live","entries":[1]', "'entries'"),
        (b'"state":"live"', b'"state":"live","entries":5', "'entries' is not a list"),
        (
            b'"state":"live"',
            b'"state":"live","entries":[{"section":"","source":["a",1],"fields":[["a","b","c"]]}]',
            "'en",
        ),
        (b'"state":"live"', b'"state":"live","entries":[{"section":"","source":["a",1e999],"fields":[]}]', "'entries'"),
    ],
)
def test_wrong_value_is_an_error(before: bytes, after: bytes, message: str) -> None:
    """A ledger half understood would move pages."""
    data = dump_ledger(build({"4100": "x"}).ledger)
    (fault,) = parse_ledger(data.replace(before, after))[1]
    assert message in fault.message


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (((b"4100", b"abc"), (b"4100", b"ABC")), "codes/abc.html is codes/ABC.html on disks for which"),
        (
            ((b'codes/4100.html","catalog', b'en/codes/4100.html","catalog'), (b'code":"4100"', b'code":"4101"')),
            "'4101'",
        ),
    ],
)
def test_two_codes_with_one_page_are_an_error(changes: tuple[tuple[bytes, bytes], ...], message: str) -> None:
    """On disks that take one name for the other, or in two languages: the later line is named."""
    line = dump_ledger(build({"4100": "x"}).ledger)
    one, two = (line.replace(*change) for change in changes)
    (fault,) = parse_ledger(one + two)[1]
    assert message in fault.message
    assert fault.line in (1, 2)


def test_lines_of_both_sides_of_a_merge_are_settled() -> None:
    """The earlier first appearance and the later wording count, in whatever order the lines stand."""
    old = dump_ledger(build({"4100": "x"}).ledger)
    new = dump_ledger(build({"4100": "y"}, today="2026-05-05").ledger)
    for data in (old + new, new + old):
        ledger, faults = parse_ledger(data)
        assert not faults
        item = ledger.permalinks["codes/4100.html"]
        assert (item.first, item.changed, item.title) == ("2026-01-01", "2026-05-05", "y")


def test_an_editor_of_windows_may_have_saved_the_file() -> None:
    """A byte order mark, line ends of two characters and blank lines change nothing that the lines say."""
    data = dump_ledger(build({"4100": "x", "4101": "y"}).ledger)
    saved = b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n \r\n")
    assert parse_ledger(saved)[1] == ()
    assert parse_ledger(saved)[0].permalinks == parse_ledger(data)[0].permalinks


def test_one_url_for_two_codes_is_an_error() -> None:
    """Which of them may keep it can't be guessed."""
    data = dump_ledger(build({"4100": "x"}).ledger)
    (fault,) = parse_ledger(data + data.replace(b'"code":"4100"', b'"code":"4101"'))[1]
    assert fault.line == 2
    assert "another line has the same url for code '4100'" in fault.message


def test_two_urls_that_are_one_file_are_an_error() -> None:
    """Many disks take `codes/ABC.html` and `codes/abc.html` for the same."""
    line = dump_ledger(build({"ABC": "x"}).ledger)
    data = line + line.replace(b"ABC", b"abc").replace(b'"code":"abc"', b'"code":"ABC"')
    (fault,) = parse_ledger(data)[1]
    assert (fault.path, fault.line) == ("permalinks.jsonl", 2)
    assert "codes/abc.html is codes/ABC.html" in fault.message


def test_unknown_code_is_a_fault_with_a_suggestion() -> None:
    """The command line's three doors find the catalog themselves, and say what is near."""
    ledger = build({"4100": "x"}).ledger
    assert find_catalog(ledger, "4100") == "codes"
    with pytest.raises(SettingFault) as caught:
        find_catalog(ledger, "4101")
    assert caught.value.hint == "did you mean 4100?"
    many = build(dict.fromkeys(("4100", "4102", "4103", "4104", "4105"), "x")).ledger
    with pytest.raises(SettingFault) as caught:
        find_catalog(many, "4101")
    assert caught.value.hint.count(" or ") == 2, "three at most"
    actions: tuple[Callable[..., Ledger], ...] = (
        partial(retire, reason=" ", successor="", today="", wordings={}),
        partial(retire, reason="x", successor="4100", today="", wordings={}),
        partial(rename, new="4100", today=""),
        reinstate,
    )
    for action in actions:
        with pytest.raises(SettingFault):
            action(ledger, "codes", "4100")


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["row", "row", "delete", "delete", "retire", "rename", "reinstate", "alias"]),
        st.sampled_from(["4100", "4101", "abc", "ABC", "a/b", "CON", "é"]),
        st.sampled_from(["4100", "abc", "ABC", "new", "é"]),
    ),
    max_size=14,
)


@given(EDITS)
@settings(max_examples=150, deadline=None)
def test_no_address_is_ever_lost(edits: list[tuple[str, str, str]]) -> None:
    """Whatever people do for years: each URL that was published is a page or leads to one, and keeps its code."""
    rows: dict[str, str] = {"4100": "x"}
    aliases: dict[str, list[str]] = {}
    ledger = Ledger()
    owners: dict[str, tuple[str, str]] = {}
    for year, (what, code, other) in enumerate(edits):
        day = f"20{year + 10}-01-01"
        before = dict(rows), ledger
        try:
            if what == "row":
                rows[code] = other
            elif what == "delete":
                rows.pop(code, None)
            elif what == "alias":
                aliases = {code: [other, "alias"]}
            elif what == "retire":
                ledger = retire(ledger, "codes", code, reason="r", successor="", today=day, wordings={})
            elif what == "rename":
                ledger = rename(ledger, "codes", code, other, today=day)
                if code in rows:
                    rows[other] = rows.pop(code)
            else:
                ledger = reinstate(ledger, "codes", code)
        except SettingFault:
            rows, ledger = before
        result = build(rows, ledger, day, aliases=aliases)
        lost = [fault for fault in result.diagnostics if "is nowhere" in fault.message]
        assert not lost or (what == "rename" and other not in rows)
        if any(fault.level == "error" for fault in result.diagnostics):
            rows, ledger = before  # such a build publishes nothing, and somebody takes the edit back
            continue
        ledger = written(result)
        codes = result.site.catalogs[0].codes
        pages = {result.site.code_url(item, "ja"): item.code for item in codes}
        former = {url: item.code for item in codes for url in item.former}
        assert len({url.lower() for url in (*pages, *former)}) == len(pages) + len(former)
        assert set(owners) <= set(pages) | set(former) == set(ledger.permalinks)
        for url, item in ledger.permalinks.items():
            assert owners.setdefault(url, item.key) == item.key
            assert pages.get(url, item.code) == item.code
        assert not build(rows, ledger, "2099-01-01", aliases=aliases).changes
