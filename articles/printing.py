"""Printing a page: template and content, and nothing of the request. Readers' pages are the same for everybody, so
their templates cannot know who asks; that also saves the context processors, which only the desk needs."""

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string


def print_page(template: str, content: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """An HTML response with the rendered template."""
    return HttpResponse(render_to_string(template, content), status=status)
