"""A contest in little room: the first few choices, all others in one line. Pure."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.queries.results_shapes import ChoiceLine, RestLine
from articles.queries.results_words import percents, printed_number, printed_percent

LEAST, MOST = 3, 12


def first_and_rest(
    lines: Sequence[ChoiceLine], *, seats: int, other_votes: int, total: int
) -> tuple[tuple[ChoiceLine, ...], RestLine | None]:
    """Everybody who would win and one more, and whoever is called; the rest with the votes on no line together."""
    room = min(max(LEAST, seats + 1), MOST)
    shown = [line for place, line in enumerate(lines) if place < room or (line.is_called and place < MOST)]
    hidden = [line for line in lines if line not in shown]
    if len(hidden) == 1 and not other_votes:
        return tuple(lines), None
    votes = other_votes + sum(line.votes for line in hidden)
    if not hidden and not votes:
        return tuple(shown), None
    return tuple(shown), _rest_line(len(hidden), votes, total)


def _rest_line(hidden: int, votes: int, total: int) -> RestLine:
    name = ngettext("%(number)s other", "%(number)s others", hidden) % {"number": hidden} if hidden else _("Other")
    share = percents({"rest": votes}, total).get("rest")
    if share is None:
        return RestLine(name)
    return RestLine(name, printed_number(votes), printed_percent(share, votes=votes), f"{share}%" if share else "")
