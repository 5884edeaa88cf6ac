"""Small files that machines look for under fixed names: robots.txt, security.txt, ads.txt, manifest, OpenSearch."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return missing(request)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    return missing(request)


@require_safe
def ads(request: HttpRequest) -> HttpResponse:
    return missing(request)


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return missing(request)


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    return missing(request)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return missing(request)
