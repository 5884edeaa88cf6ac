"""Cards of photos as the desk picks them: picture, words, and why one cannot be used. One query for a list of them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from articles.admin.photo_seeing import seen_picture
from articles.dates import printed_soon
from articles.html import without_controls
from articles.models import Photo

MOST = 20
MOST_WORDS = 8


def photos_by_words(term: str) -> QuerySet[Photo]:
    """The newest photos with every word of `term` in caption, credit, photographer, keywords or file name."""
    return with_words(Photo.objects.order_by("-pk"), term)[:MOST]


def with_words(photos: QuerySet[Photo], term: str) -> QuerySet[Photo]:
    for word in without_controls(term).split()[:MOST_WORDS]:
        photos = photos.filter(
            Q(caption__icontains=word)
            | Q(credit__icontains=word)
            | Q(photographer__icontains=word)
            | Q(keywords__icontains=word)
            | Q(original_name__icontains=word)
        )
    return photos


def photos_by_id(ids: list[int]) -> list[Photo]:
    """Those of the photos that there are, in the order asked for."""
    found = Photo.objects.in_bulk(ids)
    return [found[one] for one in ids if one in found]


def photo_cards(photos: Iterable[Photo], *, now: datetime) -> list[dict[str, Any]]:
    """`rights` says until when it may be used, `refusal` why it may not be; both "" for most."""
    return [
        {
            "id": photo.pk,
            "caption": photo.caption or str(photo),
            "credit": photo.credit,
            "picture": smallest(photo),
            "address": reverse("admin:articles_photo_change", args=[photo.pk]),
            "rights": rights_words(photo, now=now),
            "refusal": refusal(photo, now=now),
        }
        for photo in photos
    ]


def smallest(photo: Photo | None) -> str:
    """Address of the smallest size; "" when there is no picture."""
    picture = seen_picture(photo) if photo else None
    return picture["smallest"] if picture else ""


def refusal(photo: Photo, *, now: datetime) -> str:
    """Why readers may not have it, as a short sentence."""
    if photo.killed_at is not None:
        return f"Taken back: {photo.killed_reason}" if photo.killed_reason else "Taken back from readers"
    if photo.do_not_publish:
        return "Do not publish"
    if photo.rights_end_at is not None and photo.rights_end_at <= now:
        return f"Rights ended {printed_soon(photo.rights_end_at, now=now)}"
    return ""


def rights_words(photo: Photo, *, now: datetime) -> str:
    """`Until March 3, 2027`, `In 3 stories at most`; of one that may not be used, nothing."""
    if refusal(photo, now=now):
        return ""
    told = [f"until {printed_soon(photo.rights_end_at, now=now)}"] if photo.rights_end_at else []
    if (most := photo.most_uses) is not None:
        told.append(f"in {most} {'story' if most == 1 else 'stories'} at most")
    words = ", ".join(told)
    return words[:1].upper() + words[1:]
