"""Two people at one instant, on PostgreSQL: one call, one withdrawal, no votes without their choice, nothing of a
rehearsal at readers."""

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import close_old_connections, connection
from django.test import Client
from lxml import html as lxml_html

from articles.admin import contest_form
from articles.admin import coverage as coverage_form
from articles.admin.live_post_writing import OUT
from articles.live import CallRefused, confirm, dismiss, propose, withdraw
from articles.live.recording import CountRefused
from articles.models import Call, Choice, CountUpdate, SpecialCoverage
from tests.factories import ContestFactory, SpecialCoverageFactory, UserFactory
from tests.live.counting import at, count, standing

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _with_locks() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets one write at a time, in its own way; this is about PostgreSQL's locks.")


@pytest.fixture
def people() -> list[User]:
    return [UserFactory(role=role) for role in ("Producer", "Producer", "Editor")]


def together(*acts: Callable[[], Any]) -> list[str]:
    """What became of each: the name of what it raised, or "done"; sorted."""
    came, start = [], threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        start.wait()
        try:
            act()
            came.append("done")
        except (CallRefused, CountRefused) as refused:
            came.append(type(refused).__name__)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return sorted(came)


def test_of_two_who_confirm_and_one_who_dismisses_one_is_heard(people: list[User]) -> None:
    contest = ContestFactory()
    proposal = propose(contest.pk, ["ames"], by=people[0], now=at(0))
    came = together(
        lambda: confirm(proposal.pk, by=people[1], now=at(1)),
        lambda: confirm(proposal.pk, by=people[2], now=at(1)),
        lambda: dismiss(proposal.pk, by=people[0], now=at(1)),
    )
    assert came == ["CallRefused", "CallRefused", "done"]
    assert Call.objects.filter(answers=proposal).count() == 1


def test_two_calls_for_one_seat_are_one(people: list[User]) -> None:
    contest = ContestFactory()
    first = propose(contest.pk, ["ames"], by=people[0], now=at(0))
    second = propose(contest.pk, ["birch"], by=people[1], now=at(0))
    came = together(
        lambda: confirm(first.pk, by=people[2], now=at(1)), lambda: confirm(second.pk, by=people[0], now=at(1))
    )
    assert came == ["CallRefused", "done"]
    assert len(standing(contest).calls) == 1


def test_two_who_propose_the_same_or_withdraw_the_same_do_it_once(people: list[User]) -> None:
    contest = ContestFactory()
    proposes = [lambda by=by: propose(contest.pk, ["ames"], by=by, now=at(0)) for by in people]
    assert together(*proposes) == ["CallRefused", "CallRefused", "done"]
    proposal = Call.objects.get()
    confirmer = next(each for each in people if each != proposal.by)
    call = confirm(proposal.pk, by=confirmer, now=at(1))
    withdraws = [lambda by=by: withdraw(call.pk, by=by, now=at(2), why="Counted twice.") for by in people]
    assert together(*withdraws) == ["CallRefused", "CallRefused", "done"]
    assert len(standing(contest).withdrawn_calls) == 1


def boxes_of(client: Client, address: str, form_id: str) -> dict[str, Any]:
    form = lxml_html.fromstring(client.get(address).content.decode()).get_element_by_id(form_id)
    return {name: value for name, value in form.form_values() if "__prefix__" not in name}


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Set once a form has looked at what was counted or posted; it then takes its time until it is saved."""
    looked = threading.Event()

    def slowly(look: Callable[..., bool]) -> Callable[..., bool]:
        def answer(*args: Any) -> bool:
            found = look(*args)
            looked.set()
            time.sleep(0.4)
            return found

        return answer

    monkeypatch.setattr(contest_form, "has_votes_or_call", slowly(contest_form.has_votes_or_call))
    monkeypatch.setattr(coverage_form, "has_happenings", slowly(coverage_form.has_happenings))
    return looked


def test_a_choice_is_not_taken_out_while_its_first_votes_come_in(people: list[User], checked: threading.Event) -> None:
    contest, client = ContestFactory(), Client()
    client.force_login(people[0])
    address = f"/admin/articles/contest/{contest.pk}/change/"
    boxes = boxes_of(client, address, "contest_form") | {"choices-0-DELETE": "on"}

    def count_one() -> None:
        assert checked.wait(10)
        count(contest, 0, ames=5, birch=3)

    assert together(lambda: client.post(address, boxes), count_one) == ["CountRefused", "done"]
    assert not Choice.objects.filter(contest=contest, key="ames").exists()
    assert not CountUpdate.objects.exists()


def test_a_rehearsal_is_not_made_real_with_a_trial_in_it(people: list[User], checked: threading.Event) -> None:
    coverage, client, said = SpecialCoverageFactory(is_rehearsal=True), Client(), []
    client.force_login(people[0])
    address = f"/admin/articles/specialcoverage/{coverage.pk}/change/"
    boxes = boxes_of(client, address, "specialcoverage_form")
    boxes.pop("is_rehearsal")

    def write_one() -> None:
        assert checked.wait(10)
        write, words = f"/admin/articles/livepost/write/{coverage.slug}/", {"headline": "A trial"}
        said.append(client.post(write, words, headers={"Accept": "application/json"}).json()["said"])

    together(lambda: client.post(address, boxes), write_one)
    assert not SpecialCoverage.objects.get().is_rehearsal
    assert said == [OUT]  # it came after, and its writer is told that readers have it
