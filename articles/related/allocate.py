"""Allocation: every slot of a page filled at once, so that no story appears twice. Pure: lists in, lists out.

Pins (what an editor chose) are placed before anything automatic, in the order the slots are given, which is editorial
priority and not the order of the template. Identity of a story is its key, see identity.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, Protocol, TypeVar


class HasKey(Protocol):
    """Anything that can be placed: a teaser card, a link."""

    @property
    def key(self) -> str: ...


T = TypeVar("T", bound=HasKey)


class Pin(NamedTuple, Generic[T]):
    """What an editor chose. `item` is None when readers cannot see the story now; `key` and `title` still say which."""

    key: str
    title: str
    item: T | None
    repeat: bool = False


@dataclass(frozen=True, slots=True)
class SlotPlan(Generic[T]):
    """One slot to fill. `size` None means: the pins and nothing automatic. `fill` is in order of preference."""

    name: str
    pins: Sequence[Pin[T]] = ()
    size: int | None = None
    fill: Iterable[T] = ()


class LedgerLine(NamedTuple):
    """One decision, for staff: which story was taken into which slot or refused, and why."""

    slot: str
    key: str
    title: str
    accepted: bool
    reason: str


@dataclass(slots=True)
class Allocation(Generic[T]):
    """`slots` maps slot name to what is shown there, in order; an empty list means: print no heading either."""

    slots: dict[str, list[T]] = field(default_factory=dict)
    ledger: list[LedgerLine] = field(default_factory=list)


def allocate(plans: Sequence[SlotPlan[T]], *, page_key: str = "") -> Allocation[T]:
    """Fill all slots of one page. `page_key` is the story the page itself is about; it is never shown in a slot.

    No key is placed twice, except pins marked "repeat on purpose". Deterministic: same input, same page.
    """
    result: Allocation[T] = Allocation()
    where: dict[str, str] = {page_key: "the page itself"} if page_key else {}
    for plan in plans:
        result.slots[plan.name] = _placed_pins(plan, where, page_key, result.ledger)
    for plan in plans:
        if plan.size is not None:
            _fill_up(plan, where, result)
    return result


def _placed_pins(plan: SlotPlan[T], where: dict[str, str], page_key: str, ledger: list[LedgerLine]) -> list[T]:
    placed: list[T] = []
    for pin in plan.pins:
        if pin.item is None:
            reason = "readers cannot see this story now"
        elif pin.key == page_key:
            reason = "a page does not recommend itself"
        elif pin.key in where and not pin.repeat:
            reason = f"already shown in {where[pin.key]}"
        else:
            placed.append(pin.item)
            ledger.append(LedgerLine(plan.name, pin.key, pin.title, True, "chosen by an editor"))
            where.setdefault(pin.key, plan.name)
            continue
        ledger.append(LedgerLine(plan.name, pin.key, pin.title, False, reason))
    return placed


def _fill_up(plan: SlotPlan[T], where: dict[str, str], result: Allocation[T]) -> None:
    slot = result.slots[plan.name]
    for candidate in plan.fill:
        if len(slot) >= (plan.size or 0):
            return
        title = getattr(candidate, "headline", "")
        if candidate.key in where:
            reason = f"already shown in {where[candidate.key]}"
            result.ledger.append(LedgerLine(plan.name, candidate.key, title, False, reason))
            continue
        where[candidate.key] = plan.name
        slot.append(candidate)
        result.ledger.append(LedgerLine(plan.name, candidate.key, title, True, "filled up automatically"))
