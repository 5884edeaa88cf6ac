"""Links to our own pages: the database knows what became of them, so nobody has to be asked over the network."""

from collections.abc import Iterable
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings

from articles.links.asking import ALIVE, State, Verdict
from articles.models.published import PublishedArticle, is_live
from articles.models.section import Section
from articles.related import article_id_of, url_key

_COLUMNS = ("article_id", "published_at", "expires_at", "withdrawn_at")


def verdicts_on_ours(addresses: Iterable[str], *, now: datetime) -> dict[str, Verdict]:
    """What readers find at those of the addresses that are ours at `now` (aware). Two queries."""
    ours = {address: article_id_of(url_key(address)) for address in addresses if _is_ours(address)}
    ids = {story_id for story_id in ours.values() if story_id is not None}
    stories = {row[0]: row for row in PublishedArticle.objects.filter(pk__in=ids).values_list(*_COLUMNS)}
    pages = {"/", *(f"/{slug}/" for slug in Section.objects.values_list("slug", flat=True))} if ours else set()
    found = {}
    for address, story_id in ours.items():
        if story_id is not None:
            found[address] = _on_story(stories.get(story_id), now=now)
        elif urlsplit(address).path.rstrip("/") + "/" in pages:
            found[address] = ALIVE
        else:
            found[address] = Verdict(State.UNSURE, "this is on our own site, and neither a story nor a section")
    return found


def _is_ours(address: str) -> bool:
    try:
        host = (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return False
    return host.removeprefix("www.") in {own.removeprefix("www.") for own in settings.OWN_HOSTS}


def _on_story(row: tuple[int, datetime, datetime | None, datetime | None] | None, *, now: datetime) -> Verdict:
    if row is None:
        return Verdict(State.DEAD, "there is no published story of ours at this address")
    _, published_at, expires_at, withdrawn_at = row
    if is_live(published_at=published_at, expires_at=expires_at, withdrawn_at=withdrawn_at, now=now):
        return ALIVE
    if withdrawn_at is not None:
        return Verdict(State.DEAD, "our story there has been withdrawn")
    if published_at > now:
        return Verdict(State.DEAD, "our story there is not published yet")
    return Verdict(State.DEAD, "our story there has expired")
