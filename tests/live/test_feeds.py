"""Feeds are read whole or refused whole, in words that say where the fault is."""

import gzip
import json
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from articles.live.feeds import READERS, FeedRefused
from articles.live.feeds import shapes as limits
from tests.live import ap
from tests.live.night import as_lines, night

HEADINGS = "contest,choice,votes,as_of"


def read(form: str, raw: bytes | str):
    return READERS[form](raw if isinstance(raw, bytes) else raw.encode())


def refusal(form: str, raw: bytes | str) -> str:
    with pytest.raises(FeedRefused) as caught:
        read(form, raw)
    return str(caught.value)


def test_ap_races_units_candidates_marks_and_expected_vote():
    feed = read("ap", ap.governor(winner="X", nextrequest="https://api.example.org/next", isTruncated=True))
    contest = feed.contests["2026-11-03 MI 23456"]
    assert (contest.title, contest.office, contest.area.code, contest.is_test) == (
        "Governor, Michigan", "Governor", "MI", False,
    )  # fmt: skip
    whole, *counties = contest.counts
    assert (whole.area, whole.winners, whole.outcome) == (None, ("1",), "wins")
    assert whole.figures.votes == {"1": 1_204, "2": 900}
    assert (whole.figures.expected_percent, whole.figures.precincts_total) == (Decimal("37.50"), 100)
    assert whole.as_of == datetime(2026, 11, 3, 22, 10, tzinfo=UTC)
    assert [(one.area.code, one.area.name, one.winners) for one in counties] == [
        ("26001", "Alder County", None), ("26003", "Brook County", None),
    ]  # fmt: skip
    assert (feed.next_address, feed.has_more) == ("https://api.example.org/next", True)


@pytest.mark.parametrize(
    "said", [{"race": {"test": True}}, {"race": {"resultsType": "test"}}, {"resultsType": "t"}, {"test": "true"}]
)
def test_ap_test_data_is_known_as_such(said):
    assert all(contest.is_test for contest in read("ap", ap.governor(**said)).contests.values())


@pytest.mark.parametrize("said", [{}, {"race": {"resultsType": "certified"}}, {"resultsType": "l"}])
def test_ap_live_and_certified_results_are_real(said):
    assert not any(contest.is_test for contest in read("ap", ap.governor(**said)).contests.values())


def test_ap_what_is_not_known_to_be_real_is_refused():
    assert "neither test, live nor certified" in refusal("ap", ap.governor(resultsType="rehearsal"))


def test_ap_places_in_a_run_off_measures_seats_and_uncontested_races():
    runners = [ap.candidate(1, "Ames", 5, winner="R"), ap.candidate(2, "Birch", 4, winner="R")]
    run_off = ap.race([ap.unit(runners)], raceID="1", numRunoff=2)
    sides = [ap.candidate(1, "Yes", 5, first=""), ap.candidate(2, "No", 4, first="")]
    measure = ap.race([ap.unit(sides)], raceID="2", winThreshold="60", seatName="4-Bonds", seatNum="4")
    council = ap.race([ap.unit([ap.candidate(1, "Ames", 5)])], raceID="3", numWinners=3)
    alone = ap.race([ap.unit([ap.candidate(1, "Ames", 0, winner="X")])], raceID="4", uncontested=True)
    told = list(read("ap", ap.answer(run_off, measure, council, alone)).contests.values())
    assert [contest.kind for contest in told] == ["run-off", "measure", "seats", "uncontested"]
    assert (told[0].counts[0].winners, told[0].counts[0].outcome) == (("1", "2"), "advances")
    assert (told[1].threshold, told[1].area.code, told[2].seats) == (Decimal(60), "MI-4", 3)


def test_a_recorded_night_is_read_with_its_short_names():
    feed = read("jsonl", as_lines(night()))
    assert (len(feed.contests), feed.counts) == (12, 240)
    cove = feed.contests["Cove"]
    assert (cove.weight, list(cove.choices), cove.counts[0].figures.votes.keys()) == (
        3, ["ames", "birch"], {"ames", "birch"},
    )  # fmt: skip
    assert cove.counts[0].winners is None


def test_a_table_with_areas_winners_and_a_measure():
    feed = read(
        "csv",
        "contest;choice;votes;as_of;area;area_name;winner;kind;threshold;total\n"
        "bonds;Yes;1,204;2026-11-03T17:00:00-05:00;;;yes;measure;60;2200\n"
        "bonds;No;900;2026-11-03T17:00:00-05:00;;;;measure;60;\n\n"
        "bonds;Yes;12;2026-11-03T17:00:00-05:00;W1;First Ward;;;;\n",
    )
    contest = feed.contests["bonds"]
    assert (contest.kind, contest.threshold, contest.choices["yes"].side) == ("measure", Decimal(60), "yes")
    whole, ward = contest.counts
    assert (whole.figures.votes, whole.figures.total, whole.winners) == ({"yes": 1_204, "no": 900}, 2_200, ("yes",))
    assert (ward.area.name, ward.figures.votes, ward.winners) == ("First Ward", {"yes": 12}, ())
    assert whole.as_of == datetime(2026, 11, 3, 22, tzinfo=UTC)


def test_a_table_without_a_column_of_winners_does_not_say_who_won():
    feed = read("csv", f"{HEADINGS}\nmayor,Ann Doe,5,2026-11-03T22:00:00Z\n")
    assert feed.contests["mayor"].counts[0].winners is None


LINE = {"contest": "mayor", "as_of": "2026-11-03T22:00:00Z", "votes": {"Ann": 5}}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"votes": {"Ann": 5.5}}, "no whole number"),
        ({"votes": {"Ann": "five"}}, "no whole number: “five”"),
        ({"votes": {"Ann": True}}, "no whole number"),
        ({"votes": {"Ann": None}}, "no whole number"),
        ({"votes": {"Ann": 10**11}}, "larger than"),
        ({"votes": {"Ann": "1" * 5_000}}, "no whole number"),
        ({"votes": {"Ann": 1, "ann": 2}}, "twice"),
        ({"votes": {"\u0000\u200b": 1}}, "missing"),
        ({"votes": [5]}, "not an object"),
        ({"votes": {f"c{n}": 1 for n in range(501)}}, "more than 500"),
        ({"as_of": "yesterday"}, "no time"),
        ({"as_of": 1_700_000_000}, "no time"),
        ({"as_of": "0001-01-01T00:00:00+14:00"}, "no time of an election"),
        ({"as_of": "2500-01-01T00:00:00"}, "no time of an election"),
        ({"contest": ""}, "contest is missing"),
        ({"contest": "x" * 81}, "longer than 80"),
        ({"contest": {"a": 1}}, "no text"),
        ({"kind": "coronation"}, "no kind “coronation”"),
        ({"seats": 0}, "more or less than can be"),
        ({"threshold": "NaN"}, "no percentage"),
        ({"threshold": 101}, "between 0 and 100"),
        ({"expected_percent": "1e400"}, "no percentage"),
        ({"weight": -1}, "weight"),
        ({"test": "perhaps"}, "neither yes nor no"),
        ({"winners": ["Ben"]}, "not among the choices"),
        ({"area": "A", "area_level": "moon"}, "no level “moon”"),
        ({"area": "A", "winners": ["Ann"]}, "winner stands in the count of A"),
        ({"precincts_reporting": 5, "precincts_total": 2_000_000}, "larger than 1,000,000"),
        ({"winner": ["Ann"]}, "no name winner"),
        ({"t": "2026-11-03T22:00:00Z"}, "the long and the short name"),
    ],
)
def test_a_line_that_cannot_be_is_named_with_its_number(change, said):
    found = refusal("jsonl", json.dumps(LINE) + "\n" + json.dumps(LINE | {"contest": "other"} | change))
    assert found.startswith("Line 2")
    assert said in found


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "empty"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"{", "not JSON"),
        (b"[]", "not an object"),
        (b"NaN", "NaN is no number"),
        (b'{"contest": "a", "contest": "b"}', "twice in one object"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"votes":' + b'{"a":' * 30 + b"1" + b"}" * 31, "nested too deeply"),
        (b'{"votes": {"Ann": ' + b"9" * 5_000 + b"}}", "longer than any number of votes"),
        (b"[" + b"{}," * 2_000_001 + b"{}]", "more in it than any election"),
        (b"[" + b"1," * 4_000_001 + b"1]", "more in it than any election"),
        (b"\n" * 1_000_001, "more than 1,000,000 lines"),
        (gzip.compress(b"{}", mtime=0), "Unpack it first"),
        (b"PK\x03\x04 a table of a spreadsheet", "Unpack it first"),
    ],
)
def test_what_is_no_feed_at_all(raw, said):
    assert said in refusal("jsonl", raw)
    if raw:
        refusal("ap", raw)
        refusal("csv", raw)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<html>Not found</html>", "not JSON"),
        (b"{}", "no races"),
        (ap.answer(ap.race([]), ap.race([])), "twice in the feed"),
        (ap.answer(ap.race([], raceID="")), "raceID is missing"),
        (ap.answer(ap.race([ap.unit([ap.candidate(1, "A", 1), ap.candidate(1, "B", 1)])])), "twice"),
        (ap.answer(ap.race([ap.unit([ap.candidate(1, "A", -(10**12))])])), "larger than"),
        (ap.answer(ap.race([ap.unit([], at="now")])), "no time"),
        (ap.answer(ap.race([ap.unit([], eevp={})])), "no percentage"),
        (ap.answer(ap.race("units")), "not a list"),
        (ap.answer(ap.race([], numWinners=5_000)), "more than can be"),
        (ap.answer(ap.race([ap.unit([], electTotal=3_000_000_000)])), "larger than 1,000,000"),
        (ap.answer(ap.race([ap.unit([], precinctsTotal=1_000_001)])), "larger than 1,000,000"),
        (ap.answer(ap.race([ap.unit([]), ap.unit([])])), "unit 2: the whole race is counted twice"),
        (ap.answer(ap.race([ap.county("26001"), ap.unit([]), ap.county("26001")])), "unit 3: Alder is counted twice"),
    ],
)
def test_answers_that_are_not_aps(raw, said):
    assert said in refusal("ap", raw)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("contest,choice,votes\n", "no heading as_of"),
        (f"{HEADINGS},mood\n", "no column called mood"),
        (f"{HEADINGS},votes\n", "twice"),
        (f"{HEADINGS}\n", "no lines"),
        (f"{HEADINGS}\nmayor,Ann\n", "Line 2 has 2 cells"),
        (f'{HEADINGS}\nmayor,"Ann,5,2026-11-03\n', "cannot be read"),
        (f"{HEADINGS}\nmayor,Ann,5,2026-11-03T22:00:00Z\nmayor,Ann,6,2026-11-03T22:00:00Z\n", "Line 3"),
        (f"{HEADINGS}\nmayor,Ann,5\x00,2026-11-03T22:00:00Z\n", "NUL"),
        (f"{HEADINGS}\nmayor,Ann,,2026-11-03T22:00:00Z\n", "no whole number"),
        (f"{HEADINGS},area,winner\nmayor,Ann,5,2026-11-03T22:00:00Z,W1,yes\n", "winner stands in the count of W1"),
    ],
)
def test_tables_that_cannot_be_read(text, said):
    assert said in refusal("csv", text)


def test_names_come_in_without_what_cannot_be_printed():
    feed = read("jsonl", json.dumps(LINE | {"title": "\u2067Mayor\u202e\n of\x07 <b>Alder</b>\u202b"}))
    assert feed.contests["mayor"].title == "Mayor of <b>Alder</b>"


def test_lines_end_where_files_end_them_and_nowhere_else():
    lines = f"{HEADINGS}\rmayor,Ann\u2028 Doe,5,2026-11-03T22:00:00Z\r\nmayor,Ben\x0b Roe,4,2026-11-03T22:00:00Z"
    feed = read("csv", lines)
    assert [choice.name for choice in feed.contests["mayor"].choices.values()] == ["Ann Doe", "Ben Roe"]
    assert read("jsonl", json.dumps(LINE) + "\r\n\r\n" + json.dumps(LINE)).counts == 2


def test_lines_of_one_count_belong_together_however_they_write_its_time_and_place():
    feed = read(
        "csv",
        f"{HEADINGS},area,contest_area\n"
        "mayor,Ann,5,2026-11-03T22:00:00Z,,city\n"
        "mayor,Ben,4,2026-11-03T17:00:00-05:00,city,city\n",
    )  # fmt: skip
    assert [count.figures.votes for count in feed.contests["mayor"].counts] == [{"ann": 5, "ben": 4}]


def test_contests_whose_long_names_begin_alike_have_areas_of_their_own():
    names = [f"port-meridian-city-council-ward-{number}" for number in (1, 2)]
    feed = read("jsonl", "\n".join(json.dumps(LINE | {"contest": name}) for name in names))
    codes = {contest.area.code for contest in feed.contests.values()}
    assert len(codes) == 2
    assert all(len(code) <= 24 for code in codes)


def test_ap_states_are_parts_of_a_race_of_the_nation():
    nation = ap.unit([ap.candidate(1, "Ames", 900)], level="national", statePostal="US", electTotal=538)
    states = [ap.unit([ap.candidate(1, "Ames", votes)], statePostal=postal) for postal, votes in (("MI", 9), ("WI", 7))]
    contest = read("ap", ap.answer(ap.race([*states, nation], statePostal="US"))).contests["2026-11-03 US 23456"]
    counts = {count.area.code if count.area else "": count.figures.votes["1"] for count in contest.counts}
    assert (counts, contest.weight) == ({"MI": 9, "WI": 7, "": 900}, 538)


def test_ap_names_are_cut_to_what_a_ballot_holds():
    contest = read("ap", ap.answer(ap.race([ap.unit([ap.candidate(1, "L" * 60, 5, first="F" * 60)])])))
    assert contest.contests["2026-11-03 MI 23456"].choices["1"].name == "F" * 60 + " " + "L" * 59


def test_a_feed_that_is_too_large_is_not_read(monkeypatch):
    monkeypatch.setattr("articles.live.feeds.values.LARGEST", 1_000)
    assert "larger than" in refusal("jsonl", b" " * 1_001)
    monkeypatch.setattr("articles.live.feeds.jsonlines.MOST_COUNTS", 2)
    assert "more than 2 lines" in refusal("jsonl", as_lines(night(3)))
    assert limits.LARGEST == 64 * 1024 * 1024
