"""When rights end, a picture is gone from everything readers get, at that second and without any job."""

from datetime import timedelta
from itertools import chain

import pytest

from articles.management.walking import PUBLIC_OUTPUTS, print_stories
from articles.models import ArticlePhoto, Photo, PublishedArticle
from articles.photos.rights import story_as_shown, why_not_shown
from articles.photos.stored import blocks_without, pictures_in, prints
from articles.queries.article import find_story, path_of, read_article_page
from articles.queries.cards import Picture
from articles.queries.feeds import find_feed
from articles.queries.home import read_home_page
from articles.syndication.feeds import feed_etag
from articles.workflow import note_save, publish_article
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    PhotoFactory,
    SpecialCoverageFactory,
    TopicFactory,
    live_story,
    photo_with_picture,
)

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def everything(now):
    """Every public output at `now`, as one text, by its path."""
    ids = list(PublishedArticle.objects.values_list("pk", flat=True))
    printed = chain(chain.from_iterable(output(now) for output in PUBLIC_OUTPUTS), print_stories(ids, now))
    return {page.path: page.html for page in printed}


def showing(photo, now):
    stem = photo.fingerprint[2:22]
    return {path for path, html in everything(now).items() if stem in html}


def story_with(lead=None, inside=(), shared=None, *, at=None, **about):
    article = ArticleFactory(lead_photo=lead, share_photo=shared, **about)
    for place, photo in enumerate(inside):
        ArticlePhoto.objects.create(article=article, photo=photo, position=place)
    note_save(article.pk, by=None, now=NOW)
    return publish_article(article.pk, by=None, now=at or NOW - HOUR)


def find_path(story):
    return path_of(find_story(story.pk))


def test_it_is_gone_from_every_output_when_the_rights_end(settings):
    settings.FEED_FULL_TEXT = True
    lead = photo_with_picture(color="navy", caption="A pier.", rights_end_at=NOW + HOUR)
    coverage, topic = SpecialCoverageFactory(), TopicFactory()
    author = ContributorFactory(photo=lead)
    story = live_story(lead_photo=lead, coverage=coverage, topics=[topic], authors=[author], headline="New pier opens")
    live_story(lead_photo=lead, headline="Another new pier")
    found = showing(lead, NOW)
    fronts = {"/", "/politics/", f"/topics/{topic.slug}/", f"/authors/{author.slug}/", f"/coverage/{coverage.slug}/"}
    files = {"/feeds/rss.xml", "/feeds/atom.xml"}
    assert found >= fronts | files | {"/2026/11/03/", find_path(story)}
    assert [path for path in found if path.startswith("/sitemaps/")]
    assert showing(lead, NOW + HOUR) == set()
    after = everything(NOW + HOUR)
    assert not [path for path, html in after.items() if "A pier." in html and not path.startswith("/search/")]


def test_the_page_is_laid_out_as_if_it_had_no_photo_and_the_site_has_its_own_card():
    photo = photo_with_picture(caption="A pier.", credit="Jo Lens", rights_end_at=NOW + HOUR)
    story = find_story(story_with(photo).pk)
    before, after = read_article_page(story, now=NOW), read_article_page(story, now=NOW + HOUR)
    assert before.lead.picture
    assert before.share_image
    assert after.lead is None
    assert after.share_image is None
    assert story.lead["caption"] == "A pier."  # the row itself is left alone


def test_photos_in_the_text_and_shared_ones_go_with_their_words():
    ending = photo_with_picture(color="red", caption="A red door.", rights_end_at=NOW + HOUR)
    staying = photo_with_picture(color="green", caption="A green door.")
    story = find_story(story_with(staying, [ending], shared=ending).pk)
    after = read_article_page(story, now=NOW + HOUR)
    assert after.lead.caption == "A green door."
    assert not [block for block in after.blocks if block.photo]
    assert staying.fingerprint[2:22] in after.share_image.src  # the lead photo stands for the story again


def test_the_front_leads_with_a_story_that_still_has_a_picture():
    ending = photo_with_picture(color="red", rights_end_at=NOW + HOUR)
    old = live_story(lead_photo=photo_with_picture(color="green"), headline="Old", at=NOW - 3 * HOUR)
    new = live_story(lead_photo=ending, headline="New", at=NOW - HOUR)
    assert read_home_page(now=NOW).lead.article_id == new.pk
    home = read_home_page(now=NOW + HOUR)
    assert home.lead.article_id == old.pk
    assert all(card.picture is None for card in (*home.seconds, *home.latest))


def test_a_feed_reader_that_has_the_file_gets_the_new_one():
    photo = photo_with_picture(rights_end_at=NOW + HOUR)
    live_story(lead_photo=photo)
    etags = [feed_etag(find_feed("", "", now=now), "rss") for now in (NOW, NOW + HOUR / 2, NOW + HOUR)]
    assert etags[0] == etags[1] != etags[2]


def test_a_portrait_that_is_barred_taken_back_or_over_is_not_shown():
    author = ContributorFactory(photo=photo_with_picture())
    live_story(authors=[author])
    photo = author.photo
    assert showing(photo, NOW)
    for change in ({"do_not_publish": True}, {"killed_at": NOW}, {"rights_end_at": NOW}):
        Photo.objects.filter(pk=photo.pk).update(**change)
        assert showing(photo, NOW) == set()
        Photo.objects.filter(pk=photo.pk).update(do_not_publish=False, killed_at=None, rights_end_at=None)


@pytest.mark.parametrize("stored", [None, {"until": "2026-11-03T22:00:00+00:00"}])
def test_a_stored_picture_of_ended_rights_is_none(stored):
    assert Picture.from_stored(stored, now=NOW) is None


def test_rows_of_older_releases_print_as_before_and_are_known_by_their_address():
    photo = photo_with_picture()
    story = find_story(live_story(lead_photo=photo).pk)
    for name in ("photo", "until"):
        del story.lead["picture"][name]
    assert story_as_shown(story, now=NOW + 1000 * HOUR) is story
    assert read_article_page(story, now=NOW).lead.picture
    assert [prints(photo.pk, photo.fingerprint)(one) for one in pictures_in(story)] == [True]
    assert [prints(photo.pk + 1, "f" * 64)(one) for one in pictures_in(story)] == [False]
    assert [prints(photo.pk, "")(one) for one in pictures_in(story)] == [False]


def test_of_several_photos_in_one_block_only_those_that_are_gone_go():
    stays, goes = {"picture": {"photo": 1}, "caption": "1"}, {"picture": {"photo": 2}, "caption": "2"}
    words = {"picture": None, "caption": "3"}
    gone = prints(2, "")
    blocks = [{"type": "gallery", "photos": [stays, goes, words]}, {"type": "gallery", "photos": [goes]}]
    assert blocks_without(blocks, gone) == [{"type": "gallery", "photos": [stays, words]}]


@pytest.mark.parametrize(
    ("rights", "words"),
    [
        ({}, ""),
        ({"rights_end_at": NOW + HOUR}, ""),
        ({"rights_end_at": NOW}, "may not be shown any more: its rights ended 5:00 PM ET today"),
        ({"do_not_publish": True}, "is marked “do not publish”"),
        ({"killed_at": NOW, "killed_reason": "Not ours."}, "was taken back from readers (Not ours.)"),
    ],
)
def test_why_a_photo_may_not_be_shown(rights, words):
    photo = PhotoFactory.build(**rights)
    said = why_not_shown(photo, at=NOW, now=NOW)
    assert said.split(" ended")[0] == words.split(" ended")[0]
    assert bool(said) == (not photo.is_printable(NOW))
