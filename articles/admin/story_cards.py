"""Cards: stories as the desk picks them, with picture, words and state. One query for a list of them. Those of photos
are in photo_cards.py."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

from articles.admin.article_list import UNREAD
from articles.admin.badges import time_ago
from articles.admin.photo_cards import smallest
from articles.html import without_controls
from articles.models import Article
from articles.related import article_id_of, url_key
from articles.workflow import State, published_of, story_state

MOST = 20
MOST_WORDS = 8
# What a card needs of a story, for select_related and defer.
JOINED = ("section", "lead_photo", "published")
SHORTER = {State.LIVE_CHANGED: State.LIVE}  # what waits for an update matters to that story's own form only


@dataclass(frozen=True, slots=True)
class StoryCard:
    """`meta` reads "Politics · Live · 2 h ago", `picture` is an address or empty, `kind` names the state in CSS."""

    id: int
    headline: str
    meta: str
    picture: str
    state: str
    kind: str
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def with_cards(stories: QuerySet[Article]) -> QuerySet[Article]:
    """The same stories with what their cards print and without their texts."""
    return stories.select_related(*JOINED).defer(*UNREAD)


def story_card(story: Article, *, now: datetime, reason: str = "") -> StoryCard:
    """The card of a story read by `with_cards`."""
    published, state = published_of(story), story_state(story, now=now)
    state = SHORTER.get(state, state)
    when = time_ago(published.published_at if published else story.edited_at or story.created_at, now=now)
    if state is State.SCHEDULED:
        when = ""  # a time ahead is not “ago”
    words = (story.section.name if story.section else "", state.value, strip_tags(when))
    return StoryCard(
        id=story.pk,
        headline=str(story),
        meta=" · ".join(filter(None, words)),
        picture=smallest(story.lead_photo),
        state=state.value,
        kind=state.name.lower().replace("_", "-"),
        reason=reason,
    )


def printed_card(story: Article, *, now: datetime) -> SafeString:
    """The card in a row of the story form; picking.js builds the same for what is picked there."""
    card = story_card(story, now=now)
    picture = format_html('<img src="{}" alt="" loading="lazy" decoding="async">', card.picture) if card.picture else ""
    return format_html(
        '<span class="desk-card" data-card="{}"><span class="desk-card-picture">{}</span>'
        '<span class="desk-card-words"><span class="desk-card-headline">{}</span>'
        '<span class="desk-card-meta desk-state-{}">{}</span></span></span>',
        *(card.id, picture, card.headline, card.kind, card.meta),
    )


def stories_by_headline(term: str, *, but_not: int | None = None) -> QuerySet[Article]:
    """The newest stories with every word of `term` in their headline; an address of ours finds its story."""
    stories = with_cards(Article.objects.exclude(pk=but_not)).order_by("-pk")
    term = without_controls(term).strip()
    if term.startswith(("http://", "https://", "/")) and (found := article_id_of(url_key(term))):
        return stories.filter(pk=found)
    for word in term.split()[:MOST_WORDS]:
        stories = stories.filter(headline__icontains=word)
    return stories[:MOST]


def stories_by_id(ids: list[int]) -> list[Article]:
    """Those of the stories that there are, in the order asked for."""
    found = with_cards(Article.objects.all()).in_bulk(ids)
    return [found[one] for one in ids if one in found]
