"""/authors/ : everybody who writes for the paper."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def authors(request: HttpRequest) -> HttpResponse:
    return missing(request)
