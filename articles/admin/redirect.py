"""Old addresses, and where they lead. The rules are in redirects/."""

from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html

from articles.admin.simple import DeskAdmin
from articles.models import Redirect
from articles.redirects import BadAddress, end_of, new_address, old_address, put_redirect


class RedirectForm(forms.ModelForm):
    class Meta:
        model = Redirect
        fields = ("old_address", "new_address")

    def clean_old_address(self) -> str:
        return _spelled(old_address, self.cleaned_data["old_address"])

    def clean_new_address(self) -> str:
        return _spelled(new_address, self.cleaned_data["new_address"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if {"old_address", "new_address"} <= data.keys():
            try:
                data["new_address"] = end_of(data["old_address"], data["new_address"])
            except BadAddress as error:
                self.add_error("new_address", str(error))
        return data


@admin.register(Redirect)
class RedirectAdmin(DeskAdmin):
    form = RedirectForm
    fields = ("old_address", "new_address")
    list_display = ("old_address", "leads_to", "made", "made_at")
    list_filter = ("is_automatic",)
    search_fields = ("old_address", "new_address")

    @admin.display(description="leads to", ordering="new_address")
    def leads_to(self, redirect: Redirect) -> str:
        if not redirect.new_address:
            return "Nowhere: gone for good"
        return format_html('<a href="{0}">{0}</a>', redirect.new_address)

    @admin.display(description="made")
    def made(self, redirect: Redirect) -> str:
        return "When an address was changed" if redirect.is_automatic else "By hand or from a file"

    def save_model(self, request: HttpRequest, obj: Redirect, form: RedirectForm, change: bool) -> None:
        """Written by the verb, which also shortens what led to this address."""
        if change and "old_address" in form.changed_data:
            Redirect.objects.filter(pk=obj.pk).delete()
        obj.pk = put_redirect(obj.old_address, obj.new_address, by=request.user).pk


def _spelled(spell: Any, text: str) -> str:
    try:
        return spell(text)
    except BadAddress as error:
        raise forms.ValidationError(str(error)) from error
