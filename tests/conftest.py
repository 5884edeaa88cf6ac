"""What every test stands on: a database file of its own run, a media folder of its own, an empty cache.

Settings are in tests/settings.py, the throwaway PostgreSQL in tests/postgres/, the browser in tests/browser/.
"""

import gc
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker, Settings

DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL, leave out the tests that touch no database: they have run on SQLite and would only run again."""
    if django_settings.DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
        return
    kept = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def pytest_collection_finish() -> None:
    """Look for garbage rarely, and never among what was there before the first test: Django, the models, the tests.
    Looking as often as Python does by itself takes a tenth of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


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


@pytest.fixture(scope="module")
def making_once(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """For rows that take long to make and that every test of a module starts from: a fixture of scope "module" makes
    them in `with making_once():`. What a test does to them is undone after it, and they go after the module.

    Not for modules with tests that commit (transaction=True). Pictures are made in a folder that tests do not see.
    """

    @contextmanager
    def making() -> Iterator[None]:
        with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
            yield
            cache.clear()

    with django_db_blocker.unblock():
        whole = transaction.atomic()
        whole.__enter__()
    yield making
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture(scope="session")
def _media_roots(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The names of folders that nobody has used yet."""
    whole = tmp_path_factory.mktemp("media")
    return (whole / str(number) / "media" for number in count())


@pytest.fixture(autouse=True)
def media_root(settings: Settings, _media_roots: Iterator[Path]) -> Iterator[Path]:
    """The folder that photos of this test go to, in one of its own; both are made for the first photo."""
    root = next(_media_roots)
    settings.MEDIA_ROOT = root
    yield root
    shutil.rmtree(root.parent, ignore_errors=True)


@pytest.fixture(autouse=True)
def _empty_cache(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What a test changes it also sees at once: only tests/views/test_fragments.py lets a second go by."""
    monkeypatch.setattr("articles.views.fragments.KNOWN_SECONDS", 0)
    yield
    cache.clear()
