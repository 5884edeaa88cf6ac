"""Who was counted a short while ago, without knowing who it is: digests that only this process can make, for a day.

A reader is a network address and a User-Agent, hashed with a salt that is drawn anew each day and never written
anywhere. When the salt is gone, nobody can tell from a digest whom it stood for, or whether two are the same.
"""

import secrets
import threading
from collections import OrderedDict
from collections.abc import Hashable
from datetime import date, datetime, timedelta
from hashlib import blake2b
from ipaddress import IPv6Address, ip_address

SAME_READ = timedelta(minutes=30)  # a reload, a second tab, the way back: the same read
PER_ADDRESS = 60  # reads a minute from one network address: an office or a train behind one address stays below
PER_STORY = 20  # reads of one story in SAME_READ from one network address, whatever User-Agents it comes up with
MOST_REMEMBERED = 100_000  # reads; the oldest are forgotten first, also before their time


class RecentReaders:
    """Remembers readers for as long as a repetition of theirs should not count. One lock: a look takes microseconds."""

    def __init__(self, *, most: int = MOST_REMEMBERED):
        self.most = most
        self._lock = threading.Lock()
        self._day: date | None = None
        self._salt = b""
        self._counted: OrderedDict[bytes, datetime] = OrderedDict()  # in the order of time
        self._used: OrderedDict[bytes, tuple[datetime, int]] = OrderedDict()  # since when, how often

    def is_new(self, story_id: int, *, address: str, user_agent: str, at: datetime) -> bool:
        """Whether this is a read to count; it is remembered. `at` is aware. False for a repetition within SAME_READ and
        for an address over its limits, PER_ADDRESS and PER_STORY."""
        network = _network(address)
        with self._lock:
            self._new_salt(at)
            read = self._digest(story_id, network, user_agent)
            last = self._counted.get(read)
            if last is not None and abs(at - last) < SAME_READ:
                return False
            if not self._may(self._digest(network), PER_ADDRESS, timedelta(minutes=1), at):
                return False
            if not self._may(self._digest(story_id, network), PER_STORY, SAME_READ, at):
                return False
            self._counted[read] = at
            self._counted.move_to_end(read)
            self._forget_oldest(at)
            return True

    def _may(self, who: bytes, limit: int, window: timedelta, at: datetime) -> bool:
        since, times = self._used.get(who, (at, 0))
        if abs(at - since) >= window:
            since, times = at, 0
            self._used.pop(who, None)
        self._used[who] = (since, min(times + 1, limit + 1))
        return times < limit

    def _forget_oldest(self, at: datetime) -> None:
        while len(self._counted) > self.most or at - next(iter(self._counted.values())) >= SAME_READ:
            self._counted.popitem(last=False)
        while len(self._used) > self.most or at - next(iter(self._used.values()))[0] >= SAME_READ:
            self._used.popitem(last=False)

    def _new_salt(self, at: datetime) -> None:
        if at.date() != self._day:
            self._day, self._salt = at.date(), secrets.token_bytes(16)
            self._counted.clear()
            self._used.clear()

    def _digest(self, *parts: Hashable) -> bytes:
        return blake2b(repr(parts).encode("utf-8", "replace"), key=self._salt, digest_size=12).digest()


def _network(address: str) -> str:
    """The address itself; of IPv6 the first 64 bits, since one household has all the others to choose from."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    return str(found.ipv4_mapped or found.exploded[:19])
