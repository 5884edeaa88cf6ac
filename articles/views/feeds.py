"""/feeds/… : RSS 2.0 and Atom of the site, of a section, a topic, an author, and of corrections."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from articles.views.errors import missing


@require_safe
def feed(request: HttpRequest, kind: str, of: str = "", slug: str = "") -> HttpResponse:
    return missing(request)
