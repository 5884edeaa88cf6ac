"""The parts of the scrape reader one by one: names, datelines, time lines, related headlines, credits."""

import zoneinfo

import pytest

from articles.importing.formats.scrape.dateline import split_dateline
from articles.importing.formats.scrape.furniture import is_furniture
from articles.importing.formats.scrape.headlines import headline_words, labelled_title
from articles.importing.formats.scrape.names import byline_names, loose_byline_names, read_names
from articles.importing.formats.scrape.photos import are_twins, is_credit
from articles.importing.formats.scrape.times import read_time_line

NEW_YORK = zoneinfo.ZoneInfo("America/New_York")


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("ByABC News", ["ABC News"]),
        ("By ABC NEWS", ["ABC News"]),
        ("ByTHE ASSOCIATED PRESS", ["The Associated Press"]),
        ("ByGOOD MORNING AMERICA", ["Good Morning America"]),
        ("ByNIGHTLINE STAFF", ["Nightline Staff"]),
        ("ByLOUISA MARTELL", ["Louisa Martell"]),
        ("BY LOUISA MARTELL", ["Louisa Martell"]),
        ("Analysis by LOUISA MARTELL", ["Louisa Martell"]),
        ("ANALYSIS BY LOUISA MARTELL", ["Louisa Martell"]),
        ("ByMARY ANN O'NEIL, JOHN MCCARTHY III and J.R. SMITH via GOOD MORNING AMERICA",
         ["Mary Ann O'Neil", "John McCarthy III", "J.R. Smith"]),
        ("ByANDREW ANDERSEN and SANDRA BRANDT", ["Andrew Andersen", "Sandra Brandt"]),
        ("BySYLVIA RIVERA via WORLD NEWS", ["Sylvia Rivera"]),
        ("ByJANE DOEandJOHN ROEvia NIGHTLINE", ["Jane Doe", "John Roe"]),
        ("ByJANE DOE, ABC News", ["Jane Doe"]),
        ("ByJANE DOE, ABC News Medical Unit and JOHN ROE, M.D.", ["Jane Doe", "John Roe, M.D."]),
        ("ByJANE DOE and ABC NEWS", ["Jane Doe", "ABC News"]),
        ("ByJANE DOE (@janedoe), Senior Producer, and JOHN ROE (@jroe)", ["Jane Doe", "John Roe"]),
        ("ByJANE DOE, JANE DOE", ["Jane Doe"]),
        ("ByJUSTIN O'BRIEN-MCDONALD", ["Justin O'Brien-McDonald"]),
        ("ByFLORA MACDONALD and HUGH MACLEAN", ["Flora MacDonald", "Hugh MacLean"]),
        ("ByANN MACK, BO MACY, LUZ MACHADO and EVA MACIAS", ["Ann Mack", "Bo Macy", "Luz Machado", "Eva Macias"]),
        ("ByROSA DE LA CRUZ and TIM VAN DER BERG", ["Rosa de la Cruz", "Tim Van Der Berg"]),
        ("ByDR. SANJAY PATEL", ["Dr. Sanjay Patel"]),
        ("ByA.B. CULVER and J. K. ROE", ["A.B. Culver", "J. K. Roe"]),
        ("ByT.J. LYNG, JR.", ["T.J. Lyng Jr."]),
        ("ByJOSÉ MUÑOZ", ["José Muñoz"]),
        ("ByCYNTHIA McFARLAND", ["Cynthia McFarland"]),
        ("By Ludwig van Bremen & LeAnn St. Claire", ["Ludwig van Bremen", "LeAnn St. Claire"]),
        ("ByCHRISTINE NG and KI MAE HOLST", ["Christine Ng", "Ki Mae Holst"]),
        ("ByABCNEWS", ["ABC News"]),
        ("By20/20", ["20/20"]),
        ("ByERNA TUCKMAN and CARL LANE Associated Press", ["Erna Tuckman", "Carl Lane"]),
        ("ByERNA TUCKMAN AP Diplomatic Writer", ["Erna Tuckman"]),
        ("ByAP Science Writer ERNA TUCKMAN", ["Erna Tuckman"]),
        ("ByNATIONAL CORRESPONDENT ERNA TUCKMAN", ["Erna Tuckman"]),
        ("ByERNA TUCKMANABC News Medical Unit", ["Erna Tuckman"]),
        ("ByErna Tuckman-Lane, Special to ABCNews.com", ["Erna Tuckman-Lane"]),
        ("ByERNA TUCKMAN, Dubai", ["Erna Tuckman"]),
        ("ByERNA TUCKMAN and CARL LANE in Islamabad, Pakistan", ["Erna Tuckman", "Carl Lane"]),
        ("BySILICON INSIDER By ERNA TUCKMAN", ["Erna Tuckman"]),
        ("ByA Commentary By ERNA TUCKMAN", ["Erna Tuckman"]),
    ],
)  # fmt: skip
def test_byline(printed, names):
    text = byline_names(printed) or loose_byline_names(printed)
    assert text is not None
    assert [author.name for author in read_names(text)] == names


@pytest.mark.parametrize(
    "line",
    [
        "By Friday, the city had run out of water.",
        "Bypass Surgery Saves Man Struck by Lightning",
        "BYRON PITTMAN",
        "By the Numbers",
        "By 2012 nobody cared",
        "By then it was too late",
        "By Wednesday He Had Lost 40 Pounds",
        "Bystanders Cheer",
        "By the time help came, she said, it was over",
        "By Friday, homes hit by Storm Ida had power",
        "By land, by sea and by air",
    ],
)
def test_no_byline(line):
    assert byline_names(line) is None


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        ("May 8, 2014 -- The text.", "May 8, 2014 --"),
        ("May 8, 2014&#151; -- The text.".replace("&#151;", "—"), "May 8, 2014 --"),
        ("May 8, 2014 — “The text.", "May 8, 2014 —"),
        ("CHICAGO -- The text.", "CHICAGO --"),
        ("CHICAGO-- The text.", "CHICAGO --"),
        ("CHICAGO - The text.", "CHICAGO -"),
        ("WASHINGTON (AP) -- The text.", "WASHINGTON (AP) --"),
        ("WASHINGTON (Reuters) – The text.", "WASHINGTON (Reuters) –"),
        ("Washington (AP) — The text.", "Washington (AP) —"),
        ("NAIROBI, Kenya -- The text.", "NAIROBI, Kenya --"),
        ("ST. PAUL, Minn. -- The text.", "ST. PAUL, Minn. --"),
        ("PORT-AU-PRINCE, Haiti -- The text.", "PORT-AU-PRINCE, Haiti --"),
        ("NEW YORK, Feb. 3, 2010 — The text.", "NEW YORK, Feb. 3, 2010 —"),
        ("LONDON Aug. 3, 2012 -- The text.", "LONDON Aug. 3, 2012 --"),
        ("COX'S BAZAR, Bangladesh, Sept. 5 -- 300 people came.", "COX'S BAZAR, Bangladesh, Sept. 5 --"),
        ("ABOARD THE USS HALE -- The text.", "ABOARD THE USS HALE --"),
        ("NEW YORK and LONDON -- The text.", "NEW YORK and LONDON --"),
        ("GUANTANAMO BAY, Cuba (AP) -- The text.", "GUANTANAMO BAY, Cuba (AP) --"),
        ("W A S H I N G T O N, Sept. 6, 2001 -- The text.", "W A S H I N G T O N, Sept. 6, 2001 --"),
        ("L.A. -- The text.", "L.A. --"),
        (", Jan. 8, 2009 -- The text.", "Jan. 8, 2009 --"),
        ("Orlando, Fla. -- The text.", "Orlando, Fla. --"),
        ("OSLO, Norway -- OSLO, Norway (AP) — The text.", "OSLO, Norway (AP) —"),
        ("— VIENNA (AP) -- The text.", "VIENNA (AP) --"),
        ("Jan. 8, 2009 — -- VIENNA -- The text.", "Jan. 8, 2009 -- VIENNA --"),
        ("SÃO PAULO, Brazil -- \"The text.", "SÃO PAULO, Brazil --"),
    ],
)  # fmt: skip
def test_dateline_is_taken_off(text, dateline):
    found, rest = split_dateline(text)
    assert found == dateline
    assert rest.lstrip("“\"")[:8] in ("The text", "300 peop")  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "Then -- silence.",
        "Then -- Silence fell.",
        "But wait -- there is more",
        "I -- I just ran.",
        "NASA -- which owns it -- said no.",
        "BREAKING -- The mayor has resigned.",
        "EDITOR'S NOTE -- This story was changed.",
        "OK -- Fine.",
        "May 8, 2014 -- the day it all changed -- began like any other.",
        "The senator -- Who else? -- was late.",
        "Paris -- The name is a burden, says Paris Oakes.",
        "HOLT: Well -- The text.",
        "He paid $5 - $10.",
        "No dash at all.",
    ],
)
def test_no_dateline(text):
    assert split_dateline(text) == ("", text)


@pytest.mark.parametrize("text", ["— The text.", "-- The text.", "— -- The text.", ", — The text."])
def test_dash_without_a_place_is_dropped(text):
    assert split_dateline(text) == ("", "The text.")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("May 8, 2014, 12:30 PM", "2014-05-08T12:30:00-04:00"),
        ("— May 8, 2014 12:30 PM", "2014-05-08T12:30:00-04:00"),
        ("May 8, 2014, 12:05 AM• 3 min read", "2014-05-08T00:05:00-04:00"),
        ("Sept. 5, 2013 2:04 PM ET", "2013-09-05T14:04:00-04:00"),
        ("Published: January 5, 2010 at 4 p.m. EST", "2010-01-05T16:00:00-05:00"),
        ("Thursday, May 8, 2014 — 12:30 PM PT", "2014-05-08T15:30:00-04:00"),
        ("Updated May 9, 2014, 1:00 PM | Published May 8, 2014, 12:30 PM", "2014-05-08T12:30:00-04:00"),
        ("2014-05-08T16:30:00Z", "2014-05-08T12:30:00-04:00"),
        ("5/8/2014 12:30 PM", "2014-05-08T12:30:00-04:00"),
        ("May 8, 2014", "2014-05-08T00:00:00-04:00"),
        ("Feb. 30, 2014, 1:00 PM", None),
        ("Updated May 9, 2014, 1:00 PM", None),
    ],
)
def test_time_line(text, moment):
    line = read_time_line(text, NEW_YORK)
    assert line is not None
    assert (line.published.isoformat() if line.published else None) == moment


@pytest.mark.parametrize(
    "text", ["On May 8, 2014, he left", "May 8, 2014 --", "2014", "May 8", "12:30 PM", "Room 5/8/2014 B"]
)
def test_no_time_line(text):
    assert read_time_line(text, NEW_YORK) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("MORE: Senate Passes Bill", "Senate Passes Bill"),
        ("MORE | Senate passes bill", "Senate passes bill"),
        ("READ MORE: Senate Passes Bill", "Senate Passes Bill"),
        ("Related: Senate passes bill", "Senate passes bill"),
        ("• WATCH: Senator says he is sorry.", "Senator says he is sorry."),
        ("RELATED: PHOTOS: Senate Passes Bill", "Senate Passes Bill"),
        ("More: the agency said it would.", None),
        ("Watch the skies", None),
        ("More than 40,000 homes", None),
        ("EXCLUSIVE: Senate Passes Bill", None),
        ("Update: Senate Passes Bill", None),
    ],
)
def test_label_of_a_related_line(text, title):
    assert (labelled_title(text) or (None,))[0] == title


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Actor Recalls the Night He Let a Friend Use His ID", 11),
        ("Who Will Win the Iowa Caucuses?", 6),
        ("Man Held for Months Returns Home to U.S.", 8),
        ("'N STEP Reunites for One Night Only", 7),
        ("iPhone Thief Returns Phone With a Note", 7),
        ("That's when things got complicated.", 0),
        ("That's when things got complicated", 0),
        ("It Was the Best Night of My Life.", 0),
        ('"No Way in the World," She Said', 7),
        ('"It was awful," he said', 0),
        ('"I Will Always Walk Alone"', 0),
        ("Jane Doe was born in Ohio", 0),
        ("National Help Line for Parents: 1-800-555-0142", 0),
        ("12 Elm Street, Dover, DE 19901", 0),
        ("THE LONG ROAD BACK HOME AGAIN", 0),
        ("(Read the Full Report of the Board)", 0),
        ("Here Is What the Board Said:", 0),
    ],
)
def test_words_of_a_headline(text, words):
    assert headline_words(text) == words


@pytest.mark.parametrize(
    "text",
    ["Dana Wolf-Reed/Redferns/Getty Images", "AP Photo/Dana Reed", "ABC News", "Courtesy Jane Doe", "Getty Images",
     "Jane Doe/AP", "Twitter/@x", "FBI",
     "@handle via Instagram", "ABC", "HO", "Handout", "Photo by Jane Doe", "Splash News", "WABC"],
)  # fmt: skip
def test_credit(text):
    assert is_credit(text)


@pytest.mark.parametrize("text", ["He left.", "Well", "It was over", "She said and/or he said so", '"Yes," he said'])
def test_no_credit(text):
    assert not is_credit(text)


@pytest.mark.parametrize(
    ("first", "second", "twins"),
    [
        ("A dog, left, in Paris.", "A dog, left, in Paris.", True),
        ('PHOTO: "A dog" in Paris.', "“A dog” in Paris.", True),
        ("A dog barks in Paris...", "A dog barks in Paris on Monday.", True),
        ("A dog barks.", "A cat meows in Paris on Monday.", False),
        ("The mayor of Dell said no on Monday.", "Parents of Dell said no on Monday.", False),
    ],
)
def test_caption_printed_twice(first, second, twins):
    assert are_twins(first, second) is twins


@pytest.mark.parametrize(
    ("text", "furniture"),
    [
        ("24/7 Live", True),
        ("Share", True),
        ("Facebook Twitter Email", True),
        ("124 Comments", True),
        ("WATCH LIVE: The latest from ABC News Live", True),
        ("© 2024 ABC News", True),
        ("Copyright 2012 The Associated Press. All rights reserved. This material may not be published.", True),
        ("Follow @janedoe on Twitter", True),
        ("Follow the money, she told us on Twitter and everywhere else", False),
        ("Live and let live, he said.", False),
        ("Share your story with us.", False),
        ("Now Playing: Dog Drives Car", True),
        ("___", True),
        ("Click here for the Blotter homepage.", True),
        ("Home.", False),
        ("Copyright 2006 by Otis Grell", False),
        ("(Copyright 2006 The Associated Press. All Rights Reserved.)", True),
        ("ABC News' Rita Holm contributed to this report.", False),
        ("The Associated Press contributed to this report.", False),
    ],
)
def test_furniture(text, furniture):
    assert is_furniture(text) is furniture
