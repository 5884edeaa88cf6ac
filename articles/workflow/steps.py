"""Steps: what follows a publication, one function for each kind of errand. Each may be done twice without harm, and
raises when it could not be done. When they are done is in errands.py."""

from datetime import datetime

from django.db import transaction
from django.dispatch import Signal

from articles.events import story_expired, story_published, story_withdrawn
from articles.models import Article, AuditLine, Errand, PublishedArticle
from articles.related import pass_key_on
from articles.related.candidates import index_story
from articles.search.index import belongs, forget_stories, write_stories
from articles.workflow.likeness import traits_of
from articles.workflow.picture_sizes import make_story_sizes
from articles.workflow.reprojecting import reproject

Step = Errand.Step
_OUT = (AuditLine.Verb.PUBLISHED, AuditLine.Verb.UPDATED, AuditLine.Verb.WENT_OUT)


class StepFailed(Exception):
    """Somebody who is told of stories could not act on it. The message says who and why."""


def carry_out(step: Step, article_id: int, *, now: datetime) -> None:
    """Do one step for a story as it stands now. A step that makes no sense any more is left out."""
    if step is Step.KEYS:
        pass_key_on(article_id)
    elif step is Step.INDEX:
        _index(article_id, now=now)
    elif step is Step.PRINT:
        reproject(article_id, now=now)
    elif step is Step.PICTURES:
        make_story_sizes(article_id, now=now)
    else:
        _tell(step, article_id, now=now)


def announce(article_id: int, *, now: datetime, first: bool) -> None:
    """Tell every receiver that readers have the story, or something new in it. Raises StepFailed."""
    _send(story_published, article_id, now=now, first=first)


def _tell(step: Step, article_id: int, *, now: datetime) -> None:
    published = PublishedArticle.objects.filter(pk=article_id).first()
    if published is None:
        return
    expired_at = published.expires_at if published.expires_at and published.expires_at <= now else None
    if step is Step.WITHDRAW and published.withdrawn_at is not None:
        _send(story_withdrawn, article_id, now=now)
    elif step is Step.EXPIRE and expired_at and published.withdrawn_at is None:
        _note_once(published, AuditLine.Verb.EXPIRED, at=expired_at)
        _forget_expired(article_id, now=now)
        _send(story_expired, article_id, now=now)
    elif step is Step.ANNOUNCE and published.is_live(now):
        if not AuditLine.objects.filter(revision=published.revision_id, verb__in=_OUT).exists():
            _note_once(published, AuditLine.Verb.WENT_OUT, at=published.published_at)
        first = AuditLine.objects.filter(article=article_id, verb__in=_OUT).count() <= 1
        announce(article_id, now=now, first=first)


def _note_once(published: PublishedArticle, verb: AuditLine.Verb, *, at: datetime) -> None:
    """A line in the log at the time when it was true for readers, however late or often the step is done."""
    about = {"article_id": published.pk, "revision_id": published.revision_id, "verb": verb}
    AuditLine.objects.get_or_create(**about, at=at)


def _send(signal: Signal, article_id: int, **told: object) -> None:
    """Every receiver has its turn, then the failures are raised together."""
    at = told.pop("now")
    results = signal.send_robust(sender=Article, article_id=article_id, at=at, **told)
    faults = [f"{_name(receiver)}: {result}" for receiver, result in results if isinstance(result, Exception)]
    if faults:
        raise StepFailed("; ".join(faults))


def _name(receiver: object) -> str:
    return getattr(receiver, "__qualname__", repr(receiver))


@transaction.atomic
def _index(article_id: int, *, now: datetime) -> None:
    Article.objects.select_for_update().only("pk").get(pk=article_id)  # nobody publishes it meanwhile
    story = PublishedArticle.objects.select_related("revision").get(pk=article_id)
    index_story(article_id, traits_of(story.revision.content))
    if belongs(story, now=now):
        write_stories([story])


@transaction.atomic
def _forget_expired(article_id: int, *, now: datetime) -> None:
    """Readers have not seen it in the search since it expired; now it leaves the index as well."""
    Article.objects.select_for_update().only("pk").get(pk=article_id)  # nobody publishes it meanwhile
    if not belongs(PublishedArticle.objects.get(pk=article_id), now=now):
        forget_stories([article_id])
