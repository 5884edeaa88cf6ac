"""manage.py renew_renditions: the sizes and shapes of pictures that an older release has not made. The work is in
articles/photos/."""

from typing import Any

from django.core.management.base import CommandParser
from tqdm import tqdm

from articles.management.newsroom_command import NewsroomCommand
from articles.models import Photo
from articles.photos.shares import make_shares


class Command(NewsroomCommand):
    help = (
        "Make what is missing of the pictures readers and networks get. What is there stays; interrupted, say it "
        "again. Stories that are out take the new shapes up with `manage.py reproject`."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--below", type=int, metavar="ID", help="only photos with a smaller number: to go on")

    def handle(self, *args: Any, **options: Any) -> None:
        photos = Photo.objects.exclude(image="").order_by("-pk")
        photos = photos.filter(pk__lt=options["below"]) if options["below"] else photos
        faults = 0
        for photo in tqdm(photos.iterator(chunk_size=200), total=photos.count(), unit=" photos", disable=None):
            try:
                with photo.image.open("rb") as file:
                    make_shares(file.read(), photo.fingerprint)
            except Exception as fault:  # a file that is gone or damaged keeps no other from being made
                faults += 1
                self.stderr.write(f"photo {photo.pk}: {type(fault).__name__}: {fault}")
        self.stdout.write("Every picture has its sizes." if not faults else f"{faults:,} pictures could not be read.")
        if faults:
            raise SystemExit(1)
