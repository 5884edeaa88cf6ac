"""How many stories stand where, by section, for the desk's front page. Every number leads to the list it counts."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.urls import reverse

from articles.admin.written import Written
from articles.models import Article, PublishedArticle, Section

DAY = timedelta(hours=24)
LATELY = 1_000  # stories: nobody publishes more in a day
# Views of the list of stories (filters.py) and what the table calls them.
COLUMNS = (
    ("draft", "Drafts"),
    ("review", "In review"),
    ("ready", "Ready"),
    ("scheduled", "Going out"),
    ("today", "Live, last 24 h"),
)


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """`numbers` are (number, address of the list), in the order of COLUMNS."""

    name: str
    numbers: list[tuple[int, str]]


def counts_by_section(*, now: datetime) -> list[SectionCounts]:
    """A row for each section as the masthead has them, and one for stories in no section if there are any at `now`
    (aware). Three queries."""
    counted = _in_work() + _published(now)
    sections: list[tuple[int | None, str, str]] = list(
        Section.objects.in_navigation().values_list("pk", "slug", "name")
    )
    if any(section_id is None for section_id, _ in counted):
        sections.append((None, "-", "In no section"))
    return [
        SectionCounts(name, [(counted[pk, view], _list_of(view, slug)) for view, _ in COLUMNS])
        for pk, slug, name in sections
    ]


def _in_work() -> Counter[tuple[int | None, str]]:
    """By section and stage. Drafts and stories in review are counted in their own index, and so are those that are
    ready and were never out."""
    stories = Article.objects.order_by()
    unfinished = stories.filter(~Q(stage=Written("ready")))
    unfinished = unfinished.filter(Q(stage=Article.Stage.IN_REVIEW) | Q(published__isnull=True))
    ready = stories.filter(stage=Written("ready"), has_been_out=False)
    found = [
        each.values_list("section_id", "stage").annotate(number=Count("pk")).order_by() for each in (unfinished, ready)
    ]
    return Counter({(section, stage): number for section, stage, number in found[0].union(found[1], all=True)})


def _published(now: datetime) -> Counter[tuple[int | None, str]]:
    """By section: what goes out later, and what went out in the last day and is still there. Bounded by a number, for
    a planner that does not know the time (see Written) expects a third of all stories after it, and reads them all."""
    latest = PublishedArticle.objects.filter(withdrawn_at__isnull=True).newest_first()[:LATELY]
    newest = PublishedArticle.objects.filter(pk__in=latest.values("pk"), published_at__gt=now - DAY)
    is_there = Q(expires_at__isnull=True) | Q(expires_at__gt=now)
    found = newest.values_list(F("article__section_id")).annotate(
        later=Count("pk", filter=Q(published_at__gt=now)), today=Count("pk", filter=Q(published_at__lte=now) & is_there)
    )
    counted: Counter[tuple[int | None, str]] = Counter()
    for section, later, today in found:
        counted[section, "scheduled"], counted[section, "today"] = later, today
    return counted


def _list_of(view: str, section: str) -> str:
    query = urlencode({"view": view, "section": section})
    return f"{reverse('admin:articles_article_changelist')}?{query}"
