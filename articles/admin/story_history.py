"""History: what happened to a story, and its versions: listed, compared, named and brought back. What that means is in
workflow/compare.py and restore.py."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.badges import time_ago
from articles.admin.buttons import published_of
from articles.admin.comparing import LIVE, NOW, compare_path, side_of, usual_sides, ways_from
from articles.admin.outcomes import story_link
from articles.admin.story_part import StoryPart
from articles.admin.versions import version_lines
from articles.html import one_line
from articles.models import Article, AuditLine, Revision
from articles.workflow import NotAllowed, may_edit
from articles.workflow.compare import compare
from articles.workflow.restore import LONGEST_NAME, name_revision, restore_revision

SHOWN = 10  # versions in the form's tab; the rest is on a page of its own
EVENTS = 50
ON_A_PAGE = 50


class StoryHistory(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""

    # Beside the story's form and not inside: the history has small forms of its own.
    change_form_outer_after_template = "admin/articles/article/_history_panel.html"

    def part_urls(self) -> list[URLPattern]:
        pages = (
            ("compare/", self.compare_view, "compare"),
            ("versions/", self.versions_view, "versions"),
            ("versions/<int:number>/restore/", self.restore_view, "restore"),
            ("versions/<int:number>/name/", self.name_view, "name_version"),
        )
        own = [
            path(f"<int:article_id>/{address}", self.admin_site.admin_view(page), name=f"articles_article_{name}")
            for address, page, name in pages
        ]
        return [*own, *super().part_urls()]

    def part_context(self, request: HttpRequest, story: Article | None, *, now: datetime) -> dict[str, Any]:
        context = super().part_context(request, story, now=now)
        if story is None:
            return context
        # One more than is shown: the last line is compared with it.
        versions = story.revisions.select_related("by").defer("content").order_by("-number")[: SHOWN + 1]
        lines = version_lines(story, versions, now=now)
        # A save that left a version is told there.
        events = story.audit_lines.exclude(verb=AuditLine.Verb.SAVED, revision__isnull=False)
        return {
            **context,
            "log": [(line, time_ago(line.at, now=now)) for line in events.select_related("by")[:EVENTS]],
            "versions": lines[:SHOWN],
            "more_versions": len(lines) > SHOWN,
            "live_against_now": compare_path(story, LIVE, NOW) if published_of(story) else "",
            "longest_name": LONGEST_NAME,
        }

    def compare_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        story, now = self._story(request, article_id), timezone.now()
        usual = usual_sides(story)
        before = side_of(story, request.GET.get("before") or usual[0], now=now)
        after = side_of(story, request.GET.get("after") or usual[1], now=now)
        if after.content is None and before.content is not None:
            before, after = after, before
        context = {
            "title": "What differs",
            "before": before,
            "after": after,
            "ways": ways_from(story, before, after),
            "changes": compare(before.content, after.content) if after.content is not None else [],
            "may_change_story": may_edit(request.user, story),
        }
        return self._page(request, story, "compare", context)

    def versions_view(self, request: HttpRequest, article_id: int) -> HttpResponse:
        story, now = self._story(request, article_id), timezone.now()
        versions = story.revisions.select_related("by").defer("content").order_by("-number")
        page = Paginator(versions, ON_A_PAGE).get_page(request.GET.get("page"))
        beyond = versions.filter(number__lt=page[-1].number)[:1] if len(page) else []
        context = {
            "title": "All versions",
            "page": page,
            "versions": version_lines(story, [*page, *beyond], now=now)[: len(page)],
            "live_against_now": compare_path(story, LIVE, NOW) if published_of(story) else "",
            "may_change_story": may_edit(request.user, story),
            "longest_name": LONGEST_NAME,
        }
        return self._page(request, story, "versions", context)

    def restore_view(self, request: HttpRequest, article_id: int, number: int) -> HttpResponse:
        """Asked once, with what will change; only the POST of that page brings the version back."""
        story, now = self._story(request, article_id), timezone.now()
        if not may_edit(request.user, story):
            raise PermissionDenied
        version = self._version(story, number)
        if request.method == "POST" and request.POST.get("seen") == str(story.lock_version):
            return self._restore(request, story, version, now=now)
        if request.method == "POST":
            messages.warning(request, "The story was saved meanwhile, so nothing was brought back yet. Look once more.")
        saved = side_of(story, NOW, now=now)
        back = side_of(story, str(number), now=now)
        context = {
            "title": f"Bring back version {number}?",
            "before": saved,
            "after": back,
            "changes": compare(saved.content, back.content or {}),
            "seen": story.lock_version,
        }
        return self._page(request, story, "restore", context)

    def _restore(self, request: HttpRequest, story: Article, version: Revision, *, now: datetime) -> HttpResponse:
        try:
            lost = restore_revision(story.pk, version.pk, by=request.user, now=now)
        except NotAllowed as refusal:
            messages.warning(request, str(refusal))
            return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
        except (Article.DoesNotExist, Revision.DoesNotExist) as gone:  # deleted or purged since the page was opened
            raise Http404 from gone
        text = "Brought back: {} as it was in version {}. Readers see what they saw before. To undo it, open History."
        messages.success(request, format_html(text, story_link(self._story(request, story.pk)), version.number))
        for sentence in lost:
            messages.warning(request, f"Not brought back: {sentence}")
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[story.pk]))

    def name_view(self, request: HttpRequest, article_id: int, number: int) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        story = self._story(request, article_id)
        name = one_line(request.POST.get("name", ""))
        back = HttpResponseRedirect(_history_of(story, request.POST.get("page", "")))
        if len(name) > LONGEST_NAME:
            messages.warning(
                request, f"A name has at most {LONGEST_NAME} characters. This one has {len(name)}: “{name[:200]}”"
            )
            return back
        try:
            name_revision(self._version(story, number).pk, name, by=request.user)
        except NotAllowed as refusal:
            raise PermissionDenied from refusal
        except Revision.DoesNotExist as gone:
            raise Http404 from gone
        told = (
            f"Version {number} is called “{name}”. It is kept for good."
            if name
            else f"Version {number} has no name now."
        )
        messages.success(request, told)
        return back

    def _story(self, request: HttpRequest, article_id: int) -> Article:
        story = self.get_object(request, str(article_id))
        if story is None:
            raise Http404
        if not self.has_view_permission(request, story):
            raise PermissionDenied
        return story

    def _version(self, story: Article, number: int) -> Revision:
        version = story.revisions.filter(number=number).defer("content").first()
        if version is None:
            raise Http404
        return version

    def _page(self, request: HttpRequest, story: Article, name: str, context: dict[str, Any]) -> HttpResponse:
        frame = {**self.admin_site.each_context(request), "opts": self.opts, "story": story}
        return TemplateResponse(request, f"admin/articles/article/{name}.html", {**frame, **context})


def _history_of(story: Article, page: str) -> str:
    """Back to where somebody came from: a page of all versions, or the tab of the form."""
    if page.isascii() and page.isdecimal() and len(page) < 6:
        return reverse("admin:articles_article_versions", args=[story.pk]) + f"?page={page}"
    return reverse("admin:articles_article_change", args=[story.pk]) + "#history"
