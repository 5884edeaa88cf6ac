"""Seeing photos that readers may not have: their public files are put away (photos/putting_away.py), and the desk still
has to look at them to decide. Everything else is seen through its public addresses."""

import io
from typing import Any

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from PIL import Image

from articles.models import Photo
from articles.photos import desk_picture
from articles.photos.putting_away import OriginalLost, open_original

WIDE = 1200  # pixels


def seen_picture(photo: Photo) -> dict[str, Any] | None:
    """As desk_picture(): where the desk sees a photo, whatever its rights say; None where there is no picture."""
    picture = desk_picture(photo)
    if picture is None or photo.is_printable(timezone.now()):
        return picture
    address = f"{reverse('admin:articles_photo_see', args=[photo.pk])}?{photo.fingerprint[:12]}"
    return {**picture, "src": address, "srcset": "", "smallest": address, "largest": address}


def seeing_urls(site: AdminSite) -> list[URLPattern]:
    """The address, for PhotoAdmin.get_urls()."""
    return [path("<int:photo_id>/see/", site.admin_view(see_photo), name="articles_photo_see")]


def see_photo(request: HttpRequest, photo_id: int) -> HttpResponse:
    """The picture in one size, for staff who may see photos: kept by their own browser only."""
    if not request.user.has_perm("articles.view_photo"):
        raise PermissionDenied
    photo = get_object_or_404(Photo, pk=photo_id)
    if not photo.has_picture:
        raise Http404
    try:
        with open_original(photo) as file:
            content = _small(file)
    except (OriginalLost, OSError) as lost:
        raise Http404 from lost
    return HttpResponse(content, content_type="image/jpeg", headers={"Cache-Control": "private, max-age=86400"})


def _small(file: Any) -> bytes:
    image: Image.Image = Image.open(file)
    image.draft("RGB", (WIDE, WIDE))
    image = image.convert("RGB")
    image.thumbnail((WIDE, WIDE))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=80)
    return buffer.getvalue()
