"""/sitemap.xml and /sitemaps/… : where search engines find every page, and what is new."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def sitemap_index(request: HttpRequest) -> HttpResponse:
    return missing(request)


@require_safe
def sitemap_news(request: HttpRequest) -> HttpResponse:
    return missing(request)


@require_safe
def sitemap_places(request: HttpRequest) -> HttpResponse:
    return missing(request)


@require_safe
def sitemap_month(request: HttpRequest, section_slug: str, year: str, month: str) -> HttpResponse:
    return missing(request)
