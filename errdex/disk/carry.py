"""Files in the published folder that are not ours: a CNAME, a verification file, a folder of downloads.

They are linked into the next site before it is exchanged. What is left of the old site afterwards is removed file by
file: ours by its manifest, theirs when the new site has it too; what somebody put there meanwhile moves over.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from errdex.diagnostics import SettingFault, name_few
from errdex.disk.faults import in_words, name_as_text
from errdex.disk.manifest import MANIFEST, read_manifest
from errdex.disk.staging import make_folder, make_folders
from errdex.disk.unchanged import LINK_ITSELF

_NAMED = 5


def carry_over(old: Path, new: Path) -> None:
    """Link what is foreign in `old` into `new`.

    Raises `SettingFault` where foreign files have the names of ours: they are never written over.
    """
    ours = _own(old)
    foreign = sorted((path, is_folder) for path, is_folder in walk(old) if name_as_text(path) not in ours)
    _link_all(old, new, foreign)


def link_tree(old: Path, new: Path) -> None:
    """Make a folder `new` with a second name of each file below `old`."""
    make_folder(new)
    _link_all(old, new, sorted(walk(old)))


def _link_all(old: Path, new: Path, paths: Iterable[tuple[str, bool]]) -> None:
    """Link files and make folders anew, `paths` from `walk` and in order."""
    folders: list[str] = []
    blocked: list[str] = []
    for path, is_folder in paths:
        if blocked and path.startswith(f"{blocked[-1]}/"):
            continue
        with in_words("carry over", old / path):
            try:
                _carry(old / path, new / path, is_folder=is_folder)
            except (FileExistsError, NotADirectoryError):
                if not (is_folder and (new / path).is_dir()):
                    blocked.append(path)
            else:
                if is_folder:
                    folders.append(path)
    if blocked:
        raise _in_the_way(old, blocked)
    for path in reversed(folders):  # now that they are filled: they may be read-only
        with in_words("carry over", old / path):
            shutil.copystat(old / path, new / path)


def _in_the_way(folder: Path, paths: list[str]) -> SettingFault:
    named = name_few([str(folder / name_as_text(path)) for path in paths], _NAMED)
    message = f"{named} {'is' if len(paths) == 1 else 'are'} not ours, and would be written over"
    hint = "move what you need away, and remove the rest; or name another folder with -o"
    return SettingFault(message, hint)


def discard(tree: Path, site: Path) -> None:
    """Remove a site that was replaced by `site`, and lose no foreign file."""
    ours = _own(tree)
    for path, is_folder in reversed(list(walk(tree, unlock=True))):
        place = f"{tree}/{path}"
        if path == MANIFEST:
            continue
        if is_folder:
            os.rmdir(place)
        elif name_as_text(path) in ours or _is_taken(site, path):
            os.unlink(place)
        else:
            make_folders((site / path).parent)
            os.rename(place, site / path)
    (tree / MANIFEST).unlink(missing_ok=True)  # last, for it says what is ours if this is cut short
    os.rmdir(tree)


def remove(tree: Path) -> None:
    """Remove a site that never was published, with the links to foreign files in it."""
    for _ in walk(tree, unlock=True):
        pass
    shutil.rmtree(tree)


def walk(root: Path, *, unlock: bool = False) -> Iterator[tuple[str, bool]]:
    """Yield what is below `root`, path and whether it is a folder, each folder before what is in it.

    With `unlock` folders become writable for their owner, so that what is in them can be removed.
    """
    top = os.fspath(root)
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        place = f"{top}/{prefix}"
        if unlock:
            with suppress(PermissionError):
                os.chmod(place, 0o700)
        with in_words("list", place), os.scandir(place) as entries:
            found = [(prefix + entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
        yield from found
        waiting += [f"{path}/" for path, is_folder in found if is_folder]


def _is_taken(site: Path, path: str) -> bool:
    """Tell whether the site has something at `path`, or a file where a folder above it would be."""
    place = site / path
    while place != site:
        if os.path.lexists(place):
            return place == site / path or not place.is_dir()
        place = place.parent
    return False


def _own(folder: Path) -> frozenset[str]:
    """Return the paths of our own files and of the folders that hold them."""
    files = read_manifest(folder)
    if files is None:
        return frozenset()
    folders: set[str] = set()
    waiting = {path.rpartition("/")[0] for path in files}
    while waiting:  # up to the root, from few folders of many files
        folders |= waiting
        waiting = {path.rpartition("/")[0] for path in waiting} - folders
    return frozenset({MANIFEST, *files, *folders} - {""})


def _carry(old: Path, new: Path, *, is_folder: bool) -> None:
    """Give the file at `old` a second name; make the folder again."""
    make_folders(new.parent)
    if is_folder:
        make_folder(new)
        return
    try:
        os.link(old, new, **LINK_ITSELF)
    except OSError as error:
        # No links on this file system, or not to somebody else's file.
        if error.errno not in (errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EMLINK, errno.ENOSYS, errno.EACCES):
            raise
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fspath(new)) from error
        with suppress(shutil.SpecialFileError):
            shutil.copy2(old, new, follow_symlinks=False)
