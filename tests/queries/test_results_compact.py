"""A contest in little room: who is on a line of their own, and what the rest comes to."""

import pytest

from articles.live import confirm, propose
from articles.models import Choice, Contest
from articles.queries.results import read_contest
from tests.factories import ContestFactory, ReportingAreaFactory, UserFactory
from tests.live.counting import at, count

pytestmark = pytest.mark.django_db


def card(contest: Contest):
    return read_contest(contest.coverage.slug, contest.slug, now=at(60)).card


def test_three_have_a_line_and_the_others_share_one():
    contest = ContestFactory(choices=("Ames", "Birch", "Cole", "Dean", "Eck"))
    count(contest, 1, ames=50, birch=30, cole=10, dean=4, eck=3, total=100)
    told = card(contest)
    assert [line.name for line in told.first] == ["Ames", "Birch", "Cole"]
    assert (told.rest.name, told.rest.printed_votes, told.rest.printed_share) == ("2 others", "10", "10.0%")
    assert told.rest.bar == "10.0%"


def test_a_single_other_has_its_own_line_and_votes_on_no_line_are_other():
    contest = ContestFactory(choices=("Ames", "Birch", "Cole", "Dean"))
    count(contest, 1, ames=50, birch=30, cole=10, dean=4)
    assert (len(card(contest).first), card(contest).rest) == (4, None)
    count(contest, 2, ames=50, birch=30, cole=10, dean=4, total=100)
    assert card(contest).rest.name == "1 other"
    two = ContestFactory()
    count(two, 1, ames=50, birch=30, total=100)
    assert (card(two).rest.name, card(two).rest.printed_share) == ("Other", "20.0%")


def test_everybody_who_would_be_elected_and_one_more_is_there_and_who_is_called():
    names = [f"N{number:02}" for number in range(1, 21)]
    contest = ContestFactory(kind=Contest.Kind.SEATS, seats=5, choices=names)
    count(contest, 1, **{name.lower(): 100 - place for place, name in enumerate(names)})
    call = propose(contest.pk, ["n09"], by=UserFactory(role="Producer"), now=at(2))
    confirm(call.pk, by=UserFactory(role="Editor"), now=at(3))
    told = card(contest)
    assert [line.name for line in told.first] == [*names[:6], "N09"]
    assert (told.rest.name, told.needed) == ("13 others", "5 are elected.")


def test_before_votes_the_rest_has_no_figures():
    contest = ContestFactory(choices=("Ames", "Birch", "Cole", "Dean", "Eck"))
    told = card(contest)
    assert (told.rest.name, told.rest.printed_votes, told.rest.bar) == ("2 others", "", "")


def test_a_vote_is_never_printed_as_none():
    contest = ContestFactory()
    count(contest, 1, ames=999_999, birch=1)
    assert [line.printed_share for line in card(contest).choices] == ["99.9%", "<0.1%"]


def test_a_measure_with_more_yes_than_no_may_fall_short():
    contest = ContestFactory(kind=Contest.Kind.MEASURE, choices=("Yes", "No"), threshold=60)
    count(contest, 1, yes=58, no=42, total=110)
    told = card(contest)
    assert [(line.name, line.printed_share, line.is_leading) for line in told.choices] == [
        ("Yes", "58.0%", False), ("No", "42.0%", True),
    ]  # fmt: skip
    assert told.standing == "“Yes” has more votes, but not the share it needs."
    assert (told.needed_at, told.rest) == ("60%", None)


def test_news_tells_who_leads_and_who_is_called_without_figures():
    contest = ContestFactory(title="Mayor")
    assert card(contest).news == ""
    count(contest, 1, ames=5)
    assert card(contest).news == "Mayor: Ames now leads."
    count(contest, 2, ames=9)
    assert card(contest).news == "Mayor: Ames now leads."
    assert Choice.objects.filter(contest=contest).count() == 2
    producer, editor = UserFactory(role="Producer"), UserFactory(role="Editor")
    confirm(propose(contest.pk, ["ames"], by=producer, now=at(2)).pk, by=editor, now=at(3))
    assert card(contest).news == "Mayor: called for Ames by The Meridian."


def test_a_tie_of_several_is_one_for_the_last_seat():
    contest = ContestFactory(kind=Contest.Kind.SEATS, seats=2, choices=("Ames", "Birch", "Cole"))
    count(contest, 1, ames=5, birch=3, cole=3)
    assert card(contest).standing == "Tied for the last seat."


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Ann Doe", "Doe"), ("Roe", "Roe"), ("Ben A. Roe Jr.", "Roe Jr."), ("Cy Poe, III", "Poe III"), ("Iv Jr", "Jr"),
    ],
)  # fmt: skip
def test_the_family_name_is_what_is_short(name, short):
    contest = ContestFactory(choices=())
    Choice.objects.create(contest=contest, key="x", name=name, position=1)
    assert card(contest).choices[0].short == short


def test_areas_of_a_measure_are_told_by_the_share_that_decides_it():
    contest = ContestFactory(kind=Contest.Kind.MEASURE, choices=("Yes", "No"))
    ward = ReportingAreaFactory(coverage=contest.coverage, code="W1")
    count(contest, 1, area=ward.pk, yes=58, no=42, total=200)
    (area,) = read_contest(contest.coverage.slug, contest.slug, now=at(60)).areas
    assert (area.shares["yes"], area.total) == (58, 200)
