"""What the desk is warned of before it calls, where the margin alone does not tell."""

from decimal import Decimal

import pytest

from articles.live.warnings import warnings_before
from tests.factories import ContestFactory
from tests.live.counting import count, standing

pytestmark = pytest.mark.django_db


def warned(contest, *keys: str, outcome: str = "wins") -> str:
    return " ".join(warnings_before(contest, standing(contest), keys, outcome=outcome).values())


def test_votes_left_that_take_a_measure_below_its_share_are_fewer_than_its_margin():
    measure = ContestFactory(kind="measure", threshold=Decimal(60), choices=("Yes", "No"))
    measure.choices.filter(key="yes").update(side="yes")
    measure.choices.filter(key="no").update(side="no")
    count(measure, 1, yes=61, no=39, remaining=5)
    assert "5 votes are left and 2 would turn it" in warned(measure, "yes")
    count(measure, 2, yes=61, no=39, remaining=1)
    assert warned(measure, "yes") == ""


def test_who_leads_a_first_round_has_not_won_it_yet():
    contest = ContestFactory(kind="run-off", choices=("Ames", "Birch", "Cole"))
    count(contest, 1, ames=49, birch=30, cole=21, remaining=0)
    assert warned(contest, "ames") == "Ames has not the share that wins without a run-off."
    assert warned(contest, "ames", "birch", outcome="advances") == ""
    assert warned(contest, "cole", outcome="advances") == "Cole is not in the lead."
    count(contest, 2, ames=60, birch=30, cole=28, remaining=3)
    assert "3 votes are left and 2 would turn it" in warned(contest, "ames", "birch", outcome="advances")
    assert warned(contest, "ames") == ""
