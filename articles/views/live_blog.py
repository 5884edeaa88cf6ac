"""/coverage/<slug>/live/ : the posts of a live blog, page by page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.listing import BadCursor
from articles.queries.live_blog import read_live_blog_page
from articles.syndication import live_blog_data
from articles.views.errors import missing


@require_safe
def live_blog(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        page = read_live_blog_page(slug, now=timezone.now(), before=request.GET.get("before", ""))
    except BadCursor:
        return missing(request)
    if page is None:
        return missing(request)
    data = live_blog_data(page)
    return print_page("articles/live_blog.html", {"page": page, "site": page.site, "structured_data": data})
