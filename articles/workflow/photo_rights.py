"""The verbs that give and take a photo: kill_photo takes it from readers at once, bring_back_photo undoes that, and
save_rights changes until when and how often it may be shown. Each does in one transaction what readers, the log and the
desk are to see; the files follow on commit (photo_errands.py).

What a photo's rights mean is in photos/rights.py, how stored rows are changed in photo_rows.py.
"""

import logging
from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from articles.dates import printed_soon
from articles.html import one_line
from articles.models import (
    Article,
    ArticlePhoto,
    AuditLine,
    Errand,
    LivePost,
    Photo,
    PublishedPhoto,
    SpecialCoverage,
)
from articles.photos.putting_away import delete_sizes
from articles.photos.rights import named
from articles.photos.usage import stories_printing, stories_shown_with
from articles.workflow.errands import add_errands
from articles.workflow.permissions import refuse, why_not_change_rights, why_not_kill_photo
from articles.workflow.photo_attention import note_hidden_photos, updates_with
from articles.workflow.photo_errands import make_public, write_photo_errand
from articles.workflow.photo_rows import set_until, take_out
from articles.workflow.reprojecting import reproject

log = logging.getLogger("newsroom.workflow")

TRIES = 5
MOST_AT_ONCE = 200  # stories that are printed anew while somebody waits
LONGEST_REASON = 300


class RightsRefused(Exception):
    """Nothing was changed. The message is a sentence for the desk."""


@dataclass(frozen=True, slots=True)
class Rights:
    """The boxes of a photo, by the names of its columns. `rights_end_at` is aware; None: no end, no limit."""

    rights_holder: str = ""
    rights_terms: str = ""
    rights_end_at: datetime | None = None
    most_uses: int | None = None
    do_not_publish: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a verb did. `stories`: the numbers of those readers have or will have with the photo, that changed for them;
    `is_done` False: it was so already."""

    photo: Photo
    stories: tuple[int, ...] = ()
    is_done: bool = True


def kill_photo(photo_id: int, *, reason: str, by: Any, now: datetime) -> Outcome:
    """Take a photo from readers, everywhere and at once. `by` is the user, or None for the operator of a command.

    Killing it twice changes nothing. Raises NotAllowed, RightsRefused without a reason, or Photo.DoesNotExist. All or
    nothing; its public files are taken away after the commit, and tried again when that fails.
    """
    with transaction.atomic():
        photo, stories = hold_photo(photo_id)
        refuse("" if by is None else why_not_kill_photo(by))
        if photo.killed_at is not None:
            return Outcome(photo, is_done=False)
        reason = one_line(reason)[:LONGEST_REASON]
        if not reason:
            raise RightsRefused("Write why the photo is taken back. Only the desk sees it.")
        photo.killed_at, photo.killed_by, photo.killed_reason = now, by, reason
        photo.save(update_fields=["killed_at", "killed_by", "killed_reason"])
        printed = take_out(photo, stories)
        # Its own are seen to by its errand, what it was before by nobody else.
        transaction.on_commit(partial(delete_sizes, printed - {photo.fingerprint[:22]}), robust=True)
        changed = _note(photo, stories, AuditLine.Verb.PHOTO_KILLED, reason, by=by, now=now)
    log.info("photo %s taken back from %s stories by %s", photo_id, len(changed), by or "command")
    return Outcome(photo, changed)


def bring_back_photo(photo_id: int, *, by: Any, now: datetime) -> Outcome:
    """Undo kill_photo: the stories whose published version uses the photo print it again, unless it is barred or its
    rights are over; where they are very many, publish_due sees to the older ones. A photo that nobody took back is left
    as it is. Raises NotAllowed, RightsRefused when its file is not to be had, or Photo.DoesNotExist."""
    refuse("" if by is None else why_not_kill_photo(by))
    _bring_files(Photo.objects.get(pk=photo_id), {"killed_at": None}, now=now)
    with transaction.atomic():
        photo, stories = hold_photo(photo_id)
        if photo.killed_at is None:
            return Outcome(photo, is_done=False)
        photo.killed_at, photo.killed_by, photo.killed_reason = None, None, ""
        photo.save(update_fields=["killed_at", "killed_by", "killed_reason"])
        if photo.is_printable(now):
            _print_anew(stories, now=now)
        changed = _note(photo, stories, AuditLine.Verb.PHOTO_BACK, "", by=by, now=now)
    log.info("photo %s brought back to %s stories by %s", photo_id, len(changed), by or "command")
    return Outcome(photo, changed)


def save_rights(photo_id: int, rights: Rights, *, by: Any, now: datetime) -> Outcome:
    """Write the boxes of a photo's rights, and bring what is stored of its stories in step, so that readers have or
    lose it with their next page. Raises NotAllowed, RightsRefused with a sentence, or Photo.DoesNotExist."""
    wanted = asdict(rights)
    photo = Photo.objects.get(pk=photo_id)
    refuse(_why_not_change(photo, by))
    _check(photo, wanted)
    _bring_files(photo, wanted, now=now)
    with transaction.atomic():
        photo, stories = hold_photo(photo_id)
        before = {name: getattr(photo, name) for name in wanted}
        if wanted == before:
            return Outcome(photo, is_done=False)
        refuse(_why_not_change(photo, by))
        was_shown = photo.is_printable(now)
        for name, value in wanted.items():
            setattr(photo, name, value)
        photo.save(update_fields=list(wanted))
        for_readers = ("rights_end_at", "do_not_publish")
        if all(wanted[name] == before[name] for name in for_readers):
            return Outcome(photo)
        if photo.is_printable(now) and not was_shown:
            _print_anew(stories, now=now)
        elif photo.killed_at is None:
            set_until(photo, stories, now=now)
        changed = _note(photo, stories, AuditLine.Verb.PHOTO_RIGHTS, _told(photo, now=now), by=by, now=now)
    return Outcome(photo, changed)


def hold_photo(photo_id: int) -> tuple[Photo, list[int]]:
    """The photo and the stories whose published version uses it, with their rows and those of the stories that have it
    on the desk held until the transaction ends. Stories come before photos, as for whoever publishes (release.py): held
    the other way round, the two would wait for each other. Raises RightsRefused, or Photo.DoesNotExist."""
    having = Article.objects.select_for_update(of=("self",)).filter(pk__in=_having(photo_id)).order_by("pk")
    for _ in range(TRIES):
        begun = transaction.savepoint()
        held = set(having.values_list("pk", flat=True))
        photo = Photo.objects.select_for_update(of=("self",)).get(pk=photo_id)
        found = stories_printing(photo)
        if held.issuperset(found):
            transaction.savepoint_commit(begun)
            return photo, found
        transaction.savepoint_rollback(begun)  # lets go of the rows: another story went out with it meanwhile
    raise RightsRefused("Stories with this photo are being published right now. Try again in a moment.")


def _having(photo_id: int) -> Any:
    """Numbers of stories with a photo: what readers have and what the desk has."""
    on_desk = (Article.objects.filter(**{column: photo_id}) for column in ("lead_photo", "share_photo"))
    return (
        PublishedPhoto.objects.filter(photo=photo_id)
        .values("story")
        .union(
            ArticlePhoto.objects.filter(photo=photo_id).order_by().values("article"),
            *(stories.order_by().values("pk") for stories in on_desk),
        )
    )


def _print_anew(stories: Sequence[int], *, now: datetime) -> None:
    """The newest at once; the others are left to publish_due, each by itself: thousands in one transaction would keep
    everybody else waiting."""
    newest, others = stories[-MOST_AT_ONCE:], stories[:-MOST_AT_ONCE]
    for number in newest:
        reproject(number, now=now)
    add_errands(others, Errand.Step.PRINT, now=now)
    add_errands(stories, Errand.Step.PICTURES, now=now)  # its sizes went away with it


def _note(
    photo: Photo, stories: Sequence[int], verb: AuditLine.Verb, why: str, *, by: Any, now: datetime
) -> tuple[int, ...]:
    """The lines in the log of the stories that readers have or will have, what the desk is to look at, and what follows
    after the commit. Returns those stories."""
    numbers = tuple(stories_shown_with(photo.pk, now=now)) if stories else ()
    detail = f"{named(photo)}: {why}" if why else named(photo)
    AuditLine.objects.bulk_create(
        (AuditLine(article_id=number, verb=verb, detail=detail, at=now, by=by) for number in numbers), batch_size=500
    )
    # Posts of live blogs read the photo itself; open pages of theirs only have to ask again.
    blogs = LivePost.objects.filter(photo=photo).values("coverage")
    SpecialCoverage.objects.filter(pk__in=blogs).update(posts_version=F("posts_version") + 1)
    note_hidden_photos({*numbers, *updates_with(photo)}, now=now)
    write_photo_errand(photo, now=now)
    return numbers


def _why_not_change(photo: Photo, by: Any) -> str:
    is_printed = PublishedPhoto.objects.filter(photo=photo).exists()
    return "" if by is None else why_not_change_rights(by, photo, is_printed=is_printed)


def _check(photo: Photo, wanted: Mapping[str, Any]) -> None:
    """Raises RightsRefused for what the columns do not take."""
    others = {field.name for field in Photo._meta.concrete_fields} - set(wanted)
    try:
        _with(photo, wanted).clean_fields(exclude=others)
    except ValidationError as met:
        raise RightsRefused(" ".join(met.messages)) from met


def _bring_files(photo: Photo, wanted: Mapping[str, Any], *, now: datetime) -> None:
    """Where readers are to get the photo back, its files come first."""
    if not _with(photo, wanted).is_printable(now):
        return
    try:
        make_public(photo.pk)
    except Exception as fault:
        log.exception("photo %s: its files could not be brought back", photo.pk)
        raise RightsRefused("The file of the picture could not be brought back. Try again in a moment.") from fault


def _with(photo: Photo, wanted: Mapping[str, Any]) -> Photo:
    changed = copy(photo)
    for name, value in wanted.items():
        setattr(changed, name, value)
    return changed


def _told(photo: Photo, *, now: datetime) -> str:
    if photo.do_not_publish:
        return "“do not publish”"
    if photo.rights_end_at is None:
        return "without an end"
    return f"until {printed_soon(photo.rights_end_at, now=now)}"
