"""Unsaved work: kept while somebody types, shown when they come back; and who else has the story open. The rules are in
unsaved/, what the script sends in unsaved_asking.py, the script in static/articles/desk/unsaved.js."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.admin.filling import as_sent, quiet_form, quiet_rows
from articles.admin.story_part import StoryPart
from articles.admin.unsaved_asking import here, keep
from articles.admin.unsaved_difference import difference, is_older, not_saved_yet
from articles.admin.unsaved_words import saved_meanwhile, work_time
from articles.models import Article, Revision, UnsavedWork
from articles.unsaved import discard_saved, discard_work, find_work, forget_old, own_work

NOTICE = "admin/articles/article/_unsaved_notice.html"
GONE = "That unsaved work is not there any more: it was saved, or discarded."
TOLD_TABS = 20


class StoryUnsaved(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""

    @property
    def media(self) -> Media:
        return super().media + Media(js=["articles/desk/unsaved.js"])

    def part_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.unsaved_view)
        return [
            path("keep/", partial(keep, self), name="articles_article_keep"),
            path("here/", partial(here, self), name="articles_article_here"),
            path("unsaved/<int:work_id>/", page, name="articles_article_unsaved"),
            *super().part_urls(),
        ]

    # --- Coming back

    def part_context(self, request: HttpRequest, story: Article | None, *, now: datetime) -> dict[str, Any]:
        context = super().part_context(request, story, now=now)
        if not (self.has_change_permission(request, story) if story else self.has_add_permission(request)):
            return context
        going_on, request.going_on = self.going_on_with(request, story), None  # what is read below is not to be filled
        kept_as = going_on.tab if going_on else request.POST.get("kept_as", "")
        this_form = {kept_as, request.POST.get("tab", "")}
        waiting = [work for work in find_work(request.user, story and story.pk, now=now) if work.tab not in this_form]
        # Whoever goes on with one comes from a page that has just looked at the others.
        looked_at = None if going_on else story
        notices = list(self.printed_notices(request, story, waiting, now=now, saved=looked_at))
        is_beside = bool(notices) if not (going_on or request.POST) else request.POST.get("beside") == "1"
        page = {
            "notices": notices,
            "kept_as": kept_as,
            "is_beside": going_on.place.count(":") > 1 if going_on else is_beside,
            "saved_tabs": " ".join(_saved_tabs(request.user, story)) if story else "",
            "is_going_on": bool(going_on),
        }
        return {**context, "unsaved": page}

    def printed_notices(
        self,
        request: HttpRequest,
        story: Article | None,
        works: Sequence[UnsavedWork],
        *,
        now: datetime,
        saved: Article | None,
    ) -> Iterator[str]:
        """A notice in HTML for each that has something the saved story has not; the others are dropped. Without a
        saved story, for every one."""
        wanted = works if saved is None else not_saved_yet(self, request, saved, works)
        for work in works:
            if work not in wanted:
                discard_work(request.user, work.pk)
                continue
            yield render_to_string(NOTICE, {"work": work, "story": story, "when": work_time(work, now=now)})

    def unsaved_view(self, request: HttpRequest, work_id: int) -> HttpResponse:
        """What was typed, against what is saved, before it is gone on with; a POST discards it."""
        now = timezone.now()
        work = own_work(request.user, work_id, now=now)
        if work is None:
            raise Http404(GONE)
        story = work.article
        if story is not None and not self.has_view_permission(request, story):
            raise PermissionDenied
        form = (
            reverse("admin:articles_article_change", args=[story.pk])
            if story
            else reverse("admin:articles_article_add")
        )
        if request.method == "POST":
            discard_work(request.user, work_id)
            messages.success(request, "Discarded. " + ("The story stands as it was saved." if story else ""))
            return HttpResponseRedirect(form if story else reverse("admin:articles_article_changelist"))
        may_go_on = self.has_change_permission(request, story) if story else self.has_add_permission(request)
        changes, faults = difference(self, request, story, work)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"Your unsaved work from {work_time(work, now=now)}",
            "work": work,
            "story": story,
            "changes": changes,
            "faults": faults,
            "meanwhile": self._meanwhile(request, work, now=now),
            "go_on": f"{form}?unsaved={work.pk}" if may_go_on else "",
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/unsaved.html", context)

    def _meanwhile(self, request: HttpRequest, work: UnsavedWork, *, now: datetime) -> str:
        if not is_older(work.article, work):
            return ""
        return saved_meanwhile(work.article, opened=work.opened_version, tab=work.tab, by=request.user, now=now)

    # --- Going on with it: ?unsaved=<id> opens the form filled with the kept boxes

    def changeform_view(self, request: HttpRequest, object_id: str | None = None, *args: Any, **kwargs: Any) -> Any:
        asked = request.GET.get("unsaved", "") if request.method == "GET" else ""
        if asked:
            work_id = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
            request.going_on = own_work(request.user, work_id, now=timezone.now())
            if request.going_on is None:
                if UnsavedWork.objects.filter(pk=work_id).exists():
                    raise Http404(GONE)
                messages.info(request, GONE)
                return HttpResponseRedirect(request.path)
            if str(request.going_on.article_id or "") != (object_id or ""):
                raise Http404("This was typed into another story.")
        return super().changeform_view(request, object_id, *args, **kwargs)

    def going_on_with(self, request: HttpRequest, story: Article | None) -> UnsavedWork | None:
        """The work this form is filled with; none where somebody may only read."""
        work = getattr(request, "going_on", None)
        return work if work and (story is None or self.has_change_permission(request, story)) else None

    def get_form(self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any) -> Any:
        form_class = super().get_form(request, obj, change=change, **kwargs)
        work = self.going_on_with(request, obj)
        return quiet_form(form_class, as_sent(work.boxes)) if work else form_class

    def get_formsets_with_inlines(self, request: HttpRequest, obj: Article | None = None) -> Iterator[Any]:
        work = self.going_on_with(request, obj)
        for formset_class, inline in super().get_formsets_with_inlines(request, obj):
            yield (quiet_rows(formset_class) if work else formset_class), inline

    def get_formset_kwargs(self, request: HttpRequest, obj: Article, inline: Any, prefix: str) -> dict[str, Any]:
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if work := self.going_on_with(request, obj if obj.pk else None):
            kwargs["data"] = as_sent(work.boxes)
        return kwargs

    # --- Saved

    def was_saved(self, request: HttpRequest, story: Article, *, tab: str, now: datetime) -> None:
        """Once more after the commit: a keep that was on its way may have come in between."""
        super().was_saved(request, story, tab=tab, now=now)
        tabs = (tab, request.POST.get("kept_as", ""))
        discard_saved(request.user, tabs)
        transaction.on_commit(partial(discard_saved, request.user, tabs), robust=True)
        transaction.on_commit(partial(forget_old, now=now), robust=True)


def _saved_tabs(user: Any, story: Article) -> list[str]:
    """Forms this person has saved the story from: what the browser holds of those is done with."""
    mine = Revision.objects.filter(article=story, by=user).exclude(tab="").exclude(kind=Revision.Kind.SET_ASIDE)
    return list(mine.order_by("-number").values_list("tab", flat=True)[:TOLD_TABS])
