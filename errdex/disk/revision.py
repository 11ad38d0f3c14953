"""The content folder as it was: in a revision of git, without touching the working tree.

One `git archive` gives all files of a revision as a tar file in memory. Where there is no git, or the folder is in no
repository, there is no past, and nobody is told off for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from errdex.disk.content import DOCUMENT_LIMIT, SETTINGS, THEME, Content
from errdex.disk.folder import is_document, is_hidden
from errdex.model import LEDGER

SECONDS = 60
"""How long git may take. It only hangs where it waits for somebody, which nothing here should make it do."""


def find_revision(folder: Path, name: str) -> str:
    """Return the commit that `name` (`HEAD~3`, `v1.2`, `main`) means in the folder's repository, empty if none."""
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return commit.decode().strip() if commit else ""


def last_revisions(folder: Path, path: str) -> tuple[str, ...]:
    """Return the commits in which a file of the folder can have had its last state: HEAD, and its last change."""
    head = find_revision(folder, "HEAD")
    changed = _git(folder, "log", "-1", "--format=%H", "--", path) if head else None
    return tuple(dict.fromkeys(commit for commit in (head, changed.decode().strip() if changed else "") if commit))


def read_revision(folder: Path, commit: str) -> Content | None:
    """Return the content folder as it was in a commit; None where git can't give it."""
    import io  # late, as below: few builds look back
    import tarfile

    data = _git(folder, "archive", "--format=tar", commit, ".")
    if data is None:
        return None
    files: dict[str, bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            path = unicodedata.normalize("NFC", member.name)
            if member.isfile() and not is_hidden(path) and (file := archive.extractfile(member)):
                files[path] = file.read()
    return Content(
        root=folder,
        documents=tuple(
            (path, files[path])
            for path in sorted(files)
            if is_document(path) and not path.startswith(THEME) and len(files[path]) <= DOCUMENT_LIMIT
        ),
        site_toml=files.get(SETTINGS),
        permalinks=files.get(LEDGER),
        theme={path.removeprefix(THEME): data for path, data in files.items() if path.startswith(THEME)},
        diagnostics=(),
        files=dict.fromkeys(files, ""),
    )


def last_changes(folder: Path) -> Mapping[str, str]:
    """Return the date (UTC) of the last commit of each file of the folder; nothing where history is cut short.

    A shallow clone says of every file that its oldest commit made it, so its dates are worth nothing.
    """
    shallow = _git(folder, "rev-parse", "--is-shallow-repository")
    if shallow is None or shallow.strip() != b"false":
        return {}
    words = ("-c", "core.quotePath=false", "log", "--relative", "--no-renames", "--name-only", "--format=%x01%ct")
    dates: dict[str, str] = {}
    date = ""
    for line in (_git(folder, *words, "--", ".") or b"").decode("utf-8", "surrogateescape").splitlines():
        if line.startswith("\x01"):
            date = datetime.fromtimestamp(int(line[1:]), UTC).date().isoformat()
        elif line:
            dates.setdefault(unicodedata.normalize("NFC", line), date)
    return dates


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints, None where it fails or is not there."""
    import subprocess

    command = ["git", "-C", str(folder), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603 - our own words, and a commit's hash
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
