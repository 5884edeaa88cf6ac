"""Short ways to count votes in tests: minutes after NOW, votes by name of the choice."""

from datetime import datetime, timedelta
from typing import Any

from articles.live import NewCount, record
from articles.live.recording import Recorded
from articles.live.rules import Figures
from articles.models import Contest, CountUpdate, ResultsLine, Standing
from tests.factories import NOW


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def counted(minutes: float, *, area: int | None = None, winners: list[str] | None = None, **said: Any) -> NewCount:
    """`counted(5, ames=10, birch=7, total=20)`: what is no figure of a count are votes."""
    figures = {name: said.pop(name) for name in Figures.__dataclass_fields__ if name in said}
    outcome = said.pop("outcome", "")
    return NewCount(Figures(votes=said, **figures), at(minutes), area_id=area, winners=winners, outcome=outcome)


def count(
    contest: Contest, minutes: float, *, source: str = "csv", now: datetime | None = None, **said: Any
) -> Recorded:
    """Record one count, an hour after NOW if not said."""
    return record(contest.pk, [counted(minutes, **said)], source=source, now=now or at(60))


def standing(contest: Contest) -> Standing:
    return Standing.objects.get(contest=contest)


def lines(contest: Contest) -> list[tuple[str, str]]:
    """The log of a contest, in the order of its times."""
    return list(ResultsLine.objects.filter(contest=contest).order_by("at", "what").values_list("what", "detail"))


def everything(contest: Contest) -> dict[str, Any]:
    """All that may not depend on the order of arrival: what stands, the counts of areas, the history and the log."""
    row = Standing.objects.filter(contest=contest).values().get()
    row.pop("received_at")
    history = CountUpdate.objects.filter(contest=contest)
    current = contest.current_counts.order_by("area_id").values(
        "area_id", "votes", "total", "as_of", "source", "withheld"
    )
    return {
        "standing": row,
        "current": list(current),
        "history": [
            (each.area_id, each.as_of, each.digest, each.held, each.fell_by, each.lead_to)
            for each in history.order_by("as_of", "area_id", "digest", "source")
        ],
        "log": sorted(lines(contest)),
    }
