"""How times are printed: in the newsroom's zone, in the paper's style. No clock here: every time is an argument."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

# American desks print "ET" the year round rather than EST or EDT (AP style). Other zones keep their own short names.
YEAR_ROUND_NAMES = {
    "America/New_York": "ET",
    "America/Detroit": "ET",
    "America/Chicago": "CT",
    "America/Denver": "MT",
    "America/Los_Angeles": "PT",
}
MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip


def newsroom_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def in_newsroom_zone(moment: datetime) -> datetime:
    """An aware time, moved to the newsroom's zone. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("A time without a zone cannot be printed.")
    return moment.astimezone(newsroom_zone())


def zone_name(moment: datetime) -> str:
    """`ET` for New York whatever the season; `CET` or `CEST` for Berlin."""
    return YEAR_ROUND_NAMES.get(settings.TIME_ZONE) or in_newsroom_zone(moment).tzname() or "UTC"


def printed_day(moment: datetime) -> str:
    """`May 8, 2014`"""
    there = in_newsroom_zone(moment)
    return f"{MONTHS[there.month - 1]} {there.day}, {there.year}"


def printed_time(moment: datetime) -> str:
    """`May 8, 2014, 12:30 PM`"""
    there = in_newsroom_zone(moment)
    return f"{printed_day(moment)}, {_clock(there)} {_half(there)}"


def printed_stamp(moment: datetime) -> str:
    """`April 23, 10:42:16PM ET`, as the banner prints it."""
    there = in_newsroom_zone(moment)
    return f"{MONTHS[there.month - 1]} {there.day}, {_clock(there)}:{there:%S}{_half(there)} {zone_name(moment)}"


def printed_clock(moment: datetime) -> str:
    """`6:00 AM ET`, for buttons and badges."""
    there = in_newsroom_zone(moment)
    return f"{_clock(there)} {_half(there)} {zone_name(moment)}"


def printed_soon(moment: datetime, *, now: datetime) -> str:
    """A time near `now`, as short as it can be said: `6:00 AM ET` today, `Nov 23, 6:00 AM ET` on another day."""
    there = in_newsroom_zone(moment)
    if there.date() == in_newsroom_zone(now).date():
        return printed_clock(moment)
    year = "" if there.year == in_newsroom_zone(now).year else f", {there.year}"
    return f"{MONTHS[there.month - 1][:3]} {there.day}{year}, {printed_clock(moment)}"


def _clock(there: datetime) -> str:
    return f"{there.hour % 12 or 12}:{there:%M}"


def _half(there: datetime) -> str:
    return "AM" if there.hour < 12 else "PM"
