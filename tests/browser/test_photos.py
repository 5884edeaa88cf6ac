"""Photos from a card to the reader and back: dropped, focused, cropped, published, taken back."""

import base64
import io
import random
import struct
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, Route, expect

from articles.models import Article, ArticlePhoto, Photo, PublishedArticle
from articles.photos import attach_picture
from articles.photos.crops import crop_box
from articles.workflow.snapshot import take_snapshot
from tests.browser.desk import log_in, press
from tests.factories import ArticleFactory, PhotoFactory

pytestmark = pytest.mark.django_db(transaction=True)

DROP = """([files, selector]) => {
  const data = new DataTransfer();
  for (const [name, text] of files) {
    data.items.add(new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], name, { type: "image/jpeg" }));
  }
  const place = document.querySelector(selector);
  for (const kind of ["dragenter", "dragover", "drop"]) {
    place.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }
}"""


def drawn(seed: int) -> bytes:
    """A picture of 1200 × 800 that looks like no other."""
    blocks = Image.new("RGB", (9, 6))
    blocks.putdata([tuple(random.Random(seed * 100 + place).randbytes(3)) for place in range(54)])
    buffer = io.BytesIO()
    blocks.resize((1200, 800), Image.Resampling.BICUBIC).save(buffer, "JPEG", quality=90)
    return buffer.getvalue()


def drop(page: Page, files: dict[str, bytes], *, on: str) -> None:
    page.evaluate(DROP, [[[name, base64.b64encode(data).decode()] for name, data in files.items()], on])


def tile(page: Page, name: str) -> Locator:
    return page.locator(".desk-sent").filter(has=page.get_by_text(name, exact=True))


def in_library(seed: int, **words: Any) -> Photo:
    return attach_picture(PhotoFactory(**words), drawn(seed), name=f"{seed}.jpg")


def test_three_dropped_one_here_already_focused_published_and_taken_back(page, reader, page_errors):
    here = in_library(1, caption="The pier at dawn", credit="Jo Lens")
    log_in(page, "Editor")
    page.goto("/admin/articles/photo/")
    drop(page, {"boats.jpg": drawn(2), "again.jpg": drawn(1), "crane.jpg": drawn(3)}, on=".desk-drop")
    expect(page.get_by_text("2 of 3 photos are in the library. 1 is here already.")).to_be_visible()
    expect(tile(page, "boats.jpg")).to_contain_text("Still needs a credit and a description.")
    expect(tile(page, "again.jpg")).to_contain_text("The pier at dawn")
    photo = Photo.objects.get(original_name="boats.jpg")
    assert Photo.objects.count() == 3
    assert (
        tile(page, "again.jpg").get_by_role("link").get_attribute("href") == f"/admin/articles/photo/{here.pk}/change/"
    )

    page.goto(f"/admin/articles/photo/{photo.pk}/change/")
    square = page.locator('[data-shape="1 1"] img')
    middle = square.get_attribute("style")
    picture = page.locator("[data-focus-stage]")
    size = picture.bounding_box()
    picture.click(position={"x": 4, "y": size["height"] / 2})
    expect(square).not_to_have_attribute("style", middle)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    page.get_by_label("Caption").fill("The boats at noon")
    page.get_by_label("Credit").fill("Ann Lens")
    page.get_by_label("Description").fill("The boats at noon.")
    expect(page.get_by_text("This repeats the caption, so it is not read out.")).to_be_visible()
    page.get_by_label("Description").fill("Three boats and a gull.")
    page.get_by_role("button", name="Save", exact=True).click()
    photo.refresh_from_db()
    assert photo.focus_x < 30
    assert 500 < photo.focus_y < 600

    story = ArticleFactory(headline="The boats are back", created_by=None)
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.locator(".field-lead_photo").get_by_role("button", name="Choose from the library").click()
    page.get_by_role("option").filter(has_text="The boats at noon").click()
    expect(page.locator(".desk-lead")).to_contain_text("Credit: Ann Lens")
    press(page, "Publish now")
    published = PublishedArticle.objects.get()
    reader.goto(f"/politics/{published.slug}-{published.pk}/")
    expect(reader.get_by_alt_text("Three boats and a gull.")).to_be_visible()

    page.goto(f"/admin/articles/photo/{photo.pk}/change/")
    page.get_by_role("link", name="Take back from readers…").click()
    page.get_by_label("Why is it taken back?").fill("The agency withdrew it.")
    page.get_by_role("button", name="Take it back now").click()
    expect(page.locator(".desk-messages")).to_contain_text("No reader gets this photo any more.")
    reader.reload()
    expect(reader.get_by_role("heading", name="The boats are back")).to_be_visible()
    expect(reader.get_by_alt_text("Three boats and a gull.")).to_have_count(0)
    expect(reader.get_by_text("The boats at noon")).to_have_count(0)
    assert page_errors == []


def test_the_crops_on_the_page_are_those_that_are_printed(page):
    """The script reckons as photos/crops.py does, to the pixel."""
    photo = in_library(1)
    log_in(page, "Photo editor")
    page.goto(f"/admin/articles/photo/{photo.pk}/change/")
    chance = random.Random(6)
    samples = [
        [
            *(chance.choice((1, 2, 3, 640, 899, 1201, 6000, chance.randint(1, 8000))) for _side in range(2)),
            chance.choice(((16, 9), (4, 3), (1, 1), (3, 2), (4, 5))),
            [chance.choice((0, 500, 1000, chance.randint(0, 1000))) for _place in range(2)],
        ]
        for _sample in range(400)
    ]
    found = page.evaluate("samples => samples.map((one) => window.deskFocus.cropBox(...one))", samples)
    assert found == [
        list(crop_box(width, height, tuple(shape), tuple(focus))) for width, height, shape, focus in samples
    ]


def test_photos_are_dropped_into_a_story_a_part_is_marked_and_a_broken_connection_loses_nothing(page, page_errors):
    here = in_library(1, caption="The pier at dawn", credit="Jo Lens")
    story = ArticleFactory(headline="The storm", created_by=None)
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    expect(page.locator("#photos-group .desk-story-drop")).to_be_visible()
    page.get_by_label("Kicker").fill("Exclusive")
    broken: list[Route] = []
    page.route("**/photo/send/", lambda route: (broken.append(route), route.abort()))
    drop(page, {"storm.jpg": drawn(2)}, on=".field-lead_photo")
    expect(tile(page, "storm.jpg")).to_contain_text("The connection broke off.")
    page.unroute("**/photo/send/")
    page.get_by_role("button", name="Send again").click()
    lead = page.locator(".desk-lead")
    expect(lead).to_contain_text("No credit")
    expect(page.get_by_label("Kicker")).to_have_value("Exclusive")
    assert len(broken) == 1

    drop(page, {"one.jpg": drawn(3), "two.jpg": drawn(4), "pier.jpg": drawn(1)}, on="#photos-group")
    expect(page.locator("#photos-group [data-inherits]")).to_have_count(2)
    page.get_by_role("button", name="Use this one").click()
    expect(page.locator("#photos-group [data-inherits]")).to_have_count(3)

    page.locator(".field-lead_crop").get_by_role("button", name="Mark a part…").click()
    window = page.get_by_role("dialog")
    window.get_by_role("button", name="1:1").click()
    window.locator(".desk-crop-box").press("ArrowRight")
    window.get_by_label("Width in per cent").fill("40")
    window.get_by_label("Width in per cent").blur()
    expect(window).to_contain_text("480 × 480 px. This part is 480 px wide: readers on a desk get a soft picture.")
    window.get_by_role("button", name="Use this part").click()
    expect(lead.locator(".desk-cut img")).to_be_visible()
    told = press(page, "Save")
    assert "is 480 px wide" in told
    content = take_snapshot(story.pk)
    assert content["lead"]["photo"] == Photo.objects.get(original_name="storm.jpg").pk
    assert content["lead"]["crop"][2:] == [400, 600]
    assert content["kicker"] == "Exclusive"
    assert [use["gallery"] for use in content["photos"]] == [True, True, True]
    assert here.pk in ArticlePhoto.objects.values_list("photo_id", flat=True)
    assert Article.objects.count() == 1
    assert [error for error in page_errors if "ERR_FAILED" not in error] == []


LOOK = """async (text) => {
  const file = new File([Uint8Array.from(atob(text), (one) => one.charCodeAt(0))], "x.jpg", { type: "image/jpeg" });
  const address = await window.deskPreview(file);
  if (!address) return null;
  const image = new Image();
  image.src = address;
  await image.decode();
  return image.naturalWidth;
}"""


def with_small_one(data: bytes, *, turned: int = 1) -> bytes:
    """A JPEG as a camera writes it: a picture of 160 pixels in its Exif, and how the camera was held."""
    buffer = io.BytesIO()
    Image.new("RGB", (160, 120), "red").save(buffer, "JPEG")
    small = buffer.getvalue()
    first = struct.pack("<HHHIII", 1, 0x0112, 3, 1, turned, 26)
    second = struct.pack("<HHHIIHHIII", 2, 0x0201, 4, 1, 56, 0x0202, 4, 1, len(small), 0)
    exif = b"Exif\0\0" + struct.pack("<2sHI", b"II", 42, 8) + first + second + small
    return data[:2] + struct.pack(">HH", 0xFFE1, len(exif) + 2) + exif + data[2:]


def test_a_file_is_seen_before_it_is_sent(page):
    """The small picture that a camera wrote, if it lies right; otherwise one made here; none of what is no picture."""
    log_in(page, "Photo editor")
    page.goto("/admin/articles/photo/")
    plain = drawn(1)
    files = [
        with_small_one(plain),
        with_small_one(plain, turned=6),
        plain,
        with_small_one(plain)[:90],
        b"no picture",
        b"",
    ]
    found = [page.evaluate(LOOK, base64.b64encode(data).decode()) for data in files]
    assert found == [160, 240, 240, None, None, None]


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_of_the_photos_desk_is_wider_than_the_screen(page, width):
    photo = in_library(1, caption="The pier at dawn", credit="Jo Lens")
    story = ArticleFactory(lead_photo=photo)
    ArticlePhoto.objects.create(article=story, photo=in_library(2))
    log_in(page, "Editor")
    page.set_viewport_size({"width": width, "height": 844})
    for address in ("photo/", f"photo/{photo.pk}/change/", "photo/send/", f"article/{story.pk}/change/"):
        page.goto(f"/admin/articles/{address}")
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), address
