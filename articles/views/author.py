"""/authors/<slug>/ : who somebody is, and what they wrote."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.author import read_author_page
from articles.queries.listing import BadCursor
from articles.syndication import author_data
from articles.views.errors import missing


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    place = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = read_author_page(slug, now=timezone.now(), **place)
    except BadCursor:
        return missing(request)
    if page is None:
        return missing(request)
    data = author_data(page)
    return print_page("articles/author.html", {"page": page, "site": page.site, "structured_data": data})
