"""/coverage/<slug>/ : all stories of a special coverage."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def coverage(request: HttpRequest, slug: str) -> HttpResponse:
    return missing(request)
