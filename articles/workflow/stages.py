"""Stages: how a working copy goes from hand to hand. Publication sets the last one (publish.py).

    draft ── submit ──> in review ── mark_ready ──> ready
      <──── take_back ─────┘                          │
      <──────────────── send_back ────────────────────┘

A hand-over moves no content and no version: open forms stay good. It leaves a revision and a line in the log.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction

from articles.dates import printed_soon
from articles.html import without_controls
from articles.models import Article, AuditLine, Revision
from articles.workflow.permissions import refuse, why_not_edit, why_not_review, why_not_take_back
from articles.workflow.snapshot import take_revision, take_snapshot
from articles.workflow.states import published_of

log = logging.getLogger("newsroom.workflow")

LONGEST_NOTE = 2_000  # characters, as AuditLine.detail
DRAFT, IN_REVIEW, READY = Article.Stage.DRAFT, Article.Stage.IN_REVIEW, Article.Stage.READY
Verb = AuditLine.Verb
HAND_OVERS = (Verb.SUBMITTED, Verb.SENT_BACK, Verb.READY, Verb.TAKEN_BACK)
# The stage each verb leads to, and what the revision it leaves is called.
_LEADS_TO = {Verb.SUBMITTED: IN_REVIEW, Verb.SENT_BACK: DRAFT, Verb.READY: READY, Verb.TAKEN_BACK: DRAFT}
_REASONS = {
    Verb.SUBMITTED: "Sent to review",
    Verb.SENT_BACK: "Sent back",
    Verb.READY: "Marked ready",
    Verb.TAKEN_BACK: "Taken back",
}


class StageRefused(Exception):
    """The story is not where this verb begins, or its note will not do. The message is a sentence for the desk."""


def submit(article_id: int, *, by: Any, now: datetime, note: str = "") -> Article:
    """Send a draft to review, or the change that was made to a story since it was published.

    As all verbs here: `by` is the user, or None for the operator of a command; `now` is aware. Returns the story as it
    stands. A second click changes nothing. Raises NotAllowed, StageRefused, or Article.DoesNotExist.
    """
    return _hand_over(article_id, Verb.SUBMITTED, _not_submitted, why_not_edit, by=by, now=now, note=note)


def send_back(article_id: int, *, by: Any, now: datetime, note: str) -> Article:
    """Give a story in review, or one marked ready, back to its writers with a note of what to do."""
    return _hand_over(article_id, Verb.SENT_BACK, _not_sent_back, why_not_review, by=by, now=now, note=note)


def mark_ready(article_id: int, *, by: Any, now: datetime, note: str = "") -> Article:
    """Say that a story may go out as it is. Until it does, those who cannot publish cannot change it."""
    return _hand_over(article_id, Verb.READY, _not_marked_ready, why_not_review, by=by, now=now, note=note)


def take_back(article_id: int, *, by: Any, now: datetime, note: str = "") -> Article:
    """Make a draft again of what one sent to review."""
    return _hand_over(article_id, Verb.TAKEN_BACK, _not_taken_back, why_not_take_back, by=by, now=now, note=note)


def last_hand_over(article_id: int) -> AuditLine | None:
    """Who gave the story out of their hands last, when, and with which note (in `detail`). One query."""
    return AuditLine.objects.filter(article_id=article_id, verb__in=HAND_OVERS).select_related("by").first()


@transaction.atomic
def _hand_over(
    article_id: int,
    verb: AuditLine.Verb,
    wrong_stage: Callable[[Article, datetime], str],
    why_not: Callable[[Any, Article], str],
    *,
    by: Any,
    now: datetime,
    note: str,
) -> Article:
    """With the row held, so that of two people who decide at the same instant the second is told what the first did."""
    story = Article.objects.select_for_update().get(pk=article_id)
    refuse("" if by is None else why_not(by, story))
    note = _checked_note(note, required=verb is Verb.SENT_BACK)
    if _is_done(story, verb, by=by, note=note):
        return story
    if sentence := wrong_stage(story, now):
        raise StageRefused(sentence)
    Article.objects.filter(pk=article_id).update(stage=_LEADS_TO[verb])
    story.stage = _LEADS_TO[verb]
    revision = take_revision(
        article_id,
        take_snapshot(article_id),
        kind=Revision.Kind.HANDED_OVER,
        version=story.lock_version,
        reason=_REASONS[verb],
        now=now,
        by=by,
    )
    AuditLine.objects.create(article=story, verb=verb, detail=note, revision=revision, at=now, by=by)
    log.info("%s story %s by %s", verb.value, article_id, by or "command")
    return story


def _checked_note(note: str, *, required: bool) -> str:
    note = without_controls(note.replace("\r\n", "\n")).strip()
    if required and not note:
        raise StageRefused("Write what is to be done. Whoever gets the story back has only your note to go by.")
    if len(note) > LONGEST_NOTE:
        raise StageRefused(f"The note has {len(note):,} characters. {LONGEST_NOTE:,} fit; put the rest into the story.")
    return note


def _is_done(story: Article, verb: AuditLine.Verb, *, by: Any, note: str) -> bool:
    """Whether this very hand-over is the last thing that happened to the story: a button pressed twice."""
    if story.stage != _LEADS_TO[verb]:
        return False
    last = story.audit_lines.first()
    return last is not None and (last.verb, last.by_id, last.detail) == (verb, by.pk if by else None, note)


def _not_submitted(story: Article, now: datetime) -> str:
    if story.stage == IN_REVIEW:
        return "It is in review already. What you save is what the editor sees."
    if story.stage == READY and published_of(story) is None:
        return "It is marked ready already."
    if (published := published_of(story)) and not story.is_changed:
        done = "scheduled" if published.published_at > now else "published"
        return f"Nothing has changed since it was {done}. Change the text first."
    return ""


def _not_sent_back(story: Article, now: datetime) -> str:
    if story.stage == DRAFT:
        return "It is a draft already, with its writers."
    published = published_of(story)
    if story.stage == READY and published and published.withdrawn_at is None and published.published_at > now:
        when = printed_soon(published.published_at, now=now)
        return f"It goes out at {when} as it is. Take it off the schedule first."
    return ""


def _not_marked_ready(story: Article, now: datetime) -> str:
    if story.stage != READY:
        return ""
    return "It has been published already." if published_of(story) else "It is marked ready already."


def _not_taken_back(story: Article, now: datetime) -> str:
    if story.stage == DRAFT:
        return "It is a draft already."
    return "" if story.stage == IN_REVIEW else "It is not in review any more. Ask an editor for it."
