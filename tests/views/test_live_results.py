"""Results that open tabs and other sites ask for: the same as the page, cheap when nothing has changed."""

import json

import pytest

from articles.models import Contest
from tests.factories import ContestFactory, ReportingAreaFactory, SpecialCoverageFactory
from tests.live.counting import at, count

pytestmark = pytest.mark.django_db

PATHS = (
    "/live/coverage/the-count/", "/live/coverage/the-count.json", "/live/contest/the-count/mayor/",
    "/live/contest/the-count/mayor/card/", "/live/contest/the-count/mayor.json",
)  # fmt: skip


@pytest.fixture
def contest(time_machine) -> Contest:
    time_machine.move_to(at(30), tick=False)
    coverage = SpecialCoverageFactory(slug="the-count", title="The Count", weight_target=10, weight_word="seats")
    contest = ContestFactory(coverage=coverage, slug="mayor", title="Mayor", weight=3)
    count(contest, 1, ames=1_204, birch=900, total=2_200, remaining=500, now=at(2))
    return contest


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(client, contest, path, django_assert_num_queries):
    first = client.get(path)
    assert first.status_code == 200
    with django_assert_num_queries(1):
        again = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    count(contest, 2, ames=1_300, birch=900, now=at(3))
    changed = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert "1,300" in changed.content.decode() or "1300" in changed.content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_time_alone_changes_it_when_data_grow_old_and_when_polls_close(client, contest, path, time_machine):
    Contest.objects.filter(pk=ContestFactory(coverage=contest.coverage).pk).update(polls_close_at=at(40))
    tags = set()
    for minute in (30, 41, 62):
        time_machine.move_to(at(minute), tick=False)
        tags.add(client.get(path)["ETag"])
    assert len(tags) == 3


def test_an_open_page_gets_what_a_new_one_has(client, contest):
    for page, live in (
        ("/coverage/the-count/", "/live/coverage/the-count/"),
        ("/coverage/the-count/results/mayor/", "/live/contest/the-count/mayor/"),
    ):
        text = client.get(page).content.decode()
        response = client.get(live)
        assert response.content.decode().strip() in text
        assert f"data-live=\"{live}\" data-live-tag='{response['ETag']}'" in text


def test_the_data_of_a_coverage(client, contest):
    response = client.get("/live/coverage/the-count.json")
    assert response["Content-Type"] == "application/json"
    assert response["Access-Control-Allow-Origin"] == "*"
    data = json.loads(response.content)
    assert data["coverage"]["url"] == "http://testserver/coverage/the-count/"
    assert (data["as_of"], data["is_stale"]) == (at(1).isoformat(timespec="seconds"), False)
    assert data["target"] == {
        "number": 10,
        "of_what": "seats",
        "parties": [
            {"name": "Ames party", "called": 0, "leading": 3},
            {"name": "Birch party", "called": 0, "leading": 0},
        ],
    }
    (one,) = data["contests"]
    assert (one["slug"], one["phase"], one["total"], one["margin"]) == ("mayor", "counting", 2_200, 304)
    assert (one["other_votes"], one["counted"]) == (96, {"measure": "remaining", "remaining": 500})
    assert one["choices"][0] == {
        "key": "ames", "name": "Ames", "party": "Ames party", "party_code": "", "is_incumbent": False, "side": "",
        "votes": 1_204, "share": 54.7, "is_leading": True, "is_called": False,
    }  # fmt: skip


def test_the_data_of_a_contest_have_its_areas_and_its_history(client, contest):
    ward = ReportingAreaFactory(coverage=contest.coverage, code="W1", name="Ward 1")
    count(contest, 3, area=ward.pk, ames=4, birch=9, now=at(4))
    count(contest, 4, ames=1_100, birch=900, now=at(5))
    data = json.loads(client.get("/live/contest/the-count/mayor.json").content)
    assert data["contest"]["areas"] == [
        {
            "code": "W1", "name": "Ward 1", "votes": {"ames": 4, "birch": 9}, "total": 13, "leading": "birch",
            "as_of": at(3).isoformat(timespec="seconds"),
        }
    ]  # fmt: skip
    assert [line["what"] for line in data["contest"]["history"]] == ["corrected"]
    assert data["contest"]["corrections"] == 1


def test_figures_that_are_withheld_are_not_in_the_data(client, contest):
    count(contest, 2, ames=1_300, birch=900, remaining=-12, precincts_reporting=5, precincts_total=3, now=at(3))
    (one,) = json.loads(client.get("/live/coverage/the-count.json").content)["contests"]
    assert "remaining" not in one["counted"]
    assert "precincts_reporting" not in one["counted"]
    assert len(one["notes"]) == 2
