"""Comparing versions: what differs, in words; nothing where nothing differs; and in seconds whatever is compared."""

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.workflow.alignment import Effort, aligned, increasing
from articles.workflow.compare import changed_parts, compare, same_body, same_content
from tests.workflow.test_saving import OLDER_SNAPSHOT


def with_changes(**parts):
    return OLDER_SNAPSHOT | parts


def only(changes):
    assert len(changes) == 1, changes
    return changes[0]


def bodies(before, after):
    return compare(with_changes(body=before), with_changes(body=after))


def marked(change):
    """`the -old- +new+ words`, paragraphs apart."""
    signs = {"same": "{}", "out": "-{}-", "in": "+{}+", "fold": "(… {})"}
    return [
        " ".join(signs[piece.op].format(piece.text.strip()) for piece in paragraph if piece.text.strip())
        for paragraph in change.paragraphs
    ]


def test_two_versions_of_one_content_do_not_differ():
    assert compare(OLDER_SNAPSHOT, OLDER_SNAPSHOT) == []
    assert compare(OLDER_SNAPSHOT, with_changes(coverage=None)) == []
    assert same_content(OLDER_SNAPSHOT, with_changes(coverage=None))
    renamed = with_changes(section={"id": 3, "name": "City"})
    assert compare(OLDER_SNAPSHOT, renamed) == []


def test_a_headline_is_compared_word_by_word():
    change = only(compare(OLDER_SNAPSHOT, with_changes(headline="Pier closes to 4,200 walkers, mayor says")))
    assert (change.field, change.label, change.kind) == ("headline", "Headline", "text")
    assert (change.before, change.after) == ("Pier opens to walkers", "Pier closes to 4,200 walkers, mayor says")
    assert marked(change) == ["Pier -opens to- +closes to 4,200+ walkers +, mayor says+"]


def test_an_altogether_different_headline_is_not_cut_into_crumbs():
    assert marked(only(compare(OLDER_SNAPSHOT, with_changes(headline="Mayor Renwick concedes to rival")))) == [
        "-Pier opens to walkers- +Mayor Renwick concedes to rival+"
    ]


def test_a_body_is_compared_by_paragraphs_then_by_words_and_the_rest_is_folded():
    paragraphs = [f"<p>Paragraph {number} of the story.</p>" for number in range(30)]
    later = [*paragraphs[:9], "<p>Paragraph 9 of the whole story.</p>", *paragraphs[10:20], *paragraphs[21:]]
    assert marked(only(bodies("".join(paragraphs), "".join(later)))) == [
        "(… 8 paragraphs unchanged)",
        "Paragraph 8 of the story.",
        "Paragraph 9 of the +whole+ story.",
        "Paragraph 10 of the story.",
        "(… 8 paragraphs unchanged)",
        "Paragraph 19 of the story.",
        "-Paragraph 20 of the story.-",
        "Paragraph 21 of the story.",
        "(… 8 paragraphs unchanged)",
    ]


def test_a_paragraph_put_in_before_another_is_not_taken_for_a_change_of_it():
    before = "<p>The planks held all day long.</p><p>Nobody fell in.</p>"
    after = "<p>The mayor came at noon.</p><p>The planks held all night long.</p><p>Nobody fell in.</p>"
    assert marked(only(bodies(before, after))) == [
        "+The mayor came at noon.+",
        "The planks held all -day- +night+ long.",
        "Nobody fell in.",
    ]


def test_subheads_lists_links_and_formatting_are_readable():
    before = "<h2>Ducks</h2><ul><li>One</li></ul><p>See <a href='https://e.org/a'>this</a> now.</p><p>Held fast.</p>"
    after = "<h2>Geese</h2><ul><li>One</li><li>Two</li></ul><p>See <a href='https://e.org/b'>this</a> now.</p>"
    after += "<p>Held <b>fast</b>.</p><p><sub>x</sub></p>"
    told = marked(only(bodies(before, after)))
    assert told[0] == "Subhead: -Ducks- +Geese+"
    assert told[1] == "• One +• Two+"
    assert told[2] == "See this [https://e.org/ -a- +b+ ] now."
    assert "+*+" in told[3]
    only_formatting = only(bodies("<p>H2O is wet.</p>", "<p>H<sub>2</sub>O is wet.</p>"))
    assert marked(only_formatting) == ["H2O is wet. +[only its formatting]+"]


def test_marks_of_photos_and_stories_are_lines_one_can_read():
    photo = {"photo": 9, "caption": "The pier.", "credit": "", "alt": "", "picture": "", "after_paragraph": None}
    before = with_changes(body="<p>One.</p>", photos=[photo])
    after = with_changes(
        body='<p>One.</p><div data-photo="9">x</div><div data-related="11">The <b>night</b> ferry</div>'
        '<div data-related="12"></div>',
        photos=[photo],
    )
    assert marked(only(compare(before, after))) == [
        "One.",
        "+[Photo: The pier.]+",
        "+[Related story: The night ferry]+",
        "+[Related story: number 12]+",
    ]


def test_rows_say_who_came_who_went_and_who_moved():
    people = [{"id": number, "name": name, "kind": "person"} for number, name in enumerate(("Ann", "Bo", "Cy"), 1)]
    moved = only(compare(with_changes(bylines=people), with_changes(bylines=[people[2], people[0], people[1]])))
    assert [(row.op, row.text, row.place) for row in moved.rows] == [("moved", "Cy", "from place 3 to place 1")]
    swapped = only(compare(with_changes(bylines=people[:2]), with_changes(bylines=[people[1], people[2]])))
    assert [(row.op, row.text) for row in swapped.rows] == [("in", "Cy"), ("out", "Ann")]
    assert (swapped.before, swapped.after) == ("Ann, Bo", "Bo, Cy")


def test_rows_say_what_changed_about_a_photo_or_a_related_story():
    photo, ferry = OLDER_SNAPSHOT["photos"][0], OLDER_SNAPSHOT["related"][0]
    after = with_changes(
        photos=[photo | {"caption": "The old pier.", "after_paragraph": 4, "own_caption": "The old pier."}],
        related=[ferry | {"placement": "inline", "own_title": "Ferry"}],
    )
    photos, related = compare(OLDER_SNAPSHOT, after)
    (row,) = photos.rows
    assert (row.op, row.text) == ("changed", "The old pier.")
    assert [(change.label, change.before, change.after) for change in row.changes] == [
        ("Caption", "The pier.", "The old pier."),
        ("Place", "after paragraph 1", "after paragraph 4"),
    ]
    assert [change.label for change in related.rows[0].changes] == ["Title", "Place"]


def test_times_are_printed_in_the_zone_of_the_newsroom_and_values_in_words():
    after = with_changes(
        publish_at="2026-11-04T11:00:00+00:00",
        section={"id": 4, "name": "Sport"},
        topics=[],
        coverage={"id": 2, "title": "The Count"},
    )
    assert [(change.label, change.before, change.after) for change in compare(OLDER_SNAPSHOT, after)] == [
        ("Section", "News", "Sport"),
        ("Topics", "Harbor", ""),
        ("Special coverage", "", "The Count"),
        ("Publish at", "", "November 4, 2026, 6:00 AM ET"),
    ]


def test_without_a_version_before_everything_is_new():
    changes = compare(None, OLDER_SNAPSHOT)
    assert {change.field for change in changes} >= {"headline", "body", "bylines", "photos", "related", "section"}
    assert all(piece.op in ("in", "break") for change in changes for piece in change.pieces)


def test_the_history_names_what_changed_in_a_line():
    after = with_changes(headline="x", body="<p>y</p>", photos=[])
    assert changed_parts(OLDER_SNAPSHOT, after) == "Headline, text, photos in the text"
    everything = dict.fromkeys(OLDER_SNAPSHOT, "x")
    line = changed_parts(OLDER_SNAPSHOT, everything)
    assert len(line) <= 120
    assert line.endswith("more")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>One.</p><p>Two.</p>", "<p>One.</p>\n\n<p>Two.</p>\n"),
        ("<ul><li>a</li><li>b</li></ul>", "<ul>\n\t<li>a</li>\n\t<li>b</li>\n</ul>"),
        ("<p>One.</p>", "<p>One.</p><p>&nbsp;</p>"),
        ("<p>One\ntwo.</p>", "<p>One two.</p>"),
        ('<p>a</p><div data-photo="4">Old label</div>', '<p>a</p>\n<div data-photo="4">New label</div>'),
        ("<p>a &mdash; b</p>", "<p>a — b</p>"),
    ],
)
def test_how_an_editor_lays_a_text_out_is_no_change(one, other):
    assert same_body(one, other)
    assert same_content(with_changes(body=one), with_changes(body=other))
    assert bodies(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>One.</p><p>Two.</p>", "<p>One. Two.</p>"),
        ("<p>One</p>", "<h2>One</h2>"),
        ("<p><b>a</b> <i>b</i></p>", "<p><b>a</b><i>b</i></p>"),
        ("<pre>a  b</pre>", "<pre>a b</pre>"),
        ("<p>a&nbsp;b</p>", "<p>a b</p>"),
        ('<div data-photo="4"></div>', '<div data-photo="5"></div>'),
        ('<p><a href="/x">a</a></p>', '<p><a href="/y">a</a></p>'),
    ],
)
def test_what_readers_would_see_is_a_change(one, other):
    assert not same_body(one, other)
    assert not same_content(with_changes(body=one), with_changes(body=other))
    assert bodies(one, other)


TEXTS = st.lists(st.sampled_from(["a", "b", "the", "pier", "held", "4,200", "."]), max_size=30)


@given(TEXTS, TEXTS)
def test_nothing_of_either_text_is_lost_in_a_comparison(one, other):
    before, after = " ".join(one), " ".join(other)
    for change in compare(with_changes(dek=before), with_changes(dek=after)):
        pieces = [piece for piece in change.pieces if not piece.text.startswith("[only")]
        old = "".join(piece.text for piece in pieces if piece.op != "in")
        new = "".join(piece.text for piece in pieces if piece.op != "out")
        assert old.replace(" ", "") == before.replace(" ", "")
        assert new.replace(" ", "") == after.replace(" ", "")


@given(
    st.lists(st.integers(0, 4), max_size=60), st.lists(st.integers(0, 4), max_size=60), st.sampled_from([0, 50, 9_999])
)
def test_an_alignment_covers_both_sides_and_says_the_truth(before, after, effort):
    old, new = [], []
    for span in aligned(before, after, Effort(effort)):
        old += before[span.start : span.end]
        new += after[span.new_start : span.new_end]
        if span.same:
            assert before[span.start : span.end] == after[span.new_start : span.new_end]
    assert (old, new) == (before, after)


@given(st.lists(st.integers(0, 30), unique=True))
def test_the_longest_growing_run_grows_and_none_is_longer(places):
    found = [places[position] for position in increasing(places)]
    assert found == sorted(found)
    lengths = []
    for end, place in enumerate(places):
        lengths.append(1 + max([lengths[n] for n in range(end) if places[n] < place], default=0))
    assert len(found) == max(lengths, default=0)


def large_bodies():
    dice = random.Random(7)
    words = [f"word{number}" for number in range(3000)]

    def text(paragraphs, length):
        return "".join(f"<p>{' '.join(dice.choices(words, k=length))}</p>" for _ in range(paragraphs))

    story = text(20_000, 14)
    return {
        "every paragraph changed": (story, story.replace("<p>word", "<p>Word")),
        "nothing in common": (story, text(20_000, 14)),
        "one paragraph": (text(1, 250_000), text(1, 250_000)),
        "two letters": tuple("".join(dice.choices(["<p>a</p>", "<p>b</p>"], k=20_000)) for _ in range(2)),
        "few words": tuple(text(2_000, 1).replace("0", "") + "<p>" + "a b " * 400_000 + "</p>" for _ in range(2)),
    }


@pytest.mark.parametrize("shape", range(5))
def test_two_bodies_of_two_megabytes_are_compared_in_seconds(shape):
    before, after = list(large_bodies().values())[shape]
    started = time.process_time()
    change = only(bodies(before, after))
    assert time.process_time() - started < 6  # about 1 s on a machine of one's own
    assert sum(len(piece.text) for piece in change.pieces) < 2_000_000
