"""What our commands have in common: a database without tables is a sentence and no traceback."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

NO_TABLES = "This database has no tables yet. Make them with: manage.py migrate"


class NewsroomCommand(BaseCommand):
    def execute(self, *args: Any, **options: Any) -> str | None:
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            if _has_tables():
                raise
            raise CommandError(NO_TABLES) from error


def _has_tables() -> bool:
    try:
        return "articles_publishedarticle" in connection.introspection.table_names()
    except DatabaseError:
        return True  # no database to ask: its own message says more
