"""Hostile and odd picture files, made here so that none has to be kept: `python -m tests.samples.pictures.make FOLDER`
writes them out to look at. What each is to become is in tests/photos/test_odd_pictures.py."""

import io
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageDraw
from PIL.PngImagePlugin import PngInfo

from tests.samples.pictures.profiles import blue_ink_profile, swapped_profile

SCRIPT = b"<script>alert(document.domain)</script>"
SIZE = (90, 60)
CORNERS = {(10, 10): (220, 30, 30), (80, 10): (30, 160, 30), (10, 50): (30, 30, 220), (80, 50): (240, 240, 240)}


def four_corners(size: tuple[int, int] = SIZE) -> Image.Image:
    """Red, green / blue, white: wherever it is turned to, each corner tells."""
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    for (x, y), color in CORNERS.items():
        left, top = (x > 45) * size[0] // 2, (y > 30) * size[1] // 2
        draw.rectangle((left, top, left + size[0] // 2, top + size[1] // 2), fill=color)
    return image


def saved(image: Image.Image, kind: str = "JPEG", **options: object) -> bytes:
    buffer = io.BytesIO()
    if kind == "JPEG":
        options = {"quality": 95, "subsampling": "4:4:4"} | options
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def png_chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, *, bits: int = 8, color: int = 2, rows: bytes = b"", extra: bytes = b"") -> bytes:
    """A PNG written by hand: any size may be claimed, and any depth."""
    header = struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0)
    body = png_chunk(b"IHDR", header) + extra + png_chunk(b"IDAT", zlib.compress(rows, 9)) + png_chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def jpeg_with(segment: int, payload: bytes, *, data: bytes = b"") -> bytes:
    """A JPEG with one more segment: 0xFE for a comment, 0xE1 for EXIF and XMP, 0xED for Photoshop."""
    data = data or saved(four_corners())
    return data[:2] + bytes((0xFF, segment)) + struct.pack(">H", len(payload) + 2) + payload + data[2:]


def oriented(orientation: int) -> bytes:
    """The four corners as a camera held in that way stores them: a reader who heeds the tag sees them upright."""
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    image = four_corners()
    exif = Image.Exif()
    exif[0x0112] = orientation
    return saved(image.transpose(undo) if undo is not None else image, exif=exif.tobytes())


def with_place_and_camera() -> bytes:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "Camera 0815", SCRIPT.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (57.0, 42.0, 31.0), 3: "E", 4: (11.0, 58.0, 0.0)})
    exif.get_ifd(0x8769).update({0xA431: "SERIAL-4711", 0x927C: b"maker's secrets SERIAL-4711"})
    return saved(four_corners(), exif=exif.tobytes(), comment=SCRIPT)


def gif_and_page() -> bytes:
    """A GIF to some, to others a page: its size is also the beginning of a comment (0x2F2A, "/*", in the original)."""
    return saved(four_corners().quantize(16), "GIF", comment=SCRIPT) + b"*/=1;" + SCRIPT


def jpeg_and_archive() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("payload.php", "<?php system($_GET['c']); ?>")
    return saved(four_corners()) + archive.getvalue()


def moving(kind: str, **options: object) -> bytes:
    frames = [four_corners(), Image.new("RGB", SIZE, "black"), Image.new("RGB", SIZE, "white")]
    return saved(frames[0], kind, save_all=True, append_images=frames[1:], **options)


def many_scans(scans: int = 5000) -> bytes:
    """A progressive JPEG whose last walk over all pixels is said again and again: seconds for each kilobyte."""
    data = saved(Image.effect_noise((2000, 1500), 60), progressive=True, quality=30)
    begins = data.rindex(b"\xff\xda")
    ends = data.rindex(b"\xff\xd9")
    shortest = data.index(b"\xff\xda", data.index(b"\xff\xda") + 2)
    scan = data[begins:ends] if ends - begins < 4000 else data[shortest : shortest + 300]
    return data[:ends] + scan * scans + data[ends:]


def text_bomb() -> bytes:
    """A PNG with fifty megabytes of nothing in a text of fifty kilobytes."""
    packed = b"Comment\0\0" + zlib.compress(bytes(50_000_000), 9)
    return png(4, 4, rows=bytes(4 * 13), extra=png_chunk(b"zTXt", packed))


def tiff(tags: list[tuple[int, int, int, int]], *, after: bytes = b"", magic: bytes = b"II*\0") -> bytes:
    """A TIFF written by hand: (tag, type, count, value) of its one directory."""
    begin = 8 if len(magic) == 4 else 16
    head = (magic + struct.pack("<I", begin)) if len(magic) == 4 else magic
    entries = b"".join(struct.pack("<HHII", *entry) for entry in sorted(tags))
    return head.ljust(begin, b"\0") + struct.pack("<H", len(tags)) + entries + bytes(4) + after


_SMALL_TIFF = [(256, 3, 1, 60), (257, 3, 1, 40), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (277, 3, 1, 1)]


def camera_raw() -> bytes:
    """As most raw files begin: a TIFF whose first picture is a thumbnail, with the real one elsewhere."""
    tags = [*_SMALL_TIFF, (254, 4, 1, 1), (330, 4, 1, 8), (273, 4, 1, 200), (278, 3, 1, 40), (279, 4, 1, 2400)]
    return tiff(tags).ljust(200, b"\0") + bytes(2400)


def tiff_with_huge_tiles() -> bytes:
    tags = [
        *[tag for tag in _SMALL_TIFF if tag[0] != 259],
        *((259, 3, 1, 8), (322, 4, 1, 65_520), (323, 4, 1, 65_520), (324, 4, 1, 300), (325, 4, 1, 1000)),
    ]
    return tiff(tags).ljust(300, b"\0") + zlib.compress(bytes(4_000_000), 9)


def webp_that_claims(width: int, height: int) -> bytes:
    good = saved(four_corners(), "WEBP", lossless=True, exif=b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0")
    at = good.index(b"VP8X") + 12
    return good[:at] + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little") + good[at + 6 :]


def _rgb16() -> bytes:
    pixels = b"".join(b"\0" + struct.pack(">HHH", 0x8000, 0x4000, 0xC000) * 30 for _ in range(20))
    return png(30, 20, bits=16, rows=pixels)


def _gray16() -> bytes:
    return saved(Image.frombytes("I;16", (30, 20), struct.pack("<H", 0x8000) * 600), "PNG")


def _cmyk(**options: object) -> bytes:
    """All magenta and all yellow: red. Saved as Adobe does, upside down."""
    return saved(Image.new("CMYK", SIZE, (0, 255, 255, 0)), **options)


def _color_key() -> bytes:
    rows = b"".join(b"\0" + bytes((255, 0, 255)) * 15 + bytes((10, 120, 10)) * 15 for _ in range(20))
    return png(30, 20, rows=rows, extra=png_chunk(b"tRNS", struct.pack(">HHH", 255, 0, 255)))


def _glass() -> Image.Image:
    image = four_corners().convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(SIZE))
    return image


def _scripted_png() -> bytes:
    hidden = PngInfo()
    hidden.add_text("Comment", SCRIPT.decode())
    hidden.add_itxt("XML:com.adobe.xmp", SCRIPT.decode())
    return saved(four_corners(), "PNG", pnginfo=hidden)


def _drawing(encoding: str) -> bytes:
    return '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'.encode(encoding)


_PAGE = b"<!DOCTYPE html><title>x</title>" + SCRIPT
PICTURES: dict[str, Callable[[], bytes]] = {
    "nothing.jpg": lambda: b"",
    "words.jpg": lambda: b"no picture",
    "page.jpg": lambda: _PAGE,
    "drawing.svg": lambda: _drawing("utf-8"),
    "drawing-utf16.png": lambda: _drawing("utf-16"),
    "document.jpg": lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n",
    "layers.jpg": lambda: b"8BPS\0\x01" + bytes(60),
    "bitmap.jpg": lambda: saved(four_corners(), "BMP"),
    "film.jpg": lambda: b"\0\0\0\x20ftypisom" + bytes(60),
    "archive.jpg": lambda: b"PK\x03\x04" + bytes(60),
    "raw-canon.jpg": lambda: tiff(_SMALL_TIFF, magic=b"II*\0\x10\0\0\0CR\2\0\0\0\0\0"),
    "raw-canon-new.cr3": lambda: b"\0\0\0\x18ftypcrx \0\0\0\1" + bytes(60),
    "raw-nikon.tif": camera_raw,
    "cut-off.jpg": lambda: saved(four_corners((900, 600)))[:4000],
    "cut-off.png": lambda: saved(four_corners((900, 600)), "PNG")[:700],
    "cut-off.webp": lambda: saved(four_corners((900, 600)), "WEBP")[:300],
    "cut-off.avif": lambda: saved(four_corners((900, 600)), "AVIF")[:400],
    "cut-off.gif": lambda: saved(four_corners((900, 600)).quantize(16), "GIF")[:300],
    "cut-off.tif": lambda: saved(four_corners((900, 600)), "TIFF")[:20_000],
    "only-the-head.jpg": lambda: b"\xff\xd8\xff\xd9",
    "wrong-checksum.png": lambda: saved(four_corners(), "PNG").replace(b"IDAT", b"IDAT\x01", 1),
    "bomb-claimed.png": lambda: png(20_000, 20_000),
    "bomb-largest-claim.png": lambda: png(2**31 - 1, 2**31 - 1),
    "bomb.png": lambda: png(15_000, 15_000, bits=1, color=0, rows=bytes(15_000 * 1876)),
    "bomb.webp": lambda: webp_that_claims(16_000, 16_000),
    "bomb-of-scans.jpg": many_scans,
    "bomb-of-text.png": text_bomb,
    "bomb-of-tiles.tif": tiff_with_huge_tiles,
    "no-pixels.png": lambda: png(0, 0),
    "wide.png": lambda: png(30_000, 1000, bits=1, color=0, rows=bytes(1000 * 3751)),
    "wide.jpg": lambda: saved(Image.new("L", (30_000, 900)), subsampling=0),
    "thread.png": lambda: saved(Image.new("L", (9000, 30)), "PNG"),
    "plain.jpg": lambda: saved(four_corners()),
    "plain.png": lambda: saved(four_corners(), "PNG"),
    "plain.webp": lambda: saved(four_corners(), "WEBP", lossless=True),
    "plain.avif": lambda: saved(four_corners(), "AVIF", quality=95),
    "plain.gif": lambda: saved(four_corners().quantize(16), "GIF"),
    "plain.tif": lambda: saved(four_corners(), "TIFF", compression="tiff_lzw"),
    "png-inside.jpg": lambda: saved(four_corners(), "PNG"),
    "jpeg-inside.html": lambda: saved(four_corners()),
    "gif-and-page.gif": gif_and_page,
    "jpeg-and-archive.jpg": jpeg_and_archive,
    "script-in-comment.jpg": lambda: jpeg_with(0xFE, SCRIPT),
    "script-behind.jpg": lambda: saved(four_corners()) + SCRIPT,
    "script-in-text.png": _scripted_png,
    "place-and-camera.jpg": with_place_and_camera,
    "moving.gif": lambda: moving("GIF", duration=100),
    "moving.webp": lambda: moving("WEBP", duration=100, lossless=True),
    "moving.png": lambda: moving("PNG", duration=100),
    "moving.avif": lambda: moving("AVIF", duration=100, quality=95),
    "pages.tif": lambda: moving("TIFF"),
    "both-eyes.mpo": lambda: moving("MPO"),
    "gray-16.png": _gray16,
    "colors-16.png": _rgb16,
    "float.tif": lambda: saved(Image.new("F", (30, 20), 0.5), "TIFF"),
    "lab.tif": lambda: saved(Image.new("LAB", (30, 20), (128, 128, 128)), "TIFF"),
    "fax.tif": lambda: saved(Image.new("1", (30, 20), 1), "TIFF", compression="group4"),
    "gray.jpg": lambda: saved(Image.new("L", SIZE, 128), subsampling=0),
    "palette.png": lambda: saved(four_corners().quantize(16), "PNG"),
    "color-key.png": _color_key,
    "glass.png": lambda: saved(_glass(), "PNG"),
    "glass.webp": lambda: saved(_glass(), "WEBP", lossless=True),
    "opaque.png": lambda: saved(four_corners().convert("RGBA"), "PNG"),
    "cmyk.jpg": _cmyk,
    "cmyk-blue-ink.jpg": lambda: _cmyk(icc_profile=blue_ink_profile()),
    "cmyk.tif": lambda: saved(Image.new("CMYK", SIZE, (0, 255, 255, 0)), "TIFF"),
    "swapped-colors.jpg": lambda: saved(Image.new("RGB", SIZE, (230, 20, 20)), icc_profile=swapped_profile()),
    "broken-profile.jpg": lambda: saved(four_corners(), icc_profile=b"no profile" * 30),
    "broken-exif.jpg": lambda: jpeg_with(0xE1, b"Exif\0\0II*\0\xff\xff\xff\xff" + b"\x41" * 40),
    "progressive.jpg": lambda: saved(four_corners(), progressive=True),
    **{f"held-{way}.jpg": (lambda way=way: oriented(way)) for way in range(1, 9)},
}

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, make in PICTURES.items():
        (folder / name).write_bytes(make())
