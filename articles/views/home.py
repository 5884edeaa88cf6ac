"""/ : the home page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.home import read_home_page
from articles.syndication import home_data
from articles.views.errors import moved_on


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if request.META.get("QUERY_STRING") and (moved := moved_on(request)):  # other systems keep stories under /?p=12
        return moved
    page = read_home_page(now=timezone.now())
    content = {"page": page, "site": page.site, "structured_data": home_data(page.site)}
    return print_page("articles/home.html", content)
