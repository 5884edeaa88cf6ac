"""/authors/<slug>/ : who somebody is, and what they wrote."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def author(request: HttpRequest, slug: str) -> HttpResponse:
    return missing(request)
