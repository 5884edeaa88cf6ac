"""Times as the paper prints them."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.dates import in_newsroom_zone, printed_day, printed_soon, printed_stamp, printed_time

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


def test_times_near_now_are_short():
    assert printed_soon(NOON, now=NOON - timedelta(hours=3)) == "12:30 PM ET"
    assert printed_soon(NOON, now=NOON - timedelta(days=3)) == "May 8, 12:30 PM ET"
    assert printed_soon(NOON, now=NOON - timedelta(days=300)) == "May 8, 2014, 12:30 PM ET"


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="without a zone"):
        in_newsroom_zone(datetime(2014, 5, 8))  # noqa: DTZ001
