"""Contributors: names for bylines, and what their pages say about them."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.simple import DeskAdmin
from articles.admin.widgets import AutocompletesMixin
from articles.models import Contributor
from articles.related import url_key

MOST_LINKS, LONGEST_LINK = 10, 300


class Lines(forms.CharField):
    """Web addresses, one to a line, kept as a list."""

    widget = UnfoldAdminTextareaWidget(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> str:
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != _lines(data or "")

    def clean(self, value: str) -> list[str]:
        links = _lines(super().clean(value) or "")
        if len(links) > MOST_LINKS:
            raise forms.ValidationError(f"There are {len(links)} addresses; {MOST_LINKS} are the most.")
        for link in links:
            if not link.startswith(("https://", "http://")) or not url_key(link) or len(link) > LONGEST_LINK:
                raise forms.ValidationError(f"“{link[:80]}” is no web address. It begins with https://")
        return links


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class ContributorForm(forms.ModelForm):
    links = Lines(required=False, help_text=Contributor._meta.get_field("links").help_text)

    class Meta:
        model = Contributor
        fields = ("name", "slug", "kind", "role", "bio", "photo", "email", "links", "user")


@admin.register(Contributor)
class ContributorAdmin(AutocompletesMixin, DeskAdmin):
    form = ContributorForm
    fields = (("name", "slug"), ("kind", "role"), "bio", "photo", "email", "links", "user")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("user", "photo")
    list_display = ("name", "kind", "role", "page_for_readers", "user")
    list_filter = ("kind",)
    list_select_related = ("user",)
    search_fields = ("name", "slug")

    @admin.display(description="page", ordering="slug")
    def page_for_readers(self, contributor: Contributor) -> str:
        return format_html('<a href="{0}">{0}</a>', f"/authors/{contributor.slug}/")

    def has_delete_permission(self, request: HttpRequest, obj: Contributor | None = None) -> bool:
        """A name that stands in a byline, or that readers find stories under, stays."""
        return super().has_delete_permission(request, obj) and (
            obj is None or not (obj.bylines.exists() or obj.listings.exists())
        )
