"""manage.py serve_demo: what `make run` does after installing. Migrates, loads the demo newsroom if there is no story
yet, says where everything is, and serves. What is due by then is done beside the server. For development only."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.utils.autoreload import DJANGO_AUTORELOAD_ENV

from articles.demo.load import is_unfinished
from articles.management.newsroom_command import NewsroomCommand
from articles.models import Article

LAST = 19  # how willingly it gives way, on Unix: 19 is most


class Command(NewsroomCommand):
    help = "Set up a newsroom with demo stories on this machine and serve it. For development only."
    requires_system_checks: list[str] = []  # runserver does them once more

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("This serves a demo and is for development only. In production run granian, see README.")
        if os.environ.get(DJANGO_AUTORELOAD_ENV) != "true":  # not again in the process that the reloader starts
            os.environ.setdefault("SITE_URL", f"http://127.0.0.1:{options['port']}")  # for that process
            os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")
            call_command("migrate", verbosity=0, interactive=False)
            if not Article.objects.exists() or is_unfinished():
                call_command("load_demo", stdout=self.stdout)
            self._say_where(options["port"])
            with publishing_what_is_due():
                self._serve(options["port"])
        else:
            self._serve(options["port"])

    def _serve(self, port: int) -> None:
        call_command("runserver", f"127.0.0.1:{port}")

    def _say_where(self, port: int) -> None:
        from articles.demo.people import demo_log_ins  # noqa: PLC0415 (the reloader's process does not need it)

        self.stdout.write(
            f"\n  The site   http://127.0.0.1:{port}/\n  The desk   http://127.0.0.1:{port}/{settings.ADMIN_PATH}\n\n"
        )
        for username, password, role in demo_log_ins():
            self.stdout.write(f"  {role:<14} {username} / {password}")
        self.stdout.write("\n")


@contextmanager
def publishing_what_is_due() -> Iterator[None]:
    """publish_due once, in a process that gives way to everybody else's. It makes the sizes of pictures that no reader
    should have to wait for, AVIF above all: a minute's work after the demo was loaded, none later. It ends with the
    server."""
    job = subprocess.Popen(  # noqa: S603 (words of our own)
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "publish_due"],
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: os.nice(LAST),  # noqa: PLW1509 (no thread has been started yet)
    )
    try:
        yield
    finally:
        job.terminate()
        job.wait()
