"""/<section>/<slug>-<id>/ : the page of a story. The id finds it; every other part of the address may be stale."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.article import find_story, path_of, read_article_page
from articles.queries.gone import read_gone_page
from articles.syndication import story_data
from articles.views.errors import missing

LARGEST_ID = 2**63 - 1


@require_safe
def article(request: HttpRequest, section_slug: str, slug: str, article_id: str) -> HttpResponse:
    now = timezone.now()
    story = find_story(int(article_id)) if int(article_id) <= LARGEST_ID else None
    if story is None or story.published_at > now:
        return missing(request)
    if not story.is_live(now):
        gone = read_gone_page(story, now=now)
        return print_page("410.html", {"page": gone, "site": gone.site}, status=410)
    # Two looks: this process may not know yet that a section was renamed, and browsers remember a redirect for good.
    if request.path != path_of(story) and request.path != (path := path_of(story, fresh=True)):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(path + (f"?{query}" if query else ""))
    page = read_article_page(story, now=now)
    content = {"page": page, "site": page.site, "structured_data": story_data(page)}
    return print_page("articles/article.html", content)
