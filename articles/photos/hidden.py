"""Pictures that readers must not get at a time, and looking for them in what readers do get. Does not trust anything
that made the page: for embargo_check and check_pages."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from html import unescape

from articles.models import Photo
from articles.photos.addresses import stem

_ADDRESS = re.compile(r"(?:renditions|originals)/[^\s\"'<>,)]+")


def hidden_pictures(*, at: datetime) -> dict[str, int]:
    """Photos that were taken back, are barred, or whose rights are over `at` a time (aware): their numbers by the stem
    of their addresses. One query."""
    found: dict[str, int] = {}
    rows = Photo.objects.hidden(at).exclude(image="").order_by("pk").values_list("pk", "fingerprint", "image")
    for number, fingerprint, image in rows.iterator():
        found[stem_of(image)] = number
        if fingerprint:
            found[stem(fingerprint)] = number
    return found


def stems_in(page: str) -> set[str]:
    """The pictures whose addresses stand in an HTML page, feed or sitemap, whatever their size, crop and type."""
    return {stem_of(one) for one in _ADDRESS.findall(unescape(page))}


def faults_in(page: str, hidden: Mapping[str, int]) -> Iterator[str]:
    """A sentence for each picture in a page that readers must not get."""
    for path in sorted(stems_in(page) & hidden.keys()):
        yield f"the picture {path} of photo {hidden[path]}, which readers must not have"


def stem_of(path: str) -> str:
    """`renditions/ab/cdef` of every size and crop, `originals/2026/11/harbor` of every type."""
    return re.sub(r"(-[0-9.]+(x[0-9]+)?)*\.[A-Za-z0-9]+$", "", path)
