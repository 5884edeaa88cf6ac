"""How the boxes of forms are printed (settings: FORM_RENDERER): the plain ones, of which the story form has 70 and the
list of stories 100, without going through a template. What they print is to the letter what Django's templates print,
and but for white space what Unfold's print; a test holds that. Others, and every box with something special about it,
go through their template. Measured in turns with templates alone: docs/decisions.md.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

Widget = dict[str, Any]

# Every piece of the strings that are marked safe below is escaped or written here.
# ruff: noqa: S308

INPUTS = ("input", "hidden", "text", "number", "email", "url", "password", "checkbox", "date", "time", "file")
OPTION = "django/forms/widgets/select_option.html"
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
        if (printed := PLAIN.get(template_name)) and (box := printed(context["widget"])) is not None:
            return mark_safe(box)
        return super().render(template_name, context, request)


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


def _option(option: Widget) -> str:
    label = conditional_escape(option["label"])
    return f'<option value="{_text(option["value"])}"{_attributes(option["attrs"])}>{label}</option>\n'


def _attributes(attributes: Mapping[str, Any]) -> str:
    """As django/forms/widgets/attrs.html prints them: True stands alone, False is left out."""
    return "".join(
        f" {conditional_escape(name)}" + ("" if value is True else f'="{_text(value)}"')
        for name, value in attributes.items()
        if value is not False
    )


def _text(value: Any) -> str:
    return conditional_escape(value if hasattr(value, "__html__") else str(value))


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
    "unfold/widgets/text.html": printed_unfold_text,
    "unfold/widgets/textarea.html": printed_unfold_textarea,
    "unfold/widgets/select.html": printed_unfold_select,
}
