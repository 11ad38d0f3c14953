"""The index: what text becomes, and how rows and tokens are packed so that a browser finds them by arithmetic."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from random import Random
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errdex.model import Catalog, Code, Heading, Note, Settings, Site, Wording
from errdex.renderers.search import MOST_GUIDES, TICKET, render
from errdex.search.normalise import BREAK, HAN, LETTERS, fold_for, join_texts, normalise, normalise_unfolded, tabulate
from errdex.search.packing import INLINE, LEAF_ROWS, MARK, code_shapes, pack, sort_rows
from errdex.search.postings import BATCH, CHAMPIONS, list_postings
from errdex.search.rows import NOTE_LIMIT, Row, Vocabulary, make_rows
from errdex.search.tokens import CAMEL_WORD, camel_parts, code_key, cut_all, spread, units
from tests.conftest import ROOT
from tests.pages import built_in_theme
from tests.sample_site import sample_codes, sample_entry, sample_settings, sample_site
from tests.search.twins import tokens

JA = fold_for("ja")
CALL = re.compile(r'errdex\("([^"]+)",(.*)\)\n', re.DOTALL)
SCRIPTS = "".join(
    path.read_text(encoding="utf-8") for path in sorted((ROOT / "templates/assets/js").glob("[rs]e*r*.js"))
)


def read_script(data: bytes) -> tuple[str, object]:
    """Return name and value of a script of the index."""
    match = CALL.fullmatch(data.decode("utf-8"))
    assert match, data[:80]
    return match[1], json.loads(match[2])


def pack_rows(rows: Iterable[Row]) -> dict[str, object]:
    """Pack rows as an index `ja`; return the values by path."""
    pairs = sort_rows(rows, JA)
    return {path: read_script(data)[1] for path, data in pack({}, "ja", pairs, JA)}


def make_row(code: str, title: str, text: str = "", aliases: tuple[str, ...] = ()) -> Row:
    """Return a row with one field."""
    texts: list[str | int] = [0, text]
    return Row(code, [code, title, texts], "\n".join((title, *aliases)), text, aliases)


def many_rows(number: int = INLINE + 500) -> list[Row]:
    """Return rows enough for leaves: every word is in some of them."""
    return [make_row(str(10000 + i), f"題{i % 7}が不正です", f"項目{i} unit{i % 90}") for i in range(number)]


# ---------------------------------------------------------------- text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ﾘﾌﾟﾚｲ攻撃", "りぷれい攻撃"),
        ("４１００", "4100"),
        ("ＴＯＫＥＮ", "token"),
        ("は\u3099", "ば"),
        ("サーバー", "さば"),
        ("A-B ー", "a-b ー"),
        ("署\u200b名", "署名"),
        ("バックアップ デバイス", "ばっくあっぷでばいす"),
        ("API を 呼ぶ", "api を呼ぶ"),
        ("列名 '%.*ls' が無効です。", "列名が無効です。"),
        ("Type '{0}' is not", "type is not"),
        ("100% ok", "100% ok"),
    ],
)
def test_text_is_made_comparable(text: str, expected: str) -> None:
    """Width, case, kind of kana, long marks, blanks between letters and placeholders make no difference."""
    assert normalise(text, JA) == expected
    assert normalise(text, tabulate(JA)) == expected


def test_traditional_characters_are_simplified_in_chinese_only() -> None:
    """A reader of a Chinese index may write either; in Japanese the characters are other words."""
    assert normalise("簽名錯誤", fold_for("zh-Hans")) == "签名错误"
    assert normalise("簽名錯誤", JA) == "簽名錯誤"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("割り当て量", "割 当 量 割り り当 当て て量 割当 当量"),
        ("tokenエラー", "token えら"),
        ("鍵", "鍵"),
        ("projectId", "projectid project id"),
        ("バグ", "はく"),
        ("재전송 공격", "재전 전송 송공 공격"),
        ("a-b c_d", "a b c d"),
        ("、。!", ""),
    ],
)
def test_tokens_are_words_pairs_and_single_han(text: str, expected: str) -> None:
    """No dictionary is needed, okurigana may be left out, and voicing marks do not matter."""
    assert tokens(text, normalise(text, JA)) == set(expected.split())


def test_a_code_is_filed_under_its_letters_and_digits() -> None:
    """However it is punctuated."""
    assert {code_key(normalise(code, JA)) for code in ("ORA-00942", "ora 00942", "ＯＲＡ：00942")} == {"ora00942"}


PIECES = (
    *(
        "ﾘﾌﾟﾚｲ攻撃",
        "サーバー",
        "ヽーヾ",
        "ヷ〜",
        "は\u3099",
        "ー",
        "-",
        "A-B",
        "projectId",
        "ΑΣ",
        "İ",
        "가- 나",
        "𠮷 野",
    ),
    *("가- 나", "さば", " ", "\n", BREAK, "\x01", "\u200b", "\xad", "々", "簽名", "錯誤", "_", "4100", "٤", "é"),
    *("'%.*ls'", "{0}", "％s", "｛0｝", "100%"),
)
"""What a text may hold that normalising looks at."""


@given(st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), min_size=1, max_size=8), st.booleans())
def test_many_texts_are_made_comparable_at_once(texts: list[str], chinese: bool) -> None:
    """The units of texts that were normalised together, folded afterwards, are those of each text by itself."""
    fold = fold_for("zh-Hans" if chinese else "ja")
    normal = normalise_unfolded(join_texts(texts)).split(BREAK)
    assert [[unit.translate(fold) for unit in units("", text)] for text in normal] == [
        units("", normalise(text, fold)) for text in texts
    ]


# ---------------------------------------------------------------- packing


def test_a_small_index_is_one_script() -> None:
    """All rows lie in the root, in the order of their keys."""
    packed = pack_rows([make_row("B2", "b"), make_row("a-1", "a"), make_row("10", "c")])
    assert list(packed) == ["search/ja.js"]
    assert [row[0] for row in packed["search/ja.js"]["rows"]] == ["10", "a-1", "B2"]  # type: ignore[index]


def list_slowly(rows: list[Row]) -> dict[str, list[int]]:
    """Return what `list_postings` does, row by row and unit by unit: the places of each token, the best first.

    A unit keeps its first places in heads, and in bodies; behind them stands how many it lacks, as a negative number.
    """
    size = len(rows)
    best = sorted(range(size), key=lambda number: len(rows[number].head) + len(rows[number].body))
    places: dict[str, set[int]] = {}
    lacking: Counter[str] = Counter()
    full: Counter[tuple[str, bool]] = Counter()
    for rank, row in enumerate(rows[number] for number in best):
        words = [] if row.code.isdecimal() else units(row.code, normalise(row.code, JA))
        heads = units(row.head, normalise(row.head, JA)) + [word for word in words if not re.search("[0-9]", word)]
        heads += ["=" + code_key(normalise(alias, JA)) for alias in row.aliases]
        bodies = units(row.body, normalise(row.body, JA))
        for in_head, unit in [*((True, unit) for unit in heads), *((False, unit) for unit in bodies)]:
            full[unit, in_head] += 1
            for token in cut_all([unit]):
                if full[unit, in_head] <= CHAMPIONS:
                    places.setdefault(token, set()).add(rank if in_head else rank + size)
                else:
                    lacking[token] += 1
    lists = {}
    for token, found in places.items():
        postings = sorted(best[place % size] * 2 + (place < size) for place in sorted(found)[:CHAMPIONS])
        lists[token] = [after - before for before, after in pairwise([0, *postings])]
        if token in lacking or len(found) > CHAMPIONS:
            lists[token].insert(0, -min(len(found) + lacking[token], size))
    return lists


def test_the_camel_case_words_of_a_text_have_all_its_parts() -> None:
    """Looking for whole words, a class of letters first, finds what looking for parts does."""
    random = Random(0)
    for _ in range(3000):
        text = "".join(random.choices("aabBAZz1_の ", k=random.randint(0, 12)))
        assert [part for word in CAMEL_WORD.findall(text) for part in camel_parts(word)] == camel_parts(text)


def cut_slowly(unit: str) -> set[str]:
    """Return the tokens of one unit, letter by letter."""
    unit = "".join(normalize("NFD", kana)[0] if "ぁ" <= kana <= "ゖ" else kana for kana in unit)
    if not re.match(f"[{LETTERS}]", unit):
        return {unit} - {""}
    okurigana = re.findall(f"(?=([{HAN}])[ぁ-ゖ]{{1,2}}([{HAN}]))", unit)
    return {*re.findall(f"[{HAN}]", unit), *map("".join, pairwise(unit)), *map("".join, okurigana)}


@given(st.lists(st.one_of(st.text("割当認が々ぱざァ重정𠮷", max_size=7), st.text("a1", max_size=3)), max_size=9))
def test_units_cut_together_are_cut_as_one_by_one(found: list[str]) -> None:
    """Each token is that of the units it is in and of no other one, whichever stand beside each other.

    A unit is a run of letters, or a word without any.
    """
    cut = {token: sorted(set(numbers)) for token, numbers in cut_all(found).items()}
    assert cut == {
        token: [number for number, unit in enumerate(found) if token in cut_slowly(unit)]
        for token in set().union(*map(cut_slowly, found))
    }


def test_rows_listed_together_are_listed_as_one_by_one() -> None:
    """However many texts are joined, whatever they hold, no posting is lost or in the wrong place."""
    random = Random(0)
    pieces = (*PIECES, *(" errorCode ", " error ", "。さば。", "。サバ。") * 3)
    rows = []
    for number in range(BATCH // 2 + 600):
        head, body = ("".join(random.choices(pieces, k=random.randint(0, 5))) for _ in range(2))
        code = str(number) if number % 3 else "٤٤" if number % 5 else f"DB_errorCode:{number}"
        rows.append(make_row(code, head, body, ("40ab", "Foo.Bar")[: number % 4]))
    lists, frequent = list_postings(rows, tabulate(JA))
    assert frequent
    assert lists == list_slowly(rows)


def test_leaves_of_rows_are_in_the_order_of_javascript() -> None:
    """Which compares units of UTF-16; rows of one key that go on in the next leaf are told by its start."""
    letters = ("", "É", "エラー", "\uff70x", "𠮷", "오류", "z")
    rows = [make_row(f"{before}{number}", "題") for before in letters for number in range(500)]
    rows += [make_row("twin", "題")] * (2 * LEAF_ROWS)
    packed = pack_rows(rows)
    root = packed["search/ja.js"]
    assert isinstance(root, dict)
    leaves = {path.rpartition("-")[2].removesuffix(".js"): value for path, value in packed.items()}

    def units(text: str) -> bytes:
        return text.encode("utf-16-be")

    starts = list(map(units, root["starts"].split(" ")))
    assert starts == sorted(starts)
    for number, start in enumerate(starts):
        for row in leaves[f"r{number}"]:  # type: ignore[attr-defined]
            key = units(code_key(normalise(row[0], JA)))
            assert key >= start or start == key + units("!")
            assert number + 1 == len(starts) or key < starts[number + 1]


def test_a_large_index_is_found_by_arithmetic() -> None:
    """Each code is in the leaf that `starts` says, each token in that of `spread`, and its postings hold."""
    rows = many_rows()
    packed = pack_rows(rows)
    root = packed.pop("search/ja.js")
    assert isinstance(root, dict)
    assert "rows" not in root
    leaves = {path.rpartition("-")[2].removesuffix(".js"): value for path, value in packed.items()}
    starts = root["starts"].split(" ")
    ordered: list[str] = []
    for number, start in enumerate(starts):
        codes = [row[0] for row in leaves[f"r{number}"]]  # type: ignore[attr-defined]
        assert all(code >= start for code in codes)
        assert number + 1 == len(starts) or all(code < starts[number + 1] for code in codes)
        ordered += codes
    assert ordered == sorted(row.code for row in rows)
    by_code = {row.code: row for row in rows}
    seen = 0
    for leaf, lists in leaves.items():
        if not leaf.startswith("t"):
            continue
        for token, (first, *rest) in lists.items():  # type: ignore[attr-defined]
            assert leaf == f"t{spread(token, root['tokens'])}"
            posting = 0
            for delta in rest if first < 0 else [first, *rest]:
                posting += delta
                row = by_code[ordered[posting >> 1]]
                text = row.head if posting & 1 else row.body
                assert token in tokens(text, normalise(text, JA))
                seen += 1
    assert seen > len(rows) * 4


def test_a_frequent_token_keeps_its_best_rows_and_says_how_many() -> None:
    """Champions are those with it in the head, then the short ones; the root names it as common."""
    rows = many_rows()
    rows[7] = make_row("10007", "全件の不正", "")
    packed = pack_rows(rows)
    root = packed["search/ja.js"]
    assert isinstance(root, dict)
    assert "不正" in root["common"].split(" ")
    lists = {token: value for leaf in packed.values() if isinstance(leaf, dict) for token, value in leaf.items()}
    assert lists["不正"][0] == -len(rows)
    assert len(lists["不正"]) < len(rows) / 2


def test_leaves_are_named_by_what_is_in_them() -> None:
    """The root has every leaf's mark; a changed row renames the leaves that change, and no other."""
    rows = many_rows()
    first = pack_rows(rows)
    assert set(pack_rows(reversed(rows))) == set(first)
    root = first["search/ja.js"]
    assert isinstance(root, dict)
    named = {
        f"search/ja/{marks[number * MARK : (number + 1) * MARK]}-{kind}{number}.js"
        for kind, marks in root["marks"].items()
        for number in range(len(marks) // MARK)
    }
    assert {"search/ja.js", *named} == set(first)
    other = pack_rows([*rows[:-1], make_row(rows[-1].code, "別")])
    for path in first.keys() & other.keys() - {"search/ja.js"}:
        assert first[path] == other[path]
    renamed = [path.rpartition("-")[2] for path in first.keys() - other.keys()]
    assert f"r{(len(rows) - 1) // LEAF_ROWS}.js" in renamed
    assert [name[0] for name in renamed].count("r") == 1
    assert len(renamed) < len(first) / 2


def test_there_are_few_files_however_many_codes() -> None:
    """Leaves of rows hold 64, leaves of tokens are bounded."""
    assert len(pack_rows(many_rows(6400))) < 100 + 30


def test_an_alias_is_a_token_of_a_large_index() -> None:
    """So that a name finds the code without a scan."""
    packed = pack_rows([*many_rows(), make_row("9", "x", aliases=("AuthFailure.SignatureFailure",))])
    tokens_found = {token for leaf in packed.values() if isinstance(leaf, dict) for token in leaf}
    assert {"=authfailuresignaturefailure", "signaturefailure", "signature"} <= tokens_found


def test_usual_shapes_of_codes_are_told() -> None:
    """So that 942 finds ORA-00942, and 2307 finds TS2307."""
    rows = [make_row(code, "") for code in ("ORA-00942", "ORA-01017", "TS2307", "TS2304", "TS1", "x", "4100")]
    assert code_shapes(sort_rows(rows, JA)) == [("ts", 0), ("ora", 5), ("", 0)]


# ---------------------------------------------------------------- rows


def rows_of(codes: tuple[Code, ...], language: str = "ja") -> list[Row]:
    """Return the rows of a catalog."""
    site = Site(sample_settings(), (Catalog("codes", codes, (), {code.code: code for code in codes}),), ())
    return list(make_rows(site, language, Vocabulary(), "補足", lambda html: html))


def test_a_row_holds_what_its_page_says() -> None:
    """Each text once, under its label; the first characters of a note; a successor elsewhere is a name."""
    note = Note("n", "ja", "codes", "1", "", 1, html="注" * 2 * NOTE_LIMIT, successor="AuthFailure", aliases=("E1",))
    entry = sample_entry("1", "題", "直し方", message="題")
    (row,) = rows_of((Code("codes", "1", "1", (Wording("ja", "題", (entry,), note),)),))
    assert row.values == ["1", "題", [0, "直し方", 1, "注" * NOTE_LIMIT], {"a": ["E1", "AuthFailure"]}]


def test_a_row_says_what_is_out_of_the_ordinary() -> None:
    """Retired, another slug, words of another language."""
    by_code = {row.code: row.values[3:] for row in rows_of(sample_codes(), "en")}
    retired = next(code for code in sample_codes() if code.retirement)
    assert by_code[retired.code][0]["r"] == ["2026-05-06", "4100"]  # type: ignore[index, call-overload]
    odd = next(code for code in sample_codes() if code.slug != code.code)
    assert by_code[odd.code][0]["s"] == odd.slug  # type: ignore[index, call-overload]
    assert any(more and more[0].get("l") == "ja" for more in by_code.values())  # type: ignore[union-attr]


def test_each_language_has_a_root_with_its_strings() -> None:
    """The root tells the box its words, so that pages need not; and the other languages that have something to say."""
    codes = sample_codes()
    site = Site(sample_settings(), (Catalog("codes", codes, (), {code.code: code for code in codes}),), ())
    roots = {artifact.path: read_script(artifact.data) for artifact in render(site, built_in_theme())}
    assert list(roots) == ["search/ja.js", "search/en.js"]
    name, root = roots["search/en.js"]
    assert isinstance(root, dict)
    assert (name, root["language"], root["folder"]) == ("en", "en", "en/")
    assert root["languages"] == {"ja": "Japanese"}
    asked = set(re.findall(r"""\bt\(["'](search|paste)\.(\w+)""", SCRIPTS))
    # What stands in the script of every page (`SITE.strings`) need not come with the index.
    asked |= set(re.findall(r"""(?<!\.documentElement\.lang\]\[)["'](search|paste)\.(\w+)["']""", SCRIPTS))
    others = {key for key in root["strings"] if not key.startswith(("search.", "paste."))}
    assert {".".join(key) for key in asked} == root["strings"].keys() - others
    assert others == set(TICKET)


def test_logs_are_understood_in_a_site_of_one_language() -> None:
    """The words that announce a code are those of the site's languages, and of logs, longest first."""
    site = Site(Settings({"ja": ""}, {"ja": ""}, "ja", ("ja",)), (Catalog("codes", (), (), {}),), ())
    theme = replace(built_in_theme(), locales={"ja": built_in_theme().locales["ja"]})
    (artifact,) = render(site, theme)
    _name, root = read_script(artifact.data)
    assert isinstance(root, dict)
    words = root["announce"].split("|")
    assert {"code", "error", "エラーコード", "エラー"} <= set(words)
    assert [len(word) for word in words] == sorted((len(word) for word in words), reverse=True)


def test_a_chinese_root_has_the_characters_that_it_needs() -> None:
    """Pairs of which the simplified one occurs in the index, and no others."""
    entry = sample_entry("1", "签名")
    code = Code("codes", "1", "1", (Wording("zh-Hans", "签名", (entry,)),))
    settings = replace(sample_settings(), language="zh-Hans", languages=("zh-Hans",))
    site = Site(settings, (Catalog("codes", (code,), (), {"1": code}),), ())
    (artifact,) = render(site, built_in_theme())
    _name, root = read_script(artifact.data)
    assert isinstance(root, dict)
    assert "簽签" in root["fold"]
    assert "錯" not in root["fold"]


def test_the_rows_of_a_small_site_are_light() -> None:
    """The settings' product, the strings and an empty catalog make a root of a few kilobytes at most."""
    site = Site(Settings({"ja": ""}, {"ja": ""}, "ja", ("ja",)), (Catalog("codes", (), (), {}),), ())
    (artifact,) = render(site, built_in_theme())
    assert len(artifact.data) < 3000


def test_an_index_names_guides_before_their_sections() -> None:
    """In the language of the index, with addresses fit for a link, and no more than the limit.

    Where that has none, those of the default language, marked with it.
    """
    site = sample_site()
    headings = tuple(Heading(2, f"節{number}", f"手順{number}") for number in range(MOST_GUIDES))
    site = replace(site, guides=(replace(site.guides[0], headings=headings), *site.guides[1:]))
    roots = {item.path: read_script(item.data)[1] for item in render(site, built_in_theme())}
    root = roots["search/ja.js"]
    assert isinstance(root, dict)
    assert root["guides"][:3] == [
        ["署名方法 (signature)", "guides/signature.html"],
        ["署名方法 (署名)", "guides/%E7%BD%B2%E5%90%8D.html"],
        ["手順0", "guides/signature.html#%E7%AF%800"],
    ]
    assert len(root["guides"]) == MOST_GUIDES
    other = roots["search/en.js"]
    assert isinstance(other, dict)
    assert other["guides"][0] == ["署名方法 (signature)", "guides/signature.html", "ja"]
    assert other["default"] == "Japanese"
    assert "default" not in root
