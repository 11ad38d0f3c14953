"""A real process that publishes one generation of a site after another, read all the time, and killed at any moment.

Generation n is 40 files and a ledger that all say n, so a mixture shows.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from errdex.disk.manifest import MANIFEST, fingerprint, read_manifest
from errdex.disk.publish import publish
from errdex.disk.workspace import recover
from errdex.model import Artifact

PROGRAM = """
import sys
from pathlib import Path
from tests.test_publish_killed import publish_generation
folder, first, last = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
for generation in range(first, last):
    publish_generation(folder, generation)
"""
PAGES = tuple(f"{folder}{i}.html" for folder in ("", "codes/", "en/codes/", "en/guides/") for i in range(10))


def publish_generation(folder: Path, generation: int) -> None:
    """Publish a site, and its ledger, that say `generation` in every file."""
    from errdex.disk.replace import Replacement, read_if_there

    text = b"%06d" % generation
    path = folder / "content/permalinks.jsonl"
    path.parent.mkdir(exist_ok=True)
    ledger = Replacement(path, read_if_there(path), text)
    # The odd generations lack one page and have another, so that something is removed and added each time.
    pages = [*PAGES, f"only/{generation % 2}.html"]
    publish((Artifact(page, text * 500) for page in pages), folder / "site", ledger=ledger)


@contextmanager
def publisher(folder: Path, first: int, last: int) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process that publishes generations; it is dead behind the block."""
    root = Path(__file__).resolve().parent.parent
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder), str(first), str(last)], cwd=root) as process:
        try:
            yield process
        finally:
            process.kill()


def generation_of(data: bytes) -> int:
    """Return the generation that a page speaks of; a page that is not whole fails the test."""
    assert data == data[:6] * 500, "half a page"
    return int(data[:6])


def read_site(site: Path) -> int:
    """Return the generation of a site at rest, after checking that it is whole and holds nothing else."""
    manifest = read_manifest(site)
    assert manifest is not None
    found = {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()}
    assert found == {MANIFEST, *manifest}
    pages = {path: (site / path).read_bytes() for path in manifest}
    assert {path: fingerprint(data) for path, data in pages.items()} == manifest
    generations = {generation_of(data) for data in pages.values()}
    assert len(generations) == 1, "a mixed site"
    return generations.pop()


def test_a_reader_never_misses_a_page(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """While sites are published one after the other, every page opens, whole, and time never runs backwards."""
    last = 200 if request.config.getoption("--long", default=False) else 40
    publish_generation(tmp_path, 0)
    site = tmp_path / "site"
    reads = pairs = latest = 0
    with publisher(tmp_path, 1, last + 1) as process:
        while process.poll() is None:
            before = site.stat()
            seen = [generation_of((site / page).read_bytes()) for page in (PAGES[0], PAGES[-1], PAGES[15])]
            after = site.stat()
            assert seen == sorted(seen)
            assert seen[0] >= latest
            if (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns):
                assert len(set(seen)) == 1, "a mixed site"
                pairs += 1
            latest = seen[-1]
            reads += 3
        assert process.returncode == 0
    assert read_site(site) == last
    assert reads > last
    print(f"\n{reads} reads over {last} publishes, {pairs} rounds within one site, none missed")


def test_a_kill_at_any_moment_leaves_one_site(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """After SIGKILL the site is one whole generation; the next start brings the ledger to the same, and goes on."""
    times = 60 if request.config.getoption("--long", default=False) else 12
    chance = random.Random(4100)  # not a secret: the same moments each time
    publish_generation(tmp_path, 0)
    site, ledger = tmp_path / "site", tmp_path / "content/permalinks.jsonl"
    generation = littered = 0
    for _ in range(times):
        with publisher(tmp_path, generation + 1, 10**6) as process:
            until = time.monotonic() + 30
            while ledger.read_bytes() == b"%06d" % generation and time.monotonic() < until:
                time.sleep(0.001)
            time.sleep(chance.random() * 0.05)
            os.kill(process.pid, signal.SIGKILL)
        found = read_site(site)
        assert found >= generation
        littered += (tmp_path / ".site.errdex").exists()
        recover(site)
        assert read_site(site) == found
        assert ledger.read_bytes() == b"%06d" % found
        assert sorted(os.listdir(tmp_path)) == ["content", "site"]
        assert os.listdir(tmp_path / "content") == ["permalinks.jsonl"]
        generation = found
    assert littered > times / 2, "the kills came between the publishes"
