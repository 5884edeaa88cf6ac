"""Every story once on a page: the promise the product is known by."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from articles.related import Pin, SlotPlan, Source, allocate


@dataclass(frozen=True)
class Teaser:
    key: str
    headline: str = ""
    wire_key: str = ""
    opening_key: str = ""


def teasers(*keys: str) -> list[Teaser]:
    return [Teaser(key) for key in keys]


def pins(*keys: str) -> list[Pin[Teaser]]:
    return [Pin(key, f"Title {key}", Teaser(key)) for key in keys]


def from_pool(*keys: str) -> list[Source[Teaser]]:
    return [Source("newest", teasers(*keys))]


def shown(allocation):
    return {name: [teaser.key for teaser in slot] for name, slot in allocation.slots.items()}


def refused(allocation):
    return {line.key: line.reason for line in allocation.ledger if not line.accepted}


def test_pins_come_first_wherever_they_stand_on_the_page():
    plans = [
        SlotPlan("top", size=2, sources=from_pool("a", "b", "c")),
        SlotPlan("bottom", pins=pins("a"), size=2, sources=from_pool("b", "d")),
    ]
    assert shown(allocate(plans)) == {"top": ["b", "c"], "bottom": ["a", "d"]}


def test_a_repeated_pin_is_refused_with_a_reason_and_never_in_silence():
    allocation = allocate([SlotPlan("inline", pins=pins("a")), SlotPlan("picked", pins=pins("a", "b"))])
    assert shown(allocation) == {"inline": ["a"], "picked": ["b"]}
    assert [(line.slot, line.key, line.accepted, line.reason) for line in allocation.ledger] == [
        ("inline", "a", True, "chosen by an editor"),
        ("picked", "a", False, "shown in “inline” already"),
        ("picked", "b", True, "chosen by an editor"),
    ]


def test_repeat_on_purpose_is_shown_again_and_still_keeps_machines_away():
    plans = [
        SlotPlan("inline", pins=pins("a")),
        SlotPlan("picked", pins=[Pin("a", "A", Teaser("a"), repeat=True)]),
        SlotPlan("latest", size=1, sources=from_pool("a", "b")),
    ]
    assert shown(allocate(plans)) == {"inline": ["a"], "picked": ["a"], "latest": ["b"]}


def test_the_page_never_shows_itself_under_either_of_its_keys_nor_what_readers_cannot_see():
    plans = [
        SlotPlan("picked", pins=[*pins("self"), Pin("gone", "Gone", None)]),
        SlotPlan("latest", size=3, sources=from_pool("original", "self", "a")),
    ]
    allocation = allocate(plans, own_keys=["self", "original"])
    assert shown(allocation) == {"picked": [], "latest": ["a"]}
    assert refused(allocation) == {
        "self": "the page itself",
        "gone": "readers cannot see this story now",
        "original": "the page itself",
    }


def test_sources_are_used_one_after_the_other_and_the_ledger_names_them():
    stories = teasers("a", "b", "c")
    sources = [Source("alike", stories[:1]), Source("newest", stories)]
    allocation = allocate([SlotPlan("next", size=2, sources=sources)])
    assert shown(allocation) == {"next": ["a", "b"]}
    assert [line.reason for line in allocation.ledger] == ["alike", "newest"]
    assert allocation.short == []


def test_a_slot_that_stays_small_is_named():
    plans = [SlotPlan("next", size=2, sources=from_pool("a")), SlotPlan("read", size=1, sources=from_pool("b"))]
    assert allocate(plans).short == ["next"]


def test_what_the_text_links_to_is_left_out_of_automatic_slots_but_may_be_picked():
    plans = [
        SlotPlan("picked", pins=pins("a")),
        SlotPlan("next", size=2, sources=from_pool("a", "b", "c")),
    ]
    allocation = allocate(plans, in_text=["a", "b"])
    assert shown(allocation) == {"picked": ["a"], "next": ["c"]}
    assert refused(allocation) == {"a": "shown in “picked” already", "b": "linked in the text already"}


def test_other_versions_of_what_is_on_the_page_are_skipped_with_the_reason():
    first = Teaser("a", "Council approves budget", wire_key="urn:1", opening_key="o1")
    again = Teaser("b", "Budget is through, council says after long night", wire_key="urn:1")
    opens_alike = Teaser("c", "What the budget means for you", opening_key="o1")
    says_alike = Teaser("d", "COUNCIL APPROVES BUDGET")
    other = Teaser("e", "Council rejects budget")
    sources = [Source("newest", [first, again, opens_alike, says_alike, other])]
    allocation = allocate([SlotPlan("next", size=5, sources=sources)])
    assert shown(allocation) == {"next": ["a", "e"]}
    assert refused(allocation) == {
        "b": "another version of “Council approves budget” from the wire",
        "c": "opens with the same paragraph as “Council approves budget”",
        "d": "says nearly the same as “Council approves budget”",
    }


def test_a_version_of_the_page_itself_is_skipped_but_an_editor_may_pick_it():
    own = Teaser("self", "Council approves budget", wire_key="urn:1")
    version = Teaser("a", "Budget approved", wire_key="urn:1")
    sources = [Source("newest", [version])]
    assert shown(allocate([SlotPlan("next", size=1, sources=sources)], own_keys=["self"], own=own)) == {"next": []}
    picked = [SlotPlan("picked", pins=[Pin("a", "Budget approved", version)])]
    assert shown(allocate(picked, own_keys=["self"], own=own)) == {"picked": ["a"]}


def test_a_list_readers_page_through_keeps_stories_that_resemble_each_other():
    alike = [Teaser("a", "Council approves budget"), Teaser("b", "Council approves budget")]
    plans = [
        SlotPlan("next", size=2, sources=[Source("newest", alike)]),
        SlotPlan("stories", size=9, sources=[Source("newest", alike)], complete=True),
    ]
    assert shown(allocate(plans)) == {"next": ["a"], "stories": ["b"]}


def test_five_hundred_stories_with_one_headline_leave_room_for_others():
    flood = [Teaser(f"flood{number}", "Storm warning for the coast") for number in range(500)]
    plans = [SlotPlan("next", size=3, sources=[Source("newest", [*flood, *teasers("a", "b")])])]
    assert shown(allocate(plans)) == {"next": ["flood0", "a", "b"]}


KEYS = st.sampled_from([f"k{number}" for number in range(12)])
PLANS = st.lists(
    st.tuples(st.lists(KEYS, max_size=5), st.one_of(st.none(), st.integers(0, 6)), st.lists(KEYS, max_size=15)),
    max_size=5,
).map(
    lambda rows: [
        SlotPlan(f"slot{place}", pins=pins(*chosen), size=size, sources=from_pool(*pool[:7]) + from_pool(*pool[5:]))
        for place, (chosen, size, pool) in enumerate(rows)
    ]
)


@given(PLANS, KEYS, st.lists(KEYS, max_size=3))
def test_whatever_comes_in_no_key_is_shown_twice_and_slots_are_as_full_as_can_be(plans, own_key, in_text):
    allocation = allocate(plans, own_keys=[own_key], in_text=in_text)
    everything = [key for keys in shown(allocation).values() for key in keys]
    assert len(everything) == len(set(everything))
    assert own_key not in everything
    assert allocate(plans, own_keys=[own_key], in_text=in_text) == allocation
    for plan in plans:
        slot = shown(allocation)[plan.name]
        chosen = [key for key in dict.fromkeys(pin.key for pin in plan.pins) if key in slot]
        assert slot[: len(chosen)] == chosen  # pins keep their order and stand before what was filled in
        if plan.size is not None and len(slot) < plan.size:
            there = {teaser.key for source in plan.sources for teaser in source.items}
            assert there <= {*everything, own_key, *in_text}
            assert plan.name in allocation.short
        assert plan.size is None or len(slot) <= max(plan.size, len(chosen))
    told = {(line.slot, line.key) for line in allocation.ledger}
    assert all((plan.name, pin.key) in told for plan in plans for pin in plan.pins)
