"""Saves that meet at the same instant, on whichever database the tests run, and saves of very long texts."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles.models import Article, Revision
from articles.workflow.permissions import ensure_roles
from tests.admin.conftest import filled, words
from tests.factories import ArticleFactory, SectionFactory, UserFactory

ADD = reverse("admin:articles_article_add")


@pytest.fixture
def roles(transactional_db: None) -> None:
    ensure_roles()


def client_of(user) -> Client:
    client = Client(raise_request_exception=True)
    client.force_login(user)
    return client


def at_once(*sent) -> list:
    """Send several forms (client, address, data) at the same instant; returns the answers."""
    start = Barrier(len(sent))

    def send(client, address, data):
        start.wait()
        try:
            return client.post(address, data)
        finally:
            connection.close()

    with ThreadPoolExecutor(len(sent)) as pool:
        return list(pool.map(send, *zip(*sent, strict=True)))


def two_forms(*boxes) -> tuple[Article, list]:
    story = ArticleFactory(headline="Draft", dek="", kicker="")
    address = reverse("admin:articles_article_change", args=[story.pk])
    clients = [client_of(UserFactory(role="Editor")) for _ in boxes]
    forms = [filled(client.get(address), _save="", **box) for client, box in zip(clients, boxes, strict=True)]
    return story, [(client, address, form) for client, form in zip(clients, forms, strict=True)]


def test_two_saves_of_one_box_at_one_instant_one_wins_and_the_other_is_asked(roles):
    for _ in range(3):
        story, sent = two_forms({"headline": "One"}, {"headline": "Other"})
        answers = at_once(*sent)
        assert sorted(answer.status_code for answer in answers) == [302, 409]
        story.refresh_from_db()
        won = sent[0 if answers[0].status_code == 302 else 1][2]["headline"]
        assert story.headline == won
        kept = {one.content["headline"] for one in Revision.objects.filter(article=story)}
        assert kept == {"Draft", "One", "Other"}


def test_two_saves_of_different_boxes_at_one_instant_both_stand(roles):
    for _ in range(3):
        story, sent = two_forms({"kicker": "One"}, {"dek": "Other"})
        assert [answer.status_code for answer in at_once(*sent)] == [302, 302]
        story.refresh_from_db()
        assert (story.kicker, story.dek) == ("One", "Other")


def test_a_double_click_on_save_makes_one_story(roles):
    user = UserFactory(role="Editor")
    client = client_of(user)
    form = filled(client.get(ADD), headline="Ferry line approved", _save="")
    answers = at_once((client, ADD, form), (client_of(user), ADD, form))
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].url == answers[1].url
    assert Article.objects.count() == 1


def test_a_story_deleted_at_the_instant_it_is_saved_is_no_error(roles):
    story, sent = two_forms({"headline": "One"})
    deleter = client_of(UserFactory(role="Editor"))
    delete = reverse("admin:articles_article_delete", args=[story.pk])
    saved, deleted = at_once(*sent, (deleter, delete, {"post": "yes"}))
    assert saved.status_code in (302, 409)
    assert deleted.status_code == 302
    if saved.status_code == 409:
        assert "Somebody has deleted this story" in words(saved)


def test_a_section_deleted_at_the_instant_a_story_goes_into_it_is_no_error(roles):
    section = SectionFactory(name="Sport")
    _, sent = two_forms({"headline": "One", "section": section.pk})
    deleter = client_of(UserFactory(is_superuser=True))
    delete = reverse("admin:articles_section_delete", args=[section.pk])
    saved, deleted = at_once(*sent, (deleter, delete, {"post": "yes"}))
    assert saved.status_code in (200, 302)
    assert deleted.status_code in (200, 302, 403)  # 403: a section that has stories stays
    if saved.status_code == 200:
        assert filled(saved)["headline"] == "One"


# --- Two megabytes from a word processor

_PARAGRAPH = (
    '<p class="MsoNormal" style="margin-bottom:.0001pt;text-align:justify;mso-fareast-language:EN-US"><span '
    'lang="EN-US" style="font-size:12.0pt;font-family:&quot;Times New Roman&quot;,serif;color:black"><o:p>&nbsp;</o:p>'
    "The harbor commission met on Tuesday, number {}, and <b style='mso-bidi-font-weight:normal'>voted</b> to go on."
    "<br "
    "style='mso-special-character:line-break'></span></p><!--[if !supportLists]--><![endif]-->\n"
)


def _pasted(size: int) -> str:
    head = "<style>p.MsoNormal{margin:0}</style><xml><w:WordDocument/></xml>"
    return head + "".join(_PARAGRAPH.format(number) for number in range(size // len(_PARAGRAPH)))


def test_two_megabytes_from_a_word_processor_are_saved(editor):
    story = ArticleFactory()
    address = reverse("admin:articles_article_change", args=[story.pk])
    data = filled(editor.get(address), body=_pasted(2_000_000), _save="")
    started = time.process_time()
    assert editor.post(address, data).status_code == 302
    assert time.process_time() - started < 3
    story.refresh_from_db()
    assert story.body.count("<b>voted</b>") > 4_000
    assert "mso" not in story.body


def test_two_megabytes_that_meet_anothers_save_are_kept(log_in):
    ann, bo = log_in("Editor"), log_in("Editor")
    story = ArticleFactory()
    address = reverse("admin:articles_article_change", args=[story.pk])
    mine = filled(bo.get(address), body=_pasted(2_000_000), _save="")
    ann.post(address, filled(ann.get(address), body="<p>Hers.</p>", _save=""))
    started = time.process_time()
    page = bo.post(address, mine)
    assert page.status_code == 409
    assert time.process_time() - started < 6
    assert Revision.objects.get(kind=Revision.Kind.SET_ASIDE).content["body"].count("voted") > 4_000


def test_what_is_beyond_every_story_is_refused_in_words(editor, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 200_000
    data = filled(editor.get(ADD), headline="Long", body="x" * 300_000, _save="")
    page = editor.post(ADD, data)
    assert page.status_code == 413
    assert "Go back in your browser: what you wrote is still there" in words(page)
    assert not Article.objects.exists()
