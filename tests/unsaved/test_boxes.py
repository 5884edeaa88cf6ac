"""What a browser may send of a form that is being typed into."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.unsaved import BoxesRefused, TooMuch, Work, read_boxes
from articles.unsaved.boxes import MOST_BYTES

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters(codec=None), max_size=20),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=10), inside, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_anything_is_read_or_refused_and_what_is_read_can_be_stored(sent: Any) -> None:
    try:
        boxes = read_boxes(sent)
    except BoxesRefused:
        return
    for name, texts in boxes.items():
        assert "\0" not in name.encode().decode()
        assert all("\0" not in text.encode().decode() for text in texts)


@pytest.mark.parametrize("sent", [None, [], "text", 7, {"headline": "text"}, {"headline": [7]}, {"n" * 300: ["text"]}])
def test_what_is_no_form_is_refused(sent: Any) -> None:
    with pytest.raises(BoxesRefused, match="Load the page again"):
        read_boxes(sent)


def test_halves_of_characters_and_nul_are_taken_out_and_the_rest_stays() -> None:
    assert read_boxes({"headline": ["Pier \ud83d opens\0 😀 at Nuñez"]}) == {"headline": ["Pier  opens 😀 at Nuñez"]}


def test_a_paste_of_two_megabytes_is_kept_and_more_than_the_bound_is_refused() -> None:
    assert read_boxes({"body": ["x" * 2_000_000]})
    with pytest.raises(TooMuch, match="4 MB"):
        read_boxes({"body": ["é" * (MOST_BYTES // 2)]})
    with pytest.raises(TooMuch):
        read_boxes({str(number): [] for number in range(20_001)})


def test_work_has_one_place_for_each_story_and_a_longer_one_beside_undecided_work() -> None:
    tab = "0b7c2f0e-1111-4222-8333-444455556666"
    assert Work(17, tab, 3, {}).place == "story:17"
    assert Work(None, tab, None, {}).place == f"new:{tab}"
    assert len(Work(10**18, tab, 3, {}, is_beside=True).place) <= 60


def test_the_headline_is_one_line_and_no_longer_than_its_column() -> None:
    assert Work(1, "t", 1, {"headline": ["  Pier\nopens  "]}).headline == "Pier opens"
    assert len(Work(1, "t", 1, {"headline": ["long " * 200]}).headline) <= 300
    assert Work(1, "t", 1, {"headline": []}).headline == ""
