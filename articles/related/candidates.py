"""Candidates: which published stories are like a given one, and keeping that on record at publication.

The work is bounded whatever the size of the site: of each trait the newest hundred stories are read, straight from the
end of the primary key. What a shared trait is worth is in scores.py, how the best are found in ranking.py.
"""

from collections.abc import Collection, Iterable, Sequence

from django.db import connection, transaction
from django.db.models import Q

from articles.models import Likeness, PublishedArticle, Trait
from articles.related.ranking import Likely, most_alike
from articles.related.scores import NEWEST
from articles.related.traits import StoryTrait

KEPT = 12  # likenesses that a publication puts on record, each in both directions
SUGGESTED = 60
# Read beyond what is wanted, for the withdrawn ones among them. More in a row, and the list is merely shorter.
SPARE = 40
PARTNERS = 500  # stories already on record as alike that a new publication of the same story compares again
CHUNK = 400  # values in one statement: SQLite takes no more than 999 where it is old

Pair = tuple[int, int]

# One trait's newest stories, walked backwards down the primary key; as many of these as there are traits, in one
# statement. The outer SELECT is for SQLite, which takes no LIMIT inside a UNION otherwise.
_NEWEST_WITH_TRAIT = (
    "SELECT * FROM (SELECT trait, story_id FROM articles_trait WHERE trait = %s AND story_id <> %s "
    "ORDER BY story_id DESC LIMIT %s) AS newest"
)


def likely_stories(traits: Sequence[StoryTrait], *, but_not: int | None = None, limit: int = SUGGESTED) -> list[Likely]:
    """The published stories most like one with these traits, best first; the story `but_not` is left out.

    Never withdrawn ones; whether the others are live is for the reader of the list to ask. Three queries, and bounded
    work whatever the size of the site. Nothing in common with anything: an empty list.
    """
    return _likely(traits, but_not=but_not, limit=limit, partners=())


@transaction.atomic
def index_story(story_id: int, traits: Sequence[StoryTrait]) -> None:
    """Put on record what a published story is about and which stories it is like, in place of what was there.

    Call it in the transaction that publishes the story and holds its row. Doing it again changes nothing. Publications
    at the same time do not wait for each other in a circle, as long as each transaction indexes one story: rows are
    inserted in the order of their key, and rows that another publication is just replacing are left to it.
    """
    _replace_traits(story_id, {trait.trait for trait in traits})
    on_record = Likeness.objects.filter(Q(story=story_id) | Q(other=story_id))
    held = set(on_record.select_for_update(skip_locked=True).values_list("story_id", "other_id"))
    busy = set(on_record.values_list("story_id", "other_id")) - held
    partners = sorted({other for pair in held for other in pair} - {story_id})[-PARTNERS:]
    likely = _likely(traits, but_not=story_id, limit=KEPT, partners=partners)
    _forget_pairs(story_id, held)
    Likeness.objects.bulk_create(likeness_rows(story_id, likely, but_not=busy), ignore_conflicts=True)


def likeness_rows(story_id: int, likely: Iterable[Likely], *, but_not: Collection[Pair] = ()) -> list[Likeness]:
    """Unsaved rows for both directions, in the order of their key."""
    pairs = [(pair, each) for each in likely for pair in ((story_id, each.story_id), (each.story_id, story_id))]
    return [
        Likeness(story_id=pair[0], other_id=pair[1], score=each.score, parts=each.parts)
        for pair, each in sorted(pairs, key=lambda row: row[0])
        if pair not in but_not
    ]


def _likely(
    traits: Sequence[StoryTrait], *, but_not: int | None, limit: int, partners: Collection[int]
) -> list[Likely]:
    numbers = list(dict.fromkeys(trait.trait for trait in traits))
    found = most_alike(
        traits,
        _newest_with(numbers, but_not=but_not or 0),
        newest_id=_newest_id(),
        limit=limit + SPARE,
        known=_traits_of(partners, numbers) if partners else None,
    )
    gone = _withdrawn([each.story_id for each in found])
    there = [each for each in found if each.story_id not in gone]
    return there[:limit] + [each for each in there[limit:] if each.story_id in partners]


def _newest_id() -> int:
    """The size of the site, near enough: ids are given one after the other."""
    return PublishedArticle.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _newest_with(numbers: Sequence[int], *, but_not: int) -> dict[int, list[int]]:
    """By trait, the newest stories that have it, newest first. One query."""
    if not numbers:
        return {}
    holders: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        arguments = [value for number in numbers for value in (number, but_not, NEWEST)]
        cursor.execute(" UNION ALL ".join([_NEWEST_WITH_TRAIT] * len(numbers)), arguments)
        for number, story_id in cursor.fetchall():
            holders.setdefault(number, []).append(story_id)
    return holders


def _traits_of(stories: Collection[int], numbers: Sequence[int]) -> dict[int, list[int]]:
    """Which of these stories have which of these traits."""
    holders: dict[int, list[int]] = {}
    rows = Trait.objects.filter(story_id__in=stories, trait__in=numbers).values_list("trait", "story_id")
    for number, story_id in rows:
        holders.setdefault(number, []).append(story_id)
    return holders


def _withdrawn(ids: Collection[int]) -> set[int]:
    gone = PublishedArticle.objects.filter(pk__in=ids, withdrawn_at__isnull=False)
    return set(gone.values_list("pk", flat=True))


def _replace_traits(story_id: int, wanted: set[int]) -> None:
    mine = Trait.objects.filter(story_id=story_id)
    there = set(mine.values_list("trait", flat=True))
    if gone := there - wanted:
        mine.filter(trait__in=gone).delete()
    Trait.objects.bulk_create(
        [Trait(trait=number, story_id=story_id) for number in sorted(wanted - there)], ignore_conflicts=True
    )


def _forget_pairs(story_id: int, pairs: Collection[Pair]) -> None:
    """Delete these rows and no others: to touch one that another publication holds would be to wait for it."""
    others = sorted({other for story, other in pairs if story == story_id})
    for start in range(0, len(others), CHUNK):
        Likeness.objects.filter(story_id=story_id, other_id__in=others[start : start + CHUNK]).delete()
    stories = sorted({story for story, other in pairs if other == story_id})
    for start in range(0, len(stories), CHUNK):
        Likeness.objects.filter(other_id=story_id, story_id__in=stories[start : start + CHUNK]).delete()
