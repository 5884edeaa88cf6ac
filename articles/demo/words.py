"""Plausible news out of small parts, for generated stories. Nobody is meant to read them.

Stories come in threads, as in a real paper: those of one thread are about the same matter in the same place with the
same people, so that "related" means something among them.
"""

import random
from dataclasses import dataclass
from functools import lru_cache

FIRST = "Ada|Amir|Bea|Carl|Dana|Ebo|Elsa|Femi|Gus|Hana|Ida|Ivan|Jun|Kofi|Lena|Luis|Mara|Nils|Olga|Pavel|Rosa|Sami|Tess|Uma|Vera|Yusuf".split(
    "|"
)
LAST_BEGIN = "Ash|Bar|Cal|Dun|Ell|Far|Gal|Hol|Ing|Kar|Lam|Mor|Nor|Ost|Pem|Quil|Rav|Sel|Tor|Ul|Var|Wen|Yar|Zim".split(
    "|"
)
LAST_END = "berg|croft|dahl|ford|ino|kova|leigh|man|otti|sen|stone|ton|vic|wood".split("|")
PLACE_BEGIN = "Amber|Black|Clear|Deep|Eagle|Fair|Glen|High|Iron|Kings|Long|Mill|North|Oak|Pine|Red|Silver|Stone|West|Winter".split(
    "|"
)
PLACE_END = "bridge|brook|bury|dale|field|haven|mouth|port|ridge|ville".split("|")
BODIES = "City Council|Port Authority|School Board|Transit Agency|Hospital Trust|Planning Commission|Water Board|Rowing Club".split(
    "|"
)
DID = (
    "approves|rejects|delays|defends|questions|reviews|praises|challenges|announces|withdraws|expands|postpones|"
    "criticizes|reopens|settles|opposes|outlines|welcomes|suspends|renews|audits|revives|abandons|reconsiders"
).split("|")

# A matter, and the words that only stories about it use.
MATTERS = tuple(
    (matter, tuple(words.split()))
    for matter, words in (
        line.split(": ")
        for line in """\
harbor wall: dredging breakwater tide masonry surge pilings quay sediment
hospital merger: wards nurses beds surgery clinic patients maternity ambulance
short rentals: landlords tenants leases lodgers permits neighbors listings eviction
missing trawler: crew coastguard beacon wreck nets lifeboat trawling skipper
wage agreement: union strike overtime pensions arbitration walkout payroll shifts
river water: nitrates algae sewage samples fishery wells runoff spawning
old mill: looms brickwork heritage demolition spindles lofts chimney preservation
north bridge: girders rust traffic detour toll welding inspection spans
office tax: vacancies towers assessors rebate valuation exemption levy receipts
night trains: timetable sleepers conductors platforms signals carriages rails commuters
vaccine trial: doses antibodies volunteers placebo infection laboratory immunity virus
wheat forecast: harvest drought acres silos grain combine seedlings yields
herring catch: quotas trawlers spawn roe hatchery gillnets shoals plankton
stadium lease: turf bleachers kickoff tickets arena league scoreboard tenancy
satellite images: orbit sensor craters telescope antenna calibration rocket payload
truck ban: freight diesel weighbridge couriers axles exhaust haulage bypass
exam results: pupils grades tutors syllabus algebra essays classrooms dropout
power outage: grid transformer substation blackout voltage generators cables megawatts
wind farm: turbines blades gusts offshore rotor foundations seabirds substation
shop loans: collateral credit storefront borrowers interest default bakery guarantees
new library: shelves reading manuscripts archive architect atrium borrowers catalog
flood defenses: levee sandbags rainfall dikes culvert evacuation spillway pumps
jury trial: verdict prosecutor witness testimony acquittal defendant alibi appeal
chess open: gambit grandmaster endgame pawn stalemate tournament clocks rating
opera premiere: soprano libretto orchestra overture chorus conductor rehearsal encore
marathon route: runners hydration finish pacers elevation blisters sprint medal
glacier survey: icefield moraine meltwater crevasse thaw cores albedo summit
bank inquiry: deposits laundering auditors ledger regulator fraud accounts shell
bear sighting: cubs ranger tranquilizer dumpsters forage tracks den campsite
comet flyby: nucleus dust tail spectrograph perihelion meteor coma astronomers""".splitlines()
    )
)
WHEN = (
    "on Monday|on Tuesday|late Wednesday|on Thursday|on Friday|over the weekend|after weeks of talks|before dawn".split(
        "|"
    )
)
MORE = (
    "The decision came after a long debate.|It was not clear how soon work could begin.|Costs have risen by a third.|"
    "Several people in the room asked for more time.|A second vote is expected next month.|"
    "Critics called the step too small.|Supporters pointed to similar cases elsewhere.|No one was injured.|"
    "A spokeswoman declined to comment.|The report runs to 140 pages.|An appeal is possible."
).split("|")
THREADS = 4000


@dataclass(frozen=True, slots=True)
class Thread:
    """What the stories of one thread have in common."""

    number: int
    matter: str
    words: tuple[str, ...]
    place: str
    body: str
    people: tuple[str, ...]


@lru_cache(maxsize=THREADS)
def make_thread(number: int) -> Thread:
    """The thread with this number; the same number gives the same thread."""
    chance = random.Random(number)
    matter, words = MATTERS[number % len(MATTERS)]
    place = chance.choice(PLACE_BEGIN) + chance.choice(PLACE_END)
    people = tuple(
        f"{chance.choice(FIRST)} {chance.choice(LAST_BEGIN)}{chance.choice(LAST_END)}"
        for _ in range(chance.randint(2, 3))
    )
    return Thread(number, matter, words, place, chance.choice(BODIES), people)


def pick_thread(chance: random.Random) -> Thread:
    """Some threads run for years, most for a few stories."""
    return make_thread(int(THREADS * chance.random() ** 2))


def make_headline(thread: Thread, chance: random.Random) -> str:
    """A headline of six to twelve words. Two of one thread are now and then nearly the same, as in real papers."""
    surname = thread.people[0].split()[-1]
    shape = chance.choice(
        (
            "{place} {body} {did} {matter} plan",
            "{surname} {did} {matter} in {place} {when}",
            "{matter} in {place}: {body} {did} {word} report",
            "{did} or not: {surname} and the {matter}, {when}",
            "Why {place} argues about {word} and {word2}",
        )
    )
    word, word2 = chance.sample(thread.words, k=2)
    headline = shape.format(
        place=thread.place,
        body=thread.body,
        did=chance.choice(DID),
        matter=thread.matter,
        surname=surname,
        when=chance.choice(WHEN),
        word=word,
        word2=word2,
    )
    return headline[0].upper() + headline[1:]


def make_paragraph(thread: Thread, chance: random.Random) -> str:
    """Three to five sentences, about 45 words."""
    person = chance.choice(thread.people)
    word, word2, word3 = chance.sample(thread.words, k=3)
    opening = f"In {thread.place}, the {thread.body} looked at the {thread.matter} again {chance.choice(WHEN)}."
    said = f"It was the {word} that mattered, said {person}, and not the {word2} or the {word3}."
    return " ".join([*chance.sample((opening, said), k=2), *chance.sample(MORE, k=chance.randint(1, 3))])
