"""The banner: which one shows where, what it points at, and a clock that tells when data came, not when it was read."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils.translation import override

from articles.models import LivePost, PublishedArticle, SpecialCoverage
from articles.queries.banner import without_live
from articles.queries.site import read_banner_of, read_site
from tests.factories import NOW, ContestFactory, SectionFactory, SpecialCoverageFactory, live_story
from tests.live.counting import at, count

pytestmark = pytest.mark.django_db


def banner(minutes: float = 0, section: str = ""):
    place = read_banner_of(section, now=at(minutes))
    return place and place.first


def titles(section: str = "") -> list[str]:
    place = read_banner_of(section, now=NOW)
    return [each.title for each in (place.first, place.second) if each] if place else []


class TestWhichOne:
    def test_the_most_important_and_a_second_as_a_line(self):
        for title, priority in (("Low", 1), ("High", 9), ("Middle", 5)):
            SpecialCoverageFactory(title=title, priority=priority)
        SpecialCoverageFactory(title="Off", priority=99, is_on=False)
        SpecialCoverageFactory(title="Rehearsal", priority=99, is_rehearsal=True)
        SpecialCoverageFactory(title="Over", priority=99, ends_at=NOW)
        SpecialCoverageFactory(title="To come", priority=99, starts_at=NOW + timedelta(seconds=1))
        assert titles() == ["High", "Middle"]

    def test_of_the_same_importance_the_newer(self):
        SpecialCoverageFactory(title="Older")
        SpecialCoverageFactory(title="Newer")
        assert titles() == ["Newer", "Older"]

    def test_only_in_its_sections_and_those_inside_them(self, client, time_machine):
        time_machine.move_to(NOW, tick=False)
        politics, sport = SectionFactory(name="Politics"), SectionFactory(name="Sport")
        SectionFactory(name="City hall", parent=politics)
        SpecialCoverageFactory(title="Vote", priority=5).sections.add(politics)
        SpecialCoverageFactory(title="Everywhere")
        assert titles() == ["Everywhere"]
        assert titles("sport") == ["Everywhere"]
        assert titles("politics") == titles("city-hall") == ["Vote", "Everywhere"]
        assert titles("no-such-section") == ["Everywhere"]
        story = live_story(section=politics)
        for path, shown in (("/", False), ("/sport/", False), ("/politics/", True), ("/city-hall/", True)):
            assert ("Vote" in client.get(path).text) is shown, path
        text = client.get(f"/politics/{story.slug}-{story.pk}/").text
        assert "Vote" in text
        assert 'data-live="/live/banner/politics/"' in text
        assert sport.name not in titles("sport")

    def test_the_same_cost_with_many(self, django_assert_num_queries):
        for number in range(30):
            coverage = SpecialCoverageFactory(title=f"Number {number}", target=live_story())
            coverage.sections.set([SectionFactory(name=f"S{number}"), SectionFactory(name="Politics")])
        read_site(now=NOW)
        with django_assert_num_queries(1):
            assert titles("politics") == ["Number 29", "Number 28"]


class TestWhereItPoints:
    def test_at_its_own_page(self):
        SpecialCoverageFactory(slug="count")
        assert banner().url == "/coverage/count/"

    def test_at_a_web_address(self):
        SpecialCoverageFactory(url="https://results.example.org/")
        assert banner().url == "https://results.example.org/"

    def test_at_a_story_while_readers_can_see_it(self):
        story = live_story()
        SpecialCoverageFactory(target=story)
        assert banner().url == f"/politics/{story.slug}-{story.pk}/"
        PublishedArticle.objects.update(withdrawn_at=NOW)
        assert banner().url == ""
        assert banner().iso_stamp == ""


class TestItsTime:
    def test_as_the_reference_prints_it(self):
        contest = ContestFactory()
        count(contest, 22, ames=3, now=at(23))
        now = banner(23)
        assert (now.since, now.stamp) == ("Last Updated:", "November 3, 5:22:00PM ET")
        assert now.iso_stamp == "2026-11-03T17:22:00-05:00"

    def test_to_the_letter(self):
        moment = datetime(2024, 4, 24, 2, 42, 16, tzinfo=UTC)
        SpecialCoverageFactory(title="Your Voice Your Vote 2024", data_updated_at=moment)
        now = read_banner_of("", now=moment + timedelta(minutes=1)).first
        assert f"{now.title} - {now.label} - {now.since} {now.stamp}" == (
            "Your Voice Your Vote 2024 - Live results - Last Updated: April 23, 10:42:16PM ET"
        )

    @pytest.mark.parametrize(
        ("zone", "stamp"),
        [
            ("America/New_York", "November 3, 5:00:00PM ET"),
            ("America/Chicago", "November 3, 4:00:00PM CT"),
            ("Europe/Berlin", "November 3, 11:00:00PM CET"),
        ],
    )
    def test_in_the_newsrooms_zone(self, settings, zone, stamp):
        settings.TIME_ZONE = zone
        SpecialCoverageFactory(data_updated_at=NOW)
        assert banner().stamp == stamp

    def test_a_posts_time_counts_where_it_points_at_the_page_that_has_the_post(self):
        coverage = SpecialCoverageFactory(data_updated_at=NOW)
        LivePost.objects.create(coverage=coverage, headline="Polls close", published_at=at(5))
        LivePost.objects.create(coverage=coverage, headline="Taken back", published_at=at(6), withdrawn_at=at(7))
        LivePost.objects.create(coverage=coverage, headline="A draft")
        LivePost.objects.create(coverage=coverage, headline="To come", published_at=at(60))
        assert banner(10).stamp == "November 3, 5:05:00PM ET"
        SpecialCoverage.objects.update(url="https://results.example.org/")
        assert banner(10).stamp == "November 3, 5:00:00PM ET"

    def test_a_storys_time_counts_where_it_points_at_that(self):
        story = live_story(at=NOW)
        SpecialCoverageFactory(target=story, data_updated_at=at(-60))
        assert banner(10).stamp == "November 3, 5:00:00PM ET"
        PublishedArticle.objects.update(updated_at=at(3))
        assert banner(10).stamp == "November 3, 5:03:00PM ET"

    def test_no_time_before_there_is_any_data(self):
        SpecialCoverageFactory()
        assert (banner().since, banner().stamp, banner().iso_stamp) == ("", "", "")
        assert banner().label == "Live results"


class TestWhenNoNewsComes:
    def test_it_no_longer_says_live_and_tells_since_when(self):
        contest = ContestFactory(coverage=SpecialCoverageFactory(title="The Count", stale_after=30))
        count(contest, 0, ames=3, now=at(0))
        assert banner(30).label == "Live results"
        old = banner(31)
        assert (old.label, old.since, old.stamp) == ("Results", "No new figures since", "5:00 PM ET")
        assert old.words == "The Count: Results. No new figures since 5:00 PM ET"
        assert banner(60 * 24).stamp == "November 3, 5:00 PM ET"
        assert banner(60 * 24 * 60).stamp == "November 3, 2026, 5:00 PM ET"
        count(contest, 60 * 24 * 60, ames=4, now=at(60 * 24 * 60))
        assert banner(60 * 24 * 60).label == "Live results"

    def test_where_there_are_no_figures_it_does_not_speak_of_them(self):
        SpecialCoverageFactory(title="LIVE: The storm", label="Live", data_updated_at=NOW)
        old = banner(61)
        assert (old.title, old.label, old.since) == ("The storm", "", "Nothing new since")

    def test_promised_and_never_come(self):
        SpecialCoverageFactory(starts_at=NOW, stale_after=60)
        assert banner(60).label == "Live results"
        assert (banner(61).label, banner(61).stamp) == ("Results", "")

    @pytest.mark.parametrize(
        ("label", "without"),
        [
            ("Live results", "Results"),
            ("live results", "results"),
            ("Results, live", "Results"),
            ("Follow LIVE updates", "Follow updates"),
            ("LIVE: Election night", "Election night"),
            ("Live", ""),
            ("Deliverance and olives", "Deliverance and olives"),
            ("", ""),
        ],
    )
    def test_labels(self, label, without):
        assert without_live(label) == without

    def test_in_spanish(self):
        SpecialCoverageFactory(label="Resultados en vivo", data_updated_at=NOW)
        with override("es"):
            assert banner(61).stamp.endswith(" ET")
            assert "17:00" in banner(61).stamp
            assert without_live("Resultados en vivo") == "Resultados"


def test_what_open_tabs_are_told_of_its_end(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    SpecialCoverageFactory(priority=2, ends_at=at(60))
    other = SpecialCoverageFactory(priority=1, ends_at=at(90))
    page = client.get("/").text
    assert 'data-ends="2026-11-03T23:00:00+00:00"' in page
    assert 'data-live-until="2026-11-03T23:30:00+00:00"' in page
    SpecialCoverage.objects.filter(pk=other.pk).update(ends_at=None)
    assert 'data-live-until=""' in client.get("/").text


def test_hostile_words_are_printed_as_words(client, time_machine):
    time_machine.move_to(NOW, tick=False)
    SpecialCoverageFactory(title='"><script>alert(1)</script>', label="' onload=x <b>", ends_at=at(60))
    for path in ("/", "/live/banner/"):
        text = client.get(path).text
        assert "<script>alert" not in text
        assert "<b>" not in text
