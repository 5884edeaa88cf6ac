"""Rights at the desk: whatever is sent to it, by whomever, nothing happens that the table in tests/workflow/matrix.py
does not allow. Forms with buttons made up, actions on stories of others, every address there is."""

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib import admin
from django.db import models
from django.test import Client
from django.urls import reverse

from articles.models import Article, PreviewLink, PublishedArticle, UnsavedWork
from articles.sharing import make_link
from tests.admin.conftest import filled
from tests.factories import NOW, UserFactory
from tests.workflow.matrix import MAKERS, TABLE, make_person, make_stories

LIST = reverse("admin:articles_article_changelist")
# What each list action asks for, and in which states it changes a story for those who may. A change to what readers
# have is not published from the list.
ACTIONS = {
    "send_to_review": ("submit", {"draft", "changed"}),
    "mark_ready": ("mark ready", {"draft", "review"}),
    "publish_selected": ("publish", {"draft", "review", "ready", "withdrawn"}),
    "withdraw_selected": ("withdraw", {"scheduled", "live", "changed", "expired"}),
}
# The same for the buttons of the form. A change to what readers have leads to a page that asks what they are told, and
# so does sending back.
BUTTONS = {
    "_review": ("submit", {"draft", "changed"}),
    "_take_back": ("take back", {"review"}),
    "_ready": ("mark ready", {"draft", "review"}),
    "_send_back": ("send back", set()),
    "_publish": ("publish", {"draft", "review", "ready"}),
}
# One of each kind that differs in the table.
PEOPLE = ["reporter, own", "editor", "editor, own", "sport editor, politics", "reporter, other's"]


def standing(pk: int) -> tuple[Any, ...]:
    """Where a story stands, and what readers have of it."""
    readers = PublishedArticle.objects.filter(pk=pk).values_list("revision", "published_at", "withdrawn_at").first()
    return (Article.objects.get(pk=pk).stage, readers)


def browser_of(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("kind", [*PEOPLE, "reporter, byline", "photo editor", "no role"])
def test_list_actions_do_what_the_table_allows_and_nothing_else(db, kind, action):
    person = make_person(kind)
    stories = make_stories(kind, person)
    before = {state: standing(story.pk) for state, story in stories.items()}
    chosen = {"_selected_action": [story.pk for story in stories.values()], "action": action}
    browser_of(person).post(LIST, chosen | {"confirmed": "1", "reason": "Wrong."})
    verb, states = ACTIONS[action]
    moved = {state for state, story in stories.items() if standing(story.pk) != before[state]}
    assert moved == {state for state in states if TABLE[kind][verb, state] == "Y"}


@pytest.mark.parametrize("kind", PEOPLE)
def test_made_up_buttons_do_what_the_table_allows_and_nothing_else(log_in, kind):
    person, boss = make_person(kind), log_in(superuser=True)
    browser = browser_of(person)
    stories = make_stories(kind, person)
    moved, allowed = set(), set()
    for state in ("draft", "review", "ready", "changed"):
        address = reverse("admin:articles_article_change", args=[stories[state].pk])
        boxes = filled(boss.get(address))
        before = standing(stories[state].pk)
        for button, (verb, states) in BUTTONS.items():
            answer = browser.post(address, boxes | {button: ""})
            assert answer.status_code == (403 if kind == "reporter, other's" else 302), (state, button)
            if standing(stories[state].pk) != before:
                moved.add((button, state))
                _put_back(stories[state])
            if state in states and TABLE[kind][verb, state] == "Y":
                allowed.add((button, state))
    assert moved == allowed


def _put_back(story: Article) -> None:
    """As it was made: the stage, and what readers have."""
    Article.objects.filter(pk=story.pk).update(stage=story.stage)
    if not story.is_changed:  # readers never had it
        PublishedArticle.objects.filter(pk=story.pk).delete()


def test_nobody_is_given_a_story_by_writing_so_into_the_form(log_in):
    person = make_person("reporter, own")
    story = make_stories("reporter, own", person)["draft"]
    address, other = reverse("admin:articles_article_change", args=[story.pk]), UserFactory()
    browser = browser_of(person)
    made_up = {"stage": "ready", "created_by": other.pk, "lock_version": "99", "is_changed": "on", "source": "x"}
    browser.post(address, filled(browser.get(address)) | made_up)
    story.refresh_from_db()
    assert (story.stage, story.created_by, story.source) == ("draft", person, "")


# --- Every address under /admin/articles/article/

# What each answers to a made-up POST about somebody else's story in Politics: to whom is not logged in, an editor who
# left, staff without a role, a photo editor, a producer, a reporter, an editor of Sport. 302 leads to the log-in page
# for the first two, and 200 is that page, which keeps what they typed. A star: the story may change, because that
# person may edit it.
ADDRESSES = """
    add                     200 200 403 403 403 302 302
    change                  200 200 403 403 403 403 302*
    delete                  302 302 403 403 403 403 403
    history                 302 302 302 302 302 302 302
    changelist              302 302 403 200 200 302 302
    None                    302 302 302 302 302 302 302

    send_back               302 302 403 403 403 403 403
    withdraw                302 302 403 403 403 403 403
    update                  302 302 403 403 403 403 403

    compare                 302 302 403 200 200 200 200
    versions                302 302 403 200 200 200 200
    restore                 302 302 403 403 403 403 302*
    name_version            302 302 403 403 403 403 302*
    merge                   302 302 403 403 403 403 302

    links                   302 302 403 403 403 403 302*
    revoke                  302 302 403 403 403 403 403
    keep                    401 401 403 403 403 200 200
    here                    401 401 403 403 403 403 200
    unsaved                 302 302 404 404 404 404 404

    photo_facts             302 302 405 405 405 405 405
    pick_contests           302 302 405 405 405 405 405
    pick_stories            302 302 405 405 405 405 405
    pick_photos             302 302 405 405 405 405 405
    suggest                 302 302 403 200 200 200 200
    lint                    302 302 403 200 200 200 200
"""
STRANGERS = ["nobody", "editor who left", "no role", "photo editor", "producer", "reporter, other's"]
STRANGERS += ["sport editor, politics"]
ANSWERS = {line.split()[0]: line.split()[1:] for line in ADDRESSES.strip().splitlines() if line.strip()}


def addresses() -> dict[str, Any]:
    """Every address of the stories' desk by its short name."""
    desk = admin.site.get_model_admin(Article)
    return {(url.name or "None").removeprefix("articles_article_"): url for url in desk.get_urls()}


def test_every_address_has_a_line_in_the_table():
    assert set(addresses()) == set(ANSWERS)


def everything_about(story: Article) -> list[Any]:
    """Its row and all rows that hang on it, but for what people keep for themselves or say by being there."""
    own = {"unsavedwork", "presence", "attention"}
    rows: list[Any] = list(Article.objects.filter(pk=story.pk).values())
    for relation in Article._meta.related_objects:
        model: type[models.Model] = relation.related_model
        if model._meta.model_name not in own:
            rows += model._default_manager.filter(**{relation.field.name: story.pk}).order_by("pk").values()
    return rows


@dataclass
class Somebodys:
    """A story of somebody else with all that may hang on one, and what its own people would send."""

    story: Article
    link: PreviewLink
    work: UnsavedWork
    boss: Client

    def boxes(self) -> dict[str, Any]:
        return filled(self.boss.get(_change(self.story.pk)), headline="Hijacked")

    def seen(self) -> str:
        """What the page that asks what readers are told has of the change it shows."""
        page = self.boss.get(reverse("admin:articles_article_update", args=[self.story.pk]))
        return str(page.context["form"]["seen"].value())


@pytest.fixture
def somebodys(log_in) -> Somebodys:
    writer = UserFactory(role="Reporter")
    story = Article.objects.get(pk=MAKERS["changed"]({"created_by": writer}).pk)
    link = make_link(story.pk, made_for="Ida Brandt", by=writer, now=NOW)
    work = UnsavedWork.objects.create(user=writer, article=story, place=f"story:{story.pk}", boxes={}, at=NOW)
    return Somebodys(story, link, work, log_in(superuser=True))


def _change(pk: int) -> str:
    return reverse("admin:articles_article_change", args=[pk])


def arguments(name: str, of: Somebodys) -> list[Any]:
    pattern = str(addresses()[name].pattern)
    if name == "unsaved":
        return [of.work.pk]
    more = {"revoke": [of.link.pk], "restore": [1], "name_version": [1]}
    return [of.story.pk, *more.get(name, [])] if "_id" in pattern else []


def sent_to(name: str, of: Somebodys) -> dict[str, Any]:
    """What would do the most harm."""
    if name in ("add", "change", "merge"):
        buttons = {"_publish": "", "_ready": "", "_review": "", "_link": "", "link_hours": "48"}
        return of.boxes() | buttons | {"case": "made up"}
    chosen = {"action": "withdraw_selected", "_selected_action": [of.story.pk]}
    return {
        "delete": {"post": "yes"},
        "changelist": chosen | {"confirmed": "1", "reason": "Mine now."},
        "send_back": {"note": "Mine now."},
        "withdraw": {"reason": "Mine now."},
        "update": {"kind": "silent", "when": "now", "seen": of.seen() if name == "update" else ""},
        "restore": {"seen": of.story.lock_version},
        "name_version": {"name": "Mine now"},
        "links": {"link_for": "Me", "link_hours": "48"},
    }.get(name, {"story": of.story.pk, "q": "x", "body": "<p>x</p>"})


def post(person: Any, name: str, of: Somebodys, sent: dict[str, Any]) -> Any:
    browser = browser_of(person) if person else Client()
    url = addresses()[name]
    address = reverse(f"admin:{url.name}", args=arguments(name, of)) if url.name else f"{LIST}{of.story.pk}/"
    if name in ("keep", "here"):
        sent = {
            "user": person.pk if person else None,
            "story": of.story.pk,
            "tab": "t",
            "version": 1,
            "boxes": {"headline": ["x"]},
        }
        return browser.post(address, sent, content_type="application/json")
    return browser.post(address, sent)


@pytest.mark.parametrize("name", ANSWERS)
def test_made_up_requests_to_every_address_change_nothing_of_somebody_elses(somebodys, name):
    sent, before = sent_to(name, somebodys), everything_about(somebodys.story)
    readers, answered = standing(somebodys.story.pk)[1], []
    for kind, expected in zip(STRANGERS, ANSWERS[name], strict=True):
        person = make_person(kind) if kind != "nobody" else None
        answered.append(str(post(person, name, somebodys, sent).status_code))
        after = everything_about(somebodys.story)
        if expected.endswith("*"):
            answered[-1] += "*"
            before = after
        assert after == before, kind
    assert answered == ANSWERS[name]
    assert standing(somebodys.story.pk)[1] == readers
    assert UnsavedWork.objects.filter(pk=somebodys.work.pk).exists()


def test_whoever_has_no_role_reads_nothing_of_it(somebodys):
    for name, url in addresses().items():
        address = reverse(f"admin:{url.name}", args=arguments(name, somebodys)) if url.name else LIST
        for kind in STRANGERS[:3]:
            browser = browser_of(make_person(kind)) if kind != "nobody" else Client()
            assert browser.get(address).status_code in (302, 401, 403, 404, 405), (name, kind)
