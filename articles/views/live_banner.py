"""/live/banner/ and /live/banner/<section>/ : the banner over pages in no section, or in that one, as it is now, for
static/articles/live.js."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries.site import read_banner_of
from articles.views.fragments import print_fragment


@require_safe
def live_banner(request: HttpRequest, section: str = "") -> HttpResponse:
    place = read_banner_of(section, now=timezone.now())
    if place is None:
        return print_fragment(request, "none", str)
    return print_fragment(request, place.tag, lambda: render_to_string("articles/_banner.html", {"place": place}))
