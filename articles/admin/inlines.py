"""The rows of the story form: bylines, photos in the text, related links."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.safestring import mark_safe
from unfold.admin import StackedInline
from unfold.decorators import display
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.article_list import UNREAD
from articles.admin.badges import thumbnail
from articles.admin.photo_uses import PhotoRowForm, inherited
from articles.admin.related_links import MOST_REFUSED, MOST_ROWS, RelatedLinkForm, RelatedLinkFormSet
from articles.admin.sorted_rows import SortedFormSet
from articles.admin.story_cards import JOINED, printed_card, with_cards
from articles.admin.widgets import AutocompletesMixin, KnownChoices
from articles.models import Article, ArticlePhoto, Byline, RelatedLink

EMPTY_ROWS = 3


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
    # More than a story ever has. A form that brings ten times as many is not even built: that alone would take seconds.
    max_num = 200
    most_refused = 300

    class Media:
        js = ("articles/desk/rows.js",)

    def get_extra(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> int:
        """Empty rows to type into; asked for where no script can add them (rows.html)."""
        return EMPTY_ROWS if request.method == "GET" and request.GET.get("rows") == "more" else self.extra

    def get_formset(self, request: HttpRequest, obj: Article | None = None, **kwargs: Any) -> Any:
        return super().get_formset(request, obj, validate_max=True, absolute_max=self.most_refused, **kwargs)

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "position":
            return db_field.formfield(form_class=Position, widget=forms.HiddenInput(), required=False)
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class BylineFormSet(SortedFormSet):
    twice = "The same name stands in the byline twice. Take one of them out."
    default_error_messages = {
        **SortedFormSet.default_error_messages,
        "too_many_forms": "A byline takes at most %(num)d names. Take some out, then save again.",
    }


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


AT_ITS_MARK = mark_safe(
    '<span class="desk-quiet">Stands where it was put into the text. Move it, or take it out, there.</span>'
)
PHOTO_SAYS = ("caption", "alt_text", "alt_decision", "crop")


class PhotoFormSet(SortedFormSet):
    twice = "The same photo stands in the text twice. Take one of them out."
    default_error_messages = {
        **SortedFormSet.default_error_messages,
        "too_many_forms": "A story takes at most %(num)d photos here. Take some out, then save again.",
    }


class PhotoInline(SortedInline, StackedInline):
    model = ArticlePhoto
    form = PhotoRowForm
    formset = PhotoFormSet
    fields = ("picture", "photo", *PHOTO_SAYS, "in_gallery", "after_paragraph", "position")
    readonly_fields = ("picture",)
    autocomplete_fields = ("photo",)
    verbose_name_plural = "Photos in the text and in the gallery"
    formfield_overrides = {
        **AutocompletesMixin.formfield_overrides,
        models.TextField: {"widget": UnfoldAdminTextareaWidget(attrs={"rows": 1})},
    }

    def get_fields(self, request: HttpRequest, obj: Article | None = None) -> tuple[str, ...]:
        """Who only reads the story reads its words."""
        may_change = self.has_change_permission(request, obj)
        return self.fields if may_change else tuple(each for each in self.fields if each not in PHOTO_SAYS[2:])

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("photo")

    @display(description="")
    def picture(self, use: ArticlePhoto) -> str:
        if not use.photo_id:
            return ""
        return thumbnail(use.photo) + inherited(use.photo, now=timezone.now()) + (AT_ITS_MARK if use.in_text else "")


class RelatedLinkInline(SortedInline, StackedInline):
    model = RelatedLink
    fk_name = "article"
    form = RelatedLinkForm
    formset = RelatedLinkFormSet
    fields = (
        "card",
        "target",
        ("url", "title"),
        ("placement", "after_paragraph", "repeat_on_purpose"),
        "position",
    )
    readonly_fields = ("card",)
    autocomplete_fields = ("target",)
    max_num, most_refused = MOST_ROWS, MOST_REFUSED
    verbose_name_plural = "Related stories"

    class Media:
        js = (*SortedInline.Media.js, *(f"articles/desk/{name}.js" for name in ("story", "picking", "linting")))

    def get_queryset(self, request: HttpRequest) -> Any:
        # The row prints the other story's card only; its text stays where it is.
        joined, unread = ([f"target__{name}" for name in names] for names in (JOINED, UNREAD))
        return super().get_queryset(request).select_related("target", *joined).defer(*unread)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "target":  # what was chosen in a row that is refused is printed as a card too
            kwargs["queryset"] = with_cards(Article.objects.all())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    @display(description="")
    def card(self, link: RelatedLink) -> str:
        return printed_card(link.target, now=timezone.now()) if link.target_id else ""
