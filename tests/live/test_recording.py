"""Counts get in once, in any order, whole or not at all, and always lead to the same."""

import random
from datetime import timedelta
from decimal import Decimal

import pytest
from django.contrib.auth.models import User
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.live import CountRefused, NewCount, correct, record, release
from articles.live.folding import MOST_POINTS
from articles.live.history import refold
from articles.live.rules import Figures, Held
from articles.models import Contest, CountUpdate, CurrentCount, ResultsLine, SpecialCoverage, Standing
from articles.workflow.permissions import NotAllowed
from tests.factories import NOW, ContestFactory, ReportingAreaFactory, UserFactory
from tests.live.counting import at, count, counted, everything, lines, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest() -> Contest:
    return ContestFactory()


@pytest.fixture
def producer() -> User:
    return UserFactory(role="Producer")


def test_a_count_stands_with_its_lead_margin_and_data_time(contest):
    done = count(contest, 1, ames=10, birch=7, total=20, remaining=5)
    now = standing(contest)
    assert (now.votes, now.total, now.leading, now.margin) == ({"ames": 10, "birch": 7}, 20, ["ames"], 3)
    assert (now.as_of, now.received_at) == (at(1), at(60))
    assert (len(done.new), done.known, done.late) == (1, 0, 0)
    contest.coverage.refresh_from_db()
    assert contest.coverage.data_updated_at == at(1)
    assert contest.coverage.results_version == 1


def test_the_same_count_twice_is_once_and_tells_nobody_of_news(contest):
    count(contest, 1, ames=10)
    before = everything(contest)
    done = count(contest, 1, ames=10, now=at(90))
    assert (len(done.new), done.known) == (0, 1)
    assert everything(contest) == before
    assert SpecialCoverage.objects.get().results_version == 1


def test_the_same_figures_at_a_later_time_are_newer_data(contest):
    count(contest, 1, ames=10)
    count(contest, 2, ames=10)
    assert standing(contest).as_of == at(2)
    assert CountUpdate.objects.count() == 2


def test_a_late_count_changes_the_history_and_not_what_stands(contest):
    count(contest, 1, ames=5, birch=9)
    count(contest, 9, ames=20, birch=10)
    assert [what for what, _ in lines(contest)] == ["lead"]
    done = count(contest, 5, ames=30, birch=9)
    assert done.late == 1
    assert standing(contest).votes == {"ames": 20, "birch": 10}
    # The lead had passed at five already, and the count of nine turns out to be a correction.
    found = ResultsLine.objects.order_by("at").values_list("what", "at")
    assert list(found) == [("lead", at(5)), ("corrected", at(9))]
    assert (standing(contest).flips, standing(contest).corrections) == (1, 1)


NIGHT = [
    {"minutes": 1, "ames": 0, "birch": 0},
    {"minutes": 2, "ames": 10, "birch": 12, "remaining": 90},
    {"minutes": 3, "ames": 30, "birch": 25, "remaining": -4},
    {"minutes": 4, "ames": 28, "birch": 25},
    {"minutes": 4, "ames": 29, "birch": 25},
    {"minutes": 5, "ames": 0, "birch": 0},
    {"minutes": 6, "ames": 31, "birch": 31},
    {"minutes": 7, "ames": 32, "birch": 40, "total": 60},
    {"minutes": 8, "ames": 33, "birch": 41, "source": "ap"},
    {"minutes": 9, "ames": 50, "birch": 41},
]


def test_whatever_the_order_and_however_often_it_ends_the_same(contest):
    for update in NIGHT:
        count(contest, **update)
    expected = everything(contest)
    assert expected["standing"]["flips"] == 3
    assert [line for line in expected["log"] if line[0] == "held"] != []
    dice = random.Random(7)
    for _ in range(6):
        _forget(contest)
        for update in dice.sample(NIGHT + NIGHT[:4], len(NIGHT) + 4):
            count(contest, **update)
        assert everything(contest) == expected


def _forget(contest):
    for table in (ResultsLine, CurrentCount, CountUpdate, Standing):
        table.objects.filter(contest=contest).delete()


PART = st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 40), st.integers(0, 40))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(PART, min_size=1, max_size=8, unique_by=lambda part: part[:2]), order=st.randoms())
def test_parts_add_up_the_same_in_any_order_with_a_count_of_the_whole_or_without(contest, parts, order):
    areas = [contest.area, *(ReportingAreaFactory(coverage=contest.coverage, code=f"P{n}") for n in range(3))]
    updates = [counted(minutes, area=areas[area].pk, ames=ames, birch=birch) for area, minutes, ames, birch in parts]
    _forget(contest)
    for update in sorted(updates, key=lambda one: one.as_of):
        record(contest.pk, [update], source="csv", now=at(60))
    expected = everything(contest)
    _forget(contest)
    order.shuffle(updates)
    for update in updates:
        record(contest.pk, [update], source="csv", now=at(60))
    assert everything(contest) == expected
    _forget(contest)
    record(contest.pk, updates, source="csv", now=at(60))
    assert everything(contest) == expected


def test_parts_are_added_up_until_there_is_a_count_of_the_whole(contest):
    east, west = (ReportingAreaFactory(coverage=contest.coverage, code=code) for code in ("E", "W"))
    record(contest.pk, [counted(1, area=east.pk, ames=5), counted(1, area=west.pk, birch=8)], source="csv", now=at(60))
    assert (standing(contest).votes, standing(contest).total) == ({"ames": 5, "birch": 8}, 13)
    count(contest, 2, area=east.pk, ames=9)
    assert standing(contest).votes == {"ames": 9, "birch": 8}
    assert standing(contest).flips == 1
    count(contest, 3, ames=20, birch=30)
    assert standing(contest).votes == {"ames": 20, "birch": 30}
    count(contest, 4, area=east.pk, ames=500)
    assert standing(contest).votes == {"ames": 20, "birch": 30}


def test_parts_in_one_message_do_not_pass_the_lead_to_and_fro(contest):
    parts = [ReportingAreaFactory(coverage=contest.coverage, code=f"P{n}") for n in range(4)]
    votes = [{"ames": 5}, {"birch": 9}, {"ames": 9}, {"birch": 2}]
    told = [counted(1, area=part.pk, **each) for part, each in zip(parts, votes, strict=True)]
    record(contest.pk, told, source="csv", now=at(60))
    assert standing(contest).flips == 0
    assert standing(contest).leading == ["ames"]


def test_the_lead_passes_on_through_a_tie_and_not_into_it(contest):
    count(contest, 1, ames=5, birch=3)
    count(contest, 2, ames=5, birch=5)
    assert (standing(contest).is_tied, standing(contest).flips) == (True, 0)
    count(contest, 3, ames=6, birch=5)
    assert standing(contest).flips == 0
    count(contest, 4, ames=6, birch=6)
    count(contest, 5, ames=6, birch=7)
    assert standing(contest).flips == 1
    assert lines(contest) == [("lead", "Birch, 13 votes in.")]


def test_what_is_held_back_is_kept_logged_and_not_shown(contest):
    count(contest, 1, ames=5)
    done = count(contest, 2, ames=9, total=7)
    assert [each.held for each in done.held] == [Held.DOES_NOT_ADD_UP]
    assert standing(contest).votes == {"ames": 5}
    assert CountUpdate.objects.count() == 2
    assert [what for what, _ in lines(contest)] == ["held"]


def test_a_count_that_falls_to_zero_is_held_until_somebody_lets_it_through(contest, producer):
    count(contest, 1, ames=5)
    done = count(contest, 2, ames=0)
    assert [each.held for each in done.held] == [Held.FELL_TO_ZERO]
    assert release(done.new[0].pk, by=producer, now=at(61))
    assert standing(contest).total == 0
    assert not release(done.new[0].pk, by=producer, now=at(62))
    assert [what for what, _ in lines(contest)] == ["corrected", "released"]
    with pytest.raises(NotAllowed):
        release(done.new[0].pk, by=UserFactory(role="Reporter"), now=at(61))


@pytest.mark.parametrize("order", [(30, 40, 50), (50, 40, 30), (40, 50, 30)])
def test_of_counts_of_one_instant_with_the_same_votes_the_one_further_on_stands(contest, order):
    for percent in order:
        count(contest, 1, ames=5, expected_percent=Decimal(percent))
    assert standing(contest).expected_percent == 50


def test_a_feed_that_loses_somebody_who_had_votes_is_held_until_somebody_lets_it_through(contest, producer):
    count(contest, 1, ames=5, birch=3)
    done = count(contest, 2, ames=9)
    assert [each.held for each in done.held] == [Held.CHOICE_GONE]
    assert standing(contest).votes == {"ames": 5, "birch": 3}
    assert release(done.new[0].pk, by=producer, now=at(61))
    count(contest, 3, ames=10)
    assert standing(contest).votes == {"ames": 10}
    done = count(contest, 4, source="desk", birch=12)  # people may leave out whom they mean to leave out
    assert not done.held


def test_a_count_from_a_time_to_come_goes_in_when_it_comes_again_later(contest, producer):
    count(contest, 1, ames=5, now=at(2))
    held = count(contest, 30, ames=9, now=at(10)).new[0]
    assert held.held == Held.FUTURE
    with pytest.raises(CountRefused, match="still to come"):
        release(held.pk, by=producer, now=at(11))
    again = count(contest, 30, ames=9, now=at(15))
    assert (again.known, len(again.new), standing(contest).total) == (1, 0, 5)
    again = count(contest, 30, ames=9, now=at(29))
    assert ([each.note for each in again.new], standing(contest).total) == (
        ["Held back at first: its time was still to come."], 9,
    )  # fmt: skip
    assert CountUpdate.objects.count() == 2
    contest.coverage.refresh_from_db()
    assert contest.coverage.data_updated_at == at(30)
    late = count(contest, 45, ames=12, now=at(31)).new[0]
    assert release(late.pk, by=producer, now=at(44))  # or a person lets it through, when its time has come
    assert standing(contest).total == 12


def test_a_person_corrects_a_count_of_the_same_instant(contest, producer):
    wrong = count(contest, 1, ames=500, birch=3).new[0]
    correct(wrong.pk, Figures({"ames": 50, "birch": 3}), by=producer, now=at(61), note="A zero too many.")
    assert standing(contest).votes == {"ames": 50, "birch": 3}
    mended = CountUpdate.objects.get(corrects=wrong)
    assert (mended.as_of, mended.by, mended.source, mended.fell_by) == (at(1), producer, "desk", 450)
    assert lines(contest) == [
        ("corrected", "450 votes fewer than before, 53 now."),
        ("entered", "53 votes. A zero too many."),
    ]
    count(contest, 1, ames=500, birch=3)  # the feed says the same once more
    assert standing(contest).votes == {"ames": 50, "birch": 3}


def test_who_may_not_enter_counts_is_told_so(contest):
    with pytest.raises(NotAllowed, match="Ask a producer"):
        record(contest.pk, [counted(1, ames=5)], source="desk", now=at(60), by=UserFactory(role="Reporter"))
    assert not CountUpdate.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        counted(2, cedar=5),
        counted(2, ames=10**11),
        counted(2, ames=1, remaining=-(10**11)),
        counted(2, ames=1, winners=["cedar"]),
        NewCount(Figures({"ames": 1}), at(2).replace(tzinfo=None)),
    ],
)
def test_one_impossible_count_refuses_the_update_as_a_whole(contest, wrong):
    with pytest.raises(CountRefused):
        record(contest.pk, [counted(1, ames=5), wrong], source="csv", now=at(60))
    assert not CountUpdate.objects.exists()
    assert not Standing.objects.exists()


def test_points_over_time_are_thinned_and_keep_the_first_and_the_newest(contest):
    updates = [counted(minute, ames=minute, birch=1) for minute in range(500)]
    record(contest.pk, updates, source="csv", now=NOW + timedelta(days=1))
    at_once = standing(contest).points
    assert MOST_POINTS // 2 <= len(at_once) <= MOST_POINTS
    assert [at_once[0][1], at_once[-1][1]] == [1, 500]
    seconds = [point[0] for point in at_once]
    assert seconds == sorted(seconds)
    _forget(contest)
    for begin in range(0, 500, 7):
        record(contest.pk, updates[begin : begin + 7], source="csv", now=NOW + timedelta(days=1))
    assert standing(contest).points == at_once


def test_working_everything_out_once_more_changes_nothing(contest):
    for update in NIGHT:
        count(contest, **update)
    before = everything(contest)
    refold(contest)
    assert everything(contest) == before


@pytest.mark.parametrize("areas", [1, 30])
def test_an_update_takes_the_same_queries_whatever_its_size(contest, areas, django_assert_num_queries):
    parts = [ReportingAreaFactory(coverage=contest.coverage, code=f"P{n}") for n in range(areas)]
    told = [counted(1, area=part.pk, ames=part.pk, birch=3) for part in parts]
    with django_assert_num_queries(13):
        record(contest.pk, told, source="csv", now=at(60))


def test_a_coverage_goes_with_all_that_was_counted_for_it(contest, producer):
    count(contest, 1, ames=5)
    correct(count(contest, 2, ames=6).new[0].pk, Figures({"ames": 4}), by=producer, now=at(61))
    contest.coverage.delete()
    assert not CountUpdate.objects.exists()


def test_a_correction_is_corrected_downwards_too(contest: Contest, producer: User) -> None:
    wrong = count(contest, 5, ames=500, birch=30).new[0]
    first = correct(wrong.pk, Figures({"ames": 60, "birch": 30}), by=producer, now=at(60)).new[0]
    correct(first.pk, Figures({"ames": 50, "birch": 30}), by=producer, now=at(61))
    assert standing(contest).votes == {"ames": 50, "birch": 30}
    refold(Contest.objects.get())
    assert standing(contest).votes == {"ames": 50, "birch": 30}
