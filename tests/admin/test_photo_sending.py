"""Sending photos into the library: the answers that the script gets, and the page without scripts."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from articles.models import Photo
from tests.admin.conftest import words
from tests.factories import UserFactory, photo_with_picture, picture_bytes

SEND = reverse("admin:articles_photo_send")
LIST = reverse("admin:articles_photo_changelist")


def sent(data: bytes, name: str = "pier.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def send(browser, data: bytes, name: str = "pier.jpg", **boxes):
    return browser.post(SEND, {"file": sent(data, name), **boxes}, headers={"Accept": "application/json"})


@pytest.mark.parametrize("role", ["Reporter", "Editor", "Photo editor"])
def test_a_new_picture_is_taken_in_and_told(log_in, role):
    answer = send(log_in(role), picture_bytes()).json()
    photo = Photo.objects.get()
    assert (answer["verdict"], answer["photo"]["id"], answer["similar"]) == ("new", photo.pk, [])
    assert answer["said"] == "Still needs a credit and a description."
    assert answer["photo"]["picture"].endswith((".webp", ".jpg"))
    assert photo.uploaded_by is not None
    assert photo.original_name == "pier.jpg"


def test_the_very_same_picture_offers_the_one_that_is_here(log_in):
    here = photo_with_picture(caption="The pier", credit="Jo Lens")
    answer = send(log_in("Reporter"), picture_bytes(color="navy")).json()
    assert (answer["verdict"], answer["photo"]["id"]) == ("twin", here.pk)
    assert (answer["photo"]["caption"], answer["photo"]["credit"]) == ("The pier", "Jo Lens")
    assert Photo.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b"<html><script>alert(1)</script>", "This is not a picture we can read."),
        (picture_bytes()[:600], "damaged or cut off"),
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_a_sentence(log_in, data, said):
    answer = send(log_in("Reporter"), data)
    assert answer.status_code == 200
    assert answer.json()["verdict"] == "refused"
    assert said in answer.json()["said"]
    assert not Photo.objects.exists()


def test_a_file_that_is_too_large_is_not_even_read(log_in, settings):
    settings.PHOTO_MAX_BYTES = 1024 * 1024
    answer = send(log_in("Reporter"), b"x" * (1024 * 1024 + 1)).json()
    assert "larger than 1 MB" in answer["said"]


def test_a_crafted_request_is_answered_in_words(log_in):
    browser, json = log_in("Reporter"), {"Accept": "application/json"}
    assert browser.get(SEND, headers=json).status_code == 405
    for crafted in ({}, {"file": "no file"}, {"file": [sent(picture_bytes()), sent(picture_bytes(color="red"))]}):
        answer = browser.post(SEND, crafted, headers=json)
        assert (answer.status_code, answer.json()) == (400, {"error": "No file came along. Send it again."})
    assert not Photo.objects.exists()


def test_who_may_not_add_photos_adds_none(log_in):
    producer = log_in("Producer")
    answer = send(producer, picture_bytes())
    assert answer.status_code == 403
    assert "Ask a photo editor" in answer.json()["error"]
    assert producer.get(SEND).status_code == 403
    assert "desk-drop" not in producer.get(LIST).content.decode()
    assert not Photo.objects.exists()


def test_another_site_cannot_send_in_somebodys_name(db):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(UserFactory(role="Editor"))
    assert send(browser, picture_bytes()).status_code == 403
    assert send(Client(), picture_bytes()).status_code == 302  # to the log-in
    assert not Photo.objects.exists()


def test_without_scripts_a_page_takes_many_files_and_tells_of_each(log_in):
    here = photo_with_picture(caption="The pier")
    files = {"new.jpg": picture_bytes(color="red"), "again.jpg": picture_bytes(color="navy"), "no.jpg": b"x"}
    page = log_in("Photo editor").post(SEND, {"file": [sent(data, name) for name, data in files.items()]})
    told = words(page)
    assert "new.jpg In the library." in told
    assert "again.jpg This very picture is in the library already. The pier" in told
    assert "no.jpg Not taken in. This is not a picture we can read." in told
    assert reverse("admin:articles_photo_change", args=[here.pk]) in page.content.decode()
    assert Photo.objects.count() == 2
    assert "No file came along." in words(log_in("Photo editor").post(SEND, {}))


def test_more_files_than_one_request_takes_are_told(log_in, monkeypatch):
    monkeypatch.setattr("articles.admin.photo_sending.MOST_AT_ONCE", 1)
    files = [sent(picture_bytes(color=color), f"{color}.jpg") for color in ("red", "blue", "green")]
    told = words(log_in("Photo editor").post(SEND, {"file": files}))
    assert "At most 1 files are taken at once. The last 2 were left out" in told
    assert Photo.objects.count() == 1
