"""What is to be looked at in a story: on record once, replaced when it changes, gone when it is mended."""

from datetime import timedelta

import pytest

from articles.models import Attention
from articles.workflow.attention import LONGEST, MOST, note_attention
from tests.factories import NOW, ArticleFactory

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
LINK, BROKEN = Attention.Kind.LINK, Attention.Kind.BROKEN


def standing(story) -> list[tuple]:
    return list(Attention.objects.filter(article=story).order_by("id").values_list("kind", "sentence", "found_at"))


def test_a_sentence_that_stands_already_keeps_its_time_and_others_of_its_kind_go():
    story = ArticleFactory()
    note_attention(story.pk, BROKEN, ["Another kind."], NOW)
    note_attention(story.pk, LINK, ["One.", "Two."], NOW)
    note_attention(story.pk, LINK, ["Two.", "Three."], LATER)
    assert standing(story) == [
        ("broken", "Another kind.", NOW),
        ("link", "Two.", NOW),
        ("link", "Three.", LATER),
    ]


def test_nothing_to_tell_means_mended():
    story = ArticleFactory()
    note_attention(story.pk, LINK, ["One."], NOW)
    note_attention(story.pk, LINK, [], LATER)
    assert standing(story) == []


def test_the_same_again_writes_nothing(django_assert_num_queries):
    story = ArticleFactory()
    note_attention(story.pk, LINK, ["One.", "Two."], NOW)
    with django_assert_num_queries(1):
        note_attention(story.pk, LINK, ["One.", "Two."], LATER)


def test_empty_long_many_and_repeated_sentences_are_taken():
    story = ArticleFactory()
    note_attention(story.pk, LINK, ["", "  ", "x" * 5000, "Same.", "Same.", *(f"No. {n}" for n in range(99))], NOW)
    sentences = [sentence for _, sentence, _ in standing(story)]
    assert len(sentences) == MOST
    assert sentences[:2] == ["x" * (LONGEST - 1) + "…", "Same."]


def test_a_story_that_is_gone_is_passed_over():
    note_attention(4_000_000, LINK, ["One."], NOW)
    assert not Attention.objects.exists()
