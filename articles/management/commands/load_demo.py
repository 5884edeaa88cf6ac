"""manage.py load_demo: fills an empty newsroom with stories to look at. The work is in articles/demo/load.py."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import timezone
from tqdm import tqdm

from articles.demo.load import load_demo


class Command(BaseCommand):
    help = "Load the demo newsroom: stories, photos, topics and, in development only, log-ins. Twice adds nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write("Loading the demo newsroom; the first time, drawing its pictures takes half a minute …")
        made = sum(1 for _ in tqdm(load_demo(now=timezone.now()), unit=" made", leave=False, disable=None))
        self.stdout.write(f"Made {made} stories and pictures." if made else "The demo newsroom was here already.")
        if not settings.DEBUG:
            self.stdout.write("No demo log-ins: those are for development (DEBUG=true) only.")
