"""The content folder: what is read, in which order, and what is said of a file that can't be."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from errdex.diagnostics import EnvironmentFault, SettingFault
from errdex.disk import content as content_module
from errdex.disk import documents as documents_module
from errdex.disk.content import read_content
from errdex.disk.documents import list_documents
from errdex.disk.folder import DEPTH_LIMIT
from errdex.model import LEDGER


def lay(folder: Path, *paths: str) -> Path:
    """Write files that hold their own path; return the folder."""
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(path)
    return folder


def said(folder: Path) -> list[str]:
    """Return the diagnostics of a folder as printed."""
    return [item.format().split("\nhint")[0] for item in read_content(folder).diagnostics]


def test_markdown_of_another_ending_is_warned_of(tmp_path: Path) -> None:
    """It is no document, and a folder that has nothing else has none."""
    assert said(lay(tmp_path, "a.mdx", "b.MKD")) == [
        "a.mdx: warning: this file is not read: it has another ending than documents have",
        "b.MKD: warning: this file is not read: it has another ending than documents have",
        ": error: no documents here",
    ]
    assert len(said(lay(tmp_path, "c.md"))) == 2


def test_documents_are_sorted_and_other_files_are_known_by_name(tmp_path: Path) -> None:
    """Markdown is read, in the order of the paths; a picture is read when asked for; hidden files are passed over."""
    lay(tmp_path, "ja/b.md", "ja/a.markdown", "ja/B.MD", "ja/notes/1.md", "ja/img/a.png", ".git/x.md", "ja/.x.md")
    content = read_content(tmp_path)
    assert [path for path, _ in content.documents] == ["ja/B.MD", "ja/a.markdown", "ja/b.md", "ja/notes/1.md"]
    assert content.documents[2] == ("ja/b.md", b"ja/b.md")
    assert "ja/img/a.png" in content.files
    assert content.read("ja/img/a.png") == b"ja/img/a.png"
    assert "ja/b.md" in content.files
    assert "ja/.x.md" not in content.files
    assert "../content/ja/b.md" not in content.files
    assert content.diagnostics == ()


def test_settings_ledger_and_theme_are_no_documents(tmp_path: Path) -> None:
    """`site.toml`, `permalinks.jsonl` and `theme/` have places of their own, at the top of the folder alone."""
    lay(tmp_path, "site.toml", "permalinks.jsonl", "theme/pages/a.html", "theme/readme.md", "ja/theme/x.md")
    content = read_content(tmp_path)
    assert content.site_toml == b"site.toml"
    assert content.permalinks == b"permalinks.jsonl"
    assert content.theme == {"pages/a.html": b"theme/pages/a.html", "readme.md": b"theme/readme.md"}
    assert [path for path, _ in content.documents] == ["ja/theme/x.md"]
    assert set(content.files) == {"ja/theme/x.md"}


def test_a_bare_folder_has_neither_settings_nor_ledger(tmp_path: Path) -> None:
    """What is not there is None, told from an empty file; no document at all is an error, not an empty site."""
    content = read_content(tmp_path)
    assert (content.site_toml, content.permalinks, content.documents) == (None, None, ())
    assert said(tmp_path) == [": error: no documents here"]


def test_the_order_of_the_disk_does_not_matter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents and diagnostics are the same when the disk lists its folders backwards."""
    lay(tmp_path, *(f"{folder}/{name}.md" for folder in "ba" for name in "zyx"))
    forwards = read_content(tmp_path)
    from errdex.disk import folder as folder_module

    entries = vars(folder_module)["_entries"]
    monkeypatch.setattr(folder_module, "_entries", lambda folder: reversed(list(entries(folder))))
    assert read_content(tmp_path).documents == forwards.documents


def test_no_such_folder_is_a_fault_of_the_setting(tmp_path: Path) -> None:
    """A folder that is not there, a file in its place and a folder for `site.toml` are named, with a hint."""
    with pytest.raises(SettingFault, match="no such folder") as caught:
        read_content(tmp_path / "nowhere")
    assert "--content" in caught.value.hint
    with pytest.raises(SettingFault, match="not a folder"):
        read_content(lay(tmp_path, "file") / "file")
    with pytest.raises(SettingFault, match="no such folder"):
        read_content(tmp_path / ("x" * 300))
    (tmp_path / "site.toml").mkdir()
    with pytest.raises(SettingFault, match=r"site\.toml"):
        read_content(tmp_path)


def test_a_folder_named_like_a_document(tmp_path: Path) -> None:
    """It is an error, for a writer who sees it expects a document."""
    lay(tmp_path, "ja/x.md/y.md")
    assert said(tmp_path) == ["ja/x.md: error: this is a folder, and its name is a document's"]


def test_links_within_the_folder_are_read_and_others_are_not(tmp_path: Path) -> None:
    """A link to a file inside is that file; out of the folder, to nothing or in a circle is an error; no loop hangs."""
    lay(tmp_path, "outside.md", "in/ja/a.md")
    folder = tmp_path / "in"
    (folder / "ja/same.md").symlink_to("a.md")
    (folder / "ja/out.md").symlink_to(tmp_path / "outside.md")
    (folder / "ja/gone.md").symlink_to("nothing.md")
    (folder / "ja/loop.md").symlink_to("loop.md")
    (folder / "ja/up").symlink_to("..")
    (folder / "ja/far").symlink_to(tmp_path)
    content = read_content(folder)
    assert content.documents == (("ja/a.md", b"in/ja/a.md"), ("ja/same.md", b"in/ja/a.md"))
    assert sorted(said(folder)) == [
        "ja/far: error: this link leads out of the folder",
        "ja/gone.md: error: this link leads nowhere, or in a circle",
        "ja/loop.md: error: this link leads nowhere, or in a circle",
        "ja/out.md: error: this link leads out of the folder",
        "ja/up: warning: this is a link to a folder, which is read at its own place alone",
    ]


def test_a_link_brings_no_hidden_file_to_light(tmp_path: Path) -> None:
    """The settings of git, or a file of secrets, are not published as somebody's picture."""
    lay(tmp_path, "ja/a.md", ".env", ".git/config", "ja/.hidden/b.md")
    (tmp_path / "ja/a.png").symlink_to("../.git/config")
    (tmp_path / "ja/b.png").symlink_to("../.env")
    (tmp_path / "ja/c.md").symlink_to(".hidden/b.md")
    (tmp_path / "ja/d").symlink_to("../.git")
    names = ("a.png", "b.png", "c.md", "d")
    assert sorted(said(tmp_path)) == [f"ja/{name}: error: this link leads to a hidden file" for name in names]
    assert list(read_content(tmp_path).files) == ["ja/a.md"]


def test_mounted_files_are_read(tmp_path: Path) -> None:
    """Kubernetes mounts files as links into a folder `..data`, which itself is a link."""
    lay(tmp_path, "..2026_11_24/a.md")
    (tmp_path / "..data").symlink_to("..2026_11_24")
    (tmp_path / "a.md").symlink_to("..data/a.md")
    assert not said(tmp_path)
    assert [path for path, _ in read_content(tmp_path).documents] == ["a.md"]


def test_the_content_folder_may_itself_be_a_link(tmp_path: Path) -> None:
    """A link to the content folder, and files in it, are read as ever."""
    lay(tmp_path, "real/ja/a.md")
    (tmp_path / "real/ja/b.md").symlink_to("a.md")
    (tmp_path / "content").symlink_to("real")
    content = read_content(tmp_path / "content")
    assert [path for path, _ in content.documents] == ["ja/a.md", "ja/b.md"]
    assert content.diagnostics == ()


def test_a_pipe_named_like_a_document_does_not_hang(tmp_path: Path) -> None:
    """A named pipe is an error, and is never opened."""
    os.mkfifo(tmp_path / "x.md")
    assert said(tmp_path) == ["x.md: error: this is neither a file nor a folder"]


def test_names_that_are_not_utf8_or_hold_control_characters(tmp_path: Path) -> None:
    """Such a name is an error that can be printed anywhere, and the rest is read."""
    lay(tmp_path, "a.md", "b\nc.md", "d\\e.md")
    with open(os.fsencode(tmp_path) + b"/\xff.md", "wb"):
        pass
    assert sorted(said(tmp_path)) == [
        "\\xff.md: error: this name is not UTF-8, or holds a control character",
        "b\\nc.md: error: this name is not UTF-8, or holds a control character",
        "d\\e.md: error: this name holds a backslash, which parts folders on other systems",
    ]
    assert len(read_content(tmp_path).documents) == 1


def test_names_may_hold_what_scripts_need(tmp_path: Path) -> None:
    """An ideographic space, a no-break space and joiners are letters of a name like others."""
    names = ["エラー　一覧.md", "a\u00a0b.md", "क्‍ष.md", "👩‍💻.md"]
    content = read_content(lay(tmp_path, *names))
    assert content.diagnostics == ()
    assert {path for path, _ in content.documents} == set(names)


def test_names_are_nfc_whatever_the_disk_says(tmp_path: Path) -> None:
    """A name in the Mac's decomposed form is the same path; both forms together are an error."""
    lay(tmp_path, unicodedata.normalize("NFD", "ガイド.md"))
    content = read_content(tmp_path)
    assert [path for path, _ in content.documents] == ["ガイド.md"]
    assert content.read("ガイド.md") == unicodedata.normalize("NFD", "ガイド.md").encode()
    lay(tmp_path, "ガイド.md")
    assert said(tmp_path) == ["ガイド.md: error: two files have this name"]


def test_what_is_too_large_or_too_deep(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A document over the limit and folders beyond the depth are errors with the limit in the message."""
    monkeypatch.setattr(content_module, "DOCUMENT_LIMIT", 2**20)
    (tmp_path / "large.md").write_bytes(bytes(2**20 + 1))
    (tmp_path / "fits.md").write_bytes(bytes(2**20))
    deep = "/".join("d" * (DEPTH_LIMIT + 1))
    lay(tmp_path, f"{deep}/a.md", f"{deep[2:]}/b.md")
    assert sorted(said(tmp_path)) == [
        f"{deep}: error: more than 32 folders within each other",
        "large.md: error: larger than 1 MiB, the most that a document may have",
    ]
    assert len(read_content(tmp_path).documents) == 2


def test_a_linked_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A local file over its limit is named when it is read."""
    monkeypatch.setattr(content_module, "FILE_LIMIT", 2**20)
    (tmp_path / "a.zip").write_bytes(bytes(2**20 + 1))
    with pytest.raises(SettingFault, match="larger than 1 MiB"):
        read_content(tmp_path).read("a.zip")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("site.toml", "settings take a few lines"),
        (LEDGER, "no build writes one as large"),
        ("theme/base.html", "make it smaller"),
    ],
)
def test_a_known_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, hint: str) -> None:
    """Nobody is told to host a template, the settings or the ledger elsewhere; and the ledger may be the largest."""
    lay(tmp_path, "a.md", path)
    for limit in ("DOCUMENT_LIMIT", "FILE_LIMIT", "WRITTEN_LIMIT"):
        monkeypatch.setattr(content_module, limit, 2**20)
    (tmp_path / path).write_bytes(bytes(2**20 + 1))
    with pytest.raises(SettingFault, match=f"larger than 1 MiB: .*{path}") as raised:
        read_content(tmp_path)
    assert hint in raised.value.hint
    monkeypatch.setattr(content_module, "WRITTEN_LIMIT", 2**21)
    if path == LEDGER:
        assert len(read_content(tmp_path).permalinks or b"") == 2**20 + 1


@pytest.mark.parametrize("named", [(), ("large.md", "fits.md")])
def test_extract_names_a_document_that_is_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: tuple[str, ...]
) -> None:
    """As a build does, whether the document was named or found in a folder."""
    monkeypatch.setattr(documents_module, "DOCUMENT_LIMIT", 2**20)
    (tmp_path / "large.md").write_bytes(bytes(2**20 + 1))
    (tmp_path / "fits.md").write_bytes(bytes(2**20))
    listed = list_documents([tmp_path / name for name in named] or [tmp_path])
    assert [Path(path).name for path, _ in listed.documents] == ["fits.md"]
    assert [(fault.level, Path(fault.path).name) for fault in listed.diagnostics] == [("error", "large.md")]


def test_a_file_that_the_machine_will_not_give(tmp_path: Path) -> None:
    """A file that vanishes, or that may not be read, is a fault of the environment that names it."""
    content = read_content(lay(tmp_path, "a.png", "ja/a.md"))
    (tmp_path / "a.png").unlink()
    with pytest.raises(EnvironmentFault, match=r"cannot read .*a\.png: no such file"):
        content.read("a.png")
    if os.geteuid():
        (tmp_path / "ja/a.md").chmod(0)
        with pytest.raises(EnvironmentFault, match=r"cannot read .*ja/a\.md: permission denied"):
            read_content(tmp_path)
        (tmp_path / "ja").chmod(0)
        with pytest.raises(EnvironmentFault, match=r"cannot list .*ja: permission denied"):
            read_content(tmp_path)
        (tmp_path / "ja").chmod(0o755)
