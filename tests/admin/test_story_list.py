"""The list of stories: what a row says, what it costs, how it is searched and filtered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import paging
from articles.models import Article, Byline
from articles.workflow import note_save, withdraw_article
from tests.admin.conftest import words
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    SectionFactory,
    UserFactory,
    live_story,
    photo_with_picture,
)

LIST = reverse("admin:articles_article_changelist")


def _story_with_everything(n: int) -> None:
    published = live_story(
        headline=f"Story {n}",
        slug=f"story-{n}",
        lead_photo=photo_with_picture(color=f"#{n * 8:02x}{255 - n * 8:02x}40"),
    )
    Byline.objects.create(article_id=published.pk, contributor=ContributorFactory())
    Byline.objects.create(article_id=published.pk, contributor=ContributorFactory(), position=1)
    note_save(published.pk, by=UserFactory(), now=NOW)


def test_list_costs_the_same_with_one_story_and_with_thirty(editor):
    _story_with_everything(0)
    editor.get(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        assert words(editor.get(LIST)).count("Story 0") == 1
    for n in range(1, 30):
        _story_with_everything(n)
    with CaptureQueriesContext(connection) as thirty:
        assert "30 stories" in words(editor.get(LIST))
    assert len(one) == len(thirty)
    assert len(thirty) <= 12


def test_list_reads_no_long_texts(editor):
    _story_with_everything(0)
    with CaptureQueriesContext(connection) as queries:
        editor.get(LIST)
    asked = " ".join(query["sql"] for query in queries)
    assert '"articles_article"."body"' not in asked
    assert '"articles_publishedarticle"."blocks"' not in asked
    assert '"articles_publishedarticle"."search_text"' not in asked


def test_list_counts_no_further_than_it_leafs(editor, monkeypatch):
    monkeypatch.setattr(paging, "MOST", 3)
    for _ in range(6):
        ArticleFactory()
    with CaptureQueriesContext(connection) as queries:
        page = editor.get(LIST)
    counts = [query["sql"] for query in queries if "COUNT(" in query["sql"]]
    assert counts
    assert all("LIMIT 4" in sql for sql in counts)
    assert "More than 3 stories" in words(page)


ALL = {
    *("Draft story", "Review story", "Ready story", "Scheduled story"),
    *("Live story", "Changed story", "Over story", "Withdrawn story"),
}


@pytest.mark.parametrize(
    ("view", "found"),
    [
        ("", ALL),
        ("ready", {"Ready story"}),
        ("over", {"Over story"}),
        ("review", {"Review story"}),
        ("draft", {"Draft story"}),
        ("scheduled", {"Scheduled story"}),
        ("live", {"Live story", "Changed story"}),
        ("changed", {"Changed story"}),
        ("withdrawn", {"Withdrawn story"}),
        ("mine", {"Draft story", "Review story"}),
        ("nonsense", ALL),
    ],
)
def test_views_of_the_list(log_in, view, found):
    me = UserFactory(role="Editor")
    ArticleFactory(headline="Draft story", created_by=me)
    review = ArticleFactory(headline="Review story", stage="review")
    Byline.objects.create(article=review, contributor=ContributorFactory(user=me))
    ArticleFactory(headline="Ready story", stage="ready")
    live_story(headline="Scheduled story", publish_at=NOW + timedelta(hours=8))
    live_story(headline="Over story", expires_at=NOW - timedelta(minutes=5))
    live_story(headline="Live story")
    changed = live_story(headline="Changed story")
    Article.objects.filter(pk=changed.pk).update(dek="Another dek.")
    note_save(changed.pk, by=me, now=NOW)
    withdrawn = live_story(headline="Withdrawn story")
    withdraw_article(withdrawn.pk, by=None, now=NOW, reason="Wrong")
    page = log_in(user=me).get(LIST, {"view": view} if view else {})
    assert {story.headline for story in page.context["cl"].result_list} == found


def test_states_are_told_in_words(editor):
    live_story(headline="Tomorrow’s story", publish_at=NOW + timedelta(hours=13))
    changed = live_story(headline="Changed story")
    Article.objects.filter(pk=changed.pk).update(dek="Another dek.", edited_at=NOW)
    note_save(changed.pk, by=UserFactory(first_name="Ada", last_name="Bell"), now=NOW - timedelta(minutes=12))
    text = words(editor.get(LIST))
    assert "Scheduled for Nov 4, 6:00 AM ET" in text
    assert "Live with unpublished changes" in text
    assert "12 min ago" in text
    assert "Ada Bell" in text


@pytest.mark.parametrize("term", ["harbor ferry", "FERRY", "lindqvist", "ferry-line", "midnight ferry"])
def test_search_finds_by_headline_dek_address_and_byline(editor, term):
    story = ArticleFactory(headline="Harbor ferry wins", slug="ferry-line", dek="It came after midnight.")
    for name in ("Eva Lindqvist", "Uno Lindqvist"):
        Byline.objects.create(article=story, contributor=ContributorFactory(name=name))
    ArticleFactory(headline="Something else", slug="else", dek="Nothing.")
    page = editor.get(LIST, {"q": term})
    assert [found.pk for found in page.context["cl"].result_list] == [story.pk]


def test_search_finds_a_story_by_its_pasted_address(editor):
    published = live_story(headline="Wanted")
    ArticleFactory()
    address = f"https://testserver/politics/an-old-slug-{published.pk}/?utm_source=mail"
    page = editor.get(LIST, {"q": address})
    assert [found.pk for found in page.context["cl"].result_list] == [published.pk]


def test_section_filter(editor):
    ArticleFactory(headline="A vote", section=SectionFactory(name="Politics"))
    ArticleFactory(headline="A match", section=SectionFactory(name="Sport"))
    ArticleFactory(headline="A stray", section=None)
    assert [s.headline for s in editor.get(LIST, {"section": "sport"}).context["cl"].result_list] == ["A match"]
    assert [s.headline for s in editor.get(LIST, {"section": "-"}).context["cl"].result_list] == ["A stray"]


def test_search_with_a_nul_byte_is_no_error(editor):
    ArticleFactory(headline="Harbor")
    address = reverse("admin:autocomplete")
    asked = {"app_label": "articles", "model_name": "relatedlink", "field_name": "target", "term": "har\x00bor"}
    assert editor.get(address, asked).status_code == 400  # newsroom/nul.py
