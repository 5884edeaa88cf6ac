"""When polls close at another time than was thought, counts are judged as if the right time had been known."""

import random

import pytest
from django.db import transaction

from articles.live import release
from articles.live.coverage import locked
from articles.live.rejudging import judge_again
from articles.models import Contest, CountUpdate, CurrentCount
from tests.factories import ContestFactory, ReportingAreaFactory, UserFactory
from tests.live.counting import at, count, everything, lines, standing

pytestmark = pytest.mark.django_db


def close(contest: Contest, minutes: float | None) -> tuple[int, int]:
    with transaction.atomic():
        Contest.objects.filter(pk=contest.pk).update(polls_close_at=None if minutes is None else at(minutes))
        return judge_again(locked(contest.pk), now=at(70))


def news(contest: Contest) -> tuple[int, object]:
    contest.coverage.refresh_from_db()
    return contest.coverage.results_version, contest.coverage.data_updated_at


def test_an_earlier_time_shows_what_was_held_back_and_a_later_one_holds_it_back():
    contest = ContestFactory(polls_close_at=at(20))
    count(contest, 9, ames=3, birch=1)
    count(contest, 12, ames=4, birch=5)
    assert (standing(contest).total, news(contest)[1]) == (0, None)
    version = news(contest)[0]

    assert close(contest, 10) == (1, 0)
    assert (standing(contest).votes, standing(contest).as_of) == ({"ames": 4, "birch": 5}, at(12))
    assert news(contest)[0] > version
    assert news(contest)[1] == at(12)
    assert [what for what, _ in lines(contest)] == ["held"]  # the first is still

    assert close(contest, 15) == (0, 1)
    assert (standing(contest).total, standing(contest).leading, standing(contest).as_of) == (0, [], None)
    assert not CurrentCount.objects.exists()
    assert news(contest)[1] is None
    assert [what for what, _ in lines(contest)] == ["held", "held"]

    assert close(contest, None) == (2, 0)
    assert (standing(contest).total, standing(contest).flips) == (9, 1)
    assert [what for what, _ in lines(contest)] == ["lead"]
    assert close(contest, None) == (0, 0)


def test_what_a_person_let_through_stays_and_other_reasons_stay():
    contest = ContestFactory(polls_close_at=at(20))
    let_through = count(contest, 5, ames=3).new[0]
    release(let_through.pk, by=UserFactory(role="Producer"), now=at(6))
    count(contest, 8, ames=9, total=2)
    assert close(contest, 1) == (0, 0)
    assert close(contest, 30) == (0, 0)
    assert standing(contest).total == 3
    assert list(CountUpdate.objects.order_by("as_of").values_list("held", flat=True)) == [
        "polls open", "does not add up",
    ]  # fmt: skip


def test_the_feed_is_followed_in_what_it_calls():
    contest = ContestFactory(polls_close_at=at(20), source="ap")
    count(contest, 12, source="ap", ames=9, birch=2, winners=["ames"])
    assert standing(contest).calls == []
    close(contest, 10)
    assert [call["keys"] for call in standing(contest).calls] == [["ames"]]
    close(contest, 15)  # the call stays; readers see none while polls are open
    assert [call["keys"] for call in standing(contest).calls] == [["ames"]]


@pytest.mark.parametrize("seed", range(6))
def test_it_ends_as_if_the_right_time_had_been_known(seed):
    dice = random.Random(seed)
    known, thought = ContestFactory(polls_close_at=at(15)), ContestFactory(polls_close_at=at(dice.choice([0, 30, 60])))
    told = [(minute, dice.randint(0, 3) * minute, dice.randint(0, 3) * minute) for minute in range(1, 31)]
    for contest in (known, thought):
        part = ReportingAreaFactory(coverage=contest.coverage)
        for minute, ames, birch in told:
            area = part.pk if minute % 4 == 0 else None
            count(contest, minute, ames=ames, birch=birch, area=area)
    close(thought, 15)
    found = [everything(contest) for contest in (known, thought)]
    for each, contest in zip(found, (known, thought), strict=True):
        areas = {contest.area_id: "whole"}
        each["standing"].pop("contest_id")
        each["current"] = [{**row, "area_id": areas.get(row["area_id"], "part")} for row in each["current"]]
        each["history"] = [(areas.get(area, "part"), *rest) for area, *rest in each["history"]]
    names = [contest.coverage.areas.exclude(pk=contest.area_id).get().name for contest in (known, thought)]
    logs = [
        [(what, said.replace(name, "Part")) for what, said in each.pop("log")]
        for each, name in zip(found, names, strict=True)
    ]
    assert found[0] == found[1]
    assert sorted(logs[0]) == sorted(logs[1])
