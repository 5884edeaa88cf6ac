"""Purging: which versions of stories a newsroom may forget, and forgetting them in portions."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from articles.models import Correction, PreviewLink, PublishedArticle, Revision, ScheduledUpdate, UnsavedWork

PASSING = (Revision.Kind.SAVED, Revision.Kind.HANDED_OVER, Revision.Kind.SET_ASIDE)


def forgettable(*, before: datetime) -> QuerySet[Revision]:
    """Versions taken before a moment (aware) that nobody needs any more. Never among them: what was published or
    brought back, what has a name, the newest version of each story and the one its working copy is, and what a
    correction, a scheduled update, a preview link that was open since, or somebody's unsaved work refers to."""
    this = OuterRef("pk")
    newer = Revision.objects.filter(article=OuterRef("article"), number__gt=OuterRef("number"))
    typed_over = UnsavedWork.objects.filter(article=OuterRef("article"), opened_version=OuterRef("version"))
    return Revision.objects.filter(
        Exists(newer),
        ~Exists(PublishedArticle.objects.filter(revision=this)),
        ~Exists(Correction.objects.filter(Q(before=this) | Q(after=this))),
        ~Exists(ScheduledUpdate.objects.filter(revision=this)),
        ~Exists(PreviewLink.objects.filter(revision=this, expires_at__gt=before)),
        ~Exists(typed_over),
        Q(version__isnull=True) | ~Q(version=F("article__lock_version")),
        kind__in=PASSING,
        name="",
        at__lt=before,
    )


def purge(*, before: datetime, batch: int = 500) -> Iterator[int]:
    """Delete what is forgettable and say after each portion how many that were. Each portion is a transaction of its
    own: stopped in the middle, it has done whole portions, and can be run again."""
    last = 0
    while numbers := _portion(before, last, batch):
        last = numbers[-1]
        with transaction.atomic():
            # Asked once more with the rows held: somebody may have given one a name or made a link to it meanwhile.
            held = Revision.objects.select_for_update(of=("self",)).filter(pk__in=numbers).order_by("pk")
            list(held.values_list("pk", flat=True))
            still = list(forgettable(before=before).filter(pk__in=numbers).values_list("pk", flat=True))
            Revision.objects.filter(pk__in=still).only("pk").delete()
        yield len(still)


def _portion(before: datetime, last: int, batch: int) -> list[int]:
    return list(forgettable(before=before).filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:batch])
