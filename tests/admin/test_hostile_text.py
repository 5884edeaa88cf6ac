"""Script in every box of the desk comes out as text, on every page of the desk."""

import re

import pytest
from django.urls import reverse
from lxml import html as lxml_html

from articles.models import (
    Article,
    ArticlePhoto,
    Byline,
    Contributor,
    Photo,
    RelatedLink,
    Section,
    SpecialCoverage,
    Topic,
)
from articles.workflow import note_save, publish_article, withdraw_article
from tests.admin.conftest import filled, messages
from tests.factories import NOW

EVIL = """<script>alert(1)</script>"><img src=x onerror=alert(1)>' style="x" {{ 7|add:7 }}"""
EVIL_BODY = (
    '<p style="color:red" onclick="alert(1)">Words<script>alert(1)</script> '
    '<a href="javascript:alert(1)">link</a> <img src=x onerror=alert(1)></p>'
)


def assert_inert(content: bytes) -> None:
    """No element or attribute of ours was made by the hostile text."""
    root = lxml_html.fromstring(content.decode())
    runs = root.xpath("//script[not(@type='application/json')]")  # data is not run; its < and > are escaped
    assert not [one for one in runs if "alert(1)" in (one.text or "")]
    assert not root.xpath("//*[@onerror or @onclick]")
    assert not root.xpath("//img[@src='x']")
    assert not [href for href in root.xpath("//@href | //@src") if href.strip().lower().startswith("javascript:alert")]
    assert not re.search(rb"<script>alert\(1\)", content)


@pytest.fixture
def hostile(db) -> Article:
    """A newsroom in which everything that can be named is named badly."""
    section = Section.objects.create(name=EVIL[:60], slug="evil", description=EVIL)
    topic = Topic.objects.create(name=EVIL[:80], slug="evil", description=EVIL)
    writer = Contributor.objects.create(name=EVIL, slug="evil", role=EVIL, bio=EVIL)
    photo = Photo.objects.create(caption=EVIL, credit=EVIL, alt_decision="text", alt_text=EVIL)
    story = Article.objects.create(
        headline=EVIL, slug="evil", kicker=EVIL[:80], dek=EVIL, dateline=EVIL[:120], section=section, body=EVIL_BODY,
        lead_photo=photo, lead_caption=EVIL, seo_title=EVIL[:120], seo_description=EVIL,
    )  # fmt: skip
    other = Article.objects.create(headline=EVIL, slug="other", section=section, body="<p>Text.</p>")
    story.topics.add(topic)
    Byline.objects.create(article=story, contributor=writer)
    ArticlePhoto.objects.create(article=story, photo=photo, caption=EVIL)
    RelatedLink.objects.create(article=story, target=other, title=EVIL)
    RelatedLink.objects.create(article=story, url="https://example.org/?a=<script>alert(1)</script>", title=EVIL)
    for one in (story, other):
        note_save(one.pk, by=None, now=NOW)
        publish_article(one.pk, by=None, now=NOW)
    withdraw_article(other.pk, by=None, now=NOW, reason=EVIL)
    SpecialCoverage.objects.create(title=EVIL[:120], slug="evil", label=EVIL[:60], target_id=story.pk)
    return story


PAGES = [
    "admin:index",
    *(
        f"admin:articles_{model}_changelist"
        for model in "article photo section topic contributor specialcoverage auditline publishedarticle".split()
    ),
]


@pytest.mark.parametrize("page", PAGES)
def test_lists_are_inert(log_in, hostile, page):
    answer = log_in(superuser=True).get(reverse(page))
    assert answer.status_code == 200
    assert b"alert(1)" in answer.content
    assert_inert(answer.content)


def test_forms_are_inert(log_in, hostile):
    browser = log_in(superuser=True)
    objects = [
        hostile,
        Photo.objects.first(),
        Section.objects.first(),
        Topic.objects.first(),
        Contributor.objects.first(),
    ]
    for one in [*objects, SpecialCoverage.objects.first()]:
        answer = browser.get(reverse(f"admin:articles_{one._meta.model_name}_change", args=[one.pk]))
        assert answer.status_code == 200
        assert b"alert(1)" in answer.content
        assert_inert(answer.content)


def test_read_only_form_is_inert(log_in, hostile):
    answer = log_in("Reporter").get(reverse("admin:articles_article_change", args=[hostile.pk]))
    assert b"You can read this story" in answer.content
    assert_inert(answer.content)


@pytest.mark.parametrize("page", ["withdraw", "delete"])
def test_other_pages_of_a_story_are_inert(log_in, hostile, page):
    browser = log_in(superuser=True)
    pk = Article.objects.create(headline=EVIL).pk if page == "delete" else hostile.pk
    answer = browser.get(reverse(f"admin:articles_article_{page}", args=[pk]))
    assert answer.status_code == 200
    assert_inert(answer.content)


def test_messages_are_inert(log_in, hostile):
    browser = log_in(superuser=True)
    address = reverse("admin:articles_article_change", args=[hostile.pk])
    for button in ("_save", "_publish"):
        data = filled(browser.get(address), dek=EVIL + button, **{button: ""})
        answer = browser.post(address, data, follow=True)
        assert "alert(1)" in messages(answer)
        assert_inert(answer.content)
    listed = reverse("admin:articles_article_changelist")
    bad = Article.objects.create(headline=EVIL, slug="bad")
    answer = browser.post(listed, {"action": "publish_selected", "_selected_action": [bad.pk]}, follow=True)
    assert "Not published" in messages(answer)
    assert_inert(answer.content)


def test_refused_form_is_inert(log_in, hostile):
    browser = log_in(superuser=True)
    address = reverse("admin:articles_article_change", args=[hostile.pk])
    data = filled(browser.get(address), slug=EVIL, canonical_url="javascript:alert(1)", body=EVIL_BODY, _save="")
    answer = browser.post(address, data | {"related_links-0-url": EVIL})
    assert answer.status_code == 200
    assert_inert(answer.content)


def test_autocomplete_answers_are_data_not_html(log_in, hostile):
    asked = {"app_label": "articles", "model_name": "relatedlink", "field_name": "target", "term": "script"}
    answer = log_in("Editor").get(reverse("admin:autocomplete"), asked)
    assert answer.headers["Content-Type"] == "application/json"
    assert any("alert(1)" in one["text"] for one in answer.json()["results"])


def test_typed_script_never_reaches_the_table(log_in, hostile):
    browser = log_in("Editor")
    address = reverse("admin:articles_article_change", args=[hostile.pk])
    browser.post(address, filled(browser.get(address), body=EVIL_BODY, _save=""))
    hostile.refresh_from_db()
    for bad in ("script", "onclick", "onerror", "javascript", "style"):
        assert bad not in hostile.body
