"""400, 403, 404, 413 and 500 with the site's look. Only 404 asks the database: it may be what is broken.

Readers' views return missing() instead of raising Http404: with DEBUG on, Django would answer that with its list of
patterns, and what a reader meets is worth seeing in development too.
"""

import logging

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve
from django.utils import timezone
from django.utils.http import escape_leading_slashes

from articles.printing import print_page
from articles.queries.errors import read_error_page
from articles.redirects import lead_on

log = logging.getLogger("newsroom.views")


def missing(request: HttpRequest, anything: str = "") -> HttpResponse:
    """The 404 page; also the last of the patterns, so it appends the slash that CommonMiddleware then cannot."""
    path = request.path_info
    if moved := moved_on(request):
        return moved
    if not path.endswith("/") and resolve(f"{path}/").func is not missing:
        address = request.get_full_path(force_append_slash=True)
        return HttpResponsePermanentRedirect(escape_leading_slashes(address))
    return not_found(request)


def moved_on(request: HttpRequest) -> HttpResponse | None:
    """An address of old leads on, or says that it is gone for good."""
    try:
        end = lead_on(request.path_info, request.META.get("QUERY_STRING", ""))
        if end is None:
            return None
        if end:
            return HttpResponsePermanentRedirect(end)
        page = read_error_page(now=timezone.now())
    except DatabaseError:
        return None  # the 404 page that follows asks too, and notes it
    return print_page("410.html", {"page": page, "site": page.site}, status=410)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    try:
        page = read_error_page(now=timezone.now())
    except DatabaseError:
        log.exception("The 404 page could not read the latest stories")
        return server_error(request)
    return print_page("404.html", {"page": page, "site": page.site}, status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _plain("413.html", status=413)
    return _plain("400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _plain("403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form was sent without the token of the page it stood on (settings.CSRF_FAILURE_VIEW)."""
    return _plain("403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    return _plain("500.html", status=500)


def _plain(template: str, *, status: int) -> HttpResponse:
    return print_page(template, {"site_name": settings.SITE_NAME}, status=status)
