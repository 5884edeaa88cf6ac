"""Asking one address whether it still answers: redirects, robots.txt, and what an answer means in words.

Dead is what is certainly so: 404 or 410 to HEAD and to GET alike, no such host at two looks, no address at all. Whoever
refuses, stumbles or is slow may be there for readers: that is said as it is, and left for a person to look at.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from w3lib.url import safe_url_string

from articles.links.connecting import (
    MOST_BYTES,
    Answer,
    NoSuchHost,
    OffLimits,
    Resolve,
    Unreachable,
    addresses_of,
    request,
)
from articles.links.manners import PATIENCE, PAUSE, Host, Manners, retry_after
from articles.links.robots import Rules, allows, delay_of, rules_of

MOST_HOPS = 5
REDIRECTS = frozenset({301, 302, 303, 307, 308})
BUSY = frozenset({429, 503})
NAME_PAUSE = 2.0  # seconds before a name that is not known is looked up once more


class State(StrEnum):
    ALIVE = "alive"
    DEAD = "dead"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Verdict:
    """`words` say what was wrong: "404: page not found"; empty for what is alive."""

    state: State
    words: str = ""


ALIVE = Verdict(State.ALIVE)


class Asker:
    """Asks addresses, from several threads if need be, with the manners of one polite visitor.

    `agent` names us and the site (robots.txt rules for its first word apply), `seconds` is for each request.
    """

    def __init__(
        self,
        *,
        agent: str,
        seconds: float = 10.0,
        pause: float = PAUSE,
        allow_private: bool = False,
        resolve: Resolve = addresses_of,
        name_pause: float = NAME_PAUSE,
    ):
        self.agent = agent
        self.seconds = seconds
        self.allow_private = allow_private
        self.resolve = resolve
        self.name_pause = name_pause
        self.manners = Manners(pause=pause)
        self._rules: dict[str, Rules | None] = {}  # by origin; at worst two threads read the same one

    def ask(self, address: str) -> Verdict:
        """What became of an address. Raises Stopped when the run ends meanwhile, and nothing else."""
        try:
            url = parts_of(address)
        except ValueError as fault:
            return Verdict(State.DEAD, str(fault))
        try:
            return self._ask(url)
        except NoSuchHost:
            self.manners.wait(self.name_pause)
        except Unreachable as fault:
            return Verdict(State.UNSURE, str(fault))
        try:
            return self._ask(url)
        except NoSuchHost as fault:
            return Verdict(State.DEAD, str(fault))
        except Unreachable as fault:
            return Verdict(State.UNSURE, str(fault))

    def _ask(self, url: SplitResult) -> Verdict:
        """HEAD is cheapest for both sides, but many servers answer it wrongly: what it says against a page, GET has to
        confirm. A GET is ended when the headers are in."""
        answer = self._hop("HEAD", url, mind=True)
        if answer.status >= 400 and answer.status not in BUSY:
            answer = self._hop("GET", url, mind=True)
        return _verdict(answer.status)

    def _hop(self, method: str, url: SplitResult, *, read_body: bool = False, mind: bool = False) -> Answer:
        """The answer at the end of the redirects; each hop is checked like the first address. `mind` robots.txt."""
        for _ in range(MOST_HOPS + 1):
            if mind:
                self._mind_robots(url)
            answer = self._request(method, url, read_body=read_body)
            location = answer.headers.get("location", "")
            if answer.status not in REDIRECTS or not location:
                return answer
            # http.client reads headers as Latin-1; addresses in them are UTF-8 where they are not plain.
            location = location.encode("latin-1", "replace").decode("utf-8", "replace")
            try:
                url = parts_of(urljoin(urlunsplit(url), location))
            except ValueError as fault:
                raise Unreachable(f"it leads elsewhere: {fault}") from fault
        raise Unreachable("it leads from one address to the next without end")

    def _request(self, method: str, url: SplitResult, *, read_body: bool = False) -> Answer:
        """One request in turn; when the host is busy and says for how long, once more after that."""
        host = self.manners.host(url.hostname or "")
        for last in (False, True):
            with self.manners.turn(host):
                if host.unwelcome:
                    raise OffLimits(host.unwelcome)
                answer = request(
                    method,
                    url,
                    agent=self.agent,
                    seconds=self.seconds,
                    resolve=self.resolve,
                    allow_private=self.allow_private,
                    most_bytes=MOST_BYTES if read_body else 0,
                )
                if answer.status not in BUSY or self._give_up(host, answer, last=last):
                    return answer
        raise AssertionError("The second answer always counts.")

    def _give_up(self, host: Host, answer: Answer, *, last: bool) -> bool:
        """Whether a busy host is left alone from now on; else it is free to be asked again a little later."""
        seconds = retry_after(answer.headers.get("retry-after", ""), now=datetime.now(UTC))
        if last or seconds is None or seconds > PATIENCE:
            # 503 without a time is one page's trouble; 429, or a time that is too long for us, is meant for all.
            if answer.status == 429 or seconds is not None:
                host.unwelcome = f"{_status_words(answer.status)}; the host asked us to come back later"
            return True
        host.not_before(seconds)
        return False

    def _mind_robots(self, url: SplitResult) -> None:
        """Raises OffLimits where the site asks programs to keep away: a person has to look there."""
        origin = f"{url.scheme}://{url.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._read_robots(url)
        if not allows(self._rules[origin], urlunsplit(url), self.agent):
            raise OffLimits("the site asks programs not to look there (robots.txt)")

    def _read_robots(self, url: SplitResult) -> Rules | None:
        """None where there are no rules. A server that fails here would fail there, and it is told the same way."""
        answer = self._hop("GET", url._replace(path="/robots.txt", query=""), read_body=True)
        if answer.status >= 500 or answer.status == 429:
            raise Unreachable(f"{_status_words(answer.status)}, for its robots.txt")
        rules = rules_of(answer)
        host = self.manners.host(url.hostname or "")
        host.slow_down(delay_of(rules, self.agent))
        return rules


def parts_of(address: str) -> SplitResult:
    """The parts of an address of a web page, escaped as browsers would. Raises ValueError with the reason in words."""
    try:
        url = urlsplit(safe_url_string(address))
        host, _ = url.hostname, url.port
    except ValueError as fault:
        raise ValueError("this is no web address") from fault
    if url.scheme not in ("http", "https") or not host:
        raise ValueError("this is no web address")
    if url.username is not None or url.password is not None:
        raise ValueError("this address holds a name and password, which browsers do not send")
    return url._replace(fragment="")


def _verdict(status: int) -> Verdict:
    if status < 400:
        return ALIVE
    return Verdict(State.DEAD if status in (404, 410) else State.UNSURE, _status_words(status))


def _status_words(status: int) -> str:
    if status == 404:
        return "404: page not found"
    try:
        return f"{status}: {HTTPStatus(status).phrase.lower()}"
    except ValueError:
        return f"{status}: a status of the site’s own"
