"""The count of the Port Meridian election, as plain data: what was on the ballot and how it stands. How it came to that
is made up in demo/results.py."""

from __future__ import annotations

from dataclasses import dataclass

Tile = tuple[int, int] | None  # column and row on the map


@dataclass(frozen=True)
class DemoArea:
    code: str
    name: str
    level: str
    tile: Tile = None


@dataclass(frozen=True)
class DemoChoice:
    """`bias`: how much better it did in the first counts than in the end, as a part of its votes."""

    name: str
    votes: int
    party: str = ""
    party_code: str = ""
    colour: str = "grey"
    incumbent: bool = False
    side: str = ""
    bias: float = 0.0


@dataclass(frozen=True)
class DemoCall:
    """Called so many hours ago by the producer and the editor; `withdrawn`: hours ago, and why."""

    names: tuple[str, ...]
    hours_ago: float
    outcome: str = "wins"
    withdrawn: tuple[float, str] | None = None


@dataclass(frozen=True)
class DemoContest:
    """`left`: votes left by the elections office's estimate; `expected`: percent of the expected vote, None: not told;
    `precincts`: reporting and all; `parts`: votes by the code of an area, in the order of the choices; `slips_at`: the
    count, of COUNTS, that was too high and was corrected by the next; `other`: votes on no choice's line."""

    slug: str
    title: str
    office: str
    area: str
    choices: tuple[DemoChoice, ...]
    kind: str = "single"
    seats: int = 1
    threshold: int | None = None
    weight: int = 0
    left: int | None = None
    expected: float | None = None
    precincts: tuple[int, int] | None = None
    parts: tuple[tuple[str, tuple[int, ...]], ...] = ()
    other: int = 0
    slips_at: int | None = None
    misprinted_at: int | None = None  # the count whose total was too small to be true
    calls: tuple[DemoCall, ...] = ()


POLLS_CLOSED_HOURS_AGO = 32.0
# When counts came in (hours ago), and how much of what is counted now was in.
COUNTS = (
    (31.5, 0.04), (30.8, 0.15), (30.0, 0.27), (29.0, 0.38), (27.5, 0.47), (26.0, 0.53), (21.0, 0.58), (14.0, 0.70),
    (10.0, 0.78), (8.0, 0.86), (6.0, 0.93), (2.5, 0.97), (0.7, 1.0), (0.07, 1.0),
)  # fmt: skip

WARDS = (
    DemoArea("W1", "Ward 1, Lighthouse", "ward", (0, 0)),
    DemoArea("W2", "Ward 2, Terminal", "ward", (1, 2)),
    DemoArea("W3", "Ward 3, Dry Docks", "ward", (0, 2)),
    DemoArea("W4", "Ward 4, Net Lofts", "ward", (2, 2)),
    DemoArea("W5", "Ward 5, Alder Street", "ward", (1, 1)),
    DemoArea("W6", "Ward 6, Fairgrounds", "ward", (2, 1)),
    DemoArea("W7", "Ward 7, Mill Race", "ward", (0, 1)),
    DemoArea("W8", "Ward 8, Crown Hill", "ward", (1, 0)),
    DemoArea("W9", "Ward 9, Reservoir", "ward", (2, 0)),
)
AREAS = (
    DemoArea("CITY", "Port Meridian", "place"),
    *WARDS,
    DemoArea("D1", "District 1, North Shore", "district", (5, 0)),
    DemoArea("D2", "District 2, Lowlands", "district", (5, 1)),
    DemoArea("D3", "District 3, Old Harbor", "district", (4, 1)),
    DemoArea("D4", "District 4, South Bank", "district", (4, 2)),
    DemoArea("D5", "District 5, Tessel Island", "district", (6, 2)),
)

COAST, LEDGER = "Coast Alliance", "Ledger Party"


def _coast(name: str, votes: int, *, incumbent: bool = False, bias: float = 0.0) -> DemoChoice:
    return DemoChoice(name, votes, COAST, "Coast", "teal", incumbent=incumbent, bias=bias)


def _ledger(name: str, votes: int, *, incumbent: bool = False, bias: float = 0.0) -> DemoChoice:
    return DemoChoice(name, votes, LEDGER, "Ledger", "amber", incumbent=incumbent, bias=bias)


CONTESTS: tuple[DemoContest, ...] = (
    DemoContest(
        "mayor",
        "Mayor",
        "Mayor of Port Meridian",
        "CITY",
        (
            DemoChoice("Dolores Achterberg", 91_406, colour="blue", bias=-0.02),
            DemoChoice("Tobias Renwick", 84_502, colour="red"),
            DemoChoice("Philippa Sable", 2_204, colour="green", bias=0.1),
            DemoChoice("Gus Toll", 1_468, colour="violet", bias=0.2),
        ),
        left=24_000,
        expected=88.2,
        precincts=(304, 312),
        parts=(
            ("W1", (12_868, 9_072, 276, 184)),
            ("W2", (4_108, 8_527, 159, 106)),
            ("W3", (3_782, 7_776, 145, 97)),
            ("W4", (13_213, 13_527, 336, 224)),
            ("W5", (11_567, 8_611, 253, 169)),
            ("W6", (12_405, 10_232, 279, 184)),
            ("W7", (10_298, 9_194, 245, 163)),
            ("W8", (13_210, 8_927, 278, 185)),
            ("W9", (9_955, 8_636, 233, 156)),
        ),
    ),
    DemoContest(
        "measure-4",
        "Measure 4: School bond",
        "Borrow $214 million to repair 31 school buildings",
        "CITY",
        (
            DemoChoice("Yes", 85_506, side="yes", colour="teal", bias=-0.06),
            DemoChoice("No", 85_094, side="no", colour="amber"),
        ),
        kind="measure",
        left=24_000,
        expected=88.2,
        precincts=(304, 312),
    ),
    DemoContest(
        "measure-2",
        "Measure 2: Council terms",
        "Change the city charter to elect the council every four years",
        "CITY",
        (
            DemoChoice("Yes", 97_240, side="yes", colour="teal"),
            DemoChoice("No", 71_815, side="no", colour="amber"),
        ),
        kind="measure",
        threshold=60,
        left=24_000,
        expected=88.2,
        precincts=(304, 312),
    ),
    DemoContest(
        "council-ward-5",
        "City Council, Ward 5",
        "Council member",
        "W5",
        (
            DemoChoice("Teresa Banik", 11_021, colour="teal", bias=-0.1),
            DemoChoice("Arthur Pell", 8_836, colour="violet", incumbent=True, bias=0.08),
        ),
        left=2_300,
        precincts=(35, 35),
        calls=(DemoCall(("Teresa Banik",), 7.6),),
    ),
    DemoContest(
        "council-ward-7",
        "City Council, Ward 7",
        "Council member",
        "W7",
        (
            DemoChoice("Daniel Osei", 9_402, colour="teal", bias=-0.08),
            DemoChoice("Joan Rusk", 9_012, colour="violet", incumbent=True, bias=0.02),
        ),
        left=210,
        precincts=(33, 33),
        slips_at=6,
        calls=(DemoCall(("Daniel Osei",), 7.5),),
    ),
    DemoContest(
        "council-ward-9",
        "City Council, Ward 9",
        "Council member, open seat",
        "W9",
        (
            DemoChoice("Marisol Quint", 10_377, colour="teal"),
            DemoChoice("Howard Beale Lund", 6_204, colour="violet"),
            DemoChoice("Sunniva Dahl", 1_290, colour="pink"),
        ),
        left=1_900,
        misprinted_at=4,
        precincts=(29, 33),
        calls=(DemoCall(("Marisol Quint",), 7.8),),
    ),
    DemoContest(
        "school-board",
        "School Board",
        "Three members, elected citywide",
        "CITY",
        (
            DemoChoice("Imani Castell", 88_914, colour="blue", incumbent=True),
            DemoChoice("Bertrand Ochs", 81_377, colour="green"),
            DemoChoice("Yael Morrow", 74_020, colour="violet", bias=-0.05),
            DemoChoice("Clement Adeyemi", 73_655, colour="amber", incumbent=True, bias=0.03),
            DemoChoice("Ruta Lindgren", 41_208, colour="pink"),
        ),
        kind="seats",
        seats=3,
        left=68_000,
        expected=88.2,
        calls=(DemoCall(("Imani Castell",), 20.0),),
    ),
    DemoContest(
        "harbor-commission",
        "Harbor Commission",
        "Commissioner; the two first go to a run-off if nobody has more than half",
        "CITY",
        (
            DemoChoice("Elke Brandvold", 61_912, colour="blue"),
            DemoChoice("Marcus Thibault", 49_730, colour="red"),
            DemoChoice("Ines Okonkwo", 38_044, colour="green"),
        ),
        kind="run-off",
        threshold=50,
        left=24_000,
        expected=88.2,
        other=1_120,
        calls=(DemoCall(("Elke Brandvold", "Marcus Thibault"), 5.0, outcome="advances"),),
    ),
    DemoContest(
        "city-auditor",
        "City Auditor",
        "Auditor",
        "CITY",
        (DemoChoice("Gwendolyn Amsel", 0, colour="grey", incumbent=True),),
        kind="uncontested",
    ),
    DemoContest(
        "county-board-1",
        "County Board, District 1",
        "County supervisor, North Shore",
        "D1",
        (_coast("Petra Halloran", 21_844, incumbent=True), _ledger("Duncan Vale", 15_102)),
        weight=1,
        precincts=(48, 48),
        left=0,
        calls=(DemoCall(("Petra Halloran",), 26.5),),
    ),
    DemoContest(
        "county-board-2",
        "County Board, District 2",
        "County supervisor, Lowlands",
        "D2",
        (_coast("Amadou Sarr", 14_377), _ledger("Lorna Kestrel", 19_951, incumbent=True)),
        weight=1,
        precincts=(41, 44),
        left=1_850,
        calls=(DemoCall(("Lorna Kestrel",), 25.0),),
    ),
    DemoContest(
        "county-board-3",
        "County Board, District 3",
        "County supervisor, Old Harbor",
        "D3",
        (_coast("Bea Castellane", 17_466, bias=-0.05), _ledger("Rufus Tamm", 17_291, bias=0.06)),
        weight=1,
        precincts=(39, 43),
        left=3_100,
        calls=(
            DemoCall(
                ("Rufus Tamm",),
                20.5,
                withdrawn=(18.0, "A box of 1,100 ballots from Pier Street had been counted twice."),
            ),
        ),
    ),
    DemoContest(
        "county-board-4",
        "County Board, District 4",
        "County supervisor, South Bank",
        "D4",
        (_coast("Hollis Wren", 16_080), _ledger("Greta Mundy", 16_080)),
        weight=1,
        precincts=(40, 46),
        left=4_200,
    ),
    DemoContest(
        "county-board-5",
        "County Board, District 5",
        "County supervisor, Tessel Island; its ballots come over with Thursday’s boat",
        "D5",
        (_coast("Asta Rehn", 0, incumbent=True), _ledger("Piers Colley", 0)),
        weight=1,
        precincts=(0, 6),
    ),
)
WEIGHT_TARGET, WEIGHT_WORD = 3, "seats on the county board"
