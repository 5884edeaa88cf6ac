"""manage.py make_renditions: the sizes and crops of pictures that are not made yet. The work is in photos/making.py."""

import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db import connection
from tqdm import tqdm

from articles.management.newsroom_command import NewsroomCommand
from articles.models import Photo
from articles.photos.likeness import note_look
from articles.photos.making import crops_of, lacking, lost, make

PORTION = 500  # numbers of photos read at a time
AHEAD = 4  # photos waiting for each worker


class Command(NewsroomCommand):
    help = (
        "Make what is missing of the pictures readers get: after an upgrade that brings new sizes, after a restore, or "
        "to have AVIF for everything. What is made is on record, so it can be interrupted and run again, while the "
        "newsroom works. Stories that are out take AVIF up with `manage.py reproject`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        cores = os.cpu_count() or 1
        parser.add_argument("--jobs", type=int, default=cores, metavar="N", help=f"photos at a time (here: {cores})")
        parser.add_argument("--dry-run", action="store_true", help="only count what would be made")
        parser.add_argument("--without-avif", action="store_true", help="leave out AVIF, which takes most of the time")
        parser.add_argument("--look", action="store_true", help="look for each file instead of trusting the record")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["jobs"] < 1:
            raise CommandError("--jobs takes the number of photos to work on at a time, 1 or more.")
        self.options = options
        photos = Photo.objects.exclude(image="").exclude(fingerprint="")
        made, faults = 0, 0
        with tqdm(total=photos.count(), unit=" photos", disable=None) as bar:
            try:
                for photo_id, count, fault in self._all(_numbers()):
                    bar.update()
                    made += count
                    if fault:
                        faults += 1
                        self.stderr.write(f"photo {photo_id}: {fault}")
            except KeyboardInterrupt:
                self.stderr.write(f"Stopped after {made:,} files. Run it again to go on.")
                raise SystemExit(130) from None
        would = "would be" if options["dry_run"] else "were"
        self.stdout.write(f"{made:,} files {would} made." if made else "Every picture has its sizes.")
        if faults:
            raise CommandError(f"{faults:,} pictures could not be read; the others are done.")

    def _all(self, numbers: Iterator[int]) -> Iterator[tuple[int, int, str]]:
        """One photo after the other, or several at a time: decoding and writing pictures leave Python's lock alone."""
        jobs = self.options["jobs"]
        if jobs == 1:
            yield from map(self._one, numbers)
            return
        running: set[Future[tuple[int, int, str]]] = set()
        with ThreadPoolExecutor(jobs) as workers:
            try:
                for number in numbers:
                    running.add(workers.submit(self._one_apart, number))
                    if len(running) >= jobs * AHEAD:
                        done, running = wait(running, return_when="FIRST_COMPLETED")
                        yield from (each.result() for each in done)
                yield from (each.result() for each in running)
            except BaseException:
                workers.shutdown(cancel_futures=True)
                raise

    def _one_apart(self, photo_id: int) -> tuple[int, int, str]:
        try:
            return self._one(photo_id)
        finally:
            connection.close()  # of this thread

    def _one(self, photo_id: int) -> tuple[int, int, str]:
        """Number of the photo, files made, and what went wrong: one bad picture keeps no other from being made."""
        try:
            photo = Photo.objects.filter(pk=photo_id).first()
            if photo is None or not photo.has_picture:  # deleted meanwhile
                return photo_id, 0, ""
            avif, crops = not self.options["without_avif"], crops_of(photo)
            wanted = (lost if self.options["look"] else lacking)(photo, crops, avif=avif)
            if self.options["dry_run"]:
                return photo_id, len(wanted), "" if photo.image.storage.exists(photo.image.name) else "its file is gone"
            if not photo.looks.exists() and photo.image.storage.exists(str(photo.image.name)):
                note_look(photo)  # an older release has not compared photos
            return photo_id, make(photo, wanted) if wanted else 0, ""
        except Exception as fault:
            return photo_id, 0, f"{type(fault).__name__}: {fault}"


def _numbers() -> Iterator[int]:
    """Of photos with a picture, newest first, read in portions: nothing stays open while they are worked on."""
    photos = Photo.objects.exclude(image="").exclude(fingerprint="").order_by("-pk").values_list("pk", flat=True)
    below: int | None = None
    while portion := list((photos.filter(pk__lt=below) if below else photos)[:PORTION]):
        yield from portion
        below = portion[-1]
