"""The benchmark runs and measures what it says; what it measures is nobody's test."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.bench import hugo
from tests.bench.__main__ import phases, table
from tests.bench.measure import Usage, measure
from tests.bench.race import Line, Race
from tests.bench.records import make_records
from tests.conftest import Build

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the benchmark runs on Linux and macOS")


def test_records_are_many_and_always_the_same() -> None:
    """Codes are distinct, the dice fall alike, and a longer document begins like a shorter one."""
    records = make_records(2000)
    assert len({record.code for record in records}) == 2000
    assert records[:50] == make_records(50)
    assert 0.05 < sum("<a href" in record.remedy for record in records) / 2000 < 0.3


def test_a_race_builds_what_it_measures(tmp_path: Path) -> None:
    """All builders run, a row changes and comes back, and the table names each line."""
    race = Race(tmp_path, 30, 1)
    before = (race.lean / "ja" / "errors-1.md").read_bytes()
    lines = race.run(against_hugo=False)
    assert [line.name for line in lines] == [
        "errdex",
        "errdex, every output",
        "writing alone",
        "errdex again, nothing changed",
        "errdex again, one row changed",
    ]
    assert (race.lean / "ja" / "errors-1.md").read_bytes() == before
    assert "30 codes" in lines[0].output
    assert "render" in phases(lines[0])
    assert table(lines).count("\n") == 6
    assert len(list((tmp_path / "again" / "codes").glob("[0-9]*.html"))) == 30


def test_all_processes_of_a_command_count() -> None:
    """The work of a grandchild is measured, a failure is none."""
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(6_000_000))'])"
    idle = measure([sys.executable, "-c", "pass"], dict(os.environ))
    busy = measure([sys.executable, "-c", work], dict(os.environ))
    assert busy.cpu > idle.cpu
    with pytest.raises(AssertionError, match="went wrong"):
        measure([sys.executable, "-c", "raise SystemExit('went wrong')"], dict(os.environ))


def test_ratios_are_those_to_hugo() -> None:
    """With Hugo in the race, its own line says 1, and ours our part of it."""
    ours = Line("errdex", 0.5, 1.0, 80, "")
    printed = table([ours, replace(ours, name="Hugo", cpu=2.0, wall=2.0)])
    assert "| errdex | 0.50 | 1.00 | 80 | 0.25 | 0.50 |" in printed
    assert "| Hugo | 2.00 | 2.00 | 80 | 1.00 | 1.00 |" in printed


def test_two_costs_add_up() -> None:
    """One run after the other costs the time of both, and the memory of the larger."""
    assert Usage(1.0, 2.0, 30.0, "a").then(Usage(0.5, 0.25, 80.0, "b")) == Usage(1.5, 2.25, 80.0, "ab")


def test_hugo_gets_the_same_records(tmp_path: Path) -> None:
    """Every record is in Hugo's data, with its neighbours, and its pages are filled up to our size."""
    records = make_records(20)
    project = hugo.write_project(tmp_path, records, 6000)
    rows = json.loads((project / "data" / "records.json").read_text(encoding="utf-8"))
    assert [row["code"] for row in rows] == [record.code for record in records]
    assert (rows[0]["previous"], rows[0]["next"]) == ("", rows[1]["code"])
    assert 5000 < len((project / "layouts" / "baseof.html").read_bytes()) < 6000


def test_the_records_build_without_a_fault(build: Build) -> None:
    """The benchmark's document is a clean one, whatever `--strict` looks at."""
    rows = "".join(f"<tr><td>{r.code}</td><td>{r.title}</td><td>{r.remedy}</td></tr>\n" for r in make_records(300))
    head = "<tr><td>エラーコード</td><td>説明</td><td>対処方法</td></tr>\n"
    result = build({"errors.md": f"<table>\n{head}{rows}</table>\n"}, "--strict")
    assert result.code == 0, result.err
    assert len(list((result.site / "codes").glob("[0-9]*.html"))) == 300
