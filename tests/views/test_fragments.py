"""Fragments: what open tabs ask for every few seconds costs next to nothing while nothing has changed."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.models import F
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from articles.live import record
from articles.models import SpecialCoverage
from articles.queries.fragments import read_version
from articles.views import fragments
from articles.views.fragments import print_fragment
from tests.factories import NOW, ContestFactory, LivePostFactory, SpecialCoverageFactory
from tests.live.counting import at, count, counted

GET = RequestFactory().get


def not_printed() -> str:
    raise AssertionError("It was printed although nothing has changed.")


def test_what_has_not_changed_is_not_printed():
    fresh = print_fragment(GET("/live/x/"), lambda: "v1", lambda: "<p>One</p>")
    assert (fresh.status_code, fresh.text, fresh["ETag"]) == (200, "<p>One</p>", '"v1"')
    assert fresh["Cache-Control"] == "public, max-age=2"
    for known in ('"v1"', 'W/"v1"', '"v0", "v1"'):  # nginx makes it weak when it compresses
        same = print_fragment(GET("/live/x/", headers={"If-None-Match": known}), lambda: "v1", not_printed)
        assert (same.status_code, same.content, same["ETag"]) == (304, b"", '"v1"')
        assert same["Cache-Control"] == "public, max-age=2"
    changed = print_fragment(GET("/live/x/", headers={"If-None-Match": '"v1"'}), lambda: "v2", lambda: "<p>Two</p>")
    assert (changed.status_code, changed.text, changed["ETag"]) == (200, "<p>Two</p>", '"v2"')


def test_a_change_is_printed_once_for_all_who_ask_in_this_process():
    assert print_fragment(GET("/live/x/"), lambda: "v1", lambda: "One").text == "One"
    assert print_fragment(GET("/live/x/"), lambda: "v1", not_printed).text == "One"
    assert print_fragment(GET("/live/y/"), lambda: "v1", lambda: "Other").text == "Other"


def test_nothing_under_an_address_is_a_bare_404():
    answer = print_fragment(GET("/live/x/"), lambda: None, not_printed)
    assert (answer.status_code, answer.content) == (404, b"")


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/live/banner/", "/live/coverage/count/", "/live/posts/count/"])
def test_a_crowd_in_one_second_asks_the_database_once(path, client, monkeypatch, time_machine):
    monkeypatch.setattr(fragments, "KNOWN_SECONDS", 1)
    coverage = SpecialCoverageFactory(slug="count", title="The Night", stale_after=None)
    contest = ContestFactory(coverage=coverage)
    LivePostFactory(coverage=coverage)
    time_machine.move_to(NOW, tick=False)
    first = client.get(path)
    count(contest, 7, now=NOW)
    SpecialCoverage.objects.update(title="The Day", posts_version=F("posts_version") + 1)
    with CaptureQueriesContext(connection) as asked:
        crowd = [client.get(path, headers={"If-None-Match": first["ETag"]}) for _ in range(30)]
        assert client.get(path).text == first.text
    assert ([answer.status_code for answer in crowd], len(asked)) == ([304] * 30, 0)
    time_machine.move_to(NOW + timedelta(seconds=1.1), tick=False)
    later = client.get(path, headers={"If-None-Match": first["ETag"]})
    assert (later.status_code, later["ETag"] == first["ETag"]) == (200, False)


@pytest.mark.django_db
def test_what_is_not_there_is_not_remembered(client, monkeypatch):
    monkeypatch.setattr(fragments, "KNOWN_SECONDS", 1)
    assert client.get("/live/coverage/count/").status_code == 404
    ContestFactory(coverage__slug="count")
    assert client.get("/live/coverage/count/").status_code == 200


@pytest.mark.django_db
def test_sections_that_somebody_makes_up_do_not_fill_the_memory(client, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr(fragments, "KNOWN_SECONDS", 1)
    SpecialCoverageFactory(title="The Night")
    there = client.get("/live/banner/")
    for number in range(3):
        with django_assert_num_queries(1):  # whether it leads elsewhere
            assert client.get(f"/live/banner/made-up-{number}/").text == there.text


@pytest.mark.django_db
class TestVersion:
    def test_a_count_and_the_end_of_voting_and_old_data_and_a_new_day_each_change_it(
        self, django_assert_max_num_queries
    ):
        coverage = SpecialCoverageFactory(slug="count", stale_after=30)
        contest = ContestFactory(coverage=coverage, polls_close_at=NOW + timedelta(minutes=5))
        tags = []

        def look(minutes):
            with django_assert_max_num_queries(2):
                tags.append(read_version("count", now=at(minutes)).tag)

        look(0)
        look(4)
        assert tags[0] == tags[1]
        look(6)  # polls closed
        count(contest, 7, now=at(7))
        look(8)
        look(36)
        assert tags[3] == tags[4]
        look(38)  # no news for half an hour
        look(60 * 9)  # tomorrow
        assert len(set(tags)) == 5

    def test_one_query_once_the_process_knows_how_soon_data_are_old(self, django_assert_num_queries):
        SpecialCoverageFactory(slug="count", stale_after=7)
        read_version("count", now=NOW)
        with django_assert_num_queries(1):
            assert read_version("count", now=NOW)

    def test_one_contest_grown_old_among_others_that_have_news(self):
        coverage = SpecialCoverageFactory(slug="count", stale_after=60)
        old, new = ContestFactory(coverage=coverage), ContestFactory(coverage=coverage)
        count(old, 0, now=at(0))
        count(new, 50, now=at(50))
        assert read_version("count", now=at(59)).tag != read_version("count", now=at(61)).tag

    def test_rehearsals_and_what_is_not_there_have_none(self):
        rehearsal = SpecialCoverageFactory(slug="trial", is_rehearsal=True)
        ContestFactory(coverage=rehearsal)
        for slug in ("trial", "nothing", "'; --", "%s", "\\", "ä" * 200):
            assert read_version(slug, now=NOW) is None

    def test_the_end_is_told(self):
        SpecialCoverageFactory(slug="count", ends_at=NOW + timedelta(hours=1))
        assert read_version("count", now=NOW).ends_at == NOW + timedelta(hours=1)


@pytest.mark.django_db
def test_the_banner_is_asked_for_and_only_printed_when_it_has_changed(client, time_machine, django_assert_num_queries):
    time_machine.move_to(NOW, tick=False)
    contest = ContestFactory()
    first = client.get("/live/banner/")
    assert "The Night of the Count 2026" in first.text
    with django_assert_num_queries(1):
        same = client.get("/live/banner/", headers={"If-None-Match": first["ETag"]})
    assert same.status_code == 304
    record(contest.pk, [counted(-1, ames=3, birch=2)], source="csv", now=NOW)
    cache.clear()
    with django_assert_num_queries(2):  # the sections too: mostly in memory
        changed = client.get("/live/banner/", headers={"If-None-Match": first["ETag"]})
    assert "November 3, 4:59:00PM ET" in changed.text
    assert changed["ETag"] != first["ETag"]
    assert "Set-Cookie" not in changed.headers
    assert "Vary" not in changed.headers
