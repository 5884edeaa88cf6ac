"""/search/ : what readers look for."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.listing import BadCursor
from articles.queries.search import read_search_page
from articles.queries.search_filters import NAMES
from articles.views.errors import missing


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    chosen = {name: request.GET.get(name, "") for name in NAMES}
    try:
        page = read_search_page(chosen, now=timezone.now())
    except BadCursor:
        return missing(request)
    return print_page("articles/search.html", {"page": page, "site": page.site})
