"""Heat is the logarithm of a faded sum: it must say what the sum itself would say, in whatever order reads come."""

from datetime import timedelta
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.readership.heat import COLD, EPOCH, HALF_LIFE, faded_reads, fresh_enough, heat_of, merged
from tests.factories import NOW

hours_ago = st.floats(min_value=0, max_value=24 * 30)
reads = st.lists(st.tuples(st.integers(min_value=1, max_value=10**9), hours_ago), min_size=1, max_size=30)


def heat_of_all(pairs: list[tuple[int, float]]) -> float:
    return reduce(merged, (heat_of(count, NOW - timedelta(hours=hours)) for count, hours in pairs), COLD)


@given(reads)
def test_heat_equals_the_sum_of_faded_reads(pairs):
    direct = sum(count * 2 ** (-timedelta(hours=hours) / HALF_LIFE) for count, hours in pairs)
    assert faded_reads(heat_of_all(pairs), NOW) == pytest.approx(direct, rel=1e-8)


@given(reads, st.randoms())
def test_the_order_in_which_reads_come_does_not_matter(pairs, random):
    shuffled = list(pairs)
    random.shuffle(shuffled)
    assert heat_of_all(shuffled) == pytest.approx(heat_of_all(pairs), rel=1e-12)


@given(st.floats(min_value=-1e4, max_value=1e6), st.floats(min_value=-1e4, max_value=1e6))
def test_more_reads_are_never_colder(one, other):
    assert merged(one, other) >= max(one, other)
    assert merged(one, other) <= max(one, other) + 1


@given(reads, reads, hours_ago)
def test_which_of_two_stories_is_hotter_does_not_depend_on_when_one_looks(one, other, later):
    first, second = heat_of_all(one), heat_of_all(other)
    now = NOW + timedelta(hours=later)
    if first > second + 1e-6:
        assert faded_reads(first, now) > faded_reads(second, now)


def test_a_read_is_worth_half_after_a_half_life():
    assert faded_reads(heat_of(100, NOW), NOW + HALF_LIFE) == pytest.approx(50)


@pytest.mark.parametrize("at", [EPOCH - timedelta(days=3000), EPOCH, NOW, NOW + timedelta(days=365 * 200)])
def test_no_reads_are_cold_and_change_nothing(at):
    assert heat_of(0, at) == COLD
    assert merged(COLD, COLD) == COLD
    assert merged(heat_of(7, at), COLD) == heat_of(7, at)
    assert faded_reads(COLD, at) == 0


def test_a_clock_that_ran_ahead_by_centuries_overflows_nothing():
    assert faded_reads(heat_of(1, NOW + timedelta(days=365 * 300)), NOW) > 10**100


def test_three_reads_now_are_enough_and_three_of_this_morning_are_not():
    assert heat_of(3, NOW) >= fresh_enough(NOW)
    assert heat_of(2, NOW) < fresh_enough(NOW)
    assert heat_of(3, NOW - HALF_LIFE) < fresh_enough(NOW)
    assert heat_of(6, NOW - HALF_LIFE) >= fresh_enough(NOW) - 1e-9
