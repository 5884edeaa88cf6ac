"""The demo newsroom's live blog, written through the product's own verbs; what it says is in content/live_blog.py."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db import transaction

from articles.demo.content.live_blog import POSTS, DemoPost
from articles.live.blog import Words, change_post, write_post
from articles.models import Contributor, LivePost, Photo, SpecialCoverage


def write_live_blog(coverage: SpecialCoverage, *, now: datetime) -> Iterator[str]:
    """Write the posts that are not there yet; yields a line for each. A post whose photo is not at hand has none."""
    authors = dict(Contributor.objects.values_list("slug", "pk"))
    for number, told in enumerate(POSTS):
        name = f"demo-{number}"
        if LivePost.objects.filter(coverage=coverage, sent_as=name).exists():
            continue
        _write(coverage, told, name, authors.get(told.author), now=now)
        yield told.headline or "A post of the live blog"


@transaction.atomic
def _write(coverage: SpecialCoverage, told: DemoPost, name: str, author_id: int | None, *, now: datetime) -> None:
    photo = Photo.objects.filter(original_name=f"demo-{told.photo}.jpg").exclude(image="").first()
    words = Words(
        headline=told.headline,
        body=told.body,
        photo_id=photo.pk if photo else None,
        author_id=author_id,
        is_pinned=told.pinned,
        is_key=told.key,
    )
    post = write_post(coverage.pk, words, by=None, now=now - timedelta(hours=told.hours_ago), sent_as=name)
    if told.correction:
        hours_ago, note = told.correction
        at = now - timedelta(hours=hours_ago)
        change_post(post.pk, words, version=post.version, by=None, now=at, correction=note)
