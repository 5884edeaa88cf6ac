"""The photo library."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.db import IntegrityError
from django.db.models import Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern
from django.utils import timezone
from django.utils.html import format_html, format_html_join

from articles.admin.badges import thumbnail
from articles.admin.filters import PhotoNeeds
from articles.admin.outcomes import story_link
from articles.admin.photo_form import PhotoForm
from articles.admin.photo_rights import RIGHTS_FIELDS, PhotoRights
from articles.admin.photo_sending import sending_urls
from articles.admin.simple import DeskAdmin
from articles.models import Article, Photo
from articles.photos import PictureRefused, store_picture
from articles.workflow import note_photo_change

SHOWN_USES = 20


@admin.register(Photo)
class PhotoAdmin(PhotoRights, DeskAdmin):
    form = PhotoForm
    fields = ("preview", "image", "caption", "credit", "alt_decision", "alt_text", *RIGHTS_FIELDS, "used_in")
    readonly_fields = ("preview", "used_in")
    list_display = ("picture", "words", "printed_credit", "standing", "todo")
    list_display_links = ("words",)  # desk.css makes the whole card its target
    list_filter = (PhotoNeeds,)
    list_per_page = 48
    search_fields = ("caption", "credit", "original_name")
    search_help_text = "Caption, credit or file name"
    sortable_by = ()
    ordering = ("-id",)
    list_before_template = "admin/articles/photo/_send.html"

    class Media:
        js = ("articles/desk/sending.js",)

    def get_urls(self) -> list[URLPattern]:
        return [*sending_urls(self.admin_site), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        sends = {"may_add_photos": self.has_add_permission(request), "most_bytes": settings.PHOTO_MAX_BYTES}
        return super().changelist_view(request, {**sends, **(extra_context or {})})

    def get_fields(self, request: HttpRequest, obj: Photo | None = None) -> tuple[str, ...]:
        return self.fields if obj else tuple(name for name in self.fields if name not in self.readonly_fields)

    def save_model(self, request: HttpRequest, obj: Photo, form: ModelForm, change: bool) -> None:
        if change:
            self.keep_rights(form, obj)
        else:
            obj.uploaded_by = request.user
        if not isinstance(form, PhotoForm) or form.picture is None:
            super().save_model(request, obj, form, change)
            return
        try:
            store_picture(obj, form.picture, name=form.picture_name)
        except PictureRefused as met:  # stored by somebody else since the form was checked: check once more
            raise IntegrityError(str(met)) from met
        for note in form.picture.notes:
            messages.info(request, note)

    def save_related(self, request: HttpRequest, form: ModelForm, formsets: Any, change: bool) -> None:
        """Live stories print what the library said when they were published; say which ones wait for an update."""
        super().save_related(request, form, formsets, change)
        waiting = note_photo_change(form.instance, now=timezone.now()) if change else []
        if waiting:
            links = format_html_join(", ", "{}", ((story_link(story.article),) for story in waiting[:SHOWN_USES]))
            text = "Readers still see this photo as it was. Publish an update of: {}"
            messages.info(request, format_html(text, links))

    @admin.display(description="")
    def picture(self, photo: Photo) -> str:
        return thumbnail(photo, small=False)

    @admin.display(description="caption")
    def words(self, photo: Photo) -> str:
        return format_html('<span class="desk-caption">{}</span>', photo.caption or str(photo))

    @admin.display(description="credit")
    def printed_credit(self, photo: Photo) -> str:
        return photo.credit or format_html('<span class="desk-todo">No credit</span>')

    @admin.display(description="to do")
    def todo(self, photo: Photo) -> str:
        if photo.alt_is_decided or not photo.has_picture:
            return ""
        return format_html('<span class="desk-todo">Needs a description</span>')

    @admin.display(description="as it is now")
    def preview(self, photo: Photo) -> str:
        size = f"{photo.width} × {photo.height}" if photo.has_picture and photo.width else ""
        return format_html('{}<span class="desk-quiet">{}</span>', thumbnail(photo, small=False), size)

    @admin.display(description="used in")
    def used_in(self, photo: Photo) -> str:
        stories: list[Any] = list(_uses(photo).only("pk", "headline").order_by("-pk")[: SHOWN_USES + 1])
        if not stories:
            return "No story yet."
        items = format_html_join("", "<li>{}</li>", ((story_link(story),) for story in stories[:SHOWN_USES]))
        more = format_html("<li>and more</li>") if len(stories) > SHOWN_USES else ""
        return format_html('<ul class="desk-uses">{}{}</ul>', items, more)


def _uses(photo: Photo) -> QuerySet[Article]:
    in_text = photo.uses.values("article_id")
    return Article.objects.filter(Q(lead_photo=photo) | Q(pk__in=in_text))
