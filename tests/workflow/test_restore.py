"""Bringing versions back: the whole content, as a new version, and never past readers or the rules."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from articles.models import Article, ArticlePhoto, AuditLine, Byline, PublishedArticle, RelatedLink, Revision
from articles.workflow import NotAllowed, State, note_save, story_state
from articles.workflow.restore import name_revision, put_content, restore_revision, set_aside
from articles.workflow.snapshot import digest_of, take_snapshot
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    PhotoFactory,
    SectionFactory,
    SpecialCoverageFactory,
    TopicFactory,
    UserFactory,
    byline,
    link,
    live_story,
)
from tests.workflow.test_saving import OLDER_SNAPSHOT

pytestmark = pytest.mark.django_db


def newest(article):
    return Revision.objects.filter(article_id=article.pk).order_by("-number").first()


def rewrite(article, **columns):
    Article.objects.filter(pk=article.pk).update(**columns)
    note_save(article.pk, by=None, now=NOW)


def rich_story():
    photos = PhotoFactory.create_batch(3)
    article = ArticleFactory(
        headline="Pier opens",
        body=f'<p>The planks held.</p><div data-photo="{photos[2].pk}">Duck</div><p>All day.</p>',
        lead_photo=photos[0],
        lead_caption="The pier on Monday.",
        coverage=SpecialCoverageFactory(),
        publish_at=NOW,
    )
    ArticlePhoto.objects.create(article=article, photo=photos[1], caption="A gull.", after_paragraph=2, position=4)
    article.topics.set(TopicFactory.create_batch(2))
    byline(article, "Ann Lee", "Bo Diaz")
    link(article, ArticleFactory(), placement="inline", after_paragraph=2)
    link(article, url="https://example.org/ferry", title="The ferry", position=1)
    return article


def strip(article):
    """Take everything out that can be taken out."""
    for rows in (article.photos, article.bylines, article.related_links):
        rows.all().delete()
    article.topics.clear()
    rewrite(article, headline="Nothing", body="", lead_photo=None, lead_caption="", coverage=None, publish_at=None)


def test_a_version_comes_back_whole_as_a_new_version_and_that_can_be_undone():
    editor, article = UserFactory(role="Editor"), rich_story()
    whole, digest = newest(article), newest(article).digest
    strip(article)
    bare = newest(article)
    assert bare.digest != digest

    assert restore_revision(article.pk, whole.pk, by=editor, now=NOW) == []
    back = newest(article)
    assert (back.number, back.digest, back.kind) == (bare.number + 1, digest, Revision.Kind.RESTORED)
    assert (back.reason, back.by, back.version) == (
        f"Brought back version {whole.number}",
        editor,
        Article.objects.get(pk=article.pk).lock_version,
    )
    assert digest_of(take_snapshot(article.pk)) == digest
    assert AuditLine.objects.get(verb=AuditLine.Verb.RESTORED).revision == back

    restore_revision(article.pk, bare.pk, by=editor, now=NOW)
    assert digest_of(take_snapshot(article.pk)) == bare.digest


def test_readers_keep_what_they_have():
    editor = UserFactory(role="Editor")
    story = live_story(headline="First")
    first = newest(story)
    rewrite(story, headline="Second")
    before = PublishedArticle.objects.values().get()
    third = newest(story)
    rewrite(story, headline="Third")
    restore_revision(story.pk, third.pk, by=editor, now=NOW)
    assert PublishedArticle.objects.values().get() == before
    assert story_state(Article.objects.get(pk=story.pk), now=NOW) is State.LIVE_CHANGED
    assert Article.objects.get(pk=story.pk).is_changed
    restore_revision(story.pk, first.pk, by=editor, now=NOW)
    assert not Article.objects.get(pk=story.pk).is_changed


def test_what_has_been_deleted_since_is_left_out_and_told():
    article = rich_story()
    article.coverage.delete()
    rewrite(article, section=SectionFactory(name="Sport"))
    sport = newest(article)
    strip(article)
    rewrite(article, section=SectionFactory(name="News"))
    gone = sport.content
    ContributorFactory._meta.model.objects.filter(name="Bo Diaz").delete()
    Article.objects.get(pk=gone["related"][0]["article_id"]).delete()
    for name, rows in (("topics", article.topics.model), ("photos", PhotoFactory._meta.model)):
        key = "id" if name == "topics" else "photo"
        rows.objects.filter(pk=gone[name][0][key]).delete()
    PhotoFactory._meta.model.objects.filter(pk=gone["lead"]["photo"]).delete()
    SectionFactory._meta.model.objects.filter(name="Sport").delete()

    told = restore_revision(article.pk, sport.pk, by=None, now=NOW)

    assert len(told) == 6
    assert "The section “Sport” has been deleted: the story stays in “News”." in told
    assert "The lead photo “The pier on Monday.” has been deleted." in told
    assert "“Bo Diaz” has been deleted from the contributors." in told
    now = take_snapshot(article.pk)
    assert now["headline"] == "Pier opens"
    assert [line["name"] for line in now["bylines"]] == ["Ann Lee"]
    assert [row["url"] for row in now["related"]] == ["https://example.org/ferry"]
    assert len(now["photos"]) == len(now["topics"]) == 1


def test_a_version_of_an_older_release_comes_back():
    article = ArticleFactory(body="<p>x</p>")
    photo = PhotoFactory(caption="The pier.")
    other = PhotoFactory(caption="Ducks.")
    uses = [
        {"photo": photo.pk, "caption": "The pier.", "credit": "", "alt": "", "picture": "", "after_paragraph": 1},
        {"photo": other.pk, "caption": "Geese.", "credit": "", "alt": "", "picture": "", "after_paragraph": 2},
    ]
    with transaction.atomic():
        told = put_content(article.pk, OLDER_SNAPSHOT | {"photos": uses})
    assert len(told) == 4  # its section, topic, name and related story are of another newsroom
    assert list(article.photos.values_list("photo", "caption")) == [(photo.pk, ""), (other.pk, "Geese.")]
    assert Article.objects.get(pk=article.pk).headline == "Pier opens to walkers"


@pytest.mark.parametrize(
    "content",
    [
        "no version at all",
        [],
        {},
        {"headline": None, "body": 7, "section": "Sport", "topics": [1, None, {"id": "x"}], "photos": {"photo": 1}},
        {
            "publish_at": "soon",
            "expires_at": 5,
            "lead": [],
            "related": [{"article_id": -1}, "x", {"url": "javascript:1"}],
        },
        {"expires_at": "2020-01-01T00:00:00+00:00", "publish_at": "2021-01-01T00:00:00+00:00"},
        {
            "headline": "x" * 5000,
            "slug": "y" * 500,
            "related": [{"url": "https://e.org/" + "z" * 9000, "title": "Long"}],
        },
        {"bylines": [{"id": 2**70}], "photos": [{"photo": 1, "after_paragraph": 10**9}], "section": {"id": True}},
        {"body": "<script>alert(1)</script><p onclick='x()'>Held.</p>"},
    ],
)
def test_a_damaged_version_never_fails(content):
    article = ArticleFactory()
    revision = Revision.objects.create(article=article, number=9, content=content, digest="x", at=NOW)
    told = restore_revision(article.pk, revision.pk, by=None, now=NOW)
    assert all(sentence.endswith(".") for sentence in told)
    assert "script" not in Article.objects.get(pk=article.pk).body
    assert "onclick" not in Article.objects.get(pk=article.pk).body


def test_rows_that_stay_keep_their_numbers():
    article = rich_story()
    before = {rows.model: set(rows.values_list("pk", flat=True)) for rows in (article.photos, article.related_links)}
    revision = newest(article)
    link(article, ArticleFactory())
    restore_revision(article.pk, revision.pk, by=None, now=NOW)
    assert before == {
        rows.model: set(rows.values_list("pk", flat=True)) for rows in (article.photos, article.related_links)
    }
    # An untouched save afterwards is no change.
    assert note_save(article.pk, by=None, now=NOW) is False


def test_only_who_may_edit_the_story_brings_back_or_names_a_version():
    article = ArticleFactory()
    revision = newest(article)
    rewrite(article, headline="Later")
    for user in (UserFactory(role="Reporter"), UserFactory(role="Producer"), UserFactory(role="Photo editor")):
        with pytest.raises(NotAllowed):
            restore_revision(article.pk, revision.pk, by=user, now=NOW)
        with pytest.raises(NotAllowed):
            name_revision(revision.pk, "Mine", by=user)
    assert Article.objects.get().headline == "Later"
    assert Revision.objects.get(pk=revision.pk).name == ""


def test_a_version_of_another_story_is_none_of_this_one():
    article, other = ArticleFactory(), ArticleFactory()
    with pytest.raises(Revision.DoesNotExist):
        restore_revision(article.pk, newest(other).pk, by=None, now=NOW)


def test_a_name_is_one_line_of_80_characters_and_can_be_taken_away():
    editor, revision = UserFactory(role="Editor"), newest(ArticleFactory())
    name_revision(revision.pk, "  Before\nthe lawyers \x00 " + "x" * 100, by=editor)
    revision.refresh_from_db()
    assert revision.name.startswith("Before the lawyers xxx")
    assert len(revision.name) == 80
    name_revision(revision.pk, "", by=editor)
    revision.refresh_from_db()
    assert revision.name == ""


def test_what_is_set_aside_is_a_version_that_never_was_the_working_copy():
    editor, article = UserFactory(role="Editor"), ArticleFactory(headline="Saved")
    mine = take_snapshot(article.pk) | {"headline": "Typed\x00 and \ud800lost"}
    kept = set_aside(article.pk, mine, by=editor, now=NOW, reason="Somebody saved first", tab="t")
    again = set_aside(article.pk, mine, by=editor, now=NOW, reason="Somebody saved first", tab="t")
    assert kept == again
    assert (kept.kind, kept.version, kept.content["headline"]) == (Revision.Kind.SET_ASIDE, None, "Typed and lost")
    assert Article.objects.get().headline == "Saved"
    restore_revision(article.pk, kept.pk, by=editor, now=NOW)
    assert Article.objects.get().headline == "Typed and lost"


SHAPES = st.fixed_dictionaries(
    {
        "headline": st.text("abc “é", max_size=12),
        "lead": st.sampled_from([None, 0, 1]),
        "bylines": st.lists(st.integers(0, 3), unique=True),
        "topics": st.lists(st.integers(0, 2), unique=True),
        "photos": st.lists(
            st.tuples(st.integers(0, 3), st.integers(0, 5), st.booleans()), unique_by=lambda use: use[0]
        ),
        "marks": st.lists(st.integers(0, 3), max_size=3),
        "links": st.lists(st.tuples(st.integers(0, 4), st.booleans(), st.booleans()), unique_by=lambda row: row[0]),
    }
)


@hypothesis_settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=SHAPES, second=SHAPES)
def test_where_nothing_is_gone_every_version_comes_back_to_the_letter(first, second):
    with transaction.atomic():
        people, topics, photos = (each.create_batch(4) for each in (ContributorFactory, TopicFactory, PhotoFactory))
        others = ArticleFactory.create_batch(2)
        article = ArticleFactory()
        kept = []
        for shape in (first, second):
            _shape(article, shape, people=people, topics=topics, photos=photos, others=others)
            note_save(article.pk, by=None, now=NOW)
            kept.append(newest(article))
        for revision in (*kept, *kept):
            assert restore_revision(article.pk, revision.pk, by=None, now=NOW) == []
            assert digest_of(take_snapshot(article.pk)) == revision.digest
        transaction.set_rollback(True)


def _shape(article, shape, *, people, topics, photos, others):
    article.refresh_from_db()
    marks = "".join(f'<div data-photo="{photos[n].pk}">x</div><p>{n}</p>' for n in shape["marks"])
    article.headline, article.body = shape["headline"], f"<p>One.</p>{marks}"
    article.lead_photo = None if shape["lead"] is None else photos[shape["lead"]]
    article.lead_caption = "Its own." if shape["lead"] else ""
    article.save()
    article.topics.set([topics[n] for n in shape["topics"]])
    for rows in (article.bylines, article.photos, article.related_links):
        rows.all().delete()
    for position, number in enumerate(shape["bylines"]):
        Byline.objects.create(article=article, contributor=people[number], position=position)
    for number, place, own in shape["photos"]:
        caption = "Its own." if own else ""
        ArticlePhoto.objects.create(article=article, photo=photos[number], caption=caption, after_paragraph=place)
    for number, inline, repeat in shape["links"]:
        of_ours = {"target": others[number]} if number < 2 else {"url": f"https://e.org/{number}", "title": "There"}
        placement = "inline" if inline else "sidebar"
        RelatedLink.objects.create(article=article, placement=placement, repeat_on_purpose=repeat, **of_ours)
