"""What the small tables of the desk have in common: read-only tables, and lists that never count themselves whole."""

from hashlib import blake2b
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from unfold.admin import ModelAdmin

from articles.admin.paging import BoundedPaginator, DeskChangeList


class TwoAtOnce:
    """For a ModelAdmin: when two people save or delete the same thing at the same instant, the database refuses the
    second. That one is then tried again, and the form's own checks, which now see what the first did, say it in words.
    """

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        remember_answers(request.user)
        try:
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]
        except IntegrityError:
            for sent in request.FILES.values():
                sent.seek(0)
            return super().changeform_view(request, *args, **kwargs)  # type: ignore[misc]

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return super().delete_view(request, *args, **kwargs)  # type: ignore[misc]
        except IntegrityError:
            return super().delete_view(request, *args, **kwargs)  # type: ignore[misc]


def remember_answers(user: Any) -> None:
    """Ask the permissions of a log-in once each in this request: a story form asks 146 times for some 30, and each
    time Django loads its backends anew. What is asked about one row in particular is always asked."""
    ask, known = user.has_perm, user.get_all_permissions()

    def has_perm(perm: str, obj: Any = None) -> bool:
        if obj is not None:
            return ask(perm, obj)
        return user.is_active and (user.is_superuser or perm in known)

    user.has_perm = has_perm


def rights_of(user: Any) -> str:
    """A name for what somebody may do: whoever may do the same has the same."""
    return blake2b("\n".join(sorted(user.get_all_permissions())).encode(), digest_size=12).hexdigest()


class DeskAdmin(TwoAtOnce, ModelAdmin):
    compressed_fields = False
    warn_unsaved_form = True
    show_full_result_count = False
    paginator = BoundedPaginator
    list_per_page = 50
    list_disable_select_all = True
    view_on_site = False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[DeskChangeList]:
        return DeskChangeList

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """No “delete selected”: one thing is deleted on its own page, where what hangs on it is shown."""
        found = super().get_actions(request)
        found.pop("delete_selected", None)
        return found


class ReadOnlyAdmin(DeskAdmin):
    """Written by the verbs in workflow/ and never by hand."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may read stories may read what was done to them."""
        return request.user.has_perm("articles.view_article")

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)
