"""Writing help: what is still missing, and how the story will look in a search result and on a card. Printed from what
stands in the form, so that it is right without scripts too; writing.js keeps it so while somebody types.

What is checked is in checklist.py, how stories look in looks.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.forms import BaseInlineFormSet, Media, ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.admin.checklist import (
    PhotoFacts,
    Writing,
    as_json,
    checklist,
    facts_of,
    length_words,
    missing_words,
)
from articles.admin.looks import looks_of
from articles.admin.photo_sending import ADDS_PHOTOS
from articles.admin.picking import SEES_PHOTOS, SEES_STORIES
from articles.admin.questions import answers, numbers
from articles.admin.story_part import StoryPart
from articles.html import Mark, clean_body, cut_body, plain_text
from articles.models import Article, Photo, Section
from articles.workflow import published_of
from articles.workflow.photo_uses import repeats
from articles.workflow.times import Times

SCRIPTS = ("preview", "sending", "photo_facts", "cropping", "uses", "writing", "keys")


class StoryWriting(StoryPart):
    """For ArticleAdmin to inherit, before Django's own."""

    @property
    def media(self) -> Media:
        return super().media + Media(js=[f"articles/desk/{name}.js" for name in SCRIPTS])

    def part_urls(self) -> list[URLPattern]:
        facts = self.admin_site.admin_view(photo_facts)
        return [path("photos/facts/", facts, name="articles_article_photo_facts"), *super().part_urls()]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Article | None = None, **kwargs: Any
    ) -> HttpResponse:
        """Here and not in part_context(), because the rows of the form have been read by now: they cost no query."""
        if context.get("may_change_story"):
            writing = _writing(context["adminform"].form, _formsets(context), obj)
            now = timezone.now()
            checks = checklist(writing, now=now)
            context |= {
                "checks": checks,
                "missing": missing_words(checks),
                "length": length_words(writing.paragraphs),
                "looks": looks_of(writing, story_id=obj.pk if obj else None),
                "sees_photos": request.user.has_perm(SEES_PHOTOS),
                "may_add_photos": request.user.has_perm(ADDS_PHOTOS),
                "most_bytes": settings.PHOTO_MAX_BYTES,
                "known_photos": as_json(writing.photos, now=now),
            }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


@answers("GET", SEES_STORIES, SEES_PHOTOS)
def photo_facts(request: HttpRequest) -> dict[str, Any]:
    """?ids=1,2: what the library says of photos just chosen, and what they lack."""
    ids = numbers(request.GET.get("ids", "").split(","), what="photo")
    found = [facts_of(photo) for photo in Photo.objects.in_bulk(ids).values()]
    return {"results": as_json(found, now=timezone.now())}


def _formsets(context: dict[str, Any]) -> dict[str, BaseInlineFormSet]:
    return {each.formset.prefix: each.formset for each in context["inline_admin_formsets"]}


def _writing(form: ModelForm, formsets: dict[str, BaseInlineFormSet], story: Article | None) -> Writing:
    def typed(name: str) -> str:
        return str(form[name].value() or "") if name in form.fields else ""

    body = typed("body")
    pieces = cut_body(clean_body(body) if form.is_bound else body)
    marks = [piece for piece in pieces if isinstance(piece, Mark)]
    photos = _photos(form, formsets, story, in_text=[mark.pk for mark in marks if mark.kind == "photo"])
    lead = next((photo for photo in photos if str(photo.id) == typed("lead_photo")), None)
    said_of = {said.photo: said for said in reversed(list(_said(form, formsets)))}
    names = ("headline", "dek", "slug", "seo_title", "seo_description", "share_title")
    instance = form.instance
    return Writing(
        **{name: typed(name) for name in names},
        section=_section(typed("section"), story),
        paragraphs=[text for piece in pieces if isinstance(piece, str) and (text := plain_text(piece))],
        names=sum(1 for _ in _chosen(formsets.get("bylines"), "contributor")),
        links=sum(1 for row in _rows(formsets.get("related_links")) if row["target"].value() or row["url"].value())
        + sum(mark.kind == "related" for mark in marks),
        lead=lead,
        shared=_shared(typed("share_photo"), story, photos),
        photos=photos,
        described=[number for number, said in said_of.items() if said.is_decided],
        repeated=[alt for photo in photos if (alt := _repeated(photo.photo, said_of.get(photo.id)))],
        times=Times(instance.publish_at, instance.embargo_until, instance.expires_at),
        published=published_of(story) if story else None,
    )


def _photos(
    form: ModelForm, formsets: dict[str, BaseInlineFormSet], story: Article | None, *, in_text: list[int]
) -> list[PhotoFacts]:
    """The lead photo and those in the text, each once. A query only for those that the form has not read: newly chosen
    ones of a form that was refused, and those put into the text at the cursor."""
    lead = form["lead_photo"].value() if "lead_photo" in form.fields else None
    known: dict[int, Photo] = {}
    if story is not None and story.lead_photo is not None:
        known[story.lead_photo.pk] = story.lead_photo
    for row in _rows(formsets.get("photos")):
        if row.instance.pk and row.instance.photo_id:
            known[row.instance.photo_id] = row.instance.photo
    chosen = [lead, *_chosen(formsets.get("photos"), "photo"), *in_text]
    wanted = dict.fromkeys(int(one) for one in map(str, filter(None, chosen)) if one.isdecimal() and len(one) < 19)
    if unknown := [number for number in wanted if number not in known]:
        known |= Photo.objects.in_bulk(unknown)
    return [facts_of(known[number]) for number in wanted if number in known]


@dataclass(frozen=True, slots=True)
class Said:
    """What stands in the boxes of a use."""

    photo: int
    caption: str
    alt: str
    is_decorative: bool

    @property
    def is_decided(self) -> bool:
        return bool(self.alt or self.is_decorative)


def _said(form: ModelForm, formsets: dict[str, BaseInlineFormSet]) -> Iterator[Said]:
    """The lead photo first: a photo that stands twice is printed on top only."""
    uses = [(form, "lead_photo", "lead_caption", "lead_alt_text", "lead_alt_decision")]
    uses += [(row, "photo", "caption", "alt_text", "alt_decision") for row in _rows(formsets.get("photos"))]
    for boxes, photo, caption, alt, decision in uses:
        if not boxes.fields.keys() >= {photo, caption, alt, decision}:
            continue
        chosen = str(boxes[photo].value() or "")
        if chosen.isdecimal() and len(chosen) < 19:
            words = [str(boxes[name].value() or "").strip() for name in (caption, alt)]
            yield Said(int(chosen), *words, bool(boxes[decision].value()))


def _repeated(photo: Photo, said: Said | None) -> str:
    """The description of a use, if it only repeats its caption."""
    inherited = photo.alt_text if photo.alt_decision == Photo.Alt.TEXT else ""
    if said is None:
        return inherited if repeats(inherited, photo.caption) else ""
    alt = "" if said.is_decorative else said.alt or inherited
    return alt if repeats(alt, said.caption or photo.caption) else ""


def _shared(chosen: str, story: Article | None, photos: list[PhotoFacts]) -> PhotoFacts | None:
    """The photo that the card of the story shows in place of the lead photo."""
    if not chosen.isdecimal() or len(chosen) >= 19:
        return None
    if story is not None and story.share_photo is not None and story.share_photo_id == int(chosen):
        return facts_of(story.share_photo)
    in_story = next((photo for photo in photos if photo.id == int(chosen)), None)
    photo = None if in_story else Photo.objects.filter(pk=chosen).first()
    return in_story or (facts_of(photo) if photo else None)


def _section(chosen: str, story: Article | None) -> str:
    """The address of the section that stands in the form."""
    if story is not None and story.section is not None and chosen == str(story.section_id):
        return story.section.slug
    known = chosen.isdecimal() and len(chosen) < 19
    return Section.objects.filter(pk=chosen).values_list("slug", flat=True).first() or "" if known else ""


def _rows(formset: BaseInlineFormSet | None) -> Iterator[Any]:
    """The rows that will be saved."""
    for row in formset.forms if formset is not None else ():
        if not (row.is_bound and formset.can_delete and formset._should_delete_form(row)):
            yield row


def _chosen(formset: BaseInlineFormSet | None, name: str) -> Iterator[Any]:
    for row in _rows(formset):
        if value := row[name].value():
            yield value
