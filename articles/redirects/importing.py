"""Importing: the list of old and new addresses that another system left, as CSV. Everything is checked before anything
is written, and it is written in one transaction, so a file is taken in whole or not at all."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from articles.models.redirect import Redirect
from articles.redirects.addresses import BadAddress, new_address, old_address
from articles.redirects.leading import Loop, as_old, forms_of, shortened

BATCH = 500
_HEADINGS = frozenset({"old", "from", "source", "old_address", "old_url", "old url", "from_url"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the file: `old` and `new` in our spelling, or what is wrong with it in `fault`."""

    number: int
    old: str = ""
    new: str = ""
    fault: str = ""


def read_lines(rows: Iterable[str]) -> Iterator[Line]:
    """The rows of a CSV file, without its headings and its empty lines. The comma, semicolon or tab of the first row
    counts for all. Never raises."""
    text = iter(rows)
    first = next(text, "")
    divider = max(",;\t", key=first.count)
    reader = csv.reader(_both(first, text), delimiter=divider)
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield Line(reader.line_num, fault=f"This line cannot be read: {error}.")
            continue
        cells = [cell.strip() for cell in cells]
        if not any(cells) or (reader.line_num == 1 and cells[0].lower().lstrip("\ufeff") in _HEADINGS):
            continue
        yield _line(reader.line_num, cells)


def _both(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first.lstrip("\ufeff")
    yield from rest


def _line(number: int, cells: list[str]) -> Line:
    if len(cells) < 2:
        return Line(number, fault="This line has one column. Two are needed: the old address and the new one.")
    try:
        old, new = old_address(cells[0]), new_address(cells[1])
    except BadAddress as error:
        return Line(number, fault=str(error))
    if as_old(new) == old:
        return Line(number, old, new, fault=f"{old} would lead to itself.")
    return Line(number, old, new)


def checked(lines: Iterable[Line], *, replace: bool, works: Callable[[str], bool]) -> Iterator[Line]:
    """The same lines, those with a fault that shows only beside others or beside what is there: told twice with two
    ends, leading elsewhere already (unless `replace`), in use by a page of ours, leading to a page that is not there,
    leading round in a circle. `works` says whether there is a page of ours under a path."""
    lines = list(lines)
    told = {line.old: line.new for line in reversed(lines) if not line.fault}
    there = _known([*told, *filter(None, map(as_old, told.values()))])
    known, first = {**there, **told}, dict[str, int]()
    for line in lines:
        if line.fault:
            yield line
            continue
        earlier = first.setdefault(line.old, line.number)
        fault = ""
        if earlier != line.number and told[line.old] != line.new:
            fault = f"{line.old} stands in line {earlier} already, with another new address."
        elif not replace and there.get(line.old, line.new) != line.new:
            fault = f"{line.old} leads to {there[line.old] or 'nowhere'} already. Say --replace to change that."
        else:
            fault = _astray(line, known, works)
        yield Line(line.number, line.old, line.new, fault)


def _astray(line: Line, known: dict[str, str], works: Callable[[str], bool]) -> str:
    try:
        end = shortened(line.old, line.new, known)
    except Loop as loop:
        return str(loop)
    if works(line.old):
        return f"There is a page under {line.old} now, so it leads nowhere else."
    if end.startswith("/") and not works(end):
        return f"There is no page under {end}."
    return ""


@transaction.atomic
def take_in(lines: Iterable[Line], *, by: Any = None) -> tuple[int, int]:
    """Write the lines without a fault; returns how many are new and how many lead elsewhere than before. Chains are
    shortened, in the file and in what was there."""
    told = {line.old: line.new for line in lines if not line.fault}
    there = _known([*told, *filter(None, map(as_old, told.values()))])
    known = {**there, **told}
    ends = {old: shortened(old, new, known) for old, new in told.items()}
    for batch in _batches(list(ends)):
        forms = {form: old for old in batch for form in forms_of(old)}
        for row in Redirect.objects.filter(new_address__in=forms).exclude(old_address__in=batch):
            row.new_address = ends[forms[row.new_address]]
            row.save(update_fields=["new_address"])
    for batch in _batches([old for old in ends if there.get(old) != ends[old]]):
        Redirect.objects.bulk_create(
            [Redirect(old_address=old, new_address=ends[old], made_by=by) for old in batch],
            update_conflicts=True,
            unique_fields=("old_address",),
            update_fields=("new_address", "is_automatic", "made_by"),
        )
    changed = sum(old in there and there[old] != end for old, end in ends.items())
    return sum(old not in there for old in ends), changed


def _known(addresses: list[str]) -> dict[str, str]:
    """Those of the addresses that lead somewhere already."""
    found: dict[str, str] = {}
    for batch in _batches(list(dict.fromkeys(addresses))):
        found |= dict(Redirect.objects.filter(old_address__in=batch).values_list("old_address", "new_address"))
    return found


def _batches(values: list[str]) -> Iterator[list[str]]:
    for begin in range(0, len(values), BATCH):
        yield values[begin : begin + BATCH]
