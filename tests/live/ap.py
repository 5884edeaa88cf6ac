"""Answers of the AP Elections API, version 3, made here in its shape."""

import json
from typing import Any

COUNTY_SEATS = (("001", "Alder County"), ("003", "Brook County"))


def candidate(number: int, last: str, votes: int, *, winner: str = "", **said: Any) -> dict[str, Any]:
    return {
        "first": "Pat", "last": last, "party": "Dem", "candidateID": str(number), "polID": str(number + 900),
        "ballotOrder": number, "voteCount": votes, **({"winner": winner} if winner else {}), **said,
    }  # fmt: skip


def unit(candidates: list[dict[str, Any]], *, level: str = "state", at: str = "2026-11-03T22:10:00Z", **said: Any):
    return {
        "statePostal": "MI", "stateName": "Michigan", "level": level, "lastUpdated": at, "precinctsReporting": 40,
        "precinctsTotal": 100, "precinctsReportingPct": 40.0, "eevp": 37.5, "candidates": candidates, **said,
    }  # fmt: skip


def county(code: str, name: str = "Alder", ames: int = 1) -> dict[str, Any]:
    return unit([candidate(1, "Ames", ames)], level="FIPSCode", fipsCode=code, reportingunitName=name)


def race(units: list[dict[str, Any]], **said: Any) -> dict[str, Any]:
    return {
        "test": False, "raceID": "23456", "statePostal": "MI", "raceType": "General", "raceTypeID": "G",
        "officeID": "G", "officeName": "Governor", "raceCallStatus": "Too Early to Call", "national": True,
        "reportingUnits": units, **said,
    }  # fmt: skip


def answer(*races: dict[str, Any], **said: Any) -> bytes:
    return json.dumps(
        {"electionDate": "2026-11-03", "timestamp": "2026-11-03T22:11:00Z", "races": list(races), **said}
    ).encode()


def governor(ames: int = 1_204, birch: int = 900, **said: Any) -> bytes:
    """One race with a count of the state and of two counties. `winner` is a mark for Ames."""
    winner, at = said.pop("winner", ""), said.pop("at", "2026-11-03T22:10:00Z")
    whole = unit([candidate(1, "Ames", ames, winner=winner), candidate(2, "Birch", birch)], at=at)
    counties = [
        unit(
            [candidate(1, "Ames", ames // 2), candidate(2, "Birch", birch // 2)],
            level="FIPSCode", fipsCode=f"26{code}", reportingunitName=name, at=at,
        )
        for code, name in COUNTY_SEATS
    ]  # fmt: skip
    return answer(race([whole, *counties], **said.pop("race", {})), **said)
