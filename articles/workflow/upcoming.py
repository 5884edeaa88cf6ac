"""What goes out next, for the desk: first publications, updates of live stories, stories that are taken down."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from heapq import merge
from itertools import islice

from django.db.models.fields.json import KeyTextTransform

from articles.models import Article, Errand, ScheduledUpdate
from articles.workflow.states import published_of

LATE = timedelta(minutes=2)  # a job that runs once a minute may take its time; beyond that, somebody should look

Step = Errand.Step


@dataclass(frozen=True, slots=True)
class GoingOut:
    """`at` is aware. `what`: "first publication", "update" or "taken down". `late`: by how much the time was missed,
    None while all is well."""

    article_id: int
    headline: str
    at: datetime
    what: str
    late: timedelta | None


def going_out_next(now: datetime, limit: int = 10) -> list[GoingOut]:
    """The first `limit` of them, late updates first. Two queries that read no more, at any number of stories."""
    return list(islice(merge(_updates(now, limit), _times(now, limit), key=lambda one: one.at), limit))


def headline_of(article: Article) -> str:
    """As readers have it, or will have it; the desk may have changed it since."""
    published = published_of(article)
    return published.headline if published else str(article)


def _updates(now: datetime, limit: int) -> list[GoingOut]:
    rows = ScheduledUpdate.objects.order_by("at", "pk").values_list(
        "article_id", KeyTextTransform("headline", "revision__content"), "at"
    )[:limit]
    return [GoingOut(story, headline, at, "update", _late(at, now=now)) for story, headline, at in rows]


def _times(now: datetime, limit: int) -> list[GoingOut]:
    """Never late: readers get these at their time by themselves, and only telling the rest of the site is an errand."""
    rows = (
        Errand.objects.filter(not_before__gt=now, due_at__gt=now, step__in=(Step.ANNOUNCE, Step.EXPIRE))
        .order_by("not_before", "pk")
        .values_list("article_id", "article__published__headline", "due_at", "step")[:limit]
    )
    return [
        GoingOut(story, headline, at, "taken down" if step == Step.EXPIRE else "first publication", None)
        for story, headline, at, step in rows
    ]


def _late(at: datetime, *, now: datetime) -> timedelta | None:
    return now - at if now - at >= LATE else None
