"""Stories of the Business section."""

from __future__ import annotations

from .shapes import DemoPhoto, DemoStory

STORIES: tuple[DemoStory, ...] = (
    DemoStory(
        slug="port-channel-deepening-plan",
        section="business",
        headline="Seven feet of mud stand between Port Meridian and the big ships",
        dek="The $388 million plan to deepen the harbor would bring larger vessels and, its opponents say, bury the sound’s oyster beds in silt.",
        authors=("devon-achebe", "grace-lindholm"),
        topics=("harbor", "economy", "environment"),
        dateline="PORT MERIDIAN",
        hours_ago=17,
        lead=DemoPhoto(
            "harbour-dawn",
            "A container ship waits for the tide off the Meridian Terminal. Fully loaded, it could not come in at all.",
            "Ines Aldana/The Meridian",
            "A loaded freighter and tall quay cranes stand dark against an orange sunrise",
        ),
        photos=(
            (
                8,
                DemoPhoto(
                    "dredger",
                    "A bucket dredger removes silt from the turning basin, the harbor’s yearly upkeep.",
                    "Jonah Petrakis/The Meridian",
                    "A crane barge lowers a clamshell bucket into pale green water, a brown plume behind it",
                ),
            ),
        ),
        related=("harbor-wards-analysis", "container-volumes-fall"),
        inline=(
            (6, "oyster-growers-sue"),
            (10, ("Channel deepening: the engineers’ summary", "https://example.org/tessel-sound/channel")),
        ),
        body="""
The pilots have a name for the last mile into Port Meridian: the hallway. It is 600 feet wide and 41 feet deep, and the ships that run the world’s trade increasingly do not fit.

The port authority wants to make it 48 feet. Its board voted 5-2 {day} to ask for bids on a project that would take four years, cost $388 million and move enough mud to fill the Harriers’ stadium 19 times.

“This is not about growing,” said Hal Brennecke, the port’s director. “It is about whether there is a port here in 2045.”

A third of the ships that call now arrive partly empty so as to float higher. Two of the five lines that serve the terminal have said they will use larger vessels on the route within six years, with or without Port Meridian.

The state would pay half. The rest would come from a fee of about $11 on each container, which importers say they can bear if their rivals do not undercut it.

The trouble is where the mud goes. The plan would place most of it in a deep pit off Garrow Point, 2 miles from oyster beds that earn $31 million a year.

## A question of drift

Engineers for the port say 94% of the silt will stay where it is put. A model made for the growers says a fifth of it may move on a spring tide.

Both models use the same currents. They differ on how long fine clay hangs in the water, a number measured only twice in Tessel Sound, in calm weather.

Ray Duquette, who has worked leases off the point for 40 years, keeps a jar of the stuff on his dashboard. He shook it on {day-2}. It has not settled yet, he said.

> “They say it falls like sand. I say come and watch my jar.”

Brennecke said the port would stop work if sensors near the beds showed cloudiness above an agreed line. The growers want the line set by someone else.

The next mayor will appoint three of the board’s seven members. Tobias Renwick, a commissioner, voted for the plan; Dolores Achterberg has said she would wait for the court.

Without the deeper channel, a consultant for the port expects traffic to fall by 30% in 15 years. With it, the same consultant expects growth of 2% a year, roughly the rate of the past decade.

The hearing on the growers’ suit is set for next month. The pilots, asked for their view, said they would take whatever width was going, too.
""",
    ),
    DemoStory(
        slug="oyster-growers-sue",
        section="business",
        headline="Oyster growers ask court to stop dredging before it starts",
        dek="Fourteen families say the port never studied what happens to its mud in a storm.",
        authors=("grace-lindholm",),
        topics=("harbor", "courts", "environment", "oceans"),
        dateline="PORT MERIDIAN",
        hours_ago=41,
        lead=DemoPhoto(
            "dredger",
            "Dredging in the turning basin. The growers say the plume reaches their leases twice a year.",
            "Grace Lindholm/The Meridian",
            "A dark work barge with a lattice crane on hazy, calm water, an orange buoy in front",
        ),
        related=("coral-nursery-survives",),
        body="""
Fourteen oyster-growing families asked a judge {day} to bar the Port Meridian authority from deepening the ship channel until it has studied where the mud would go in a storm.

The suit, filed in Tessel County Superior Court, says the port’s review measured currents on 22 days, none of them with winds above 20 mph.

“Storms are when mud moves,” said their lawyer, Cora Ishikawa-Bell. “They studied the harbor on its day off.”

The port said the review had met every requirement. It noted that the growers’ own harvest had grown by 40% since the last deepening, 24 years ago.

Judge Miriam Castellane set a hearing for next month and urged both sides to share their data before then. “You appear,” she wrote, “to be quarreling over the same seven spreadsheets.”
""",
    ),
    DemoStory(
        slug="container-volumes-fall",
        section="business",
        headline="Container traffic slips for a third quarter as big ships pass by",
        authors=("devon-achebe",),
        topics=("harbor", "economy"),
        dateline="PORT MERIDIAN",
        hours_ago=61,
        lead=DemoPhoto(
            "market-chart",
            "Quarterly traffic through the Meridian Terminal, interpreted.",
            "Illustration by Odile Krantz/The Meridian",
            "Blue bars of uneven height stand in water below an orange sun, a white line running over them",
        ),
        related=("port-channel-deepening-plan", "dockworkers-contract"),
        body="""
The Meridian Terminal handled 184,000 containers in the quarter, 6% fewer than a year earlier and the third decline in a row, the port authority said {day}.

Imports of furniture and tires fell the most. Exports of lumber and apples rose slightly.

The port blamed ships too large for its channel. Two weekly services have cut their stops here to one every other week.

Revenue held up, at $61 million, because boxes that do come are staying longer. Storage fees rose by a fifth.

“A full parking lot is not the same as a busy shop,” said Imre Novak, who teaches freight economics at the state university. He said the port’s real rival was rail, not its neighbors.
""",
    ),
    DemoStory(
        slug="bakery-workers-buy-ovens",
        section="business",
        headline="When the baker retired, the night shift bought the ovens",
        dek="Eleven workers now own the corner shop where most of them learned to shape a loaf.",
        authors=("devon-achebe",),
        topics=("labor", "economy"),
        dateline="PORT MERIDIAN",
        hours_ago=96,
        lead=DemoPhoto(
            "bakery-window",
            "The shop at Larch and Third opens at 6 a.m. The work begins at 1.",
            "Ines Aldana/The Meridian",
            "Loaves on shelves in a bright shop window under a striped awning, a bicycle against the wall",
        ),
        body="""
For 38 years, the light in the window at Larch and Third has come on at 1 a.m., and for 38 years Emil Sorensen has been the one to find the switch. On {day}, he stayed in bed.

The bakery now belongs to the 11 people who work in it. They borrowed $640,000 from a credit union, put in $4,000 each and signed the papers on a flour bin.

“I had two offers from people with slide decks,” said Sorensen, 71. “None of them asked what time we feed the starter.”

Fewer than one small business in five finds a buyer when its owner retires, according to a survey by the state chamber. Those that do not take about 9,000 jobs with them each year.

The new owners have one vote each. Their first was to raise the price of a sourdough by 50 cents. Their second was to keep the cinnamon roll where it was.

Sorensen came by at 7, as a customer. He said the crust was good. He said it could have used two more minutes.
""",
    ),
    DemoStory(
        slug="farm-wind-cooperative",
        section="business",
        headline="Farm co-op bets on 22 turbines to keep its wheat fields whole",
        authors=("coastal-wire",),
        topics=("energy", "economy"),
        dateline="ANSEL",
        hours_ago=131,
        lead=DemoPhoto(
            "wind-turbines",
            "The first turbines of the Ansel project turn above ripe wheat.",
            "Coastal Wire Service",
            "White wind turbines over a golden field of wheat under streaked clouds",
        ),
        body="""
Thirty-six families who farm the Ansel plateau have agreed to build 22 wind turbines together rather than lease their land to a developer one by one.

The cooperative will borrow $71 million against 20 years of electricity sales to Seaboard Light & Power. Each family receives the same payment, whether or not a tower stands on its ground.

“Otherwise you get one neighbor with a new truck and one with a view of it,” said Hedda Lund, who grows wheat and lentils.

The turbines use 40 acres in all. A typical farm here would earn about $19,000 a year from them, roughly what it lost to drought last summer.

Construction is to end next fall, before planting.
""",
    ),
    DemoStory(
        slug="dockworkers-contract",
        section="business",
        headline="Dockworkers ratify four-year contract with a say over new cranes",
        authors=("devon-achebe",),
        topics=("labor", "harbor"),
        dateline="PORT MERIDIAN",
        hours_ago=171,
        body="""
Members of Longshore Local 40 approved a four-year contract by 1,204 votes to 388, ending eight months of talks, the union said {day}.

Wages will rise 17% over its life. The terminal may bring in two remotely driven cranes, but only with retraining for every operator affected and a veto for a joint safety panel.

The terminal’s owners said the agreement gave customers “four years of not having to ask.”
""",
    ),
    DemoStory(
        slug="office-towers-to-homes",
        section="business",
        headline="Downtown’s emptiest tower to become 264 apartments",
        dek="A tax break and a stack of old elevator shafts make the numbers work, barely.",
        authors=("devon-achebe",),
        topics=("housing", "economy", "city-hall"),
        dateline="PORT MERIDIAN",
        hours_ago=212,
        body="""
The 27-story Mercator Building, which has been three-quarters vacant for four years, will be rebuilt as apartments under a deal approved {day} by the Port Meridian planning board.

Its owners will cut a light well 30 feet wide through the middle, where the elevators were. Without it, half the bedrooms would have no window.

The city will forgo $14 million in property tax over 12 years. In return, 66 of the 264 homes must rent for less than a third of a typical bus driver’s pay.

“It would be cheaper to knock it down,” architect Wilhelmina Okoro said. “It would not be cheaper to breathe the dust.”

Seven other towers downtown are more than half empty. Okoro said the floors of four were too deep to convert.
""",
    ),
)
