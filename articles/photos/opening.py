"""Opening a picture file that somebody sent: what it is shows in its bytes, never in its name, and whether it can be
decoded within bounds shows before it is. What becomes of the pixels is pixels.py."""

import importlib.util
import io
import re
import warnings

from django.conf import settings
from PIL import Image, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile
from PIL.TiffImagePlugin import TiffImageFile

ACCEPTED = ["JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF"]
LONGEST_SIDE = 16_000  # a WebP, which readers get, ends at 16,383 pixels
NARROWEST = 40  # times as long as wide: beyond that a smaller size of it has no pixels left
MOST_SCANS = 100  # of a progressive JPEG, which has ten: each is another walk over all its pixels
# A decoded picture and the copy that turning or converting it takes; 500 MB with the program around it.
MOST_MEMORY = 390 * 1024 * 1024
KEPT_PIXELS, KEPT_PIXELS_WITH_ALPHA = 46_000_000, 25_000_000  # more is halved: no page shows it, and it takes seconds
# Bytes for each pixel while it is decoded, measured with Pillow 13 (docs/decisions.md). Others need what they hold.
DECODING = {"WEBP": 16.8, "AVIF": 12.0, "HEIF": 8.4}
HOLDING: dict[str, float] = {"1": 1, "L": 1, "P": 1}

# Of bombs, for which there are limits of our own below, and of broken metadata, which is passed over.
warnings.filterwarnings("ignore", module=r"PIL\.")

if importlib.util.find_spec("pillow_heif"):  # an extra: pip install newsroom[heic]
    import pillow_heif

    pillow_heif.register_heif_opener(thumbnails=False)
    ACCEPTED.append("HEIF")


class PictureRefused(ValueError):
    """The file cannot become a photo. The message tells the person who sent it what to do."""


DAMAGED = "The picture is damaged or cut off. Ask for it again and upload the new file."
_RAW = "This is a camera's raw file. Develop it, and upload the picture as a JPEG."
_EXPORT = "This is {}, which we do not take. Export the picture as a JPEG and upload that."
PHONE = _EXPORT.format("a HEIC photo of a phone")
# What people send instead of pictures, by how it begins.
KNOWN = (
    (rb"....ftypavi[fs]", DAMAGED),
    (rb"II\*\0\x10\0\0\0CR|....ftypcrx |.{0}FUJIFILMCCD-RAW|IIU\0|IIR[OS]|FOVb", _RAW),
    (rb"....ftyp(heic|heix|hevc|heim|heis|mif1|msf1)", PHONE),
    (rb"....ftyp|\x1aE\xdf\xa3|RIFF....AVI ", _EXPORT.format("a film")),
    (rb"8BP[SB]", _EXPORT.format("a Photoshop document")),
    (rb"%PDF|%!PS|\xc5\xd0\xd3\xc6", _EXPORT.format("a PDF or PostScript document")),
    (rb"BM....\0\0\0\0", _EXPORT.format("a BMP picture")),
    (rb"\0\0\0\x0cjP  \r\n|\xff\x4f\xff\x51|\xff\x0a|\0\0\0\x0cJXL ", _EXPORT.format("a JPEG 2000 or JPEG XL picture")),
    (rb"PK\x03\x04", "This is a ZIP file. Unpack it, and upload the pictures in it."),
)
_SVG = re.compile(rb"<(?:[a-z]+:)?svg[\s>/]", re.IGNORECASE)
DRAWING = "This is an SVG drawing, which can carry programs, so we do not take any. Export it as a PNG and upload that."
UNKNOWN = "This is not a picture we can read. Upload a JPEG, PNG, WebP, AVIF, GIF or TIFF file."
EMPTY = "The file is empty. Export the picture again and upload the new file."


def opened(data: bytes) -> tuple[Image.Image, tuple[int, int]]:
    """The decoded picture, and the size it has in the file: a JPEG larger than what is kept is made smaller by its
    decoder, on the way. Raises PictureRefused with a sentence."""
    refuse_size(len(data))
    try:
        image = Image.open(io.BytesIO(data), formats=ACCEPTED)
        size = image.size
        _refuse_if_too_large(image)
        _refuse_if_costly(image, data)
        if is_larger_than_kept(image):
            image.draft(None, (image.width // 2, image.height // 2))  # only decoders of JPEG can
        image.load()
        return image, size
    except PictureRefused:
        raise
    except UnidentifiedImageError as error:
        raise PictureRefused(_what_it_is(data)) from error
    except Image.DecompressionBombError as error:
        raise PictureRefused(_too_large()) from error
    except Exception as error:  # decoders raise OSError, SyntaxError, ValueError, EOFError, struct.error … on damage
        raise PictureRefused(DAMAGED) from error


def refuse_size(size: int) -> None:
    """Raises PictureRefused for a file of so many bytes, if they are none or too many."""
    if not size:
        raise PictureRefused(EMPTY)
    if size > settings.PHOTO_MAX_BYTES:
        limit = settings.PHOTO_MAX_BYTES // (1024 * 1024)
        raise PictureRefused(f"The file is larger than {limit} MB. Export a smaller version of the picture.")


def _refuse_if_too_large(image: Image.Image) -> None:
    if image.width * image.height > settings.PHOTO_MAX_PIXELS:
        raise PictureRefused(_too_large())
    if min(image.size) < 1:
        raise PictureRefused("The picture has no pixels. Upload another file.")
    if max(image.size) > LONGEST_SIDE:
        raise PictureRefused(f"The picture has a side of more than {LONGEST_SIDE:,} pixels. Export a smaller version.")
    if max(image.size) > NARROWEST * min(image.size):
        raise PictureRefused("The picture is too long and narrow for a page. Crop it and upload the part that counts.")


def _too_large() -> str:
    return f"The picture has more than {settings.PHOTO_MAX_PIXELS // 1_000_000} megapixels. Export a smaller version."


def _refuse_if_costly(image: Image.Image, data: bytes) -> None:
    """What would take too much memory or time, told from the header alone."""
    if isinstance(image, TiffImageFile) and _is_raw(image, data):
        raise PictureRefused(_RAW)
    if image.info.get("progressive") and data.count(b"\xff\xda") > MOST_SCANS:
        raise PictureRefused(DAMAGED)
    if image.width * image.height * _bytes_for_a_pixel(image) > MOST_MEMORY:
        raise PictureRefused("The picture is too large to be worked on in this format. Export it as a plain JPEG.")


def _bytes_for_a_pixel(image: Image.Image) -> float:
    """At the worst moment: while it is decoded, or while there is a second one, turned or of another mode."""
    holding, copy = HOLDING.get(image.mode, 4.0), 4.0
    is_halved = is_larger_than_kept(image)
    if not isinstance(image, JpegImageFile):
        if is_halved:  # one with transparency in a third mode, which takes two more for a while; tables not at all
            copy = {"L": 2.0, "RGB": 2.0, "CMYK": 2.0, "LA": 6.0, "RGBA": 6.0}.get(image.mode, copy)
        return max(DECODING.get(image.format or "", 0), holding + copy)
    if is_halved:
        holding, copy = holding / 4, copy / 4
    if not image.info.get("progressive"):
        return holding + copy
    # Its coefficients, two bytes each, are all held until the last scan.
    most = max(across * down for _, across, down, _ in image.layer)
    return max(holding + sum(2 * across * down / most for _, across, down, _ in image.layer), holding + copy)


def is_larger_than_kept(image: Image.Image) -> bool:
    """Whether it has to be halved."""
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    return image.width * image.height > (KEPT_PIXELS_WITH_ALPHA if has_alpha else KEPT_PIXELS)


def _is_raw(image: TiffImageFile, data: bytes) -> bool:
    """Most raw files are TIFF files that begin with a thumbnail, and nobody wants that."""
    tags = image.tag_v2
    is_thumbnail = bool(tags.get(254, 0) & 1)  # NewSubfileType: a smaller version of what stands elsewhere in the file
    return data[8:10] == b"CR" or 50706 in tags or (is_thumbnail and 330 in tags)  # DNGVersion, SubIFDs


def _what_it_is(data: bytes) -> str:
    head = data[:64]
    for beginning, sentence in KNOWN:
        if re.match(beginning, head, re.DOTALL):
            return DAMAGED if sentence == PHONE and "HEIF" in ACCEPTED else sentence
    text = data[:4096].replace(b"\0", b"")  # a drawing may be written in UTF-16
    return DRAWING if _SVG.search(text) else UNKNOWN
