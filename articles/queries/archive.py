"""The archive: what was published on a day, on which days of a month, in which months of a year, all by the newsroom's
calendar. What has no story, or is still to come, has no page: nobody is led through empty years."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import Exists, Q
from django.utils.translation import gettext

from articles.dates import newsroom_zone, printed_day, printed_month
from articles.models.published import PublishedArticle
from articles.models.section import Section
from articles.queries.cards import cards_of
from articles.queries.listing import Listing, ListingPage, cursor_in, live_stories
from articles.queries.site import Site, read_site

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
    begins, ends = _bounds(day, day + timedelta(days=1))
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
    next_month = date(year + month // 12, month % 12 + 1, 1)
    days = [first + timedelta(days=number) for number in range((next_month - first).days)]
    found = _with_stories([_bounds(day, day + timedelta(days=1)) for day in days], now=now)
    steps = tuple(
        Step(printed_day(begins), _path(day), day.isoformat())
        for day, begins in zip(days, found, strict=True)
        if begins
    )
    if not steps:
        return None
    name = printed_month(_bounds(first, next_month)[0])
    return CalendarPage(read_site(now=now), name, f"/{year:04}/{month:02}/", steps, ((f"{year}", f"/{year:04}/"),))


def read_year_page(year: int, *, now: datetime) -> CalendarPage | None:
    """The months of a year that have stories, three queries; None when it has none."""
    firsts = [date(year, month, 1) for month in range(1, 13)]
    bounds = [_bounds(one, date(one.year + one.month // 12, one.month % 12 + 1, 1)) for one in firsts]
    found = _with_stories(bounds, now=now)
    steps = tuple(
        Step(printed_month(begins), f"/{one:%Y/%m}/", f"{one:%Y-%m}")
        for one, begins in zip(firsts, found, strict=True)
        if begins
    )
    return CalendarPage(read_site(now=now), f"{year}", f"/{year:04}/", steps) if steps else None


def _with_stories(bounds: Sequence[tuple[datetime, datetime]], *, now: datetime) -> list[datetime | None]:
    """For each span its beginning when something was published in it, else None; one look into the index for each, all
    in one query."""
    looks = {
        f"span{number}": Exists(
            PublishedArticle.objects.live(now).filter(published_at__gte=begins, published_at__lt=ends)
        )
        for number, (begins, ends) in enumerate(bounds)
        if begins <= now
    }
    # From any one row: every story has a section, so without one there is nothing to look for.
    row = Section.objects.filter(Q()).annotate(**looks).values(*looks).first() if looks else None
    return [begins if row and row.get(f"span{number}") else None for number, (begins, _) in enumerate(bounds)]


def _bounds(first: date, end: date) -> tuple[datetime, datetime]:
    zone = newsroom_zone()
    begins, ends = (datetime(one.year, one.month, one.day, tzinfo=zone).astimezone(UTC) for one in (first, end))
    return begins, ends


def _day_step(moment: datetime | None) -> Step | None:
    if moment is None:
        return None
    day = moment.astimezone(newsroom_zone()).date()
    return Step(printed_day(moment), _path(day), day.isoformat())


def _path(day: date) -> str:
    return f"/{day.year:04}/{day.month:02}/{day.day:02}/"
