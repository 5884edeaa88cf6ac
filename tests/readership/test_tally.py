"""Reads reach the database whole: unknown ids are passed over, and processes that write at once lose nothing."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from articles.models import Readership
from articles.readership import Tally, add_reads, faded_reads, store
from articles.readership.tally import AT_ONCE
from tests.factories import NOW, live_story


@pytest.mark.django_db
def test_reads_are_added_to_those_before():
    story, other = live_story(), live_story()
    assert add_reads({story.pk: 8}, at=NOW - timedelta(hours=6)) == 8
    assert add_reads({story.pk: 2, other.pk: 1}, at=NOW) == 3

    row = Readership.objects.get(pk=story.pk)
    assert row.reads == 10
    assert row.last_read_at == NOW
    assert faded_reads(row.heat, NOW) == pytest.approx(6)
    assert Readership.objects.get(pk=other.pk).reads == 1


@pytest.mark.django_db
def test_reads_that_arrive_late_do_not_turn_the_clock_back():
    story = live_story()
    add_reads({story.pk: 1}, at=NOW)
    add_reads({story.pk: 1}, at=NOW - timedelta(hours=6))
    row = Readership.objects.get(pk=story.pk)
    assert row.last_read_at == NOW
    assert faded_reads(row.heat, NOW) == pytest.approx(1.5)


@pytest.mark.django_db
def test_ids_that_are_no_story_count_as_nothing_and_spoil_nothing():
    story = live_story()
    assert add_reads({story.pk: 1, 2**63 - 1: 5, story.pk + 999: 5, 0: 1}, at=NOW) == 1
    assert list(Readership.objects.values_list("story_id", "reads")) == [(story.pk, 1)]


@pytest.mark.django_db
def test_no_reads_and_less_than_none_leave_no_trace():
    story = live_story()
    assert add_reads({}, at=NOW) == 0
    assert add_reads({story.pk: 0}, at=NOW) == 0
    assert add_reads({story.pk: -4}, at=NOW) == 0
    assert not Readership.objects.exists()


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow_with_the_stories(django_assert_max_num_queries):
    stories = [live_story() for _ in range(3)]
    with django_assert_max_num_queries(6):
        add_reads({story.pk: 1 for story in stories} | {10**9 + n: 1 for n in range(AT_ONCE - 3)}, at=NOW)


@pytest.mark.django_db(transaction=True)
def test_processes_that_write_the_same_stories_at_once_lose_nothing_and_never_block_each_other():
    ids = [live_story().pk for _ in range(6)]
    faults: list[BaseException] = []
    start = threading.Barrier(4)

    def write(order: list[int]) -> None:
        start.wait()
        try:
            for _ in range(10):
                store({pk: Tally.of(1, NOW) for pk in order})
        except BaseException as fault:
            faults.append(fault)
        finally:
            connection.close()

    orders = [ids, ids[::-1], ids[3:] + ids[:3], ids[1::2]]
    threads = [threading.Thread(target=write, args=(order,)) for order in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert faults == []
    found = dict(Readership.objects.values_list("pk", "reads"))
    assert found == {pk: 10 * sum(pk in order for order in orders) for pk in ids}
    row = Readership.objects.get(pk=ids[1])
    assert faded_reads(row.heat, NOW) == pytest.approx(40)
