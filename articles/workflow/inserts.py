"""Inserts: the photos whose place is a mark in the body, as rows of the story. A row keeps the photo from being
deleted, has its credit checked at publication, and carries a caption of its own. Related stories at the cursor need no
rows."""

from django.db import transaction

from articles.html import cut_body
from articles.models import Article, ArticlePhoto, Photo


def keep_photos_in_step(article_id: int) -> None:
    """Make the `in_text` rows of a story those that the marks of its saved body ask for.

    A mark of a photo that is not in the library asks for none. A row that stood behind a paragraph becomes `in_text`
    and keeps its caption. Saving the same body again writes nothing; a plain story costs two short queries.
    """
    body = Article.objects.filter(pk=article_id).values_list("body", flat=True).first() or ""
    marked = _marked_photos(body)
    rows = dict(ArticlePhoto.objects.filter(article_id=article_id).values_list("photo_id", "in_text"))
    missing = [photo_id for photo_id in marked if photo_id not in rows]
    moved = [photo_id for photo_id in marked if rows.get(photo_id) is False]
    gone = [photo_id for photo_id, in_text in rows.items() if in_text and photo_id not in marked]
    if missing or moved or gone:
        _write(article_id, missing=missing, moved=moved, gone=gone)


def _marked_photos(body: str) -> list[int]:
    """The ids of the photos that the body has marks of, each once, in the order of the text."""
    if "data-photo" not in body:  # most stories: nothing to take apart
        return []
    pieces = cut_body(body)
    return list(dict.fromkeys(mark.pk for mark in pieces if not isinstance(mark, str) and mark.kind == "photo"))


def _write(article_id: int, *, missing: list[int], moved: list[int], gone: list[int]) -> None:
    with transaction.atomic():
        rows = ArticlePhoto.objects.filter(article_id=article_id)
        rows.filter(photo_id__in=gone, in_text=True).delete()
        rows.filter(photo_id__in=moved).update(in_text=True, in_gallery=False)
        known = Photo.objects.in_bulk(missing)
        # Two people may save at once: the row that is there already is as good.
        ArticlePhoto.objects.bulk_create(
            [
                ArticlePhoto(article_id=article_id, photo_id=photo_id, in_text=True)
                for photo_id in missing
                if photo_id in known
            ],
            ignore_conflicts=True,
        )
