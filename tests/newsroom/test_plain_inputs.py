"""Boxes printed without a template are to the letter those that Django's templates print."""

from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st

from newsroom.plain_inputs import PLAIN, PlainInputs

DJANGO, OURS = DjangoTemplates(), PlainInputs()
KINDS = (
    *(forms.TextInput, forms.NumberInput, forms.EmailInput, forms.URLInput, forms.PasswordInput, forms.HiddenInput),
    *(forms.CheckboxInput, forms.DateInput, forms.TimeInput, forms.FileInput),
)
ATTRIBUTES = st.dictionaries(
    st.sampled_from(["id", "class", "title", "data-x", "required", "checked", "maxlength", "min"]),
    st.one_of(st.text(), st.booleans(), st.integers(), st.none(), st.just(mark_safe("&amp;"))),
)
PIECES = (mark_safe("<b>"), date(2026, 11, 3))
VALUES = st.one_of(st.none(), st.text(), st.integers(), st.booleans(), *map(st.just, PIECES))


@given(kind=st.sampled_from(KINDS), name=st.text(min_size=1), value=VALUES, attributes=ATTRIBUTES)
def test_a_plain_box_is_the_one_that_django_prints(kind, name, value, attributes):
    if not isinstance(value, str | None) and kind in (forms.DateInput, forms.TimeInput):
        value = None
    widget = kind(attrs=attributes)
    assert widget.render(name, value, renderer=OURS) == widget.render(name, value, renderer=DJANGO)


@pytest.mark.parametrize("widget", [kind() for kind in KINDS])
def test_every_plain_kind_is_printed_without_a_template(widget, monkeypatch):
    monkeypatch.setattr(DjangoTemplates, "render", None)
    assert widget.template_name in PLAIN
    assert widget.render("box", "1", renderer=OURS).startswith("<input ")


def test_other_boxes_go_through_their_templates():
    box = forms.Textarea()
    assert box.render("box", "<1>", renderer=OURS) == box.render("box", "<1>", renderer=DJANGO)
