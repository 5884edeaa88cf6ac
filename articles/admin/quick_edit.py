"""Kicker, headline and section of many stories at once, in the list (?edit=1). It goes the way of the story form: only
what was changed is written, and what another changed meanwhile is not written over but told."""

from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.forms import BaseModelFormSet, modelformset_factory
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from articles.admin.badges import printed_name
from articles.admin.outcomes import story_link
from articles.admin.widgets import GONE
from articles.html import one_line
from articles.models import Article, Section
from articles.workflow import may_edit, note_save
from articles.workflow.saving import keep_base

BOXES = ("kicker", "headline", "section")
COLUMNS = ("story", "state", *BOXES, "edited")
EDITING = "edit"


def is_editing(request: HttpRequest) -> bool:
    return EDITING in request.GET


class QuickForm(forms.ModelForm):
    """One row. Each box carries what it showed when the list was opened, so it is known who changed what."""

    class Meta:
        model = Article
        fields = BOXES
        widgets = {
            "kicker": UnfoldAdminTextInputWidget,
            "headline": UnfoldAdminTextInputWidget,
            "section": UnfoldAdminSelectWidget,
        }
        error_messages = {"section": {"invalid_choice": GONE}}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name in BOXES:
            self.fields[name].show_hidden_initial = True
            self.fields[name].widget.attrs["aria-label"] = f"{self.fields[name].label} of “{self.instance}”"

    def opened_with(self, name: str) -> str:
        """What the box showed, as the browser sends it back. Left out, it counts as empty, which is no pass."""
        return str(self.data.get(self.add_initial_prefix(name), ""))


class QuickFormSet(BaseModelFormSet):
    @cached_property
    def sections(self) -> list[tuple[Any, str]]:
        return [("", "–"), *Section.objects.values_list("pk", "name").order_by("name")]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["section"].choices = self.sections  # asked for once, not row by row


def quick_formset() -> type[QuickFormSet]:
    return modelformset_factory(Article, form=QuickForm, formset=QuickFormSet, extra=0, fields=BOXES)


def save_quick_edits(model_admin: Any, request: HttpRequest) -> HttpResponse | None:
    """Save the rows in which something was changed and tell about each that was not. None: a row has a fault, so
    nothing was saved and the list is to be shown again."""
    if not model_admin.has_change_permission(request):
        raise PermissionDenied
    made = quick_formset()
    rows = model_admin._get_list_editable_queryset(request, made.get_default_prefix())
    formset = made(request.POST, queryset=rows)
    if not formset.is_valid():
        return None
    now = timezone.now()
    saved = sum(_tried_row(request, form, now=now) for form in formset.forms if form.has_changed())
    if saved:
        messages.success(request, f"Saved: {saved} {'story' if saved == 1 else 'stories'}.")
    elif not any(form.has_changed() for form in formset.forms):
        messages.info(request, "Nothing was changed, so nothing was saved.")
    return HttpResponseRedirect(request.get_full_path())


def _tried_row(request: HttpRequest, form: QuickForm, *, now: datetime) -> bool:
    """One row in a transaction of its own. A section deleted at this very instant is only noticed at its end."""
    try:
        return _save_row(request, form, now=now)
    except IntegrityError:
        told = "Not saved: {}. Its new section was deleted just now. Choose another one."
        messages.warning(request, format_html(told, story_link(form.instance)))
        return False


@transaction.atomic
def _save_row(request: HttpRequest, form: QuickForm, *, now: datetime) -> bool:
    """Write what was changed in one story with its row held. Whether anything was."""
    story = Article.objects.select_for_update(of=("self",)).filter(pk=form.instance.pk).first()
    if story is None:
        messages.warning(request, format_html("“{}” was deleted meanwhile.", str(form.instance)))
        return False
    if not may_edit(request.user, story):
        told = "Not saved: {}. You can read this story, but not change it: it belongs to others."
        messages.warning(request, format_html(told, story_link(story)))
        return False
    writing = [name for name in form.changed_data if name in BOXES and _is_mine(request, form, story, name)]
    if not writing:
        return False
    keep_base(story.pk, now=now)
    for name in writing:
        setattr(story, name, form.cleaned_data[name])
    story.save(update_fields=writing)
    return note_save(story.pk, by=request.user, now=now)


def _is_mine(request: HttpRequest, form: QuickForm, story: Article, name: str) -> bool:
    """Whether a box may be written: nobody else changed it since the list was opened. Otherwise that is told."""
    saved, typed = getattr(story, name), form.cleaned_data[name]
    if name == "headline":
        typed = one_line(typed)
    if saved == typed:
        return False
    if _as_sent(saved) == form.opened_with(name):
        return True
    told = "{} changed the {} of {} to “{}” meanwhile; yours was “{}”, which was not saved."
    shown = [str(value) if value else "nothing" for value in (saved, typed)]
    messages.warning(request, format_html(told, printed_name(story.edited_by), name, story_link(story), *shown))
    return False


def _as_sent(value: Any) -> str:
    return str(getattr(value, "pk", value) or "")
