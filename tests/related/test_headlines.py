"""The same story in other words. Two stories must never be taken for one; a repeat may go unnoticed now and then."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.related import headline_lexicon as lexicon
from articles.related.headline_forms import LONGEST, stem_of
from articles.related.headlines import SeenHeadlines, headline_words, nearly_same

SAME = """
Council approves budget | COUNCIL APPROVES BUDGET (Reuters)
Council approves budget | UPDATE 2-Council approves budget
Council approves budget | (CORRECTED) - Council approves budget
Council approves budget | BREAKING: Council approves budget!
Council approves budget | AP - Council approves budget
Council approves budget | Council OKs budget
Council approves budget | Council approves budget in June
Council approves city budget | City budget approved by council
Council approves city budget | City’s budget “approved” by council - official
Mayor of Springfield steps down | Springfield mayor resigns
Golf: Osei leads by two strokes in Perth | Osei leads by two strokes in Perth
Storm kills 12 in Texas | At least twelve killed in Texas storm
Storm kills 12 in Texas | Storm kills 12 in Texas, thousands flee
Acme to buy Bolt Energy for $5 billion | Acme acquires Bolt Energy for $5bn
U.S. Supreme Court to hear wine case | US supreme court to hear wine case - report
Harbor United beat City 2-1 | Harbor United beat City 2–1 (AFP)
Quake hits northern islands | Earthquake strikes northern islands
Airline cancels 300 flights after computer failure | Computer failure forces airline to cancel 300 flights
Ministers won't release e-mail archive | Ministers will not release email archive
Acme Widget 3rd qtr net rises | Acme Widget 3rd quarter Feb. 28 net rises
Don #39;t panic over milk prices, farmers say | Don't panic over milk prices, farmers say
Стадсовет одобрил бюджет города | СТАДСОВЕТ ОДОБРИЛ БЮДЖЕТ ГОРОДА!
市议会批准预算 | 「市议会批准预算」
"""

DIFFERENT = """
Council approves budget | Council rejects budget
Council approves the city budget after a long night | Council shelves the city budget after a long night
Council approves budget | Council approves school budget
Council approves budget | Has the council approved the budget?
Senate passes tax bill | Senate does not pass tax bill
Senator says she will run | Senator says she won't run
Storm kills 12 in Texas | Storm kills 40 in Iran
Storm kills 12 in Texas | Storm kills 14 in Texas
Storm kills 12 in Texas | Storm kills 12 in Ohio
Oil rises | Oil falls
Oil prices rise on supply fears | Oil prices fall on supply fears
Acme profit up in Q1 | Acme profit up in Q2
Acme 3rd qtr net | Bolt 3rd qtr net
Acme Widget Corp 3rd qtr net | Acme Gadget Corp 3rd qtr net
Jobless rate rises in March | Jobless rate rises in April
Harbor United beat City 2-1 | City beat Harbor United 2-1
Rivera leads Okafor in poll | Okafor leads Rivera in poll
Acme to buy Bolt | Bolt to buy Acme
Union sues bank | Union sued by bank
Gas flows from Rome to Tunis | Gas flows from Tunis to Rome
Flights from Tunis resume | Flights to Tunis resume
Troops move into northern city | Troops move out of northern city
Teachers vote for strike | Teachers vote against strike
Trial of banker begins in London | Trial of banker collapses in London
Minister resigns over expenses | Protests after minister resigns over expenses
Police free hostages in bank siege | Police fail to free hostages in bank siege
Ex-president arrested in fraud inquiry | President arrested in fraud inquiry
Man charged in museum theft | Man charged in second museum theft
More women run for Congress | Fewer women run for Congress
Woman killed in crash near airport | Man killed in crash near airport
North Island hospital to close | South Island hospital to close
Today in Springfield | Tomorrow in Springfield
Stadtrat genehmigt den Haushalt | Stadtrat genehmigt den Haushalt nicht
El consejo aprueba el presupuesto | El consejo rechaza el presupuesto
Le conseil approuve le budget municipal | Le conseil rejette le budget municipal
市议会批准预算 | 市议会否决预算
台風上陸 12人死亡 | 台風上陸 40人死亡
परिषद ने बजट पास किया | परिषद ने बजट पास नहीं किया
المجلس يقر الميزانية | المجلس يرفض الميزانية
"""

HOSTILE = [
    "",
    " ",
    "?!…—“”",
    "🔥🔥🔥",
    "\ud800",
    "\x00\x00",
    "&#99999999999;",
    "#39;",
    "()[]<>",
    "-" * 9000,
    "9" * 9000,
    "’s",
]


def _pairs(table):
    return [pytest.param(*line.split(" | "), id=line) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("one", "other"), _pairs(SAME))
def test_one_story_in_two_wordings_is_noticed(one, other):
    assert nearly_same(one, other)
    assert nearly_same(other, one)


@pytest.mark.parametrize(("one", "other"), _pairs(DIFFERENT))
def test_two_stories_in_nearly_the_same_words_stay_two(one, other):
    assert not nearly_same(one, other)
    assert not nearly_same(other, one)


@pytest.mark.parametrize("headline", HOSTILE)
def test_a_headline_that_says_nothing_is_like_no_other(headline):
    assert not nearly_same(headline, "Council approves budget")
    assert nearly_same(headline, headline) == bool(headline_words(headline).form.words)


@pytest.mark.parametrize("headline", ["", "?!…", "🔥🔥🔥", "(Reuters)", "UPDATE 2-"])
def test_a_headline_without_words_does_not_repeat_itself(headline):
    seen = SeenHeadlines()
    seen.add(headline)
    assert seen.same_as(headline) is None


def test_only_the_beginning_of_an_endless_headline_is_read():
    endless = "Council approves budget for harbor bridge " * 10_000
    assert headline_words(endless) is headline_words(endless[:LONGEST])
    assert nearly_same(endless, endless + "not")


def test_a_short_headline_repeats_only_its_equal():
    assert nearly_same("Around the world", "AROUND THE WORLD:")
    assert not nearly_same("Around the world", "Around the world in eighty days")


_words = st.sampled_from(
    "council mayor budget approves rejects storm kills killed by texas iran 12 40 not after from to city beats united "
    "profit up down q1 q2 bank sues sued (ap) update 3 ? ’s won't harbor bridge".split()
)
_headlines = st.lists(_words, max_size=9).map(" ".join) | st.text(max_size=60)


@given(_headlines, _headlines)
def test_the_answer_does_not_depend_on_the_order_of_the_question(one, other):
    assert nearly_same(one, other) == nearly_same(other, one)


@given(_headlines.filter(str.isascii), _headlines)
def test_case_and_an_agency_change_nothing(one, other):
    assert nearly_same(f"UPDATE 1-{one.upper()} (Reuters)", other) == nearly_same(one, other)


@given(st.lists(_headlines, max_size=30), _headlines)
def test_the_page_finds_what_comparing_one_by_one_finds(on_page, headline):
    seen = SeenHeadlines()
    for each in on_page:
        seen.add(each)
    expected = next((each for each in on_page if nearly_same(headline, each)), None)
    assert seen.same_as(headline) == (None if expected is None else expected[:LONGEST])


def test_the_page_names_the_headline_that_was_there_first():
    seen = SeenHeadlines()
    for headline in ("Mayor opens bridge", "Council approves budget", "COUNCIL APPROVES BUDGET (AP)"):
        seen.add(headline)
    assert seen.same_as("Council OKs budget") == "Council approves budget"
    assert seen.same_as("Council rejects budget") is None


def test_many_stories_under_one_headline_cost_no_more_than_one():
    seen = SeenHeadlines()
    for number in range(500):
        seen.add(f"UPDATE {number % 9}-Council approves budget")
    assert len(seen._seen) == 1
    assert seen.same_as("Council approves budget") == "UPDATE 0-Council approves budget"


def test_the_lexicon_does_not_contradict_itself():
    meanings = {}
    for line in lexicon.SAME_MEANING.split("|"):
        for word in line.split():
            for spelling in {word, stem_of(word)}:
                assert meanings.setdefault(spelling, line.split()[0]) == line.split()[0], spelling
    assert not meanings.keys() & lexicon.LIGHT
    assert not lexicon.LIGHT & lexicon.TURNING


def test_headlines_of_different_words_are_never_compared_closely(monkeypatch):
    compared = []
    monkeypatch.setattr("articles.related.headlines.Headline.nearly_same", lambda *pair: compared.append(pair))
    seen = SeenHeadlines()
    chance = random.Random(3)
    for number in range(30):
        seen.add(f"Topic{number} subject{number} verb{chance.randrange(30)} council")
    assert seen.same_as("Mayor opens harbor bridge council") is None
    assert compared == []
