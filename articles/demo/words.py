"""Plausible news sentences out of small parts, for generated stories. Nobody is meant to read them."""

import random

WHO = (
    "The city council|A federal judge|The school board|Officials|Residents|Researchers|The port authority|Union leaders|"
    "The governor|Two senators|Investigators|The transit agency|Farmers|Hospital managers|The central bank|Fishing crews|"
    "Engineers|Campaigners|The museum|Coaches|Shareholders|Teachers|The coast guard|Voters|Doctors|Pilots|The committee"
).split("|")
DID = (
    "approved|rejected|delayed|defended|questioned|reviewed|praised|challenged|announced|withdrew|expanded|postponed|"
    "described|measured|criticized|signed|reopened|settled|opposed|outlined|welcomed|suspended|renewed|audited"
).split("|")
WHAT = (
    "a plan to rebuild the harbor wall|the budget for next year|a merger of two hospitals|new rules for short rentals|"
    "the search for a missing trawler|an agreement on wages|a study of river water|the sale of the old mill|"
    "repairs to the north bridge|a tax on empty offices|the timetable of night trains|a vaccine trial|the wheat forecast|"
    "a record catch of herring|the stadium lease|the release of satellite images|a ban on heavy trucks|the exam results|"
    "an inquiry into the outage|the wind farm permits|a loan to small shops|the design of the new library|flood defenses"
).split("|")
WHEN = (
    "on Monday|on Tuesday|late Wednesday|on Thursday|on Friday|over the weekend|after weeks of talks|before dawn".split(
        "|"
    )
)
MORE = (
    "The decision came after a long debate.|It was not clear how soon work could begin.|Costs have risen by a third.|"
    "Several people in the room asked for more time.|A second vote is expected next month.|The figures were first reported last year.|"
    "Neighbors said they had not been told.|A spokeswoman declined to comment.|The report runs to 140 pages.|"
    "Critics called the step too small.|Supporters pointed to similar cases elsewhere.|No one was injured.|"
    "Similar efforts failed twice in the past decade.|The work would take about three years.|An appeal is possible."
).split("|")


def make_headline(chance: random.Random) -> str:
    """A headline of eight to fourteen words."""
    return f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)} {chance.choice(WHEN)}"


def make_paragraph(chance: random.Random) -> str:
    """Two to four sentences, about 45 words."""
    opening = f"{chance.choice(WHO)} {chance.choice(DID)} {chance.choice(WHAT)} {chance.choice(WHEN)}."
    return " ".join([opening, *chance.sample(MORE, k=chance.randint(2, 4))])
