"""Sending photos into the library, many at once: what static/articles/desk/sending.js sends one by one, and a plain
page for browsers without scripts. What becomes of a file is decided in articles/photos/library.py."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone

from articles.admin.photo_cards import photo_cards
from articles.models import Photo
from articles.photos import PictureRefused, TakenIn, take_in

ADDS_PHOTOS = "articles.add_photo"
MOST_AT_ONCE = 40  # files in one request of a browser without scripts; scripts send each by itself
MAY_NOT = "You may look at photos, but not add any. Ask a photo editor."
NEW, TWIN, SIMILAR, REFUSED = "new", "twin", "similar", "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file. `verdict` is new, twin (the very picture is here), similar (some look the same, and
    nothing was stored) or refused; `said` are sentences. `photo` is the new photo or the twin."""

    name: str
    verdict: str
    said: str
    photo: Photo | None = None
    similar: tuple[Photo, ...] = ()

    def as_dict(self, *, now: datetime) -> dict[str, Any]:
        return {
            "verdict": self.verdict,
            "said": self.said,
            "photo": photo_cards([self.photo], now=now)[0] if self.photo else None,
            "similar": photo_cards(self.similar, now=now),
        }


def sending_urls(site: AdminSite) -> list[URLPattern]:
    """The address, for PhotoAdmin.get_urls()."""

    def send_photos(request: HttpRequest) -> HttpResponse:
        return answer_to(request, site)

    return [path("send/", site.admin_view(send_photos), name="articles_photo_send")]


def answer_to(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """A script is answered in JSON about its one file (`file`, and `anyway` to keep both); a form with its page."""
    if "application/json" in request.headers.get("Accept", ""):
        return _answer_script(request)
    if not request.user.has_perm(ADDS_PHOTOS):
        raise PermissionDenied(MAY_NOT)
    return _page(request, site)


def received(sent: UploadedFile, *, by: Any, now: datetime, anyway: bool) -> Outcome:
    """Take one file in, and say in words what became of it. A file that is too large is not even read."""
    name = sent.name or "Without a name"
    if sent.size and sent.size > settings.PHOTO_MAX_BYTES:
        limit = settings.PHOTO_MAX_BYTES // (1024 * 1024)
        said = f"The file is larger than {limit} MB. Export a smaller version of the picture."
        return Outcome(name, REFUSED, said)
    try:
        taken = take_in(sent.read(), name=name, by=by, now=now, anyway=anyway)
    except PictureRefused as refusal:
        return Outcome(name, REFUSED, str(refusal))
    if taken.similar and taken.photo is None:
        return Outcome(name, SIMILAR, "This looks like a photo that is here already.", similar=taken.similar)
    if not taken.is_new:
        return Outcome(name, TWIN, "This very picture is in the library already.", photo=taken.photo)
    return Outcome(name, NEW, " ".join(_told(taken)), photo=taken.photo)


def _told(taken: TakenIn) -> Iterable[str]:
    """What the file said of itself, what it left open, and what the library noticed."""
    photo = taken.photo
    if photo is None:
        return
    found = [words for name, words in FROM_FILE.items() if getattr(photo, name) not in ("", None)]
    if found:
        yield f"From the file: {', '.join(found)}."
    lacking = ["credit"] * (not photo.credit) + ["description"] * (not photo.alt_is_decided)
    if lacking:
        yield f"Still needs a {' and a '.join(lacking)}."
    yield from taken.notes


FROM_FILE = {
    "caption": "caption",
    "credit": "credit",
    "photographer": "photographer",
    "taken_at": "when it was taken",
    "keywords": "keywords",
    "rights_holder": "who holds the rights",
    "rights_terms": "terms",
}


def _answer_script(request: HttpRequest) -> JsonResponse:
    if request.method != "POST":
        return JsonResponse({"error": "Send a file."}, status=405, headers={"Allow": "POST"})
    if not request.user.has_perm(ADDS_PHOTOS):
        return JsonResponse({"error": MAY_NOT}, status=403)
    files = request.FILES.getlist("file")
    if len(files) != 1:
        return JsonResponse({"error": "No file came along. Send it again."}, status=400)
    now = timezone.now()
    outcome = received(files[0], by=request.user, now=now, anyway=request.POST.get("anyway") == "1")
    return JsonResponse(outcome.as_dict(now=now))


def _page(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    now = timezone.now()
    files = request.FILES.getlist("file") if request.method == "POST" else []
    anyway = request.POST.get("anyway") == "1"
    context = {
        **site.each_context(request),
        "opts": Photo._meta,
        "title": "Send photos",
        "outcomes": [received(sent, by=request.user, now=now, anyway=anyway) for sent in files[:MOST_AT_ONCE]],
        "left_out": len(files[MOST_AT_ONCE:]),
        "most_at_once": MOST_AT_ONCE,
        "none_came": request.method == "POST" and not files,
        "may_add_photos": True,
        "most_bytes": settings.PHOTO_MAX_BYTES,
    }
    return TemplateResponse(request, "admin/articles/photo/send.html", context)
