"""Requests no form of ours would send: choices that are no numbers, years without end, two people at one instant."""

import pytest
from django.db import IntegrityError
from django.db.models.signals import pre_save
from django.urls import reverse

from articles.models import Article, Photo, SpecialCoverage, Topic
from articles.photos import PictureRefused
from tests.admin.conftest import filled, row, words
from tests.admin.test_photos import upload
from tests.factories import ArticleFactory, picture_bytes

ADD = reverse("admin:articles_article_add")
LIST = reverse("admin:articles_article_changelist")
NO_NUMBERS = ["<script>", "1,2", "-1", "²"]


@pytest.mark.parametrize("choice", NO_NUMBERS)
@pytest.mark.parametrize("box", ["section", "topics", "lead_photo"])
def test_a_choice_that_is_no_number_is_refused_by_the_form(editor, box, choice):
    response = editor.post(ADD, filled(editor.get(ADD), headline="A tale", **{box: choice}))
    assert response.status_code == 200
    assert not Article.objects.exists()


def test_a_related_story_that_is_no_number_is_refused_by_the_form(editor):
    rows = row(0, target="<script>") | {"related_links-TOTAL_FORMS": "1"}
    assert editor.post(ADD, filled(editor.get(ADD), headline="A tale") | rows).status_code == 200


@pytest.mark.parametrize("choice", [*NO_NUMBERS, "9" * 30, ""])
@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected", "send_to_review", "mark_ready"])
def test_an_action_on_what_is_no_number_is_refused(editor, action, choice):
    ArticleFactory()
    assert editor.post(LIST, {"action": action, "_selected_action": choice}).status_code == 400


@pytest.mark.parametrize("year", ["0001-01-01", "9999-12-31"])
@pytest.mark.parametrize("box", ["publish_at", "embargo_until", "expires_at"])
def test_a_year_with_a_slip_in_it_is_said(editor, box, year):
    times = {f"{box}_0": year, f"{box}_1": "23:59:59"}
    response = editor.post(ADD, filled(editor.get(ADD), headline="A tale", **times))
    assert "Check the year" in words(response)


def test_a_banner_in_the_year_9999_is_said(log_in):
    browser = log_in("Producer")
    address = reverse("admin:articles_specialcoverage_add")
    times = {"data_updated_at_0": "9999-12-31", "data_updated_at_1": "23:59:59"}
    response = browser.post(address, filled(browser.get(address), "specialcoverage_form", title="A", slug="a", **times))
    assert "Check the year" in words(response)
    assert not SpecialCoverage.objects.exists()


@pytest.mark.parametrize(
    "body", ["&#xFFFE; loose", "\ufffe loose", "&#1;tale", '<a href="java&#1;script:alert(1)">x</a>']
)
def test_characters_that_are_none_do_not_stop_a_story(editor, body):
    sent = filled(editor.get(ADD), headline="A tale", body=body) | {"_publish": ""}
    assert editor.post(ADD, sent).status_code == 302
    stored = Article.objects.get().body
    assert not set(stored) & {"\ufffe", "\x01"}
    assert "javascript:" not in stored


def test_the_second_of_two_who_save_the_same_topic_is_told_so(log_in):
    browser = log_in("Editor")
    address = reverse("admin:articles_topic_add")
    tries = []

    def met(**kwargs: object) -> None:
        tries.append(kwargs)
        if len(tries) == 1:  # the form found nothing, and then somebody was faster
            raise IntegrityError

    pre_save.connect(met, sender=Topic)
    try:
        response = browser.post(address, filled(browser.get(address), "topic_form", name="Harbor", slug="harbor"))
    finally:
        pre_save.disconnect(met, sender=Topic)
    assert response.status_code == 302
    assert len(tries) == 2


def test_the_second_of_two_who_upload_the_same_picture_is_checked_again(log_in, monkeypatch):
    from articles.admin import photo

    store, tries = photo.store_picture, []

    def met(*args: object, **kwargs: object) -> Photo:
        tries.append(args)
        if len(tries) == 1:
            raise PictureRefused("This picture is in the library already.")
        return store(*args, **kwargs)

    monkeypatch.setattr(photo, "store_picture", met)
    sent = upload(log_in("Photo editor"), picture_bytes(), caption="Dawn", credit="Jo", alt_decision="caption")
    assert sent.status_code == 302
    assert Photo.objects.get().width == 900
