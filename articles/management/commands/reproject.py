"""manage.py reproject: print every story anew as readers get it. The work is in articles/workflow/reprojecting.py."""

from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone
from tqdm import tqdm

from articles.management.newsroom_command import NewsroomCommand
from articles.models import PublishedArticle
from articles.workflow.reprojecting import reproject

BATCH = 500


class Command(NewsroomCommand):
    help = (
        "Print every published story anew, after LANGUAGE_CODE or TIME_ZONE has changed or an upgrade says so. Newest "
        "first; each in its own transaction. Interrupted, it tells how to go on. Readers and the desk may be at work."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--below", type=int, metavar="ID", help="only stories with a smaller number: to go on")

    def handle(self, *args: Any, **options: Any) -> None:
        now, below, done, faults = timezone.now(), options["below"], 0, 0
        stories = PublishedArticle.objects.order_by("-pk").values_list("pk", flat=True)
        total = stories.filter(pk__lt=below).count() if below else stories.count()
        with tqdm(total=total, unit=" stories", leave=False, disable=None) as bar:
            try:
                while batch := list((stories.filter(pk__lt=below) if below else stories)[:BATCH]):
                    for pk in batch:
                        faults += not self._one(pk, now=now)
                        below, done = pk, done + 1
                        bar.update()
            except KeyboardInterrupt:
                self.stderr.write(f"Interrupted. Go on with: manage.py reproject --below {below}")
                raise SystemExit(130) from None
        self.stdout.write(f"{done - faults:,} stories printed anew.")
        if faults:
            self.stderr.write(f"{faults:,} could not be printed and stay as they were.")
            raise SystemExit(1)

    def _one(self, pk: int, *, now: Any) -> bool:
        """One story that something has damaged keeps no other from being printed."""
        try:
            reproject(pk, now=now)
        except Exception as fault:
            self.stderr.write(f"story {pk}: {type(fault).__name__}: {fault}")
            return False
        return True
