"""Heat: reads that fade with time, kept as one number that never has to be recounted. Pure: no database, no clock.

A read counts 1 when it happens, 1/2 after HALF_LIFE, 1/4 after two, and so on. Instead of making every sum smaller as
time goes on, each new read is given a greater weight: 2 to the number of half-lives since EPOCH. Sums of such weights
compare as the faded sums do, at any moment. They soon pass what a float can hold, so their logarithm is kept.
(The method is known as forward decay: Cormode, Shkapenyuk, Srivastava and Xu, ICDE 2009.)
"""

from datetime import UTC, datetime, timedelta
from math import exp2, inf, log2

HALF_LIFE = timedelta(hours=6)  # this morning's story still counts at night, yesterday's hardly
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)  # a change of either makes every stored heat meaningless
COLD = -1e9  # the heat of no read at all; finite, because not every database keeps an infinity
ENOUGH = 3.0


def heat_of(reads: float, at: datetime) -> float:
    """The heat of `reads` reads at the moment `at` (aware), in half-lives: 1 more is twice as hot. COLD for none."""
    return (at - EPOCH) / HALF_LIFE + log2(reads) if reads > 0 else COLD


def merged(one: float, other: float) -> float:
    """The heat of both sets of reads together. The order does not matter."""
    low, high = sorted((one, other))
    return high + log2(1 + exp2(low - high)) if high > COLD else COLD


def faded_reads(heat: float, now: datetime) -> float:
    """How many reads at `now` (aware) the heat is worth."""
    halvings = heat - (now - EPOCH) / HALF_LIFE
    return exp2(halvings) if halvings < 1000 else inf


def fresh_enough(now: datetime, *, reads: float = ENOUGH) -> float:
    """The smallest heat worth showing at `now` (aware): with less, chance decides which story is the most read."""
    return heat_of(reads, now)
