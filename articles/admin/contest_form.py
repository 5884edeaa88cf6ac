"""The boxes of a contest: what is voted on, and who can be voted for. Who has votes or a call stays on the ballot."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.text import slugify
from unfold.admin import StackedInline

from articles.admin.inlines import SortedInline
from articles.admin.results_forms import number_in
from articles.admin.sorted_rows import SortedFormSet
from articles.models import Choice, Contest, CountUpdate, ReportingArea, SpecialCoverage

KEY_LENGTH = 80
REFOLDS = ("kind", "seats", "threshold", "area")  # what follows from the counts is worked out anew after these
MOST_COVERAGES = 12


class ContestForm(forms.ModelForm):
    class Meta:
        model = Contest
        fields = (
            "coverage", "title", "slug", "office", "area", "kind", "seats", "threshold", "weight", "polls_close_at",
            "position",
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        coverage = data.get("coverage") or (self.instance.coverage if self.instance.coverage_id else None)
        area = data.get("area")
        if coverage and area and area.coverage_id != coverage.pk:
            self.add_error("area", f"This area is part of another coverage. Choose one of “{coverage.title}”.")
        kind, seats = data.get("kind"), data.get("seats")
        if kind and seats and kind != Contest.Kind.SEATS and seats > 1:
            self.add_error("seats", "More than one is elected only where there are several winners.")
        return data


class AreaField(forms.ModelChoiceField):
    def label_from_instance(self, area: ReportingArea) -> str:
        return f"{area.name} ({area.coverage.title})"


def areas_offered(request: HttpRequest, contest: Contest | None) -> Any:
    """The areas of the contest's coverage; of the newest coverages while it is not known."""
    areas = ReportingArea.objects.select_related("coverage").order_by("-coverage_id", "name")
    if contest is not None:
        return areas.filter(coverage=contest.coverage_id)
    if chosen := number_in(request.POST.get("coverage") or request.GET.get("coverage")):
        return areas.filter(coverage=chosen)
    newest = SpecialCoverage.objects.order_by("-id").values_list("pk", flat=True)[:MOST_COVERAGES]
    return areas.filter(coverage__in=list(newest))


class ChoiceFormSet(SortedFormSet):
    twice = "A measure has one yes and one no."

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        kept = [form for form in self.forms if form.cleaned_data and form not in self.deleted_forms]
        names = [form.cleaned_data["name"].casefold() for form in kept]
        if len(set(names)) < len(names):
            raise ValidationError("The same name stands here twice. Take one of them out.")
        self._check_added_meanwhile(names)
        sides = [form.cleaned_data["side"] for form in kept if form.cleaned_data["side"]]
        if len(set(sides)) < len(sides):
            raise ValidationError(self.twice)
        self._check_taken_out()

    def _check_added_meanwhile(self, names: list[str]) -> None:
        """The form knows of those that were there when it was opened."""
        if not self.instance.pk:
            return
        known = [form.instance.pk for form in self.forms if form.instance.pk]
        others = Choice.objects.filter(contest=self.instance).exclude(pk__in=known).values_list("name", flat=True)
        if again := [name for name in others if name.casefold() in names]:
            raise ValidationError(f"Somebody else has added {' and '.join(again)} meanwhile. Open the form again.")

    def _check_taken_out(self) -> None:
        contest = self.instance
        gone = [form.instance for form in self.deleted_forms if form.instance.pk]
        if not gone or contest.coverage.is_rehearsal:
            return
        needed = [choice.name for choice in gone if has_votes_or_call(contest, choice.key)]
        if needed:
            stays = "stays" if len(needed) == 1 else "stay"
            raise ValidationError(f"{' and '.join(needed)} {stays}: there are votes or a call in the history.")

    def save_new(self, form: Any, commit: bool = True) -> Any:
        choice = form.instance
        if not choice.key:
            taken = set(Choice.objects.filter(contest=self.instance).values_list("key", flat=True))
            choice.key = new_key(choice.name, taken)
        return super().save_new(form, commit=commit)


def new_key(name: str, taken: Iterable[str]) -> str:
    """What counts name a choice by, from its name: short letters, once in the contest. Never changed afterwards."""
    wish = slugify(name)[: KEY_LENGTH - 6].strip("-_") or "choice"
    known, key, number = set(taken), wish, 2
    while key in known:
        key, number = f"{wish}-{number}", number + 1
    return key


def has_votes_or_call(contest: Contest, key: str) -> bool:
    """Whether a count or a call names this choice."""
    if CountUpdate.objects.filter(contest=contest, votes__has_key=key).exists():
        return True
    return any(key in keys for keys in contest.calls.values_list("keys", flat=True))


class ChoiceInline(SortedInline, StackedInline):
    model = Choice
    formset = ChoiceFormSet
    fields = ("name", ("party", "party_code"), ("colour", "side", "is_incumbent"), "position")
    verbose_name = "choice"
    verbose_name_plural = "Who or what can be voted for"
