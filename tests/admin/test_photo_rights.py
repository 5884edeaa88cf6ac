"""Taking photos from readers at the desk: who may, what is asked, what is told, and what crafted requests do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.models import Article, AuditLine, Photo, PublishedArticle, PublishedPhoto
from articles.workflow.photo_rights import kill_photo
from tests.admin.conftest import filled, messages, words
from tests.factories import NOW, ContributorFactory, PhotoFactory, live_story, photo_with_picture

HOUR = timedelta(hours=1)
FRONT = reverse("admin:index")
LIST = reverse("admin:articles_photo_changelist")
MAY = {"Photo editor": True, "Editor": True, "Reporter": False, "Producer": False, "": False}


def address(photo, page="change"):
    return reverse(f"admin:articles_photo_{page}", args=[photo.pk])


def is_shown(story):
    return bool(PublishedArticle.objects.get(pk=story.pk).lead)


@pytest.fixture
def photo(db):
    return photo_with_picture(caption="A pier.")


@pytest.mark.parametrize(("role", "may"), MAY.items())
def test_who_may_take_a_photo_back_and_bring_it_back(log_in, photo, role, may):
    story, browser = live_story(lead_photo=photo), log_in(role)
    form = browser.get(address(photo))
    assert ("Take back from readers…" in form.content.decode()) == may
    assert browser.get(address(photo, "kill")).status_code == (200 if may else 403)
    answer = browser.post(address(photo, "kill"), {"reason": "Not ours."})
    assert answer.status_code == (302 if may else 403)
    assert is_shown(story) != may
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    assert browser.get(address(photo, "bring_back")).status_code == (200 if may else 403)
    assert browser.post(address(photo, "bring_back")).status_code == (302 if may else 403)
    assert is_shown(story) == may


@pytest.mark.parametrize("page", ["kill", "bring_back"])
def test_nobody_who_is_not_logged_in_gets_there(client, photo, page):
    live_story(lead_photo=photo)
    assert client.get(address(photo, page)).status_code == 302
    assert client.post(address(photo, page), {"reason": "Not ours."}).status_code == 302
    assert Photo.objects.get().killed_at is None


def test_it_is_asked_once_with_what_readers_will_see(log_in, photo):
    browser = log_in("Photo editor")
    story = live_story(lead_photo=photo, headline="A new pier opens")
    ContributorFactory(photo=photo)
    asked = browser.get(address(photo, "kill"))
    said = words(asked)
    assert "Readers lose the picture at once, with its caption and credit" in said
    assert "Readers have it in this story: A new pier opens" in said
    assert "It is the portrait of 1 contributor." in said
    refused = browser.post(address(photo, "kill"), {"reason": " "})
    assert "Write why." in words(refused)
    assert is_shown(story)
    told = browser.post(address(photo, "kill"), {"reason": "The agency asks."}, follow=True)
    assert "Taken back. No reader gets this photo any more. It is gone from one story" in messages(told)
    assert "Taken back 5:00 PM" in words(told)
    assert "The agency asks." in words(told)
    front = browser.get(FRONT)
    assert "Readers do not see the photo “A pier.”" in words(front)
    assert "A new pier opens" in words(front)


def test_a_reason_of_ten_thousand_characters_is_asked_for_again_and_not_lost(log_in, photo):
    browser, reason = log_in("Photo editor"), "Not ours. " * 1000
    answer = browser.post(address(photo, "kill"), {"reason": reason})
    assert answer.status_code == 200
    assert "at most 300 characters" in words(answer)
    assert reason.strip() in answer.content.decode()
    assert Photo.objects.get().killed_at is None


def test_markup_in_a_reason_is_only_words(log_in, photo):
    browser = log_in("Photo editor")
    live_story(lead_photo=photo)
    told = browser.post(address(photo, "kill"), {"reason": "<script>alert(1)</script>\x00"}, follow=True)
    for page in (told, browser.get(LIST), browser.get(FRONT), browser.get(address(photo, "bring_back"))):
        assert b"<script>alert(1)" not in page.content


def test_taking_it_back_twice_says_so(log_in, photo):
    browser = log_in("Editor")
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    told = browser.post(address(photo, "kill"), {"reason": "Another one."}, follow=True)
    assert "Somebody had taken this photo back already." in messages(told)
    assert "Not ours." in words(told)


def test_bringing_back_tells_where_it_stands_again(log_in, photo):
    browser = log_in("Photo editor")
    live_story(lead_photo=photo)
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    assert "Readers would have it in this story:" in words(browser.get(address(photo, "bring_back")))
    told = browser.post(address(photo, "bring_back"), follow=True)
    assert "Brought back. It stands in one story again." in messages(told)
    told = browser.post(address(photo, "bring_back"), follow=True)
    assert "Nobody has taken this photo back" in messages(told)


def test_a_photo_that_is_not_there(log_in, db):
    browser = log_in("Photo editor")
    for page in ("kill", "bring-back"):
        assert browser.post(f"{LIST}4711/{page}/", {"reason": "Not ours."}).status_code == 404


def test_the_boxes_of_the_rights_reach_live_stories(log_in, photo):
    browser = log_in("Photo editor")
    story = live_story(lead_photo=photo)
    boxes = filled(browser.get(address(photo)), "photo_form")
    told = browser.post(address(photo), boxes | {"do_not_publish": "on", "_continue": ""}, follow=True)
    assert "Readers do not see this photo any more. It was in one story." in messages(told)
    assert "⊘Do not publish" in words(told).replace("⊘ ", "⊘")
    assert AuditLine.objects.filter(article=story.pk, verb=AuditLine.Verb.PHOTO_RIGHTS).count() == 1
    boxes = filled(browser.get(address(photo)), "photo_form")
    boxes.pop("do_not_publish")
    ends = {"rights_end_at_0": "2026-11-04", "rights_end_at_1": "6:00 AM", "rights_holder": "Jo Lens"}
    told = browser.post(address(photo), boxes | ends | {"_continue": ""}, follow=True)
    assert "Readers see this photo in one story" in messages(told)
    assert Photo.objects.get().rights_holder == "Jo Lens"
    assert PublishedArticle.objects.get().teaser_until == Photo.objects.get().rights_end_at


def test_a_reporter_changes_the_rights_of_a_photo_only_while_no_reader_has_it(log_in, photo):
    browser = log_in("Reporter")
    boxes = filled(browser.get(address(photo)), "photo_form") | {
        "rights_terms": "Europe only",
        "caption": "A new pier.",
    }
    browser.post(address(photo), boxes | {"_continue": ""})
    assert Photo.objects.get().rights_terms == "Europe only"
    live_story(lead_photo=photo)
    told = browser.post(
        address(photo), boxes | {"rights_terms": "", "caption": "Two piers.", "_continue": ""}, follow=True
    )
    assert "The rights were left as they were. You may not decide whether readers have this photo." in messages(told)
    assert (Photo.objects.get().rights_terms, Photo.objects.get().caption) == ("Europe only", "Two piers.")


def test_an_old_form_does_not_undo_what_was_taken_back_meanwhile(log_in, photo):
    browser = log_in("Photo editor")
    story = live_story(lead_photo=photo)
    boxes = filled(browser.get(address(photo)), "photo_form")
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    browser.post(address(photo), boxes | {"caption": "Another pier.", "_continue": ""})
    assert Photo.objects.get().killed_at == NOW
    assert not is_shown(story)


def test_made_up_boxes_kill_nothing_and_bring_nothing_back(log_in, photo):
    browser = log_in("Reporter")
    live_story(lead_photo=photo)
    boxes = filled(browser.get(address(photo)), "photo_form")
    made_up = {
        "killed_at": "2026-11-03",
        "killed_at_0": "2026-11-03",
        "killed_reason": "x",
        "killed_by": "1",
        "_kill": "",
    }
    browser.post(address(photo), boxes | made_up)
    assert Photo.objects.get().killed_at is None
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    browser.post(address(photo), boxes | {"killed_at": "", "killed_reason": "", "_bring_back": ""})
    assert Photo.objects.get().killed_at == NOW


def test_a_photo_that_somebody_uses_is_not_deleted_and_that_is_said(log_in, photo):
    browser = log_in("Photo editor")
    story = live_story(lead_photo=photo)
    Article.objects.filter(pk=story.pk).update(lead_photo=None)  # readers still have it
    told = browser.post(address(photo, "delete"), {"post": "yes"}, follow=True)
    assert "This photo stands in one story, so it stays in the library." in messages(told)
    portrait = PhotoFactory()
    ContributorFactory(photo=portrait)
    told = browser.post(address(portrait, "delete"), {"post": "yes"}, follow=True)
    assert "This photo stands on the page of a contributor, so it stays" in messages(told)
    PublishedPhoto.objects.all().delete()
    browser.post(address(photo, "delete"), {"post": "yes"})
    assert set(Photo.objects.all()) == {portrait}


def test_the_library_says_in_words_and_shapes_who_may_not_be_shown(log_in, photo):
    PhotoFactory(rights_end_at=NOW - HOUR)
    PhotoFactory(do_not_publish=True)
    PhotoFactory(rights_end_at=NOW + HOUR)
    kill_photo(photo.pk, reason="Not ours.", by=None, now=NOW)
    said = words(log_in("Photo editor").get(LIST))
    for word in ("Taken back", "Do not publish", "Rights ended", "Until 6:00 PM"):
        assert word in said
