"""A feed is fetched with care: bounded, unpacked no further than allowed, and asked for less when nothing is new."""

import gzip
from email.utils import format_datetime
from pathlib import Path

import pytest

from articles.links.connecting import OffLimits, Unreachable
from articles.live.feeds import READERS, FeedRefused
from articles.live.fetching import Source, Waiting, read_file
from articles.live.polling import LONGEST_WAIT, MOST_SETTLING, Poll
from tests.factories import NOW
from tests.links.server import Server
from tests.live import ap


def source(address: str, **options) -> Source:
    return Source(address, agent="Test/1", **{"allow_private": True, **options})


def poll(server: Server, path: str = "/feed") -> Poll:
    return Poll("", READERS["ap"], 5.0, source=source(server.url + path))


def test_what_has_not_changed_is_not_sent_again():
    marks = {"ETag": '"7"', "Last-Modified": format_datetime(NOW, usegmt=True)}
    answers = [(200, marks, ap.governor()), (304, {}, b""), (304, marks, b"")]
    with Server({"/feed": lambda: answers.pop(0)}) as server:
        looking = poll(server)
        told = [looking.look() for _ in range(3)]
    assert [bool(each.feed) for each in told] == [True, False, False]
    assert not any(each.fault for each in told)
    sent = [(request.headers["If-None-Match"], request.headers["If-Modified-Since"]) for request in server.requests]
    assert sent == [(None, None), ('"7"', marks["Last-Modified"]), ('"7"', marks["Last-Modified"])]


def test_it_goes_on_where_the_feed_says_and_at_once_when_there_is_more():
    with Server() as server:
        pages = {
            "/feed": (200, {"ETag": '"1"'}, ap.governor(nextrequest=f"{server.url}/next?from=1", isTruncated=True)),
            "/next?from=1": (200, {}, ap.governor(nextrequest="/next?from=2")),
            "/next?from=2": (200, {}, ap.answer()),
        }
        server._answer = lambda handler, answers, raw: Server._answer(server, handler, pages, raw)
        looking = poll(server)
        assert [looking.look().wait for _ in range(4)] == [0.0, 5.0, 5.0, 5.0]
    assert server.asked() == ["/feed", "/next?from=1", "/next?from=2", "/next?from=2"]
    assert server.requests[1].headers["If-None-Match"] is None


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/next", "//evil.example/x", "ftp://127.0.0.1/x", "http://["]
)
def test_a_feed_does_not_lead_to_another_host(elsewhere):
    with Server({"/feed": (200, {}, ap.governor(nextrequest=elsewhere))}) as server:
        looking = poll(server)
        looking.look()
        assert looking.look().feed is not None
    assert server.asked() == ["/feed", "/feed"]


def test_it_waits_longer_with_every_fault_and_not_after_a_good_answer():
    answers = [500, 404, (200, {}, b"<html>"), (200, {}, ap.governor()), 500]
    with Server({"/feed": lambda: answers.pop(0)}) as server:
        looking = poll(server)
        told = [looking.look() for _ in range(5)]
    assert [each.wait for each in told] == [10.0, 20.0, 40.0, 5.0, 10.0]
    assert [each.is_bad for each in told] == [False, False, True, False, False]
    looking.faults = 50
    assert looking.wait_after_fault() == LONGEST_WAIT


def test_it_waits_as_long_as_it_is_asked_to():
    with Server({"/feed": (429, {"Retry-After": "120"}, b"")}) as server:
        assert poll(server).look().wait == 120.0
        with pytest.raises(Waiting, match="429"):
            source(f"{server.url}/feed").fetch()


def test_after_faults_on_the_way_it_begins_anew():
    with Server() as server:
        pages = {"/feed": (200, {}, ap.governor(nextrequest="/gone"))}
        server._answer = lambda handler, answers, raw: Server._answer(server, handler, pages, raw)
        looking = poll(server)
        for _ in range(4):
            looking.look()
    assert server.asked() == ["/feed", "/gone", "/gone", "/feed"]


def test_packed_answers_are_unpacked_so_far_and_no_further(monkeypatch):
    body = ap.governor()
    packed = gzip.compress(body)
    bomb = gzip.compress(b" " * 5_000_000)
    headers = {"Content-Encoding": "gzip"}
    answers = {"/good": (200, headers, packed), "/cut": (200, headers, packed[:-20]), "/bad": (200, headers, b"no")}
    with Server({**answers, "/bomb": (200, headers, bomb)}) as server:
        assert source(f"{server.url}/good").fetch().body == body
        with pytest.raises(Unreachable, match="broke off"):
            source(f"{server.url}/cut").fetch()
        with pytest.raises(FeedRefused, match="cannot be unpacked"):
            source(f"{server.url}/bad").fetch()
        monkeypatch.setattr("articles.live.fetching.LARGEST", 1_000_000)
        assert len(source(f"{server.url}/bomb").fetch().body) == 1_000_001


def test_an_answer_that_breaks_off_or_is_too_large_is_none(monkeypatch):
    with Server(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{}") as server, pytest.raises(Unreachable):
        source(f"{server.url}/feed").fetch()
    monkeypatch.setattr("articles.live.fetching.LARGEST", 1_000)
    with Server({"/feed": (200, {}, b" " * 2_000)}) as server, pytest.raises(FeedRefused, match="larger"):
        source(f"{server.url}/feed").fetch()


def test_private_networks_are_off_limits_also_behind_a_redirect():
    with Server({"/feed": (302, {"Location": "http://127.0.0.1:1/"}, b"")}) as server:
        with pytest.raises(OffLimits):
            source(f"{server.url}/feed", allow_private=False).fetch()
        with pytest.raises(Unreachable):
            source(f"{server.url}/feed").fetch()


def test_a_private_feed_leads_to_no_other_host_of_its_network():
    with Server() as inner:
        port = inner.url.rpartition(":")[2]
        for elsewhere in (f"http://localhost:{port}/", f"http://[::1]:{port}/", "http://169.254.169.254/latest/"):
            with Server({"/feed": (302, {"Location": elsewhere}, b"")}) as server, pytest.raises(OffLimits):
                source(f"{server.url}/feed").fetch()
    assert inner.requests == []


def test_redirects_without_end_and_to_other_kinds_of_address():
    with Server(
        {"/feed": (302, {"Location": "/feed"}, b""), "/file": (302, {"Location": "file:///etc/passwd"}, b"")}
    ) as server:
        with pytest.raises(Unreachable, match="without end"):
            source(f"{server.url}/feed").fetch()
        with pytest.raises(Unreachable, match="no web address"):
            source(f"{server.url}/file").fetch()


def test_a_file_that_is_replaced_while_it_is_read_is_read_again(tmp_path: Path):
    path = tmp_path / "feed"
    path.write_bytes(b"one")
    (tmp_path / "next").write_bytes(b"two")

    class Replaced(type(path)):
        def open(self, *arguments):
            opened = super().open(*arguments)
            (tmp_path / "next").replace(path)
            return opened

    first = read_file(Replaced(path))
    assert (first.body, read_file(path, first.marks).body) == (b"one", b"two")


def test_a_file_that_is_written_to_while_it_is_read_waits(tmp_path: Path, monkeypatch):
    path = tmp_path / "feed"
    path.write_bytes(b"one")
    seen = iter(["before", "after"])
    monkeypatch.setattr("articles.live.fetching._mark_of", lambda file: {"file": next(seen)})
    with pytest.raises(Unreachable, match="writing"):
        read_file(path)


def test_a_file_that_was_written_to_just_now_may_settle_but_not_for_ever(tmp_path: Path):
    path = tmp_path / "feed"
    looking = Poll(str(path), READERS["ap"], 5.0)
    found = []
    for _ in range(MOST_SETTLING + 1):
        path.write_bytes(ap.governor())
        found.append(looking.look())
    assert [(told.feed is not None, told.wait) for told in found] == [(False, 1.0)] * MOST_SETTLING + [(True, 5.0)]
    path.write_bytes(ap.governor(1_300))
    assert Poll(str(path), READERS["ap"], 0).look().feed is not None  # once: whoever asks for it has it


def test_a_file_is_read_again_when_it_is_another(tmp_path: Path):
    path = tmp_path / "feed"
    path.write_bytes(b"one")
    first = read_file(path)
    assert read_file(path, first.marks).body is None
    path.write_bytes(b"other")
    assert read_file(path, first.marks).body == b"other"
    for address in ("ftp://example.org/counts", "file:///etc/passwd"):
        with pytest.raises(FeedRefused, match="begins with http"):
            read_file(Path(address))
    with pytest.raises(FeedRefused, match="cannot be read"):
        read_file(tmp_path / "none")
