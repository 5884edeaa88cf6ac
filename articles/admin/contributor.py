"""Contributors: names for bylines."""

from django.contrib import admin

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
