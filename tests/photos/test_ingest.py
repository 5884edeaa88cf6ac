"""What becomes of a picture file: refused in a sentence, or written anew with nothing in it but pixels."""

import io
import os
import struct
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from articles.photos import PictureRefused, read_picture
from tests.factories import picture_bytes


def grain(width: int, height: int, *, mode: str = "RGB", kind: str = "JPEG", **options) -> bytes:
    """A picture of noise, which no two of are alike."""
    bands = len(Image.new(mode, (1, 1)).getbands())
    buffer = io.BytesIO()
    Image.frombytes(mode, (width, height), os.urandom(width * height * bands)).save(buffer, kind, **options)
    return buffer.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "The file is empty."),
        (b"no picture", "This is not a picture we can read."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is an SVG drawing"),
        (picture_bytes()[:900], "The picture is damaged or cut off."),
        (png_that_claims(20_000, 20_000), "The picture has more than 80 megapixels."),
        (png_that_claims(2**31 - 1, 2**31 - 1), "The picture has more than 80 megapixels."),
        (picture_bytes(width=1, height=16_500), "The picture has a side of more than 16,000 pixels."),
        (picture_bytes(width=16_500, height=10), "The picture has a side of more than 16,000 pixels."),
        (picture_bytes(width=15_000, height=2), "The picture is too long and narrow"),
    ],
    ids=["empty", "text", "drawing", "cut off", "bomb", "largest claim", "tall", "wide", "thread"],
)
def test_what_cannot_become_a_photo_is_refused_in_a_sentence(data, sentence):
    with pytest.raises(PictureRefused, match=sentence):
        read_picture(data)


def test_a_picture_of_nothing_but_grain_is_written():
    assert read_picture(grain(15_000, 400)).width == 15_000


def test_a_broken_colour_profile_does_not_stop_a_picture():
    picture = read_picture(grain(60, 40, icc_profile=b"no profile" * 30))
    assert (picture.width, picture.height) == (60, 40)


@pytest.mark.parametrize(("mode", "kind"), [("CMYK", "JPEG"), ("L", "JPEG"), ("RGBA", "PNG"), ("I;16", "PNG")])
def test_every_kind_of_colour_is_read(mode, kind):
    data = grain(60, 40, mode="L", kind=kind) if mode == "I;16" else grain(60, 40, mode=mode, kind=kind)
    if mode == "I;16":
        buffer = io.BytesIO()
        Image.frombytes("I;16", (60, 40), os.urandom(60 * 40 * 2)).save(buffer, "PNG")
        data = buffer.getvalue()
    stored = Image.open(read_picture(data).file)
    assert stored.mode in ("RGB", "RGBA")


def test_a_picture_is_turned_upright_and_loses_place_and_camera():
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera 0815"  # lies on its side; maker
    exif.get_ifd(0x8825)[1] = "N"  # latitude
    picture = read_picture(grain(60, 40, exif=exif.tobytes()))
    data = picture.file.read()
    assert (picture.width, picture.height) == (40, 60)
    assert not Image.open(io.BytesIO(data)).getexif()
    assert b"Camera" not in data


def test_words_hidden_in_a_png_are_gone():
    hidden = PngInfo()
    hidden.add_text("Comment", "<script>alert(1)</script>")
    assert b"script" not in read_picture(grain(60, 40, mode="RGBA", kind="PNG", pnginfo=hidden)).file.read()
