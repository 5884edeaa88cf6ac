"""Stories of the Science & Health section."""

from __future__ import annotations

from .shapes import DemoPhoto, DemoStory

STORIES: tuple[DemoStory, ...] = (
    DemoStory(
        slug="comet-halabi-price-discovered",
        section="science",
        headline="A comet no one was looking for turns up in a student’s first week",
        dek="The visitor comes from outside the solar system, only the fourth ever seen. It will not be back.",
        authors=("priya-natesan",),
        topics=("astronomy",),
        dateline="MOUNT SORREL",
        hours_ago=22,
        lead=DemoPhoto(
            "observatory",
            "The 2.1-meter dome at Mount Sorrel, where the object was first noticed.",
            "Jonah Petrakis/The Meridian",
            "An open observatory dome glows on a hilltop beneath the Milky Way",
        ),
        photos=(
            (
                7,
                DemoPhoto(
                    "comet",
                    "The comet’s two tails, of dust and of gas, as they may look at closest approach.",
                    "Illustration by Odile Krantz/The Meridian",
                    "A bright point trails a pale and a blue tail across a chart of rings and stars",
                ),
            ),
        ),
        inline=((5, "how-to-see-the-comet"),),
        related=("kettle-ridge-fire", ("Orbit of the new comet, day by day", "https://example.com/sorrel/orbit")),
        body="""
Benedikt Price had been at the observatory for four nights, and he assumed the smudge was his fault.

He cleaned the filter. He took the picture again. The smudge had moved, by about the width of a pencil line, and it had moved the wrong way.

By breakfast, Price, 23, a first-year graduate student, and his adviser, Yusra Halabi, had the attention of telescopes on three continents. By evening they had an orbit that does not close: The object is passing through.

Comet Halabi-Price is the fourth body ever seen to come from another star, the Mount Sorrel Observatory announced {day}. It is moving at 138,000 mph and will swing around the sun in about five weeks.

“Somewhere, long ago, a planet threw this out of the house,” Halabi said. “We are the yard it is cutting across.”

The earlier visitors were small, faint or spotted on their way out. This one is perhaps 3 miles across and still inbound, which gives astronomers months to study ice that formed around a different sun.

## What the light says

First measurements show carbon monoxide and cyanide, common in our own comets, and an unusual amount of nickel vapor. Halabi’s team has asked for time on a space telescope to look for water.

The discovery came close to not happening. Smoke from the Kettle Ridge fire shut the domes the night before, and the sky survey that would normally have found it was down for repairs.

It will pass no closer than 71 million miles from Earth. Price said he had called his mother before he called the telegram service. She asked whether he had slept.
""",
    ),
    DemoStory(
        slug="how-to-see-the-comet",
        section="science",
        headline="How to see the comet: Look east, bring a friend and be early",
        kicker="Explainer",
        authors=("priya-natesan",),
        topics=("astronomy",),
        hours_ago=12,
        related=("comet-halabi-price-discovered",),
        body="""
Comet Halabi-Price should be visible without a telescope for about 10 days around its pass around the sun, if it behaves. Comets, astronomers like to say, are like cats.

- **When:** the hour before dawn, from about three weeks from now
- **Where:** low in the east, two fists to the left of the brightest star
- **With what:** ordinary binoculars; your eyes, if the sky is dark

The observatory will open its lawn to visitors each clear morning. Coffee is promised. Clear skies are not.
""",
    ),
    DemoStory(
        slug="hospital-merger-approved",
        section="science",
        headline="State clears hospital merger but tells buyer to keep maternity ward",
        dek="Corvane Health must hold prices to inflation for seven years and may not close St. Brannock’s emergency room.",
        authors=("priya-natesan", "devon-achebe"),
        topics=("hospital-merger", "health-care", "economy"),
        dateline="PORT MERIDIAN",
        hours_ago=33,
        lead=DemoPhoto(
            "hospital-corridor",
            "A surgical ward at St. Brannock Medical Center, which has run at a loss for six years.",
            "Jonah Petrakis/The Meridian",
            "An empty bed stands in a long pale hallway of orange doors that ends at a bright window",
        ),
        related=("emergency-room-waits", "blood-test-trial"),
        inline=((5, "nurses-merger-reaction"),),
        body="""
Corvane Health may take over St. Brannock Medical Center, the larger of Port Meridian’s two hospitals, but only if it keeps the services least likely to make money, the state attorney general’s office ruled {day}.

The $610 million merger would put 70% of the hospital beds in three counties under one owner. The office, which reviews such deals, attached 19 conditions, the most it has ever imposed.

Corvane must run the maternity ward and the emergency room for at least 10 years, hold price increases to the rate of inflation for seven and honor every union contract now in force.

“A hospital that closes its hardest doors is a clinic with a parking garage,” said Deputy Attorney General Paul Etxeberria, who led the 14-month review.

Corvane’s chief executive, Lorna Whitcombe, said the company accepted the terms. She said it would spend $240 million on a new surgical tower and on computer records that both hospitals can read.

St. Brannock has lost money for six years and owes $180 million to bondholders. Its trustees said the alternative was to close within two.

## What patients will notice

Not much at first, administrators say. Doctors, insurance and phone numbers stay the same through next year. The two emergency rooms will begin to share a waiting-time display in spring.

Economists were less sure. Studies of 366 hospital mergers found that prices rose faster in places left with a single owner, even where regulators had set limits, said Jae-won Lindgren of the state university.

“Caps work until they expire,” Lindgren said. “Then you find out what you bought.”

An independent monitor, paid by Corvane, will report on the conditions twice a year. The state may fine the company up to $2 million a month or unwind the deal.

The merger takes effect on the first of the month after next, 131 years after St. Brannock opened with nine beds and a cow.
""",
    ),
    DemoStory(
        slug="nurses-merger-reaction",
        section="science",
        headline="Nurses win staffing floor in merger, then ask who will count",
        authors=("priya-natesan",),
        topics=("hospital-merger", "labor", "health-care"),
        dateline="PORT MERIDIAN",
        hours_ago=28.5,
        body="""
The union that represents 1,900 nurses at St. Brannock Medical Center welcomed a rule that sets a minimum number of them on each shift, and said {day} that it would want to see the rosters.

Under the terms of the merger with Corvane Health, medical wards must have one nurse for every five patients and intensive care one for every two.

“We have had promises before,” said Bettina Amoah, president of Nurses United Local 88. “This one has a number in it. We can work with a number.”

The union’s contract runs for 17 more months.
""",
    ),
    DemoStory(
        slug="blood-test-trial",
        section="science",
        headline="Blood test spots pancreatic cancer earlier in small, hopeful trial",
        dek="The test caught 17 of 22 early tumors. Its authors warn against reading too much into it.",
        authors=("priya-natesan",),
        topics=("health-care",),
        dateline="PORT MERIDIAN",
        hours_ago=76,
        lead=DemoPhoto(
            "cells",
            "Pancreatic tissue, stained. The marker sought by the test appears in green.",
            "State university pathology laboratory",
            "Rounded pink and violet cells crowd a microscope’s field, one of them tinged with green",
        ),
        body="""
A blood test that looks for scraps of altered protein found 17 of 22 early pancreatic cancers in a study of 840 people, researchers at the state university reported {day}.

The disease is usually discovered too late for surgery. Only about one patient in eight is alive five years later.

The test also raised a false alarm in 31 healthy people, a rate too high for screening everyone. The authors suggest it could be used for those with a family history.

“It is a smoke detector that sometimes goes off for toast,” said Henrike Adeyemi, who led the work. “But until now we had no smoke detector.”

A trial with 6,000 volunteers is to begin within a year. The team, which has applied for a patent, said it had received no money from makers of such tests.
""",
    ),
    DemoStory(
        slug="coral-nursery-survives",
        section="science",
        headline="The corals that were moved to deeper water are doing fine, so far",
        authors=("grace-lindholm",),
        topics=("oceans", "environment"),
        hours_ago=141,
        lead=DemoPhoto(
            "coral-reef",
            "Clownfish over transplanted coral at the research site, 60 feet down.",
            "Marine station handout",
            "Orange fish and a pale shoal swim in shafts of light above branching coral",
        ),
        body="""
Four years ago, biologists broke 2,300 thumb-sized pieces from a dying reef and glued them to frames 60 feet down, where the water is cooler. It was, one of them said, like evacuating a library.

Last week they counted what was left: 1,870 colonies, some as large as dinner plates, and fish that had moved in without being asked.

Corals in the shallow reef next door lost 71% of their cover in two hot summers. At depth, the loss was 9%.

“It is not a cure,” said Talia Reyes-Holm of the Tessel Marine Station, which runs the project with partners in the Philippines. “It buys them 20 years. We should use those for something.”

The next question is whether deep colonies spawn at the same time as shallow ones. Divers will be waiting, with jars, at the next full moon.
""",
    ),
    DemoStory(
        slug="tide-gauge-record",
        section="science",
        headline="What 118 years of harbor tides say about the next 30",
        kicker="Analysis",
        authors=("grace-lindholm",),
        topics=("oceans", "weather", "environment"),
        dateline="PORT MERIDIAN",
        hours_ago=181,
        body="""
In a green hut at the end of Pier 4, a float the size of a coffee can has gone up and down with the tide since before the pier had electric light. Its record is one of the longest on the coast.

It shows the sea 11 inches higher than when it began. Seven of those inches have come since the first seawall was built, 54 years ago.

The pace is not steady. For the past 15 years, the water has risen about a sixth of an inch a year, twice the average of the century before.

At that rate, a tide that now floods Water Street once in 19 years would do so once in six by the time a child born today finishes college.

> “People ask me when the flood is coming. It has been coming since 1908, at the speed fingernails grow.”

The gauge’s keeper, Otis Bram, still checks it by hand each week against a brass rule. The rule is wrong by a 16th of an inch. He knows which way.
""",
    ),
    DemoStory(
        slug="emergency-room-waits",
        section="science",
        headline="Average emergency room wait falls below two hours",
        authors=("meridian-staff",),
        topics=("health-care",),
        dateline="PORT MERIDIAN",
        hours_ago=247,
        body="""
Patients at Port Meridian’s two emergency rooms waited an average of one hour and 52 minutes to see a doctor last month, the first time in five years the figure has been under two hours.

County health officials credited a nurse phone line that has sent 1,300 callers to clinics instead.

Waits were longest on Mondays between 5 and 9 p.m. and shortest before dawn.
""",
    ),
)
