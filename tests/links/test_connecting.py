"""A request goes to public addresses only, to the very address that was checked, and ends in bounded time."""

import socket
import threading
import time
from urllib.parse import urlsplit

import pytest

from articles.links.connecting import MOST_BYTES, NoSuchHost, OffLimits, Unreachable, addresses_of, is_public, request
from tests.links.server import Server


def send(url: str, **kwargs):
    options = {"agent": "Test/1", "seconds": 5, "resolve": addresses_of} | kwargs
    return request(options.pop("method", "GET"), urlsplit(url), **options)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
        "224.0.0.1", "255.255.255.255", "240.0.0.1", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1",
        "fd00:ec2::254", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
        "2002:7f00:1::", "2002:a00:1::", "2001:db8::1",
    ],
)  # fmt: skip
def test_private_addresses_in_any_clothes_are_not_public(address):
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["8.8.8.8", "93.184.216.34", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_public_addresses_are(address):
    assert is_public(address)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "017700000001"])
def test_this_machine_is_off_limits_however_it_is_written(host):
    with pytest.raises(Unreachable):
        send(f"http://{host}/")


def test_a_host_with_private_addresses_only_is_off_limits():
    with pytest.raises(OffLimits, match="private network"):
        send("http://inside.example/", resolve=lambda host, port: ["10.0.0.1", "fd00::1"])


@pytest.mark.parametrize("port", [22, 25, 993])
def test_ports_of_other_services_are_off_limits(port):
    with pytest.raises(OffLimits, match="web server"):
        send(f"http://news.example:{port}/", resolve=lambda host, port: ["93.184.216.34"])


def test_a_name_is_looked_up_once_and_the_checked_address_is_the_one_connected_to():
    """A name that answers a harmless address first and another afterwards (DNS rebinding) gains nothing."""
    asked = []

    def resolve(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["127.0.0.2"]

    with Server({"/": 200}) as server:
        answer = send(f"http://rebinding.example:{server.port}/", resolve=resolve, allow_private=True)
    assert answer.status == 200
    assert asked == ["rebinding.example"]
    assert server.requests[0].headers["Host"] == f"rebinding.example:{server.port}"


def test_the_second_address_of_a_host_is_tried_when_the_first_is_dead():
    with Server({"/": 200}) as server:
        both = ["127.0.0.9", "127.0.0.1"]
        assert send(f"http://two.example:{server.port}/", resolve=lambda *_: both, allow_private=True).status == 200


def test_nothing_but_the_name_of_the_check_is_sent():
    with Server({"/": 200}) as server:
        send(f"{server.url}/", allow_private=True)
    sent = server.requests[0].headers
    assert sent["User-Agent"] == "Test/1"
    assert not {"Cookie", "Authorization", "Referer"} & set(sent.keys())


def test_an_answer_without_end_is_read_only_so_far():
    with Server({"/": (200, {}, b"x" * 10_000_000)}) as server:
        answer = send(f"{server.url}/", allow_private=True, most_bytes=MOST_BYTES)
        assert len(answer.body) == 64 * 1024
        assert send(f"{server.url}/", allow_private=True).body == b""


@pytest.mark.parametrize("drip", [b"HTTP/1.1 200 OK\r\nX: ", b"", b"HTTP/1.1 100 Continue\r\n\r\n"])
def test_a_server_that_drips_is_cut_off_in_time(drip):
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def drip_along() -> None:
        connection, _ = listener.accept()
        with connection:
            connection.sendall(drip)
            while not over.wait(0.05):
                try:
                    connection.sendall(drip if drip.endswith(b"\r\n\r\n") else b"x")
                except OSError:
                    return

    thread = threading.Thread(target=drip_along, daemon=True)
    thread.start()
    begun = time.monotonic()
    with pytest.raises(Unreachable, match="timed out"):
        send(f"http://127.0.0.1:{listener.getsockname()[1]}/", seconds=0.4, allow_private=True)
    assert time.monotonic() - begun < 3
    over.set()
    thread.join(5)
    listener.close()


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (b"220 mail.example ESMTP\r\n", "does not speak HTTP"),
        (b"", "hung up"),
        (b"HTTP/1.1 200 OK\r\n" + b"X: " + b"y" * 100_000, "does not speak HTTP"),
        (b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n", "does not speak HTTP"),
        (b"\x00\xff" * 50 + b"\r\n\r\n", "does not speak HTTP"),
    ],
)
def test_what_is_no_web_server_is_told_in_words(says, words):
    with Server(raw=says) as server, pytest.raises(Unreachable, match=words):
        send(f"{server.url}/", allow_private=True)


def test_a_server_that_does_not_encrypt_is_told_in_words():
    with Server({"/": 200}) as server, pytest.raises(Unreachable, match=r"encrypted connection|hung up"):
        send(f"https://127.0.0.1:{server.port}/", allow_private=True)


def test_nobody_at_the_door_is_told_in_words():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Unreachable, match="refuses"):
        send(f"http://127.0.0.1:{port}/", allow_private=True)


def test_a_name_that_nobody_knows_is_told_from_a_name_server_that_is_away(monkeypatch):
    def lookup(errno):
        def getaddrinfo(*args, **kwargs):
            raise socket.gaierror(errno, "as the system says it")

        monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)

    lookup(socket.EAI_NONAME)
    with pytest.raises(NoSuchHost):
        addresses_of("gone.example", 443)
    lookup(socket.EAI_AGAIN)
    with pytest.raises(Unreachable) as met:
        addresses_of("gone.example", 443)
    assert not isinstance(met.value, NoSuchHost)


@pytest.mark.parametrize("host", ["a" * 64 + ".example", "..", "x..y"])
def test_names_that_cannot_be_are_no_hosts(host):
    with pytest.raises(NoSuchHost):
        addresses_of(host, 80)
