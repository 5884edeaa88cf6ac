"""The live blog on the desk: the list of posts, a page to write one quickly (readers' pages fetch it too), and the page
of a single post. The verbs are in live/blog.py, the boxes in live_post_forms.py."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.badges import printed_name, time_ago
from articles.admin.live_post_forms import PostForm, QuickForm, words_typed
from articles.admin.simple import ReadOnlyAdmin
from articles.dates import printed_soon
from articles.live.blog import PostChanged, PostRefused, bring_back_post, change_post, withdraw_post, write_post
from articles.live.blog_rights import why_not_change, why_not_write
from articles.models import LivePost, SpecialCoverage
from articles.workflow.permissions import NotAllowed

SHOWN = 30  # posts under the writing box
SEES = "articles.view_livepost"
OUT, DRAFT = "Out. Open pages show it within seconds.", "Kept as a draft. Readers do not see it."


@admin.register(LivePost)
class LivePostAdmin(ReadOnlyAdmin):
    list_display = ("words", "coverage", "where", "author", "written")
    list_filter = ("coverage", "is_key", "is_pinned")
    list_select_related = ("coverage", "author", "made_by")
    search_fields = ("headline", "body")
    change_list_template = "admin/articles/livepost/change_list.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(SEES)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [path("write/<slug:slug>/", wrap(self.write), name="articles_livepost_quick"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        blogs = SpecialCoverage.objects.order_by("-is_on", "-priority", "-id")[:12]
        return super().changelist_view(request, {**(extra_context or {}), "blogs": blogs})

    @admin.display(description="post")
    def words(self, post: LivePost) -> str:
        return str(post)

    @admin.display(description="readers")
    def where(self, post: LivePost) -> str:
        words, kind, shape = _state(post)
        return format_html(
            '<span class="desk-state desk-state-{}"><span class="desk-shape" aria-hidden="true">{}</span>{}</span>',
            kind,
            shape,
            words,
        )

    @admin.display(description="published", ordering="published_at")
    def written(self, post: LivePost) -> str:
        return time_ago(post.published_at, now=timezone.now()) or "–"

    def write(self, request: HttpRequest, slug: str) -> HttpResponse:
        """A box to write in, and the newest posts under it. A script is answered in JSON."""
        coverage = get_object_or_404(SpecialCoverage, slug=slug)
        if refused := why_not_write(request.user):
            raise PermissionDenied(refused)
        form = QuickForm(request.POST or None, initial={"sent_as": uuid4()})
        if request.method != "POST":
            return self._write_page(request, coverage, form)
        now, is_draft = timezone.now(), "_draft" in request.POST
        problems = [] if form.is_valid() else [sentence for errors in form.errors.values() for sentence in errors]
        if not problems:
            try:
                write_post(
                    coverage.pk,
                    form.words(),
                    by=request.user,
                    now=now,
                    sent_as=str(form.cleaned_data["sent_as"] or ""),
                    is_draft=is_draft,
                )
            except PostRefused as refusal:
                problems = refusal.problems
        if "application/json" in request.headers.get("Accept", ""):
            said = " ".join(problems) or (DRAFT if is_draft else OUT)
            return JsonResponse({"done": not problems, "said": said, "next": str(uuid4())})
        if problems:
            return self._write_page(request, coverage, form, problems=problems)
        messages.success(request, DRAFT if is_draft else OUT)
        return HttpResponseRedirect(reverse("admin:articles_livepost_quick", args=[slug]))

    def _write_page(
        self, request: HttpRequest, coverage: SpecialCoverage, form: QuickForm, *, problems: list[str] | None = None
    ) -> HttpResponse:
        posts = LivePost.objects.filter(coverage=coverage).select_related("author", "photo", "made_by")
        rows = [(post, *_state(post)) for post in posts.order_by("-id")[:SHOWN]]
        context = {
            **self.admin_site.each_context(request),
            "title": f"Live blog: {coverage.title}",
            "opts": self.opts,
            "coverage": coverage,
            "form": form,
            "problems": problems or [],
            "rows": rows,
        }
        return TemplateResponse(request, "admin/articles/livepost/write.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        post = _post(object_id)
        if not request.user.has_perm(SEES):
            raise PermissionDenied
        if request.method != "POST":
            return self._post_page(request, post, PostForm(initial=PostForm.said_by(post)))
        now, form = timezone.now(), PostForm(request.POST)
        try:
            if "_withdraw" in request.POST:
                withdraw_post(post.pk, by=request.user, now=now)
                messages.success(request, "Withdrawn. It leaves open pages within seconds.")
            elif "_bring_back" in request.POST:
                bring_back_post(post.pk, by=request.user, now=now)
                messages.success(request, "Readers have it again, where it stood.")
            elif not form.is_valid():
                return self._post_page(request, post, form)
            else:
                return self._save(request, post, form, now=now)
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except PostRefused as refusal:
            return self._post_page(request, post, form, problems=refusal.problems)
        return HttpResponseRedirect(reverse("admin:articles_livepost_change", args=[post.pk]))

    def _save(self, request: HttpRequest, post: LivePost, form: PostForm, *, now: datetime) -> HttpResponse:
        try:
            changed = change_post(
                post.pk,
                words_typed(form.cleaned_data, html=form.cleaned_data["body"]),
                version=form.cleaned_data["version"],
                by=request.user,
                now=now,
                correction=form.cleaned_data["correction"],
                publish="_publish" in request.POST,
            )
        except PostChanged as met:
            return self._post_page(request, met.post, form.with_version(met.post.version), theirs=met.post)
        messages.success(request, OUT if changed.published_at == now else "Saved.")
        return HttpResponseRedirect(reverse("admin:articles_livepost_quick", args=[post.coverage.slug]))

    def _post_page(
        self,
        request: HttpRequest,
        post: LivePost,
        form: PostForm,
        *,
        problems: list[str] | None = None,
        theirs: LivePost | None = None,
    ) -> HttpResponse:
        now = timezone.now()
        context = {
            **self.admin_site.each_context(request),
            "title": str(post),
            "opts": self.opts,
            "post": post,
            "form": form,
            "media": self.media + form.media,
            "problems": problems or [],
            "theirs": theirs,
            "why_not": why_not_change(request.user, post),
            "state": _state(post)[0],
            "is_draft": post.published_at is None,
            "written_by": printed_name(post.made_by),
            "published": printed_soon(post.published_at, now=now) if post.published_at else "",
            "corrections": post.corrections.select_related("by"),
        }
        return TemplateResponse(request, "admin/articles/livepost/post.html", context)


def _post(object_id: str) -> LivePost:
    if not (object_id.isascii() and object_id.isdecimal() and len(object_id) < 19):
        raise Http404
    found: QuerySet[LivePost] = LivePost.objects.select_related("coverage", "photo", "author", "made_by")
    return get_object_or_404(found, pk=int(object_id))


def _state(post: LivePost) -> tuple[str, str, str]:
    """In words, the class of its colour, and its shape."""
    if post.withdrawn_at is not None:
        return "Withdrawn", "over", "×"
    return ("Draft", "draft", "○") if post.published_at is None else ("Live", "live", "●")
