"""Rights of a photo at the desk: the boxes in its form, the badge that tells where it stands, and the two pages that
ask once before readers lose it or get it back. What happens then is workflow/photo_rights.py."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import Field
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.badges import thumbnail
from articles.admin.moments import MomentField
from articles.admin.photo_cards import refusal, rights_words
from articles.dates import printed_soon
from articles.models import Photo
from articles.photos.usage import counts_of, live_stories_with, why_kept
from articles.workflow import NotAllowed
from articles.workflow.permissions import may_kill_photo
from articles.workflow.photo_rights import (
    MOST_AT_ONCE,
    Outcome,
    Rights,
    RightsRefused,
    bring_back_photo,
    hold_photo,
    kill_photo,
    save_rights,
)

RIGHTS_FIELDS = ("rights_holder", "rights_terms", "rights_end_at", "most_uses", "do_not_publish")
# Nobody types these. A form that was opened before one of them changed must not write the old one back.
NOT_TYPED = ("killed_at", "killed_by_id", "killed_reason", "renditions")
SHOWN_STORIES = 20


class KillForm(forms.Form):
    reason = forms.CharField(
        label="Why is it taken back?",
        max_length=300,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 3, "autofocus": ""}),
        help_text="Only the desk sees it.",
        error_messages={"required": "Write why. The next person at the desk will want to know."},
    )


class PhotoRights:
    """For PhotoAdmin to inherit, before Django's own."""

    change_form_before_template = "admin/articles/photo/_rights.html"

    def rights_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("<int:photo_id>/kill/", wrap(self.kill_view), name="articles_photo_kill"),
            path("<int:photo_id>/bring-back/", wrap(self.bring_back_view), name="articles_photo_bring_back"),
        ]

    def get_urls(self) -> list[URLPattern]:
        return [*self.rights_urls(), *super().get_urls()]

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "rights_end_at":
            return db_field.formfield(**{**kwargs, "form_class": MomentField})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Photo | None = None, **kwargs: Any
    ) -> HttpResponse:
        if obj is not None:
            context["photo_standing"] = rights_badge(obj, now=timezone.now())
            context["may_kill"] = may_kill_photo(request.user)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    @admin.display(description="rights")
    def standing(self, photo: Photo) -> str:
        return rights_badge(photo, now=timezone.now())

    # --- Saving

    def keep_rights(self, form: ModelForm, obj: Photo) -> None:
        """Before a photo is saved: what was typed into the boxes of its rights goes through their verb afterwards, as
        stories that readers have follow them. Holds the stories and the photo, in that order."""
        form.typed_rights = Rights(**{name: getattr(obj, name) for name in RIGHTS_FIELDS})
        stored, _ = hold_photo(obj.pk)
        for name in (*RIGHTS_FIELDS, *NOT_TYPED):
            setattr(obj, name, getattr(stored, name))

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if change and not set(form.changed_data).isdisjoint(RIGHTS_FIELDS):
            self._save_rights(request, form.instance, form.typed_rights)

    def _save_rights(self, request: HttpRequest, photo: Photo, typed: Rights) -> None:
        now = timezone.now()
        try:
            outcome = save_rights(photo.pk, typed, by=request.user, now=now)
        except (NotAllowed, RightsRefused) as refused:
            messages.warning(request, f"The rights were left as they were. {refused}")
            return
        if outcome.stories:
            _tell_rights(request, outcome, now=now)

    # --- Deleting

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """A photo that somebody uses stays in the library."""
        return super().has_delete_permission(request, obj) and (obj is None or not why_kept(obj, now=timezone.now()))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        photo = self.get_object(request, object_id)
        if (
            photo is not None
            and super().has_delete_permission(request)
            and (why := why_kept(photo, now=timezone.now()))
        ):
            messages.warning(request, why)
            return HttpResponseRedirect(_address(photo))
        return super().delete_view(request, object_id, extra_context)

    # --- Taking it back, and bringing it back

    def kill_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        photo, now = self._asked(request, photo_id), timezone.now()
        form = KillForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                outcome = kill_photo(photo.pk, reason=form.cleaned_data["reason"], by=request.user, now=now)
            except NotAllowed as refused:
                raise PermissionDenied(str(refused)) from refused
            except RightsRefused as refused:
                form.add_error("reason", str(refused))
            else:
                _tell_killed(request, outcome)
                return HttpResponseRedirect(_address(photo))
        return self._ask(request, photo, "Take this photo back from readers?", "kill", form=form, now=now)

    def bring_back_view(self, request: HttpRequest, photo_id: int) -> HttpResponse:
        photo, now = self._asked(request, photo_id), timezone.now()
        if request.method == "POST":
            try:
                outcome = bring_back_photo(photo.pk, by=request.user, now=now)
            except NotAllowed as refused:
                raise PermissionDenied(str(refused)) from refused
            except RightsRefused as refused:
                messages.warning(request, f"Not brought back. {refused}")
            else:
                _tell_back(request, outcome, now=now)
            return HttpResponseRedirect(_address(photo))
        return self._ask(request, photo, "Bring this photo back?", "bring_back", now=now)

    def _asked(self, request: HttpRequest, photo_id: int) -> Photo:
        if not may_kill_photo(request.user):
            raise PermissionDenied
        return get_object_or_404(Photo.objects.select_related("killed_by"), pk=photo_id)

    def _ask(
        self, request: HttpRequest, photo: Photo, title: str, page: str, *, now: datetime, **more: Any
    ) -> HttpResponse:
        stories, count = live_stories_with(photo, now=now, limit=SHOWN_STORIES)
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "photo": photo,
            "picture": thumbnail(photo, small=False),
            "standing": rights_badge(photo, now=now),
            "stories": stories,
            "count": count,
            "others": count - len(stories),
            "counts": counts_of([photo], now=now)[photo.pk],
            **more,
        }
        return TemplateResponse(request, f"admin/articles/photo/{page}.html", context)


def rights_badge(photo: Photo, *, now: datetime) -> SafeString | str:
    """Whether readers may have it, as shape and word; "" where nobody has said anything."""
    if photo.killed_at is not None:
        return _badge("withdrawn", "✕", f"Taken back {printed_soon(photo.killed_at, now=now)}", photo.killed_reason)
    if photo.do_not_publish:
        return _badge("withdrawn", "⊘", "Do not publish")
    if why := refusal(photo, now=now):
        return _badge("expired", "▬", why)
    words = rights_words(photo, now=now)
    return _badge("scheduled", "◷", words) if words else ""


def _badge(state: str, shape: str, words: str, why: str = "") -> SafeString:
    return format_html(
        '<span class="desk-state desk-state-{}"><span class="desk-shape" aria-hidden="true">{}</span>{}</span>{}',
        state,
        shape,
        words,
        format_html('<span class="desk-quiet">{}</span>', why) if why else "",
    )


def _address(photo: Photo) -> str:
    return reverse("admin:articles_photo_change", args=[photo.pk])


def _in_stories(outcome: Outcome) -> str:
    count = len(outcome.stories)
    return "one story" if count == 1 else f"{count:,} stories"


def _tell_killed(request: HttpRequest, outcome: Outcome) -> None:
    if not outcome.is_done:
        messages.info(request, "Somebody had taken this photo back already.")
        return
    gone = f"It is gone from {_in_stories(outcome)}, which the front page lists." if outcome.stories else ""
    messages.success(request, f"Taken back. No reader gets this photo any more. {gone}".strip())


def _tell_back(request: HttpRequest, outcome: Outcome, *, now: datetime) -> None:
    if not outcome.is_done:
        messages.info(request, "Nobody has taken this photo back, so readers may have it.")
    elif not outcome.photo.is_printable(now):
        why = refusal(outcome.photo, now=now)
        messages.warning(request, f"Brought back, but readers do not see it: {why[:1].lower()}{why[1:]}.")
    elif outcome.stories:
        soon = " in the older ones within minutes" if len(outcome.stories) > MOST_AT_ONCE else ""
        messages.success(
            request, f"Brought back. It stands in {_in_stories(outcome)} again{',' if soon else ''}{soon}."
        )
    else:
        messages.success(request, "Brought back. No published story uses it at the moment.")


def _tell_rights(request: HttpRequest, outcome: Outcome, *, now: datetime) -> None:
    if outcome.photo.is_printable(now):
        messages.info(request, f"Readers see this photo in {_in_stories(outcome)}, which know of its rights now.")
    else:
        messages.warning(request, f"Readers do not see this photo any more. It was in {_in_stories(outcome)}.")
