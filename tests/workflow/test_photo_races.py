"""Several people at one photo at the same instant: whoever comes first, readers end up without it, once, and nobody
waits for somebody who waits for them. On both databases."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from articles.models import Article, AuditLine, Photo, PhotoErrand, PublishedArticle
from articles.photos.putting_away import public_files
from articles.workflow import PublicationRefused, note_photo_change, publish_article, withdraw_article
from articles.workflow.photo_errands import do_due_photos
from articles.workflow.photo_rights import Outcome, Rights, bring_back_photo, hold_photo, kill_photo, save_rights
from articles.workflow.reprojecting import reproject
from tests.factories import ArticleFactory, live_story, photo_with_picture
from tests.workflow.test_bad_moments import at_once

pytestmark = pytest.mark.django_db(transaction=True)

TIMES = 4


def shown(photo):
    return [row.pk for row in PublishedArticle.objects.all() if photo.fingerprint[2:22] in str((row.lead, row.blocks))]


@pytest.mark.parametrize("color", ["red", "green", "blue"][:TIMES])
def test_two_take_it_back_at_once(color):
    photo, now = photo_with_picture(color=color), timezone.now()
    for _ in range(3):
        live_story(lead_photo=photo, at=now - timedelta(hours=1))
    results = at_once(*(lambda: kill_photo(photo.pk, reason="Not ours.", by=None, now=now) for _ in range(3)))
    assert all(isinstance(one, Outcome) for one in results), results
    assert [one.is_done for one in results].count(True) == 1
    assert AuditLine.objects.filter(verb=AuditLine.Verb.PHOTO_KILLED).count() == 3
    assert shown(photo) == []


def test_it_is_taken_back_while_stories_with_it_go_out():
    for turn in range(TIMES):
        photo, now = photo_with_picture(color=(60 * turn, 90, 90)), timezone.now()
        old = live_story(lead_photo=photo, at=now - timedelta(hours=1))
        Article.objects.filter(pk=old.pk).update(headline="Other words")
        new = ArticleFactory(lead_photo=photo)
        results = at_once(
            lambda pk=old.pk, now=now: publish_article(pk, by=None, now=now),
            lambda pk=photo.pk, now=now: kill_photo(pk, reason="Not ours.", by=None, now=now),
            lambda pk=new.pk, now=now: publish_article(pk, by=None, now=now),
        )
        assert isinstance(results[1], Outcome), results
        for one in (results[0], results[2]):
            assert isinstance(one, PublishedArticle | PublicationRefused), results
        assert shown(photo) == []
        assert not list(public_files(photo.fingerprint))


def test_it_is_taken_back_while_its_words_are_saved_and_its_stories_printed_anew_and_withdrawn():
    for turn in range(TIMES):
        photo, now = photo_with_picture(color=(60 * turn, 10, 90)), timezone.now()
        stories = [live_story(lead_photo=photo, at=now - timedelta(hours=1)) for _ in range(3)]

        def save_words(pk=photo.pk, now=now):
            with transaction.atomic():
                held, _ = hold_photo(pk)
                held.credit = "Somebody else"
                held.save()
                return note_photo_change(held, now=now)

        results = at_once(
            lambda pk=photo.pk, now=now: kill_photo(pk, reason="Not ours.", by=None, now=now),
            save_words,
            lambda pk=stories[0].pk, now=now: reproject(pk, now=now),
            lambda pk=stories[1].pk, now=now: withdraw_article(pk, by=None, now=now, reason="Wrong."),
            lambda pk=photo.pk, now=now: save_rights(pk, Rights(rights_end_at=now), by=None, now=now),
        )
        assert not [one for one in results if isinstance(one, Exception)], results
        assert shown(photo) == []
        assert Photo.objects.get(pk=photo.pk).killed_at == now


def test_one_takes_it_back_while_another_brings_it_back():
    photo, now = photo_with_picture(), timezone.now()
    live_story(lead_photo=photo, at=now - timedelta(hours=1))
    for _ in range(TIMES):
        results = at_once(
            lambda: kill_photo(photo.pk, reason="Not ours.", by=None, now=now),
            lambda: bring_back_photo(photo.pk, by=None, now=now),
            lambda: list(do_due_photos(now=now)),
        )
        assert not [one for one in results if isinstance(one, Exception)], results
        is_killed = Photo.objects.get(pk=photo.pk).killed_at is not None
        assert bool(shown(photo)) != is_killed
        list(do_due_photos(now=now + timedelta(hours=2)))
        assert bool(list(public_files(photo.fingerprint))) != is_killed
        assert PhotoErrand.objects.get().not_before is None
