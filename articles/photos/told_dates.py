"""When a picture was taken, as files tell it: each standard in its own way, some without an hour, some without a zone.
A time without a zone is the newsroom's; one without a day is none."""

import re
from datetime import UTC, datetime, time

from articles.dates import newsroom_zone
from articles.photos.exif import TAKEN, TAKEN_OFFSET

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?)?\s*(Z|[+-]\d\d:?\d\d)?$")
FIRST_PHOTOGRAPH = 1826
NEVER = 2200  # years that stand for "no end", and at the last of which no zone can be reckoned


def date_of_xmp(values: list[str] | None, exif: dict[int, str]) -> datetime | None:
    """photoshop:DateCreated, which may be a day only (ISO 16684-1, 8.2.1.1); the hour is then the camera's, if it tells
    the same day."""
    found = _ISO.fullmatch((values or [""])[0].strip())
    if not found:
        return None
    camera = date_of_exif(exif)
    if found[4] is None and camera and camera.astimezone(newsroom_zone()).strftime("%Y-%m-%d") == found[0].strip():
        return camera
    return _moment(found[1], found[2], found[3], (found[4] or "0") + (found[5] or "00") + (found[6] or "00"), found[7])


def date_of_iim(records: dict[tuple[int, int], list[str]]) -> datetime | None:
    """Date created (2:55, CCYYMMDD) and time created (2:60, HHMMSS±HHMM)."""
    day = re.fullmatch(r"(\d{4})(\d\d)(\d\d)", (records.get((2, 55)) or [""])[0].strip("\0 "))
    clock = re.fullmatch(r"(\d{6})([+-]\d{4})?", (records.get((2, 60)) or [""])[0].strip("\0 "))
    if not day:
        return None
    return _moment(day[1], day[2], day[3], clock[1] if clock else "000000", clock[2] if clock else None)


def date_of_exif(texts: dict[int, str]) -> datetime | None:
    """DateTimeOriginal, and its offset where the camera knew one."""
    found = re.match(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", texts.get(TAKEN, ""))
    offset = re.match(r"[+-]\d\d:\d\d", texts.get(TAKEN_OFFSET, ""))
    if not found:
        return None
    return _moment(found[1], found[2], found[3], found[4] + found[5] + found[6], offset[0] if offset else None)


def last_moment_of(text: str) -> datetime | None:
    """The end of a day, in the newsroom's zone, or the moment that is told: when a licence is over."""
    found = _ISO.fullmatch(text.strip())
    if not found:
        return None
    if found[4] is None:
        last = _moment(found[1], found[2], found[3], "235959", None)
        return last.replace(microsecond=0) if last else None
    return _moment(found[1], found[2], found[3], found[4] + found[5] + (found[6] or "00"), found[7])


def _moment(year: str, month: str, day: str, clock: str, offset: str | None) -> datetime | None:
    """None for a thirteenth month, for years before photography, which cameras without a set clock write, and for
    9999, with which agencies say that a licence never ends."""
    try:
        hour = time(int(clock[:-4]), int(clock[-4:-2]), min(59, int(clock[-2:])))
        told = datetime(int(year), int(month), int(day), hour.hour, hour.minute, hour.second, tzinfo=newsroom_zone())
        if offset:
            told = datetime.strptime(f"{told:%Y%m%d%H%M%S}{offset.replace('Z', '+0000')}", "%Y%m%d%H%M%S%z")
    except ValueError:
        return None
    return told.astimezone(UTC) if FIRST_PHOTOGRAPH <= told.year < NEVER else None
