"""The frame of the demo newsroom: sections, topics, contributors with their portraits, the banner, and the pages that
stay. Each is made where it is missing; what somebody has changed since is left as it is."""

import io
from datetime import datetime, timedelta
from typing import Any

from django.utils.text import slugify

from articles.demo.art.portraits import portrait
from articles.demo.content import (
    CONTRIBUTORS,
    COVERAGE,
    COVERAGE_INTRODUCTION,
    INTRODUCTIONS,
    PAGES,
    SECTIONS,
    TOPICS,
)
from articles.demo.content.results import WEIGHT_TARGET, WEIGHT_WORD
from articles.demo.content.shapes import DemoContributor
from articles.models import Contributor, Page, Photo, Section, SpecialCoverage, Topic
from articles.photos import attach_picture


def make_frame(*, now: datetime, by: Any) -> None:
    """`by` is the log-in that brings the portraits, None for nobody."""
    for position, section in enumerate(SECTIONS):
        parent = Section.objects.get(slug=section.parent) if section.parent else None
        about = {"name": section.name, "description": section.description, "position": position, "parent": parent}
        Section.objects.get_or_create(slug=section.slug, defaults=about)
    for topic in TOPICS:
        about = {"name": topic.name, "introduction": INTRODUCTIONS.get(topic.slug, "")}
        Topic.objects.get_or_create(slug=topic.slug, defaults=about)
    for person in CONTRIBUTORS:
        if not Contributor.objects.filter(slug=person.slug).exists():
            _make_contributor(person, by=by)
    SpecialCoverage.objects.get_or_create(
        slug=slugify(COVERAGE.title),
        defaults={
            "title": COVERAGE.title,
            "label": COVERAGE.label,
            "introduction": COVERAGE_INTRODUCTION,
            "data_updated_at": now - timedelta(minutes=COVERAGE.updated_minutes_ago),
            "is_on": COVERAGE.switched_on,
            "weight_target": WEIGHT_TARGET,
            "weight_word": WEIGHT_WORD,
            "stale_after": COVERAGE.stale_after,
        },
    )
    for position, page in enumerate(PAGES):
        about = {"title": page.title, "role": page.role, "description": page.description, "body": page.body}
        Page.objects.get_or_create(slug=page.slug, defaults={**about, "position": position})


def _make_contributor(person: DemoContributor, *, by: Any) -> None:
    kind = Contributor.Kind.ORGANISATION if person.organisation else Contributor.Kind.PERSON
    Contributor.objects.create(
        slug=person.slug,
        name=person.name,
        role=person.role,
        bio=person.bio,
        kind=kind,
        photo=None if person.organisation else _portrait(person, by=by),
        email="" if person.organisation else f"{person.slug}@example.org",
    )


def _portrait(person: DemoContributor, *, by: Any) -> Photo:
    name = f"demo-portrait-{person.slug}.jpg"
    photo, is_new = Photo.objects.get_or_create(
        original_name=name,
        defaults={
            "caption": f"{person.name}.",
            "credit": "Drawn for The Meridian",
            "alt_decision": Photo.Alt.TEXT,
            "alt_text": f"A drawn portrait of {person.name}",
            "uploaded_by": by,
        },
    )
    if is_new:
        buffer = io.BytesIO()
        portrait(person.name).save(buffer, "JPEG", quality=88)
        attach_picture(photo, buffer.getvalue(), name=name)
    return photo
