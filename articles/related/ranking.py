"""Ranking: from the traits of a story and the stories that share them to the few that are most like it, with the parts
of each score. Pure; the weights are in scores.py, the reading of the tables in candidates.py."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from articles.related.scores import CHOSEN_FLOOR, CHOSEN_KINDS, FLOOR, MOST_PARTS, MOST_SHOWN, is_enough, trait_points
from articles.related.traits import StoryTrait
from articles.related.words import stem

Part = tuple[str, str, float]  # kind, words, points; stored as a JSON list


class Likely(NamedTuple):
    """A story that is like the one asked about. `score` is the sum of the points of `parts`."""

    story_id: int
    score: float
    parts: list[Part]


def most_alike(
    traits: Sequence[StoryTrait],
    holders: Mapping[int, Sequence[int]],
    *,
    newest_id: int,
    limit: int,
    known: Mapping[int, Collection[int]] | None = None,
) -> list[Likely]:
    """The `limit` best stories, best first, the newer (larger id) first where they are equal.

    `holders`: by trait, the newest stories that have it, at most scores.NEWEST. `known`: the same for stories that are
    compared however old they are; those that are like this one are all returned, after the best.
    """
    points = trait_points(traits, holders, newest_id=newest_id)
    having = [(trait, _all_with(trait.trait, holders, known)) for trait in traits if points.get(trait.trait)]
    best = _best(having, points)
    wanted = {story_id for several in known.values() for story_id in several} if known else set()
    chosen = best[:limit] + [story_id for story_id in best[limit:] if story_id in wanted]
    shared: dict[int, list[StoryTrait]] = {story_id: [] for story_id in chosen}
    for trait, stories in having:
        for story_id in stories:
            if story_id in shared:
                shared[story_id].append(trait)
    return [_likely(story_id, several, points) for story_id, several in shared.items()]


def _all_with(
    number: int, holders: Mapping[int, Sequence[int]], known: Mapping[int, Collection[int]] | None
) -> Collection[int]:
    return {*holders[number], *known.get(number, ())} if known else holders[number]


def _best(having: Sequence[tuple[StoryTrait, Collection[int]]], points: Mapping[int, float]) -> list[int]:
    """The stories that share enough, best first. Plain loops over some thousands of pairs: this is the hot part."""
    total: dict[int, float] = {}
    chosen: dict[int, float] = {}
    for trait, stories in having:
        worth = points[trait.trait]
        for story_id in stories:
            total[story_id] = total.get(story_id, 0.0) + worth
        if trait.kind in CHOSEN_KINDS:
            for story_id in stories:
                chosen[story_id] = chosen.get(story_id, 0.0) + worth
    least = min(FLOOR, CHOSEN_FLOOR) if chosen else FLOOR
    strong = {story_id for story_id, worth in total.items() if worth >= least}
    times = Counter(story_id for _, stories in having for story_id in stories if story_id in strong)
    enough = [
        (total[story_id], story_id)
        for story_id in strong
        if is_enough(total[story_id], chosen=chosen.get(story_id, 0.0), traits=times[story_id])
    ]
    return [story_id for _, story_id in sorted(enough, reverse=True)]


def _likely(story_id: int, shared: Sequence[StoryTrait], points: Mapping[int, float]) -> Likely:
    parts = _parts(shared, points)
    return Likely(story_id, round(sum(part[2] for part in parts), 2), parts)


def _parts(shared: Sequence[StoryTrait], points: Mapping[int, float]) -> list[Part]:
    """What the score is made of, at most six entries: the words of a name with the name, all other words in one."""
    long_names = {part: trait for trait in shared if trait.kind == "name" for part in _stems_of_long(trait.words)}
    worth: dict[StoryTrait, float] = {}
    for trait in shared:
        is_word = trait.kind in {"name", "text"} and " " not in trait.words
        owner = long_names.get(stem(trait.words), trait) if is_word else trait
        worth[owner] = worth.get(owner, 0.0) + points[trait.trait]
    ordered = sorted(worth, key=lambda trait: (-worth[trait], trait.words))
    words = [trait for trait in ordered if trait.kind == "text"]
    others = [trait for trait in ordered if trait.kind != "text"]
    most = MOST_PARTS - 1
    groups = [[trait] for trait in others[: most - 1]] + [others[most - 1 :], words]
    return [
        (group[0].kind, ", ".join(trait.words for trait in group[:MOST_SHOWN]), round(sum(worth[t] for t in group), 2))
        for group in groups
        if group
    ]


def _stems_of_long(name: str) -> list[str]:
    words = name.split()
    return [stem(word) for word in words] if len(words) > 1 else []
