"""The photo form: a picture goes in as a file somebody sent and is stored as pixels we wrote ourselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.photo_focus import FocusField
from articles.admin.photo_rights import RIGHTS_FIELDS
from articles.models import Photo
from articles.models.photo import WHOLE
from articles.photos import Picture, PictureRefused, read_picture

WORDS = ("caption", "credit", "alt_decision", "alt_text")
ABOUT = ("photographer", "taken_at", "keywords")


class PhotoForm(forms.ModelForm):
    # Not the model's own image box: that one would store the file as it came.
    image = forms.FileField(
        label="Picture",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "class": "desk-file"}),
        help_text="JPEG, PNG, WebP, AVIF, GIF or TIFF. Place, camera and other hidden facts are taken out.",
    )

    focus_across = FocusField("Focus, per cent from the left")
    focus_down = FocusField("per cent from the top")

    class Meta:
        model = Photo
        fields = ("image", *WORDS, *ABOUT, *RIGHTS_FIELDS)
        widgets = {
            "caption": UnfoldAdminTextareaWidget(attrs={"rows": 3}),
            "keywords": UnfoldAdminTextareaWidget(attrs={"rows": 2}),
        }

    picture: Picture | None = None
    picture_name = ""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, place in (("focus_across", self.instance.focus_x), ("focus_down", self.instance.focus_y)):
            if name in self.fields:
                self.fields[name].initial = place / 10

    @property
    def focus(self) -> tuple[int, int]:
        """Where it is to be, in thousandths. Another picture begins in its middle, unless a place is said with it."""
        moved = not {"focus_across", "focus_down"}.isdisjoint(self.changed_data)
        if self.picture is not None and not moved:
            return WHOLE // 2, WHOLE // 2
        across, down = (self.cleaned_data.get(name) for name in ("focus_across", "focus_down"))
        before = self.instance.focus_x, self.instance.focus_y
        return (before[0] if across is None else across, before[1] if down is None else down)

    def clean_image(self) -> None:
        """Look at the file and keep the picture for store_picture(); the model's column gets nothing from here."""
        sent = self.cleaned_data.get("image")
        if not isinstance(sent, UploadedFile):
            return
        if sent.size and sent.size > settings.PHOTO_MAX_BYTES:
            limit = settings.PHOTO_MAX_BYTES // (1024 * 1024)
            raise ValidationError(f"The file is larger than {limit} MB. Export a smaller version of the picture.")
        try:
            picture = read_picture(sent.read())
        except PictureRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        twin = Photo.objects.filter(fingerprint=picture.fingerprint).exclude(pk=self.instance.pk).first()
        if twin is not None:
            raise ValidationError(_already_here(twin))
        self.picture, self.picture_name = picture, sent.name or ""

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.pop("image", None)
        if data.get("alt_decision") == Photo.Alt.TEXT and not (data.get("alt_text") or "").strip():
            self.add_error("alt_text", "Write the description that is to be read out, or choose another answer.")
        if data.get("alt_text") and data.get("alt_decision") == Photo.Alt.UNDECIDED:
            data["alt_decision"] = Photo.Alt.TEXT  # whoever writes a description means it to be read
        return data


def _already_here(twin: Photo) -> str:
    return format_html(
        'This picture is in the library already: <a href="{}">{}</a>',
        reverse("admin:articles_photo_change", args=[twin.pk]),
        str(twin),
    )
