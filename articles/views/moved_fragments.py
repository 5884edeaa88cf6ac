"""Parts of pages under an address of old: open tabs, and other sites that read results, are told the new one."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import resolve, reverse

from articles.redirects import lead_on
from articles.views.fragments import SECONDS


def moved_fragment(request: HttpRequest, page: str) -> HttpResponse | None:
    """The same part under the address that its page has now. `page` names the pattern of that page, which takes the
    same arguments as the part. None when nothing is known of another address. One query."""
    match = request.resolver_match
    assert match is not None
    end = lead_on(reverse(f"articles:{page}", kwargs=match.kwargs), "")
    found = resolve(end) if end and end.startswith("/") else None
    if found is None or found.url_name != page:
        return None
    response = HttpResponsePermanentRedirect(reverse(f"articles:{match.url_name}", kwargs=found.kwargs))
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
