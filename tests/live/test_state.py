"""How a contest stood at any past moment: by data time, and as it was known then."""

import pytest

from articles.live import confirm, propose, release, withdraw
from articles.live.state import state_at
from tests.factories import ContestFactory, ReportingAreaFactory, UserFactory
from tests.live.counting import at, count, standing

pytestmark = pytest.mark.django_db


def test_every_past_moment_can_be_shown():
    contest = ContestFactory()
    for minute, votes in ((1, 5), (3, 9), (5, 8)):
        count(contest, minute, ames=votes)
    assert [state_at(contest, at(minute))[0].total for minute in range(7)] == [0, 5, 5, 9, 9, 8, 8]
    now, areas = state_at(contest, at(9))
    assert (now.votes, now.points, now.corrections) == (
        standing(contest).votes, standing(contest).points, standing(contest).corrections,
    )  # fmt: skip
    assert [row.total for row in areas] == [8]


def test_what_came_late_belongs_to_the_time_of_its_data():
    contest = ContestFactory()
    count(contest, 1, ames=5, now=at(2))
    count(contest, 3, ames=9, now=at(30))
    assert state_at(contest, at(10))[0].total == 9
    assert state_at(contest, at(2))[0].total == 5


def test_what_was_let_through_later_counts_from_the_time_of_its_data():
    contest, producer = ContestFactory(), UserFactory(role="Producer")
    count(contest, 1, ames=5, now=at(1))
    held = count(contest, 2, ames=0, now=at(2)).new[0]
    assert state_at(contest, at(10))[0].total == 5
    release(held.pk, by=producer, now=at(20))
    assert state_at(contest, at(1))[0].total == 5
    assert state_at(contest, at(2))[0].total == 0


def test_calls_are_those_of_the_moment():
    contest = ContestFactory()
    producer, editor = UserFactory(role="Producer"), UserFactory(role="Editor")
    call = confirm(propose(contest.pk, ["ames"], by=producer, now=at(1)).pk, by=editor, now=at(2))
    withdraw(call.pk, by=editor, now=at(4), why="Wrong.")
    told = [(len(now.calls), len(now.withdrawn_calls)) for now, _ in (state_at(contest, at(m)) for m in (1, 3, 5))]
    assert told == [(0, 0), (1, 0), (0, 1)]


@pytest.mark.parametrize("has_whole", [True, False])
def test_of_very_many_counts_only_those_that_make_it_are_gone_through(has_whole, django_assert_max_num_queries):
    contest = ContestFactory()
    areas = [ReportingAreaFactory(coverage=contest.coverage).pk for _ in range(3)]
    for minute in range(1, 41):
        area = None if has_whole and minute % 3 == 0 else areas[minute % 3]
        wrong = {"total": 1} if minute % 7 == 0 else {}
        count(contest, minute, area=area, ames=30 + minute % 4, birch=29 + minute % 5, **wrong)
    for minute in (6, 17, 29, 40):
        slow, all_areas = state_at(contest, at(minute))
        with django_assert_max_num_queries(8):
            fast, few_areas = state_at(contest, at(minute), most=5)
        names = ["votes", "total", "leading", "margin", "is_tied", "flips", "corrections", "as_of"]
        assert [getattr(fast, name) for name in names] == [getattr(slow, name) for name in names], minute
        told = [{(row.area_id, row.total, row.as_of) for row in rows} for rows in (all_areas, few_areas)]
        assert told[0] == told[1]
        assert (slow.flips > 0) or minute < 20
        if has_whole:
            assert fast.points == slow.points[-len(fast.points) :]
        else:
            assert fast.points == []
