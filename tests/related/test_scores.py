"""What a likeness is worth, which stories are the most alike, and how that is said."""

from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.related.ranking import most_alike
from articles.related.scores import (
    COVERAGE_POINTS,
    FLOOR,
    MOST_PARTS,
    NEWEST,
    OLDEST,
    RAREST,
    rarity,
    reason_words,
    relevance,
)
from articles.related.traits import StoryTrait

SITE = 100_000


def trait(number, kind="text", words="", weight=1.0):
    return StoryTrait(number, kind, words or f"word{number}", weight)


def alike(traits, holders, *, newest_id=SITE, limit=5, **kwargs):
    return most_alike(traits, holders, newest_id=newest_id, limit=limit, **kwargs)


def test_what_few_stories_have_is_worth_more_and_nothing_more_than_the_rarest():
    assert rarity([5], newest_id=SITE) == RAREST
    assert rarity([*range(99)], newest_id=2000) < rarity([*range(20)], newest_id=2000)


def test_what_is_on_every_story_is_worth_nothing_however_large_the_site():
    newest = range(SITE, SITE - NEWEST, -1)
    assert rarity(newest, newest_id=SITE) == 0


def test_how_many_have_it_is_told_by_how_far_back_the_newest_hundred_reach():
    one_in_ten = range(SITE, SITE - 10 * NEWEST, -10)
    assert rarity(one_in_ten, newest_id=SITE) == pytest.approx(2.3, abs=0.02)


def test_the_story_that_shares_most_comes_first_and_the_newer_one_where_they_are_equal():
    traits = [trait(1), trait(2), trait(3)]
    found = alike(traits, {1: [30, 20, 10], 2: [30, 20, 10], 3: [10]})
    assert [each.story_id for each in found] == [10, 30, 20]


def test_one_shared_word_makes_no_related_story():
    assert alike([trait(1, "name", "Olsen")], {1: [10]}) == []


def test_some_common_words_make_no_related_story():
    common = range(SITE, SITE - 3 * NEWEST, -3)
    assert alike([trait(1), trait(2)], {1: common, 2: common}) == []


def test_one_shared_topic_does_but_not_a_topic_on_every_story():
    every = range(SITE, SITE - NEWEST, -1)
    assert [each.story_id for each in alike([trait(1, "topic", "Ohio")], {1: [10]})] == [10]
    assert alike([trait(1, "topic", "News")], {1: every}) == []


def test_the_same_coverage_counts_in_full_on_the_night_when_every_story_is_part_of_it():
    every = range(SITE, SITE - NEWEST, -1)
    best = alike([trait(1, "coverage", "The Count")], {1: every})[0]
    assert (best.story_id, best.score) == (SITE, COVERAGE_POINTS)


def test_a_chosen_topic_outweighs_a_name_and_a_name_a_word():
    worth = {
        kind: alike([trait(1, kind, "X"), trait(2, "coverage")], {1: [10], 2: [10]})[0].score
        for kind in ("topic", "name", "text")
    }
    assert worth["topic"] > worth["name"] > worth["text"]


def test_stories_known_from_before_are_compared_however_old_and_returned_after_the_best():
    traits, newest = [trait(1), trait(2)], {1: [50, 49, 48], 2: [50, 49, 48]}
    found = alike(traits, newest, limit=2, known={1: [3], 2: [3]})
    assert [each.story_id for each in found] == [50, 49, 3]


def test_a_score_says_what_it_is_made_of():
    traits = [
        trait(1, "topic", "Elections"),
        trait(2, "name", "Maria Lopez", 0.5),
        trait(3, "name", "Lopez"),
        trait(4, "text", "ballots"),
        trait(5, "text", "recount", 0.5),
    ]
    (best,) = alike(traits, {number: [10] for number in range(1, 6)})
    assert [(kind, words) for kind, words, _ in best.parts] == [
        ("topic", "Elections"),
        ("name", "Maria Lopez"),
        ("text", "ballots, recount"),
    ]
    assert best.score == pytest.approx(sum(part[2] for part in best.parts))
    assert best.score > FLOOR


def test_a_score_of_many_parts_has_few_entries():
    traits = [trait(number, "topic", f"Topic {number}") for number in range(40)]
    (best,) = alike(traits, {number: [10] for number in range(40)})
    assert len(best.parts) == MOST_PARTS - 1
    assert best.score == pytest.approx(40 * 2 * RAREST)


@given(
    st.dictionaries(st.integers(0, 30), st.lists(st.integers(1, 60), max_size=NEWEST, unique=True), max_size=30),
    st.lists(st.sampled_from(["coverage", "topic", "name", "text"]), min_size=31, max_size=31),
)
def test_points_add_up_and_order_holds_for_any_site(holders, kinds):
    traits = [trait(number, kind, f"W{number}") for number, kind in enumerate(kinds)]
    found = alike(traits, holders, newest_id=60, limit=10)
    rounding = 0.1
    assert all(one.score >= next_one.score - rounding for one, next_one in pairwise(found))
    for each in found:
        assert 1 <= len(each.parts) <= MOST_PARTS
        assert each.score == pytest.approx(sum(part[2] for part in each.parts))


def test_relevance_halves_with_each_half_life_down_to_an_eighth():
    new = relevance(8.0, same_section=False, age_days=0, half_life_days=7)
    assert relevance(8.0, same_section=False, age_days=7, half_life_days=7) == new / 2
    assert relevance(8.0, same_section=False, age_days=14, half_life_days=7) == new / 4
    assert relevance(8.0, same_section=False, age_days=5000, half_life_days=7) == new * OLDEST
    assert relevance(8.0, same_section=False, age_days=-3, half_life_days=7) == new


def test_the_section_decides_between_stories_equally_alike_and_not_against_a_likeness():
    def at(likeness, *, same):
        return relevance(likeness, same_section=same, age_days=1, half_life_days=7)

    assert at(5.0, same=True) > at(5.0, same=False) > at(0.0, same=True) > at(0.0, same=False) == 0


def test_a_short_half_life_forgets_sooner():
    def after_a_week(half_life):
        return relevance(8.0, same_section=True, age_days=7, half_life_days=half_life)

    assert after_a_week(30) > after_a_week(7) > after_a_week(3)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=20), "new"),
        (timedelta(minutes=12), "12 min old"),
        (timedelta(hours=2), "2 h old"),
        (timedelta(days=1, hours=3), "1 day old"),
        (timedelta(days=13), "13 days old"),
        (timedelta(days=14), "2 weeks old"),
        (timedelta(days=65), "2 months old"),
        (timedelta(days=800), "2 years old"),
    ],
)
def test_the_reason_tells_the_age(age, words):
    parts = [["topic", "Elections", 6.0], ["name", "Ohio", 4.0], ["text", "ballots, recount", 3.0]]
    assert reason_words(parts, age=age) == f"shares Elections, Ohio; {words}"


def test_what_counts_little_is_no_reason_and_nothing_is_said_twice():
    parts = [
        ("topic", "Harriers", 6.0),
        ("name", "Harriers", 3.0),
        ("name", "Canal Street", 0.3),
        ("text", "goal", 3.0),
    ]
    assert reason_words(parts, age=timedelta(hours=2)) == "shares Harriers; 2 h old"


def test_words_of_the_text_are_a_reason_when_there_is_no_better_one():
    assert reason_words([["text", "ballots, recount", 3.0]], age=timedelta(hours=2)) == (
        "shares the words ballots, recount; 2 h old"
    )


def test_a_story_that_is_not_out_yet_has_no_age_and_one_without_parts_no_reason():
    assert reason_words([["topic", "Ohio", 6.0]], age=timedelta(hours=-2)) == "shares Ohio"
    assert reason_words([], age=timedelta(hours=2)) == "2 h old"
