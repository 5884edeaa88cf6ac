"""What becomes of an address: dead only when it is certain, and asked for as a polite visitor would."""

import threading
import time
from datetime import timedelta

import pytest

from articles.links.asking import Asker, State
from articles.links.connecting import NoSuchHost, Unreachable
from articles.links.manners import Stopped, retry_after
from tests.factories import NOW
from tests.links.server import Server


def asker(**kwargs) -> Asker:
    return Asker(**{"agent": "Check/1.0", "seconds": 5, "pause": 0, "allow_private": True, "name_pause": 0} | kwargs)


def redirect(where: str, status: int = 301):
    return (status, {"Location": where}, b"")


def ask(answers, path: str = "/page", **kwargs):
    with Server(answers) as server:
        return asker(**kwargs).ask(server.url + path), server


def test_what_answers_is_alive_and_costs_one_small_request():
    verdict, server = ask({"/page": (200, {}, b"x" * 1000)})
    assert verdict.state is State.ALIVE
    assert [(r.method, r.path) for r in server.requests] == [("GET", "/robots.txt"), ("HEAD", "/page")]


@pytest.mark.parametrize(("status", "words"), [(404, "404: page not found"), (410, "410: gone")])
def test_gone_is_dead_once_head_and_get_agree(status, words):
    verdict, server = ask({"/page": status})
    assert (verdict.state, verdict.words) == (State.DEAD, words)
    assert [r.method for r in server.requests][1:] == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501])
def test_what_head_says_against_a_page_is_not_believed(status):
    verdict, _ = ask({"HEAD /page": status, "GET /page": 200})
    assert verdict.state is State.ALIVE


@pytest.mark.parametrize("status", [400, 401, 402, 403, 429, 451, 500, 502, 503, 504, 999])
def test_who_refuses_or_stumbles_may_be_there_for_readers(status):
    verdict, _ = ask({"/page": status})
    assert verdict.state is State.UNSURE
    assert verdict.words.startswith(f"{status}: ")


def test_redirects_are_followed_to_their_end():
    verdict, _ = ask({"/page": redirect("/moved"), "/moved": redirect("final/?a=b c#part"), "/final/?a=b%20c": 200})
    assert verdict.state is State.ALIVE
    verdict, _ = ask({"/page": redirect("/moved", 302), "/moved": 404})
    assert verdict.state is State.DEAD


def test_circles_have_an_end():
    verdict, server = ask({"/page": redirect("/page")})
    assert verdict.state is State.UNSURE
    assert "without end" in verdict.words
    assert len(server.asked()) <= 12


@pytest.mark.parametrize(
    "where", ["ftp://x.example/", "javascript:alert(1)", "http://", "http://u:p@x.example/", "http://[bad"]
)
def test_redirects_to_what_is_no_page_are_not_followed(where):
    verdict, server = ask({"/page": redirect(where)})
    assert verdict.state is State.UNSURE
    assert set(server.asked()) == {"/page"}


def test_a_redirect_into_the_private_network_is_not_followed():
    inside = Server({"/secret": 200})
    with inside, Server({"/page": redirect(f"http://inside.example:{inside.port}/secret")}) as outside:
        known = {"news.example": ["93.184.216.34"], "inside.example": ["127.0.0.1"]}
        careful = asker(allow_private=False, resolve=lambda host, port: known[host])
        # The only public address that a test has is one that nobody listens at, so the first hop is let through here.
        careful._request = _first_hop_allowed(careful, outside)
        verdict = careful.ask(f"http://news.example:{outside.port}/page")
    assert verdict.state is State.UNSURE
    assert "private network" in verdict.words
    assert inside.requests == []
    assert outside.asked() == ["/page"]


def _first_hop_allowed(careful: Asker, outside: Server):
    plain = careful._request
    trusting = asker(resolve=lambda host, port: ["127.0.0.1"])

    def request(method, url, **kwargs):
        return (trusting._request if url.hostname == "news.example" else plain)(method, url, **kwargs)

    return request


@pytest.mark.parametrize(
    "address", ["", "http://", "https:///path", "javascript:alert(1)", "data:text/html,x", "http://[::1", "nonsense"]
)
def test_what_is_no_web_address_is_dead_without_asking(address):
    verdict = asker(resolve=lambda *_: pytest.fail("nobody should be asked")).ask(address)
    assert (verdict.state, verdict.words) == (State.DEAD, "this is no web address")


def test_a_password_is_never_sent_along():
    verdict = asker(resolve=lambda *_: pytest.fail("nobody should be asked")).ask("http://me:secret@news.example/")
    assert verdict.state is State.DEAD
    assert "password" in verdict.words
    assert "secret" not in verdict.words


def test_addresses_are_written_as_browsers_would():
    verdict, _ = ask({"/caf%C3%A9?q=a%20b": 200}, path="/café?q=a b")
    assert verdict.state is State.ALIVE
    verdict, _ = ask({"/" + "a" * 8000: 200}, path="/" + "a" * 8000)
    assert verdict.state is State.ALIVE
    verdict, _ = ask({"/ab": 200}, path="/a\r\nb")
    assert verdict.state is State.ALIVE


class Names:
    """A name server that fails `times` times with `fault`."""

    def __init__(self, fault: Exception, times: int = 1000):
        self.fault, self.times, self.asked = fault, times, 0

    def __call__(self, host, port):
        self.asked += 1
        if self.asked <= self.times:
            raise self.fault
        return ["127.0.0.1"]


def test_a_host_is_dead_when_nobody_knows_it_twice():
    names = Names(NoSuchHost("no such host"))
    verdict = asker(resolve=names).ask("http://gone.example/")
    assert (verdict.state, verdict.words) == (State.DEAD, "no such host")
    assert names.asked == 2


def test_a_name_server_that_slips_once_kills_no_link():
    with Server({"/": 200}) as server:
        verdict = asker(resolve=Names(NoSuchHost("no such host"), 1)).ask(f"http://slips.example:{server.port}/")
    assert verdict.state is State.ALIVE


def test_a_name_server_that_is_away_leaves_it_open():
    assert asker(resolve=Names(Unreachable("away"))).ask("http://x.example/").state is State.UNSURE


def test_robots_txt_is_kept_to():
    rules = b"User-agent: *\nDisallow: /\n\nUser-agent: Check\nDisallow: /page$\nDisallow: /*?secret"
    for path, state in (("/page", State.UNSURE), ("/pages", State.ALIVE), ("/x?secret=1", State.UNSURE)):
        verdict, server = ask({"/robots.txt": (200, {}, rules), "/pages": 200, path: 200}, path=path)
        assert verdict.state is state, path
        assert server.asked() == ([path] if state is State.ALIVE else [])


def test_robots_txt_is_read_once_and_may_be_nonsense():
    with Server({"/robots.txt": (200, {}, b"\xff\x00<html>" * 100), "/a": 200, "/b": 200}) as server:
        visitor = asker()
        assert visitor.ask(server.url + "/a").state is State.ALIVE
        assert visitor.ask(server.url + "/b").state is State.ALIVE
    assert [r.path for r in server.requests].count("/robots.txt") == 1


def test_a_site_whose_robots_txt_fails_is_left_alone():
    verdict, server = ask({"/robots.txt": 503, "/page": 200})
    assert verdict.state is State.UNSURE
    assert server.asked() == []


def test_a_busy_host_is_asked_again_when_it_said():
    answers = iter([(429, {"Retry-After": "0"}, b""), 200])
    verdict, server = ask({"/page": lambda: next(answers)})
    assert verdict.state is State.ALIVE
    assert server.asked() == ["/page", "/page"]


def test_a_host_that_says_come_back_tomorrow_is_asked_nothing_more():
    with Server({"/a": (429, {"Retry-After": "86400"}, b""), "/b": 200}) as server:
        visitor = asker()
        assert "come back later" not in visitor.ask(server.url + "/a").words
        assert "come back later" in visitor.ask(server.url + "/b").words
    assert server.asked() == ["/a"]


def test_one_request_at_a_time_to_a_host_with_a_pause_between():
    def slow() -> int:
        time.sleep(0.05)
        return 200

    with Server({f"/{n}": slow for n in range(6)}) as server:
        visitor = asker(pause=0.02)
        begun = time.monotonic()
        threads = [threading.Thread(target=visitor.ask, args=(f"{server.url}/{n}",)) for n in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert server.most_busy == 1
        assert time.monotonic() - begun >= 6 * 0.07


def test_a_pause_that_robots_txt_asks_for_is_kept_within_reason():
    visitor = asker()
    with Server({"/robots.txt": (200, {}, b"User-agent: *\nCrawl-delay: 9999"), "/a": 200}) as server:
        stopper = threading.Timer(0.3, visitor.manners.stop.set)
        stopper.start()
        with pytest.raises(Stopped):
            visitor.ask(server.url + "/a")
    assert visitor.manners.host("127.0.0.1").pause == 10


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("", None), ("soon", None), ("-5", None), ("120", 120), ("0", 0), ("9" * 50, None), ("²", None),
        ((NOW + timedelta(seconds=90)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 90),
        ((NOW - timedelta(days=1)).strftime("%a, %d %b %Y %H:%M:%S GMT"), 0),
    ],
)  # fmt: skip
def test_retry_after_is_a_number_or_a_date(value, seconds):
    assert retry_after(value, now=NOW) == seconds
