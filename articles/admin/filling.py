"""The story form filled with boxes that were kept, as if they had just been typed: nothing is checked before somebody
saves, and a row whose saved one is gone meanwhile is a new row."""

from collections.abc import Collection
from typing import Any

from django.forms import BaseForm, BaseFormSet, Field
from django.forms.utils import ErrorDict
from django.http import QueryDict

from articles.admin.row_choices import known_choices, tell_choices
from articles.unsaved.boxes import Boxes

# What a row has without anybody having typed into it.
UNTYPED = frozenset({"id", "article", "position", "placement", "after_paragraph"})


def as_sent(boxes: Boxes) -> QueryDict:
    """Kept boxes as Django reads them from a form that was sent."""
    sent = QueryDict(mutable=True)
    for name, texts in boxes.items():
        sent.setlist(name, texts)
    return sent


def quiet_form(form_class: type[BaseForm], boxes: QueryDict | None = None) -> Any:
    """The form with these boxes and without a word about what is still wrong in them."""

    class Filled(form_class):  # type: ignore[misc, valid-type]
        is_only_read = True

        def __init__(self, *args: Any, **kwargs: Any):
            super().__init__(*args, **kwargs | ({"data": boxes} if boxes is not None else {}))

        def full_clean(self) -> None:
            self.cleaned_data: dict[str, Any] = {}
            if boxes is None:
                super().full_clean()  # a row prints what its boxes stand for
            self._errors = ErrorDict()

    return Filled


class WhichRow(Field):
    """The number of a row, which its formset has found already; Django's own box asks the database for it once more."""


def quiet_rows(formset_class: type[BaseFormSet]) -> Any:
    """The same for rows; their boxes come with get_formset_kwargs."""

    class FilledRows(formset_class):  # type: ignore[misc, valid-type]
        form = quiet_form(formset_class.form)

        def __init__(self, *args: Any, **kwargs: Any):
            super().__init__(*args, **kwargs)
            self.data = mend_rows(self.data, self.prefix, [row.pk for row in self.get_queryset()])

        def add_fields(self, form: Any, index: int | None) -> None:
            super().add_fields(form, index)
            pk = self._pk_field.name
            form.fields[pk] = WhichRow(widget=form.fields[pk].widget, initial=form.instance.pk, required=False)

        def full_clean(self) -> None:
            standing = [form.instance for form in self.initial_forms]
            tell_choices(self, known_choices(self, standing, [self.data]))
            self._errors, self._non_form_errors = [form.errors for form in self.forms], self.error_class()

    return FilledRows


def mend_rows(boxes: QueryDict, prefix: str, standing: Collection[int]) -> QueryDict:
    """The boxes of one formset, numbered anew: rows that still stand first, then those that are new, among them such
    as somebody has deleted meanwhile (their ids are not in `standing`). Empty new rows are left out."""
    rows: dict[int, dict[str, list[str]]] = {}
    for name, texts in boxes.lists():
        number, _, box = name.removeprefix(f"{prefix}-").partition("-")
        if name.startswith(f"{prefix}-") and box and number.isascii() and number.isdecimal() and len(number) < 6:
            rows.setdefault(int(number), {})[box] = texts
    ids = {str(pk) for pk in standing}
    old = [row for _, row in sorted(rows.items()) if row.get("id", [""])[0] in ids]
    new = [row for _, row in sorted(rows.items()) if row.get("id", [""])[0] not in ids and _is_typed(row)]
    mended = as_sent({f"{prefix}-TOTAL_FORMS": [str(len(old) + len(new))], f"{prefix}-INITIAL_FORMS": [str(len(old))]})
    for number, row in enumerate([*old, *({**row, "id": [""]} for row in new)]):
        for box, texts in row.items():
            mended.setlist(f"{prefix}-{number}-{box}", texts)
    return mended


def _is_typed(row: dict[str, list[str]]) -> bool:
    if "on" in row.get("DELETE", []):
        return False
    return any(any(texts) for box, texts in row.items() if box not in UNTYPED)
