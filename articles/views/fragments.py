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
KNOWN_SECONDS = 1  # of which version there is: a crowd that asks a process at once asks the database once
HTML = "text/html; charset=utf-8"


def print_fragment(
    request: HttpRequest,
    read_tag: Callable[[], str | None],
    printed: Callable[[], str],
    *,
    content_type: str = HTML,
    kept_under: str = "",
) -> HttpResponse:
    """304, or what `printed` returns. What `read_tag` returns has to change whenever that would (queries/fragments.py);
    None: there is nothing under this address, and nobody need ask again. `kept_under`: the address under which it is
    remembered, where that is not the one asked for."""
    path = kept_under or request.path
    tag = _known_tag(path, read_tag)
    if tag is None:
        return print_nothing(content_type=content_type)
    etag = f'"{tag}"'
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(once(path, tag, printed), content_type=content_type)
    response.headers["ETag"] = etag
    return _dressed(response)


def print_nothing(*, content_type: str = HTML) -> HttpResponse:
    return _dressed(HttpResponse(status=404, content_type=content_type))


def _known_tag(path: str, read_tag: Callable[[], str | None]) -> str | None:
    """Only what is there is kept: addresses that somebody makes up would fill the memory."""
    key = _key("tag", path)
    tag: str | None = cache.get(key)
    if tag is None and (tag := read_tag()) is not None:
        cache.set(key, tag, KNOWN_SECONDS)
    return tag


def once(path: str, tag: str, printed: Callable[[], str]) -> str:
    """What stands under a fragment's path in a version of it, printed once for some seconds in this process: for those
    who ask for it, and for pages that hold it."""
    key = _key("text", path, tag)
    text = cache.get(key)
    if text is None:
        text = printed()
        cache.set(key, text, KEPT_SECONDS)
    return text


def _key(*words: str) -> str:
    return "fragment-" + blake2b(" ".join(words).encode(), digest_size=16).hexdigest()


def _dressed(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = f"public, max-age={SECONDS}"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
