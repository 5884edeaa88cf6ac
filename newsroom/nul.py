"""Refuses addresses with a NUL character in their query: no page has one, PostgreSQL takes none, and every list, filter
and search box of the desk would have to look for it. Forms refuse it by themselves."""

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse


class RefuseNulMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\0" in query:
            raise SuspiciousOperation("NUL in the query of an address.")
        return self.get_response(request)
