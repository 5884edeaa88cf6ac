"""Published stories, for one purpose: to be found when something (a banner) is to point at one."""

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from articles.admin.simple import ReadOnlyAdmin
from articles.html import without_controls
from articles.models import PublishedArticle


@admin.register(PublishedArticle)
class PublishedArticleAdmin(ReadOnlyAdmin):
    fields = ("headline", "section", "published_at")
    list_display = ("headline", "section", "published_at")
    list_select_related = ("section",)
    search_fields = ("headline",)
    ordering = ("-published_at",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[PublishedArticle]:
        stories = super().get_queryset(request).filter(withdrawn_at__isnull=True)
        return stories.defer("blocks", "search_text", "picked", "corrections", "lead")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[PublishedArticle], search_term: str
    ) -> tuple[QuerySet[PublishedArticle], bool]:
        for word in without_controls(search_term).split()[:8]:
            queryset = queryset.filter(Q(headline__icontains=word))
        return queryset, False
