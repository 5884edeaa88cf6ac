"""Parts of pages that open tabs ask for every few seconds (static/articles/live.js). What is asked for and has not
changed is answered without being printed; what has changed is printed once for all who ask."""

from collections.abc import Callable
from hashlib import blake2b

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response

# Their own short life: a new count empties no page cache, and caches on the way answer most of a crowd.
SECONDS = 2
KEPT_SECONDS = 30  # of the printed text, in this process's memory
HTML = "text/html; charset=utf-8"


def print_fragment(
    request: HttpRequest, tag: str | None, printed: Callable[[], str], *, content_type: str = HTML
) -> HttpResponse:
    """304, or what `printed` returns. `tag` has to change whenever that would (see queries/fragments.py); None: there
    is nothing under this address, and nobody need ask again."""
    if tag is None:
        return _dressed(HttpResponse(status=404, content_type=content_type))
    etag = f'"{tag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(once(request.path, tag, printed), content_type=content_type)
    response.headers["ETag"] = etag
    return _dressed(response)


def once(path: str, tag: str, printed: Callable[[], str]) -> str:
    """What stands under a fragment's path in a version of it, printed once for some seconds in this process: for those
    who ask for it, and for pages that hold it."""
    key = "fragment-" + blake2b(f"{path} {tag}".encode(), digest_size=16).hexdigest()
    text = cache.get(key)
    if text is None:
        text = printed()
        cache.set(key, text, KEPT_SECONDS)
    return text


def _dressed(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
