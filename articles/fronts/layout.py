"""Layout: what a front says, as plain data: a lead, top stories, packages under a heading of their own, and the rivers
of sections in their order. Reading it from outside is strict, reading it back from the database forgives. Pure."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

MOST_TOP, MOST_PACKAGES, MOST_IN_PACKAGE, MOST_RIVERS, MOST_PINS = 5, 4, 6, 60, 5
LONGEST_TITLE = 80
LARGEST_ID = 2**63 - 1


class BadLayout(ValueError):
    """It cannot be put up. The message is a sentence for the desk."""


@dataclass(frozen=True, slots=True)
class Package:
    """Stories under a heading of their own."""

    title: str
    stories: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RiverPlan:
    """The stories of a section: `pins` first, the newest behind them."""

    section: int
    shown: bool = True
    pins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Stories and sections by their numbers. What is not said is filled automatically."""

    lead: int | None = None
    top: tuple[int, ...] = ()
    packages: tuple[Package, ...] = ()
    rivers: tuple[RiverPlan, ...] = ()

    def stories(self) -> Iterator[int]:
        """Every story it names, in the order of the page."""
        if self.lead is not None:
            yield self.lead
        yield from self.top
        for package in self.packages:
            yield from package.stories
        for river in self.rivers:
            yield from river.pins

    def as_json(self) -> dict[str, Any]:
        said: dict[str, Any] = json.loads(json.dumps(asdict(self)))  # lists, as the database hands them back
        return said


def layout_from(said: Any) -> Layout:
    """A layout in which every number can be one, nothing stands twice and nothing is too long. Raises BadLayout."""
    if not isinstance(said, dict):
        raise BadLayout("This is no front. Load the page again.")
    lead = said.get("lead")
    layout = Layout(
        lead=None if lead in (None, "") else _number(lead),
        top=_numbers(said.get("top"), most=MOST_TOP, where="the top stories"),
        packages=tuple(_packages(said.get("packages"))),
        rivers=tuple(_rivers(said.get("rivers"))),
    )
    seen: set[int] = set()
    for story in layout.stories():
        if story in seen:
            raise BadLayout(f"Story {story} stands twice on the front. Take it out of one of its places.")
        seen.add(story)
    return layout


def stored_layout(said: Any) -> Layout:
    """A layout of the database; what something has damaged is as if nobody had arranged anything."""
    try:
        return layout_from(said)
    except BadLayout:
        return Layout()


def _packages(said: Any) -> Iterator[Package]:
    rows = said if isinstance(said, list | tuple) else []
    if len(rows) > MOST_PACKAGES:
        raise BadLayout(f"There are {len(rows)} packages; {MOST_PACKAGES} are the most.")
    for row in rows:
        told = row if isinstance(row, dict) else {}
        title = " ".join(str(told.get("title") or "").split())
        stories = _numbers(told.get("stories"), most=MOST_IN_PACKAGE, where=f"the package “{title[:40]}”")
        if not title and not stories:
            continue
        if not title:
            raise BadLayout("A package needs a heading. Readers see it above its stories.")
        if len(title) > LONGEST_TITLE:
            raise BadLayout(f"The heading “{title[:40]}…” has {len(title)} characters; {LONGEST_TITLE} are the most.")
        yield Package(title, stories)


def _rivers(said: Any) -> Iterator[RiverPlan]:
    rows = said if isinstance(said, list | tuple) else []
    if len(rows) > MOST_RIVERS:
        raise BadLayout("There are more sections than a front can hold.")
    seen: set[int] = set()
    for row in rows:
        told = row if isinstance(row, dict) else {}
        section = _number(told.get("section"))
        if section in seen:
            raise BadLayout("A section stands twice on the front. Load the page again.")
        seen.add(section)
        pins = _numbers(told.get("pins"), most=MOST_PINS, where="a section")
        yield RiverPlan(section, shown=bool(told.get("shown", True)), pins=pins)


def _numbers(said: Any, *, most: int, where: str) -> tuple[int, ...]:
    rows = [one for one in said if one not in (None, "")] if isinstance(said, list | tuple) else []
    if len(rows) > most:
        raise BadLayout(f"There are {len(rows)} stories in {where}; {most} are the most.")
    return tuple(_number(one) for one in rows)


def _number(said: Any) -> int:
    text = str(said).strip()
    if isinstance(said, bool) or not (text.isascii() and text.isdecimal() and 0 < len(text) < 20):
        raise BadLayout(f"“{text[:40]}” is not the number of a story. It is the last part of the story’s address.")
    number = int(text)
    if not 0 < number <= LARGEST_ID:
        raise BadLayout(f"There is no story {text[:40]}.")
    return number
