"""404, 403, 400 and 500 with the site's look. 500 asks the database nothing: it may be what is broken."""

import logging

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from articles.queries.errors import read_error_page
from articles.views.printing import print_page

log = logging.getLogger("newsroom.views")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    try:
        page = read_error_page(now=timezone.now())
    except DatabaseError:
        log.exception("The 404 page could not read the latest stories")
        return server_error(request)
    return print_page("404.html", {"page": page, "site": page.site}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return print_page("500.html", {"site_name": settings.SITE_NAME}, status=500)
