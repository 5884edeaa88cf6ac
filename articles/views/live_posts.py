"""/live/posts/<slug>/ : the newest posts of a live blog, for static/articles/live.js and live_blog.js."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.queries.live_blog import read_blog, read_posts_tag
from articles.views.fragments import print_fragment
from articles.views.moved_fragments import moved_fragment


@require_safe
def live_posts(request: HttpRequest, slug: str) -> HttpResponse:
    now = timezone.now()

    def printed() -> str:
        blog = read_blog(slug, now=now)
        return render_to_string("articles/_live_blog.html", {"blog": blog}) if blog else ""

    response = print_fragment(request, lambda: read_posts_tag(slug, now=now), printed)
    return moved_fragment(request, "live_blog") or response if response.status_code == 404 else response
