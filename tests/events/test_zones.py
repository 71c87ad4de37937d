"""Time zones as calendars want them."""

import datetime as dt
import zoneinfo

import pytest

from events.schedule.zones import ZoneError, is_clear, vtimezone


def test_zone_without_changes_has_one_offset():
    assert vtimezone("Asia/Shanghai", 2026) == (
        "BEGIN:VTIMEZONE",
        "TZID:Asia/Shanghai",
        "X-LIC-LOCATION:Asia/Shanghai",
        "BEGIN:STANDARD",
        "DTSTART:19700101T000000",
        "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800",
        "TZNAME:CST",
        "END:STANDARD",
        "END:VTIMEZONE",
    )


def test_change_of_clocks_is_a_yearly_rule_from_the_time_before_it():
    lines = vtimezone("Europe/London", 2026)
    summer = lines[lines.index("BEGIN:DAYLIGHT") : lines.index("END:DAYLIGHT")]
    assert summer == (
        "BEGIN:DAYLIGHT",
        "DTSTART:20250330T010000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "TZOFFSETFROM:+0000",
        "TZOFFSETTO:+0100",
        "TZNAME:BST",
    )
    assert "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU" in vtimezone("America/New_York", 2026)
    assert "TZOFFSETTO:-0230" in vtimezone("America/St_Johns", 2026)


@pytest.mark.parametrize("tz", ["Asia/Jerusalem", "Africa/Casablanca", "America/Santiago"])
def test_zone_without_a_yearly_rule_is_refused(tz):
    with pytest.raises(ZoneError):
        vtimezone(tz, 2026)


def test_clear_times_occur_once():
    london = zoneinfo.ZoneInfo("Europe/London")
    clock = dt.datetime.fromisoformat
    assert is_clear(clock("2026-03-29T00:59"), london)
    assert not is_clear(clock("2026-03-29T01:30"), london), "never"
    assert not is_clear(clock("2026-10-25T01:30"), london), "twice"
