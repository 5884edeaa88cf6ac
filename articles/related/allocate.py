"""Allocation: every slot of a page filled at once, so that no story appears twice. Pure: lists in, lists out.

Pins (what an editor chose) are placed before anything automatic, in the order the slots are given, which is editorial
priority and not the order of the template. Identity is a story's key (identity.py), likeness is in sameness.py.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar

from articles.related.sameness import SeenVersions, Version


class Placeable(Version, Protocol):
    """Anything that can be placed: a teaser, a card, a link to another site."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=Placeable)
CHOSEN = "chosen by an editor"


class Pin(NamedTuple, Generic[T]):
    """What an editor chose. `item` is None when readers cannot see the story now; `key` and `title` still say which."""

    key: str
    title: str
    item: T | None
    repeat: bool = False


class Source(NamedTuple, Generic[T]):
    """Where a slot is filled from, in order of preference. `why` is what the ledger says of those taken from it."""

    why: str
    items: Iterable[T]


@dataclass(frozen=True, slots=True)
class SlotPlan(Generic[T]):
    """One slot to fill. `size` None means: the pins and nothing automatic. `sources` are used one after the other.

    `complete` is for lists that readers page through: a headline like another one is no reason to leave a story out.
    """

    name: str
    pins: Sequence[Pin[T]] = ()
    size: int | None = None
    sources: Sequence[Source[T]] = ()
    complete: bool = False


class LedgerLine(NamedTuple):
    """One decision, for staff: which story was taken into which slot or refused, and why. `item` is what was decided
    on: twins share a key, so the key does not say which of them it was."""

    slot: str
    key: str
    title: str
    accepted: bool
    reason: str
    item: Placeable | None = None


@dataclass(slots=True)
class Allocation(Generic[T]):
    """`slots` maps slot name to what is shown there, in order; an empty list means: print no heading either.

    `short` names the slots that stayed smaller than wanted because their sources ran dry.
    """

    slots: dict[str, list[T]] = field(default_factory=dict)
    ledger: list[LedgerLine] = field(default_factory=list)
    short: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Page:
    """What is known while a page is filled: by key, why a story cannot be taken any more, or what it resembles."""

    own_keys: frozenset[str]
    refusals: dict[str, str] = field(default_factory=dict)
    resembling: dict[str, str] = field(default_factory=dict)
    versions: SeenVersions = field(default_factory=SeenVersions)

    def refusal_of(self, candidate: Placeable, *, complete: bool) -> str:
        key = candidate.key
        if refusal := self.refusals.get(key, ""):
            return refusal
        if complete:
            return ""
        if key not in self.resembling and (resembles := self.versions.repeated_by(candidate)):
            self.resembling[key] = resembles  # what is seen only grows, so this holds for every later slot
        return self.resembling.get(key, "")


def allocate(
    plans: Sequence[SlotPlan[T]],
    *,
    own_keys: Iterable[str] = (),
    own: Version | None = None,
    in_text: Iterable[str] = (),
) -> Allocation[T]:
    """Fill all slots of one page.

    `own_keys` are the keys of the story the page is about, `own` that story: it is never shown in a slot, nor a version
    of it in an automatic one. `in_text` are keys that the running text links to: automatic slots leave them out.
    No key is placed twice, except pins marked "repeat on purpose". Deterministic: same input, same page.
    """
    page = _Page(frozenset(own_keys) - {""})
    if own is not None:
        page.versions.add(own)
    result: Allocation[T] = Allocation()
    for plan in plans:
        result.slots[plan.name] = list(_placed_pins(plan, page, result.ledger))
    for key in in_text:
        page.refusals.setdefault(key, "linked in the text already")
    for key in page.own_keys:
        page.refusals[key] = "the page itself"
    for plan in plans:
        if plan.size is not None:
            _fill_up(plan, page, result)
    return result


def _placed_pins(plan: SlotPlan[T], page: _Page, ledger: list[LedgerLine]) -> Iterator[T]:
    for pin in plan.pins:
        refusal = _refusal_of_pin(pin, page)
        ledger.append(LedgerLine(plan.name, pin.key, pin.title, not refusal, refusal or CHOSEN, pin.item))
        if not refusal and pin.item is not None:
            page.refusals.setdefault(pin.key, f"shown in “{plan.name}” already")
            page.versions.add(pin.item)
            yield pin.item


def _refusal_of_pin(pin: Pin[T], page: _Page) -> str:
    if pin.item is None:
        return "readers cannot see this story now"
    if pin.key in page.own_keys:
        return "a page does not recommend itself"
    return "" if pin.repeat else page.refusals.get(pin.key, "")


def _fill_up(plan: SlotPlan[T], page: _Page, result: Allocation[T]) -> None:
    slot, size = result.slots[plan.name], plan.size or 0
    told: set[int] = set()  # a widening source comes past the same stories again; the ledger keeps them, so ids last
    for why, items in plan.sources:
        for candidate in items:
            if len(slot) >= size:
                return
            if id(candidate) in told:
                continue
            told.add(id(candidate))
            key = candidate.key
            refusal = page.refusal_of(candidate, complete=plan.complete)
            result.ledger.append(LedgerLine(plan.name, key, candidate.headline, not refusal, refusal or why, candidate))
            if not refusal:
                slot.append(candidate)
                page.refusals[key] = f"shown in “{plan.name}” already"
                page.versions.add(candidate)
    if len(slot) < size:
        result.short.append(plan.name)
