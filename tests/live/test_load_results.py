"""manage.py load_results: a feed goes in whole, once and in any order; test data reaches no reader; a kill leaves no
half."""

import io
import json
import os
import signal
import threading
import time
from contextlib import nullcontext
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from articles.live.feeds import READERS
from articles.live.loading import load
from articles.live.recording import CountRefused, record
from articles.live.registering import register
from articles.models import (
    Call,
    Choice,
    Contest,
    CountUpdate,
    ReportingArea,
    ResultsLine,
    SpecialCoverage,
    Standing,
)
from articles.queries.results import read_results
from tests.factories import ContestFactory, SpecialCoverageFactory
from tests.links.server import Server
from tests.live import ap
from tests.live.counting import at
from tests.live.night import CORRECTED, as_lines, night
from tests.workflow.processes import start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _clock(time_machine):
    time_machine.move_to(at(60 * 24), tick=True)


@pytest.fixture
def coverage() -> SpecialCoverage:
    return SpecialCoverageFactory(slug="night")


def run(*arguments: str) -> tuple[str, str, int]:
    """What is printed, what is complained of, and the exit code."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("load_results", *arguments, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue() + str(error), error.returncode
    return out.getvalue(), err.getvalue(), 0


def file(tmp_path, raw: bytes, name: str = "feed") -> str:
    path = tmp_path / name
    path.write_bytes(raw)
    return str(path)


def as_csv(*choices: str, contest: str = "mayor", area: str = "", when: str = "T22:00:00Z") -> bytes:
    """A table of one count; each choice as `name,votes`."""
    rows = [f"{contest},{choice},2026-11-03{when},{area}" for choice in choices]
    return "\n".join(["contest,choice,votes,as_of,area", *rows]).encode()


def test_a_night_goes_in_once(coverage, tmp_path):
    path = file(tmp_path, as_lines(night()))
    out, err, code = run(path, "--format=jsonl", "--coverage=night")
    assert (out, err, code) == (
        "240 new counts in 12 contests, 0 known, 0 late; 9 corrected down, the lead passed on 1 times.\n", "", 0,
    )  # fmt: skip
    last = {update["state"]: update for update in night()}
    for standing in Standing.objects.select_related("contest"):
        update = last[standing.contest.title]
        assert standing.votes == {"ames": update["votes"]["Ames"], "birch": update["votes"]["Birch"]}
        assert (standing.total, standing.remaining) == (update["total"], update["remaining"])
    assert ResultsLine.objects.filter(what="corrected").count() == CORRECTED
    before = SpecialCoverage.objects.values().get()
    out, _, code = run(path, "--format=jsonl", "--coverage=night")
    assert out.startswith("0 new counts in 12 contests, 240 known")
    assert (SpecialCoverage.objects.values().get(), CountUpdate.objects.count()) == (before, 240)


def test_a_later_file_that_is_older_changes_nothing_that_stands(coverage, tmp_path):
    updates = night()
    run(file(tmp_path, as_lines(updates[120:])), "--format=jsonl", "--coverage=night")
    stood = list(Standing.objects.order_by("contest__title").values_list("contest__title", "votes", "total", "as_of"))
    out, _, _ = run(file(tmp_path, as_lines(updates[:120])), "--format=jsonl", "--coverage=night")
    assert "120 late" in out
    assert stood == list(
        Standing.objects.order_by("contest__title").values_list("contest__title", "votes", "total", "as_of")
    )
    assert ResultsLine.objects.filter(what="corrected").count() == CORRECTED


def test_a_feed_with_one_bad_line_changes_nothing_and_the_log_says_why(coverage, tmp_path):
    raw = as_lines(night()) + b'{"state": "Alder", "t": "2026-11-04", "votes": {"Ames": "many"}}\n'
    for _ in range(2):
        _, err, code = run(file(tmp_path, raw), "--format=jsonl", "--coverage=night")
        assert (err, code) == ("Line 241, votes of Ames is no whole number: “many”. Nothing was changed.", 1)
    assert not Contest.objects.exists()
    assert list(ResultsLine.objects.values_list("what", "detail")) == [
        ("refused", "jsonl: Line 241, votes of Ames is no whole number: “many”.")
    ]


def test_ap_counts_counties_and_calls_reach_readers(coverage, tmp_path):
    run(file(tmp_path, ap.governor(winner="X")), "--format=ap", "--coverage=night")
    card = read_results("night", now=at(60 * 24)).cards[0]
    assert [(line.name, line.votes, line.is_called, line.called_by) for line in card.choices] == [
        ("Pat Ames", 1_204, True, "AP"), ("Pat Birch", 900, False, ""),
    ]  # fmt: skip
    assert card.completeness == "37% of expected vote in"
    run(file(tmp_path, ap.governor(ames=1_300, at="2026-11-03T22:30:00Z")), "--format=ap", "--coverage=night")
    card = read_results("night", now=at(60 * 24)).cards[0]
    assert (card.is_called, card.withdrawn_calls[0].why) == (False, "AP does not call it any more.")
    assert [call.step for call in Call.objects.all()] == ["feed", "withdrawn"]


def test_ap_takes_a_call_back_and_the_count_is_the_same(coverage, tmp_path):
    for stamp, mark in (("22:11", ""), ("22:12", "X"), ("22:13", ""), ("22:12", "X")):
        raw = ap.governor(winner=mark, timestamp=f"2026-11-03T{stamp}:00Z")
        run(file(tmp_path, raw), "--format=ap", "--coverage=night")
    assert [call.step for call in Call.objects.all()] == ["feed", "withdrawn"]
    assert not read_results("night", now=at(60 * 24)).cards[0].is_called


def test_test_data_never_reaches_readers(coverage, tmp_path):
    path = file(tmp_path, ap.governor(race={"test": True}))
    for _ in range(2):
        _, err, code = run(path, "--format=ap", "--coverage=night")
        assert (code, "All of it is test data" in err) == (1, True)
    assert not CountUpdate.objects.exists()
    assert not Contest.objects.exists()
    assert list(ResultsLine.objects.values_list("what", "detail")) == [
        ("test refused", "ap: 1 contest: Governor, Michigan")
    ]
    assert run(path, "--format=ap", "--coverage=dress", "--rehearsal")[2] == 0
    assert CountUpdate.objects.count() == 3
    assert read_results("dress", now=at(60 * 24)) is None


def test_among_real_races_a_test_is_left_out(coverage, tmp_path):
    votes = ap.unit([ap.candidate(1, "Ames", 5)])
    raw = ap.answer(ap.race([votes]), ap.race([votes], raceID="7", test=True, officeName="Senate"))
    _, err, code = run(file(tmp_path, raw), "--format=ap", "--coverage=night")
    assert (code, "Test data, left out: Senate, Michigan" in err) == (0, True)
    assert [contest.title for contest in Contest.objects.all()] == ["Governor, Michigan"]


def test_a_race_that_turns_into_a_test_and_back_shows_nothing_of_the_test(coverage, tmp_path):
    def state() -> tuple[int, list[str]]:
        standing = Standing.objects.get()
        return standing.total, [call["keys"][0] for call in standing.calls]

    def said(minute: int, ames: int, **options) -> None:
        run(
            file(tmp_path, ap.governor(ames, 0, at=at(minute).isoformat(), **options)),
            "--format=ap",
            "--coverage=night",
        )

    said(1, 100)
    said(2, 999_999, winner="X", race={"test": True})
    said(3, 999_999, winner="X", resultsType="test")
    assert state() == (100, [])
    said(4, 200, winner="X", resultsType="certified")
    assert state() == (200, ["1"])
    said(5, 0, race={"resultsType": "t"})
    assert state() == (200, ["1"])
    assert [what for what, _ in lines()].count("test refused") == 1  # within ten minutes, once


def test_what_the_desk_has_made_stays_as_it_is(coverage, tmp_path):
    made = ContestFactory(coverage=coverage, slug="mayor", title="Who runs the city", choices=("Ann Doe",))
    Choice.objects.update(key="her-own-key")
    line = {"contest": "mayor", "title": "MAYOR", "as_of": "2026-11-03T22:00:00Z", "votes": {"ann doe": 5, "Ben": 3}}
    run(file(tmp_path, json.dumps(line).encode()), "--format=jsonl", "--coverage=night")
    contest = Contest.objects.get()
    assert (contest.pk, contest.title, contest.source) == (made.pk, "Who runs the city", "jsonl")
    assert Standing.objects.get().votes == {"her-own-key": 5, "ben": 3}
    assert sorted(contest.choices.values_list("name", flat=True)) == ["Ann Doe", "Ben"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.csv", "--format=csv", "--coverage=night"], "cannot be read"),
        (["nowhere.csv", "--format=csv", "--coverage=other"], "no special coverage “other”"),
        (["nowhere.csv", "--format=csv", "--coverage=night", "--rehearsal"], "is for readers"),
        (["nowhere.csv", "--format=csv", "--coverage=Ö!", "--rehearsal"], "small letters"),
        (["nowhere.csv", "--format=csv", "--coverage=night", "--follow=0"], "from 1 to 86400"),
        (["nowhere.csv", "--format=csv", "--coverage=night", "--source=desk"], "“desk” is taken"),
        (["http://127.0.0.1:8000/x", "--format=ap", "--coverage=night"], "private network"),
        (["http://user:word@example.org/x", "--format=ap", "--coverage=night"], "name and password"),
    ],
)
def test_what_cannot_be_done_is_said(coverage, arguments, said):
    _, err, code = run(*arguments)
    assert (code, said in err) == (1, True), err


def test_a_dry_run_only_checks(coverage, tmp_path):
    out, _, _ = run(file(tmp_path, ap.governor(race={"test": True})), "--format=ap", "--coverage=none", "--dry-run")
    assert out == "1 contests with 3 counts, 1 of them test data.\n"
    assert not Contest.objects.exists()


def test_a_feed_from_an_address_with_the_key_for_its_host(coverage, settings):
    settings.RESULTS_FEED_PRIVATE, settings.RESULTS_FEED_KEY = True, "secret"
    with Server() as other:
        answers = {"/feed": (302, {"Location": "/moved"}, b""), "/moved": (302, {"Location": f"{other.url}/x"}, b"")}
        with Server(answers) as server:
            _, err, code = run(f"{server.url}/feed", "--format=ap", "--coverage=night")
            assert (code, "it answers 404" in err) == (1, True)
            assert [request.headers["x-api-key"] for request in server.requests] == ["secret", "secret"]
        assert [request.headers["x-api-key"] for request in other.requests] == [None]


@pytest.mark.django_db(transaction=True)
def test_following_takes_in_what_is_new_and_ends_in_time(settings, tmp_path):
    SpecialCoverageFactory(slug="night")
    path = tmp_path / "night.jsonl"
    path.write_bytes(as_lines(night(24)))
    following = start("manage.py", "load_results", str(path), "--format=jsonl", "--coverage=night", "--follow=1")
    try:
        assert "24 new counts" in following.stdout.readline()
        path.write_bytes(as_lines(night(24)) + b"broken\n")
        assert "Line 25 is not JSON" in following.stderr.readline()
        path.write_bytes(as_lines(night(26)))
        assert "2 new counts" in following.stdout.readline()
        following.send_signal(signal.SIGTERM)
        assert following.wait(20) == 0
    finally:
        following.kill()
    assert CountUpdate.objects.count() == 26
    assert ResultsLine.objects.filter(what="refused").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_loader_that_is_killed_leaves_no_half_of_a_contest(tmp_path):
    coverage = SpecialCoverageFactory(slug="night")
    updates = night(2_400)
    path = file(tmp_path, as_lines(updates))
    killed = start("manage.py", "load_results", path, "--format=jsonl", "--coverage=night")
    deadline = time.monotonic() + 60
    while Standing.objects.count() < 2 and time.monotonic() < deadline:
        time.sleep(0.01)
    os.kill(killed.pid, signal.SIGKILL)
    killed.wait()
    there = Standing.objects.count()
    assert 2 <= there < 12
    for contest in Contest.objects.all():
        assert CountUpdate.objects.filter(contest=contest).count() in (0, 200)
        assert (CountUpdate.objects.filter(contest=contest).exists()) == hasattr(contest, "standing")
    out, _, _ = run(path, "--format=jsonl", "--coverage=night")
    assert f"{there * 200:,} known" in out
    coverage.refresh_from_db()
    assert (CountUpdate.objects.count(), Standing.objects.count()) == (2_400, 12)


@pytest.mark.django_db(transaction=True)
def test_two_loaders_at_once_take_everything_in_once(tmp_path):
    SpecialCoverageFactory(slug="night")
    path = file(tmp_path, as_lines(night(480)))
    loaders = [start("manage.py", "load_results", path, "--format=jsonl", "--coverage=night") for _ in range(3)]
    for loader in loaders:
        _, complaints = loader.communicate(timeout=60)
        assert loader.returncode == 0, complaints
    assert (CountUpdate.objects.count(), Contest.objects.count(), Choice.objects.count()) == (480, 12, 24)
    assert sum(standing.flips for standing in Standing.objects.all()) == 1


def follow(monkeypatch, looks: int, *arguments: str) -> tuple[str, str, list[float]]:
    """A loader that follows for so many looks, and how long it would have waited after each."""
    waits: list[float] = []

    class Ending(threading.Event):
        def wait(self, timeout: float | None = None) -> bool:
            waits.append(timeout or 0.0)
            return len(waits) >= looks

    monkeypatch.setattr("articles.management.commands.load_results.told_to_end", lambda: nullcontext(Ending()))
    out, err, code = run(*arguments)
    assert code == 0, err
    return out, err, waits


def lines() -> list[tuple[str, str]]:
    return list(ResultsLine.objects.order_by("id").values_list("what", "detail"))


def test_all_parts_of_an_answer_go_in_or_none(coverage, settings):
    settings.RESULTS_FEED_PRIVATE = True
    other = ap.race([ap.unit([ap.candidate(1, "Cole", 7)])], raceID="9")
    pages = {
        "/feed": (200, {}, ap.governor(nextrequest="/more", isTruncated=True)),
        "/more": (200, {}, b"<html>Bad gateway</html>"),
    }
    with Server(pages) as server:
        _, err, code = run(f"{server.url}/feed", "--format=ap", "--coverage=night")
        assert (code, "not JSON" in err, Contest.objects.count()) == (1, True, 0)
        pages["/more"] = (200, {}, ap.answer(other))
        out, _, code = run(f"{server.url}/feed", "--format=ap", "--coverage=night")
    assert (code, out.startswith("4 new counts in 2 contests")) == (0, True)


@pytest.mark.parametrize(
    ("next_request", "said"),
    [
        ("", "there is more, and not where"),
        ("https://evil.example/next", "leads to another host"),
        ("/feed", "leads on without end"),
        ("/loop", "leads on without end"),
    ],
)
def test_a_feed_that_always_has_more_is_not_asked_without_a_pause(coverage, settings, monkeypatch, next_request, said):
    settings.RESULTS_FEED_PRIVATE = True
    monkeypatch.setattr("articles.live.polling.MOST_IN_A_ROW", 3)
    answers = {
        "/feed": (200, {}, ap.governor(nextrequest=next_request, isTruncated=True)),
        "/loop": (200, {}, ap.governor(nextrequest="/feed", isTruncated=True)),
    }
    with Server(answers) as server:
        _, err, waits = follow(monkeypatch, 6, f"{server.url}/feed", "--format=ap", "--coverage=night", "--follow=5")
    assert err.count(said) == 1
    assert 5.0 in waits[:4]
    assert sum(what == "refused" and said in detail for what, detail in lines()) == 1


def test_the_desk_is_told_once_that_a_feed_is_out_of_reach_and_when_it_is_back(coverage, settings, monkeypatch):
    settings.RESULTS_FEED_PRIVATE = True
    answers = [500, 500, (429, {"Retry-After": "90"}, b""), (200, {"ETag": '"1"'}, ap.governor()), (304, {}, b""), 500]
    with Server({"/feed": lambda: answers.pop(0)}) as server:
        _, _, waits = follow(monkeypatch, 6, f"{server.url}/feed", "--format=ap", "--coverage=night", "--follow=15")
    assert waits == [30.0, 60.0, 120.0, 15.0, 15.0, 30.0]
    assert lines() == [
        ("lost", "ap: The feed cannot be reached: it answers 500."),
        ("found", "ap:"),
        ("loaded", "ap: 3 new"),
    ]


def test_a_count_from_a_time_to_come_is_asked_for_again_when_that_has_come(
    coverage, settings, monkeypatch, time_machine
):
    settings.RESULTS_FEED_PRIVATE = True
    clock = at(60 * 24)
    raw = ap.governor(at=(clock + timedelta(minutes=10)).isoformat())

    def answer():
        time_machine.move_to(clock + timedelta(minutes=len(server.requests) * 3))
        return (304, {}, b"") if server.requests[-1].headers["If-None-Match"] else (200, {"ETag": '"1"'}, raw)

    with Server({"/feed": answer}) as server:
        follow(monkeypatch, 5, f"{server.url}/feed", "--format=ap", "--coverage=night", "--follow=15")
    asked = [request.headers["If-None-Match"] for request in server.requests]
    assert asked == [None, '"1"', '"1"', None, '"1"']
    assert Standing.objects.get().total == 2_104


def test_a_server_that_says_nothing_has_changed_before_it_said_anything(coverage, settings):
    settings.RESULTS_FEED_PRIVATE = True
    with Server({"/feed": (304, {}, b"")}) as server:
        _, err, code = run(f"{server.url}/feed", "--format=ap", "--coverage=night")
    assert (code, "to who has nothing yet" in err) == (1, True)


def test_loads_between_which_nothing_happened_are_one_line_of_the_log(coverage, tmp_path, time_machine):
    def load_at(minutes: int, ames: int, birch: int) -> None:
        time_machine.move_to(at(60 * 24 + minutes), tick=False)
        raw = ap.governor(ames, birch, at=at(minutes).isoformat())
        assert run(file(tmp_path, raw), "--format=ap", "--coverage=night")[2] == 0

    for minutes in range(4):
        load_at(minutes, 1_000 + minutes, 900)
    load_at(3, 1_003, 900)  # the same once more
    load_at(5, 1_010, 1_200)
    load_at(6, 1_020, 1_210)
    load_at(7, 1_030, 1_220)
    load_at(70, 1_040, 1_230)
    told = [(what, detail) for what, detail in lines() if what == "loaded"]
    assert [detail.partition(" since ")[0] for _, detail in told] == [
        "ap: 12 new, in 4 loads",
        "ap: 9 new, in 3 loads",
        "ap: 3 new",
    ]
    assert sum(what == "lead" for what, _ in lines()) == 1


def test_votes_before_polls_close_do_not_fill_the_log(coverage, tmp_path):
    contest = ContestFactory(coverage=coverage, slug="mayor", polls_close_at=at(60 * 30))
    for minute in range(10, 20):
        assert (
            run(
                file(tmp_path, as_csv("Ames,5", "Birch,4", when=f"T22:{minute}:00Z")),
                "--format=csv",
                "--coverage=night",
            )[2]
            == 0
        )
    told = [detail for what, detail in lines() if what == "loaded"]
    assert [detail.partition(" since ")[0] for detail in told] == ["csv: 10 new, 10 held back, in 10 loads"]
    assert contest.results_lines.told_once().get().times == 10


def test_a_fault_that_comes_back_is_told_again_but_not_every_minute(coverage, tmp_path, time_machine):
    good, bad = ap.governor(), b"<html>"
    for minutes, raw in ((0, bad), (1, bad), (2, good), (3, bad), (20, bad), (21, bad)):
        time_machine.move_to(at(60 * 24 + minutes), tick=False)
        run(file(tmp_path, raw), "--format=ap", "--coverage=night")
    assert [what for what, _ in lines()] == ["refused", "loaded", "refused"]


def test_what_the_desk_takes_away_meanwhile_stops_no_other_contest(coverage, tmp_path, monkeypatch):
    def registering(*arguments):
        found = register(*arguments)
        Choice.objects.filter(contest=found["Alabama"].contest_id, key="trump").delete()
        Contest.objects.filter(pk=found["Alaska"].contest_id).delete()
        return found

    updates = [
        {**update, "state": name} for name, update in zip(("Alabama", "Alaska", "Arizona"), night(3), strict=True)
    ]
    keys = list(updates[0]["votes"])
    updates[0]["votes"] = {"Trump": 5, keys[1]: 4}
    path = file(tmp_path, as_lines(updates))
    with monkeypatch.context() as patch:
        patch.setattr("articles.live.loading.register", registering)
        _, err, code = run(path, "--format=jsonl", "--coverage=night")
    assert (code, "2 contests could not be taken in" in err) == (1, True)
    assert Standing.objects.get().contest.title == "Arizona"
    assert sum(what == "refused" for what, _ in lines()) == 2
    assert run(path, "--format=jsonl", "--coverage=night")[2] == 0
    assert Standing.objects.count() == 3


def test_who_comes_onto_a_ballot_that_was_counted_is_named(coverage, tmp_path):
    run(file(tmp_path, as_csv("Ann Doe,5", "Ben Roe,4")), "--format=csv", "--coverage=night")
    _, err, _ = run(
        file(tmp_path, as_csv("Anne Doe,6", "Ben Roe,4", when="T22:30:00Z")), "--format=csv", "--coverage=night"
    )
    assert "New on the ballot: Anne Doe (mayor)" in err
    assert "Held back: mayor: choice gone" in err
    assert ("loaded", "csv: 1 new, 1 held back. New on the ballot: Anne Doe (mayor)") in lines()


def test_who_mends_a_figure_and_not_its_time_is_told_that_it_does_not_show(coverage, tmp_path):
    run(file(tmp_path, as_csv("Ann Doe,12040", "Ben Roe,900")), "--format=csv", "--coverage=night")
    mended = file(tmp_path, as_csv("Ann Doe,1204", "Ben Roe,900"))
    _, err, code = run(mended, "--format=csv", "--coverage=night")
    assert (code, "Give it a later as_of, or correct the count at the desk." in err) == (0, True)
    assert any(what == "refused" and detail.startswith("csv: mayor: What it says now") for what, detail in lines())
    for winner in ("X", ""):
        _, err, _ = run(file(tmp_path, ap.governor(winner=winner), "ap"), "--format=ap", "--coverage=night")
        assert err == ""
    assert Standing.objects.get(contest__slug="mayor").votes["ann-doe"] == 12_040
    assert run(mended, "--format=csv", "--coverage=night")[1] == ""
    run(file(tmp_path, as_csv("Ann Doe,1204", "Ben Roe,900", when="T22:00:01Z")), "--format=csv", "--coverage=night")
    assert Standing.objects.get(contest__slug="mayor").votes["ann-doe"] == 1_204


def test_of_a_contest_with_very_many_counts_all_go_in_or_none(coverage, tmp_path, monkeypatch):
    monkeypatch.setattr("articles.live.loading.AT_ONCE", 2)
    times = iter([record, record, None])

    def recording(*arguments, **options):
        taken = next(times)
        if taken is None:
            raise CountRefused("There is no such choice: zed.")
        return taken(*arguments, **options)

    path = file(
        tmp_path,
        b"\n".join(
            as_csv("Ann,5", "Ben,4").split(b"\n")[:1]
            + [
                line
                for minute in range(10, 16)
                for line in as_csv("Ann,5", "Ben,4", when=f"T22:{minute}:00Z").split(b"\n")[1:]
            ]
        ),
    )
    with monkeypatch.context() as patch:
        patch.setattr("articles.live.loading.record", recording)
        _, err, code = run(path, "--format=csv", "--coverage=night")
    assert (code, "There is no such choice" in err, CountUpdate.objects.count()) == (1, True, 0)
    assert run(path, "--format=csv", "--coverage=night")[2] == 0
    assert CountUpdate.objects.count() == 6


def test_another_feed_means_a_contest_that_is_there_by_its_address(coverage, tmp_path):
    run(file(tmp_path, as_csv("Ann Doe,5", "Ben Roe,4")), "--format=csv", "--source=wire", "--coverage=night")
    run(file(tmp_path, as_csv("Ann Doe,6", "Ben Roe,4", when="T22:30:00Z")), "--format=csv", "--coverage=night")
    contest = Contest.objects.get()
    assert (contest.source, contest.standing.votes, contest.standing.source) == (
        "wire", {"ann-doe": 6, "ben-roe": 4}, "csv",
    )  # fmt: skip


def test_what_a_feed_makes_has_bounds_and_tells_open_pages(coverage, tmp_path, monkeypatch):
    desk_made = ContestFactory(coverage=coverage, slug="mayor", choices=())
    raw = json.dumps({"contest": "mayor", "as_of": "2026-11-03T22:00:00Z", "votes": {}}).encode()
    assert run(file(tmp_path, raw), "--format=jsonl", "--coverage=night")[2] == 0
    assert ReportingArea.objects.get() == desk_made.area
    coverage.refresh_from_db()
    before = coverage.results_version
    load(coverage.pk, READERS["ap"](ap.answer(ap.race([]))), source="ap", now=at(60 * 24))  # no count yet
    coverage.refresh_from_db()
    assert coverage.results_version > before
    for name, most, raw in (
        ("MOST_CONTESTS", 2, as_csv("Ann Doe,5", contest="clerk")),
        ("MOST_AREAS", 2, as_csv("Ann Doe,5", contest="mayor", area="W1")),
        ("MOST_CHOICES", 1, as_csv("Ann Doe,5", "Ben Roe,4")),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(f"articles.live.registering.{name}", most)
            _, err, code = run(file(tmp_path, raw), "--format=csv", "--coverage=night")
        assert (code, "would have more than" in err) == (1, True)
    assert (Contest.objects.count(), ReportingArea.objects.count(), Choice.objects.count()) == (2, 2, 0)


def test_it_ends_between_two_contests_when_it_is_told_to(coverage):
    asked = iter([False, False, True])
    feed = READERS["jsonl"](as_lines(night()))
    loaded = load(coverage.pk, feed, source="jsonl", now=at(60 * 24), is_over=lambda: next(asked))
    assert (loaded.is_ended, Standing.objects.count(), CountUpdate.objects.count()) == (True, 2, 40)
