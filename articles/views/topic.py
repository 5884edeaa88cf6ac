"""/topics/<slug>/ : everything about one topic."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.listing import BadCursor
from articles.queries.topic import read_topic_page
from articles.syndication import page_data
from articles.views.errors import missing


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    place = {name: request.GET.get(name, "") for name in ("before", "after")}
    try:
        page = read_topic_page(slug, now=timezone.now(), **place)
    except BadCursor:
        return missing(request)
    if page is None:
        return missing(request)
    data = page_data(page)
    return print_page("articles/topic.html", {"page": page, "site": page.site, "structured_data": data})
