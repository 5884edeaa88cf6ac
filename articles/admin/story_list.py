"""The list of stories as the desk opens it: what it shows, sorts, filters and finds.

What a row prints and costs is in article_list.py, the views and filters in filters.py, the actions in actions.py,
editing in the list in quick_edit.py.
"""

from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import SuspiciousOperation
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from articles.admin import quick_edit
from articles.admin.article_list import StoryChangeList, StoryColumns, editing_link, search_stories, view_links
from articles.admin.filters import InSection, StoryView
from articles.admin.paging import BoundedPaginator
from articles.models import Article


class StoryList(StoryColumns):
    """For ArticleAdmin to inherit, before Django's own."""

    list_display = ("picture", "story", "state", "in_section", "by", "edited")
    list_display_links = ("story",)
    list_filter = (StoryView, InSection)
    list_before_template = "admin/articles/article/views.html"
    list_disable_select_all = True
    list_per_page = 50
    search_fields = ("headline", "dek", "slug")
    search_help_text = "Headline, byline, or a story’s address"
    ordering = ("-edited_at",)
    sortable_by = ("edited",)
    show_full_result_count = False
    paginator = BoundedPaginator

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        if request.resolver_match and request.resolver_match.url_name == "articles_article_changelist":
            return super().get_queryset(request)
        joined = ("section", "coverage", "lead_photo", "share_photo", "published__section", "edited_by")
        return super().get_queryset(request).select_related(*joined)

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[StoryChangeList]:
        return StoryChangeList

    def get_list_display(self, request: HttpRequest) -> Any:
        return quick_edit.COLUMNS if quick_edit.is_editing(request) else super().get_list_display(request)

    def get_changelist_formset(self, request: HttpRequest, **kwargs: Any) -> Any:
        return quick_edit.quick_formset()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Article], search_term: str
    ) -> tuple[QuerySet[Article], bool]:
        return search_stories(queryset, search_term), False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        if not all(chosen.isdecimal() and len(chosen) < 19 for chosen in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            raise SuspiciousOperation("Stories are chosen by their numbers.")
        is_saved = request.method == "POST" and "_save" in request.POST and quick_edit.is_editing(request)
        if is_saved and (answer := quick_edit.save_quick_edits(self, request)) is not None:
            return answer
        response = super().changelist_view(request, extra_context)
        if change_list := getattr(response, "context_data", None) and response.context_data.get("cl"):
            response.context_data |= {
                "views": view_links(request, change_list),
                "editing_link": editing_link(request, change_list),
                "is_editing": quick_edit.is_editing(request),
            }
        return response

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Without “delete selected”: a draft is deleted on its own page, where it can be seen."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found
