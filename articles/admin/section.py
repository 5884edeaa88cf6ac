"""Sections, and who publishes in them."""

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.contrib.auth.models import User
from django.db.models import Field, ManyToManyField, Q
from django.forms import ModelMultipleChoiceField
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from articles.admin.badges import printed_name
from articles.admin.simple import DeskAdmin
from articles.models import Section
from articles.workflow.permissions import EDITOR


class EditorsField(ModelMultipleChoiceField):
    def label_from_instance(self, user: User) -> str:
        return f"{printed_name(user)} ({user.get_username()})"


@admin.register(Section)
class SectionAdmin(DeskAdmin):
    fields = ("name", "slug", "parent", "description", "half_life_days", "position")
    prepopulated_fields = {"slug": ("name",)}
    list_display = ("name", "slug", "part_of", "description", "position")
    list_select_related = ("parent",)
    search_fields = ("name", "slug")
    ordering = ("position", "name")

    def get_fields(self, request: HttpRequest, obj: Section | None = None) -> tuple[str, ...]:
        return (*self.fields, "editors" if self._may_assign(request) else "editors_by_name")

    def get_readonly_fields(self, request: HttpRequest, obj: Section | None = None) -> tuple[str, ...]:
        return () if self._may_assign(request) else ("editors_by_name",)

    def formfield_for_manytomany(self, db_field: ManyToManyField, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name != "editors":
            return super().formfield_for_manytomany(db_field, request, **kwargs)
        # Those who have left the role stay on the list while they are ticked, so that they can be taken off.
        offered = Q(groups__name=EDITOR, is_active=True, is_staff=True) | Q(sections_edited__isnull=False)
        people = User.objects.filter(offered).distinct().order_by("first_name", "last_name", "username")
        return EditorsField(
            people, required=False, help_text=db_field.help_text, widget=UnfoldAdminCheckboxSelectMultipleWidget
        )

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Without the menu that makes and changes log-ins: that is done on their own page."""
        found = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "editors" and isinstance(found.widget, RelatedFieldWidgetWrapper):
            found.widget = found.widget.widget
        return found

    def formfield_for_foreignkey(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        """Only sections that are part of no other: two levels are what readers keep in mind."""
        if db_field.name == "parent":
            kwargs["queryset"] = Section.objects.filter(parent=None)
        found = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if db_field.name == "parent" and found is not None:
            found.empty_label = "No other section"
        return found

    @admin.display(description="part of", ordering="parent__name")
    def part_of(self, section: Section) -> str:
        return section.parent.name if section.parent else ""

    @admin.display(description="editors")
    def editors_by_name(self, section: Section) -> str:
        names = (
            [printed_name(user) for user in section.editors.order_by("first_name", "last_name")] if section.pk else []
        )
        return ", ".join(names) or "Everybody who is an editor of all sections"

    def has_delete_permission(self, request: HttpRequest, obj: Section | None = None) -> bool:
        """A section that stories are filed under stays: their addresses begin with it."""
        return super().has_delete_permission(request, obj) and (
            obj is None or not (obj.articles.exists() or obj.children.exists())
        )

    def _may_assign(self, request: HttpRequest) -> bool:
        """Who publishes where is decided by those who hand out log-ins, not by everybody who may rename a section."""
        return bool(request.user.has_perm("auth.change_user"))
