"""/2014/, /2014/05/, /2014/05/08/ : what was published then."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.archive import read_day_page, read_month_page, read_year_page
from articles.queries.listing import BadCursor
from articles.syndication import page_data
from articles.views.errors import missing

FIRST_YEAR, LAST_YEAR = 1000, 9998  # with room around them for what the calendar adds in any time zone


@require_safe
def archive(request: HttpRequest, year: str, month: str = "01", day: str = "01") -> HttpResponse:
    """The parts that are not given stand for the first of the month and of the year."""
    now = timezone.now()
    try:
        first = date(int(year), int(month), int(day))
    except ValueError:  # February 30
        return missing(request)
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        return missing(request)
    named = request.resolver_match.url_name if request.resolver_match else ""
    if named == "archive_day":
        return _day(request, first)
    page = (
        read_month_page(first.year, first.month, now=now)
        if named == "archive_month"
        else read_year_page(first.year, now=now)
    )
    if page is None:
        return missing(request)
    return print_page("articles/archive_calendar.html", {"page": page, "site": page.site})


def _day(request: HttpRequest, day: date) -> HttpResponse:
    place = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = read_day_page(day, now=timezone.now(), **place)
    except BadCursor:
        return missing(request)
    if page is None:
        return missing(request)
    content = {"page": page, "site": page.site, "structured_data": page_data(page)}
    return print_page("articles/archive.html", content)
