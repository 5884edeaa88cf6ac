"""The settings file as an operator meets it: what it refuses, what it reads, and that each setting is explained."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {"SECRET_KEY": "s" * 60, "ALLOWED_HOSTS": "news.example.org,www.example.org"}


def start(**environment: str) -> subprocess.CompletedProcess[str]:
    """Load the settings in a fresh process that knows only these variables."""
    names = "s.DEBUG, s.SITE_URL, s.SECURE_SSL_REDIRECT, s.SESSION_COOKIE_SECURE"
    code = f"from django.conf import settings as s; print({names})"
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "newsroom.settings", "ENV_FILE": "/dev/null"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_a_key_and_hosts_and_is_safe_by_default() -> None:
    assert start(**PRODUCTION).stdout.split() == ["False", "https://news.example.org", "True", "True"]


def test_production_refuses_to_start_without_a_key_and_says_why() -> None:
    started = start(ALLOWED_HOSTS="news.example.org")
    assert started.returncode != 0
    assert "SECRET_KEY is not set: " in started.stderr
    assert ".env.example" in started.stderr


def test_production_refuses_to_start_without_hosts_and_says_why() -> None:
    started = start(SECRET_KEY="s" * 60)
    assert started.returncode != 0
    assert "ALLOWED_HOSTS is not set: " in started.stderr


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "env").write_text("SITE_URL=https://file.example.org\nDEBUG=true\n", encoding="utf-8")
    started = start(**PRODUCTION, ENV_FILE=str(tmp_path / "env"), SITE_URL="https://given.example.org")
    assert started.stdout.split()[:2] == ["True", "https://given.example.org"]


def test_env_example_explains_every_setting_and_no_other() -> None:
    source = (ROOT / "newsroom" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"""(?:env\.\w+|_required_in_production)\(\s*"([A-Z_]+)\"""", source))
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    explained = set(re.findall(r"^(?:# )?([A-Z_]+)=", example, flags=re.MULTILINE))
    assert len(read) > 15
    assert explained == read


def test_a_command_says_it_in_one_sentence() -> None:
    command = [sys.executable, ROOT / "manage.py", "check"]
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull}
    started = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert started.returncode != 0
    assert started.stderr.startswith("SECRET_KEY is not set: ")


def test_a_command_on_a_database_without_tables_says_how_to_make_them(tmp_path: Path) -> None:
    command = [sys.executable, ROOT / "manage.py", "check_pages"]
    environment = {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATABASE_URL": f"sqlite:///{tmp_path}/new"}
    started = subprocess.run(command, env=environment | PRODUCTION, capture_output=True, text=True, check=False)
    assert started.returncode == 1
    assert started.stderr == "CommandError: This database has no tables yet. Make them with: manage.py migrate\n"
