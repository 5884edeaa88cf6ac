"""What a comparison of two versions is made of: changes, the pieces of a text, the rows of a list. Plain text only,
never HTML. They are made in compare.py and printed by templates/admin/articles/article/_comparison.html."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Piece(NamedTuple):
    """A run of words: in both versions (same), only in the one before (out), only in the one after (in). Between them,
    fold: how much that is the same was left out, in words; break: the paragraph ends."""

    op: Literal["same", "out", "in", "fold", "break"]
    text: str = ""


BREAK = Piece("break")


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a story that differs. `before` and `after` are the whole of it in words; `pieces` (kind text) and
    `rows` (kind rows) say where."""

    field: str
    label: str
    kind: Literal["text", "rows", "value"]
    before: str
    after: str
    pieces: tuple[Piece, ...] = ()
    rows: "tuple[RowChange, ...]" = ()

    @property
    def paragraphs(self) -> Iterator[list[Piece]]:
        """The pieces, paragraph by paragraph."""
        paragraph: list[Piece] = []
        for piece in self.pieces:
            if piece.op == "break":
                yield paragraph
                paragraph = []
            else:
                paragraph.append(piece)
        if paragraph:
            yield paragraph


@dataclass(frozen=True, slots=True)
class RowChange:
    """A name, photo or related story that came, went, moved or changed. `place` says from where to where it moved, also
    when something else about it changed; `changes` is what."""

    op: Literal["in", "out", "moved", "changed"]
    text: str
    place: str = ""
    changes: tuple[Change, ...] = ()
