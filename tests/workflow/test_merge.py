"""Two versions of a story brought together: what one changed is taken, what both changed is asked, no text vanishes."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.workflow.merge import Snapshot, ends_before_it_begins, merge, resolve
from articles.workflow.paragraphs import blocks_of, merge_texts

BASE: Snapshot = {
    **dict.fromkeys(("kicker", "dateline", "seo_title", "seo_description", "canonical_url"), ""),
    "headline": "Council votes",
    "slug": "council-votes",
    "dek": "It was late.",
    "body": "<p>One.</p>\n\n<p>Two.</p>\n\n<p>Three.</p>",
    "section": {"id": 1, "name": "Politics"},
    "coverage": None,
    "topics": [],
    "bylines": [],
    "lead": None,
    "photos": [],
    "related": [],
    "publish_at": None,
    "expires_at": None,
    "embargo_until": None,
}


def story(**changes: Any) -> Snapshot:
    return {**BASE, **changes}


def name(number: int) -> dict[str, Any]:
    return {"id": number, "name": f"Name {number}", "kind": "person"}


def photo(number: int, *, own: str = "", after: int | None = 1, credit: str = "Jo") -> dict[str, Any]:
    caption = own or f"Photo {number}."
    return {
        "photo": number,
        "caption": caption,
        "own_caption": own,
        "credit": credit,
        "alt": "",
        "picture": "x",
        "after_paragraph": after,
    }


def lead(number: int, own: str = "") -> dict[str, Any]:
    return {key: value for key, value in photo(number, own=own).items() if key != "after_paragraph"}


def link(number: int, *, title: str = "", repeat: bool = False, placement: str = "sidebar") -> dict[str, Any]:
    return {
        "key": f"article:{number}",
        "article_id": number,
        "title": title or f"Story {number}",
        "own_title": title,
        "url": "",
        "placement": placement,
        "after_paragraph": 3,
        "repeat": repeat,
    }


def test_what_only_one_changed_is_taken_from_that_one():
    merged = merge(
        BASE, story(dek="Theirs.", topics=[{"id": 1, "name": "Ports", "slug": "ports"}]), story(kicker="Mine")
    )
    assert (merged.content["dek"], merged.content["kicker"]) == ("Theirs.", "Mine")
    assert merged.conflicts == ()
    assert merged.kept == ("dek", "topics")


def test_what_both_changed_is_asked_and_stands_as_mine_until_then():
    (conflict,) = merge(BASE, story(headline="Theirs"), story(headline="Mine")).conflicts
    assert (conflict.field, conflict.label) == ("headline", "Headline")
    assert (conflict.base, conflict.theirs, conflict.mine, conflict.proposed) == (
        *("Council votes", "Theirs", "Mine", "Mine"),
    )


def test_the_same_change_on_both_sides_is_no_question():
    assert merge(BASE, story(headline="Same"), story(headline="Same")).conflicts == ()


def test_white_space_between_paragraphs_is_nobodys_change():
    mine = story(body="<p>One.</p><p>Two.</p>\r\n<p>Three.</p>")
    theirs = story(body="<p>One.</p>\n\n<p>Two, and more.</p>\n\n<p>Three.</p>")
    merged = merge(BASE, theirs, mine)
    assert merged.conflicts == ()
    assert merged.content["body"] == theirs["body"]


def test_different_paragraphs_are_offered_together():
    theirs = story(body=BASE["body"].replace("One.", "One, by her."))
    mine = story(body=BASE["body"].replace("Three.", "Three, by me.") + "<p>Four.</p>")
    (conflict,) = merge(BASE, theirs, mine).conflicts
    assert conflict.whole
    assert blocks_of(conflict.proposed) == [
        *("<p>One, by her.</p>", "<p>Two.</p>", "<p>Three, by me.</p>", "<p>Four.</p>"),
    ]


def test_one_paragraph_that_both_rewrote_is_proposed_as_mine():
    theirs, mine = (BASE["body"].replace("Two.", f"Two, says {who}.") for who in ("she", "he"))
    (conflict,) = merge(BASE, story(body=theirs), story(body=mine)).conflicts
    assert not conflict.whole
    assert blocks_of(conflict.proposed) == blocks_of(mine)


def test_new_last_paragraphs_of_both_stand_one_after_the_other():
    merged, whole = merge_texts("<p>One.</p>", "<p>One.</p><p>Hers.</p>", "<p>One.</p><p>His.</p>")
    assert whole
    assert blocks_of(merged) == ["<p>One.</p>", "<p>Hers.</p>", "<p>His.</p>"]


def test_a_body_of_many_thousand_paragraphs_is_not_taken_apart():
    long = "<p>a</p>" * 20_000
    assert merge_texts(long, f"{long}<p>b</p>", f"<p>c</p>{long}") == (f"<p>c</p>{long}", False)


def test_blocks_are_cut_at_the_outermost_elements():
    body = 'Loose <b>words</b> here<ul>\n<li>a</li><li>b</li></ul><hr><div data-photo="3">Pier</div>\n<p>Text<br>x</p>'
    assert blocks_of(body) == [
        "Loose <b>words</b> here",
        "<ul>\n<li>a</li><li>b</li></ul>",
        "<hr>",
        '<div data-photo="3">Pier</div>',
        "<p>Text<br>x</p>",
    ]


def test_rows_that_each_added_both_stand():
    merged = merge(story(bylines=[name(1)]), story(bylines=[name(1), name(2)]), story(bylines=[name(3), name(1)]))
    assert [row["id"] for row in merged.content["bylines"]] == [3, 1, 2]
    assert merged.kept == ("byline",)
    assert merged.conflicts == ()


def test_the_side_that_sorted_anew_decides_on_the_order():
    base = story(bylines=[name(1), name(2), name(3)])
    other = story(bylines=[name(3), name(2), name(1)])
    same = story(bylines=[name(1), name(2), name(3), name(4)])
    for theirs, mine in ((other, same), (same, other)):
        assert [row["id"] for row in merge(base, theirs, mine).content["bylines"]] == [3, 4, 2, 1]


def test_a_row_taken_out_here_and_changed_there_is_asked_and_stays_until_then():
    base = story(related=[link(1), link(2)])
    merged = merge(base, story(related=[link(1, title="Hers"), link(2)]), story(related=[link(2)]))
    (conflict,) = merged.conflicts
    assert (conflict.field, conflict.mine) == ("related:article:1", None)
    assert [row["own_title"] for row in merged.content["related"]] == ["Hers", ""]
    left = resolve(merged, {"related:article:1": None})
    assert [row["key"] for row in left["related"]] == ["article:2"]


def test_two_changes_to_different_parts_of_one_row_come_together():
    base = story(photos=[photo(1)])
    merged = merge(base, story(photos=[photo(1, own="Hers.")]), story(photos=[photo(1, after=4)]))
    assert merged.conflicts == ()
    assert merged.content["photos"] == [photo(1, own="Hers.", after=4)]


def test_what_the_library_says_of_a_photo_is_nobodys_change():
    base = story(photos=[photo(1)], lead=lead(2))
    theirs = story(photos=[photo(1, credit="Jo Lens")], lead={**lead(2), "alt": "A pier"})
    merged = merge(base, theirs, {**base, "dek": "Mine."})
    assert merged.conflicts == ()
    assert merged.content["photos"] == theirs["photos"]


def test_a_story_linked_twice_on_purpose_is_two_rows():
    base = story(related=[link(1), link(1, repeat=True)])
    mine = story(related=[link(1), link(1, repeat=True, title="Mine")])
    merged = merge(base, story(related=[link(1, title="Hers"), link(1, repeat=True)]), mine)
    assert merged.conflicts == ()
    assert [row["own_title"] for row in merged.content["related"]] == ["Hers", "Mine"]


def test_a_repeat_that_the_database_would_refuse_is_said_to_be_on_purpose():
    base = story(related=[link(1), link(1, repeat=True)])
    merged = merge(base, story(related=[link(1)]), story(related=[link(1), link(1, repeat=False)]))
    assert [row["repeat"] for row in merged.content["related"]] in ([False, True], [False])


def test_a_caption_belongs_to_its_photo():
    base = story(lead=lead(1))
    merged = merge(base, story(lead=lead(1, "Hers.")), story(lead=lead(2)))
    (conflict,) = merged.conflicts
    assert conflict.field == "lead_photo"
    assert resolve(merged, {"lead_photo": conflict.theirs})["lead"] == lead(1, "Hers.")
    assert resolve(merged, {"lead_photo": None})["lead"] is None


def test_two_captions_for_one_lead_photo_are_asked():
    merged = merge(story(lead=lead(1)), story(lead=lead(1, "Hers.")), story(lead=lead(1, "Mine.")))
    assert [conflict.field for conflict in merged.conflicts] == ["lead_caption"]
    assert resolve(merged, {"lead_caption": "Both."})["lead"] == lead(1, "Both.")


def test_a_photo_comes_back_with_the_text_that_has_its_mark():
    mark = '<div data-photo="7">Pier</div>'
    base = story(body=f"<p>One.</p>{mark}", photos=[photo(7, own="At dawn.", after=None)])
    theirs = {**base, "body": f"<p>Hers.</p>{mark}"}
    mine = story(body="<p>Mine.</p>", photos=[])
    merged = merge(base, theirs, mine)
    assert merged.content["photos"] == []
    back = resolve(merged, {"body": theirs["body"]}, base, theirs, mine)
    assert [row["own_caption"] for row in back["photos"]] == ["At dawn."]


def test_a_photo_whose_mark_went_with_the_other_text_keeps_its_paragraph():
    base = story(photos=[photo(7, after=2)])
    theirs = story(body='<p>Hers.</p><div data-photo="7">x</div>', photos=[photo(7, after=None)])
    mine = story(body="<p>Mine.</p>", photos=[photo(7, after=2)])
    merged = merge(base, theirs, mine)
    assert resolve(merged, {"body": mine["body"]}, base, theirs, mine)["photos"] == [photo(7, after=2)]


def test_times_that_cannot_be_together_are_asked():
    begins, ends = "2026-11-05T10:00:00+00:00", "2026-11-04T10:00:00+00:00"
    merged = merge(BASE, story(expires_at=ends), story(publish_at=begins))
    assert [conflict.field for conflict in merged.conflicts] == ["publish_at", "expires_at"]
    assert ends_before_it_begins(merged.content)
    assert not ends_before_it_begins(resolve(merged, {"expires_at": None}))


def test_without_a_base_every_difference_is_asked():
    theirs, mine = story(headline="Hers", bylines=[name(1)]), story(bylines=[name(2)])
    merged = merge(None, theirs, mine)
    assert {conflict.field for conflict in merged.conflicts} == {"headline", "bylines:1", "bylines:2"}


# --- Properties

_WORDS = st.sampled_from(["", "Ferry", "Harbor", "Mayor", "Vote"])
_BODY = st.lists(st.sampled_from([f"<p>{word}</p>" for word in "ABCDEFG"]), max_size=6).map("\n\n".join)


def _rows(make: Any, **more: Any) -> Any:
    def known_by(row: dict[str, Any]) -> Any:
        return row.get("id") or row.get("photo") or row["key"]

    return st.lists(st.builds(make, st.integers(1, 5), **more), max_size=4, unique_by=known_by)


_STORIES = st.fixed_dictionaries(
    {
        "headline": _WORDS,
        "dek": _WORDS,
        "body": _BODY,
        "section": st.none() | st.integers(1, 3).map(lambda n: {"id": n, "name": f"Section {n}"}),
        "bylines": _rows(name),
        "photos": _rows(photo, own=_WORDS, after=st.integers(0, 3)),
        "related": _rows(link, title=_WORDS, placement=st.sampled_from(["inline", "sidebar"])),
        "lead": st.none() | st.builds(lead, st.integers(1, 3), own=_WORDS),
        "expires_at": st.none() | st.just("2026-11-05T10:00:00+00:00"),
    }
).map(lambda changes: story(**changes))


@settings(max_examples=150, deadline=None)
@given(_STORIES, _STORIES)
def test_who_changed_nothing_changes_nothing(base, other):
    for merged in (merge(base, other, base), merge(base, base, other), merge(base, other, other)):
        assert merged.content == other
        assert merged.conflicts == ()


def _texts(value: Any) -> set[str]:
    """Every text somebody can have typed, paragraph by paragraph."""
    if isinstance(value, str):
        return set(blocks_of(value)) if "<p>" in value else {value}
    if isinstance(value, dict):
        library = {"caption", "credit", "title"} if "own_caption" in value or "own_title" in value else set()
        return set().union(*(_texts(each) for key, each in value.items() if key not in library), set())
    return set().union(*(_texts(each) for each in value), set()) if isinstance(value, list) else set()


@settings(max_examples=300, deadline=None)
@given(_STORIES, _STORIES, _STORIES)
def test_no_text_that_either_wrote_vanishes(base, theirs, mine):
    merged = merge(base, theirs, mine)
    kept = _texts(merged.content).union(*(_texts([one.theirs, one.mine]) for one in merged.conflicts), set())
    for field in BASE:
        for side, other in ((theirs, mine), (mine, theirs)):
            written = _texts(side[field]) - _texts(base[field])
            assert written <= kept | {""}, (field, other[field])


@settings(max_examples=100, deadline=None)
@given(_STORIES, _STORIES, _STORIES, st.sampled_from(["base", "theirs", "mine", "proposed"]))
def test_every_answer_can_be_taken(base, theirs, mine, pick):
    merged = merge(base, theirs, mine)
    decided = {conflict.field: getattr(conflict, pick) for conflict in merged.conflicts}
    content = resolve(merged, decided, base, theirs, mine)
    assert content.keys() == merged.content.keys()
    for field in ("headline", "dek", "section"):
        if field in decided:
            assert content[field] == decided[field]


@pytest.mark.parametrize("field", ["photos", "related", "bylines", "topics"])
def test_nothing_is_written_into_what_came_in(field):
    theirs, mine = story(**{field: []}), story(**{field: []})
    merged = merge(BASE, theirs, mine)
    merged.content[field].append("x")
    assert theirs[field] == mine[field] == []
