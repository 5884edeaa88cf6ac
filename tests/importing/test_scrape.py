"""Text scrapes of article pages, whole: what the sample pages in tests/samples/scrapes must give.

The parts (names, datelines, headlines) have their own tests in test_scrape_parts.py.
"""

import contextlib
import random
import time
import unicodedata
import zoneinfo
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.importing.formats.scrape import read_scrape
from articles.importing.story import Story, StoryUnreadable

NEW_YORK = zoneinfo.ZoneInfo("America/New_York")
SAMPLES = Path(__file__).parent.parent / "samples" / "scrapes"
PERSON, ORGANISATION = "person", "organisation"


@dataclass(frozen=True)
class Expected:
    """What a sample must give; `openings` are the first words of every paragraph, in order."""

    headline: str
    openings: tuple[str, ...]
    dek: str = ""
    authors: tuple[tuple[str, str], ...] = (("ABC News", ORGANISATION),)
    published_at: str | None = None
    dateline: str = ""
    photos: tuple[tuple[str, str, int], ...] = ()
    related: tuple[tuple[str, int], ...] = ()
    coverage: tuple[str, str, str | None] | None = None
    alts: tuple[str, ...] = ()


EXPECTED = {
    "banner_two_authors": Expected(
        "Ferry Captain Credited With Saving 31 After Harbor Collision",
        (
            "The captain of",
            '"He told us',
            "Then -- silence.",
            "The Coast Guard",
            '"It was awful," she said',
            "ABC News' Rita",
        ),
        dek="Passengers describe a calm voice on the loudspeaker",
        authors=(("Paula O'Donnell-Reyes", PERSON), ("J.T. McAllister", PERSON)),
        published_at="2012-10-03T06:04:00-04:00",
        dateline="Oct. 3, 2012 --",
        photos=(("A ferry is towed into Port Ansel after a collision, Oct. 2, 2012.", "Dana Whitlock/AP Photo", 0),),
        related=(("Harbor Pilots Warned of Fog Risk a Year Ago", 3),),
        coverage=("Your Voice Your Vote 2024", "Live results", "2024-03-05T21:07:03-05:00"),
    ),
    "no_photo_no_dek": Expected(
        "Small-Town Librarian Returns Lottery Jackpot",
        ("A librarian", '"I have a house', "Her neighbors", "That was her all over", "The check"),
        authors=(("Gwen Stahl", PERSON),),
        published_at="2011-01-19T15:15:00-05:00",
        dateline="PLUM CREEK, Neb. --",
    ),
    "agency_two_photos": Expected(
        "Senate Passes Bridge Repair Bill After Long Night",
        ("The Senate voted", "Supporters called", "The House is", "The Associated Press contributed"),
        dek="The vote ends a seven-week standoff over how to pay for the work.",
        authors=(("The Associated Press", ORGANISATION),),
        published_at="2013-06-14T01:02:00-04:00",
        dateline="WASHINGTON (AP) --",
        photos=(
            ("Senators leave the chamber after an all-night session in Washington.", "Getty Images", 0),
            ("A worker inspects the Tolliver Bridge in Lorne, Ohio, May 3, 2013.", "Lorne Police Department", 2),
        ),
    ),
    "flat_single_newlines": Expected(
        "Inside the Secret Life of a Lighthouse Keeper",
        ("Every evening", "She says", '"People think', "The county", "She laughed."),
        dek="She has not missed a night in 22 years.",
        authors=(("Liane Brandt", PERSON),),
        published_at="2013-09-05T14:04:00-04:00",
        dateline="Sept. 5, 2013 --",
        photos=(("Keeper Olga Fenn climbs the stairs of Carrow Light.", "Courtesy Olga Fenn", 0),),
        related=(("The Last Lighthouse Keepers of the Atlantic Coast", 2),),
    ),
    "related_in_many_coats": Expected(
        "Mayor Says He Never Saw the Memo",
        (
            "The mayor of",
            "Parents",
            '"We want',
            "The council meets on Monday",
            "What Parents Say",
            "School",
            "An inspector",
        ),
        published_at="2014-02-07T08:45:00-05:00",
        dateline="CARDWELL, Ill., Feb. 7, 2014 —",
        related=(
            ("City Hall Emails Show Staff Knew of “Bad Water”", 1),
            ("Cardwell Through the Years", 3),
            ("He told reporters he would not resign.", 6),
            ("Which School Districts Have Tested Their Water This Year?", 6),
        ),
    ),
    "missing_byline": Expected(
        "Bear Wanders Into Bakery, Eats 14 Pies",
        ("A black bear", '"He liked', "No one was hurt."),
        authors=(),
        published_at="2012-05-30T11:20:00-04:00",
        dateline="CASPER FALLS, Wyo. --",
    ),
    "missing_date": Expected(
        "What Your Dentist Wishes You Knew",
        ("Brushing twice", "Throw it out", '"Most people'),
        dek="Flossing is only the start.",
        authors=(("Kelly McBride, M.D.", PERSON), ("Dan Oyelaran Jr.", PERSON), ("Dr. Sanjay Patel", PERSON)),
    ),
    "bare_minimum": Expected(
        "Storm Knocks Out Power in Three Counties",
        ('"We heard a sound', "More than 40,000", "Crews from"),
        authors=(),
    ),
    "subheads": Expected(
        "The Trial of the Decade, One Year On",
        (
            "A year after",
            "Some still",
            "A Jury Divided for Nine Days",
            "The jurors",
            "The Letter",
            "Prosecutors",
            "Life After the Verdict",
            "Pike moved",
            "What the Neighbors Remember",
            '"He waves,"',
        ),
        authors=(("Megan de la Cruz", PERSON), ("Hugo Van Der Meer", PERSON), ("ABC News Radio", ORGANISATION)),
        published_at="2010-07-09T17:58:00-04:00",
        dateline="July 9, 2010 --",
        photos=(("The courthouse in Dell City, where the trial of Amos Pike took 11 weeks.", "ABC", 0),),
    ),
    "furniture_everywhere": Expected(
        "Pilot Lands on Golf Course, Finishes Round",
        ("A pilot who", "He shot an 84.", '"I have flown'),
        published_at="2011-08-22T16:40:00-04:00",
        dateline="ORRIN, Fla. --",
        photos=(("A small plane stands beside the ninth green of the Orrin Golf Club.", "@orringolf via Twitter", 0),),
    ),
    "list_and_lyrics": Expected(
        "Five Things to Pack for a Solar Eclipse",
        (
            "Astronomers",
            "1. Glasses",
            "2. A Folding",
            "3. More Water",
            "• Best Picture",
            "Brooks Hill",
            "Lamont",
            "Pine Ridge",
            "And then sing",
            "Sun go down",
            "Sun go down",
            '"Nobody knows',
            "Call the park",
            "Dress for",
        ),
        authors=(("Nora Machado", PERSON),),
        published_at="2013-08-01T09:00:00-04:00",
    ),
    "banner_below_headline": Expected(
        "Twin Sisters Reunited After 58 Years by a Postcard",
        ("Two sisters", '"You are late,"'),
        dek="It was mailed in 1954 and delivered last week.",
        authors=(("Justin O'Brien-McDonald", PERSON), ("Lena MacDonald", PERSON), ("Reuters", ORGANISATION)),
        published_at="2012-12-24T12:00:00-05:00",
        dateline="NAIROBI, Kenya --",
        coverage=("Election Night 2022", "Live updates", "2022-11-09T02:59:59-05:00"),
    ),
    "banner_without_year": Expected(
        "Town Elects a Write-In Candidate Who Has Moved Away",
        ("Voters in East Lomond", "He says"),
        published_at="2013-12-30T22:00:00-05:00",
        dateline="EAST LOMOND, Maine (WABC) —",
        coverage=("Decision Night", "Full coverage", "2014-01-02T01:00:00-05:00"),
    ),
    "old_style": Expected(
        "Report: Miners Had Warned of Gas",
        ("A log book", "A page of the log book.", "The last entry"),
        dek="Investigators find a log book in the wreckage",
        authors=(("Brenda Toll", PERSON), ("Carl A.B. Winslow III", PERSON)),
        dateline="Jan. 11, 2010 —",
    ),
    "spaced_capitals": Expected(
        "Airlines to Charge for Window Seats",
        ("It was only", '"Clouds are free,"', "Passengers were not amused -- and"),
        authors=(("J.K. Landry", PERSON),),
        published_at="2010-03-03T07:15:00-05:00",
    ),
    "markup": Expected(
        "<b>Hackers</b> Deface Museum Site & Leave a Poem",
        ("The museum’s home page was replaced by a sonnet & a drawing of a cat. <img src=x onerror=alert(1)>", "5"),
        dek='<script>alert("dek")</script>',
        authors=(("Eve <EM>LONG</EM>", PERSON),),
        published_at="2014-04-02T19:00:00-04:00",
        dateline="LONDON --",
        related=(('<a href="javascript:alert(1)">Museum Thanks Its Hackers</a>', 2),),
    ),
    "hard_wrapped": Expected(
        "Orchestra Plays to an Empty Hall for a Dog",
        ("The musicians of the Karlhof", "He slept through", '"He is the best critic', "There will be no encore."),
        authors=(("Tess von Klein", PERSON),),
        published_at="2011-11-02T17:30:00-04:00",
        dateline="VIENNA --",
    ),
    "blank_lines_between_everything": Expected(
        "Man Finds Wedding Ring Inside a Carrot",
        ("A man who lost", "His wife said", "They will keep"),
        published_at="2012-01-03T10:11:00-05:00",
        dateline="MORA, Sweden —",
        photos=(("Ole Lund with the ring and the carrot, Jan. 2, 2012.", "AFP/Getty Images", 0),),
        related=(("Dog Returns Lost Wallet to Owner After Nine Years", 2),),
    ),
    "transcript": Expected(
        "'This Hour' Transcript: Governor Ada Quill",
        ("HOLT: Governor", "QUILL: My", "HOLT: Can I", "(CROSSTALK)", "QUILL: I -- I", "(END VIDEO CLIP)"),
        authors=(("The Associated Press", ORGANISATION),),
        published_at="2010-08-01T11:00:00-04:00",
        dateline="August 1, 2010 --",
    ),
    "breaking_is_no_place": Expected(
        "Witness: 'I Just Ran'",
        ("WAIT -- That is", '"I -- I just ran,"', "NASA -- which", "By Friday,"),
        authors=(("Lou Macias", PERSON),),
        published_at="2014-05-01T01:30:00-04:00",
        photos=(("", "Getty Images", 0),),
    ),
    "alt_text_differs": Expected(
        "Teen Dies After Energy Drink, Family Sues",
        (
            "intro: Parents",
            '"She was 14,"',
            "What Is in the Can?",
            "Click HERE to read the",
            "The FDA",
            "For more",
            "ABC News' Lara",
        ),
        dek="Parents say caffeine stopped her heart.",
        authors=(("Katie Molloy", PERSON),),
        published_at="2012-10-23T09:31:00-04:00",
        dateline="Oct. 23, 2012 --",
        photos=(
            ("Anna, 14, is shown in an undated family photo. Her parents are suing.", "Courtesy Amberson Family", 0),
            ("Second can", "ABC News", 0),
            ("A can.", "Jane Roe/ABC News", 4),
        ),
        related=(("CLICK HERE to Read More About Energy Drinks", 4), ("Energy Drinks Under Federal Scrutiny", 4)),
        alts=("Anna, 14, in an undated family photo", "", ""),
    ),
    "banner_upside_down": Expected(
        "Ward, Quill Spar in Ohio",
        ("The two men", "It got heated."),
        authors=(("Devin Dorr", PERSON), ("Emily Dern", PERSON)),
        published_at="2012-10-17T21:31:00-04:00",
        dateline="NEWFORD, Ohio, Oct. 17, 2012 --",
        related=(("Full Debate", 1), ("Fact-Checking the Debate", 1), ("Five Moments to Remember From Newford", 1)),
        coverage=("Your Voice Your Vote 2024", "Live results", "2024-04-23T22:42:16-04:00"),
    ),
    "recipe": Expected(
        "Recipe: Uncle Abe's Gumbo",
        ("Ingredients", "1 Cup", "2 Tablespoons", "4 Cups", "Directions", "Heat the oil"),
        published_at="2010-02-07T07:00:00-05:00",
    ),
    "excerpt": Expected(
        "Excerpt: 'The Long Way Home,' by Ann Tate",
        ("CHAPTER ONE", "The house was dark.", "I knew then. I knew", "And so I left"),
        dek="Read an excerpt from Ann Tate's memoir.",
        published_at="2011-09-11T07:00:00-04:00",
        dateline="Sept. 12, 2011 --",
        related=(("The Night That I Left Home", 3),),
    ),
    "dek_quote_and_pull_quote": Expected(
        "How a Retired Teacher Wrote a Hit at 81",
        ("\"I only wanted to rhyme 'orange,'\" she says.", "Edna Marsh", "It has been played nine million times"),
        published_at="2014-07-04T09:30:00-04:00",
    ),
}


def sample(name: str) -> str:
    return (SAMPLES / f"{name}.txt").read_text(encoding="utf-8")


def read(text: str | bytes) -> Story:
    return read_scrape(text if isinstance(text, bytes) else text.encode(), zone=NEW_YORK)


def assert_reads_as(story: Story, expected: Expected) -> None:
    assert story.headline == expected.headline
    assert story.dek == expected.dek
    assert tuple((author.name, author.kind) for author in story.authors) == expected.authors
    assert (story.published_at.isoformat() if story.published_at else None) == expected.published_at
    assert story.dateline == expected.dateline
    assert tuple((photo.caption, photo.credit, photo.after_paragraph) for photo in story.photos) == expected.photos
    if expected.alts:
        assert tuple(photo.alt for photo in story.photos) == expected.alts
    assert tuple((link.title, link.after_paragraph) for link in story.related) == expected.related
    openings = zip(story.paragraphs, expected.openings, strict=False)
    assert [paragraph[: len(opening)] for paragraph, opening in openings] == list(expected.openings)
    assert len(story.paragraphs) == len(expected.openings)
    banner = story.coverage
    found = banner and (banner.title, banner.label, banner.updated_at.isoformat() if banner.updated_at else None)
    assert found == expected.coverage


def test_every_sample_has_an_expectation():
    assert {path.stem for path in SAMPLES.glob("*.txt")} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_sample_page_is_read(name):
    assert_reads_as(read(sample(name)), EXPECTED[name])


@pytest.mark.parametrize("name", sorted(EXPECTED))
@pytest.mark.parametrize(
    "change",
    [
        pytest.param(lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"), id="crlf-and-mark"),
        pytest.param(lambda text: text.replace("\n", "\r").encode(), id="old-mac"),
        pytest.param(lambda text: text.encode("utf-16"), id="utf-16"),
        pytest.param(lambda text: text.encode("cp1252"), id="windows-1252"),
        pytest.param(
            lambda text: ("\n \u00a0\t\n" + text.replace("\n\n", "\n\n\u200b\n\n") + "\n\n\n").encode(), id="blank"
        ),
        pytest.param(lambda text: text.replace(" ", "\u00a0").encode(), id="hard-spaces"),
        pytest.param(lambda text: text.replace("\n", " \t\n").replace(" a ", " \x07a  ").encode(), id="loose-spaces"),
    ],
)
def test_file_format_changes_nothing(name, change):
    assert read(change(sample(name))) == read(sample(name))


def test_decomposed_letters_and_stray_windows_bytes_are_put_right():
    page = sample("bare_minimum").replace("Marge Tull", "Zoë Bélanger of Malmö")
    assert "Zoë Bélanger of Malmö" in read(unicodedata.normalize("NFD", page)).paragraphs[0]
    stray = page.encode().replace(b'"We heard', b"\x93We heard").replace(b'train,"', b"train,\x94")
    assert read(stray).paragraphs[0].startswith("“We heard a sound like a train,” said Zoë")


def test_own_headline_between_paragraphs_is_not_related_to_itself():
    page = sample("bare_minimum").replace("Crews", "Storm Knocks Out Power in Three Counties\n\nCrews")
    story = read(page)
    assert story.related == ()
    assert len(story.paragraphs) == 3


def test_headline_printed_twice_with_site_name_is_one_headline():
    story = read("Storm Knocks Out Power in Three Counties - ABC News\n" + sample("bare_minimum"))
    assert_reads_as(story, EXPECTED["bare_minimum"])


def test_unlabelled_headline_in_sentence_case_counts_when_it_stands_twice():
    teaser = "Woman arrested after car chase through three Ohio counties"
    page = sample("no_photo_no_dek").replace("Her neighbors", f"{teaser}\n\nHer neighbors")
    assert teaser in read(page).paragraphs
    twice = page.replace("The check", f"{teaser.upper()}\n\nThe check")
    assert [link.title for link in read(twice).related] == [teaser]
    assert len(read(twice).paragraphs) == 5


def test_address_in_a_related_line_becomes_its_link():
    page = sample("flat_single_newlines").replace("Atlantic Coast", "Atlantic Coast http://abcn.example/x1")
    (link,) = read(page).related
    assert (link.title, link.url) == ("The Last Lighthouse Keepers of the Atlantic Coast", "http://abcn.example/x1")


def test_dek_below_the_byline_and_updated_time():
    page = sample("no_photo_no_dek").replace(
        "ByGWEN STAHL\nJanuary 19, 2011, 3:15 PM",
        "ByGWEN STAHL\nShe says one cat is riches enough.\nUpdated Jan. 20, 2011\nJan. 19, 2011 at 3:15 p.m. EST",
    )
    story = read(page)
    assert_reads_as(story, replace(EXPECTED["no_photo_no_dek"], dek="She says one cat is riches enough."))


def test_dateline_in_a_line_of_its_own_moves_no_related_line():
    page = sample("flat_single_newlines").replace("\n", "\n\n")
    alone = page.replace("Sept. 5, 2013 -- ", "Sept. 5, 2013 --\n\n")
    assert alone != page
    assert read(alone) == read(page)


def test_banner_in_one_line():
    page = sample("banner_two_authors").split("\n\n", 2)[2]
    story = read("Your Voice Your Vote 2024 | Live results | Last Updated: March 5, 9:07:03PM ET\n\n" + page)
    assert_reads_as(story, EXPECTED["banner_two_authors"])


def test_banner_time_without_any_year_is_unknown():
    page = sample("banner_without_year").replace("December 30, 2013, 10:00 PM\n", "")
    assert read(page).coverage.updated_at is None


def test_times_are_in_the_zone_of_the_newsroom():
    story = read_scrape(sample("agency_two_photos").encode(), zone=zoneinfo.ZoneInfo("Europe/London"))
    assert story.published_at.isoformat() == "2013-06-14T06:02:00+01:00"
    story = read_scrape(sample("no_photo_no_dek").encode(), zone=zoneinfo.ZoneInfo("Europe/London"))
    assert story.published_at.isoformat() == "2011-01-19T15:15:00+00:00"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \r\n\t\r\n", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not a text file"),
        (bytes(range(256)) * 20, "not a text file"),
        (b"x" * (5 * 1024 * 1024 + 1), "larger than 5 MB"),
        (b"x" * 1_000_000, "no headline"),
        (b"Just a Headline", "no text below"),
        (b"Just a Headline\n\nByABC News\nMay 8, 2014, 12:30 PM\n", "no text below"),
        (b"ByABC News\nMay 8, 2014, 12:30 PM\n", "no headline"),
        (b"24/7 Live\nShare\nLIVE\n", "no headline"),
        (b"<!DOCTYPE html>\n<html><body>Hello</body></html>", "web page"),
    ],
)
def test_unreadable_files_are_refused_with_a_sentence(data, reason):
    with pytest.raises(StoryUnreadable, match=reason) as refusal:
        read(data)
    assert str(refusal.value).endswith(".")


WORDS = st.sampled_from(
    [
        *"By ByABC News JANE DOE and via MORE: RELATED Last Updated: May 8, 2014, 12:30 PM -- — CHICAGO (AP)".split(),
        *'results 2024 PHOTO: Getty Images / Share Top Stories " . ? a the Senate Passes Bill said & &#151;'.split(),
        "\u0301", "\x00", "\n", "\n\n",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=400).map(str.encode),
        st.lists(WORDS, max_size=80).map(" ".join).map(str.encode),
    )
)
def test_any_input_gives_a_story_or_a_refusal(data):
    try:
        story = read(data)
    except StoryUnreadable:
        return
    assert story.headline
    assert story.paragraphs
    keys = [link.title.casefold() for link in story.related]
    assert len(keys) == len(set(keys))
    assert all(paragraph == paragraph.strip() and "\x00" not in paragraph for paragraph in story.paragraphs)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(EXPECTED)), st.randoms(use_true_random=False))
def test_pages_with_lines_shuffled_lost_or_doubled_never_break_the_reader(name, chance: random.Random):
    lines = sample(name).split("\n")
    for _ in range(chance.randrange(1, 8)):
        here, there = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[here : here + 1] = chance.choice(([], [lines[here]] * 2, [lines[there]], [lines[here] + lines[there]]))
        lines = lines or ["A Line"]
    with contextlib.suppress(StoryUnreadable):
        assert read("\n".join(lines)).headline


@pytest.mark.parametrize(
    "filling",
    [
        "\n\n".join(f"Paragraph number {n} says nothing new, he said." for n in range(50_000)),
        "\n".join(f"Senate Passes the Bill Number {n} Again" for n in range(40_000)),
        "\n".join(["The Same Six Words Once More"] * 40_000),
        "A Line " + "A -- " * 200_000,
        "MORE: " * 200_000,
        "e" + "\u0301" * 500_000,
        "By " + "JANE, " * 200_000,
        "/".join(["Getty"] * 200_000),
        "\n".join(["Last Updated: April 23, 10:42:16PM ET"] * 20_000),
        "\n\n".join(["Top Stories", "Share"] * 40_000),
    ],
)
def test_huge_pages_are_read_in_seconds(filling):
    page = f"A Headline\n\nByABC News\nMay 8, 2014, 12:30 PM\n\nA paragraph that ends with a stop.\n\n{filling}"
    begun = time.process_time()
    assert read(page).headline == "A Headline"
    assert time.process_time() - begun < 6  # slow machines too; quadratic work takes minutes
