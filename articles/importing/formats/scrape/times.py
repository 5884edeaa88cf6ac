"""Times as news pages print them: the publication line and the stamp of a coverage banner. No lines are cut here."""

import re
import zoneinfo
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?\s*)"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ZONES = {
    "E": "America/New_York",
    "C": "America/Chicago",
    "M": "America/Denver",
    "P": "America/Los_Angeles",
    "AK": "America/Anchorage",
    "H": "Pacific/Honolulu",
}
_CLOCK = (
    r"(?:(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?::(?P<second>\d{2})(?:\.\d+)?)?\s*(?P<half>[ap])\.?\s?m\b\.?"
    r"|(?P<hour24>\d{1,2}):(?P<minute24>\d{2})(?::(?P<second24>\d{2})(?:\.\d+)?)?|(?P<word>noon|midnight)\b)"
    r"(?:\s*\(?(?P<zone>(?:AK|[ECMPH])[SD]?T|Eastern(?:\s+Time)?|GMT|UTC|Z|[+-]\d{2}:?\d{2})\b\)?)?"
)
_DAY = (
    rf"(?:{WEEKDAY}?(?:(?P<month>{MONTH})\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?"
    rf"|(?P<day2>\d{{1,2}})\s+(?P<month2>{MONTH}),?\s+(?P<year2>\d{{4}}))"
    r"|(?P<iso>\d{4}-\d{2}-\d{2})|(?P<us>\d{1,2}/\d{1,2}/\d{4}))"
)
_MOMENT = re.compile(rf"\b{_DAY}(?:(?:T|[\s,|•·–—-]*(?:\bat\b|@)?\s*){_CLOCK})?", re.I)
_NOISE = re.compile(
    r"\b(?:(?:first|originally|last)\s+)?(?:published|posted|updated|modified|filed|created|date|on|at|from|a)\b"
    r"|\b\d+\s*min(?:ute)?s?\s*read\b",
    re.I,
)
_UPDATED = re.compile(r"(?:updated|modified)\W*(?:on\b|at\b)?\W*$", re.I)
_COVERAGE = re.compile(
    rf"last\s+updated\b\s*(?:on\b|at\b)?\s*:?\s*(?P<when>{_DAY}[\s,]*(?:at\b)?\s*{_CLOCK})\s*$", re.I
)
_LONGEST = 200
EARLIEST, LATEST = 1900, 2199


@dataclass(frozen=True, slots=True)
class TimeLine:
    """What a time line says. `published` is aware, or None when it only tells an update or an impossible date."""

    published: datetime | None
    updated: datetime | None = None
    timed: bool = True


def read_time_line(text: str, zone: zoneinfo.ZoneInfo) -> TimeLine | None:
    """A line that prints nothing but times ("May 8, 2014, 12:30 PM • 3 min read"), else None. Times in `zone`."""
    if len(text) > _LONGEST or not any(char.isdigit() for char in text):
        return None
    if text.endswith(("--", "—", "–")):
        return None  # a dateline in a line of its own
    found = list(_MOMENT.finditer(text))
    if not found or re.search(r"[^\W_]", _NOISE.sub(" ", _MOMENT.sub(" ", text))):
        return None
    if not any(match["year"] or match["year2"] or match["iso"] or match["us"] for match in found):
        return None
    published, updated, timed = None, None, True
    for match in found:
        moment = _moment(match, zone, None)
        if _UPDATED.search(text, 0, match.start()):
            updated = updated or moment
        elif published is None:
            published, timed = moment, bool(match["hour"] or match["hour24"] or match["word"])
    return TimeLine(published, updated, timed)


def is_stamp(text: str) -> bool:
    """True for "Last Updated: April 23, 10:42:16PM ET"."""
    return len(text) <= _LONGEST and _COVERAGE.match(text) is not None


def stamp_prints_year(text: str) -> bool:
    match = _COVERAGE.match(text)
    return bool(match and (match["year"] or match["year2"] or match["iso"] or match["us"]))


def read_stamp(text: str, zone: zoneinfo.ZoneInfo, year: int | None) -> datetime | None:
    """The moment of a banner stamp in `zone`; `year` fills in a year that is not printed."""
    match = _COVERAGE.match(text[:_LONGEST])
    return _moment(match, zone, year) if match else None


def _moment(match: re.Match[str], zone: zoneinfo.ZoneInfo, year: int | None) -> datetime | None:
    day = _day(match, year)
    clock = _clock(match)
    if day is None or not EARLIEST <= day.year <= LATEST:
        return None
    if clock is None:
        return day.replace(tzinfo=zone)
    hour, minute, second = clock
    moment = day.replace(hour=hour, minute=minute, second=second, tzinfo=_zone(match["zone"], zone))
    return moment.astimezone(zone)


def _day(match: re.Match[str], year: int | None) -> datetime | None:
    if match["iso"]:
        parts = [int(part) for part in match["iso"].split("-")]
    elif match["us"]:
        month, day, number = (int(part) for part in match["us"].split("/"))
        parts = [number, month, day]
    else:
        month = _MONTHS.index((match["month"] or match["month2"])[:3].lower()) + 1
        parts = [int(match["year"] or match["year2"] or year or 0), month, int(match["day"] or match["day2"])]
    try:
        return datetime(parts[0], parts[1], parts[2], tzinfo=UTC)
    except ValueError:
        return None


def _clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    if match["word"]:
        return (12 if match["word"].lower() == "noon" else 0, 0, 0)
    if not match["hour"] and not match["hour24"]:
        return None
    hour = int(match["hour"] or match["hour24"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    minute = int(match["minute"] or match["minute24"] or 0)
    second = int(match["second"] or match["second24"] or 0)
    return (hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _zone(printed: str | None, zone: zoneinfo.ZoneInfo) -> tzinfo:
    if not printed:
        return zone
    name = printed.upper()
    if name in ("GMT", "UTC", "Z"):
        return UTC
    if name[0] in "+-":
        size = timedelta(hours=int(name[1:3]), minutes=int(name[-2:]))
        return timezone(size if name[0] == "+" else -size) if size < timedelta(hours=24) else zone
    key = "E" if name.startswith("EASTERN") else re.sub(r"[SD]?T$", "", name)
    try:
        return zoneinfo.ZoneInfo(_ZONES[key])
    except (KeyError, zoneinfo.ZoneInfoNotFoundError):
        return zone
