"""Who may do what to a story in which state: the table, and the people and stories to try it with.

Read by test_permissions.py, which calls the verbs, and by tests/admin/test_rights.py, which sends requests.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User

from articles.models import Article, Byline
from articles.workflow import note_save, publish_article, withdraw_article
from tests.factories import NOW, ArticleFactory, ContributorFactory, SectionFactory, UserFactory, live_story

STATES = "draft review ready scheduled live changed expired withdrawn".split()

# Y: done, or there was nothing to do. n: NotAllowed. -: allowed, but refused in words, because the story is not where
# the verb begins. “schedule” is an update of what readers have; “name” gives a version a name.
_TABLES = {
    ("reporter, own", "reporter, byline", "reporter, shared"): """
        edit        Y Y n Y Y Y Y Y
        submit      Y - n - - Y - -
        take back   - Y n - - - - -
        send back   n n n n n n n n
        mark ready  n n n n n n n n
        publish     n n n n n n n n
        correct     n n n n n n n n
        withdraw    n n n n n n n n
        schedule    n n n n n n n n
        unschedule  n n n n n n n n
        restore     Y Y n Y Y Y Y Y
        name        Y Y n Y Y Y Y Y
        share       Y Y n Y Y Y Y Y
    """,
    ("editor", "superuser", "sport editor, sport"): """
        edit        Y Y Y Y Y Y Y Y
        submit      Y - - - - Y - -
        take back   n n n n n n n n
        send back   - Y Y - Y Y Y Y
        mark ready  Y Y - - - - - -
        publish     Y Y Y Y Y Y - Y
        correct     Y Y Y Y Y Y - Y
        withdraw    - - - Y Y Y Y Y
        schedule    - - - - - Y - -
        unschedule  Y Y Y Y Y Y Y Y
        restore     Y Y Y Y Y Y Y Y
        name        Y Y Y Y Y Y Y Y
        share       Y Y Y Y Y Y Y Y
    """,
    ("editor, own",): """
        edit        Y Y Y Y Y Y Y Y
        submit      Y - - - - Y - -
        take back   - Y - - - - - -
        send back   - Y Y - Y Y Y Y
        mark ready  Y Y - - - - - -
        publish     Y Y Y Y Y Y - Y
        correct     Y Y Y Y Y Y - Y
        withdraw    - - - Y Y Y Y Y
        schedule    - - - - - Y - -
        unschedule  Y Y Y Y Y Y Y Y
        restore     Y Y Y Y Y Y Y Y
        name        Y Y Y Y Y Y Y Y
        share       Y Y Y Y Y Y Y Y
    """,
    ("sport editor, politics",): """
        edit        Y Y Y Y Y Y Y Y
        submit      Y - - - - Y - -
        take back   n n n n n n n n
        send back   n n n n n n n n
        mark ready  n n n n n n n n
        publish     n n n n n n n n
        correct     n n n n n n n n
        withdraw    n n n n n n n n
        schedule    n n n n n n n n
        unschedule  n n n n n n n n
        restore     Y Y Y Y Y Y Y Y
        name        Y Y Y Y Y Y Y Y
        share       Y Y Y Y Y Y Y Y
    """,
    ("reporter, other's", "photo editor", "producer", "no role", "editor who left"): """
        edit        n n n n n n n n
        submit      n n n n n n n n
        take back   n n n n n n n n
        send back   n n n n n n n n
        mark ready  n n n n n n n n
        publish     n n n n n n n n
        correct     n n n n n n n n
        withdraw    n n n n n n n n
        schedule    n n n n n n n n
        unschedule  n n n n n n n n
        restore     n n n n n n n n
        name        n n n n n n n n
        share       n n n n n n n n
    """,
}


def _read(table: str) -> dict[tuple[str, str], str]:
    lines = [line.split() for line in table.strip().splitlines()]
    return {
        (" ".join(line[: -len(STATES)]), state): cell
        for line in lines
        for state, cell in zip(STATES, line[-len(STATES) :], strict=True)
    }


# TABLE[person][verb, state] is "Y", "n" or "-"
TABLE = {person: _read(table) for people, table in _TABLES.items() for person in people}
VERBS = list(dict.fromkeys(verb for verb, _ in TABLE["editor"]))


def make_person(kind: str) -> User:
    role = {"photo editor": "Photo editor", "producer": "Producer"}.get(kind, "")
    if kind.startswith("reporter"):
        role = "Reporter"
    elif kind.startswith(("editor", "sport editor")):
        role = "Editor"
    person = UserFactory(role=role, is_superuser=kind == "superuser", is_active=kind != "editor who left")
    if kind.startswith("sport editor"):
        SectionFactory(name="Sport").editors.add(person)
    return person


def make_stories(kind: str, person: User) -> dict[str, Article]:
    """One story in each state, as `kind` of person has to do with it. By state."""
    about: dict[str, Any] = {"section": SectionFactory(name="Sport" if kind.endswith(", sport") else "Politics")}
    if kind.endswith(", own"):
        about["created_by"] = person
    if kind.endswith(", shared"):
        about["is_shared"] = True
    stories = {state: make(about) for state, make in MAKERS.items()}
    if kind.endswith(", byline"):
        signature = ContributorFactory(user=person)
        Byline.objects.bulk_create(Byline(article=story, contributor=signature) for story in stories.values())
    return {state: Article.objects.get(pk=story.pk) for state, story in stories.items()}


def _scheduled(about: dict[str, Any]) -> Article:
    story = ArticleFactory(publish_at=NOW + timedelta(hours=13), **about)
    publish_article(story.pk, by=None, now=NOW)
    return story


def _changed(about: dict[str, Any]) -> Article:
    story = Article.objects.get(pk=live_story(**about).pk)
    story.dek = "Another one."
    story.save()
    note_save(story.pk, by=None, now=NOW)
    return story


def _withdrawn(about: dict[str, Any]) -> Article:
    published = live_story(**about)
    withdraw_article(published.pk, by=None, now=NOW, reason="Wrong.")
    return published.article


MAKERS: dict[str, Callable[[dict[str, Any]], Article]] = {
    "draft": lambda about: ArticleFactory(**about),
    "review": lambda about: ArticleFactory(stage="review", **about),
    "ready": lambda about: ArticleFactory(stage="ready", **about),
    "scheduled": _scheduled,
    "live": lambda about: live_story(**about).article,
    "changed": _changed,
    "expired": lambda about: (
        live_story(at=NOW - timedelta(hours=3), expires_at=NOW - timedelta(hours=1), **about).article
    ),
    "withdrawn": _withdrawn,
}
assert list(MAKERS) == STATES
