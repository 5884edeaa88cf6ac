"""How results are said: numbers, shares, who leads, what is still to come. Pure; in the language in force.

A share is never rounded over a line that it has not passed: 49.97 percent is printed as 49.97, not as 50.0.
"""

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django.utils.formats import get_format, number_format
from django.utils.text import get_text_list
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from articles.live.rules import Withheld
from articles.live.rules import exact as exact_share
from articles.models.call import Call
from articles.models.contest import Contest
from articles.models.count import Counted

Measure = Counted.Measure


@lru_cache
def _marks(language: str) -> tuple[str, str, str]:
    """What stands between thousands, before decimals, and round a percentage in a language, which is in force. Asking
    Django anew for each of 600 numbers was a third of the CPU of a page with 51 contests."""
    return (
        get_format("THOUSAND_SEPARATOR", language, use_l10n=True),
        get_format("DECIMAL_SEPARATOR", language, use_l10n=True),
        _("%(number)s%%"),
    )


def printed_number(number: int) -> str:
    """`1,409,055`; `1 409 055`"""
    thousands, _decimal, _percent = _marks(get_language() or "en")
    return f"{number:,}".replace(",", thousands)


def percents(votes: Mapping[str, int], total: int, *, lines: Sequence[Decimal] = ()) -> dict[str, Decimal]:
    """Shares of the total in percent, with as few decimals (one to three) as keep apart what makes or breaks a result:
    the first and the second, and a share and a line it has not reached or has passed. Less than all is never printed as
    100. Empty without votes."""
    if total <= 0:
        return {}
    exact = {key: Decimal(number) * 100 / total for key, number in votes.items()}
    for decimals in (1, 2, 3):
        unit = Decimal(1).scaleb(-decimals)
        rounded = {
            key: share if share == 100 else min(share.quantize(unit, ROUND_HALF_UP), 100 - unit)
            for key, share in exact.items()
        }
        if not _runs_together(exact, rounded, lines):
            break
    return rounded


def _runs_together(exact: Mapping[str, Decimal], rounded: Mapping[str, Decimal], lines: Sequence[Decimal]) -> bool:
    best = sorted(exact, key=exact.__getitem__, reverse=True)[:2]
    if len(best) == 2 and exact[best[0]] != exact[best[1]] and rounded[best[0]] == rounded[best[1]]:
        return True
    return any(
        rounded[key] == line != exact[key] or (rounded[key] < line) != (exact[key] < line)
        for key in exact
        for line in lines
    )


def printed_percent(share: Decimal, *, votes: int = 0) -> str:
    """`63.2%`; `63,2 %` is how Spanish papers print it. Some votes are never none: `<0.1%`."""
    _thousands, decimal, percent = _marks(get_language() or "en")
    is_less = votes > 0 and share == 0
    exponent = share.as_tuple().exponent
    least = Decimal(1).scaleb(exponent) if isinstance(exponent, int) and exponent < 0 else Decimal("0.1")
    number = f"{least if is_less else share:f}".replace(".", decimal)
    return ("<" if is_less else "") + percent % {"number": number}


def completeness(figures: Any) -> str:
    """How much is counted, and by which measure: “73% of expected vote in”. Empty when nobody says."""
    withheld = set(figures.withheld)
    if figures.measure == Measure.EXPECTED and Withheld.EXPECTED_OUT_OF_RANGE not in withheld:
        return _("%(share)s of expected vote in") % {"share": _whole_percent(figures.expected_percent)}
    has_precincts = figures.precincts_total and figures.precincts_reporting is not None
    if has_precincts and Withheld.PRECINCTS_DO_NOT_FIT not in withheld:
        return _("%(reporting)s of %(total)s precincts reporting") % {
            "reporting": printed_number(figures.precincts_reporting),
            "total": printed_number(figures.precincts_total),
        }
    return votes_left(figures)


def counted(figures: Any) -> dict[str, Any]:
    """The same as figures, for machines; without what is withheld or not known."""
    withheld = set(figures.withheld)
    found = {"measure": figures.measure}
    if figures.expected_percent is not None and Withheld.EXPECTED_OUT_OF_RANGE not in withheld:
        found["expected_percent"] = float(figures.expected_percent)
    if figures.precincts_reporting is not None and Withheld.PRECINCTS_DO_NOT_FIT not in withheld:
        found |= {"precincts_reporting": figures.precincts_reporting, "precincts_total": figures.precincts_total}
    if figures.remaining is not None and Withheld.REMAINING_BELOW_ZERO not in withheld:
        found["remaining"] = figures.remaining
    return found


def votes_left(figures: Any) -> str:
    """“about 271,000 votes left”: estimates are not printed to the last vote."""
    if figures.remaining is None or figures.remaining < 0:
        return ""
    number = rough(figures.remaining)
    if number == 0:
        return _("all votes counted") if figures.remaining == 0 else _("a few votes left")
    return ngettext("about %(number)s vote left", "about %(number)s votes left", number) % {
        "number": printed_number(number)
    }


def rough(number: int) -> int:
    """To two or three digits, as an estimate is: 271,257 is 271,000."""
    unit = 10 ** max(len(str(number)) - 3, 0)
    return round(number / unit) * unit if number >= 100 else round(number, -1)


def _whole_percent(share: Decimal) -> str:
    """99.7 is more than 99, and not 100."""
    if 99 < share < 100:
        return _("more than %(share)s") % {"share": _("%(number)s%%") % {"number": 99}}
    whole = int(share) if share >= 1 or share == 0 else 1
    less = _("less than %(share)s") if 0 < share < 1 else "%(share)s"
    return less % {"share": _("%(number)s%%") % {"number": whole}}


def listed(names: Sequence[str]) -> str:
    """`Ann Doe, Ben Roe and Cy Poe`"""
    return get_text_list(list(names), _("and"))


def standing_sentence(
    contest: Contest, names: Sequence[str], *, margin: int | None, is_tied: bool, falls_short: str = ""
) -> str:
    """Who leads, never who has won: “Ann Doe leads by 1,204 votes.” Empty before votes. `falls_short`: the answer that
    has more votes than the other, and not the share it needs."""
    if is_tied:
        return _("Tied for the last seat.") if contest.kind == Contest.Kind.SEATS else _("Tied.")
    if not names:
        return ""
    who = listed(names)
    if falls_short:
        return _("“%(answer)s” has more votes, but not the share it needs.") % {"answer": falls_short}
    if contest.kind == Contest.Kind.MEASURE:
        return _("“%(answer)s” is ahead.") % {"answer": who}
    if margin is None:
        return ""
    said = (
        ngettext("%(names)s leads by %(margin)s vote.", "%(names)s leads by %(margin)s votes.", margin)
        if len(names) == 1
        else ngettext(
            "%(names)s lead, %(margin)s vote ahead of the next.",
            "%(names)s lead, %(margin)s votes ahead of the next.",
            margin,
        )
    )
    return said % {"names": who, "margin": printed_number(margin)}


def news_sentence(
    contest: Contest, leading: Sequence[str], calls: Sequence[Any], withdrawn: Sequence[Any], *, is_tied: bool
) -> str:
    """What a listener is told when it changes: “Mayor: Ames now leads.” No figures, or it would change all the time."""
    title = {"contest": contest.title}
    if calls:
        newest = calls[-1]
        if newest.outcome == Call.Outcome.ADVANCES:
            return _("%(contest)s: %(names)s to the run-off, called by %(caller)s.") % _told(newest, title)
        return _("%(contest)s: called for %(names)s by %(caller)s.") % _told(newest, title)
    said = []
    if withdrawn:
        said.append(_("%(contest)s: %(caller)s has withdrawn its call for %(names)s.") % _told(withdrawn[-1], title))
    if is_tied:
        said.append(_("%(contest)s: tied.") % title)
    elif leading and contest.kind == Contest.Kind.MEASURE:
        said.append(_("%(contest)s: “%(answer)s” is now ahead.") % {**title, "answer": listed(leading)})
    elif leading:
        now = ngettext("%(contest)s: %(names)s now leads.", "%(contest)s: %(names)s now lead.", len(leading))
        said.append(now % {**title, "names": listed(leading)})
    return " ".join(said)


def _told(call: Any, title: Mapping[str, str]) -> dict[str, str]:
    return {**title, "names": call.names, "caller": call.caller}


def why_withdrawn(note: str, caller: str) -> str:
    """Why a call was withdrawn. People have to say so; a feed just takes its mark back."""
    return note or _("%(caller)s does not call it any more.") % {"caller": caller}


def needed_sentence(contest: Contest) -> str:
    """What it takes, where that is not simply the most votes."""
    if contest.kind == Contest.Kind.SEATS:
        return ngettext("%(number)s is elected.", "%(number)s are elected.", contest.seats) % {"number": contest.seats}
    if contest.kind not in (Contest.Kind.MEASURE, Contest.Kind.RUN_OFF):
        return ""
    share_of_all = exact_share(contest.share_needed)
    if contest.share_needed == 50:
        needed = _("more than half of the votes")
    elif share_of_all.denominator == 3:
        needed = _("two thirds of the votes") if share_of_all.numerator == 2 else _("a third of the votes")
    else:
        share = _("%(number)s%%") % {"number": number_format(contest.share_needed.normalize())}
        needed = _("%(share)s of the votes") % {"share": share}
    if contest.kind == Contest.Kind.RUN_OFF:
        return _("Needed to win without a run-off: %(needed)s.") % {"needed": needed}
    return _("Needed to pass: %(needed)s.") % {"needed": needed}
