"""Renditions: the smaller sizes of a picture that readers get, made once when it arrives, addressed by its content."""

import io
from collections.abc import Sequence

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from PIL import Image

WIDTHS = (320, 640, 960, 1440)
QUALITY = 78


def rendition_path(fingerprint: str, width: int) -> str:
    """Path in the media storage. The content decides it, so it may be cached for ever."""
    return f"renditions/{fingerprint[:2]}/{fingerprint[2:22]}-{width}.webp"


def make_renditions(data: bytes, fingerprint: str, *, widths: Sequence[int] = WIDTHS) -> list[int]:
    """Write the WebP sizes of a picture; returns the widths that now exist, never wider than the picture itself.

    From large to small, each size from the one before: a 24-megapixel photo costs about as much as its first step.
    """
    image: Image.Image = Image.open(io.BytesIO(data))
    fitting = [width for width in widths if width < image.width] or [image.width]
    # The JPEG decoder can skip most of the work when only a smaller picture is wanted.
    image.draft("RGB", (fitting[-1] * 2, fitting[-1] * 2 * image.height // image.width))
    image = image.convert("RGBA" if "A" in image.getbands() else "RGB")
    for width in sorted(fitting, reverse=True):
        height = max(1, round(image.height * width / image.width))
        image = image.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)
        path = rendition_path(fingerprint, width)
        if not default_storage.exists(path):
            buffer = io.BytesIO()
            image.save(buffer, "WEBP", quality=QUALITY, method=4)
            saved = default_storage.save(path, ContentFile(buffer.getvalue()))
            if saved != path:  # somebody else wrote the same picture meanwhile
                default_storage.delete(saved)
    return fitting
