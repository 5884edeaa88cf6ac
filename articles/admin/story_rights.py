"""Who may do what with which story at the desk, and what goes with a draft that is deleted.

The rules are in workflow/permissions.py and deleting.py; here the admin is made to ask them.
"""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from articles.admin.deleting import delete_draft, what_goes
from articles.models import Article
from articles.workflow import may_edit, published_of
from articles.workflow.permissions import may_delete


class StoryRights:
    """For ArticleAdmin to inherit, before Django's own."""

    def has_change_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        if not super().has_change_permission(request, obj):
            return False
        # closing.py reads what was typed into a story that has been closed meanwhile, from a copy of the request.
        return obj is None or getattr(request, "only_reads", None) == obj.pk or may_edit(request.user, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """What readers have had is withdrawn, never deleted: its address must go on answering."""
        if not super().has_delete_permission(request, obj):
            return False
        return obj is None or (published_of(obj) is None and may_delete(request.user, obj))

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.publish_article")

    def has_withdraw_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("articles.withdraw_article")

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> tuple[Any, Any, set[str], Any]:
        """The log lines of a draft go with it, though nobody may delete one by itself."""
        _listed, _counts, needed, protected = super().get_deleted_objects(objs, request)
        return what_goes(objs), {}, needed - {"log line"}, protected

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        delete_draft(obj, by=request.user, now=timezone.now())
