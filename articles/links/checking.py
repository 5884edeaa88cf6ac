"""Checking all links of the newest stories: several hosts at a time, each address once, until done or out of time."""

import logging
import queue
import threading
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from articles.html import without_controls
from articles.links.asking import Asker, State, Verdict
from articles.links.manners import Stopped
from articles.links.ours import verdicts_on_ours
from articles.links.places import Links, Place

log = logging.getLogger("newsroom.links")

NO_HOST = "no such host"
ENOUGH_TO_DOUBT = 3  # hosts that are all unknown: then it is this machine that has no network


@dataclass(frozen=True, slots=True)
class Finding:
    """An address that readers may find dead, and where stories link to it."""

    address: str
    verdict: Verdict
    places: tuple[Place, ...]


@dataclass(slots=True)
class Report:
    """What is known so far: of addresses that are our own, and of those that were asked over the network."""

    links: Links
    ours: dict[str, Verdict] = field(default_factory=dict)
    asked: dict[str, Verdict] = field(default_factory=dict)

    @property
    def waiting(self) -> int:
        """Addresses that nobody has got round to."""
        return len(self.links.by_address) - len(self.ours) - len(self.asked)

    @property
    def is_offline(self) -> bool:
        """Whether not one host could be found by its name: this machine has no internet, the links may be well."""
        return all(verdict.words == NO_HOST for verdict in self.asked.values()) and (
            len({_host(address) for address in self.asked}) >= ENOUGH_TO_DOUBT
        )

    def findings(self, state: State) -> list[Finding]:
        """Addresses in this state, in the order of their stories, newest first."""
        doubt = State.UNSURE if self.is_offline else State.DEAD
        return [
            Finding(address, verdict, tuple(places))
            for address, places in self.links.by_address.items()
            if (verdict := self.ours.get(address) or self.asked.get(address))
            and (doubt if verdict.words == NO_HOST else verdict.state) is state
        ]

    def broken_links(self) -> dict[int, list[str]]:
        """What is to be told about each story all of whose links were checked; an empty list: they are well."""
        checked = {**self.ours, **self.asked}
        open_ones = {
            address
            for address in self.links.by_address
            if address not in checked or (self.is_offline and checked[address].words == NO_HOST)
        }
        told: dict[int, list[str]] = {
            place.story_id: [] for places in self.links.by_address.values() for place in places
        }
        for finding in self.findings(State.DEAD):
            by_story: dict[int, list[str]] = defaultdict(list)
            for place in finding.places:
                by_story[place.story_id].append(place.place)
            for story_id, where in by_story.items():
                told[story_id].append(_broken(finding, where))
        for address in open_ones:
            for place in self.links.by_address[address]:
                told.pop(place.story_id, None)
        return told


def _broken(finding: Finding, where: Iterable[str]) -> str:
    address = without_controls(finding.address)[:200]
    return f"{address} is dead ({finding.verdict.words}). It stands in: {'; '.join(where)}."


def check_links(links: Links, asker: Asker, *, now: datetime, seconds: float, at_once: int = 8) -> Iterator[Report]:
    """Check addresses, at most `at_once` hosts at a time, for at most `seconds`. Yields the same growing report after
    each address; who stops asking ends the run. Our own pages are looked up in the database at `now` (aware)."""
    report = Report(links, ours=verdicts_on_ours(links.by_address, now=now))
    yield report
    others = [address for address in links.by_address if address not in report.ours]
    for address, verdict in _ask_all(others, asker, seconds=seconds, at_once=at_once):
        report.asked[address] = verdict
        yield report


def _ask_all(addresses: Iterable[str], asker: Asker, *, seconds: float, at_once: int) -> Iterator[tuple[str, Verdict]]:
    """Verdicts as they come in. Threads are daemons: one that hangs in a name server keeps nobody from ending."""
    by_host: dict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[_host(address)].append(address)
    hosts: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in by_host.values():
        hosts.put(group)
    answers: queue.SimpleQueue[tuple[str, Verdict]] = queue.SimpleQueue()
    until = time.monotonic() + seconds
    for _ in range(min(at_once, len(by_host))):
        threading.Thread(target=_work, args=(hosts, answers, asker), daemon=True).start()
    try:
        for _ in range(sum(map(len, by_host.values()))):
            yield answers.get(timeout=max(0.0, until - time.monotonic()))
    except queue.Empty:
        return  # out of time
    finally:
        asker.manners.stop.set()


def _work(
    hosts: "queue.SimpleQueue[list[str]]", answers: "queue.SimpleQueue[tuple[str, Verdict]]", asker: Asker
) -> None:
    while True:
        try:
            group = hosts.get_nowait()
        except queue.Empty:
            return
        for address in group:
            try:
                answers.put((address, asker.ask(address)))
            except Stopped:
                return
            except Exception:  # somebody else's server found a way; the other links still want to be checked
                log.exception("The check of %r failed", address)
                answers.put((address, Verdict(State.UNSURE, "the check itself failed; the log says how")))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
