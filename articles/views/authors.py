"""/authors/ : everybody who writes for the paper."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.author import read_authors_page


@require_safe
def authors(request: HttpRequest) -> HttpResponse:
    page = read_authors_page(now=timezone.now())
    return print_page("articles/authors.html", {"page": page, "site": page.site})
