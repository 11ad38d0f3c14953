"""Which output folders are refused, so that no build ever removes what is not a site of ours."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from errdex.diagnostics import SettingFault
from errdex.disk.faults import in_words
from errdex.disk.manifest import read_manifest

_ELSEWHERE = "name a folder of its own with -o, such as -o site"
_FORCE = "name another folder with -o, or publish into this one with --force; its files are kept"


def check_output(output: Path, sources: Sequence[Path], *, force: bool = False) -> Path:
    """Return the folder to publish to, links followed; raise `SettingFault` for one that must not be written.

    `sources` are the folders that a build reads, and those of the project. `force` allows a folder with files, a
    repository or a link to another place, and never what would endanger the user's other files.
    """
    with in_words("look at", output):
        target = Path(os.path.realpath(output))
        _refuse_always(output, target, sources)
        if not force:
            _refuse_unless_forced(output, target)
    return target


def _refuse_always(output: Path, target: Path, sources: Sequence[Path]) -> None:
    if target == Path(target.anchor):
        raise SettingFault(f"the output folder is the root of the file system: {output}", _ELSEWHERE)
    home = Path(os.path.realpath(os.path.expanduser("~")))
    for place, name in ((home, "your home folder"), (Path.cwd(), "the working folder")):
        if _same(target, place):
            raise SettingFault(f"the output folder is {name}: {output}", _ELSEWHERE)
        if _inside(place, target):
            raise SettingFault(f"the output folder holds {name}: {output}", _ELSEWHERE)
    for source in sources:
        real = Path(os.path.realpath(source))
        if _same(target, real):
            raise SettingFault(f"the output folder is a folder of sources: {output}", _ELSEWHERE)
        if _inside(real, target):
            raise SettingFault(f"the output folder holds a folder of sources: {output}", _ELSEWHERE)
        if _inside(target, real):
            raise SettingFault(
                f"the output folder lies within a folder of sources: {output}",
                f"name one beside it with -o, such as -o {os.path.relpath(real.parent / 'site')}",
            )
    for place in target, *target.parents:
        if place.exists() and not place.is_dir():
            raise SettingFault(f"a file, where a folder was expected: {place}", _ELSEWHERE)
    if target.exists() and os.path.ismount(target):
        raise SettingFault(
            f"the output folder is a mount point, and those can't be exchanged: {output}",
            f"name a folder below it, such as -o {output / 'site'}",
        )


def _refuse_unless_forced(output: Path, target: Path) -> None:
    if output.is_symlink() and not _inside(target, Path(os.path.realpath(output.parent))):
        raise SettingFault(
            f"the output folder is a link to another place: {output} -> {target}",
            "name that place with -o, or follow the link with --force",
        )
    if os.path.lexists(target / ".git"):
        raise SettingFault(f"the output folder is a Git repository: {output}", _FORCE)
    if target.is_dir() and read_manifest(target) is None and any(target.iterdir()):
        raise SettingFault(f"the output folder holds files that no build of ours has written: {output}", _FORCE)


def _inside(path: Path, folder: Path) -> bool:
    """Tell whether `path` lies below `folder`; both without links."""
    return any(_same(parent, folder) for parent in path.parents)


def _same(first: Path, second: Path) -> bool:
    """Tell whether two paths are one place, on a file system that ignores case too."""
    try:
        return first == second or first.samefile(second)
    except OSError:
        return False
