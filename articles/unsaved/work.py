"""Unsaved work: kept while somebody types, found when they come back, dropped when it was saved or is not wanted.

No version, digest or log line of the story is touched. What may be kept is in boxes.py; who else is there, in
presence.py.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, models
from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from articles.models import Presence, Revision, UnsavedWork
from articles.unsaved.boxes import Work

KEPT = timedelta(days=30)
SEEN_KEPT = timedelta(days=1)
# Places that are not one for each story: new stories, and forms opened beside undecided work. The oldest go first.
MOST_LOOSE = 20
# A keep that was on its way while its form was saved comes seconds later; no newsroom saves this often meanwhile.
RECENT_REVISIONS = 1000

_LOOSE = Q(place__startswith="new:") | Q(place__regex=r"^story:[0-9]+:")


def keep_work(user_id: int, work: Work, *, now: datetime) -> None:
    """Write down what somebody has typed, over what was kept of it before, but not over what they type into the same
    story in another window: one statement. Call it outside a transaction, since a story that is deleted at the same
    instant is only noticed at the end of one."""
    row = UnsavedWork(
        user_id=user_id,
        article_id=work.article_id,
        place=_free_place(user_id, work),
        boxes=work.boxes,
        headline=work.headline,
        opened_version=work.opened_version,
        tab=work.tab,
        at=now,
    )
    try:
        _upsert(row)
    except IntegrityError:  # the story is gone; the text is not
        row.article_id = None
        _upsert(row)


class _Place(Case):
    """Django refuses columns in what is inserted; these are of rows that are there already."""

    contains_column_references = False


def _free_place(user_id: int, work: Work) -> Any:
    """The story's, unless another form of theirs has it; then a place beside, where this form stays."""
    if work.beside is None:
        return work.place
    mine = UnsavedWork.objects.filter(user_id=user_id)
    of_another = mine.filter(place=work.place).exclude(tab=work.tab)
    is_beside = Exists(of_another) | Exists(mine.filter(place=work.beside))
    return _Place(When(is_beside, then=Value(work.beside)), default=Value(work.place))


def _upsert(row: UnsavedWork) -> None:
    UnsavedWork.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=("user", "place"),
        update_fields=("article", "boxes", "headline", "opened_version", "tab", "at"),
    )


def drop_spare(user_id: int, tab: str, *, article_id: int | None) -> None:
    """After keeping, in one statement: drop it again when its form was saved meanwhile (a keep may overtake a save),
    and the oldest of too many new stories."""
    mine = UnsavedWork.objects.filter(user_id=user_id)
    spare = Q(tab=tab) & Q(Exists(_saved_from(tab, user_id, article_id)))
    if article_id is None:
        spare |= Q(pk__in=mine.filter(_LOOSE).order_by("-at", "-pk").values("pk")[MOST_LOOSE:])
    mine.filter(spare).delete()


def _saved_from(tab: str, user_id: int, article_id: int | None) -> QuerySet[Revision]:
    saved = Revision.objects.filter(tab=tab, by_id=user_id).exclude(kind=Revision.Kind.SET_ASIDE)
    if article_id is not None:
        return saved.filter(article_id=article_id)
    newest = Revision.objects.order_by("-pk").values("pk")[:1]
    return saved.filter(pk__gt=models.Subquery(newest) - RECENT_REVISIONS)


def hand_in(user_id: int, work: Work, *, typed_at: datetime, now: datetime) -> UnsavedWork | None:
    """Keep what a browser held while the server could not be reached. Work of the same form that is newer stays, work
    of another form is not written over. None when it was saved meanwhile or is too old."""
    typed_at = min(typed_at, now)
    if now - typed_at >= KEPT:
        return None
    others = UnsavedWork.objects.filter(user_id=user_id).defer("boxes")
    known = others.filter(tab=work.tab).order_by("-at").first()
    if known is None or known.at < typed_at:
        keep_work(user_id, work, now=typed_at)
        drop_spare(user_id, work.tab, article_id=work.article_id)
    return UnsavedWork.objects.filter(user_id=user_id, tab=work.tab).first()


def find_work(user: Any, article_id: int | None, *, now: datetime) -> list[UnsavedWork]:
    """What `user` has typed at this story and not saved, newest first; None: into stories that were never saved, and
    into such as were deleted meanwhile."""
    where = Q(article__isnull=True) if article_id is None else Q(article_id=article_id)
    return list(_kept(user, now=now).filter(where)[:MOST_LOOSE])


def find_all_work(user: Any, *, now: datetime) -> list[UnsavedWork]:
    """All unsaved work of a person, newest first, without the texts; `article` is at hand."""
    found = _kept(user, now=now).select_related("article")
    return list(found.only("at", "headline", "place", "user_id", "article__headline")[:MOST_LOOSE])


def own_work(user: Any, work_id: int, *, now: datetime) -> UnsavedWork | None:
    """One's own unsaved work; None for anybody else's."""
    return _kept(user, now=now).select_related("article").filter(pk=work_id).first()


def _kept(user: Any, *, now: datetime) -> QuerySet[UnsavedWork]:
    """Leaves out what was saved from the same form after all."""
    saved = Revision.objects.filter(article_id=OuterRef("article_id"), by_id=OuterRef("user_id"), tab=OuterRef("tab"))
    saved = saved.exclude(kind=Revision.Kind.SET_ASIDE)
    return UnsavedWork.objects.filter(~Exists(saved), user_id=user.pk, at__gt=now - KEPT).order_by("-at", "-pk")


def discard_work(user: Any, work_id: int) -> bool:
    """Drop one's own unsaved work; whether there was any."""
    return bool(UnsavedWork.objects.filter(user_id=user.pk, pk=work_id).delete()[0])


def discard_saved(user: Any, tabs: Collection[str]) -> None:
    """Drop what was kept of forms that are saved now."""
    UnsavedWork.objects.filter(user_id=user.pk, tab__in=[tab for tab in tabs if tab]).delete()


def forget_old(*, now: datetime) -> None:
    """Drop everybody's unsaved work of 30 days ago, and who had what open yesterday."""
    UnsavedWork.objects.filter(at__lte=now - KEPT).delete()
    Presence.objects.filter(seen_at__lt=now - SEEN_KEPT).delete()
