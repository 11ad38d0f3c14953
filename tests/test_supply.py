"""What the project stands on: every package is pinned, by hash, and its licence is told."""

from __future__ import annotations

import base64
import json
import re
from importlib import metadata

import pytest

from tests.conftest import ROOT

LOCKS = ("errdex/requirements.lock", "tests/requirements.lock", "tests/bench/requirements.lock")
ENTRY = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9._-]*)==(?P<version>[0-9][\w.]*)(?: ; [^\\]+)?(?P<hashes>(?: --hash=\S+)+)"
)
SAME = {
    "MIT License": "MIT",
    "Apache 2.0": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "BSD License": "BSD-3-Clause",
}
"""What some packages say instead of an SPDX expression."""


def read_lock(lock: str) -> dict[str, list[str]]:
    """Return the hashes of each package of a lock file; a line that is anything else fails the test."""
    text = (ROOT / lock).read_text(encoding="utf-8")
    packages = {}
    for line in re.sub(r" \\\n +", " ", text).splitlines():
        entry = ENTRY.fullmatch(line)
        assert entry, line
        packages[entry["name"]] = entry["hashes"].split()
    return packages


def read_npm_lock() -> dict[str, dict[str, str]]:
    """Return the packages of npm's lock file by name, without the project itself."""
    table = json.loads((ROOT / "tests/package-lock.json").read_text(encoding="utf-8"))["packages"]
    return {path.rpartition("node_modules/")[2]: entry for path, entry in table.items() if path}


def read_licences() -> dict[str, str]:
    """Return the licence of each package as `.github/SECURITY.md` tells it."""
    text = (ROOT / ".github/SECURITY.md").read_text(encoding="utf-8")
    build, tests = text.split("## What errdex stands on")[1].split("| licence | packages")
    told: dict[str, str] = {}
    for names, _, licences in re.findall(r"^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", build, re.MULTILINE)[1:]:
        each = licences.split(", ")
        told |= {name: each[i % len(each)] for i, name in enumerate(names.split(", "))}
    for licence, names in re.findall(r"^\| ([^|-][^|]*) \| ([^|]+) \|$", tests, re.MULTILINE):
        told |= dict.fromkeys(names.split(", "), licence)
    return told


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_by_hash(lock: str) -> None:
    """One version each, with the hash of every file that may be installed, and no other place to get it from."""
    packages = read_lock(lock)
    assert packages
    for name, hashes in packages.items():
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", item) for item in hashes), name
        assert len(set(hashes)) == len(hashes)


def test_every_package_of_npm_is_pinned_by_hash() -> None:
    """Each has its digest and no registry of its own, and scripts that come with a package are not run."""
    packages = read_npm_lock()
    assert packages
    for name, entry in packages.items():
        kind, _, digest = entry["integrity"].partition("-")
        assert (kind, len(base64.b64decode(digest))) == ("sha512", 64), name
        assert not {"resolved", "link"} & entry.keys(), name
    assert '"--ignore-scripts"' in (ROOT / "tests/__main__.py").read_text(encoding="utf-8")


def test_every_licence_is_told() -> None:
    """SECURITY names each locked package and no other, and none whose terms would pass on to a site."""
    locked = {name for lock in LOCKS for name in read_lock(lock)} | read_npm_lock().keys()
    told = read_licences()
    assert told.keys() == locked
    assert not [name for name, licence in told.items() if "GPL" in licence]


@pytest.mark.parametrize("name", sorted(read_licences()))
def test_a_licence_is_told_as_the_package_tells_it(name: str) -> None:
    """A new version may come under other terms."""
    npm = read_npm_lock()
    if name in npm:
        said = npm[name]["license"]
    else:
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            pytest.skip("not installed on this system")
        classes = [item.rpartition(" :: ")[2] for item in about.get_all("Classifier") or () if "License ::" in item]
        fields = [about[key] for key in ("License-Expression", "License") if key in about]
        said = [*fields, *classes][0]
    assert SAME.get(said, said) == read_licences()[name]
