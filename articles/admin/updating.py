"""What is asked when a change to a story readers have goes out: which kind, the note, when. And what is said then."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.buttons import site_path
from articles.admin.moments import MomentField
from articles.admin.outcomes import dated_words, story_link
from articles.dates import printed_soon
from articles.models import Article, Photo, PublishedArticle, ScheduledUpdate
from articles.workflow import UpdateKind
from articles.workflow.checks import note_problems
from articles.workflow.kinds import EFFECTS

NOW, LATER = "now", "later"


class UpdateForm(forms.Form):
    """Nothing is chosen beforehand: what readers are told is somebody's decision each time. What is wrong with a note
    is said by the same check that publication asks."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput())
    kind = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={
            "required": "Say what readers are told.",
            "invalid_choice": "Choose one of these: what readers are told.",
        },
    )
    note = forms.CharField(
        label="Note to readers",
        required=False,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 5, "placeholder": " "}),
        help_text="For a correction or a clarification. Say what was wrong and what is right: “An earlier version …”",
    )
    when = forms.ChoiceField(
        choices=[(NOW, "Now"), (LATER, "At a set time")], initial=NOW, required=False, widget=forms.RadioSelect
    )
    at = MomentField(label="When it goes out", required=False)

    def __init__(self, *args: Any, kinds: Sequence[UpdateKind], now: datetime, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.now = now
        self.fields["kind"].choices = [(kind.value, EFFECTS[kind].name) for kind in kinds]

    @property
    def kinds(self) -> list[dict[str, Any]]:
        """The kinds as the page prints them: value, name, what readers see, and whether it is chosen."""
        chosen = self["kind"].value()
        return [
            {"value": value, "effects": EFFECTS[UpdateKind(value)], "chosen": value == chosen}
            for value, _ in self.fields["kind"].choices
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        self._check_note(data)
        later = data.get("when") == LATER
        if later and not data.get("at") and "at" not in self.errors:
            self.add_error("at", "Set the day and the time, or publish now.")
        if not later:  # what its boxes hold counts for nothing then, and they may not even be on the screen
            data["at"] = None
            self.errors.pop("at", None)
        return data

    def _check_note(self, data: dict[str, Any]) -> None:
        note = data["note"] = data.get("note") or ""
        if not data.get("kind"):
            return
        kind = UpdateKind(data["kind"])
        if EFFECTS[kind].takes_down:
            return  # it goes along to the page that asks about withdrawing
        problems = note_problems(kind, note)
        if note.strip() and not EFFECTS[kind].needs_note:
            name = EFFECTS[kind].name.lower()
            problems.append(
                f"With “{name}” nobody would read this note. Choose correction or clarification, or empty it."
            )
        if problems:
            self.add_error("note", problems)

    def clean_at(self) -> datetime | None:
        at: datetime | None = self.cleaned_data.get("at")
        if at is not None and self.data.get("when") == LATER and at <= self.now:
            said = printed_soon(at, now=self.now)
            raise forms.ValidationError(f"{said} has passed. Choose a later time, or publish now.")
        return at


def kinds_offered(*, is_changed: bool, may_withdraw: bool) -> list[UpdateKind]:
    """Where nothing has changed there may still be something to tell: a note to what went out before."""
    return [
        kind
        for kind, effects in EFFECTS.items()
        if (may_withdraw if effects.takes_down else is_changed or effects.needs_note)
    ]


def tell_published(
    request: HttpRequest,
    story: Article,
    done: PublishedArticle | ScheduledUpdate,
    *,
    kind: UpdateKind,
    waited: ScheduledUpdate | None,
    now: datetime,
) -> None:
    """What happened, what readers see now, and what became of an update that `waited` for its time."""
    if isinstance(done, ScheduledUpdate):
        when = printed_soon(done.at, now=now)
        text = "Scheduled for {}: {}. It goes out as it is now, whatever is saved until then."
        messages.success(request, format_html(text, when, story_link(story)))
        return
    path = site_path(done)
    text = 'Published: {}. {} Readers see it now at <a href="{}">{}</a>.{}'
    dated = dated_words(done, now=now)
    messages.success(request, format_html(text, story_link(story), _told(kind), path, path, dated))
    if waited is not None:
        text = (
            "The update that was to go out at {} is off the schedule: this one came first. Its text is in the history."
        )
        messages.warning(request, text.format(printed_soon(waited.at, now=now)))


def _told(kind: UpdateKind) -> str:
    effects = EFFECTS[kind]
    if effects.needs_note:
        return f"Your {effects.name.lower()} stands under it."
    return "It says “Updated”." if effects.moves_updated else "Nothing on it says that it has changed."


def with_places(problems: Sequence[str], story: Article) -> list[tuple[str, SafeString | str]]:
    """Each problem with a link to where it can be mended: the photo it names, or the story's form."""
    photos = {str(photo): photo for photo in story.all_photos}
    return [(problem, _place(problem, photos, story)) for problem in problems]


def _place(problem: str, photos: dict[str, Photo], story: Article) -> SafeString:
    photo = next((photo for name, photo in photos.items() if f"“{name}”" in problem), None)
    if photo is not None:
        address = reverse("admin:articles_photo_change", args=[photo.pk])
        return format_html('<a href="{}">Open the photo</a>', address)
    part = "#publishing" if "“" in problem and ("take down" in problem or "publish at" in problem) else ""
    address = reverse("admin:articles_article_change", args=[story.pk]) + part
    return format_html('<a href="{}">Open the story</a>', address)
