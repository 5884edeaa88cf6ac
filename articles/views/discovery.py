"""Small files that machines look for under fixed names. What stands in them is in syndication/files.py."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.templatetags.static import static
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from articles.syndication import files
from articles.views.errors import missing

SECONDS = 3600
TEXT = "text/plain; charset=utf-8"


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return _file(request, files.print_robots(), TEXT)


@require_safe
def security(request: HttpRequest) -> HttpResponse:
    return _file(request, files.print_security(now=timezone.now()), TEXT)


@require_safe
def ads(request: HttpRequest) -> HttpResponse:
    return _file(request, files.print_ads(), TEXT)


@require_safe
def manifest(request: HttpRequest) -> HttpResponse:
    return _file(request, files.print_manifest(), "application/manifest+json; charset=utf-8")


@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    return _file(request, files.print_opensearch(), "application/opensearchdescription+xml; charset=utf-8")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    return HttpResponsePermanentRedirect(static("articles/favicon.ico"))


def _file(request: HttpRequest, text: str, kind: str) -> HttpResponse:
    """A file without a word in it is not there."""
    if not text:
        return missing(request)
    response = HttpResponse(text, content_type=kind)
    patch_cache_control(response, public=True, max_age=SECONDS)
    return response
