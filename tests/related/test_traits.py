"""What a story is about: its coverage, topics, names and most telling words."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.related.traits import MOST_NAMES, MOST_TOPICS, MOST_WORDS, story_traits, trait_number

BIGGEST = 2**63


def traits(headline="", dek="", text="", topics=(), coverage=None):
    return story_traits(headline=headline, dek=dek, text=text, topics=list(topics), coverage=coverage)


def names(**story):
    return {trait.words for trait in traits(**story) if trait.kind == "name"}


def words(**story):
    return [trait.words for trait in traits(**story) if trait.kind in {"text", "name"}]


def test_coverage_and_topics_come_first_and_whole():
    found = traits("A vote", topics=[(3, "Elections"), (8, "Ohio")], coverage=(1, "The Night of the Count"))
    assert [(trait.kind, trait.words, trait.weight) for trait in found[:3]] == [
        ("coverage", "The Night of the Count", 1.0),
        ("topic", "Elections", 1.0),
        ("topic", "Ohio", 1.0),
    ]


def test_a_topic_is_known_by_its_number_so_that_a_new_name_changes_nothing():
    assert traits(topics=[(3, "Elections")])[0].trait == traits(topics=[(3, "The vote")])[0].trait
    assert traits(topics=[(3, "Elections")])[0].trait != traits(coverage=(3, "Elections"))[0].trait


def test_names_of_people_places_and_organizations_are_found_whole():
    text = (
        "The mayor of New Bedford, Maria Lopez, met the Bank of England on Friday. Officials said that Lopez was calm. "
        "It was raining in Halifax."
    )
    assert names(text=text) >= {"New Bedford", "Maria Lopez", "Bank of England", "Lopez", "Halifax"}


def test_the_first_word_of_a_sentence_is_no_name_by_itself():
    assert names(text="Fishing is hard. Boats come home late. “Nets are torn,” one of them said.") == set()


def test_a_name_at_the_beginning_of_a_sentence_is_found_when_it_has_several_words():
    assert "Maria Lopez" in names(text="Maria Lopez will not run again, her office said late in the evening.")


def test_titles_are_no_part_of_a_name():
    text = "The boats belong to President Maria Lopez, to Mr. Olsen and to the Prime Minister herself, neighbors say."
    assert names(text=text) >= {"Maria Lopez", "Olsen", "Prime Minister"}


@pytest.mark.parametrize("headline", ["Harbor Wall Falls Into The Sea", "HARBOR WALL FALLS INTO THE SEA"])
def test_capitals_mean_nothing_where_every_word_has_one(headline):
    assert names(headline=headline, text="the wall fell at night and nobody was hurt, the harbor master said") == set()


def test_one_story_in_capitals_and_one_in_small_letters_share_their_words():
    loud, quiet = traits("HARBOR WALL FALLS"), traits("Harbor wall falls")
    assert {trait.trait for trait in loud} == {trait.trait for trait in quiet}


def test_plural_and_possessive_are_the_same_word():
    assert traits("ferries")[0].trait == traits("ferry")[0].trait
    assert traits("Denmark’s")[0].trait == traits("denmark")[0].trait
    assert traits("glass")[0].trait != traits("glas")[0].trait


def test_words_that_any_newspaper_prints_say_nothing():
    assert words(headline="Officials said on Monday that the report was not new", dek="It was 40 percent in 2014") == []


def test_the_headline_says_most_then_the_opening_and_repeating_a_word_helps_it():
    story = traits("Dredging begins", text=f"silt and barges and barges {'so ' * 300} gulls")
    found = {trait.words: trait.weight for trait in story}
    assert found["Dredging"] == found["barges"] == 1.0 > found["silt"] > found["gulls"] > 0


def test_a_name_of_several_words_is_not_counted_three_times():
    story = traits(text="we went to see the boats of Port Harmon while it rained")
    found = {trait.words: trait.weight for trait in story}
    assert found["Harmon"] == found["Port"] == found["boats"] / 2 > found["Port Harmon"] > 0


def test_the_last_name_counts_in_full_where_it_stands_alone_too():
    story = traits(text="we went to see Maria Lopez while it rained and then Lopez left")
    found = {trait.words: trait.weight for trait in story}
    assert found["Lopez"] == 1.0 > found["Maria"]


def test_numbers_are_no_words():
    assert words(text="2014 1,500 90 47th 3.5") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("日本銀行は金利を据え置いた", "日本銀行が会合を開いた"),
        ("ธนาคารกลางขึ้นดอกเบี้ย", "ธนาคารกลางประชุม"),
        ("मुंबई में भारी बारिश", "मुंबई की सड़कें"),
        ("إعصار يضرب الساحل", "إعصار جديد"),
        ("Выборы мэра Москвы", "Москвы река"),
    ],
)
def test_stories_in_any_script_share_what_they_have_in_common(one, other):
    shared = {trait.trait for trait in traits(one)} & {trait.trait for trait in traits(other)}
    assert shared
    assert shared < {trait.trait for trait in traits(one)}


def test_marks_of_a_script_stay_with_their_letters():
    assert "मुंबई" in words(headline="मुंबई में भारी बारिश")


def test_a_story_without_anything_has_no_traits():
    assert traits() == traits(" ", "\n", "… — 12") == []


def test_a_text_of_two_megabytes_costs_no_more_than_its_beginning():
    began = time.process_time()
    found = traits("x" * 2_000_000, text="Harbor-" * 300_000, dek="word " * 400_000)
    assert time.process_time() - began < 0.5
    assert len(found) <= MOST_NAMES + MOST_WORDS
    assert all(len(trait.words) <= 250 for trait in found)


def test_topics_without_end_are_cut():
    assert len(traits(topics=[(number, f"Topic {number}") for number in range(5000)])) == MOST_TOPICS


def test_trait_numbers_fit_the_column_and_stay_what_they_are():
    assert trait_number("topic", "3") == trait_number("topic", "3")
    assert all(-BIGGEST <= trait_number("word", str(number)) < BIGGEST for number in range(500))
    # Stored in every newsroom: a change of this number needs `refresh_related --all` in each of them.
    assert trait_number("word", "harbor") == 8915831798682019474


@given(headline=st.text(max_size=300), dek=st.text(max_size=300), text=st.text(max_size=2000))
def test_any_text_gives_traits_each_once_with_a_weight_up_to_one(headline, dek, text):
    found = traits(headline, dek, text)
    assert found == traits(headline, dek, text)
    assert len({trait.trait for trait in found}) == len(found)
    assert all(0 < trait.weight <= 1.0 and trait.words for trait in found)
