"""Leading on: what an old address leads to, and keeping the table so that one look is always enough. No row leads to
another row's address: chains are shortened when a row is written, and loops are refused."""

import re
from collections.abc import Collection
from typing import Any

from django.db import transaction

from articles.models.redirect import Redirect
from articles.redirects.addresses import BadAddress, old_address, spelled

# What lies under the page of a coverage, its contests and posts, goes where the coverage goes.
_UNDER = re.compile(r"(/coverage/[^/?]+)(/[^?]+)")


class Loop(BadAddress):
    """Two addresses would lead to each other."""


def lead_on(path: str, query: str) -> str | None:
    """Where an address leads that the site has no page for: a path, a web address, "" when it is gone for good, None
    when nothing is known of it. The address with its query counts before the one without, and both before the address
    of the coverage that it is under. One query."""
    whole, bare = spelled(path, query), spelled(path, "")
    under = _UNDER.match(whole)
    asked = {whole, bare, under[1] if under else bare}
    known = dict(Redirect.objects.filter(old_address__in=asked).values_list("old_address", "new_address"))
    found = known.get(whole, known.get(bare))
    if found is not None or under is None:
        return found
    end = known.get(under[1])
    return _under(end, whole.removeprefix(under[1])) if end else end


def _under(end: str, rest: str) -> str:
    """The same place under the coverage's new address; where that is no coverage any more, itself."""
    path, mark, query = rest.partition("?")
    return f"{end.rstrip('/')}{path}/{mark}{query}" if end.startswith("/coverage/") else end


@transaction.atomic
def put_redirect(old: str, new: str, *, by: Any = None, is_automatic: bool = False) -> Redirect:
    """Lead `old` to `new`, both as addresses.py spells them; what led to `old` now leads to `new` as well, and where
    `new` leads on itself, straight there. Raises Loop."""
    new = end_of(old, new)
    Redirect.objects.filter(new_address__in=forms_of(old)).exclude(old_address=old).update(new_address=new)
    row, _ = Redirect.objects.update_or_create(
        old_address=old, defaults={"new_address": new, "is_automatic": is_automatic, "made_by": by}
    )
    return row


@transaction.atomic
def note_move(old: str, new: str) -> None:
    """A page of ours has a new address (both paths): its old one leads there, and nothing leads away from the new."""
    forget_moves(new)
    put_redirect(old_address(old), new, is_automatic=True)


def forget_moves(path: str) -> None:
    """There is a page under this address now, so it does not lead anywhere."""
    Redirect.objects.filter(old_address=spelled(path, "")).delete()


def shortened(old: str, new: str, known: dict[str, str]) -> str:
    """Where `old` ends when it leads to `new` and each address of `known` to another. Raises Loop."""
    seen, end = {old}, new
    while (step := as_old(end)) in known or step in seen:
        if step in seen:
            raise Loop(f"{old} would lead back to itself, by way of {new}.")
        seen.add(step)
        end = known[step]
    return end


def as_old(address: str) -> str:
    """A new address in the spelling of old ones, "" when it is on another site or nowhere."""
    if not address.startswith("/"):
        return ""
    path, _, query = address.partition("#")[0].partition("?")
    return spelled(path, query)


def forms_of(old: str) -> Collection[str]:
    """How an old address may stand as a new one."""
    path, mark, query = old.partition("?")
    return {old, f"{path}/{mark}{query}"}


def end_of(old: str, new: str) -> str:
    """Where `old` would end if it led to `new`. Raises Loop."""
    if as_old(new) == old:
        raise Loop(f"{old} would lead to itself.")
    row = Redirect.objects.filter(old_address=as_old(new)).exclude(old_address=old).first()
    return shortened(old, new, {row.old_address: row.new_address} if row else {})
