"""How the boxes of forms are printed (settings: FORM_RENDERER): the plain ones, of which the story form has 70 and the
list of stories 100, without going through a template. What they print is to the letter what Django's templates print,
and but for white space what Unfold's print; a test holds that. Others, and every box with something special about it,
go through their template. Measured in turns with templates alone: docs/decisions.md.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

Widget = dict[str, Any]

# Every piece of the strings that are marked safe below is escaped or written here.
# ruff: noqa: S308

INPUTS = ("input", "hidden", "text", "number", "email", "url", "password", "checkbox", "date", "time", "file")
OPTION = "django/forms/widgets/select_option.html"
RADIO_OPTION = "django/forms/widgets/radio_option.html"
WRAPPER = "unfold/widgets/related_widget_wrapper.html"
_IN_THE_WRAPPER = ("rendered_widget", "name", "widget")
_NAME, _BOX = "⟨name of a box⟩", "⟨a box⟩"
_WRAPPERS: dict[Any, str] = {}
LONGEST_REMEMBERED = 400
MOST_WRAPPERS = 200  # kinds of them: models, and what people may do with them
UNFOLD_TEXT_EXTRAS = ("prefix", "prefix_icon", "suffix", "suffix_icon")
UNFOLD_ARROW = (
    '<span class="material-symbols-outlined absolute group-[.primary]:text-white pointer-events-none mr-[12px] right-0 '
    "text-base-400 top-0 top-1/2 hover:text-base-700 dark:text-base-500 dark:hover:text-base-200 -translate-y-1/2"
    '">expand_more</span>'
)


class PlainInputs(DjangoTemplates):
    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> SafeString:
        if template_name == "django/forms/errors/list/ul.html" and not context["errors"]:
            return mark_safe("")
        if template_name == WRAPPER:
            return self._wrapped(context, request)
        if (printed := PLAIN.get(template_name)) and (box := printed(context["widget"])) is not None:
            return mark_safe(box)
        return super().render(template_name, context, request)

    def _wrapped(self, context: dict[str, Any], request: HttpRequest | None) -> SafeString:
        """A box with its menu of links. The menu is that of its model and of what somebody may do with it; only the
        box and its name change from one to the next, so they are put into a page that was made once."""
        box, name = context["rendered_widget"], conditional_escape(context["name"])
        around = tuple(sorted((key, str(value)) for key, value in context.items() if key not in _IN_THE_WRAPPER))
        kept = (get_language(), around)
        if kept not in _WRAPPERS:
            if len(_WRAPPERS) >= MOST_WRAPPERS:
                _WRAPPERS.clear()
            blank = {**context, "rendered_widget": mark_safe(_BOX), "name": mark_safe(_NAME)}
            _WRAPPERS[kept] = super().render(WRAPPER, blank, request)
        return mark_safe(_WRAPPERS[kept].replace(_NAME, name).replace(_BOX, box, 1))


def printed_input(widget: Widget) -> str:
    """`<input>` as django/forms/widgets/input.html prints it."""
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return f'<input type="{kind}" name="{name}"{value}{_attributes(widget["attrs"])}>'


def printed_unfold_text(widget: Widget) -> str | None:
    if any(widget.get(extra) for extra in UNFOLD_TEXT_EXTRAS):
        return None
    return f'<div class="max-w-2xl relative w-full">{printed_input(widget)}</div>'


def printed_textarea(widget: Widget, before_text: str = "\n") -> str:
    text = conditional_escape(widget["value"]) if widget["value"] else ""
    name = conditional_escape(widget["name"])
    return f'<textarea name="{name}"{_attributes(widget["attrs"])}>{before_text}{text}</textarea>'


def printed_unfold_textarea(widget: Widget) -> str:
    return printed_textarea(widget, before_text="")


def printed_select(widget: Widget) -> str | None:
    """None where options are grouped or have a template of their own."""
    options = [option for _, group, _ in widget["optgroups"] for option in group]
    grouped = any(name for name, _, _ in widget["optgroups"])
    if grouped or any(option["template_name"] != OPTION for option in options):
        return None
    lines = "".join(f"\n  {_option(option)}" for option in options)
    return f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>{lines}\n</select>'


def printed_unfold_select(widget: Widget) -> str | None:
    box = printed_select(widget)
    return None if box is None else f'<div class="grow relative max-w-2xl">{box}{UNFOLD_ARROW}</div>'


def printed_radios(widget: Widget) -> str | None:
    """None where they are grouped or have a template of their own."""
    options = [option for _, group, _ in widget["optgroups"] for option in group]
    if any(name for name, _, _ in widget["optgroups"]) or any(one["template_name"] != RADIO_OPTION for one in options):
        return None
    shown = {name: widget["attrs"].get(name) for name in ("id", "class")}
    attributes = "".join(f' {name}="{_text(value)}"' for name, value in shown.items() if value)
    lines = "".join(f"<div>\n    {_radio(option)}</div>" for option in options)
    return f"<div{attributes}>{lines}\n</div>"


def _radio(option: Widget) -> str:
    box = printed_input(option)
    if not option.get("wrap_label"):
        return f"{box}\n"
    target = f' for="{_text(option["attrs"]["id"])}"' if option["attrs"].get("id") else ""
    return f"<label{target}>{box} {conditional_escape(option['label'])}</label>\n"


def _option(option: Widget) -> str:
    label = conditional_escape(option["label"])
    return f'<option value="{_text(option["value"])}"{_attributes(option["attrs"])}>{label}</option>\n'


def _attributes(attributes: Mapping[str, Any]) -> str:
    """As django/forms/widgets/attrs.html prints them: True stands alone, False is left out."""
    return "".join(
        f" {_text(name)}" + ("" if value is True else f'="{_text(value)}"')
        for name, value in attributes.items()
        if value is not False
    )


def _text(value: Any) -> str:
    return conditional_escape(value) if hasattr(value, "__html__") else _escaped(str(value))


@lru_cache(maxsize=4096)
def _remembered(text: str) -> str:
    return conditional_escape(text)


def _escaped(text: str) -> str:
    """Names and values of attributes are a few hundred, printed over and over; long texts are not remembered."""
    return _remembered(text) if len(text) < LONGEST_REMEMBERED else conditional_escape(text)


PLAIN: dict[str, Callable[[Widget], str | None]] = {
    **{
        f"django/forms/widgets/{name}.html": printed_input
        for name in (
            "input",
            "hidden",
            "text",
            "number",
            "email",
            "url",
            "password",
            "checkbox",
            "date",
            "time",
            "file",
        )
    },
    "django/forms/widgets/textarea.html": printed_textarea,
    "django/forms/widgets/select.html": printed_select,
    "django/forms/widgets/radio.html": printed_radios,
    "unfold/widgets/text.html": printed_unfold_text,
    "unfold/widgets/textarea.html": printed_unfold_textarea,
    "unfold/widgets/select.html": printed_unfold_select,
}
