"""Registering: the contests, choices and areas of a feed that the newsroom does not have yet. What is there stays as
the desk has it: a feed never renames, moves or takes away."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.text import slugify

from articles.live.coverage import touch_coverage
from articles.live.feeds.shapes import MOST_CHOICES, MOST_CONTESTS, FeedArea, FeedChoice, FeedContest, FeedRefused
from articles.models.contest import Choice, Contest, ReportingArea
from articles.models.count import Standing
from articles.models.coverage import SpecialCoverage

BATCH = 500
MOST_AREAS = 50_000  # of one coverage
PALETTE = [colour for colour in Choice.Colour if colour != Choice.Colour.GREY]
# Readers of some countries know their parties by a colour; whoever does not like it changes it on the desk.
PARTY_COLOURS: dict[str, str] = {"dem": Choice.Colour.BLUE, "gop": Choice.Colour.RED, "grn": Choice.Colour.GREEN}
SIDE_COLOURS: dict[str, str] = {Choice.Side.YES: Choice.Colour.TEAL, Choice.Side.NO: Choice.Colour.AMBER}


@dataclass(slots=True)
class Registered:
    """What a feed's contest is here. `keys`: what the feed calls a choice, and what it is called here. `added`: who
    came onto its ballot after counts had, in words: somebody whose name the feed now writes otherwise looks like
    that."""

    contest_id: int
    areas: dict[str, int]
    keys: dict[str, str] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)


def register(coverage: SpecialCoverage, contests: Iterable[FeedContest], source: str) -> dict[str, Registered]:
    """By the feed's own name of each contest. In one transaction, which is the caller's, with the coverage locked.
    Raises FeedRefused when the coverage would hold more than it may: what a feed makes stays."""
    wanted = list(contests)
    there = list(Contest.objects.filter(coverage=coverage))
    rows = _known(there, wanted, source)
    areas = _areas(coverage, wanted, rows)
    new = _new_contests(coverage, [each for each in wanted if each.external_id not in rows], there, areas, source)
    rows |= new
    keys, added = _choices(wanted, rows)
    counted: set[int] = set()
    if new or any(added.values()):
        touch_coverage(coverage.pk)
        counted = set(Standing.objects.filter(contest__coverage=coverage).values_list("pk", flat=True))
    found = {each.external_id: Registered(rows[each.external_id].pk, areas) for each in wanted}
    for external_id, each in found.items():
        each.keys = keys[external_id]
        if each.contest_id in counted:
            each.added = [f"{name} ({rows[external_id].title})" for name in added[external_id]]
    return found


def _known(there: list[Contest], contests: list[FeedContest], source: str) -> dict[str, Contest]:
    """Contests that are there already, by the feed's name of them. One that the desk or another feed has made is meant
    by its address; one that the desk has made is this feed's from then on, which calls it."""
    ours = {each.external_id: each for each in there if each.source == source and each.external_id}
    by_slug = {each.slug: each for each in there if each.source != source or not each.external_id}
    found: dict[str, Contest] = {}
    for told in contests:
        row = ours.get(told.external_id) or by_slug.get(told.external_id)
        if row is None:
            continue
        if not row.external_id:
            row.source, row.external_id = source, told.external_id
            row.save(update_fields=("source", "external_id"))
        found[told.external_id] = row
    return found


def _areas(coverage: SpecialCoverage, contests: list[FeedContest], rows: dict[str, Contest]) -> dict[str, int]:
    told: dict[str, FeedArea] = {}
    for contest in contests:
        if contest.external_id not in rows:
            told.setdefault(contest.area.code, contest.area)
        for count in contest.counts:
            if count.area is not None:
                told.setdefault(count.area.code, count.area)
    there = dict(ReportingArea.objects.filter(coverage=coverage).values_list("code", "pk"))
    whole = {contest.area.code for contest in contests}
    new = [
        ReportingArea(
            coverage=coverage,
            code=area.code,
            name=area.name,
            level=area.level or (ReportingArea.Level.STATE if area.code in whole else ReportingArea.Level.COUNTY),
        )
        for area in told.values()
        if area.code not in there
    ]
    if len(there) + len(new) > MOST_AREAS:
        raise FeedRefused(f"“{coverage}” would have more than {MOST_AREAS:,} areas.")
    ReportingArea.objects.bulk_create(new, batch_size=BATCH)
    return there | {area.code: area.pk for area in new}


def _new_contests(
    coverage: SpecialCoverage, contests: list[FeedContest], there: list[Contest], areas: dict[str, int], source: str
) -> dict[str, Contest]:
    if len(there) + len(contests) > MOST_CONTESTS:
        raise FeedRefused(f"“{coverage}” would have more than {MOST_CONTESTS:,} contests.")
    taken = {each.slug for each in there}
    new: dict[str, Contest] = {}
    for position, told in enumerate(contests, start=len(there) + 1):
        row = Contest(coverage=coverage, area_id=areas[told.area.code], position=min(position, 30_000))
        row.title, row.office, row.seats = told.title, told.office, told.seats
        row.threshold, row.weight, row.polls_close_at = told.threshold, told.weight, told.polls_close_at
        row.kind = told.kind or _kind(told)
        row.slug = _slug(told, taken)
        row.source, row.external_id = source, told.external_id
        taken.add(row.slug)
        new[told.external_id] = row
    Contest.objects.bulk_create(new.values(), batch_size=BATCH)
    return new


def _kind(told: FeedContest) -> str:
    if {choice.side for choice in told.choices.values()} == {Choice.Side.YES, Choice.Side.NO}:
        return Contest.Kind.MEASURE
    return Contest.Kind.SEATS if told.seats > 1 else Contest.Kind.SINGLE


def _slug(told: FeedContest, taken: set[str]) -> str:
    wish = slugify(told.title)[:100] or slugify(told.external_id)[:100] or "contest"
    numbers = iter(range(2, 100_000))
    slug = wish
    while slug in taken:
        slug = f"{wish}-{next(numbers)}"
    return slug


def _choices(
    contests: list[FeedContest], rows: dict[str, Contest]
) -> tuple[dict[str, dict[str, str]], dict[str, list[str]]]:
    """The keys of the choices here, and the names of those that are new, by contest. A choice that the desk has made is
    the feed's when its name is the same."""
    there: dict[int, list[Choice]] = {}
    for row in Choice.objects.filter(contest__in=list(rows.values())):
        there.setdefault(row.contest_id, []).append(row)
    found: dict[str, dict[str, str]] = {}
    added: dict[str, list[str]] = {}
    new: list[Choice] = []
    for told in contests:
        known = there.get(rows[told.external_id].pk, [])
        by_key = {each.key for each in known}
        by_name = {each.name.casefold(): each.key for each in known if each.key not in told.choices}
        sides = {each.side for each in known if each.side}
        keys = found[told.external_id] = {}
        names = added[told.external_id] = []
        for number, choice in enumerate(told.choices.values(), start=len(known)):
            key = choice.key if choice.key in by_key else by_name.pop(choice.name.casefold(), None)
            keys[choice.key] = key or choice.key
            if key is None:
                new.append(_choice(rows[told.external_id], choice, number, sides))
                names.append(choice.name)
        if len(known) + len(names) > MOST_CHOICES:
            raise FeedRefused(f"“{told.title}” would have more than {MOST_CHOICES:,} choices.")
    Choice.objects.bulk_create(new, batch_size=BATCH)
    return found, added


def _choice(contest: Contest, told: FeedChoice, number: int, sides: set[str]) -> Choice:
    side = "" if told.side in sides or contest.kind != Contest.Kind.MEASURE else told.side
    sides.add(side)
    colour = SIDE_COLOURS.get(side) or PARTY_COLOURS.get(told.party.lower())
    return Choice(
        contest=contest,
        key=told.key,
        name=told.name,
        party=told.party,
        party_code=told.party_code,
        is_incumbent=told.is_incumbent,
        side=side,
        colour=colour or (PALETTE[number] if number < len(PALETTE) else Choice.Colour.GREY),
        position=min(number + 1, 30_000),
    )
