"""The related-links rows of the story form: one story once, under whatever address it is given.

Which story an address means is decided by related/identity.py; the database refuses repeats as well, this module says
so first, and in words.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Concat
from django.utils.functional import cached_property

from articles.admin.sorted_rows import SortedFormSet
from articles.admin.widgets import KnownChoices, WebAddress
from articles.html import without_controls
from articles.models import Article, RelatedLink
from articles.related import article_id_of, article_key, link_key, url_key

MOST_ROWS = 100  # of one story's form; importers may have brought more, and those stay as they are
MOST_REFUSED = 300  # rows that a form which brings too many is shown with again


def written_out(typed: str) -> str:
    """An address as a browser would understand what was typed: `example.org/news` gets its https."""
    url = without_controls(typed).strip()
    return f"https://{url}" if url and ":" not in url.split("/", 1)[0] and not url.startswith("/") else url


class RelatedLinkForm(KnownChoices):
    url = forms.CharField(label="or web address", required=False, max_length=2000, widget=WebAddress)

    class Meta:
        model = RelatedLink
        fields = ("target", "title", "placement", "after_paragraph", "repeat_on_purpose", "position")
        widgets = {"placement": forms.RadioSelect}

    def clean_url(self) -> str:
        """An address readers can open. `example.org/news` gets its https, a path of our own site is understood."""
        url = written_out(self.cleaned_data["url"])
        if url and not url_key(url):
            raise ValidationError("Only web addresses that begin with http:// or https:// can be linked.")
        return url

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if "url" not in data or "target" not in data:
            return data
        if data["url"]:
            self._use_our_own_story(data)
        if self.errors:
            return data
        if not (data["target"] or data["url"] or data.get("title")):
            raise ValidationError("Choose one of our stories, or give a web address and a title.")
        if data["url"] and not data.get("title"):
            self.add_error("title", "Give the link a title: readers see it instead of the address.")
        return data

    def _use_our_own_story(self, data: dict[str, Any]) -> None:
        """Turn an address of one of our own stories into that story, so that its headline stays right."""
        found = article_id_of(url_key(data["url"]))
        if data["target"]:
            if found != data["target"].pk:
                self.add_error("url", "Choose one of our stories or give a web address, not both.")
                return
            data["url"] = ""
        elif found is not None:
            story = self._story(found)
            if story is not None:
                data["target"], data["url"] = story, ""
            elif data["url"].startswith("/"):
                self.add_error("url", "There is no such story on our site.")
        elif data["url"].startswith("/"):
            self.add_error("url", "This is a page of our own site but not a story. Give its whole address.")

    def _story(self, article_id: int) -> Article | None:
        field = self.fields["target"]
        if field.knows_all or str(article_id) in field.known:
            return field.known.get(str(article_id))
        return Article.objects.filter(pk=article_id).only("pk", "headline").first()

    @property
    def story_key(self) -> str:
        data = self.cleaned_data
        target = data.get("target")
        return link_key(
            target_id=target.pk if target else None, url=data.get("url") or "", title=data.get("title") or ""
        )


class RelatedLinkFormSet(SortedFormSet):
    """The first MOST_ROWS rows of a story. What lies beyond is neither shown nor touched, but still may not repeat."""

    default_error_messages = {
        **SortedFormSet.default_error_messages,
        "too_many_forms": "A story takes at most %(num)d related stories here. Take some out, then save again.",
    }

    def get_queryset(self) -> QuerySet[RelatedLink]:
        if not hasattr(self, "_all_rows"):
            self._all_rows = super().get_queryset()
            self._queryset = self._all_rows[:MOST_ROWS]
        return self._queryset

    @cached_property
    def left_out(self) -> int:
        """How many rows the story has that this form does not show; a question only where there may be any."""
        return self._all_rows.count() - MOST_ROWS if len(self.get_queryset()) == MOST_ROWS else 0

    def clean(self) -> None:
        super().clean()
        printed = {key: f"“{name}”, which is among those that are not shown" for key, name in self._unseen()}
        for form in self.forms:
            if form in self.deleted_forms or (not form.has_changed() and not form.instance.pk) or form.errors:
                continue
            self._check(form, printed)

    def _unseen(self) -> list[tuple[str, str]]:
        """Key and title of the rows that are left out, by this form or by who posted it with fewer than it had."""
        shown = [form.instance.pk for form in self.forms if form.instance.pk]
        if not self.left_out and len(shown) >= len(self.get_queryset()):
            return []
        name = Case(When(title="", then=F("target__headline")), default=F("title"))
        unseen = self._all_rows.filter(repeat_on_purpose=False).exclude(pk__in=shown)
        return list(unseen.values_list("story_key", name))

    def _check(self, form: RelatedLinkForm, printed: dict[str, str]) -> None:
        key = form.story_key
        if not key:
            form.add_error(None, "This link has no title that could be printed.")
        elif self.instance.pk and key == article_key(self.instance.pk):
            form.add_error(None, "A story cannot point at itself.")
        elif form.cleaned_data.get("repeat_on_purpose"):
            return
        elif key in printed:
            form.add_error(
                None,
                f"This is the same story as {printed[key]}. Readers see each story once: take one of them out, or tick "
                "“repeat on purpose”.",
            )
        else:
            printed[key] = f"“{form.cleaned_data.get('title') or form.cleaned_data.get('target') or key}” above"

    def save(self, commit: bool = True) -> list[Any]:
        if commit:
            self._free_old_keys()
        return super().save(commit=commit)

    def _free_old_keys(self) -> None:
        """Two rows may swap stories in one save. Saved one after the other, the first would meet the old key of the
        second, so the keys of all rows that change are set aside first (same transaction)."""
        changing = [form.instance.pk for form in self.initial_forms if form.has_changed() and form.instance.pk]
        aside = Concat(Value("moving:"), Cast(F("pk"), CharField()))
        RelatedLink.objects.filter(pk__in=changing, article=self.instance).update(story_key=aside)
