"""A small compiled site with one of everything that an output has to get right."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from errdex.model import (
    ROOT,
    Catalog,
    Code,
    Entry,
    Family,
    Field,
    Guide,
    Location,
    Note,
    Reference,
    Relation,
    Retirement,
    Settings,
    Site,
    Wording,
)

OUTPUTS = ("html", "search", "sitemap", "json", "markdown", "csv", "feed", "llms", "opensearch")
BASE_URL = "https://errors.example.com/docs/"


def sample_settings(base_url: str = BASE_URL) -> Settings:
    """Return settings of a site in two languages with every output on."""
    return Settings(
        titles={"ja": "エラーコード", "en": "Error <codes>"},
        descriptions={"ja": "一覧", "en": "All of them"},
        language="ja",
        languages=("ja", "en"),
        product="Cloud & API",
        base_url=base_url,
        version="2.0",
        outputs=OUTPUTS,
    )


def sample_entry(code: str, title: str, remedy: str = "", *, html: str = "", message: str = "") -> Entry:
    """Return an entry of a table with a code, a title and a remedy; `html` where the remedy is more than text."""
    cells: list[tuple[str, str, str]] = [("code", code, ""), ("title", title, ""), ("remedy", remedy, html)]
    if message:
        cells.append(("message", message, ""))
    return Entry(
        code=code,
        aliases=(),
        fields=tuple(
            Field(label=f"{role} *label*", role=role, text=text, html=markup or escape(text, quote=False))  # type: ignore[arg-type]  # the words above are roles
            for role, text, markup in cells
        ),
        location=Location("ja/errors.md", 12),
        table=0,
        section="一覧",
    )


def sample_codes() -> tuple[Code, ...]:
    """Return codes of the catalog `codes`: with links, in two languages, retired, hostile, and with an odd name."""
    linked = f'<a href="{ROOT}codes/-1012.html">-1012</a> <a href="https://example.org/?a=1&amp;b=2">here</a>'
    note = Note(
        "ja/notes/4100.md",
        "ja",
        "codes",
        "4100",
        "",
        1,
        html=f'<p><a href="{ROOT}guides/signature.html">x</a>',
        retryable="after-change",
        actor="caller",
        support="署名を*2回*確かめても解決しないとき",
        successor="-1012",
        since="2.1",
    )
    return (
        Code(
            catalog="codes",
            code="4100",
            slug="4100",
            wordings=(
                Wording(
                    "ja",
                    "身元認証失敗",
                    (sample_entry("4100", "身元認証失敗", "-1012 here", html=linked, message="401 bad signature"),),
                    note,
                    (Reference("guides/signature.html#how", "署名", "ja"),),
                ),
                Wording("en", "Authentication failed", (sample_entry("4100", "Authentication failed", "Sign again"),)),
            ),
            aliases=("AuthFailure",),
            related=(Relation("-1012", "author"),),
            former=("codes/AuthFailure.html", "codes/40100.html"),
            added="2025-01-02",
            changed="2026-03-04",
        ),
        Code(
            catalog="codes",
            code="-1012",
            slug="-1012",
            wordings=(
                Wording(
                    "ja", "", (sample_entry("-1012", "=HYPERLINK(1)", "*a* <app_id> `b` [c](d) _e_ #f | g\n1. h"),)
                ),
            ),
            added="2025-01-02",
            changed="2025-01-02",
        ),
        Code(
            catalog="codes",
            code="DB:0140",
            slug="DB~3a~0140",
            wordings=(
                Wording("en", 'Gone & "quoted"', (sample_entry("DB:0140", "Gone"), sample_entry("DB:0140", "+x"))),
            ),
            retirement=Retirement("2026-05-06", "no longer sent", "4100"),
            added="2025-01-02",
            changed="2026-05-06",
        ),
    )


def sample_site(base_url: str = BASE_URL, codes: Iterable[Code] | None = None) -> Site:
    """Return a site of the sample codes, or of these, and one guide."""
    held = tuple(sample_codes() if codes is None else codes)
    sms = Code("sms", "1001", "1001", (Wording("ja", "送信失敗", (sample_entry("1001", "送信失敗"),)),))
    guides = tuple(
        Guide(f"ja/{name}.md", "ja", "codes", name, "署名方法", "署名の計算", ("<p>x</p>",), (), (), False, dated)
        for name, dated in (("signature", "2026-02-03"), ("署名", ""))
    )
    return Site(
        settings=sample_settings(base_url),
        catalogs=tuple(
            Catalog(name, members, (Family(""),), {code.code: code for code in members})
            for name, members in (("codes", held), ("sms", (sms,)))
        ),
        guides=guides,
    )
