"""The live blog on the desk: the list of posts, and the page of a single one, where it is changed, corrected, withdrawn
and brought back. New ones are written in live_post_writing.py; the verbs are in live/blog.py, the boxes in
live_post_forms.py."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, reverse
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.badges import printed_name, time_ago
from articles.admin.live_post_forms import PostForm, words_typed
from articles.admin.live_post_writing import OUT, LivePostWriting, state_of
from articles.admin.logged_out_pages import brought_through_login, kept_through_login
from articles.admin.results_forms import number_in
from articles.admin.simple import ReadOnlyAdmin
from articles.dates import printed_soon
from articles.live.blog import PostChanged, PostRefused, bring_back_post, change_post, withdraw_post
from articles.live.blog_rights import why_not_change
from articles.models import LivePost, SpecialCoverage
from articles.workflow.permissions import NotAllowed

SEES = "articles.view_livepost"
NOT_SAVED = "What you have typed is still in the boxes, and not saved."


@admin.register(LivePost)
class LivePostAdmin(LivePostWriting, ReadOnlyAdmin):
    list_display = ("words", "where", "author", "written", "coverage")
    list_filter = ("coverage", "is_key", "is_pinned")
    list_select_related = ("coverage", "author", "made_by")
    search_fields = ("headline", "body")
    ordering = ("-id",)
    change_list_template = "admin/articles/livepost/change_list.html"

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(SEES)

    def get_urls(self) -> list[URLPattern]:
        pages = super().get_urls()
        for page in pages:
            if page.name == "articles_livepost_change":
                page.callback = kept_through_login(self.admin_site, page.callback)
        return pages

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        blogs = SpecialCoverage.objects.order_by("-is_on", "-priority", "-id")[:12]
        return super().changelist_view(request, {**(extra_context or {}), "blogs": blogs})

    @admin.display(description="post")
    def words(self, post: LivePost) -> str:
        return str(post)

    @admin.display(description="readers")
    def where(self, post: LivePost) -> str:
        words, kind, shape = state_of(post)
        return format_html(
            '<span class="desk-state desk-state-{}"><span class="desk-shape" aria-hidden="true">{}</span>{}</span>',
            kind,
            shape,
            words,
        )

    @admin.display(description="published", ordering="published_at")
    def written(self, post: LivePost) -> str:
        return time_ago(post.published_at, now=timezone.now()) or "–"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        post = _post(object_id)
        if not request.user.has_perm(SEES):
            raise PermissionDenied
        if request.method != "POST":
            typed = brought_through_login(request)
            form = PostForm(initial=PostForm.said_by(post)) if typed is None else PostForm(typed)
            return self._post_page(request, post, form)
        form = PostForm(request.POST)
        try:
            return self._act(request, post, form, now=timezone.now())
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except PostRefused as refusal:
            return self._post_page(request, post, form, problems=refusal.problems)

    def _act(self, request: HttpRequest, post: LivePost, form: PostForm, *, now: datetime) -> HttpResponse:
        if "_withdraw" in request.POST:
            changed = withdraw_post(post.pk, by=request.user, now=now)
            messages.success(request, "Withdrawn. It leaves open pages within seconds.")
        elif "_bring_back" in request.POST:
            changed = bring_back_post(post.pk, by=request.user, now=now)
            messages.success(request, "Readers have it again, where it stood.")
        elif not form.is_valid():
            return self._post_page(request, post, form)
        else:
            return self._save(request, post, form, now=now)
        if form.differs_from(changed):
            messages.warning(request, NOT_SAVED)
            is_newest = form.opened_version == post.version == changed.version - 1
            return self._post_page(request, changed, form.with_version(changed.version) if is_newest else form)
        return HttpResponseRedirect(reverse("admin:articles_livepost_change", args=[post.pk]))

    def _save(self, request: HttpRequest, post: LivePost, form: PostForm, *, now: datetime) -> HttpResponse:
        try:
            changed = change_post(
                post.pk,
                words_typed(form.cleaned_data, html=form.cleaned_data["body"]),
                version=form.opened_version,
                by=request.user,
                now=now,
                correction=form.cleaned_data["correction"],
                publish="_publish" in request.POST,
            )
        except PostChanged as met:
            return self._post_page(request, met.post, form.with_version(met.post.version), theirs=met.post)
        messages.success(request, _told(changed, now=now))
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
            "state": state_of(post),
            "is_draft": post.published_at is None,
            "written_by": printed_name(post.made_by),
            "published": printed_soon(post.published_at, now=now) if post.published_at else "",
            "corrections": [(each.text, printed_soon(each.at, now=now)) for each in post.corrections.all()],
        }
        return TemplateResponse(request, "admin/articles/livepost/post.html", context)


def _post(object_id: str) -> LivePost:
    found: QuerySet[LivePost] = LivePost.objects.select_related("coverage", "photo", "author", "made_by")
    if not (number := number_in(object_id)):
        raise Http404
    return get_object_or_404(found, pk=number)


def _told(post: LivePost, *, now: datetime) -> str:
    if post.withdrawn_at is not None:
        return "Saved. The post is withdrawn: readers do not see it."
    if post.published_at is None:
        return "Saved as a draft. Readers do not see it."
    return OUT if post.published_at == now else "Saved. Open pages show it within seconds."
