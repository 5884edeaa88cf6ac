"""Contributors: names for bylines."""

from django.contrib import admin
from django.http import HttpRequest

from articles.admin.simple import DeskAdmin
from articles.admin.widgets import AutocompletesMixin
from articles.models import Contributor


@admin.register(Contributor)
class ContributorAdmin(AutocompletesMixin, DeskAdmin):
    fields = ("name", "slug", "kind", "role", "bio", "user")
    prepopulated_fields = {"slug": ("name",)}
    autocomplete_fields = ("user",)
    list_display = ("name", "kind", "role", "user")
    list_filter = ("kind",)
    list_select_related = ("user",)
    search_fields = ("name", "slug")

    def has_delete_permission(self, request: HttpRequest, obj: Contributor | None = None) -> bool:
        """A name that stands in a byline stays."""
        return super().has_delete_permission(request, obj) and (obj is None or not obj.bylines.exists())
