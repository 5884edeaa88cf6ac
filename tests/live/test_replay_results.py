"""manage.py replay_results: what readers would have seen of a night, over a good line and over a bad one."""

import io
import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from articles.live.feeds import READERS
from articles.live.transport import Line, deliveries
from articles.models import CountUpdate, SpecialCoverage
from tests.factories import SpecialCoverageFactory
from tests.live.night import CORRECTED, as_lines, night

pytestmark = pytest.mark.django_db


@pytest.fixture
def path(tmp_path) -> str:
    file = tmp_path / "night.jsonl"
    file.write_bytes(as_lines(night()))
    return str(file)


def replay(path: str, *arguments: str) -> dict:
    out = io.StringIO()
    call_command("replay_results", path, "--json", *arguments, stdout=out)
    return json.loads(out.getvalue())


def test_a_night_over_a_good_line_of_which_nothing_stays(path):
    seen = replay(path)
    assert (seen["updates"], seen["deliveries"], seen["lost"], seen["held"]) == (240, 240, 0, 0)
    assert (seen["corrections_logged"], seen["corrections_seen"]) == (CORRECTED, CORRECTED)
    assert [(flip["contest"], flip["from"], flip["to"], flip["at"]) for flip in seen["flips"]] == [
        ("Cove", "Ames", "Birch", FLIP),
    ]  # fmt: skip
    assert seen["longest_without_data"]["seconds"] == 97
    assert seen["not_at_last_update"] == []
    assert not SpecialCoverage.objects.exists()
    assert not CountUpdate.objects.exists()


FLIP = next(
    update["t"].replace(" ", "T").removesuffix(".000000") + "+00:00"
    for update in night()
    if update["votes"]["Birch"] > update["votes"]["Ames"]
)


def test_over_a_bad_line_it_ends_the_same_and_the_same_seed_is_the_same_night(path):
    bad = ("--drop=5", "--reorder", "--duplicate", "--seed=4")
    good, first, second, other = replay(path), replay(path, *bad), replay(path, *bad), replay(path, *bad[:3])
    assert first["lost"] > 0
    assert first["late"] > 0
    assert first["known"] > 0
    assert {key: value for key, value in first.items() if key != "seconds"} == {
        key: value for key, value in second.items() if key != "seconds"
    }
    assert {seen["final_state"] for seen in (good, first, second, other)} == {good["final_state"]}
    assert first["deliveries"] != other["deliveries"]


def test_even_the_last_updates_of_all_areas_are_brought_by_a_poll():
    feed = READERS["jsonl"](as_lines(night()))
    arriving = deliveries(feed, Line(drop=1.0))
    assert {delivery.why for delivery in arriving} == {"poll"}
    for contest in feed.contests.values():
        brought = [delivery.count for delivery in arriving if delivery.contest == contest.external_id]
        assert max(brought, key=lambda count: count.as_of) == contest.counts[-1]
    assert all(timedelta(0) <= delivery.at - delivery.count.as_of for delivery in arriving)


def test_what_was_held_back_in_the_end_is_named(path, tmp_path):
    updates = night(24)
    updates[-1]["total"] = 3
    file = tmp_path / "odd.jsonl"
    file.write_bytes(as_lines(updates))
    out, err = io.StringIO(), io.StringIO()
    with pytest.raises(CommandError, match="1 areas do not stand at their last update") as caught:
        call_command("replay_results", str(file), stdout=out, stderr=err)
    assert caught.value.returncode == 1
    assert "Not at its last update: Linden: does not add up" in err.getvalue()
    assert "24 updates, 0 lost, 24 deliveries (0 known, 0 late, 1 held back)" in out.getvalue()


def test_readers_coverage_is_no_place_for_a_replay(path):
    SpecialCoverageFactory(slug="night")
    for address, said in (("night", "is for readers"), ("none", "no special coverage")):
        with pytest.raises(CommandError, match=said):
            replay(path, f"--coverage={address}")
    assert not CountUpdate.objects.exists()


def test_into_a_rehearsal_that_stays(path):
    SpecialCoverageFactory(slug="dress", is_rehearsal=True)
    replay(path, "--coverage=dress", "--speed=1000000")
    assert CountUpdate.objects.count() == 240


@pytest.mark.parametrize("wrong", ["--drop=101", "--drop=x", "--speed=-1", "--seed=x"])
def test_numbers_out_of_range(path, wrong):
    with pytest.raises(CommandError):
        replay(path, wrong)
