"""What readers are told of a contest's history, in their language. What was proposed, refused or loaded is the desk's.

The log keeps sentences for the desk; these are made anew from what the line is about.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.dates import printed_stamp
from articles.live.rules import SENTENCES, Held
from articles.models.contest import Contest
from articles.models.results_line import ResultsLine
from articles.queries.results_shapes import HistoryLine
from articles.queries.results_words import listed, printed_number, why_withdrawn

MOST_LINES = 100
What = ResultsLine.What
TOLD = (What.CORRECTED, What.LEAD, What.CALLED, What.WITHDRAWN, What.HELD)


def read_history(contest: Contest, names: Mapping[str, str], *, until: datetime) -> tuple[HistoryLine, ...]:
    """The newest first, one query. `names` of the choices by their keys. Feeds' counts of a contest that is counted by
    hand are all held back, so they are no news."""
    lines = ResultsLine.objects.filter(contest=contest, what__in=TOLD, at__lte=until)
    about = lines.told_once().exclude(what=What.HELD, count__held=Held.BY_HAND).select_related("count__area", "call")
    return tuple(_told(line, contest, names, now=until) for line in about[:MOST_LINES])


def _told(line: Any, contest: Contest, names: Mapping[str, str], *, now: datetime) -> HistoryLine:
    words, detail = _words(line, names)
    count = line.count
    if count is not None and count.area_id != contest.area_id:
        detail = f"{count.area.name}: {detail}"
    return HistoryLine(
        what=line.what,
        words=words,
        detail=detail,
        printed=printed_stamp(line.at, now=now),
        iso=line.at.isoformat(timespec="seconds"),
        moment=f"{line.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}",
    )


def _why_held(code: str, before: int) -> str:
    """`before`: how many counts of the same area were held back for the same reason before it."""
    said = [_(SENTENCES[code])] if code in SENTENCES else []
    if before:
        more = ngettext("So was %(number)s count before it.", "So were %(number)s counts before it.", before)
        said.append(more % {"number": printed_number(before)})
    return " ".join(said)


def _words(line: Any, names: Mapping[str, str]) -> tuple[str, str]:
    """A few words, and a sentence."""
    count, call = line.count, line.call
    if line.what == What.LEAD and count is not None:
        who = listed([names.get(key, key) for key in count.lead_to])
        said = ngettext(
            "%(names)s, with %(total)s vote counted.", "%(names)s, with %(total)s votes counted.", count.total
        )
        return _("The lead changed"), said % {"names": who, "total": printed_number(count.total)}
    if line.what == What.CORRECTED and count is not None:
        fewer = count.fell_by or 0
        said = ngettext(
            "%(fewer)s vote fewer than before, %(total)s now.",
            "%(fewer)s votes fewer than before, %(total)s now.",
            fewer,
        )
        figures = {"fewer": printed_number(fewer), "total": printed_number(count.total)}
        return _("Total corrected downwards"), said % figures
    if line.what == What.HELD and count is not None:
        return _("A count was held back"), _why_held(count.held, line.times - 1)
    if call is not None:
        who = listed([names.get(key, key) for key in call.keys])
        if line.what == What.WITHDRAWN:
            return _("Call withdrawn"), f"{who}. {why_withdrawn(call.note, call.caller)}"
        return _("Called"), _("%(names)s, by %(caller)s.") % {"names": who, "caller": call.caller}
    return line.get_what_display(), line.detail
