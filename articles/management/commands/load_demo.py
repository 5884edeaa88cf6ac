"""manage.py load_demo: fills an empty newsroom with stories to look at. The work is in articles/demo/load.py."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import DatabaseError, IntegrityError
from django.utils import timezone
from tqdm import tqdm

from articles.demo.load import load_demo
from articles.management.newsroom_command import NewsroomCommand
from articles.photos import PictureRefused


class Command(NewsroomCommand):
    help = "Load the demo newsroom: stories, photos, topics and, in development only, log-ins. Twice adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Loading the demo newsroom; the first time, drawing its pictures takes half a minute …")
        loading = load_demo(now=timezone.now())
        try:
            made = sum(1 for _ in tqdm(loading, unit=" made", leave=False, disable=None))
        except (IntegrityError, PictureRefused) as met:
            raise CommandError("The demo newsroom is being loaded by another program too. Run this again.") from met
        except DatabaseError as met:
            raise CommandError("The database is not set up yet. Run `manage.py migrate` first.") from met
        self.stdout.write(f"Made {made} stories and pictures." if made else "The demo newsroom was here already.")
        if not settings.DEBUG:
            self.stdout.write("No demo log-ins: those are for development (DEBUG=true) only.")
