"""/corrections/ : what the paper has told readers about its own faults."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.corrections import read_corrections_page
from articles.queries.listing import BadCursor
from articles.views.errors import missing


@require_safe
def corrections(request: HttpRequest) -> HttpResponse:
    try:
        page = read_corrections_page(now=timezone.now(), before=request.GET.get("before", ""))
    except BadCursor:
        return missing(request)
    return print_page("articles/corrections.html", {"page": page, "site": page.site})
