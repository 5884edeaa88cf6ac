"""Rows of a form that have an order: bylines, photos and related links of a story."""

import re
from typing import Any

from django.utils.functional import cached_property
from unfold.forms import PaginationInlineFormSet

_ROW = re.compile(r"(?P<prefix>[a-z_]+)-(?P<number>[0-9]{1,4})-(?P<box>[a-z_]+)")


class SortedFormSet(PaginationInlineFormSet):
    """New rows without a place of their own come last, also when no script renumbered them. A row that somebody has
    deleted since the form was opened is a new one: what was typed into it is read, not refused."""

    twice = "This stands here twice already. Take one of them out."

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = self._gone_as_new(self.data)

    @cached_property
    def empty_form(self) -> Any:
        """The row that the script copies. Django makes it anew each of the five times it is asked for."""
        return super().empty_form

    def _gone_as_new(self, data: Any) -> Any:
        """The boxes with the rows that are still there first, as Django reads them, and the others behind them."""
        started = f"{self.prefix}-INITIAL_FORMS"
        shown = data.get(started, "")
        if not (shown.isascii() and shown.isdecimal() and len(shown) < 4):
            return data
        known = {str(row.pk) for row in self.get_queryset()} if int(shown) else set()
        numbers = range(int(shown))
        there = [number for number in numbers if data.get(f"{self.prefix}-{number}-id", "") in known]
        gone = [number for number in numbers if number not in there]
        if not gone:
            return data
        copied = data.copy()
        new = {old: place for place, old in enumerate([*there, *gone])}
        for name in data:
            found = _ROW.fullmatch(name)
            if found and found["prefix"] == self.prefix and int(found["number"]) in new:
                copied.setlist(f"{self.prefix}-{new[int(found['number'])]}-{found['box']}", data.getlist(name))
        for number in gone:
            copied[f"{self.prefix}-{new[number]}-id"] = ""
        copied[started] = str(len(there))
        return copied

    def save_new(self, form: Any, commit: bool = True) -> Any:
        if not form.instance.position:
            form.instance.position = self._next_position()
        self._last = form.instance.position
        return super().save_new(form, commit=commit)

    def get_unique_error_message(self, unique_check: Any) -> str:
        return self.twice

    def get_form_error(self) -> str:
        return self.twice

    def _next_position(self) -> int:
        taken = [form.instance.position for form in self.initial_forms if form not in self.deleted_forms]
        taken += [self._last] if hasattr(self, "_last") else []
        return max(taken) + 1 if taken else 0
