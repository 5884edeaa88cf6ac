"""The stories of the desk's front page: one's own, those that wait for review, those live with unpublished changes.

All three are read at once, from the few rows at the head of an index each, so that they cost the same in a newsroom of
any size.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.safestring import SafeString

from articles.admin.article_list import UNREAD
from articles.admin.badges import state_badge, time_ago
from articles.admin.written import Written
from articles.models import Article, AuditLine, Byline, PublishedArticle
from articles.workflow import State, published_of, story_state

ROWS = 8
OWN = 40  # of one's own stories, begun or signed, those looked at for what needs doing
_HANDED = (AuditLine.Verb.SUBMITTED, AuditLine.Verb.SENT_BACK)


@dataclass(frozen=True, slots=True)
class StoryRow:
    """A line of a list. `note` is what somebody wrote or did about it, with `by` and `when`; empty: nothing."""

    story: Article
    state: SafeString
    section: str
    when: SafeString | str
    by: str
    note: str = ""
    sent_back: bool = False


@dataclass(frozen=True, slots=True)
class DeskStories:
    """`mine_ids` also has those of one's own stories that the list has no room for."""

    mine: list[StoryRow]
    waiting: list[StoryRow]
    changed: list[StoryRow]
    mine_ids: list[int]


def desk_stories(user: Any, *, now: datetime) -> DeskStories:
    """The three lists for `user` at `now` (aware), ROWS of each at most. Two queries."""
    found = list(_found(user, now=now))
    handed = _handed_over([story for story in found if story.stage != Article.Stage.READY])
    rows = {story.pk: _row(story, handed.get(story.pk), now=now) for story in found}
    mine = [story for story in found if story.is_mine]
    mine.sort(key=lambda story: _urgency(story, rows[story.pk], now=now))
    waiting = [story for story in found if story.stage == Article.Stage.IN_REVIEW]
    waiting.sort(key=lambda story: handed[story.pk].at if story.pk in handed else story.edited_at or story.created_at)
    changed = [story for story in found if story_state(story, now=now) is State.LIVE_CHANGED]
    shown = ([rows[story.pk] for story in stories[:ROWS]] for stories in (mine, waiting, changed))
    return DeskStories(*shown, mine_ids=[story.pk for story in mine])


def _found(user: Any, *, now: datetime) -> QuerySet[Article]:
    """The stories of all three lists, each once, last edited first."""
    stories = Article.objects.order_by("-edited_at")
    live = PublishedArticle.objects.live(now).filter(pk=OuterRef("pk"))
    heads = (
        stories.filter(created_by=user)[:OWN],
        stories.filter(~Q(stage=Written("ready")), stage=Article.Stage.IN_REVIEW).order_by("edited_at")[:OWN],
        stories.filter(Exists(live), is_changed=True)[:ROWS],
    )
    signed = Byline.objects.filter(contributor__user=user)
    # + 0: in the order of the index by story, the planner would look for one's few bylines among everybody's.
    newest = Byline.objects.filter(pk__in=signed.order_by(-(F("article_id") + 0)).values("pk")[:OWN])
    parts = (Article.objects.filter(pk__in=head.values("pk")).order_by().values("pk") for head in heads)
    ids = newest.order_by().values("article_id").union(*parts)
    is_mine = Q(created_by=user) | Exists(signed.filter(article=OuterRef("pk")))
    read = Article.objects.filter(pk__in=ids).select_related("section", "published", "edited_by").defer(*UNREAD)
    return read.annotate(is_mine=is_mine).order_by("-edited_at")


def _handed_over(stories: list[Article]) -> dict[int, AuditLine]:
    """By story: who sent it to review or back last, and with what words."""
    ids = [story.pk for story in stories]
    lines = AuditLine.objects.filter(article_id__in=ids, verb__in=_HANDED).select_related("by").order_by("at", "id")
    return {line.article_id: line for line in lines}


def _row(story: Article, line: AuditLine | None, *, now: datetime) -> StoryRow:
    who, at = (line.by, line.at) if line else (story.edited_by, story.edited_at or story.created_at)
    sent_back = line is not None and line.verb == AuditLine.Verb.SENT_BACK and story.stage == Article.Stage.DRAFT
    return StoryRow(
        story=story,
        state=state_badge(story, now=now),
        section=story.section.name if story.section else "",
        when=time_ago(at, now=now),
        by=(who.get_full_name() or who.get_username()) if who else "",
        note=line.detail if line else "",
        sent_back=sent_back,
    )


def _urgency(story: Article, row: StoryRow, *, now: datetime) -> tuple[int, float]:
    """Sent back comes first, then what readers do not have yet or have differently, then the rest, newest first."""
    unfinished = published_of(story) is None or story_state(story, now=now) is State.LIVE_CHANGED
    edited = story.edited_at or story.created_at
    return (0 if row.sent_back else 1 if unfinished else 2, -edited.timestamp())
