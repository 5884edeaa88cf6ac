"""The buffer writes together what came one by one, keeps what the database refused, and is bounded."""

import os
import subprocess
import sys
import threading
import time

import pytest
from django.db import OperationalError

from articles.readership import buffer as buffer_module
from articles.readership.buffer import Buffer
from tests.factories import NOW

LATER = 3600.0
ENDING = """
import multiprocessing, django
django.setup()
from django.db import OperationalError
from articles.readership.buffer import Buffer
from tests.factories import NOW

def refuse(tallies):
    raise OperationalError("the database is away")

def work(name):
    told = Buffer(lambda tallies: print(name, {pk: each.reads for pk, each in tallies.items()}, flush=True), every=3600)
    told.add(5, at=NOW)
    Buffer(refuse, every=3600).add(6, at=NOW)

if __name__ == "__main__":
    worker = multiprocessing.get_context("fork").Process(target=work, args=("worker",))
    worker.start()
    worker.join()
    work("server")
"""


class Paper:
    """Takes what a buffer writes, unless told to refuse."""

    def __init__(self):
        self.written: list[dict[int, int]] = []
        self.refuses = 0

    def __call__(self, tallies):
        if self.refuses:
            self.refuses -= 1
            raise OperationalError("the database is away")
        self.written.append({pk: tally.reads for pk, tally in tallies.items()})

    @property
    def total(self) -> int:
        return sum(sum(each.values()) for each in self.written)


@pytest.fixture
def paper() -> Paper:
    return Paper()


def test_many_reads_become_one_write(paper):
    buffer = Buffer(paper, every=LATER)
    for story_id in (5, 7, 5, 5):
        buffer.add(story_id, at=NOW)
    assert paper.written == []
    assert buffer.flush()
    assert paper.written == [{5: 3, 7: 1}]


def test_nothing_waiting_writes_nothing(paper):
    assert Buffer(paper, every=LATER).flush()
    assert paper.written == []


def test_what_the_database_refused_is_written_the_next_time(paper, caplog):
    buffer = Buffer(paper, every=LATER)
    buffer.add(5, at=NOW)
    paper.refuses = 1
    assert not buffer.flush()
    buffer.add(5, at=NOW)
    assert buffer.flush()
    assert paper.written == [{5: 2}]


def test_a_thread_writes_by_itself_and_tries_again_after_a_refusal(paper):
    paper.refuses = 2
    buffer = Buffer(paper, every=0.01)
    buffer.add(5, at=NOW)
    until = time.monotonic() + 10
    while not paper.written and time.monotonic() < until:
        time.sleep(0.01)
    assert paper.written == [{5: 1}]
    buffer.add(6, at=NOW)
    while len(paper.written) < 2 and time.monotonic() < until:
        time.sleep(0.01)
    assert paper.written == [{5: 1}, {6: 1}]


def test_reads_of_many_threads_are_all_counted(paper):
    buffer = Buffer(paper, every=0.001)

    def read() -> None:
        for _ in range(500):
            buffer.add(1, at=NOW)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    buffer.flush()
    assert paper.total == 2000


def test_made_up_ids_cannot_fill_the_memory(paper, monkeypatch):
    monkeypatch.setattr(buffer_module, "MOST_STORIES", 10)
    buffer = Buffer(paper, every=LATER)
    for story_id in range(1, 100):
        buffer.add(story_id, at=NOW)
    buffer.add(3, at=NOW)  # known already: still counted
    buffer.flush()
    assert paper.written == [{story_id: 1 + (story_id == 3) for story_id in range(1, 11)}]


def test_a_process_that_ends_writes_first_also_a_worker_without_atexit_and_never_hangs():
    ended = subprocess.run(
        [sys.executable, "-c", ENDING],
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ended.stdout.splitlines() == ["worker {5: 1}", "server {5: 1}"]
    assert "1 stories could not be written" in ended.stderr
