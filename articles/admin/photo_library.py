"""The list of photos: a light table with what desks look for them by. The pages of single photos are in photo.py."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from unfold.contrib.filters.admin import TextFilter

from articles.admin.badges import thumbnail
from articles.admin.filters import PhotoNeeds
from articles.dates import newsroom_zone
from articles.html import one_line
from articles.models import Photo, PublishedPhoto
from articles.photos.told_dates import FIRST_PHOTOGRAPH, NEVER

SOON = timedelta(days=30)
_DAY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2})(?:-(?P<day>[0-9]{1,2}))?)?")


def _over(now: datetime) -> Q:
    return Q(rights_end_at__lte=now, killed_at__isnull=True)


# What can be asked of rights, in the words of the filter.
RIGHTS: dict[str, tuple[str, Callable[[datetime], Q]]] = {
    "free": ("May be used", lambda now: Q(pk__in=Photo.objects.printable(now).order_by().values("pk"))),
    "soon": ("End within 30 days", lambda now: Q(rights_end_at__gt=now, rights_end_at__lte=now + SOON)),
    "over": ("Over", _over),
    "barred": ("Do not publish", lambda now: Q(do_not_publish=True)),
    "killed": ("Taken back", lambda now: Q(killed_at__isnull=False)),
}
AGES = {"day": ("Last 24 h", 1), "week": ("Last 7 days", 7), "month": ("Last 30 days", 30), "year": ("Last year", 365)}


class PhotoStanding(SimpleListFilter):
    title = "rights"
    parameter_name = "rights"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, words) for key, (words, _) in RIGHTS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        if self.value() == "free":
            return queryset.printable(timezone.now())
        return queryset.filter(RIGHTS[self.value()][1](timezone.now())) if self.value() in RIGHTS else queryset


class PhotoUsed(SimpleListFilter):
    title = "where it is used"
    parameter_name = "used"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("live", "In published stories"), ("no", "Nowhere yet")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        printed = Exists(PublishedPhoto.objects.filter(photo=OuterRef("pk")))
        if self.value() == "live":
            return queryset.filter(printed)
        return queryset.unused() if self.value() == "no" else queryset


class _Since(SimpleListFilter):
    column = ""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, words) for key, (words, _) in AGES.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        if self.value() not in AGES:
            return queryset
        since = timezone.now() - timedelta(days=AGES[self.value()][1])
        return queryset.filter(**{f"{self.column}__gte": since})


class UploadedSince(_Since):
    title, parameter_name, column = "came in", "came", "uploaded_at"


class TakenSince(_Since):
    title, parameter_name, column = "taken", "taken", "taken_at"


class PhotoBy(TextFilter):
    title, parameter_name = "photographer", "photographer"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        name = one_line(self.value() or "")
        return queryset.filter(photographer__icontains=name) if name else queryset


class TakenOn(TextFilter):
    title, parameter_name = "day taken, like 2026-11-02, 2026-11 or 2026", "day"

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        told = (self.value() or "").strip()
        if not told:
            return queryset
        span = span_of(told)
        return queryset.filter(taken_at__gte=span[0], taken_at__lt=span[1]) if span else queryset.none()


def span_of(told: str) -> tuple[datetime, datetime] | None:
    """A day, a month or a year by the newsroom's clock, from its first moment to the first one after it; None for what
    is none of them."""
    found = _DAY.fullmatch(told)
    if found is None or not FIRST_PHOTOGRAPH <= int(found["year"]) < NEVER:
        return None
    try:
        first = datetime(*(int(part or 1) for part in found.groups()), tzinfo=newsroom_zone())
    except ValueError:
        return None
    if found["day"]:
        return first, first + timedelta(days=1)
    if found["month"]:
        return first, (first + timedelta(days=31)).replace(day=1)
    return first, first.replace(year=first.year + 1)


class PhotoLibrary:
    """For PhotoAdmin to inherit, before Django's own."""

    list_display = ("picture", "words", "printed_credit", "standing", "todo")
    list_display_links = ("words",)  # desk.css makes the whole card its target
    list_filter = (PhotoBy, TakenOn, PhotoStanding, PhotoUsed, PhotoNeeds, UploadedSince, TakenSince)
    list_filter_submit = True
    list_per_page = 48
    search_fields = ("caption", "credit", "photographer", "keywords", "original_name")
    search_help_text = "Caption, credit, photographer, keyword or file name"
    sortable_by = ()
    ordering = ("-id",)
    list_before_template = "admin/articles/photo/_send.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        sends = {"may_add_photos": self.has_add_permission(request), "most_bytes": settings.PHOTO_MAX_BYTES}
        return super().changelist_view(request, {**sends, **(extra_context or {})})

    @admin.display(description="")
    def picture(self, photo: Photo) -> str:
        return thumbnail(photo, small=False)

    @admin.display(description="caption")
    def words(self, photo: Photo) -> str:
        return format_html('<span class="desk-caption">{}</span>', photo.caption or str(photo))

    @admin.display(description="credit")
    def printed_credit(self, photo: Photo) -> str:
        return photo.credit or mark_safe('<span class="desk-todo">No credit</span>')

    @admin.display(description="to do")
    def todo(self, photo: Photo) -> str:
        if photo.alt_is_decided or not photo.has_picture:
            return ""
        return mark_safe('<span class="desk-todo">Needs a description</span>')
