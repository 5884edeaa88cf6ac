"""Which photos look the same: a fingerprint of 130 bits that a picture keeps when it is made smaller, saved again or
made brighter, in ten pieces, so that an index finds pictures with at least one piece in common.

pHash (Zauner, Implementation and Benchmarking of Perceptual Image Hash Functions, 2010): the low frequencies of the
picture, each clearly above their median or not. Pieces: Norouzi, Punjani, Fleet, Fast Search in Hamming Space with
Multi-Index Hashing, 2012. Measured in docs/decisions.md.
"""

import math
from functools import reduce
from operator import or_
from statistics import median_low

from django.db.models import Count, Q
from PIL import Image

from articles.models import Photo, PhotoLook

SIDE = 32  # pixels each way that are looked at
PIECES, BITS = 10, 13
ALIKE = PIECES - 1  # bits that may differ: so many cannot reach every piece
NOISE = 40  # what saving again adds to the strength of a frequency: drawings have many that are nothing else
FLATTEST = 12  # levels of grey between the darkest and the lightest pixel; below there is nothing to compare
MOST_COMPARED, MOST_TOLD = 300, 5

_FREQUENCIES = 16
_WAVES = [[math.cos(math.pi * (2 * x + 1) * u / (2 * SIDE)) for x in range(SIDE)] for u in range(_FREQUENCIES)]
_LOWEST = sorted(
    ((u, v) for u in range(_FREQUENCIES) for v in range(_FREQUENCIES) if u + v), key=lambda place: (sum(place), place)
)[: PIECES * BITS]


def look_of(image: Image.Image) -> tuple[int, ...]:
    """The pieces of the fingerprint of an upright picture, RGB or RGBA. Empty for one that is nearly of one colour."""
    small = image.resize((SIDE, SIDE), Image.Resampling.BOX)
    if small.mode == "RGBA":
        small = Image.alpha_composite(Image.new("RGBA", small.size, "white"), small)
    levels = small.convert("L").tobytes()
    if max(levels) - min(levels) < FLATTEST:
        return ()
    strengths = _strengths(levels)
    clearly = median_low(strengths) + NOISE
    bits = [strength > clearly for strength in strengths]
    return tuple(
        sum(bit << place for place, bit in enumerate(bits[first : first + BITS])) for first in range(0, len(bits), BITS)
    )


def _strengths(levels: bytes) -> list[float]:
    """The lowest frequencies of the cosine transform (DCT-II) of SIDE x SIDE levels of grey."""
    rows = [levels[first : first + SIDE] for first in range(0, SIDE * SIDE, SIDE)]
    across = [[sum(level * wave for level, wave in zip(row, waves, strict=True)) for waves in _WAVES] for row in rows]
    columns = list(zip(*across, strict=True))
    return [sum(level * wave for level, wave in zip(columns[u], _WAVES[v], strict=True)) for u, v in _LOWEST]


def are_alike(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether two looks are of pictures that look the same."""
    if not one or not other:
        return False
    return sum((mine ^ yours).bit_count() for mine, yours in zip(one, other, strict=True)) <= ALIKE


def similar_photos(look: tuple[int, ...]) -> tuple[Photo, ...]:
    """Photos of the library that look the same, the likest first, a handful at most."""
    if not look:
        return ()
    shared = reduce(or_, (Q(piece=piece, bits=bits) for piece, bits in enumerate(look)))
    # Those that share most pieces: by chance, one in some hundreds shares one.
    near = PhotoLook.objects.filter(shared).values("photo_id").annotate(pieces=Count("pk")).order_by("-pieces")
    pieces = PhotoLook.objects.filter(photo_id__in=[each["photo_id"] for each in near[:MOST_COMPARED]]).order_by()
    differing: dict[int, int] = {}
    for photo_id, piece, bits in pieces.values_list("photo_id", "piece", "bits"):
        differing[photo_id] = differing.get(photo_id, 0) + (bits ^ look[piece]).bit_count()
    alike = sorted((bits, photo_id) for photo_id, bits in differing.items() if bits <= ALIKE)[:MOST_TOLD]
    photos = Photo.objects.in_bulk([photo_id for _, photo_id in alike])
    return tuple(photos[photo_id] for _, photo_id in alike if photo_id in photos)


def keep_look(photo: Photo, look: tuple[int, ...]) -> None:
    """Write down what a photo looks like, in place of what it looked like before."""
    PhotoLook.objects.filter(photo=photo).delete()
    PhotoLook.objects.bulk_create(PhotoLook(photo=photo, piece=piece, bits=bits) for piece, bits in enumerate(look))


def note_look(photo: Photo) -> None:
    """The same from its stored picture, for a photo of an older release. Raises what reading the file raises."""
    with photo.image.open("rb") as file, Image.open(file) as image:
        image.draft("RGB", (8 * SIDE, 8 * SIDE))
        look = look_of(image.convert("RGBA" if image.has_transparency_data else "RGB"))
    keep_look(photo, look)
