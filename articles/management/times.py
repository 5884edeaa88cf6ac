"""Times on the command line, for publish_due and embargo_check."""

from datetime import datetime

from django.core.management.base import CommandError

from articles.dates import at_newsroom_clock

LIKE_THIS = "Write a time like 2027-03-14T06:00 (in the newsroom's zone) or 2027-03-14T06:00-04:00."


def read_time(written: str) -> datetime:
    """An aware time. Without a zone it is the newsroom's; raises CommandError in words."""
    try:
        read = datetime.fromisoformat(written.strip())
    except ValueError as fault:
        raise CommandError(f"“{written}” is no time. {LIKE_THIS}") from fault
    if not 1900 <= read.year <= 2200:
        raise CommandError(f"Check the year of “{written}”.")
    try:
        return read if read.tzinfo else at_newsroom_clock(read)
    except ValueError as fault:  # clocks are put forward or back then
        raise CommandError(f"{fault} {LIKE_THIS}") from fault
