"""Sections, topics, names, banners, people: their pages open for whom they should, and say no in words."""

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from articles.models import AuditLine, SpecialCoverage
from tests.admin.conftest import filled, words
from tests.factories import ArticleFactory, SpecialCoverageFactory, live_story

MODELS = (
    "article photo section topic contributor specialcoverage page redirect correction auditline publishedarticle"
).split()


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_add_form_opens(log_in, model):
    live_story()
    browser = log_in(superuser=True)
    assert browser.get(reverse(f"admin:articles_{model}_changelist")).status_code == 200
    written_by_hand = model not in ("correction", "auditline", "publishedarticle")
    assert browser.get(reverse(f"admin:articles_{model}_add")).status_code == (200 if written_by_hand else 403)


@pytest.mark.parametrize("model", ["user", "group"])
def test_people_pages_open(log_in, model):
    browser = log_in(superuser=True)
    for page in ("changelist", "add"):
        assert browser.get(reverse(f"admin:auth_{model}_{page}")).status_code == 200
    pk = User.objects.get().pk if model == "user" else 1
    assert browser.get(reverse(f"admin:auth_{model}_change", args=[pk])).status_code in (200, 302)


def test_desk_asks_who_you_are(client, db):
    answer = client.get(reverse("admin:articles_article_changelist"))
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("admin:login"))
    assert "The Meridian" in words(client.get(reverse("admin:login")))


def test_log_is_read_only_even_for_the_boss(log_in):
    live_story()
    line = AuditLine.objects.first()
    browser = log_in(superuser=True)
    for page in ("change", "delete"):
        browser.post(reverse(f"admin:articles_auditline_{page}", args=[line.pk]), {"post": "yes", "detail": "x"})
    assert AuditLine.objects.get(pk=line.pk).detail == line.detail


def test_banner_may_point_at_a_published_story_only(log_in):
    browser = log_in("Producer")
    live_story(headline="Count goes on")
    ArticleFactory(headline="Count draft")
    asked = {"app_label": "articles", "model_name": "specialcoverage", "field_name": "target", "term": "count"}
    found = browser.get(reverse("admin:autocomplete"), asked).json()["results"]
    assert [one["text"] for one in found] == ["Count goes on"]


def test_banner_address_must_be_a_web_address(log_in):
    browser = log_in("Producer")
    coverage = SpecialCoverageFactory()
    address = reverse("admin:articles_specialcoverage_change", args=[coverage.pk])
    data = filled(browser.get(address), "specialcoverage_form", url="javascript:alert(1)", _save="")
    assert browser.post(address, data).status_code == 200
    assert SpecialCoverage.objects.get().url == ""


def test_reserved_section_address_is_refused_in_words(log_in):
    browser = log_in(superuser=True)
    address = reverse("admin:articles_section_add")
    data = filled(browser.get(address), "section_form", name="Admin", slug="admin", _save="")
    assert "is used by the site itself" in words(browser.post(address, data))


def test_front_page_of_the_desk_shows_what_waits(log_in):
    ArticleFactory(headline="Please read this", stage="review")
    text = words(log_in("Editor").get(reverse("admin:index")))
    assert "Needs review" in text
    assert "Please read this" in text
