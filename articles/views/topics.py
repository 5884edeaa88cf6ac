"""/topics/ : all topics that have stories."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.topic import read_topics_page


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    page = read_topics_page(now=timezone.now())
    return print_page("articles/topics.html", {"page": page, "site": page.site})
