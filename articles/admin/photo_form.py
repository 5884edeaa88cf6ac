"""The photo form: a picture goes in as a file somebody sent and is stored as pixels we wrote ourselves."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.urls import reverse
from django.utils.html import format_html
from unfold.widgets import UnfoldAdminTextareaWidget

from articles.admin.photo_rights import RIGHTS_FIELDS
from articles.models import Photo
from articles.photos import Picture, PictureRefused, read_picture


class PhotoForm(forms.ModelForm):
    # Not the model's own image box: that one would store the file as it came.
    image = forms.FileField(
        label="Picture",
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/*", "class": "desk-file"}),
        help_text="JPEG, PNG, WebP, AVIF, GIF or TIFF. Place, camera and other hidden facts are taken out.",
    )

    class Meta:
        model = Photo
        fields = ("image", "caption", "credit", "alt_decision", "alt_text", *RIGHTS_FIELDS)
        widgets = {"caption": UnfoldAdminTextareaWidget(attrs={"rows": 2})}

    picture: Picture | None = None
    picture_name = ""

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
