"""Any history of publishes, of strangers' files and of deaths ends in the site that a simple model predicts."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from errdex.diagnostics import SettingFault
from errdex.disk.manifest import MANIFEST
from errdex.disk.publish import publish
from errdex.disk.replace import Replacement
from errdex.disk.workspace import recover
from errdex.model import Artifact
from tests.conftest import read_files
from tests.test_publish_faults import CALLS, Disk, Killed

NAMES = st.sampled_from(["a", "b", "エ", "x y", "-", ".h"])
PATHS = st.lists(NAMES, min_size=1, max_size=3).map("/".join)
CONTENT = st.binary(max_size=8)


def in_the_way(path: str, others: set[str]) -> bool:
    """Tell whether a file at `path` can't stand beside files at `others`."""
    return any(path == one or path.startswith(f"{one}/") or one.startswith(f"{path}/") for one in others)


class Publishing(RuleBasedStateMachine):
    """The model: files of ours, files of strangers, and the ledger's content."""

    sites = Bundle("sites")

    def __init__(self) -> None:
        super().__init__()
        memory = Path("/dev/shm")  # noqa: S108  # a folder of our own in it
        self.folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))
        self.site = self.folder / "site"
        self.ledger = self.folder / "ledger"
        self.ours: dict[str, bytes] = {}
        self.theirs: dict[str, bytes] = {}
        self.written: bytes | None = None

    def teardown(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder)

    @rule(target=sites, files=st.dictionaries(PATHS, CONTENT, max_size=6))
    def think_of_a_site(self, files: dict[str, bytes]) -> dict[str, bytes]:
        """Keep only paths that can stand beside each other."""
        chosen: dict[str, bytes] = {}
        for path, data in files.items():
            if not in_the_way(path, set(chosen)):
                chosen[path] = data
        return chosen

    def publish(self, files: dict[str, bytes]) -> None:
        """Publish files with a ledger that has a line more."""
        ledger = Replacement(self.ledger, self.written, (self.written or b"") + b".")
        publish([Artifact(path, data) for path, data in files.items()], self.site, ledger=ledger)

    @rule(files=sites)
    def build(self, files: dict[str, bytes]) -> None:
        """Publish; where a stranger's file is in the way, nothing changes."""
        if any(in_the_way(path, set(files)) for path in self.theirs):
            with pytest.raises(SettingFault):
                self.publish(files)
            return
        self.publish(files)
        self.ours = dict(files)
        self.written = (self.written or b"") + b"."

    @rule(files=sites, point=st.integers(0, 120))
    def build_and_die(self, files: dict[str, bytes], point: int) -> None:
        """Die at some call; behind the next start it is as if the build had been done, or never begun."""
        disk = Disk("killed", point)
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, disk.wrap(getattr(os, name), before=name != "close"))
            with suppress(Killed, SettingFault):
                self.publish(files)
        recover(self.site)
        ledger = self.ledger.read_bytes() if self.ledger.exists() else None
        if ledger != self.written:
            self.ours = dict(files)
            self.written = (self.written or b"") + b"."

    @rule(path=PATHS, data=CONTENT)
    def a_stranger_writes(self, path: str, data: bytes) -> None:
        """Put a file into the site that is not ours."""
        if self.site.exists() and not in_the_way(path, {*self.ours, *self.theirs, MANIFEST}):
            (self.site / path).parent.mkdir(parents=True, exist_ok=True)
            (self.site / path).write_bytes(data)
            self.theirs[path] = data

    @invariant()
    def site_and_ledger_are_as_predicted(self) -> None:
        """Our files and theirs, no others; one ledger; no litter."""
        found = read_files(self.site)
        found.pop(MANIFEST, None)
        assert found == {**self.ours, **self.theirs}
        assert (self.ledger.read_bytes() if self.ledger.exists() else None) == self.written
        assert set(os.listdir(self.folder)) <= {"site", "ledger"}


TestPublishing = Publishing.TestCase
TestPublishing.settings = settings(max_examples=100, stateful_step_count=20, deadline=None, derandomize=True)
