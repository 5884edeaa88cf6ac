"""Stories of the Politics section."""

from __future__ import annotations

from .shapes import DemoPhoto, DemoStory

STORIES: tuple[DemoStory, ...] = (
    DemoStory(
        slug="achterberg-leads-mayor-count",
        section="politics",
        headline="Achterberg widens lead as count in mayor’s race passes 85%",
        kicker="Election 2026",
        dek="The council president is ahead by 6,900 votes, but some 24,000 mail ballots, many from the harbor wards, remain to be opened.",
        authors=("maren-oduya", "tomas-varga"),
        topics=("election-2026", "city-hall"),
        dateline="PORT MERIDIAN",
        hours_ago=0.6,
        lead=DemoPhoto(
            "polling-queue",
            "Voters wait outside the Alder Street School, where the doors stayed open two hours past closing time.",
            "Jonah Petrakis/The Meridian",
            "Silhouettes of people in coats before tall lit windows at dusk",
        ),
        photos=(
            (
                9,
                DemoPhoto(
                    "city-hall",
                    "City Hall, where the next mayor will be sworn in on the south steps.",
                    "Ines Aldana/The Meridian",
                    "A columned building with a clock tower, lit from below in the blue of evening",
                ),
            ),
        ),
        related=("council-shift-three-seats", "recount-rules-explained", "lindqvist-leaves-city-hall"),
        inline=((5, "measure-4-school-bond-count"), (11, "harbor-wards-analysis")),
        body="""
City Council President Dolores Achterberg extended her lead over Harbor Commissioner Tobias Renwick in the race for mayor {day}, as election workers opened a second day of mail ballots in a count that has kept the city guessing.

With 88% of the expected vote counted, Achterberg had 91,406 votes, or 50.9%, to Renwick’s 84,502, or 47.1%. Two minor candidates shared the rest. No call has been made.

The gap has nearly doubled since the first returns, which came from precincts on the hill. What is left, about 24,000 envelopes, comes mostly from the harbor wards, where Renwick has run strongest.

“We like where we are, and we are not going to get ahead of the people counting,” Achterberg told supporters at the Machinists’ Hall on Dock Street. “Every one of those envelopes is somebody’s voice.”

Renwick, who has called for a faster deepening of the ship channel, said he saw a path. “There are a lot of shipyard and dockside votes in those trays,” he said. “I would not book the band yet.”

## What is still out

Elections Director Priscilla Hale said her staff would report new totals at 6 p.m. and 10 p.m. each day until the count is done. Three groups of ballots remain:

- About 17,500 mail ballots returned at drop boxes on the last day
- Some 5,200 that arrived by post and carry a valid postmark
- An estimated 1,300 provisional ballots, which are checked by hand

To overtake Achterberg, Renwick would need to win roughly 64% of them. In the harbor wards counted so far, he has won 57%.

Turnout stood at 58%, the highest for a city election in 20 years, and lines at some schools ran past closing time. Hale said a shortage of printed ballots in Ward 9 had been made good by 4 p.m. and that nobody in line had been turned away.

> “Slow is not the same as wrong. We would rather be asked why it takes so long than why we have to do it twice.”

If the final margin is smaller than half a percentage point, the city charter requires a recount at public expense. At its present 3.8 points, the race is well outside that.

The winner will succeed Mayor Walter Lindqvist, who is leaving after three terms, and will inherit a school budget in deficit, a bridge under repair and a lawsuit over the harbor that neither candidate has promised to settle.

Both campaigns had lawyers in the counting room, a converted warehouse behind the fairgrounds, where 60 workers sat in pairs under fluorescent lights, slitting envelopes and flattening the creases out of ballots.

Neither side had challenged more than a few dozen signatures by {day} afternoon, Hale said. “It has been,” she added, “almost suspiciously polite.”

Results must be certified within 21 days. The full count, ward by ward, is published by the [city elections office](https://example.org/port-meridian/elections).
""",
    ),
    DemoStory(
        slug="measure-4-school-bond-count",
        section="elections",
        headline="School bond clings to a 412-vote lead with a day of counting left",
        kicker="Election 2026",
        dek="Measure 4 would borrow $214 million to repair 31 school buildings. It needs a bare majority.",
        authors=("noor-haddan",),
        topics=("election-2026", "schools"),
        dateline="PORT MERIDIAN",
        hours_ago=2.4,
        lead=DemoPhoto(
            "ballot-box",
            "Measure 4 was the last of 11 questions on a two-page ballot.",
            "Illustration by Odile Krantz/The Meridian",
            "A ballot paper slides into a blue box in front of a large red disc",
        ),
        related=("school-budget-gap", "recount-rules-explained"),
        inline=((3, "achterberg-leads-mayor-count"),),
        body="""
A $214 million bond to repair Port Meridian’s aging schools held the thinnest of leads {day}, ahead by 412 votes out of more than 170,000 counted.

Measure 4 would pay for new boilers, roofs and wiring in 31 buildings, the oldest of which opened in 1911. The owner of a house of median value would pay about $148 a year for 22 years.

Supporters had expected an easier night. “We knew it was at the bottom of the second page,” said Anneke Moraes, who led the campaign. “We did not know how many people would stop reading.”

About 9,000 voters who chose a mayor left the question blank, according to the elections office.

Opponents, led by a homeowners’ association on Crown Hill, said the district should first close its operating deficit. “You do not buy a new roof while you are overdrawn at the bank,” said its president, Leland Storch.

Superintendent Rosalind Tate noted that bond money may not be spent on salaries or buses. If the measure fails, she said, the district will close two buildings that cannot be heated safely.
""",
    ),
    DemoStory(
        slug="recount-rules-explained",
        section="elections",
        headline="How a recount works, and why this one may not happen",
        kicker="Explainer",
        authors=("tomas-varga",),
        topics=("election-2026",),
        hours_ago=4.2,
        related=(
            "achterberg-leads-mayor-count",
            ("City charter, chapter 6: elections", "https://example.org/charter/elections"),
        ),
        body="""
Two contests on the city ballot are close enough that voters have begun to ask about a recount. The rules are short, and they differ for people and for measures.

## For mayor and council

A recount is automatic if the leaders are within half a percentage point of each other. Up to one point, the trailing candidate may ask for one and must pay for it if the result stands.

## For ballot measures

There is no automatic recount. Any group of 25 registered voters may ask for one within five days of certification, with a deposit of 30 cents a ballot.

## What is counted

- Every paper ballot is run again through a different scanner
- Ballots the scanner rejects are read by a board of three
- Signatures on envelopes are not reviewed again

In the past 30 years, the city has held four recounts. The largest change was 61 votes. None altered the outcome.
""",
    ),
    DemoStory(
        slug="harbor-wards-analysis",
        section="politics",
        headline="The harbor wards were supposed to decide this. They still might",
        kicker="Analysis",
        dek="Tobias Renwick built his campaign on the docks. The early count suggests the docks have moved.",
        authors=("tomas-varga",),
        topics=("election-2026", "harbor"),
        hours_ago=5.5,
        related=("port-channel-deepening-plan", "achterberg-leads-mayor-count"),
        body="""
For half a century, the arithmetic of a Port Meridian election has been simple: Win the hill by a little or the harbor by a lot. Tobias Renwick’s campaign was a bet on the second half of that sentence.

The bet is not lost. But the early returns suggest the harbor is no longer one place. In Wards 2 and 3, around the container terminal, Renwick is taking two votes of every three. A mile east, where net lofts have become apartments, he is barely ahead.

The difference is 7,400 people who were not there at the last census, most of them under 40, many of them renters. They voted in numbers that surprised both campaigns.

Dolores Achterberg understood something about them that her rival did not. She talked about the rent on Dock Street and the last ferry home. He talked about the depth of the channel.

It was not that voters disliked the channel. Polls found a narrow majority in favor of the dredging. It was that they did not expect it to change their lives by spring, and the ferry might.

The uncounted ballots come from both kinds of harbor. If they look like the terminal, this race tightens. If they look like the lofts, it is over.
""",
    ),
    DemoStory(
        slug="council-shift-three-seats",
        section="politics",
        headline="Three council seats change hands, and with them the majority",
        kicker="Election 2026",
        dek="Challengers who ran on rent and ferries unseat two incumbents; a third seat was open.",
        authors=("maren-oduya",),
        topics=("election-2026", "city-hall", "housing"),
        dateline="PORT MERIDIAN",
        hours_ago=7.3,
        lead=DemoPhoto(
            "council-chamber",
            "The council chamber, where the new members will take their seats next month.",
            "Jonah Petrakis/The Meridian",
            "Curved wooden benches face a raised table beneath an arched window",
        ),
        related=("achterberg-leads-mayor-count", "office-towers-to-homes"),
        body="""
The next Port Meridian City Council will be younger and less fond of its own traditions. Voters replaced two incumbents and filled an open seat with a ferry deckhand, giving a loose alliance of newcomers five of nine votes.

Teresa Banik, a tenant organizer, defeated 16-year incumbent Arthur Pell in Ward 5 by 11 points. In Ward 7, pharmacist Daniel Osei beat Council Member Joan Rusk by 390 votes, a margin that survived a second day of counting.

The open seat in Ward 9 went to Marisol Quint, who works the 5:10 a.m. boat and campaigned in her uniform. “I had the crowd every morning,” she said. “They could not go anywhere.”

The new majority has promised a vote on a cap for yearly rent increases within 100 days. The real estate council called that “a slogan in search of a lawyer.”

Whoever becomes mayor will need at least one of the newcomers to pass a budget. None of the three endorsed a candidate.
""",
    ),
    DemoStory(
        slug="renwick-concedes",
        section="elections",
        headline="Renwick concedes mayor’s race after late harbor count",
        kicker="Election 2026",
        authors=("meridian-staff",),
        topics=("election-2026",),
        dateline="PORT MERIDIAN",
        hours_ago=9.2,
        lead=DemoPhoto(
            "lectern",
            "Tobias Renwick was due to speak at the Longshore Hall.",
            "Ines Aldana/The Meridian",
            "The dark outline of a speaker behind a lectern, stage light at his back",
        ),
        body="""
Harbor Commissioner Tobias Renwick conceded the race for mayor late {day}, a campaign aide said.

The aide said Renwick had telephoned Council President Dolores Achterberg shortly before 10 p.m.

Neither campaign had made an announcement by that time.
""",
        state="withdrawn",
        withdrawn_reason="The report was wrong. Mr. Renwick has not conceded; the statement did not come from his campaign.",
    ),
    DemoStory(
        slug="ward-9-long-lines",
        section="elections",
        headline="Ward 9 ran short of ballots, then stayed open until 10",
        authors=("meridian-staff",),
        topics=("election-2026",),
        dateline="PORT MERIDIAN",
        hours_ago=26,
        body="""
Four polling places in Ward 9 ran out of printed ballots on election afternoon and kept their doors open until 10 p.m. so that everyone in line could vote, the elections office said {day}.

Director Priscilla Hale said turnout in the ward was 40% above the forecast. Fresh ballots arrived from the warehouse within 70 minutes.

Poll workers handed out folding chairs and, at the Alder Street School, cocoa from the cafeteria. An observer from the state counted 11 people who left before voting. Seven came back.
""",
    ),
    DemoStory(
        slug="lindqvist-leaves-city-hall",
        section="politics",
        headline="After 12 years, Lindqvist leaves a city he helped to raise by 3 feet",
        kicker="The Long Read",
        dek="The departing mayor built a seawall, lost a ferry line and never learned to like the ribbon cuttings.",
        authors=("maren-oduya",),
        topics=("city-hall", "weather"),
        dateline="PORT MERIDIAN",
        hours_ago=54,
        lead=DemoPhoto(
            "skyline-night",
            "Downtown from the seawall promenade, which opened in Lindqvist’s second term.",
            "Ines Aldana/The Meridian",
            "Lit office towers at night, their windows mirrored in dark water",
        ),
        related=("water-street-flood", "achterberg-leads-mayor-count"),
        inline=((6, "casimir-bridge-lane-closure"),),
        body="""
The mayor’s office has a window that does not open and a radiator that does not close, and for 12 years Walter Lindqvist has kept a glass of water on one to measure the drafts from the other. “It is the only instrument in this building I trust,” he said.

Lindqvist, 67, a civil engineer, leaves office next month as the longest-serving mayor since the harbor was electrified. He is not running for anything. He has bought a boat, which leaks.

His monument is 2.2 miles long, and most people sit on it to eat lunch. The seawall along Water Street raised the edge of downtown by 3 feet and cost $161 million. It was mocked as Lindqvist’s Folly until the first winter it was tested.

“I used to get letters about the view,” he said. “Then we had the storm, and the letters stopped.”

## The boat that got away

He counts the loss of the Tessel Island ferry as his worst day. The city ended the line in his first term to close a deficit. Property on the island fell by a fifth, and the school closed.

“The numbers were right and the decision was wrong,” he said. “I think about that when somebody shows me numbers.”

Colleagues describe a man allergic to ceremony. He has cut 214 ribbons, by his secretary’s count, and is said to have enjoyed three: a library, a pumping station and a dog park.

> “He would stop the car to look at a storm drain. You learned to bring a coat.”

Critics say he governed like an engineer, waiting for things to break before he noticed the people standing on them. Rents rose 44% in his years. The council’s tenants’ committee asked to meet him nine times; he came twice.

He does not dispute it. “I thought if the pipes worked, the rest would follow,” he said. “It was a theory.”

Asked for advice for his successor, he pointed to the glass on the radiator. “Keep something on your desk,” he said, “that does not work for you.”
""",
    ),
    DemoStory(
        slug="senate-ferry-money",
        section="politics",
        headline="State Senate sets aside $28 million for coastal ferries",
        authors=("coastal-wire",),
        topics=("transportation", "harbor"),
        hours_ago=148,
        related=("late-ferry-returns",),
        body="""
The state Senate voted 31-14 to set aside $28 million over two years for passenger ferries in five coastal counties.

Port Meridian would receive about $9 million, enough to restore late boats on two lines, according to a legislative summary.

The bill goes to the House, where a committee is to hear it next month. The governor has not said whether she will sign it.
""",
    ),
    DemoStory(
        slug="mayor-transition-team",
        section="politics",
        headline="Both campaigns have quietly picked their transition teams",
        kicker="Exclusive",
        authors=("maren-oduya",),
        topics=("election-2026", "city-hall"),
        dateline="PORT MERIDIAN",
        hours_ago=1.1,
        body="""
Neither candidate for mayor will talk about the day after. Both have hired for it.

According to two people briefed on the plans, Council President Dolores Achterberg has asked former budget director Ruth Ellery to lead a transition, should there be one.

TK: second source on the Renwick list. Call back after 5.
""",
        state="draft",
    ),
)
