"""The focus of a photo on its own page: the picture to click on, and the crops that readers get. The crops are laid by
photos/crops.py; static/articles/desk/focus.js reckons the same while somebody moves the point."""

from dataclasses import dataclass
from typing import Any

from django import forms
from unfold.widgets import UnfoldAdminIntegerFieldWidget

from articles.admin.photo_seeing import seen_picture
from articles.models import Photo
from articles.photos.addresses import box_of, size_of
from articles.photos.sizes import CARD, PORTRAIT, SHARES, Cut

USED_FOR = {
    "card": "Cards and lists",
    "portrait": "Portrait cards",
    "16x9": "Shared links, wide",
    "4x3": "Search results",
    "1x1": "Square",
}


class FocusField(forms.FloatField):
    """A place between two edges in per cent, kept in thousandths."""

    def __init__(self, label: str):
        limits = {"min_value": 0, "max_value": 100, "step_size": None}
        widget = UnfoldAdminIntegerFieldWidget(attrs={"step": "0.1", "inputmode": "decimal"})
        super().__init__(required=False, label=label, widget=widget, **limits)

    def clean(self, value: Any) -> int | None:
        place = super().clean(value)
        return None if place is None else round(place * 10)


@dataclass(frozen=True, slots=True)
class View:
    """A crop as it is shown: its shape, and where the whole picture lies behind it, as CSS."""

    across: int
    down: int
    name: str
    used_for: str
    style: str


def views_of(photo: Photo) -> list[View]:
    """The shapes in which readers get a photo, around its focus."""
    return [_view(photo, cut) for cut in (*SHARES, CARD, PORTRAIT)]


def _view(photo: Photo, cut: Cut) -> View:
    width, height = size_of(photo)
    box = box_of(photo, cut)
    across, down = cut.shape or (width, height)
    style = (
        f"inline-size: {width / box.width:.4%}; block-size: {height / box.height:.4%}; "
        f"inset-inline-start: {-box.left / box.width:.4%}; inset-block-start: {-box.top / box.height:.4%}"
    )
    return View(across, down, f"{across}:{down}", USED_FOR[cut.name], style)


def focus_context(photo: Photo) -> dict[str, Any]:
    """For templates/admin/articles/photo/_focus.html; nothing where there is no picture."""
    picture = seen_picture(photo)
    if picture is None:
        return {}
    return {"picture": picture, "views": views_of(photo), "across": photo.focus_x / 10, "down": photo.focus_y / 10}
