"""Contests: what is voted on, and who can be voted for. Counts and calls are on pages of their own (results_desk.py);
the boxes are in contest_form.py."""

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import Exists, Field, ForeignKey, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from articles.admin.badges import time_ago
from articles.admin.contest_form import REFOLDS, AreaField, ChoiceInline, ContestForm, areas_offered
from articles.admin.coverage_held import HoldsCoverage
from articles.admin.logged_out_pages import KeptThroughLogin
from articles.admin.moments import MomentField
from articles.admin.results_desk import ResultsDesk
from articles.admin.results_overview import STATES, state_keys
from articles.admin.simple import DeskAdmin
from articles.live.coverage import locked, touch
from articles.live.history import refold
from articles.live.rejudging import judge_again
from articles.models import Call, Contest, CountUpdate, SpecialCoverage, Standing

STAYS = "It has counts or calls, which readers have seen, so it stays. Take nothing out of the history."


@admin.register(Contest)
class ContestAdmin(ResultsDesk, KeptThroughLogin, HoldsCoverage, DeskAdmin):
    form = ContestForm
    change_form_before_template = "admin/articles/contest/_to_results.html"
    inlines = (ChoiceInline,)
    fieldsets = (
        (None, {"fields": (("coverage", "area"), ("title", "slug"), "office")}),
        ("How it is decided", {"fields": (("kind", "seats"), ("threshold", "weight"))}),
        ("When and where", {"fields": ("polls_close_at", "position")}),
    )
    prepopulated_fields = {"slug": ("title",)}
    list_display = ("title", "coverage", "area", "status", "newest", "results")
    list_filter = ("coverage",)
    list_select_related = ("coverage", "area", "standing")
    search_fields = ("title", "office", "area__name")
    ordering = ("-coverage_id", "position", "title", "id")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Contest]:
        proposed = Call.objects.filter(contest=OuterRef("pk"), step=Call.Step.PROPOSED, answer__isnull=True)
        held = CountUpdate.objects.filter(contest=OuterRef("pk")).waiting()
        return super().get_queryset(request).annotate(has_proposal=Exists(proposed), is_held=Exists(held))

    @admin.display(description="how it stands")
    def status(self, contest: Any) -> SafeString:
        keys = state_keys(contest, has_proposal=contest.has_proposal, is_held=contest.is_held, now=timezone.now())
        return format_html_join(
            " ",
            '<span class="desk-state desk-state-{}"><span class="desk-shape" aria-hidden="true">{}</span>{}</span>',
            ((kind, shape, word) for shape, word, kind in (STATES[key] for key in keys)),
        )

    @admin.display(description="newest count")
    def newest(self, contest: Contest) -> SafeString | str:
        standing = getattr(contest, "standing", None)
        return time_ago(standing.as_of if standing else None, now=timezone.now()) or "–"

    @admin.display(description="results")
    def results(self, contest: Contest) -> SafeString:
        return format_html(
            '<a class="desk-results-link" href="{}">Results</a>',
            reverse("admin:articles_contest_results", args=[contest.pk]),
        )

    def get_prepopulated_fields(self, request: HttpRequest, obj: Contest | None = None) -> dict[str, Any]:
        return {} if obj is not None else super().get_prepopulated_fields(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: Contest | None = None) -> tuple[str, ...]:
        """A contest stays in its coverage; once votes are in, its area stays too: they were counted there."""
        if obj is None:
            return ()
        return ("coverage", "area") if obj.counts.exists() else ("coverage",)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        found = super().get_changeform_initial_data(request)
        return {name: value for name, value in found.items() if name == "coverage"}

    def get_form(self, request: HttpRequest, obj: Contest | None = None, change: bool = False, **kwargs: Any) -> Any:
        request.contest_at_hand = obj  # its coverage decides which areas are offered
        return super().get_form(request, obj, change=change, **kwargs)

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "area":
            kwargs["queryset"] = areas_offered(request, getattr(request, "contest_at_hand", None))
            kwargs["form_class"] = AreaField
            kwargs["error_messages"] = {"invalid_choice": "That area is not part of this coverage. Choose another."}
        elif db_field.name == "coverage":
            kwargs["queryset"] = SpecialCoverage.objects.order_by("-id")
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "polls_close_at":
            return db_field.formfield(**{**kwargs, "form_class": MomentField})
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    # --- Saving

    def save_model(self, request: HttpRequest, obj: Contest, form: Any, change: bool) -> None:
        """Only what was changed here: feeds and the results desk write their own columns."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        own = {field.name for field in Contest._meta.concrete_fields}
        obj.save(update_fields=[name for name in form.changed_data if name in own])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        contest = locked(form.instance.pk)
        sides = any("side" in row.changed_data for formset in formsets for row in formset.forms)
        if (sides or set(form.changed_data) & set(REFOLDS)) and Standing.objects.filter(pk=contest.pk).exists():
            refold(contest)
        if change and "polls_close_at" in form.changed_data:
            shown, hidden = judge_again(contest, now=timezone.now())
            _tell_of_judged(request, shown, hidden)
        touch(contest)

    # --- Deleting

    def has_delete_permission(self, request: HttpRequest, obj: Contest | None = None) -> bool:
        return super().has_delete_permission(request, obj) and (obj is None or not is_kept(obj))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        with transaction.atomic():
            contest = self.get_object(request, object_id)
            if contest is not None and super().has_delete_permission(request) and is_kept(contest):
                messages.warning(request, f"Not deleted: {contest}. {STAYS}")
                return HttpResponseRedirect(reverse("admin:articles_contest_change", args=[contest.pk]))
            return super().delete_view(request, object_id, extra_context)

    def delete_model(self, request: HttpRequest, obj: Contest) -> None:
        touch(locked(obj.pk))
        super().delete_model(request, obj)


def _tell_of_judged(request: HttpRequest, shown: int, hidden: int) -> None:
    for number, words in ((shown, "not held back any more"), (hidden, "held back now: from before polls close")):
        if number:
            messages.info(request, f"{number:,} {'count is' if number == 1 else 'counts are'} {words}.")


def is_kept(contest: Contest) -> bool:
    """Whether something was counted or called in it that is no rehearsal."""
    return not contest.coverage.is_rehearsal and (contest.counts.exists() or contest.calls.exists())
