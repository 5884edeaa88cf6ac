"""Counts entered by people: the verbs ask for the right themselves, and two presses at one instant are one count."""

import threading

import pytest
from django.db import close_old_connections, connection

from articles.live import NewCount
from articles.live.by_hand import Overtaken, count_by_hand, enter, mend
from articles.live.rules import Figures
from articles.live.warnings import propose_surely
from articles.models import Call, CountUpdate
from articles.workflow import NotAllowed
from tests.factories import ContestFactory, UserFactory
from tests.live.counting import at, count

FIGURES = Figures({"ames": 5, "birch": 3})


@pytest.mark.django_db
def test_each_verb_asks_for_the_right() -> None:
    contest, reporter = ContestFactory(), UserFactory(role="Reporter")
    known = count(contest, 1).new[0]
    with pytest.raises(NotAllowed):
        enter(contest.pk, NewCount(FIGURES, at(5)), seen=known.pk, by=reporter, now=at(60))
    with pytest.raises(NotAllowed):
        mend(known.pk, FIGURES, seen=known.pk, by=reporter, now=at(60))
    with pytest.raises(NotAllowed):
        count_by_hand(contest.pk, True, by=reporter, now=at(60))
    with pytest.raises(NotAllowed):
        propose_surely(contest.pk, ["ames"], read="", by=reporter, now=at(60), outcome="wins")
    assert (CountUpdate.objects.count(), Call.objects.count()) == (1, 0)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_one_instant_are_one_count_and_two_people_are_asked() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time, in its own way; this is about PostgreSQL's locks.")
    contest, people = ContestFactory(), [UserFactory(role="Producer") for _ in range(2)]
    came: list[str] = []
    start = threading.Barrier(4)

    def press(ames: int, person: int) -> None:
        figures = Figures({"ames": ames, "birch": 3})
        start.wait()
        try:
            done = enter(contest.pk, NewCount(figures, at(5)), seen=0, by=people[person], now=at(60))
            came.append("entered" if done.new else "known")
        except Overtaken:
            came.append("asked")
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=press, args=each) for each in ((5, 0), (5, 0), (7, 1), (7, 1))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == ["asked", "asked", "entered", "known"]
    assert CountUpdate.objects.count() == 1
