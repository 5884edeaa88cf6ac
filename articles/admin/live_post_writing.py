"""Writing in a live blog quickly: a box, and the newest posts under it. Readers' pages fetch the box out of this page
(static/articles/live_blog.js). A post that is there has its own page (live_post.py)."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.admin.badges import printed_name, time_ago
from articles.admin.live_post_forms import QuickForm
from articles.admin.logged_out_pages import brought_through_login, kept_through_login
from articles.live.blog import PostRefused, write_post
from articles.live.blog_rights import why_not_write
from articles.models import LivePost, SpecialCoverage
from articles.workflow.permissions import NotAllowed

SHOWN = 30  # posts under the writing box
OUT, DRAFT = "Out. Open pages show it within seconds.", "Kept as a draft. Readers do not see it."
REHEARSED = "Posted in the rehearsal. Readers see nothing of it."


class LivePostWriting:
    """For LivePostAdmin to inherit, before Django's own."""

    def get_urls(self) -> list[URLPattern]:
        view = kept_through_login(self.admin_site, self.admin_site.admin_view(self.write))
        return [path("write/<slug:slug>/", view, name="articles_livepost_quick"), *super().get_urls()]

    def write(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A box to write in, and the newest posts under it. A script is answered in JSON."""
        coverage = get_object_or_404(SpecialCoverage, slug=slug)
        is_asked_by_script = "application/json" in request.headers.get("Accept", "")
        if refused := why_not_write(request.user):
            if is_asked_by_script:
                return JsonResponse({"done": False, "said": refused}, status=403)
            raise PermissionDenied(refused)
        if request.method != "POST":
            typed = brought_through_login(request)
            return self._write_page(request, coverage, QuickForm(typed, initial={"sent_as": uuid4()}))
        form = QuickForm(request.POST)
        said, problems = _write(request, coverage, form)
        if is_asked_by_script:
            answer = {"done": not problems, "said": said or " ".join(problems), "next": str(uuid4())}
            return JsonResponse(answer)
        if problems:
            return self._write_page(request, coverage, form, problems=problems)
        messages.success(request, said)
        return HttpResponseRedirect(reverse("admin:articles_livepost_quick", args=[slug]))

    def _write_page(
        self, request: HttpRequest, coverage: SpecialCoverage, form: QuickForm, *, problems: list[str] | None = None
    ) -> HttpResponse:
        posts = LivePost.objects.filter(coverage=coverage).select_related("author", "photo", "made_by")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Live blog: {coverage.title}",
            "opts": self.opts,
            "coverage": coverage,
            "form": form,
            "media": self.media + form.media,
            "problems": problems or [],
            "rows": [_row(post) for post in posts.order_by("-id")[:SHOWN]],
        }
        return TemplateResponse(request, "admin/articles/livepost/write.html", context)


def _write(request: HttpRequest, coverage: SpecialCoverage, form: QuickForm) -> tuple[str, list[str]]:
    """What is said when it is done, or what is wrong."""
    if not form.is_valid():
        return "", [sentence for errors in form.errors.values() for sentence in errors]
    try:
        post = write_post(
            coverage.pk,
            form.words(),
            by=request.user,
            now=timezone.now(),
            sent_as=str(form.cleaned_data["sent_as"] or ""),
            is_draft="_draft" in request.POST,
        )
    except PostRefused as refusal:
        return "", refusal.problems
    except NotAllowed as refused:  # sent again by somebody who has logged in after the one who wrote it
        return "", [str(refused)]
    if post.published_at is None:
        return DRAFT, []
    return (REHEARSED if post.coverage.is_rehearsal else OUT), []


def _row(post: LivePost) -> dict[str, Any]:
    return {
        "post": post,
        "state": state_of(post),
        "who": post.author.name if post.author else printed_name(post.made_by),
        "when": time_ago(post.published_at, now=timezone.now()),
    }


def state_of(post: LivePost) -> tuple[str, str, str]:
    """In words, the class of its colour, and its shape."""
    if post.withdrawn_at is not None:
        return "Withdrawn", "over", "×"
    return ("Draft", "draft", "○") if post.published_at is None else ("Live", "live", "●")
