"""/live/banner/ and /live/banner/<section>/ : the banner over pages in no section, or in that one, as it is now, for
static/articles/live.js."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries.banner import BannerPlace
from articles.queries.site import read_banner_of
from articles.views.fragments import print_fragment


@require_safe
def live_banner(request: HttpRequest, section: str = "") -> HttpResponse:
    @cache
    def place() -> BannerPlace | None:
        return read_banner_of(section, now=timezone.now())

    def tag() -> str:
        found = place()
        return found.tag if found else "none"

    def printed() -> str:
        found = place()
        return render_to_string("articles/_banner.html", {"place": found}) if found else ""

    return print_fragment(request, tag, printed)
