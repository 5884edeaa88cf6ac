"""/<section>/ : the page of a section."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.listing import BadCursor
from articles.queries.section import read_section_page
from articles.views.errors import missing


@require_safe
def section(request: HttpRequest, section_slug: str) -> HttpResponse:
    place = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = read_section_page(section_slug, now=timezone.now(), **place)
    except BadCursor:
        return missing(request)
    if page is None:
        return missing(request)
    return print_page("articles/section.html", {"page": page, "site": page.site})
