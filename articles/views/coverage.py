"""/coverage/<slug>/ : the results of a special coverage, and all its stories."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.coverage import read_coverage_page
from articles.queries.listing import BadCursor
from articles.syndication import coverage_page_data
from articles.views.errors import missing
from articles.views.results_parts import part_of_coverage


@require_safe
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    place = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = read_coverage_page(slug, now=timezone.now(), **place)
    except BadCursor:
        return missing(request)
    if page is None:
        return missing(request)
    content = {"page": page, "site": page.site, "results": part_of_coverage(page)}
    return print_page("articles/coverage.html", content | {"structured_data": coverage_page_data(page)})
