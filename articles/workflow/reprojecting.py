"""Projecting anew: readers' rows printed once more from the revision they show, after a change of the site's language,
time zone or of the projection itself. No time moves, nothing is announced, and nothing that is not out comes out."""

from datetime import datetime

from django.db import transaction

from articles.models import PublishedArticle
from articles.search.index import write_stories
from articles.workflow.listings import list_photos
from articles.workflow.older import in_todays_shape
from articles.workflow.projection import project

# What is printed. The rest says which story it is, when it is out and what became of it: publication decided that.
PRINTED = (
    "headline", "headline_key", "kicker", "dek", "topics", "authors", "byline", "dateline", "blocks", "picked",
    "corrections", "lead", "teaser_picture", "teaser_alt", "teaser_until", "word_count", "search_text", "printed_at",
    "printed_updated_at", "seo_title", "seo_description", "share_title", "share_picture", "projected_at",
)  # fmt: skip


# Where its pictures stand.
PICTURES = ("blocks", "lead", "teaser_picture", "share_picture")


@transaction.atomic
def reproject(article_id: int, *, now: datetime, fields: tuple[str, ...] = PRINTED) -> bool:
    """Print one story anew; False when readers never had it. A publication at the same moment waits, or is waited for.
    Photos that have been deleted since are left out. With `fields` only those are printed anew."""
    story = (
        PublishedArticle.objects.select_for_update(of=("self",))
        .select_related("revision", "article")
        .filter(pk=article_id)
        .first()
    )
    if story is None:
        return False
    content = in_todays_shape(story.revision.content)
    row = project(
        story.article,
        content,
        now=now,
        published_at=story.published_at,
        updated_at=story.updated_at,
        corrections=story.article.corrections.all(),
    )
    for name in fields:
        setattr(story, name, getattr(row, name))
    story.save(update_fields=fields)
    list_photos(article_id, content, fresh=False)
    write_stories([story])
    return True
