"""Special coverage: the banner over the site, and what its results are counted towards. How the banner will look, and
warnings, are in coverage_looks.py; contests and posts have pages of their own."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.validators import MaxValueValidator
from django.db.models import F
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from articles.admin.badges import time_ago
from articles.admin.coverage_held import HoldsCoverage
from articles.admin.coverage_looks import looks_of
from articles.admin.logged_out_pages import KeptThroughLogin
from articles.admin.questions import answers
from articles.admin.simple import DeskAdmin
from articles.admin.widgets import BELIEVABLE, AutocompletesMixin, CountedLine, WebAddress
from articles.models import Call, CountUpdate, LivePost, SpecialCoverage
from articles.related import url_key

ADVISED_TITLE, ADVISED_LABEL = 40, 20
TIMES = ("data_updated_at", "starts_at", "ends_at")
MOST = {"stale_after": 10_080, "priority": 9_999, "weight_target": 1_000_000}  # a week; the rest beyond any use
TOO_MUCH = "At most %(limit_value)d."
# Shape, word and kind for the state of a banner.
STATES = {
    "rehearsal": ("◌", "Rehearsal", "draft"),
    "draft": ("○", "Draft", "draft"),
    "to come": ("◷", "To come", "scheduled"),
    "over": ("▬", "Over", "draft"),
    "live": ("●", "Live", "live"),
}


class CoverageForm(forms.ModelForm):
    class Meta:
        model = SpecialCoverage
        fields = (
            "is_on", "title", "slug", "label", "colour", "introduction", "target", "data_updated_at",
            "stale_after", "starts_at", "ends_at", "priority", "sections", "weight_target", "weight_word",
            "is_rehearsal",
        )  # fmt: skip
        widgets = {"url": WebAddress(), "title": CountedLine(ADVISED_TITLE), "label": CountedLine(ADVISED_LABEL)}
        error_messages = {"slug": {"unique": "Another coverage has this address. Choose a different one."}}
        labels = {
            "is_on": "Live: readers see the banner",
            "slug": "Address",
            "stale_after": "Not live any more after (minutes)",
            "data_updated_at": "Newest facts from",
            "weight_target": "Wins at",
            "is_rehearsal": "Rehearsal",
        }
        help_texts = {
            "is_on": "Off, the banner is a draft.",
            "label": "The link: “Live results”. The word “live” goes by itself while nothing new comes.",
            "data_updated_at": "Counts move this on by themselves, and posts and stories have their own times. Set it "
            "by hand only for what happens elsewhere.",
            "stale_after": "Without news for this long, the banner no longer says “live”, and tells since when. "
            "Empty: it always says what stands here.",
            "sections": "Where the banner shows, with the stories in them. None chosen: everywhere.",
            "priority": "The highest number comes first, the next is a line under it, others wait.",
            "weight_target": "What it takes to win the whole: 270. Empty where contests do not add up to one.",
            "weight_word": "Of what: “seats”, “electoral votes”.",
            "is_rehearsal": "For trying things out: readers never see anything of it, banner, results or posts.",
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, most in MOST.items():
            if name in self.fields:  # what is more is refused by the box: the preview reckons with what is in it
                self.fields[name].validators.append(MaxValueValidator(most, TOO_MUCH))
        for name in set(TIMES) & self.fields.keys():
            self.fields[name].validators.extend(BELIEVABLE)
        if "data_updated_at" in self.fields:
            # Results move it on while the form is open; only what somebody has typed is a change.
            self.fields["data_updated_at"].show_hidden_initial = True

    def clean_data_updated_at(self) -> Any:
        moment = self.cleaned_data["data_updated_at"]
        if moment and "data_updated_at" in self.changed_data and moment > timezone.now():
            raise forms.ValidationError("Facts cannot come from a time to come.")
        return moment

    def clean_is_rehearsal(self) -> bool:
        is_rehearsal = bool(self.cleaned_data["is_rehearsal"])
        was_rehearsal = bool(self.initial.get("is_rehearsal"))
        if not self.instance.pk or is_rehearsal == was_rehearsal or not has_happenings(self.instance):
            return is_rehearsal
        if was_rehearsal:
            raise forms.ValidationError(
                "There are counts, calls or posts of a rehearsal in it, which readers would take for real ones. Make a "
                "new coverage for the real thing."
            )
        # A rehearsal may be deleted with all that is in it.
        raise forms.ValidationError(
            "Readers have had counts, calls or posts of it, so it stays a real one: its history is not taken away. "
            "Switch the banner off, or withdraw what is wrong."
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("url") and not url_key(data["url"]):
            self.add_error("url", "Only web addresses that begin with http:// or https:// can be linked.")
        if data.get("target") and data.get("url"):
            self.add_error("url", "Choose one of our stories or give a web address, not both.")
        return data


def has_happenings(coverage: SpecialCoverage) -> bool:
    """Whether anything was counted, called or posted in it."""
    return (
        CountUpdate.objects.filter(contest__coverage=coverage).exists()
        or Call.objects.filter(contest__coverage=coverage).exists()
        or LivePost.objects.filter(coverage=coverage).exists()
    )


@admin.register(SpecialCoverage)
class SpecialCoverageAdmin(KeptThroughLogin, HoldsCoverage, AutocompletesMixin, DeskAdmin):
    form = CoverageForm
    fieldsets = (
        (None, {"fields": ("looks", "is_on", ("title", "slug"), ("label", "colour"))}),
        ("Where it leads", {"fields": (("target", "url"), "introduction")}),
        ("When", {"fields": (("starts_at", "ends_at"), ("data_updated_at", "stale_after"))}),
        ("Where it shows", {"fields": (("sections", "priority"),)}),
        ("Results", {"fields": (("weight_target", "weight_word"), "is_rehearsal")}),
    )
    readonly_fields = ("looks",)
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("target", "sections")
    list_display = ("title", "banner", "label", "newest_facts", "priority")
    list_filter = ("is_on", "is_rehearsal")
    search_fields = ("title", "slug")

    class Media:
        js = ("articles/desk/coverage.js",)
        css = {"all": ("articles/desk/coverage.css",)}

    def get_urls(self) -> list[URLPattern]:
        asked = path("looks/", self.admin_site.admin_view(self.answer_looks), name="articles_specialcoverage_looks")
        asked_of = path(
            "<int:pk>/looks/", self.admin_site.admin_view(self.answer_looks), name="articles_specialcoverage_looks_of"
        )
        return [asked, asked_of, *super().get_urls()]

    def answer_looks(self, request: HttpRequest, pk: int | None = None) -> JsonResponse:
        """The form as it stands, posted while somebody types: how it would look. Nothing is saved."""

        def looks(request: HttpRequest) -> dict[str, Any]:
            saved = SpecialCoverage.objects.filter(pk=pk).first() if pk else None
            form = self.get_form(request, saved, change=saved is not None)(request.POST, instance=saved)
            form.is_valid()  # what is not valid is left as it was, and told when it is saved
            return looks_of(form.instance, now=timezone.now())

        return answers("POST", "articles.view_specialcoverage")(looks)(request)

    @admin.display(description="how it looks")
    def looks(self, coverage: SpecialCoverage | None) -> SafeString:
        saved = coverage is not None and coverage.pk is not None
        address = reverse(
            f"admin:articles_specialcoverage_looks{'_of' if saved else ''}", args=[coverage.pk] if saved else []
        )
        looks = looks_of(coverage, now=timezone.now()) if saved else {"pages": [], "warnings": []}
        return render_to_string("admin/articles/specialcoverage/_looks.html", {"looks": looks, "address": address})

    def save_model(self, request: HttpRequest, obj: SpecialCoverage, form: forms.ModelForm, change: bool) -> None:
        """Only what was changed here: counts that come in at the same time move their own columns on."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        own = {field.name for field in SpecialCoverage._meta.concrete_fields}
        obj.save(update_fields=[name for name in form.changed_data if name in own])
        SpecialCoverage.objects.filter(pk=obj.pk).update(results_version=F("results_version") + 1)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        saved = SpecialCoverage.objects.get(pk=form.instance.pk)
        for warning in looks_of(saved, now=timezone.now())["warnings"]:
            messages.warning(request, warning)

    def has_delete_permission(self, request: HttpRequest, obj: SpecialCoverage | None = None) -> bool:
        """What was called or posted stays, with its history; a rehearsal may go."""
        may = super().has_delete_permission(request, obj)
        return may and (obj is None or obj.is_rehearsal or not has_happenings(obj))

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Whoever may delete a rehearsal may delete what was tried out in it; nothing else with anything in it goes."""
        listed, counted, _, protected = super().get_deleted_objects(objs, request)
        return listed, counted, set(), protected

    @admin.display(description="banner")
    def banner(self, coverage: SpecialCoverage) -> str:
        shape, word, kind = STATES[state_of(coverage)]
        return format_html(
            '<span class="desk-state desk-state-{}"><span class="desk-shape" aria-hidden="true">{}</span>{}</span>',
            kind,
            shape,
            word,
        )

    @admin.display(description="last updated")
    def newest_facts(self, coverage: SpecialCoverage) -> str:
        return time_ago(coverage.data_updated_at, now=timezone.now()) or "–"


def state_of(coverage: SpecialCoverage) -> str:
    """A key of STATES."""
    now = timezone.now()
    if coverage.is_rehearsal:
        return "rehearsal"
    if not coverage.is_on:
        return "draft"
    if coverage.ends_at and coverage.ends_at <= now:
        return "over"
    return "to come" if coverage.starts_at and coverage.starts_at > now else "live"
