"""The archive: what was published on a day, on which days of a month, in which months of a year, all by the newsroom's
calendar. What has no story, or is still to come, has no page: nobody is led through empty years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import Exists, QuerySet
from django.utils.translation import gettext

from articles.dates import newsroom_zone, printed_day, printed_month
from articles.models.published import PublishedArticle
from articles.models.section import Section
from articles.queries.cards import cards_of
from articles.queries.listing import Listing, ListingPage, cursor_in, live_stories
from articles.queries.prepared import PreparedQuery
from articles.queries.site import Site, read_site

DAYS, MONTHS = 31, 12  # the most that a month and a year have
_of_day = Listing(
    lambda *, now, begins, ends: live_stories(now=now).filter(published_at__gte=begins, published_at__lt=ends)
)


@dataclass(frozen=True, slots=True)
class Step:
    """A day, month or year that has stories."""

    name: str
    path: str
    iso: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage(ListingPage):
    """`earlier` and `later`: the nearest days with stories."""

    earlier: Step | None = None
    later: Step | None = None


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A month with its days, a year with its months."""

    site: Site
    name: str
    path: str
    steps: tuple[Step, ...]
    trail: tuple[tuple[str, str], ...] = ()

    @property
    def description(self) -> str:
        return gettext("Stories of %(month_or_year)s, by date.") % {"month_or_year": self.name}

    @property
    def address(self) -> str:
        return self.site.url + self.path


def read_day_page(day: date, *, now: datetime, before: str = "", after: str = "") -> DayPage | None:
    """The stories of a day, five queries; None when it has none. Raises BadCursor."""
    begins, ends = _midnight(day), _midnight(day + timedelta(days=1))
    if begins > now:
        return None
    site = read_site(now=now)
    listed = _of_day.read(site, now=now, before=before, after=after, begins=begins, ends=ends)
    if not listed.stories:
        return None
    live = PublishedArticle.objects.live(now).order_by("published_at").values_list("published_at", flat=True)
    return DayPage(
        site=site,
        name=printed_day(begins),
        path=_path(day),
        description=gettext("What was published on %(day)s.") % {"day": printed_day(begins)},
        introduction=(),
        cards=cards_of(listed.stories, site),
        older=listed.older,
        newer=listed.newer,
        cursor=cursor_in(before, after, listed),
        trail=((f"{day.year}", f"/{day.year:04}/"), (printed_month(begins), f"/{day:%Y/%m}/")),
        earlier=_day_step(live.filter(published_at__lt=begins).last()),
        later=_day_step(live.filter(published_at__gte=ends).first()),
    )


def read_month_page(year: int, month: int, *, now: datetime) -> CalendarPage | None:
    """The days of a month that have stories, three queries; None when it has none."""
    first = date(year, month, 1)
    ends = date(year + month // 12, month % 12 + 1, 1)
    days = [first + timedelta(days=number) for number in range((ends - first).days)]
    moments = [_midnight(day) for day in (*days, ends)]
    found = _with_stories(_in_a_month, moments, spans=DAYS, now=now)
    steps = tuple(
        Step(printed_day(begins), _path(day), day.isoformat())
        for day, begins, any_story in zip(days, moments, found, strict=False)
        if any_story
    )
    if not steps:
        return None
    name = printed_month(moments[0])
    return CalendarPage(read_site(now=now), name, f"/{year:04}/{month:02}/", steps, ((f"{year}", f"/{year:04}/"),))


def read_year_page(year: int, *, now: datetime) -> CalendarPage | None:
    """The months of a year that have stories, three queries; None when it has none."""
    firsts = [date(year, month, 1) for month in range(1, 13)]
    moments = [_midnight(day) for day in (*firsts, date(year + 1, 1, 1))]
    found = _with_stories(_in_a_year, moments, spans=MONTHS, now=now)
    steps = tuple(
        Step(printed_month(begins), f"/{first:%Y/%m}/", f"{first:%Y-%m}")
        for first, begins, any_story in zip(firsts, moments, found, strict=False)
        if any_story
    )
    return CalendarPage(read_site(now=now), f"{year}", f"/{year:04}/", steps) if steps else None


def _looks(*, now: datetime, **moments: datetime) -> QuerySet[Section, Any]:
    """Whether anything was published between each moment and the next: one look into the index for each."""
    bounds = list(moments.values())
    live = PublishedArticle.objects.live(now)
    looks = {
        f"span{number}": Exists(live.filter(published_at__gte=begins, published_at__lt=ends))
        for number, (begins, ends) in enumerate(pairwise(bounds))
    }
    # From any one row: every story has a section, so without one there is nothing to look for.
    return Section.objects.annotate(**looks).order_by("pk").values_list(*looks)[:1]


_in_a_month, _in_a_year = PreparedQuery(_looks), PreparedQuery(_looks)


def _with_stories(query: PreparedQuery, moments: Sequence[datetime], *, spans: int, now: datetime) -> list[bool]:
    """For each span between two moments whether something was published in it; `spans` is how many the query knows,
    those beyond the last moment being empty."""
    padded = [*moments, *[moments[-1]] * (spans + 1 - len(moments))]
    rows = query.rows(now=now, **{f"moment{number}": moment for number, moment in enumerate(padded)})
    return [bool(row_says) for row_says in rows[0][: len(moments) - 1]] if rows else [False] * (len(moments) - 1)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=newsroom_zone()).astimezone(UTC)


def _day_step(moment: datetime | None) -> Step | None:
    if moment is None:
        return None
    day = moment.astimezone(newsroom_zone()).date()
    return Step(printed_day(moment), _path(day), day.isoformat())


def _path(day: date) -> str:
    return f"/{day.year:04}/{day.month:02}/{day.day:02}/"
