"""/live/banner/ : the banner as it is now, for static/articles/live.js."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries.site import read_site
from articles.views.fragments import print_fragment


@require_safe
def live_banner(request: HttpRequest) -> HttpResponse:
    banner = read_site(now=timezone.now()).banner
    if banner is None:
        return print_fragment(request, "none", str)
    return print_fragment(request, banner.tag, lambda: render_to_string("articles/_banner.html", {"banner": banner}))
