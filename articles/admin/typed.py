"""What somebody has typed into the story form, as a snapshot, without saving anything: for showing how it differs from
what is saved, and for bringing two versions together. The form itself is in article_form.py and inlines.py."""

import copy
import re
from dataclasses import dataclass
from typing import Any

from django.contrib.admin.utils import flatten_fieldsets
from django.http import HttpRequest, QueryDict

from articles.admin.row_choices import CHOSEN, known_choices, tell_choices
from articles.html import Mark, clean_body, cut_body, one_line, without_controls
from articles.models import Article, ArticlePhoto, Byline, Photo, RelatedLink
from articles.related import article_key
from articles.workflow.snapshot import Snapshot, snapshot_of

TEXTS = (
    *("kicker", "headline", "dek", "dateline", "lead_caption", "lead_alt_text", "body", "slug"),
    *("seo_title", "seo_description", "share_title"),
)
LAST = 2**31
_ROW_IDS = re.compile(r"(?P<prefix>[a-z_]+)-[0-9]+-(?:id|article)")


@dataclass(frozen=True, slots=True)
class Typed:
    """`faults`: sentences about boxes that could not be read; their part of `content` is as it is saved, texts that are
    too long are whole. `form` and `formsets` are bound, for what is no content (whether a story is shared)."""

    content: Snapshot
    faults: list[str]
    form: Any
    formsets: list[Any]


class SavedRows:
    """The rows of a story as they are saved, and what is chosen in them and in forms that were typed into: each asked
    for once, whatever number of such forms is read."""

    def __init__(self, story: Article | None, *typed: QueryDict):
        self.story, self.typed = story, typed
        self._read: dict[Any, list[Any]] = {}
        self._choices: dict[Any, dict[str, Any]] = {}

    def __getitem__(self, kind: Any) -> list[Any]:
        if kind not in self._read:
            rows = kind.objects.filter(article=self.story).select_related(CHOSEN[kind]) if self.story else []
            self._read[kind] = list(rows)
        return copy.deepcopy(self._read[kind])

    def choices(self, formset: Any) -> dict[str, Any]:
        if formset.model not in self._choices:
            self._choices[formset.model] = known_choices(formset, self[formset.model], self.typed)
        return self._choices[formset.model]


def typed_content(
    model_admin: Any,
    request: HttpRequest,
    story: Article | None,
    boxes: QueryDict,
    saved: SavedRows | None = None,
) -> Typed:
    """Read the boxes of the story form as a browser sends them. Rows that somebody has deleted since, or saved as well,
    do no harm: every row is read as if it were new. Lists that the form did not show are as they are saved."""
    form = _form(model_admin, request, story, boxes)
    faults = _faults(form)
    formsets = _formsets(model_admin, request, story, boxes)
    saved = saved or SavedRows(story, boxes)
    rows = {kind: saved[kind] for kind in CHOSEN}
    for formset in formsets:
        tell_choices(formset, saved.choices(formset))
        for row in formset.forms:
            row.is_only_read = True
        rows[formset.model], found = _rows(formset, boxes, saved)
        faults += found
    typed: Article = form.instance
    for link in rows[RelatedLink]:
        if story is not None and link.story_key == article_key(story.pk):
            faults.append("Related stories: A story cannot point at itself.")
    content = snapshot_of(
        typed,
        topics=_topics(form, story),
        contributors=[line.contributor for line in rows[Byline]],
        photos=_with_marked(typed.body, rows[ArticlePhoto], saved),
        links=rows[RelatedLink],
    )
    return Typed(content, faults, form, formsets)


def _form(model_admin: Any, request: HttpRequest, story: Article | None, boxes: QueryDict) -> Any:
    """The bound form, its instance a copy of the story with everything in it that could be read."""
    fields = flatten_fieldsets(model_admin.get_fieldsets(request, story))
    made = model_admin.get_form(request, story, change=story is not None, fields=fields)
    form = made(boxes, instance=copy.copy(story) if story is not None else Article())
    form.is_only_read = True
    form.full_clean()
    for name in TEXTS:
        if name in form.errors:
            setattr(form.instance, name, without_controls(boxes.get(name, "")))
    form.instance.headline = one_line(form.instance.headline)
    form.instance.body = clean_body(form.instance.body)
    return form


def _faults(form: Any, of: str = "") -> list[str]:
    found = []
    for name, errors in form.errors.items():
        label = of or (form.fields[name].label if name in form.fields else "")
        found += [f"{str(label)[:1].upper()}{str(label)[1:]}: {error}".removeprefix(": ") for error in errors]
    return found


def _formsets(model_admin: Any, request: HttpRequest, story: Article | None, boxes: QueryDict) -> list[Any]:
    found = []
    for made, inline in model_admin.get_formsets_with_inlines(request, story):
        prefix = made.get_default_prefix()
        rights = (inline.has_add_permission, inline.has_change_permission, inline.has_delete_permission)
        if f"{prefix}-TOTAL_FORMS" in boxes and all(may(request, story) for may in rights):
            found.append(made(data=_as_new(boxes, prefix), instance=Article(), prefix=prefix))
    return found


def _as_new(boxes: QueryDict, prefix: str) -> QueryDict:
    """The boxes with every row of a list a new one."""
    copied = boxes.copy()
    for name in list(copied):
        if (found := _ROW_IDS.fullmatch(name)) and found["prefix"] == prefix:
            copied[name] = ""
    copied[f"{prefix}-INITIAL_FORMS"] = "0"
    return copied


def _rows(formset: Any, boxes: QueryDict, saved: SavedRows) -> tuple[list[Any], list[str]]:
    """The rows as they would be saved, in their order, and what is wrong with them."""
    of = str(formset.model._meta.verbose_name_plural)
    faults = [f"{of[:1].upper()}{of[1:]}: {error}" for error in formset.non_form_errors()]
    needed = CHOSEN[formset.model] if formset.model is not RelatedLink else ""
    found = []
    for form in formset.forms:
        if not form.has_changed() or formset._should_delete_form(form):
            continue
        faults += _faults(form, of)
        if needed and not getattr(form.instance, f"{needed}_id"):
            continue
        if formset.model is RelatedLink:
            form.instance.story_key = form.story_key if hasattr(form, "cleaned_data") else ""
            if not form.instance.story_key:
                continue
        found.append(_placed(form, boxes))
    return [*sorted(found, key=_by_place), *_unseen(formset, saved)], faults


def _placed(form: Any, boxes: QueryDict) -> Any:
    """The row with the number that it is saved under, for its place among the others; nothing of it is saved here."""
    known = boxes.get(f"{form.prefix}-id", "")
    row = form.instance
    row.pk = int(known) if known.isascii() and known.isdecimal() and len(known) < 19 else None
    row.position = form.cleaned_data.get("position") or (0 if row.pk else LAST)
    return row


def _by_place(row: Any) -> tuple[int, int]:
    """Rows stand by their position, then by age; new ones without a place come last (sorted_rows.py)."""
    return (row.position, row.pk or LAST)


def _unseen(formset: Any, saved: SavedRows) -> list[Any]:
    """Rows beyond those that the form shows: an importer may have brought more, and they stay."""
    most = formset.max_num
    if formset.model is not RelatedLink or formset.total_form_count() < most:
        return []
    return saved[RelatedLink][most:]


def _with_marked(body: str, rows: list[ArticlePhoto], saved: SavedRows) -> list[ArticlePhoto]:
    """The rows of photos, with those that the marks in the text will ask for (workflow/inserts.py)."""
    marked = []
    if "data-photo" in body:
        marked = [piece.pk for piece in cut_body(body) if isinstance(piece, Mark) and piece.kind == "photo"]
    standing = {row.photo_id: row for row in saved[ArticlePhoto]}
    had_marks = {row.pk for row in standing.values() if row.in_text}
    shown = [row for row in rows if row.photo_id in marked or row.pk not in had_marks]
    for row in shown:
        row.in_text = row.photo_id in marked
    missing = [pk for pk in dict.fromkeys(marked) if pk not in {row.photo_id for row in shown}]
    known = Photo.objects.in_bulk([pk for pk in missing if pk not in standing])
    kept = [standing[pk] for pk in missing if pk in standing and standing[pk].in_text]
    new = [ArticlePhoto(photo=known[pk], in_text=True) for pk in missing if pk in known]
    return sorted([*kept, *shown, *new], key=_by_place)


def _topics(form: Any, story: Article | None) -> list[Any]:
    if "topics" in form.cleaned_data:
        return list(form.cleaned_data["topics"])
    return list(story.topics.all()) if story is not None else []
