"""Today, as the ledger writes it."""

from __future__ import annotations

import re

import pytest

from errdex.diagnostics import SettingFault
from errdex.disk.clock import today


def test_source_date_epoch_is_the_clock_where_it_is_set() -> None:
    """Seconds since 1970 give their day in UTC, 0 too; unset and empty mean the clock."""
    assert today({"SOURCE_DATE_EPOCH": "0"}) == "1970-01-01"
    assert today({"SOURCE_DATE_EPOCH": "1764028799"}) == "2025-11-24"
    assert today({"SOURCE_DATE_EPOCH": "1764028800"}) == "2025-11-25"
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", today({}))
    assert today({"SOURCE_DATE_EPOCH": ""}) >= today({})


@pytest.mark.parametrize("epoch", ["now", "-1", "1e3", "9" * 30, "١٢", "0x10"])
def test_what_is_no_time_is_refused(epoch: str) -> None:
    """Anything but digits in reach of a calendar is a fault of the setting."""
    with pytest.raises(SettingFault, match="SOURCE_DATE_EPOCH"):
        today({"SOURCE_DATE_EPOCH": epoch})
