"""The live blog on the desk: written, refused, changed by two, withdrawn; from the readers' page too."""

from uuid import uuid4

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from articles.models import LivePost
from tests.admin.conftest import filled, log_in_again
from tests.factories import (
    NOW,
    ContributorFactory,
    LivePostFactory,
    SpecialCoverageFactory,
    UserFactory,
    photo_with_picture,
)

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
    for address in (WRITE, change(post)):
        assert 'id="login-form"' in client.post(address, {"headline": "x", "version": 1, "_withdraw": "1"}).text
    assert client.post(WRITE, {"headline": "x"}, headers={"Accept": "application/json"}).status_code == 302
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


def test_pressed_again_after_a_lost_answer_it_is_one_post_with_the_newest_words(client, editor, coverage):
    sent = {"headline": "Ward 5", "text": "Banik leads.", "sent_as": str(uuid4())}
    client.post(WRITE, {**sent, "_draft": "1"}, headers={"Accept": "application/json"})  # its answer never arrives
    first = LivePost.objects.get()
    assert first.published_at is None
    answer = client.post(WRITE, {**sent, "text": "Banik has it."}, headers={"Accept": "application/json"}).json()
    assert (answer["done"], answer["said"]) == (True, "Out. Open pages show it within seconds.")
    post = LivePost.objects.get()
    assert (post.pk, post.body) == (first.pk, "<p>Banik has it.</p>")
    assert post.published_at is not None
    client.post(WRITE, {**sent, "text": "Banik has it."})
    assert LivePost.objects.get().version == post.version


def test_pressed_again_by_somebody_else_who_has_logged_in_meanwhile_it_changes_nothing(client, editor, coverage):
    sent = {"headline": "Ward 5", "sent_as": str(uuid4())}
    client.post(WRITE, sent)
    client.force_login(UserFactory(role="Reporter"))
    page = client.post(WRITE, {**sent, "headline": "Mine"})
    assert "This post is somebody else’s." in page.text
    assert "Mine" in page.text
    assert LivePost.objects.get().headline == "Ward 5"


def test_what_somebody_else_has_changed_is_not_overwritten_by_a_late_press(client, editor, coverage):
    sent = {"headline": "Ward 5", "sent_as": str(uuid4())}
    client.post(WRITE, sent)
    post = LivePost.objects.get()
    client.post(change(post), {"headline": "Ward 5, corrected", "body": "", "version": 1})
    page = client.post(WRITE, {**sent, "text": "More words"})
    assert "somebody has changed it since" in page.text
    assert "More words" in page.text
    assert LivePost.objects.get().headline == "Ward 5, corrected"


def test_a_post_is_written_with_its_photo_and_its_author(client, editor, coverage, media_root):
    photo, ann = photo_with_picture(), ContributorFactory()
    assert client.post(WRITE, {"headline": "Look", "photo": photo.pk, "author": ann.pk}).status_code == 302
    post = LivePost.objects.get()
    assert (post.photo, post.author) == (photo, ann)
    refused = client.post(WRITE, {"headline": "Look", "photo": "9" * 30})
    assert "This is not there any more." in refused.text


def test_in_a_rehearsal_nobody_is_told_that_readers_have_it(client, editor):
    SpecialCoverageFactory(slug="the-count", is_rehearsal=True)
    page = client.post(WRITE, {"headline": "Look"}, follow=True)
    assert "Posted in the rehearsal. Readers see nothing of it." in page.text
    assert "Open pages" not in page.text


def test_who_may_not_write_is_told_so_by_a_script_too(client, coverage):
    client.force_login(UserFactory(role="Photo editor"))
    answer = client.post(WRITE, {"headline": "x"}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json()["done"]) == (403, False)
    assert "Ask an editor." in answer.json()["said"]


def test_somebody_elses_post_is_read_and_has_no_boxes(client):
    post = LivePostFactory(headline="Ward 5", body="<p>Banik has it.</p>", made_by=UserFactory())
    client.force_login(UserFactory(role="Reporter"))
    page = client.get(change(post)).text
    assert "This post is somebody else’s." in page
    assert "Banik has it." in page
    assert 'name="headline"' not in page


def test_withdrawing_loses_nothing_that_was_typed(client, editor):
    post = LivePostFactory(headline="As it was", body="<p>a</p>")
    typed = {"headline": "Half a thou", "body": "<p>a</p>", "version": 1, "_withdraw": "1"}
    page = client.post(change(post), typed)
    post.refresh_from_db()
    assert (post.headline, post.withdrawn_at is not None) == ("As it was", True)
    assert "What you have typed is still in the boxes, and not saved." in page.text
    boxes = filled(page, "post")
    assert boxes["headline"] == "Half a thou"
    saved = client.post(change(post), boxes, follow=True)
    assert "Saved. The post is withdrawn: readers do not see it." in saved.text
    post.refresh_from_db()
    assert post.headline == "Half a thou"


@pytest.mark.parametrize(
    ("made", "button"),
    [
        ({}, "Save: readers get it at once"),
        ({"withdrawn_at": NOW}, "Save: readers do not see it"),
        ({"published_at": None}, "Publish now"),
    ],
)
def test_the_first_button_says_what_will_happen(client, editor, made, button):
    page = client.get(change(LivePostFactory(**made))).text
    (primary,) = lxml_html.fromstring(page).xpath("//form[@id='post']//button[contains(@class, 'desk-primary')]")
    assert primary.text == button


def test_a_draft_is_not_withdrawn(client, editor):
    draft = LivePostFactory(published_at=None)
    page = client.post(change(draft), {"_withdraw": "1"})
    assert "Readers do not have this post, so there is nothing to withdraw." in page.text
    draft.refresh_from_db()
    assert draft.withdrawn_at is None


@pytest.mark.parametrize("version", ["", "0", "x", "-1", "9" * 30])
def test_a_crafted_version_overwrites_nothing(client, editor, version):
    post = LivePostFactory(headline="Theirs")
    page = client.post(change(post), {"headline": "Mine", "body": "<p>b</p>", "version": version})
    assert "Somebody else has changed this post since you opened it." in page.text
    post.refresh_from_db()
    assert post.headline == "Theirs"


def test_a_correction_is_listed_with_the_newsrooms_time(client, editor):
    post = LivePostFactory()
    client.post(change(post), {"headline": "x", "body": "", "version": 1, "correction": "It was ward 6."})
    page = client.get(change(post)).text
    assert "5:00 PM ET</strong>: It was ward 6." in page


def _through_login(client, address, boxes):
    """Send boxes without a log-in, mistype the password, then log in: the page that comes up."""
    user = UserFactory(role="Producer")
    user.set_password("ink")
    user.save()
    client.logout()
    wrong = log_in_again(client, client.post(address, boxes), user, password="no")
    return log_in_again(client, wrong, user)


def test_what_was_typed_when_the_login_ran_out_is_in_the_boxes_again(client, coverage):
    page = _through_login(client, WRITE, {"headline": "Ward 5 “is” <in>", "text": "Typed with care", "is_key": "on"})
    assert "You were logged out meanwhile, and nothing was sent." in page.text
    form = lxml_html.fromstring(page.text).xpath("//form[@data-quick]")[0]
    boxes = dict(form.form_values())
    assert (boxes["headline"], boxes["text"], boxes["is_key"]) == ("Ward 5 “is” <in>", "Typed with care", "on")
    assert not LivePost.objects.exists()
    assert client.post(WRITE, boxes).status_code == 302
    assert LivePost.objects.get().headline == "Ward 5 “is” <in>"
    assert "Typed with care" not in client.get(WRITE).text.split("live-desk-posts")[0]


def test_the_same_on_the_page_of_a_post(client):
    post = LivePostFactory(headline="As it was")
    page = _through_login(client, change(post), {"headline": "Mine", "body": "<p>b</p>", "version": "1", "photo": ""})
    assert filled(page, "post")["headline"] == "Mine"
    post.refresh_from_db()
    assert post.headline == "As it was"
    client.post(change(post), filled(page, "post"))
    post.refresh_from_db()
    assert post.headline == "Mine"


CRAFTED = (
    *("{", "[]", "null", "x" * 300_000, "[" * 5000, '{"path": 1, "boxes": {}}', '{"path": "/", "boxes": [1]}'),
    *('{"path": "/", "boxes": {"a": [1]}}', '{"path": "/", "boxes": {"a": 1}}'),
)


@pytest.mark.parametrize("crafted", CRAFTED)
def test_crafted_boxes_keep_nobody_out(client, crafted):
    user = UserFactory(role="Producer")
    user.set_password("ink")
    user.save()
    entered = client.post("/admin/login/", {"username": user.username, "password": "ink", "typed_page": crafted})
    assert entered.status_code == 302
    assert "typed_page" not in client.session


def test_more_than_boxes_hold_is_not_sent_back_to_whoever_has_no_login(client, coverage):
    answer = client.post(WRITE, {"text": "x" * 1_000_000})
    assert answer.status_code == 302
    assert answer.url.startswith("/admin/login/")


@pytest.mark.parametrize("posts", [1, 30])
@pytest.mark.parametrize(("address", "queries"), [(WRITE, 6), ("/admin/articles/livepost/", 8)])
def test_the_pages_ask_as_often_for_one_post_as_for_thirty(
    client, editor, coverage, django_assert_num_queries, posts, address, queries
):
    for number in range(posts):
        LivePostFactory(coverage=coverage, made_by=UserFactory() if number % 2 else None, author=ContributorFactory())
    client.get(address)
    with django_assert_num_queries(queries):
        page = client.get(address)
    assert page.text.count("/change/") >= posts
