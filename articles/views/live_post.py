"""/coverage/<slug>/live/<number>/ : one post of a live blog; 410 when it was withdrawn."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.live_post import read_live_post_page
from articles.syndication import live_post_data
from articles.views.errors import missing


@require_safe
def live_post(request: HttpRequest, slug: str, post_id: int) -> HttpResponse:
    page = read_live_post_page(slug, post_id, now=timezone.now())
    if page is None:
        return missing(request)
    content = {"page": page, "site": page.site, "structured_data": live_post_data(page)}
    return print_page("articles/live_post.html", content, status=410 if page.is_gone else 200)
