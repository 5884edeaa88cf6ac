"""Errands: what follows a publication, an expiry or a withdrawal. Written in the transaction of the verb, so that they
cannot be lost with the process; done right after the commit, or at their time by publish_due; deleted when done; tried
again, less and less often, when they fail. What each one does is in steps.py.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet

from articles.models import Errand
from articles.workflow.steps import announce, carry_out

log = logging.getLogger("newsroom.workflow")

Step = Errand.Step
# Whoever committed does what is due at once; if that process died, publish_due takes over after this long.
GRACE = timedelta(minutes=1)
LEASE = timedelta(minutes=5)  # for as long nobody else tries what somebody has begun; longer than any step takes
LONGEST_FAULT = 2000
# Not for whoever has just published: the one has failed a moment ago, the other takes seconds.
LEFT_TO_OTHERS = (Step.INDEX, Step.PICTURES)


def back_off(attempts: int) -> timedelta:
    """How long to wait after so many attempts: 1, 2, 4 … minutes, at most an hour."""
    return min(timedelta(minutes=1) * 2 ** min(attempts - 1, 10), timedelta(hours=1))


def write_errands(article_id: int, due: Mapping[Step, datetime], *, now: datetime, first: bool, fresh: bool) -> None:
    """Put down what is to follow, each with its time, in place of what was to follow before (`fresh`: there was
    nothing). What is due by `now` is done as soon as the transaction is committed.

    Call it in the transaction of the verb. `first`: readers never had the story before.
    """
    if not fresh:
        Errand.objects.filter(article=article_id).exclude(step__in=due).delete()
    at_once = [step for step, at in due.items() if at <= now and step not in LEFT_TO_OTHERS]
    rows = [
        Errand(
            article_id=article_id,
            step=step,
            due_at=at,
            not_before=now + GRACE if at <= now and step is not Step.PICTURES else at,
        )
        for step, at in due.items()
    ]
    Errand.objects.bulk_create(
        rows,
        update_conflicts=not fresh,
        unique_fields=None if fresh else ("article", "step"),
        update_fields=None if fresh else ("due_at", "not_before", "attempts", "fault", "tried_at"),
    )
    if at_once:
        transaction.on_commit(partial(_do_at_once, article_id, at_once, now=now, first=first), robust=True)


def add_errands(article_ids: Iterable[int], step: Step, *, now: datetime) -> None:
    """Put a step down for publish_due, beside what else is to follow; one that waits already is left as it is."""
    rows = (Errand(article_id=number, step=step, due_at=now, not_before=now) for number in article_ids)
    Errand.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)


def due_errands(now: datetime) -> QuerySet[Errand]:
    """What should be done or tried again by now, longest due first."""
    return Errand.objects.filter(not_before__lte=now).select_related("article__published")


def do_errand(errand: Errand, *, now: datetime) -> str | None:
    """Do one errand unless somebody else has begun it. Returns None then, "" when it was done, and else what went
    wrong: that is on record, and it will be tried again. Call it in no transaction."""
    lease = now + LEASE
    claimed = Errand.objects.filter(pk=errand.pk, not_before=errand.not_before, attempts=errand.attempts).update(
        not_before=lease, attempts=F("attempts") + 1, tried_at=now
    )
    if not claimed:
        return None
    ours = Errand.objects.filter(pk=errand.pk, not_before=lease)  # somebody may publish anew meanwhile
    try:
        carry_out(Step(errand.step), errand.article_id, now=now)
    except Exception as fault:
        words = _told(errand.article_id, errand.step, fault)
        ours.update(fault=words, not_before=now + back_off(errand.attempts + 1))
        return words
    ours.delete()
    return ""


def _do_at_once(article_id: int, steps: Sequence[Step], *, now: datetime, first: bool) -> None:
    """Right after the commit: every step, whatever becomes of the others, and one statement for those that went well.
    Should even that fail, publish_due does them once more."""
    ours = Errand.objects.filter(article=article_id, not_before=now + GRACE, attempts=0)
    done = []
    for step in steps:
        try:
            if step is Step.ANNOUNCE:
                announce(article_id, now=now, first=first)
            else:
                carry_out(step, article_id, now=now)
            done.append(step)
        except Exception as fault:
            words = _told(article_id, step, fault)
            ours.filter(step=step).update(fault=words, attempts=1, tried_at=now, not_before=now + back_off(1))
    if done:
        ours.filter(step__in=done).delete()


def _told(article_id: int, step: str, fault: Exception) -> str:
    log.error("story %s: could not %s", article_id, Step(step).label, exc_info=fault)
    return f"{type(fault).__name__}: {fault}"[:LONGEST_FAULT]
