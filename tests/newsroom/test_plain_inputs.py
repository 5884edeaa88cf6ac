"""Boxes printed without a template are to the letter those that Django's templates print."""

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.utils import ErrorList
from django.utils.safestring import mark_safe
from hypothesis import given
from hypothesis import strategies as st
from unfold.widgets import (
    UnfoldAdminRelatedFieldWrapperWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from articles.models import Byline
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


CHOICES = st.lists(st.tuples(st.text(max_size=5), st.text(max_size=9)), max_size=4)


@given(text=VALUES, attributes=ATTRIBUTES)
def test_a_text_area_is_the_one_that_django_prints(text, attributes):
    box = forms.Textarea(attrs=attributes)
    assert box.render("box", text, renderer=OURS) == box.render("box", text, renderer=DJANGO)


@given(choices=CHOICES, chosen=st.text(max_size=5), attributes=ATTRIBUTES)
def test_a_list_of_choices_is_the_one_that_django_prints(choices, chosen, attributes):
    box = forms.Select(attrs=attributes, choices=choices)
    assert box.render("box", chosen, renderer=OURS) == box.render("box", chosen, renderer=DJANGO)


@given(choices=CHOICES, chosen=st.text(max_size=5), attributes=ATTRIBUTES)
def test_radio_buttons_are_those_that_django_prints(choices, chosen, attributes):
    box = forms.RadioSelect(attrs=attributes, choices=choices)
    ours, theirs = (box.render("box", chosen, attrs={"id": "id_box"}, renderer=each) for each in (OURS, DJANGO))
    assert _tight(ours) == _tight(theirs)


class OneRelated:
    """As much of an admin site as the menu beside a box asks for."""

    name = "admin"

    def is_registered(self, model):
        return True


@pytest.mark.parametrize("may", [{}, {"can_change_related": True}, {"can_add_related": False}])
def test_the_menu_beside_a_box_is_the_one_that_unfold_prints_also_when_it_was_printed_before(may):
    reach = Byline._meta.get_field("contributor").remote_field
    box = UnfoldAdminRelatedFieldWrapperWidget(forms.TextInput(), reach, OneRelated(), **may)
    for name, value in (("first", "1"), ("second-<", "a name of a box"), ("first", "&")):
        ours, theirs = (box.render(name, value, renderer=each) for each in (OURS, DJANGO))
        assert ours == theirs


@pytest.mark.parametrize(
    ("box", "value"),
    [
        (UnfoldAdminTextInputWidget, '<"&'),
        (lambda: UnfoldAdminTextInputWidget(attrs={"prefix": "$", "suffix_icon": "euro"}), "7"),
        (UnfoldAdminTextareaWidget, "<two>\nlines"),
        (lambda: UnfoldAdminSelectWidget(choices=[("a", "An <a>"), ("b", "B")]), "b"),
        (lambda: UnfoldAdminSelectWidget(choices=[("Letters", [("a", "A")]), ("b", "B")]), "a"),
    ],
)
def test_the_boxes_of_the_desk_are_but_for_white_space_those_that_unfold_prints(box, value):
    ours, theirs = (box().render("box", value, attrs={"id": "id_box"}, renderer=each) for each in (OURS, DJANGO))
    assert _tight(ours) == _tight(theirs)


def _tight(html):
    return re.sub(r"\s+", " ", re.sub(r"\s*([<>])\s*", r"\1", html))


def test_no_faults_are_nothing_and_faults_are_listed():
    assert ErrorList(renderer=OURS).as_ul() == ""
    faults = ErrorList(["Too <long>"], renderer=OURS).as_ul()
    assert faults == ErrorList(["Too <long>"], renderer=DJANGO).as_ul()
    assert "<li>Too &lt;long&gt;</li>" in faults


def test_grouped_choices_go_through_their_template():
    box = forms.Select(choices=[("Group", [("a", "<A>")])])
    assert box.render("box", "a", renderer=OURS) == box.render("box", "a", renderer=DJANGO)
