"""The demo newsroom loads through the product's own verbs, and goes on where it was interrupted. What is there then:
test_loaded.py."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from articles.demo.content import STORIES
from articles.demo.load import is_unfinished, load_demo
from articles.demo.people import demo_log_ins, make_people
from articles.demo.results import load_results
from articles.models import Article, PublishedArticle, ResultsLine
from articles.queries.results import read_contest, read_results
from tests.factories import NOW, SpecialCoverageFactory, plain_picture

pytestmark = pytest.mark.django_db


def test_an_interrupted_load_goes_on_where_it_stopped(time_machine):
    time_machine.move_to(NOW, tick=False)
    loading = load_demo(now=NOW, draw=plain_picture)
    for _ in range(40):
        next(loading)
    loading.close()
    assert is_unfinished()
    list(load_demo(now=NOW, draw=plain_picture))
    assert not is_unfinished()
    assert Article.objects.count() == len(STORIES)
    assert PublishedArticle.objects.count() == sum(story.state not in ("draft", "review") for story in STORIES)


def test_log_ins_are_made_in_development_only(settings, client):
    assert make_people() == {}
    settings.DEBUG = True
    assert len(make_people()) == 7
    for username, password, _role in demo_log_ins():
        assert client.login(username=username, password=password), username


def test_two_loads_at_once_are_told_in_a_sentence(monkeypatch):
    from articles.management.commands import load_demo as command

    def met(**kwargs):
        raise IntegrityError
        yield

    monkeypatch.setattr(command, "load_demo", met)
    with pytest.raises(CommandError, match="loaded by another program too"):
        call_command("load_demo", stdout=StringIO())


def test_the_election_has_one_of_everything(settings):
    settings.DEBUG = True  # calls take two people
    coverage, people = SpecialCoverageFactory(weight_target=3), make_people()
    assert len(list(load_results(coverage, people, now=NOW))) == 14
    assert list(load_results(coverage, people, now=NOW + timedelta(hours=1))) == []
    results = read_results(coverage.slug, now=NOW)
    cards = {card.slug: card for card in results.cards}
    assert {card.phase for card in results.cards} == {"counting", "called", "uncontested", "waiting"}
    assert {card.kind for card in results.cards} == {"single", "seats", "run-off", "measure", "uncontested"}
    assert (cards["mayor"].choices[0].printed_votes, cards["mayor"].choices[0].printed_share) == ("91,406", "50.9%")
    assert (cards["mayor"].completeness, cards["mayor"].is_called) == ("88% of expected vote in", False)
    assert cards["measure-4"].flips == 1
    assert (cards["measure-4"].margin, cards["measure-2"].leading[0].name) == (412, "No")
    assert (cards["council-ward-7"].corrections, cards["council-ward-7"].margin) == (1, 390)
    assert cards["county-board-4"].is_tied
    withdrawn = cards["county-board-3"]
    assert (withdrawn.is_called, [call.names for call in withdrawn.withdrawn_calls]) == (False, ["Rufus Tamm"])
    assert [(line.name, line.called, line.leading) for line in results.summary.tally] == [
        ("Coast Alliance", 1, 1),
        ("Ledger Party", 1, 0),
    ]
    assert not results.summary.stamp.is_stale
    assert len(read_contest(coverage.slug, "mayor", now=NOW).areas) == 9
    assert ResultsLine.objects.filter(what="held").count() == 1
