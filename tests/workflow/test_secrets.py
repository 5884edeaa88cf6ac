"""Looking for what readers must not see: what counts as a secret at a time, and where it is found on a page."""

from datetime import timedelta

import pytest

from articles.models import Article, ArticlePhoto
from articles.photos.addresses import rendition_path
from articles.workflow import UpdateKind, note_save, publish_article
from articles.workflow.schedule import schedule_update
from articles.workflow.secrets import Secrets, collect_secrets
from tests.factories import NOW, ArticleFactory, live_story, photo_with_picture

HOUR = timedelta(hours=1)


def leaks(secrets: Secrets, page: str) -> list[str]:
    return list(secrets.leaks_in(f"<html><body>{page}</body></html>"))


def one(headline: str) -> Secrets:
    secrets = Secrets()
    secrets.add_headline(headline, 7)
    return secrets


@pytest.mark.parametrize(
    "page",
    [
        "<p>We hear: <b>Mayor’s aide</b> resigns over bridge, they say.</p>",
        '<img alt="MAYOR&#39;S AIDE RESIGNS OVER BRIDGE">',
        '<meta content="Mayor&rsquo;s aide resigns over bridge - The Meridian">',
        '<script type="application/ld+json">{"headline": "Mayor\'s aide resigns over bridge"}</script>',
    ],
)
def test_a_headline_is_found_wherever_it_stands(page):
    assert leaks(one("Mayor's aide resigns over bridge"), page) == [
        "the headline “mayor s aide resigns over bridge” of story 7"
    ]


@pytest.mark.parametrize("page", ["<p>Mayor's aide resigns over a bridge</p>", "<p>Aide resigns over bridge</p>", ""])
def test_other_words_are_no_leak(page):
    assert not leaks(one("Mayor's aide resigns over bridge"), page)


def test_a_headline_of_two_words_counts_only_by_itself():
    secrets = one("Harbor closed")
    assert not leaks(secrets, "<p>The harbor closed at noon.</p>")
    assert leaks(secrets, "<h3>Harbor closed</h3><p>More.</p>")


def test_addresses_and_keys_are_found_and_dates_are_none():
    secrets = Secrets(stories={7}, slugs={"mayor-aide-resigns": 9})
    assert leaks(secrets, '<a href="/politics/any-7/">x</a>') == ["the address of story 7"]
    assert leaks(secrets, '<li data-story="article:7">x</li>') == ["the address of story 7"]
    assert leaks(secrets, '<a href="https://x.org/politics/mayor-aide-resigns-88/">x</a>')
    assert not leaks(secrets, '<time datetime="2026-11-7">x</time><a href="/politics/any-77/">y</a>')


@pytest.mark.django_db
def test_drafts_and_what_comes_later_are_secret_until_their_time():
    draft = ArticleFactory(headline="A draft that nobody knows")
    later = ArticleFactory(headline="Embargoed until the evening", embargo_until=NOW + HOUR)
    publish_article(later.pk, by=None, now=NOW)
    live_story(headline="Known to everybody by now")
    before, after = collect_secrets(at=NOW), collect_secrets(at=NOW + HOUR)
    assert before.stories == {draft.pk, later.pk}
    assert after.stories == {draft.pk}
    assert set(before.headlines) == {("a", "draft", "that"), ("embargoed", "until", "the")}
    assert before.slugs == {draft.slug: draft.pk, later.slug: later.pk}


@pytest.mark.django_db
def test_a_headline_that_waits_is_secret_and_one_that_a_live_story_has_is_not():
    story = live_story(headline="What readers have today")
    ArticleFactory(headline="What readers have today!")
    article = Article.objects.get(pk=story.pk)
    article.headline = "What they will have tomorrow"
    article.save()
    note_save(article.pk, by=None, now=NOW)
    assert set(collect_secrets(at=NOW).headlines) == {("what", "they", "will")}
    schedule_update(story.pk, at=NOW + HOUR, kind=UpdateKind.SILENT, by=None, now=NOW)
    article.headline = "What readers have today"
    article.save()
    note_save(article.pk, by=None, now=NOW)
    assert set(collect_secrets(at=NOW).headlines) == {("what", "they", "will")}


@pytest.mark.django_db
def test_pictures_that_only_secret_stories_use():
    secret, shared, marked = (photo_with_picture(color=color) for color in ("navy", "red", "green"))
    draft = ArticleFactory(lead_photo=secret)
    ArticlePhoto.objects.create(article=draft, photo=shared, after_paragraph=1)
    ArticlePhoto.objects.create(article=draft, photo=marked, after_paragraph=2)
    live_story(lead_photo=shared)
    secrets = collect_secrets(at=NOW)
    assert set(secrets.pictures.values()) == {draft.pk}
    for photo, found in ((secret, True), (marked, True), (shared, False)):
        for address in (f"/media/{rendition_path(photo.fingerprint, 640)}", f"/media/{photo.image.name}"):
            assert bool(leaks(secrets, f'<img src="{address}" srcset="{address} 640w">')) is found


@pytest.mark.django_db
def test_a_picture_that_readers_still_see_in_a_changed_story_is_no_secret():
    photo = photo_with_picture()
    story = live_story(lead_photo=photo)
    Article.objects.filter(pk=story.pk).update(lead_photo=None)
    note_save(story.pk, by=None, now=NOW)
    ArticleFactory(lead_photo=photo)
    assert not collect_secrets(at=NOW).pictures


@pytest.mark.django_db
@pytest.mark.parametrize("stories", [1, 30])
def test_collecting_asks_as_often_for_many_as_for_one(stories, django_assert_num_queries):
    photo = photo_with_picture()
    for _ in range(stories):
        ArticleFactory(lead_photo=photo)
    with django_assert_num_queries(10):
        assert len(collect_secrets(at=NOW).stories) == stories
