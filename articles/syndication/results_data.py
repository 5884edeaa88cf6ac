"""Results as JSON, for machines of other sites. The shape is a promise: docs/results.md. Nothing is in it that the page
does not show, and leading and called are apart in it as on the page."""

import json
from typing import Any

from django.conf import settings

from articles.queries.results_shapes import (
    AreaLine,
    CallLine,
    ChoiceLine,
    ContestCard,
    ContestResults,
    CoverageResults,
    CoverageSummary,
)

Data = dict[str, Any]


def coverage_data(results: CoverageResults) -> str:
    """All contests of a coverage."""
    summary = results.summary
    target = summary.target and {
        "number": summary.target,
        "of_what": summary.weight_word,
        "parties": [{"name": line.name, "called": line.called, "leading": line.leading} for line in summary.tally],
    }
    contests = [_contest(card) for card in results.cards]
    return _printed(_head(summary) | {"target": target or None, "contests": contests})


def contest_data(results: ContestResults) -> str:
    """One contest with its areas and its history."""
    history = [{"what": line.what, "at": line.iso, "detail": line.detail} for line in results.lines]
    contest = _contest(results.card) | {"areas": [_area(area) for area in results.areas], "history": history}
    return _printed(_head(results.summary) | {"contest": contest})


def _head(summary: CoverageSummary) -> Data:
    """`as_of`: the newest data time of the whole coverage."""
    coverage = {"slug": summary.slug, "title": summary.title, "url": settings.SITE_URL + summary.path}
    return {
        "coverage": coverage,
        "version": summary.version,
        "as_of": summary.stamp.iso or None,
        "is_stale": summary.stamp.is_stale,
    }


def _contest(card: ContestCard) -> Data:
    return {
        "slug": card.slug,
        "title": card.title,
        "office": card.office,
        "url": settings.SITE_URL + card.path,
        "area": {"code": card.area_code, "name": card.area_name},
        "kind": card.kind,
        "seats": card.seats,
        "needed_percent": float(card.needed_at.rstrip("%")) if card.needed_at else None,
        "weight": card.weight,
        "phase": card.phase,
        "as_of": card.stamp.iso or None,
        "is_stale": card.stamp.is_stale,
        "source": card.source,
        "total": card.total,
        "counted": card.counted,
        "choices": [_choice(choice) for choice in card.choices],
        "other_votes": card.other_votes,
        "margin": card.margin,
        "is_tied": card.is_tied,
        "calls": [_call(call) for call in (*card.calls, *card.withdrawn_calls)],
        "lead_changes": card.flips,
        "corrections": card.corrections,
        "notes": list(card.notes),
    }


def _choice(choice: ChoiceLine) -> Data:
    return {
        "key": choice.key,
        "name": choice.name,
        "party": choice.party,
        "party_code": choice.party_code,
        "is_incumbent": choice.is_incumbent,
        "side": choice.side,
        "votes": choice.votes,
        "share": None if choice.share is None else float(choice.share),
        "is_leading": choice.is_leading,
        "is_called": choice.is_called,
    }


def _call(call: CallLine) -> Data:
    """A withdrawn call stays, with when and why."""
    return {
        "choices": list(call.keys),
        "outcome": call.outcome,
        "caller": call.caller,
        "source": call.source,
        "at": call.iso,
        "withdrawn_at": call.withdrawn_iso or None,
        "why": call.why,
    }


def _area(area: AreaLine) -> Data:
    return {
        "code": area.code,
        "name": area.name,
        "votes": dict(area.votes),
        "total": area.total,
        "leading": area.leading or None,
        "as_of": area.iso,
    }


def _printed(data: Data) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
