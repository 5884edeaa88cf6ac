"""Writing help: the checklist says what publication would say, the previews what readers' pages say, and neither costs
a query more for a longer story."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as lxml_html

from articles.admin.looks import cut
from articles.models import Article, ArticlePhoto, Photo
from articles.workflow import note_save, publication_problems
from tests.admin.conftest import filled, words
from tests.factories import (
    NOW,
    ArticleFactory,
    PhotoFactory,
    SectionFactory,
    byline,
    link,
    photo_with_picture,
)

FACTS = reverse("admin:articles_article_photo_facts")
ADD = reverse("admin:articles_article_add")


def opened(browser, story: Article):
    return lxml_html.fromstring(browser.get(reverse("admin:articles_article_change", args=[story.pk])).content.decode())


def checks(root) -> dict[str, tuple[bool, bool]]:
    """By key: is it a must, is it done."""
    return {
        item.get("data-check"): ("must" in item.get("class").split(), "done" in item.get("class").split())
        for item in root.xpath("//*[@data-check]")
    }


def missing(root) -> set[str]:
    return {key for key, (must, done) in checks(root).items() if must and not done}


def look(root, name: str) -> str:
    (element,) = root.xpath(f"//*[@data-look='{name}']")
    return " ".join(element.text_content().split())


def undescribed() -> Photo:
    photo = photo_with_picture(caption="The harbor")
    Photo.objects.filter(pk=photo.pk).update(alt_decision="")
    return Photo.objects.get(pk=photo.pk)


@pytest.mark.parametrize(
    ("lacks", "missed"),
    [
        ({}, set()),
        ({"headline": ""}, {"headline"}),
        ({"section": None}, {"section"}),
        ({"body": ""}, {"text"}),
        ({"body": '<div data-related="1">A card is no text</div>'}, {"text"}),
        ({"headline": "你好", "slug": ""}, {"address"}),
        ({"headline": "", "slug": "", "body": "", "section": None}, {"headline", "address", "text", "section"}),
        ({"lead_photo": undescribed}, {"photos"}),
        ({"lead_photo": lambda: photo_with_picture(credit="")}, {"photos"}),
        ({"lead_photo": lambda: PhotoFactory(credit="", alt_decision="")}, set()),
        ({"expires_at": NOW}, {"times"}),
    ],
)
@pytest.mark.django_db
def test_the_list_misses_what_publication_would_refuse(editor, lacks, missed):
    story = ArticleFactory(**{name: value() if callable(value) else value for name, value in lacks.items()})
    assert missing(opened(editor, story)) == missed
    assert bool(publication_problems(story, now=NOW)) == bool(missed)


def test_photos_in_the_text_are_looked_at_too_as_rows_and_at_the_cursor(editor):
    photo = undescribed()
    in_rows = ArticleFactory()
    ArticlePhoto.objects.create(article=in_rows, photo=photo)
    at_cursor = ArticleFactory(body=f'<p>One.</p><div data-photo="{photo.pk}">Harbor</div>')
    for story in (in_rows, at_cursor):
        root = opened(editor, story)
        assert missing(root) == {"photos"}
        (todo,) = root.xpath("//*[@data-check='photos']//*[@data-todo]/text()")
        assert todo == "“The harbor”: no description."


def test_too_many_related_stories_are_told(editor):
    targets = "".join(f'<div data-related="{number}">X</div>' for number in range(1, 102))
    story = ArticleFactory(body=f"<p>One.</p>{targets}")
    assert missing(opened(editor, story)) == {"links"}
    assert publication_problems(story, now=NOW)


def test_advice_is_marked_as_such_and_keeps_nothing_back(editor):
    story = ArticleFactory(dek="")
    found = checks(opened(editor, story))
    assert {key for key, (must, done) in found.items() if not must and not done} == {"names", "dek", "lead"}
    assert publication_problems(story, now=NOW) == []
    byline(story, "Ann Lee")
    Article.objects.filter(pk=story.pk).update(dek="Now.", lead_photo=photo_with_picture())
    assert all(done for _, done in checks(opened(editor, story)).values())


def test_a_new_story_lacks_everything(log_in):
    root = lxml_html.fromstring(log_in("Reporter").get(ADD).content.decode())
    assert missing(root) == {"headline", "section", "text", "address"}
    assert "4 things are missing before it can go out." in root.text_content()


def test_a_form_that_was_refused_is_checked_as_it_was_typed(editor):
    story = ArticleFactory(headline="Pier", body="")
    address = reverse("admin:articles_article_change", args=[story.pk])
    photo = undescribed()
    boxes = filled(editor.get(address), body="<p>Typed.</p>", headline="", lead_photo=str(photo.pk), slug="a b/c")
    answer = editor.post(address, boxes | {"_save": ""})
    assert answer.status_code == 200
    assert missing(lxml_html.fromstring(answer.content.decode())) == {"headline", "photos"}


def test_those_who_may_not_change_a_story_are_told_nothing_of_it(log_in):
    story = ArticleFactory()
    root = opened(log_in("Producer"), story)
    assert checks(root) == {}
    assert not root.xpath("//*[@data-look]")


def test_previews_show_what_the_story_says_of_itself_to_others(editor, settings):
    settings.SITE_URL, settings.SITE_NAME = "https://news.example", "The Meridian"
    photo = photo_with_picture()
    section = SectionFactory(name="Sport")
    story = ArticleFactory(
        headline="Pier opens", slug="pier-opens", dek="A week early.", section=section, lead_photo=photo
    )
    root = opened(editor, story)
    assert look(root, "title") == "Pier opens | The Meridian"
    assert look(root, "trail") == f"news.example › sport › pier-opens-{story.pk}"
    assert look(root, "description") == look(root, "dek") == "A week early."
    assert photo.fingerprint[2:12] in root.xpath("//*[@data-look='picture']/@src")[0]
    Article.objects.filter(pk=story.pk).update(seo_title="Pier <b>now</b>", seo_description="Walk.", lead_photo=None)
    root = opened(editor, story)
    assert look(root, "headline") == "Pier <b>now</b>"
    assert look(root, "description") == "Walk."
    assert root.xpath("//*[@data-look='picture']/@src")[0].endswith("share.png")


def test_without_a_dek_the_text_is_described_by_its_beginning(editor):
    story = ArticleFactory(dek="", body="<p>The council met.</p><p>It voted.</p>")
    assert look(opened(editor, story), "description") == "The council met. It voted."


@given(st.text(max_size=300), st.integers(min_value=2, max_value=200))
def test_what_is_cut_is_never_longer_than_is_shown_and_short_texts_stay_whole(text, most):
    found = cut(text, most)
    folded = " ".join(text.split())
    assert found == folded if len(folded) <= most else len(found) <= most + 1 and found.endswith(" …")


def test_word_count_and_reading_time_stand_in_the_rail(editor):
    story = ArticleFactory(body=f"<p>{'word ' * 460}</p>")
    assert "460 words · 2 min to read" in opened(editor, story).text_content()


def test_photo_facts_are_told_to_those_who_see_photos(log_in):
    good, bad = photo_with_picture(color="red"), undescribed()
    answer = log_in("Reporter").get(FACTS, {"ids": f"{good.pk},{bad.pk},999999"})
    facts = {each["id"]: (each["hasCredit"], each["isDescribed"]) for each in answer.json()["results"]}
    assert facts == {good.pk: (True, True), bad.pk: (True, False)}
    assert log_in().get(FACTS, {"ids": str(good.pk)}).status_code == 403


@pytest.mark.parametrize("ids", ["x", "1;2", "9" * 30, ",".join(map(str, range(400)))])
def test_photo_facts_refuse_what_the_page_would_not_ask(editor, ids):
    answer = editor.get(FACTS, {"ids": ids})
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"]


def test_writing_help_asks_the_database_nothing_more_for_a_longer_story(editor):
    def cost(story: Article) -> int:
        opened(editor, story)
        with CaptureQueriesContext(connection) as captured:
            opened(editor, story)
        return len(captured)

    story = ArticleFactory(lead_photo=photo_with_picture())
    ArticlePhoto.objects.create(article=story, photo=photo_with_picture(color="red"))
    link(story, ArticleFactory())
    byline(story, "Ann Lee")
    one = cost(story)
    for number in range(9):
        ArticlePhoto.objects.create(
            article=story, photo=photo_with_picture(color=f"#{number * 25:02x}ff00"), position=number
        )
        link(story, ArticleFactory())
    note_save(story.pk, by=None, now=NOW)
    assert cost(story) == one


def test_the_keys_script_is_on_the_form(editor):
    page = editor.get(ADD).content.decode()
    assert "desk/writing.js" in page
    assert "desk/keys.js" in page
    assert "Before it goes out" in words(editor.get(ADD))
