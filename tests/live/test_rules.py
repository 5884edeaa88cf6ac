"""What is shown and what is held back: the table at the head of live/rules.py, row by row."""

from datetime import timedelta
from decimal import Decimal

import pytest

from articles.live.rules import (
    SENTENCES,
    Figures,
    Held,
    Withheld,
    judge,
    lead_of,
    may_still_change,
    measure_of,
    passes,
    votes_to_turn,
)
from articles.models import Contest
from tests.factories import NOW


def verdict(contest=None, *, source="ap", as_of=NOW, **figures):
    figures.setdefault("votes", {"a": 5, "b": 3})
    return judge(Figures(**figures), contest or Contest(), source=source, as_of=as_of, received_at=NOW)


@pytest.mark.parametrize(
    ("figures", "held"),
    [
        ({}, ""),
        ({"votes": {"a": 0, "b": 0}}, ""),
        ({"votes": {"a": 4, "b": 4}}, ""),
        ({"total": 8}, ""),
        ({"total": 9}, ""),
        ({"total": 7}, Held.DOES_NOT_ADD_UP),
        ({"votes": {"a": 5, "b": -1}}, Held.BELOW_ZERO),
        ({"votes": {}, "total": -1}, Held.BELOW_ZERO),
        ({"as_of": NOW + timedelta(minutes=2)}, ""),
        ({"as_of": NOW + timedelta(minutes=3)}, Held.FUTURE),
        ({"as_of": NOW - timedelta(days=90)}, ""),
    ],
)
def test_a_count_that_cannot_be_true_is_held_back(figures, held):
    assert verdict(**figures).held == held


def test_no_vote_is_shown_before_polls_close():
    contest = Contest(polls_close_at=NOW)
    before = NOW - timedelta(seconds=1)
    assert verdict(contest, as_of=before).held == Held.POLLS_OPEN
    assert verdict(contest, as_of=before, votes={"a": 0, "b": 0}).held == ""
    assert verdict(contest, as_of=NOW).held == ""


def test_a_contest_counted_by_hand_takes_counts_of_the_desk_only():
    contest = Contest(is_by_hand=True)
    assert verdict(contest).held == Held.BY_HAND
    assert verdict(contest, source="desk").held == ""


@pytest.mark.parametrize(
    ("figures", "withheld"),
    [
        ({"remaining": 0, "expected_percent": Decimal(100), "precincts_reporting": 9, "precincts_total": 9}, []),
        ({"remaining": -743}, [Withheld.REMAINING_BELOW_ZERO]),
        ({"expected_percent": Decimal("100.01")}, [Withheld.EXPECTED_OUT_OF_RANGE]),
        ({"expected_percent": Decimal("-1")}, [Withheld.EXPECTED_OUT_OF_RANGE]),
        ({"precincts_reporting": 10, "precincts_total": 9}, [Withheld.PRECINCTS_DO_NOT_FIT]),
    ],
)
def test_a_figure_that_cannot_be_true_is_not_shown_and_the_votes_are(figures, withheld):
    found = verdict(**figures)
    assert (found.held, found.withheld) == ("", withheld)
    assert all(SENTENCES[code] for code in withheld)


def test_the_measure_says_which_it_is():
    assert measure_of(Figures({}, expected_percent=Decimal(60), precincts_reporting=1, precincts_total=2)) == "expected"
    assert measure_of(Figures({}, precincts_reporting=1, precincts_total=2, remaining=5)) == "precincts"
    assert measure_of(Figures({}, precincts_reporting=0, precincts_total=0, remaining=5)) == "remaining"
    assert measure_of(Figures({})) == ""
    false = {"expected_percent": Decimal(140), "precincts_reporting": 3, "precincts_total": 2}
    assert measure_of(Figures({}, **false, remaining=5)) == "remaining"
    assert measure_of(Figures({}, **false, remaining=-5)) == ""


def test_nobody_leads_before_votes_or_in_a_tie():
    one, two = Contest(), Contest(kind="seats", seats=2)
    assert lead_of(one, {"a": 0, "b": 0}).leading == []
    tie = lead_of(one, {"a": 4, "b": 4, "c": 1})
    assert (tie.leading, tie.margin, tie.is_tied) == ([], 0, True)
    assert lead_of(one, {"a": 4, "b": 5}).leading == ["b"]
    assert lead_of(one, {"a": 4}).leading == ["a"]
    assert lead_of(two, {"a": 4, "b": 4, "c": 1}).leading == ["a", "b"]
    assert lead_of(two, {"a": 4, "b": 3, "c": 3}).is_tied
    assert lead_of(two, {"a": 4, "b": 3, "c": 1}).margin == 2


def test_a_measure_is_led_by_what_would_come_of_it():
    measure = Contest(kind="measure", threshold=Decimal(60))
    assert lead_of(measure, {"yes": 59, "no": 41}, yes="yes").leading == ["no"]
    assert lead_of(measure, {"yes": 60, "no": 40}, yes="yes").leading == ["yes"]
    half = Contest(kind="measure")
    assert lead_of(half, {"yes": 50, "no": 50}, yes="yes").is_tied
    assert lead_of(half, {"yes": 51, "no": 50}, yes="yes").leading == ["yes"]


def test_half_has_to_be_passed_and_any_other_share_reached():
    assert not passes(50, 100, Decimal(50))
    assert passes(51, 100, Decimal(50))
    assert passes(60, 100, Decimal(60))


def test_two_thirds_are_two_thirds_to_the_vote():
    assert passes(200, 300, Decimal("66.67"))
    assert not passes(199, 300, Decimal("66.67"))
    assert passes(100, 300, Decimal("33.33"))
    assert not passes(6666, 10_000, Decimal("66.67"))
    assert not passes(6667, 10_000, Decimal("66.68"))


def test_a_measure_with_a_third_answer_needs_its_share_of_all():
    measure = Contest(kind="measure", threshold=Decimal(60))
    assert lead_of(measure, {"yes": 55, "no": 40, "blank": 5}, yes="yes").leading == ["no"]
    assert lead_of(measure, {"yes": 60, "no": 30, "blank": 10}, yes="yes").leading == ["yes"]
    assert not lead_of(Contest(kind="measure"), {"yes": 40, "no": 40, "blank": 20}, yes="yes").is_tied


@pytest.mark.parametrize("needed", ["60", "66.67", "33.33", "75.5", "99.99"])
@pytest.mark.parametrize(("said_yes", "said_no"), [(61, 39), (200, 100), (1, 99), (60, 40), (9_999, 1), (0, 5)])
def test_what_would_turn_a_measure_is_what_turns_it_and_not_a_vote_less(needed, said_yes, said_no):
    share, cast = Decimal(needed), said_yes + said_no
    measure, passed = Contest(kind="measure", threshold=share), passes(said_yes, cast, share)
    more = votes_to_turn(measure, {"yes": said_yes, "no": said_no}, abs(said_yes - said_no), yes="yes")
    outcomes = [passes(said_yes + (0 if passed else n), cast + n, share) for n in (more - 1, more)]
    assert outcomes == [passed, not passed]
    assert votes_to_turn(Contest(kind="measure"), {"yes": 7, "no": 5}, 2, yes="yes") == 2


def test_the_desk_is_warned_while_the_votes_left_could_turn_it():
    assert may_still_change(100, 100) is True
    assert may_still_change(100, 99) is False
    assert may_still_change(100, None) is None
    assert may_still_change(100, -5) is None
