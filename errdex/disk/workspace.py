"""The hidden folder beside the output in which the next site is made: `.site.errdex` beside `site`.

    lock        held by the run that works here; holds its process id
    new/        the next site; once it is exchanged, the old one
    old/        the old site, where two folders can't be exchanged in one step; whole, for `old.part/` becomes it
    ledger      the ledger as it was before this run
    journal     JSON: the fingerprint of the next site's manifest, where the ledger is and was, and this folder's inode

The exchange of the folders is the moment at which a site is published: whatever ends a run before it is undone, and
what ends it later is finished. Both are the work of `settle`, which looks at the disk alone, so it does the same for a
fault, for Ctrl-C and, at the next start, for a killed process. A run that ends leaves no workspace.

One may also come with a folder that was cloned from somebody else's. Its links are removed and never followed, and its
journal, which was written in another inode, is not believed: it could name any file as the ledger.

The disk is waited for once, for the ledger, before the site is exchanged: a power cut may cost the journal and pages
that the next build writes again, but there never is a site whose ledger was lost. A ledger ahead of its site is
harmless, for it is read as published.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from errdex.diagnostics import Fault
from errdex.disk.carry import discard, link_tree, remove
from errdex.disk.exchange import exchange
from errdex.disk.faults import in_words
from errdex.disk.lock import locked
from errdex.disk.manifest import MANIFEST, fingerprint
from errdex.disk.replace import Replacement, aside_of, read_if_there, replace_file, sync, write_file
from errdex.disk.staging import FOLDER_MODE
from errdex.noun import noun


@noun
class Workspace:
    """The places of a workspace."""

    output: Path

    @property
    def folder(self) -> Path:
        """Return the workspace itself."""
        return self.output.with_name(f".{self.output.name}.errdex")

    @property
    def new(self) -> Path:
        """Return where the next site is made."""
        return self.folder / "new"

    @property
    def old(self) -> Path:
        """Return where the old site waits during an exchange of two steps."""
        return self.folder / "old"

    @property
    def old_part(self) -> Path:
        """Return where the old site is copied to, where it can't even be renamed."""
        return self.folder / "old.part"

    @property
    def journal(self) -> Path:
        """Return the file that says what is about to be published."""
        return self.folder / "journal"

    @property
    def ledger(self) -> Path:
        """Return the copy of the ledger as it was."""
        return self.folder / "ledger"


@contextmanager
def workspace(output: Path) -> Iterator[Workspace]:
    """Hold the workspace of `output`, mended and empty; what the block leaves in it is settled.

    Raises `EnvironmentFault` when another run holds it. Faults met while tidying up behind a published site are left
    to the next run: the site is whole.
    """
    places = Workspace(output)
    with _parents(output), locked(places.folder, output):
        with in_words("tidy up", places.folder):
            settle(places)
        try:
            yield places
        finally:
            try:
                with suppress(OSError, Fault):
                    settle(places)
            except KeyboardInterrupt:  # tidying up is short; only a second Ctrl-C leaves it to the next run
                with suppress(OSError, Fault):
                    settle(places)
                raise


def recover(output: Path) -> None:
    """Finish or undo what a killed run left beside `output`; call it before the ledger is read."""
    if os.path.lexists(Workspace(output).folder):
        with workspace(output):
            pass


def commit(places: Workspace, manifest: bytes, ledger: Replacement | None) -> None:
    """Publish the site at `places.new`, and the ledger with it."""
    entry: dict[str, str] = {"manifest": fingerprint(manifest), "inode": _inode(places.folder)}
    with in_words("write", places.folder):
        if ledger is not None:
            entry |= {"ledger": os.path.realpath(ledger.path), "after": fingerprint(ledger.after)}
            if ledger.before is not None:
                entry["before"] = fingerprint(ledger.before)
                write_file(places.ledger, ledger.before)
        write_file(places.journal, json.dumps(entry).encode())
    if ledger is not None:
        replace_file(ledger)
    with in_words("publish", places.output):
        _put_in_place(places)


def settle(places: Workspace) -> None:
    """Finish a run that has published its site, undo one that has not; leave nothing but the lock."""
    for place in (places.new, places.old, places.old_part, places.journal, places.ledger):
        if place.is_symlink():
            place.unlink()
    entry = _entry(read_if_there(places.journal), places.folder)
    current = read_if_there(places.output / MANIFEST)
    published = entry is not None and current is not None and fingerprint(current) == entry["manifest"]
    if places.old.exists():
        _put_back(places, published=published)
    if entry is not None:
        if not published:
            _undo_ledger(places, entry)
        if "ledger" in entry:
            aside_of(Path(entry["ledger"])).unlink(missing_ok=True)
        if published and places.new.exists():
            discard(places.new, places.output)
    for tree in places.new, places.old_part:
        if tree.exists():
            remove(tree)
    places.ledger.unlink(missing_ok=True)
    places.journal.unlink(missing_ok=True)


def _put_back(places: Workspace, *, published: bool) -> None:
    """Give the old site its name again, or remove it where another one is published."""
    if published:
        discard(places.old, places.output)
        return
    if os.path.lexists(places.output):  # what was left of it, half removed
        discard(places.output, places.old)
    os.rename(places.old, places.output)


def _entry(data: bytes | None, folder: Path) -> dict[str, str] | None:
    """Return the journal; None where there is none of `folder`, or a power cut left half of one (nothing was done)."""
    try:
        entry = json.loads(data) if data is not None else None
    except ValueError:
        return None
    return entry if isinstance(entry, dict) and "manifest" in entry and entry.get("inode") == _inode(folder) else None


def _inode(folder: Path) -> str:
    return str(folder.stat().st_ino)


def _undo_ledger(places: Workspace, entry: dict[str, str]) -> None:
    """Give the ledger its former content, unless it never got the new one or somebody has changed it since."""
    if "ledger" not in entry:
        return
    path = Path(entry["ledger"])
    current = read_if_there(path)
    if current is None or fingerprint(current) != entry["after"]:
        return
    if "before" in entry:
        before = read_if_there(places.ledger)
        if before is not None and fingerprint(before) == entry["before"]:
            replace_file(Replacement(path, current, before))
    else:
        path.unlink()
        sync(path.parent)


def _put_in_place(places: Workspace) -> None:
    """Let the new site have the output's name, in one step where the system has one."""
    if not places.output.exists():
        os.rename(places.new, places.output)
    elif not exchange(places.new, places.output):
        sync(places.journal)  # without it nobody could tell which of the two sites is whole
        try:
            os.rename(places.output, places.old)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            # Overlayfs (a container's disk) renames no folder of a lower layer, but lets it be removed.
            link_tree(places.output, places.old_part)
            os.rename(places.old_part, places.old)
            discard(places.output, places.old)
        os.rename(places.new, places.output)


@contextmanager
def _parents(output: Path) -> Iterator[None]:
    """Make the folders above `output` that are missing, and remove them again if the block fails."""
    missing = [folder for folder in output.parents if not folder.exists()]
    try:
        with in_words("make", output.parent):
            output.parent.mkdir(FOLDER_MODE, parents=True, exist_ok=True)
        yield
    except BaseException:
        with suppress(OSError):
            for folder in missing:
                folder.rmdir()
        raise
