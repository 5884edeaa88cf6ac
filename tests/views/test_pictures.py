"""Pictures on readers' pages: every type in every size, words once, crops around the focus, galleries; and rows that an
older release stored."""

import pytest
from lxml import html

from articles.models import ArticlePhoto, PublishedArticle
from articles.queries.cards import CardPicture, Picture
from articles.workflow import note_save, publish_article
from articles.workflow.due import do_due
from tests.factories import NOW, ArticleFactory, live_story, photo_with_picture

pytestmark = pytest.mark.django_db


def read(client, story):
    return html.fromstring(client.get(f"/politics/{story.slug}-{story.pk}/").content.decode())


def with_gallery(lead, *photos):
    article = ArticleFactory(lead_photo=lead)
    for place, photo in enumerate(photos):
        ArticlePhoto.objects.create(article=article, photo=photo, in_gallery=True, position=place)
    note_save(article.pk, by=None, now=NOW)
    return publish_article(article.pk, by=None, now=NOW)


def test_the_lead_comes_in_every_type_the_best_first_and_keeps_its_place(client):
    story = live_story(lead_photo=photo_with_picture(caption="The harbor.", alt_decision="text", alt_text="A crane."))
    list(do_due(now=NOW))
    page = read(client, story)
    (figure,) = page.xpath("//figure[contains(@class, 'photo-lead')]")
    assert figure.xpath(".//source/@type") == ["image/avif", "image/webp"]
    (image,) = figure.xpath(".//img")
    assert (image.get("width"), image.get("height"), image.get("fetchpriority")) == ("900", "600", "high")
    assert image.get("loading") is None
    for srcset in (*figure.xpath(".//source/@srcset"), image.get("srcset")):
        assert [size.split()[1] for size in srcset.split(", ")] == ["320w", "480w", "800w"]
    assert {source.get("sizes") for source in figure.xpath(".//source")} == {image.get("sizes")}
    words = figure.text_content()
    assert (words.count("The harbor."), words.count("Jo Lens"), image.get("alt")) == (1, 1, "A crane.")


def test_what_a_use_says_for_itself_is_printed_there(client):
    photo = photo_with_picture(alt_decision="text", alt_text="A crane.", focus_x=0, focus_y=0)
    article = ArticleFactory(
        lead_photo=photo, lead_alt_decision="text", lead_alt_text="A hook.", lead_crop=[500, 0, 500, 1000]
    )
    note_save(article.pk, by=None, now=NOW)
    story = publish_article(article.pk, by=None, now=NOW)
    (image,) = read(client, story).xpath("//figure//img")
    assert (image.get("alt"), image.get("width"), image.get("height")) == ("A hook.", "450", "600")
    assert "-450.0.450.600-" in image.get("src")
    assert "-450.0.450.300 " in story.teaser_picture  # the card is cut out of that part, towards the focus
    assert [(one["width"], one["height"]) for one in story.lead["picture"]["shares"]] == [
        (450, 253), (450, 338), (450, 450)
    ]  # fmt: skip


def test_a_gallery_is_under_the_text_with_places_words_and_one_script(client):
    story = with_gallery(photo_with_picture(), *(photo_with_picture(color=color) for color in ("red", "green")))
    page = read(client, story)
    assert page.xpath("//div[contains(@class, 'story-body')]/*[last()]/@class") == ["gallery"]
    figures = page.xpath("//*[@data-gallery]//figure")
    assert [figure.get("data-place") for figure in figures] == ["1 of 2", "2 of 2"]
    assert all(image.get("loading") == "lazy" for image in page.xpath("//*[@data-gallery]//img"))
    assert len(page.xpath("//script[contains(@src, 'gallery.js')]")) == 1
    assert len(page.xpath("//*[@data-gallery]//*[@class='credit']")) == 2
    assert not read(client, live_story()).xpath("//script[contains(@src, 'gallery.js')]")


def test_a_gallery_of_one_has_nothing_to_turn_and_the_lead_is_not_in_it_again(client):
    lead = photo_with_picture()
    page = read(client, with_gallery(lead, lead, photo_with_picture(color="red")))
    assert len(page.xpath("//*[@data-gallery]//figure")) == 1
    assert not page.xpath("//*[@data-gallery]//button | //*[@class='gallery-place']")


@pytest.mark.parametrize("pictures", [1, 30])
def test_pictures_cost_no_queries(client, django_assert_num_queries, pictures):
    colors = [f"#{number * 8:02x}4080" for number in range(pictures)]
    story = with_gallery(photo_with_picture(), *(photo_with_picture(color=color) for color in colors))
    client.get("/")  # sections and templates are in memory then
    with django_assert_num_queries(4):
        page = read(client, story)
    assert len(page.xpath("//*[@data-gallery]//img")) == pictures


def test_the_feed_has_the_gallery_as_jpeg(client):
    with_gallery(photo_with_picture(), photo_with_picture(color="red", caption="The red one."))
    feed = client.get("/feeds/rss.xml").content.decode()
    assert "The red one." in feed
    assert ".webp" not in feed
    assert ".avif" not in feed


def test_what_an_older_release_stored_is_printed_as_it_was(client):
    story = live_story(lead_photo=photo_with_picture())
    old = {
        "src": "/media/renditions/ab/cd-640.webp",
        "srcset": "/media/renditions/ab/cd-320.webp 320w, /media/renditions/ab/cd-640.webp 640w",
        "smallest": "/media/renditions/ab/cd-320.webp", "largest": "/media/renditions/ab/cd-640.webp",
        "width": 900, "height": 600, "alt": "",
    }  # fmt: skip
    PublishedArticle.objects.update(lead={**story.lead, "picture": old}, teaser_picture="/media/x/ab 320,640 webp")
    page = read(client, story)
    assert page.xpath("//figure//img/@srcset") == [old["srcset"]]
    assert not page.xpath("//figure//picture")
    assert Picture.from_stored(old, now=NOW).sources == ()
    card = client.get("/").content.decode()
    assert 'src="/media/x/ab-640.webp"' in card
    assert CardPicture.from_stored("/media/x/ab 320,640 webp", "").sources == ()
