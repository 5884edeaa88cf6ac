"""Who won, according to whom: two people or a feed, withdrawn by a new record, and nothing is erased."""

from dataclasses import replace

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from articles.live import CallRefused, confirm, dismiss, open_proposals, propose, record, withdraw
from articles.models import Call, Contest
from articles.workflow.permissions import NotAllowed
from tests.factories import NOW, ContestFactory, UserFactory
from tests.live.counting import at, count, counted, lines, standing

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest() -> Contest:
    return ContestFactory()


@pytest.fixture
def producer() -> User:
    return UserFactory(role="Producer")


@pytest.fixture
def editor() -> User:
    return UserFactory(role="Editor")


def called(contest: Contest) -> list[tuple[list[str], str]]:
    return [(call["keys"], call["caller"]) for call in standing(contest).calls]


def test_one_proposes_another_confirms_and_a_third_record_withdraws(contest, producer, editor):
    proposal = propose(contest.pk, ["ames"], by=producer, now=NOW)
    assert open_proposals(contest) == [proposal]
    call = confirm(proposal.pk, by=editor, now=at(1))
    assert called(contest) == [(["ames"], "The Meridian")]
    assert (call.by, call.proposed_by, open_proposals(contest)) == (editor, producer, [])
    withdraw(call.pk, by=producer, now=at(2), why="A county had counted twice.")
    now = standing(contest)
    assert now.calls == []
    assert [(each["keys"], each["why"]) for each in now.withdrawn_calls] == [(["ames"], "A county had counted twice.")]
    assert [what for what, _ in lines(contest)] == ["proposed", "called", "withdrawn"]
    assert Call.objects.count() == 3
    contest.coverage.refresh_from_db()
    assert contest.coverage.results_version == 2


def test_nobody_confirms_what_they_proposed(contest, producer):
    proposal = propose(contest.pk, ["ames"], by=producer, now=NOW)
    with pytest.raises(CallRefused, match="Another person"):
        confirm(proposal.pk, by=producer, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Call.objects.create(
            contest=contest, step="confirmed", keys=["ames"], answers=proposal, source="desk", at=NOW, made_at=NOW,
            by=producer, proposed_by=producer,
        )  # fmt: skip


@pytest.mark.parametrize("role", ["Reporter", "Photo editor", ""])
def test_the_verbs_ask_for_the_right(contest, producer, editor, role):
    nobody = UserFactory(role=role)
    proposal = propose(contest.pk, ["ames"], by=producer, now=NOW)
    with pytest.raises(NotAllowed):
        propose(contest.pk, ["birch"], by=nobody, now=NOW)
    with pytest.raises(NotAllowed):
        confirm(proposal.pk, by=nobody, now=NOW)
    with pytest.raises(NotAllowed):
        dismiss(proposal.pk, by=nobody, now=NOW)
    call = confirm(proposal.pk, by=editor, now=NOW)
    with pytest.raises(NotAllowed):
        withdraw(call.pk, by=nobody, now=NOW, why="No.")


def test_a_proposal_is_answered_once(contest, producer, editor):
    proposal = propose(contest.pk, ["ames"], by=producer, now=NOW)
    dismiss(proposal.pk, by=producer, now=NOW, note="Too early.")
    for verb in (confirm, dismiss):
        with pytest.raises(CallRefused, match="before"):
            verb(proposal.pk, by=editor, now=NOW)
    with pytest.raises(CallRefused, match="not there"):
        withdraw(proposal.pk, by=editor, now=NOW, why="No.")


def test_what_cannot_be_called(contest, producer, editor):
    def refused(keys, match, **options):
        with pytest.raises(CallRefused, match=match):
            propose(contest.pk, keys, by=producer, now=NOW, **options)

    refused([], "Choose")
    refused(["cedar"], "ballot")
    refused(["ames", "birch"], "one winner")
    refused(["ames"], "Say what they win", outcome="maybe")
    confirm(propose(contest.pk, ["ames"], by=producer, now=NOW).pk, by=editor, now=NOW)
    refused(["ames"], "called already")
    refused(["birch"], "ames|Ames")
    Contest.objects.update(polls_close_at=at(1))
    refused(["birch"], "Polls are open until 5:01 PM ET")


def test_two_proposals_of_the_same_are_one(contest, producer, editor):
    propose(contest.pk, ["ames"], by=producer, now=NOW)
    with pytest.raises(CallRefused, match="proposed that already"):
        propose(contest.pk, ["ames"], by=editor, now=NOW)


def test_of_two_proposals_that_exclude_each_other_one_is_confirmed(contest, producer, editor):
    first = propose(contest.pk, ["ames"], by=producer, now=NOW)
    second = propose(contest.pk, ["birch"], by=editor, now=NOW)
    confirm(first.pk, by=editor, now=NOW)
    with pytest.raises(CallRefused, match="one winner"):
        confirm(second.pk, by=producer, now=NOW)


def test_seats_and_places_in_a_run_off_are_called_one_by_one(producer, editor):
    council = ContestFactory(kind="seats", seats=2, choices=("Ames", "Birch", "Cole"))
    for key in ("ames", "cole"):
        confirm(propose(council.pk, [key], by=producer, now=NOW).pk, by=editor, now=NOW)
    with pytest.raises(CallRefused, match="There are 2 places"):
        propose(council.pk, ["birch"], by=producer, now=NOW)
    first_round = ContestFactory(kind="run-off", choices=("Ames", "Birch", "Cole"))
    proposal = propose(first_round.pk, ["ames", "cole"], by=producer, now=NOW, outcome="advances")
    confirm(proposal.pk, by=editor, now=NOW)
    assert standing(first_round).calls[0]["outcome"] == "advances"


@pytest.fixture
def fed() -> Contest:
    return ContestFactory(source="ap", external_id="12")


def test_a_feed_calls_and_takes_back(fed):
    count(fed, 1, ames=5, winners=[], source="ap")
    assert called(fed) == []
    count(fed, 2, ames=6, winners=["ames"], source="ap")
    count(fed, 3, ames=7, winners=["ames"], source="ap")
    assert called(fed) == [(["ames"], "AP")]
    count(fed, 4, ames=8, winners=None, source="ap")
    assert called(fed) == [(["ames"], "AP")]
    count(fed, 5, ames=8, birch=1, winners=[], source="ap")
    assert called(fed) == []
    assert [(call.step, call.at) for call in Call.objects.all()] == [("feed", at(2)), ("withdrawn", at(5))]
    assert standing(fed).withdrawn_calls[0]["why"] == ""  # said in the language of readers


def test_a_mark_is_set_and_taken_back_without_a_newer_count(fed):
    count(fed, 1, ames=5, winners=[], source="ap", now=at(2))
    count(fed, 1, ames=5, winners=["ames"], source="ap", now=at(3))
    assert called(fed) == [(["ames"], "AP")]
    count(fed, 1, ames=5, winners=[], source="ap", now=at(4))
    assert called(fed) == []
    count(fed, 1, ames=5, winners=["ames"], source="ap", now=at(5))
    assert called(fed) == [(["ames"], "AP")]
    steps = [(call.step, call.at) for call in Call.objects.all()]
    assert steps == [("feed", at(1)), ("withdrawn", at(4)), ("feed", at(5))]
    assert fed.counts.count() == 2


def test_of_two_machines_the_one_that_lags_behind_takes_nothing_back(fed):
    def said(minute: int, winners: list[str]) -> None:
        one = replace(counted(1, ames=5, winners=winners), said_at=at(minute))
        record(fed.pk, [one], source="ap", now=at(60))

    said(2, [])
    said(5, ["ames"])
    said(4, [])  # made before, and it comes after
    said(2, [])
    assert called(fed) == [(["ames"], "AP")]
    said(6, [])
    assert called(fed) == []


def test_a_call_with_the_first_votes_still_to_come(fed):
    Contest.objects.update(polls_close_at=at(1))
    count(fed, 0, ames=0, winners=["ames"], source="ap")
    assert called(fed) == []
    assert lines(fed) == [("disputed", "Ames, called by AP, not shown: polls are open")]
    count(fed, 1, ames=0, winners=["ames"], source="ap")
    assert called(fed) == [(["ames"], "AP")]


def test_another_feed_and_a_late_word_call_nothing(fed):
    count(fed, 1, ames=5, winners=["ames"], source="csv")
    assert called(fed) == []
    count(fed, 9, ames=9, winners=[], source="ap")
    count(fed, 5, ames=8, winners=["ames"], source="ap")
    assert called(fed) == []


def test_where_the_desk_has_called_another_the_feed_is_put_into_the_log(fed, producer, editor):
    confirm(propose(fed.pk, ["birch"], by=producer, now=NOW).pk, by=editor, now=NOW)
    count(fed, 1, ames=6, winners=["ames"], source="ap")
    count(fed, 2, ames=7, winners=["ames"], source="ap")
    assert called(fed) == [(["birch"], "The Meridian")]
    assert [what for what, _ in lines(fed)].count("disputed") == 1


def test_what_the_desk_withdraws_the_feed_does_not_call_again(fed, editor):
    count(fed, 1, ames=6, winners=["ames"], source="ap")
    withdraw(Call.objects.get().pk, by=editor, now=at(2), why="The lead has gone.")
    count(fed, 3, ames=7, winners=["ames"], source="ap")
    assert called(fed) == []
    assert ("disputed", "Ames, called by AP, not shown: the desk has withdrawn this call") in lines(fed)


def test_desk_and_feed_may_both_call_the_same(fed, producer, editor):
    confirm(propose(fed.pk, ["ames"], by=producer, now=NOW).pk, by=editor, now=NOW)
    count(fed, 1, ames=6, winners=["ames"], source="ap")
    assert called(fed) == [(["ames"], "The Meridian"), (["ames"], "AP")]


def test_a_feed_cannot_call_more_than_can_win(fed):
    count(fed, 1, ames=6, winners=["ames", "birch"], source="ap")
    assert called(fed) == []
    assert ("disputed", "Ames and Birch, called by AP, not shown: more than can win") in lines(fed)
