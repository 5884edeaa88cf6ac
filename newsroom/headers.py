"""Security headers that Django does not send by itself. One fixed policy for readers, a wider one under the admin path.

Two fixed strings, chosen by path: a page costs no string building (django-csp assembles its policy per request).
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

READERS_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# Unfold's Alpine evaluates expressions and CKEditor writes inline scripts and styles and frames its own text area, so
# the desk cannot do without these. Body HTML is cleaned before it is shown there too.
DESK_CSP = (
    "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'self'; frame-ancestors 'self'"
)
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), payment=(), usb=()"
)


class SecurityHeadersMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        self.desk = "/" + settings.ADMIN_PATH
        self.readers_policy, self.desk_policy = (_with_pictures(policy) for policy in (READERS_CSP, DESK_CSP))

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        policy = self.desk_policy if request.path.startswith(self.desk) else self.readers_policy
        response.headers.setdefault("Content-Security-Policy", policy)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


def _with_pictures(policy: str) -> str:
    """The policy, with the place that pictures are kept in when it is not this site."""
    return (
        policy.replace("img-src 'self'", f"img-src 'self' {settings.MEDIA_ORIGIN}") if settings.MEDIA_ORIGIN else policy
    )
