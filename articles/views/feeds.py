"""/feeds/… : RSS 2.0 and Atom of the site, of a section, a topic, an author, and of corrections."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from articles.queries.feeds import find_feed
from articles.syndication.feeds import feed_etag, print_feed
from articles.views.errors import missing

SECONDS = 300


@require_safe
def feed(request: HttpRequest, kind: str, of: str = "", slug: str = "") -> HttpResponse:
    found = find_feed(of, slug, now=timezone.now())
    if found is None:
        return missing(request)
    etag = feed_etag(found, kind)
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(print_feed(found, kind), content_type=f"application/{kind}+xml; charset=utf-8")
        response.headers["ETag"] = etag
    response.headers["Link"] = f'<{found.site.url}{found.base}{kind}.xml>; rel="self"'
    if settings.WEBSUB_HUB:
        response.headers["Link"] += f', <{settings.WEBSUB_HUB}>; rel="hub"'
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
