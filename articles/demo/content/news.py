"""Stories of the News section: the storm, the bridge, the schools, the city day by day."""

from __future__ import annotations

from .shapes import DemoPhoto, DemoStory

STORIES: tuple[DemoStory, ...] = (
    DemoStory(
        slug="water-street-flood",
        section="news",
        headline="Storm tide tops the seawall and turns Water Street into a canal",
        dek="No deaths are reported. More than 31,000 homes lost power as the highest water in 19 years met a stalled coastal storm.",
        authors=("grace-lindholm", "maren-oduya", "noor-haddan"),
        topics=("weather", "city-hall", "environment"),
        dateline="PORT MERIDIAN",
        hours_ago=13.5,
        updated_hours_ago=3.1,
        lead=DemoPhoto(
            "flooded-street",
            "Water Street near the fish market at first light, four hours after high tide.",
            "Ines Aldana/The Meridian",
            "A car stands to its doors in still water between rows of brick houses with lit windows",
        ),
        photos=(
            (
                7,
                DemoPhoto(
                    "lighthouse-storm",
                    "Seas break over Garrow Light, where gusts reached 81 mph.",
                    "Garrow Light Station/Handout",
                    "A striped lighthouse on a rock sends its beam through rain over steep waves",
                    focus=(640, 400),
                ),
            ),
        ),
        gallery=(
            DemoPhoto(
                "bridge-fog",
                "The Casimir Bridge the afternoon before, as the fog ahead of the storm came in.",
                "Ines Aldana/The Meridian",
                "Two red bridge towers and their cables rise from a bank of pale fog",
            ),
            DemoPhoto(
                "ferry",
                "The last crossing before the ferries were tied up. None ran after 8 o’clock.",
                "Ines Aldana/The Meridian",
                "A ferry with rows of lit windows crosses calm violet water under the moon",
            ),
            DemoPhoto(
                "harbour-dawn",
                "The terminal the morning after, with the water back below its edge.",
                "Ines Aldana/The Meridian",
                "A loaded freighter and tall quay cranes stand dark against an orange sunrise",
                focus=(330, 600),
            ),
        ),
        related=("storm-power-outages", "lindqvist-leaves-city-hall", "tide-gauge-record"),
        inline=((4, "storm-shelter-beds"),),
        body="""
A coastal storm that stalled offshore overnight pushed the highest tide in 19 years over the Port Meridian seawall {day}, flooding 14 blocks of downtown and cutting power to more than 31,000 homes.

No deaths were reported. Firefighters in boats took 46 people from ground-floor apartments, among them a woman of 91 who insisted on bringing her accordion.

The water peaked at 12.4 feet at 2:51 a.m., seven-tenths of a foot above the lip of the wall, and stayed there for 40 minutes. By midmorning it had drained from all but Water Street, where it stood knee-deep and perfectly still.

“It did not come like a wave,” said Osvaldo Brandt, who runs a chandlery at No. 212. “It came like somebody had forgotten to turn off the tap.”

Mayor Walter Lindqvist declared an emergency at 3:15 a.m. and asked people to stay off the roads below Canal Street. He said the seawall, raised during his second term, had held along its whole length.

“Without it, you would be talking to me from the third floor,” he said.

Schools in the harbor wards were closed {day}; the district said they would open two hours late {day+1}. Ferries resumed at noon. The Casimir Bridge closed for six hours because of wind and reopened with one lane in each direction.

## Why the water came so high

The storm was not unusually strong. It was unusually slow. A ridge of high pressure to the north held it in place through two high tides, forecasters said, so that wind piled water into Tessel Sound with no chance to drain.

The timing was poor, too: The moon was two days from full, and the sea at the harbor gauge now stands 7 inches higher than when the first wall was built.

City engineers said two of nine pumping stations had tripped when their transformers got wet. They will be raised by 4 feet, a job already in the budget for next year.

## What comes next

The city opened three shelters, at the Alder Street School, the Armory and the main library. Damage to public property was put at $19 million, a figure officials called an early guess.

Another, weaker system may pass {day+3}. Forecasters said it was expected to do what this one did not: keep moving.
""",
    ),
    DemoStory(
        slug="storm-power-outages",
        section="news",
        headline="Crews restore power to all but 4,200 homes along the coast",
        authors=("meridian-staff",),
        topics=("weather", "energy"),
        dateline="PORT MERIDIAN",
        hours_ago=3.6,
        related=("water-street-flood",),
        body="""
Utility crews had restored electricity to all but 4,200 of the 31,000 homes that lost it in the coastal storm, Seaboard Light & Power said {day}.

Most of those still dark are on Tessel Island and the outer end of Garrow Point, where poles were snapped by falling pines. The company said the last of them should be back by {day+1} evening.

It asked people to run generators outdoors only. The fire department answered nine calls for carbon monoxide overnight.
""",
    ),
    DemoStory(
        slug="water-street-reopening",
        section="news",
        headline="Water Street to reopen block by block, starting at the fish market",
        authors=("maren-oduya",),
        topics=("weather", "transportation"),
        dateline="PORT MERIDIAN",
        hours_ago=-9,
        related=("water-street-flood",),
        body="""
Water Street will reopen in three stages beginning at 6 a.m. {day}, the city said, with the blocks around the fish market first.

Crews have pumped out 22 basements and cleared 140 tons of sand. Parking will be barred on both sides until inspectors have looked at the pavement.

The last stretch, from Canal Street to the ferry terminal, is due to open {day+2}.
""",
        state="scheduled",
    ),
    DemoStory(
        slug="storm-shelter-beds",
        section="news",
        headline="In the Armory, 180 cots, two dogs and one long game of rummy",
        dek="Families from the harbor wards wait out the water in the city’s largest shelter.",
        authors=("noor-haddan",),
        topics=("weather", "housing"),
        dateline="PORT MERIDIAN",
        hours_ago=8.4,
        lead=DemoPhoto(
            "skyline-night",
            "Volunteers set up cots on the drill floor of the Armory.",
            "Courtesy of the Harbor Relief Committee",
            "Rows of folding beds beneath a high iron roof",
            missing=True,
        ),
        correction="An earlier version of this story gave the number of cots at the Armory as 280. There are 180.",
        body="""
By 5 a.m., the drill floor of the Armory smelled of wet wool and coffee, and the Abelard family had the warm corner by the boiler.

They had left their apartment on Canal Street with a suitcase, a parakeet and the deck of cards that Josie Abelard, 9, dealt out on an upturned crate. By breakfast the game had nine players.

The city set up 180 cots and filled 133 of them. Red blankets came from a warehouse on the hill; the soup came from the Lyric Theater’s stage crew, who had a kitchen and no show.

“You would like it to be less practiced,” said Reuben Stahl, who has run the shelter through five storms. “But it is nice to be good at something.”

Two dogs were admitted against the rules and then registered as volunteers.
""",
    ),
    DemoStory(
        slug="casimir-bridge-lane-closure",
        section="news",
        headline="Casimir Bridge to lose two lanes until spring as hangers are replaced",
        dek="Drivers should expect 25 extra minutes at rush hour. Ferries will run every 20 minutes to take up the slack.",
        authors=("devon-achebe",),
        topics=("casimir-bridge", "transportation"),
        dateline="PORT MERIDIAN",
        hours_ago=20.5,
        lead=DemoPhoto(
            "bridge-cables",
            "The north tower of the Casimir Bridge. Each of its 312 hangers will be tested.",
            "Jonah Petrakis/The Meridian",
            "An empty roadway runs between rising steel cables to a bridge tower at sunset",
        ),
        related=("bridge-crack-found", "late-ferry-returns"),
        body="""
Two of the six lanes on the Casimir Bridge will close {day+4} and stay closed until spring while engineers replace 38 of the steel ropes that hold up the roadway, the bridge authority said {day}.

The work follows the discovery of a crack in a hanger near the north tower. Tests found corrosion in 37 more, all of them installed in the same year by the same contractor.

“The bridge is safe today,” chief engineer Amalia Rourke said. “We are doing this so I can say the same sentence in five years.”

The authority expects delays of 25 minutes at rush hour. It will waive the toll for vehicles with three or more people and pay for ferries every 20 minutes on the Garrow Point line.

Trucks over 20 tons will be sent around by the Route 9 causeway, a detour of 31 miles. The port said that would add about $70 to the cost of each container.

The repair will cost $52 million, most of it from a reserve set up after the bridge’s 50th birthday. Replacing a hanger takes two nights: one to hang the new rope beside the old, the other to move the weight across.
""",
    ),
    DemoStory(
        slug="bridge-crack-found",
        section="news",
        headline="A hairline crack, a flashlight and the night the bridge slowed down",
        dek="How a 26-year-old rope inspector found the flaw that instruments had missed.",
        authors=("devon-achebe", "grace-lindholm"),
        topics=("casimir-bridge", "transportation"),
        dateline="PORT MERIDIAN",
        hours_ago=188,
        lead=DemoPhoto(
            "bridge-fog",
            "Morning fog under the Casimir Bridge, seen from Garrow Point.",
            "Ines Aldana/The Meridian",
            "Two red bridge towers and their cables rise from a bank of pale fog",
        ),
        body="""
Kit Salazar was 190 feet above the channel, at 2 in the morning, when her flashlight showed her a line that had not been there in the photographs.

It was 4 inches long and thinner than a fingernail, in the socket of hanger 117. She took off a glove and ran her thumb across it. “You can feel a crack,” she said. “A scratch has no edge.”

Within 20 minutes, the bridge authority had closed the lane above her. By dawn it had called the maker of the rope, the state and the mayor, in that order.

The authority’s sensors, 640 of them, had reported nothing. They measure sway and load, and a hanger carries its load until it does not.

Salazar, who joined the inspection crew three years ago after a career as a climbing guide, has been asked to teach a course. She said she would rather check the other 311.
""",
    ),
    DemoStory(
        slug="school-budget-gap",
        section="news",
        headline="Schools weigh four-day bus week to close a $46 million gap",
        dek="The board will choose among three plans. All of them ask something of parents.",
        authors=("noor-haddan",),
        topics=("schools", "city-hall"),
        dateline="PORT MERIDIAN",
        hours_ago=43,
        lead=DemoPhoto(
            "school-bus",
            "Buses carry 11,400 pupils a day, some of them for more than an hour.",
            "Jonah Petrakis/The Meridian",
            "A yellow school bus on a road beneath maples in golden leaf",
        ),
        related=("measure-4-school-bond-count",),
        body="""
The Port Meridian school district may stop running buses on Fridays, shorten the school day by 25 minutes or shut two libraries to close a $46 million gap in next year’s budget.

Superintendent Rosalind Tate laid out the three plans before a crowd of 300 that spilled into the gymnasium. The board is to vote in two weeks.

The four-day bus week would save $8.1 million, the most of any single step. It would leave 2,600 pupils without another way to school, by the district’s estimate.

“My daughter’s stop is on the causeway,” said Hollis Grant, a line cook. “There is no sidewalk on the causeway. There is hardly a causeway.”

Costs have risen since federal relief money ran out, while enrollment has fallen by 1,900 in five years. Three-quarters of the budget is salaries.

Teachers offered to put off a raise of 2% until January. Tate called that “a serious gift” and said it would not be enough.
""",
    ),
    DemoStory(
        slug="kettle-ridge-fire",
        section="news",
        headline="Smoke from Kettle Ridge fire dims the sun 90 miles away",
        authors=("coastal-wire",),
        topics=("weather", "environment"),
        dateline="KETTLE RIDGE",
        hours_ago=67,
        lead=DemoPhoto(
            "wildfire-smoke",
            "The Kettle Ridge fire, seen from the Sorrel Valley lookout at 4 p.m.",
            "Coastal Wire Service",
            "A red sun hangs in brown smoke over dark ridges of fir, flames along the farthest",
        ),
        body="""
A wildfire on Kettle Ridge grew to 18,600 acres {day}, sending a brown haze as far as the coast and forcing about 2,100 people from their homes in the Sorrel Valley.

The fire was 22% contained. Crews said a shift in the wind had pushed it away from the town of Ansel and toward a burn from four years ago, where there is little left to feed it.

Air quality in Port Meridian reached 138 on the federal index, unhealthy for people with asthma. Schools kept children indoors at recess.

The Mount Sorrel Observatory closed its domes to protect the mirrors from ash. Astronomers said they would lose at least three nights.

Rain was in the forecast for {day+2}. “We will take it,” said incident commander Lena Voigt. “We will take it in any quantity.”
""",
    ),
    DemoStory(
        slug="late-ferry-returns",
        section="news",
        headline="The 12:40 ferry is back, and so are the night shift’s weekends",
        dek="A late boat to Garrow Point, cut eight years ago, drew 212 riders on its first night.",
        authors=("maren-oduya",),
        topics=("transportation", "harbor"),
        dateline="GARROW POINT",
        hours_ago=90,
        lead=DemoPhoto(
            "ferry",
            "The ferry Ansel Gray makes the 12:40 a.m. crossing to Garrow Point.",
            "Ines Aldana/The Meridian",
            "A ferry with rows of lit windows crosses calm violet water under the moon",
        ),
        body="""
At 12:38 a.m., the cooks came down the ramp smelling of garlic, followed by two nurses, a saxophonist with his case on his back and a bride.

The 12:40 to Garrow Point sailed again {day} after eight years, restored by a state grant and a petition with 6,000 names. It carried 212 people. The crew had planned for 80.

“I have not seen the second act of anything since I moved out there,” said Wren Talbot, a piano tuner. “You always had to leave for the 10:15.”

The boat will run three nights a week for a year. It needs 150 riders a night to pay its way.

At 1:22 a.m., it tied up. The saxophonist, who had played the whole way across, passed a hat and then, thinking better of it, put it on.
""",
    ),
    DemoStory(
        slug="first-snow-hill-streets",
        section="news",
        headline="First snow closes 11 hill streets, opens as many sled runs",
        authors=("meridian-staff",),
        topics=("weather", "transportation"),
        dateline="PORT MERIDIAN",
        hours_ago=122,
        lead=DemoPhoto(
            "snowy-street",
            "Crown Hill at dusk, after 6 inches of snow.",
            "Jonah Petrakis/The Meridian",
            "Snow falls on lit gabled houses and bare trees on a hillside",
        ),
        body="""
Six inches of snow fell on the upper wards {day}, more than in all of last year, and none at all on the harbor.

The city closed 11 streets too steep to plow. Children found them within the hour. Public Works said it would leave Larch Street closed through {day+1} “for reasons of public morale.”

Two buses slid into parked cars at low speed. Nobody was hurt.
""",
    ),
    DemoStory(
        slug="harbor-patrol-drones",
        section="news",
        headline="Harbor patrol to test drones that can throw a line to swimmers",
        authors=("grace-lindholm",),
        topics=("harbor",),
        dateline="PORT MERIDIAN",
        hours_ago=2.0,
        body="""
The Port Meridian harbor patrol will test two drones that can drop an inflatable buoy and a line to a person in the water, Capt. Edda Marsh said {day}.

The aircraft reach the end of the breakwater in 50 seconds. A patrol boat needs four minutes.

The trial, at a cost of $64,000, runs through the winter. Marsh said the drones would not carry cameras that can read faces.
""",
        state="review",
    ),
)
