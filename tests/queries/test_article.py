"""What the article page reads: the right stories, once each, for a fixed number of queries."""

from datetime import timedelta

import pytest

from articles.models import SpecialCoverage
from articles.queries.article import find_story, read_article_page
from articles.workflow import publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, SectionFactory, SpecialCoverageFactory, link, live_story

pytestmark = pytest.mark.django_db


def keys(page):
    inline = [block.card.key for block in page.blocks if block.type == "related"]
    return {"inline": inline, **{slot.name: [card.key for card in slot.cards] for slot in page.slots}}


@pytest.mark.parametrize("stories", [1, 30])
@pytest.mark.parametrize("links", [0, 30])
def test_five_queries_whatever_the_number_of_stories_and_links(stories, links, django_assert_num_queries):
    for _ in range(stories):
        live_story()
    article = ArticleFactory(body="<p>text</p>" * 40)
    for number in range(links):
        target = live_story() if number % 2 else None
        place = "inline" if number % 3 else "sidebar"
        link(
            article,
            target.article if target else None,
            url="" if target else f"https://example.com/{number}",
            title=f"Link {number}",
            placement=place,
            after_paragraph=number,
            position=number,
        )
    publish_article(article.pk, by=None, now=NOW)

    with django_assert_num_queries(5):
        page = read_article_page(find_story(article.pk), now=NOW)

    everything = [key for slot in keys(page).values() for key in slot]
    assert len(everything) == len(set(everything))
    assert page.key not in everything
    assert len(keys(page)["inline"]) + len(keys(page).get("picked", [])) == links


def test_a_story_linked_in_the_text_is_not_shown_in_a_sidebar_as_well():
    other, picked = live_story(), live_story()
    article = ArticleFactory()
    link(article, other.article, placement="inline", after_paragraph=1)
    link(article, picked.article)
    publish_article(article.pk, by=None, now=NOW)
    page = read_article_page(find_story(article.pk), now=NOW)
    assert keys(page) == {"inline": [f"article:{other.pk}"], "picked": [f"article:{picked.pk}"]}


def test_links_to_stories_readers_cannot_see_are_left_out_and_the_ledger_says_so():
    draft, withdrawn = ArticleFactory(), live_story()
    later = ArticleFactory(publish_at=NOW + timedelta(hours=1))
    publish_article(later.pk, by=None, now=NOW)
    article = ArticleFactory()
    for target in (draft, withdrawn.article, later):
        link(article, target, placement="inline", after_paragraph=1)
    publish_article(article.pk, by=None, now=NOW)
    withdraw_article(withdrawn.pk, by=None, now=NOW, reason="Wrong")
    page = read_article_page(find_story(article.pk), now=NOW)
    assert keys(page) == {"inline": []}
    assert [line.reason for line in page.ledger if line.slot == "inline"] == ["readers cannot see this story now"] * 3


def test_a_link_shows_the_headline_the_story_has_now():
    other = live_story(headline="Before")
    article = ArticleFactory()
    link(article, other.article)
    publish_article(article.pk, by=None, now=NOW)
    other.article.headline = "After"
    other.article.save()
    publish_article(other.pk, by=None, now=NOW)
    page = read_article_page(find_story(article.pk), now=NOW)
    assert page.slots[0].cards[0].headline == "After"


def test_a_quiet_section_is_widened_to_the_site():
    elsewhere = live_story(section=SectionFactory(name="Sport"))
    story = live_story(section=SectionFactory(name="Culture"))
    page = read_article_page(find_story(story.pk), now=NOW)
    assert keys(page) == {"inline": [], "next": [f"article:{elsewhere.pk}"]}


def test_the_banner_is_shown_within_its_times_and_points_at_its_story():
    target = live_story()
    story = live_story()
    coverage = SpecialCoverageFactory(target=target, data_updated_at=NOW, ends_at=NOW + timedelta(hours=1))
    banner = read_article_page(find_story(story.pk), now=NOW).site.banner.first
    assert (banner.title, banner.label, banner.stamp) == (coverage.title, "Live results", "November 3, 5:00:00PM ET")
    assert banner.url == f"/politics/{target.slug}-{target.pk}/"
    assert read_article_page(find_story(story.pk), now=NOW + timedelta(hours=1)).site.banner is None
    SpecialCoverage.objects.update(is_on=False)
    assert read_article_page(find_story(story.pk), now=NOW).site.banner is None


def test_two_banners_switched_on_show_the_more_important_one():
    story = live_story()
    SpecialCoverageFactory(title="Storm", priority=1)
    SpecialCoverageFactory(title="Vote", priority=5)
    assert read_article_page(find_story(story.pk), now=NOW).site.banner.first.title == "Vote"
