"""Loading the demo newsroom through the product's own verbs. What it says is in content/, what it shows in art/."""

import io
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.text import slugify

from articles.dates import in_newsroom_zone
from articles.demo import art
from articles.demo.content import COVERAGE, READS, STORIES
from articles.demo.content.markup import blocks, to_html, with_weekdays
from articles.demo.content.shapes import DemoPhoto, DemoStory, Link
from articles.demo.frame import make_frame
from articles.demo.fronts import arrange_front
from articles.demo.live_blog import write_live_blog
from articles.demo.people import make_people
from articles.demo.results import load_results
from articles.models import (
    Article,
    ArticlePhoto,
    Byline,
    Contributor,
    Photo,
    Readership,
    RelatedLink,
    Section,
    SpecialCoverage,
    Topic,
)
from articles.photos import attach_picture
from articles.readership import add_reads
from articles.workflow import UpdateKind, note_save, publish_article, withdraw_article

SOURCE = "demo"
ADAPTED_SECONDS = 60  # a first version goes out at least this long before its correction or update


def load_demo(*, now: datetime, draw: Callable[[str], bytes] | None = None) -> Iterator[str]:
    """Make whatever of the demo newsroom is not there yet; yields a line for each thing made. Interrupted, it goes on
    where it stopped; loaded twice, it adds nothing. `draw` makes the picture file of a name, in worker processes."""
    people = make_people()
    make_frame(now=now, by=people.get("photo"))
    yield from _make_photos(_missing_photos(now=now), by=people.get("photo"), draw=draw or drawn_jpeg)
    written = {story.slug: _write(story, people, now=now) for story in STORIES}
    for story in STORIES:
        article = written[story.slug]
        if not article.content_digest:  # never brought to its state: new, or an earlier load was interrupted
            _bring_to_its_state(story, article, written, people, now=now)
            yield story.headline
    yield from load_results(_coverage(), people, now=now)
    yield from write_live_blog(_coverage(), now=now)
    arrange_front(written, by=people.get("producer"), now=now)
    _count_reads(written, now=now)


def is_unfinished() -> bool:
    """Whether a load was interrupted after it had begun to write stories."""
    return Article.objects.filter(source=SOURCE, content_digest="").exists()


# --- photos --------------------------------------------------------------------------------------------------------


def _file_name(photo: DemoPhoto) -> str:
    return f"demo-{photo.name}.jpg"


def _missing_photos(*, now: datetime) -> list[DemoPhoto]:
    """Photos of the demo that are not in the library yet, each once, captioned as in the first story that uses it."""
    there = set(Photo.objects.filter(original_name__startswith="demo-").values_list("original_name", flat=True))
    wanted: dict[str, DemoPhoto] = {}
    for story in STORIES:
        day = in_newsroom_zone(_begins(story, now)).date()
        for use in (story.lead, *(photo for _, photo in story.photos), *story.gallery):
            if use and _file_name(use) not in there:
                wanted.setdefault(_file_name(use), replace(use, caption=with_weekdays(use.caption, day)))
    return list(wanted.values())


def _make_photos(wanted: list[DemoPhoto], *, by: Any, draw: Callable[[str], bytes]) -> Iterator[str]:
    """Draw on all cores, and meanwhile put each picture into the library as soon as it is drawn."""
    with ProcessPoolExecutor(max_workers=min(4, os.cpu_count() or 1)) as workers:
        drawings = [None if use.missing else workers.submit(draw, use.name) for use in wanted]
        for use, drawing in zip(wanted, drawings, strict=True):
            _make_photo(use, drawing.result() if drawing else b"", by=by)
            yield f"picture {use.name}"


@transaction.atomic
def _make_photo(use: DemoPhoto, picture: bytes, *, by: Any) -> None:
    photo = Photo.objects.create(
        caption=use.caption,
        credit=use.credit,
        alt_decision=Photo.Alt.TEXT if use.alt else Photo.Alt.CAPTION,
        alt_text=use.alt,
        original_name=_file_name(use),
        focus_x=use.focus[0],
        focus_y=use.focus[1],
        uploaded_by=by,
    )
    if picture:
        attach_picture(photo, picture, name=_file_name(use))


def drawn_jpeg(name: str) -> bytes:
    """One drawn picture as a JPEG file. Public because worker processes call it by name."""
    buffer = io.BytesIO()
    art.draw(name).save(buffer, "JPEG", quality=92)
    return buffer.getvalue()


# --- stories -------------------------------------------------------------------------------------------------------


def _begins(story: DemoStory, now: datetime) -> datetime:
    """To the second, as the form keeps times: otherwise saving a story untouched would change it."""
    return (now - timedelta(hours=story.hours_ago)).replace(microsecond=0)


@transaction.atomic
def _write(story: DemoStory, people: dict[str, Any], *, now: datetime) -> Article:
    """The working copy without its related links, which need the other stories first."""
    found = Article.objects.filter(source=SOURCE, external_id=story.slug).first()
    if found:
        return found
    day = in_newsroom_zone(_begins(story, now)).date()
    article = Article.objects.create(
        source=SOURCE,
        external_id=story.slug,
        slug=story.slug,
        headline=story.headline,
        kicker=story.kicker,
        dek=with_weekdays(story.dek, day),
        dateline=story.dateline,
        section=Section.objects.get(slug=story.section),
        coverage=_coverage() if COVERAGE.topic in story.topics else None,
        body=to_html(story.body, day),
        lead_photo=_photo(story.lead),
        lead_caption=with_weekdays(story.lead.caption, day) if story.lead else "",
        publish_at=_begins(story, now) if story.state in ("live", "withdrawn", "scheduled") else None,
        stage=Article.Stage.IN_REVIEW if story.state == "review" else Article.Stage.DRAFT,
        created_by=people.get("reporter") if story.state in ("draft", "review") else people.get("editor"),
    )
    article.topics.set(Topic.objects.filter(slug__in=story.topics))
    for position, slug in enumerate(story.authors):
        Byline.objects.create(article=article, contributor=Contributor.objects.get(slug=slug), position=position)
    uses = [*story.photos, *((1, use) for use in story.gallery)]
    for position, (after, use) in enumerate(uses):
        ArticlePhoto.objects.create(
            article=article,
            photo=_photo(use),
            caption=with_weekdays(use.caption, day),
            after_paragraph=after,
            in_gallery=use in story.gallery,
            position=position,
        )
    return article


def _photo(use: DemoPhoto | None) -> Photo | None:
    return Photo.objects.get(original_name=_file_name(use)) if use else None


@transaction.atomic
def _bring_to_its_state(
    story: DemoStory,
    article: Article,
    written: dict[str, Article],
    people: dict[str, Any],
    *,
    now: datetime,
) -> None:
    """Links, then publication at the story's own time, so that its history reads as if it had happened."""
    places = [(RelatedLink.Placement.INLINE, after, link) for after, link in story.inline]
    places += [(RelatedLink.Placement.SIDEBAR, 0, link) for link in story.related]
    for position, (placement, after, link) in enumerate(places):
        RelatedLink.objects.create(
            article=article,
            placement=placement,
            after_paragraph=after,
            position=position,
            **_target(link, written),
        )
    by = article.created_by
    begins = min(_begins(story, now), now)
    note_save(article.pk, by=by, now=begins)
    if story.state in ("draft", "review"):
        return
    if story.correction or story.updated_hours_ago is not None:
        _publish_in_two_steps(story, article, by=by, now=now)
    else:
        publish_article(article.pk, by=by, now=begins)
    if story.state == "withdrawn":
        soon = begins + (now - begins) / 4
        withdraw_article(article.pk, by=by, now=soon, reason=story.withdrawn_reason or "Published by mistake")


def _target(link: Link, written: dict[str, Article]) -> dict[str, Any]:
    if isinstance(link, str):
        return {"target": written[link]}
    title, url = link
    return {"title": title, "url": url}


def _publish_in_two_steps(story: DemoStory, article: Article, *, by: Any, now: datetime) -> None:
    """A first version without the last paragraph, then the whole with its correction or update."""
    begins = _begins(story, now)
    later = now - timedelta(hours=story.updated_hours_ago) if story.updated_hours_ago is not None else begins
    later = min(max(later, begins + timedelta(seconds=ADAPTED_SECONDS)), now)
    day = in_newsroom_zone(begins).date()
    article.body = to_html("\n\n".join(blocks(story.body)[:-1]), day)
    article.save()
    note_save(article.pk, by=by, now=begins)
    publish_article(article.pk, by=by, now=begins)
    article.body = to_html(story.body, day)
    article.save()
    note_save(article.pk, by=by, now=later)
    kind = UpdateKind.CORRECTION if story.correction else UpdateKind.UPDATE
    publish_article(article.pk, by=by, now=later, kind=kind, note=with_weekdays(story.correction, day))


def _coverage() -> SpecialCoverage:
    return SpecialCoverage.objects.get(slug=slugify(COVERAGE.title))


def _count_reads(written: dict[str, Article], *, now: datetime) -> None:
    """A morning's worth of readers, once, so that there is a most-read list before anybody has read anything."""
    if not Readership.objects.exists():
        add_reads({written[slug].pk: reads for slug, reads in READS}, at=now)
