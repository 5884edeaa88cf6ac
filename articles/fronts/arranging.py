"""The verbs of a front: put an arrangement up, now or for later, take back what is still to come, bring an earlier one
back. Nothing is ever changed or deleted: each is a row of its own, and the newest that has begun shows."""

from datetime import datetime
from typing import Any

from django.db import transaction

from articles.dates import printed_soon
from articles.fronts.layout import Layout, stored_layout
from articles.models import FrontEdition, PublishedArticle, Section
from articles.workflow.permissions import NotAllowed

MAY_NOT = "You may look at fronts, but not arrange them. Ask a producer."


class FrontRefused(ValueError):
    """It cannot be put up so. The message is a sentence for the desk."""


class FrontMoved(Exception):
    """Somebody else has put up another one since. The message says who and when."""


@transaction.atomic
def put_up(
    layout: Layout,
    *,
    by: Any,
    now: datetime,
    section_id: int | None = None,
    starts_at: datetime | None = None,
    seen: int | None = None,
    anyway: bool = False,
    note: str = "",
) -> FrontEdition:
    """Show the layout from `starts_at` (aware; None: now). `seen` is the newest edition that the producer knew, and
    another newer one is only put aside when they say `anyway`. The very same again changes nothing.

    Raises NotAllowed, FrontRefused, FrontMoved.
    """
    _require(by)
    if starts_at is not None and starts_at <= now:
        raise FrontRefused("That time is past. Put the front up now, or choose a time to come.")
    _check(layout, section_id)
    newest = _newest(section_id)
    if newest is not None and newest.pk != seen:
        if (
            newest.made_by_id == by.pk
            and newest.layout == layout.as_json()
            and (newest.starts_at > now) == bool(starts_at)
        ):
            return newest  # pressed twice
        if not anyway:
            raise FrontMoved(f"{_name(newest)} put up another front at {printed_soon(newest.made_at, now=now)}.")
    return FrontEdition.objects.create(
        section_id=section_id,
        layout=layout.as_json(),
        starts_at=starts_at or now,
        note=note[:200],
        made_at=now,
        made_by=by,
    )


def cancel(edition_id: int, *, by: Any, now: datetime) -> bool:
    """Take back a front that is still to come; False when it has begun, or somebody took it back before. Raises
    NotAllowed."""
    _require(by)
    to_come = FrontEdition.objects.filter(pk=edition_id, starts_at__gt=now, cancelled_at__isnull=True)
    return bool(to_come.update(cancelled_at=now))


def bring_back(edition_id: int, *, by: Any, now: datetime, seen: int | None) -> FrontEdition:
    """Put an earlier arrangement up once more, as a new one. Stories that readers have lost since are left out. Raises
    NotAllowed, FrontRefused when there is no such edition, FrontMoved."""
    _require(by)
    earlier = FrontEdition.objects.filter(pk=edition_id).first()
    if earlier is None:
        raise FrontRefused("That front is not there any more.")
    layout = without(stored_layout(earlier.layout), missing_stories(stored_layout(earlier.layout)))
    return put_up(layout, by=by, now=now, section_id=earlier.section_id, seen=seen)


def missing_stories(layout: Layout) -> set[int]:
    """Stories of a layout that readers will not see, whatever the hour: never published, or withdrawn."""
    wanted = set(layout.stories())
    there = PublishedArticle.objects.filter(pk__in=wanted, withdrawn_at__isnull=True)
    return wanted - set(there.values_list("pk", flat=True))


def without(layout: Layout, stories: set[int]) -> Layout:
    """The same layout with some stories taken out."""
    said = layout.as_json()
    said["lead"] = None if said["lead"] in stories else said["lead"]
    for part in (said, *said["packages"], *said["rivers"]):
        for name in {"top", "stories", "pins"} & part.keys():
            part[name] = [one for one in part[name] if one not in stories]
    return stored_layout(said)


def _check(layout: Layout, section_id: int | None) -> None:
    if missing := missing_stories(layout):
        numbers = ", ".join(str(one) for one in sorted(missing))
        raise FrontRefused(
            f"Readers do not have story {numbers}: it was never published, or it was withdrawn. Take it out."
        )
    sections = {river.section for river in layout.rivers} | ({section_id} if section_id is not None else set())
    if Section.objects.filter(pk__in=sections).count() != len(sections):
        raise FrontRefused("A section was deleted meanwhile. Load the page again; your stories are still on the site.")


def _newest(section_id: int | None) -> FrontEdition | None:
    """Locked, so that of two who put one up at the same instant the second is told of the first."""
    rows = FrontEdition.objects.of(section_id).filter(cancelled_at__isnull=True)
    return rows.select_related("made_by").select_for_update(of=("self",)).order_by("-id").first()


def _require(by: Any) -> None:
    if not by.has_perm("articles.arrange_front"):
        raise NotAllowed(MAY_NOT)


def _name(edition: FrontEdition) -> str:
    return (edition.made_by.get_full_name() or edition.made_by.get_username()) if edition.made_by else "Somebody"
