"""Photos put into the text at the cursor: the rows they become, and what that does for the photo library."""

import pytest
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from articles.models import Article, ArticlePhoto, Photo
from articles.workflow import State, note_photo_change, note_save, publication_problems, publish_article, story_state
from articles.workflow.inserts import keep_photos_in_step
from tests.factories import NOW, ArticleFactory, PhotoFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


def mark(photo: Photo) -> str:
    return f'<div data-photo="{photo.pk}">What the desk sees</div>'


def write(article: Article, body: str) -> bool:
    """Save this body as the desk would; returns whether that changed the story."""
    article.refresh_from_db()
    article.body = body
    article.save()
    return note_save(article.pk, by=None, now=NOW)


def rows(article: Article) -> list[tuple[int, bool, str]]:
    return list(article.photos.order_by("photo_id").values_list("photo_id", "in_text", "caption"))


def test_a_row_comes_and_goes_with_its_mark():
    photo, article = PhotoFactory(), ArticleFactory(body="<p>One.</p>")
    assert rows(article) == []
    assert write(article, f"<p>One.</p>{mark(photo)}<ul><li>{mark(photo)}</li></ul>")
    assert rows(article) == [(photo.pk, True, "")]
    assert write(article, "<p>One.</p>")
    assert rows(article) == []


def test_saving_the_same_text_again_changes_nothing():
    photo, article = PhotoFactory(), ArticleFactory()
    body = f"<p>One.</p>{mark(photo)}"
    write(article, body)
    row = article.photos.get()
    assert write(article, body) is False
    assert article.photos.get().pk == row.pk


def test_rows_behind_a_numbered_paragraph_stay_what_they_are():
    by_row, by_mark, article = PhotoFactory(), PhotoFactory(), ArticleFactory()
    ArticlePhoto.objects.create(article=article, photo=by_row, caption="Mine.")
    write(article, f"<p>One.</p>{mark(by_mark)}")
    write(article, "<p>One.</p>")
    assert rows(article) == [(by_row.pk, False, "Mine.")]


def test_a_photo_of_a_row_that_is_put_at_the_cursor_moves_there_with_its_caption():
    photo, article = PhotoFactory(), ArticleFactory()
    ArticlePhoto.objects.create(article=article, photo=photo, caption="Mine.", after_paragraph=1)
    write(article, f"<p>One.</p><p>Two.</p>{mark(photo)}")
    assert rows(article) == [(photo.pk, True, "Mine.")]
    blocks = publish_article(article.pk, by=None, now=NOW).blocks
    assert [block.get("caption", block["type"]) for block in blocks] == ["text", "Mine."]


@pytest.mark.parametrize("number", ["999999", "0", "007", "999999999999999999", "1' OR '1'='1"])
def test_a_mark_of_a_photo_that_is_not_there_is_no_row_and_no_fault(number):
    article = ArticleFactory()
    write(article, f'<p>One.</p><div data-photo="{number}">x</div>')
    assert rows(article) == []
    assert "One." in publish_article(article.pk, by=None, now=NOW).blocks[0]["html"]


def test_a_photo_in_the_text_cannot_be_deleted_from_the_library():
    photo, article = PhotoFactory(), ArticleFactory()
    write(article, f"<p>One.</p>{mark(photo)}")
    with pytest.raises(ProtectedError):
        photo.delete()


def test_a_photo_in_the_text_needs_a_credit_before_it_goes_out():
    photo, article = photo_with_picture(credit="", caption="A pier."), ArticleFactory()
    write(article, f"<p>One.</p>{mark(photo)}")
    assert publication_problems(article, now=NOW) == ["The photo “A pier.” has no credit. Write who took it."]


def test_a_credit_mended_in_the_library_makes_the_story_wait_for_an_update():
    photo = PhotoFactory(credit="Wrong Name")
    story = live_story(body=f"<p>One.</p>{mark(photo)}")
    photo.credit = "Right Name"
    photo.save()
    assert [waiting.pk for waiting in note_photo_change(photo, now=NOW)] == [story.pk]
    assert story_state(Article.objects.for_list().get(pk=story.pk), now=NOW) is State.LIVE_CHANGED


def test_a_body_with_thousands_of_marks_costs_a_handful_of_queries():
    photos = Photo.objects.bulk_create(PhotoFactory.build() for _ in range(40))
    article = ArticleFactory()
    nowhere = (f'<div data-photo="{number}"></div>' for number in range(10_000_000, 10_003_000))
    Article.objects.filter(pk=article.pk).update(body="".join([*map(mark, photos), *nowhere]) * 2)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        keep_photos_in_step(article.pk)
    assert article.photos.filter(in_text=True).count() == 40
    assert len(queries) < 30
    with CaptureQueriesContext(connection) as queries:
        keep_photos_in_step(article.pk)
    assert len([query for query in queries if "INSERT" in query["sql"]]) == 0
