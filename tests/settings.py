"""Production settings with the few things a test run must not share with the machine it runs on.

Everything newsroom/settings.py reads from the environment is dropped first, and .env is not read, so that a
developer's own choices cannot decide whether a test passes. The names are those that .env.example explains.
"""

import os
import re
import tempfile
from pathlib import Path

_EXAMPLE = Path(__file__).resolve().parent.parent / ".env.example"

_AWAY = Path(tempfile.gettempdir()) / f"newsroom-tests-{os.getuid()}"

for _name in re.findall(r"^(?:# )?([A-Z0-9_]+)=", _EXAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE):
    os.environ.pop(_name, None)

os.environ.update(
    ENV_FILE=os.devnull,
    SECRET_KEY="only-for-tests",
    ALLOWED_HOSTS="testserver,127.0.0.1,localhost",
    SITE_URL="http://testserver",
    HTTPS="false",
    # tests/postgres/cluster.py names its database here; nothing a developer has set can be mistaken for it. The file is
    # never made: tests/conftest.py gives each run its own. It must not be :memory:, or the live server's threads share
    # the tests' connection, close it under them, and Python crashes.
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{_AWAY / 'newsroom.sqlite3'}",
    # Each test has a folder of its own (tests/conftest.py); this one catches what runs outside a test.
    MEDIA_ROOT=str(_AWAY / "media"),
    LOG_LEVEL="WARNING",
)

from newsroom.settings import *  # noqa: E402, F403
from newsroom.settings import STORAGES  # noqa: E402

# The hashed names of production need `collectstatic` first.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
STORAGES["sent"] = {"BACKEND": "tests.sent_folder.SentFolder"}
# Strong hashing is slow on purpose, and every test that logs in would pay for it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
