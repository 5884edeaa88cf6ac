"""One request to somebody else's web server, on a short leash: only to public addresses, to the very address that was
checked, for a bounded time, and reading next to nothing.

Python's own http.client does it, because connect() can be overridden there, which is what pinning the address and
cutting a connection that drips along take. Pools, retries and decoding, which a library would add, are not wanted.
"""

import socket
import ssl
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from http.client import HTTPConnection, HTTPException
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import SplitResult

MOST_BYTES = 64 * 1024  # of an answer; also how much the system may receive ahead of us
MOST_ADDRESSES = 3  # of one host that are tried
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: an IPv4 address in its last 32 bits

Resolve = Callable[[str, int], list[str]]


class Unreachable(Exception):
    """No answer came; the text says why, in words for people."""


class NoSuchHost(Unreachable):
    """The name of the host is not known (any more)."""


class OffLimits(Unreachable):
    """An address that we do not go to, whatever is there."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]  # names in lower case
    body: bytes


def request(
    method: str,
    url: SplitResult,
    *,
    agent: str,
    seconds: float,
    resolve: Resolve,
    allow_private: bool = False,
    most_bytes: int = 0,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    """Send one request without cookies or log-in and return what came back, redirects included as they are. `seconds`
    is for all of it, `headers` are sent besides our own, and of the body no more than `most_bytes` are read. Raises
    Unreachable."""
    host, port = url.hostname or "", url.port or (443 if url.scheme == "https" else 80)
    fault: OSError | None = None
    for address in _permitted(host, port, resolve, allow_private=allow_private)[:MOST_ADDRESSES]:
        connection = _Pinned(host, port, address=address, seconds=seconds, encrypted=url.scheme == "https")
        try:
            connection.connect()
        except OSError as met:
            connection.close()
            fault = TimeoutError() if connection.was_cut else met
        else:
            sent = {"User-Agent": agent, "Accept": "*/*", "Connection": "close", **(headers or {})}
            return _exchange(connection, method, url, sent, most_bytes=most_bytes)
    raise Unreachable(_in_words(fault)) from fault


def addresses_of(host: str, port: int) -> list[str]:
    """The network addresses of a host. Raises NoSuchHost, or Unreachable when nobody could say."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except socket.gaierror as fault:
        if fault.errno in (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME)):
            raise NoSuchHost("no such host") from fault
        raise Unreachable("the host’s name could not be looked up") from fault
    except (UnicodeError, ValueError) as fault:  # labels of more than 63 characters, empty ones
        raise NoSuchHost("no such host") from fault
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(address: str) -> bool:
    """Whether anybody on the internet could go there: not this machine, its network, or a cloud's inner workings. IPv4
    addresses in IPv6 clothes are judged by what they are."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        inner = found.ipv4_mapped or found.sixtofour or (found.teredo or (None, None))[1]
        if found in _NAT64:
            inner = IPv4Address(int(found) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


def _permitted(host: str, port: int, resolve: Resolve, *, allow_private: bool) -> list[str]:
    if not allow_private and port not in (80, 443) and port < 1024:
        raise OffLimits(f"port {port} is no web server’s")
    found = resolve(host, port)
    permitted = found if allow_private else [address for address in found if is_public(address)]
    if not permitted:
        raise OffLimits("it lies in a private network, where readers cannot go")
    return permitted


class _Pinned(HTTPConnection):
    """Connects to `address` and to nothing else: asked again, the name might yield another. A connection that is not
    through after `seconds` is cut, also one that sends a byte now and then."""

    def __init__(self, host: str, port: int, *, address: str, seconds: float, encrypted: bool):
        super().__init__(host, port, timeout=seconds)
        self.address = address
        self.encrypted = encrypted
        self.default_port = 443 if encrypted else 80  # the port is named in the Host header only if it is another
        self.was_cut = False
        self._timer = Timer(seconds, self._cut)
        self._timer.daemon = True

    def connect(self) -> None:
        family = socket.AF_INET6 if ":" in self.address else socket.AF_INET
        self.sock = socket.socket(family, socket.SOCK_STREAM)
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, MOST_BYTES)
        self.sock.settimeout(self.timeout)
        self._timer.start()
        self.sock.connect((self.address, self.port))
        if self.encrypted:
            self.sock = _tls().wrap_socket(self.sock, server_hostname=self.host, do_handshake_on_connect=False)
            self.sock.do_handshake()

    def close(self) -> None:
        self._timer.cancel()
        super().close()

    def _cut(self) -> None:
        self.was_cut = True
        if self.sock is not None:
            with suppress(OSError):  # it may end at this moment by itself
                socket.socket.shutdown(self.sock, socket.SHUT_RDWR)  # beneath TLS, which another thread may be reading


@cache
def _tls() -> ssl.SSLContext:
    return ssl.create_default_context()


def _exchange(
    connection: _Pinned, method: str, url: SplitResult, headers: Mapping[str, str], *, most_bytes: int
) -> Answer:
    target = (url.path or "/") + (f"?{url.query}" if url.query else "")
    try:
        connection.request(method, target, headers=headers)
        response = connection.getresponse()
        body = response.read(most_bytes) if most_bytes else b""
        if connection.was_cut:  # http.client takes headers that break off for all there are
            raise TimeoutError
        return Answer(response.status, {name.lower(): value for name, value in response.getheaders()}, body)
    except (OSError, HTTPException, ValueError) as fault:
        raise Unreachable("timed out" if connection.was_cut else _in_words(fault)) from fault
    finally:
        connection.close()


_WORDS: tuple[tuple[type[Exception], str], ...] = (  # the first that fits
    (TimeoutError, "timed out"),
    (ssl.SSLCertVerificationError, "its certificate is not trusted here"),
    (ssl.SSLError, "it could not agree on an encrypted connection"),
    (ConnectionRefusedError, "the server refuses the connection"),
    (ConnectionError, "the server hung up"),
    (OSError, "no connection to the server"),
)


def _in_words(fault: Exception | None) -> str:
    return next((words for kind, words in _WORDS if isinstance(fault, kind)), "the server does not speak HTTP")
