"""Stories of the Sport section."""

from __future__ import annotations

from .shapes import DemoPhoto, DemoStory

STORIES: tuple[DemoStory, ...] = (
    DemoStory(
        slug="harriers-reach-final",
        section="sport",
        headline="Harriers reach first final in 31 years on a goal nobody quite saw",
        dek="Through fog off the harbor, Mateo Lindgren’s free kick in the 118th minute beats Lakemont, 2-1.",
        authors=("sam-tierney",),
        topics=("harriers",),
        dateline="PORT MERIDIAN",
        hours_ago=10.2,
        lead=DemoPhoto(
            "stadium-night",
            "Harbor Park before kickoff. By extra time the far stand had vanished in fog.",
            "Jonah Petrakis/The Meridian",
            "A packed stadium under floodlights, seen through the net of one goal",
        ),
        inline=((6, "keeper-mags-orlova"),),
        related=("harriers-semifinal-preview", "terns-ballpark-lease"),
        body="""
The people in the west stand heard it before they knew. A roar came out of the fog, low at first, then all around them, and 21,400 strangers began to hug on the strength of a rumor.

It was true. In the 118th minute {day}, Mateo Lindgren had curled a free kick over a wall he could see and past a goalkeeper he could not, and the Port Meridian Harriers had beaten Lakemont City, 2-1, to reach the league final for the first time in 31 years.

“I aimed where the net was at halftime,” Lindgren said. “I figured they would not have moved it.”

The fog had come in off the harbor after an hour, first around the corner flags, then up the stands. The referee, Delia Stroud, twice walked to the center circle to check that she could see both goals. Twice she decided that she could, more or less.

Lakemont, which finished 14 points ahead of the Harriers in the season, led after nine minutes through Andre Vasko. Jonas Ebbe tied it before the break with a header from a corner.

From then on it was a night for goalkeepers. Pavel Orlova, whose sister Mags trains the Harriers’ goalkeepers, made seven saves; the Harriers’ Kofi Brandt made nine, the last of them with his ear.

## A season turned around

In the spring the Harriers were last, had lost their captain to a knee and their bus to a fire. They have now won 16 of 19.

Coach Renata Silvestri, hired on an interim basis in May, still has the word on her door. “I asked them to take it down,” she said. “They said the man with the ladder was on vacation.”

The final is {day+6}, at home or away depending on a drawing of lots {day+1}. Tickets for members go on sale at noon.

At midnight there were still people on Canal Street with drums. The fog had lifted. Somebody had climbed the statue of the harbor pilot and tied a scarf around its neck, where, the city said, it may stay.
""",
    ),
    DemoStory(
        slug="harriers-semifinal-preview",
        section="sport",
        headline="Harriers have the noise, Lakemont the numbers",
        authors=("sam-tierney",),
        topics=("harriers",),
        dateline="PORT MERIDIAN",
        hours_ago=58,
        body="""
Lakemont City has won more games, scored more goals and employed more statisticians than the Harriers this season. It has not, its coach admitted, played in front of a drum corps.

The teams meet in a single semifinal at Harbor Park, which sold out in 40 minutes. The Harriers have lost there once since June.

Captain Elise Marchand is out with a knee injury, and winger Tomasz Bell is doubtful. “We will have 11,” coach Renata Silvestri said. “I counted.”
""",
    ),
    DemoStory(
        slug="keeper-mags-orlova",
        section="sport",
        headline="One family, two goals and a rule about dinner",
        dek="Mags Orlova coaches the Harriers’ goalkeepers. Her brother keeps goal for the team they have to beat.",
        authors=("sam-tierney",),
        topics=("harriers",),
        hours_ago=73,
        body="""
The rule, agreed when they were 12 and 14, is that whoever lets in more goals does the dishes. Mags and Pavel Orlova have kept score for 22 years, across two countries and nine clubs. She leads by 31 sinks.

This week they have stopped speaking, by arrangement. Pavel is in goal for Lakemont City. Mags has spent the month teaching Harriers forwards where he does not like the ball.

“He knows that I know,” she said. “He will have changed it. But I also know what he changes it to.”

Their mother will be at Harbor Park in a scarf knitted from both colors. She has asked to be seated behind neither goal.
""",
    ),
    DemoStory(
        slug="calloway-400-record",
        section="sport",
        headline="Imani Calloway runs the 400 in 49.61 and looks back for the clock",
        dek="The 20-year-old from Garrow Point takes nearly half a second off a state record older than she is.",
        authors=("sam-tierney",),
        topics=("track-and-field",),
        dateline="ANSEL",
        hours_ago=48,
        lead=DemoPhoto(
            "sprinter",
            "Imani Calloway on the back straight at Ansel Field.",
            "Ines Aldana/The Meridian",
            "A sprinter’s dark outline in full stride on a red track against a low sun",
        ),
        body="""
Imani Calloway crossed the line, slowed, and turned to the board with the look of someone who has been handed the wrong change.

It said 49.61. She had run the 400 meters in 50.8 all season. The state record, 50.07, was set 23 years ago, by a woman who was at the finish {day} holding the other end of the tape.

“I told her to go out easy,” said her coach, Bernadette Ames, the former record holder. “She has never listened, and I have decided to stop mentioning it.”

Calloway, a second-year nursing student, works three night shifts a week. She trains at 3 p.m., her morning, on a track the college shares with a marching band.

The time would have reached the final at the last world championships. She leaves for a meet in Lisbon next month. She has asked to swap a shift.
""",
    ),
    DemoStory(
        slug="terns-ballpark-lease",
        section="sport",
        headline="Terns sign for 20 more summers at the ballpark by the tracks",
        dek="The lease ends three years of talk about a move and pays for shade in the bleachers.",
        authors=("sam-tierney", "devon-achebe"),
        topics=("baseball", "city-hall", "economy"),
        dateline="PORT MERIDIAN",
        hours_ago=99,
        lead=DemoPhoto(
            "ballpark",
            "Foundry Field from above. The shadow belongs to the old gasworks.",
            "The Meridian drone desk",
            "A baseball diamond seen from straight above, its grass mown in a checkered pattern",
        ),
        body="""
The Port Meridian Terns will stay at Foundry Field through their 120th season under a 20-year lease announced {day}, ending a courtship with a suburb that had offered a dome and a highway exit.

The team will pay rent of $1.1 million a year and keep the revenue from parking. The city will spend $18 million on drains, lights and a canopy for the left-field bleachers, known for decades as the Skillet.

“We looked at 11 sites,” owner Philippa Crane said. “None of them had the 4:15 freight.”

The train passes behind center field during most weekday games and sounds its horn for home runs. The railroad said this was against its rules and that it had no plans to enforce them.

Opening day against Ansel is 19 weeks away. The seats in the Skillet are on sale, in the sun until July.
""",
    ),
    DemoStory(
        slug="sound-regatta",
        section="sport",
        headline="A dinghy named Overdue wins the Sound Regatta by a nose",
        authors=("grace-lindholm",),
        topics=("sailing", "harbor"),
        dateline="TESSEL ISLAND",
        hours_ago=162,
        lead=DemoPhoto(
            "regatta",
            "Overdue, with the red jib, rounds the last mark off Tessel Island.",
            "Grace Lindholm/The Meridian",
            "A small sailboat with a white main and a red foresail leads others on blue-green water",
        ),
        body="""
Two librarians sailing a borrowed boat won the 88th Sound Regatta {day}, crossing the line 4 feet ahead of a crew that had spent the winter in a wind tunnel.

June Abara and Colette Finn led only once, at the end. They had gone inshore, where the charts show a rock and the tide, for 20 minutes, shows none.

“It is in a pilot book from 1894,” Finn said. “Nobody had checked it out since 1960.”

Sixty-three boats started in 16 knots of wind. Nine capsized; all were righted. Overdue’s owner, who had lent it for the weekend, said they could renew.
""",
    ),
    DemoStory(
        slug="dockside-win-streak",
        section="sport",
        headline="Dockside High wins its 40th straight, the last 6 by a point",
        authors=("meridian-staff",),
        topics=("schools",),
        dateline="PORT MERIDIAN",
        hours_ago=34.5,
        body="""
Dockside High beat Crown Hill, 61-60, on a free throw with no time left {day} for its 40th win in a row, a state record for girls’ basketball.

It was Dockside’s sixth one-point victory in succession. “I would prefer two points,” coach Alma Reyes said. “I have raised it with them.”

Guard Nia Whitford, who made the free throw with her eyes closed, finished with 24 points.
""",
    ),
    DemoStory(
        slug="open-water-swim",
        section="sport",
        headline="At 13, she is the youngest to swim Tessel Sound both ways",
        authors=("coastal-wire",),
        topics=("sailing", "oceans"),
        dateline="TESSEL ISLAND",
        hours_ago=238,
        body="""
Orla Vance, 13, swam from Tessel Island to Port Meridian and back {day} in six hours and 11 minutes, the youngest person to make the double crossing.

She was followed by her father in a kayak and, for the last mile, by a seal.

Vance said the water was 58 degrees and that she had passed the time by naming the states, then their capitals, then the seal.
""",
    ),
)
