"""What readers are told of results: shares, who leads and who is called, how old it is, and nothing too early."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils.translation import gettext, override

from articles.live import confirm, propose, withdraw
from articles.models import Call, Contest
from articles.queries.results import read_cards, read_contest, read_contest_at, read_results
from articles.queries.results_words import needed_sentence, percents, rough
from articles.queries.site import read_site
from tests.factories import NOW, ContestFactory, ReportingAreaFactory, SpecialCoverageFactory, UserFactory
from tests.live.counting import at, count

pytestmark = pytest.mark.django_db


@pytest.fixture
def contest() -> Contest:
    return ContestFactory()


def card(contest: Contest, *, minutes: float = 60):
    return read_contest(contest.coverage.slug, contest.slug, now=at(minutes)).card


@pytest.mark.parametrize("contests", [1, 30])
def test_three_queries_whatever_the_number_of_contests(contests, django_assert_num_queries):
    coverage = SpecialCoverageFactory()
    for _ in range(contests):
        count(ContestFactory(coverage=coverage), 1, ames=5)
    with django_assert_num_queries(3):
        assert len(read_results(coverage.slug, now=at(60)).cards) == contests


@pytest.mark.parametrize("areas", [1, 30])
def test_five_queries_for_a_contest_whatever_its_areas(contest, areas, django_assert_num_queries):
    for number in range(areas):
        count(contest, 1, area=ReportingAreaFactory(coverage=contest.coverage, code=f"P{number}").pk, ames=number)
    with django_assert_num_queries(5):
        assert len(read_contest(contest.coverage.slug, contest.slug, now=at(60)).areas) == areas


def test_leading_and_called_are_two_things(contest):
    count(contest, 1, ames=1_204, birch=900, total=2_200)
    told = card(contest)
    assert [(line.name, line.printed_votes, line.printed_share) for line in told.choices] == [
        ("Ames", "1,204", "54.7%"), ("Birch", "900", "40.9%"),
    ]  # fmt: skip
    assert (told.phase, told.standing, told.printed_other) == ("counting", "Ames leads by 304 votes.", "96")
    assert [line.is_leading for line in told.choices] == [True, False]
    assert not any(line.is_called for line in told.choices)
    producer, editor = UserFactory(role="Producer"), UserFactory(role="Editor")
    call = confirm(propose(contest.pk, ["birch"], by=producer, now=at(2)).pk, by=editor, now=at(3))
    told = card(contest)
    assert [(line.is_leading, line.is_called, line.called_by) for line in told.choices] == [
        (True, False, ""), (False, True, "The Meridian"),
    ]  # fmt: skip
    assert told.phase == "called"
    withdraw(call.pk, by=editor, now=at(4), why="Wrong.")
    told = card(contest)
    assert (told.phase, told.is_called, told.withdrawn_calls[0].why) == ("counting", False, "Wrong.")
    assert (told.withdrawn_calls[0].names, told.withdrawn_calls[0].withdrawn) == ("Birch", "5:04 PM ET")


def test_the_stamp_is_data_time_printed_like_the_paper_and_grows_stale(contest):
    count(contest, 1, ames=5)
    results = read_results(contest.coverage.slug, now=at(61))
    assert results.summary.stamp.printed == "November 3, 5:01:00PM ET"
    assert not results.summary.stamp.is_stale
    assert read_results(contest.coverage.slug, now=at(62)).summary.stamp.is_stale


def test_nothing_is_told_before_polls_close(contest):
    Contest.objects.update(polls_close_at=at(30))
    count(contest, 0, ames=0, birch=0, now=at(0))
    told = read_contest(contest.coverage.slug, contest.slug, now=at(29))
    assert (told.card.phase, told.card.polls_close, told.card.total) == ("polls-open", "5:30 PM ET", 0)
    assert told.card.stamp.printed == ""
    assert card(contest, minutes=30).phase == "waiting"
    assert card(contest, minutes=30).choices[0].printed_share == ""


def test_a_tie_is_said(contest):
    count(contest, 1, ames=5, birch=5)
    told = card(contest)
    assert (told.standing, told.is_tied, told.leading) == ("Tied.", True, ())


def test_shares_are_not_rounded_over_a_line():
    half = [Decimal(50)]
    assert percents({"a": 49_970, "b": 50_030}, 100_000, lines=half) == {"a": Decimal("49.97"), "b": Decimal("50.03")}
    assert percents({"a": 999_999, "b": 1}, 1_000_000) == {"a": Decimal("99.9"), "b": Decimal("0.0")}
    assert percents({"a": 7, "b": 0}, 7)["a"] == 100
    two_thirds = [Decimal("66.67")]
    assert percents({"a": 1_999, "b": 1_000}, 2_999, lines=two_thirds)["a"] == Decimal("66.66")  # not 66.7
    third = (Decimal(200) / 3,)
    assert percents({"a": 1, "b": 2}, 3, lines=third)["b"] == Decimal("66.7")  # reached, to the vote
    assert percents({"a": 1, "b": 2}, 3) == {"a": Decimal("33.3"), "b": Decimal("66.7")}
    assert percents({"a": 0}, 0) == {}


@pytest.mark.parametrize(
    ("figures", "printed"),
    [
        ({"expected_percent": Decimal("73.4")}, "73% of expected vote in"),
        ({"expected_percent": Decimal("99.9")}, "more than 99% of expected vote in"),
        ({"expected_percent": Decimal("0.2")}, "less than 1% of expected vote in"),
        ({"precincts_reporting": 1_243, "precincts_total": 1_489}, "1,243 of 1,489 precincts reporting"),
        ({"remaining": 271_257}, "about 271,000 votes left"),
        ({"remaining": -743}, ""),
        ({"remaining": 0}, "all votes counted"),
        ({"precincts_reporting": 12, "precincts_total": 9}, ""),
    ],
)
def test_how_much_is_counted_and_by_which_measure(contest, figures, printed):
    count(contest, 1, ames=5, **figures)
    assert card(contest).completeness == printed


def test_a_figure_left_out_is_explained(contest):
    count(contest, 1, ames=5, remaining=-743)
    assert card(contest).notes == ("Votes left are below zero, so they are not shown.",)


def test_estimates_are_rough():
    assert [rough(number) for number in (0, 4, 17, 743, 1_489, 271_257)] == [0, 0, 20, 743, 1_490, 271_000]


def test_weights_count_towards_the_target_called_and_leading_apart():
    coverage = SpecialCoverageFactory(weight_target=10, weight_word="seats")
    leading, called = (ContestFactory(coverage=coverage, weight=weight) for weight in (3, 7))
    count(leading, 1, ames=5)
    count(called, 1, birch=5)
    proposal = propose(called.pk, ["birch"], by=UserFactory(role="Producer"), now=at(2))
    confirm(proposal.pk, by=UserFactory(role="Editor"), now=at(3))
    summary = read_results(coverage.slug, now=at(60)).summary
    assert [(line.name, line.called, line.leading) for line in summary.tally] == [
        ("Birch party", 7, 0), ("Ames party", 0, 3),
    ]  # fmt: skip
    assert (summary.called, summary.contests, summary.target, summary.weight_word) == (1, 2, 10, "seats")


def test_readers_find_nothing_of_a_rehearsal(contest, client):
    count(contest, 1, ames=5)
    contest.coverage.is_rehearsal = True
    contest.coverage.save()
    slug = contest.coverage.slug
    assert read_results(slug, now=NOW) is None
    assert read_contest(slug, contest.slug, now=NOW) is None
    assert read_cards([contest.pk], now=NOW) == ()
    assert read_site(now=NOW).banner is None
    assert client.get(f"/coverage/{slug}/").status_code == 404


def test_cards_come_in_the_order_asked_for_and_miss_what_is_not_there(django_assert_num_queries):
    first, second = ContestFactory(), ContestFactory()
    with django_assert_num_queries(2):
        told = read_cards([second.pk, 999_999, first.pk, second.pk], now=NOW)
    assert [each.id for each in told] == [second.pk, first.pk]


def test_history_is_told_newest_first(contest):
    count(contest, 1, ames=9)
    count(contest, 2, ames=8)
    count(contest, 3, ames=8, birch=9)
    lines = read_contest(contest.coverage.slug, contest.slug, now=NOW + timedelta(days=1)).lines
    assert [line.what for line in lines] == ["lead", "corrected"]


def test_that_a_feed_takes_a_call_back_is_no_sentence_in_the_tables(contest):
    Contest.objects.filter(pk=contest.pk).update(source="ap")
    count(contest, 1, source="ap", ames=9, winners=["ames"])
    count(contest, 2, source="ap", ames=9, winners=[])
    assert list(Call.objects.values_list("step", "note")) == [("feed", ""), ("withdrawn", "")]
    assert card(contest).withdrawn_calls[0].why == "AP does not call it any more."
    lines = read_contest(contest.coverage.slug, contest.slug, now=NOW + timedelta(days=1)).lines
    assert [line.detail for line in lines] == ["Ames. AP does not call it any more.", "Ames, by AP."]


def test_what_is_held_back_time_and_again_is_told_once(contest):
    area = ReportingAreaFactory(coverage=contest.coverage)
    for minute in range(1, 31):
        count(contest, minute, ames=9, total=5)
    count(contest, 2, ames=9, total=5, area=area.pk)
    count(contest, 31, ames=-1)
    lines = read_contest(contest.coverage.slug, contest.slug, now=NOW + timedelta(days=1)).lines
    assert [line.detail for line in lines] == [
        "There are votes below zero in it.",
        "The choices have more votes together than the total says. So were 29 counts before it.",
        f"{area.name}: The choices have more votes together than the total says.",
    ]
    past = read_contest_at(contest.coverage.slug, contest.slug, at(3)).lines
    assert [line.iso for line in past] == [at(minute).isoformat(timespec="seconds") for minute in (3, 2)]
    assert past[0].detail.endswith("So were 2 counts before it.")


def test_numbers_are_printed_as_the_language_writes_them(contest):
    count(contest, 1, ames=1_204_000, birch=900_000)
    with override("es"):
        line = card(contest).choices[0]
        assert (line.printed_votes, line.printed_share) == ("1\xa0204\xa0000", percent_in("57,2"))
    assert card(contest).choices[0].printed_votes == "1,204,000"


def percent_in(number: str) -> str:
    return gettext("%(number)s%%") % {"number": number}


@pytest.mark.parametrize(
    ("threshold", "said"), [("66.67", "two thirds of the votes"), ("33.33", "a third of the votes"), ("60", "60%")]
)
def test_thirds_are_said_as_such(threshold, said):
    assert said in needed_sentence(Contest(kind="measure", threshold=Decimal(threshold)))
