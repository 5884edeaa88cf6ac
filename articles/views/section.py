"""/<section>/ : the page of a section; or /<page>/, one of those that stay."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.listing import BadCursor
from articles.queries.section import read_section_page
from articles.queries.standing_page import read_standing_page
from articles.syndication import section_data
from articles.views.errors import missing


@require_safe
def section(request: HttpRequest, section_slug: str) -> HttpResponse:
    now = timezone.now()
    place = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = read_section_page(section_slug, now=now, **place)
    except BadCursor:
        return missing(request)
    if page is None:
        return _standing_page(request, section_slug)
    content = {"page": page, "site": page.site, "structured_data": section_data(page)}
    return print_page("articles/section.html", content)


def _standing_page(request: HttpRequest, slug: str) -> HttpResponse:
    page = read_standing_page(slug, now=timezone.now())
    if page is None:
        return missing(request)
    return print_page("articles/standing_page.html", {"page": page, "site": page.site})
