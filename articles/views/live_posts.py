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
    version = read_posts_tag(slug, now=now)

    def printed() -> str:
        blog = read_blog(slug, now=now)
        return render_to_string("articles/_live_blog.html", {"blog": blog}) if blog else ""

    moved = moved_fragment(request, "live_blog") if version is None else None
    return moved or print_fragment(request, version, printed)
