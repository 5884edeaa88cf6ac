"""The boxes for a time (day, time and, where clocks are put back, which of the two), in the newsroom's zone, with the
zone in words. How such a time is read is in dates.py; what the boxes say while somebody types is in desk/times.js."""

from datetime import datetime
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from unfold.widgets import UnfoldAdminDateWidget, UnfoldAdminSelectWidget, UnfoldAdminTimeWidget

from articles.admin.widgets import BELIEVABLE
from articles.dates import TwiceThatDay, at_newsroom_clock, in_newsroom_zone, printed_soon, printed_wait, zone_name

FIRST, SECOND = "first", "second"
TIME_FORMATS = ("%H:%M:%S", "%H:%M", "%I:%M %p", "%I:%M%p", "%I %p", "%I%p")


class MomentWidget(forms.SplitDateTimeWidget):
    """Posts NAME_0 (day), NAME_1 (time) and, where it is asked, NAME_2 (the first or the second)."""

    template_name = "unfold/widgets/split_datetime.html"

    class Media:
        js = ("articles/desk/times.js",)

    def __init__(self, attrs: dict[str, Any] | None = None):
        time = UnfoldAdminTimeWidget(attrs={"aria-label": "Time"}, format="%H:%M:%S")
        which = UnfoldAdminSelectWidget(attrs={"aria-label": "Which of the two"})
        forms.MultiWidget.__init__(self, (UnfoldAdminDateWidget(), time, which), attrs)

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_0" if id_ else ""  # the label above the boxes names the day; the others name themselves

    def decompress(self, value: datetime | None) -> list[Any]:
        if value is None:
            return [None, None, ""]
        there = in_newsroom_zone(value)
        shown = there.replace(tzinfo=None, fold=0, microsecond=0)
        return [shown.date(), shown.time(), (FIRST, SECOND)[there.fold] if _two_names(shown) else ""]

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        parts = [*(value if isinstance(value, list) else self.decompress(value)), None, None, None][:3]
        shown, now = _typed(parts), timezone.now()
        names = _two_names(shown)
        self.widgets[2].choices = [("", "Which of the two?" if names else "")] + [
            (which, f"the {which} ({called})") for which, called in zip((FIRST, SECOND), names, strict=False)
        ]
        place = (attrs or {}).get("id", f"id_{name}")
        context = {
            "boxes": super().render(name, parts, attrs, renderer),
            "which": self.widgets[2].render(f"{name}_2", parts[2], {"id": f"{place}_2"}, renderer),
            "asks_which": bool(names),
            "zone": settings.TIME_ZONE,
            "zone_name": zone_name(now),
            "where": settings.TIME_ZONE.rpartition("/")[2].replace("_", " "),
            "told": _told(shown, parts[2], now=now),
        }
        return render_to_string("admin/articles/article/moment.html", context)


class MomentField(forms.SplitDateTimeField):
    """An aware time. What does not exist is refused in words that say what does; what comes twice is asked about."""

    widget = MomentWidget
    default_error_messages = {
        "invalid_date": "Say the day too, like 2027-03-14.",
        "invalid_time": "Say the time too, like 6:00 AM.",
        "required": "Choose the day and the time.",
    }

    def __init__(self, **kwargs: Any):
        wrong_day = {"invalid": "That is no day. Write it like 2027-03-14."}
        wrong_time = {"invalid": "That is no time. Write it like 6:00 AM or 18:30."}
        parts = (
            forms.DateField(required=False, error_messages=wrong_day),
            forms.TimeField(required=False, error_messages=wrong_time, input_formats=TIME_FORMATS),
            forms.CharField(required=False, max_length=6),
        )
        forms.MultiValueField.__init__(self, fields=parts, **{"require_all_fields": False, **kwargs})

    def clean(self, value: Any) -> datetime | None:
        if isinstance(value, list | tuple) and not (value[0] or value[1]):
            value = []  # which of the two, of nothing
        return super().clean(value)

    def compress(self, parts: list[Any]) -> datetime | None:
        day, time, which = [*parts, None, None, None][:3]
        if not parts or (day is None and time is None):
            return None
        for part, fault in ((day, "invalid_date"), (time, "invalid_time")):
            if part in self.empty_values:
                raise ValidationError(self.error_messages[fault], code=fault)
        shown = datetime.combine(day, time)
        if fault := _unbelievable(shown):
            raise ValidationError(fault)
        try:
            return at_newsroom_clock(shown, second={FIRST: False, SECOND: True}.get(which))
        except ValueError as refused:
            raise ValidationError(str(refused), code=type(refused).__name__) from refused


def _typed(parts: list[Any]) -> datetime | None:
    """What the boxes show, if it can be read as a time: what was typed, or what was saved."""
    try:
        day = forms.DateField(required=False).clean(parts[0])
        time = forms.TimeField(required=False, input_formats=TIME_FORMATS).clean(parts[1])
    except ValidationError:
        return None
    shown = datetime.combine(day, time) if day and time is not None else None
    return shown if shown and not _unbelievable(shown) else None


def _two_names(shown: datetime | None) -> tuple[str, ...]:
    """EDT and EST, for a time that the clock shows twice; else nothing."""
    try:
        if shown is not None:
            at_newsroom_clock(shown)
    except TwiceThatDay as twice:
        return twice.names
    except ValueError:
        pass
    return ()


def _told(shown: datetime | None, which: str, *, now: datetime) -> str:
    """`6:00 AM ET, in 3 h 12 min`, or what is wrong with the time."""
    if shown is None:
        return ""
    try:
        moment = at_newsroom_clock(shown, second={FIRST: False, SECOND: True}.get(which))
    except ValueError as refused:
        return str(refused)
    return f"{printed_soon(moment, now=now)}, {printed_wait(moment, now)}"


def _unbelievable(shown: datetime) -> str:
    low, high = BELIEVABLE
    if shown.year < low.limit_value.year:
        return str(low.message)
    return str(high.message) if shown.year >= high.limit_value.year else ""
