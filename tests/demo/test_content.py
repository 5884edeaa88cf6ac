"""The demo stories fit together: every reference resolves, and nothing on a page could appear twice."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from articles.demo import art
from articles.demo.content import CONTRIBUTORS, COVERAGE, SECTIONS, STORIES, TOPICS, markup
from articles.demo.content.results import AREAS, CONTESTS, WARDS
from articles.demo.content.shapes import DemoPhoto, DemoStory, Link

BY_SLUG = {story.slug: story for story in STORIES}
SUNDAY = date(2026, 3, 1)


def paragraph_count(text: str) -> int:
    """Plain paragraphs of a body, as after_paragraph counts them: no subheads, quotations or lists."""
    return sum(not block.startswith(("## ", "> ", "- ")) for block in markup.blocks(text))


def links(story: DemoStory) -> list[Link]:
    return [*story.related, *(link for _, link in story.inline)]


def photos(story: DemoStory) -> list[DemoPhoto]:
    return [photo for photo in (story.lead, *(photo for _, photo in story.photos), *story.gallery) if photo]


def test_there_are_enough_stories_in_every_section() -> None:
    per_section = Counter(story.section for story in STORIES)
    assert len(STORIES) >= 44
    assert set(per_section) == {section.slug for section in SECTIONS}
    inside = {section.slug for section in SECTIONS if section.parent}
    assert min(count for section, count in per_section.items() if section not in inside) >= 6


@pytest.mark.parametrize("entries", [SECTIONS, TOPICS, CONTRIBUTORS, STORIES])
def test_slugs_are_unique(entries: tuple) -> None:
    assert len({entry.slug for entry in entries}) == len(entries)


def test_headlines_are_unique_and_fit_the_front() -> None:
    assert len({story.headline for story in STORIES}) == len(STORIES)
    assert [story.headline for story in STORIES if not 30 <= len(story.headline) <= 100] == []


def test_sections_topics_and_authors_exist() -> None:
    topics = {topic.slug for topic in TOPICS}
    authors = {contributor.slug for contributor in CONTRIBUTORS}
    for story in STORIES:
        assert set(story.topics) <= topics, story.slug
        assert story.authors, story.slug
        assert set(story.authors) <= authors, story.slug


def test_every_topic_and_author_is_used() -> None:
    assert {topic.slug for topic in TOPICS} == {topic for story in STORIES for topic in story.topics}
    assert {one.slug for one in CONTRIBUTORS} == {author for story in STORIES for author in story.authors}


def test_links_lead_to_other_stories_that_readers_can_see_and_never_twice() -> None:
    for story in STORIES:
        targets = [link if isinstance(link, str) else link[1] for link in links(story)]
        assert len(set(targets)) == len(targets), story.slug
        assert story.slug not in targets
        for target in targets:
            if not target.startswith("https://"):
                assert target in BY_SLUG, (story.slug, target)
                assert BY_SLUG[target].state == "live", (story.slug, target)


def test_inline_links_and_photos_stand_inside_the_text() -> None:
    for story in STORIES:
        count = paragraph_count(story.body)
        places = [place for place, _ in (*story.inline, *story.photos)]
        assert all(1 <= place < count for place in places), story.slug


def test_photos_can_be_drawn_and_are_described() -> None:
    for story in STORIES:
        for photo in photos(story):
            assert photo.name in art.NAMES, story.slug
            assert photo.credit, story.slug
            assert photo.alt, story.slug
            assert photo.alt.lower() not in photo.caption.lower()
            assert photo.caption.lower() not in photo.alt.lower()


def test_the_states_a_desk_meets_are_all_there() -> None:
    states = Counter(story.state for story in STORIES)
    assert (states["withdrawn"], states["scheduled"], states["draft"], states["review"]) == (1, 1, 1, 1)
    for story in STORIES:
        assert bool(story.withdrawn_reason) == (story.state == "withdrawn"), story.slug
        assert (story.hours_ago < 0) == (story.state == "scheduled"), story.slug
        assert story.hours_ago <= 14 * 24, story.slug


def test_there_is_a_correction_an_update_a_missing_picture_and_a_fresh_story() -> None:
    live = [story for story in STORIES if story.state == "live"]
    assert sum(bool(story.correction) for story in live) == 1
    assert [story.slug for story in live if story.updated_hours_ago is not None] == ["water-street-flood"]
    assert sum(photo.missing for story in live for photo in photos(story)) == 1
    assert min(story.hours_ago for story in live) < 1
    assert sum(len(story.authors) > 1 for story in live) >= 3


def test_the_coverage_has_live_stories_of_its_topic() -> None:
    assert sum(COVERAGE.topic in story.topics and story.state == "live" for story in STORIES) >= 5


def test_the_count_by_wards_adds_up_to_the_count_of_the_city() -> None:
    mayor = CONTESTS[0]
    by_ward = [sum(votes) for votes in zip(*(votes for _, votes in mayor.parts), strict=True)]
    assert by_ward == [choice.votes for choice in mayor.choices]
    assert [code for code, _ in mayor.parts] == [ward.code for ward in WARDS]
    tiles = [area.tile for area in AREAS if area.tile]
    assert len(tiles) == len(set(tiles))


def test_no_straight_quotes_reach_the_reader() -> None:
    for story in STORIES:
        for text in (
            story.headline,
            story.dek,
            story.body,
            story.correction,
            *(p.caption + p.alt for p in photos(story)),
        ):
            assert "'" not in text, story.slug
            assert '"' not in text, story.slug


def test_bodies_become_html_without_leftovers_of_the_notation() -> None:
    for story in STORIES:
        html = markup.to_html(story.body, SUNDAY)
        assert html.count("<p>") >= 2, story.slug
        assert not any(mark in html for mark in ("{day", "](", "**", "## ", "&gt; ")), story.slug


def test_markup_knows_subheads_quotations_lists_links_and_emphasis() -> None:
    text = "First *soft* and **hard** & <b>.\n\n## Sub\n\n> One\n> two\n\n- a\n- [b](https://example.org/x?a=1&b=2)"
    assert markup.to_html(text, SUNDAY).splitlines() == [
        "<p>First <em>soft</em> and <strong>hard</strong> &amp; &lt;b&gt;.</p>",
        "<h2>Sub</h2>",
        "<blockquote><p>One two</p></blockquote>",
        '<ul><li>a</li><li><a href="https://example.org/x?a=1&amp;b=2">b</a></li></ul>',
    ]
    assert paragraph_count(text) == 1


def test_markup_keeps_other_addresses_and_tags_inert() -> None:
    html = markup.to_html('[x](javascript:alert(1)) <img src=x onerror="y">', SUNDAY)
    assert "<a" not in html
    assert "<img" not in html


def test_weekdays_are_counted_from_the_day_of_publication() -> None:
    assert markup.with_weekdays("{day-1}, {day}, {day+2}", SUNDAY) == "Saturday, Sunday, Tuesday"
