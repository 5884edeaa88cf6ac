"""Contests in their form: choices and their keys, what stays once votes are in, what is worked out anew."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from articles.models import Choice, Contest, ReportingArea, SpecialCoverage, Standing
from tests.admin.conftest import filled, log_in_again, messages, words
from tests.factories import ContestFactory, ReportingAreaFactory, SpecialCoverageFactory, UserFactory
from tests.live.counting import at, count

pytestmark = pytest.mark.django_db
FORM = "contest_form"


@pytest.fixture
def producer(log_in: Callable[..., Client]) -> Client:
    return log_in("Producer")


def choice_row(number: int, name: str, **boxes: Any) -> dict[str, Any]:
    blank = {"id": "", "contest": "", "party": "", "party_code": "", "colour": "blue", "side": "", "position": "0"}
    return {f"choices-{number}-{box}": value for box, value in (blank | {"name": name} | boxes).items()}


def form_of(contest: Contest) -> str:
    return f"/admin/articles/contest/{contest.pk}/change/"


def saved(client: Client, contest: Contest, **changes: Any) -> Any:
    return client.post(form_of(contest), filled(client.get(form_of(contest)), FORM, **changes), follow=True)


def test_a_contest_is_made_with_choices_that_get_keys_of_their_own(producer: Client) -> None:
    area = ReportingAreaFactory(coverage=SpecialCoverageFactory())
    address = f"/admin/articles/contest/add/?coverage={area.coverage_id}"
    boxes = filled(producer.get(address), FORM, title="Mayor", slug="mayor", area=str(area.pk))
    rows = choice_row(0, "Ana Ames") | choice_row(1, "李") | choice_row(2, "Ana-Ames") | choice_row(3, "x" * 120)
    page = producer.post(address, boxes | rows | {"choices-TOTAL_FORMS": "4"}, follow=True)
    contest = Contest.objects.get()
    assert contest.coverage_id == area.coverage_id, words(page)
    assert list(contest.choices.values_list("key", flat=True)) == ["ana-ames", "choice", "ana-ames-2", "x" * 74]
    assert SpecialCoverage.objects.get().results_version == area.coverage.results_version + 1


def test_a_renamed_choice_keeps_its_key_and_its_votes(producer: Client) -> None:
    contest = ContestFactory()
    count(contest, -5, ames=5, birch=3)
    saved(producer, contest, **{"choices-0-name": "Ames-Roe"})
    assert list(contest.choices.values_list("key", "name")) == [("ames", "Ames-Roe"), ("birch", "Birch")]


def test_who_has_votes_stays_on_the_ballot(producer: Client) -> None:
    contest = ContestFactory()
    count(contest, -5, ames=5, birch=3)
    page = saved(producer, contest, **{"choices-0-DELETE": "on"})
    assert "Ames stays: there are votes or a call in the history." in words(page)
    assert contest.choices.count() == 2


def test_who_has_no_votes_may_be_taken_out(producer: Client) -> None:
    contest = ContestFactory()
    saved(producer, contest, **{"choices-0-DELETE": "on"})
    assert contest.choices.get().name == "Birch"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"choices-1-name": "Ames"}, "The same name stands here twice."),
        ({"choices-0-side": "yes", "choices-1-side": "yes"}, "A measure has one yes and one no."),
        ({"seats": "3"}, "More than one is elected only where there are several winners."),
        ({"threshold": "101"}, "100"),
        ({"polls_close_at_0": "soon"}, "That is no day."),
        ({"area": "9" * 30}, "That area is not part of this coverage."),
        ({"title": "x" * 5000}, "120"),
    ],
)
def test_what_cannot_be_is_refused_in_words(producer: Client, changes: dict[str, str], said: str) -> None:
    contest = ContestFactory()
    version = contest.coverage.results_version
    page = saved(producer, contest, **changes)
    assert page.status_code == 200
    assert said in words(page)
    assert SpecialCoverage.objects.get().results_version == version


def test_whom_two_people_add_at_once_stands_there_once(producer: Client) -> None:
    contest = ContestFactory()
    mine, theirs = (filled(producer.get(form_of(contest)), FORM) for _ in range(2))
    row = choice_row(2, "Cole") | {"choices-TOTAL_FORMS": "3"}
    assert producer.post(form_of(contest), theirs | row).status_code == 302
    page = producer.post(form_of(contest), mine | row | {"choices-2-name": "COLE"})
    assert "Somebody else has added Cole meanwhile. Open the form again." in words(page)
    crafted = {"choices-INITIAL_FORMS": "0"}
    assert producer.post(form_of(contest), mine | crafted).status_code == 200
    assert list(contest.choices.values_list("name", flat=True)) == ["Ames", "Birch", "Cole"]


def test_when_polls_close_is_said_in_the_newsrooms_zone(producer: Client) -> None:
    contest = ContestFactory()
    saved(producer, contest, polls_close_at_0="2026-11-03", polls_close_at_1="8 PM")
    assert Contest.objects.get().polls_close_at == datetime(2026, 11, 4, 1, 0, tzinfo=UTC)
    assert "New York time (ET)" in words(producer.get(form_of(contest)))


def test_counts_are_judged_by_when_polls_really_close(producer: Client) -> None:
    contest = ContestFactory(polls_close_at=at(20))
    count(contest, 12, ames=5, birch=3)
    page = saved(producer, contest, polls_close_at_0="", polls_close_at_1="")
    assert "1 count is not held back any more." in messages(page)
    assert Standing.objects.get().total == 8
    day, hour = f"{at(20).astimezone(ZoneInfo('America/New_York')):%Y-%m-%d %H:%M}".split()
    page = saved(producer, contest, polls_close_at_0=day, polls_close_at_1=hour)
    assert "1 count is held back now: from before polls close." in messages(page)
    assert Standing.objects.get().total == 0


def test_another_number_of_seats_decides_anew_who_leads(producer: Client) -> None:
    contest = ContestFactory(choices=("Ames", "Birch", "Cole"))
    count(contest, -5, ames=5, birch=3, cole=1)
    version = SpecialCoverage.objects.get().results_version
    saved(producer, contest, kind="seats", seats="2")
    assert Standing.objects.get().leading == ["ames", "birch"]
    assert SpecialCoverage.objects.get().results_version == version + 1


def test_saving_leaves_alone_what_others_write_meanwhile(producer: Client) -> None:
    contest = ContestFactory()
    boxes = filled(producer.get(form_of(contest)), FORM, title="Lord Mayor")
    Contest.objects.update(is_by_hand=True, external_id="7", source="csv")
    producer.post(form_of(contest), boxes)
    assert Contest.objects.values_list("title", "is_by_hand", "external_id").get() == ("Lord Mayor", True, "7")


def test_an_area_of_another_coverage_is_not_taken(producer: Client) -> None:
    contest, elsewhere = ContestFactory(), ReportingAreaFactory(coverage=SpecialCoverageFactory())
    page = saved(producer, contest, area=str(elsewhere.pk))
    assert "That area is not part of this coverage." in words(page)


def test_a_contest_with_counts_is_not_deleted_and_one_of_a_rehearsal_is(producer: Client) -> None:
    contest = ContestFactory(title="Mayor")
    count(contest, -5, ames=5, birch=3)
    address = f"/admin/articles/contest/{contest.pk}/delete/"
    assert "Not deleted: Mayor. It has counts or calls" in messages(
        producer.post(address, {"post": "yes"}, follow=True)
    )
    assert Contest.objects.exists()
    SpecialCoverage.objects.update(is_rehearsal=True)
    producer.post(address, {"post": "yes"})
    assert not Contest.objects.exists()


def test_open_pages_learn_of_every_change_made_at_the_desk(producer: Client) -> None:
    """Its words, its weight, its choices, its area, that it is gone: each counts the version of the results up."""
    contest, kept = ContestFactory(title="Mayor"), ContestFactory()
    area = f"/admin/articles/reportingarea/{contest.area_id}/change/"
    steps = [
        lambda: saved(producer, contest, title="Lord Mayor"),
        lambda: saved(producer, contest, weight="7"),
        lambda: saved(producer, contest, **{"choices-0-name": "Ames-Roe"}),
        lambda: saved(producer, contest, **{"choices-1-DELETE": "on"}),
        lambda: producer.post(area, filled(producer.get(area), "reportingarea_form", name="Alder")),
        lambda: producer.post(f"/admin/articles/contest/{contest.pk}/delete/", {"post": "yes"}),
    ]
    versions = [SpecialCoverage.objects.get(pk=contest.coverage_id).results_version]
    for step in steps:
        step()
        versions.append(SpecialCoverage.objects.get(pk=contest.coverage_id).results_version)
    assert sorted(set(versions)) == versions
    assert (ReportingArea.objects.get(pk=contest.area_id).name, Contest.objects.get().pk) == ("Alder", kept.pk)


def test_no_contests_are_deleted_by_the_dozen(producer: Client) -> None:
    contest = ContestFactory()
    boxes = {"action": "delete_selected", "_selected_action": str(contest.pk), "post": "yes"}
    producer.post("/admin/articles/contest/", boxes)
    assert Contest.objects.exists()


def test_an_area_that_is_used_is_not_deleted(producer: Client) -> None:
    contest = ContestFactory()
    address = f"/admin/articles/reportingarea/{contest.area_id}/delete/"
    assert "so it stays" in messages(producer.post(address, {"post": "yes"}, follow=True))
    free = ReportingAreaFactory(coverage=contest.coverage)
    producer.post(f"/admin/articles/reportingarea/{free.pk}/delete/", {"post": "yes"})
    assert list(ReportingArea.objects.all()) == [contest.area]


@pytest.mark.parametrize(
    ("role", "sees", "changes"), [("Producer", 200, True), ("Editor", 200, False), ("Reporter", 403, False)]
)
def test_who_may_set_up_contests(log_in: Any, role: str, sees: int, changes: bool) -> None:
    contest, client = ContestFactory(title="Mayor"), log_in(role)
    assert client.get(form_of(contest)).status_code == sees
    assert client.get("/admin/articles/contest/").status_code == sees
    assert (client.get("/admin/articles/contest/add/").status_code == 200) is changes
    client.post(form_of(contest), {"title": "Dogcatcher", "slug": "mayor"})
    client.post(f"/admin/articles/contest/{contest.pk}/delete/", {"post": "yes"})
    assert Contest.objects.filter(title="Mayor").exists() is not changes
    assert Choice.objects.exists() is not changes


@pytest.mark.parametrize("contests", [1, 30])
def test_the_list_asks_as_often_for_one_as_for_thirty(
    producer: Client, django_assert_num_queries: Any, contests: int
) -> None:
    coverage = SpecialCoverageFactory()
    for _ in range(contests):
        count(ContestFactory(coverage=coverage), -5, ames=5, birch=3)
    producer.get("/admin/articles/contest/")
    with django_assert_num_queries(7):
        page = producer.get("/admin/articles/contest/")
    assert words(page).count("Counting") == contests


@pytest.mark.parametrize("place", ["change", "add"])
def test_what_was_typed_when_the_login_ran_out_is_in_the_boxes_again(log_in: Any, place: str) -> None:
    user = UserFactory(role="Producer")
    user.set_password("ink")
    user.save()
    contest = ContestFactory(title="Mayor")
    address = form_of(contest) if place == "change" else f"/admin/articles/contest/add/?coverage={contest.coverage_id}"
    boxes = filled(log_in(user=user).get(address), FORM)
    typed = boxes | {"title": "Mayor of <Port>", "slug": "port", "area": str(contest.area_id)}
    rows = int(boxes["choices-TOTAL_FORMS"])
    typed |= choice_row(rows, "Cole") | {"choices-TOTAL_FORMS": str(rows + 1)}
    client = Client()
    page = log_in_again(client, client.post(address, typed), user)
    assert "You were logged out meanwhile, and nothing was sent." in messages(page)
    assert "Nothing of it is saved yet." in words(page)
    assert list(Contest.objects.values_list("title", flat=True)) == ["Mayor"]
    assert contest.choices.count() == 2
    again = filled(page, FORM)
    assert (again["title"], again[f"choices-{rows}-name"]) == ("Mayor of <Port>", "Cole")
    assert client.post(address.partition("?")[0], again).status_code == 302
    saved_one = Contest.objects.get(title="Mayor of <Port>")
    assert saved_one.choices.filter(name="Cole").count() == 1
