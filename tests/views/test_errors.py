"""The pages for what went wrong: the site's look, and no question to a database that may be what is broken."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import connection
from django.test import Client, RequestFactory
from django.urls import reverse

from articles.views import errors
from tests.factories import UserFactory, live_story

SITE_LOOK = "articles/site"


def test_they_are_drawn_without_the_database():
    request = RequestFactory().get("/")  # without the db mark, a query would fail this test
    for page, status in (
        (errors.bad_request(request, SuspiciousOperation()), 400),
        (errors.forbidden(request, PermissionError()), 403),
        (errors.csrf_failure(request), 403),
        (errors.server_error(request), 500),
    ):
        assert page.status_code == status
        assert SITE_LOOK in page.content.decode()


@pytest.mark.django_db
def test_a_broken_database_still_gives_a_page(client):
    client.raise_request_exception = False

    def broken(*args: object) -> None:
        raise connection.Database.OperationalError("the database is gone")

    with connection.execute_wrapper(broken):
        for address in ("/", "/politics/", "/politics/x-999999/", "/nowhere/at/all/"):
            response = client.get(address)
            assert response.status_code == 500
            assert "Something went wrong on our side" in response.content.decode()


@pytest.mark.django_db
def test_a_form_from_another_site_is_refused_in_our_words():
    response = Client(enforce_csrf_checks=True).post(reverse("admin:login"), {"username": "x"})
    assert response.status_code == 403
    assert "Nothing was saved" in response.content.decode()
    assert SITE_LOOK in response.content.decode()


@pytest.mark.django_db
def test_a_closed_page_of_the_desk_has_our_look(client):
    client.force_login(UserFactory())
    response = client.get(reverse("admin:articles_article_changelist"))
    assert response.status_code == 403
    assert "This page is not open to you" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_readers_pages_are_only_read(client, method):
    story = live_story()
    for address in ("/", "/politics/", f"/politics/{story.slug}-{story.pk}/", f"/preview/{story.pk}/"):
        assert getattr(client, method)(address).status_code == 405
        assert client.head(address).status_code in (200, 302)


@pytest.mark.django_db
@pytest.mark.parametrize("debug", [True, False])
@pytest.mark.parametrize(
    "path", ["/nowhere/", "/no/such/page/", "/politics/x-999999/", "/a.php", "/.env", "/wp-login.php?x=1"]
)
def test_readers_meet_the_same_404_in_development(client, settings, path, debug):
    settings.DEBUG = debug
    story = live_story()
    response = client.get(path)
    if response.status_code == 301:  # a slash was missing
        response = client.get(response["Location"])
    assert response.status_code == 404
    assert f"article:{story.pk}" in response.content.decode()


@pytest.mark.django_db
def test_a_missing_slash_is_appended_once_and_leads_nowhere_else(client):
    live_story()
    assert client.get("/politics?a=1")["Location"] == "/politics/?a=1"
    for hostile in ("//politics", "//evil.example", "//evil.example/%2f.."):
        assert not client.get("/", PATH_INFO=hostile).get("Location", "/").startswith("//")
    assert client.get("/a/b/c").status_code == 404
