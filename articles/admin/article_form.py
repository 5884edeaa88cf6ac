"""The story form: what is typed, and the check that nobody else saved the story meanwhile.

Which boxes stand where is in article.py and templates/admin/articles/article/; what happens on saving in article.py.
"""

from typing import Any
from uuid import uuid4

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import slugify
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.widgets import BELIEVABLE, CountedLine, CountedText, KnownChoices, OneLine, StoryEditor
from articles.dates import printed_soon, zone_name
from articles.html import clean_body, one_line
from articles.models import Article, SpecialCoverage

MOST_COVERAGE = 50


class ArticleForm(KnownChoices):
    # The version the form was opened with. Compared in clean(); it moves when the story is saved (workflow/saving.py).
    opened_version = forms.IntegerField(required=False, widget=forms.HiddenInput())
    # Which open form this is, made anew each time one is opened: one's own earlier save from it is no conflict.
    tab = forms.CharField(required=False, max_length=36, initial=lambda: str(uuid4()), widget=forms.HiddenInput())

    class Meta:
        model = Article
        fields = (
            *("kicker", "headline", "dek", "dateline", "lead_photo", "lead_caption", "body"),
            *("is_shared", "section", "topics", "coverage", "slug", "publish_at", "embargo_until", "expires_at"),
            *("seo_title", "seo_description"),
        )
        widgets = {
            "headline": OneLine("desk-headline", advised=70),
            "dek": OneLine("desk-dek", advised=160, rows=2),
            "lead_caption": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
            "seo_title": CountedLine(60),
            "seo_description": CountedText(155),
        }

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.instance.pk and "opened_version" in self.fields:
            self.fields["opened_version"].initial = self.instance.lock_version
        if "body" in self.fields:
            self.fields["body"].widget = StoryEditor(attrs=self.fields["body"].widget.attrs)
        self._offer_coverage()
        self._set_up_times()

    def _offer_coverage(self) -> None:
        """What is on and the newest, and what was chosen: nobody leafs through years of it."""
        if "coverage" not in self.fields:
            return
        offered = dict(SpecialCoverage.objects.values_list("pk", "title")[:MOST_COVERAGE])
        if chosen := self.instance.coverage:
            offered.setdefault(chosen.pk, chosen.title)
        self.fields["coverage"].choices = [("", "None"), *offered.items()]

    def _set_up_times(self) -> None:
        where = settings.TIME_ZONE.rpartition("/")[2].replace("_", " ")
        for name in ("publish_at", "expires_at", "embargo_until"):
            if name in self.fields:
                field = self.fields[name]
                field.help_text = f"{field.help_text} {where} time ({zone_name(timezone.now())})."
                field.validators.extend(BELIEVABLE)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._refuse_if_saved_meanwhile(data.get("opened_version"))
        elif not (one_line(data.get("headline") or "") or clean_body(data.get("body") or "")):
            self.add_error("headline", "Give the story a working headline, or some text.")
        if "slug" in data and not data["slug"]:
            data["slug"] = slugify(data.get("headline") or "")[:120].strip("-")
        return data

    def _refuse_if_saved_meanwhile(self, opened: int | None) -> None:
        """Compare with the row held until this save is through (the admin saves in one transaction)."""
        now_saved = (
            Article.objects.select_for_update(of=("self",))
            .select_related("edited_by")
            .only("lock_version", "edited_at", "edited_by")
            .filter(pk=self.instance.pk)
            .first()
        )
        if now_saved is None:
            raise ValidationError("Somebody has deleted this story while you had it open. Copy your text from below.")
        if opened is None or opened == now_saved.lock_version:
            return
        raise ValidationError(_conflict(now_saved), code="saved_meanwhile")


def _conflict(story: Article) -> str:
    who = (story.edited_by.get_full_name() or story.edited_by.get_username()) if story.edited_by else "Somebody else"
    when = f" at {printed_soon(story.edited_at, now=timezone.now())}" if story.edited_at else ""
    return format_html(
        "{} saved this story{} while you had it open, so yours was not saved. Your text is still here, below. "
        '<a href="{}" target="_blank" rel="noopener">Open the saved story in a new tab</a>, bring the two together '
        "there, and save.",
        who,
        when,
        reverse("admin:articles_article_change", args=[story.pk]),
    )
