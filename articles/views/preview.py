"""/preview/<id>/ : the working copy in the readers' own templates, for staff. The one page of the readers' side that
shows unpublished text, so it is never cached, never indexed and says what it is. It also tells why these stories."""

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from articles.printing import print_page
from articles.queries.article import read_article_page
from articles.queries.reasons import explain_page
from articles.views.errors import missing
from articles.workflow import project_working_copy


@never_cache
@require_safe
@staff_member_required(login_url="admin:login")
def preview(request: HttpRequest, article_id: int) -> HttpResponse:
    now = timezone.now()
    if not request.user.has_perm("articles.view_article"):
        return missing(request)
    working_copy = project_working_copy(article_id, now=now)
    if working_copy is None:
        return missing(request)
    page = read_article_page(working_copy.story, now=now, likeness=working_copy.likeness)
    reasons = explain_page(page, now=now, parts=working_copy.parts)
    content = {"page": page, "site": page.site, "is_preview": True, "reasons": reasons, "lost": working_copy.lost}
    response = print_page("articles/article.html", content)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
