"""What an upgrade makes of reasons that feeds never gave: what a person wrote stays."""

import importlib

import pytest
from django.apps import apps

from articles.live import withdraw
from articles.models import Call, Contest, Standing
from tests.factories import ContestFactory, UserFactory
from tests.live.counting import at, count, standing

forget = importlib.import_module("articles.migrations.0021_feeds_give_no_reasons").forget
OLD = "AP does not call it any more."


@pytest.mark.django_db
def test_the_sentence_goes_and_what_people_wrote_stays():
    fed, desk = (ContestFactory(source="ap") for _ in range(2))
    for contest in (fed, desk):
        count(contest, 1, source="ap", ames=9, winners=["ames"])
    count(fed, 2, source="ap", ames=9, winners=[])
    withdraw(Call.objects.get(contest=desk).pk, by=UserFactory(role="Editor"), now=at(3), why=f"They say: {OLD}")
    Call.objects.filter(contest=fed, step="withdrawn").update(note=OLD)
    row = standing(fed)
    row.withdrawn_calls[0]["why"] = OLD
    row.save()
    forget(apps, None)
    assert list(Call.objects.filter(step="withdrawn").order_by("id").values_list("note", flat=True)) == [
        "", f"They say: {OLD}",
    ]  # fmt: skip
    whys = [each.withdrawn_calls[0]["why"] for each in Standing.objects.order_by("contest_id")]
    assert whys == ["", f"They say: {OLD}"]
    assert Contest.objects.count() == 2
