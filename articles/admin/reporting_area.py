"""Areas where votes are counted. Contests of one coverage share them; a feed adds those that it names."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from articles.admin.simple import DeskAdmin
from articles.live.coverage import touch_coverage
from articles.models import Contest, CountUpdate, ReportingArea

STAYS = "A contest is voted on there, or votes were counted there, so it stays."


@admin.register(ReportingArea)
class ReportingAreaAdmin(DeskAdmin):
    fields = ("coverage", ("name", "code"), "level", ("tile_x", "tile_y"))
    list_display = ("name", "code", "level", "coverage")
    list_filter = ("coverage", "level")
    list_select_related = ("coverage",)
    search_fields = ("name", "code")
    ordering = ("-coverage_id", "name", "id")

    def get_readonly_fields(self, request: HttpRequest, obj: ReportingArea | None = None) -> tuple[str, ...]:
        return () if obj is None else ("coverage",)

    def save_model(self, request: HttpRequest, obj: ReportingArea, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        touch_coverage(obj.coverage_id)

    def has_delete_permission(self, request: HttpRequest, obj: ReportingArea | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not is_used(obj))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        area = self.get_object(request, object_id)
        if area is not None and super().has_delete_permission(request) and is_used(area):
            messages.warning(request, f"Not deleted: {area}. {STAYS}")
            return HttpResponseRedirect(reverse("admin:articles_reportingarea_change", args=[area.pk]))
        return super().delete_view(request, object_id, extra_context)


def is_used(area: ReportingArea) -> bool:
    """Whether a contest or a count names it."""
    of_its_coverage = Q(contest__coverage=area.coverage_id, area=area)
    return Contest.objects.filter(area=area).exists() or CountUpdate.objects.filter(of_its_coverage).exists()
