"""Special coverage: the banner over the whole site."""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.html import format_html

from articles.admin.badges import time_ago
from articles.admin.simple import DeskAdmin
from articles.admin.widgets import BELIEVABLE, AutocompletesMixin, WebAddress
from articles.models import SpecialCoverage
from articles.related import url_key


class CoverageForm(forms.ModelForm):
    class Meta:
        model = SpecialCoverage
        fields = (
            "is_on",
            "title",
            "slug",
            "label",
            "introduction",
            "target",
            "data_updated_at",
            "starts_at",
            "ends_at",
            "priority",
        )
        widgets = {"url": WebAddress()}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in {"data_updated_at", "starts_at", "ends_at"} & self.fields.keys():
            self.fields[name].validators.extend(BELIEVABLE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("url") and not url_key(data["url"]):
            self.add_error("url", "Only web addresses that begin with http:// or https:// can be linked.")
        if data.get("target") and data.get("url"):
            self.add_error("url", "Choose one of our stories or give a web address, not both.")
        return data


@admin.register(SpecialCoverage)
class SpecialCoverageAdmin(AutocompletesMixin, DeskAdmin):
    form = CoverageForm
    fields = (
        "is_on",
        ("title", "slug"),
        "label",
        ("target", "url"),
        "introduction",
        "data_updated_at",
        ("starts_at", "ends_at"),
        "priority",
    )
    prepopulated_fields = {"slug": ("title",)}
    autocomplete_fields = ("target",)
    list_display = ("title", "banner", "label", "newest_facts", "priority")
    list_filter = ("is_on",)
    search_fields = ("title", "slug")

    @admin.display(description="banner")
    def banner(self, coverage: SpecialCoverage) -> str:
        words, kind, shape = ("On", "live", "●") if coverage.is_on else ("Off", "draft", "○")
        return format_html(
            '<span class="desk-state desk-state-{}"><span class="desk-shape" aria-hidden="true">{}</span>{}</span>',
            kind,
            shape,
            words,
        )

    @admin.display(description="last updated")
    def newest_facts(self, coverage: SpecialCoverage) -> str:
        return time_ago(coverage.data_updated_at, now=timezone.now()) or "–"
