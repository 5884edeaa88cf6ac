"""What publication makes of a working copy: clean text, cut in blocks, everything printed once."""

import pytest

from articles.models import ArticlePhoto, Photo
from articles.workflow import note_save, publish_article
from articles.workflow.blocks import cut_blocks
from articles.workflow.projection import printed_byline
from tests.factories import NOW, ArticleFactory, PhotoFactory, byline, link, live_story, photo_with_picture


@pytest.mark.parametrize(
    ("names", "printed"),
    [
        ([], ""),
        (["ABC News"], "By ABC News"),
        (["Ann Lee", "Bo Diaz"], "By Ann Lee and Bo Diaz"),
        (["Ann Lee", "Bo Diaz", "Cy Poe"], "By Ann Lee, Bo Diaz and Cy Poe"),
    ],
)
def test_bylines_read_like_a_sentence(names, printed):
    assert printed_byline(names) == printed


def test_blocks_put_inserts_behind_their_paragraph_and_late_ones_last():
    blocks = cut_blocks(
        "<p>One</p><p>Two</p><p>Three</p>",
        dateline="",
        inserts=[(1, {"type": "related", "key": "a"}), (99, {"type": "related", "key": "b"}), (0, {"type": "photo"})],
    )
    assert blocks == [
        {"type": "photo"},
        {"type": "text", "html": "<p>One</p>"},
        {"type": "related", "key": "a"},
        {"type": "text", "html": "<p>Two</p>\n<p>Three</p>"},
        {"type": "related", "key": "b"},
    ]


@pytest.mark.parametrize(
    ("body", "opens_with"),
    [
        ("<p>A storm.</p>", '<p><span class="dateline">CHICAGO --</span> A storm.</p>'),
        ("<h2>First</h2><p>A storm.</p>", '<p><span class="dateline">CHICAGO --</span></p>\n<h2>First</h2>'),
    ],
)
def test_the_dateline_opens_the_text(body, opens_with):
    assert cut_blocks(body, dateline="CHICAGO", inserts=[])[0]["html"].startswith(opens_with)


def test_a_dateline_is_text_and_never_markup():
    html = cut_blocks("<p>x</p>", dateline="<script>alert(1)</script>", inserts=[])[0]["html"]
    assert "<script>" not in html


@pytest.mark.django_db
def test_a_story_is_projected_whole():
    photo = photo_with_picture(alt_decision="text", alt_text="A crane over the water.", caption="The harbor.")
    inside = PhotoFactory(caption="No picture yet.")
    article = ArticleFactory(body="<p>One two three.</p><p>Four five.</p>", lead_photo=photo, dateline="CHICAGO")
    ArticlePhoto.objects.create(article=article, photo=inside, after_paragraph=1)
    byline(article, "Ann Lee", "Bo Diaz")
    other = live_story()
    link(article, other.article, placement="inline", after_paragraph=1)
    link(article, url="https://example.org/a?id=7&utm_source=x", title="Elsewhere")

    story = publish_article(article.pk, by=None, now=NOW)

    assert story.byline == "By Ann Lee and Bo Diaz"
    assert story.word_count == 5
    assert [block["type"] for block in story.blocks] == ["text", "photo", "related", "text"]
    assert story.lead["picture"]["alt"] == "A crane over the water."
    assert [size.split()[1] for size in story.lead["picture"]["srcset"].split(", ")] == ["320w", "480w", "800w"]
    assert story.lead["picture"]["src"].endswith("-800.jpg")
    base = story.lead["picture"]["src"].removesuffix("-800.jpg")
    assert story.teaser_picture == f"{base} 320,480,800 webp,jpg"
    assert story.picked == [
        {
            "key": "url:https://example.org/a?id=7",
            "article_id": None,
            "title": "Elsewhere",
            "url": "https://example.org/a?id=7&utm_source=x",
            "repeat": False,
        }
    ]
    assert "Four five." in story.search_text


@pytest.mark.django_db
def test_a_description_that_repeats_the_caption_is_not_read_out_twice():
    photo = photo_with_picture(
        caption="A crane over the water.", alt_decision=Photo.Alt.TEXT, alt_text="A crane over the water"
    )
    assert live_story(lead_photo=photo).lead["picture"]["alt"] == ""


@pytest.mark.django_db
def test_the_lead_photo_is_not_printed_again_in_the_text():
    photo = PhotoFactory()
    article = ArticleFactory(lead_photo=photo)
    ArticlePhoto.objects.create(article=article, photo=photo, after_paragraph=1)
    story = publish_article(article.pk, by=None, now=NOW)
    assert [block["type"] for block in story.blocks] == ["text"]


def marked(*, story: int | None = None, photo: int | None = None, repeat: bool = False) -> str:
    kind, pk = ("related", story) if story else ("photo", photo)
    return f'<div data-{kind}="{pk}"{" data-repeat=on-purpose" if repeat else ""}>SECRET LABEL</div>'


@pytest.mark.django_db
def test_a_story_put_at_the_cursor_is_a_link_whose_headline_is_looked_up_by_the_page():
    other = live_story()
    story = live_story(body=f"<p>One.</p>{marked(story=other.pk)}<p>Two.</p>{marked(story=other.pk, repeat=True)}")
    key = f"article:{other.pk}"
    block = {"type": "related", "key": key, "article_id": other.pk, "title": "", "url": "", "repeat": False}
    assert story.blocks == [
        {"type": "text", "html": "<p>One.</p>"},
        block,
        {"type": "text", "html": "<p>Two.</p>"},
        {**block, "repeat": True},
    ]


@pytest.mark.django_db
def test_the_label_of_a_mark_is_not_part_of_the_story():
    photo, other = PhotoFactory(), live_story()
    body = f"{marked(photo=photo.pk)}<p>One two.</p>{marked(story=other.pk)}<ul><li>Three{marked(story=999)}</li></ul>"
    with_marks = live_story(body=body, headline="Same", slug="a", dek="")
    without = live_story(body="<p>One two.</p><ul><li>Three</li></ul>", headline="Same", slug="a", dek="")
    assert "SECRET" not in str([with_marks.blocks, with_marks.search_text, with_marks.dek])
    assert with_marks.word_count == without.word_count == 3
    assert with_marks.search_text == without.search_text
    assert with_marks.opening_key == without.opening_key


@pytest.mark.django_db
def test_a_photo_put_at_the_cursor_is_printed_there_once():
    photo = photo_with_picture(caption="The harbor.", credit="Jo Lens")
    story = live_story(body=f"<p>One.</p>{marked(photo=photo.pk)}<p>Two.</p>{marked(photo=photo.pk)}")
    assert [block["type"] for block in story.blocks] == ["text", "photo", "text"]
    assert (story.blocks[1]["caption"], story.blocks[1]["credit"]) == ("The harbor.", "Jo Lens")
    assert story.blocks[1]["picture"]["src"].endswith("-800.jpg")


@pytest.mark.django_db
def test_marks_of_the_lead_photo_of_no_photo_and_of_the_story_itself_print_nothing():
    lead = PhotoFactory()
    article = ArticleFactory(lead_photo=lead)
    marks = [marked(photo=lead.pk), marked(photo=999_999), marked(story=article.pk)]
    article.body = f"<p>One.</p>{''.join(marks)}<p>Two.</p>"
    article.save()
    note_save(article.pk, by=None, now=NOW)
    blocks = publish_article(article.pk, by=None, now=NOW).blocks
    assert blocks == [{"type": "text", "html": "<p>One.</p>\n<p>Two.</p>"}]
