"""The story form: what is typed, and the check that nobody else saved the story meanwhile.

Which boxes stand where is in article.py and templates/admin/articles/article/; what happens on saving in article.py,
what when somebody else did save in story_merging.py.
"""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.text import slugify
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.photo_uses import DecorativeField, PartField, settle_use, show_inherited
from articles.admin.widgets import CountedLine, CountedText, KnownChoices, OneLine, StoryEditor
from articles.html import clean_body, one_line
from articles.models import Article, Revision, SpecialCoverage
from articles.workflow.compare import same_body
from articles.workflow.saving import keep_base

MOST_COVERAGE = 50
TOO_EARLY = "The story would be taken down before it is published. Check both times."
A_SHIFT = timedelta(hours=24)  # how long a form that made a story is remembered as having made it


class SavedMeanwhile(Exception):
    """Somebody has saved the story since the form was opened. `opened`: the version it was opened with, as far as the
    form says so. No fault of what was typed: the two are brought together (story_merging.py)."""

    def __init__(self, opened: int | None):
        super().__init__(opened)
        self.opened = opened


class DeletedMeanwhile(Exception):
    """Somebody has deleted the story since the form was opened."""


class SavedAlready(Exception):
    """The form of a new story was sent twice, and the first one has made the story."""

    def __init__(self, article_id: int):
        super().__init__(article_id)
        self.article_id = article_id


class Version(forms.IntegerField):
    """What cannot be a version is as if there were none: then nobody knows what the form was opened with."""

    def clean(self, value: Any) -> int | None:
        try:
            version = super().clean(value)
        except ValidationError:
            return None
        return version if version is not None and 0 < version < 2**31 else None


class Tab(forms.CharField):
    def clean(self, value: Any) -> str:
        return str(value or "")[:36]


class ArticleForm(KnownChoices):
    # Set by StoryMerging.get_form: who saves, and why a form is only shown again.
    saver: Any = None
    met: str | None = None
    # The version the form was opened with. Compared in clean(); it moves when the story is saved (workflow/saving.py).
    opened_version = Version(required=False, widget=forms.HiddenInput())
    # Which open form this is, made anew each time one is opened: one's own earlier save from it is no conflict.
    tab = Tab(required=False, initial=lambda: str(uuid4()), widget=forms.HiddenInput())

    lead_alt_decision = DecorativeField(label="Decorative here: nothing is read out")
    lead_crop = PartField(label="Part of the lead photo")

    class Meta:
        model = Article
        fields = (
            *(
                "kicker",
                "headline",
                "dek",
                "dateline",
                "lead_photo",
                "lead_caption",
                "lead_alt_text",
                "lead_alt_decision",
            ),
            *("lead_crop", "body"),
            *("is_shared", "section", "topics", "coverage", "slug", "publish_at", "embargo_until", "expires_at"),
            *("seo_title", "seo_description", "share_title", "share_photo"),
        )
        widgets = {
            "headline": OneLine("desk-headline", advised=70),
            "dek": OneLine("desk-dek", advised=160, rows=2),
            "lead_caption": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "seo_title": CountedLine(60),
            "share_title": CountedLine(70),
            "seo_description": CountedText(155),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        if (story := kwargs.get("instance")) is not None and story.pk:
            prefetch_related_objects([story], "topics")  # chosen, printed and compared with what is not saved
        super().__init__(*args, **kwargs)
        if self.instance.pk and "opened_version" in self.fields:
            self.fields["opened_version"].initial = self.instance.lock_version
        if "body" in self.fields:
            self.fields["body"].widget = StoryEditor(attrs=self.fields["body"].widget.attrs)
        if "is_shared" in self.fields:  # no content, so no version tells who changed it
            self.fields["is_shared"].show_hidden_initial = True
        if self.instance.lead_photo_id and self.instance.lead_photo:
            show_inherited(self, self.instance.lead_photo, caption="lead_caption", text="lead_alt_text")
        self._offer_coverage()

    def _offer_coverage(self) -> None:
        """What is on and the newest, and what was chosen: nobody leafs through years of it. Asked for when printed."""
        if "coverage" in self.fields:
            self.fields["coverage"].choices = self._offered_coverage

    def _offered_coverage(self) -> list[tuple[Any, str]]:
        offered = dict(SpecialCoverage.objects.values_list("pk", "title")[:MOST_COVERAGE])
        if chosen := self.instance.coverage:
            offered.setdefault(chosen.pk, chosen.title)
        return [("", "None"), *offered.items()]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        names = {"decision": "lead_alt_decision", "text": "lead_alt_text", "crop": "lead_crop"}
        settle_use(self, data, photo="lead_photo", **names)
        if self.is_only_read:
            self._check_times(data)
        if self.instance.pk:
            self._hold(data)
        elif not (one_line(data.get("headline") or "") or clean_body(data.get("body") or "")):
            self.add_error("headline", "Give the story a working headline, or some text.")
        elif not self.is_only_read:
            self._refuse_second_story(data.get("tab") or "")
        if "slug" in data and not data["slug"]:
            data["slug"] = slugify(data.get("headline") or "")[:120].strip("-")
        return data

    def _check_times(self, data: dict[str, Any]) -> None:
        """What the table would refuse (Article.Meta), said without asking it."""
        begins, ends = data.get("publish_at"), data.get("expires_at")
        if begins and ends and ends <= begins:
            self.add_error(None, TOO_EARLY)

    def _hold(self, data: dict[str, Any]) -> None:
        """Hold the story's row until this save is through (the admin saves in one transaction), and see whether the
        story is still what the form was opened with."""
        if self.is_only_read:
            return
        if self.met is not None:
            self.add_error(None, self.met)
            return
        saved = hold_story(self.instance.pk)
        if saved is None:
            raise DeletedMeanwhile
        if data.get("opened_version") != saved.lock_version:
            raise SavedMeanwhile(data.get("opened_version"))
        keep_base(saved.pk, now=timezone.now())
        if "body" in data and same_body(clean_body(data["body"]), saved.body):
            data["body"] = saved.body  # the editor lays out anew what it opens; that is nobody's change
        if "is_shared" in data and "is_shared" not in self.changed_data:
            data["is_shared"] = saved.is_shared

    def _refuse_second_story(self, tab: str) -> None:
        """A second click on Save makes no second story. Whoever saves is held, so that both clicks come in turn."""
        if not tab or self.saver is None:
            return
        get_user_model().objects.select_for_update(no_key=True).filter(pk=self.saver.pk).first()
        its_own = Revision.objects.filter(tab=tab, by=self.saver, article__created_by=self.saver)
        lately = timezone.now() - A_SHIFT
        if made := its_own.filter(article__edited_at__gte=lately).values_list("article_id", flat=True).first():
            raise SavedAlready(made)


def hold_story(article_id: int) -> Article | None:
    """The story with its row held until the transaction ends; None when somebody has deleted it."""
    held = Article.objects.select_for_update(of=("self",)).only("lock_version", "body", "is_shared", "created_by")
    return held.filter(pk=article_id).first()
