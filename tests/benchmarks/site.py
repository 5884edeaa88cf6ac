"""A production newsroom to measure: granian with two workers, PostgreSQL, collected static files, no cache anywhere."""

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GRANIAN = ["--no-ws", "--log-level", "warning", "--blocking-threads", "2", "--backpressure", "16"]


def production_environment(database_url: str, folder: Path) -> dict[str, str]:
    """Everything newsroom/settings.py needs to run as in production, over plain HTTP on loopback."""
    return {
        **os.environ,
        "ENV_FILE": os.devnull,
        "DEBUG": "false",
        "HTTPS": "false",
        "SECRET_KEY": "only-for-measuring-" + "x" * 50,
        "ALLOWED_HOSTS": "127.0.0.1",
        "SITE_URL": "http://127.0.0.1",
        "DATABASE_URL": database_url,
        "MEDIA_ROOT": str(folder / "media"),
        "LOG_LEVEL": "WARNING",
    }


def manage(environment: dict[str, str], *words: str) -> str:
    """Run a manage.py command and return what it printed; stops the benchmark when it fails."""
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *words], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"manage.py {' '.join(words)} failed:\n{done.stderr}")
    return done.stdout


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve the site; yields (process id, port)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    granian = Path(sys.executable).with_name("granian")
    command = [granian, "--interface", "wsgi", "--workers", "2", "--host", "127.0.0.1", "--port", str(port)]
    server = subprocess.Popen([*command, *GRANIAN, "newsroom.wsgi:application"], env=environment, cwd=ROOT)
    try:
        _wait_for(port)
        yield server.pid, port
    finally:
        server.terminate()
        server.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("granian did not start within 30 seconds.")


def fetch_all(port: int, paths: list[str]) -> int:
    """GET each path over one kept-alive connection; returns bytes received. Stops on anything but 200."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    received = 0
    for path in paths:
        connection.request("GET", path)
        response = connection.getresponse()
        received += len(response.read())
        if response.status != 200:
            raise SystemExit(f"{path} answered {response.status}.")
    connection.close()
    return received
