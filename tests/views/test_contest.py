"""The page of a contest, and the part of a coverage's page with all of them: what stands on it in each phase, who is
called and by whom, calls that were withdrawn, hostile names, and what it costs."""

import json

import pytest
from django.core.cache import cache
from lxml import html

from articles.dates import printed_stamp
from articles.live import confirm, propose, withdraw
from articles.models import Call, Choice, Contest, ResultsLine
from articles.queries.fragments import read_version
from tests.factories import (
    ContestFactory,
    LivePostFactory,
    ReportingAreaFactory,
    SpecialCoverageFactory,
    UserFactory,
    live_story,
)
from tests.live.counting import at, count

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _an_hour_later(time_machine):
    time_machine.move_to(at(60), tick=False)


@pytest.fixture
def contest() -> Contest:
    return ContestFactory(
        coverage=SpecialCoverageFactory(slug="the-count", title="The Count"), slug="mayor", title="Mayor"
    )


def address(contest: Contest) -> str:
    return f"/coverage/{contest.coverage.slug}/results/{contest.slug}/"


def page(client, path: str):
    response = client.get(path)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(tree, path: str = "//main") -> str:
    return " ".join(" ".join(tree.xpath(path)[0].text_content().split()).split())


def called(contest: Contest, key: str = "ames", minutes: float = 3) -> Call:
    proposal = propose(contest.pk, [key], by=UserFactory(role="Producer"), now=at(minutes))
    return confirm(proposal.pk, by=UserFactory(role="Editor"), now=at(minutes))


@pytest.mark.parametrize("number", [1, 51])
def test_a_coverage_costs_the_same_however_many_contests(client, number, django_assert_num_queries):
    coverage = SpecialCoverageFactory(slug="the-count", weight_target=270, weight_word="electoral votes")
    for place in range(number):
        area = ReportingAreaFactory(coverage=coverage, tile_x=place % 12, tile_y=place // 12)
        count(ContestFactory(coverage=coverage, area=area, weight=10, office="President"), 1, ames=5, birch=3)
    live_story(coverage=coverage)
    client.get("/")
    with django_assert_num_queries(6):
        tree = page(client, "/coverage/the-count/")
    with django_assert_num_queries(4):  # the results are in memory until they change
        client.get("/coverage/the-count/")
    assert len(tree.xpath("//article[@data-contest]")) == number
    assert len(tree.xpath("//a[contains(@class, 'tile ')]")) == (number if number > 3 else 0)
    assert len(tree.xpath("//article[@data-story]")) == 1


def test_a_coverage_with_everything_costs_ten_queries_with_nothing_in_memory(client, django_assert_num_queries):
    coverage = SpecialCoverageFactory(slug="the-count", stale_after=17, posts_version=1)
    for _ in range(51):
        count(ContestFactory(coverage=coverage), 1, ames=5, birch=3)
    post = LivePostFactory(coverage=coverage, is_pinned=True)
    post.corrections.create(text="It was Ward 7.", at=at(1))
    live_story(coverage=coverage)
    cache.clear()
    with django_assert_num_queries(10):
        tree = page(client, "/coverage/the-count/")
    assert len(tree.xpath("//article[@data-contest]")) == 51
    assert len(tree.xpath("//article[@data-post]")) == 1


def test_results_are_never_older_than_the_version_they_are_kept_under(client, contest, monkeypatch):
    def read_after_a_count(*args, **kwargs):
        count(contest, 1, ames=7)
        return read_version(*args, **kwargs)

    monkeypatch.setattr("articles.queries.coverage.read_version", read_after_a_count)
    for _ in range(2):
        assert f"Last count: {printed_stamp(at(1))}" in words(page(client, "/coverage/the-count/"))


@pytest.mark.parametrize("areas", [1, 51])
def test_a_contest_costs_the_same_however_many_areas(client, contest, areas, django_assert_num_queries):
    for number in range(areas):
        area = ReportingAreaFactory(coverage=contest.coverage, tile_x=number, tile_y=0)
        count(contest, 1, area=area.pk, ames=number + 1, birch=3)
    client.get(address(contest))
    with django_assert_num_queries(7):
        tree = page(client, address(contest))
    assert len(tree.xpath("//table[@class='areas']/tbody/tr[@id]")) == areas


def test_while_polls_are_open_no_number_is_anywhere(client, contest):
    Contest.objects.update(polls_close_at=at(90))
    count(contest, 1, ames=41_237, birch=3)
    for path in (address(contest), "/coverage/the-count/"):
        told = words(page(client, path))
        assert "Polls close at 6:30 PM ET. No votes are shown before." in told
        assert "41,237" not in told
        assert "Ames" in told
    assert page(client, address(contest)).xpath("//table") == []
    assert "41237" not in client.get("/live/contest/the-count/mayor.json").content.decode()


def test_a_lead_is_not_a_call(client, contest):
    count(contest, 1, ames=1_204, birch=900)
    tree = page(client, address(contest))
    assert "Ames leads by 304 votes." in words(tree)
    assert tree.xpath("//*[@class='choice-mark']/text()") == ["leads"]
    assert "called" not in words(tree, "//table")
    assert tree.xpath("//*[@class='contest-call'] | //svg[@class='tick']") == []


def test_a_call_names_who_made_it_and_when(client, contest):
    count(contest, 1, ames=1_204, birch=900)
    called(contest)
    tree = page(client, address(contest))
    assert words(tree, "//p[@class='contest-call']") == "Called for Ames by The Meridian, 5:03 PM ET"
    assert tree.xpath("//*[@class='choice-mark']/text()") == ["called by The Meridian"]
    assert "Proposed by one editor of this newsroom and confirmed by another." in words(tree, "//ul[@class='calls']")
    assert len(tree.xpath("//table[@class='votes']//th/svg[@class='tick']")) == 1


def test_who_leads_for_a_seat_is_told_beside_who_is_called_for_another(client, contest):
    Contest.objects.filter(pk=contest.pk).update(kind=Contest.Kind.SEATS, seats=2)
    Choice.objects.create(contest=contest, key="cole", name="Cole", position=3)
    count(contest, 1, ames=1_204, birch=900, cole=3)
    called(contest)
    marks = page(client, address(contest)).xpath("//*[@class='choice-mark']/text()")
    assert marks == ["called by The Meridian", "leads"]


def test_a_call_against_the_count_shows_both(client, contest):
    count(contest, 1, ames=1_204, birch=900)
    called(contest, "birch")
    tree = page(client, address(contest))
    assert "Called for Birch" in words(tree, "//p[@class='contest-call']")
    assert "Ames leads by 304 votes." in words(tree)
    ticked = tree.xpath("//tbody[.//svg[@class='tick']]//bdi[@class='choice-name']/text()")
    assert ticked == ["Birch"]


def test_the_story_of_a_withdrawn_call_is_on_the_page_in_the_data_and_in_the_log(client, contest):
    count(contest, 1, ames=1_204, birch=900)
    withdraw(called(contest).pk, by=UserFactory(role="Editor"), now=at(9), why="Ward 3 was counted twice.")
    tree = page(client, address(contest))
    told = "Called for Ames by The Meridian at 5:03 PM ET; withdrawn at 5:09 PM ET: Ward 3 was counted twice."
    assert told in words(tree, "//p[@class='contest-withdrawn']")
    assert told in words(page(client, "/coverage/the-count/"), "//p[@class='contest-withdrawn']")
    history = [words(line, ".//span") for line in tree.xpath("//ol[@class='history']/li")]
    assert history[0].startswith("Call withdrawn. Ames. Ward 3 was counted twice.")
    assert history[1].startswith("Called. Ames, by The Meridian.")
    assert tree.xpath("//svg[@class='tick']") == []
    data = json.loads(client.get("/live/contest/the-count/mayor.json").content)["contest"]
    assert data["calls"] == [
        {
            "choices": ["ames"], "outcome": "wins", "caller": "The Meridian", "source": "desk",
            "at": at(3).isoformat(timespec="seconds"), "withdrawn_at": at(9).isoformat(timespec="seconds"),
            "why": "Ward 3 was counted twice.",
        }
    ]  # fmt: skip
    assert [choice["is_called"] for choice in data["choices"]] == [False, False]
    log = ResultsLine.objects.filter(contest=contest, call__isnull=False).order_by("at", "id")
    assert list(log.values_list("what", flat=True)) == ["proposed", "called", "withdrawn"]


def test_a_call_of_a_run_off_does_not_say_that_anybody_has_won(client, contest):
    Contest.objects.filter(pk=contest.pk).update(kind=Contest.Kind.RUN_OFF, threshold=50)
    keys, outcome = ["ames", "birch"], Call.Outcome.ADVANCES
    proposal = propose(contest.pk, keys, by=UserFactory(role="Producer"), now=at(3), outcome=outcome)
    call = confirm(proposal.pk, by=UserFactory(role="Editor"), now=at(3))
    count(contest, 4, ames=40, birch=35)
    marks = page(client, address(contest)).xpath("//*[@class='choice-mark']/text()")
    assert marks == ["to the run-off, called by The Meridian"] * 2
    news = "Mayor: Ames and Birch to the run-off, called by The Meridian."
    assert news in page(client, address(contest)).xpath("//@data-live-say")
    withdraw(call.pk, by=UserFactory(role="Editor"), now=at(9), why="Too early.")
    told = "Ames and Birch to the run-off, called by The Meridian at 5:03 PM ET; withdrawn at 5:09 PM ET: Too early."
    assert told in words(page(client, address(contest)), "//p[@class='contest-withdrawn']")


@pytest.mark.parametrize(
    ("kind", "choices", "votes", "told"),
    [
        ("single", ("Ames", "Birch"), {"ames": 5, "birch": 5}, "Tied."),
        ("uncontested", ("Ames",), {}, "Uncontested."),
        ("single", ("Ames", "Birch"), {}, "Polls have closed. No votes counted yet."),
        ("measure", ("Yes", "No"), {"yes": 9, "no": 5}, "“Yes” is ahead."),
        ("run-off", ("Ames", "Birch"), {"ames": 9, "birch": 5}, "more than half of the votes. The line in the bars"),
        ("seats", ("Ames", "Birch", "Cole"), {"ames": 9, "birch": 5, "cole": 3}, "Ames and Birch lead, 2 votes ahead"),
    ],
)  # fmt: skip
def test_each_kind_says_how_it_stands(client, kind, choices, votes, told):
    contest = ContestFactory(kind=kind, choices=choices, seats=2 if kind == "seats" else 1, polls_close_at=at(0))
    if votes:
        count(contest, 1, **votes)
    assert told in words(page(client, address(contest)))


def test_nobody_is_told_that_polls_have_closed_who_was_not_told_when(client, contest):
    """The page may be there for days before the election."""
    told = words(page(client, address(contest)))
    assert "No votes counted yet." in told
    assert "Polls have closed" not in told


def test_a_count_of_another_year_is_told_with_it(client, contest, time_machine):
    count(contest, 1, ames=5, birch=3)
    count(contest, 2, ames=5, birch=9)
    time_machine.move_to(at(60 * 24 * 200), tick=False)
    tree = page(client, address(contest))
    assert words(tree, "//p[@class='results-stamp']") == "No newer count since November 3, 2026, 5:02:00PM ET"
    assert words(tree, "//ol[@class='history']//time") == "November 3, 2026, 5:02:00PM ET"
    past = words(page(client, f"{address(contest)}?at=2026-11-03T17:01"), "//p[@class='past']")
    assert past.startswith("As it stood at November 3, 2026, 5:01:00PM ET")


def test_a_line_divides_those_who_would_be_elected(client):
    contest = ContestFactory(kind="seats", seats=2, choices=("Ames", "Birch", "Cole"))
    count(contest, 1, ames=9, birch=5, cole=3)
    tree = page(client, address(contest))
    assert tree.xpath("//tbody[contains(@class, 'is-last-in')]//bdi/text()")[0] == "Birch"
    assert "2 are elected." in words(tree)


def test_the_share_needed_is_a_line_in_the_bars(client):
    contest = ContestFactory(kind="measure", choices=("Yes", "No"), threshold=60)
    count(contest, 1, yes=58, no=42)
    tree = page(client, address(contest))
    assert {line.get("x1") for line in tree.xpath("//line[@class='bar-needed']")} == {"60%"}
    assert "“Yes” has more votes, but not the share it needs." in words(tree)


def test_old_data_are_not_called_live(client, contest, time_machine):
    count(contest, 1, ames=5)
    assert "Live Last count: November 3, 5:01:00PM ET" in words(page(client, address(contest)))
    time_machine.move_to(at(62), tick=False)
    for path in (address(contest), "/coverage/the-count/"):
        told = words(page(client, path), "//*[contains(@class, 'results-stamp')]")
        assert told == "No newer count since November 3, 5:01:00PM ET"


def test_what_happened_is_told_without_what_is_the_desks(client, contest):
    count(contest, 1, ames=9)
    count(contest, 2, ames=8)
    count(contest, 3, ames=8, birch=9)
    count(contest, 4, ames=8, birch=9, total=3)
    propose(contest.pk, ["birch"], by=UserFactory(role="Producer"), now=at(5))
    tree = page(client, address(contest))
    assert [words(line, ".//span").removesuffix(" The count then") for line in tree.xpath("//ol/li")] == [
        "A count was held back. The choices have more votes together than the total says.",
        "The lead changed. Birch, with 17 votes counted.",
        "Total corrected downwards. 1 vote fewer than before, 8 now.",
    ]


def test_a_past_moment_is_shown_as_it_was(client, contest):
    count(contest, 10, ames=9, birch=5)
    count(contest, 20, ames=9, birch=12)
    called(contest, "birch", 25)
    for question in ("2026-11-03T17:15", "2026-11-03T22:15:00Z"):
        tree = page(client, f"{address(contest)}?at={question}")
        assert "As it stood at November 3, 5:15:00PM ET" in words(tree)
        assert "Ames leads by 4 votes." in words(tree)
        assert "Called" not in words(tree)
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert tree.xpath("//link[@rel='canonical']/@href") == [f"http://testserver{address(contest)}"]
        assert tree.xpath("//main//*[@data-live]") == []
    assert "Called for Birch" in words(page(client, f"{address(contest)}?at=2026-11-03T17:30"))
    assert "No votes counted yet" in words(page(client, f"{address(contest)}?at=2026-11-03T17:05"))


def test_a_moment_before_polls_closed_tells_nothing(client, contest):
    Contest.objects.update(polls_close_at=at(30))
    count(contest, 5, ames=0, birch=0)
    count(contest, 40, ames=9, birch=5)
    assert "No votes are shown before." in words(page(client, f"{address(contest)}?at=2026-11-03T17:15"))


@pytest.mark.parametrize("question", ["now", "2026-11-03", "2026-11-04T22:10", "2026-03-08T02:30", "1999-01-01T00:00"])
def test_what_is_no_past_moment_has_no_page(client, contest, question):
    assert client.get(f"{address(contest)}?at={question}").status_code == 404


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "x" * 120, "מרגרט איימס", "a\u202eb", '"onload=alert(1) x="', "🗳" * 60]
)
def test_names_of_every_kind_are_printed_as_they_are(client, contest, name):
    Choice.objects.filter(contest=contest, key="ames").update(name=name, party=name[:60])
    Contest.objects.update(title=name, office=name)
    for minute in range(1, 8):
        count(contest, minute, ames=5 * minute, birch=3)
    called(contest)
    for path in (address(contest), "/coverage/the-count/", "/live/contest/the-count/mayor/card/"):
        text = client.get(path).content.decode()
        assert "<script>alert(1)" not in text
        tree = html.fromstring(text)
        assert name in tree.xpath("//bdi[@class='choice-name']/text()")
        assert not tree.xpath("//*[@onload]")
    data = json.loads(client.get("/live/contest/the-count/mayor.json").content)
    assert name in [choice["name"] for choice in data["contest"]["choices"]]


def test_shares_over_time_are_lines_and_a_table(client, contest):
    for minute in range(1, 10):
        count(contest, minute, ames=100 * minute + minute, birch=100 * minute)
    tree = page(client, address(contest))
    assert len(tree.xpath("//polyline")) == 2
    assert [text.split()[0] for text in tree.xpath("//text[contains(@class, 'chart-name')]/text()")] == [
        "Ames",
        "Birch",
    ]
    rows = tree.xpath("//details//tbody/tr")
    assert len(rows) == 9
    assert rows[0].xpath("string(td[1])") == "50.2%"


def test_search_engines_are_told_what_it_is(client, contest):
    count(contest, 1, ames=5)
    tree = page(client, address(contest))
    data = json.loads(tree.xpath("string(//script[@type='application/ld+json'])"))["@graph"]
    trail = next(thing for thing in data if thing["@type"] == "BreadcrumbList")["itemListElement"]
    assert [step["name"] for step in trail][-2:] == ["The Count", "Mayor"]
    assert "NewsArticle" not in {thing["@type"] for thing in data}
    assert tree.xpath("string(//meta[@name='description']/@content)").startswith("Mayor: Ames now leads.")
    assert address(contest) in client.get("/sitemaps/places.xml").content.decode()


def test_nothing_of_a_rehearsal_is_anywhere(client, contest):
    count(contest, 1, ames=5)
    contest.coverage.is_rehearsal = True
    contest.coverage.save()
    paths = "/live/coverage/the-count/ /live/coverage/the-count.json /live/contest/the-count/mayor/".split()
    paths += "/live/contest/the-count/mayor.json /live/contest/the-count/mayor/card/ /coverage/the-count/".split()
    for path in (*paths, address(contest)):
        assert client.get(path).status_code == 404
    assert "the-count" not in client.get("/sitemaps/places.xml").content.decode()


def test_a_contest_of_another_coverage_is_not_found(client, contest):
    other = ContestFactory(slug="sheriff")
    assert client.get(f"/coverage/the-count/results/{other.slug}/").status_code == 404
    assert client.get(f"/live/contest/the-count/{other.slug}/").status_code == 404
    assert client.get(f"/live/contest/the-count/{other.slug}.json").status_code == 404


def test_a_past_moment_of_very_many_counts_has_a_page(client, contest, monkeypatch):
    monkeypatch.setattr("articles.queries.results.MOST_COUNTS", 2)
    for minute in (1, 2, 3, 4):
        count(contest, minute, ames=minute, area=ReportingAreaFactory(coverage=contest.coverage).pk)
    assert "6" in words(page(client, f"{address(contest)}?at=2026-11-03T17:03"), "//main//table")


def test_search_engines_may_list_a_coverage_that_has_results_and_no_stories(client, contest):
    assert page(client, "/coverage/the-count/").xpath("//meta[@name='robots']") == []
    SpecialCoverageFactory(slug="nothing-yet")
    assert page(client, "/coverage/nothing-yet/").xpath("//meta[@name='robots']/@content") == ["noindex"]
