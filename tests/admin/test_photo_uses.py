"""What a story says of a photo for itself, in its form: saved, refused, told, kept while typing."""

import pytest
from django.contrib.admin import site
from django.http import QueryDict
from django.urls import reverse
from lxml import html as lxml_html

from articles.admin.photo_uses import PartField
from articles.admin.typed import typed_content
from articles.models import Article, ArticlePhoto, Photo
from articles.workflow.snapshot import take_snapshot
from tests.admin.conftest import filled, messages, row, words
from tests.factories import ArticleFactory, PhotoFactory, photo_with_picture

pytestmark = pytest.mark.django_db


def change(story: Article) -> str:
    return reverse("admin:articles_article_change", args=[story.pk])


def save(browser, story: Article, **boxes):
    return browser.post(change(story), filled(browser.get(change(story)), **boxes) | {"_save": ""}, follow=True)


def story_with_row(**says) -> Article:
    story = ArticleFactory(lead_photo=PhotoFactory(caption="The pier at dawn", credit="Jo Lens"))
    ArticlePhoto.objects.create(article=story, photo=PhotoFactory(caption="A gull", credit="Ann Lens"), **says)
    return story


def test_what_readers_get_from_the_library_stands_beside_the_empty_boxes(editor):
    story = story_with_row()
    Photo.objects.filter(pk=story.lead_photo_id).update(alt_decision="text", alt_text="Two men mend a net.")
    page = editor.get(change(story))
    told = words(page)
    assert "Credit: Jo Lens" in told
    assert "Read out: “Two men mend a net.”" in told
    assert "Credit: Ann Lens" in told
    boxes = lxml_html.fromstring(page.content.decode())
    assert boxes.get_element_by_id("id_lead_caption").get("placeholder") == "The pier at dawn"
    assert boxes.get_element_by_id("id_lead_alt_text").get("placeholder") == "Two men mend a net."
    assert boxes.get_element_by_id("id_photos-0-caption").get("placeholder") == "A gull"


def test_words_part_and_gallery_of_a_story_are_saved(editor):
    story = story_with_row()
    boxes = {"lead_alt_text": " Two men mend a net. ", "lead_crop": "10, 5, 60, 45.5 %"}
    boxes |= {"photos-0-alt_decision": "on", "photos-0-crop": "0 0 50 100", "photos-0-in_gallery": "on"}
    answer = save(editor, story, **boxes)
    assert answer.status_code == 200
    saved = take_snapshot(story.pk)
    assert saved["lead"]["own_alt"] == {"decision": "text", "text": "Two men mend a net."}
    assert saved["lead"]["crop"] == [100, 50, 600, 455]
    use = saved["photos"][0]
    assert (use["own_alt"]["decision"], use["crop"], use["gallery"]) == ("decorative", [0, 0, 500, 1000], True)
    assert filled(answer)["lead_crop"] == "10 5 60 45.5"
    assert filled(answer)["photos-0-alt_decision"] == "on"


def test_emptying_the_boxes_goes_back_to_the_library(editor):
    story = story_with_row(alt_decision="decorative", crop=[0, 0, 500, 1000])
    Article.objects.filter(pk=story.pk).update(lead_alt_decision="text", lead_alt_text="x", lead_crop=[0, 0, 500, 500])
    boxes = filled(editor.get(change(story)), lead_alt_text="", lead_crop="", _save="") | {"photos-0-crop": ""}
    del boxes["photos-0-alt_decision"]
    editor.post(change(story), boxes)
    saved = take_snapshot(story.pk)
    for use in (saved["lead"], saved["photos"][0]):
        assert (use["own_alt"], use["crop"]) == ({"decision": "", "text": ""}, None)


def test_decorative_is_stronger_than_a_description(editor):
    story = story_with_row()
    save(editor, story, lead_alt_text="Two men.", lead_alt_decision="on")
    assert take_snapshot(story.pk)["lead"]["own_alt"] == {"decision": "decorative", "text": ""}


@pytest.mark.parametrize(
    "part", ["10 5 60", "left", "10 5 95 45", "-1 0 50 50", "0 0 0 50", "1e2 0 50 50", "0 0 50 ٥٠"]
)
def test_what_is_no_part_of_a_picture_is_refused_and_kept_in_the_box(editor, part):
    story = story_with_row()
    answer = save(editor, story, lead_crop=part)
    assert "per cent" in words(answer) or "outside the picture" in words(answer)
    assert filled(answer)["lead_crop"] == part
    assert take_snapshot(story.pk)["lead"]["crop"] is None


@pytest.mark.parametrize("typed", ["", "  ", "0 0 100 100", "0,0,100,100"])
def test_the_whole_picture_is_no_part(typed):
    assert PartField().clean(typed) is None


def test_another_photo_does_not_keep_the_part_that_was_marked_in_the_one_before(editor):
    story = story_with_row(crop=[0, 0, 500, 1000])
    Article.objects.filter(pk=story.pk).update(lead_crop=[0, 0, 500, 500])
    other, third = PhotoFactory(), PhotoFactory()
    save(editor, story, lead_photo=str(other.pk), **{"photos-0-photo": str(third.pk)})
    saved = take_snapshot(story.pk)
    assert (saved["lead"]["photo"], saved["lead"]["crop"]) == (other.pk, None)
    assert (saved["photos"][0]["photo"], saved["photos"][0]["crop"]) == (third.pk, None)


def test_a_description_that_repeats_the_caption_is_pointed_out(editor):
    story = story_with_row()
    answer = save(editor, story, lead_alt_text="the pier at dawn.")
    assert "The description of “The pier at dawn” repeats its caption, so it is not read out." in messages(answer)
    assert "“the pier at dawn.” only repeats the caption." in words(answer)
    mended = save(editor, story, lead_alt_text="Two men mend a net.")
    assert "repeats" not in messages(mended) + words(mended)


def test_a_small_part_is_told(editor):
    story = ArticleFactory(lead_photo=photo_with_picture(caption="The pier"))
    answer = save(editor, story, lead_crop="0 0 50 50")
    assert "The part of “The pier” is 450 px wide: readers on a desk get a soft picture." in messages(answer)


def test_the_checklist_takes_the_storys_own_description(editor):
    photo = photo_with_picture(caption="The pier", credit="Jo Lens", alt_decision=Photo.Alt.UNDECIDED)
    story = ArticleFactory(lead_photo=photo)
    assert "“The pier”: no description." in words(editor.get(change(story)))
    answer = save(editor, story, lead_alt_text="Two men mend a net.")
    assert "no description" not in words(answer)


def test_a_new_row_takes_everything_at_once(editor):
    story, photo = ArticleFactory(), PhotoFactory()
    boxes = {"photos-TOTAL_FORMS": "1"} | row(
        0,
        "photos",
        photo=photo.pk,
        article=story.pk,
        caption="",
        alt_text="A gull.",
        crop="1 2 3 4",
        in_gallery="on",
        after_paragraph=1,
    )
    save(editor, story, **boxes)
    use = ArticlePhoto.objects.get()
    assert (use.alt_decision, use.alt_text, use.crop, use.in_gallery) == ("text", "A gull.", [10, 20, 30, 40], True)


def test_who_only_reads_a_story_reads_its_words(log_in):
    story = story_with_row(alt_text="A white bird.", alt_decision="text", crop=[0, 0, 500, 500])
    told = words(log_in("Reporter").get(change(story)))
    assert "A white bird." in told
    assert "[0, 0" not in told


# --- Photos whose place is a mark in the text


def story_with_mark(**says) -> Article:
    photo = PhotoFactory(caption="A gull", credit="Ann Lens")
    story = ArticleFactory(body=f'<p>One.</p><div data-photo="{photo.pk}">A gull</div><p>Two.</p>', created_by=None)
    story.photos.update(**says)
    return story


def test_a_photo_in_the_text_has_words_and_a_part_of_its_own(editor):
    story = story_with_mark()
    page = editor.get(change(story))
    assert "Stands where it was put into the text." in words(page)
    hidden = lxml_html.fromstring(page.content.decode()).get_element_by_id("id_photos-0-photo")
    assert (hidden.get("type"), hidden.get("value")) == ("hidden", str(story.photos.get().photo_id))
    boxes = {"photos-0-caption": "The gull of the harbor master", "photos-0-alt_decision": "on"}
    save(editor, story, **boxes, **{"photos-0-crop": "0 0 50 100"})
    use = take_snapshot(story.pk)["photos"][0]
    assert (use["caption"], use["credit"]) == ("The gull of the harbor master", "Ann Lens")
    assert (use["own_alt"]["decision"], use["crop"]) == ("decorative", [0, 0, 500, 1000])
    assert (use["after_paragraph"], use["gallery"]) == (None, False)


def test_its_place_and_the_photo_itself_are_changed_in_the_text_only(editor):
    story = story_with_mark(caption="The gull")
    other = PhotoFactory()
    save(editor, story, **{"photos-0-photo": str(other.pk), "photos-0-in_gallery": "True"})
    assert [use["photo"] for use in take_snapshot(story.pk)["photos"]] != [other.pk]
    story = story_with_mark(caption="The gull")
    save(editor, story, body="<p>One.</p><p>Two.</p>")
    assert take_snapshot(story.pk)["photos"] == []


def test_what_is_typed_of_it_is_known_before_it_is_saved(editor, rf, django_user_model):
    story = story_with_mark(caption="The gull")
    request = rf.get("/")
    request.user = django_user_model.objects.get(pk=editor.session["_auth_user_id"])

    def typed(**boxes):
        sent = QueryDict(mutable=True)
        sent.update(filled(editor.get(change(story)), **boxes))
        return typed_content(site._registry[Article], request, story, sent).content["photos"]

    assert typed() == take_snapshot(story.pk)["photos"]
    (use,) = typed(**{"photos-0-caption": "A white bird"})
    assert (use["caption"], use["after_paragraph"]) == ("A white bird", None)
    assert typed(body="<p>One.</p>") == []
