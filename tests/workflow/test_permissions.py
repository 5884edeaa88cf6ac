"""Who may do what: every verb, by everybody, to a story in every state. The table is in matrix.py; that requests to the
desk keep to it is seen to in tests/admin/test_rights.py."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import transaction

from articles.models import Article, Byline
from articles.sharing import LinkRefused, make_link
from articles.workflow import NotAllowed, PublicationRefused, UpdateKind, note_save, publish_article, withdraw_article
from articles.workflow.permissions import (
    CLOSED,
    EDITOR,
    ensure_roles,
    may_delete,
    may_edit,
    may_publish,
    may_withdraw,
    refuse,
    why_not_edit,
    why_not_publish,
)
from articles.workflow.restore import name_revision, restore_revision
from articles.workflow.schedule import schedule_update, unschedule
from articles.workflow.stages import StageRefused, mark_ready, send_back, submit, take_back
from tests.factories import NOW, ArticleFactory, ContributorFactory, SectionFactory, UserFactory, live_story
from tests.workflow.matrix import STATES, TABLE, VERBS, make_person, make_stories

pytestmark = pytest.mark.django_db


def correct(pk: int, *, by: Any, now: Any) -> None:
    publish_article(pk, by=by, now=now, kind=UpdateKind.CORRECTION, note="The name was wrong.")


def edit(pk: int, *, by: Any, now: Any) -> None:
    """Saving has no verb of its own: the form asks this question, and test_rights.py presses its buttons."""
    refuse(why_not_edit(by, Article.objects.get(pk=pk)))


def newest(pk: int) -> int:
    return Article.objects.get(pk=pk).revisions.values_list("pk", flat=True)[0]


DO: dict[str, Callable[..., Any]] = {
    "edit": edit,
    "submit": submit,
    "take back": take_back,
    "send back": lambda pk, **by: send_back(pk, note="Shorter.", **by),
    "mark ready": mark_ready,
    "publish": publish_article,
    "correct": correct,
    "withdraw": lambda pk, **by: withdraw_article(pk, reason="Wrong.", **by),
    "schedule": lambda pk, **by: schedule_update(pk, at=NOW + timedelta(hours=1), kind=UpdateKind.SILENT, **by),
    "unschedule": unschedule,
    "restore": lambda pk, **by: restore_revision(pk, newest(pk), **by),
    "name": lambda pk, by, now: name_revision(newest(pk), "As it was on election night", by=by),
    "share": lambda pk, **by: make_link(pk, made_for="Ida Brandt", **by),
}
assert list(DO) == VERBS


def outcome(verb: str, story: Article, person: Any) -> str:
    """Y, n or - as in the table; whatever was done is undone."""
    try:
        with transaction.atomic():
            DO[verb](story.pk, by=person, now=NOW)
            transaction.set_rollback(True)
    except NotAllowed:
        return "n"
    except (StageRefused, PublicationRefused, LinkRefused):
        return "-"
    return "Y"


@pytest.mark.parametrize("kind", TABLE)
def test_every_verb_keeps_to_the_table(kind):
    person = make_person(kind)
    stories = make_stories(kind, person)
    found = {verb: " ".join(outcome(verb, stories[state], person) for state in STATES) for verb in VERBS if verb in DO}
    assert found == {verb: " ".join(TABLE[kind][verb, state] for state in STATES) for verb in VERBS}


def sport_editor() -> Any:
    return make_person("sport editor")


def test_an_editor_with_sections_decides_nothing_about_a_story_that_readers_have_elsewhere():
    story = Article.objects.get(pk=live_story(section=SectionFactory(name="Politics")).pk)
    story.section = SectionFactory(name="Sport")
    story.save()
    note_save(story.pk, by=None, now=NOW)
    with pytest.raises(NotAllowed, match="Politics is not among your sections"):
        publish_article(story.pk, by=sport_editor(), now=NOW)
    with pytest.raises(NotAllowed, match="Politics is not among your sections"):
        withdraw_article(story.pk, by=sport_editor(), now=NOW, reason="Wrong.")


def test_nor_about_one_that_would_go_to_another_section():
    story = Article.objects.get(pk=live_story(section=SectionFactory(name="Sport")).pk)
    story.section = SectionFactory(name="Politics")
    story.save()
    note_save(story.pk, by=None, now=NOW)
    with pytest.raises(NotAllowed, match="Politics is not among your sections"):
        publish_article(story.pk, by=sport_editor(), now=NOW)


def test_the_section_of_another_version_that_goes_out_counts_too():
    editor, politics = sport_editor(), SectionFactory(name="Politics")
    story = ArticleFactory(section=SectionFactory(name="Sport"))
    assert may_publish(editor, story)
    assert not may_publish(editor, story, also_in=politics.pk)
    assert why_not_publish(editor, story, also_in=4711).startswith("Its section is not among")


def test_a_story_in_no_section_yet_is_every_editors():
    assert may_publish(sport_editor(), ArticleFactory(section=None))


def test_an_editor_of_two_sections_publishes_in_both_and_one_of_none_everywhere():
    person, sport, politics = sport_editor(), SectionFactory(name="Sport"), SectionFactory(name="Politics")
    politics.editors.add(person)
    assert may_publish(person, ArticleFactory(section=sport))
    assert may_publish(person, ArticleFactory(section=politics))
    person = type(person).objects.get(pk=person.pk)
    person.sections_edited.clear()
    assert may_publish(person, ArticleFactory(section=SectionFactory(name="Culture")))


def test_an_own_section_makes_nobody_an_editor():
    reporter, section = UserFactory(role="Reporter"), SectionFactory(name="Sport")
    section.editors.add(reporter)
    assert not may_publish(reporter, ArticleFactory(section=section, created_by=reporter))


def test_what_an_editor_marked_ready_is_closed_to_its_writer_until_it_is_published():
    reporter = UserFactory(role="Reporter")
    story = ArticleFactory(created_by=reporter, stage="ready")
    assert why_not_edit(reporter, story) == CLOSED
    publish_article(story.pk, by=None, now=NOW)
    assert may_edit(reporter, Article.objects.get(pk=story.pk))


def test_a_byline_taken_away_takes_the_story_away():
    reporter, story = UserFactory(role="Reporter"), ArticleFactory()
    signed = Byline.objects.create(article=story, contributor=ContributorFactory(user=reporter))
    assert may_edit(reporter, story)
    signed.delete()
    assert not may_edit(reporter, Article.objects.get(pk=story.pk))
    with pytest.raises(NotAllowed):  # verbs read the story anew, whatever was true of the row they were asked about
        submit(story.pk, by=reporter, now=NOW)


def test_editors_delete_drafts_of_their_sections_only():
    person = sport_editor()
    assert may_delete(person, ArticleFactory(section=SectionFactory(name="Sport")))
    assert not may_delete(person, ArticleFactory(section=SectionFactory(name="Politics")))
    reporter = UserFactory(role="Reporter")
    assert not may_delete(reporter, ArticleFactory(created_by=reporter))


def test_who_is_not_logged_in_may_nothing():
    story = ArticleFactory(is_shared=True)
    assert not any(may(AnonymousUser(), story) for may in (may_edit, may_publish, may_withdraw, may_delete))


def test_roles_are_made_again_without_taking_away_what_was_given_by_hand():
    group = Group.objects.get(name=EDITOR)
    extra = group.permissions.model.objects.get(codename="delete_photo")
    group.permissions.add(extra)
    group.permissions.remove(group.permissions.get(codename="publish_article"))
    ensure_roles()
    assert {"publish_article", "delete_photo"} <= set(group.permissions.values_list("codename", flat=True))


def test_asking_everything_about_one_story_costs_few_questions(django_assert_max_num_queries):
    """Two for the permissions, one for the sections or for the bylines."""
    for kind in ("sport editor, sport", "reporter, byline"):
        made = make_person(kind)
        draft = make_stories(kind, made)["draft"]
        person = User.objects.get(pk=made.pk)
        story = Article.objects.select_related("published").get(pk=draft.pk)
        with django_assert_max_num_queries(3):
            for may in (may_edit, may_publish, may_withdraw, may_delete) * 3:
                may(person, story)
