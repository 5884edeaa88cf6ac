"""Rows of a form that have an order: bylines, photos and related links of a story."""

from typing import Any

from unfold.forms import PaginationInlineFormSet


class SortedFormSet(PaginationInlineFormSet):
    """New rows without a place of their own come last, also when no script renumbered them."""

    twice = "This stands here twice already. Take one of them out."

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
