"""Every story once on a page: the promise the product is known by."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from articles.related import Pin, SlotPlan, allocate


@dataclass(frozen=True)
class Teaser:
    key: str
    headline: str = ""


def teasers(*keys: str) -> list[Teaser]:
    return [Teaser(key) for key in keys]


def pins(*keys: str) -> list[Pin[Teaser]]:
    return [Pin(key, f"Title {key}", Teaser(key)) for key in keys]


def shown(allocation):
    return {name: [teaser.key for teaser in slot] for name, slot in allocation.slots.items()}


def test_pins_come_first_wherever_they_stand_on_the_page():
    plans = [
        SlotPlan("top", size=2, fill=teasers("a", "b", "c")),
        SlotPlan("bottom", pins=pins("a"), size=2, fill=teasers("b", "d")),
    ]
    assert shown(allocate(plans)) == {"top": ["b", "c"], "bottom": ["a", "d"]}


def test_a_repeated_pin_is_refused_with_a_reason_and_never_in_silence():
    allocation = allocate([SlotPlan("inline", pins=pins("a")), SlotPlan("picked", pins=pins("a", "b"))])
    assert shown(allocation) == {"inline": ["a"], "picked": ["b"]}
    assert [(line.slot, line.key, line.accepted, line.reason) for line in allocation.ledger] == [
        ("inline", "a", True, "chosen by an editor"),
        ("picked", "a", False, "already shown in inline"),
        ("picked", "b", True, "chosen by an editor"),
    ]


def test_repeat_on_purpose_is_shown_again_and_still_keeps_machines_away():
    plans = [
        SlotPlan("inline", pins=pins("a")),
        SlotPlan("picked", pins=[Pin("a", "A", Teaser("a"), repeat=True)]),
        SlotPlan("latest", size=1, fill=teasers("a", "b")),
    ]
    assert shown(allocate(plans)) == {"inline": ["a"], "picked": ["a"], "latest": ["b"]}


def test_the_page_never_shows_itself_nor_what_readers_cannot_see():
    plans = [
        SlotPlan("picked", pins=[*pins("self"), Pin("gone", "Gone", None)]),
        SlotPlan("latest", size=3, fill=teasers("self", "a")),
    ]
    allocation = allocate(plans, page_key="self")
    assert shown(allocation) == {"picked": [], "latest": ["a"]}
    assert [line.reason for line in allocation.ledger[:2]] == [
        "a page does not recommend itself",
        "readers cannot see this story now",
    ]


KEYS = st.sampled_from([f"k{number}" for number in range(12)])
PLANS = st.lists(
    st.tuples(st.lists(KEYS, max_size=5), st.one_of(st.none(), st.integers(0, 6)), st.lists(KEYS, max_size=15)),
    max_size=5,
).map(
    lambda rows: [
        SlotPlan(f"slot{place}", pins=pins(*chosen), size=size, fill=teasers(*pool))
        for place, (chosen, size, pool) in enumerate(rows)
    ]
)


@given(PLANS, KEYS)
def test_whatever_comes_in_no_key_is_shown_twice_and_slots_are_as_full_as_can_be(plans, page_key):
    allocation = allocate(plans, page_key=page_key)
    everything = [key for keys in shown(allocation).values() for key in keys]
    assert len(everything) == len(set(everything))
    assert page_key not in everything
    assert allocate(plans, page_key=page_key) == allocation
    for plan in plans:
        slot = shown(allocation)[plan.name]
        chosen = {pin.key for pin in plan.pins}
        if (
            plan.size is not None
            and len([key for key in slot if key not in chosen]) + len(chosen & set(slot)) < plan.size
        ):
            assert {teaser.key for teaser in plan.fill} <= {*everything, page_key}
    told = {(line.slot, line.key) for line in allocation.ledger}
    assert all((plan.name, pin.key) in told for plan in plans for pin in plan.pins)
