"""/search/ : what readers look for."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    return missing(request)
