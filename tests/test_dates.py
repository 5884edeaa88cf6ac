"""Times as the paper prints them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from articles.dates import (
    NoSuchTime,
    TwiceThatDay,
    at_newsroom_clock,
    in_newsroom_zone,
    printed_day,
    printed_month,
    printed_soon,
    printed_stamp,
    printed_tick,
    printed_time,
    printed_today,
    printed_wait,
)

NOON = datetime(2014, 5, 8, 16, 30, tzinfo=UTC)


def test_the_reference_prints_like_this():
    assert printed_time(NOON) == "May 8, 2014, 12:30 PM"
    assert printed_day(NOON) == "May 8, 2014"
    assert printed_stamp(datetime(2024, 4, 24, 2, 42, 16, tzinfo=UTC)) == "April 23, 10:42:16PM ET"


@pytest.mark.parametrize(
    ("utc_hour", "printed"),
    [(4, "12:05 AM"), (5, "1:05 AM"), (16, "12:05 PM"), (17, "1:05 PM")],
)
def test_midnight_and_noon(utc_hour, printed):
    assert printed_time(datetime(2014, 5, 8, utc_hour, 5, tzinfo=UTC)).endswith(", " + printed)


def test_the_zone_is_called_et_in_winter_too_and_others_by_their_own_name(settings):
    assert printed_stamp(datetime(2026, 1, 5, 15, 0, 0, tzinfo=UTC)) == "January 5, 10:00:00AM ET"
    settings.TIME_ZONE = "Europe/Berlin"
    assert printed_stamp(datetime(2026, 1, 5, 15, 0, 0, tzinfo=UTC)) == "January 5, 4:00:00PM CET"
    assert printed_stamp(datetime(2026, 7, 5, 14, 0, 0, tzinfo=UTC)) == "July 5, 4:00:00PM CEST"


@pytest.mark.parametrize(
    ("zone", "printed"),
    [
        ("Europe/Madrid", "January 5, 4:00:00PM CET"),
        ("Asia/Kolkata", "January 5, 8:30:00PM IST"),
        ("America/Argentina/Buenos_Aires", "January 5, 12:00:00PM GMT-3"),  # not “-03”
        ("Asia/Kathmandu", "January 5, 8:45:00PM GMT+5:45"),
        ("UTC", "January 5, 3:00:00PM UTC"),
    ],
)
def test_a_zone_without_a_short_name_is_told_by_its_distance(settings, zone, printed):
    settings.TIME_ZONE = zone
    assert printed_stamp(datetime(2026, 1, 5, 15, 0, 0, tzinfo=UTC)) == printed


def test_an_axis_of_time_tells_the_day_where_one_begins():
    midnight = datetime(2026, 11, 4, 5, 0, tzinfo=UTC)
    hours = [printed_tick(midnight + timedelta(hours=hours), daily=False) for hours in (-3, 0, 12.5)]
    assert hours == ["9 PM", "Nov 4", "12:30 PM"]
    with override("es"):
        hours = [printed_tick(midnight + timedelta(hours=hours), daily=False) for hours in (-3, 0, 12.5)]
    assert hours == ["21:00", "4 nov", "12:30"]


def test_times_near_now_are_short():
    assert printed_soon(NOON, now=NOON - timedelta(hours=3)) == "12:30 PM ET"
    assert printed_soon(NOON, now=NOON - timedelta(days=3)) == "May 8, 12:30 PM ET"
    assert printed_soon(NOON, now=NOON - timedelta(days=300)) == "May 8, 2014, 12:30 PM ET"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        in_newsroom_zone(datetime(2014, 5, 8))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "just now"),
        (-0.5, "just now"),
        (-1, "1 min ago"),
        (-12.9, "12 min ago"),
        (0.1, "in 1 min"),
        (191.5, "in 3 h 12 min"),
        (120, "in 2 h"),
        (1440, "in 1 day"),
        (2 * 1440 + 180, "in 2 days 3 h"),
        (-15 * 1440, "15 days ago"),
    ],
)
def test_waiting_is_rounded_up_and_what_is_past_down(minutes, words):
    assert printed_wait(NOON + timedelta(minutes=minutes), NOON) == words


@pytest.mark.parametrize(
    ("zone", "shown", "clocks"),
    [
        ("America/New_York", datetime.fromisoformat("2027-03-14T02:30"), "2:00 to 3:00"),
        ("Australia/Lord_Howe", datetime.fromisoformat("2026-10-04T02:15"), "2:00 to 2:30"),
    ],
)
def test_a_time_that_clocks_leave_out_is_told_with_what_there_is(settings, zone, shown, clocks):
    settings.TIME_ZONE = zone
    with pytest.raises(NoSuchTime, match=f"clocks go from {clocks}"):
        at_newsroom_clock(shown)


def test_a_time_that_comes_twice_has_to_be_said_which():
    shown = datetime.fromisoformat("2026-11-01T01:30")
    with pytest.raises(TwiceThatDay) as twice:
        at_newsroom_clock(shown)
    assert twice.value.names == ("EDT", "EST")
    first, second = (at_newsroom_clock(shown, second=which) for which in (False, True))
    assert second.astimezone(UTC) - first.astimezone(UTC) == timedelta(hours=1)


def test_readers_of_another_language_get_its_own_style(settings):
    with override("es"):
        assert printed_time(NOON) == "8 de mayo de 2014, 12:30"
        assert printed_day(NOON) == "8 de mayo de 2014"
        assert printed_month(NOON) == "mayo de 2014"
        assert printed_today(NOON) == "jueves, 8 de mayo de 2014"
        assert printed_stamp(datetime(2024, 4, 24, 2, 42, 16, tzinfo=UTC)) == "23 de abril, 22:42:16 ET"
    assert printed_today(NOON) == "Thursday, May 8, 2014"
    assert printed_month(NOON) == "May 2014"
