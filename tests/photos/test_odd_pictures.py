"""What becomes of hostile and odd pictures (tests/samples/pictures/make.py), one by one, as literal answers: refused in
a sentence that says what to do, or taken in with nothing in it but pixels."""

import io

import pytest
from PIL import Image

from articles.photos import PictureRefused, read_picture, take_in
from articles.photos.ingest import CMYK, FIRST_PAGE, STILL
from articles.photos.opening import DAMAGED, DRAWING, EMPTY, UNKNOWN
from tests.factories import NOW
from tests.samples.pictures.make import CORNERS, PICTURES, SCRIPT, SIZE

RAW = "This is a camera's raw file. Develop it, and upload the picture as a JPEG."
TOO_LARGE = "The picture has more than 80 megapixels. Export a smaller version."
TOO_WIDE = "The picture has a side of more than 16,000 pixels. Export a smaller version."
EXPORT = "which we do not take. Export the picture as a JPEG and upload that."
REFUSED = {
    "nothing.jpg": EMPTY,
    "words.jpg": UNKNOWN,
    "page.jpg": UNKNOWN,
    "drawing.svg": DRAWING,
    "drawing-utf16.png": DRAWING,
    "document.jpg": f"This is a PDF or PostScript document, {EXPORT}",
    "layers.jpg": f"This is a Photoshop document, {EXPORT}",
    "bitmap.jpg": f"This is a BMP picture, {EXPORT}",
    "film.jpg": f"This is a film, {EXPORT}",
    "archive.jpg": "This is a ZIP file. Unpack it, and upload the pictures in it.",
    "raw-canon.jpg": RAW,
    "raw-canon-new.cr3": RAW,
    "raw-nikon.tif": RAW,
    "cut-off.jpg": DAMAGED,
    "cut-off.png": DAMAGED,
    "cut-off.webp": DAMAGED,
    "cut-off.avif": DAMAGED,
    "cut-off.gif": DAMAGED,
    "cut-off.tif": DAMAGED,
    "only-the-head.jpg": UNKNOWN,
    "wrong-checksum.png": DAMAGED,
    "bomb-claimed.png": TOO_LARGE,
    "bomb-largest-claim.png": TOO_LARGE,
    "bomb.png": TOO_LARGE,
    "bomb.webp": TOO_LARGE,
    "bomb-of-scans.jpg": DAMAGED,
    "bomb-of-text.png": DAMAGED,
    "bomb-of-tiles.tif": DAMAGED,
    "no-pixels.png": UNKNOWN,
    "wide.png": TOO_WIDE,
    "wide.jpg": TOO_WIDE,
    "thread.png": "The picture is too long and narrow for a page. Crop it and upload the part that counts.",
}
UPRIGHT = [CORNERS[place] for place in ((10, 10), (80, 10), (10, 50), (80, 50))]
RED, GRAY = [(254, 0, 0)] * 4, [(128, 128, 128)] * 4
CORNERED = """
    plain.jpg plain.png plain.webp plain.avif plain.gif plain.tif png-inside.jpg jpeg-inside.html gif-and-page.gif
    jpeg-and-archive.jpg script-in-comment.jpg script-behind.jpg script-in-text.png place-and-camera.jpg both-eyes.mpo
    palette.png opaque.png broken-profile.jpg broken-exif.jpg progressive.jpg held-1.jpg held-2.jpg held-3.jpg
    held-4.jpg held-5.jpg held-6.jpg held-7.jpg held-8.jpg
""".split()
# name: size, mode, colours near the four corners, what the sender is told
TAKEN = {
    **dict.fromkeys(CORNERED, (SIZE, "RGB", UPRIGHT, ())),
    **{f"moving.{kind}": (SIZE, "RGB", UPRIGHT, (STILL,)) for kind in ("gif", "webp", "png", "avif")},
    "pages.tif": (SIZE, "RGB", UPRIGHT, (FIRST_PAGE,)),
    "gray-16.png": ((30, 20), "RGB", GRAY, ()),
    "colors-16.png": ((30, 20), "RGB", [(128, 64, 192)] * 4, ()),
    "float.tif": ((30, 20), "RGB", GRAY, ()),
    "lab.tif": ((30, 20), "RGB", [(119, 119, 119)] * 4, ()),
    "fax.tif": ((30, 20), "RGB", [(255, 255, 255)] * 4, ()),
    "gray.jpg": (SIZE, "RGB", GRAY, ()),
    "color-key.png": ((30, 20), "RGBA", [(255, 0, 255, 0), (10, 120, 10, 255)] * 2, ()),
    "glass.png": (
        SIZE,
        "RGBA",
        [(*color, opacity) for color, opacity in zip(UPRIGHT, (44, 44, 214, 214), strict=True)],
        (),
    ),
    "glass.webp": (
        SIZE,
        "RGBA",
        [(*color, opacity) for color, opacity in zip(UPRIGHT, (44, 44, 214, 214), strict=True)],
        (),
    ),
    "cmyk.jpg": (SIZE, "RGB", RED, (CMYK,)),
    "cmyk.tif": (SIZE, "RGB", RED, (CMYK,)),
    "cmyk-blue-ink.jpg": (SIZE, "RGB", [(77, 92, 161)] * 4, ()),
    "swapped-colors.jpg": (SIZE, "RGB", [(12, 231, 13)] * 4, ()),
}


def test_every_picture_has_its_answer():
    assert {*REFUSED, *TAKEN} == set(PICTURES)
    assert not REFUSED.keys() & TAKEN.keys()


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_become_a_photo_is_refused_in_a_sentence(name):
    with pytest.raises(PictureRefused) as refusal:
        read_picture(PICTURES[name]())
    assert str(refusal.value) == REFUSED[name]


@pytest.mark.parametrize("name", TAKEN)
def test_what_can_is_nothing_but_its_pixels(name):
    size, mode, colors, notes = TAKEN[name]
    data = PICTURES[name]()
    picture = read_picture(data)
    stored = picture.file.read()
    image = Image.open(io.BytesIO(stored))
    assert (image.size, image.mode, picture.notes) == (size, mode, notes)
    assert (picture.width, picture.height) == size
    across, down = size[0] // 9, size[1] // 6
    places = [(x, y) for y in (down, size[1] - 1 - down) for x in (across, size[0] - 1 - across)]
    seen = [image.getpixel(place) for place in places]
    assert all(_is_near(*pair) for pair in zip(seen, colors, strict=True)), seen
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert not image.getexif()
    for secret in (SCRIPT, b"SERIAL", b"Camera", b"payload", b"http", b"PK\x03"):
        assert secret not in stored


def _is_near(seen: object, wanted: tuple[int, ...]) -> bool:
    return isinstance(seen, tuple) and all(abs(one - other) <= 4 for one, other in zip(seen, wanted, strict=True))


NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\jo\\harbor.jpg": "harbor.jpg",
    "har\x00bor.jpg": "harbor.jpg",
    "harbor\u202egpj.exe": "harborgpj.exe",
    "\U0001f309 Brücke \u4e2d.jpg": "\U0001f309 Brücke \u4e2d.jpg",
    "a" * 300 + ".jpg": "a" * 251 + ".jpg",
    "<img src=x onerror=alert(1)>.jpg": "<img src=x onerror=alert(1)>.jpg",
    "": "",
    "/": "",
}


@pytest.mark.django_db
@pytest.mark.parametrize("name", NAMES)
def test_a_file_name_is_shown_and_never_used(name, media_root):
    photo = take_in(PICTURES["plain.jpg"](), name=name, by=None, now=NOW).photo
    photo.refresh_from_db()
    assert photo.original_name == NAMES[name]
    written = [path for path in media_root.parent.rglob("*") if path.is_file()]
    assert {path.relative_to(media_root).parts[0] for path in written} == {"originals", "renditions"}
    assert all(path.name[:15] in photo.fingerprint for path in written)
