"""/<section>/ : the page of a section."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from articles.queries.section import BadCursor, read_section_page
from articles.views.printing import print_page


def section(request: HttpRequest, section_slug: str) -> HttpResponse:
    try:
        page = read_section_page(section_slug, now=timezone.now(), before=request.GET.get("before", ""))
    except BadCursor as error:
        raise Http404("No such page of this section.") from error
    if page is None:
        raise Http404("No such section.")
    return print_page("articles/section.html", {"page": page, "site": page.site})
