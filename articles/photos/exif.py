"""EXIF: what a camera writes into a picture, read by Pillow. Exif 3.0 (CIPA DC-008), 4.6."""

from PIL import Image

EXIF_IFD = 0x8769
IMAGE_DESCRIPTION, ARTIST, COPYRIGHT = 0x010E, 0x013B, 0x8298
TAKEN, TAKEN_OFFSET = 0x9003, 0x9011


def texts_of(image: Image.Image) -> dict[int, str]:
    """Texts by number of the tag, of the main and the Exif part. Empty for a picture without, or with a broken one."""
    try:
        exif = image.getexif()
        found = {**exif, **exif.get_ifd(EXIF_IFD)}
    except Exception:  # it raises whatever a broken one brings it to
        return {}
    return {tag: _as_written(value) for tag, value in found.items() if isinstance(value, str)}


def _as_written(text: str) -> str:
    """Pillow takes every byte for a letter. The standard allows ASCII only; what programs write is mostly UTF-8."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text
