"""A web server on this machine that answers as a test says, and remembers what it was asked."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

Answer = int | tuple[int, dict[str, str], bytes]


@dataclass(frozen=True, slots=True)
class Request:
    method: str
    path: str
    headers: Message


class Server:
    """`answers` by "/path" or "METHOD /path"; a function is called for each request; anything else is a 404. `raw` is
    sent to everybody instead."""

    def __init__(self, answers: Mapping[str, Answer | Callable[[], Answer]] | None = None, *, raw: bytes | None = None):
        self.requests: list[Request] = []
        self.busy = 0
        self.most_busy = 0
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                outer.requests.append(Request(self.command, self.path, self.headers))
                outer.busy += 1
                outer.most_busy = max(outer.most_busy, outer.busy)
                try:
                    outer._answer(self, (answers or {}), raw)
                except OSError:
                    pass  # who asked has heard enough
                finally:
                    outer.busy -= 1

            do_HEAD = do_GET  # noqa: N815

            def log_message(self, *args: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def asked(self, method: str = "") -> list[str]:
        """Paths in the order they were asked for, robots.txt aside."""
        return [r.path for r in self.requests if r.path != "/robots.txt" and method in ("", r.method)]

    def _answer(self, handler: BaseHTTPRequestHandler, answers: Mapping, raw: bytes | None) -> None:
        if raw is not None:
            handler.close_connection = True
            handler.wfile.write(raw)
            return
        answer = answers.get(f"{handler.command} {handler.path}", answers.get(handler.path, 404))
        answer = answer() if callable(answer) else answer
        status, headers, body = (answer, {}, b"") if isinstance(answer, int) else answer
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        if handler.command != "HEAD":
            handler.wfile.write(body)

    def __enter__(self) -> "Server":
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)
