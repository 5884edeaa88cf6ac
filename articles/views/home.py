"""/ : the home page."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.home import read_home_page


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    page = read_home_page(now=timezone.now())
    return print_page("articles/home.html", {"page": page, "site": page.site})
