"""/sitemap.xml and /sitemaps/… : where search engines find every page, and what is new."""

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.queries.sitemaps import read_month, read_months, read_news, read_places
from articles.syndication.sitemaps import print_index, print_news, print_pages
from articles.views.errors import missing

INDEX_KEY, INDEX_SECONDS = "sitemap-index", 600
SECONDS = 300


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    text = cache.get(INDEX_KEY)
    if text is None:
        text = print_index(settings.SITE_URL, read_months(now=timezone.now()))
        cache.set(INDEX_KEY, text, INDEX_SECONDS)
    return _xml(text)


@require_safe
def sitemap_news(request: HttpRequest) -> HttpResponse:
    return _xml(print_news(*read_news(now=timezone.now())))


@require_safe
def sitemap_places(request: HttpRequest) -> HttpResponse:
    return _xml(print_pages(*read_places(now=timezone.now())))


@require_safe
def sitemap_month(request: HttpRequest, section_slug: str, year: str, month: str) -> HttpResponse:
    found = read_month(section_slug, int(year), int(month), now=timezone.now())
    if found is None or not found[1]:
        return missing(request)
    return _xml(print_pages(*found))


def _xml(text: str) -> HttpResponse:
    response = HttpResponse(text, content_type="application/xml; charset=utf-8")
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
