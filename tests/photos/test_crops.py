"""Crops: the right shape, inside the picture, around what matters, whatever the numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.photos.crops import Box, crop_box, part_of, whole_box
from articles.photos.sizes import CUTS

sides = st.integers(1, 16_000)
focuses = st.tuples(st.integers(0, 1000), st.integers(0, 1000))
shapes = st.sampled_from([cut.shape for cut in CUTS if cut.shape])


@st.composite
def crops(draw):
    left, top = draw(st.integers(0, 999)), draw(st.integers(0, 999))
    return [left, top, draw(st.integers(1, 1000 - left)), draw(st.integers(1, 1000 - top))]


@given(sides, sides, shapes, focuses, st.none() | crops())
def test_a_crop_has_its_shape_lies_inside_and_shows_the_focus(width, height, shape, focus, crop):
    frame = part_of(crop, width, height)
    box = crop_box(width, height, shape, focus, frame)
    assert frame.left <= box.left
    assert frame.top <= box.top
    assert box.left + box.width <= frame.left + frame.width <= width
    assert box.top + box.height <= frame.top + frame.height <= height
    across, down = shape
    # To a pixel: nothing is closer with whole numbers. A picture too thin for the shape gives one pixel.
    assert abs(box.width * down - box.height * across) <= 2 * max(across, down) or 1 in (box.width, box.height)
    # As large as it can be: one side is that of the frame.
    assert box.width >= frame.width - 1 or box.height >= frame.height - 1
    x, y = min(focus[0] * width // 1000, width - 1), min(focus[1] * height // 1000, height - 1)
    if frame.left <= x < frame.left + frame.width and frame.top <= y < frame.top + frame.height:
        assert box.left <= x < box.left + box.width
        assert box.top <= y < box.top + box.height


@given(sides, sides, focuses)
def test_what_has_the_shape_already_stays_whole(width, height, focus):
    assert crop_box(width, height, None, focus) == whole_box(width, height)
    assert crop_box(3 * width, 2 * width, (3, 2), focus) == whole_box(3 * width, 2 * width)


@pytest.mark.parametrize(
    ("focus", "box"),
    [
        ((500, 500), Box(333, 0, 1333, 1000)),  # in the middle
        ((0, 0), Box(0, 0, 1333, 1000)),
        ((1000, 1000), Box(667, 0, 1333, 1000)),
        ((400, 900), Box(134, 0, 1333, 1000)),
    ],
)
def test_the_focus_is_as_near_to_the_middle_as_the_edges_allow(focus, box):
    found = crop_box(2000, 1000, (4, 3), focus)
    assert (found.width, found.height, found.top) == (box.width, box.height, box.top)
    assert abs(found.left - box.left) <= 1


def test_a_part_chosen_by_hand_is_cut_out_of_the_whole_and_shapes_out_of_it():
    part = part_of([250, 100, 500, 500], 4000, 2000)
    assert part == Box(1000, 200, 2000, 1000)
    assert crop_box(4000, 2000, (1, 1), (0, 0), part) == Box(1000, 200, 1000, 1000)
