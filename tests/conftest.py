"""What every test stands on: a database file of its own run, a media folder of its own, an empty cache.

Settings are in tests/settings.py, the throwaway PostgreSQL in tests/postgres/, the browser in tests/browser/.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from pytest_django import Settings

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out the tests that touch no database: they have run on SQLite and would only run again."""
    if django_settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        return
    kept = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _asks_the_database(item: pytest.Item) -> bool:
    fixtures = getattr(item, "fixturenames", ())
    return item.get_closest_marker("django_db") is not None or not DATABASE_FIXTURES.isdisjoint(fixtures)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """On SQLite, test in a file: threads (live server, races) then meet the locks that production has."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "newsroom.sqlite3")


@pytest.fixture(autouse=True)
def media_root(settings: Settings, tmp_path: Path) -> Path:
    """The folder that photos of this test go to."""
    root = tmp_path / "media"
    settings.MEDIA_ROOT = root
    return root


@pytest.fixture(autouse=True)
def _empty_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test changes it also sees at once: only tests/views/test_fragments.py lets a second go by."""
    monkeypatch.setattr("articles.views.fragments.KNOWN_SECONDS", 0)
    yield
    cache.clear()
