"""POST /read/<id>/: who counts as a reader, who does not, and that nobody learns which, or reaches the database."""

from datetime import timedelta

import pytest
from django.test import Client

from articles.models import Readership
from articles.readership import beacon
from articles.readership.buffer import Buffer
from articles.readership.recent import PER_ADDRESS, RecentReaders
from tests.factories import NOW, live_story

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
READER = {
    "HTTP_USER_AGENT": CHROME,
    "HTTP_ACCEPT_LANGUAGE": "en-US",
    "HTTP_ORIGIN": "http://testserver",
    "HTTP_SEC_FETCH_SITE": "same-origin",
    "REMOTE_ADDR": "203.0.113.9",
}


class Counted(dict):
    def __call__(self, tallies):
        for story_id, tally in tallies.items():
            self[story_id] = self.get(story_id, 0) + tally.reads


@pytest.fixture
def buffer(monkeypatch, time_machine) -> Buffer:
    """A buffer of this test's own, and no reader known yet."""
    time_machine.move_to(NOW, tick=False)
    fresh = Buffer(Counted(), every=3600)
    monkeypatch.setattr(beacon, "reads", fresh)
    monkeypatch.setattr(beacon, "recent", RecentReaders())
    return fresh


def counted(buffer: Buffer) -> dict[int, int]:
    buffer.flush()
    return buffer.write


def send(client, story_id=5, **headers):
    changed = {name: value for name, value in (READER | headers).items() if value is not None}
    return client.post(f"/read/{story_id}/", **changed)


def test_a_read_counts_and_the_answer_is_empty_and_never_kept(client, buffer):
    response = send(client)
    assert (response.status_code, response.content) == (204, b"")
    assert response.headers["Cache-Control"] == "no-store"
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")
    assert counted(buffer) == {5: 1}


def test_the_form_token_is_not_asked_for(buffer):
    assert send(Client(enforce_csrf_checks=True)).status_code == 204
    assert counted(buffer) == {5: 1}


def test_no_database_is_touched(client, buffer, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        send(client)


def test_a_reload_counts_once_and_after_half_an_hour_again(client, buffer, time_machine):
    for _ in range(3):
        assert send(client).status_code == 204
    time_machine.move_to(NOW + timedelta(minutes=31), tick=False)
    send(client)
    assert counted(buffer) == {5: 2}


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_USER_AGENT": "Googlebot/2.1 (+http://www.google.com/bot.html)"},
        {"HTTP_USER_AGENT": CHROME.replace("Chrome", "HeadlessChrome")},
        {"HTTP_USER_AGENT": None},
        {"HTTP_ACCEPT_LANGUAGE": None},
        {"HTTP_ORIGIN": None},
        {"HTTP_DNT": "1"},
        {"HTTP_SEC_GPC": "1"},
        {"HTTP_SEC_PURPOSE": "prefetch;prerender"},
        {"HTTP_PURPOSE": "prefetch"},
        {"HTTP_X_MOZ": "prefetch"},
    ],
)
def test_who_does_not_count_gets_the_same_answer(client, buffer, headers):
    assert send(client, **headers).status_code == 204
    assert counted(buffer) == {}


@pytest.mark.parametrize(
    "headers",
    [
        {"HTTP_ORIGIN": "https://elsewhere.example"},
        {"HTTP_ORIGIN": "null"},
        {"HTTP_ORIGIN": "http://testserver.elsewhere.example"},
        {"HTTP_ORIGIN": "http://testserver@elsewhere.example"},
        {"HTTP_ORIGIN": "http://[::1"},
        {"HTTP_ORIGIN": ""},
        {"HTTP_SEC_FETCH_SITE": "cross-site"},
        {"HTTP_SEC_FETCH_SITE": "same-site"},
    ],
)
def test_other_sites_pages_are_refused(client, buffer, headers):
    assert send(client, **headers).status_code == 403
    assert counted(buffer) == {}


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_SEC_FETCH_SITE": None}, {"HTTP_ORIGIN": "https://testserver"}, {"HTTP_ORIGIN": "http://localhost:8000"}],
)
def test_older_browsers_and_our_other_host_names_count(client, buffer, headers):
    send(client, **headers)
    assert counted(buffer) == {5: 1}


@pytest.mark.django_db
@pytest.mark.parametrize("story_id", ["0", "abc", "1.5", str(2**63), "9" * 19, "9" * 40, "٣", "1/2"])
def test_what_can_be_no_story_is_not_found(client, buffer, story_id):
    assert send(client, story_id).status_code == 404
    assert counted(buffer) == {}


@pytest.mark.django_db
def test_less_than_no_story_is_refused_too(client, buffer):
    assert send(client, -5).status_code in (404, 405)  # the address of a story page, which takes no beacon
    assert counted(buffer) == {}


@pytest.mark.parametrize("method", ["get", "head", "put", "delete", "options"])
def test_only_a_beacon_is_taken(client, buffer, method):
    assert getattr(client, method)("/read/5/", **READER).status_code == 405
    assert counted(buffer) == {}


def test_ids_that_are_no_story_get_the_same_answer(client, buffer):
    assert send(client, 2**63 - 1).status_code == 204


def test_a_great_body_is_not_even_read(client, buffer):
    response = client.post("/read/5/", b"x" * 5_000_000, content_type="application/octet-stream", **READER)
    assert response.status_code == 204


def test_one_address_counts_only_so_often_and_is_never_told(client, buffer):
    answers = {send(client, story_id).status_code for story_id in range(1, PER_ADDRESS + 20)}
    assert answers == {204}
    assert len(counted(buffer)) == PER_ADDRESS


def test_behind_a_proxy_the_reader_is_whom_the_proxy_saw(client, buffer, settings):
    settings.READER_ADDRESS = "HTTP_X_FORWARDED_FOR"
    for forwarded in ("198.51.100.1", "198.51.100.2", "made-up, 198.51.100.2"):
        send(client, HTTP_X_FORWARDED_FOR=forwarded)
    assert counted(buffer) == {5: 2}


@pytest.mark.django_db
def test_a_read_reaches_the_story(client, monkeypatch, time_machine):
    time_machine.move_to(NOW, tick=False)
    buffer = Buffer(every=3600)
    monkeypatch.setattr(beacon, "reads", buffer)
    monkeypatch.setattr(beacon, "recent", RecentReaders())
    story = live_story()
    send(client, story.pk)
    send(client, story.pk + 1000)
    buffer.flush()
    assert list(Readership.objects.values_list("pk", "reads", "last_read_at")) == [(story.pk, 1, NOW)]


@pytest.mark.django_db
def test_the_page_carries_the_script_and_the_preview_does_not(client, admin_client, time_machine):
    time_machine.move_to(NOW, tick=False)
    story = live_story()
    page = client.get(f"/politics/{story.slug}-{story.pk}/").content.decode()
    assert f'data-read="/read/{story.pk}/"' in page
    assert "data-read" not in admin_client.get(f"/preview/{story.pk}/").content.decode()
