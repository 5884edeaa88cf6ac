"""/live/coverage/<slug>/ and /live/contest/<coverage>/<slug>/ : results as they are now, for static/articles/live.js.
With .json in place of the last slash, for machines of other sites (docs/results.md)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries.fragments import read_version
from articles.queries.results import read_contest, read_results
from articles.syndication.results_data import contest_data, coverage_data
from articles.views.fragments import HTML, print_fragment, print_nothing
from articles.views.moved_fragments import moved_fragment
from articles.views.results_parts import print_card, print_contest, print_coverage

JSON = "application/json"


@require_safe
def live_coverage(request: HttpRequest, slug: str) -> HttpResponse:
    return _fragment(request, slug, lambda: print_coverage(slug))


@require_safe
def live_contest(request: HttpRequest, coverage_slug: str, slug: str) -> HttpResponse:
    return _fragment(request, coverage_slug, lambda: print_contest(coverage_slug, slug))


@require_safe
def live_contest_card(request: HttpRequest, coverage_slug: str, slug: str) -> HttpResponse:
    """The card of a contest, as it stands in stories."""
    return _fragment(request, coverage_slug, lambda: print_card(coverage_slug, slug))


@require_safe
def live_coverage_json(request: HttpRequest, slug: str) -> HttpResponse:
    def printed() -> str:
        results = read_results(slug, now=timezone.now())
        return coverage_data(results) if results else ""

    return _fragment(request, slug, printed, content_type=JSON)


@require_safe
def live_contest_json(request: HttpRequest, coverage_slug: str, slug: str) -> HttpResponse:
    def printed() -> str:
        found = read_contest(coverage_slug, slug, now=timezone.now())
        return contest_data(found) if found else ""

    return _fragment(request, coverage_slug, printed, content_type=JSON)


def _fragment(
    request: HttpRequest, coverage_slug: str, printed: Callable[[], str], *, content_type: str = HTML
) -> HttpResponse:
    """A contest that is not in the coverage prints nothing: nobody need ask for it again, unless it has moved."""

    def tag() -> str | None:
        version = read_version(coverage_slug, now=timezone.now())
        return version.tag if version else None

    response = print_fragment(request, tag, printed, content_type=content_type)
    if response.status_code == 200 and not response.content:
        response = print_nothing(content_type=content_type)
    if response.status_code == 404:
        response = moved_fragment(request, _page_of(request)) or response
    if content_type == JSON:
        response.headers["Access-Control-Allow-Origin"] = "*"  # nothing in it is anybody's in particular
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _page_of(request: HttpRequest) -> str:
    return "contest" if request.resolver_match and "coverage_slug" in request.resolver_match.kwargs else "coverage"
