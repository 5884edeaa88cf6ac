"""The language of the desk: DESK_LANGUAGE under the admin path. Readers get LANGUAGE_CODE, whatever their browser asks
for, so a page is the same for everybody and can be cached."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import override


class DeskLanguageMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.desk = "/" + settings.ADMIN_PATH

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(self.desk):
            return self.get_response(request)
        with override(settings.DESK_LANGUAGE):
            return self.get_response(request)
