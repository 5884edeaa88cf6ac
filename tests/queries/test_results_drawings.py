"""What is drawn of results: the way to a target, the map of tiles, shares over time. Nothing is said by colour alone,
nothing overlaps, and nothing is drawn of what readers may not see."""

import re
from itertools import pairwise

import pytest

from articles.live import confirm, propose
from articles.models import Choice, Contest
from articles.queries.contest import read_contest_page
from articles.queries.coverage import read_board
from articles.queries.results_chart import HEIGHT, LABEL
from tests.factories import ContestFactory, ReportingAreaFactory, SpecialCoverageFactory, UserFactory
from tests.live.counting import at, count

pytestmark = pytest.mark.django_db


@pytest.fixture
def states() -> dict[str, Contest]:
    """One for each state of a tile, in a row."""
    coverage = SpecialCoverageFactory(slug="the-count", weight_target=10, weight_word="seats")
    found = {}
    for place, state in enumerate(("called", "leads", "tied", "none", "open")):
        area = ReportingAreaFactory(coverage=coverage, code=state[:2].upper(), tile_x=place + 3, tile_y=2)
        contest = ContestFactory(coverage=coverage, area=area, title=state, weight=4, office="Senate")
        Choice.objects.filter(contest=contest, key="ames").update(party_code="Alliance", colour="blue")
        found[state] = contest
    count(found["called"], 1, ames=9, birch=5)
    count(found["leads"], 1, ames=9, birch=5)
    count(found["tied"], 1, ames=9, birch=9)
    Contest.objects.filter(pk=found["open"].pk).update(polls_close_at=at(90))
    call = propose(found["called"].pk, ["ames"], by=UserFactory(role="Producer"), now=at(2))
    confirm(call.pk, by=UserFactory(role="Editor"), now=at(3))
    return found


def test_a_tile_says_its_state_by_letters_and_marks_and_in_words(states):
    (group,) = read_board("the-count", now=at(60)).groups
    tiles = {tile.state: tile for tile in group.map.tiles}
    assert [(state, tiles[state].shown, tiles[state].told) for state in states] == [
        ("called", "CA Al", "called: called for Ames by The Meridian."),
        ("leads", "LE Al", "leads: Ames leads by 4 votes."),
        ("tied", "TI =", "tied: Tied."),
        ("none", "NO", "none: No votes yet."),
        ("open", "OP", "open: Polls are open."),
    ]
    assert tiles["called"].link == f"/coverage/the-count/results/{states['called'].slug}/"
    assert (group.map.tiles[0].x, group.map.tiles[0].y) == (0, 0)
    assert [(line.mark, line.name) for line in group.map.legend] == [("Al", "Ames party")]


def test_three_areas_are_no_map(states):
    for contest in (states["called"], states["leads"]):
        contest.delete()
    assert read_board("the-count", now=at(60)).groups[-1].map is None


def test_what_is_called_and_what_is_led_are_two_parts_of_a_bar(states):
    target = read_board("the-count", now=at(60)).target
    assert target.sentence == "10 seats are needed; 16 are not called."
    (line,) = target.lines
    assert (line.name, line.called, line.leading) == ("Ames party", "4", "4")
    assert line.called_bar == line.leading_bar == "37.04%"
    assert target.needed_at == "92.59%"


def test_a_target_is_reached_by_calls_alone(states):
    states["called"].coverage.weight_target = 4
    states["called"].coverage.save()
    assert (
        read_board("the-count", now=at(60)).target.sentence == "By the calls made, Ames party has the 4 seats needed."
    )
    states["called"].coverage.weight_target = 8
    states["called"].coverage.save()
    assert read_board("the-count", now=at(60)).target.sentence == "8 seats are needed; 16 are not called."


def test_without_a_target_or_weights_there_is_no_race():
    contest = ContestFactory()
    count(contest, 1, ames=5)
    assert read_board(contest.coverage.slug, now=at(60)).target is None


def test_contests_for_one_office_stand_together_and_the_order_is_the_desks(states):
    coverage = states["called"].coverage
    for place, title in enumerate(("Zoning", "Auditor")):
        ContestFactory(coverage=coverage, title=title, office=title, position=place)
    groups = read_board("the-count", now=at(60)).groups
    assert [(group.name, len(group.cards)) for group in groups] == [("Senate", 5), ("", 2)]
    assert [card.title for card in groups[1].cards] == ["Zoning", "Auditor"]


def test_the_closest_of_many_come_first_in_their_list_and_called_ones_are_not_in_it():
    coverage = SpecialCoverageFactory(slug="the-count")
    contests = [ContestFactory(coverage=coverage, title=f"Seat {number:02}") for number in range(14)]
    for number, contest in enumerate(contests):
        count(contest, 1, ames=1_000 + 10 * number, birch=1_000)
    call = propose(contests[1].pk, ["ames"], by=UserFactory(role="Producer"), now=at(2))
    confirm(call.pk, by=UserFactory(role="Editor"), now=at(3))
    (group,) = read_board("the-count", now=at(60)).groups
    assert [card.title for card in group.close] == ["Seat 00", "Seat 02", "Seat 03", "Seat 04", "Seat 05", "Seat 06"]


def chart(contest: Contest):
    return read_contest_page(contest.coverage.slug, contest.slug, now=at(600)).board.chart


def test_lines_run_from_the_first_count_to_the_last_and_labels_keep_apart():
    contest = ContestFactory(choices=("Ames", "Birch", "Cole"))
    for step in range(1, 40):
        count(contest, step, ames=1_000 * step, birch=999 * step, cole=998 * step)
    drawn = chart(contest)
    for line in drawn.lines:
        points = [tuple(map(float, point.split(","))) for point in line.points.split()]
        assert (points[0][0], points[-1][0]) == (0, 100)
        assert all(0 <= x <= 100 and 0 <= y <= 100 for x, y in points)
    places = sorted(line.label_at for line in drawn.lines)
    assert all(after - before >= LABEL for before, after in pairwise(places))
    assert all(0 < place < HEIGHT for place in places)
    assert [line.label for line in drawn.lines] == ["Ames 33.4%", "Birch 33.3%", "Cole 33.3%"]
    assert all(re.fullmatch(r"\d+:\d\d PM|\d+ PM", tick.label) for tick in drawn.times)
    assert 2 <= len(drawn.times) <= 6


def test_two_counts_are_no_line():
    contest = ContestFactory()
    for minute in (1, 2):
        count(contest, minute, ames=minute)
    assert chart(contest) is None


def test_a_share_that_never_moves_is_a_level_line():
    contest = ContestFactory(choices=("Ames",))
    for minute in (1, 2, 3):
        count(contest, minute, ames=minute)
    assert {point.split(",")[1] for point in chart(contest).lines[0].points.split()} == {"0.00"}


def test_days_are_what_a_long_count_is_told_by():
    contest = ContestFactory()
    for day in range(4):
        count(contest, 1 + day * 1440, ames=100 + day, birch=90, now=at(8_000))
    drawn = read_contest_page(contest.coverage.slug, contest.slug, now=at(8_000)).board.chart
    assert [tick.label for tick in drawn.times] == ["Nov 4", "Nov 5", "Nov 6"]


def test_the_share_needed_is_drawn_where_it_is_in_sight():
    contest = ContestFactory(kind=Contest.Kind.MEASURE, choices=("Yes", "No"))
    for minute in range(1, 5):
        count(contest, minute, yes=50 * minute + minute, no=50 * minute)
    drawn = chart(contest)
    assert (drawn.needed_at, drawn.needed) == ("50.00%", "50%")
    assert "50%" not in [level.label for level in drawn.levels]  # once is enough, and one would lie over the other


def test_a_name_from_right_to_left_leaves_its_figure_where_it_is():
    contest = ContestFactory(choices=("Ames", "الكتبي"))
    for minute in range(1, 5):
        count(contest, minute, ames=50 * minute, الكتبي=50 * minute)
    assert [line.label for line in chart(contest).lines] == ["Ames 50.0%", "\u2068الكتبي\u2069 50.0%"]


def test_the_fewer_columns_a_map_has_the_larger_are_its_tiles():
    widths = {}
    for columns in (3, 7, 12):
        coverage = SpecialCoverageFactory()
        for place in range(columns * 2):
            area = ReportingAreaFactory(
                coverage=coverage, code=f"A{place}", tile_x=place % columns, tile_y=place // columns
            )
            ContestFactory(coverage=coverage, area=area)
        (group,) = read_board(coverage.slug, now=at(60)).groups
        widths[columns] = group.map.shown_width / group.map.width
    assert widths[3] > widths[7] > widths[12] == 1
