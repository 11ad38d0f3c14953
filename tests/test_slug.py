"""The slug rule: readable, safe on every file system, injective, and stable when codes are added."""

from __future__ import annotations

import random
import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from errdex.ledger.slug import assign_slugs, distinct_slug, slug_for
from tests.slugs import code_for

WINDOWS_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)
PIECES = (
    *("4100", "-1012", "0x1A", "InvalidParameter", "Foo", "foo", "FOO", "CON", "con", "nul", "LPT1", "index", "Index"),
    *(".", "..", ":", "/", "\\", "?", "*", "<", ">", "|", '"', "%", "%41", "#", "&", "'", "~", "~41~", "~h0~", "_"),
    *(" ", "\t", "\n", "\x00", "\x7f", "é", "é", "が", "が", "４１００", "Ａ", "K", "ſ", "İ", "ß", "SS", "ﬁ", "Å"),
    *(".html", ".json", ".md", "エラー", "錯誤", "오류", "😀", "\ud800", "\u200b", "\u202e", "x" * 95, "あ" * 40),
)


@pytest.mark.parametrize(
    "code",
    ["4100", "-1012", "0", "002", "0x1000", "InvalidParameter.Foo", "E1001", "ER_DUP_ENTRY", "invalid_request", "404"],
)
def test_ordinary_code_is_its_own_slug(code: str) -> None:
    """What people type after `/codes/` is where the page is."""
    assert slug_for(code) == code


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("DB:0140", "DB~3a~0140"),
        ("E 12 / 13", "E~20~12~20-2f-20~13"),
        ("エラー", "~30a8-30e9-30fc~"),
        ("CON", "~43~ON"),
        ("con.x", "~63~on.x"),
        ("Console", "Console"),
        ("Lpt1", "~4c~pt1"),
        ("index", "~69~ndex"),
        ("index.1", "index.1"),
        (".hidden", "~2e~hidden"),
        ("_range", "~5f~range"),
        ("end.", "end~2e~"),
        ("4100.html", "4100~2e~html"),
        ("4100.JSON", "4100~2e~JSON"),
        ("a~b", "a~7e~b"),
        ("", "~~"),
    ],
)
def test_awkward_code_is_escaped(code: str, slug: str) -> None:
    """Each reason for an escape, and that it goes no further than its reason."""
    assert slug_for(code) == slug
    assert code_for(slug) == code


@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("x" * 90, "x" * 90),
        ("x" * 91, "x" * 63 + "~h87b88e4e14bba7c4429183a1~"),
        ("DB:" + "x" * 100, "DB~3a~" + "x" * 57 + "~h3d239fac405f8a3cbcc57aa1~"),
        ("あ" * 40, "~hff1eae5d00e2feadc0af78cb~"),
    ],
    ids=["at the limit", "beyond it", "cut behind an escape", "cut within an escape"],
)
def test_a_long_code_is_cut_as_ever(code: str, slug: str) -> None:
    """Limit, place of the cut and digest are part of published addresses: other ones would move pages."""
    assert slug_for(code) == slug


def test_a_digest_is_as_ever() -> None:
    """A code that differs from another one by case alone keeps its address from version to version."""
    assert distinct_slug("abc") == "abc~hba7816bf8f01cfea414140de~"


@pytest.mark.parametrize(
    "slug", ["~", "a~", "~zz~", "~110000~", "~41~", "~-~", "_x", "CON", "~43~~4f~N", "~ffffffffff~"]
)
def test_what_no_code_has_reads_back_as_nothing(slug: str) -> None:
    """Only the slug that the rule makes names a code."""
    assert code_for(slug) is None


def path_on_any_disk(slug: str) -> str:
    """Return what a case-insensitive, normalising file system makes of a slug."""
    return unicodedata.normalize("NFC", slug.casefold().upper().casefold())


def check_safe(slug: str) -> None:
    """Assert that a slug is a portable file name and needs no percent-encoding."""
    assert re.fullmatch(r"[A-Za-z0-9~-][A-Za-z0-9._~-]*", slug)
    assert not slug.endswith(".")
    assert not WINDOWS_DEVICE.match(slug)
    assert slug.lower() != "index"
    assert not re.search(r"\.(html?|json|md)$", slug, re.IGNORECASE)
    assert len(slug + ".html") <= 100


def test_nasty_codes_share_no_path_and_stay() -> None:
    """10,000 nasty codes: safe, apart, read back, whatever their order; one more, or 100 more, take none of theirs."""
    chance = random.Random(4100)
    codes: set[str] = {case for word in ("abcdefghijkl", "Not.Found") for case in (word, word.upper(), word.title())}
    while len(codes) < 10_100:
        codes.add("".join(chance.choices(PIECES, k=chance.randint(1, 6))))
    order = sorted(codes, key=lambda code: code.encode("utf-16", "surrogatepass"))
    chance.shuffle(order)
    late, early = order[:100], order[100:]

    slugs = assign_slugs(early)
    for code, slug in slugs.items():
        check_safe(slug)
        assert code_for(slug) in (code, None)
        assert code_for(slug) == code or slug == distinct_slug(code)
    assert len({path_on_any_disk(slug) for slug in slugs.values()}) == len(early)
    assert assign_slugs(reversed(early)) == slugs

    one_more = slugs | assign_slugs(late[:1], slugs.values())
    all_more = one_more | assign_slugs(late[1:], one_more.values())
    assert len({path_on_any_disk(slug) for slug in all_more.values()}) == len(order)


@given(st.text(max_size=60))
@example("K")
@example("ſ")
@settings(max_examples=300, deadline=None)
def test_any_text_has_a_safe_slug_that_reads_back(code: str) -> None:
    """The rule knows no exception, and is injective because it has an inverse."""
    slug = slug_for(code)
    check_safe(slug)
    assert code_for(slug) == code or slug == distinct_slug(code)


def test_case_alone_is_settled_by_the_ledger_then_by_order() -> None:
    """A published slug is nobody else's, not even one's that sorts first; among new ones the order decides."""
    fresh = assign_slugs(["abc", "ABC"])
    assert fresh == {"ABC": "ABC", "abc": distinct_slug("abc")}
    assert assign_slugs(["ABC"], taken=["abc"]) == {"ABC": distinct_slug("ABC")}
    assert assign_slugs(["x"], taken=["X"]) == {"x": distinct_slug("x")}
