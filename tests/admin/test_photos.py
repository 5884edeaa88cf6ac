"""The photo library: what goes in is a picture, and what is stored is our own copy of it."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Photo, PublishedArticle
from tests.admin.conftest import filled, words
from tests.factories import ArticleFactory, PhotoFactory, live_story, photo_with_picture, picture_bytes

ADD = reverse("admin:articles_photo_add")
LIST = reverse("admin:articles_photo_changelist")


def change(photo: Photo) -> str:
    return reverse("admin:articles_photo_change", args=[photo.pk])


def upload(browser, data: bytes, *, name: str = "harbor.jpg", address: str = ADD, **boxes):
    sent = filled(browser.get(address), "photo_form", **boxes)
    return browser.post(address, sent | {"image": SimpleUploadedFile(name, data), "_save": ""})


def test_upload_is_stored_as_our_own_copy(log_in):
    browser = log_in("Photo editor")
    sent = picture_bytes() + b"<script>alert(1)</script>"
    assert upload(browser, sent, caption="Dawn", credit="Jo Lens", alt_decision="caption").status_code == 302
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.caption) == (900, 600, "Dawn")
    assert photo.fingerprint
    assert photo.renditions
    assert photo.uploaded_by is not None
    assert photo.original_name == "harbor.jpg"
    with photo.image.open() as stored:
        assert b"<script>" not in stored.read()
    assert "harbor" not in photo.image.name


def test_what_is_no_picture_is_refused(log_in):
    refused = upload(log_in("Reporter"), b"<html><script>alert(1)</script></html>", name="evil.jpg")
    assert "This is not a picture we can read." in words(refused)
    assert not Photo.objects.exists()


def test_drawing_with_script_is_refused(log_in):
    refused = upload(log_in("Reporter"), b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", name="a.svg")
    assert "This is an SVG drawing, which" in words(refused)


def test_same_picture_again_leads_to_the_one_that_is_here(log_in):
    browser = log_in("Photo editor")
    first = photo_with_picture(caption="First of its kind")
    refused = upload(browser, picture_bytes(color="navy"), caption="Again")
    assert "This picture is in the library already: First of its kind" in words(refused)
    assert f'href="{change(first)}"' in refused.content.decode()
    assert Photo.objects.count() == 1


def test_words_of_a_photo_are_edited_without_touching_its_picture(log_in):
    browser = log_in("Photo editor")
    photo = photo_with_picture(caption="Old")
    data = filled(browser.get(change(photo)), "photo_form", caption="New", _save="")
    assert browser.post(change(photo), data).status_code == 302
    after = Photo.objects.get()
    assert (after.caption, after.image.name, after.fingerprint) == ("New", photo.image.name, photo.fingerprint)


def test_missing_picture_is_shown_and_can_be_attached(log_in):
    browser = log_in("Photo editor")
    photo = PhotoFactory(caption="Words only")
    assert "Picture missing" in words(browser.get(LIST, {"needs": "picture"}))
    assert upload(browser, picture_bytes(), address=change(photo)).status_code == 302
    photo.refresh_from_db()
    assert photo.has_picture
    assert not browser.get(LIST, {"needs": "picture"}).context["cl"].result_list


def test_description_is_wanted_when_it_is_to_be_read_out(log_in):
    browser = log_in("Photo editor")
    refused = upload(browser, picture_bytes(), alt_decision="text", alt_text="")
    assert "Write the description that is to be read out" in words(refused)


def test_a_written_description_counts_as_the_decision(log_in):
    upload(log_in("Photo editor"), picture_bytes(), alt_text="Cranes in fog")
    assert Photo.objects.get().alt_decision == Photo.Alt.TEXT


def test_photo_says_where_it_is_used_and_stays_while_it_is(log_in):
    boss = log_in(superuser=True)
    photo = photo_with_picture()
    ArticleFactory(headline="Leads with it", lead_photo=photo)
    ArticleFactory(headline="Prints it").photos.create(photo=photo)
    page = words(boss.get(change(photo)))
    assert "Leads with it" in page
    assert "Prints it" in page
    address = reverse("admin:articles_photo_delete", args=[photo.pk])
    assert "so it stays in the library" in words(boss.post(address, {"post": "yes"}, follow=True))
    assert Photo.objects.filter(pk=photo.pk).exists()
    assert boss.get(change(PhotoFactory())).status_code == 200


def test_a_mended_credit_names_the_live_stories_that_wait_for_an_update(log_in):
    photo = photo_with_picture(credit="Wrong Name")
    story = live_story(headline="Story with the photo", lead_photo=photo)
    browser = log_in("Photo editor")
    data = filled(browser.get(change(photo)), "photo_form", credit="Right Name", _save="")
    told = words(browser.post(change(photo), data, follow=True))
    assert "Readers still see this photo as it was. Publish an update of: Story with the photo" in told
    assert PublishedArticle.objects.get(pk=story.pk).lead["credit"] == "Wrong Name"
