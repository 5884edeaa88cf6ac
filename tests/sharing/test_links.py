"""Preview links: what they show, to whom nothing more, and when they die."""

from datetime import timedelta

import pytest
from django.test import Client
from lxml import html

from articles.models import Article, AuditLine, PreviewLink, Revision
from articles.sharing import LinkRefused, link_address, make_link, revoke_link
from articles.sharing.links import MOST_OPEN
from articles.sharing.tokens import token_of
from articles.workflow import NotAllowed, note_save, publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, SpecialCoverageFactory, UserFactory, link, live_story

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def clock(time_machine):
    time_machine.move_to(NOW, tick=False)
    return time_machine


@pytest.fixture
def editor():
    return UserFactory(role="Editor", first_name="Ada", last_name="Quill")


def made(article, editor, **kwargs) -> PreviewLink:
    return make_link(article.pk, **({"made_for": "Jo Counsel", "by": editor, "now": NOW} | kwargs))


def path(link: PreviewLink) -> str:
    return link_address(link.pk).removeprefix("http://testserver")


def changed(article, **boxes):
    Article.objects.filter(pk=article.pk).update(**boxes)
    note_save(article.pk, by=None, now=NOW)


def test_anybody_with_the_address_reads_the_version_and_learns_what_it_is(client, editor):
    article = ArticleFactory(headline="Mayor resigns", section=None)
    response = client.get(path(made(article, editor)))
    assert response.status_code == 200
    page = html.fromstring(response.content)
    assert page.xpath("//h1/text()") == ["Mayor resigns"]
    (bar,) = page.xpath("//*[contains(@class, 'preview-bar')]")
    words = " ".join(bar.text_content().split())
    assert "not for publication" in words
    assert "Ada Quill shared it with Jo Counsel." in words
    assert "as it stood at 5:00 PM ET" in words
    assert "closes at Nov 5, 5:00 PM ET" in words


def test_the_page_leaves_no_traces_elsewhere(client, editor):
    response = client.get(path(made(ArticleFactory(headline="Mayor resigns"), editor)))
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "no-referrer"
    page = html.fromstring(response.content)
    assert not page.xpath("//script")
    head = html.tostring(page.find("head"), encoding="unicode")
    assert "Mayor" not in head
    assert not page.xpath("//link[@rel='canonical'] | //meta[starts-with(@property, 'og:')]")
    assert "/admin/" not in response.content.decode()


def test_other_unpublished_stories_are_nowhere_on_it(client, editor):
    article = ArticleFactory()
    secret = ArticleFactory(headline="Another secret", slug="another-secret")
    link(article, secret, placement="sidebar")
    link(article, secret, placement="inline", after_paragraph=1, repeat_on_purpose=True)
    withdrawn = live_story(headline="Gone for good")
    withdraw_article(withdrawn.pk, by=None, now=NOW, reason="x")
    known = live_story(headline="Known to all")
    body = client.get(path(made(article, editor))).content.decode()
    assert "Another secret" not in body
    assert "another-secret" not in body
    assert "Gone for good" not in body
    assert f"article:{known.pk}" in body


def test_later_work_does_not_change_what_was_shared(client, editor):
    article = ArticleFactory(headline="First thought")
    link = made(article, editor)
    changed(article, headline="Second thought")
    body = client.get(path(link)).content.decode()
    assert "First thought" in body
    assert "Second thought" not in body
    older = Revision.objects.get(pk=link.revision_id)
    again = made(article, editor, revision_id=older.pk)
    assert "First thought" in client.get(path(again)).content.decode()
    assert "Second thought" in client.get(path(made(article, editor))).content.decode()


def test_a_story_without_any_revision_can_be_shared(client, editor):
    article = ArticleFactory(headline="From an older release")
    Revision.objects.filter(article=article).delete()
    assert "From an older release" in client.get(path(made(article, editor))).content.decode()


def test_a_link_dies_at_its_hour(client, editor, clock):
    link = made(ArticleFactory(headline="Mayor resigns"), editor, hours=24)
    clock.move_to(NOW + 24 * HOUR - timedelta(seconds=1), tick=False)
    assert client.get(path(link)).status_code == 200
    clock.move_to(NOW + 24 * HOUR, tick=False)
    response = client.get(path(link))
    assert response.status_code == 410
    assert "Mayor" not in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_revoked_link_is_dead_at_once(client, editor):
    link = made(ArticleFactory(headline="Mayor resigns"), editor)
    revoke_link(link.pk, by=editor, now=NOW)
    revoke_link(link.pk, by=editor, now=NOW)
    response = client.get(path(link))
    assert response.status_code == 410
    assert "Mayor" not in response.content.decode()
    assert AuditLine.objects.filter(verb=AuditLine.Verb.LINK_REVOKED).count() == 1


def test_publication_kills_a_link_for_good_and_leads_to_the_story(client, editor, clock):
    article = ArticleFactory(headline="Mayor resigns", slug="mayor-resigns")
    link = made(article, editor)
    clock.move_to(NOW + HOUR, tick=False)
    publish_article(article.pk, by=None, now=NOW + HOUR)
    page = client.get(path(link))
    assert page.status_code == 410
    live = f"/politics/mayor-resigns-{article.pk}/"
    assert html.fromstring(page.content).xpath("//main//a[text()='Read the published story']/@href") == [live]
    withdraw_article(article.pk, by=None, now=NOW + HOUR, reason="x")
    page = client.get(path(link))
    assert page.status_code == 410
    assert "mayor-resigns" not in page.content.decode()


def test_a_scheduled_story_can_be_shared_until_it_goes_out(client, editor, clock):
    article = ArticleFactory(publish_at=NOW + HOUR)
    early = made(article, editor)
    publish_article(article.pk, by=None, now=NOW + timedelta(minutes=1))
    clock.move_to(NOW + timedelta(minutes=30), tick=False)
    late = made(article, editor, now=NOW + timedelta(minutes=2))
    assert [client.get(path(each)).status_code for each in (early, late)] == [200, 200]
    clock.move_to(NOW + HOUR, tick=False)
    assert [client.get(path(each)).status_code for each in (early, late)] == [410, 410]


def test_a_change_of_a_live_story_can_be_shared_until_the_next_publication(client, editor, clock):
    story = live_story(headline="What readers have")
    changed(story.article, headline="What the lawyer reads")
    link = made(story.article, editor)
    assert "What the lawyer reads" in client.get(path(link)).content.decode()
    clock.move_to(NOW + HOUR, tick=False)
    publish_article(story.pk, by=None, now=NOW + HOUR)
    assert client.get(path(link)).status_code == 410


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: token[:-1] + ("A" if token[-1] != "A" else "B"),
        lambda token: "999" + token,
        lambda token: token.partition(".")[0],
        lambda token: token.partition(".")[0] + ".",
        lambda token: "x" * 5000,
        lambda token: "é." + token,
        lambda token: token + "." + token.partition(".")[2],
    ],
)
def test_a_forged_address_answers_404(client, editor, forge):
    link = made(ArticleFactory(), editor)
    response = client.get(f"/preview/shared/{forge(token_of(link.pk))}/")
    assert response.status_code == 404
    assert response["Referrer-Policy"] == "no-referrer"


def test_withdrawing_the_story_closes_what_is_out_and_later_links_work(client, editor, clock):
    story = live_story(headline="Mayor resigns", at=NOW - 2 * HOUR)
    out = made(story.article, editor)
    clock.move_to(NOW + HOUR, tick=False)
    withdraw_article(story.pk, by=editor, now=NOW + HOUR, reason="Wrong mayor")
    closed = client.get(path(out))
    assert closed.status_code == 410
    assert "Our newsroom has closed it" in closed.content.decode()
    assert PreviewLink.objects.get().revoked_by == editor
    assert client.get(path(made(story.article, editor, now=NOW + HOUR, made_for="Counsel"))).status_code == 200


def test_a_coverage_that_was_deleted_since_takes_nothing_else_away(client, editor):
    coverage = SpecialCoverageFactory()
    out = made(ArticleFactory(headline="Mayor resigns", coverage=coverage), editor)
    coverage.delete()
    response = client.get(path(out))
    assert response.status_code == 200
    assert "Mayor resigns" in response.content.decode()


def test_a_link_of_a_deleted_story_answers_404(client, editor):
    article = ArticleFactory()
    address = path(made(article, editor))
    article.delete()
    assert client.get(address).status_code == 404


def test_it_can_only_be_read(editor):
    address = path(made(ArticleFactory(), editor))
    for method in ("post", "put", "patch", "delete"):
        assert getattr(Client(), method)(address).status_code == 405


def test_who_may_not_edit_a_story_may_not_share_it(editor):
    article = ArticleFactory(created_by=editor)
    for role in ("Reporter", "Photo editor", "Producer"):
        with pytest.raises(NotAllowed):
            made(article, UserFactory(role=role))
    assert not PreviewLink.objects.exists()
    writer = UserFactory(role="Reporter")
    assert made(ArticleFactory(created_by=writer), writer).made_by == writer


def test_its_maker_revokes_a_link_and_whoever_may_publish(editor):
    writer = UserFactory(role="Reporter")
    article = ArticleFactory(created_by=writer)
    one, other = made(article, writer), made(article, writer)
    with pytest.raises(NotAllowed):
        revoke_link(one.pk, by=UserFactory(role="Reporter"), now=NOW)
    assert revoke_link(one.pk, by=writer, now=NOW).revoked_by == writer
    assert revoke_link(other.pk, by=editor, now=NOW).revoked_by == editor


def test_the_log_of_the_story_says_so(editor):
    link = made(ArticleFactory(), editor)
    line = AuditLine.objects.get(verb=AuditLine.Verb.LINK_MADE)
    assert (line.by, line.detail, line.revision_id) == (editor, "for Jo Counsel", link.revision_id)


@pytest.mark.parametrize("hours", [0, -1, 169, 10**9])
def test_an_odd_time_is_refused(editor, hours):
    with pytest.raises(LinkRefused, match="1 to 168 hours"):
        made(ArticleFactory(), editor, hours=hours)


def test_a_version_of_another_story_is_refused(editor):
    other = ArticleFactory()
    with pytest.raises(LinkRefused, match="not one of the story’s"):
        made(ArticleFactory(), editor, revision_id=Revision.objects.filter(article=other).get().pk)


def test_links_do_not_pile_up(editor):
    article = ArticleFactory()
    for _ in range(MOST_OPEN):
        made(article, editor)
    with pytest.raises(LinkRefused, match="Revoke"):
        made(article, editor)


def test_hostile_words_about_whom_it_is_for_are_only_words(client, editor):
    link = made(ArticleFactory(), editor, made_for="<script>alert(1)</script>\x00\n" + "x" * 500)
    assert len(link.made_for) == 120
    assert not html.fromstring(client.get(path(link)).content).xpath("//script")
