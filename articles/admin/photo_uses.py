"""What the story form asks of each photo: the story's own words, what is read out, and the part of the picture. What it
leaves empty is the photo's own, and is shown beside the boxes. What that means is in workflow/photo_uses.py; cropping
by hand in static/articles/desk/cropping.js."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from unfold.widgets import UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from articles.admin.photo_cards import refusal, rights_words
from articles.admin.widgets import KnownChoices
from articles.models import Article, ArticlePhoto, Photo
from articles.models.article_photo import UseAlt, check_crop
from articles.models.photo import WHOLE
from articles.workflow.photo_uses import photo_use, repeats

SOFT = 800  # pixels; a narrower part is stretched in the text column of a desk's screen
MOST_TOLD = 5
FOUR_NUMBERS = "Four numbers: left, top, width and height in per cent, as in 10 5 60 45. Empty: the whole picture."
_NUMBER = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,4})?")


class PartField(forms.Field):
    """A part of a picture, written as four numbers in per cent, kept as thousandths; None for the whole of it."""

    def __init__(self, **kwargs: Any):
        attrs = {"data-part": "", "autocomplete": "off", "inputmode": "decimal", "placeholder": "All of it"}
        widget = UnfoldAdminTextInputWidget(attrs=attrs)
        super().__init__(required=False, widget=widget, help_text=FOUR_NUMBERS, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        return " ".join(f"{number / 10:g}" for number in value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[int] | None:
        numbers = re.split(r"[\s,;%]+", str(value or "").strip(" ,;%"))
        if numbers == [""]:
            return None
        if len(numbers) != 4 or not all(_NUMBER.fullmatch(number) for number in numbers):
            raise ValidationError(FOUR_NUMBERS)
        part = [round(float(number) * 10) for number in numbers]
        check_crop(part)
        return None if part == [0, 0, WHOLE, WHOLE] else part

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != (initial or None)
        except ValidationError:
            return True


class DecorativeField(forms.Field):
    """Whether a use skips the photo for readers who cannot see it. A description decides too: see settle_use()."""

    def __init__(self, **kwargs: Any):
        super().__init__(required=False, widget=UnfoldBooleanWidget(), **kwargs)

    def prepare_value(self, value: Any) -> bool:
        return value is True or value == UseAlt.DECORATIVE

    def clean(self, value: Any) -> str:
        return str(UseAlt.DECORATIVE if value else UseAlt.INHERITED)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial == UseAlt.DECORATIVE) != bool(data)


def settle_use(form: forms.ModelForm, data: dict[str, Any], *, photo: str, decision: str, text: str, crop: str) -> None:
    """What the boxes of a use mean together, by the names of the boxes: a description that is typed is read out, one of
    a decorative photo is not; and a part is a part of the picture that it was marked in."""
    if decision in data and data.get(text) is not None:
        is_decorative = data[decision] == UseAlt.DECORATIVE
        data[text] = "" if is_decorative else data[text].strip()
        if data[text]:
            data[decision] = str(UseAlt.TEXT)
    if photo in form.changed_data and crop not in form.changed_data and crop in data:
        data[crop] = None


class PhotoRowForm(KnownChoices):
    alt_decision = DecorativeField(label="Decorative here")
    crop = PartField(label="Part of the picture")

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.photo_id:
            show_inherited(self, self.instance.photo, caption="caption", text="alt_text")
        if self.instance.in_text:  # which photo it is and where it stands is a mark in the text (workflow/inserts.py)
            for name in {"photo", "in_gallery", "after_paragraph"} & self.fields.keys():
                self.fields[name].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        settle_use(self, data, photo="photo", decision="alt_decision", text="alt_text", crop="crop")
        return data


def show_inherited(form: forms.ModelForm, photo: Photo, *, caption: str, text: str) -> None:
    """In the empty boxes stands what readers get."""
    for name, words in ((caption, photo.caption), (text, photo.alt_text if photo.alt_decision == "text" else "")):
        if name in form.fields and words:
            form.fields[name].widget.attrs["placeholder"] = Truncator(words).chars(160)


READ_OUT = {
    Photo.Alt.UNDECIDED: "not described yet",
    Photo.Alt.CAPTION: "nothing, the caption says it",
    Photo.Alt.DECORATIVE: "nothing, it is decorative",
}


def told_of(photo: Photo, *, now: datetime) -> dict[str, Any]:
    """What the library says of a photo, as uses.js prints it for one that was chosen just now. `alt` is what is read
    out, `read` the same in words."""
    alt = photo.alt_text if photo.alt_decision == Photo.Alt.TEXT else ""
    refused = refusal(photo, now=now)
    return {
        "caption": photo.caption,
        "credit": photo.credit,
        "alt": alt,
        "read": f"“{alt}”" if alt else READ_OUT.get(Photo.Alt(photo.alt_decision), ""),
        "refusal": refused,
        "rights": "" if refused else rights_words(photo, now=now),
        "address": reverse("admin:articles_photo_change", args=[photo.pk]),
        "width": photo.width or 0,
        "height": photo.height or 0,
    }


def inherited(photo: Photo, *, now: datetime) -> SafeString:
    """The same beside the boxes of a use: the credit is always there."""
    told = told_of(photo, now=now)
    return format_html(
        '<span class="desk-inherits" data-inherits="{}"><span class="desk-inherits-credit{}">{}</span>'
        '<span>Caption: {}</span><span>Read out: {}</span><span class="{}">{}</span>'
        '<a href="{}" target="_blank">Open the photo</a></span>',
        photo.pk,
        "" if photo.credit else " desk-todo",
        f"Credit: {photo.credit}" if photo.credit else "No credit",
        f"“{photo.caption}”" if photo.caption else "none",
        told["read"],
        "desk-todo" if told["refusal"] else "desk-inherits-rights",
        told["refusal"] or told["rights"],
        told["address"],
    )


# --- After saving


def tell_about_uses(request: HttpRequest, story: Article) -> None:
    """Warnings about descriptions that repeat a caption, and about parts that are too small. One query."""
    told = list(_faults(story))
    for sentence in told[:MOST_TOLD]:
        messages.warning(request, sentence)
    if len(told) > MOST_TOLD:
        messages.warning(request, f"And {len(told) - MOST_TOLD} more of the same.")


def _faults(story: Article) -> Iterator[str]:
    for photo, use, crop in _uses(story):
        name = Truncator(str(photo)).chars(60)
        if repeats(use["alt"], use["caption"]):
            yield (
                f"The description of “{name}” repeats its caption, so it is not read out. "
                "Say what the picture shows, or leave it to the caption."
            )
        if crop and photo.width and (wide := round(photo.width * crop[2] / WHOLE)) < SOFT:
            yield f"The part of “{name}” is {wide:,} px wide: readers on a desk get a soft picture."


def _uses(story: Article) -> Iterable[tuple[Photo, dict[str, Any], list[int] | None]]:
    if lead := story.lead_photo:
        told = {"caption": story.lead_caption, "alt_decision": story.lead_alt_decision, "alt_text": story.lead_alt_text}
        yield lead, photo_use(lead, crop=story.lead_crop, **told), story.lead_crop
    for row in ArticlePhoto.objects.filter(article=story).select_related("photo"):
        told = {"caption": row.caption, "alt_decision": row.alt_decision, "alt_text": row.alt_text}
        yield row.photo, photo_use(row.photo, crop=row.crop, **told), row.crop
