"""When two stories are the same to a reader although they have different keys."""

from articles.related import opening_key, wire_key

OPENING = "The harbor board voted late on Tuesday to close the old pier to all traffic until spring."


def test_case_punctuation_and_the_place_before_an_opening_do_not_matter():
    assert opening_key(OPENING) == opening_key(OPENING.upper().replace(".", "!"))
    assert opening_key(f"PORTSMOUTH (Agency) -- {OPENING}") == opening_key(OPENING)
    assert opening_key(OPENING) != opening_key(OPENING.replace("Tuesday", "Wednesday"))


def test_short_openings_tell_nothing():
    assert opening_key("Good morning. Here is the news.") == ""
    assert opening_key("") == ""


def test_an_opening_of_a_megabyte_is_read_in_part():
    assert opening_key("word " * 200_000) == opening_key("word " * 1000)


def test_versions_of_one_wire_item_have_one_key():
    assert wire_key("dpa", "urn:newsml:dpa.com:20261103:ab-12:3") == wire_key(
        "dpa", "urn:newsml:dpa.com:20261103:ab-12:4"
    )
    assert wire_key("one", "tag:agency.example,2026:77") == wire_key("two", "tag:agency.example,2026:77")
    assert wire_key("dpa", "urn:newsml:dpa.com:20261103:ab-12:3") != wire_key(
        "dpa", "urn:newsml:dpa.com:20261103:ab-13:3"
    )


def test_numbers_mean_something_to_their_source_only():
    assert wire_key("one", "12345") != wire_key("two", "12345")
    assert wire_key("one", "") == ""
    assert len(wire_key("one", "x" * 8000)) <= 255
