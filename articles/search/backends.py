"""Which of the two backends: sqlite.py and postgresql.py have the same functions, and this is what they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from django.db import connection

from articles.search.parsing import Asked

if TYPE_CHECKING:
    from articles.search.index import Document


class Hit(NamedTuple):
    """A story that was found. `rank`: how well it fits, 0 where nobody asked."""

    place: int
    story_id: int
    rank: float = 0.0


@dataclass(frozen=True, slots=True)
class Within:
    """Where to look: places from `first` up to but not including `end`; any of the sections; one author. None and
    nothing: everywhere."""

    first: int
    end: int
    sections: tuple[int, ...] = ()
    author: int | None = None


class Backend(Protocol):
    def write(self, documents: "Sequence[Document]") -> None:
        """Put them into the index in place of what was there. In a transaction."""

    def forget(self, ids: Sequence[int]) -> None:
        """Take stories out of the index. In a transaction."""

    def newest(self, asked: Asked, within: Within, *, limit: int) -> list[Hit]:
        """The newest stories, newest first. One query."""

    def candidates(self, asked: Asked, within: Within, *, limit: int) -> list[Hit]:
        """The newest `limit` stories, and as many of those that have all wanted words in the headline, with ranks, in
        no order. One query. Bounded work however common the words are."""

    def titled(self, words: Sequence[str], within: Within, *, limit: int) -> list[Hit]:
        """The newest stories whose headline has these words, the last of which may only have been begun. One query."""

    def spelt_like(self, words: Sequence[str]) -> dict[str, str]:
        """For each word the one it was most likely meant to be, where there is one. At most one query."""


def backend() -> Backend:
    """That of the database in use."""
    if connection.vendor == "postgresql":
        from articles.search import postgresql as module  # noqa: PLC0415 (each knows the types above)
    else:
        from articles.search import sqlite as module  # type: ignore[no-redef]  # noqa: PLC0415
    return cast(Backend, module)
