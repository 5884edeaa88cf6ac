"""The photo form: a picture goes in as a file somebody sent and is stored as pixels we wrote ourselves."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.photo_focus import FocusField
from articles.admin.photo_rights import RIGHTS_FIELDS
from articles.admin.widgets import BELIEVABLE
from articles.models import Photo
from articles.models.photo import WHOLE
from articles.photos import Picture, PictureRefused, read_picture
from articles.photos.library import photo_of_file, photo_of_picture
from articles.photos.likeness import similar_photos
from articles.photos.opening import refuse_size

ALIKE = (
    'It looks like a photo that is here: {}. <label><input type="checkbox" name="anyway" value="1"> Keep both</label> '
    "(then choose the file again)"
)

WORDS = ("caption", "credit", "alt_decision", "alt_text")
ABOUT = ("photographer", "taken_at", "keywords")


class PhotoForm(forms.ModelForm):
    # Not the model's own image box: that one would store the file as it came.
    image = forms.FileField(
        label="Picture",
        allow_empty_file=True,  # it is refused in our own words
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
        help_texts = {
            "most_uses": "In how many stories it may stand; posts of live blogs count as stories. Empty: no limit.",
        }

    picture: Picture | None = None
    picture_name = ""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for name, place in (("focus_across", self.instance.focus_x), ("focus_down", self.instance.focus_y)):
            if name in self.fields:
                self.fields[name].initial = place / 10
        if "taken_at" in self.fields:
            self.fields["taken_at"].validators += BELIEVABLE

    def _get_validation_exclusions(self) -> set[str]:
        """The column of the picture has nothing typed in it. Checking it would open the file, which is not there while
        a photo is kept from readers (photos/putting_away.py)."""
        return super()._get_validation_exclusions() | {"image"}

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
        try:
            refuse_size(sent.size or 0)
            data = sent.read()
            self._refuse_twin(photo_of_file(data))
            picture = read_picture(data)
        except PictureRefused as refusal:
            raise ValidationError(str(refusal)) from refusal
        self._refuse_twin(photo_of_picture(picture))
        if self.data.get("anyway") != "1":
            self._refuse_similar([photo for photo in similar_photos(picture.look) if photo.pk != self.instance.pk])
        self.picture, self.picture_name = picture, sent.name or ""

    def _refuse_twin(self, twin: Photo | None) -> None:
        if twin is not None and twin.pk != self.instance.pk:
            raise ValidationError(format_html("This picture is in the library already: {}", _link(twin)))

    def _refuse_similar(self, similar: list[Photo]) -> None:
        if similar:
            links = format_html_join(", ", "{}", ((_link(photo),) for photo in similar))
            raise ValidationError(format_html(ALIKE, links))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data.pop("image", None)
        if data.get("alt_decision") == Photo.Alt.TEXT and not (data.get("alt_text") or "").strip():
            self.add_error("alt_text", "Write the description that is to be read out, or choose another answer.")
        if data.get("alt_text") and data.get("alt_decision") == Photo.Alt.UNDECIDED:
            data["alt_decision"] = Photo.Alt.TEXT  # whoever writes a description means it to be read
        return data


def _link(photo: Photo) -> str:
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_photo_change", args=[photo.pk]), str(photo))
