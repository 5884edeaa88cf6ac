"""Fronts on the desk: one page where a producer arranges the home page or a section's front, sees it as readers will,
and puts it up now or for later. The rules are in fronts/, the boxes in arranging_boxes.py."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path, reverse
from django.utils import timezone, translation
from django.utils.decorators import method_decorator
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from articles.admin.arranging_boxes import found_stories, layout_sent, layout_typed, places_of
from articles.admin.moments import MomentField
from articles.admin.simple import ReadOnlyAdmin
from articles.dates import printed_soon
from articles.fronts import BadLayout, FrontMoved, FrontRefused, Layout, bring_back, cancel, put_up
from articles.fronts.layout import stored_layout
from articles.models import FrontEdition, Section
from articles.printing import print_page
from articles.queries.home import read_home_page
from articles.queries.section import read_section_page
from articles.workflow.permissions import NotAllowed

EARLIER = 10
SEES, ARRANGES = "articles.view_frontedition", "articles.arrange_front"
REFUSED = (BadLayout, FrontRefused, FrontMoved, NotAllowed)


class WhenForm(forms.Form):
    starts_at = MomentField(required=False, label="Show it from")
    note = forms.CharField(required=False, max_length=200)


@admin.register(FrontEdition)
class FrontEditionAdmin(ReadOnlyAdmin):
    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(SEES)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        name = "articles_frontedition"
        return [
            path("", wrap(self.arrange), name=f"{name}_changelist"),
            path("preview/", wrap(self.preview), name=f"{name}_preview"),
            path("stories/", wrap(self.stories), name=f"{name}_stories"),
            path("<int:edition>/cancel/", wrap(self.take_back), name=f"{name}_cancel"),
            path("<int:edition>/bring-back/", wrap(self.bring_back), name=f"{name}_bring_back"),
        ]

    def arrange(self, request: HttpRequest) -> HttpResponse:
        now = timezone.now()
        _require(request, SEES)
        section = _section(request.GET.get("section", ""))
        if request.method == "POST":
            return self._put_up(request, section, now=now)
        showing = FrontEdition.objects.of(section and section.pk).showing(now).first()
        layout = stored_layout(showing.layout) if showing else Layout()
        return self._page(request, section, layout, WhenForm(), now=now)

    @method_decorator(xframe_options_sameorigin)
    @method_decorator(require_POST)
    def preview(self, request: HttpRequest) -> HttpResponse:
        """The front as readers would see it with what is in the boxes now, for the frame beside them."""
        _require(request, SEES)
        now, section = timezone.now(), _section(request.GET.get("section", ""))
        try:
            layout = layout_sent(request.POST)
        except BadLayout as refused:
            return HttpResponse(str(refused), content_type="text/plain; charset=utf-8", status=422)
        with translation.override(settings.LANGUAGE_CODE):
            if section is None:
                page: Any = read_home_page(now=now, layout=layout)
                response = print_page("articles/home.html", {"page": page, "site": page.site})
            else:
                page = read_section_page(section.slug, now=now, layout=layout)
                response = print_page("articles/section.html", {"page": page, "site": page.site})
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    @method_decorator(require_safe)
    def stories(self, request: HttpRequest) -> HttpResponse:
        """?q= words, ?section= number: cards to put on the front, as JSON."""
        _require(request, SEES)
        section = _section(request.GET.get("in", ""))
        found = found_stories(request.GET.get("q", ""), section and section.pk, now=timezone.now())
        return JsonResponse({"results": [asdict(card) for card in found]})

    @method_decorator(require_POST)
    def take_back(self, request: HttpRequest, edition: int) -> HttpResponse:
        now = timezone.now()
        try:
            done = cancel(edition, by=request.user, now=now)
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        if done:
            messages.success(request, "Taken back. Readers will not see that front.")
        else:
            messages.warning(request, "It shows already, or somebody took it back. Nothing was changed.")
        return _back(FrontEdition.objects.filter(pk=edition).values_list("section", flat=True).first())

    @method_decorator(require_POST)
    def bring_back(self, request: HttpRequest, edition: int) -> HttpResponse:
        now = timezone.now()
        try:
            made = bring_back(edition, by=request.user, now=now, seen=_number(request.POST.get("seen", "")))
        except NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except (FrontRefused, FrontMoved) as refused:
            messages.error(request, f"{refused} Nothing was changed.")
            return _back(FrontEdition.objects.filter(pk=edition).values_list("section", flat=True).first())
        messages.success(request, "Brought back. Readers see it now.")
        return _back(made.section_id)

    def _put_up(self, request: HttpRequest, section: Section | None, *, now: datetime) -> HttpResponse:
        when = WhenForm(request.POST)
        try:
            layout = layout_sent(request.POST)
            if "_schedule" in request.POST and when.is_valid() and not when.cleaned_data["starts_at"]:
                when.add_error("starts_at", "Choose the day and the time it shows from.")
            if when.is_valid():
                made = put_up(
                    layout,
                    by=request.user,
                    now=now,
                    section_id=section.pk if section else None,
                    starts_at=when.cleaned_data["starts_at"] if "_schedule" in request.POST else None,
                    seen=_number(request.POST.get("seen", "")),
                    anyway="_anyway" in request.POST,
                    note=when.cleaned_data["note"],
                )
                at_once = made.starts_at <= now
                shown = "now" if at_once else f"from {printed_soon(made.starts_at, now=now)}"
                messages.success(request, f"The front is up: readers see it {shown}.")
                return _back(made.section_id)
        except REFUSED as refused:
            fault, moved = str(refused), isinstance(refused, FrontMoved)
        else:
            fault, moved = "Look at the time below.", False
        return self._page(request, section, layout_typed(request.POST), when, now=now, fault=fault, moved=moved)

    def _page(
        self,
        request: HttpRequest,
        section: Section | None,
        layout: Layout,
        when: WhenForm,
        *,
        now: datetime,
        fault: str = "",
        moved: bool = False,
    ) -> HttpResponse:
        rows = FrontEdition.objects.of(section and section.pk).select_related("made_by")
        showing = rows.showing(now).first()
        earlier = rows.filter(starts_at__lte=now, cancelled_at__isnull=True).order_by("-starts_at", "-id")
        newest = rows.filter(cancelled_at__isnull=True).order_by("-id").first()
        seen = _number(request.POST.get("seen", "")) if request.method == "POST" else (newest.pk if newest else None)
        words = request.GET.get("q", "")
        within = _section(request.GET.get("in", "")) or section
        context = {
            **self.admin_site.each_context(request),
            "title": f"Front of {section.name}" if section else "Home page",
            "opts": self.opts,
            "media": self.media + when.media,
            "section": section,
            "sections": Section.objects.in_navigation(),
            "places": places_of(layout, section=section, now=now),
            "when": when,
            "fault": fault,
            "moved": moved,
            "seen": seen or "",
            "may_arrange": request.user.has_perm(ARRANGES),
            "showing": showing,
            "to_come": _told(rows.to_come(now), now=now),
            "earlier": _told(earlier.exclude(pk=showing.pk if showing else None)[:EARLIER], now=now),
            "shown_since": _told([showing], now=now)[0] if showing else None,
            "words": words,
            "within": within,
            "found": found_stories(words, within and within.pk, now=now),
        }
        template = "admin/articles/frontedition/arrange.html"
        return render(request, template, context, status=422 if fault else 200)


def _back(section: int | None) -> HttpResponse:
    address = reverse("admin:articles_frontedition_changelist")
    return HttpResponseRedirect(f"{address}?section={section}" if section else address)


def _require(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):
        raise PermissionDenied


def _section(text: str) -> Section | None:
    """The section with this number; None for the home page, which has none."""
    number = _number(text)
    if not text:
        return None
    section = Section.objects.filter(pk=number).first() if number else None
    if section is None:
        raise Http404("There is no such section.")
    return section


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None


def _told(editions: Any, *, now: datetime) -> list[dict[str, Any]]:
    return [
        {
            "pk": one.pk,
            "from": printed_soon(one.starts_at, now=now),
            "by": (one.made_by.get_full_name() or one.made_by.get_username()) if one.made_by else "",
            "note": one.note,
        }
        for one in editions
    ]
