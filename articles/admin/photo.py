"""Photos: the page of one photo. The list of them is in photo_library.py, sending them in photo_sending.py, their
rights in photo_rights.py."""

from typing import Any

from django.contrib import admin, messages
from django.db import IntegrityError
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.admin.outcomes import story_link
from articles.admin.photo_focus import focus_context
from articles.admin.photo_form import ABOUT, WORDS, PhotoForm
from articles.admin.photo_library import PhotoLibrary
from articles.admin.photo_rights import RIGHTS_FIELDS, PhotoRights
from articles.admin.photo_seeing import seeing_urls
from articles.admin.photo_sending import FROM_FILE, sending_urls
from articles.admin.simple import DeskAdmin
from articles.models import Photo
from articles.photos import PictureRefused, store_picture
from articles.photos.usage import usage_of
from articles.workflow import note_photo_change
from articles.workflow.photo_errands import write_photo_errand
from articles.workflow.photo_focus import move_focus
from articles.workflow.photo_rights import RightsRefused
from articles.workflow.photo_uses import repeats

REPEATS = (
    "The description repeats the caption, so it is not read out. Say what the picture shows, or choose “The caption "
    "already says it”."
)
SHOWN_USES = 20


@admin.register(Photo)
class PhotoAdmin(PhotoRights, PhotoLibrary, DeskAdmin):
    form = PhotoForm
    fieldsets = (
        ("Picture", {"fields": ("image", "focus_across", "focus_down"), "classes": ("photo-picture",)}),
        ("Words", {"fields": WORDS}),
        ("About it", {"fields": ABOUT}),
        ("Rights", {"fields": RIGHTS_FIELDS}),
    )

    class Media:
        js = ("articles/desk/preview.js", "articles/desk/sending.js", "articles/desk/focus.js")

    def get_urls(self) -> list[URLPattern]:
        return [*sending_urls(self.admin_site), *seeing_urls(self.admin_site), *super().get_urls()]

    def get_fieldsets(self, request: HttpRequest, obj: Photo | None = None) -> list[Any]:
        """The focus is set when there is a picture, by those who may change it."""
        has_focus = obj is not None and obj.has_picture and self.has_change_permission(request, obj)
        picture = ("image", "focus_across", "focus_down") if has_focus else ("image",)
        return [("Picture", {"fields": picture, "classes": ("photo-picture",)}), *self.fieldsets[1:]]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Photo | None = None, **kwargs: Any
    ) -> HttpResponse:
        if obj is not None:
            context |= focus_context(obj)
            context["usage"] = usage_of(obj, now=timezone.now(), limit=SHOWN_USES)
            context["may_move_focus"] = self.has_change_permission(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request: HttpRequest, obj: Photo, form: ModelForm, change: bool) -> None:
        if change:
            self.keep_rights(form, obj)
        else:
            obj.uploaded_by = request.user
        if not isinstance(form, PhotoForm) or form.picture is None:
            super().save_model(request, obj, form, change)
            return
        empty = [name for name in FROM_FILE if getattr(obj, name) in ("", None)]
        try:
            store_picture(obj, form.picture, name=form.picture_name)
        except PictureRefused as met:  # stored by somebody else since the form was checked: check once more
            raise IntegrityError(str(met)) from met
        if change and not obj.is_printable(now := timezone.now()):
            write_photo_errand(obj, now=now)  # the new picture, too, is to be kept from readers
        if found := [FROM_FILE[name] for name in empty if getattr(obj, name) not in ("", None)]:
            messages.info(request, f"From the file: {', '.join(found)}.")
        for note in form.picture.notes:
            messages.info(request, note)

    def _move_focus(self, request: HttpRequest, form: ModelForm) -> None:
        """Unlike words, crops of stories that are out follow at once: nobody's sentence changes with them."""
        if not isinstance(form, PhotoForm):
            return
        try:
            stories = move_focus(form.instance.pk, form.focus, now=timezone.now())
        except RightsRefused as refused:
            messages.warning(request, f"The focus was left where it was. {refused}")
            return
        if stories:
            count = "1 story" if len(stories) == 1 else f"{len(stories):,} stories"
            messages.info(request, f"The crops around the new focus are in {count} that readers have.")

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Live stories print what the library said when they were published; say which ones wait for an update."""
        super().save_related(request, form, formsets, change)
        if repeats(form.instance.alt_text, form.instance.caption) and form.instance.alt_decision == Photo.Alt.TEXT:
            messages.warning(request, REPEATS)
        if change:
            self._move_focus(request, form)
        waiting = note_photo_change(form.instance, now=timezone.now()) if change else []
        if waiting:
            links = format_html_join(", ", "{}", ((story_link(story.article),) for story in waiting[:SHOWN_USES]))
            text = "Readers still see this photo as it was. Publish an update of: {}"
            messages.info(request, format_html(text, links))
