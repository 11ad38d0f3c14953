"""`check`: look over a built site: every file, address, form of the data, and link."""

from __future__ import annotations

import argparse
from pathlib import Path

from errdex.commands import add_common_flags, add_output_flag, check_content, say
from errdex.diagnostics import SettingFault, count
from errdex.disk.carry import walk
from errdex.disk.content import read_file
from errdex.disk.faults import name_as_text
from errdex.disk.manifest import MANIFEST, fingerprint, read_manifest
from errdex.inspection import Built, Looked, inspect
from errdex.ledger import parse_ledger
from errdex.model import LEDGER


def add_flags(parser: argparse.ArgumentParser) -> None:
    """Add the flags of the command."""
    add_common_flags(parser)
    add_output_flag(parser)


def run(options: argparse.Namespace) -> int:
    """Print how many things were checked and what is wrong; return 1 where something is."""
    site: Path = options.output
    check_content(options)
    manifest = read_manifest(site)
    if manifest is None:
        raise SettingFault(f"{site.as_posix()} is no site of ours", "build it first, or name it with -o")
    data = read_file(options.content / LEDGER)
    ledger, faults = parse_ledger(data or b"")
    for fault in faults:
        say(fault.format(f"{options.content.as_posix()}/"))
    paths = {name_as_text(path) for path, is_folder in walk(site) if not is_folder} - {MANIFEST}
    built = Built(paths, lambda path: read_file(site / path) or b"", manifest, fingerprint, ledger, data is not None)
    counts, found = inspect(built)
    for fault in found:
        say(fault.format(f"{site.as_posix()}/"))
    if not options.quiet:
        print("\n".join(_describe(name, looked, options.verbose) for name, looked in counts))
        if data is None:
            print(f"note: there is no {(options.content / LEDGER).as_posix()}, so no address was looked for")
        print(count(len(found) + len(faults), "fault") if found or faults else "no faults")
    return 1 if found or faults else 0


def _describe(name: str, looked: Looked, verbose: bool) -> str:
    """Return how many things a check looked at; under `verbose` what they are, the most first."""
    parts = sorted(looked.items(), key=lambda item: (-item[1], item[0]))
    named = f" = {' + '.join(f'{number} {part}' for part, number in parts)}" if verbose and parts else ""
    return f"checked {name}: {sum(looked.values())}{named}"
