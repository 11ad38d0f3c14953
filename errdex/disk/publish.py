"""Publish: artifacts in, a site out, all of it or nothing.

    check the folder -> write beside it -> carry foreign files over -> compare with the manifest
    -> ledger and site in one step -> remove the old site

A run that fails or is killed leaves the old site as it was; see `workspace` for how.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from errdex.diagnostics import EnvironmentFault
from errdex.disk.carry import carry_over, walk
from errdex.disk.faults import in_words, name_as_text
from errdex.disk.manifest import MANIFEST, read_manifest
from errdex.disk.replace import Replacement, check_replaceable
from errdex.disk.safety import check_output
from errdex.disk.staging import Staging
from errdex.disk.unchanged import Former
from errdex.disk.workspace import commit, recover, workspace
from errdex.model import Artifact
from errdex.noun import noun


@noun
class Published:
    """What was published."""

    new: int
    """Files that the site before did not have."""
    changed: int
    removed: int
    """Files that the site before had."""
    leftover: Path | None
    """The workspace, where it could not be removed behind the published site; the next build removes it."""


def prepare(output: Path, sources: Sequence[Path], *, force: bool = False) -> None:
    """Refuse an output folder that must not be written, and mend what a killed run left beside it.

    Call it before anything is read: the ledger is among what is mended, and a refusal should not wait for a build.
    """
    recover(check_output(output, sources, force=force))


def publish(
    artifacts: Iterable[Artifact],
    output: Path,
    *,
    sources: Sequence[Path] = (),
    ledger: Replacement | None = None,
    force: bool = False,
    careful: bool = False,
) -> Published:
    """Write the artifacts as the site at `output`, and the ledger with it; raise a `Fault`, and then nothing changed.

    A page that is there as it should be is taken over (see `unchanged`); if `careful`, only after a look at its bytes.
    `sources` are the folders that the build reads, and those of the project: the output may not be, hold or lie in one
    of them. An artifact with a bad path or with the path of another one is an error of the program: `ValueError`.
    """
    target = check_output(output, sources, force=force)
    if ledger is not None:
        check_replaceable(ledger)
    with workspace(target) as places:
        written = 0 if careful else _time_of(target / MANIFEST)
        before = read_manifest(target) or {}
        with in_words("write", output):
            staging = Staging(places.new, output, Former(target, before, written))
        staging.write_all(artifacts)
        manifest = staging.finish()
        _verify(staging)
        if target.exists():
            carry_over(target, places.new)
        commit(places, manifest, ledger)
    after = staging.files
    return Published(
        new=len(after.keys() - before.keys()),
        changed=sum(before.get(path, mark) != mark for path, mark in after.items()),
        removed=len(before.keys() - after.keys()),
        leftover=places.folder if places.folder.exists() else None,
    )


def _time_of(manifest: Path) -> int:
    """Return when a manifest was written, in nanoseconds since 1970; 0 where there is none."""
    try:
        return manifest.lstat().st_mtime_ns
    except OSError:
        return 0


def _verify(staging: Staging) -> None:
    """Compare the files on the disk with the manifest."""
    names = [path for path, is_folder in walk(staging.root) if not is_folder]
    ours = {MANIFEST, *staging.files}
    # Where the locale is UTF-8 they are as text already, which saves a call for each.
    if len(names) != len(ours) or (set(names) != ours and set(map(name_as_text, names)) != ours):
        raise EnvironmentFault(
            f"the files in {staging.root} are not those that were written",
            "let nothing else write there, and run again",
        )
