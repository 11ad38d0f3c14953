"""A small site with everything in it, held to the byte: `tests/golden/<site>/content` gives `tests/golden/<site>/site`.

Styles and scripts are not held here; their file names carry a hash of what they say, which is written as `HASH`.
`python3 tests tests/test_golden.py --refresh-golden` writes the expectation anew; read the difference.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from errdex import cli

GOLDEN = Path(__file__).parent / "golden"
_HASH = re.compile(rb"(?<=[./])[0-9a-f]{6}(?=\.)")


def read_site(folder: Path) -> dict[str, bytes]:
    """Return the files of a site by path, hashes in names blotted out, assets and the manifest left out."""
    found = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name != ".errdex-manifest.json" and not name.startswith("assets/"):
            found[_HASH.sub(b"HASH", name.encode()).decode()] = _HASH.sub(b"HASH", path.read_bytes())
    return found


@pytest.mark.parametrize("name", sorted(path.name for path in GOLDEN.iterdir() if path.is_dir()))
def test_the_site_is_as_it_was(
    name: str, tmp_path: Path, pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same content gives the same bytes, and a change of any of them is seen in review."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")  # 2026-01-01, the date in the ledger
    content = tmp_path / "content"
    shutil.copytree(GOLDEN / name / "content", content)
    assert cli.main(["build", "--content", str(content), "-o", str(tmp_path / "site"), "-q"]) == 0
    made = read_site(tmp_path / "site")
    expected = GOLDEN / name / "site"
    if pytestconfig.getoption("--refresh-golden"):
        shutil.rmtree(expected, ignore_errors=True)
        for path, data in made.items():
            target = expected / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(data)
    hint = "refresh with: python3 tests tests/test_golden.py --refresh-golden"
    assert sorted(made) == sorted(read_site(expected)), hint
    for path, data in read_site(expected).items():
        assert made[path].decode() == data.decode(), f"{path}: {hint}"
