"""What automatic slots are filled from: bounded, live, and wide enough to fill the page."""

from datetime import timedelta

import pytest

from articles.models import Article, Likeness, PublishedArticle, Readership
from articles.queries.article import find_story, read_article_page
from articles.queries.errors import read_error_page
from articles.queries.home import read_home_page
from articles.queries.section import read_section_page
from articles.readership.heat import heat_of
from articles.workflow import publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, SectionFactory, SpecialCoverageFactory, link, live_story

pytestmark = pytest.mark.django_db

SUBJECTS = (
    "Ferry harbor bridge bakery library museum orchard tunnel stadium clinic mayor teacher miner painter sailor violin "
    "glacier comet beetle walrus pepper lantern marble saddle carpet kettle turbine ladder pencil mirror basket "
    "chimney donkey engine falcon goblin hammer island jacket kitten lemon"
).split()


def different_stories(count: int, **kwargs):
    """Live stories whose headlines have nothing in common, the newest first."""
    return [
        live_story(
            headline=f"{SUBJECTS[number]} {SUBJECTS[(number + 7) % 40]} news",
            at=NOW - timedelta(hours=number + 1),
            **kwargs,
        )
        for number in range(count)
    ]


def shown(page):
    return {slot.name: [card.article_id for card in slot.cards] for slot in page.slots}


def read(story, reads, hours_ago=1):
    at = NOW - timedelta(hours=hours_ago)
    Readership.objects.create(story=story, reads=reads, heat=heat_of(reads, at), last_read_at=at)


def like(story, other, score):
    Likeness.objects.update_or_create(story=story, other=other, defaults={"score": score, "parts": []})


def test_stories_alike_come_first_and_the_slot_is_widened_to_section_and_site():
    sport = SectionFactory(name="Sport")
    elsewhere = [live_story(headline=headline, section=sport) for headline in ("Rowers win", "Goalkeeper leaves")]
    here = different_stories(14)
    story = live_story()
    Likeness.objects.all().delete()
    like(story, elsewhere[1], 9.0)
    page = read_article_page(find_story(story.pk), now=NOW)
    assert shown(page)["next"][0] == elsewhere[1].pk
    assert len(shown(page)["next"]) == 6
    assert len(shown(page)["section"]) == 5
    assert here[0].pk in shown(page)["next"]
    assert elsewhere[0].pk in [one for slot in shown(page).values() for one in slot]


def test_a_withdrawn_story_is_no_candidate_however_alike():
    story, other = live_story(), live_story()
    like(story, other, 9.0)
    withdraw_article(other.pk, by=None, now=NOW, reason="Wrong")
    assert shown(read_article_page(find_story(story.pk), now=NOW)) == {}


def test_freshness_fades_by_the_half_life_of_the_section():
    news, culture = SectionFactory(name="News", half_life_days=1), SectionFactory(name="Culture", half_life_days=300)
    story = live_story(section=SectionFactory(name="Sport"))
    old_news = live_story(headline="Ferry aground", section=news, at=NOW - timedelta(days=20))
    old_review = live_story(headline="A violin sings", section=culture, at=NOW - timedelta(days=21))
    Likeness.objects.all().delete()
    like(story, old_news, 5.0)
    like(story, old_review, 5.0)
    assert shown(read_article_page(find_story(story.pk), now=NOW))["next"] == [old_review.pk, old_news.pk]


def test_stories_of_one_coverage_stand_together_under_its_name():
    coverage = SpecialCoverageFactory(title="Night of the Count")
    for number in range(20):
        live_story(headline=f"{SUBJECTS[number]} {SUBJECTS[(number + 7) % 40]} news")
    part = live_story(headline="Polls close", coverage=coverage, at=NOW - timedelta(days=40))
    story = live_story(headline="First results", coverage=coverage)
    page = read_article_page(find_story(story.pk), now=NOW)
    first = page.slots[0]
    assert (first.name, first.heading) == ("coverage", "Night of the Count")
    assert [card.article_id for card in first.cards] == [part.pk]


def test_the_most_read_are_ranked_and_three_are_needed_for_a_ranking():
    stories = different_stories(30)
    for story, reads in zip(stories[20:], (5, 9, 7), strict=False):
        read(story, reads)
    page = read_article_page(find_story(stories[0].pk), now=NOW)
    assert shown(page)["most-read"] == [stories[21].pk, stories[22].pk, stories[20].pk]
    assert "latest" not in shown(page)
    Readership.objects.filter(story=stories[21]).delete()
    assert "most-read" not in shown(read_article_page(find_story(stories[0].pk), now=NOW))


def test_yesterdays_reads_have_gone_cold():
    stories = different_stories(8)
    for story in stories[4:]:
        read(story, 6, hours_ago=30)
    assert "most-read" not in shown(read_article_page(find_story(stories[0].pk), now=NOW))


def test_picks_do_not_use_the_pool_up(django_assert_num_queries):
    stories = different_stories(40)
    article = ArticleFactory()
    for other in stories[:24]:
        link(article, other.article)
    publish_article(article.pk, by=None, now=NOW)
    with django_assert_num_queries(5):
        page = read_article_page(find_story(article.pk), now=NOW)
    assert len(shown(page)["next"]) == 6
    assert len(shown(page)["section"]) == 5


def test_a_flood_of_one_headline_does_not_empty_the_page(django_assert_num_queries):
    different = different_stories(9)
    story = live_story(at=NOW - timedelta(minutes=59))
    for number in range(40):
        live_story(headline="Storm warning for the coast", at=NOW - timedelta(minutes=number + 1))
    with django_assert_num_queries(6):
        page = read_article_page(find_story(story.pk), now=NOW)
    everything = [one for slot in shown(page).values() for one in slot]
    assert {one.pk for one in different} <= set(everything)
    assert len(everything) == 10


def test_a_front_shows_coverage_and_most_read_once():
    coverage = SpecialCoverageFactory()
    stories = different_stories(40)
    for other in stories[30:33]:
        read(other, 9)
    parts = [live_story(headline=f"{word} night", coverage=coverage) for word in SUBJECTS[30:36]]
    page = read_home_page(now=NOW)
    assert {card.article_id for card in page.coverage} <= {part.pk for part in parts}
    assert len(page.coverage) >= 2
    assert [card.article_id for card in page.most_read] == [one.pk for one in stories[32:29:-1]][::-1]
    cards = [page.lead, *page.seconds, *page.coverage, *page.latest, *page.most_read]
    cards += [card for river in page.rivers for card in river.cards]
    assert len({card.key for card in cards}) == len(cards)


def test_a_section_page_leaves_out_of_most_read_what_its_list_shows():
    stories = different_stories(30)
    elsewhere = live_story(headline="Away game", section=SectionFactory(name="Sport"))
    for one in (stories[0], stories[28], elsewhere):
        read(one, 5)
    page = read_section_page("politics", now=NOW)
    assert {card.article_id for card in page.most_read} == {stories[28].pk, elsewhere.pk}


def test_five_hundred_stories_of_one_headline_leave_pages_and_fronts_full():
    different_stories(38)
    story = live_story(headline="A page of its own", at=NOW - timedelta(days=3))
    example = live_story(headline="Storm closes the bridge", at=NOW)
    # Written in bulk, as rows: what saving each would add to the desk is not what readers' pages are made of.
    made = ArticleFactory.build_batch(500, headline=example.headline, section=example.article.section)
    copies = []
    for number, copy in enumerate(Article.objects.bulk_create(made)):
        row = PublishedArticle.objects.get(pk=example.pk)
        row.pk, row.article_id, row.story_key = copy.pk, copy.pk, f"article:{copy.pk}"
        row.published_at = NOW - timedelta(seconds=number)
        copies.append(row)
    PublishedArticle.objects.bulk_create(copies)
    article, front, lost = (
        read_article_page(find_story(story.pk), now=NOW),
        read_home_page(now=NOW),
        read_error_page(now=NOW),
    )
    assert {name: len(ids) for name, ids in shown(article).items()} == {"next": 6, "section": 5, "latest": 5}
    assert [len(front.seconds), len(front.latest), len(front.rivers[0].cards), len(lost.latest)] == [3, 8, 5, 6]


def test_a_site_of_one_section_fills_every_slot_from_the_pool_alone(django_assert_num_queries):
    coverage = SpecialCoverageFactory()
    stories = different_stories(40, coverage=coverage)
    with django_assert_num_queries(5):
        page = read_article_page(find_story(stories[0].pk), now=NOW)
    assert {name: len(ids) for name, ids in shown(page).items()} == {
        "coverage": 4,
        "next": 6,
        "section": 5,
        "latest": 5,
    }


def test_a_section_page_has_a_ranking_although_its_list_shows_what_is_read_most():
    for number, story in enumerate(different_stories(40)):
        read(story, 100 - number)
    assert len(read_section_page("politics", now=NOW).most_read) == 5
