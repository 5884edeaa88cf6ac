"""Why these stories: the ledger of a story's page in full, for the desk. The page itself is queries/article.py; this
reads one table more and explains what that page decided, so the two cannot disagree."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.models.likeness import Likeness
from articles.queries.article import ArticlePage
from articles.queries.cards import Card, Teaser
from articles.queries.pool import relevance_of
from articles.related import LedgerLine, article_id_of
from articles.related.ranking import Part
from articles.related.scores import reason_words

Parts = Sequence[Part]
NOT_REACHED = "not needed: the slots were full before its turn"


@dataclass(frozen=True, slots=True)
class Reason:
    """One decision. `parts` are the points of likeness [(kind, words, points)], `score` what they come to with section
    and age; both empty for what an editor chose. `article_id` is None for other sites' pages."""

    slot: str
    key: str
    article_id: int | None
    headline: str
    accepted: bool
    reason: str
    why: str
    likeness: float
    score: float | None
    parts: Parts

    def as_dict(self) -> dict[str, Any]:
        return {
            "slot": self.slot,
            "story": self.key,
            "id": self.article_id,
            "headline": self.headline,
            "accepted": self.accepted,
            "reason": self.reason,
            "why": self.why,
            "likeness": round(self.likeness, 3),
            "score": None if self.score is None else round(self.score, 3),
            "parts": [
                {"kind": kind, "words": words, "points": round(float(points), 3)} for kind, words, points in self.parts
            ],
        }


@dataclass(frozen=True, slots=True)
class SlotReasons:
    """One slot with what was taken and what was refused, in the order in which it was decided."""

    name: str
    heading: str
    lines: tuple[Reason, ...]


def explain_page(
    page: ArticlePage, *, now: datetime, parts: Mapping[int, Parts] | None = None
) -> tuple[SlotReasons, ...]:
    """The whole ledger by slot, and at the end the candidates that were not reached. `parts` by story id stand in for
    what publication stored; that is the preview. At most one query."""
    known = _stored_parts(page) if parts is None else parts
    headings = {slot.name: slot.heading for slot in page.slots} | {"inline": "In the text"}
    said = {f"shown in “{name}” already": f"shown in “{heading}” already" for name, heading in headings.items()}
    lines: dict[str, list[Reason]] = {}
    for line in (line._replace(reason=said.get(line.reason, line.reason)) for line in page.ledger):
        lines.setdefault(line.slot, []).append(_reason(line, page, known, now=now))
    decided = {id(line.item) for line in page.ledger}
    left = [one for one in page.pool.stories if id(one) not in decided]
    waiting = [LedgerLine("", one.key, one.headline, False, NOT_REACHED, one) for one in left]
    ranked = [_reason(line, page, known, now=now) for line in waiting]
    ranked.sort(key=lambda reason: -(reason.score or 0.0))
    found = [SlotReasons(name, headings.get(name, name), tuple(each)) for name, each in lines.items()]
    return (*found, SlotReasons("", "Not needed", tuple(ranked))) if ranked else tuple(found)


def _stored_parts(page: ArticlePage) -> dict[int, Parts]:
    rows = Likeness.objects.filter(story_id=page.story.article_id, other_id__in=list(page.pool.likeness))
    return dict(rows.values_list("other_id", "parts"))


def _reason(line: LedgerLine, page: ArticlePage, known: Mapping[int, Parts], *, now: datetime) -> Reason:
    one = line.item
    if not isinstance(one, Teaser):  # chosen: a card, or nothing where readers cannot see it
        number = one.article_id or None if isinstance(one, Card) else article_id_of(line.key)
        return Reason(line.slot, line.key, number, line.title, line.accepted, line.reason, "", 0.0, None, ())
    likeness = page.pool.likeness.get(one.article_id, 0.0)
    parts = known.get(one.article_id, ())
    score = relevance_of(one, likeness, section_id=page.story.section_id, by_id=page.site.by_id, now=now)
    why = reason_words(parts, age=now - one.published_at)
    return Reason(
        line.slot, line.key, one.article_id, one.headline, line.accepted, line.reason, why, likeness, score, parts
    )
