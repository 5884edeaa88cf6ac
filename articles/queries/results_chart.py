"""Shares over time, as lines to draw and a table to read. Pure; drawn by _share_chart.html.

The plot is 100 by 100 and stretched to its place; labels keep their size, so they stand outside of it in pixels.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from unicodedata import bidirectional

from django.utils.translation import gettext as _

from articles.dates import in_newsroom_zone, printed_near, printed_tick
from articles.queries.results_shapes import ChoiceLine, ContestCard
from articles.queries.results_words import percents, printed_number, printed_percent

LEAST_POINTS = 3
MOST_LINES = 5
LEAST_SHARE = 2  # percent; who has less is no line but in the table
HEIGHT, LABEL = 260, 17  # pixels: of the plot, and from label to label
MOST_LETTERS, LETTER = 14, 8  # of a name in its label; pixels of one
BEGINS_AT = 0.05  # of all votes so far: what comes before would stretch the scale and says nothing
STEPS_OF_TIME = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080))
STEPS_OF_SHARE = (1, 2, 5, 10, 20)
MOST_TICKS = 5
NEAR = 7  # percent of the height: a label of a line would be written over another
Point = tuple[int, int, Mapping[str, int]]  # seconds since 1970, all votes, votes by key


@dataclass(frozen=True, slots=True)
class ChartLine:
    """`points`: of a polyline. `label_at`: pixels from the top; labels do not overlap."""

    name: str
    colour: str
    points: str
    label: str
    label_at: int


@dataclass(frozen=True, slots=True)
class Tick:
    at: str  # percent of the plot
    label: str


@dataclass(frozen=True, slots=True)
class ChartRow:
    iso: str
    printed: str
    shares: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class ShareChart:
    lines: tuple[ChartLine, ...]
    levels: tuple[Tick, ...]
    times: tuple[Tick, ...]
    needed_at: str
    needed: str
    names_width: int  # pixels
    names: tuple[str, ...]
    rows: tuple[ChartRow, ...]


def chart_of(card: ContestCard, *, now: datetime) -> ShareChart | None:
    """None while there are too few points for a line."""
    points = [point for point in card.points if point[1] > 0 and point[1] >= card.total * BEGINS_AT]
    if len(points) < LEAST_POINTS or points[0][0] == points[-1][0]:
        return None
    drawn = [choice for choice in card.choices if choice.share and choice.share >= LEAST_SHARE][:MOST_LINES]
    if not drawn:
        return None
    shares = {choice.key: [_share(card, votes, total, choice.key) for _at, total, votes in points] for choice in drawn}
    low, high, step = _scale([share for line in shares.values() for share in line])
    begins, ends = points[0][0], points[-1][0]
    across = [(at - begins) * 100 / (ends - begins) for at, _total, _votes in points]

    def up(share: float) -> float:
        return (high - share) * 100 / (high - low)

    labels = _labels(drawn)
    places = _spread([round(up(shares[choice.key][-1]) * HEIGHT / 100) for choice in drawn])
    needed = float(card.needed_at.rstrip("%")) if card.needed_at else None
    needed_at = up(needed) if needed is not None and low < needed < high else None

    def crowded(at: float) -> bool:
        """By the label of the share that is needed."""
        return needed_at is not None and abs(at - needed_at) < NEAR

    return ShareChart(
        lines=tuple(
            ChartLine(
                name=choice.name,
                colour=choice.colour,
                points=" ".join(
                    f"{x:.2f},{up(share):.2f}" for x, share in zip(across, shares[choice.key], strict=True)
                ),
                label=label,
                label_at=place,
            )
            for choice, label, place in zip(drawn, labels, places, strict=True)
        ),
        levels=tuple(
            Tick(f"{up(level):.2f}%", "" if crowded(up(level)) else _percent(level))
            for level in range(low + step, high, step)
        ),
        times=_times(begins, ends),
        needed_at=f"{needed_at:.2f}%" if needed_at is not None else "",
        needed=printed_percent(Decimal(card.needed_at.rstrip("%"))) if needed_at is not None else "",
        names_width=max(map(len, labels)) * LETTER + 12,
        names=tuple(choice.name for choice in drawn),
        rows=tuple(_row(card, drawn, point, now=now) for point in reversed(points)),
    )


def _share(card: ContestCard, votes: Mapping[str, int], total: int, key: str) -> float:
    """Of yes and no in a measure, as everywhere (results_cards.py)."""
    cast = sum(votes.values()) if card.kind == "measure" else total
    return votes.get(key, 0) * 100 / cast if cast else 0.0


def _scale(shares: Sequence[float]) -> tuple[int, int, int]:
    """The lowest and highest share drawn, on round numbers with room around, and the step between lines."""
    lowest, highest = min(shares), max(shares)
    step = next((step for step in STEPS_OF_SHARE if (highest - lowest) / step <= MOST_TICKS), STEPS_OF_SHARE[-1])
    low = max(int(lowest // step) * step - (step if lowest % step < step / 4 else 0), 0)
    high = min(-int(-highest // step) * step + (step if -highest % step < step / 4 else 0), 100)
    return (low, high, step) if high > low else (max(low - step, 0), min(high + step, 100), step)


def _spread(tops: Sequence[int]) -> list[int]:
    """Labels in their order from the top, moved apart as far as they must."""
    order = sorted(range(len(tops)), key=lambda place: tops[place])
    placed = list(tops)
    floor = LABEL // 2
    for place in order:
        placed[place] = floor = max(placed[place], floor)
        floor += LABEL
    ceiling = HEIGHT - 4
    for place in reversed(order):
        placed[place] = ceiling = min(placed[place], ceiling)
        ceiling -= LABEL
    return placed


def _times(begins: int, ends: int) -> tuple[Tick, ...]:
    """Round times of the newsroom's clock, not too many; none so near to an edge that its label would be cut."""
    span = timedelta(seconds=ends - begins)
    step = next((step for step in STEPS_OF_TIME if span / step <= MOST_TICKS), span / MOST_TICKS)
    first = in_newsroom_zone(datetime.fromtimestamp(begins, UTC))
    midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
    ticks = []
    for number in range((first - midnight) // step + 1, (first - midnight) // step + MOST_TICKS + 2):
        at = midnight + number * step
        across = (at.timestamp() - begins) * 100 / (ends - begins)
        if 6 <= across <= 94:
            ticks.append(Tick(f"{across:.2f}%", printed_tick(at, daily=step >= timedelta(days=1))))
    return tuple(ticks)


def _row(card: ContestCard, drawn: Sequence[ChoiceLine], point: Point, *, now: datetime) -> ChartRow:
    at, total, votes = point
    moment = datetime.fromtimestamp(at, UTC)
    shares = percents(votes, sum(votes.values()) if card.kind == "measure" else total)
    return ChartRow(
        iso=moment.isoformat(timespec="seconds"),
        printed=printed_near(moment, now=now),
        shares=tuple(printed_percent(shares[choice.key]) if choice.key in shares else "" for choice in drawn),
        total=printed_number(total),
    )


def _labels(drawn: Sequence[ChoiceLine]) -> list[str]:
    """Family names, where no two are the same."""
    short = [choice.short for choice in drawn]
    names = short if len(set(short)) == len(short) else [choice.name for choice in drawn]
    cut = [name if len(name) <= MOST_LETTERS else f"{name[: MOST_LETTERS - 1]}…" for name in names]
    return [f"{_isolated(name)} {choice.printed_share}" for name, choice in zip(cut, drawn, strict=True)]


def _isolated(name: str) -> str:
    """A name from right to left would take the figure behind it along."""
    return f"\u2068{name}\u2069" if any(bidirectional(letter) in ("R", "AL") for letter in name) else name


def _percent(level: int) -> str:
    return _("%(number)s%%") % {"number": level}
