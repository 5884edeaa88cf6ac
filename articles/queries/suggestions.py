"""Suggestions: what somebody who has begun to type may mean. Topics, authors and headlines of live stories only: a word
of a story that readers do not have yet would tell of it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Value
from django.utils.translation import gettext as _

from articles.html import one_line
from articles.models.contributor import Contributor
from articles.models.listing import AuthorListing, TopicListing
from articles.models.published import PublishedArticle
from articles.models.topic import Topic
from articles.queries.site import read_site, story_path
from articles.search.asking import titled_hits, within

NAMES, HEADLINES = 4, 6
SHORTEST, LONGEST = 2, 80  # characters that are looked for
# Stand for what is asked in the compiled query; nothing else in it is like them.
_TEXT, _NOW = "\ue000typed\ue000", datetime(1901, 2, 3, 4, 5, 6, 789012, UTC)
_compiled: dict[str, tuple[str, tuple[Any, ...]]] = {}  # by database


@dataclass(frozen=True, slots=True)
class Suggestion:
    """`kind`: what the page is about, for people: “Topic”, “Author”, the name of a section."""

    text: str
    url: str
    kind: str


def read_suggestions(typed: str, *, now: datetime) -> tuple[Suggestion, ...]:
    """For the beginning of a search, any text at all: names first, then headlines, newest first. Five queries."""
    text = one_line(typed[:LONGEST])
    if len(text) < SHORTEST and text.isascii():
        return ()
    return (*suggested_names(text, now=now), *_headlines(text, now=now))


def suggested_names(typed: str, *, now: datetime) -> tuple[Suggestion, ...]:
    """Topics and authors with live stories of whose name a word begins like this. One query."""
    text = one_line(typed[:LONGEST])
    if not text:
        return ()
    rows = _named(text, now=now)
    places = {"0": (_("Topic"), "topics"), "1": (_("Author"), "authors")}
    return tuple(Suggestion(name, f"/{places[kind][1]}/{slug}/", str(places[kind][0])) for name, slug, kind in rows)


def _named(text: str, *, now: datetime) -> list[tuple[str, str, str]]:
    """(name, slug, kind). The query is built and compiled once: that takes ten times as long as running it."""
    if connection.vendor not in _compiled:
        _compiled[connection.vendor] = _names(_TEXT, now=_NOW).query.sql_with_params()
    sql, fixed = _compiled[connection.vendor]
    moment = connection.ops.adapt_datetimefield_value(_NOW)
    values = {str(_NOW): now, str(moment): connection.ops.adapt_datetimefield_value(now)}
    like = connection.ops.prep_for_like_query(text)
    with connection.cursor() as cursor:
        cursor.execute(sql, [values.get(str(value)) or _filled(value, like) for value in fixed])
        return cursor.fetchall()


def _filled(value: Any, like: str) -> Any:
    return value.replace(_TEXT, like) if isinstance(value, str) else value


def _names(text: str, *, now: datetime) -> QuerySet[Any, Any]:
    topics = TopicListing.objects.live(now).filter(topic=OuterRef("pk"))
    authors = AuthorListing.objects.live(now).filter(author=OuterRef("pk"))
    named = _called(Topic.objects.all(), text, "0", topics).union(
        _called(Contributor.objects.all(), text, "1", authors), all=True
    )
    return named.order_by("place", "name")[:NAMES]


def _called(rows: QuerySet[Any], text: str, kind: str, stories: QuerySet[Any]) -> QuerySet[Any, Any]:
    begins = Q(name__istartswith=text) | Q(name__icontains=f" {text}")
    kinds = rows.filter(begins, Exists(stories)).order_by().annotate(place=Value(kind))
    return kinds.values_list("name", "slug", "place")


def _headlines(text: str, *, now: datetime) -> tuple[Suggestion, ...]:
    hits = titled_hits(text, within(now=now), limit=2 * HEADLINES)
    if not hits:
        return ()
    site = read_site(now=now)
    live: Any = PublishedArticle.objects.live(now).filter(pk__in=[hit.story_id for hit in hits])
    rows = {row[0]: row for row in live.values_list("article_id", "section_id", "slug", "headline")}
    there = [rows[hit.story_id] for hit in hits if hit.story_id in rows]
    return tuple(
        Suggestion(headline, story_path(site.by_id[section].slug, slug, article_id), site.by_id[section].name)
        for article_id, section, slug, headline in there
        if section in site.by_id
    )[:HEADLINES]
