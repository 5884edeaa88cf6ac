"""/coverage/<coverage>/results/<contest>/ : one contest; with ?at=2026-11-03T22:10 as it stood then."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.contest import BadMoment, read_contest_page
from articles.syndication import contest_page_data
from articles.views.errors import missing
from articles.views.results_parts import part_of_contest


@require_safe
def contest(request: HttpRequest, coverage_slug: str, slug: str) -> HttpResponse:
    try:
        page = read_contest_page(coverage_slug, slug, now=timezone.now(), at=request.GET.get("at", ""))
    except BadMoment:
        return missing(request)
    if page is None:
        return missing(request)
    content = {"page": page, "site": page.site, "results": part_of_contest(page)}
    return print_page("articles/contest.html", content | {"structured_data": contest_page_data(page)})
