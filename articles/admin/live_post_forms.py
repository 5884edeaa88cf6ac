"""The boxes a live post is written in: a quick one of plain text, and the one of a post that is there. What becomes of
what is typed is decided in live/blog.py."""

import re
from typing import Any

from django import forms
from django.contrib import admin
from django.utils.html import linebreaks, urlize
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from articles.admin.results_forms import number_in
from articles.admin.widgets import KnownAutocomplete, KnownChoice, PostEditor
from articles.html import plain_text
from articles.live.blog import LONGEST_BODY, LONGEST_CORRECTION, LONGEST_HEADLINE, Words
from articles.models import Contributor, LivePost, Photo

TOO_LONG = "Shorten this: at most %(limit_value)d characters, and it has %(show_value)d."


def _choice(field: str, label: str) -> forms.ModelChoiceField:
    widget = KnownAutocomplete(LivePost._meta.get_field(field), admin.site)
    rows = {"photo": Photo, "author": Contributor}[field].objects.all()
    gone = {"invalid_choice": "This is not there any more. Choose another one."}
    return KnownChoice(rows, required=False, label=label, widget=widget, error_messages=gone)


class QuickForm(forms.Form):
    headline = forms.CharField(
        required=False,
        max_length=LONGEST_HEADLINE,
        widget=UnfoldAdminTextInputWidget(),
        error_messages={"max_length": TOO_LONG},
    )
    text = forms.CharField(
        required=False,
        max_length=LONGEST_BODY,
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 5}),
        help_text="An empty line begins a new paragraph. A web address becomes a link.",
        error_messages={"max_length": TOO_LONG},
    )
    is_key = forms.BooleanField(required=False, label="Key moment", widget=UnfoldBooleanWidget())
    is_pinned = forms.BooleanField(required=False, label="Stays at the top", widget=UnfoldBooleanWidget())
    # On the desk only: readers' pages, which have the other boxes too, have no scripts to search with.
    photo = _choice("photo", "Photo")
    author = _choice("author", "By")
    sent_as = forms.UUIDField(required=False, widget=forms.HiddenInput())

    def words(self) -> Words:
        return words_typed(self.cleaned_data, html=html_of(self.cleaned_data["text"]))


class PostForm(forms.Form):
    headline = forms.CharField(
        required=False,
        max_length=LONGEST_HEADLINE,
        widget=UnfoldAdminTextInputWidget(),
        error_messages={"max_length": TOO_LONG},
    )
    body = forms.CharField(required=False, label="Text", widget=PostEditor(config_name="page"))
    photo = _choice("photo", "Photo")
    author = _choice("author", "By")
    is_key = forms.BooleanField(required=False, label="Key moment", widget=UnfoldBooleanWidget())
    is_pinned = forms.BooleanField(required=False, label="Stays at the top", widget=UnfoldBooleanWidget())
    correction = forms.CharField(
        required=False,
        max_length=LONGEST_CORRECTION,
        label="Correction",
        widget=UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        help_text="If something in it was wrong: what readers are told. It is printed under the post, with the time.",
        error_messages={"max_length": TOO_LONG},
    )
    version = forms.CharField(required=False, widget=forms.HiddenInput())

    @staticmethod
    def said_by(post: LivePost) -> dict[str, Any]:
        names = ("headline", "body", "photo", "author", "is_key", "is_pinned", "version")
        return {name: getattr(post, name) for name in names}

    @property
    def opened_version(self) -> int:
        """0, which no post has, when what was sent is none: both texts are shown then."""
        return number_in(self.data.get("version"))

    def differs_from(self, post: LivePost) -> bool:
        """Whether words were typed that the post does not say. The editor writes the same HTML in other ways."""
        if "headline" not in self.data:
            return False
        typed = (self.data["headline"], plain_text(self.data.get("body", "")), self.data.get("correction", ""))
        return tuple(map(str.split, typed)) != tuple(map(str.split, (post.headline, plain_text(post.body), "")))

    def with_version(self, version: int) -> "PostForm":
        """The same boxes as they were typed, for another press on top of what somebody else has saved."""
        typed = self.data.copy()
        typed["version"] = str(version)
        return PostForm(typed)


def words_typed(boxes: dict[str, Any], *, html: str) -> Words:
    photo, author = boxes.get("photo"), boxes.get("author")
    return Words(
        headline=boxes["headline"],
        body=html,
        photo_id=photo.pk if photo else None,
        author_id=author.pk if author else None,
        is_pinned=boxes["is_pinned"],
        is_key=boxes["is_key"],
    )


def html_of(text: str) -> str:
    """Plain text as paragraphs, its web addresses as links."""
    return linebreaks(urlize(re.sub(r"[ \t]+\n", "\n", text.strip()), autoescape=True), autoescape=False)
