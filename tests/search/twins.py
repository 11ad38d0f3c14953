"""Makes texts of all scripts, and what the Python side makes of them: the fixture that JavaScript must match."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from errdex.search.normalise import fold_for, normalise
from errdex.search.tokens import code_key, cut_all, spread, units

PIECES: Sequence[str] = (
    *(
        "署名の計算が正しくない",
        "割り当て量を超えた",
        "サーバー",
        "ﾘﾌﾟﾚｲ攻撃",
        "ハ゛ーシ゛ョン",
        "は\u3099",
        "パ゚",
        "ヴァイオリン",
        "ヷヸ",
        "ゝヾ々〆〇",
    ),
    *(
        "バックアップ デバイス",
        "データ—ベース",
        "ー",
        "ーー",
        "ラ〜メン",
        "東京　都",
        "㌔㍍",
        "①②",
        "ﾊﾟ",
        "𠮷野家",
        "髙﨑",
        "﨑",
        "葛󠄀城",
    ),
    *("簽名錯誤", "餘額不足", "签名错误", "臺灣", "后後", "재전송 공격", "비밀 키", "한글", "서명이", "ᄒ", "ㄱㄴ"),
    *(
        "InvalidParameter.Foo",
        "projectId",
        "SecretIDs",
        "HTTPServer",
        "snake_case",
        "x86_64",
        "naïve café",
        "ΣΑΣ",
        "İstanbul",
        "straße",
        "ﬁne",
    ),
    *("'%.*ls'", "%d", "100%s", "50% off", "{0}", "{count}", "{}", "%04lx", "[ %hs ]", "「%ls」", "%.* ls", "{日本}"),
    *(
        "４１００",
        "0x80070005",
        "ORA-00942",
        "-1012",
        "４１０Ｏ",
        "１２:４１",
        "5分以上",
        "\u200b",
        "\u00ad",
        "\ufeff",
        "\u2060",
        "\u200d",
    ),
    *(
        " ",
        "  ",
        "\n",
        "\t",
        "、",
        "。",
        "・",
        "「",
        "」",
        "(",
        ")",
        "'",
        '"',
        "-",
        "–",
        "…",
        "!",
        "_",
        "👍",
        "𝒜",
        "½",
        "Ⅳ",
        "हिन्दी",
        "العربية",
        "ไทย",
        "русский",
    ),
)
LETTERS = "あいうがぱんーアイガパヴ署名割当量権限签簽한글서명aBcDeZ09_ .-%{}'\u3099\u309a\u200b"


def make_texts(number: int) -> list[str]:
    """Return texts of all scripts, the same ones each time: pieces of real prose and of noise."""
    dice = random.Random(4100)
    texts = list(PIECES)
    while len(texts) < number:
        pieces = dice.choices(PIECES, k=dice.randint(1, 8))
        pieces += ["".join(dice.choices(LETTERS, k=dice.randint(0, 12)))]
        dice.shuffle(pieces)
        texts.append(dice.choice(("", " ")).join(pieces))
    return texts


def tokens(text: str, normal: str) -> set[str]:
    """Return the tokens of a text, given as written and normalised."""
    return set(cut_all(units(text, normal)))


def python_side(texts: Sequence[str], language: str) -> list[list[object]]:
    """Return normal form, key, tokens in order, and the leaf of each token, by text."""
    fold = fold_for(language)
    sides: list[list[object]] = []
    for text in texts:
        normal = normalise(text, fold)
        found = sorted(tokens(text, normal), key=lambda token: token.encode("utf-16-be"))
        sides.append([normal, code_key(normal), found, [spread(token, 797) for token in found]])
    return sides


def fold_pairs(language: str) -> str:
    """Return the language's pairs of characters, old and new, as a root script has them."""
    fold: Mapping[int, int | None] = fold_for(language)
    pairs = [(old, new) for old, new in fold.items() if new is not None and old >= 0x3400]
    return "".join(f"{chr(old)}{chr(new)}" for old, new in pairs)


JAVASCRIPT = """(texts, pairs) => {
  const search = errdex.search, fold = new Map((pairs.match(/../gu) || []).map((pair) => [...pair]));
  return texts.map((text) => {
    const normal = search.normalise(text, fold), found = [...search.tokens(text, normal)].sort();
    return [normal, search.squeeze(normal), found, found.map((token) => search.spread(token, 797))];
  });
}"""
"""The same, by the JavaScript side."""
