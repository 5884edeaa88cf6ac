"""Words that a question to the database has in itself: what the planner must know to choose the right index."""

from typing import Any

from django.db.models import Value


class Written(Value):
    """A word of our own that stands in the SQL itself. A planner that is not told the values of a question
    (settings.py: plans are made once) cannot see from a parameter that a partial index has all the rows."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        assert self.value.isalpha()
        return f"'{self.value}'", []
