"""The results desk: a page for all contests of a coverage, and one for each contest, where counts are entered and calls
are made. What they show is in results_overview.py and results_contest.py, what their buttons do in results_acts.py."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from articles.admin.logged_out_pages import brought_through_login, kept_through_login
from articles.admin.results_acts import ACTS, typed_again
from articles.admin.results_contest import (
    contest_state,
    count_form,
    count_row,
    mend_form,
    proposal_form,
    withdrawal_form,
)
from articles.admin.results_forms import number_in
from articles.admin.results_overview import coverage_state
from articles.dates import printed_soon
from articles.live import CallRefused
from articles.live.rights import require
from articles.models import Contest, SpecialCoverage
from articles.workflow import NotAllowed

SEES = "articles.view_contest"
RESULTS = "articles_contest_results"
COVERAGE = "admin:articles_contest_coverage_results"
MOST_COVERAGES = 12
NOT_CALLED = "Nothing is called yet. Read this, then tick the box if you confirm it all the same."


class ResultsDesk:
    """For ContestAdmin to inherit, before Django's own."""

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("results/", wrap(self.newest_view), name="articles_contest_newest_results"),
            path("results/<int:coverage_id>/", wrap(self.coverage_view), name="articles_contest_coverage_results"),
            path(
                "<int:contest_id>/results/", kept_through_login(self.admin_site, wrap(self.results_view)), name=RESULTS
            ),
            *super().get_urls(),
        ]

    def newest_view(self, request: HttpRequest) -> HttpResponse:
        """Where the menu leads: the results of the coverage that is on, or the newest that has contests."""
        _require_sight(request)
        with_contests = SpecialCoverage.objects.filter(contests__isnull=False).distinct()
        coverage = with_contests.order_by("-is_on", "-priority", "-id").first()
        if coverage is None:
            messages.info(request, "There are no contests yet. Add the first one here.")
            return HttpResponseRedirect(reverse("admin:articles_contest_changelist"))
        return HttpResponseRedirect(reverse(COVERAGE, args=[coverage.pk]))

    def coverage_view(self, request: HttpRequest, coverage_id: int) -> HttpResponse:
        _require_sight(request)
        coverage = get_object_or_404(SpecialCoverage, pk=_storable(coverage_id))
        others = SpecialCoverage.objects.filter(contests__isnull=False).exclude(pk=coverage.pk).distinct()
        context = {
            **self.admin_site.each_context(request),
            **coverage_state(coverage, now=timezone.now()),
            "title": f"Results: {coverage.title}",
            "opts": self.opts,
            "others": others.order_by("-is_on", "-id")[:MOST_COVERAGES],
            "may_count": request.user.has_perm("articles.enter_count"),
            "may_add": request.user.has_perm("articles.add_contest"),
        }
        return TemplateResponse(request, "admin/articles/contest/coverage_results.html", context)

    def results_view(self, request: HttpRequest, contest_id: int) -> HttpResponse:
        _require_sight(request)
        contest = _contest(contest_id)
        if request.method != "POST":
            typed = brought_through_login(request)
            return self._results_page(request, contest, {} if typed is None else typed_again(contest, typed))
        try:
            shown = self._act(request, contest)
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except CallRefused as refused:
            messages.warning(request, str(refused))
            shown = {}
        if shown:
            return self._results_page(request, _contest(contest_id), shown)
        if request.POST.get("back") == "coverage":
            return HttpResponseRedirect(reverse(COVERAGE, args=[contest.coverage_id]))
        return HttpResponseRedirect(reverse("admin:articles_contest_results", args=[contest.pk]))

    def _act(self, request: HttpRequest, contest: Contest) -> dict[str, Any]:
        right, act = ACTS.get(request.POST.get("act", ""), ("", None))
        if act is None:
            messages.warning(request, "Nothing was done: press one of the buttons.")
            return {}
        if right:
            require(request.user, right)
        return act(request, contest, now=timezone.now())

    def _results_page(self, request: HttpRequest, contest: Contest, shown: dict[str, Any]) -> HttpResponse:
        """`shown`: what a button that was refused wants to have shown again."""
        context = {
            **self.admin_site.each_context(request),
            **contest_state(contest, user=request.user, now=timezone.now()),
            "title": f"Results: {contest.title}",
            "opts": self.opts,
            "count_form": shown.get("count_form") or count_form(contest, area=number_in(request.GET.get("area"))),
            "proposal_form": shown.get("proposal_form") or proposal_form(contest),
            **_to_mend(request, contest),
        }
        refused = shown.pop("withdrawal_form", None)
        if "newer" in shown:
            names = {choice.key: choice.name for choice in contest.choices.all()}
            shown["newer"] = [count_row(count, names, now=timezone.now()) for count in shown["newer"]]
        context |= shown
        for call in context["calls"]:
            is_refused = refused is not None and call["call"].pk == shown.get("withdrawn")
            call["form"] = refused if is_refused else withdrawal_form(call["call"].pk)
            call["is_open"] = is_refused
        for proposal in context["proposals"]:
            proposal["tick"] = f"read-{proposal['call'].pk}"
            proposal["fault"] = NOT_CALLED if proposal["call"].pk == shown.get("not_confirmed") else ""
        if "mended" in context:
            context["mended_as_of"] = printed_soon(context["mended"].as_of, now=timezone.now())
        context["media"] = self.media + context["count_form"].media
        return TemplateResponse(request, "admin/articles/contest/results.html", context)


def _to_mend(request: HttpRequest, contest: Contest) -> dict[str, Any]:
    """The count that somebody has chosen to correct, in its boxes."""
    number = number_in(request.GET.get("correct"))
    if not number or not request.user.has_perm("articles.enter_count"):
        return {}
    count = contest.counts.select_related("area").filter(pk=number).first()
    return {} if count is None else {"mended": count, "mend_form": mend_form(contest, count)}


def _contest(contest_id: int) -> Contest:
    found = Contest.objects.select_related("coverage", "area", "standing").prefetch_related("choices")
    return get_object_or_404(found, pk=_storable(contest_id))


def _storable(number: int) -> int:
    """0, which no row has, for a number that no database keeps."""
    return number if number < 2**63 else 0


def _require_sight(request: HttpRequest) -> None:
    if not request.user.has_perm(SEES):
        raise PermissionDenied
