"""Stories of the Culture section."""

from __future__ import annotations

from .shapes import DemoPhoto, DemoStory

STORIES: tuple[DemoStory, ...] = (
    DemoStory(
        slug="museum-returns-jar",
        section="culture",
        headline="Alder Museum to send home a jar it has loved for 90 years",
        dek="The painted vessel, dug up without a permit in Cyprus in the 1930s, leaves with 13 other pieces and a promise of loans.",
        authors=("lucia-ferrant",),
        topics=("museums",),
        dateline="PORT MERIDIAN",
        hours_ago=36.5,
        lead=DemoPhoto(
            "museum-vase",
            "The Alder jar, about 2,300 years old, has stood in Gallery 6 since the museum opened.",
            "Ines Aldana/The Meridian",
            "A visitor in a long coat looks at a painted clay jar, spotlit on a plinth",
        ),
        related=("provenance-detective",),
        body="""
It is on the tote bags. It is on the tickets, the tea towels and the side of the No. 6 bus. Next spring it will be on a plane to Nicosia.

The Alder Museum said {day} that it would return 14 antiquities to Cyprus, among them the painted jar that has been its emblem since it opened 90 years ago.

A review of the museum’s papers found a letter from the dealer who sold it. “The less said of the hillside,” he wrote, “the better for us both.”

“Once you have read that sentence, you cannot hang a banner over it,” said the director, Ottilie Brandvold. The trustees’ vote was unanimous. Two of them wept.

Officials in Cyprus called the decision generous and said they would lend the museum pieces of equal rank, starting with a bronze that has never left the island.

Schoolchildren may visit the jar without charge until it goes. On {day}, a class from the Alder Street School was drawing it. “It has a crack,” said Imogen Park, 8. “They should tell them we didn’t do that.”

The museum shop will keep the tote bag.
""",
    ),
    DemoStory(
        slug="lyric-theater-reopens",
        section="culture",
        headline="The light they never turned off: A theater comes back from the dark",
        kicker="The Long Read",
        dek="For 11 years a single bulb burned on the stage of the Lyric. The people who kept it lit are about to raise the curtain.",
        authors=("lucia-ferrant",),
        topics=("performing-arts",),
        dateline="PORT MERIDIAN",
        hours_ago=79,
        lead=DemoPhoto(
            "theatre-curtain",
            "The ghost light on the stage of the Lyric Theater.",
            "Ines Aldana/The Meridian",
            "A bare bulb on a stand glows on an empty stage between parted red curtains",
        ),
        photos=(
            (
                10,
                DemoPhoto(
                    "concert",
                    "The Lyric last sold out for a benefit concert, the year before it closed.",
                    "The Meridian archive",
                    "A band on a raised stage under colored beams, a crowd with raised hands in front",
                ),
            ),
        ),
        related=("harbor-festival-lineup", "novel-the-salt-ledger"),
        body="""
Every evening for 11 years, somebody has walked down Larch Street with a key, let themselves in at the stage door of the Lyric Theater and checked that the bulb was still burning.

It is called a ghost light, and every theater has one: a lamp on a stand left on when the house is empty, so that nobody walks into the orchestra pit in the dark. Or, depending on whom you ask, so that the ghosts have something to play to.

When the Lyric closed, in debt and with a hole in its roof, the electricity was cut to everything but the fire alarm. Winifred Osgood, the wardrobe mistress, ran a cord.

“I thought it would be a month,” she said. “Then I thought, well, you can’t be the one to turn it off.”

## The rota

By the second winter there was a list: 19 names, one for each night and some to spare. Stagehands, two ushers, a dentist who had once played a tree.

They wore out 41 bulbs. They found an owl in the balcony, and later its young. During one storm they took turns holding a tarpaulin over the organ for six hours.

None of them was paid. None of them, strictly, was allowed in. The bank that owned the building found out in the fourth year, sent a man to change the lock, and then sent him back with a key for the list.

“He said, ‘I saw the light,’” Osgood said. “I don’t believe he meant it as a joke.”

## Money, at last

What saved the Lyric was a leak. When the water main under Larch Street burst, the settlement with the city came to $3.4 million, and it had to be spent on the building.

The Friends of the Lyric raised $9 million more, 60% of it in gifts under $100. The roof is new. The seats, 1,040 of them, were reupholstered by trainees of the county workshop, who asked for, and got, tickets.

The painted ceiling was cleaned with cotton swabs and saliva, which conservators prefer to anything in a bottle. It took 14 months. It turned out to be blue.

Not everything could be kept. The fly ropes, hemp, are gone; so is the smell, a compound of dust, glue and oranges that old hands insist was structural.

The first play is “The Tempest,” which the company was rehearsing on the day the doors closed. Three of the original cast are back. Their Miranda is now the director. Her daughter plays the part.

On opening night, by tradition, the youngest person in the company carries the ghost light off. Osgood, 78, has been asked to walk beside her.

> “I’ll hold the cord. Somebody always has to hold the cord.”
""",
    ),
    DemoStory(
        slug="library-opens-sundays",
        section="culture",
        headline="Main library to open Sundays again, with the lamps lit by noon",
        authors=("lucia-ferrant",),
        topics=("books", "city-hall"),
        dateline="PORT MERIDIAN",
        hours_ago=111,
        lead=DemoPhoto(
            "library",
            "The north stacks of the main library, closed on Sundays since the last recession.",
            "Jonah Petrakis/The Meridian",
            "A lone figure walks between tall bookshelves toward a bright arched window",
        ),
        body="""
The main library will open on Sundays from noon to 6 p.m. starting next month, ending a closure that outlasted two mayors and one carpet.

A bequest of $2.2 million from a retired proofreader, Agnes Thorne, will pay the staff. Her will asks that the green lamps in the reading room be lit “whether or not it is dark.”

Thorne, who died at 94, borrowed 11,306 books over her life, by the library’s records. She returned all but one. It was found on her night table and has been renewed.
""",
    ),
    DemoStory(
        slug="harbor-festival-lineup",
        section="culture",
        headline="Harbor festival sells out in 9 minutes on the word of a drummer",
        authors=("meridian-staff",),
        topics=("performing-arts", "harbor"),
        dateline="PORT MERIDIAN",
        hours_ago=57,
        lead=DemoPhoto(
            "concert",
            "Last year’s closing night on Pier 9 drew 14,000 people.",
            "Ines Aldana/The Meridian",
            "Stage lights in blue, pink and gold sweep over a packed crowd at night",
        ),
        body="""
All 42,000 tickets to next summer’s Harbor Sound festival were gone in nine minutes {day}, a record, after the drummer of the Tin Lanterns let slip that the band would play together for the first time in 16 years.

“I was asked if I was busy in July,” Petra Quill told a radio host. “I said yes. Then everyone went quiet and I understood what I had done.”

The festival confirmed the reunion an hour later. It said 2,000 tickets would be held for residents of the harbor wards, at $20.

Fifty-one acts will play over three days on four piers. The full lineup is on the [festival’s site](https://example.com/harbor-sound).
""",
    ),
    DemoStory(
        slug="novel-the-salt-ledger",
        section="culture",
        headline="In “The Salt Ledger,” a family counts everything but the cost",
        kicker="Review",
        authors=("lucia-ferrant",),
        topics=("books",),
        hours_ago=201,
        body="""
The best character in Ingrid Vale’s third novel is a bookkeeper’s pencil. It is sharpened in the first line, passes through four generations of a salt-trading family and, by the last page, is too short to hold.

In between, Vale does something few writers manage: She makes arithmetic suspenseful. Sums are altered, a column is left blank, and 40 years later a marriage fails to balance.

*The Salt Ledger* is not flawless. A shipwreck arrives when the plot needs one, and the lawyers all sound alike, which may be the point.

But the portrait of Aunt Dorothea, who forgives every debt but her sister’s, will stay with readers for a long time. She is owed that much.
""",
    ),
    DemoStory(
        slug="provenance-detective",
        section="culture",
        headline="The archivist who reads museum receipts like crime novels",
        dek="Felix Adjei-Stone was hired to scan old papers. He has found 14 thefts in them.",
        authors=("lucia-ferrant", "noor-haddan"),
        topics=("museums",),
        dateline="PORT MERIDIAN",
        hours_ago=262,
        body="""
The first thing Felix Adjei-Stone looks at is the staple. “If it has rusted, the paper was somewhere damp,” he said. “Ask yourself what a bill of sale was doing in a cellar.”

Adjei-Stone, 34, came to the Alder Museum to digitize 60,000 pages of invoices. Three years later he has become the reason its trustees read their mail with care.

He has traced 14 objects to digs that had no permit, two to a looted convent and one, a wooden saint, to a man who simply carried it out under his coat.

The museum did not always thank him. One curator stopped saying good morning. Another, after a week, brought him a box nobody had opened since 1951.

“She said, ‘You had better see this,’” he recalled. “It is the nicest thing anyone has said to me here.”
""",
    ),
    DemoStory(
        slug="short-film-prize",
        section="culture",
        headline="Film shot on a ferry with one ticket wins state student prize",
        authors=("meridian-staff",),
        topics=("performing-arts",),
        hours_ago=302,
        body="""
A seven-minute film made on a single round trip to Garrow Point won the state’s prize for student filmmakers {day}.

“Return,” by Anya Castellow, 17, follows a lost glove from passenger to passenger. Its budget was $4.50, the price of the crossing.

The prize is $5,000. Castellow said she would buy a second glove.
""",
    ),
)
