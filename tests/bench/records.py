"""Makes error tables of any length in the shape of the real one: short titles, remedies of one to three sentences.

The words are ours and the dice always fall alike, so everybody measures the same document.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

THINGS: Sequence[str] = (
    "リクエスト", "署名", "アクセスキー", "サブアカウント", "インスタンス", "ディスク", "スナップショット",
    "イメージ", "サブネット", "ルートテーブル", "ロードバランサー", "証明書", "ドメイン", "DNSレコード",
    "バケット", "オブジェクト", "データベース", "バックアップ", "キャッシュ", "キュー", "トピック", "関数",
    "コンテナ", "クラスター", "ノード", "ログ", "アラーム", "注文", "クーポン", "請求書", "配信ドメイン",
    "録画テンプレート", "変換タスク", "電話番号", "SMSテンプレート", "プロジェクト", "タグ",
)  # fmt: skip
SIDES: Sequence[str] = (
    "ID", "名前", "状態", "サイズ", "件数", "形式", "有効期限", "リージョン", "権限", "課金方式", "所有者",
    "タイムスタンプ", "Nonce", "CIDR", "ポート", "バージョン",
)  # fmt: skip
TROUBLES: Sequence[str] = (
    "が不正です", "が見つかりません", "が重複しています", "が上限に達しました", "の期限が切れています",
    "は使用中です", "に権限がありません", "はサポートされていません", "の作成に失敗しました",
    "の更新に失敗しました", "の削除に失敗しました", "がタイムアウトしました", "が長すぎます", "が空です",
    "の検証に失敗しました", "は停止中です",
)  # fmt: skip
CAUSES = (
    "指定した{thing}の{side}が正しくありません。",
    "{thing}の{side}がほかの{other}と重なっています。",
    "{thing}は現在の{other}では利用できません。",
    "メインアカウントが{thing}の操作を許可していません。",
    "{thing}の{side}が上限の{number}を超えています。",
    "{other}の処理が終わっていないため、{thing}を変更できません。",
)
REMEDIES = (
    "{side}を確認して、もう一度リクエストしてください。",
    "{number}秒後に再試行してください。",
    "{thing}の管理者に{side}の変更を依頼してください。",
    "解決しない場合は、requestIdを添えてサポートへお問い合わせください。",
    "{other}を作り直してから、{thing}を指定してください。",
)
LINK = "詳しくは「<a href='https://docs.example.com/{number}/{code}'>{thing}の{side}</a>」を参照してください。"


@dataclass(frozen=True, slots=True)
class Record:
    """A row."""

    code: str
    title: str
    remedy: str
    """HTML."""


MOST_ROWS = 25_000
"""In a document: some 8 MB of the 16 that one may have."""


def make_records(count: int) -> list[Record]:
    """Return `count` records with rising codes; the first ones are the same whatever the count."""
    dice = random.Random(4100)
    records = []
    code = 3999
    for _ in range(count):
        code += dice.choice((1, 1, 1, 2, 5))
        thing, other, side = dice.choice(THINGS), dice.choice(THINGS), dice.choice(SIDES)
        title = thing + (f"の{side}" if dice.random() < 0.4 else "") + dice.choice(TROUBLES)
        sentences = [dice.choice(CAUSES), *dice.sample(REMEDIES, dice.choice((1, 1, 2)))]
        if dice.random() < 0.15:
            sentences.append(LINK)
        number = dice.randint(2, 900)
        remedy = "".join(sentences).format(thing=thing, other=other, side=side, number=number, code=code)
        records.append(Record(str(code), title, remedy))
    return records


def markdown(records: list[Record]) -> str:
    """Return a document with the records in one table, written as the real one is."""
    cells = ((record.code, record.title, record.remedy) for record in records)
    rows = ("   <tr>\n" + "".join(f"      <td>{cell}</td>\n" for cell in row) + "   </tr>\n" for row in cells)
    header = "   <tr>\n      <td>エラーコード</td>\n      <td>説明</td>\n      <td>対処方法</td>\n   </tr>\n"
    return f"## エラーコードリスト\n\n<table>\n{header}{''.join(rows)}</table>\n"


def write_content(folder: Path, records: list[Record], outputs: list[str]) -> Path:
    """Write a content folder with the records in a document, in several where one would be too large; return it."""
    (folder / "ja").mkdir(parents=True)
    for number, start in enumerate(range(0, len(records), MOST_ROWS), start=1):
        text = markdown(records[start : start + MOST_ROWS])
        (folder / "ja" / f"errors-{number}.md").write_text(text, encoding="utf-8")
    quoted = ", ".join(f'"{output}"' for output in outputs)
    settings = 'title = "エラーコード"\nbase_url = "https://errors.example.com/"\nlanguage = "ja"\nlanguages = ["ja"]\n'
    (folder / "site.toml").write_text(settings + (f"outputs = [{quoted}]\n" if outputs else ""), encoding="utf-8")
    return folder
