"""The way to a target: what each party has by calls and where it only leads, as lines with a bar. Pure.

What is called and what is led is never added up in words: a lead is not a call.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from articles.queries.results_shapes import CoverageSummary
from articles.queries.results_tally import WeightLine
from articles.queries.results_words import printed_number

MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class TargetLine:
    """Its bar begins with what is called and goes on, hatched, with what is led. Lengths as SVG takes them."""

    name: str
    colour: str
    called: str
    leading: str
    called_bar: str
    leading_bar: str


@dataclass(frozen=True, slots=True)
class Target:
    """`needed_at`: where the line of the target stands in each bar."""

    number: str
    word: str
    sentence: str
    needed_at: str
    lines: tuple[TargetLine, ...]


def target_of(summary: CoverageSummary, *, weight: int) -> Target | None:
    """None when there is no race to a target. `weight`: of all contests together."""
    if not summary.target or not summary.tally:
        return None
    shown = [line for line in summary.tally if line.called or line.leading] or list(summary.tally)
    most = max(line.called + line.leading for line in shown)
    scale = max(summary.target * 1.08, most)
    return Target(
        number=printed_number(summary.target),
        word=summary.weight_word,
        sentence=_sentence(summary, weight),
        needed_at=_length(summary.target, scale),
        lines=tuple(_line(line, scale) for line in shown[:MOST_LINES]),
    )


def _line(line: WeightLine, scale: float) -> TargetLine:
    return TargetLine(
        name=line.name,
        colour=line.colour,
        called=printed_number(line.called),
        leading=printed_number(line.leading),
        called_bar=_length(line.called, scale),
        leading_bar=_length(line.leading, scale) if line.leading else "",
    )


def _length(number: int, scale: float) -> str:
    return f"{number * 100 / scale:.2f}%"


def _sentence(summary: CoverageSummary, weight: int) -> str:
    target = summary.target or 0
    said = {"number": printed_number(target), "of_what": summary.weight_word}
    ahead = summary.tally[0]
    if ahead.called >= target:
        return _("By the calls made, %(name)s has the %(number)s %(of_what)s needed.") % {**said, "name": ahead.name}
    left = weight - sum(line.called for line in summary.tally)
    return _("%(number)s %(of_what)s are needed; %(left)s are not called.") % {**said, "left": printed_number(left)}
