"""Marks at the cursor as blocks: in their place, without moving anything else."""

import pytest

from articles.html import Mark
from articles.workflow.blocks import Block, cut_blocks

ONE, TWO, THREE = "<p>One.</p>", "<p>Two.</p>", "<p>Three.</p>"
STORY, PHOTO = '<div data-related="12">A label</div>', '<div data-photo="7">A caption</div>'


def named(mark: Mark) -> Block:
    return {"type": mark.kind, "pk": mark.pk}


def shape(body: str, *, dateline: str = "", inserts: tuple[tuple[int, str], ...] = (), block_of=named) -> list[str]:
    """The blocks in one line each: the HTML of a text, the type of anything else."""
    places: list[tuple[int, Block]] = [(after, {"type": name}) for after, name in inserts]
    blocks = cut_blocks(body, dateline=dateline, inserts=places, block_of=block_of)
    return [block.get("html", block["type"]).replace("\n", "") for block in blocks]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (ONE + STORY + TWO + THREE, [ONE, "related", TWO + THREE]),
        (STORY + ONE + PHOTO, ["related", ONE, "photo"]),
        (ONE + STORY + PHOTO + TWO, [ONE, "related", "photo", TWO]),
        (f"<ul><li>x{STORY}</li></ul>{ONE}", ["<ul><li>x </li></ul>", "related", ONE]),
        (STORY, ["related"]),
    ],
)
def test_a_mark_stands_where_it_was_put(body, blocks):
    assert shape(body) == blocks


def test_a_mark_with_nothing_to_print_does_not_even_part_the_text():
    assert shape(STORY + ONE + STORY + TWO + STORY, block_of=lambda mark: None) == [ONE + TWO]
    assert shape(ONE + STORY + TWO, block_of=lambda mark: None) == shape(ONE + TWO)


def test_marks_do_not_count_as_paragraphs():
    rows = ((1, "first"), (2, "second"), (9, "last"))
    assert shape(STORY + ONE + PHOTO + TWO + THREE, inserts=rows) == [
        "related", ONE, "first", "photo", TWO, "second", THREE, "last",
    ]  # fmt: skip


def test_what_stands_before_the_text_keeps_its_order():
    assert shape(STORY + ONE, inserts=((0, "top"),)) == ["top", "related", ONE]


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        (PHOTO + "<p>A storm.</p>", ["photo", '<p><span class="dateline">ORRIN --</span> A storm.</p>']),
        (PHOTO + "<h2>First</h2>", ["photo", '<p><span class="dateline">ORRIN --</span></p><h2>First</h2>']),
        (PHOTO, ["photo", '<p><span class="dateline">ORRIN --</span></p>']),
    ],
)
def test_the_dateline_opens_the_text_also_below_a_photo(body, blocks):
    assert shape(body, dateline="ORRIN") == blocks
