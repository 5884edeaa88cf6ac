"""The page of a photo: its focus, its crops, what it says of itself, where it is used."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from lxml import html as lxml_html
from PIL import Image

from articles.models import Article, Photo, PublishedArticle
from articles.models.photo import sent_files
from articles.photos.putting_away import held_name
from articles.workflow.photo_rights import kill_photo
from tests.admin.conftest import filled, messages, words
from tests.admin.test_photos import change, upload
from tests.factories import NOW, ArticleFactory, PhotoFactory, live_story, photo_with_picture, picture_bytes

pytestmark = pytest.mark.django_db


def save(browser, photo: Photo, **boxes):
    return browser.post(
        change(photo), filled(browser.get(change(photo)), "photo_form", **boxes) | {"_save": ""}, follow=True
    )


def test_the_focus_is_set_in_per_cent_and_stories_that_are_out_follow(log_in):
    photo = photo_with_picture(caption="The pier", credit="Jo Lens", alt_decision="caption")
    story = live_story(lead_photo=photo)
    before = story.lead["picture"]["shares"]
    answer = save(log_in("Photo editor"), photo, focus_across="12.5", focus_down="0")
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (125, 0)
    assert PublishedArticle.objects.get().lead["picture"]["shares"] != before
    assert "The crops around the new focus are in 1 story that readers have." in messages(answer)


def test_saving_without_a_change_leaves_the_focus_and_the_stories(log_in):
    photo = photo_with_picture(caption="The pier", focus_x=333, focus_y=667)
    live_story(lead_photo=photo)
    before = PublishedArticle.objects.values().get()
    answer = save(log_in("Photo editor"), photo)
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (333, 667)
    assert PublishedArticle.objects.values().get() == before
    assert "crops" not in messages(answer)


@pytest.mark.parametrize("typed", ["101", "-1", "left", "nan"])
def test_a_focus_outside_the_picture_is_refused(log_in, typed):
    photo = photo_with_picture()
    answer = save(log_in("Photo editor"), photo, focus_across=typed)
    assert answer.status_code == 200
    photo.refresh_from_db()
    assert photo.focus_x == 500


def test_another_picture_begins_in_its_middle(log_in):
    photo = photo_with_picture(focus_x=0, focus_y=0)
    assert upload(log_in("Photo editor"), picture_bytes(color="teal"), address=change(photo)).status_code == 302
    photo.refresh_from_db()
    assert (photo.focus_x, photo.focus_y) == (500, 500)


def test_the_crops_are_laid_around_the_focus_without_scripts_too(log_in):
    photo = photo_with_picture(focus_x=0, focus_y=500)  # 900 × 600
    page = lxml_html.fromstring(log_in("Photo editor").get(change(photo)).content.decode())
    views = {view.get("data-shape"): view.find("img").get("style") for view in page.find_class("desk-view")}
    assert set(views) == {"16 9", "4 3", "1 1", "3 2", "4 5"}
    assert views["1 1"] == (
        "inline-size: 150.0000%; block-size: 100.0000%; inset-inline-start: 0.0000%; inset-block-start: 0.0000%"
    )
    assert views["3 2"].startswith("inline-size: 100.0000%; block-size: 100.0000%")


def test_where_it_is_used_is_told_live_and_on_the_desk(log_in):
    photo = photo_with_picture(caption="The pier", credit="Jo Lens", alt_decision="caption")
    live_story(headline="Out already", lead_photo=photo)
    ArticleFactory(headline="Still a draft", lead_photo=photo)
    told = words(log_in("Photo editor").get(change(photo)))
    assert "Used in 2 stories" in told
    assert "Out already Live · on top" in told
    assert "Still a draft On the desk only" in told
    assert "No story yet." in words(log_in("Photo editor").get(change(photo_with_picture(color="red"))))


def test_a_description_that_repeats_the_caption_is_pointed_out(log_in):
    photo = photo_with_picture(caption="The pier at dawn")
    answer = save(log_in("Photo editor"), photo, alt_text="The pier at dawn", alt_decision="text")
    assert "The description repeats the caption, so it is not read out." in messages(answer)


def test_photographer_date_and_keywords_are_kept(log_in):
    photo = PhotoFactory(caption="The pier")
    boxes = {"photographer": "Jo Lens", "keywords": "pier, dawn", "taken_at_0": "2026-11-02", "taken_at_1": "06:00"}
    save(log_in("Photo editor"), photo, **boxes)
    photo.refresh_from_db()
    assert (photo.photographer, photo.keywords) == ("Jo Lens", "pier, dawn")
    assert photo.taken_at.isoformat() == "2026-11-02T11:00:00+00:00"


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01"])
def test_a_day_that_no_photo_was_taken_on_is_refused(log_in, day):
    photo = photo_with_picture()
    answer = save(log_in("Photo editor"), photo, taken_at_0=day, taken_at_1="23:59:59")
    assert "Check the year" in words(answer)


def test_the_page_costs_the_same_however_often_the_photo_is_used(log_in):
    browser = log_in("Photo editor")
    photo = photo_with_picture(caption="The pier", credit="Jo Lens", alt_decision="caption")
    live_story(lead_photo=photo)
    ArticleFactory(lead_photo=photo)
    browser.get(change(photo))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(change(photo)).status_code == 200
        return len(queries)

    one = cost()
    for _ in range(29):
        live_story(lead_photo=photo)
    ArticleFactory.create_batch(29, lead_photo=photo)
    assert Article.objects.count() == 60
    assert cost() == one


def test_the_desk_still_sees_what_readers_may_not(log_in, client, django_capture_on_commit_callbacks):
    photo = photo_with_picture(caption="The pier")
    with django_capture_on_commit_callbacks(execute=True):
        kill_photo(photo.pk, reason="Withdrawn.", by=None, now=NOW)
    browser = log_in("Photo editor")
    page = lxml_html.fromstring(browser.get(change(photo)).content.decode())
    address = page.find_class("desk-focus-stage")[0].find("img").get("src")
    seen = browser.get(address)
    assert (seen.status_code, seen["Content-Type"]) == (200, "image/jpeg")
    assert "private" in seen["Cache-Control"]
    assert Image.open(io.BytesIO(seen.content)).size == (900, 600)
    assert client.get(address).status_code == 302  # to the log-in


def test_a_photo_whose_files_were_put_away_is_still_written_about(log_in, django_capture_on_commit_callbacks):
    photo = photo_with_picture()
    with django_capture_on_commit_callbacks(execute=True):
        kill_photo(photo.pk, reason="Wrong place.", by=None, now=NOW)
    assert not photo.image.storage.exists(photo.image.name)
    answer = save(log_in("Photo editor"), photo, caption="The other pier", rights_holder="Lens Agency")
    assert answer.status_code == 200
    stored = Photo.objects.get()
    assert (stored.caption, stored.rights_holder) == ("The other pier", "Lens Agency")
    assert (stored.width, stored.height) == (photo.width, photo.height)


def test_another_picture_for_a_photo_that_was_taken_back_is_put_away_too(
    log_in, media_root, django_capture_on_commit_callbacks
):
    photo = photo_with_picture()
    with django_capture_on_commit_callbacks(execute=True):
        kill_photo(photo.pk, reason="Wrong place.", by=None, now=NOW)
    with django_capture_on_commit_callbacks(execute=True):
        upload(log_in("Photo editor"), picture_bytes(color="teal"), address=change(photo), anyway="1")
    stored = Photo.objects.get()
    assert stored.fingerprint != photo.fingerprint
    assert sent_files().exists(held_name(stored.image.name))
    kept = [path for kind in ("originals", "renditions") for path in (media_root / kind).rglob("*.jpg")]
    assert kept == []


def test_a_picture_that_is_lost_is_not_seen_and_no_fault(log_in):
    photo = photo_with_picture(color="olive", do_not_publish=True)
    photo.image.storage.delete(photo.image.name)
    sent_files().delete(held_name(photo.image.name))
    browser = log_in("Photo editor")
    assert browser.get(reverse("admin:articles_photo_see", args=[photo.pk])).status_code == 404
    assert browser.get(reverse("admin:articles_photo_see", args=[PhotoFactory().pk])).status_code == 404
    assert browser.get(change(photo)).status_code == 200


def test_what_the_file_says_fills_the_empty_boxes_and_is_told(log_in):
    image, buffer = Image.new("RGB", (900, 600), "maroon"), io.BytesIO()
    exif = image.getexif()
    exif[0x010E] = "The pier at dawn"  # ImageDescription
    image.save(buffer, "JPEG", exif=exif)
    photo = PhotoFactory(caption="", credit="Jo Lens")
    browser = log_in("Photo editor")
    sent = filled(browser.get(change(photo)), "photo_form")
    answer = browser.post(
        change(photo), sent | {"image": SimpleUploadedFile("pier.jpg", buffer.getvalue()), "_save": ""}, follow=True
    )
    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("The pier at dawn", "Jo Lens")
    assert "From the file: caption." in messages(answer)
