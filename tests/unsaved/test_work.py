"""What is kept while somebody types: once for each person and story, theirs alone, gone when it was saved."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection

from articles.models import Article, AuditLine, Presence, Revision, UnsavedWork
from articles.unsaved import (
    Work,
    discard_saved,
    discard_work,
    drop_spare,
    find_all_work,
    find_work,
    forget_old,
    hand_in,
    keep_work,
    own_work,
)
from articles.workflow import note_save
from tests.factories import NOW, ArticleFactory, UserFactory

SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


def typed(story: Article | None, text: str = "Typed", *, tab: str = "tab-1", beside: bool = False) -> Work:
    return Work(story.pk if story else None, tab, 1 if story else None, {"headline": [text]}, is_beside=beside)


def saved_from(story: Article, tab: str, by: object, kind: Revision.Kind = Revision.Kind.SAVED) -> None:
    Article.objects.filter(pk=story.pk).update(headline=f"Saved from {tab}")
    note_save(story.pk, by=by, now=NOW, tab=tab, kind=kind)


@pytest.mark.django_db
def test_typing_on_writes_over_what_was_kept_and_touches_nothing_of_the_story(django_assert_num_queries) -> None:
    story, user = ArticleFactory(), UserFactory()
    before = (story.lock_version, story.content_digest, Revision.objects.count(), AuditLine.objects.count())
    keep_work(user.pk, typed(story, "One"), now=NOW)
    with django_assert_num_queries(1):
        keep_work(user.pk, typed(story, "Two"), now=NOW + SECOND)
    [work] = find_work(user, story.pk, now=NOW + SECOND)
    assert (work.headline, work.boxes, work.at) == ("Two", {"headline": ["Two"]}, NOW + SECOND)
    story.refresh_from_db()
    assert before == (story.lock_version, story.content_digest, Revision.objects.count(), AuditLine.objects.count())


@pytest.mark.django_db
def test_everybody_has_their_own_and_finds_only_that() -> None:
    story, one, other = ArticleFactory(), UserFactory(), UserFactory()
    keep_work(one.pk, typed(story, "Mine"), now=NOW)
    keep_work(other.pk, typed(story, "Theirs"), now=NOW)
    [mine] = find_work(one, story.pk, now=NOW)
    [theirs] = find_all_work(other, now=NOW)
    assert (mine.headline, theirs.headline) == ("Mine", "Theirs")
    assert own_work(one, theirs.pk, now=NOW) is None
    assert not discard_work(one, theirs.pk)
    assert discard_work(other, theirs.pk)


@pytest.mark.django_db
def test_work_beside_undecided_work_does_not_write_over_it() -> None:
    story, user = ArticleFactory(), UserFactory()
    keep_work(user.pk, typed(story, "From last night", tab="old"), now=NOW)
    keep_work(user.pk, typed(story, "From now", tab="new", beside=True), now=NOW + SECOND)
    assert [work.headline for work in find_work(user, story.pk, now=NOW)] == ["From now", "From last night"]


@pytest.mark.django_db
def test_two_windows_at_one_story_do_not_write_over_each_other(django_assert_num_queries) -> None:
    story, user = ArticleFactory(), UserFactory()
    for text, tab in (("Left", "left"), ("Right", "right"), ("Left on", "left"), ("Right on", "right")):
        with django_assert_num_queries(1):
            keep_work(user.pk, typed(story, text, tab=tab), now=NOW)
    assert {work.headline for work in find_work(user, story.pk, now=NOW)} == {"Left on", "Right on"}
    discard_saved(user, ("left",))
    keep_work(user.pk, typed(story, "Right at last", tab="right"), now=NOW + SECOND)
    assert [work.headline for work in find_work(user, story.pk, now=NOW)] == ["Right at last"]


@pytest.mark.django_db
def test_saving_drops_the_work_of_its_form_and_no_other() -> None:
    story, user = ArticleFactory(), UserFactory()
    keep_work(user.pk, typed(story, tab="other"), now=NOW)
    keep_work(user.pk, typed(story, tab="saved", beside=True), now=NOW)
    discard_saved(user, ("saved", ""))
    assert [work.tab for work in find_work(user, story.pk, now=NOW)] == ["other"]


@pytest.mark.django_db
@pytest.mark.parametrize("is_new", [False, True])
def test_a_keep_that_comes_after_the_save_of_its_form_does_not_bring_the_work_back(is_new: bool) -> None:
    story, user = ArticleFactory(), UserFactory()
    saved_from(story, "tab-1", user)
    late = typed(None if is_new else story, "Late")
    keep_work(user.pk, late, now=NOW)
    drop_spare(user.pk, late.tab, article_id=late.article_id)
    assert not UnsavedWork.objects.exists()


@pytest.mark.django_db
def test_late_work_is_not_found_even_where_it_was_not_dropped() -> None:
    story, user = ArticleFactory(), UserFactory()
    saved_from(story, "tab-1", user)
    keep_work(user.pk, typed(story, "Late"), now=NOW)
    assert find_work(user, story.pk, now=NOW) == []


@pytest.mark.django_db
def test_work_whose_text_was_set_aside_or_that_another_saved_stays() -> None:
    story, user = ArticleFactory(), UserFactory()
    saved_from(story, "tab-1", user, Revision.Kind.SET_ASIDE)
    saved_from(story, "tab-1", UserFactory())
    keep_work(user.pk, typed(story), now=NOW)
    drop_spare(user.pk, "tab-1", article_id=story.pk)
    assert len(find_work(user, story.pk, now=NOW)) == 1


@pytest.mark.django_db
def test_of_many_new_stories_the_oldest_go_and_work_on_saved_stories_stays() -> None:
    story, user, other = ArticleFactory(), UserFactory(), UserFactory()
    keep_work(user.pk, typed(story), now=NOW - DAY)
    keep_work(other.pk, typed(None, tab="theirs"), now=NOW - DAY)
    for number in range(23):
        keep_work(user.pk, typed(None, str(number), tab=f"new-{number}"), now=NOW + number * SECOND)
        drop_spare(user.pk, f"new-{number}", article_id=None)
    assert [work.headline for work in find_work(user, None, now=NOW)] == [str(n) for n in range(22, 2, -1)]
    assert len(find_work(user, story.pk, now=NOW)) == len(find_work(other, None, now=NOW)) == 1


@pytest.mark.django_db
def test_what_a_browser_held_does_not_write_over_what_came_later() -> None:
    story, user = ArticleFactory(), UserFactory()
    keep_work(user.pk, typed(story, "Newer", tab="laptop"), now=NOW)
    hand_in(user.pk, typed(story, "Older", tab="laptop"), typed_at=NOW - SECOND, now=NOW)
    hand_in(user.pk, typed(story, "Another form", tab="phone"), typed_at=NOW - DAY, now=NOW)
    assert [work.headline for work in find_work(user, story.pk, now=NOW)] == ["Newer", "Another form"]
    hand_in(user.pk, typed(story, "Newest", tab="laptop"), typed_at=NOW + DAY, now=NOW + SECOND)
    assert find_work(user, story.pk, now=NOW)[0].headline == "Newest"


@pytest.mark.django_db
def test_what_a_browser_held_for_too_long_or_was_saved_is_not_taken() -> None:
    story, user = ArticleFactory(), UserFactory()
    assert hand_in(user.pk, typed(story), typed_at=NOW - 31 * DAY, now=NOW) is None
    saved_from(story, "tab-1", user)
    assert hand_in(user.pk, typed(story), typed_at=NOW, now=NOW) is None
    assert not UnsavedWork.objects.exists()


@pytest.mark.django_db
def test_after_thirty_days_nobody_finds_it_and_it_is_dropped() -> None:
    story, user = ArticleFactory(), UserFactory()
    keep_work(user.pk, typed(story), now=NOW - 30 * DAY)
    Presence.objects.create(article=story, user=user, opened_at=NOW - 2 * DAY, seen_at=NOW - 2 * DAY)
    assert find_all_work(user, now=NOW) == []
    forget_old(now=NOW)
    assert not UnsavedWork.objects.exists()
    assert not Presence.objects.exists()


@pytest.mark.django_db
def test_when_the_story_is_deleted_the_text_stays_among_the_new_stories() -> None:
    story, user = ArticleFactory(), UserFactory()
    keep_work(user.pk, typed(story, "Rescued"), now=NOW)
    Article.objects.filter(pk=story.pk).delete()
    assert [work.headline for work in find_work(user, None, now=NOW)] == ["Rescued"]


@pytest.mark.django_db(transaction=True)
def test_what_is_typed_into_a_story_that_is_gone_is_kept_all_the_same() -> None:
    user = UserFactory()
    keep_work(user.pk, Work(987654, "tab-1", 1, {"headline": ["Rescued"]}), now=NOW)
    assert [work.headline for work in find_work(user, None, now=NOW)] == ["Rescued"]


@pytest.mark.django_db(transaction=True)
def test_twenty_keeps_at_the_same_instant_leave_one_row() -> None:
    story, user = ArticleFactory(), UserFactory()

    def keep(number: int) -> None:
        try:
            keep_work(user.pk, typed(story, str(number)), now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(keep, range(20)))
    assert UnsavedWork.objects.count() == 1
