"""What is left out on PostgreSQL is named, and a name that has changed leaves nothing out, or in, unnoticed."""

import re
from pathlib import Path

import pytest

from tests.postgres.choosing import DECIDED_IN_PYTHON

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("place", DECIDED_IN_PYTHON)
def test_every_test_that_is_named_is_there(place):
    module, _, single = place.partition("::")
    there = set(re.findall(r"^ *def (test_\w+)\(", (ROOT / module).read_text(encoding="utf-8"), flags=re.MULTILINE))
    named = {*DECIDED_IN_PYTHON[place], *([single] if single else [])}
    assert named <= there
    assert there - named
