"""Likenesses for stories by the thousand: what index_story would find and write for one after the other, worked out in
memory and written in bulk. It knows only the stories that this run made."""

import json
from collections.abc import Sequence

from django.db import connection

from articles.related.candidates import KEPT
from articles.related.ranking import most_alike
from articles.related.scores import NEWEST
from articles.related.traits import StoryTrait

# Past the ORM: for rows this small and this many, making objects and statements took longer than writing them.
INSERT_TRAIT = "INSERT INTO articles_trait (trait, story_id) VALUES (%s, %s)"
INSERT_LIKENESS = "INSERT INTO articles_likeness (story_id, other_id, score, parts) VALUES (%s, %s, %s, %s)"


class Relating:
    """The newest stories with each trait: at most a hundred for a trait, however many stories are made."""

    def __init__(self) -> None:
        self.holders: dict[int, list[int]] = {}
        self.traits: list[tuple[int, int]] = []
        self.likenesses: list[tuple[int, int, float, str]] = []

    def add(self, story_id: int, traits: Sequence[StoryTrait]) -> None:
        """Relate a story to those added before it. Add them in the order of their ids."""
        newest_first = {trait.trait: self.holders.get(trait.trait, []) for trait in traits}
        likely = most_alike(traits, newest_first, newest_id=story_id, limit=KEPT)
        for each in likely:
            value = (each.score, json.dumps(each.parts))
            self.likenesses += [(story_id, each.story_id, *value), (each.story_id, story_id, *value)]
        self.traits += [(trait.trait, story_id) for trait in traits]
        for trait in traits:
            holders = self.holders.setdefault(trait.trait, [])
            holders.append(story_id)
            del holders[:-NEWEST]

    def save(self) -> None:
        """Write what was added since the last time; the stories themselves have to be there."""
        with connection.cursor() as cursor:
            # In the order of the key: half the time that a heap of random numbers takes.
            cursor.executemany(INSERT_TRAIT, sorted(self.traits))
            cursor.executemany(INSERT_LIKENESS, sorted(self.likenesses))
        self.traits, self.likenesses = [], []
