"""`build.py check`: a built site that lacks anything, or says anything of its own, is found out."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from errdex import cli
from errdex.disk.manifest import fingerprint, read_manifest
from errdex.inspection import Built, inspect
from errdex.ledger import Ledger, parse_ledger
from tests.conftest import ROOT, read_files, write_files

PARCEL = ROOT / "tests" / "golden" / "parcel" / "content"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the golden content once, with its ledger beside it; return the folder of both."""
    made = tmp_path_factory.mktemp("parcel")
    shutil.copytree(PARCEL, made / "content")
    assert cli.main(["build", "--content", str(made / "content"), "-o", str(made / "site"), "-q"]) == 0
    return made


@pytest.fixture(scope="module")
def files(folder: Path) -> Mapping[str, bytes]:
    """Return the files of the site."""
    site = folder / "site"
    found = read_files(site)
    return {path: data for path, data in found.items() if path != ".errdex-manifest.json"}


@pytest.fixture(scope="module")
def ledger(folder: Path) -> Ledger:
    """Return the ledger of the site."""
    return parse_ledger((folder / "content" / "permalinks.jsonl").read_bytes())[0]


def look(files: Mapping[str, bytes], ledger: Ledger, *, trusted: bool = False) -> list[str]:
    """Return what is found in the files; `trusted`: by the other checks than that of the manifest."""
    manifest = {path: fingerprint(data) for path, data in files.items()}
    counts, faults = inspect(Built(files.keys(), files.__getitem__, manifest, fingerprint, ledger, keeps_ledger=True))
    assert trusted or all(sum(looked.values()) for _, looked in counts)
    return [fault.format() for fault in faults]


def test_a_site_as_built_is_whole(files: Mapping[str, bytes], ledger: Ledger, folder: Path) -> None:
    """Nothing is found, and each check has looked at something."""
    assert look(files, ledger) == []
    assert read_manifest(folder / "site") == {path: fingerprint(data) for path, data in files.items()}


def test_any_missing_file_is_found(folder: Path, files: Mapping[str, bytes], ledger: Ledger) -> None:
    """Take away each file in turn: the check of files names it."""
    manifest = read_manifest(folder / "site") or {}
    for path in files:
        fewer = {other: data for other, data in files.items() if other != path}
        built = Built(fewer.keys(), fewer.__getitem__, manifest, fingerprint, ledger, keeps_ledger=True)
        assert f"{path}: error: this file was published and is gone" in [f.format() for f in inspect(built)[1]]


@pytest.mark.parametrize("ending", [".html", ".json", ".md"])
def test_any_missing_form_of_a_code_is_found_without_the_manifest(
    ending: str, files: Mapping[str, bytes], ledger: Ledger
) -> None:
    """A code's page or record that was never written is missed by the others."""
    paths = [path for path in files if path.startswith(("codes/", "sms/", "en/codes/")) and path.endswith(ending)]
    paths = [path for path in paths if not path.endswith("/index.html")]
    assert len(paths) >= 3
    for path in paths:
        fewer = {other: data for other, data in files.items() if other != path}
        if not path.startswith("en/") or ending == ".html":
            assert look(fewer, ledger, trusted=True), path


def test_any_missing_line_of_the_ledger_is_found(files: Mapping[str, bytes], ledger: Ledger) -> None:
    """Take away each line in turn: its page is named."""
    assert len(ledger.permalinks) >= 4
    for url in ledger.permalinks:
        fewer = replace(ledger, permalinks={other: item for other, item in ledger.permalinks.items() if other != url})
        assert look(files, fewer) == [f"{url}: error: this page is not in the ledger"]


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        ("codes/1001.html", b'href="../index.html"', b'href="../nowhere.html"', "a link leads to nowhere.html"),
        ("codes/1001.html", b"guides/labels.html#errors", b"guides/labels.html#e", "labels.html#e, and there is no"),
        ("codes/1001.md", b"guides/labels.html", b"guides/lost.html", "a link leads to guides/lost.html"),
        ("codes.csv", b"codes/1001.html", b"codes/1002.html", "codes/1001 is missing here, and stands in codes.json"),
        ("codes.json", b'"url":"sms/1001.html"', b'"url":"sms/1002.html"', "sms/1001 is missing here"),
    ],
)
def test_any_slip_is_found(
    path: str, before: bytes, after: bytes, said: str, files: Mapping[str, bytes], ledger: Ledger
) -> None:
    """A link to nowhere, in HTML and in Markdown, and a form that tells of another code."""
    assert before in files[path]
    changed = {**files, path: files[path].replace(before, after)}
    assert any(said in fault for fault in look(changed, ledger))


def test_every_part_of_a_split_sitemap_is_compared(files: Mapping[str, bytes], ledger: Ledger) -> None:
    """The codes may stand in any part; one that stands in none is missing."""
    address = re.findall(rb"<url><loc>\S+/sms/1001\.html</loc>.*?</url>", files["sitemap.xml"], re.DOTALL)[0]
    split = {**files, "sitemap-1.xml": files["sitemap.xml"].replace(address, b""), "sitemap-2.xml": address}
    split["sitemap.xml"] = b"<sitemapindex><sitemap><loc>sitemap-1.xml</loc></sitemap></sitemapindex>"
    assert look(split, ledger) == []
    split["sitemap-2.xml"] = b"<urlset/>"
    assert look(split, ledger) == ["sitemap.xml: error: sms/1001 is missing here, and stands in codes.json"]


def test_a_check_that_looks_at_nothing_fails(ledger: Ledger) -> None:
    """An empty folder is not a whole site, where the ledger knows one; a page without a link is none either."""
    known, page = Ledger({"sms/1.html": ledger.permalinks["sms/1001.html"]}), {"index.html": b""}
    for found, names in (({}, {"files", "forms"}), (page, {"forms", "links"})):
        faults = {fault for fault in look(found, known, trusted=True) if " found nothing" in fault}
        assert faults == {f": error: the check of {name} found nothing to look at" for name in names}


def test_a_site_of_guides_alone_has_nothing_more_to_look_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a code there is no form of one, and that is no fault."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.toml").touch()
    (tmp_path / "content" / "guide.md").write_text("# Guide\n\nWords.\n", encoding="utf-8")
    places = ("--content", str(tmp_path / "content"), "-o", str(tmp_path / "site"))
    assert cli.main(["build", *places]) == 0
    assert cli.main(["check", *places]) == 0
    assert "checked forms: 0\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "outputs", ['["html", "search", "sitemap"]', '["html", "csv", "markdown", "sitemap"]', '["csv", "markdown"]']
)
def test_a_site_without_codes_json_is_whole(outputs: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its pages say where it stands, and its ledger which catalogs and languages it has."""
    settings = f'base_url = "https://example.com/a/b%20c/"\nlanguages = ["ja", "en"]\noutputs = {outputs}\n'
    table = "| Error code | Meaning |\n|---|---|\n| {} | Oh |\n"
    content = {"site.toml": settings, "en/a.md": table.format(1), "ja/sms/a.md": table.format(2)}
    write_files(tmp_path / "content", content)
    places = ["--content", str(tmp_path / "content"), "-o", str(tmp_path / "site")]
    assert cli.main(["build", *places]) == 0
    if "html" in outputs:
        write_files(tmp_path / "content", {"ja/sms/a.md": table.format(3)})
        assert cli.main(["rename", "2", "3", *places]) == 0
        assert cli.main(["build", *places]) == 0
    assert cli.main(["check", *places]) == 0, capsys.readouterr()
    for path, data in read_files(tmp_path / "site").items():
        if path.endswith((".md", "codes.csv", "3.html")) and "2" not in path:
            os.unlink(tmp_path / "site" / path)
            assert cli.main(["check", *places]) == 1
            (tmp_path / "site" / path).write_bytes(data)


@pytest.mark.parametrize("path", ["codes.json", "codes.csv", "sitemap.xml"])
@pytest.mark.parametrize("data", [b"x\ny\n", b"\xff", b"{}", b"<loc>codes/9.html</loc>"])
def test_a_changed_form_is_named_once(
    path: str, data: bytes, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What somebody has put in its place is not read."""
    site = shutil.copytree(folder / "site", tmp_path / "site")
    (site / path).write_bytes(data)
    assert cli.main(["check", "--content", str(folder / "content"), "-o", str(site)]) == 1
    faults = capsys.readouterr().err.splitlines()
    assert [fault for fault in faults if f"/{path}: " in fault] == [
        f"{site.as_posix()}/{path}: error: this file is not as it was published"
    ]


def test_a_long_cell_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A cell may have a million characters, more than Python's reader of CSV takes by itself."""
    write_files(tmp_path / "content", {"e.md": f"| Error code | Text |\n|-|-|\n| 1 | {'word ' * 30_000} |\n"})
    places = ("--content", str(tmp_path / "content"), "-o", str(tmp_path / "site"))
    assert cli.main(["build", *places]) == 0
    assert cli.main(["check", *places]) == 0, capsys.readouterr().err


def test_the_command_says_what_it_found(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit 0 and the counts; exit 1 and the file; exit 2 where there is no site of ours."""
    site = tmp_path / "site"
    shutil.copytree(folder / "site", site)
    words = ["check", "--content", str(folder / "content"), "-o"]
    assert cli.main([*words, str(site)]) == 0
    assert capsys.readouterr().out.endswith("no faults\n")
    (site / "codes" / "1001.json").write_bytes(b"{}")
    assert cli.main([*words, str(site)]) == 1
    assert "codes/1001.json: error: this file is not as it was published" in capsys.readouterr().err
    assert cli.main([*words, str(tmp_path / "elsewhere")]) == 2
