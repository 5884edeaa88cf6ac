"""What the desk's forms are typed into: the story editor, headline and dek, counters, autocompletes that know their
choice already."""

from datetime import UTC, datetime
from typing import Any

from ckeditor.widgets import CKEditorWidget
from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Model
from django.templatetags.static import static
from django.urls import reverse
from unfold.widgets import UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget, UnfoldAdminURLInputWidget

GONE = "Somebody has deleted what was chosen here. Choose something else, or leave it out."
EDITOR_PLUGINS = {"newsroomcards": "cards.js", "newsroompicker": "picker.js", "newsroom": "plugin.js"}


class DeskEditor(CKEditorWidget):
    """CKEditor with the readers' type and measure inside, dark where the desk is."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        # Here and not in settings: addresses are known only when the app is ready.
        self.config["contentsCss"] = [static("articles/desk/editor.css")]
        return super().get_context(name, value, attrs)


class PostEditor(DeskEditor):
    """For a few sentences: as tall as they are."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        self.config |= {"height": 180, "autoGrow_minHeight": 180, "autoGrow_bottomSpace": 0}
        return super().get_context(name, value, attrs)


class StoryEditor(DeskEditor):
    """The same with related stories and photos at the cursor."""

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        self.config["newsroom"] = {
            "stories": reverse("admin:articles_article_pick_stories"),
            "photos": reverse("admin:articles_article_pick_photos"),
            "contests": reverse("admin:articles_article_pick_contests"),
            "styles": static("articles/desk/ckeditor/newsroom/picker.css"),
        }
        self.external_plugin_resources = [_plugin(*each) for each in EDITOR_PLUGINS.items()]
        return super().get_context(name, value, attrs)


def _plugin(name: str, file: str) -> tuple[str, str, str]:
    """What CKEditor is told of a plugin: its name, its folder and its file, which has a digest in its name."""
    folder, _, stored = static(f"articles/desk/ckeditor/newsroom/{file}").rpartition("/")
    return name, f"{folder}/", stored


# A year with a slip in it (0206, 20266) is refused; near both ends of the calendar no zone can be reckoned any more.
BELIEVABLE = (
    MinValueValidator(datetime(1700, 1, 1, tzinfo=UTC), "Check the year: this is before there were newspapers."),
    MaxValueValidator(datetime(2200, 1, 1, tzinfo=UTC), "Check the year: this is too far ahead."),
)


def counted(advised: int) -> dict[str, str]:
    """Attributes that make desk.js count characters against what is advised (nobody is stopped from writing more)."""
    return {"data-advised": str(advised)}


class OneLine(UnfoldAdminTextareaWidget):
    """A line of text that wraps and grows instead of scrolling out of sight, as a headline should."""

    def __init__(self, css_class: str, *, advised: int = 0, rows: int = 1):
        attrs = {"class": css_class, "rows": rows, "data-one-line": ""}
        super().__init__(attrs={**attrs, **(counted(advised) if advised else {})})


class CountedLine(UnfoldAdminTextInputWidget):
    def __init__(self, advised: int):
        super().__init__(attrs=counted(advised))


class CountedText(UnfoldAdminTextareaWidget):
    def __init__(self, advised: int):
        super().__init__(attrs={**counted(advised), "rows": 3})


class WebAddress(UnfoldAdminURLInputWidget):
    """Typed as text: a path of our own site may be pasted too, and what is wrong is said in our own words."""

    template_name = "unfold/widgets/text.html"
    input_type = "text"

    def __init__(self) -> None:
        super().__init__(attrs={"placeholder": "https://", "inputmode": "url", "autocomplete": "off"})


def _ids(value: list[Any]) -> list[str]:
    """What of a posted choice can be the number of a row; Django's widgets ask the database for anything."""
    return [one for one in map(str, value) if one.isascii() and one.isdecimal() and len(one) < 19]


class AutocompleteSeveral(AutocompleteSelectMultiple):
    known: dict[str, str] = {}  # as KnownAutocomplete's

    def optgroups(self, name: str, value: list[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = set(_ids(value))
        if not chosen <= self.known.keys():
            return super().optgroups(name, _ids(value), attrs)
        labels = [(key, label) for key, label in self.known.items() if key in chosen]
        options = [self.create_option(name, key, label, True, n) for n, (key, label) in enumerate(labels)]
        return [(None, options, 0)]


class KnownAutocomplete(AutocompleteSelect):
    """An autocomplete that is told its present choice instead of asking the database for it, row by row."""

    known: dict[str, str] = {}  # replaced as a whole, never written into: deep copies share it

    def optgroups(self, name: str, value: list[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = _ids(value)
        if not set(chosen) <= self.known.keys():
            return super().optgroups(name, chosen, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [self.create_option(name, key, self.known[key], True, n) for n, key in enumerate(chosen)]
        return [(None, options, 0)]


class KnownChoice(forms.ModelChoiceField):
    """A choice that is not asked of the database when it is among those that are known already. What can be no number
    of a row is not asked either: SQLite fails over one of thirty digits."""

    known: dict[str, Model] = {}  # replaced as a whole, never written into: deep copies share it
    knows_all = False  # whether what is not known is not there

    def to_python(self, value: Any) -> Any:
        if (found := self.known.get(str(value))) is not None:
            return found
        is_number = value in self.empty_values or isinstance(value, Model) or bool(_ids([value]))
        if not is_number or (self.knows_all and value not in self.empty_values):
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return super().to_python(value)


class KnownSeveral(forms.ModelMultipleChoiceField):
    """The same for several: when all that were chosen are known, in the order they are known in."""

    known: dict[str, Model] = {}

    def _check_values(self, value: Any) -> Any:
        chosen = set(map(str, value))
        if chosen <= self.known.keys():
            return [one for key, one in self.known.items() if key in chosen]
        if odd := chosen - set(_ids(list(chosen))):
            raise ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice", params={"value": min(odd)[:40]}
            )
        return super()._check_values(value)


class KnownChoices(forms.ModelForm):
    """A form whose autocompletes know what its row has loaded already."""

    # Set where nothing will be saved (typed.py): the form's own fields have checked what was typed, and what the tables
    # would say to it is asked when somebody saves.
    is_only_read = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, KnownAutocomplete | AutocompleteSeveral) and (chosen := self._loaded(name)):
                widget.known = {str(one.pk): str(one) for one in chosen}
                field.known = {str(one.pk): one for one in chosen}

    def _get_validation_exclusions(self) -> set[str]:
        if self.is_only_read:
            return {field.name for field in self._meta.model._meta.get_fields()}
        return super()._get_validation_exclusions()

    def _loaded(self, name: str) -> list[Model]:
        """What the row has chosen, as far as that was read with it."""
        field = self._meta.model._meta.get_field(name)
        if field.many_to_many:
            return list(getattr(self.instance, "_prefetched_objects_cache", {}).get(name, ()))
        chosen = getattr(self.instance, name) if field.is_cached(self.instance) else None
        return [] if chosen is None else [chosen]


class AutocompletesMixin:
    """For a ModelAdmin or inline: every autocomplete of one choice is a KnownAutocomplete, a choice that is gone is
    told in words, and `example.org` typed as an address means https."""

    formfield_overrides: dict[Any, dict[str, Any]] = {models.URLField: {"assume_scheme": "https"}}

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))
            kwargs.setdefault("form_class", KnownChoice)
        kwargs.setdefault("error_messages", {"invalid_choice": GONE})
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = AutocompleteSeveral(db_field, self.admin_site, using=kwargs.get("using"))
            kwargs.setdefault("form_class", KnownSeveral)
        return super().formfield_for_manytomany(db_field, request, **kwargs)
