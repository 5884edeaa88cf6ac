"""What desks filter by first. Each filter is an ordinary admin filter; the story views are also printed as a row above
the list (article_list.py)."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.models import Article, Byline, Photo, Section


def mine(user: Any) -> Q:
    """Stories somebody began or has a byline on."""
    return Q(created_by=user) | Q(pk__in=Byline.objects.filter(contributor__user=user).values("article_id"))


def _live(now: datetime) -> Q:
    not_over = Q(published__expires_at__isnull=True) | Q(published__expires_at__gt=now)
    return Q(published__published_at__lte=now, published__withdrawn_at__isnull=True) & not_over


def needs_review(user: Any, now: datetime) -> Q:
    return Q(stage=Article.Stage.IN_REVIEW)


VIEWS: dict[str, tuple[str, Callable[[Any, datetime], Q]]] = {
    "mine": ("Mine", lambda user, now: mine(user)),
    "review": ("Needs review", needs_review),
    "draft": ("Drafts", lambda user, now: Q(stage=Article.Stage.DRAFT, published__isnull=True)),
    "ready": ("Ready", lambda user, now: Q(stage=Article.Stage.READY, published__isnull=True)),
    "scheduled": (
        "Scheduled",
        lambda user, now: Q(published__published_at__gt=now, published__withdrawn_at__isnull=True),
    ),
    "live": ("Live", lambda user, now: _live(now)),
    "changed": (
        "Live, changed",
        lambda user, now: _live(now) & ~Q(content_digest=F("published__content_digest")),
    ),
    "over": (
        "Taken down",
        lambda user, now: Q(published__expires_at__lte=now, published__withdrawn_at__isnull=True),
    ),
    "withdrawn": ("Withdrawn", lambda user, now: Q(published__withdrawn_at__isnull=False)),
}


class StoryView(SimpleListFilter):
    title = "state"
    parameter_name = "view"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(key, words) for key, (words, _) in VIEWS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() not in VIEWS:
            return queryset
        return queryset.filter(VIEWS[self.value()][1](request.user, timezone.now()))


class InSection(SimpleListFilter):
    title = "section"
    parameter_name = "section"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*Section.objects.in_navigation().values_list("slug", "name"), ("-", "In no section")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        if self.value() == "-":
            return queryset.filter(section__isnull=True)
        return queryset.filter(section__slug=self.value()) if self.value() else queryset


class PhotoNeeds(SimpleListFilter):
    title = "what is missing"
    parameter_name = "needs"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("picture", "Picture missing"), ("alt", "No decision on a description"), ("credit", "No credit")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        if self.value() == "picture":
            return queryset.missing_picture()
        if self.value() == "alt":
            return queryset.filter(alt_decision=Photo.Alt.UNDECIDED)
        return queryset.filter(credit="") if self.value() == "credit" else queryset
