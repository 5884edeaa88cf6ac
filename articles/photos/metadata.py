"""What a picture says of itself, put into the boxes of a photo. XMP counts before IPTC-IIM, and both before EXIF: the
later a standard, the likelier that a desk wrote it and not a camera. How each is read: xmp.py, iim.py, exif.py.

Which property stands where: IPTC Photo Metadata Standard 2021.1, as its TechReference lists them
(https://iptc.org/std/photometadata/specification/IPTC-PhotoMetadata).
"""

import re
from datetime import datetime
from typing import Any

from PIL import Image

from articles.html import one_line
from articles.models import Photo
from articles.photos.exif import ARTIST, COPYRIGHT, IMAGE_DESCRIPTION, texts_of
from articles.photos.iim import records_of
from articles.photos.told_dates import date_of_exif, date_of_iim, date_of_xmp, last_moment_of
from articles.photos.xmp import properties_of

# property: its name in XMP, its data set in IIM, its tag in EXIF
PROPERTIES: dict[str, tuple[str, int | None, int | None]] = {
    "description": ("dc:description", 120, IMAGE_DESCRIPTION),
    "headline": ("photoshop:Headline", 105, None),
    "creators": ("dc:creator", 80, ARTIST),
    "credit line": ("photoshop:Credit", 110, None),
    "source": ("photoshop:Source", 115, None),
    "copyright notice": ("dc:rights", 116, COPYRIGHT),
    "copyright owners": ("plus:CopyrightOwner", None, None),
    "usage terms": ("xmpRights:UsageTerms", None, None),
    "instructions": ("photoshop:Instructions", 40, None),
    "licence ends": ("plus:LicenseEndDate", None, None),
    "keywords": ("dc:subject", 25, None),
    "alt text": ("Iptc4xmpCore:AltTextAccessibility", None, None),
    "extended description": ("Iptc4xmpCore:ExtDescrAccessibility", None, None),
    "source type": ("Iptc4xmpExt:DigitalSourceType", None, None),
}
# Longer is no caption, and a page would have to print it.
LONGEST_CAPTION = 5000
# https://cv.iptc.org/newscodes/digitalsourcetype: pictures, or parts of them, that no camera took
MADE_BY_PROGRAM = re.compile(r"(trainedAlgorithmicMedia|compositeSynthetic|algorithmicMedia)", re.IGNORECASE)
MADE = "The file says that a program made this picture, or a part of it ({})."
CUT = "The file says more than fits into “{}”. What was over is not kept: “{}”"
# What cameras write for want of words.
_NO_DESCRIPTION = re.compile(
    r".*\bDIGITAL CAMERA|SONY DSC|DCIM\\.*|Exif_JPEG_PICTURE|default|untitled|SAMSUNG|<.{0,20}>|-+|\.+|charset=.*",
    re.IGNORECASE,
)


def words_of(image: Image.Image) -> tuple[dict[str, Any], list[str]]:
    """Values for the boxes of a photo, by their names, only those that the file tells; and sentences on what did not
    fit. What is broken or hostile is passed over: a picture is never refused for its words."""
    xmp = properties_of(_xmp_bytes(image))
    iim, exif = records_of(image), texts_of(image)
    told = {}
    for name, (in_xmp, in_iim, in_exif) in PROPERTIES.items():
        values = xmp.get(in_xmp) or iim.get((2, in_iim or 0)) or _in_exif(exif, in_exif)
        if cleaned := [line for line in (one_line(value) for value in values) if line]:
            told[name] = cleaned
    words = _boxes(told)
    taken = date_of_xmp(xmp.get("photoshop:DateCreated"), exif) or date_of_iim(iim) or date_of_exif(exif)
    if taken:
        words["taken_at"] = taken
    notes: list[str] = []
    for box in words:
        words[box] = _fitted(box, words[box], notes)
    if made := MADE_BY_PROGRAM.search(" ".join(told.get("source type", []))):
        notes.append(MADE.format(made.group()))
    return words, notes


def _xmp_bytes(image: Image.Image) -> bytes:
    found = image.info.get("xmp", b"")
    return found if isinstance(found, bytes) else b""


def _in_exif(texts: dict[int, str], tag: int | None) -> list[str]:
    text = texts.get(tag, "") if tag else ""
    if tag == IMAGE_DESCRIPTION and _NO_DESCRIPTION.fullmatch(text.strip("\0 \n")):
        return []
    # The copyright of EXIF is the photographer's and, after a NUL, the editor's; several artists are parted by ";".
    return [part for part in text.split(";" if tag == ARTIST else "\0") if part.strip()]


def _boxes(told: dict[str, list[str]]) -> dict[str, Any]:
    """The boxes from the properties, by rules of a news desk."""
    one = {name: values[0] for name, values in told.items()}
    photographer = ", ".join(told.get("creators", []))
    caption = one.get("description") or one.get("headline", "")
    terms = list(dict.fromkeys(one[name] for name in ("usage terms", "instructions") if name in one))
    if made := MADE_BY_PROGRAM.search(one.get("source type", "")):
        terms.append(MADE.format(made.group()))
    words = {
        "caption": caption,
        "photographer": photographer,
        "credit": _credit(one, photographer),
        "keywords": ", ".join({word.casefold(): word for word in told.get("keywords", [])}.values()),
        "rights_holder": ", ".join(told.get("copyright owners", [])) or one.get("copyright notice", ""),
        "rights_terms": "\n".join(terms),
        "rights_end_at": last_moment_of(one.get("licence ends", "")),
        **_description(one, caption),
    }
    return {box: value for box, value in words.items() if value}


def _credit(one: dict[str, str], photographer: str) -> str:
    """The credit line as the supplier requires it; failing that, who took it and where it came from."""
    source = one.get("source", "")
    made_up = [photographer] if not source or source.casefold() in photographer.casefold() else [photographer, source]
    return one.get("credit line") or "/".join(name for name in made_up if name)


def _description(one: dict[str, str], caption: str) -> dict[str, Any]:
    alt = one.get("alt text") or one.get("extended description", "")
    if not alt:
        return {}
    if alt.casefold().rstrip(".") == caption.casefold().rstrip("."):
        return {"alt_decision": Photo.Alt.CAPTION}
    return {"alt_text": alt, "alt_decision": Photo.Alt.TEXT}


def _fitted(box: str, value: Any, notes: list[str]) -> Any:
    if isinstance(value, datetime):
        return value
    column = Photo._meta.get_field(box)
    most = LONGEST_CAPTION if box == "caption" else getattr(column, "max_length", None)
    if most is None or len(value) <= most:
        return value
    kept = value[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;") + "…"
    notes.append(CUT.format(getattr(column, "verbose_name", box), value[len(kept) - 1 :].strip()[:200]))
    return kept
