"""/search/suggestions/ : what somebody who is typing may mean, as JSON."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def suggest(request: HttpRequest) -> HttpResponse:
    return missing(request)
