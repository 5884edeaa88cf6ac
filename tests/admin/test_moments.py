"""The boxes for a time: what can be typed, what is refused in words, and what is asked about."""

import pytest
from django import forms

from articles.admin.moments import MomentField


class TimeForm(forms.Form):
    at = MomentField(required=False)


def typed(day: str, time: str, which: str | None = None) -> TimeForm:
    return TimeForm({"at_0": day, "at_1": time} | ({} if which is None else {"at_2": which}))


def told(day: str, time: str, which: str | None = None) -> str:
    form = typed(day, time, which)
    return form.cleaned_data["at"].isoformat() if form.is_valid() else " ".join(form.errors["at"])


@pytest.mark.parametrize("time", ["06:00", "6:00", "06:00:00", "6:00 AM", "6 am", "6am", "6:00am"])
def test_a_time_can_be_typed_in_several_ways(time):
    assert told("2026-11-04", time) == "2026-11-04T06:00:00-05:00"


@pytest.mark.parametrize(
    ("day", "time", "which", "answer"),
    [
        ("2027-03-14", "02:30", None, "2:30 AM does not exist on March 14, 2027: clocks go from 2:00 to 3:00."),
        ("2026-11-01", "01:30", "first", "2026-11-01T01:30:00-04:00"),
        ("2026-11-01", "01:30", "second", "2026-11-01T01:30:00-05:00"),
        ("2026-11-02", "01:30", "second", "2026-11-02T01:30:00-05:00"),
        ("2026-11-01", "01:30", "third", "1:30 AM comes twice on November 1, 2026"),
        ("2026-11-04", "", None, "Say the time too"),
        ("", "06:00", None, "Say the day too"),
        ("tomorrow", "06:00", None, "That is no day"),
        ("2026-11-04", "soon", None, "That is no time"),
        ("0206-11-04", "06:00", None, "Check the year: this is before there were newspapers"),
        ("9999-12-31", "23:59", None, "Check the year: this is too far ahead"),
        ("2026-11-04", "x" * 10_000, None, "That is no time"),
    ],
)
def test_what_is_made_of_it(day, time, which, answer):
    assert told(day, time, which).startswith(answer)


def test_nothing_typed_is_no_time_whatever_was_chosen_beside_it():
    form = typed("", "", "first")
    assert form.is_valid()
    assert form.cleaned_data["at"] is None


def test_which_of_the_two_is_asked_only_where_it_matters():
    assert "the second (EST)" in str(typed("2026-11-01", "01:30")["at"])
    other = str(typed("2026-11-01", "03:30")["at"])
    assert "EST" not in other
    assert "desk-moment-which" in other
    assert "hidden" in other


def test_what_was_typed_wrong_is_kept_in_the_boxes():
    page = str(typed("2026-13-45", "<script>")["at"])
    assert "2026-13-45" in page
    assert "&lt;script&gt;" in page
