"""/search/suggestions/ : what somebody who is typing may mean, as JSON for static/articles/search.js:
{"suggestions": [{"text": "Ferries", "url": "/topics/ferries/", "kind": "Topic"}]}"""

from dataclasses import asdict

from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries.suggestions import read_suggestions


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    found = read_suggestions(request.GET.get("q", ""), now=timezone.now())
    response = JsonResponse({"suggestions": [asdict(one) for one in found]})
    response.headers["Cache-Control"] = "max-age=60"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
