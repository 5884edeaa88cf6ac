"""The live blog on the desk: written, refused, changed by two, withdrawn; from the readers' page too."""

import pytest
from django.urls import reverse

from articles.models import LivePost
from tests.factories import LivePostFactory, SpecialCoverageFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coverage():
    return SpecialCoverageFactory(slug="the-count")


@pytest.fixture
def editor(client):
    editor = UserFactory(role="Editor")
    client.force_login(editor)
    return editor


WRITE = "/admin/articles/livepost/write/the-count/"


def change(post: LivePost) -> str:
    return reverse("admin:articles_livepost_change", args=[post.pk])


def test_plain_text_becomes_paragraphs_and_links(client, editor, coverage):
    text = "Ward 5 <is> in.\r\n\r\nSee https://example.org/a?b=1&c=2"
    assert client.post(WRITE, {"headline": "Ward 5", "text": text}).status_code == 302
    post = LivePost.objects.get()
    assert post.body.startswith("<p>Ward 5 &lt;is&gt; in.</p>")
    assert 'href="https://example.org/a?b=1&amp;c=2"' in post.body
    assert post.made_by == editor


def test_a_script_is_told_in_sentences(client, editor, coverage):
    answer = client.post(WRITE, {"text": ""}, headers={"Accept": "application/json"}).json()
    assert (answer["done"], answer["said"]) == (False, "The post is empty. Write a sentence, or choose a photo.")
    answer = client.post(WRITE, {"headline": "x" * 161}, headers={"Accept": "application/json"}).json()
    assert "at most 160 characters" in answer["said"]
    answer = client.post(WRITE, {"headline": "Out"}, headers={"Accept": "application/json"}).json()
    assert answer["done"]
    assert len(answer["next"]) == 36


def test_what_is_refused_stays_in_the_box(client, editor, coverage):
    page = client.post(WRITE, {"headline": "x" * 161, "text": "Typed with care"})
    assert "Typed with care" in page.text
    assert not LivePost.objects.exists()


def test_the_second_of_two_sees_both(client, editor):
    post = LivePostFactory(headline="As it was")
    first = {"headline": "Theirs", "body": "<p>a</p>", "version": 1}
    assert client.post(change(post), first).status_code == 302
    page = client.post(change(post), {"headline": "Mine", "body": "<p>b</p>", "version": 1})
    assert "Theirs" in page.text
    assert "Mine" in page.text
    assert client.post(change(post), {"headline": "Mine", "body": "<p>b</p>", "version": 2}).status_code == 302
    post.refresh_from_db()
    assert post.headline == "Mine"


def test_withdrawing_and_bringing_back(client, editor):
    post = LivePostFactory()
    client.post(change(post), {"_withdraw": "1"})
    post.refresh_from_db()
    assert post.withdrawn_at is not None
    client.post(change(post), {"_bring_back": "1"})
    post.refresh_from_db()
    assert post.withdrawn_at is None


def test_crafted_requests_are_refused(client, coverage):
    post = LivePostFactory(made_by=UserFactory())
    client.force_login(UserFactory(role="Reporter"))
    for sent in ({"_withdraw": "1"}, {"headline": "Mine", "version": 1}):
        assert client.post(change(post), sent).status_code == 403
    client.force_login(UserFactory(role="Photo editor"))
    assert client.post(WRITE, {"headline": "x"}).status_code == 403
    assert client.get(change(post)).status_code == 403
    client.logout()
    assert client.post(WRITE, {"headline": "x"}).status_code == 302
    assert LivePost.objects.get().headline == post.headline


@pytest.mark.parametrize("number", ["9" * 30, "-1", "x"])
def test_a_choice_that_is_no_number_is_told_in_words(client, editor, number):
    post = LivePostFactory()
    page = client.post(change(post), {"headline": "x", "version": 1, "author": number})
    assert "This is not there any more." in page.text


@pytest.mark.parametrize("number", ["0", "9" * 30, "x"])
def test_a_post_that_is_not_there(client, editor, number):
    assert client.get(f"/admin/articles/livepost/{number}/change/").status_code == 404


def test_the_pages_of_the_desk(client, editor, coverage):
    post = LivePostFactory(coverage=coverage, headline="Ward 5", made_by=editor)
    for path in (WRITE, "/admin/articles/livepost/", change(post)):
        assert "Ward 5" in client.get(path).text
