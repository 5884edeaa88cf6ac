"""A throwaway PostgreSQL: `python -m tests.postgres.cluster -- COMMAND…` runs COMMAND with TEST_DATABASE_URL set to it.

It listens on a unix socket only, so it cannot meet another server's port, trusts everybody who can reach that
socket (the user who started it), never waits for the disk, and is gone when COMMAND ends, however it ends.
"""

import argparse
import os
import pwd
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import psycopg

MISSING = (
    "There is no PostgreSQL server (15 or newer) on this machine, so nothing was tested on PostgreSQL. "
    "On Debian or Ubuntu: sudo apt-get install postgresql"
)
OLDEST = 15
START_SECONDS = 30
SPEED = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "jit=off")


class NoPostgres(Exception):
    """No usable PostgreSQL server on this machine."""


def server_folder() -> Path:
    """The folder that holds `initdb` and `postgres`; raises NoPostgres when there is none, or only an old one."""
    for folder in _candidate_folders():
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _version(folder) >= OLDEST:
            return folder
    raise NoPostgres(MISSING)


def _candidate_folders() -> Iterator[Path]:
    if on_path := shutil.which("postgres"):
        yield Path(on_path).resolve().parent
    # Debian keeps every version beside the others and none of them on the PATH.
    yield from sorted(
        Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: _number(path.parent.name), reverse=True
    )
    if pg_config := shutil.which("pg_config"):
        answer = subprocess.run([pg_config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(answer.stdout.strip() or "/nowhere")


def _version(folder: Path) -> int:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=False)
    return _number(answer.stdout)


def _number(text: str) -> int:
    match = re.search(r"\d+", text)
    return int(match.group()) if match else 0


@contextmanager
def temporary_cluster() -> Iterator[str]:
    """Start a cluster with an empty database `newsroom`, yield its URL for django-environ, remove it afterwards."""
    binaries = server_folder()
    # Under /tmp whatever TMPDIR says: the path of a unix socket ends at 107 bytes.
    home = Path(tempfile.mkdtemp(prefix="newsroom-", dir="/tmp"))
    server = None
    try:
        # PostgreSQL refuses to run as root; containers and CI machines often are.
        owner = _unprivileged_user() if os.geteuid() == 0 else None
        if owner:
            os.chown(home, owner.pw_uid, owner.pw_gid)
        _initialise(binaries, home, owner)
        server = _start(binaries, home, owner)
        _wait_until_it_answers(server, home)
        yield f"postgres://newsroom@/{home}/newsroom"  # django-environ's way to name a socket: //folder/database
    finally:
        if server:
            _stop(server)
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged_user() -> pwd.struct_passwd:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres("PostgreSQL does not run as root, and this machine has neither a user `postgres` nor `nobody`.")


def _as_user(owner: pwd.struct_passwd | None) -> dict[str, object]:
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []} if owner else {}


def _initialise(binaries: Path, home: Path, owner: pwd.struct_passwd | None) -> None:
    locale = "C.UTF-8" if sys.platform == "linux" else "en_US.UTF-8"
    command = [binaries / "initdb", "--pgdata", home / "data", "--username=newsroom", "--auth=trust", "--no-sync"]
    done = subprocess.run(
        [*command, "--encoding=UTF8", f"--locale={locale}"],
        cwd=home,
        capture_output=True,
        text=True,
        check=False,
        **_as_user(owner),  # type: ignore[call-overload]
    )
    if done.returncode:
        raise NoPostgres(f"PostgreSQL could not set up a cluster for the tests:\n{done.stderr}")


def _start(binaries: Path, home: Path, owner: pwd.struct_passwd | None) -> subprocess.Popen[bytes]:
    options = [word for setting in ("listen_addresses=", *SPEED) for word in ("-c", setting)]
    # A process group of its own: Ctrl-C is for the tests, which still need the server while they stop.
    return subprocess.Popen(
        [binaries / "postgres", "-D", home / "data", "-k", home, *options],
        cwd=home,
        stdout=subprocess.DEVNULL,
        stderr=(home / "log").open("wb"),
        start_new_session=True,
        **_as_user(owner),  # type: ignore[call-overload]
    )


def _wait_until_it_answers(server: subprocess.Popen[bytes], home: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with psycopg.connect(host=str(home), user="newsroom", dbname="postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE newsroom")
                return
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise NoPostgres(f"PostgreSQL did not start for the tests:\n{(home / 'log').read_text(errors='replace')}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)  # "fast": disconnects everybody and stops
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.send_signal(signal.SIGQUIT)
        server.wait()


def _run(command: list[str], url: str) -> int:
    child = subprocess.Popen(command, env={**os.environ, "TEST_DATABASE_URL": url})
    try:
        code = child.wait()
    except KeyboardInterrupt:  # the terminal told the child as well
        code = child.wait()
    except SystemExit:  # only we were told: _leave
        child.terminate()
        child.wait()
        raise
    return code if code >= 0 else 128 - code  # as a shell counts a child ended by a signal


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def main() -> int:
    """Run the command given on the command line with a cluster; its exit code is ours."""
    parser = argparse.ArgumentParser(prog="python -m tests.postgres.cluster", description=__doc__)
    parser.add_argument("command", nargs="+")
    command = parser.parse_args().command
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _leave)
    try:
        with temporary_cluster() as url:
            return _run(command, url)
    except NoPostgres as reason:
        print(reason, file=sys.stderr)
        # A CI machine is set up for the whole suite; there a silent gap would be a lie.
        return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    raise SystemExit(main())
