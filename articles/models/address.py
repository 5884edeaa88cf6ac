"""AddressField: the part of a web address that names a story, a section, a topic."""

from typing import Any

from django.db import models

RULE = "An address takes letters, digits, hyphens and underscores only."


class AddressField(models.SlugField):
    """A slug that explains itself in the desk's words."""

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("error_messages", {"invalid": RULE})
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"error_messages": {"invalid": RULE}, **kwargs})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        name, _path, args, kwargs = super().deconstruct()
        kwargs.pop("error_messages", None)  # words, not a change of the table
        return name, "django.db.models.SlugField", args, kwargs
