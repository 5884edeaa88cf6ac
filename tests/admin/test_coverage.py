"""The form of special coverage: what it shows before anything is saved, warns of, refuses, and leaves alone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.live import record
from articles.models import LivePost, PublishedArticle, SpecialCoverage
from tests.admin.conftest import filled, log_in_again, messages, words
from tests.factories import NOW, ContestFactory, SectionFactory, SpecialCoverageFactory, UserFactory, live_story
from tests.live.counting import at, count, counted

ADD = "/admin/articles/specialcoverage/add/"
LOOKS = "/admin/articles/specialcoverage/looks/"
FORM = "specialcoverage_form"


@pytest.fixture
def producer(log_in):
    return log_in("Producer")


def page_of(coverage: SpecialCoverage, page: str = "change") -> str:
    return reverse(f"admin:articles_specialcoverage_{page}", args=[coverage.pk])


def save(producer, coverage: SpecialCoverage, **boxes):
    address = page_of(coverage)
    return producer.post(address, filled(producer.get(address), FORM, **boxes), follow=True)


class TestLooks:
    def ask(self, producer, **boxes):
        return producer.post(LOOKS, filled(producer.get(ADD), FORM, **boxes)).json()

    def test_now_and_after_a_time_without_news_before_anything_is_saved(self, producer):
        answer = self.ask(
            producer, title="Vote", slug="vote", label="Live results", colour="blue", stale_after="90",
            data_updated_at_0="2026-11-03", data_updated_at_1="16:59:30",
        )  # fmt: skip
        (now, now_page), (later, later_page) = answer["pages"]
        assert (now, later) == ("Readers will see", "After 1 h 30 min without news")
        assert "coverage-blue" in now_page
        assert "Live results" in now_page
        assert "Last Updated:" in now_page
        assert "Live results" not in later_page
        assert "Nothing new since" in later_page
        assert not SpecialCoverage.objects.exists()

    def test_half_a_form_and_nonsense_in_it(self, producer):
        assert self.ask(producer)["pages"]
        hostile = self.ask(producer, title="<script>alert(1)</script>", priority="x", stale_after="-4", target="x")
        assert "<script>" not in hostile["pages"][0][1]

    def test_only_those_who_may_see_banners_are_answered(self, producer, log_in, client):
        assert producer.get(LOOKS).status_code == 405
        assert log_in("Photo editor").post(LOOKS).status_code in (403,)
        assert client.post(LOOKS).status_code == 302

    def test_the_page_shows_it_without_a_script(self, producer):
        page = producer.get(page_of(SpecialCoverageFactory(title="Vote & count"))).content.decode()
        assert "Vote &amp;amp; count" in page


class TestWarnings:
    @pytest.mark.parametrize(
        ("boxes", "sentence"),
        [
            ({"ends_at_0": "2026-11-03", "ends_at_1": "12:00:00"}, "Its end is past (12:00 PM ET)"),
            ({"starts_at_0": "2026-11-03", "starts_at_1": "20:00:00"}, "Readers see it from 8:00 PM ET on."),
            ({}, "It has no end"),
            ({"is_rehearsal": "on"}, "Readers never see a rehearsal"),
            ({"title": "x" * 61}, "The title is long"),
            ({}, "on which there is no story, result or post yet"),
            ({"data_updated_at_0": "2026-11-02", "data_updated_at_1": "12:00:00"}, "so it is not called live"),
        ],
    )
    def test_what_may_not_be_meant_is_said_after_saving(self, producer, boxes, sentence):
        assert sentence in messages(save(producer, SpecialCoverageFactory(), **boxes))

    def test_two_with_the_same_priority_and_the_third_of_three(self, producer):
        low = SpecialCoverageFactory(title="Low")
        SpecialCoverageFactory(title="Same")
        assert "“Same” is up with the same priority, and that one comes first" in messages(save(producer, low))
        SpecialCoverage.objects.exclude(pk=low.pk).update(priority=5)
        SpecialCoverageFactory(title="Third", priority=6)
        assert "Readers do not see it: “Third” and “Same”" in messages(save(producer, low))

    def test_those_of_other_sections_do_not_meet(self, producer):
        mine, other = SpecialCoverageFactory(title="Mine"), SpecialCoverageFactory(title="Other")
        mine.sections.add(SectionFactory(name="Sport"))
        other.sections.add(SectionFactory(name="Politics"))
        assert "priority" not in messages(save(producer, mine))

    def test_a_story_that_readers_cannot_see(self, producer):
        coverage = SpecialCoverageFactory(target=live_story())
        PublishedArticle.objects.update(withdrawn_at=NOW)
        assert "the banner leads nowhere" in messages(save(producer, coverage))

    def test_nothing_is_said_where_all_is_well(self, producer):
        coverage = SpecialCoverageFactory(ends_at=NOW + timedelta(hours=5))
        live_story(coverage=coverage)
        shown = save(producer, coverage)
        assert "was changed successfully" in messages(shown)
        assert "priority" not in messages(shown)


class TestSaving:
    def test_counts_that_come_in_while_the_form_is_open_stay(self, producer):
        contest = ContestFactory()
        coverage = contest.coverage
        count(contest, -30, ames=1, now=at(-29))
        address = page_of(coverage)
        sent = filled(producer.get(address), FORM, title="A better title")
        record(contest.pk, [counted(-1, ames=5)], source="csv", now=NOW)
        before = SpecialCoverage.objects.get()
        producer.post(address, sent)
        after = SpecialCoverage.objects.get()
        assert after.title == "A better title"
        assert after.data_updated_at == before.data_updated_at == at(-1)
        assert after.results_version == before.results_version + 1

    def test_facts_from_a_time_to_come_are_refused(self, producer):
        boxes = {"data_updated_at_0": "2026-11-04", "data_updated_at_1": "12:00:00"}
        assert "Facts cannot come from a time to come." in words(save(producer, SpecialCoverageFactory(), **boxes))

    @pytest.mark.parametrize(
        ("box", "typed", "said"),
        [
            ("stale_after", "9" * 30, "At most 10080."),
            ("priority", "9" * 11, "At most 9999."),
            ("weight_target", "9" * 30, "At most 1000000."),
            ("slug", "taken", "Another coverage has this address. Choose a different one."),
            ("url", "javascript:alert(1)", "Enter a valid URL."),
            ("url", "http://user:word@example.org/", "Only web addresses that begin with http:// or https://"),
        ],
    )
    def test_what_cannot_be_is_told_while_it_is_typed_and_when_it_is_saved(self, producer, box, typed, said):
        SpecialCoverageFactory(slug="taken")
        boxes = filled(producer.get(ADD), FORM, title="Vote", slug="vote") | {box: typed}
        assert producer.post("/admin/articles/specialcoverage/looks/", boxes).json()["pages"]
        assert said in words(producer.post(ADD, boxes))
        assert SpecialCoverage.objects.count() == 1

    def test_what_was_typed_when_the_login_ran_out_is_in_the_boxes_again(self, producer, client):
        user = UserFactory(role="Producer")
        user.set_password("ink")
        user.save()
        coverage = SpecialCoverageFactory(title="As it was")
        typed = filled(producer.get(page_of(coverage)), FORM, title="Typed with care")
        page = log_in_again(client, client.post(page_of(coverage), typed), user)
        assert filled(page, FORM)["title"] == "Typed with care"
        assert SpecialCoverage.objects.get().title == "As it was"
        client.post(page_of(coverage), filled(page, FORM))
        assert SpecialCoverage.objects.get().title == "Typed with care"

    def test_all_boxes_are_kept(self, producer):
        section = SectionFactory(name="Politics")
        boxes = {"title": "Vote", "slug": "vote", "colour": "plum", "stale_after": "45", "weight_target": "270"}
        boxes |= {"weight_word": "electoral votes", "sections": [section.pk], "is_on": "on", "priority": "3"}
        assert producer.post(ADD, filled(producer.get(ADD), FORM, **boxes)).status_code == 302
        made = SpecialCoverage.objects.get()
        assert (made.colour, made.stale_after, made.weight_target) == ("plum", 45, 270)
        assert list(made.sections.all()) == [section]


class TestRehearsal:
    def test_one_with_counts_in_it_never_becomes_real(self, producer, client):
        coverage = SpecialCoverageFactory(is_rehearsal=True)
        count(ContestFactory(coverage=coverage), -5, ames=1, now=NOW)
        sent = filled(producer.get(page_of(coverage)), FORM)
        sent.pop("is_rehearsal")
        assert "readers would take for real ones" in words(producer.post(page_of(coverage), sent))
        assert SpecialCoverage.objects.get().is_rehearsal

    def test_what_readers_have_had_is_not_made_one_and_then_deleted(self, producer):
        real, empty = SpecialCoverageFactory(), SpecialCoverageFactory()
        count(ContestFactory(coverage=real), -5, ames=1, now=NOW)
        for coverage in (real, empty):
            boxes = filled(producer.get(page_of(coverage)), FORM) | {"is_rehearsal": "on"}
            answer = producer.post(page_of(coverage), boxes, follow=True)
            assert ("so it stays a real one" in words(answer)) == (coverage == real)
        assert list(SpecialCoverage.objects.filter(is_rehearsal=True)) == [empty]

    def test_an_empty_one_may(self, producer):
        coverage = SpecialCoverageFactory(is_rehearsal=True)
        sent = filled(producer.get(page_of(coverage)), FORM)
        sent.pop("is_rehearsal")
        producer.post(page_of(coverage), sent)
        assert not SpecialCoverage.objects.get().is_rehearsal

    def test_what_was_counted_or_posted_is_not_deleted_unless_it_was_one(self, log_in):
        boss = log_in(superuser=True)
        real, trial = SpecialCoverageFactory(), SpecialCoverageFactory(is_rehearsal=True)
        for coverage in (real, trial):
            LivePost.objects.create(coverage=coverage, headline="Polls close", published_at=timezone.now())
            boss.post(page_of(coverage, "delete"), {"post": "yes"})
        assert list(SpecialCoverage.objects.all()) == [real]


def test_the_list_says_where_each_stands(producer):
    SpecialCoverageFactory(title="On")
    SpecialCoverageFactory(title="Off", is_on=False)
    SpecialCoverageFactory(title="Gone", ends_at=NOW - timedelta(hours=1))
    SpecialCoverageFactory(title="Soon", starts_at=NOW + timedelta(hours=1))
    SpecialCoverageFactory(title="Trial", is_rehearsal=True)
    text = words(producer.get("/admin/articles/specialcoverage/"))
    for said in ("● Live", "○ Draft", "▬ Over", "◷ To come", "◌ Rehearsal"):
        assert said.replace(" ", "") in text.replace(" ", "")
