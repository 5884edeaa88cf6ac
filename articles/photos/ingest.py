"""Ingest: what happens to a picture file before it becomes part of the library. It is decoded, turned upright, brought
to sRGB and written anew, so that nothing but pixels reaches the public: no script, no position, no camera serial."""

import hashlib
import io
import warnings
from dataclasses import dataclass

from django.conf import settings
from django.core.files.base import ContentFile
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

ACCEPTED = ("JPEG", "PNG", "WEBP", "AVIF", "GIF", "TIFF")
LONGEST_SIDE = 16_000  # a WebP, which readers get, ends at 16,383 pixels
NARROWEST = 40  # times as long as wide: beyond that a smaller size of it has no pixels left
_SRGB = ImageCms.createProfile("sRGB")


class PictureRefused(ValueError):
    """The file cannot become a photo. The message tells the person who sent it what to do."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit for the library: `file` is ready for an ImageField, `fingerprint` is the SHA-256 of its bytes and
    `sent_fingerprint` that of the file as it came."""

    file: ContentFile
    fingerprint: str
    width: int
    height: int
    sent_fingerprint: str = ""


def fingerprint_of(data: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read_picture(data: bytes) -> Picture:
    """Check and rewrite one picture file. Raises PictureRefused with a sentence for the person who sent it."""
    if not data:
        raise PictureRefused("The file is empty. Export the picture again and upload the new file.")
    if len(data) > settings.PHOTO_MAX_BYTES:
        limit = settings.PHOTO_MAX_BYTES // (1024 * 1024)
        raise PictureRefused(f"The file is larger than {limit} MB. Export a smaller version of the picture.")
    image = _upright_srgb(_opened(data))
    buffer = io.BytesIO()
    if "A" in image.getbands():
        image.save(buffer, "PNG")
        suffix = "png"
    else:
        _write_jpeg(image.convert("RGB"), buffer)
        suffix = "jpg"
    content = buffer.getvalue()
    fingerprint = fingerprint_of(content)
    # Named after its content: nothing of the sender's file name can reach the disk or an address.
    file = ContentFile(content, name=f"{fingerprint[:20]}.{suffix}")
    return Picture(file, fingerprint, image.width, image.height, sent_fingerprint=fingerprint_of(data))


def _write_jpeg(image: Image.Image, buffer: io.BytesIO) -> None:
    try:
        image.save(buffer, "JPEG", quality=92, progressive=True)
    except OSError:  # Pillow reserves too little room for a progressive file of nothing but grain
        buffer.seek(0)
        buffer.truncate()
        image.save(buffer, "JPEG", quality=92)


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # our own limit is checked below
            image = Image.open(io.BytesIO(data), formats=ACCEPTED)
            _refuse_if_too_large(image)
            image.load()
    except PictureRefused:
        raise
    except UnidentifiedImageError as error:
        raise PictureRefused(
            "This is not a picture we can read. Upload a JPEG, PNG, WebP, AVIF, GIF or TIFF file."
        ) from error
    except Image.DecompressionBombError as error:
        raise PictureRefused(_too_large()) from error
    except Exception as error:  # decoders raise OSError, SyntaxError, ValueError, EOFError, struct.error … on damage
        raise PictureRefused("The picture is damaged or cut off. Ask for it again and upload the new file.") from error
    return image


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


def _upright_srgb(image: Image.Image) -> Image.Image:
    profile = image.info.get("icc_profile")
    image = ImageOps.exif_transpose(image)
    if profile and image.mode in ("RGB", "CMYK", "L"):
        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            image = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB") or image
        except (ImageCms.PyCMSError, OSError, ValueError):
            pass  # a broken profile: its colours are a guess either way
    if image.mode in ("RGBA", "LA", "PA") or (image.mode == "P" and "transparency" in image.info):
        image = image.convert("RGBA")
        opaque = image.getchannel("A").getextrema() == (255, 255)
        return image.convert("RGB") if opaque else image
    if image.mode.startswith("I;16"):
        image = image.point(lambda level: level / 256).convert("L")
    return image.convert("RGB")
