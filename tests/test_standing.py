"""A build with nothing to do is over at once, and is never over when there was something to do."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from errdex import bootstrap, cli
from errdex.commands import build as command
from errdex.diagnostics import EnvironmentFault
from errdex.disk import program
from errdex.disk.cache import Cache, find_folder
from tests.conftest import ROOT, read_files, write_files

SITE = """
language = "ja"
languages = ["ja", "en"]
base_url = "https://errors.example.com/"
[links]
"limits" = "limits.md"
"""
ERRORS = """# 一覧

| コード | 説明 | 対処方法 |
|---|---|---|
| 4000 | リクエストが不正です | [図](flow.svg)の通りに直してください |
| 4100 | 認証に失敗しました | 署名を確認してください |
| 4101 | 権限がありません | limits を見てください |
"""
FILES = {
    "site.toml": SITE,
    "ja/errors.md": ERRORS,
    "ja/flow.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "ja/old.html": "<table><tr><th>項目<th>説明<tr><td>4200<td>古い</table>",
    "ja/limits.md": "# 制限\n\n`4100` と `4101` の limits です。\n",
    "ja/notes/4100.md": "---\nretryable: no\n---\n## 背景\n\n署名は毎回作ります。\n",
}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Write a small content folder; caches go to a folder of the test's own."""
    monkeypatch.setattr(command, "Cache", lambda content, output: Cache(content, output, tmp_path / "clone"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    folder = tmp_path / "content"
    write_files(folder, FILES)
    return folder


def build(content: Path, *flags: str, output: str = "site", code: int = 0) -> Path:
    """Build the content folder into a folder beside it."""
    site = content.with_name(output)
    assert cli.main(["build", "--content", str(content), "-o", str(site), *flags]) == code
    return site


def test_a_build_without_changes_writes_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The second build says so, repeats the warnings, and leaves the very same files."""
    write_files(content, {"ja/notes/4100.md": "---\nrelated: ['9999']\n---\n"})
    site = build(content)
    warned = capsys.readouterr().err
    assert "warning" in warned
    page = (site / "codes" / "4100.html").stat()
    build(content)
    out, err = capsys.readouterr()
    assert "up to date" in out
    assert "3 codes" in out
    assert err == warned
    assert (site / "codes" / "4100.html").stat() == page


def test_what_was_read_is_told_without_a_build_too(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A writer who adds -v to learn of a table need not change anything first."""
    write_files(content, {"ja/limits.md": "# 制限\n\n| 名前 | 値 |\n|---|---|\n| a | 1 |\n"})
    build(content)
    capsys.readouterr()
    build(content, "-v")
    said = capsys.readouterr().out
    assert "up to date" in said
    assert f"{content}/ja/errors.md:3: 3 rows = 3 with codes + 0 skipped\n" in said
    assert f"{content}/ja/limits.md:3: no error table: " in said


def touch_the_site(content: Path) -> None:
    """Write over a page."""
    page = content.with_name("site") / "codes" / "4100.html"
    page.write_bytes(page.read_bytes())
    os.utime(page, ns=(0, (content.with_name("site") / ".errdex-manifest.json").stat().st_mtime_ns + 1))


def edit(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return the change of a text in a file of the content folder."""

    def change(content: Path) -> None:
        text = (content / name).read_text(encoding="utf-8")
        assert old in text
        (content / name).write_text(text.replace(old, new), encoding="utf-8")

    return change


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(edit("ja/errors.md", "署名を", "署名と時刻を"), id="a row"),
        pytest.param(edit("ja/errors.md", "# 一覧", "# 全部"), id="prose"),
        pytest.param(edit("ja/notes/4100.md", "no", "yes"), id="a note"),
        pytest.param(edit("site.toml", "errors.example", "codes.example"), id="a setting"),
        pytest.param(edit("ja/flow.svg", "/>", "><g/></svg>"), id="a local file"),
        pytest.param(edit("permalinks.jsonl", "2026-01-01", "2025-01-01"), id="the ledger"),
        pytest.param(lambda content: (content / "ja/limits.md").rename(content / "ja/quota.md"), id="a name"),
        pytest.param(lambda content: write_files(content, {"en/errors.md": "# Errors\n"}), id="a new document"),
        pytest.param(lambda content: write_files(content, {"theme/tokens.css": ":root{--x:1}"}), id="a token"),
        pytest.param(
            lambda content: write_files(content, {"theme/partials/footer.html": "{{ footer.version }}"}), id="theme"
        ),
        pytest.param(edit("ja/old.html", "項目", "エラーコード"), id="a page that holds errors now"),
        pytest.param(touch_the_site, id="a page of the site"),
        pytest.param(lambda content: (content.with_name("site") / "codes/4000.html").unlink(), id="a lost page"),
    ],
)
def test_any_change_is_built(content: Path, change: Callable[[Path], None], capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever a site depends on, a change of it is built, and the site is that of a build from scratch."""
    site = build(content)
    change(content)
    capsys.readouterr()
    strict = 1 if (content / "ja/quota.md").exists() else 0
    build(content, code=strict)
    assert "up to date" not in capsys.readouterr().out
    if not strict:
        assert read_files(site) == read_files(build(content, "--no-cache", output="clean"))


def test_another_program_builds_anew(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A changed source, template, package or Python makes what was remembered void, and so do other flags."""
    build(content)
    build(content, "--base-url", "https://other.example.com/")
    build(content)
    monkeypatch.setattr(command, "fingerprint_program", lambda: "another")
    build(content)
    assert "up to date" not in capsys.readouterr().out


def test_a_source_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link to nowhere among the templates is a fault of the machine."""
    (tmp_path / "base.html").symlink_to("nowhere")
    monkeypatch.setattr(program, "TEMPLATES", tmp_path)
    with pytest.raises(EnvironmentFault, match=r"cannot read .*base\.html"):
        program.fingerprint_program()


def test_folders_of_packages_that_cannot_be_listed_are_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python, too, imports nothing from them."""
    listed, is_folder = os.listdir, os.path.isdir
    packages = bootstrap.installed(), program.fingerprint_program()

    def refuse(folder: str) -> list[str]:
        if folder == "/locked":
            raise PermissionError
        return listed(folder)

    monkeypatch.setattr(os, "listdir", refuse)
    monkeypatch.setattr(os.path, "isdir", lambda folder: folder == "/locked" or is_folder(folder))
    monkeypatch.syspath_prepend("/locked")
    assert packages == (bootstrap.installed(), program.fingerprint_program())


def test_the_program_is_its_sources_and_its_surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte of a source, a byte of a template, a package's version: each gives another digest."""
    digests = [program.fingerprint_program()]
    copy = tmp_path / "templates"
    shutil.copytree(ROOT / "templates", copy)
    monkeypatch.setattr(program, "TEMPLATES", copy)
    (copy / ".#base.html").symlink_to("nobody@host.1:2")  # as Emacs does while it edits
    assert program.fingerprint_program() == digests[0]
    (copy / "base.html").write_text("x", encoding="utf-8")
    digests.append(program.fingerprint_program())
    shutil.copytree(ROOT / "errdex", tmp_path / "errdex", ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(program, "PACKAGE", tmp_path / "errdex")
    assert program.fingerprint_program() == digests[1]
    (tmp_path / "errdex" / "model.py").write_text("x", encoding="utf-8")
    digests.append(program.fingerprint_program())
    (tmp_path / "jinja2-99.dist-info").mkdir()
    monkeypatch.syspath_prepend(str(tmp_path))
    digests.append(program.fingerprint_program())
    assert len(set(digests)) == 4


def test_no_cache_leaves_and_trusts_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--no-cache` every build is a whole one, and no file is left for the next."""
    build(content, "--no-cache")
    assert not (content.parent / "cache").exists()
    build(content)
    build(content, "--no-cache")
    assert "up to date" not in capsys.readouterr().out


def test_no_cache_looks_at_every_byte_of_the_site(content: Path) -> None:
    """A page in other words, with a time of old, is what a build without the cache finds, too."""
    page = build(content) / "codes" / "4100.html"
    said = page.read_bytes()
    page.write_bytes(said.swapcase())
    os.utime(page, (1, 1))
    build(content, "--no-cache")
    assert page.read_bytes() == said


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda file: file.write_bytes(b""), id="empty"),
        pytest.param(lambda file: file.write_bytes(file.read_bytes()[:-1]), id="cut short"),
        pytest.param(
            lambda file: file.write_bytes(file.read_bytes()[:-9] + b"x" + file.read_bytes()[-8:]), id="altered"
        ),
        pytest.param(lambda file: file.write_bytes(b"\x80\x04cposix\nsystem\n."), id="foreign"),
        pytest.param(lambda file: file.chmod(0o666), id="open to all"),
        pytest.param(lambda file: (file.unlink(), file.mkdir()), id="a folder"),
    ],
)
def test_a_damaged_cache_is_as_none(
    content: Path, spoil: Callable[[Path], object], capsys: pytest.CaptureFixture[str]
) -> None:
    """What is not exactly what we wrote is ignored without a word."""
    site = build(content)
    files = sorted((content.parent / "cache" / "errdex").iterdir())
    assert [file.suffix for file in files] == [".reuse", ".standing"]
    for file in files:
        spoil(file)
    capsys.readouterr()
    build(content)
    out, err = capsys.readouterr()
    assert "up to date" not in out
    assert err == ""
    assert read_files(site) == read_files(build(content, "--no-cache", output="clean"))


def test_a_cache_that_cannot_be_written_is_done_without(content: Path) -> None:
    """A file where the folder should be stops nobody."""
    (content.parent / "cache").write_text("", encoding="utf-8")
    build(content)


def test_the_cache_lies_in_our_own_clone_or_at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the clone where it is a clone of ours, never beside the content; it does not grow without end."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    clone = tmp_path / "clone"
    clone.mkdir()
    assert find_folder(clone) != clone / ".errdex"
    (clone / "build.py").touch()
    assert find_folder(clone) == clone / ".errdex"
    for number in range(70):
        Cache(tmp_path, tmp_path / str(number), clone).write("x", "key", b"data")
    assert len(list((clone / ".errdex").iterdir())) == 64
    assert Cache(tmp_path, tmp_path / "69", clone).read("x", "key") == b"data"
    assert Cache(tmp_path, tmp_path / "69", clone).read("x", "other key") is None


def test_a_published_ledger_is_not_a_change(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first build writes the ledger itself; the second finds nothing to do."""
    build(content)
    assert (content / "permalinks.jsonl").exists()
    capsys.readouterr()
    build(content, "--locked", "--strict")
    build(content, "--locked", "--strict")
    assert capsys.readouterr().out.count("up to date") == 1


ROW = st.tuples(
    st.sampled_from(["4000", "4100", "4101", "4102", "AuthFailure"]), st.sampled_from(["甲", "乙", "`4100`"])
)
STEP = st.one_of(
    st.tuples(st.just("rows"), st.lists(ROW, min_size=1, max_size=5, unique_by=lambda row: row[0])),
    st.tuples(st.just("prose"), st.sampled_from(["甲", "limits", "**乙**"])),
    st.tuples(st.just("note"), st.sampled_from(["yes", "no", "after-change"])),
    st.tuples(st.just("guide"), st.sampled_from(["", "quota", "retry"])),
    st.tuples(st.just("product"), st.sampled_from(["", "API", "<b>"])),
    st.tuples(st.just("theme"), st.sampled_from(["", ":root{--x:1}", ":root{--x:2}"])),
    st.tuples(st.just("template"), st.sampled_from(["1", "{{ footer.version }}"])),
    st.tuples(st.just("program"), st.sampled_from(["1", "2"])),
)


@given(st.lists(STEP, min_size=1, max_size=5))
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_ends_in_the_site_of_a_clean_build(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, object]]
) -> None:
    """After any edits, additions, deletions and renames, warm builds and a clean one agree byte for byte."""
    base = tmp_path_factory.mktemp("history")
    content = base / "content"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "Cache", lambda content, output: Cache(content, output, base / "clone"))
        patch.setenv("XDG_CACHE_HOME", str(base / "cache"))
        patch.setenv("SOURCE_DATE_EPOCH", "1767225600")
        call = ["build", "--content", str(content), "-q", "-o"]
        write_files(content, FILES)
        build(content, "-q")
        for kind, value in steps:
            take(content, patch, kind, value)
            code = cli.main([*call, str(base / "site")])
        assert cli.main([*call, str(base / "clean"), "--no-cache"]) == code
        assert code or read_files(base / "site") == read_files(base / "clean")


def take(content: Path, patch: pytest.MonkeyPatch, kind: str, value: object) -> None:
    """Change the content folder, or the program, in one way."""
    if kind == "rows":
        assert isinstance(value, list)
        rows = "".join(f"| {code} | {text} | {text} |\n" for code, text in value)
        write_files(content, {"ja/errors.md": f"# 一覧\n\n| コード | 説明 | 対処方法 |\n|---|---|---|\n{rows}"})
        for note in (content / "ja/notes").glob("*.md"):
            if note.stem not in {code for code, _ in value}:
                note.unlink()
    elif kind == "prose":
        write_files(content, {"ja/limits.md": f"# 制限\n\n{value}と`4100`の limits\n"})
    elif kind == "note" and "| 4100 |" in (content / "ja/errors.md").read_text(encoding="utf-8"):
        write_files(content, {"ja/notes/4100.md": f"---\nretryable: '{value}'\n---\n## 背景\n"})
    elif kind == "guide":
        for name in ("quota", "retry"):
            (content / f"ja/{name}.md").unlink(missing_ok=True)
        if value:
            write_files(content, {f"ja/{value}.md": f"# {value}\n\n`4000`\n"})
    elif kind == "product":
        write_files(content, {"site.toml": f'product = "{value}"\n{SITE}'})
    elif kind == "theme":
        write_files(content, {"theme/tokens.css": str(value)})
    elif kind == "template":
        write_files(content, {"theme/partials/footer.html": f"<footer>{value}</footer>"})
    elif kind == "program":
        patch.setattr(command, "fingerprint_program", lambda: str(value))
