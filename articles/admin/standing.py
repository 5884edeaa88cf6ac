"""Where a story stands, in sentences above its form: who handed it over and why, and what readers have of it."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from articles.admin.badges import printed_name
from articles.dates import printed_soon, printed_wait
from articles.models import Article, AuditLine, PublishedArticle, ScheduledUpdate
from articles.workflow import State, published_of, story_state
from articles.workflow.stages import last_hand_over


@dataclass(frozen=True, slots=True)
class Strip:
    """One sentence. `kind` names its colour in stages.css; `note` is what somebody wrote to go with it; `changes` the
    address of a page that shows what has changed since, or empty."""

    kind: str
    words: str
    note: str = ""
    changes: str = ""


def standing_of(story: Article, *, waiting: ScheduledUpdate | None, now: datetime) -> list[Strip]:
    """What its desk must know before reading on, at most three sentences; one query at most for a story whose
    `published` was read along. `waiting`: the update that is to go out."""
    published = published_of(story)
    strips: list[Strip | None] = []
    if published is None or story.stage != Article.Stage.READY:
        strips.append(_in_whose_hands(story, last_hand_over(story.pk), now=now))
    if published is not None:
        strips.append(_what_readers_have(story, published, now=now))
        strips.append(_what_they_get_next(waiting, now=now))
    return [strip for strip in strips if strip is not None]


def _in_whose_hands(story: Article, last: AuditLine | None, *, now: datetime) -> Strip | None:
    who, when = (printed_name(last.by), printed_soon(last.at, now=now)) if last else ("", "")
    note = last.detail if last else ""
    verb = last.verb if last else ""
    if story.stage == Article.Stage.IN_REVIEW:
        sent = verb == AuditLine.Verb.SUBMITTED
        return Strip(
            "review", f"In review since {when}, sent by {who}." if sent else "In review.", note if sent else ""
        )
    if story.stage == Article.Stage.READY:
        said = verb == AuditLine.Verb.READY
        return Strip("ready", f"Marked ready by {who} at {when}." if said else "Marked ready.", note if said else "")
    if verb == AuditLine.Verb.SENT_BACK:
        return Strip("sent-back", f"Sent back by {who} at {when}:", note)
    return None


def _what_readers_have(story: Article, published: PublishedArticle, *, now: datetime) -> Strip:
    state = story_state(story, now=now)
    version = printed_soon(published.projected_at, now=now)
    changes = _compare_address(story) if story.content_digest != published.content_digest else ""
    if state is State.SCHEDULED:
        out = f"{printed_soon(published.published_at, now=now)}, {printed_wait(published.published_at, now)}"
        as_it_was = f", as it was at {version}" if changes else ""
        return Strip("scheduled", f"Goes out {out}{as_it_was}.", changes=changes)
    if state is State.WITHDRAWN and published.withdrawn_at is not None:
        when = printed_soon(published.withdrawn_at, now=now)
        return Strip("over", f"Withdrawn at {when}: readers do not see it.", published.withdrawn_reason, changes)
    if state is State.EXPIRED and published.expires_at is not None:
        when = printed_soon(published.expires_at, now=now)
        return Strip("over", f"Taken down at {when}: readers do not see it.", changes=changes)
    if changes:
        return Strip("live", f"Live: readers see the version from {version}.", changes=changes)
    return Strip("live", f"Live: readers see exactly this, since {version}.")


def _what_they_get_next(update: ScheduledUpdate | None, *, now: datetime) -> Strip | None:
    if update is None:
        return None
    out = f"{printed_soon(update.at, now=now)}, {printed_wait(update.at, now)}"
    return Strip("scheduled", f"An update goes out {out}, as it was saved at {printed_soon(update.made_at, now=now)}.")


def _compare_address(story: Article) -> str:
    return reverse("admin:articles_article_compare", args=[story.pk]) + "?before=live&after=now"
