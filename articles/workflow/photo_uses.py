"""Photo uses: what a story says of a photo that it prints, as part of a snapshot. The words and the part of the picture
are the story's own where it has some, and the photo's otherwise."""

from typing import Any

from django.core.exceptions import ValidationError

from articles.html import one_line
from articles.models import Photo
from articles.models.article_photo import UseAlt, check_crop

Use = dict[str, Any]
INHERITED: dict[str, str] = {"decision": "", "text": ""}


def photo_use(photo: Photo, *, caption: str, alt_decision: str, alt_text: str, crop: list[int] | None) -> Use:
    """A use as a snapshot has it. `caption` and `alt` are what readers get, `own_…` what the story itself says;
    `picture` is the fingerprint of the picture."""
    inherited = photo.alt_text if photo.alt_decision == Photo.Alt.TEXT else ""
    own_alt = {"decision": alt_decision, "text": alt_text if alt_decision == UseAlt.TEXT else ""}
    return {
        "photo": photo.pk,
        "caption": caption or photo.caption,
        "own_caption": caption,
        "credit": photo.credit,
        "alt": heard(own_alt, inherited),
        "own_alt": own_alt,
        "crop": crop,
        "picture": photo.fingerprint,
    }


def heard(own_alt: dict[str, str], inherited: str) -> str:
    """What is read out of a use, given what the photo says."""
    return inherited if own_alt["decision"] == UseAlt.INHERITED else own_alt["text"]


def as_counted(use: Use | None) -> Use | None:
    """What of a use counts for the digest. Whether a caption is the photo's own or the story's matters to those who
    bring a version back, not to readers. What a use of an older release does not have is left out where it says
    nothing, so that an upgrade changes no digest."""
    if use is None:
        return None
    said = says(use)
    silent = {name for name in ("own_alt", "crop", "gallery") if said[name] is None}
    return {name: value for name, value in use.items() if name != "own_caption" and name not in silent}


def says(use: Use | None) -> Use:
    """What a story itself says in a use, None for what it leaves to the photo. Uses of older releases say less."""
    use = use or {}
    own_alt = use.get("own_alt") or INHERITED
    return {
        "own_caption": use.get("own_caption") or None,
        "own_alt": own_alt if own_alt["decision"] else None,
        "crop": use.get("crop"),
        "gallery": use.get("gallery") or None,
    }


def repeats(alt: str, caption: str) -> bool:
    """Whether a description only says again what is printed beside the picture."""
    return bool(alt) and _folded(alt) == _folded(caption)


def _folded(text: str) -> str:
    return one_line(text).casefold().rstrip(".")


def is_described(use: Use) -> bool:
    """Whether the story decides for itself what is read out of the photo."""
    return says(use)["own_alt"] is not None


def in_todays_shape(use: Use) -> Use:
    """The use with every part that is newer than it, or damaged, as if the story said nothing."""
    return {**use, "own_alt": _own_alt(use.get("own_alt")), "crop": _crop(use.get("crop"))}


def with_own(use: Use, own: Use, *sides: Use | None) -> Use:
    """The use with other things of the story's own. What they leave to the photo is as a side has it that leaves it to
    the photo too."""
    made = {**use, **own}
    if "own_caption" in own:
        theirs = next((side for side in sides if side and not side.get("own_caption")), {})
        made["caption"] = own["own_caption"] or theirs.get("caption", "")
    if "own_alt" in own:
        theirs = next((side for side in sides if side and not is_described(side)), {})
        made["alt"] = heard(own["own_alt"] or INHERITED, theirs.get("alt", ""))
    return made


def _own_alt(value: Any) -> dict[str, str]:
    is_whole = isinstance(value, dict) and value.get("decision") in UseAlt.values and isinstance(value.get("text"), str)
    return value if is_whole else INHERITED


def _crop(value: Any) -> list[int] | None:
    try:
        check_crop(value)
    except ValidationError:
        return None
    return list(value)
