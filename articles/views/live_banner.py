"""/live/banner/ and /live/banner/<section>/ : the banner over pages in no section, or in that one, as it is now, for
static/articles/live.js."""

from functools import cache

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries.banner import BannerPlace
from articles.queries.site import knows_section, read_banner_of
from articles.views.fragments import print_fragment
from articles.views.moved_fragments import moved_fragment


@require_safe
def live_banner(request: HttpRequest, section_slug: str = "") -> HttpResponse:
    """A section that has another address now is led on to; one that is gone has the banner of pages in none."""

    @cache
    def place() -> BannerPlace | None:
        return read_banner_of(section_slug, now=timezone.now())

    def tag() -> str:
        found = place()
        return found.tag if found else "none"

    def printed() -> str:
        found = place()
        return render_to_string("articles/_banner.html", {"place": found}) if found else ""

    def tag_if_known() -> str | None:
        return tag() if not section_slug or knows_section(section_slug) else None

    response = print_fragment(request, tag_if_known, printed)
    if response.status_code != 404:
        return response
    return moved_fragment(request, "section") or print_fragment(
        request, tag, printed, kept_under=reverse("articles:live_banner")
    )
