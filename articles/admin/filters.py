"""What desks filter by first. Each filter is an ordinary admin filter; the story views are also printed as a row above
the list (article_list.py)."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.admin.paging import MOST
from articles.admin.written import Written
from articles.models import Article, Byline, Photo, PublishedArticle, Section

DAY = timedelta(hours=24)


def mine(user: Any) -> Q:
    """Stories somebody began or has a byline on: two lists of numbers, each from its index, so that it costs the same
    in a newsroom of any size."""
    begun = Article.objects.filter(created_by=user).order_by().values("pk")
    signed = Byline.objects.filter(contributor__user=user).order_by().values("article_id")
    return Q(pk__in=begun.union(signed))


def _few(stories: QuerySet) -> Q:
    """The stories at the head of an index. Their numbers are read first, as many as the list would count: left to
    choose, a planner reads 100,000 stories in the order of the list to find three."""
    return Q(pk__in=stories[: MOST + 1].values("pk"))


def _unfinished(condition: Q) -> Q:
    """Those that are not ready, in the words of their index (article_waiting)."""
    return _few(Article.objects.filter(~Q(stage=Written("ready")), condition).order_by())


def _live(now: datetime) -> Q:
    return Q(Exists(PublishedArticle.objects.live(now).filter(pk=OuterRef("pk"))))


def _going_out(now: datetime) -> Q:
    return _few(PublishedArticle.objects.filter(published_at__gt=now, withdrawn_at__isnull=True).newest_first())


def _out_since(moment: datetime, now: datetime) -> Q:
    return _few(PublishedArticle.objects.live(now).filter(published_at__gt=moment).newest_first())


def _changed(now: datetime) -> Q:
    return _few(Article.objects.filter(_live(now), is_changed=True).order_by("-edited_at"))


def _ready() -> Q:
    """In the words of their index (article_ready)."""
    return _few(Article.objects.filter(stage=Written("ready"), has_been_out=False).order_by())


def _over(condition: Q) -> Q:
    return _few(PublishedArticle.objects.filter(condition))


VIEWS: dict[str, tuple[str, Callable[[Any, datetime], Q]]] = {
    "mine": ("Mine", lambda user, now: mine(user)),
    "review": ("Needs review", lambda user, now: _unfinished(Q(stage=Article.Stage.IN_REVIEW))),
    "draft": ("Drafts", lambda user, now: _unfinished(Q(stage=Article.Stage.DRAFT, published__isnull=True))),
    "open": ("Open to all", lambda user, now: _unfinished(Q(is_shared=True))),
    "ready": ("Ready", lambda user, now: _ready()),
    "scheduled": ("Scheduled", lambda user, now: _going_out(now)),
    "live": ("Live", lambda user, now: _live(now)),
    "today": ("Live, last 24 h", lambda user, now: _out_since(now - DAY, now)),
    "changed": ("Live, changed", lambda user, now: _changed(now)),
    "over": ("Taken down", lambda user, now: _over(Q(expires_at__lte=now, withdrawn_at__isnull=True))),
    "withdrawn": ("Withdrawn", lambda user, now: _over(Q(withdrawn_at__isnull=False))),
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
