"""What the search box does: keys, input methods, pasting, Back, privacy, and what it needs from the page."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from tests.conftest import ROOT, Build
from tests.pages import built_in_theme

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

AXE = ROOT / "tests" / "node_modules" / "axe-core" / "axe.min.js"
LOG = """2026-11-24 02:25:42 ERROR [worker-3] request failed code=4100 retry=3
{"code": 4500, "message": "(100004) replay"}
connect host:5000 took 4300ms
ERROR code=4100 giving up"""

PASTE = """([text, type]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  const event = type == "paste" ? new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true })
    : new DragEvent("drop", { dataTransfer: clipboardData, bubbles: true, cancelable: true });
  return document.querySelector(".search-input").dispatchEvent(event);
}"""


@pytest.fixture(params=["disk", "host"])
def address(request: pytest.FixtureRequest, site: Path) -> str:
    """Return the site's address, once from disk and once from a host that sends the strict policy."""
    return f"{site.as_uri()}/" if request.param == "disk" else str(request.getfixturevalue("site_url"))


def search(page: Page, text: str) -> None:
    """Type into the box and wait for the answer."""
    page.locator(".search-input").fill(text)
    expect(page.locator("[data-search]")).to_have_attribute("aria-busy", "false")


def found(page: Page) -> list[str]:
    """Return the codes in the list."""
    return page.locator(".search-hit .search-code").all_text_contents()


def test_a_reader_finds_a_page_with_the_keyboard_alone(page: Page, address: str) -> None:
    """`/` goes to the box, arrows, Home and End walk the list, Enter opens, Back brings the query and its results."""
    page.goto(f"{address}codes/6000.html")
    page.keyboard.press("/")
    page.keyboard.type("不正アクセス")
    field, hits = page.locator(".search-input"), page.locator(".search-hit")
    expect(page.locator("[data-search]")).to_have_attribute("aria-busy", "false")
    last = hits.count() - 1
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-hit-0")
    expect(hits.nth(0)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("End")
    expect(field).to_have_attribute("aria-activedescendant", f"search-hit-{last}")
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", "search-hit-0")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[aria-selected=true]")).to_have_count(1)
    wanted = hits.nth(1).get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(str(wanted))
    page.go_back()
    expect(field).to_have_value("不正アクセス")
    expect(hits).to_have_count(last + 1)


def test_enter_opens_the_first_result_and_escape_closes(page: Page, site_url: str) -> None:
    """Escape closes the panel and keeps the text, a second one clears; Ctrl+K comes back; Enter needs no arrow."""
    page.goto(f"{site_url}codes/6000.html")
    page.keyboard.press("Control+k")
    page.keyboard.type("４１００")
    expect(page.locator(".search-hit")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".search-panel")).to_be_hidden()
    expect(page.locator(".search-input")).to_have_value("４１００")
    page.keyboard.press("Escape")
    expect(page.locator(".search-input")).to_have_value("")
    page.locator("h1").click()
    page.keyboard.press("Control+k")
    page.keyboard.type("4300")
    expect(page.locator(".search-hit")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/4300.html")


def test_an_early_enter_opens_the_first_result_when_it_is_there(page: Page, site_url: str) -> None:
    """On a slow line the engine comes after the Enter; what is typed afterwards takes it back."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/search-engine.*.js", hold)
    for text, after in (("4104", "4300"), ("4104", "")):
        page.goto(f"{site_url}index.html")
        with page.expect_request("**/search-engine.*.js"):
            page.locator(".search-input").fill(text)
        page.keyboard.press("Enter")
        if after:
            page.locator(".search-input").fill(after)
        held.pop().continue_()
        if after:
            expect(page.locator(".search-hit")).to_have_count(1)
            assert page.url == f"{site_url}index.html"
        else:
            page.wait_for_url(f"**/codes/{text}.html")


def test_an_input_method_keeps_its_enter(page: Page, site_url: str) -> None:
    """Enter that ends a composition opens nothing, be it known by `isComposing` or by key code 229."""
    page.goto(f"{site_url}index.html")
    search(page, "リプレイ")
    for event in (
        "{ key: 'Enter', isComposing: true }",
        "{ key: 'Enter', keyCode: 229 }",
        "{ key: 'ArrowDown', keyCode: 229 }",
    ):
        made = f"new KeyboardEvent('keydown', {{ bubbles: true, cancelable: true, ...{event} }})"
        left_alone = page.locator(".search-input").evaluate(f"(field) => field.dispatchEvent({made})")
        assert left_alone, event
    assert page.url.endswith("index.html")
    expect(page.locator("[aria-selected=true]")).to_have_count(0)
    session = page.context.new_cdp_session(page)
    page.locator(".search-input").fill("")
    session.send("Input.imeSetComposition", {"text": "リプレイ", "selectionStart": 4, "selectionEnd": 4})
    expect(page.locator(".search-hit").first).to_contain_text("4500")


@pytest.mark.parametrize("kind", ["paste", "drop"])
def test_a_log_is_read_for_its_codes(page: Page, address: str, kind: str) -> None:
    """All known codes in order with counts and first line, unknown ones apart, ports and times no codes, one ticket.

    What the ticket links is the page's permanent address, wherever it is read.
    """
    page.goto(f"{address}index.html")
    page.evaluate(PASTE, [LOG, kind])
    hits = page.locator(".search-hit")
    expect(hits).to_have_count(2)
    assert found(page) == ["4100", "4500"]
    expect(hits.nth(0)).to_contain_text("2回")
    expect(hits.nth(0)).to_contain_text("1行目")
    expect(hits.nth(0)).to_contain_text("code=4100 retry=3")
    expect(page.locator(".search-near")).to_contain_text("100004")
    ticket = page.locator(".search-ticket").inner_text()
    assert "4100 身元認証失敗" in ticket
    assert "4500 リプレイ攻撃" in ticket
    assert "https://errors.example.com/codes/4500.html" in ticket


def test_what_is_pasted_stays_in_the_page(page: Page, site_url: str) -> None:
    """Pasted text reaches no URL, no history, no storage, no request and not the field; what is typed may."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    page.goto(f"{site_url}index.html")
    page.evaluate(PASTE, [LOG.replace("retry", "secret-token"), "paste"])
    expect(page.locator(".search-note")).to_be_visible()
    expect(page.locator(".search-input")).to_have_value("")
    page.locator(".search-input").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/4100.html")
    page.go_back()
    page.evaluate(PASTE, ["code=4300 secret-token", "paste"])
    search(page, "code=4300 secret-token")
    page.keyboard.press("Enter")
    page.wait_for_url("**/codes/4300.html")
    page.go_back()
    state = page.evaluate("[location.href, JSON.stringify([history.state, {...localStorage, ...sessionStorage}])]")
    assert not [text for text in [*asked, *state] if "secret-token" in text or "4300%20" in text]


def test_the_query_in_an_address_is_asked(page: Page, address: str) -> None:
    """`?q=` (tickets, the browser's search bar) and `#q=` fill the box, in any letters, and only text comes of them."""
    page.goto(f"{address}search.html?q=%E7%BD%B2%E5%90%8D")
    expect(page.locator(".search-hit").first).to_contain_text("4100")
    page.goto(f"{address}en/search.html#q=nonce")
    expect(page.locator(".search-hit").first).to_contain_text("4500")
    page.goto(f"{address}search.html?q=%3Cimg%20src%3Dx%3E%E6%AE%8B%E9%AB%98%E4%B8%8D%E8%B6%B3")
    expect(page.locator(".search-hit").first).to_contain_text("5300")
    expect(page.locator("form img")).to_have_count(0)


def test_results_say_where_and_mark_what(page: Page, site_url: str) -> None:
    """A result shows code, title and the place of the match, with the words marked as they are written there."""
    page.goto(f"{site_url}index.html")
    search(page, "ﾘｸｴｽﾄ数 割当量")
    first = page.locator(".search-hit").first
    expect(first.locator(".search-code")).to_have_text("4400")
    expect(first.locator(".search-place")).to_contain_text("対処方法: ")
    assert "リクエスト数" in first.locator("mark").all_text_contents()


def test_a_word_finds_every_code_that_holds_it(page: Page, site_url: str) -> None:
    """A name that has the word in it comes first, and does not hide a note, however far down in it the word stands."""
    page.goto(f"{site_url}en/index.html")
    search(page, "signature")
    assert found(page) == ["4100", "4104", "4400", "4500", "6000"]


def test_nothing_found_says_so_and_offers_what_is_near(page: Page, site_url: str) -> None:
    """An unknown code leads to codes that look like it, as links outside the list; other words are said back."""
    page.goto(f"{site_url}index.html")
    search(page, "4107")
    expect(page.locator(".search-hit:visible")).to_have_count(0)
    expect(page.locator(".search-status")).to_contain_text("4107")
    expect(page.locator(".search-near a").first).to_have_text("4106")
    search(page, "寿司")
    expect(page.locator(".search-status")).to_contain_text("寿司")
    expect(page.locator(".search-near")).to_have_count(0)
    search(page, "code: 0")
    expect(page.locator(".search-status")).to_contain_text("成功")


@pytest.mark.parametrize("folder", ["", "en/", "zh-Hans/", "ko/"])
def test_what_is_no_code_is_not_called_one(page: Page, site_url: str, folder: str) -> None:
    """A name with digits in it is not found, but is no unknown code; guides whose headings speak of it come first."""
    page.goto(f"{site_url}{folder}index.html")
    all_guides = f"{site_url}{folder}index.html#guides"
    nothing = built_in_theme().locales[folder.rstrip("/") or "ja"]["search.nothing"]
    for text in ("HmacSHA256", "ORA-99999", "v1.2.3", "寿司"):
        search(page, text)
        expect(page.locator(".search-hit:visible")).to_have_count(0)
        expect(page.locator(".search-status")).to_have_text(nothing.replace("{query}", text))
        links = [link.evaluate("(a) => a.href") for link in page.locator(".search-guides a").all()]
        assert links[-1] == all_guides
        if text == "HmacSHA256":
            assert links[0].startswith(f"{site_url}{folder}guides/signature.html#")
        else:
            assert links == [all_guides]
    for text in ("9999", "E9999", "#9999"):
        search(page, text)
        assert page.locator(".search-status").inner_text() != nothing.replace("{query}", text)
        expect(page.locator(".search-guides")).to_have_count(0)
    search(page, "HmacSHA256")
    page.locator(".search-guides a").first.click()
    page.wait_for_url(f"{site_url}{folder}guides/signature.html#*")


def test_a_language_without_guides_offers_those_of_the_default_one(build: Build, page: Page) -> None:
    """Marked with their language, like those on the index; the link to all of them is the reader's own."""
    files = {
        "site.toml": 'language = "ja"\nlanguages = ["ja", "en"]\n',
        "ja/errors.md": "# 一覧\n\n| コード | 説明 |\n|---|---|\n| 4100 | 認証の失敗 |\n",
        "en/errors.md": "# Errors\n\n| Code | Message |\n|---|---|\n| 4100 | bad signature |\n",
        "ja/guide.md": "---\nkind: guide\n---\n# HmacSHA256の署名\n\n本文です。\n",
        "ja/other.md": "---\nkind: guide\n---\n# Quota\n\n本文です。\n",
        "en/other.md": "---\nkind: guide\n---\n# Quota\n\nProse.\n",
    }
    result = build(files)
    assert result.code == 0, result.err
    page.goto(f"{result.site.as_uri()}/en/index.html")
    search(page, "HmacSHA256")
    links = page.locator(".search-guides a")
    expect(links).to_have_text(["HmacSHA256の署名 Japanese", "All guides"])
    expect(links.first.locator("[lang=ja]")).to_have_text("HmacSHA256の署名")
    expect(links.last).to_have_attribute("href", re.compile(r"/en/index\.html#guides$"))
    search(page, "quota of sushi")
    expect(links).to_have_text(["Quota", "All guides"])
    links.first.click()
    page.wait_for_url("**/en/guides/other.html")


def test_another_language_answers_where_this_one_does_not(page: Page, address: str) -> None:
    """Words that this language lacks are looked up in the others; a result then says its language."""
    page.goto(f"{address}en/index.html")
    search(page, "割り当て量を超えた")
    expect(page.locator(".search-hit").first).to_have_attribute("lang", "ja")
    expect(page.locator(".search-hit").first).to_have_attribute("href", re.compile(r"/codes/4400\.html$"))
    expect(page.locator(".search-status")).to_contain_text("Japanese")


def test_only_scripts_that_the_markup_names_are_loaded(page: Page, site_url: str) -> None:
    """The policy for script addresses refuses what is neither the engine nor in the folder of the index."""
    page.add_init_script("""
      const make = trustedTypes.createPolicy;
      trustedTypes.createPolicy = (...given) => (window.policy = make.apply(trustedTypes, given));
    """)
    page.goto(f"{site_url}index.html")
    refused = (
        "(url) => { try { policy.createScriptURL(new URL(url, location).href); return false } catch { return true } }"
    )
    assert page.evaluate(refused, "https://example.com/search/ja.js")
    assert page.evaluate(refused, "/assets/other.js")
    assert page.evaluate(refused, "/search/ja/../../assets/x.js")
    assert not page.evaluate(refused, "/search/en.js")
    assert not page.evaluate(refused, "/search/en/0a1b2c3d-r7.js")


def test_an_index_that_cannot_be_loaded_says_so(page: Page, site_url: str) -> None:
    """Without its data the box says what happened, and tries again at the next word."""
    page.route("**/search/ja.js", lambda route: route.abort())
    page.goto(f"{site_url}index.html")
    search(page, "署名")
    expect(page.locator(".search-status")).to_contain_text("読み込")
    page.unroute("**/search/ja.js")
    search(page, "署名方")
    expect(page.locator(".search-hit").first).to_contain_text("4100")


def test_nothing_is_loaded_before_it_is_needed(page: Page, site_url: str) -> None:
    """A page asks for engine and index at first focus, and for the reader of logs when there is a log."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site_url}codes/4100.html", wait_until="networkidle")
    assert not [url for url in asked if "search" in url]
    search(page, "署名")
    assert [re.sub(r"\.\w{6}\.", ".", url.removeprefix(site_url)) for url in asked if "search" in url] == [
        "assets/search-engine.js",
        "search/ja.js",
    ]
    search(page, "request failed code=4100 retry=3")
    assert "search-reader" in asked[-1]


def test_without_script_the_box_leads_to_the_search_page(browser: Browser, site_url: str) -> None:
    """The form still works: it opens the search page, which links to all codes."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}codes/4100.html")
    page.locator(".search-input").fill("4300")
    page.locator(".search-input").press("Enter")
    page.wait_for_url("**/search.html?q=4300")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_open_box_is_accessible(browser: Browser, site_url: str, width: int, scheme: str) -> None:
    """axe-core finds nothing to object to, in the list and below a pasted log, and nothing scrolls sideways."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: npm ci in tests/")
    context = browser.new_context(
        bypass_csp=True, viewport={"width": width, "height": 720}, color_scheme="dark" if scheme == "dark" else "light"
    )
    page = context.new_page()
    page.goto(f"{site_url}codes/4100.html")
    page.add_script_tag(path=AXE)
    search(page, "リソース")
    page.keyboard.press("ArrowDown")
    checks = [page.evaluate("axe.run()")["violations"]]
    page.evaluate(PASTE, [LOG, "paste"])
    expect(page.locator(".search-ticket")).to_be_visible()
    checks.append(page.evaluate("axe.run()")["violations"])
    assert not [(fault["id"], fault["nodes"][0]["html"]) for faults in checks for fault in faults]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
