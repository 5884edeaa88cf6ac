"""How times are printed and read: in the newsroom's zone, in the paper's style. No clock here: times are arguments.

What readers see follows the language in force: English as American papers print it, any other as Django's formats for
it say. What only the desk sees (a span, a wait, a button's time) is English, as the desk is.
"""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import get_language

# American desks print "ET" the year round rather than EST or EDT (AP style). Other zones keep their own short names.
YEAR_ROUND_NAMES = {
    "America/New_York": "ET",
    "America/Detroit": "ET",
    "America/Indiana/Indianapolis": "ET",
    "America/Kentucky/Louisville": "ET",
    "US/Eastern": "ET",
    "America/Chicago": "CT",
    "US/Central": "CT",
    "America/Denver": "MT",
    "America/Boise": "MT",
    "US/Mountain": "MT",
    "America/Los_Angeles": "PT",
    "US/Pacific": "PT",
}
MONTHS = (
    "January February March April May June July August September October November December"
).split()  # fmt: skip
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


class NoSuchTime(ValueError):
    """Clocks are put forward past it. The message says so."""


class TwiceThatDay(ValueError):
    """Clocks are put back, so it comes twice. `names` are what the first and the second are called: EDT and EST."""

    def __init__(self, sentence: str, names: tuple[str, str]):
        self.names = names
        super().__init__(sentence)


def newsroom_zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def in_newsroom_zone(moment: datetime) -> datetime:
    """An aware time, moved to the newsroom's zone. Raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("A time without a zone cannot be printed.")
    return moment.astimezone(newsroom_zone())


def at_newsroom_clock(shown: datetime, *, second: bool | None = None) -> datetime:
    """The aware time at which the newsroom's clock shows this (without a zone). `second`: which one is meant where it
    shows it twice. Raises NoSuchTime, and TwiceThatDay when `second` is needed and not said."""
    first, again = (shown.replace(tzinfo=newsroom_zone(), fold=fold) for fold in (0, 1))
    if first.utcoffset() == again.utcoffset():
        return first
    told = f"{_clock(shown)} {_half(shown)}"
    if first.astimezone(UTC).astimezone(newsroom_zone()).replace(tzinfo=None) != shown:
        old, new = (moment.replace(tzinfo=None) for moment in _gap(again, first))
        clocks = f"clocks go from {_clock(old)} to {_clock(new)}"
        raise NoSuchTime(f"{told} does not exist on {_day(shown)}: {clocks}.")
    if second is None:
        names = (first.tzname() or "first", again.tzname() or "second")
        raise TwiceThatDay(
            f"{told} comes twice on {_day(shown)}: say whether you mean the first ({names[0]}) or the second "
            f"({names[1]}).",
            names,
        )
    return again if second else first


def _gap(before: datetime, after: datetime) -> tuple[datetime, datetime]:
    """What the clock shows when it is put forward, and then, for two readings of a time that it leaves out."""
    low, high = before.astimezone(UTC), after.astimezone(UTC)
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        at_middle = middle.astimezone(newsroom_zone()).utcoffset()
        low, high = (low, middle) if at_middle == before.utcoffset() else (middle, high)
    moved = high.replace(microsecond=0)
    new_offset, old_offset = before.utcoffset(), after.utcoffset()
    assert new_offset is not None
    assert old_offset is not None
    return moved + old_offset, moved + new_offset


def _day(shown: datetime) -> str:
    return f"{MONTHS[shown.month - 1]} {shown.day}, {shown.year}"


def zone_name(moment: datetime) -> str:
    """`ET` for New York whatever the season; `CET` or `CEST` for Berlin; `GMT-3` for Buenos Aires, whose time has no
    short name of its own (the tz database since 2017; so says Unicode's CLDR)."""
    name = YEAR_ROUND_NAMES.get(settings.TIME_ZONE) or in_newsroom_zone(moment).tzname() or "UTC"
    if name[0] not in "+-":
        return name
    hours, minutes = int(name[:3]), name[3:]
    return f"GMT{hours:+d}" + (f":{minutes}" if minutes else "")


def printed_today(moment: datetime) -> str:
    """`Thursday, May 8, 2014`; `jueves, 8 de mayo de 2014`"""
    there = in_newsroom_zone(moment)
    if _in_english():
        return f"{WEEKDAYS[there.weekday()]}, {_day(there)}"
    return f"{date_format(there, 'l')}, {date_format(there, 'DATE_FORMAT')}"


def printed_day(moment: datetime) -> str:
    """`May 8, 2014`; `8 de mayo de 2014`"""
    there = in_newsroom_zone(moment)
    return _day(there) if _in_english() else date_format(there, "DATE_FORMAT")


def printed_month(moment: datetime) -> str:
    """`May 2014`; `mayo de 2014`"""
    there = in_newsroom_zone(moment)
    return f"{MONTHS[there.month - 1]} {there.year}" if _in_english() else date_format(there, "YEAR_MONTH_FORMAT")


def printed_time(moment: datetime) -> str:
    """`May 8, 2014, 12:30 PM`; `8 de mayo de 2014, 12:30`"""
    there = in_newsroom_zone(moment)
    clock = f"{_clock(there)} {_half(there)}" if _in_english() else date_format(there, "TIME_FORMAT")
    return f"{printed_day(moment)}, {clock}"


def printed_stamp(moment: datetime, *, now: datetime | None = None) -> str:
    """`April 23, 10:42:16PM ET`, as the banner prints it; `23 de abril, 22:42:16 ET`. With its year where that is not
    the year of `now`."""
    there = in_newsroom_zone(moment)
    is_this_year = now is None or there.year == in_newsroom_zone(now).year
    if _in_english():
        day = f"{MONTHS[there.month - 1]} {there.day}" if is_this_year else _day(there)
        return f"{day}, {_clock(there)}:{there:%S}{_half(there)} {zone_name(moment)}"
    day = date_format(there, "MONTH_DAY_FORMAT" if is_this_year else "DATE_FORMAT")
    return f"{day}, {there:%H:%M:%S} {zone_name(moment)}"


def printed_since(moment: datetime, *, now: datetime) -> str:
    """A time past, to the minute, for readers: `9:14 PM ET` on the same day, `April 23, 9:14 PM ET` before that,
    `April 23, 2025, 9:14 PM ET` in another year; `23 de abril de 2025, 21:14 ET`."""
    there, today = in_newsroom_zone(moment), in_newsroom_zone(now)
    if _in_english():
        clock, short_day = f"{_clock(there)} {_half(there)}", f"{MONTHS[there.month - 1]} {there.day}"
    else:
        clock, short_day = date_format(there, "TIME_FORMAT"), date_format(there, "MONTH_DAY_FORMAT")
    clock = f"{clock} {zone_name(moment)}"
    if there.date() == today.date():
        return clock
    return f"{short_day if there.year == today.year else printed_day(moment)}, {clock}"


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


def printed_near(moment: datetime, *, now: datetime) -> str:
    """The same for readers, in their language: `9:41 PM ET`, `Nov 3, 9:41 PM ET`; `21:41 ET`, `3 de noviembre, …`"""
    if _in_english():
        return printed_soon(moment, now=now)
    there = in_newsroom_zone(moment)
    clock = f"{date_format(there, 'TIME_FORMAT')} {zone_name(moment)}"
    if there.date() == in_newsroom_zone(now).date():
        return clock
    is_this_year = there.year == in_newsroom_zone(now).year
    return f"{date_format(there, 'MONTH_DAY_FORMAT' if is_this_year else 'DATE_FORMAT')}, {clock}"


def printed_tick(moment: datetime, *, daily: bool) -> str:
    """Under an axis of time: `9 PM`, `9:30 PM`, `Nov 3` where a day begins or when days are what is counted; `21:30`,
    `3 nov`"""
    there = in_newsroom_zone(moment)
    daily = daily or (there.hour, there.minute) == (0, 0)
    if not _in_english():
        return date_format(there, "j M").lower() if daily else date_format(there, "TIME_FORMAT")
    if daily:
        return f"{MONTHS[there.month - 1][:3]} {there.day}"
    return f"{_clock(there).removesuffix(':00')} {_half(there)}"


def printed_span(span: timedelta) -> str:
    """How long, in whole minutes: `6 min`, `3 h 12 min`, `2 days 3 h`, `15 days`; `less than a minute`."""
    minutes = span // timedelta(minutes=1)
    if minutes < 1:
        return "less than a minute"
    days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
    if days >= 10:
        return f"{days:,} days"
    if days:
        return f"{days} {'day' if days == 1 else 'days'}" + (f" {hours} h" if hours else "")
    return " ".join([f"{hours} h"] * bool(hours) + [f"{rest} min"] * bool(rest))


def printed_wait(moment: datetime, now: datetime) -> str:
    """`in 3 h 12 min`, `12 min ago`, `just now`: what is to come is rounded up to the minute, what is past down."""
    if moment > now:
        return f"in {printed_span(moment - now + timedelta(seconds=59, microseconds=999_999))}"
    return f"{printed_span(now - moment)} ago" if now - moment >= timedelta(minutes=1) else "just now"


def _in_english() -> bool:
    return (get_language() or "en").startswith("en")


def _clock(there: datetime) -> str:
    return f"{there.hour % 12 or 12}:{there:%M}"


def _half(there: datetime) -> str:
    return "AM" if there.hour < 12 else "PM"
