"""The verbs of a live blog: who may, what is refused, and that nobody's words are lost."""

import threading
from datetime import timedelta

import pytest
from django.db import connection

from articles.live.blog import (
    LONGEST_BODY,
    PostChanged,
    PostRefused,
    Words,
    bring_back_post,
    change_post,
    withdraw_post,
    write_post,
)
from articles.models import LivePost, SpecialCoverage
from articles.workflow import publish_article
from articles.workflow.permissions import NotAllowed
from articles.workflow.photo_rights import kill_photo
from tests.factories import (
    NOW,
    ArticleFactory,
    ContributorFactory,
    LivePostFactory,
    PhotoFactory,
    SpecialCoverageFactory,
    UserFactory,
    photo_with_picture,
)

pytestmark = pytest.mark.django_db
SAID = Words(headline="Polls have closed", body="<p>At nine sharp.</p>")


def version_of(coverage: SpecialCoverage) -> int:
    return SpecialCoverage.objects.values_list("posts_version", flat=True).get(pk=coverage.pk)


def test_a_post_is_out_at_once_and_open_pages_can_tell():
    coverage = SpecialCoverageFactory()
    post = write_post(coverage.pk, SAID, by=UserFactory(role="Reporter"), now=NOW)
    assert list(LivePost.objects.live(NOW)) == [post]
    assert version_of(coverage) == 1


def test_the_same_press_twice_is_one_post():
    coverage, by = SpecialCoverageFactory(), UserFactory(role="Reporter")
    first = write_post(coverage.pk, SAID, by=by, now=NOW, sent_as="a-press")
    assert write_post(coverage.pk, SAID, by=by, now=NOW, sent_as="a-press") == first
    assert LivePost.objects.count() == 1


def test_whoever_has_a_byline_signs_with_it():
    by = UserFactory(role="Reporter")
    ann = ContributorFactory(user=by)
    assert write_post(SpecialCoverageFactory().pk, SAID, by=by, now=NOW).author == ann


def test_what_nobody_in_particular_writes_is_signed_by_nobody():
    ContributorFactory(user=None)
    assert write_post(SpecialCoverageFactory().pk, SAID, by=None, now=NOW).author is None


def test_what_was_pasted_is_cleaned():
    hostile = Words(headline="A\u202e\x00B", body='<p onclick="x()">Hi<script>alert(1)</script></p>')
    post = write_post(SpecialCoverageFactory().pk, hostile, by=None, now=NOW)
    assert (post.headline, post.body) == ("AB", "<p>Hi</p>")


def test_a_post_without_a_headline_is_called_by_its_first_words():
    body = "<p>Ward&nbsp;5 &amp; <b>6</b> are in.</p><p>&lt;More&gt; " + "soon " * 30 + "</p>"
    assert str(LivePostFactory(headline="", body=body)).startswith("Ward 5 & 6 are in. <More> soon")
    assert str(LivePostFactory(headline="", body="<hr>")).startswith("Post ")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (Words(), "The post is empty."),
        (Words(body="<p> </p><script>1</script>"), "The post is empty."),
        (Words(headline="x" * 161), "The headline is longer than 160 characters."),
        (Words(body="x" * (LONGEST_BODY + 1)), "The text is too long for a post."),
        (Words(headline="x", photo_id=10**9), "The photo is not in the library any more."),
        (Words(headline="x", author_id=10**9), "The author is not among the contributors any more."),
    ],
)
def test_what_cannot_be_a_post_is_refused_in_a_sentence(words, sentence):
    with pytest.raises(PostRefused, match=sentence):
        write_post(SpecialCoverageFactory().pk, words, by=None, now=NOW)
    assert not LivePost.objects.exists()


def test_a_photo_has_to_be_one_that_readers_may_have(media_root):
    coverage = SpecialCoverageFactory()
    over = photo_with_picture(rights_end_at=NOW - timedelta(days=1))
    nameless = photo_with_picture(color="maroon", credit="")
    for photo, sentence in [
        (over, "its rights ended"),
        (nameless, "has no credit"),
        (PhotoFactory(), "has no picture yet"),
    ]:
        with pytest.raises(PostRefused, match=sentence):
            write_post(coverage.pk, Words(headline="Look", photo_id=photo.pk), by=None, now=NOW)
    draft = write_post(coverage.pk, Words(headline="Look", photo_id=over.pk), by=None, now=NOW, is_draft=True)
    with pytest.raises(PostRefused, match="its rights ended"):
        change_post(draft.pk, Words(headline="Look", photo_id=over.pk), version=1, by=None, now=NOW, publish=True)


def test_a_photo_stands_in_no_more_posts_and_stories_than_was_agreed(media_root):
    photo = photo_with_picture(most_uses=1)
    words = Words(headline="Look", photo_id=photo.pk)
    coverage = SpecialCoverageFactory()
    post = write_post(coverage.pk, words, by=None, now=NOW)
    with pytest.raises(PostRefused, match="Posts of live blogs count as stories"):
        write_post(coverage.pk, words, by=None, now=NOW)
    assert change_post(post.pk, words, version=1, by=None, now=NOW).photo == photo  # the one that has it keeps it
    withdraw_post(post.pk, by=None, now=NOW)
    other = write_post(coverage.pk, words, by=None, now=NOW)
    with pytest.raises(PostRefused, match="may stand in one story at most"):
        bring_back_post(post.pk, by=None, now=NOW)
    withdraw_post(other.pk, by=None, now=NOW)
    assert publish_article(ArticleFactory(lead_photo=photo).pk, by=None, now=NOW)
    with pytest.raises(PostRefused, match="It is in that many already"):
        bring_back_post(post.pk, by=None, now=NOW)


def test_taking_a_photo_back_tells_open_pages(media_root):
    photo = photo_with_picture()
    coverage = SpecialCoverageFactory()
    write_post(coverage.pk, Words(headline="Look", photo_id=photo.pk), by=None, now=NOW)
    before = version_of(coverage)
    kill_photo(photo.pk, reason="A lawyer called.", by=None, now=NOW)
    assert version_of(coverage) == before + 1


def test_a_change_of_words_is_told_and_a_pin_is_not():
    post = LivePostFactory()
    words = Words(headline=post.headline, body=post.body, is_pinned=True)
    assert change_post(post.pk, words, version=1, by=None, now=NOW).edited_at is None
    words = Words(headline="Other words", body=post.body)
    assert change_post(post.pk, words, version=2, by=None, now=NOW).edited_at == NOW


def test_a_correction_stands_with_its_time_and_needs_readers():
    post = LivePostFactory()
    by = UserFactory(role="Editor")
    change_post(post.pk, SAID, version=1, by=by, now=NOW, correction="It was ward 5.")
    note = post.corrections.get()
    assert (note.text, note.at, note.by) == ("It was ward 5.", NOW, by)
    draft = write_post(post.coverage_id, SAID, by=by, now=NOW, is_draft=True)
    with pytest.raises(PostRefused, match="Readers do not have this post yet"):
        change_post(draft.pk, SAID, version=1, by=by, now=NOW, correction="It was ward 5.")
    with pytest.raises(PostRefused, match="longer than 2,000"):
        change_post(post.pk, SAID, version=2, by=by, now=NOW, correction="x" * 2001)


def test_the_second_to_save_is_told_what_the_first_made_of_it():
    post = LivePostFactory()
    change_post(post.pk, Words(headline="Theirs"), version=1, by=None, now=NOW)
    with pytest.raises(PostChanged) as met:
        change_post(post.pk, Words(headline="Mine"), version=1, by=None, now=NOW)
    assert met.value.post.headline == "Theirs"
    post.refresh_from_db()
    assert post.headline == "Theirs"


def test_a_withdrawn_post_comes_back_where_it_stood():
    post = LivePostFactory()
    withdraw_post(post.pk, by=None, now=NOW)
    assert not LivePost.objects.live(NOW).exists()
    bring_back_post(post.pk, by=None, now=NOW + timedelta(hours=1))
    assert LivePost.objects.live(NOW).get().published_at == post.published_at


ROLES = ("Reporter", "Editor", "Photo editor", "Producer", "")


@pytest.mark.parametrize(
    ("act", "may"),
    [
        ("write", {"Reporter", "Editor", "Producer"}),
        ("change own", {"Reporter", "Editor", "Producer"}),
        ("change others’", {"Editor", "Producer"}),
        ("withdraw others’", {"Editor", "Producer"}),
        ("bring back others’", {"Editor", "Producer"}),
    ],
)
def test_who_may(act, may):
    allowed = set()
    for role in ROLES:
        by = UserFactory(role=role)
        own, others = LivePostFactory(made_by=by), LivePostFactory(made_by=UserFactory())
        verbs = {
            "write": lambda by=by, post=own: write_post(post.coverage_id, SAID, by=by, now=NOW),
            "change own": lambda by=by, post=own: change_post(post.pk, SAID, version=1, by=by, now=NOW),
            "change others’": lambda by=by, post=others: change_post(post.pk, SAID, version=1, by=by, now=NOW),
            "withdraw others’": lambda by=by, post=others: withdraw_post(post.pk, by=by, now=NOW),
            "bring back others’": lambda by=by, post=others: bring_back_post(post.pk, by=by, now=NOW),
        }
        try:
            verbs[act]()
        except NotAllowed:
            continue
        allowed.add(role)
    assert allowed == may


@pytest.mark.django_db(transaction=True)
def test_writing_with_a_photo_while_it_is_taken_back_ends_without_it(media_root):
    """Both hold the photo and the coverage; neither waits for the other for ever."""
    coverage = SpecialCoverageFactory()
    photos = [photo_with_picture(color=color) for color in ("navy", "maroon", "olive", "teal")]
    write_post(coverage.pk, Words(headline="First", photo_id=photos[0].pk), by=None, now=NOW)
    faults: list[Exception] = []

    def run(verb):
        try:
            verb()
        except PostRefused:
            pass
        except Exception as fault:
            faults.append(fault)
        finally:
            connection.close()

    for photo in photos:
        both = [
            threading.Thread(
                target=run,
                args=(
                    lambda p=photo: write_post(coverage.pk, Words(headline="Look", photo_id=p.pk), by=None, now=NOW),
                ),
            ),
            threading.Thread(target=run, args=(lambda p=photo: kill_photo(p.pk, reason="Why", by=None, now=NOW),)),
        ]
        for one in both:
            one.start()
        for one in both:
            one.join(20)
    assert faults == []
