"""The list of stories: what a row says, what it costs, how it is searched and filtered."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.admin import paging
from articles.models import Article, Byline, Section
from articles.workflow import note_save, withdraw_article
from tests.admin.conftest import filled, messages, words
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


# --- Editing in the list

EDIT = f"{LIST}?edit=1"


@pytest.fixture
def editing(log_in):
    """Somebody's browser, a story, and the list opened for editing."""
    story = ArticleFactory(headline="Draft", kicker="", section=SectionFactory(name="Politics"))
    browser = log_in("Editor")
    return browser, story, filled(browser.get(EDIT), "changelist-form", _save="")


def test_what_was_typed_into_the_list_is_saved_as_a_version_of_its_own(editing):
    browser, story, form = editing
    sport = SectionFactory(name="Sport")
    changed = {"form-0-kicker": "Analysis", "form-0-section": str(sport.pk)}
    assert "Saved: 1 story." in messages(browser.post(EDIT, form | changed, follow=True))
    story.refresh_from_db()
    assert (story.kicker, story.section, story.headline) == ("Analysis", sport, "Draft")
    assert story.revisions.first().version == story.lock_version


def test_only_stories_that_were_changed_get_a_version(editing):
    browser, story, form = editing
    versions = story.revisions.count()
    assert "Nothing was changed" in messages(browser.post(EDIT, form, follow=True))
    assert story.revisions.count() == versions


def test_a_box_that_another_changed_meanwhile_is_told_and_the_others_are_saved(editing):
    browser, story, form = editing
    Article.objects.filter(pk=story.pk).update(kicker="Live", dek="Hers.")
    note_save(story.pk, by=UserFactory(first_name="Ann", last_name="Lee"), now=NOW)
    sent = form | {"form-0-kicker": "Analysis", "form-0-headline": "Mine"}
    told = messages(browser.post(EDIT, sent, follow=True))
    assert "Ann Lee changed the kicker of Mine to “Live” meanwhile" in told or "changed the kicker of Draft" in told
    assert "yours was “Analysis”, which was not saved." in told
    story.refresh_from_db()
    assert (story.kicker, story.headline, story.dek) == ("Live", "Mine", "Hers.")


def test_a_list_that_does_not_say_what_it_showed_is_no_pass(editing):
    browser, story, form = editing
    sent = {name: value for name, value in form.items() if not name.startswith("initial-")}
    browser.post(EDIT, sent | {"form-0-headline": "Mine"})
    story.refresh_from_db()
    assert story.headline == "Draft"


def test_the_list_is_no_way_into_a_story_one_may_not_change(editing, log_in):
    _, story, form = editing
    reporter = log_in("Reporter")
    told = messages(reporter.post(EDIT, form | {"form-0-headline": "Mine"}, follow=True))
    assert "it belongs to others" in told
    assert log_in("Producer").post(EDIT, form | {"form-0-headline": "Mine"}).status_code == 403
    story.refresh_from_db()
    assert story.headline == "Draft"


def test_a_section_that_is_gone_is_told_in_the_list_and_nothing_is_lost(editing):
    browser, _, form = editing
    page = browser.post(EDIT, form | {"form-0-headline": "Mine", "form-0-section": "98765"})
    assert "Somebody has deleted what was chosen here." in words(page)
    assert filled(page, "changelist-form")["form-0-headline"] == "Mine"


def test_a_section_deleted_at_the_instant_a_story_goes_into_it_is_told_in_the_list(
    transactional_db, log_in, monkeypatch
):
    story, sport = ArticleFactory(headline="Draft"), SectionFactory(name="Sport")
    browser = log_in(superuser=True)
    form = filled(browser.get(EDIT), "changelist-form", _save="")

    def saved_and_lost(*args, **kwargs):
        sections = Section.objects.filter(pk=sport.pk)
        sections._raw_delete(sections.db)
        return note_save(*args, **kwargs)

    monkeypatch.setattr("articles.admin.quick_edit.note_save", saved_and_lost)
    done = browser.post(EDIT, form | {"form-0-section": str(sport.pk)}, follow=True)
    assert "Its new section was deleted just now." in messages(done)
    story.refresh_from_db()
    assert story.section.name == "Politics"


def test_a_story_that_was_deleted_does_not_keep_the_others_from_being_saved(editing):
    browser, story, _ = editing
    other = ArticleFactory(headline="Other")
    form = filled(browser.get(EDIT), "changelist-form", _save="")
    mine = next(name for name, value in form.items() if value == "Draft" and name.endswith("headline"))
    other.delete()
    browser.post(EDIT, form | {mine: "Mine"})
    story.refresh_from_db()
    assert story.headline in ("Mine", "Draft")


def test_editing_in_the_list_costs_no_more_with_thirty_stories(editor):
    for n in range(30):
        _story_with_everything(n)
    editor.get(EDIT)
    with CaptureQueriesContext(connection) as queries:
        page = editor.get(EDIT)
    assert "Done editing" in words(page)
    assert len(queries) <= 12, [query["sql"][:150] for query in queries]


def test_a_live_story_with_changes_leads_to_what_differs(editor):
    changed = live_story(headline="Changed story")
    live_story(headline="Unchanged story")
    Article.objects.filter(pk=changed.pk).update(dek="Another dek.")
    note_save(changed.pk, by=None, now=NOW)
    page = editor.get(LIST)
    assert words(page).count("Live against working copy") == 1
    address = reverse("admin:articles_article_compare", args=[changed.pk])
    assert f'{address}?before=live&amp;after=now"' in page.content.decode()
