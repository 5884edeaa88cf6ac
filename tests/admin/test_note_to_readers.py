"""A note to readers is typed before it can go out: nothing on the way to publication may lose it."""

from datetime import timedelta

import pytest
from django.urls import reverse

from articles.models import Correction
from tests.admin.conftest import filled, messages
from tests.factories import NOW, live_story

NOTE = "An earlier version named the wrong ferry."


@pytest.mark.parametrize("button", ["_save", "_publish"])
def test_a_note_that_did_not_go_out_is_back_in_its_box_once(editor, button):
    story = live_story()
    change = reverse("admin:articles_article_change", args=[story.pk])
    late = (NOW + timedelta(days=1)).strftime("%Y-%m-%d")  # refused: readers have the story already
    asked = {
        "update_kind": "correction",
        "reader_note": NOTE,
        "publish_at_0": late,
        "publish_at_1": "06:00",
        button: "",
    }
    back = editor.post(change, filled(editor.get(change), **asked), follow=True)
    assert not Correction.objects.exists()
    form = filled(back)
    assert (form["update_kind"], form["reader_note"]) == ("correction", NOTE)
    assert not filled(editor.get(change))["reader_note"]

    editor.post(change, {**form, "publish_at_0": "", "publish_at_1": "", "_publish": ""})
    assert Correction.objects.get().note == NOTE
    assert not filled(editor.get(change))["reader_note"]


def test_sending_to_review_says_so(log_in):
    add = reverse("admin:articles_article_add")
    reporter = log_in("Reporter")
    sent = reporter.post(add, filled(reporter.get(add), headline="Flash", _review=""), follow=True)
    assert "Sent to review: Flash. Editors find it under “Needs review”." in messages(sent)
