"""Ingest: what happens to a picture file before it becomes part of the library. It is decoded (opening.py), turned
upright and brought to sRGB (pixels.py), and written anew, so that nothing but pixels reaches the public: no script, no
position, no camera serial. What it says of itself is read on the way (metadata.py)."""

import hashlib
import io
from dataclasses import dataclass, field
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, JpegImagePlugin

from articles.photos.likeness import look_of
from articles.photos.metadata import words_of
from articles.photos.opening import PictureRefused, is_larger_than_kept, opened
from articles.photos.pixels import upright_srgb

QUALITY = 92
ODD_COLOURS = "The picture has colours that we cannot read. Export it as a JPEG in sRGB and upload that."
STILL = "It moves. Only its first picture was taken."
FIRST_PAGE = "The file has several pages. Only the first was taken."
HALVED = "It was made smaller, to {} × {} pixels: more than that no page shows."
CMYK = "Its colours are meant for a press and tell no profile. Compare them with the original."


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit for the library. `file` is ready for an ImageField and named after its content, `fingerprint` is
    the SHA-256 of its bytes; `sent` are the bytes as they came, `sent_fingerprint` theirs, `kind` what they really are.
    `look` is what it looks like (likeness.py). `words` are what the file says of itself, by the names of the photo's
    boxes; `notes` are sentences on what was left out of it."""

    file: ContentFile
    fingerprint: str
    width: int
    height: int
    sent: bytes = b""
    sent_fingerprint: str = ""
    kind: str = ""
    look: tuple[int, ...] = ()
    words: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def sent_name(self) -> str:
        """A name for the file as it came, again nothing of the sender's."""
        return f"{self.sent_fingerprint[:20]}.{self.kind.lower()}"


def fingerprint_of(data: bytes) -> str:
    """SHA-256, in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def read_picture(data: bytes) -> Picture:
    """Check and rewrite one picture file. Raises PictureRefused with a sentence for the person who sent it."""
    image, size = opened(data)
    words, cut = words_of(image)
    notes = [*_left_out(image), *cut]
    kind, sampling = image.format or "", _sampling(image)
    try:
        image = upright_srgb(image, halved=is_larger_than_kept(image))
    except (ValueError, OSError) as error:
        raise PictureRefused(ODD_COLOURS) from error
    if image.width * image.height < size[0] * size[1]:
        notes.append(HALVED.format(*image.size))
    content, suffix = _written(image, sampling)
    fingerprint = fingerprint_of(content)
    # Named after its content: nothing of the sender's file name can reach the disk or an address.
    file = ContentFile(content, name=f"{fingerprint[:20]}.{suffix}")
    return Picture(
        file,
        fingerprint,
        *image.size,
        sent=data,
        sent_fingerprint=fingerprint_of(data),
        kind=kind,
        look=look_of(image),
        words=words,
        notes=tuple(notes),
    )


def _written(image: Image.Image, sampling: str) -> tuple[bytes, str]:
    """JPEG in one scan: a progressive one is 15 % smaller and takes twice as long to read again, and readers never get
    this file. PNG where it is transparent, packed quickly: packing well takes four times as long for 5 %."""
    buffer = io.BytesIO()
    image.info = {}  # Pillow would write some of it
    if image.mode == "RGBA":
        image.save(buffer, "PNG", compress_level=1)
        return buffer.getvalue(), "png"
    image.save(buffer, "JPEG", quality=QUALITY, subsampling=sampling)
    return buffer.getvalue(), "jpg"


def _sampling(image: Image.Image) -> str:
    """As fine in colour as it came: halved where it has been halved already, else whole, for red letters' sake."""
    if isinstance(image, JpegImagePlugin.JpegImageFile) and JpegImagePlugin.get_sampling(image) == 2:
        return "4:2:0"
    return "4:4:4"


def _left_out(image: Image.Image) -> list[str]:
    notes = []
    if getattr(image, "is_animated", False):
        notes += {"TIFF": [FIRST_PAGE], "MPO": [], "HEIF": []}.get(image.format or "", [STILL])
    if image.mode == "CMYK" and "icc_profile" not in image.info:
        notes.append(CMYK)
    return notes
