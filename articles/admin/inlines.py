"""The rows of the story form: bylines, photos in the text, related links."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.badges import thumbnail
from articles.admin.related_links import RelatedLinkForm, RelatedLinkFormSet
from articles.admin.sorted_rows import SortedFormSet
from articles.admin.widgets import AutocompletesMixin, KnownChoices
from articles.models import ArticlePhoto, Byline, RelatedLink


class Position(forms.IntegerField):
    def clean(self, value: Any) -> int:
        return super().clean(value) or 0


class SortedInline(AutocompletesMixin):
    """Sorted by dragging; `position` itself is nobody's business."""

    template = "admin/articles/article/rows.html"
    extra = 0
    ordering_field = "position"
    hide_ordering_field = True
    show_change_link = False

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "position":
            return db_field.formfield(form_class=Position, widget=forms.HiddenInput(), required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class BylineFormSet(SortedFormSet):
    twice = "The same name stands in the byline twice. Take one of them out."


class BylineInline(SortedInline, StackedInline):
    model = Byline
    form = KnownChoices
    formset = BylineFormSet
    fields = ("contributor", "position")
    autocomplete_fields = ("contributor",)
    verbose_name = "name"
    verbose_name_plural = "By"

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("contributor")


class PhotoFormSet(SortedFormSet):
    twice = "The same photo stands in the text twice. Take one of them out."


class PhotoInline(SortedInline, StackedInline):
    model = ArticlePhoto
    form = KnownChoices
    formset = PhotoFormSet
    fields = ("picture", "photo", "caption", "after_paragraph", "position")
    readonly_fields = ("picture",)
    autocomplete_fields = ("photo",)
    verbose_name_plural = "Photos in the text"
    formfield_overrides = {
        **AutocompletesMixin.formfield_overrides,
        models.TextField: {"widget": UnfoldAdminTextareaWidget(attrs={"rows": 1})},
    }

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("photo")

    @display(description="")
    def picture(self, use: ArticlePhoto) -> str:
        return thumbnail(use.photo) if use.photo_id else ""


class RelatedLinkInline(SortedInline, StackedInline):
    model = RelatedLink
    fk_name = "article"
    form = RelatedLinkForm
    formset = RelatedLinkFormSet
    fields = (
        "target",
        ("url", "title"),
        ("placement", "after_paragraph", "repeat_on_purpose"),
        "position",
    )
    autocomplete_fields = ("target",)
    verbose_name_plural = "Related stories"

    def get_queryset(self, request: HttpRequest) -> Any:
        # The row prints the other story's headline only; its text stays where it is.
        return super().get_queryset(request).select_related("target").defer("target__body", "target__dek")
