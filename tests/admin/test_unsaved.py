"""Unsaved work at the desk: what the script of the form sends, what somebody finds who comes back, going on,
discarding; and who else has a story open. The script itself is tested in tests/browser/test_unsaved.py."""

import html
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import User
from django.test import Client
from lxml import html as lxml_html

from articles.models import (
    Article,
    ArticlePhoto,
    AuditLine,
    Byline,
    Presence,
    RelatedLink,
    Revision,
    Topic,
    UnsavedWork,
)
from articles.unsaved import Work, beat, keep_work
from articles.unsaved.work import MOST_LOOSE
from articles.workflow import note_save
from tests.admin.conftest import filled, row, words
from tests.factories import NOW, ArticleFactory, ContributorFactory, PhotoFactory, TopicFactory, UserFactory, link

KEEP, HERE = "/admin/articles/article/keep/", "/admin/articles/article/here/"
TAB = "0b7c2f0e-1111-4222-8333-444455556666"
ADD = "/admin/articles/article/add/"


@pytest.fixture(autouse=True)
def _the_clock_stands() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def change(story: Article) -> str:
    return f"/admin/articles/article/{story.pk}/change/"


def user_of(client: Client) -> Any:
    return client.get("/admin/").wsgi_request.user


def send(client: Client, address: str, body: Any = None, **parts: Any) -> Any:
    """What the script sends, with some of it said anew."""
    if not isinstance(body, bytes) and (body is None or parts):
        known = {"user": int(client.session["_auth_user_id"]), "story": None, "tab": TAB, "version": None, "boxes": {}}
        body = known | parts
    return client.post(address, body if isinstance(body, bytes) else json.dumps(body), "application/json")


def as_boxes(form: dict[str, Any]) -> dict[str, list[str]]:
    return {
        name: [
            str(one)
            for one in (value if isinstance(value, list) else list(value) if isinstance(value, set) else [value])
        ]
        for name, value in form.items()
        if value is not None
    }


def type_into(client: Client, story: Article | None, **boxes: Any) -> dict[str, Any]:
    """Open the form, type, and have it kept: what Save would send then."""
    form = filled(client.get(change(story) if story else ADD), **boxes)
    version = int(form["opened_version"]) if story else None
    told = send(client, KEEP, story=story and story.pk, tab=form["tab"], version=version, boxes=as_boxes(form))
    assert told.json() == {"kept_at": "5:00:00 PM"}
    return form


# --- Keeping


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["Editor", "Reporter"])
def test_keeping_takes_at_most_five_queries(log_in, role: str, django_assert_max_num_queries) -> None:
    client, story = log_in(role), ArticleFactory()
    me = int(client.session["_auth_user_id"])
    for article_id in (story.pk, story.pk, None, None):
        body = {"user": me, "story": article_id, "tab": TAB, "version": 2, "boxes": {"headline": ["Pier"]}}
        with django_assert_max_num_queries(5):
            assert send(client, KEEP, body).status_code == 200
    assert UnsavedWork.objects.count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 30])
def test_a_form_with_unsaved_work_waiting_asks_the_same_however_much_there_is(
    editor: Client, rows: int, django_assert_num_queries
) -> None:
    """Rows of every kind, topics, and as many windows in which something was typed."""
    story = ArticleFactory(section__name="Harbor")
    for number, target in enumerate(ArticleFactory.create_batch(rows)):
        link(story, target, position=number)
        Byline.objects.create(article=story, contributor=ContributorFactory(), position=number)
        ArticlePhoto.objects.create(article=story, photo=PhotoFactory(), position=number)
    story.topics.set(TopicFactory.create_batch(rows))
    note_save(story.pk, by=None, now=NOW)
    new = [ContributorFactory(), *ContributorFactory.create_batch(rows), *ArticleFactory.create_batch(rows)]
    more = row(rows, "bylines", contributor=new[0].pk)
    for number, (name, target) in enumerate(zip(new[1:], new[rows + 1 :], strict=False)):
        more |= row(rows + 1 + number, "bylines", contributor=name.pk) | row(rows + number, target=target.pk)
    more |= {"bylines-TOTAL_FORMS": 2 * rows + 1, "related_links-TOTAL_FORMS": 2 * rows}
    typed = as_boxes(type_into(editor, story, headline="Typed", **more))
    me = user_of(editor).pk
    for number in range(1, rows + 1):
        beside = Work(article_id=story.pk, tab=f"window-{number}", opened_version=1, boxes=typed, is_beside=True)
        keep_work(me, beside, now=NOW)
    editor.get(change(story))
    with django_assert_num_queries(23):
        page = editor.get(change(story))
    assert page.content.decode().count("You have unsaved work from") == min(rows + 1, MOST_LOOSE)
    fill = f"{change(story)}?unsaved={UnsavedWork.objects.latest('pk').pk}"
    with django_assert_num_queries(20):
        editor.get(fill)


@pytest.mark.django_db
def test_keeping_leaves_the_story_its_versions_and_its_log_alone(editor: Client) -> None:
    story = ArticleFactory()
    before = list(Article.objects.values()), Revision.objects.count(), AuditLine.objects.count()
    type_into(editor, story, headline="Typed")
    assert (list(Article.objects.values()), Revision.objects.count(), AuditLine.objects.count()) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"\xff\xfe", 400),
        (b"[" * 100_000, 400),
        (b"[]", 400),
        ({"user": None}, 401),
        ({"user": 10**30}, 401),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(editor: Client, body: Any, status: int) -> None:
    for address in (KEEP, HERE):
        answer = send(editor, address, body)
        assert answer.status_code == status
        assert answer.json()["error"].endswith(".")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "crafted",
    [
        {"story": -1},
        {"story": "17"},
        {"story": True},
        {"story": 1.5},
        {"story": 10**400},
        {"tab": ""},
        {"tab": "x" * 37},
        {"tab": "a/b"},
        {"tab": 7},
        {"version": -1},
        {"version": 2**31},
        {"version": "2"},
        {"boxes": None},
        {"boxes": [["headline", "x"]]},
        {"boxes": {"headline": "x"}},
        {"boxes": {"headline": [None]}},
        {"age": -1},
        {"age": "x"},
        {"age": float("nan")},
        {"age": 1e400},
    ],
)
def test_crafted_parts_are_refused_and_keep_nothing(editor: Client, crafted: dict[str, Any]) -> None:
    answer = send(editor, KEEP, **crafted)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")
    assert not UnsavedWork.objects.exists()


@pytest.mark.django_db
def test_halves_of_characters_and_nul_are_kept_without_them(editor: Client) -> None:
    user = user_of(editor).pk
    body = json.dumps({"user": user, "story": None, "tab": TAB, "boxes": {"headline": ["Pier \ud83d opens\0 😀"]}})
    assert send(editor, KEEP, body.encode()).status_code == 200
    assert UnsavedWork.objects.get().headline == "Pier opens 😀"


@pytest.mark.django_db
def test_two_megabytes_are_kept_and_too_much_is_refused_with_what_to_do(editor: Client) -> None:
    assert send(editor, KEEP, boxes={"body": ["x" * 2_000_000]}).status_code == 200
    for size in (4_200_000, 13_000_000):
        answer = send(editor, KEEP, boxes={"body": ["x" * size]})
        assert answer.status_code == 413
        assert "more than can be kept" in answer.json()["error"]
    assert len(UnsavedWork.objects.get().boxes["body"][0]) == 2_000_000


@pytest.mark.django_db
def test_whoever_is_logged_out_is_told_so_and_not_sent_elsewhere(client: Client) -> None:
    for address in (KEEP, HERE):
        answer = client.post(address, "{}", "application/json")
        assert (answer.status_code, answer.json()["login"]) == (401, "/admin/login/")
        assert "Log in in another tab" in answer.json()["error"]


@pytest.mark.django_db
def test_what_one_person_typed_is_not_kept_for_another_who_logged_in_meanwhile(editor: Client) -> None:
    answer = send(editor, KEEP, user=UserFactory().pk)
    assert answer.status_code == 401
    assert "Somebody else is logged in" in answer.json()["error"]
    assert not UnsavedWork.objects.exists()


@pytest.mark.django_db
def test_a_photo_editor_and_a_question_without_a_token_are_refused(log_in) -> None:
    assert send(log_in("Photo editor"), KEEP).status_code == 403
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(UserFactory(role="Editor"))
    assert send(strict, KEEP).status_code == 403
    assert strict.get(KEEP).status_code == 405
    assert not UnsavedWork.objects.exists()


# --- Coming back


@pytest.mark.django_db
def test_who_comes_back_is_shown_the_difference_before_anything_else(editor: Client) -> None:
    story = ArticleFactory(headline="Pier opens")
    type_into(editor, story, headline="Pier opens a week early")
    page = editor.get(change(story))
    assert "You have unsaved work from 5:00 PM" in words(page)
    assert filled(page)["headline"] == "Pier opens"
    work = UnsavedWork.objects.get()
    assert f'href="/admin/articles/article/unsaved/{work.pk}/"' in page.content.decode()
    shown = editor.get(f"/admin/articles/article/unsaved/{work.pk}/")
    assert [change.field for change in shown.context["changes"]] == ["headline"]
    assert "Your unsaved work from 5:00 PM, and how it differs from the saved story." in words(shown)
    assert "Go on with it" in words(shown)


@pytest.mark.django_db
def test_going_on_fills_the_form_with_everything_that_was_typed_and_saving_it_ends_it(editor: Client) -> None:
    story, other, topic = ArticleFactory(), ArticleFactory(headline="The ferry"), TopicFactory(name="Harbor")
    link(story, other)
    writer = ContributorFactory(name="Dana Reed")
    extra = row(0, "bylines", contributor=str(writer.pk)) | {"bylines-TOTAL_FORMS": "1"}
    typed = {"headline": "Pier opens early", "body": "<p>Planks.</p>", "topics": [str(topic.pk)], **extra}
    form = type_into(editor, story, **typed, **{"related_links-0-title": "The boat"})
    address = f"{change(story)}?unsaved={UnsavedWork.objects.get().pk}"
    page = editor.get(address)
    again = filled(page)
    assert "This is your unsaved work" in words(page)
    assert "You have unsaved work" not in words(page)
    assert b"desk-fault" not in page.content
    assert b"errornote" not in page.content
    assert {again[name] for name in ("headline", "related_links-0-title")} == {"Pier opens early", "The boat"}
    assert (again["opened_version"], again["tab"]) == (form["opened_version"], form["tab"])
    editor.post(address, again)
    story.refresh_from_db()
    assert (story.headline, story.body) == ("Pier opens early", "<p>Planks.</p>")
    assert list(story.topics.all()) == [topic] == list(Topic.objects.all())
    assert Byline.objects.get().contributor == writer
    assert RelatedLink.objects.get().title == "The boat"
    assert not UnsavedWork.objects.exists()
    assert "unsaved work" not in words(editor.get(change(story)))


@pytest.mark.django_db
def test_going_on_shows_no_faults_before_somebody_saves(editor: Client) -> None:
    story = ArticleFactory()
    type_into(editor, story, publish_at_0="2026-13-45", publish_at_1="99:99", section="987654")
    page = editor.get(f"{change(story)}?unsaved={UnsavedWork.objects.get().pk}")
    assert page.status_code == 200
    assert b"desk-fault" not in page.content
    assert 'value="2026-13-45"' in page.content.decode()


@pytest.mark.django_db
def test_a_row_that_another_deleted_meanwhile_is_still_there_when_going_on(editor: Client) -> None:
    story, one, two = ArticleFactory(), ArticleFactory(headline="One"), ArticleFactory(headline="Two")
    gone, _stays = link(story, one), link(story, two)
    type_into(editor, story, **{"related_links-0-title": "My title of One"})
    gone.delete()
    note_save(story.pk, by=UserFactory(), now=NOW)
    again = filled(editor.get(f"{change(story)}?unsaved={UnsavedWork.objects.get().pk}"))
    assert (again["related_links-INITIAL_FORMS"], again["related_links-TOTAL_FORMS"]) == ("1", "2")
    assert (again["related_links-0-target"], again["related_links-1-target"]) == (str(two.pk), str(one.pk))
    assert (again.get("related_links-1-id", ""), again["related_links-1-title"]) == ("", "My title of One")


@pytest.mark.django_db
def test_unsaved_work_that_says_what_the_story_says_is_dropped_without_a_word(editor: Client) -> None:
    story = ArticleFactory()
    type_into(editor, story)
    assert "unsaved work" not in words(editor.get(change(story)))
    assert not UnsavedWork.objects.exists()


@pytest.mark.django_db
def test_where_another_saved_since_one_sees_what_one_changed_oneself(editor: Client) -> None:
    story = ArticleFactory()
    note_save(story.pk, by=None, now=NOW)
    type_into(editor, story, headline="Mine")
    Article.objects.filter(pk=story.pk).update(dek="Theirs")
    note_save(story.pk, by=UserFactory(first_name="Dana", last_name="Reed"), now=NOW)
    shown = editor.get(f"/admin/articles/article/unsaved/{UnsavedWork.objects.get().pk}/")
    assert [change.field for change in shown.context["changes"]] == ["headline"]
    assert "Dana Reed saved this story at 5:00 PM ET. When you save, the two are brought together." in words(shown)


@pytest.mark.django_db
def test_discarding_drops_it_and_only_when_asked_with_post(editor: Client) -> None:
    story = ArticleFactory()
    type_into(editor, story, headline="Typed")
    address = f"/admin/articles/article/unsaved/{UnsavedWork.objects.get().pk}/"
    editor.get(address)
    assert UnsavedWork.objects.exists()
    page = editor.post(address, follow=True)
    assert "Discarded. The story stands as it was saved." in words(page)
    assert page.redirect_chain == [(change(story), 302)]
    assert not UnsavedWork.objects.exists()
    assert editor.get(address).status_code == 404


@pytest.mark.django_db
def test_nobody_sees_or_discards_the_work_of_another(editor: Client) -> None:
    story = ArticleFactory()
    keep_work(UserFactory().pk, Work(story.pk, TAB, 1, {"headline": ["Secret"]}), now=NOW)
    address = f"/admin/articles/article/unsaved/{UnsavedWork.objects.get().pk}/"
    assert editor.get(address).status_code == editor.post(address).status_code == 404
    assert editor.get(f"{change(story)}?unsaved={UnsavedWork.objects.get().pk}").status_code == 404
    assert "unsaved work" not in words(editor.get(change(story)))
    assert UnsavedWork.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("asked", ["0", "987654", "x", "9" * 40, "-1", "١"])
def test_going_on_with_what_is_not_there_opens_the_saved_story_and_says_so(editor: Client, asked: str) -> None:
    story = ArticleFactory()
    page = editor.get(f"{change(story)}?unsaved={asked}", follow=True)
    assert page.redirect_chain == [(change(story), 302)]
    assert "it was saved, or discarded" in words(page)


@pytest.mark.django_db
def test_work_on_one_story_does_not_fill_the_form_of_another(editor: Client) -> None:
    story, other = ArticleFactory(), ArticleFactory()
    type_into(editor, story, headline="Typed")
    assert editor.get(f"{change(other)}?unsaved={UnsavedWork.objects.get().pk}").status_code == 404
    assert editor.get(f"{ADD}?unsaved={UnsavedWork.objects.get().pk}").status_code == 404


@pytest.mark.django_db
def test_new_stories_that_were_never_saved_are_listed_where_the_next_is_begun(editor: Client) -> None:
    form = type_into(editor, None, headline="Fire on Quay Street", body="<p>Smoke.</p>")
    page = editor.get(ADD)
    assert "You have unsaved work from 5:00 PM: “Fire on Quay Street”." in words(page)
    work = UnsavedWork.objects.get()
    shown = editor.get(f"/admin/articles/article/unsaved/{work.pk}/")
    assert "headline" in [change.field for change in shown.context["changes"]]
    again = filled(editor.get(f"{ADD}?unsaved={work.pk}"))
    assert (again["headline"], again["tab"]) == ("Fire on Quay Street", form["tab"])
    editor.post(f"{ADD}?unsaved={work.pk}", again)
    assert Article.objects.get().headline == "Fire on Quay Street"
    assert not UnsavedWork.objects.exists()


@pytest.mark.django_db
def test_a_save_that_is_refused_keeps_the_work_and_shows_no_notice_about_itself(editor: Client) -> None:
    story = ArticleFactory()
    form = type_into(editor, story, headline="Typed", publish_at_0="2026-13-45", publish_at_1="1:00")
    page = editor.post(change(story), form)
    assert b"desk-fault" in page.content
    assert "unsaved work" not in words(page)
    assert UnsavedWork.objects.exists()


@pytest.mark.django_db
def test_a_keep_that_overtakes_its_save_is_not_offered_afterwards(
    editor: Client, django_capture_on_commit_callbacks
) -> None:
    for story in (ArticleFactory(), None):
        form = type_into(editor, story, headline="Typed")
        with django_capture_on_commit_callbacks(execute=True):
            editor.post(change(story) if story else ADD, form | {"headline": "Typed and saved"})
        send(editor, KEEP, story=story and story.pk, tab=form["tab"], version=2, boxes=as_boxes(form))
        assert not UnsavedWork.objects.exists()
        assert "unsaved work" not in words(editor.get(change(story) if story else ADD))


@pytest.mark.django_db
def test_the_page_tells_the_browser_which_forms_were_saved(editor: Client) -> None:
    story = ArticleFactory()
    form = filled(editor.get(change(story)), headline="Saved")
    page = editor.post(change(story), form, follow=True)
    assert f'data-saved-tabs="{form["tab"]}"' in page.content.decode()


@pytest.mark.django_db
def test_what_a_browser_held_is_answered_with_a_notice(editor: Client) -> None:
    story = ArticleFactory(headline="Pier opens")
    form = as_boxes(filled(editor.get(change(story)), headline="<b>Offline</b>"))
    told = send(editor, KEEP, story=story.pk, version=2, boxes=form, age=7200).json()
    assert "You have unsaved work from" in told["notice"]
    assert "3:00 PM" in told["notice"]
    same = as_boxes(filled(editor.get(change(story))))
    assert send(editor, KEEP, story=story.pk, tab="other", version=2, boxes=same, age=1).json() == {"notice": ""}
    assert send(editor, KEEP, tab="new", boxes=form, age=1).json()["notice"].count("&lt;b&gt;Offline") == 1


@pytest.mark.django_db
def test_whoever_may_only_read_a_story_has_no_script_to_keep_it_with(log_in) -> None:
    page = log_in("Reporter").get(change(ArticleFactory()))
    assert b"data-unsaved" not in page.content


@pytest.mark.django_db
def test_the_script_is_loaded_with_the_form(editor: Client) -> None:
    page = editor.get(ADD).content.decode()
    assert "articles/desk/unsaved.js" in page
    assert "articles/desk/rows.js" in page
    assert f'data-keep="{KEEP}"' in page


# --- Who else is here


@pytest.mark.django_db
def test_one_is_told_who_else_has_the_story_open_and_who_saved_it(editor: Client) -> None:
    story, dana = ArticleFactory(), UserFactory(role="Editor", first_name="Dana", last_name="Reed")
    beat(story.pk, dana.pk, now=NOW, typed_at=NOW - timedelta(seconds=20))
    told = send(editor, HERE, story=story.pk, version=story.lock_version, typed_ago=None).json()
    assert told == {"others": ["Dana Reed has this open, last typed 20 s ago"], "who": ["Dana Reed"], "saved": ""}
    Article.objects.filter(pk=story.pk).update(dek="New")
    note_save(story.pk, by=dana, now=NOW)
    with time_machine.travel(NOW + timedelta(minutes=1), tick=False):
        told = send(editor, HERE, story=story.pk, version=story.lock_version, typed_ago=3).json()
    assert told["others"] == []
    assert told["saved"].startswith("Dana Reed saved this story at 5:00 PM ET.")
    assert Presence.objects.get(user_id=user_of(editor).pk).typed_at == NOW + timedelta(seconds=57)


@pytest.mark.django_db
def test_ones_own_save_from_another_window_is_told_as_that_and_from_this_one_not_at_all(editor: Client) -> None:
    story, me = ArticleFactory(), user_of(editor)
    opened = story.lock_version
    Article.objects.filter(pk=story.pk).update(dek="New")
    note_save(story.pk, by=me, now=NOW, tab="other")
    said = send(editor, HERE, story=story.pk, version=opened).json()["saved"]
    assert said.startswith("You saved this story in another window at")
    assert send(editor, HERE, story=story.pk, version=opened, tab="other").json()["saved"] == ""


@pytest.mark.django_db
def test_a_story_that_is_deleted_or_not_ones_own_is_told_in_words(editor: Client, log_in) -> None:
    assert "has deleted this story" in send(editor, HERE, story=987654).json()["saved"]
    assert "has deleted this story" in send(editor, HERE).json()["saved"]
    answer = send(log_in("Reporter"), HERE, story=ArticleFactory().pk)
    assert answer.status_code == 403
    assert not Presence.objects.exists()


@pytest.mark.django_db
def test_unsaved_work_is_shown_to_those_who_may_see_the_story_only(editor: Client) -> None:
    story = ArticleFactory(headline="Pier opens")
    type_into(editor, story, headline="Pier opens a week early")
    me = User.objects.get(pk=editor.session["_auth_user_id"])
    me.groups.clear()
    assert editor.get(f"/admin/articles/article/unsaved/{UnsavedWork.objects.get().pk}/").status_code == 403


# --- Logged out at the moment of saving, without scripts


def _typed_after_the_login_ran_out(story: Article | None, **boxes: Any) -> tuple[Client, Any, dict[str, Any]]:
    user = UserFactory(role="Editor", password="ink")
    user.set_password("ink")
    user.save()
    client, address = Client(), change(story) if story else ADD
    client.force_login(user)
    form = filled(client.get(address), **boxes)
    client.logout()
    return client, client.post(address, form | {"_save": ""}), form


@pytest.mark.django_db
@pytest.mark.parametrize("is_new", [False, True])
def test_what_is_saved_without_a_login_comes_through_the_login_page(is_new: bool) -> None:
    story = None if is_new else ArticleFactory(headline="Pier opens")
    client, page, _ = _typed_after_the_login_ran_out(story, headline="Pier opens, “at last” <now>")
    assert "Your text is kept" in words(page)
    login = lxml_html.fromstring(page.content.decode()).get_element_by_id("login-form")
    assert login.get("action") == f"/admin/login/?next={change(story) if story else ADD}"
    hidden = {"typed_story": page.context["typed_story"]}
    wrong = client.post(login.get("action"), hidden | {"username": User.objects.get().username, "password": "no"})
    assert wrong.context["request"].POST["typed_story"] in html.unescape(wrong.content.decode())
    entered = client.post(
        login.get("action"), hidden | {"username": User.objects.get().username, "password": "ink"}, follow=True
    )
    assert entered.status_code == 200
    assert "You have unsaved work from" in words(entered)
    work = UnsavedWork.objects.get()
    assert (work.headline, work.article) == ("Pier opens, “at last” <now>", story)
    if story is not None:
        story.refresh_from_db()
        assert story.headline == "Pier opens"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "crafted",
    [
        *("{", "[]", "null", '{"story": 1}', "[" * 100_000),
        '{"story": -1, "tab": "t", "version": "1", "boxes": {}}',
        '{"story": null, "tab": "a/b", "version": "1", "boxes": {}}',
        '{"story": null, "tab": "t", "version": 1, "boxes": 7}',
    ],
)
def test_crafted_text_at_the_login_keeps_nobody_out_and_is_not_kept(crafted: str) -> None:
    user = UserFactory(role="Editor")
    user.set_password("ink")
    user.save()
    entered = Client().post("/admin/login/", {"username": user.username, "password": "ink", "typed_story": crafted})
    assert entered.status_code == 302
    assert not UnsavedWork.objects.exists()


@pytest.mark.django_db
def test_without_scripts_empty_rows_are_a_link_away(editor: Client) -> None:
    story, target = ArticleFactory(), ArticleFactory()
    assert "?rows=more" in editor.get(change(story)).content.decode()
    form = filled(editor.get(f"{change(story)}?rows=more"))
    assert form["related_links-TOTAL_FORMS"] == form["bylines-TOTAL_FORMS"] == "3"
    editor.post(change(story), form | {"related_links-1-target": target.pk, "_save": ""})
    assert [row.target for row in story.related_links.all()] == [target]
