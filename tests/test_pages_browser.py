"""The pages in a browser: what they do, that they break no rule, and what is left without script.

The rules are axe-core's and the Nu HTML checker's, both from npm (tests/package.json); without them, those tests say
so and are skipped.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import ROOT, Build
from tests.search.test_queries import ASK, FOLDERS

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = ("", "en/", "zh-Hans/", "ko/")
KINDS = ("index.html", "codes/4100.html", "guides/signature.html", "404.html", "search.html", "changes.html")
MODULES = ROOT / "tests" / "node_modules"
NOT_OURS = ".*Inline script violates Content Security Policy.*"
"""The checker takes a block of JSON-LD for a script. A block of data never runs, and no policy speaks of it (HTML,
"prepare the script element", step 13 comes before the policy's)."""


Serve = Callable[[Path], AbstractContextManager[str]]


@pytest.fixture(scope="session")
def axe() -> str:
    """Return axe-core's script."""
    path = MODULES / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/")
    return path.read_text(encoding="utf-8")


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """Open a page without script."""
    context = browser.new_context(java_script_enabled=False, locale="ja-JP")
    yield context.new_page()
    context.close()


# ---------------------------------------------------------------- rules


@pytest.mark.parametrize("width", [1280, 360])
def test_axe_finds_nothing(browser: Browser, site_url: str, axe: str, width: int) -> None:
    """No violation of axe-core's rules, in four languages, light and dark, wide and narrow."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="light", reduced_motion="reduce", bypass_csp=True
    )
    page = context.new_page()
    for path in (folder + kind for folder in LANGUAGES for kind in KINDS):
        page.goto(site_url + path)
        if path.endswith("index.html"):  # with the search open
            page.locator("[data-search] input").fill("41")
            expect(page.locator("[role=option]").first).to_be_visible()
        page.evaluate(axe)
        backgrounds = set()
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            backgrounds.add(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
            found = page.evaluate("axe.run().then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)]))")
            assert not found, f"{path}, {scheme}: {found}"
        assert len(backgrounds) == len(SCHEMES)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_the_nu_checker_finds_nothing(site: Path, site_url: str) -> None:
    """No error and no warning on any page, over HTTP, because `'self'` of the policy is an origin."""
    jar, java = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar", shutil.which("java")
    if not java or not jar.exists():
        pytest.skip("the Nu checker needs java and npm's vnu-jar: npm ci in tests/")
    pages = [site_url + path.relative_to(site).as_posix() for path in sorted(site.rglob("*.html"))]
    assert len(pages) > 100
    allow = ("-Dnu.validator.servlet.allow-forbidden-hosts=true", "-Dnu.validator.servlet.allowed-address-type=all")
    command = [java, *allow, "-jar", str(jar), "--format", "json", "--filterpattern", NOT_OURS, *pages]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=120)
    messages = [f"{m['url']}: {m['message']}" for m in json.loads(done.stderr)["messages"]]
    assert not messages, "\n".join(messages[:20])


@pytest.mark.parametrize("width", [320, 768])
def test_no_page_scrolls_sideways(page: Page, site_url: str, width: int) -> None:
    """At 320 px too, with the words of any language, a page is as wide as the window."""
    page.set_viewport_size({"width": width, "height": 700})
    for path in (folder + kind for folder in LANGUAGES for kind in (*KINDS, "guides/error-codes.html")):
        page.goto(site_url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_nothing_moves_while_a_page_loads(page: Page, site_url: str) -> None:
    """The layout does not shift: what script adds has its place reserved."""
    for path in ("index.html", "codes/4100.html", "guides/signature.html"):
        page.goto(site_url + path)
        page.wait_for_load_state("networkidle")
        shift = page.evaluate(
            """new Promise(done => { let sum = 0;
            new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value; })
              .observe({type: "layout-shift", buffered: true});
            setTimeout(() => done(sum), 200); })"""
        )
        assert shift == 0, path


# ---------------------------------------------------------------- behaviours


@pytest.mark.parametrize("opened_as", ["http", "file"])
def test_the_switch_of_appearance_remembers(page: Page, site: Path, site_url: str, opened_as: str) -> None:
    """Light to dark by the button; the next page is dark before it is painted, and the button says so."""
    base = site_url if opened_as == "http" else f"{site.as_uri()}/"
    page.emulate_media(color_scheme="light")
    page.goto(base + "codes/4100.html")
    button = page.locator("[data-theme-switch]")
    expect(button).to_have_attribute("aria-pressed", "false")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert light != dark
    page.goto(base + "codes/4101.html", wait_until="commit")
    page.locator("body").wait_for(state="attached")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == dark
    expect(page.locator("[data-theme-switch]")).to_have_attribute("aria-pressed", "true")


def test_without_a_choice_the_system_decides(page: Page, site_url: str) -> None:
    """The page follows the system's appearance, and a change of it, until the reader chooses."""
    page.emulate_media(color_scheme="dark")
    page.goto(site_url + "codes/4100.html")
    dark = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.emulate_media(color_scheme="light")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != dark
    expect(page.locator("[data-theme-switch]")).to_have_attribute("aria-pressed", "false")


def copied(page: Page, kind: str) -> str:
    """Press a copy button and return what is then in the clipboard."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(f'[data-copy="{kind}"]').click()
    expect(page.locator("[data-copy-status]")).to_have_text("コピーしました")
    return str(page.evaluate("navigator.clipboard.readText()"))


def test_copying_the_link_and_the_ticket(page: Page, site_url: str) -> None:
    """The link is the permalink; the ticket comes as text and as Markdown, with blanks to fill in."""
    page.goto(site_url + "codes/4100.html?utm=x#there")
    link = copied(page, "link")
    assert link == "https://errors.example.com/codes/4100.html"
    text = copied(page, "text")
    assert text.startswith("4100 身元認証失敗\n製品: Tencent Cloud API 2.0\n対処方法: 通常、署名の計算")
    assert link in text
    assert text.endswith(":")
    marked = copied(page, "markdown")
    assert marked.startswith("### 4100 身元認証失敗\n- **製品**: Tencent Cloud API 2.0\n")
    assert f"<{link}>" in marked


def test_a_page_without_a_base_url_copies_its_own_address(page: Page, build: Build, serve: Serve) -> None:
    """The address is the browser's, without query and fragment, and Markdown's signs in a cell are escaped."""
    result = build(
        {"errors.md": "| code | message | solution |\n|---|---|---|\n| 7 | a_b | 2 \\* 3 `x` |\n"}, "--language", "ja"
    )
    with serve(result.site) as url:
        page.goto(url + "codes/7.html?x#y")
        assert copied(page, "link") == url + "codes/7.html"
        marked = copied(page, "markdown")
        assert "a\\_b" in marked
        assert "2 \\* 3" in marked


def test_the_ticket_of_a_retired_code_says_so(page: Page, build: Build, serve: Serve) -> None:
    """With date, reason and successor, and without the remedy; no link leads to the line that is another code's now."""
    head = "| code | message | cause | solution |\n|---|---|---|---|\n"
    settings = 'language = "ja"\nlanguages = ["ja"]\nedit_url = "https://example.com/{path}#L{line}"\n'
    files = {"site.toml": settings, "ja/errors.md": f"{head}| 7 | a | why | b |\n| 8 | c | why | d |\n"}
    build(files)
    build(
        {**files, "ja/errors.md": f"{head}| 8 | c | why | d |\n"},
        "7",
        "--reason",
        "gone",
        "--successor",
        "8",
        command="retire",
    )
    result = build({**files, "ja/errors.md": f"{head}| 8 | c | why | d |\n"})
    with serve(result.site) as url:
        page.goto(url + "codes/7.html")
        ticket = copied(page, "text")
        said = r"^7 a\n廃止: (\d{4}-\d\d-\d\d)\n理由: gone\n後継のコード: 8\ncause: why\n参照: "
        found = re.search(said, ticket)
        assert found, ticket
        marked = copied(page, "markdown")
        assert "- **後継のコード**: 8\n- **cause**: why\n- **参照**: " in marked
        about = page.locator(".about")
        expect(about).to_contain_text("ja/errors.md")
        expect(about).not_to_contain_text("errors.md,")
        expect(about.get_by_text("この行を編集")).to_have_count(0)
        page.goto(url + "codes/8.html")
        expect(page.locator('.about a[href="https://example.com/ja/errors.md#L3"]')).to_be_visible()
        page.goto(url + "index.html")
        page.evaluate(ASK, "code: 7\ncode: 8")
        block = page.locator(".search-ticket")
        expect(block).to_contain_text("8 c")
        old, new, _ = block.inner_text().split("\n\n")
        assert old == f"7 a\n廃止: {found[1]}\n後継のコード: 8\n参照: {url}codes/7.html"
        assert new == f"8 c\ncause: why\nsolution: d\n参照: {url}codes/8.html"


def test_a_block_of_code_can_be_copied(page: Page, site_url: str) -> None:
    """Each block of code in a guide has a button that copies it to the letter."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + "guides/signature.html")
    assert page.locator(".copy-block").count() == page.locator(".highlight").count() > 3
    page.locator(".copy-block").nth(1).click()
    expect(page.locator("[data-copy-status]")).to_have_text("コピーしました")
    code = page.locator(".highlight pre").nth(1).evaluate("pre => pre.textContent")
    assert page.evaluate("navigator.clipboard.readText()") == code


def test_the_menu_of_languages(page: Page, site_url: str) -> None:
    """The menu leads to the same code in another language; Escape closes it and gives the focus back."""
    page.goto(site_url + "codes/4100.html")
    menu = page.locator("[data-menu]")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu).to_have_attribute("open", "")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    expect(menu).not_to_have_attribute("open", "")
    assert page.evaluate("document.activeElement.matches('[data-menu] summary')")
    menu.locator("summary").click()
    menu.get_by_text("한국어").click()
    assert page.url == site_url + "ko/codes/4100.html"


def test_the_keyboard_reaches_the_content_at_once(page: Page, site_url: str) -> None:
    """The first stop of Tab is the link past the header, and the focus is seen."""
    page.goto(site_url + "codes/4100.html")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box
    assert box["width"] > 40
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")


def test_everything_works_from_disk(page: Page, site: Path) -> None:
    """Opened as a file, a page searches, copies, switches and links, and breaks no policy (the fixture listens)."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.keyboard.type("４１００")
    page.locator("[role=option]").first.click()
    page.wait_for_url("**/codes/4100.html")
    page.locator('[data-copy="text"]').click()
    expect(page.locator("[data-copy-status]")).not_to_be_empty()
    page.locator("[data-theme-switch]").click()
    page.locator("[data-menu] summary").click()
    page.get_by_text("English").click()
    page.wait_for_url("**/en/codes/4100.html")
    expect(page.locator("[data-theme-switch]")).to_have_attribute("aria-pressed", "true")
    page.locator(".entry-main a, .guides a").first.click()
    page.wait_for_url("**/en/guides/**")
    page.locator(".copy-block").first.click()
    expect(page.locator("[data-copy-status]")).not_to_be_empty()


def test_a_first_load_is_light(site: Path) -> None:
    """A code's page, style and script in all: 20 KB at most, gzipped; the index of this site 30 KB."""
    for path, most in (("codes/4100.html", 20_000), ("ko/codes/4500.html", 20_000), ("index.html", 30_000)):
        page = site / path
        html = page.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script src|link rel="(?:stylesheet|icon|manifest)" href)="([^"]+)"', html)
        assert len(loaded) >= 4
        files = [page, *((page.parent / name).resolve() for name in loaded)]
        weights = {file.name: len(gzip.compress(file.read_bytes())) for file in files}
        assert sum(weights.values()) <= most, weights
        assert sum(weight for name, weight in weights.items() if name.endswith((".css", ".js"))) <= 14_000, weights


@pytest.mark.parametrize("folder", FOLDERS.values())
def test_a_codes_page_is_light(site: Path, folder: str) -> None:
    """The HTML of a code weighs at most 2.6 KB gzipped at the median, in the dearest script too."""
    pages = [page.read_bytes() for page in (site / folder / "codes").glob("[0-9]*.html")]
    weights = [len(gzip.compress(page, 9)) for page in pages if b"entry-code" in page]
    assert len(weights) > 20
    assert statistics.median(weights) <= 2_600


@pytest.mark.parametrize(
    ("address", "code", "found"),
    [
        ("codes/4100/", "4100", "codes/4100.html"),
        ("codes/4107.html", "4107", "codes/4106.html"),
        ("404.html?code=4500", "4500", "codes/4500.html"),
        ("old/docs/errors/41~30-30~", "4100", "codes/4100.html"),
    ],
)
def test_a_dead_address_leads_to_its_code(page: Page, site_url: str, address: str, code: str, found: str) -> None:
    """The 404 page reads the code from the address, at any depth, and shows its page or the nearest."""
    page.goto(site_url + address)
    expect(page.locator("[data-missing]")).to_have_text(f"お探しのコード：{code}")
    expect(page.locator(f'.search-panel a[href="{site_url}{found}"]').first).to_be_visible()


def test_a_dead_address_is_answered_in_its_language(page: Page, site_url: str) -> None:
    """The help of the address's language comes first and the box finds its pages, though one page serves all."""
    page.goto(site_url + "ko/codes/41OO.html")
    first = page.locator("main [lang], main [data-missing]").first
    assert first.get_attribute("lang") == "ko"
    expect(page.locator(f'.search-panel a[href="{site_url}ko/codes/4100.html"]')).to_be_visible()


def test_a_users_theme_shows(page: Page, build: Build, serve: Serve) -> None:
    """A token, a partial and a word from content/theme/ are what the reader sees, light and dark."""
    result = build(
        {
            "errors.md": "| code | message | solution |\n|---|---|---|\n| 7 | seven | wait |\n",
            "theme/tokens.css": ":root { --accent: light-dark(#0b6b50, #74d3b4) }",
            "theme/partials/footer.html": "<footer><p>{{ footer.site_title }}, ours</p></footer>",
            "theme/locales/en.toml": '[page]\nabout = "Behind this page"\n',
        }
    )
    with serve(result.site) as url:
        for scheme, colour in (("light", "rgb(11, 107, 80)"), ("dark", "rgb(116, 211, 180)")):
            page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
            page.goto(url + "codes/7.html")
            expect(page.locator(".entry-code")).to_have_css("color", colour)
        expect(page.locator("footer")).to_contain_text("ours")
        expect(page.locator(".about h2")).to_have_text("Behind this page")


# ---------------------------------------------------------------- without


def test_without_script_a_page_is_whole(plain_page: Page, site_url: str) -> None:
    """Code, title, remedy, ticket, languages: all there, and no button that would do nothing."""
    plain_page.goto(site_url + "codes/4100.html")
    expect(plain_page.locator("h1")).to_have_text("4100 身元認証失敗")
    expect(plain_page.locator(".field-remedy")).to_be_visible()
    assert plain_page.locator("button:visible").count() == 0
    plain_page.locator(".ticket summary").click()
    expect(plain_page.locator("[data-ticket]")).to_contain_text("https://errors.example.com/codes/4100.html")
    assert "###" not in plain_page.locator("[data-ticket]").inner_text()
    plain_page.locator("[data-menu] summary").click()
    plain_page.get_by_text("English").click()
    assert plain_page.url.endswith("/en/codes/4100.html")


def test_paper_has_the_entry_and_its_address(page: Page, site_url: str) -> None:
    """In print there is nothing to click, the permalink is there, and a page with a long note is one sheet."""
    page.goto(site_url + "codes/4100.html")
    page.emulate_media(media="print")
    for selector in (".site-header", ".site-footer", ".actions", ".ticket", ".neighbours", ".crumbs"):
        expect(page.locator(selector)).to_be_hidden()
    expect(page.locator(".print-address")).to_have_text("https://errors.example.com/codes/4100.html")
    expect(page.locator(".field-remedy")).to_be_visible()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1


def test_colours_may_be_forced(browser: Browser, site_url: str) -> None:
    """With forced colours the icons and borders are still there."""
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(site_url + "codes/4100.html")
    colour = page.evaluate(
        "getComputedStyle(document.querySelector('[data-theme-switch]'), '::before').backgroundColor"
    )
    assert colour == page.evaluate("getComputedStyle(document.body).color")
    context.close()
