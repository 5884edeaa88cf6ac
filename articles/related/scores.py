"""What a likeness is worth: every weight with what it is for, and the words that explain a score. Pure.

Which stories are compared at all is in candidates.py. docs/related.md has what was measured.
"""

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta

from articles.related.traits import StoryTrait

# Of a trait, this many of the newest stories are looked at. With 50 the precision fell by a point, 200 gained nothing.
NEWEST = 100

# An editor said that the stories belong together. No reckoning of rarity: on the night of an event, every new story is
# part of it, and just then they should point at each other.
COVERAGE_POINTS = 6.0
# The others count their rarity (0 to 6) times this, times how much of the story they are (0 to 1).
# A topic was chosen by a person, so it says more than a word that merely occurs.
TOPIC_WEIGHT = 2.0
# Whom or what a story is about. Most of what makes a reader say "yes, the same thing".
NAME_WEIGHT = 1.0
# The rest of the text. A little less: one word may mean two things.
WORD_WEIGHT = 0.8
WEIGHTS = {"topic": TOPIC_WEIGHT, "name": NAME_WEIGHT, "text": WORD_WEIGHT}

# One story in 400 is rare enough (e to the sixth): a misspelling that two stories share is no better than a name.
RAREST = 6.0
# A site is reckoned this much larger than it is, or nothing could be rare among the first ten stories.
SMALL_SITE = 20
# Below this, what two texts share is chance: by eye, matches of 4 points were wrong as often as right.
FLOOR = 5.0
# Enough for a shared topic or coverage, which is no chance. A topic on every story is below it.
CHOSEN_KINDS = frozenset({"coverage", "topic"})
CHOSEN_FLOOR = 1.0

# Same section, in the same points: as much as one ordinary word. It decides between stories that are equally alike, and
# puts those in order that have nothing else in common with the page.
SECTION_POINTS = 2.0
# What age leaves of an old story's worth: it halves with each half-life of the section, down to this. Without an end,
# any story of today would beat the one that explains it all, once that is two months old.
OLDEST = 0.125

MOST_PARTS = 6
MOST_SHOWN = 4  # words of a part, and parts of a reason
LEAST_SAID = 0.1  # of the whole score; a part that is less is no reason to tell people


def rarity(holders: Sequence[int], *, newest_id: int) -> float:
    """How rare a trait is, 0 (on every story) to 6: the logarithm of how many stories there are for each that has it.

    `holders` are the newest stories with the trait, at most NEWEST. If there are fewer, they were counted; otherwise it
    is told by how far back in the ids they reach, so that nothing has to be kept count of.
    """
    if len(holders) < NEWEST:
        stories, having = newest_id + SMALL_SITE, len(holders) + 1
    else:
        stories, having = newest_id - min(holders) + 1, len(holders)
    return min(max(math.log(stories / having), 0.0), RAREST)


def trait_points(
    traits: Sequence[StoryTrait], holders: Mapping[int, Sequence[int]], *, newest_id: int
) -> dict[int, float]:
    """What sharing each trait with this story is worth, by its number. Traits that nobody else has are left out."""
    points = {}
    for trait in traits:
        if having := holders.get(trait.trait):
            points[trait.trait] = (
                COVERAGE_POINTS
                if trait.kind == "coverage"
                else WEIGHTS[trait.kind] * trait.weight * rarity(having, newest_id=newest_id)
            )
    return points


def is_enough(points: float, *, chosen: float, traits: int) -> bool:
    """Whether two stories are alike at all, by the points they share, those of them that people chose (coverage and
    topics), and the number of traits: not by one word, and not by chance."""
    return chosen >= CHOSEN_FLOOR or (traits > 1 and points >= FLOOR)


def relevance(likeness: float, *, same_section: bool, age_days: float, half_life_days: float) -> float:
    """What a story is worth beside another one, now: its likeness and section, halved with each half-life of its age,
    down to an eighth."""
    age, half_life = max(age_days, 0.0), max(half_life_days, 0.001)
    freshness = max(0.5 ** min(age / half_life, 1000.0), OLDEST)
    return (likeness + (SECTION_POINTS if same_section else 0.0)) * freshness


def reason_words(parts: Sequence[tuple[str, str, float]], *, age: timedelta) -> str:
    """A reason for people: `shares Elections, Ohio; 2 h old`. `parts` as in Likeness; what counts little is not said. A
    story that is not out yet (negative age) has no age told."""
    least = LEAST_SAID * sum(points for _, _, points in parts)
    said = {words.casefold(): words for kind, words, points in parts if kind != "text" and points >= least}
    words = list(said.values())[:MOST_SHOWN] or [f"the words {words}" for kind, words, _ in parts if kind == "text"]
    shares = f"shares {', '.join(words)}" if words else ""
    return "; ".join(part for part in (shares, _printed_age(age)) if part)


def _printed_age(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    if minutes < 0:
        return ""
    if minutes < 60:
        return f"{minutes} min old" if minutes else "new"
    if minutes < 24 * 60:
        return f"{minutes // 60} h old"
    days = minutes // (24 * 60)
    for length, name in ((365, "year"), (30, "month"), (7, "week"), (1, "day")):
        if days >= 2 * length or (length == 1 and days):
            count = days // length
            return f"{count} {name}{'s' if count > 1 else ''} old"
    return ""
