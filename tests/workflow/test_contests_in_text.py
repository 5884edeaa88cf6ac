"""Results put into the text at the cursor: through the cleaning and the door to the reader's page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html as lxml_html

from articles.html import Mark, clean_body, cut_body, plain_text
from articles.models import Contest, SpecialCoverage
from articles.queries.article import find_story, read_article_page
from articles.workflow import publication_problems
from articles.workflow.body_lines import cut_lines
from tests.factories import NOW, ArticleFactory, ContestFactory, SpecialCoverageFactory, live_story
from tests.live.counting import at, count


def mark(contest_id: int) -> str:
    return f'<div data-contest="{contest_id}">Mayor</div>'


class TestCleaning:
    def test_a_mark_stays_and_what_is_none_does_not(self):
        assert clean_body(f"<p>One.</p>{mark(6)}") == f"<p>One.</p>{mark(6)}"
        for hostile in ("-1", "1 onclick=x", "<script>", "9" * 30, ""):
            assert clean_body(f'<div data-contest="{hostile}">Mayor</div>') == "<div>Mayor</div>"
        assert clean_body('<p data-contest="6">x</p>') == "<p>x</p>"

    def test_it_stands_between_paragraphs_and_its_label_is_no_text(self):
        body = f"<p>One.</p><ul><li>a{mark(6)}</li></ul><p>Two.</p>"
        assert cut_body(body) == ["<p>One.</p>", "<ul><li>a </li></ul>", Mark("contest", 6), "<p>Two.</p>"]
        assert plain_text(body) == "One. a Two."

    def test_versions_are_compared_by_what_it_is_called(self):
        assert cut_lines(mark(6), {}).words(0) == "[Results: Mayor]"


@pytest.mark.django_db
class TestOnThePage:
    @pytest.fixture(autouse=True)
    def _clock(self, time_machine):
        time_machine.move_to(at(60), tick=False)

    def page(self, client, story):
        return client.get(f"/politics/{story.slug}-{story.pk}/").text

    def test_as_it_stands_when_somebody_reads_and_refreshed_in_open_tabs(self, client):
        contest = ContestFactory(title="Mayor")
        story = live_story(body=f"<p>Before.</p>{mark(contest.pk)}<p>After.</p>{mark(contest.pk)}")
        assert self.page(client, story).count('class="contest-embed"') == 1
        count(contest, 30, ames=61, birch=39)
        page = self.page(client, story)
        assert page.index("Before.") < page.index("contest-embed") < page.index("After.")
        (part,) = lxml_html.fromstring(page).xpath("//div[@class='contest-embed']")
        assert "61" in part.text_content()
        address = part.get("data-live")
        assert address == f"/live/contest/{contest.coverage.slug}/{contest.slug}/card/"
        assert page.count("live.js") == 1
        assert page.count("results.css") == 1
        fragment = client.get(address)
        assert fragment.status_code == 200
        assert fragment.text.strip() in page
        assert client.get(address, headers={"If-None-Match": fragment["ETag"]}).status_code == 304

    def test_nothing_of_one_that_is_gone_or_a_rehearsal(self, client):
        kept, gone = ContestFactory(), ContestFactory(title="Gone for good")
        story = live_story(body=f"<p>Text.</p>{mark(gone.pk)}{mark(kept.pk)}")
        SpecialCoverage.objects.filter(pk=kept.coverage_id).update(is_rehearsal=True)
        Contest.objects.filter(pk=gone.pk).delete()
        page = self.page(client, story)
        assert "contest-embed" not in page
        assert "results.css" not in page

    def test_two_queries_more_for_any_number_and_none_without(self):
        plain = live_story(body="<p>Text.</p>")
        contests = [ContestFactory() for _ in range(12)]
        few, many = (
            live_story(body="<p>Text.</p>" + "".join(mark(contest.pk) for contest in some))
            for some in (contests[:1], contests)
        )

        def cost(story) -> int:
            found = find_story(story.pk)
            with CaptureQueriesContext(connection) as asked:
                read_article_page(found, now=at(60))
            return len(asked)

        cost(plain)  # the sections are in memory now
        assert cost(few) == cost(many) == cost(plain) + 2

    def test_feeds_leave_them_out(self, client):
        contest = ContestFactory(title="Mayor of the bay")
        live_story(body=f"<p>Before.</p>{mark(contest.pk)}<p>After.</p>")
        feed = client.get("/feeds/rss.xml").text
        assert "After." in feed
        assert "Mayor of the bay" not in feed
        assert "data-contest" not in feed


@pytest.mark.django_db
class TestBeforePublishing:
    def problems(self, body: str) -> list[str]:
        return publication_problems(ArticleFactory(body=f"<p>Text.</p>{body}"), now=NOW)

    def test_one_that_was_deleted_and_a_rehearsal_are_said(self):
        trial = ContestFactory(title="Trial", coverage=SpecialCoverageFactory(is_rehearsal=True))
        gone, rehearsal = self.problems(mark(999_999) + mark(trial.pk) + mark(trial.pk))
        assert gone == "The text has results of a contest that was deleted (number 999999). Take them out."
        assert rehearsal == "“Trial” in the text is a rehearsal, which readers never see. Take it out."

    def test_a_good_one_passes_and_too_many_do_not(self):
        contest = ContestFactory()
        assert self.problems(mark(contest.pk)) == []
        assert "21 contests" in self.problems("".join(map(mark, range(1, 22))))[0]
