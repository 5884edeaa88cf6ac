"""What a front may say: read strictly from outside, and any nonsense refused in a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.fronts import BadLayout, Layout, Package, RiverPlan, layout_from
from articles.fronts.layout import stored_layout


def test_a_layout_survives_being_stored():
    layout = Layout(1, (2, 3), (Package("The bridge", (4,)),), (RiverPlan(7, shown=False, pins=(5,)),))
    assert stored_layout(layout.as_json()) == layout
    assert list(layout.stories()) == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ([], "This is no front"),
        ({"lead": "x"}, "is not the number of a story"),
        ({"lead": "9" * 30}, "is not the number"),
        ({"lead": -1}, "is not the number"),
        ({"lead": True}, "is not the number"),
        ({"lead": 1, "top": [1]}, "Story 1 stands twice"),
        ({"top": list(range(1, 10_001))}, "10000 stories in the top stories; 5 are the most"),
        ({"packages": [{"title": "", "stories": [1]}]}, "A package needs a heading"),
        ({"packages": [{"title": "x" * 81, "stories": []}]}, "81 characters; 80 are the most"),
        ({"packages": [{}] * 5}, "5 packages; 4 are the most"),
        ({"rivers": [{"section": 1}, {"section": 1}]}, "A section stands twice"),
    ],
)
def test_what_cannot_be_put_up_is_refused_in_a_sentence(said, told):
    with pytest.raises(BadLayout, match=told):
        layout_from(said)


nonsense = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.dictionaries(st.sampled_from(["lead", "top", "packages", "rivers"]), nonsense))
def test_nothing_from_outside_breaks_it(said):
    try:
        layout_from(said)
    except BadLayout as refused:
        assert str(refused)  # noqa: PT017
    stored_layout(said)
