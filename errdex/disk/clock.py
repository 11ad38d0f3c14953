"""Today's date, for the ledger; the only clock there is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from errdex.diagnostics import SettingFault


def today(environ: Mapping[str, str]) -> str:
    """Return the date in UTC, `2026-11-24`: of SOURCE_DATE_EPOCH where it is set, else of the clock.

    The variable's rule: https://reproducible-builds.org/specs/source-date-epoch/
    """
    epoch = environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return datetime.now(UTC).date().isoformat()
    try:
        if not (epoch.isascii() and epoch.isdigit()):
            raise ValueError
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        raise SettingFault(
            f"SOURCE_DATE_EPOCH is not a time: {epoch[:40]!r}", "give the seconds since 1970, or unset it"
        ) from None
