"""Reads from access logs: each line once, whatever happened to the file, and no line can stop the rest."""

import gzip
import io
import json
import os
from contextlib import suppress
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from hypothesis import given
from hypothesis import strategies as st

from articles.models import Readership
from articles.readership import logs
from articles.readership.bookmarks import opened
from articles.readership.loglines import visit_of
from articles.readership.recent import PER_STORY
from tests.factories import NOW, live_story

CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"


def line(
    path="/politics/x-5/", *, address="203.0.113.9", minutes=0.0, method="GET", status=200, agent=CHROME, first=""
) -> str:
    at = (NOW + timedelta(minutes=minutes)).strftime("%d/%b/%Y:%H:%M:%S +0000")
    return f'{first}{address} - - [{at}] "{method} {path} HTTP/1.1" {status} 5120 "https://a.example/" "{agent}"'


# --- one line


def test_a_line_of_the_combined_format_tells_who_read_what_and_when():
    visit = visit_of(
        '2001:db8::1 - ann [03/Nov/2026:17:00:00 -0500] "GET /city/a-b-42/?utm=1 HTTP/2.0" 200 - "-" "Moz"'
    )
    assert (visit.story_id, visit.at, visit.address, visit.user_agent) == (42, NOW, "2001:db8::1", "Moz")


@pytest.mark.parametrize(
    "text",
    [
        line(first="news.example:443 "),
        line("/politics/-5/"),
        line("/politics/caf%C3%A9-5/"),
        line(agent='Moz \\"x\\" \\x22'),
    ],
)
def test_other_writings_of_a_visit_are_understood(text):
    assert visit_of(text).story_id == 5


@pytest.mark.parametrize(
    "text",
    [
        line("/"),
        line("/politics/"),
        line("/preview/5/"),
        line("/static/articles/read-5.js"),
        line("/read/5/", method="POST", status=204),
        line(method="HEAD"),
        line(method="POST"),
        line(status=301),
        line(status=304),
        line(status=404),
        line(status=410),
        line("/politics/x-0/"),
        line(f"/politics/x-{2**63}/"),
        line("/politics/x-" + "9" * 400 + "/"),
        line("/a/b/c-5/"),
        line("/" + "a" * 8000),
        line("\\x16\\x03\\x01"),
        line(""),
    ],
)
def test_what_is_no_page_of_a_story_is_no_visit(text):
    assert visit_of(text) is None


@pytest.mark.parametrize(
    "text", ["", "\n", "{}", line()[:-1], line().replace("Nov", "Foo"), line().replace("[", ""), "x" * 70_000]
)
def test_what_is_no_line_of_a_log_is_refused(text):
    with pytest.raises(ValueError, match=r"combined|format|match"):
        visit_of(text)


@given(st.text() | st.text(alphabet='" \\[]-0:/ab'))
def test_nothing_that_a_line_holds_raises_anything_else(text):
    with suppress(ValueError):
        visit_of(text)


# --- a log


@pytest.fixture
def story(db, time_machine):
    time_machine.move_to(NOW, tick=False)
    return live_story()


@pytest.fixture
def log(tmp_path):
    return tmp_path / "access.log"


@pytest.fixture
def count(tmp_path):
    """Runs the command over logs; returns what it printed, and its exit code."""

    def run(*arguments) -> tuple[str, int]:
        output = io.StringIO()
        try:
            call_command("count_reads", *map(str, arguments), f"--state={tmp_path / 'state.json'}", stdout=output)
        except CommandError as error:
            return output.getvalue() + str(error), error.returncode
        return output.getvalue(), 0

    return run


def visits(story, numbers, **kwargs) -> list[str]:
    return [line(f"/politics/x-{story.pk}/", address=f"203.0.113.{n}", minutes=n, **kwargs) for n in numbers]


def write(path, lines, *, mode="w") -> None:
    with path.open(mode, encoding="utf-8") as file:
        file.writelines(text + "\n" for text in lines)


def reads() -> int:
    return sum(Readership.objects.values_list("reads", flat=True))


def test_reads_are_counted_at_the_time_they_happened(story, log, count):
    write(log, [*visits(story, range(3)), line("/"), line(f"/politics/x-{story.pk}/", agent="curl/8")])
    text, code = count(log)
    assert code == 0
    assert "3 reads in 5 new lines (1 by robots)." in text
    row = Readership.objects.get(pk=story.pk)
    assert (row.reads, row.last_read_at) == (3, NOW + timedelta(minutes=2))


def test_a_second_run_counts_nothing_and_a_longer_log_only_what_is_new(story, log, count):
    write(log, visits(story, range(3)))
    count(log)
    assert "0 reads in 0 new lines" in count(log)[0]
    write(log, visits(story, range(3, 5)), mode="a")
    assert "2 reads in 2 new lines" in count(log)[0]
    assert reads() == 5


def test_a_log_that_was_moved_packed_and_begun_anew_counts_once(story, log, count):
    write(log, visits(story, range(3)))
    count(log)
    write(log, visits(story, range(3, 6)), mode="a")
    packed = log.with_name("access.log.2.gz")
    packed.write_bytes(gzip.compress(log.read_bytes()))
    write(log, visits(story, range(6, 8)))  # cut off and begun anew
    assert count(packed, log)[1] == 0
    assert count(log, packed)[1] == 0
    assert reads() == 8


def test_the_same_log_named_twice_counts_once(story, log, count):
    write(log, visits(story, range(3)))
    count(log, log, log)
    assert reads() == 3


def test_a_line_that_is_still_being_written_waits(story, log, count):
    lines = visits(story, range(2))
    log.write_text(f"{lines[0]}\n{lines[1][:70]}", encoding="utf-8")
    assert "1 reads in 1 new lines" in count(log)[0]
    log.write_text(f"{lines[0]}\n{lines[1]}\n", encoding="utf-8")
    assert "1 reads in 1 new lines" in count(log)[0]
    log.write_text("", encoding="utf-8")
    assert count(log)[1] == 0


def test_repetitions_count_once_and_one_address_only_so_often(story, log, count):
    same = [line(f"/politics/x-{story.pk}/", minutes=n) for n in range(29)]
    write(log, same)
    assert "1 reads in 29 new lines (28 repeated within half an hour)." in count(log)[0]
    other = log.with_name("b.log")
    write(other, [line(f"/politics/x-{story.pk}/", address="198.51.100.7", agent=f"{CHROME} {n}") for n in range(99)])
    count(other)
    assert reads() == 1 + PER_STORY


def test_malformed_lines_are_counted_named_and_stop_nothing(story, log, count):
    good = [text.encode() for text in visits(story, range(2))]
    log.write_bytes(b"\n".join([b"not a log", good[0], b"\xff\x00\xfe" * 50, b"a" * 200_000, good[1], b""]))
    text, code = count(log)
    assert code == 0
    assert "2 reads in 5 new lines (3 not in the combined format)." in text
    assert "line 1, 3, 4" in text


@pytest.mark.parametrize("at", ["31/Dec/9999:23:59:59 -1200", "01/Jan/0001:00:00:00 +1200"])
def test_times_at_the_end_of_the_calendar_stop_nothing(story, log, count, at):
    broken = line(f"/politics/x-{story.pk}/").replace(NOW.strftime("%d/%b/%Y:%H:%M:%S +0000"), at)
    write(log, [broken, *visits(story, [1])])
    assert "1 not in the combined format" in count(log)[0]
    assert reads() == 1


def test_a_line_from_years_ahead_does_not_stay_the_hottest(story, log, tmp_path):
    write(log, visits(story, [1, 60 * 24 * 365]))
    with opened(tmp_path / "state.json") as bookmarks:
        report = logs.count_log(log, bookmarks, logs.RecentReaders(), until=NOW + timedelta(days=1))
    assert (report.reads, report.malformed_lines) == (1, 1)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with opened(tmp_path / "state.json") as bookmarks:
        assert "no file" in logs.count_log(tmp_path / "pipe", bookmarks, logs.RecentReaders()).error


def test_only_what_was_asked_for_counts(story, log, count):
    write(log, visits(story, range(10)))
    text, _ = count(log, f"--since={(NOW + timedelta(minutes=7)).isoformat()}")
    assert "3 reads in 10 new lines (7 older than asked for)." in text


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01", "2026-02-30T10:00", "2031-01-01"])
def test_times_that_are_none_are_refused_in_words(story, log, count, since):
    write(log, visits(story, range(1)))
    text, code = count(log, f"--since={since}")
    assert code == 1
    assert since in text
    assert reads() == 0


def test_a_packed_log_that_breaks_off_is_counted_as_far_as_it_goes(story, log, count):
    lines = visits(story, range(200), agent=CHROME)
    whole = gzip.compress("".join(f"{text}\n" for text in lines).encode())
    log.write_bytes(whole[: len(whole) - 12])
    text, code = count(log)
    assert code == 1
    assert "could not be read to its end" in text
    first = reads()
    assert 0 < first < 200
    log.write_bytes(whole)
    assert count(log)[1] == 0
    assert reads() == 200


def test_a_log_that_is_not_there_is_said_and_the_others_counted(story, log, count, tmp_path):
    write(log, visits(story, range(2)))
    text, code = count(tmp_path / "nowhere.log", tmp_path, log)
    assert code == 1
    assert "2 of 3 logs" in text
    assert reads() == 2


def test_what_the_database_did_not_take_is_counted_the_next_time(story, log, count, monkeypatch):
    write(log, visits(story, range(4)))
    with monkeypatch.context() as patched:

        def away(tallies):
            raise OperationalError("away")

        patched.setattr(logs, "store", away)
        text, code = count(log)
    assert code == 1
    assert "run this again" in text
    assert "4 reads" in count(log)[0]
    assert reads() == 4


def test_a_run_that_was_killed_counts_no_line_twice(story, log, count, monkeypatch):
    monkeypatch.setattr(logs, "LINES_AT_ONCE", 10)
    write(log, visits(story, range(25)))
    store, times = logs.store, iter((1, 2, 3))

    def killed_at_the_second(tallies):
        if next(times) == 2:
            raise KeyboardInterrupt
        return store(tallies)

    with monkeypatch.context() as patched:
        patched.setattr(logs, "store", killed_at_the_second)
        with pytest.raises(KeyboardInterrupt):
            count(log)
    assert reads() == 10
    count(log)
    assert reads() == 25


def test_two_runs_at_once_are_not_possible(story, log, count, tmp_path):
    write(log, visits(story, range(2)))
    with opened(tmp_path / "state.json"):
        text, code = count(log)
    assert (code, reads()) == (1, 0)
    assert "Another count_reads is at work" in text


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"a": "b"}', '{"a": -1}', "\u00ff"])
def test_a_damaged_state_is_never_taken_for_none(story, log, count, tmp_path, damage):
    write(log, visits(story, range(2)))
    (tmp_path / "state.json").write_text(damage, encoding="utf-8")
    text, code = count(log)
    assert (code, reads()) == (1, 0)
    assert "--state" in text


def test_a_state_that_cannot_be_written_is_told(story, log, tmp_path):
    write(log, visits(story, range(2)))
    with pytest.raises(CommandError, match="cannot be written"):
        call_command(
            "count_reads", str(log), f"--state={tmp_path / 'no' / 'such' / 'folder.json'}", stdout=io.StringIO()
        )
    assert reads() == 0


def test_the_state_holds_no_reader(story, log, count, tmp_path):
    write(log, visits(story, range(2)))
    count(log)
    state = json.loads((tmp_path / "state.json").read_text(encoding="utf-8"))
    assert list(state.values()) == [log.stat().st_size]
    assert all(len(name) == 64 for name in state)
