"""What taking a photo in costs: a 24-megapixel JPEG of ten megabytes, and the question which photos of a large library
look the same. Prints one JSON line. Runs inside the measured site's settings, as pages.py does; `print_ingest` is for
__main__.py. `python -m tests.benchmarks.ingest 100000` asks a library of that size."""

import io
import json
import os
import random
import sys
import time
from statistics import median
from typing import Any

import django

ROUNDS, ASKED, PHOTOS = 5, 200, 20_000


def measure(photos: int = PHOTOS) -> dict[str, Any]:
    from articles.photos import read_picture
    from articles.photos.likeness import similar_photos

    data = ten_megabytes()
    reading = []
    for _ in range(ROUNDS):
        wall, cpu = time.monotonic(), time.process_time()
        picture = read_picture(data)
        reading.append((time.monotonic() - wall, time.process_time() - cpu))
    looks = fill_library(photos)
    asking, found = [], 0
    for look in random.Random(1).sample(looks, ASKED):
        wall = time.monotonic()
        found += len(similar_photos((look[0] ^ 5, *look[1:])))
        asking.append((time.monotonic() - wall) * 1000)
    return {
        "megabytes": len(data) / 1e6,
        "stored": picture.file.size / 1e6,
        "wall": median(wall for wall, _ in reading),
        "cpu": median(cpu for _, cpu in reading),
        "photos": photos,
        "found": found,
        "asked": ASKED,
        "asking": median(asking),
        "asking_p95": sorted(asking)[ASKED * 95 // 100],
    }


def ten_megabytes() -> bytes:
    """6000 x 4000 pixels with about as much grain as a camera leaves, in a file of ten megabytes."""
    from PIL import Image

    light = Image.radial_gradient("L").resize((6000, 4000))
    grain = Image.effect_noise((6000, 4000), 30)
    image = Image.merge("RGB", [Image.blend(light, grain, part) for part in (0.10, 0.13, 0.16)])
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=96, subsampling="4:4:4")
    return buffer.getvalue()


def fill_library(photos: int) -> list[tuple[int, ...]]:
    """Photos without files, each with a look of its own."""
    from django.db import connection

    from articles.models import Photo, PhotoLook
    from articles.photos.likeness import BITS, PIECES

    chance = random.Random(7)
    rows = Photo.objects.bulk_create([Photo(caption=f"Photo {n}") for n in range(photos)], batch_size=5000)
    looks = [tuple(_bits(chance, BITS) for _ in range(PIECES)) for _ in rows]
    for first in range(0, photos, 2000):
        PhotoLook.objects.bulk_create(
            (
                PhotoLook(photo=photo, piece=piece, bits=bits)
                for photo, look in zip(rows[first : first + 2000], looks[first : first + 2000], strict=True)
                for piece, bits in enumerate(look)
            ),
            batch_size=5000,
        )
    connection.cursor().execute("ANALYZE")
    return looks


def _bits(chance: random.Random, count: int) -> int:
    """Each set in 44 of 100 cases, as the bits of pictures are."""
    one, *others = (chance.getrandbits(count) for _ in range(4))
    return one & (others[0] | others[1] | others[2])


def print_ingest(measured: dict[str, Any]) -> None:
    print(
        "\nPhotos taken in. Promised: a photo of 10 MB is there within 3 s.\n"
        f"  reading, cleaning and writing {measured['megabytes']:.1f} MB (6000 x 4000): {measured['wall']:.2f} s, "
        f"{measured['cpu']:.2f} s of CPU; {measured['stored']:.1f} MB are kept\n"
        f"  asking {measured['photos']:,} photos which look the same: {measured['asking']:.1f} ms, "
        f"95 % within {measured['asking_p95']:.1f} ms; {measured['found']} of {measured['asked']} found"
    )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()
    print(json.dumps(measure(int(sys.argv[1]) if sys.argv[1:] else PHOTOS)))
