"""Suggestions while a story is written: the live stories most like what stands in the form, saved or not.

How alike stories are is worked out in related/ (traits, candidates, scores), as at publication.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lxml import html as lxml_html

from articles.admin.story_cards import StoryCard, stories_by_id, story_card
from articles.html import clean_body, cut_paragraphs, plain_text
from articles.models import Article, SpecialCoverage, Topic
from articles.related import article_key, shared_keys, url_key
from articles.related.candidates import Likely, likely_stories
from articles.related.sameness import SeenVersions
from articles.related.scores import reason_words, relevance
from articles.related.traits import story_traits

MOST = 6
POOL = 60
MOST_LINKS = 500
READ = 20_000  # characters of a text; its subject is clear by then
USUAL_HALF_LIFE = 7  # days, for a story whose section was taken away


@dataclass(frozen=True, slots=True)
class Writing:
    """A story as it stands in the form. `picked` are the stories among its related links."""

    story_id: int | None
    headline: str
    dek: str
    body: str
    topic_ids: tuple[int, ...]
    section_id: int | None
    coverage_id: int | None
    picked: tuple[int, ...]


def suggested_stories(writing: Writing, *, now: datetime) -> list[StoryCard]:
    """At most MOST live stories, best first, none that is picked, inserted or linked already, none twice in other
    words. Reads a bounded pool, whatever the size of the site."""
    body = clean_body(writing.body)
    likely = {one.story_id: one for one in _likely(writing, body)}
    stories = [story for story in stories_by_id(list(likely)) if _is_live(story, now=now)]
    stories.sort(key=lambda story: (-_worth(story, likely[story.pk], writing, now=now), -story.pk))
    taken = _taken_keys(writing, body) if stories else frozenset()
    seen, cards = SeenVersions(), []
    for story in stories:
        if {article_key(story.pk), story.published.story_key} & taken or seen.repeated_by(story.published):
            continue
        seen.add(story.published)
        cards.append(story_card(story, now=now, reason=reason_words(likely[story.pk].parts, age=_age(story, now))))
        if len(cards) == MOST:
            break
    return cards


def _likely(writing: Writing, body: str) -> list[Likely]:
    coverage = SpecialCoverage.objects.filter(pk=writing.coverage_id).values_list("pk", "title").first()
    traits = story_traits(
        headline=writing.headline,
        dek=writing.dek,
        text=_opening(body),
        topics=list(Topic.objects.filter(pk__in=writing.topic_ids).values_list("pk", "name")),
        coverage=coverage,
    )
    return likely_stories(traits, but_not=writing.story_id)[:POOL] if traits else []


def _opening(body: str) -> str:
    """The first READ characters of the text, its paragraphs on lines of their own."""
    lines: list[str] = []
    length = 0
    for html in cut_paragraphs(body):
        lines.append(plain_text(html))
        length += len(lines[-1])
        if length > READ:
            break
    return "\n".join(lines)[:READ]


def _taken_keys(writing: Writing, body: str) -> frozenset[str]:
    """The keys of every story that the form names already, its own included; at most one query."""
    ours = {writing.story_id, *writing.picked} - {None}
    keys = [article_key(one) for one in ours]
    if body:
        root = lxml_html.fragment_fromstring(body, create_parent="div")
        keys += [article_key(int(mark)) for mark in root.xpath("//@data-related")[:MOST_LINKS] if mark.isdecimal()]
        keys += [key for href in root.xpath("//a/@href")[:MOST_LINKS] if (key := url_key(href))]
    return frozenset(keys) | frozenset(shared_keys(keys))


def _is_live(story: Article, *, now: datetime) -> bool:
    return story.published.is_live(now)


def _age(story: Article, now: datetime) -> timedelta:
    return now - story.published.published_at


def _worth(story: Article, likely: Likely, writing: Writing, *, now: datetime) -> float:
    return relevance(
        likely.score,
        same_section=writing.section_id is not None and story.section_id == writing.section_id,
        age_days=_age(story, now) / timedelta(days=1),
        half_life_days=story.section.half_life_days if story.section else USUAL_HALF_LIFE,
    )
