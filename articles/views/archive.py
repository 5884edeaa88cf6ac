"""/2014/, /2014/05/, /2014/05/08/ : what was published then."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def archive(request: HttpRequest, year: str, month: str = "", day: str = "") -> HttpResponse:
    return missing(request)
