"""/preview/shared/<token>/ : a version of a story for somebody without a log-in (sharing/). The token is all it takes,
so the page is never cached or indexed, tells no other site where it is, and loads no script."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.article import read_article_page
from articles.queries.errors import read_error_page
from articles.sharing import Over, Shown, note_opening, open_link
from articles.views.errors import missing

HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer"}


@never_cache
@require_safe
def shared_preview(request: HttpRequest, token: str) -> HttpResponse:
    now = timezone.now()
    opened = open_link(token, now=now)
    if isinstance(opened, Shown):
        page = read_article_page(opened.story, now=now)
        response = print_page("articles/shared.html", {"page": page, "site": page.site, "shared": opened})
        if request.method == "GET":  # HEAD brings nobody the text
            address = request.META.get(settings.READER_ADDRESS, "")
            note_opening(opened.link_id, request.headers, address=address, at=now)
    elif isinstance(opened, Over):
        around = read_error_page(now=now)
        response = print_page(
            "articles/shared_over.html", {"page": around, "site": around.site, "over": opened}, status=410
        )
    else:
        response = missing(request)
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response
