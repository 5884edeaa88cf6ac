"""Linter: what is wrong with the links of a story while it is written. It tells, and never refuses.

Where a story points at others is read by uses.py, how it is said and mended stands in findings.py. One query, whatever
the number of links.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain, islice

from articles.models import Article
from articles.models.published import is_live
from articles.related.findings import (
    Finding,
    Fix,
    Problem,
    Target,
    finding_of,
    finding_of_the_rest,
    finding_of_the_unread,
)
from articles.related.identity import LARGEST_ID, article_key, original_key
from articles.related.uses import Place, Row, Use, rows_of, uses_in_body, uses_in_rows

__all__ = ["Finding", "Fix", "Place", "Row", "lint", "rows_of"]

MOST_USES = 20_000  # links and rows that are looked at; SQLite takes 32,766 ids in one query
MOST_FINDINGS = 100
COLUMNS = (
    *("pk", "headline", "canonical_url", "embargo_until", "published__story_key", "published__published_at"),
    *("published__expires_at", "published__withdrawn_at", "published__slug", "published__section__slug"),
)


def lint(*, story_id: int | None, body: str, rows: Sequence[Row], now: datetime) -> list[Finding]:
    """What is wrong with the links of the story `story_id` (None: not saved yet) if it had this body and these rows at
    `now` (aware), in the order of the text and then of the rows: at most 100, and a last one that counts the rest.

    Body and rows are taken as they come, cleaned or not; nothing in them raises.
    """
    uses = chain(uses_in_body(body), uses_in_rows(rows))
    read, unread = list(islice(uses, MOST_USES)), next(uses, None)
    known = _read_targets([story_id, *(use.story_id for use in read)])
    own_keys = _own_keys(story_id, known)
    order = {id(use): number for number, use in enumerate(read)}
    problems = [*_problems_of_each(read, known, own_keys, now=now), *_repeats(read, known)]
    problems.sort(key=lambda problem: order[id(problem.use)])
    findings = [finding_of(problem, now=now) for problem in problems[:MOST_FINDINGS]]
    if len(problems) > MOST_FINDINGS:
        findings.append(finding_of_the_rest(problems[MOST_FINDINGS:]))
    if unread:
        findings.append(finding_of_the_unread(unread, read=len(read)))
    return findings


def _read_targets(ids: Iterable[int | None]) -> dict[int, Target]:
    wanted = {number for number in ids if number is not None and 0 < number <= LARGEST_ID}
    if not wanted:
        return {}
    return {row[0]: Target._make(row) for row in Article.objects.filter(pk__in=wanted).values_list(*COLUMNS)}


def _own_keys(story_id: int | None, known: Mapping[int, Target]) -> frozenset[str]:
    """The keys of the story that is edited: its own, and that of the original which it repeats."""
    if story_id is None:
        return frozenset()
    own = known.get(story_id)
    keys = {article_key(story_id), *((original_key(own.canonical_url), own.story_key or "") if own else ())}
    return frozenset(keys - {""})


def _key(use: Use, known: Mapping[int, Target]) -> str:
    """A copy goes by the key of its original, as on the readers' pages."""
    target = known.get(use.story_id) if use.story_id else None
    return (target.story_key if target else None) or use.key


def _problems_of_each(
    uses: Iterable[Use], known: Mapping[int, Target], own_keys: frozenset[str], *, now: datetime
) -> Iterator[Problem]:
    """What is wrong with a use by itself: one thing at most, the gravest."""
    for use in uses:
        target = known.get(use.story_id) if use.story_id else None
        is_own = _key(use, known) in own_keys
        if is_own and (use.story_id is not None or use.where != "link"):  # text may well name its source by a link
            yield Problem("itself", use, target=None if use.key in own_keys else target)
        elif use.story_id is None:
            continue
        elif target is None:
            yield Problem("gone", use)
        elif state := _unseen(target, now=now):
            yield Problem(state, use, target=target)
        elif use.address and (use.where != "link" or use.address.partition("#")[0] != target.path):
            yield Problem("ours", use, target=target)


def _unseen(target: Target, *, now: datetime) -> str:
    """Why readers cannot see this story now, as a code of findings.py; empty if they can."""
    embargoed = target.embargo_until is not None and target.embargo_until > now
    if target.published_at is None:
        return "embargoed" if embargoed else "draft"
    if target.withdrawn_at is not None:
        return "withdrawn"
    if target.published_at > now:
        return "embargoed" if embargoed else "scheduled"
    live = is_live(
        published_at=target.published_at, expires_at=target.expires_at, withdrawn_at=target.withdrawn_at, now=now
    )
    return "" if live else "expired"


def _repeats(uses: Iterable[Use], known: Mapping[int, Target]) -> Iterator[Problem]:
    """Uses of a story that stands on the page already, looked at in the order in which the page is filled: the text
    with its links and cards, then rows for the text, then the sidebar. One that is repeated on purpose is no problem,
    but others after it are: the page shows them no more."""
    seen: dict[tuple[str, bool], Use] = {}
    rank = {"link": 0, "insert": 1, "inline": 2, "sidebar": 3}
    keyed = [(_key(use, known), use) for use in sorted(uses, key=lambda use: rank[use.where])]
    times = Counter(key for key, _ in keyed)
    for key, use in keyed:
        earlier = seen.setdefault((key, use.is_pick), use)
        if earlier is use:
            earlier = seen.get((key, False), use)  # the first pick of a story that the text has
        both_links = earlier.where == use.where == "link"
        if earlier is use or use.repeat or (both_links and use.story_id is None):  # text may name a source twice
            continue
        target = known.get(use.story_id) if use.story_id else None
        code = "repeats_pick" if use.is_pick and not earlier.is_pick else "twice"
        yield Problem(code, use, earlier, target, only_two=times[key] == 2)
