"""The index is right after every publication, withdrawal and expiry, and nothing shows that readers do not have."""

from datetime import timedelta

import pytest

from articles.models import Article, Errand, PublishedArticle, SearchEntry
from articles.queries.search import read_search_page
from articles.search.asking import newest_hits, within
from articles.search.index import forget_stories, moment_of, place_of, write_stories
from articles.search.parsing import parse
from articles.workflow import publish_article, release, withdraw_article
from articles.workflow.due import do_due
from tests.factories import NOW, ArticleFactory, ContributorFactory, PhotoFactory, TopicFactory, byline, live_story

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def found(typed, *, now=NOW, **chosen) -> list[int]:
    """What readers find."""
    page = read_search_page({"q": typed, **chosen}, now=now)
    assert not page.instead
    return [result.card.article_id for result in page.results]


def indexed(typed) -> list[int]:
    """What the index has, whoever may see it."""
    return [hit.story_id for hit in newest_hits(parse(typed), within(now=NOW + timedelta(days=900)), limit=50)]


def test_a_story_is_found_by_its_headline_dek_text_captions_authors_and_topics():
    article = ArticleFactory(
        headline="Lighthouse closes",
        dek="Keepers leave.",
        body="<p>The lantern was <b>electric</b>.</p>",
        lead_photo=PhotoFactory(caption="The gallery at dusk."),
        lead_caption="The gallery at dusk.",
    )
    article.topics.add(TopicFactory(name="Coastlines"))
    byline(article, "Ann Tidewater")
    publish_article(article.pk, by=None, now=NOW)
    for word in ("lighthouse", "keepers", "lantern", "electric", "gallery", "Tidewater", "coastlines"):
        assert found(word) == [article.pk], word
    assert found("b") == []


def test_an_update_replaces_what_was_there():
    story = live_story(headline="Ferry returns", body="<p>Old wording.</p>")
    Article.objects.filter(pk=story.pk).update(body="<p>New phrase.</p>")
    assert found("wording") == [story.pk], "saved, and not published"
    publish_article(story.pk, by=None, now=NOW)
    assert (found("wording"), found("phrase")) == ([], [story.pk])
    assert SearchEntry.objects.count() == 1


def test_a_withdrawn_story_is_gone_at_once_and_comes_back_when_it_is_published_again():
    story = live_story(headline="Ferry returns")
    withdraw_article(story.pk, by=None, now=NOW, reason="Wrong")
    assert (found("ferry"), indexed("ferry")) == ([], [])
    publish_article(story.pk, by=None, now=NOW)
    assert found("ferry") == [story.pk]


def test_an_embargoed_story_is_found_from_its_hour_on_and_not_before():
    article = ArticleFactory(headline="Resignation of the mayor", embargo_until=NOW + HOUR)
    publish_article(article.pk, by=None, now=NOW)
    assert found("resignation") == []
    assert found("resignation", sort="newest") == []
    assert found("", author="", section="politics") == []
    assert found("resignation", now=NOW + HOUR) == [article.pk]


def test_an_expired_story_is_not_found_and_leaves_the_index_when_its_errand_is_done():
    article = ArticleFactory(headline="Ferry returns", expires_at=NOW + HOUR)
    publish_article(article.pk, by=None, now=NOW)
    assert found("ferry") == [article.pk]
    assert found("ferry", now=NOW + HOUR) == []
    assert indexed("ferry") == [article.pk]
    assert [done.fault for done in do_due(now=NOW + HOUR) if done.what == "taken down"] == [""]
    assert indexed("ferry") == []


def test_a_story_whose_end_was_moved_stays_in_the_index():
    article = ArticleFactory(headline="Ferry returns", expires_at=NOW + HOUR)
    publish_article(article.pk, by=None, now=NOW)
    Article.objects.filter(pk=article.pk).update(expires_at=NOW + 3 * HOUR)
    publish_article(article.pk, by=None, now=NOW)
    Errand.objects.filter(article=article).update(due_at=NOW + HOUR, not_before=NOW + HOUR)  # late, and told too early
    list(do_due(now=NOW + HOUR))
    assert found("ferry", now=NOW + HOUR) == [article.pk]


def test_whatever_stands_in_a_row_only_what_is_live_shows():
    story = live_story(headline="Ferry returns")
    for changed in (
        {"withdrawn_at": NOW},
        {"withdrawn_at": None, "expires_at": NOW},
        {"expires_at": None, "published_at": NOW + HOUR},
    ):
        PublishedArticle.objects.filter(pk=story.pk).update(**changed)
        assert indexed("ferry") == [story.pk]
        assert found("ferry") == [], changed
        assert found("ferry", sort="newest") == [], changed
        assert read_search_page({"q": "ferry"}, now=NOW).names == ()


@pytest.mark.django_db(transaction=True)
def test_a_story_that_cannot_be_indexed_is_live_and_is_indexed_later(monkeypatch):
    def fail(stories):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(release, "write_stories", fail)
    article = ArticleFactory(headline="Ferry returns")
    published = publish_article(article.pk, by=None, now=NOW)
    assert published.is_live(NOW)
    assert found("ferry") == []
    assert [errand.step for errand in Errand.objects.all()] == ["index"]
    monkeypatch.undo()
    assert [done.fault for done in do_due(now=NOW + HOUR)] == [""]
    assert found("ferry") == [article.pk]


def test_a_story_moved_in_time_keeps_one_entry():
    story = live_story(headline="Ferry returns")
    PublishedArticle.objects.filter(pk=story.pk).update(published_at=NOW - 300 * HOUR)
    story.refresh_from_db()
    write_stories([story])
    assert list(SearchEntry.objects.values_list("place", flat=True)) == [place_of(story.published_at, story.pk)]
    assert found("ferry") == [story.pk]


def test_writing_twice_and_forgetting_what_is_not_there_change_nothing():
    story = live_story(headline="Ferry returns")
    write_stories([story, story])
    write_stories([])
    forget_stories([])
    forget_stories([story.pk + 1])
    assert found("ferry") == [story.pk]


def test_captions_of_photos_in_the_text_are_found_and_labels_of_related_links_are_not():
    story = live_story(headline="Ferry returns")
    story.blocks = [
        {"type": "photo", "picture": None, "caption": "A heron on the pier.", "credit": "Jo Lens"},
        {"type": "related", "key": "article:1", "article_id": 1, "title": "Bridge opens", "url": "", "repeat": False},
        {"type": "text", "html": "<p>Work &amp; play.</p><p>Second</p>"},
    ]
    write_stories([story])
    assert (found("heron"), found("bridge"), found('"work play"')) == ([story.pk], [], [story.pk])


@pytest.mark.parametrize(
    "boxes",
    [
        {"headline": "x" * 300, "dek": ""},
        {"headline": "مرحبا بالعالم", "body": "<p>שלום</p>"},
        {"headline": "🚢🚢🚢", "dek": "", "body": "<p>🚢</p>"},
        {"body": f"<p>{'word ' * 200_000}</p>"},
        {"body": "<p>" + " ".join(f"w{number}ord" for number in range(30_000)) + "</p>"},
        {"body": f"<p>{'x' * 300_000}</p>"},
    ],
    ids=["one word", "right to left", "emoji", "a million letters", "30,000 words", "a word of 300,000"],
)
def test_any_story_can_be_indexed(boxes):
    story = live_story(**boxes)
    assert not Errand.objects.filter(step="index").exists()
    assert indexed("") == [story.pk]


def test_places_are_in_the_order_of_time_and_then_of_ids():
    times = [NOW - 40 * 365 * 24 * HOUR, NOW - 70 * 365 * 24 * HOUR, NOW, NOW + timedelta(seconds=1)]
    places = [place_of(at, pk) for at in sorted(times) for pk in (1, 2, 500_000_000)]
    assert places == sorted(places)
    assert moment_of(place_of(NOW, 7)) == NOW
    assert place_of(NOW.replace(microsecond=999_999), 7) == place_of(NOW, 7)


def test_authors_are_those_of_the_story_as_published():
    article = ArticleFactory(headline="Ferry returns")
    byline(article, "Ann Lee")
    publish_article(article.pk, by=None, now=NOW)
    ContributorFactory(name="Bo Diaz", slug="bo-diaz")
    assert found("ferry", author="Ann Lee") == [article.pk]
    page = read_search_page({"q": "ferry", "author": "Bo Diaz"}, now=NOW)
    assert page.notes, "nobody to readers: he has no story"
    assert len(page.results) == 1
