"""The AP Elections API, version 3, as JSON (format=json): races with their reporting units and candidates.

What is read, by its name there: electionDate, nextrequest, isTruncated; of a race test or resultsType, raceID,
statePostal, officeName, seatName, seatNum, description, uncontested, numWinners, numRunoff, winThreshold, eevp; of a
reporting unit level, fipsCode, reportingunitName, lastUpdated (else the timestamp of all), precincts…, eevp,
electTotal; of a candidate candidateID, first, last, party, voteCount, winner (X: won, R: goes to the run-off),
incumbent. The rest is not looked at.

A race's own unit is that of level “national”, or “state” where there is none; others are its parts. Source: AP's pages
for developers.
"""

from collections.abc import Mapping
from typing import Any

from articles.live.feeds.shapes import (
    MOST_CHOICES,
    MOST_CONTESTS,
    MOST_COUNTS,
    Feed,
    FeedArea,
    FeedChoice,
    FeedContest,
    FeedCount,
    FeedRefused,
)
from articles.live.feeds.values import (
    flag,
    json_of,
    mapping,
    moment,
    percent_or_none,
    sequence,
    text_of,
    whole,
    whole_or_none,
    words,
)
from articles.live.rules import MOST_PRECINCTS, Figures
from articles.models.call import Call
from articles.models.contest import Choice, Contest, ReportingArea

Level = ReportingArea.Level
LEVELS = {"state": Level.STATE, "fipscode": Level.COUNTY, "subunit": Level.PLACE, "district": Level.DISTRICT}
TEST = frozenset({"t", "test"})
REAL = frozenset({"", "l", "live", "c", "certified"})
WON, RUN_OFF = "X", "R"
MOST_WEIGHT = 1_000_000  # of electors


def read(raw: bytes) -> Feed:
    """The feed of one answer. Raises FeedRefused."""
    document = mapping(json_of(text_of(raw)), "The feed")
    if "races" not in document:
        raise FeedRefused("The feed has no races. Ask for format=json, version 3.")
    day = words(document.get("electionDate"), "electionDate", 10)
    asked_for_test = _is_test(document, "The feed")
    stamp = document.get("timestamp")
    contests: dict[str, FeedContest] = {}
    total = 0
    for number, race in enumerate(sequence(document["races"], "races", MOST_CONTESTS), start=1):
        contest = _contest(mapping(race, f"Race {number}"), day, f"Race {number}", stamp, is_test=asked_for_test)
        if contest.external_id in contests:
            raise FeedRefused(f"Race {number} ({contest.title}) stands twice in the feed.")
        contests[contest.external_id] = contest
        total += len(contest.counts)
        if total > MOST_COUNTS:
            raise FeedRefused(f"The feed has more than {MOST_COUNTS:,} counts.")
    return Feed(
        contests,
        next_address=words(document.get("nextrequest"), "nextrequest", 2_000),
        has_more=flag(document.get("isTruncated"), "isTruncated"),
    )


def _is_test(said: Mapping[str, Any], where: str) -> bool:
    """Whether these are no real votes. What is not known to be real is a test."""
    kind = words(said.get("resultsType"), f"{where}, resultsType", 20).lower()
    if kind not in TEST and kind not in REAL:
        raise FeedRefused(f"{where}: resultsType is neither test, live nor certified: “{kind}”.")
    return flag(said.get("test"), f"{where}, test") or kind in TEST


def _contest(race: Mapping[str, Any], day: str, where: str, stamp: Any, *, is_test: bool) -> FeedContest:
    units = [
        mapping(unit, f"{where}, unit {number}")
        for number, unit in enumerate(sequence(race.get("reportingUnits") or [], f"{where}, units", 20_000), start=1)
    ]
    whole_level = "national" if any(_level(unit) == "national" for unit in units) else "state"
    own = next((unit for unit in units if _level(unit) == whole_level), {})
    postal = words(race.get("statePostal") or own.get("statePostal") or "US", f"{where}, statePostal", 2).upper()
    race_id = words(race.get("raceID"), f"{where}, raceID", 20, required=True)
    office = words(race.get("officeName"), f"{where}, officeName", 120, required=True)
    seat = words(race.get("seatName"), f"{where}, seatName", 80)
    state = words(own.get("stateName"), f"{where}, stateName", 80) or postal
    contest = FeedContest(
        external_id=" ".join(filter(None, (day, postal, race_id))),
        title=", ".join(filter(None, (office, seat, state)))[:120],
        office=words(race.get("description"), f"{where}, description", 2_000)[:120] or office,
        area=_own_area(race, postal, state, seat, where),
        seats=max(whole_or_none(race.get("numWinners"), f"{where}, numWinners") or 1, 1),
        threshold=_threshold(race, where),
        weight=max(whole_or_none(own.get("electTotal"), f"{where}, electTotal", MOST_WEIGHT) or 0, 0),
        is_test=_is_test(race, where) or is_test,
    )
    if contest.seats > 200:
        raise FeedRefused(f"{where}: {contest.seats} winners are more than can be.")
    stamped = {"lastUpdated": stamp, **race, "timestamp": stamp}
    areas: set[str] = set()
    for number, unit in enumerate(units, start=1):
        count = _read_unit(contest, stamped, unit, whole_level, f"{where} ({contest.title}), unit {number}")
        code = count.area.code if count.area is not None else ""
        if code in areas:
            name = count.area.name if count.area is not None else "the whole race"
            raise FeedRefused(f"{where} ({contest.title}), unit {number}: {name} is counted twice.")
        areas.add(code)
        contest.counts.append(count)
    contest.kind = _kind(race, contest, where)
    return contest


def _threshold(race: Mapping[str, Any], where: str) -> Any:
    share = percent_or_none(race.get("winThreshold"), f"{where}, winThreshold")
    return share if share is not None and 0 < share <= 100 else None


def _kind(race: Mapping[str, Any], contest: FeedContest, where: str) -> str:
    if flag(race.get("uncontested"), f"{where}, uncontested"):
        return Contest.Kind.UNCONTESTED
    if {choice.side for choice in contest.choices.values()} == {Choice.Side.YES, Choice.Side.NO}:
        return Contest.Kind.MEASURE
    if whole_or_none(race.get("numRunoff"), f"{where}, numRunoff"):
        return Contest.Kind.RUN_OFF
    return Contest.Kind.SEATS if contest.seats > 1 else Contest.Kind.SINGLE


def _level(unit: Mapping[str, Any]) -> str:
    return str(unit.get("level") or "state").strip().lower()


def _own_area(race: Mapping[str, Any], postal: str, state: str, seat: str, where: str) -> FeedArea:
    if postal == "US":
        return FeedArea("US", "United States", Level.COUNTRY)
    if not seat:
        return FeedArea(postal, state, Level.STATE)
    number = words(race.get("seatNum"), f"{where}, seatNum", 10) or words(race.get("raceID"), f"{where}, raceID", 20)
    return FeedArea(f"{postal}-{number}"[:24], f"{seat}, {state}"[:80], Level.DISTRICT)


def _read_unit(
    contest: FeedContest, race: Mapping[str, Any], unit: Mapping[str, Any], whole_level: str, where: str
) -> FeedCount:
    level = _level(unit)
    is_whole = level == whole_level
    candidates = sequence(unit.get("candidates") or [], f"{where}, candidates", MOST_CHOICES)
    votes: dict[str, int] = {}
    won: dict[str, list[str]] = {WON: [], RUN_OFF: []}
    for number, said in enumerate(candidates, start=1):
        candidate = mapping(said, f"{where}, candidate {number}")
        choice = _known_choice(contest, candidate) or _choice(candidate, f"{where}, candidate {number}")
        if choice.key in votes:
            raise FeedRefused(f"{where}: {choice.name} stands there twice.")
        contest.choices.setdefault(choice.key, choice)
        votes[choice.key] = whole(candidate.get("voteCount", 0), f"{where}, voteCount of {choice.name}")
        mark = words(candidate.get("winner"), f"{where}, winner", 10).upper()
        won.setdefault(mark, []).append(choice.key)
    expected = unit.get("eevp")
    if expected is None and is_whole:
        expected = race.get("eevp")
    figures = Figures(
        votes=votes,
        precincts_reporting=_precincts(unit, "precinctsReporting", where),
        precincts_total=_precincts(unit, "precinctsTotal", where),
        expected_percent=percent_or_none(expected, f"{where}, eevp"),
    )
    said = race["timestamp"]
    return FeedCount(
        said_at=moment(said, "timestamp") if said else None,
        figures=figures,
        as_of=moment(unit.get("lastUpdated") or race.get("lastUpdated"), f"{where}, lastUpdated"),
        area=None if is_whole else _part(unit, level, where),
        winners=tuple(won[WON] or won[RUN_OFF]) if is_whole else None,
        outcome=(Call.Outcome.ADVANCES if won[RUN_OFF] and not won[WON] else Call.Outcome.WINS) if is_whole else "",
    )


def _precincts(unit: Mapping[str, Any], name: str, where: str) -> int | None:
    return whole_or_none(unit.get(name), f"{where}, {name}", MOST_PRECINCTS)


def _known_choice(contest: FeedContest, candidate: Mapping[str, Any]) -> FeedChoice | None:
    """A candidate of another unit of the race, who need not be read again: most of a feed is such repetition."""
    key = candidate.get("candidateID")
    return contest.choices.get(key) if isinstance(key, str) else None


def _choice(candidate: Mapping[str, Any], where: str) -> FeedChoice:
    first, last = (words(candidate.get(name), f"{where}, {name}", 60) for name in ("first", "last"))
    name = " ".join(filter(None, (first, last)))[:120]
    key = words(candidate.get("candidateID") or candidate.get("polID"), f"{where}, candidateID", 80, required=True)
    party = words(candidate.get("party"), f"{where}, party", 60)
    side = {"yes": Choice.Side.YES, "no": Choice.Side.NO}.get(name.lower(), Choice.Side.NONE)
    return FeedChoice(
        key=key,
        name=name or key,
        party=party,
        party_code=party[:8],
        is_incumbent=flag(candidate.get("incumbent"), f"{where}, incumbent"),
        side=side,
    )


def _part(unit: Mapping[str, Any], level: str, where: str) -> FeedArea:
    postal = words(unit.get("statePostal"), f"{where}, statePostal", 2).upper()
    said = unit.get("fipsCode") or unit.get("reportingunitID") or unit.get("reportingunitName")
    if level == "state" and postal:
        said = postal
    code = words(said, f"{where}, fipsCode", 24, required=True)
    name = words(unit.get("reportingunitName"), f"{where}, reportingunitName", 80)
    name = name or words(unit.get("stateName"), f"{where}, stateName", 80) or code
    if level == "subunit":  # towns have the number of their county; their own is the unit's
        code = words(unit.get("reportingunitID") or code, f"{where}, reportingunitID", 20)
        code = f"{postal} {code}"[:24]
    return FeedArea(code, name, LEVELS.get(level, Level.COUNTY))
